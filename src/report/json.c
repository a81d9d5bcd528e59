/* One object with everything, keys in a fixed order.  What does not exist, or is suppressed, is null.  It is
 * described in docs/report-json.md and docs/report.schema.json. */
#include "report/report.h"

#include "base/str.h"
#include "output/rows.h"
#include "report/json_parts.h"
#include "report/wording.h"

#include <inttypes.h>
#include <math.h>

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
    vb_json_key(out, false, key);
    vb_buffer_add_char(out, '{');
    vb_json_name(out, true, "kind", kinds[test->kind]);
    vb_json_name(out, false, "untested", reasons[test->why]);
    vb_json_number(out, false, "statistic", test->statistic);
    vb_json_number(out, false, "df", test->df);
    vb_json_number(out, false, "p", test->p);
    vb_json_number(out, false, "p_adjusted", test->p_adjusted);
    vb_json_number(out, false, "p_error", test->p_error);
    vb_json_number(out, false, "least_expected", test->least_expected);
    vb_json_count_if(out, "replicates", test->replicates > 0, test->replicates);
    vb_buffer_add_char(out, '}');
}

vb_str vb_json_code_of(const vb_report *report, const vb_figures_section *section, size_t row)
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
    vb_json_name(out, true, "kind", kinds[lead->kind]);
    vb_json_text(out, false, "first", vb_json_code_of(report, section, lead->first));
    vb_json_text(out, false, "second", vb_json_code_of(report, section, lead->second));
    vb_json_number(out, false, "detectable", lead->detectable);
    add_test(out, "test", &lead->test);
    vb_buffer_add_char(out, '}');
}

/* ---- Groups and codes ---- */

void vb_json_group_name(const vb_figures_section *section, size_t column, bool first, const char *key, vb_buffer *out)
{
    vb_buffer name = {0};
    bool total = column + 1 == section->n_columns;
    if (section->columns[column].name.len > 0)
        vb_report_add_name(section, column, &name);
    vb_json_text(out, first, key, total ? (vb_str){NULL, 0} : name.len > 0 ? vb_buffer_str(&name) : VB_LITERAL(""));
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
    vb_json_group_name(section, k, true, "name", out);
    vb_json_text(out, false, "label", column->label);
    vb_json_name(out, false, "kind", kind);
    vb_json_flag(out, "tested", column->tested);
    vb_json_count_if(out, "rows", column->has_chain, base->rows);
    vb_json_count_if(out, "answered", column->has_chain, base->answered);
    vb_json_count_if(out, "substantive", vb_report_has_base(column), base->substantive);
    vb_json_count_if(out, "recognised", column->has_chain && base->recognised != VB_NOT_SHOWN, base->recognised);
    vb_json_count_if(out, "by_term", column->has_chain && base->by_term != VB_NOT_SHOWN, base->by_term);
    add_lead(report, section, &column->lead, out);
    vb_buffer_add_char(out, '}');
}

static void add_cell(const vb_figures_section *section, const vb_figure *figure, size_t column, vb_buffer *out)
{
    vb_buffer_add_char(out, '{');
    vb_json_group_name(section, column, true, "group", out);
    vb_json_count_if(out, "n", !figure->hidden, figure->n);
    vb_json_number(out, false, "percent", figure->percent);
    vb_json_number(out, false, "low", figure->low);
    vb_json_number(out, false, "high", figure->high);
    vb_json_number(out, false, "residual", figure->residual);
    vb_json_number(out, false, "p_adjusted", figure->p_adjusted);
    vb_json_count_if(out, "rank", figure->rank > 0, figure->rank);
    vb_json_flag(out, "suppressed", figure->hidden);
    vb_buffer_add_char(out, '}');
}

static void add_row(const vb_report *report, const vb_figures_section *section, size_t r, vb_buffer *out)
{
    static const char *const kinds[] = {
        [VB_ROW_CODE] = "code", [VB_ROW_OTHER] = "other", [VB_ROW_UNCODED] = "uncoded"};
    const vb_figures_row *row = &section->rows[r];
    vb_buffer_add_char(out, '{');
    vb_json_text(out, true, "code", vb_json_code_of(report, section, r));
    vb_json_text(out, false, "label", vb_report_row_label(report, row));
    vb_json_count(out, false, "level", row->level);
    vb_json_name(out, false, "kind", kinds[row->kind]);
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
    vb_json_text(out, true, "by", section->by.len > 0 ? section->by : (vb_str){NULL, 0});
    vb_json_flag(out, "overlap", section->overlap);
    vb_json_texts(out, "pooled", section->pooled, section->n_pooled);
    vb_json_count(out, false, "suppressed", section->n_hidden);
    vb_buffer_add_text(out, ",\n\"groups\":[");
    for (size_t i = 0; i < section->n_columns; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_group(report, section, i, out);
    }
    vb_buffer_add_char(out, ']');
    add_test(out, "test", &section->test);
    vb_json_number(out, false, "cramer_v", section->cramer_v);
    vb_json_number(out, false, "cramer_v_corrected", section->cramer_v_corrected);
    vb_json_texts(out, "left_out", section->left_out, section->n_left_out);
    vb_json_number(out, false, "detectable", section->detectable);
    add_test(out, "recognition", &section->recognition);
    vb_json_flag(out, "recognition_differs", section->recognition_differs);
    vb_buffer_add_text(out, ",\n\"codes\":[");
    for (size_t i = 0; i < section->n_rows; i++) {
        vb_buffer_add_text(out, i > 0 ? ",\n" : "\n");
        add_row(report, section, i, out);
    }
    vb_buffer_add_char(out, ']');
    vb_json_correction(report, section, out);
    vb_buffer_add_char(out, '}');
}

/* ---- The whole ---- */

static void add_top(const vb_report *report, vb_buffer *out)
{
    const vb_figures_options *options = &report->figures->options;
    vb_json_text(out, true, "tool", VB_LITERAL("verbatim"));
    vb_json_text(out, false, "version", VB_LITERAL(VB_VERSION));
    vb_buffer_add_text(out, ",\"lexicon\":");
    if (report->codes_column.len > 0) {
        vb_buffer_add_text(out, "null");
    } else {
        vb_buffer_add_char(out, '{');
        vb_json_text(out, true, "name", report->lexicon->name);
        vb_json_text(out, false, "version", report->lexicon->version);
        char sha256[65];
        vb_lexicon_sha256(report->lexicon, sha256);
        vb_json_name(out, false, "sha256", sha256);
        vb_buffer_add_char(out, '}');
    }
    vb_json_text(out, false, "source", report->source);
    vb_json_text(out, false, "question", report->question);
    vb_json_text(out, false, "column", report->column);
    vb_json_text(out, false, "codes_column", report->codes_column.len > 0 ? report->codes_column : (vb_str){NULL, 0});
    vb_json_count(out, false, "level", options->level);
    vb_json_flag(out, "headline", options->headline);
    vb_json_name(out, false, "count", options->count == VB_COUNT_MENTIONS ? "mentions" : "primary");
    vb_json_count(out, false, "min_group", options->min_group);
    vb_json_count(out, false, "min_cell", options->min_cell);
    vb_json_count(out, false, "seed", options->seed);
    vb_json_gold(report, out);
    vb_json_flag(out, "doubtful", report->figures->doubtful);
    vb_buffer_add_text(out, ",\"unmatched\":[");
    for (size_t i = 0; i < report->n_unmatched; i++) {
        vb_buffer_add_text(out, i > 0 ? ",{" : "{");
        vb_json_text(out, true, "word", report->unmatched[i].word);
        vb_json_count(out, false, "answers", report->unmatched[i].answers);
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
