/* The figures of a report: the counts of a tally with the statistics on them, and without what must not be shown.
 * Formats print these and work out nothing.  What is suppressed is erased here, so no format can let it slip. */
#ifndef VB_FIGURES_FIGURES_H
#define VB_FIGURES_FIGURES_H

#include "base/arena.h"
#include "figures/prevalence.h"
#include "lexicon/lexicon.h"
#include "tally/crosstab.h"

/* One code in one column (a group, or all together).  NaN: there is no such figure. */
typedef struct {
    uint64_t n;                /* respondents with the code, by the report's count; 0 if hidden */
    double percent, low, high; /* of the column's substantive answers, 0 to 100, with the Wilson 95 % interval */
    double residual;           /* adjusted standardised residual of this group against the others; of codes whose own
                                  test is significant only */
    double p_adjusted;         /* of the residual, Holm within the section */
    unsigned rank;             /* from 1, ties share (1, 1, 3); 0: not ranked */
    bool hidden;               /* suppressed: all of the above is 0 or NaN */
} vb_figure;

typedef enum {
    VB_TEST_NONE,
    VB_TEST_CHI_SQUARE,       /* Pearson */
    VB_TEST_FISHER,           /* exact, 2 × 2 */
    VB_TEST_FISHER_SIMULATED, /* r × c by Monte Carlo */
    VB_TEST_RAO_SCOTT,        /* sum of per-code Pearson statistics, second-order corrected */
    VB_TEST_BINOMIAL,         /* exact, #1 against #2 */
    VB_TEST_MCNEMAR,          /* exact, on mentions */
} vb_test_kind;

/* Why there is no test. */
typedef enum {
    VB_UNTESTED_NOT,        /* there is one */
    VB_UNTESTED_GROUPS,     /* fewer than two groups with substantive answers */
    VB_UNTESTED_OVERLAP,    /* respondents stand in several groups */
    VB_UNTESTED_CONSTANT,   /* nobody or everybody has the code */
    VB_UNTESTED_SUPPRESSED, /* it rests on suppressed counts */
    VB_UNTESTED_DOUBTFUL,   /* too little was recognised */
    VB_UNTESTED_FEW,        /* fewer than VB_RANK_FEWEST answers */
    VB_UNTESTED_PARTIAL,    /* of #1 and #2: with --headline one of the other challenges may have more */
} vb_untested;

/* A test's result; NaN for what the kind does not have. */
typedef struct {
    vb_test_kind kind;
    vb_untested why;      /* of VB_TEST_NONE */
    double statistic, df; /* df may be fractional (Rao-Scott) */
    double p;
    double p_adjusted;     /* Holm over the codes of the table */
    double p_error;        /* standard error of a simulated p */
    double least_expected; /* the smallest expected count */
    uint64_t replicates;   /* of a simulation */
} vb_test;

typedef struct {
    vb_crosstab_row_kind kind;
    size_t category;          /* of VB_ROW_CODE, else VB_NO_CATEGORY */
    size_t level;             /* 1; 2 for a child, which stands behind its parent and is exploratory */
    const vb_figure *figures; /* one a column, the total last */
    vb_test test;             /* coded or not × groups */
} vb_figures_row;

/* What can be said of #1 and #2 of a column. */
typedef enum {
    VB_LEAD_NONE,  /* nothing to compare, or not to be said */
    VB_LEAD_CLEAR, /* p < 0.05 */
    VB_LEAD_CLOSE, /* too close to call */
    VB_LEAD_TIED,  /* the same count: several are first */
} vb_lead_kind;

typedef struct {
    vb_lead_kind kind;
    size_t first, second; /* rows; SIZE_MAX where there is none */
    vb_test test;         /* of CLEAR, CLOSE and TIED; none where the kind follows from bounds of hidden counts: then
                             there is no second either */
    double detectable;    /* the smallest difference of the two, in percentage points, that so many answers would show
                             with 80 % power at 5 %; NaN */
} vb_lead;

#define VB_NOT_SHOWN UINT64_MAX

typedef struct {
    vb_str name;        /* as the tally has it: a path of the grouping lexicon or a raw value; empty: blank */
    vb_str label;       /* to be read: "School leaders", "(none given)", "(none or unknown)", "Other groups",
                           "Total", with a cross "Teachers, piloting" */
    size_t category;    /* of the grouping lexicon; VB_NO_CATEGORY */
    bool blank, pooled; /* pooled: small groups together, see `pooled` of the section */
    bool tested;        /* takes part in tests between groups */
    vb_base_chain base; /* with suppression only `substantive` is set in groups, and `has_chain` is false; the
                           total's `by_term` is VB_NOT_SHOWN, and `recognised` where the uncoded row's is suppressed */
    bool has_chain;
    vb_lead lead;
} vb_figures_column;

