/* Adjusted standardised residuals: which groups a significant code stands out in.  They count respondents of the
 * groups that are tested, and come only inside codes whose own adjusted test is significant (Holm within a level). */
#include "figures/draft.h"

#include "stats/distributions.h"
#include "stats/holm.h"
#include "stats/table.h"

#include <math.h>

static const double significance = 0.05;

static void set_row(vb_draft *d, size_t row)
{
    uint64_t has_all = 0, all = 0;
    for (size_t k = 0; k + 1 < d->n_columns; k++)
        if (d->columns[k].tested) {
            has_all += vb_draft_count(d, row, k);
            all += d->bases[k];
        }
    for (size_t k = 0; k + 1 < d->n_columns; k++)
        if (d->columns[k].tested)
            vb_draft_figure(d, row, k)->residual =
                vb_adjusted_residual(vb_draft_count(d, row, k), d->bases[k], has_all, all);
}

/* Two groups' residuals are the same but for the sign, so they are one comparison. */
static bool adjust_level(vb_draft *d, size_t level, bool two, double *p)
{
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) {
        n = 0;
        for (size_t r = 0; r < d->n_rows; r++) {
            size_t before = n;
            for (size_t k = 0; d->rows[r].level == level && k < d->n_columns; k++) {
                vb_figure *figure = vb_draft_figure(d, r, k);
                if (isnan(figure->residual))
                    continue;
                bool again = two && n > before;
                if (pass == 0 && !again)
                    p[n] = vb_normal_two_sided(figure->residual);
                else if (pass == 1)
                    figure->p_adjusted = p[again ? before : n];
                n += !again;
            }
        }
        if (pass == 0 && !vb_holm(p, n, p))
            return false;
    }
    return true;
}

bool vb_draft_residuals(vb_draft *d)
{
    double *p = vb_draft_array(d, d->n_rows * d->n_columns, sizeof *p);
    if (p == NULL)
        return false;
    size_t groups = 0;
    for (size_t k = 0; k + 1 < d->n_columns; k++)
        groups += d->columns[k].tested && d->bases[k] > 0;
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->rows[r].test.p_adjusted < significance) /* false of NaN */
            set_row(d, r);
    return adjust_level(d, 1, groups == 2, p) && adjust_level(d, 2, groups == 2, p);
}
