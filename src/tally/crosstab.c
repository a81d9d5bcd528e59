#include "tally/crosstab.h"

#include "base/str.h"

#include <stdlib.h>

/* What the counts of one column are added to. */
typedef struct {
    const vb_lexicon *lexicon;
    const bool *headline;    /* a category's own row is one of the headline; NULL: no headline */
    vb_crosstab_cell *cells; /* by category, then other, then uncoded; one column each */
    size_t n_columns, column;
    vb_base_chain *base;
    size_t *seen; /* per category and for other: the last pattern that mentioned it */
    size_t pattern;
} counting;

static vb_crosstab_cell *cell_at(counting *c, size_t row)
{
    return &c->cells[row * c->n_columns + c->column];
}

/* Whether a category or one above it is in the headline; always without a headline. */
static bool is_shown(const counting *c, size_t category)
{
    if (c->headline == NULL)
        return true;
    for (; category < c->lexicon->n_categories; category = c->lexicon->categories[category].parent)
        if (c->headline[category])
            return true;
    return false;
}

static void mention(counting *c, size_t row, uint64_t n)
{
    if (c->seen[row] != c->pattern)
        cell_at(c, row)->mentions += n;
    c->seen[row] = c->pattern;
}

static void count_pattern(void *context, const vb_tally_pattern *pattern)
{
    counting *c = context;
    const vb_tally_answer *answer = &pattern->answer;
    const vb_category *categories = c->lexicon->categories;
    size_t n_categories = c->lexicon->n_categories;
    size_t other = n_categories;
    size_t uncoded = n_categories + 1;

    c->pattern++;
    c->base->rows += pattern->n;
    if (answer->reason == VB_REASON_EMPTY || answer->reason == VB_REASON_UNREADABLE)
        return;
    c->base->answered += pattern->n;
    if (answer->reason == VB_REASON_NON_ANSWER)
        return;
    c->base->substantive += pattern->n;
    if (answer->reason != VB_CODED) {
        cell_at(c, uncoded)->n += pattern->n;
        cell_at(c, uncoded)->mentions += pattern->n;
        return;
    }
    c->base->recognised += pattern->n;
    c->base->by_term += answer->indicated ? 0 : pattern->n;
    for (size_t k = answer->primary; k < n_categories; k = categories[k].parent)
        cell_at(c, k)->n += pattern->n;
    if (!is_shown(c, answer->primary))
        cell_at(c, other)->n += pattern->n;
    for (size_t i = 0; i < answer->n_codes; i++) {
        for (size_t k = answer->codes[i]; k < n_categories; k = categories[k].parent)
            mention(c, k, pattern->n);
        if (!is_shown(c, answer->codes[i]))
            mention(c, other, pattern->n);
    }
}

/* ---- Rows ---- */

typedef struct {
    const vb_lexicon *lexicon;
    const vb_crosstab_cell *cells;
    size_t n_columns;
    const size_t *order; /* categories by the total's count falling, then by index */
    size_t level;
    bool *placed; /* a category has its row: a headline may name a category and one below it */
    vb_crosstab_row *rows;
    size_t n_rows;
} layout;

static void add_row(layout *l, vb_crosstab_row_kind kind, size_t index, size_t level)
{
    size_t category = kind == VB_ROW_CODE ? index : VB_NO_CATEGORY;
    l->rows[l->n_rows++] = (vb_crosstab_row){kind, category, level, l->cells + index * l->n_columns};
}

/* A category's row and, as deep as the table goes, those of its children. */
static void add_code(layout *l, size_t category, size_t level)
{
    if (l->placed[category])
        return;
    l->placed[category] = true;
    add_row(l, VB_ROW_CODE, category, level);
    for (size_t i = 0; level < l->level && i < l->lexicon->n_categories; i++)
        if (l->lexicon->categories[l->order[i]].parent == category)
            add_code(l, l->order[i], level + 1);
}

typedef struct {
    uint64_t n;
    size_t index;
    vb_str path;
} counted;

static int compare_counted(const void *a, const void *b)
{
    const counted *x = a;
    const counted *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return vb_str_compare(x->path, y->path);
}

/* The categories by the count of the last column, falling, then by path: the order of the lexicon's keys decides
 * nothing. */
