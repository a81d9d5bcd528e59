/* Shares corrected for coding error, column by column.
 *
 * With suppression a corrected share may tell what the counts must not: it is worked out of them, and of the true
 * codes of the gold answers.  Where gold has every answer it is a true count.  So, of shares by double sampling:
 *   - a section with a suppressed count in a group has none for its groups, and one with a suppressed total none for
 *     the total: no corrected share rests on a count that is not published;
 *   - the groups of a section have none either if one of their corrected shares comes to fewer than min_cell answers
 *     (of mentions also if it lacks so few to all), and likewise the total: groups could be subtracted from it.
 * The total has its own count and gold, which tell of no group.  Shares after gold from elsewhere hold nothing but a
 * count and constants: only a suppressed count has none. */
#include "figures/gold.h"

#include "stats/prevalence.h"

#include <math.h>

static const double level = 0.95;

/* A section's correction in the making. */
typedef struct {
    vb_draft *d;
    vb_gold_counts gold;
    vb_corrected *figures;
    vb_corrected_column *columns;
    vb_corrected_row *rows;
    uint64_t *coded;       /* of one column: answers that stand in a row and in none below it */
    vb_prevalence *shares; /* likewise */
} correcting;

static const vb_corrected none = {VB_CORRECTED, NAN, NAN, NAN};

static vb_corrected *figure_at(const correcting *c, size_t row, size_t column)
{
    return &c->figures[row * c->d->n_columns + column];
}

static vb_corrected share_of(const vb_prevalence *p)
{
    return (vb_corrected){VB_CORRECTED, 100 * p->estimate, 100 * p->interval.low, 100 * p->interval.high};
}

/* None of the column's codes is corrected. */
static void refuse(correcting *c, size_t column, vb_uncorrected why)
{
    c->columns[column].why = why;
    c->columns[column].unchecked = NAN;
    for (size_t r = 0; r < c->d->n_rows; r++) {
        *figure_at(c, r, column) = none;
        figure_at(c, r, column)->why = why;
    }
}

/* ---- Double sampling ---- */

/* The column whose gold answers correct this one. */
static size_t gold_of(const correcting *c, size_t column)
{
    return c->d->gold->kind == VB_GOLD_POOLED ? c->d->n_columns - 1 : column;
}

/* Each answer has one code: all of them at once, so that they add to 100 %. */
static vb_prevalence_status correct_single(correcting *c, size_t column)
{
    vb_draft *d = c->d;
    size_t k = d->n_rows;
    double unchecked;
    for (size_t r = 0; r < k; r++)
        c->coded[r] = vb_draft_count(d, r, column);
    for (size_t r = 0; r < k; r++)
        if (d->parents[r] != SIZE_MAX)
            c->coded[d->parents[r]] -= vb_draft_count(d, r, column);
    vb_double_sample sample = {.k = k,
                               .gold = c->gold.tables + gold_of(c, column) * k * k,
                               .coded = c->coded,
                               .above = d->parents,
                               .apart = gold_of(c, column) != column};
    vb_prevalence_status status = vb_prevalence_double(&sample, level, c->shares, &unchecked);
    for (size_t r = 0; status == VB_PREVALENCE_OK && r < k; r++)
        *figure_at(c, r, column) = share_of(&c->shares[r]);
    c->columns[column].unchecked = 100 * unchecked;
    return status;
}

/* Each code by itself: has it or not. */
static vb_prevalence_status correct_mentions(correcting *c, size_t column)
{
    vb_draft *d = c->d;
    vb_prevalence_status status = VB_PREVALENCE_OK;
    for (size_t r = 0; status == VB_PREVALENCE_OK && r < d->n_rows; r++) {
        uint64_t n = vb_draft_count(d, r, column), coded[2] = {n, d->bases[column] - n};
        vb_double_sample sample = {.k = 2,
                                   .gold = c->gold.pairs + (gold_of(c, column) * d->n_rows + r) * 4,
                                   .coded = coded,
                                   .apart = gold_of(c, column) != column};
        status = vb_prevalence_double(&sample, level, c->shares, NULL);
        *figure_at(c, r, column) = share_of(&c->shares[0]);
    }
    c->columns[column].unchecked = NAN;
    return status;
}

static bool correct_column(correcting *c, size_t column)
{
    vb_prevalence_status status = c->gold.tables != NULL ? correct_single(c, column) : correct_mentions(c, column);
    if (status == VB_PREVALENCE_NO_GOLD)
        refuse(c, column, VB_UNCORRECTED_FEW);
    return status != VB_PREVALENCE_NO_MEMORY;
}

/* ---- Gold from elsewhere ---- */

