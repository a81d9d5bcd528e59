/* One object with everything, keys in a fixed order.  What does not exist, or is suppressed, is null.  It is
 * described in docs/report-json.md and docs/report.schema.json. */
#include "report/report.h"

#include "base/str.h"
#include "output/rows.h"
#include "report/wording.h"

#include <inttypes.h>
#include <math.h>

/* "key":, with a comma before it but for the first of its object. */
static void add_key(vb_buffer *out, bool first, const char *key)
{
    vb_buffer_printf(out, first ? "\"%s\":" : ",\"%s\":", key);
}

static void add_text(vb_buffer *out, bool first, const char *key, vb_str text)
{
    add_key(out, first, key);
    if (text.ptr == NULL)
        vb_buffer_add_text(out, "null");
    else
        vb_json_string(out, text);
}

/* A name that there may not be. */
static void add_name(vb_buffer *out, bool first, const char *key, const char *name)
{
    add_text(out, first, key, name == NULL ? (vb_str){NULL, 0} : vb_str_of(name));
}

static void add_count(vb_buffer *out, bool first, const char *key, uint64_t n)
{
    add_key(out, first, key);
    vb_buffer_printf(out, "%" PRIu64, n);
}

static void add_count_if(vb_buffer *out, const char *key, bool there, uint64_t n)
{
    if (there)
        add_count(out, false, key, n);
    else
        add_name(out, false, key, NULL);
}

static void add_number(vb_buffer *out, const char *key, double number)
{
    add_key(out, false, key);
    if (isnan(number))
        vb_buffer_add_text(out, "null");
    else
        vb_buffer_printf(out, "%.17g", number);
}

static void add_flag(vb_buffer *out, const char *key, bool flag)
{
    add_key(out, false, key);
    vb_buffer_add_text(out, flag ? "true" : "false");
}

static void add_texts(vb_buffer *out, const char *key, const vb_str *texts, size_t n)
{
    add_key(out, false, key);
    vb_buffer_add_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        vb_buffer_add_text(out, i > 0 ? "," : "");
        vb_json_string(out, texts[i]);
    }
    vb_buffer_add_char(out, ']');
}

/* ---- Tests ---- */

static void add_test(vb_buffer *out, const char *key, const vb_test *test)
{
    static const char *const kinds[] = {[VB_TEST_NONE] = NULL,
                                        [VB_TEST_CHI_SQUARE] = "chi-square",
                                        [VB_TEST_FISHER] = "fisher",
                                        [VB_TEST_FISHER_SIMULATED] = "fisher-simulated",
                                        [VB_TEST_RAO_SCOTT] = "rao-scott",
                                        [VB_TEST_BINOMIAL] = "binomial",
                                        [VB_TEST_MCNEMAR] = "mcnemar"};
    static const char *const reasons[] = {[VB_UNTESTED_NOT] = NULL,
                                          [VB_UNTESTED_GROUPS] = "groups",
                                          [VB_UNTESTED_OVERLAP] = "overlap",
                                          [VB_UNTESTED_CONSTANT] = "constant",
                                          [VB_UNTESTED_SUPPRESSED] = "suppressed",
                                          [VB_UNTESTED_DOUBTFUL] = "doubtful",
                                          [VB_UNTESTED_FEW] = "few",
                                          [VB_UNTESTED_PARTIAL] = "partial"};
    add_key(out, false, key);
    vb_buffer_add_char(out, '{');
    add_name(out, true, "kind", kinds[test->kind]);
    add_name(out, false, "untested", reasons[test->why]);
    add_number(out, "statistic", test->statistic);
    add_number(out, "df", test->df);
    add_number(out, "p", test->p);
    add_number(out, "p_adjusted", test->p_adjusted);
    add_number(out, "p_error", test->p_error);
    add_number(out, "least_expected", test->least_expected);
    add_count_if(out, "replicates", test->replicates > 0, test->replicates);
    vb_buffer_add_char(out, '}');
}

