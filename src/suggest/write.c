/* The suggestions: for reading, as JSON, and as a lexicon to paste from. */
#include "base/str.h"
#include "lexicon/tree.h"
#include "output/rows.h"
#include "suggest/suggest.h"

#include <inttypes.h>
#include <math.h>

typedef struct {
    const vb_suggestions *s;
    vb_buffer *out;
    bool markdown;
} writer;

/* Text of strangers, safe where it goes. */
static void add_safe(writer *w, vb_str text)
{
    if (w->markdown)
        vb_markdown_text(w->out, text);
    else
        vb_terminal_text(w->out, text);
}

static void add_heading(writer *w, const char *text)
{
    vb_buffer_printf(w->out, w->markdown ? "\n#### %s\n\n" : "\n%s\n", text);
}

static void add_item(writer *w)
{
    vb_buffer_add_text(w->out, w->markdown ? "- " : "  ");
}

/* The other forms: "also: workshops, workshop's". */
static void add_forms(writer *w, const vb_suggest_phrase *phrase)
{
    vb_str form = vb_phrase_form(phrase);
    bool first = true;
    for (size_t i = 0; i < phrase->n_forms; i++) {
        if (vb_str_equal(phrase->forms[i], form))
            continue;
        vb_buffer_add_text(w->out, first ? " (also: " : ", ");
        add_safe(w, phrase->forms[i]);
        first = false;
    }
    vb_buffer_add_text(w->out, first ? "" : ")");
}

/* Answers that the term would be for: uncoded or, with gold, without the code that they should have. */
static bool is_example(const vb_suggestions *s, const vb_candidate *c, size_t number)
{
    const vb_suggest_answer *a = &s->answers[number];
    bool gold = false, coded = false;
    if (c->code == VB_NO_CATEGORY)
        return !a->coded;
    for (size_t i = 0; i < a->n_gold; i++)
        gold = gold || a->gold[i] == c->code;
    for (size_t i = 0; i < a->n_codes; i++)
        coded = coded || a->codes[i] == c->code;
    return gold && !coded;
}

static void add_examples(writer *w, const vb_candidate *c)
{
    size_t shown = 0;
    for (size_t i = 0; i < c->phrase->n && shown < VB_SUGGEST_EXAMPLES; i++) {
        const vb_suggest_answer *a = &w->s->answers[c->phrase->answers[i]];
        if (!is_example(w->s, c, c->phrase->answers[i]))
            continue;
        vb_buffer_printf(w->out, w->markdown ? "  - row %zu: " : "      row %zu: ", a->row);
        add_safe(w, a->text);
        vb_buffer_add_char(w->out, '\n');
        shown++;
    }
}

static void add_change(writer *w, const char *name, double before, double after)
{
    if (isnan(after))
        return;
    if (isnan(before))
        vb_buffer_printf(w->out, ", %s none to %.3f", name, after);
    else
        vb_buffer_printf(w->out, ", %s %.3f to %.3f", name, before, after);
}

static void add_candidates(writer *w)
{
    const vb_suggestions *s = w->s;
    add_heading(w, s->options->gold == NULL ? "Words and phrases of answers without a code"
                                            : "Terms that would add codes as gold has them");
    if (s->n_candidates == 0)
        vb_buffer_add_text(w->out, w->markdown ? "None.\n" : "  none\n");
    for (size_t i = 0; i < s->n_candidates; i++) {
        const vb_candidate *c = &s->candidates[i];
        add_item(w);
        if (c->code != VB_NO_CATEGORY) {
            add_safe(w, s->codes.paths[c->code]);
            vb_buffer_add_text(w->out, ": ");
        }
        add_safe(w, vb_phrase_form(c->phrase));
        add_forms(w, c->phrase);
        if (c->code == VB_NO_CATEGORY)
            vb_buffer_printf(w->out, ", in %" PRIu64 " uncoded of %" PRIu64 " answers, G² %+.1f\n", c->uncoded,
                             c->answers, c->keyness);
        else {
            vb_buffer_printf(w->out,
                             ", G² %+.1f; adds rightly and wrongly: %" PRIu64 " and %" PRIu64 " on one half, %" PRIu64
                             " and %" PRIu64 " on the other",
                             c->keyness, c->found.gain, c->found.loss, c->confirmed.gain, c->confirmed.loss);
            add_change(w, "where precision goes from", c->before.precision, c->after.precision);
            add_change(w, "recall from", c->before.recall, c->after.recall);
            add_change(w, "kappa from", c->before.kappa, c->after.kappa);
            vb_buffer_add_char(w->out, '\n');
        }
        add_examples(w, c);
    }
    if (s->unconfirmed > 0)
        vb_buffer_printf(w->out, "%s%zu more %s good on one half and not on the other\n", w->markdown ? "\n" : "  ",
                         s->unconfirmed, s->unconfirmed == 1 ? "was" : "were");
}

