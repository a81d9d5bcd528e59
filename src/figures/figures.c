#include "figures/suppress.h"

#include "base/str.h"

/* Under 60 % of the substantive answers recognised by a term. */
static bool is_doubtful(const vb_base_chain *total)
{
    return total->by_term * 100 < total->substantive * VB_RECOGNISED_LEAST;
}

static size_t count_hidden(const vb_draft *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_rows * d->n_columns; i++)
        n += d->figures[i].hidden;
    return n;
}

static bool make_drafts(vb_draft *drafts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        vb_draft *d = &drafts[i];
        if (!vb_draft_columns(d))
            return false;
        d->doubtful = is_doubtful(&d->columns[d->n_columns - 1].base);
        if (!vb_draft_rows(d))
            return false;
    }
    return true;
}

bool vb_figures_make(const vb_tally *tally, const vb_lexicon *lexicon, const vb_figures_breakdown *breakdowns,
                     size_t n_breakdowns, const vb_gold *gold, const vb_figures_options *options, vb_figures *figures)
{
    *figures = (vb_figures){.options = *options};
    /* A count of a group with fewer than min_cell answers cannot be left a range of min_cell. */
    if (figures->options.min_group < options->min_cell)
        figures->options.min_group = options->min_cell;
    bool suppresses = figures->options.min_group > 0;
    vb_draft *drafts = vb_arena_alloc(&figures->arena, n_breakdowns * sizeof *drafts);
    figures->sections = vb_arena_alloc(&figures->arena, n_breakdowns * sizeof *figures->sections);
    if (drafts == NULL || figures->sections == NULL)
        return false;
    for (size_t i = 0; i < n_breakdowns; i++)
        drafts[i] = (vb_draft){.arena = &figures->arena,
                               .tally = tally,
                               .lexicon = lexicon,
                               .breakdown = &breakdowns[i],
                               .gold = gold,
                               .options = &figures->options};
    if (!make_drafts(drafts, n_breakdowns))
        return false;
    if (suppresses && !vb_suppress(drafts, n_breakdowns))
        return false;
    figures->doubtful = drafts[0].doubtful;
    for (size_t i = 0; i < n_breakdowns; i++) {
        vb_draft *d = &drafts[i];
        if (!vb_draft_ranks(d) || !vb_draft_tests(d) || !vb_draft_residuals(d) || !vb_draft_correction(d))
            return false;
        d->section.n_hidden = count_hidden(d);
        figures->sections[figures->n_sections++] = d->section;
    }
    return true;
}

void vb_figures_release(vb_figures *figures)
{
    vb_arena_release(&figures->arena);
    *figures = (vb_figures){0};
}
