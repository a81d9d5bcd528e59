/* The suggestions as JSON. */
#include "base/str.h"
#include "output/rows.h"
#include "suggest/suggest.h"

#include <inttypes.h>
#include <math.h>

static void add_scores(const char *key, const vb_code_scores *scores, vb_buffer *out)
{
    const struct {
        const char *name;
        double value;
    } parts[] = {{"precision", scores->precision}, {"recall", scores->recall}, {"kappa", scores->kappa}};
    vb_buffer_printf(out, ", \"%s\": {", key);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        vb_buffer_printf(out, "%s\"%s\": ", i == 0 ? "" : ", ", parts[i].name);
        if (isnan(parts[i].value))
            vb_buffer_add_text(out, "null");
        else
            vb_buffer_printf(out, "%.6f", parts[i].value);
    }
    vb_buffer_add_char(out, '}');
}

static void add_examples(const vb_suggestions *s, const vb_suggest_examples *examples, vb_buffer *out)
{
    vb_buffer_add_text(out, ", \"examples\": [");
    for (size_t i = 0; i < examples->n; i++) {
        const vb_suggest_answer *a = &s->answers[examples->items[i]];
        vb_buffer_printf(out, "%s{\"row\": %zu, \"answer\": ", i == 0 ? "" : ", ", a->row);
        vb_json_string(out, a->text);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_char(out, ']');
}

static void add_candidate(const vb_suggestions *s, const vb_candidate *c, vb_buffer *out)
{
    vb_suggest_examples examples = vb_suggest_examples_of(s, c);
    vb_buffer_add_text(out, "\n    {\"term\": ");
    vb_json_string(out, vb_phrase_form(c->phrase));
    vb_buffer_add_text(out, ", \"forms\": [");
    for (size_t i = 0; i < c->phrase->n_forms; i++) {
        vb_buffer_add_text(out, i == 0 ? "" : ", ");
        vb_json_string(out, c->phrase->forms[i]);
    }
    vb_buffer_printf(out, "], \"keyness\": %.6f, \"answers\": %" PRIu64 ", \"uncoded\": %" PRIu64, c->keyness,
                     c->answers, c->uncoded);
    if (c->code != VB_NO_CATEGORY) {
        vb_buffer_add_text(out, ", \"code\": ");
        vb_json_string(out, s->codes.paths[c->code]);
        vb_buffer_printf(out,
                         ", \"found\": {\"gain\": %" PRIu64 ", \"loss\": %" PRIu64
                         "}, \"confirmed\": {\"gain\": %" PRIu64 ", \"loss\": %" PRIu64 "}",
                         c->found.gain, c->found.loss, c->confirmed.gain, c->confirmed.loss);
        add_scores("before", &c->before, out);
        add_scores("after", &c->after, out);
    }
    add_examples(s, &examples, out);
    vb_buffer_add_char(out, '}');
}

void vb_suggest_json(const vb_suggestions *s, vb_buffer *out)
{
    vb_buffer_add_text(out, "{\"source\": ");
    vb_json_string(out, s->source);
    vb_buffer_printf(out, ", \"answers\": %zu, \"uncoded\": %" PRIu64 ", \"unconfirmed\": %zu,\n  \"terms\": [",
                     s->n_answers, s->uncoded, s->unconfirmed);
    for (size_t i = 0; i < s->n_candidates; i++) {
        vb_buffer_add_text(out, i == 0 ? "" : ",");
        add_candidate(s, &s->candidates[i], out);
    }
    vb_buffer_add_text(out, "],\n  \"misspellings\": [");
    for (size_t i = 0; i < s->n_misspellings; i++) {
        vb_buffer_add_text(out, i == 0 ? "\n    {\"word\": " : ",\n    {\"word\": ");
        vb_json_string(out, s->misspellings[i].word);
        vb_buffer_add_text(out, ", \"meant\": ");
        vb_json_string(out, s->misspellings[i].meant);
        vb_buffer_printf(out, ", \"answers\": %" PRIu64, s->misspellings[i].times);
        add_examples(s, &s->misspellings[i].examples, out);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "],\n  \"narrow\": [");
    for (size_t i = 0; i < s->n_misfires; i++) {
        const vb_misfire *m = &s->misfires[i];
        vb_buffer_add_text(out, i == 0 ? "\n    {\"term\": " : ",\n    {\"term\": ");
        vb_json_string(out, m->term);
        vb_buffer_add_text(out, ", \"code\": ");
        vb_json_string(out, m->path);
        vb_buffer_add_text(out, ", \"file\": ");
        vb_json_string(out, vb_str_of(m->file));
        vb_buffer_printf(out,
                         ", \"line\": %zu, \"right\": %" PRIu64 ", \"wrong\": %" PRIu64 ", \"unless\": ", m->line,
                         m->right, m->wrong);
        if (m->unless.len == 0)
            vb_buffer_add_text(out, "null");
        else
            vb_json_string(out, m->unless);
        add_examples(s, &m->examples, out);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "]\n}\n");
}
