#include "stats/code_scores.h"

#include <math.h>

static double over(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

vb_code_scores vb_code_scores_make(const vb_code_counts *counts)
{
    double both = (double)counts->both, gold_only = (double)counts->gold_only;
    double coded_only = (double)counts->coded_only, neither = (double)counts->neither;
    double gold = both + gold_only, coded = both + coded_only, n = gold + coded_only + neither;
    double differ = gold_only + coded_only;
    /* Disagreement over its expectation: kappa from each one's shares, alpha from pairs of all 2n answers. */
    return (vb_code_scores){
        .precision = over(both, coded),
        .recall = over(both, gold),
        .f1 = over(2 * both, gold + coded),
        .kappa = 1 - over(differ * n, gold * (n - coded) + coded * (n - gold)),
        .alpha = 1 - over(differ * (2 * n - 1), (gold + coded) * (2 * n - gold - coded)),
    };
}

static double or_zero(double x)
{
    return isnan(x) ? 0 : x;
}

vb_code_average vb_code_average_make(const vb_code_counts *counts, size_t n_codes)
{
    vb_code_average average = {0};
    vb_code_scores *macro = &average.macro;
    vb_code_counts sum = {0};
    size_t kappas = 0, alphas = 0;
    for (size_t i = 0; i < n_codes; i++) {
        const vb_code_counts *c = &counts[i];
        if (c->both + c->gold_only + c->coded_only == 0)
            continue;
        vb_code_scores scores = vb_code_scores_make(c);
        average.codes++;
        macro->precision += or_zero(scores.precision);
        macro->recall += or_zero(scores.recall);
        macro->f1 += scores.f1;
        macro->kappa += or_zero(scores.kappa);
        macro->alpha += or_zero(scores.alpha);
        kappas += isnan(scores.kappa) ? 0 : 1;
        alphas += isnan(scores.alpha) ? 0 : 1;
        sum.both += c->both;
        sum.gold_only += c->gold_only;
        sum.coded_only += c->coded_only;
    }
    double codes = (double)average.codes;
    *macro = (vb_code_scores){over(macro->precision, codes), over(macro->recall, codes), over(macro->f1, codes),
                              over(macro->kappa, (double)kappas), over(macro->alpha, (double)alphas)};
    vb_code_scores micro = vb_code_scores_make(&sum);
    average.precision = micro.precision;
    average.recall = micro.recall;
    average.f1 = micro.f1;
    return average;
}