/* The path of a row's code, or NULL. */
static vb_str code_of(const vb_report *report, const vb_figures_section *section, size_t row)
{
    if (row == SIZE_MAX || section->rows[row].kind != VB_ROW_CODE)
        return (vb_str){NULL, 0};
    return report->lexicon->categories[section->rows[row].category].path;
}

static void add_lead(const vb_report *report, const vb_figures_section *section, const vb_lead *lead, vb_buffer *out)
{
    static const char *const kinds[] = {
        [VB_LEAD_NONE] = NULL, [VB_LEAD_CLEAR] = "clear", [VB_LEAD_CLOSE] = "close", [VB_LEAD_TIED] = "tied"};
    vb_buffer_add_text(out, ",\"lead\":{");
    add_name(out, true, "kind", kinds[lead->kind]);
    add_text(out, false, "first", code_of(report, section, lead->first));
    add_text(out, false, "second", code_of(report, section, lead->second));
    add_number(out, "detectable", lead->detectable);
    add_test(out, "test", &lead->test);
    vb_buffer_add_char(out, '}');
}

/* ---- Groups and codes ---- */

/* The total is a group without a name; the blank one's name is "". */
static void add_group_name(const vb_figures_section *section, size_t column, bool first, const char *key,
                           vb_buffer *out)
{
    vb_buffer name = {0};
    bool total = column + 1 == section->n_columns;
    if (section->columns[column].name.len > 0)
        vb_report_add_name(section, column, &name);
    add_text(out, first, key, total ? (vb_str){NULL, 0} : name.len > 0 ? vb_buffer_str(&name) : VB_LITERAL(""));
    out->failed = out->failed || name.failed;
    vb_buffer_release(&name);
}

static void add_group(const vb_report *report, const vb_figures_section *section, size_t k, vb_buffer *out)
{
    const vb_figures_column *column = &section->columns[k];
    const vb_base_chain *base = &column->base;
    const char *kind = k + 1 == section->n_columns ? "total"
                       : column->pooled            ? "pooled"
                       : column->blank             ? "blank"
                                                   : "group";
    vb_buffer_add_char(out, '{');
    add_group_name(section, k, true, "name", out);
    add_text(out, false, "label", column->label);
    add_name(out, false, "kind", kind);
    add_flag(out, "tested", column->tested);
    add_count_if(out, "rows", column->has_chain, base->rows);
    add_count_if(out, "answered", column->has_chain, base->answered);
    add_count_if(out, "substantive", vb_report_has_base(column), base->substantive);
    add_count_if(out, "recognised", column->has_chain && base->recognised != VB_NOT_SHOWN, base->recognised);
    add_lead(report, section, &column->lead, out);
    vb_buffer_add_char(out, '}');
}

static void add_cell(const vb_figures_section *section, const vb_figure *figure, size_t column, vb_buffer *out)
{
    vb_buffer_add_char(out, '{');
    add_group_name(section, column, true, "group", out);
    add_count_if(out, "n", !figure->hidden, figure->n);
    add_number(out, "percent", figure->percent);
    add_number(out, "low", figure->low);
    add_number(out, "high", figure->high);
    add_number(out, "residual", figure->residual);
    add_number(out, "p_adjusted", figure->p_adjusted);
    add_count_if(out, "rank", figure->rank > 0, figure->rank);
    add_flag(out, "suppressed", figure->hidden);
    vb_buffer_add_char(out, '}');
}

