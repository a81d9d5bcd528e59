#include "diff/shares.h"

#include "base/str.h"
#include "figures/figures.h"

double vb_share_percent(uint64_t n, uint64_t base)
{
    return base == 0 ? 0 : 100.0 * (double)n / (double)base;
}

static vb_str path_of(const vb_lexicon *lexicon, const vb_crosstab_row *row)
{
    return row->kind == VB_ROW_CODE ? lexicon->categories[row->category].path : VB_LITERAL("");
}

static const vb_crosstab_row *find_row(const vb_crosstab *table, const vb_lexicon *lexicon, vb_str path)
{
    for (size_t i = 0; i < table->n_rows; i++)
        if (vb_str_equal(path_of(lexicon, &table->rows[i]), path))
            return &table->rows[i];
    return NULL;
}

typedef struct {
    const vb_lexicon *old, *new;
    vb_crosstab before, after;
    vb_arena *arena;
} pair;

/* A row of either table, with that of the same path in the other. */
static bool add_row(const pair *p, vb_share_table *table, vb_share_row *rows, const vb_lexicon *lexicon,
                    const vb_crosstab_row *row)
{
    vb_str path = path_of(lexicon, row);
    const vb_crosstab_row *before = find_row(&p->before, p->old, path), *after = find_row(&p->after, p->new, path);
    vb_share *cells = vb_arena_alloc(p->arena, table->n_groups * sizeof *cells);
    vb_share_row *made = &rows[table->n_rows];
    if (cells == NULL)
        return false;
    *made = (vb_share_row){.path = vb_arena_copy(p->arena, path),
                           .label = path.len == 0 ? VB_LITERAL("no challenge recognised")
                                                  : vb_lexicon_label(lexicon, row->category),
                           .cells = cells};
    for (size_t g = 0; g < table->n_groups; g++) {
        cells[g] = (vb_share){before == NULL ? 0 : before->cells[g].n, after == NULL ? 0 : after->cells[g].n};
        made->changed = made->changed || cells[g].before != cells[g].after;
    }
    table->n_rows++;
    table->n_changed += made->changed;
    return made->path.ptr != NULL;
}

static bool make_table(pair *p, const vb_grouping *grouping, vb_share_table *table)
{
    size_t n = p->after.n_columns;
    vb_str *groups = vb_arena_alloc(p->arena, n * sizeof *groups);
    vb_share *bases = vb_arena_alloc(p->arena, n * sizeof *bases);
    vb_share_row *rows = vb_arena_alloc(p->arena, (p->before.n_rows + p->after.n_rows + 1) * sizeof *rows);
    if (groups == NULL || bases == NULL || rows == NULL)
        return false;
    *table = (vb_share_table){.groups = groups, .bases = bases, .n_groups = n, .rows = rows};
    const vb_lexicon *lexicon = grouping == NULL ? NULL : grouping->lexicon;
    if (grouping != NULL)
        table->by = grouping->by->name;
    for (size_t g = 0; g < n; g++) {
        vb_str label = g + 1 == n ? VB_LITERAL("Total") : vb_figures_group_label(lexicon, p->after.groups[g].name);
        groups[g] = vb_arena_copy(p->arena, label);
        bases[g] = (vb_share){p->before.bases[g].substantive, p->after.bases[g].substantive};
        if (groups[g].ptr == NULL)
            return false;
    }
    for (size_t i = 0; i < p->after.n_rows; i++)
        if (!add_row(p, table, rows, p->new, &p->after.rows[i]))
            return false;
    for (size_t i = 0; i < p->before.n_rows; i++)
        if (find_row(&p->after, p->new, path_of(p->old, &p->before.rows[i])) == NULL &&
            !add_row(p, table, rows, p->old, &p->before.rows[i]))
            return false;
    return true;
}

const vb_share_table *vb_shares_make(const vb_study *study, const vb_lexicon *old, const vb_changes *changes,
                                     vb_arena *arena, size_t *n)
{
    static const vb_crosstab_options options = {.level = 1};
    *n = study->n_groupings == 0 ? 1 : study->n_groupings;
    vb_share_table *tables = vb_arena_alloc(arena, *n * sizeof *tables);
    bool fine = tables != NULL;
    for (size_t i = 0; i < *n && fine; i++) {
        pair p = {.old = old, .new = study->lexicon, .arena = arena};
        size_t breakdown = study->n_groupings == 0 ? SIZE_MAX : i;
        fine = vb_crosstab_make(changes->before, breakdown, old, &options, &p.before) &&
               vb_crosstab_make(changes->after, breakdown, study->lexicon, &options, &p.after) &&
               make_table(&p, study->n_groupings == 0 ? NULL : &study->groupings[i], &tables[i]);
        vb_crosstab_release(&p.before);
        vb_crosstab_release(&p.after);
    }
    return fine ? tables : NULL;
}