static void order_categories(const vb_crosstab_cell *cells, size_t n_columns, const vb_lexicon *lexicon,
                             vb_count count, counted *scratch, size_t *order)
{
    size_t n = lexicon->n_categories;
    for (size_t i = 0; i < n; i++)
        scratch[i] = (counted){vb_crosstab_count(&cells[i * n_columns + n_columns - 1], count), i,
                               lexicon->categories[i].path};
    if (n > 0)
        qsort(scratch, n, sizeof *scratch, compare_counted);
    for (size_t i = 0; i < n; i++)
        order[i] = scratch[i].index;
}

static void *array(vb_arena *arena, size_t n, size_t size)
{
    return n > SIZE_MAX / size ? NULL : vb_arena_alloc(arena, n * size);
}

/* Copies, so that the table does not need the tally any more. */
static bool copy_groups(vb_arena *arena, const vb_tally_group *groups, size_t n, vb_tally_group *copies)
{
    for (size_t i = 0; i < n; i++) {
        copies[i] = groups[i];
        copies[i].name = vb_arena_copy(arena, groups[i].name);
        if (copies[i].name.ptr == NULL)
            return false;
    }
    return true;
}

bool vb_crosstab_make(const vb_tally *tally, size_t breakdown, const vb_lexicon *lexicon,
                      const vb_crosstab_options *options, vb_crosstab *crosstab)
{
    *crosstab = (vb_crosstab){0};
    vb_arena *arena = &crosstab->arena;
    size_t n = lexicon->n_categories;
    size_t n_groups;
    const vb_tally_group *groups = vb_tally_groups(tally, breakdown, &n_groups);
    size_t n_columns = n_groups + 1;
    bool headline = options->headline && lexicon->n_headline > 0;

    vb_tally_group *copies = array(arena, n_columns, sizeof *copies);
    vb_base_chain *bases = array(arena, n_columns, sizeof *bases);
    vb_crosstab_cell *cells = n + 2 > SIZE_MAX / n_columns ? NULL : array(arena, (n + 2) * n_columns, sizeof *cells);
    vb_crosstab_row *rows = array(arena, n + 2, sizeof *rows);
    bool *in_headline = array(arena, n + 1, sizeof *in_headline);
    bool *placed = array(arena, n + 1, sizeof *placed);
    size_t *seen = array(arena, n + 1, sizeof *seen);
    size_t *order = array(arena, n + 1, sizeof *order);
    counted *scratch = array(arena, n + 1, sizeof *scratch);
    if (copies == NULL || bases == NULL || cells == NULL || rows == NULL || in_headline == NULL || placed == NULL ||
        seen == NULL || order == NULL || scratch == NULL || !copy_groups(arena, groups, n_groups, copies)) {
        vb_crosstab_release(crosstab);
        return false;
    }
    for (size_t i = 0; headline && i < lexicon->n_headline; i++)
        in_headline[lexicon->headline[i]] = true;

    counting c = {.lexicon = lexicon,
                  .headline = headline ? in_headline : NULL,
                  .cells = cells,
                  .n_columns = n_columns,
                  .seen = seen};
    for (c.column = 0; c.column < n_columns; c.column++) {
        c.base = &bases[c.column];
        vb_tally_patterns(tally, breakdown, c.column < n_groups ? c.column : SIZE_MAX, count_pattern, &c);
    }

    order_categories(cells, n_columns, lexicon, options->count, scratch, order);
    layout l = {lexicon, cells, n_columns, order, options->level, placed, rows, 0};
    if (headline) {
        for (size_t i = 0; i < lexicon->n_headline; i++)
            add_code(&l, lexicon->headline[i], 1);
        add_row(&l, VB_ROW_OTHER, n, 1);
    } else {
        for (size_t i = 0; i < n; i++)
            if (lexicon->categories[order[i]].parent == VB_NO_CATEGORY)
                add_code(&l, order[i], 1);
    }
    add_row(&l, VB_ROW_UNCODED, n + 1, 1);

    crosstab->groups = copies;
    crosstab->n_columns = n_columns;
    crosstab->bases = bases;
    crosstab->rows = rows;
    crosstab->n_rows = l.n_rows;
    return true;
}

void vb_crosstab_release(vb_crosstab *crosstab)
{
    vb_arena_release(&crosstab->arena);
    *crosstab = (vb_crosstab){0};
}