static void add_row(const vb_report *report, const vb_figures_section *section, size_t r, vb_buffer *out)
{
    static const char *const kinds[] = {
        [VB_ROW_CODE] = "code", [VB_ROW_OTHER] = "other", [VB_ROW_UNCODED] = "uncoded"};
    const vb_figures_row *row = &section->rows[r];
    vb_buffer_add_char(out, '{');
    add_text(out, true, "code", code_of(report, section, r));
    add_text(out, false, "label", vb_report_row_label(report, row));
    add_count(out, false, "level", row->level);
    add_name(out, false, "kind", kinds[row->kind]);
    add_test(out, "test", &row->test);
    vb_buffer_add_text(out, ",\"cells\":[");
    for (size_t i = 0; i < section->n_columns; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_cell(section, &row->figures[i], i, out);
    }
    vb_buffer_add_text(out, "]}");
}

static void add_section(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    vb_buffer_add_char(out, '{');
    add_text(out, true, "by", section->by.len > 0 ? section->by : (vb_str){NULL, 0});
    add_flag(out, "overlap", section->overlap);
    add_texts(out, "pooled", section->pooled, section->n_pooled);
    add_count(out, false, "suppressed", section->n_hidden);
    vb_buffer_add_text(out, ",\n\"groups\":[");
    for (size_t i = 0; i < section->n_columns; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_group(report, section, i, out);
    }
    vb_buffer_add_char(out, ']');
    add_test(out, "test", &section->test);
    add_number(out, "cramer_v", section->cramer_v);
    add_number(out, "cramer_v_corrected", section->cramer_v_corrected);
    add_texts(out, "left_out", section->left_out, section->n_left_out);
    add_number(out, "detectable", section->detectable);
    add_test(out, "recognition", &section->recognition);
    add_flag(out, "recognition_differs", section->recognition_differs);
    vb_buffer_add_text(out, ",\n\"codes\":[");
    for (size_t i = 0; i < section->n_rows; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_row(report, section, i, out);
    }
    vb_buffer_add_text(out, "]}");
}

/* ---- The whole ---- */

static void add_top(const vb_report *report, vb_buffer *out)
{
    const vb_figures_options *options = &report->figures->options;
    add_text(out, true, "tool", VB_LITERAL("verbatim"));
    add_text(out, false, "version", VB_LITERAL(VB_VERSION));
    vb_buffer_add_text(out, ",\"lexicon\":");
    if (report->codes_column.len > 0) {
        vb_buffer_add_text(out, "null");
    } else {
        vb_buffer_add_char(out, '{');
        add_text(out, true, "name", report->lexicon->name);
        add_text(out, false, "version", report->lexicon->version);
        add_name(out, false, "sha256", report->lexicon_sha256);
        vb_buffer_add_char(out, '}');
    }
    add_text(out, false, "source", report->source);
    add_text(out, false, "question", report->question);
    add_text(out, false, "column", report->column);
    add_text(out, false, "codes_column", report->codes_column.len > 0 ? report->codes_column : (vb_str){NULL, 0});
    add_count(out, false, "level", options->level);
    add_flag(out, "headline", options->headline);
    add_name(out, false, "count", options->count == VB_COUNT_MENTIONS ? "mentions" : "primary");
    add_count(out, false, "min_group", options->min_group);
    add_count(out, false, "min_cell", options->min_cell);
    add_count(out, false, "seed", options->seed);
    add_flag(out, "doubtful", report->figures->doubtful);
    vb_buffer_add_text(out, ",\"unmatched\":[");
    for (size_t i = 0; i < report->n_unmatched; i++) {
        vb_buffer_add_text(out, i > 0 ? ",{" : "{");
        add_text(out, true, "word", report->unmatched[i].word);
        add_count(out, false, "answers", report->unmatched[i].answers);
        vb_buffer_add_char(out, '}');
    }
    vb_buffer_add_char(out, ']');
}

void vb_report_json(const vb_report *report, vb_buffer *out)
{
    vb_buffer_add_char(out, '{');
    add_top(report, out);
    vb_buffer_add_text(out, ",\n\"breakdowns\":[");
    for (size_t i = 0; i < report->figures->n_sections; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_section(report, &report->figures->sections[i], out);
    }
    vb_buffer_add_text(out, "]}\n");
}
