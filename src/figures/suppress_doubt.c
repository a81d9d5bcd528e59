/* What the lexicon, and the report's being doubtful or not, tell of hidden counts.  A code that no indicator can give
 * is recognised by terms alone, and one that no term can give never is; and of how many answers a term was recognised
 * in, a limit is known.  By what an answer is recognised is decided by the top level of its primary. */
#include "figures/suppress.h"

/* What can give a category or one below it: one a category. */
typedef struct {
    const vb_draft *draft;
    bool *by_term, *indicated;
    bool any_indicated; /* some answer was */
} sources;

static void note(const sources *s, bool *by, size_t category)
{
    for (; category != VB_NO_CATEGORY; category = s->draft->lexicon->categories[category].parent)
        by[category] = true;
}

static void note_term(const sources *s, const vb_term *term)
{
    if (term->role == VB_ROLE_INDICATOR && s->draft->lexicon->settings.indication > 0)
        note(s, s->indicated, term->category);
    else if (term->role == VB_ROLE_CATEGORY && term->weight > 0)
        note(s, s->by_term, term->category);
}

static size_t top_of(const vb_draft *d, size_t category)
{
    while (d->lexicon->categories[category].parent != VB_NO_CATEGORY)
        category = d->lexicon->categories[category].parent;
    return category;
}

/* Codes that are none of the lexicon's making, as with --codes, count as given by terms. */
static void note_pattern(void *context, const vb_tally_pattern *pattern)
{
    sources *s = context;
    s->any_indicated |= pattern->answer.indicated;
    if (pattern->answer.reason == VB_CODED && !pattern->answer.indicated)
        s->by_term[top_of(s->draft, pattern->answer.primary)] = true;
}

static bool has_row(const vb_draft *d, size_t category)
{
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->rows[r].category == category)
            return true;
    return false;
}

/* Of a code that stands below no other it is asked of its top level, of `other` of every top level without a row. */
static vb_given_by given_by(const sources *s, size_t row)
{
    const vb_draft *d = s->draft;
    size_t of = d->rows[row].category;
    if (d->rows[row].kind == VB_ROW_UNCODED)
        return VB_GIVEN_BY_INDICATORS;
    if (of != VB_NO_CATEGORY && d->parents[row] == SIZE_MAX)
        of = top_of(d, of);
    bool by_term = false, indicated = false;
    for (size_t c = 0; c < d->lexicon->n_categories; c++) {
        bool is_of = of == VB_NO_CATEGORY ? top_of(d, c) == c && !has_row(d, c) : c == of;
        by_term |= is_of && s->by_term[c];
        indicated |= is_of && s->indicated[c];
    }
    return !indicated         ? VB_GIVEN_BY_TERM
           : !by_term         ? VB_GIVEN_BY_INDICATORS
           : s->any_indicated ? VB_GIVEN_BY_EITHER
                              : VB_GIVEN_BY_TERM;
}

bool vb_hiding_note_doubt(vb_hiding *h)
{
    vb_draft *d = &h->drafts[0];
    size_t n = d->lexicon->n_categories;
    sources s = {.draft = d,
                 .by_term = vb_draft_array(d, n, sizeof *s.by_term),
                 .indicated = vb_draft_array(d, n, sizeof *s.indicated)};
    h->given_by = vb_draft_array(d, h->n_rows, sizeof *h->given_by);
    if (s.by_term == NULL || s.indicated == NULL || h->given_by == NULL)
        return false;
    for (size_t i = 0; i < d->lexicon->n_terms; i++)
        note_term(&s, &d->lexicon->terms[i]);
    vb_tally_patterns(d->tally, d->breakdown->breakdown, SIZE_MAX, note_pattern, &s);
    for (size_t r = 0; r < h->n_rows; r++)
        h->given_by[r] = given_by(&s, r);
    uint64_t answers = d->bases[d->n_columns - 1];
    uint64_t least = (answers * VB_RECOGNISED_LEAST + 99) / 100; /* of a report that is not doubtful */
    h->by_term_low = d->doubtful ? 0 : least;
    h->by_term_high = d->doubtful ? least - 1 : answers;
    return true;
}