static void add_rest(writer *w)
{
    const vb_suggestions *s = w->s;
    if (s->n_misspellings > 0)
        add_heading(w, "Words of uncoded answers that may be the lexicon's, misspelled");
    for (size_t i = 0; i < s->n_misspellings && i < VB_SUGGEST_MOST; i++) {
        add_item(w);
        add_safe(w, s->misspellings[i].word);
        vb_buffer_add_text(w->out, ": ");
        add_safe(w, s->misspellings[i].meant);
        vb_buffer_printf(w->out, ", in %" PRIu64 " answer%s\n", s->misspellings[i].times,
                         s->misspellings[i].times == 1 ? "" : "s");
    }
    if (s->n_misfires > 0)
        add_heading(w, "Terms to narrow: gold has their code in fewer answers than not");
    for (size_t i = 0; i < s->n_misfires; i++) {
        const vb_misfire *m = &s->misfires[i];
        add_item(w);
        add_safe(w, m->path);
        vb_buffer_add_text(w->out, ": ");
        add_safe(w, m->term);
        vb_buffer_printf(w->out, " (%s:%zu), right in %" PRIu64 " and wrong in %" PRIu64, m->file, m->line, m->right,
                         m->wrong);
        if (m->unless.len > 0) {
            vb_buffer_add_text(w->out, "; unless: ");
            add_safe(w, m->unless);
        }
        vb_buffer_add_char(w->out, '\n');
    }
}

static void write_readable(const vb_suggestions *s, bool markdown, vb_buffer *out)
{
    writer w = {s, out, markdown};
    vb_buffer_add_text(out, markdown ? "### Suggestions by " : "");
    add_safe(&w, s->source);
    vb_buffer_printf(out, ": %" PRIu64 " of %zu answers without a code\n", s->uncoded, s->n_answers);
    add_candidates(&w);
    add_rest(&w);
}

void vb_suggest_text(const vb_suggestions *s, vb_buffer *out)
{
    write_readable(s, false, out);
}

void vb_suggest_markdown(const vb_suggestions *s, vb_buffer *out)
{
    write_readable(s, true, out);
}

/* ---- JSON ---- */

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

static void add_json_candidate(const vb_suggestions *s, const vb_candidate *c, vb_buffer *out)
{
    size_t shown = 0;
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
    vb_buffer_add_text(out, ", \"examples\": [");
    for (size_t i = 0; i < c->phrase->n && shown < VB_SUGGEST_EXAMPLES; i++) {
        const vb_suggest_answer *a = &s->answers[c->phrase->answers[i]];
        if (!is_example(s, c, c->phrase->answers[i]))
            continue;
        vb_buffer_printf(out, "%s{\"row\": %zu, \"answer\": ", shown++ == 0 ? "" : ", ", a->row);
        vb_json_string(out, a->text);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "]}");
}