/* A table: codes × the groups of a breakdown and the total. */
typedef struct {
    vb_str by;                 /* the columns' names, " × " between with a cross; empty: all answers, no groups */
    const vb_lexicon *lexicon; /* the one that made the groups; NULL: raw values, or a cross */
    const vb_figures_column *columns; /* the total last */
    size_t n_columns;
    const vb_figures_row *rows; /* codes by the total falling (headline: as the lexicon has them, then other),
                                   children behind their parents; uncoded last */
    size_t n_rows;
    vb_test test;                        /* all codes of level 1 × groups */
    double cramer_v, cramer_v_corrected; /* of VB_TEST_CHI_SQUARE and both Fisher kinds, of VB_V_LEAST
                                            answers a cell or more; NaN */
    const vb_str *left_out; /* labels of codes that the Rao-Scott test leaves out: nobody or everybody has them */
    size_t n_left_out;
    double detectable;        /* the smallest difference between the two largest groups' shares of the first code, in
                                 percentage points, with 80 % power at 5 %; NaN */
    bool overlap;             /* respondents stand in several groups */
    bool recognition_differs; /* between groups, p < 0.05 */
    vb_test recognition;      /* recognised or not × groups */
    const vb_str *pooled;     /* labels of the groups that stand as one, each below min_group */
    size_t n_pooled;
    size_t n_hidden;           /* suppressed cells, the total's among them */
    const vb_str *group_names; /* the tally's groups, and the column that each stands in; SIZE_MAX: none */
    const size_t *group_columns;
    size_t n_groups;
    const vb_correction *correction; /* shares corrected for coding error; NULL: no gold */
} vb_figures_section;

typedef struct {
    size_t level; /* 1 or 2 */
    bool headline;
    vb_count count;
    uint64_t min_group, min_cell; /* 0: nothing is suppressed */
    uint64_t seed;
} vb_figures_options;

typedef struct {
    vb_arena arena;
    vb_figures_options options;
    vb_figures_section *sections;
    size_t n_sections;
    bool doubtful; /* under 60 % of the substantive answers recognised by a term: nothing is ranked, no advice */
} vb_figures;

enum {
    VB_RANK_FEWEST = 30,     /* substantive answers that a column must have to be ranked */
    VB_V_LEAST = 5,          /* answers for each cell of a table, on average, for Cramér's V: of fewer it is near 1
                                whether groups differ or not, its bias being (r − 1)(c − 1)/(n − 1) (Bergsma 2013) */
    VB_RECOGNISED_LEAST = 60 /* percent recognised by a term, below which the report is doubtful */
};

/* ---- Making them ---- */

#define VB_PART_SEPARATOR '\x1F' /* between the parts of a group's name, with a cross */

/* What a breakdown's groups are made of: one column of the input or, with a cross, several. */
typedef struct {
    vb_str by;                 /* the column's name */
    const vb_lexicon *lexicon; /* that made its groups; NULL: raw values */
    size_t breakdown;          /* of the tally, with the groups of this part alone: their order */
} vb_figures_part;

typedef struct {
    size_t breakdown; /* of the tally; SIZE_MAX: all answers, no groups */
    const vb_figures_part *parts;
    size_t n_parts; /* of several: the parts of a group's name stand in this order */
} vb_figures_breakdown;

/* One section for each of `breakdowns` (at least one).  `gold` (NULL: none) corrects the shares.  The tally and gold
 * are not needed afterwards, the lexicons are.  False when memory is out; release with vb_figures_release() in any
 * case. */
bool vb_figures_make(const vb_tally *tally, const vb_lexicon *lexicon, const vb_figures_breakdown *breakdowns,
                     size_t n_breakdowns, const vb_gold *gold, const vb_figures_options *options,
                     vb_figures *figures);
void vb_figures_release(vb_figures *figures);

/* "Resistance"; the name where there is no label. */
vb_str vb_figures_category_label(const vb_category *category);

/* "District leaders" of a group that `lexicon` made, a raw value (NULL) as it is; of a blank "(none given)", or
 * "(none or unknown)" where a lexicon made the groups: a blank, or a value that it does not know. */
vb_str vb_figures_group_label(const vb_lexicon *lexicon, vb_str name);

#endif
