/* Tests between the groups of a section: of all codes together, of each code, of whether anything was recognised.
 * Blank groups are left out.  What rests on a hidden cell is not tested: its result would tell of the cell. */
#include "figures/draft.h"

#include "stats/fisher.h"
#include "stats/holm.h"
#include "stats/sample_size.h"
#include "stats/table.h"

#include <math.h>

static const double least_expected = 5; /* Cochran 1954 */
static const double significance = 0.05, power = 0.8;

/* Random tables of a simulated test: p near 0.05 has a standard error of 0.002, and of 0.007 where tables are so
 * large that more would take minutes. */
enum { REPLICATES = 9999, REPLICATES_OF_LARGE = 999, LARGE = 500 /* cells */ };

vb_test vb_draft_untested(vb_untested why)
{
    return (vb_test){
        .why = why, .statistic = NAN, .df = NAN, .p = NAN, .p_adjusted = NAN, .p_error = NAN, .least_expected = NAN};
}

/* The columns that take part, in `columns`; how many. */
static size_t find_columns(const vb_draft *d, size_t *columns)
{
    size_t n = 0;
    for (size_t k = 0; k + 1 < d->n_columns; k++)
        if (d->columns[k].tested && d->bases[k] > 0)
            columns[n++] = k;
    return n;
}

/* Whether a cell of the row is hidden. */
static bool is_hidden(const vb_draft *d, size_t row)
{
    for (size_t k = 0; k < d->n_columns; k++)
        if (vb_draft_figure(d, row, k)->hidden)
            return true;
    return false;
}

/* Leave out what is empty: rows of codes that nobody has. */
static void compact(uint64_t *counts, size_t *rows, size_t columns)
{
    size_t kept = 0;
    for (size_t r = 0; r < *rows; r++) {
        uint64_t sum = 0;
        for (size_t k = 0; k < columns; k++) {
            counts[kept * columns + k] = counts[r * columns + k];
            sum += counts[r * columns + k];
        }
        kept += sum > 0;
    }
    *rows = kept;
}

/* χ², or where an expected count is under 5 Fisher's test: exact of 2 × 2, simulated of more.  The seed's random
 * numbers are the same for every test of a report: each can be repeated by itself. */
static bool test_table(const vb_draft *d, uint64_t *counts, size_t rows, size_t columns, vb_test *test,
                       vb_table_test *table)
{
    compact(counts, &rows, columns);
    *test = vb_draft_untested(VB_UNTESTED_NOT);
    if (!vb_table_chi2(counts, rows, columns, table))
        return false;
    if (table->rows < 2 || table->columns < 2) {
        test->why = table->columns < 2 ? VB_UNTESTED_GROUPS : VB_UNTESTED_CONSTANT;
        return true;
    }
    test->kind = VB_TEST_CHI_SQUARE;
    test->statistic = table->statistic;
    test->df = table->df;
    test->p = table->p;
    test->least_expected = table->least_expected;
    if (table->least_expected >= least_expected)
        return true;
    test->statistic = test->df = NAN;
    if (rows == 2 && columns == 2) {
        test->kind = VB_TEST_FISHER;
        test->p = vb_fisher_2x2(counts[0], counts[1], counts[2], counts[3]).two_sided;
        return true;
    }
    vb_fisher_simulation simulation;
    uint64_t replicates = rows * columns > LARGE ? REPLICATES_OF_LARGE : REPLICATES;
    test->kind = VB_TEST_FISHER_SIMULATED;
    if (!vb_fisher_simulate(counts, rows, columns, d->options->seed, replicates, &simulation))
        return false;
    test->p = simulation.p;
    test->p_error = simulation.standard_error;
    test->replicates = simulation.replicates;
    return true;
}

/* ---- A code, or anything recognised ---- */

static bool test_row(vb_draft *d, size_t row, const size_t *columns, size_t n, uint64_t *counts, vb_test *test)
{
    uint64_t with = 0, without = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t has = vb_draft_count(d, row, columns[i]);
        counts[i] = has;
        counts[n + i] = d->bases[columns[i]] - has;
        with += has;
        without += counts[n + i];
    }
    vb_untested why = d->section.overlap          ? VB_UNTESTED_OVERLAP
                      : n < 2                     ? VB_UNTESTED_GROUPS
                      : is_hidden(d, row)         ? VB_UNTESTED_SUPPRESSED
                      : with == 0 || without == 0 ? VB_UNTESTED_CONSTANT
                                                  : VB_UNTESTED_NOT;
    *test = vb_draft_untested(why);
    vb_table_test table;
    return why != VB_UNTESTED_NOT || test_table(d, counts, 2, n, test, &table);
}

