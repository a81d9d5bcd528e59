/* The suggestions for reading: text and Markdown. */
#include "base/str.h"
#include "output/rows.h"
#include "suggest/candidates.h"
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

static void add_examples(writer *w, const vb_suggest_examples *examples)
{
    for (size_t i = 0; i < examples->n; i++) {
        const vb_suggest_answer *a = &w->s->answers[examples->items[i]];
        vb_buffer_printf(w->out, w->markdown ? "  - row %zu: " : "      row %zu: ", a->row);
        add_safe(w, a->text);
        vb_buffer_add_char(w->out, '\n');
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

static void add_candidate(writer *w, const vb_candidate *c)
{
    const vb_suggestions *s = w->s;
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
    vb_suggest_examples examples = vb_suggest_examples_of(s, c);
    add_examples(w, &examples);
}

static void add_candidates(writer *w)
{
    const vb_suggestions *s = w->s;
    add_heading(w, s->options->gold != NULL ? "Terms that would add codes as gold has them"
                   : vb_suggest_compares(s)
                       ? "Words and phrases of answers without a code"
                       : "Commonest words and phrases of answers without a code (too few have one to compare with)");
    if (s->n_candidates == 0)
        vb_buffer_add_text(w->out, w->markdown ? "None.\n" : "  none\n");
    for (size_t i = 0; i < s->n_candidates; i++)
        add_candidate(w, &s->candidates[i]);
    if (s->unconfirmed > 0)
        vb_buffer_printf(w->out, "%s%zu more %s good on one half and not on the other\n", w->markdown ? "\n" : "  ",
                         s->unconfirmed, s->unconfirmed == 1 ? "was" : "were");
}

static void add_misspelling(writer *w, const vb_misspelling *m)
{
    add_item(w);
    add_safe(w, m->word);
    vb_buffer_add_text(w->out, ": ");
    add_safe(w, m->meant);
    vb_buffer_printf(w->out, ", in %" PRIu64 " answer%s\n", m->times, m->times == 1 ? "" : "s");
    add_examples(w, &m->examples);
}

static void add_misfire(writer *w, const vb_misfire *m)
{
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
    add_examples(w, &m->examples);
}

static void add_rest(writer *w)
{
    const vb_suggestions *s = w->s;
    if (s->n_misspellings > 0)
        add_heading(w, "Words of uncoded answers that may be the lexicon's, misspelled");
    for (size_t i = 0; i < s->n_misspellings && i < VB_SUGGEST_MOST; i++)
        add_misspelling(w, &s->misspellings[i]);
    if (s->n_misfires > 0)
        add_heading(w, "Terms to narrow: gold has their code in fewer answers than not");
    for (size_t i = 0; i < s->n_misfires; i++)
        add_misfire(w, &s->misfires[i]);
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

void vb_suggest_candidate(const vb_suggestions *s, const vb_candidate *candidate, vb_buffer *out)
{
    add_candidate(&(writer){s, out, false}, candidate);
}

void vb_suggest_misspelling(const vb_suggestions *s, const vb_misspelling *misspelling, vb_buffer *out)
{
    add_misspelling(&(writer){s, out, false}, misspelling);
}

void vb_suggest_misfire(const vb_suggestions *s, const vb_misfire *misfire, vb_buffer *out)
{
    add_misfire(&(writer){s, out, false}, misfire);
}