void vb_suggest_json(const vb_suggestions *s, vb_buffer *out)
{
    vb_buffer_add_text(out, "{\"source\": ");
    vb_json_string(out, s->source);
    vb_buffer_printf(out, ", \"answers\": %zu, \"uncoded\": %" PRIu64 ", \"unconfirmed\": %zu,\n  \"terms\": [",
                     s->n_answers, s->uncoded, s->unconfirmed);
    for (size_t i = 0; i < s->n_candidates; i++) {
        vb_buffer_add_text(out, i == 0 ? "" : ",");
        add_json_candidate(s, &s->candidates[i], out);
    }
    vb_buffer_add_text(out, "],\n  \"misspellings\": [");
    for (size_t i = 0; i < s->n_misspellings; i++) {
        vb_buffer_add_text(out, i == 0 ? "\n    {\"word\": " : ",\n    {\"word\": ");
        vb_json_string(out, s->misspellings[i].word);
        vb_buffer_add_text(out, ", \"meant\": ");
        vb_json_string(out, s->misspellings[i].meant);
        vb_buffer_printf(out, ", \"answers\": %" PRIu64 "}", s->misspellings[i].times);
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
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_text(out, "]\n}\n");
}

/* ---- A lexicon ---- */

static void indent(vb_buffer *out, size_t level)
{
    for (size_t i = 0; i < level; i++)
        vb_buffer_add_text(out, "    ");
}

static void add_term(const vb_suggestions *s, const vb_candidate *c, size_t level, vb_buffer *out)
{
    char note[160];
    if (s->options->gold == NULL)
        (void)snprintf(note, sizeof note, "in %" PRIu64 " uncoded of %" PRIu64 " answers", c->uncoded, c->answers);
    else
        (void)snprintf(note, sizeof note,
                       "right and wrong: %" PRIu64 " and %" PRIu64 " on one half / %" PRIu64 " and %" PRIu64
                       " on the other",
                       c->found.gain, c->found.loss, c->confirmed.gain, c->confirmed.loss);
    indent(out, level);
    vb_buffer_add_text(out, "  - {term: ");
    vb_yaml_scalar(vb_phrase_form(c->phrase), out);
    vb_buffer_add_text(out, ", note: ");
    vb_yaml_scalar(vb_str_of(note), out);
    vb_buffer_add_text(out, "}\n");
}

static bool is_below(const vb_suggestions *s, size_t code, size_t above)
{
    while (code != VB_NO_CATEGORY && code != above)
        code = s->codes.parents[code];
    return code == above;
}

static void add_category(const vb_suggestions *s, size_t code, size_t level, vb_buffer *out)
{
    bool own = false, below = false;
    vb_str path = s->codes.paths[code];
    for (size_t i = 0; i < s->n_candidates; i++) {
        own = own || s->candidates[i].code == code;
        below = below || (s->candidates[i].code != code && is_below(s, s->candidates[i].code, code));
    }
    if (!own && !below)
        return;
    size_t name = path.len;
    while (name > 0 && path.ptr[name - 1] != '/')
        name--;
    indent(out, level);
    vb_buffer_printf(out, "%.*s:\n", (int)(path.len - name), path.ptr + name);
    if (own) {
        indent(out, level);
        vb_buffer_add_text(out, "  terms:\n");
        for (size_t i = 0; i < s->n_candidates; i++)
            if (s->candidates[i].code == code)
                add_term(s, &s->candidates[i], level, out);
    }
    if (!below)
        return;
    indent(out, level);
    vb_buffer_add_text(out, "  categories:\n");
    for (size_t c = 0; c < s->codes.n_lexicons; c++)
        if (s->codes.parents[c] == code)
            add_category(s, c, level + 1, out);
}

void vb_suggest_yaml(const vb_suggestions *s, vb_buffer *out)
{
    vb_buffer_add_text(out, "# Suggested by `verbatim lexicon suggest`: read the answers before taking one over.\n"
                            "lexicon: suggestions\n");
    if (s->n_misspellings > 0)
        vb_buffer_add_text(out, "words:\n");
    for (size_t i = 0; i < s->n_misspellings && i < VB_SUGGEST_MOST; i++) {
        vb_buffer_add_text(out, "  ");
        vb_yaml_scalar(s->misspellings[i].word, out);
        vb_buffer_add_text(out, ": ");
        vb_yaml_scalar(s->misspellings[i].meant, out);
        vb_buffer_add_char(out, '\n');
    }
    for (size_t i = 0; i < s->n_misfires; i++) {
        const vb_misfire *m = &s->misfires[i];
        vb_buffer_printf(out, i == 0 ? "# Terms to narrow, by line of the lexicon:\n#   %zu  " : "#   %zu  ",
                         m->line);
        vb_terminal_text(out, m->term);
        if (m->unless.len > 0) {
            vb_buffer_add_text(out, ", unless: [");
            vb_yaml_scalar(m->unless, out);
            vb_buffer_add_char(out, ']');
        }
        vb_buffer_add_char(out, '\n');
    }
    vb_buffer_add_text(out, "categories:\n");
    if (s->options->gold == NULL || s->n_candidates == 0) {
        vb_buffer_add_text(out, "  unsorted: # put each under the category that it belongs to\n");
        vb_buffer_add_text(out, s->n_candidates == 0 ? "    label: Nothing\n" : "    terms:\n");
        for (size_t i = 0; i < s->n_candidates; i++)
            add_term(s, &s->candidates[i], 1, out);
        return;
    }
    for (size_t c = 0; c < s->codes.n_lexicons; c++)
        if (s->codes.parents[c] == VB_NO_CATEGORY) {
            vb_buffer category = {0};
            add_category(s, c, 0, &category);
            /* Two spaces deeper than its level, for it stands below `categories`. */
            vb_str text = vb_buffer_str(&category);
            for (size_t at = 0; at < text.len;) {
                const char *end = memchr(text.ptr + at, '\n', text.len - at);
                size_t next = end == NULL ? text.len : (size_t)(end - text.ptr) + 1;
                vb_buffer_add_text(out, "  ");
                vb_buffer_add_str(out, vb_str_cut(text, at, next));
                at = next;
            }
            out->failed = out->failed || category.failed;
            vb_buffer_release(&category);
        }
}