/* Holm over the codes of a level: those of the second are a family of their own, and exploratory. */
static bool adjust_rows(vb_draft *d, size_t level, double *p)
{
    size_t n = 0;
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->rows[r].level == level && d->rows[r].kind != VB_ROW_UNCODED)
            p[n++] = d->rows[r].test.p;
    if (!vb_holm(p, n, p))
        return false;
    n = 0;
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->rows[r].level == level && d->rows[r].kind != VB_ROW_UNCODED)
            d->rows[r].test.p_adjusted = p[n++];
    return true;
}

static bool test_rows(vb_draft *d, const size_t *columns, size_t n, uint64_t *counts)
{
    double *p = vb_draft_array(d, d->n_rows, sizeof *p);
    if (p == NULL)
        return false;
    for (size_t r = 0; r < d->n_rows; r++)
        if (!test_row(d, r, columns, n, counts, &d->rows[r].test))
            return false;
    for (size_t level = 1; level <= 2; level++)
        if (!adjust_rows(d, level, p))
            return false;
    d->section.recognition = d->rows[d->n_rows - 1].test;                     /* uncoded stands last */
    d->section.recognition_differs = d->section.recognition.p < significance; /* false of NaN */
    return true;
}

/* ---- All codes ---- */

/* The rows that part the answers between them; not uncoded with mentions, where it is no code. */
static size_t find_rows(const vb_draft *d, size_t *rows, bool *hidden)
{
    size_t n = 0;
    *hidden = false;
    for (size_t r = 0; r < d->n_rows; r++) {
        if (d->parents[r] != SIZE_MAX)
            continue;
        *hidden = *hidden || is_hidden(d, r);
        if (d->options->count == VB_COUNT_PRIMARY || d->rows[r].kind != VB_ROW_UNCODED)
            rows[n++] = r;
    }
    return n;
}

static bool test_all(vb_draft *d, const size_t *columns, size_t n, uint64_t *counts)
{
    size_t *rows = vb_draft_array(d, d->n_rows, sizeof *rows);
    if (rows == NULL)
        return false;
    vb_figures_section *section = &d->section;
    bool hidden;
    size_t n_rows = find_rows(d, rows, &hidden);
    section->cramer_v = section->cramer_v_corrected = NAN;
    vb_untested why = section->overlap ? VB_UNTESTED_OVERLAP
                      : n < 2          ? VB_UNTESTED_GROUPS
                      : hidden         ? VB_UNTESTED_SUPPRESSED
                                       : VB_UNTESTED_NOT;
    section->test = vb_draft_untested(why);
    if (why != VB_UNTESTED_NOT)
        return true;
    if (d->options->count == VB_COUNT_MENTIONS)
        return vb_draft_multiple(d, rows, n_rows);
    for (size_t i = 0; i < n_rows; i++)
        for (size_t k = 0; k < n; k++)
            counts[i * n + k] = vb_draft_count(d, rows[i], columns[k]);
    vb_table_test table;
    if (!test_table(d, counts, n_rows, n, &section->test, &table))
        return false;
    if (table.n >= (uint64_t)VB_V_LEAST * table.rows * table.columns) {
        section->cramer_v = table.v;
        section->cramer_v_corrected = table.v_corrected;
    }
    return true;
}

/* The smallest difference that the two largest groups would have shown, at the first code's share in both. */
static void set_detectable(vb_draft *d, const size_t *columns, size_t n)
{
    d->section.detectable = NAN;
    size_t first = SIZE_MAX, second = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        size_t k = columns[i];
        if (first == SIZE_MAX || d->bases[k] > d->bases[first]) {
            second = first;
            first = k;
        } else if (second == SIZE_MAX || d->bases[k] > d->bases[second]) {
            second = k;
        }
    }
    if (second == SIZE_MAX || d->section.overlap || d->rows[0].kind != VB_ROW_CODE || is_hidden(d, 0))
        return;
    uint64_t has = vb_draft_count(d, 0, first) + vb_draft_count(d, 0, second);
    double share = (double)has / (double)(d->bases[first] + d->bases[second]);
    d->section.detectable =
        100 * vb_detectable_between(d->bases[first], d->bases[second], share, significance, power);
}

bool vb_draft_tests(vb_draft *d)
{
    size_t *columns = vb_draft_array(d, d->n_columns, sizeof *columns);
    uint64_t *counts = vb_draft_array(d, (d->n_rows + 2) * d->n_columns, sizeof *counts);
    if (columns == NULL || counts == NULL)
        return false;
    size_t n = find_columns(d, columns);
    set_detectable(d, columns, n);
    return test_rows(d, columns, n, counts) && test_all(d, columns, n, counts);
}
