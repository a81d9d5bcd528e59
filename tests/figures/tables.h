/* Tallies made of tables of counts. */
#ifndef TESTS_FIGURES_TABLES_H
#define TESTS_FIGURES_TABLES_H

#include "base/str.h"
#include "figures/figures.h"

#include <criterion/criterion.h>

enum { TABLE_CODES = 12 };

/* Top-level codes "a", "b", ... and, below "a", "a/x" and "a/y". */
enum { CODE_AX = 10, CODE_AY = 11 };

static inline vb_lexicon table_lexicon(void)
{
    static vb_category categories[TABLE_CODES];
    static char names[10][2];
    for (size_t i = 0; i < 10; i++) {
        names[i][0] = (char)('a' + i);
        categories[i] =
            (vb_category){.path = {names[i], 1}, .name = {names[i], 1}, .parent = VB_NO_CATEGORY, .level = 1};
    }
    categories[CODE_AX] = (vb_category){.path = VB_LITERAL("a/x"), .name = VB_LITERAL("x"), .parent = 0, .level = 2};
    categories[CODE_AY] = (vb_category){.path = VB_LITERAL("a/y"), .name = VB_LITERAL("y"), .parent = 0, .level = 2};
    return (vb_lexicon){.name = VB_LITERAL("table"), .categories = categories, .n_categories = TABLE_CODES};
}

/* Add `n` answers of `group` with these codes, the first of them primary; without codes they are uncoded. */
static inline void table_add(vb_tally *tally, const char *group, const size_t *codes, size_t n_codes, uint64_t n)
{
    size_t sorted[TABLE_CODES];
    for (size_t i = 0; i < n_codes; i++) {
        size_t k = i;
        for (; k > 0 && sorted[k - 1] > codes[i]; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = codes[i];
    }
    vb_str name = vb_str_of(group);
    vb_tally_answer answer = {n_codes == 0 ? VB_REASON_NO_MATCH : VB_CODED, n_codes == 0 ? VB_NO_CATEGORY : codes[0],
                              sorted, n_codes, false};
    for (uint64_t i = 0; i < n; i++)
        cr_assert(vb_tally_add(tally, &name, NULL, &answer));
}

/* A table of codes × groups, row by row, the last row uncoded.  The groups are "1", "2", ..., the larger first. */
static inline vb_tally *table_tally(const uint64_t *counts, size_t rows, size_t columns)
{
    vb_tally *tally = vb_tally_new(1);
    for (size_t r = 0; r < rows; r++)
        for (size_t k = 0; k < columns; k++) {
            char group[2] = {(char)('1' + k), '\0'};
            table_add(tally, group, &r, r + 1 < rows, counts[r * columns + k]);
        }
    return tally;
}

static inline vb_figures table_figures_with(const vb_tally *tally, const vb_lexicon *lexicon, const vb_gold *gold,
                                            const vb_figures_options *options)
{
    static const vb_figures_part part = {{"group", 5}, NULL, 0};
    vb_figures_breakdown by = {0, &part, 1};
    vb_figures figures;
    cr_assert(vb_figures_make(tally, lexicon, &by, 1, gold, options, &figures));
    return figures;
}

static inline vb_figures table_figures(const vb_tally *tally, const vb_lexicon *lexicon,
                                       const vb_figures_options *options)
{
    return table_figures_with(tally, lexicon, NULL, options);
}

/* The column of a group, the row of a code. */
static inline size_t table_column(const vb_figures_section *section, const char *label)
{
    for (size_t k = 0; k < section->n_columns; k++)
        if (vb_str_equal(section->columns[k].label, vb_str_of(label)))
            return k;
    cr_assert(false, "no column %s", label);
    return 0;
}

static inline const vb_figures_row *table_row(const vb_figures_section *section, size_t category)
{
    for (size_t r = 0; r < section->n_rows; r++)
        if (section->rows[r].category == category)
            return &section->rows[r];
    cr_assert(false, "no row of category %zu", category);
    return NULL;
}

#endif