static vb_uncorrected why_not(vb_prevalence_status status)
{
    return status == VB_PREVALENCE_NO_INFORMATION ? VB_UNCORRECTED_INFORMATION
           : status == VB_PREVALENCE_MISFIT       ? VB_UNCORRECTED_MISFIT
                                                  : VB_UNCORRECTED_UNSEEN;
}

static void correct_by_rates(correcting *c, size_t column)
{
    vb_draft *d = c->d;
    for (size_t r = 0; r < d->n_rows; r++) {
        const uint64_t *pair = c->gold.pairs + ((d->n_columns - 1) * d->n_rows + r) * 4;
        vb_error_rates rates = {.coded = vb_draft_count(d, r, column),
                                .n = d->bases[column],
                                .found = pair[0],
                                .positive = pair[0] + pair[2],
                                .rejected = pair[3],
                                .negative = pair[1] + pair[3]};
        vb_prevalence share;
        vb_prevalence_status status = vb_prevalence_rogan_gladen(&rates, level, &share);
        vb_corrected *figure = figure_at(c, r, column);
        *figure = status == VB_PREVALENCE_OK ? share_of(&share) : none;
        figure->why = status == VB_PREVALENCE_OK ? VB_CORRECTED : why_not(status);
        if (vb_draft_figure(d, r, column)->hidden)
            *figure = (vb_corrected){VB_UNCORRECTED_SUPPRESSED, NAN, NAN, NAN};
        c->rows[r].sensitivity = rates.positive > 0 ? (double)rates.found / (double)rates.positive : NAN;
        c->rows[r].specificity = rates.negative > 0 ? (double)rates.rejected / (double)rates.negative : NAN;
    }
    c->columns[column].unchecked = NAN;
}

/* ---- Suppression ---- */

/* Whether a column rests on a suppressed count, or a share of it comes to so few answers that its count would be. */
static bool tells(const correcting *c, size_t column)
{
    const vb_draft *d = c->d;
    double least = (double)d->options->min_cell;
    bool mentions = d->options->count == VB_COUNT_MENTIONS;
    for (size_t r = 0; r < d->n_rows; r++) {
        double n = figure_at(c, r, column)->percent / 100 * (double)d->bases[column];
        bool few = n < least || (mentions && (double)d->bases[column] - n < least); /* false of NaN */
        if (vb_draft_figure(d, r, column)->hidden || few)
            return true;
    }
    return false;
}

static void withhold(correcting *c)
{
    size_t total = c->d->n_columns - 1;
    bool groups = false;
    for (size_t k = 0; k < total; k++)
        groups = groups || tells(c, k);
    for (size_t k = 0; k <= total; k++)
        if (k < total ? groups : tells(c, k)) {
            refuse(c, k, VB_UNCORRECTED_SUPPRESSED);
            c->columns[k].gold = 0;
        }
}

/* ---- The whole ---- */

static bool correct(correcting *c)
{
    vb_draft *d = c->d;
    bool elsewhere = d->gold->kind == VB_GOLD_ELSEWHERE;
    for (size_t k = 0; k < d->n_columns; k++) {
        c->columns[k].gold = c->gold.checked[elsewhere ? d->n_columns - 1 : k];
        if (d->bases[k] == 0)
            refuse(c, k, VB_UNCORRECTED_EMPTY);
        else if (elsewhere)
            correct_by_rates(c, k);
        else if (c->gold.checked[gold_of(c, k)] < VB_GOLD_FEWEST)
            refuse(c, k, VB_UNCORRECTED_FEW);
        else if (!correct_column(c, k))
            return false;
    }
    if (vb_draft_suppresses(d) && !elsewhere)
        withhold(c);
    return true;
}

bool vb_draft_correction(vb_draft *d)
{
    if (d->gold == NULL)
        return true;
    size_t k = d->n_rows;
    bool elsewhere = d->gold->kind == VB_GOLD_ELSEWHERE;
    bool single = d->options->count == VB_COUNT_PRIMARY && !elsewhere;
    correcting c = {.d = d};
    vb_correction *correction = vb_draft_array(d, 1, sizeof *correction);
    c.figures = vb_draft_array(d, k * d->n_columns, sizeof *c.figures);
    c.columns = vb_draft_array(d, d->n_columns, sizeof *c.columns);
    c.rows = vb_draft_array(d, k, sizeof *c.rows);
    c.coded = vb_draft_array(d, k, sizeof *c.coded);
    c.shares = vb_draft_array(d, k + 2, sizeof *c.shares);
    if (correction == NULL || c.figures == NULL || c.columns == NULL || c.rows == NULL || c.coded == NULL ||
        c.shares == NULL || !vb_gold_count(d, single, &c.gold) || !correct(&c))
        return false;
    *correction = (vb_correction){d->gold->kind, c.figures, c.columns, elsewhere ? c.rows : NULL, c.gold.outside};
    d->section.correction = correction;
    return true;
}
