#include "report/wording.h"

#include "base/str.h"

#include <inttypes.h>
#include <math.h>

enum { MOST_UNNAMED = 12 };

const char vb_report_doubt[] =
    "Fewer than 60 % of the answers were recognised: is this the right column and the right lexicon?  "
    "Nothing is ranked.";

vb_str vb_report_code_name(const vb_report *report, const vb_figures_row *row)
{
    if (row->kind == VB_ROW_OTHER)
        return VB_LITERAL("(other)");
    if (row->kind == VB_ROW_UNCODED)
        return VB_LITERAL("(uncoded)");
    return report->lexicon->categories[row->category].path;
}

vb_str vb_report_row_label(const vb_report *report, const vb_figures_row *row)
{
    if (row->kind == VB_ROW_OTHER)
        return VB_LITERAL("other challenges");
    if (row->kind == VB_ROW_UNCODED)
        return VB_LITERAL("no challenge recognised");
    return vb_figures_category_label(&report->lexicon->categories[row->category]);
}

void vb_report_add_group(const vb_figures_column *column, vb_buffer *out)
{
    if (column->category != VB_NO_CATEGORY)
        vb_report_add_lower(out, column->label);
    else
        vb_buffer_add_str(out, column->label);
}

/* Names in parentheses are none that a lexicon can have. */
void vb_report_add_name(const vb_figures_section *section, size_t column, vb_buffer *out)
{
    vb_str name = section->columns[column].name;
    if (column + 1 == section->n_columns || name.len == 0) {
        vb_buffer_add_text(out, column + 1 == section->n_columns ? "(total)" : "(blank)");
        return;
    }
    for (size_t beg = 0, end; beg <= name.len; beg = end + 1) {
        const char *found = memchr(name.ptr + beg, VB_PART_SEPARATOR, name.len - beg);
        end = found == NULL ? name.len : (size_t)(found - name.ptr);
        vb_buffer_add_text(out, beg > 0 ? " × " : "");
        vb_buffer_add_str(out, end > beg ? vb_str_cut(name, beg, end) : VB_LITERAL("(blank)"));
    }
}

bool vb_report_row_is_empty(const vb_figures_section *section, const vb_figures_row *row)
{
    const vb_figure *total = &row->figures[section->n_columns - 1];
    return row->kind == VB_ROW_CODE && !total->hidden && total->n == 0;
}

bool vb_report_row_is_hidden(const vb_figures_section *section, const vb_figures_row *row)
{
    return row->figures[section->n_columns - 1].hidden;
}

const vb_figures_column *vb_report_total(const vb_figures_section *section)
{
    return &section->columns[section->n_columns - 1];
}

bool vb_report_is_headline(const vb_report *report)
{
    return report->figures->options.headline && report->lexicon->n_headline > 0;
}

bool vb_report_suppresses(const vb_report *report)
{
    return report->figures->options.min_group > 0 || report->figures->options.min_cell > 0;
}

vb_report_share vb_report_percent(const vb_figure *figure)
{
    vb_report_share share;
    unsigned whole = isnan(figure->percent) ? 0 : (unsigned)(figure->percent + 0.5); /* halves go up, as expected */
    whole = whole < 100 ? whole : 100;
    if (whole == 0 && figure->n > 0)
        (void)snprintf(share.text, sizeof share.text, "<1 %%");
    else
        (void)snprintf(share.text, sizeof share.text, "%u %%", whole);
    share.len = strlen(share.text);
    return share;
}

unsigned vb_report_rank_mark(const vb_figures_row *row, size_t column)
{
    unsigned rank = row->figures[column].rank;
    return rank <= VB_RANK_MARKS ? rank : 0;
}

void vb_report_origin(const vb_report *report, vb_buffer *out)
{
    vb_buffer_add_str(out, report->source);
    if (report->column.len > 0) {
        vb_buffer_add_text(out, report->source.len > 0 ? ", column " : "column ");
        vb_buffer_add_str(out, report->column);
    }
    vb_buffer_add_text(out, out->len > 0 ? ", " : "");
    if (report->codes_column.len > 0) {
        vb_buffer_add_text(out, "with the codes of column ");
        vb_buffer_add_str(out, report->codes_column);
        return;
    }
    vb_buffer_add_text(out, "coded with ");
    vb_buffer_add_str(out, report->lexicon->name);
    if (report->lexicon->version.len > 0) {
        vb_buffer_add_char(out, ' ');
        vb_buffer_add_str(out, report->lexicon->version);
    }
}

bool vb_report_has_base(const vb_figures_column *column)
{
    return column->has_chain || column->base.substantive > 0;
}

void vb_report_base(const vb_figures_column *column, vb_buffer *out)
{
    const vb_base_chain *base = &column->base;
    if (!vb_report_has_base(column)) {
        vb_buffer_add_text(out, "too few answers for anything to be shown");
        return;
    }
    if (!column->has_chain) {
        vb_buffer_printf(out, "%" PRIu64 " substantive", base->substantive);
        return;
    }
    vb_buffer_printf(out, "%" PRIu64 " %s, %" PRIu64 " answered, %" PRIu64 " substantive", base->rows,
                     base->rows == 1 ? "row" : "rows", base->answered, base->substantive);
    if (base->recognised == VB_NOT_SHOWN)
        return;
    vb_buffer_printf(out, ", %" PRIu64 " recognised", base->recognised);
    if (base->substantive > 0)
        vb_buffer_printf(out, " (%.1f %%)", 100 * (double)base->recognised / (double)base->substantive);
}

/* ---- How to read it ---- */

static void add_ranking(const vb_report *report, vb_buffer *out)
{
    bool ranked = false, small = false;
    for (size_t i = 0; i < report->figures->n_sections; i++)
        for (size_t k = 0; k < report->figures->sections[i].n_columns; k++) {
            bool enough = report->figures->sections[i].columns[k].base.substantive >= VB_RANK_FEWEST;
            ranked |= enough && !report->figures->doubtful;
            small |= !enough;
        }
    if (!ranked)
        return;
    vb_buffer_add_text(out, vb_report_is_headline(report) ? "  #1 to #3: rank among the challenges shown"
                                                          : "  #1 to #3: rank within the group");
    if (small)
        vb_buffer_printf(out, "; groups under %d answers are not ranked", VB_RANK_FEWEST);
    vb_buffer_add_char(out, '.');
}

void vb_report_legend(const vb_report *report, vb_buffer *out)
{
    const vb_figures_options *options = &report->figures->options;
    vb_buffer_add_text(out,
                       options->count == VB_COUNT_MENTIONS
                           ? "Each answer counts for every challenge that it mentions, so the shares add to more "
                             "than 100 %; % of substantive answers."
                           : "Each answer counts once, for its main challenge; % of substantive answers.");
    add_ranking(report, out);
    if (!vb_report_suppresses(report)) {
        vb_buffer_add_text(out, "  Small counts are not suppressed (--min-group, --min-cell).");
        return;
    }
    if (options->min_group > 0)
        vb_buffer_printf(out, "  Groups under %" PRIu64 " answers stand together.", options->min_group);
    if (options->min_cell > 0)
        vb_buffer_printf(out, "  –: counts under %" PRIu64 ", and others that they could be worked out from.",
                         options->min_cell);
    vb_buffer_add_text(out, "  Separate reports of the same answers can be combined: publish only one.");
}

/* ---- Lines ---- */

void vb_report_end_line(vb_buffer *lines, size_t beg)
{
    for (size_t i = beg; i < lines->len; i++)
        if (lines->ptr[i] == '\n')
            lines->ptr[i] = ' ';
    vb_buffer_add_char(lines, '\n');
}

/* "Not shown: time, technology." of the rows that `is` picks.  False: there are none. */
static bool add_rows(const vb_report *report, const vb_figures_section *section, const char *before,
                     bool (*is)(const vb_figures_section *section, const vb_figures_row *row), vb_buffer *out)
{
    size_t n = 0;
    for (size_t i = 0; i < section->n_rows; i++) {
        const vb_figures_row *row = &section->rows[i];
        if (!is(section, row))
            continue;
        if (n < MOST_UNNAMED) {
            vb_buffer_add_text(out, n == 0 ? before : ", ");
            vb_report_add_lower(out, vb_report_row_label(report, row));
        }
        n++;
    }
    if (n > MOST_UNNAMED)
        vb_buffer_printf(out, " and %zu more", n - MOST_UNNAMED);
    vb_buffer_add_text(out, n > 0 ? "." : "");
    return n > 0;
}

bool vb_report_unnamed(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    return add_rows(report, section,
                    mentions ? "Mentioned by nobody: " : "Nobody's main challenge: ", vb_report_row_is_empty, out);
}

static void add_line(vb_buffer *lines, const char *text)
{
    vb_buffer_add_text(lines, text);
    vb_buffer_add_char(lines, '\n');
}

void vb_report_remarks(const vb_report *report, const vb_figures_section *section, vb_buffer *lines)
{
    size_t beg = lines->len;
    if (vb_report_unnamed(report, section, lines))
        vb_report_end_line(lines, beg);
    beg = lines->len;
    if (add_rows(report, section, "Not shown: ", vb_report_row_is_hidden, lines))
        vb_report_end_line(lines, beg);
    if (section->n_pooled > 0 && section->n_columns < 2)
        add_line(lines, "Fewer than two groups are large enough to be shown.");
    if (section->overlap)
        add_line(lines, "Respondents with several choices stand in several groups, so groups are not tested against "
                        "each other.");
    if (section->recognition_differs)
        add_line(lines,
                 "Mind: how many answers were recognised differs between the groups, so differences may be the "
                 "lexicon's.");
}

bool vb_report_words(const vb_report *report, vb_buffer *out)
{
    for (size_t i = 0; i < report->n_unmatched; i++) {
        vb_buffer_add_text(out, i > 0 ? ", " : "Frequent in the answers that were not recognised: ");
        vb_buffer_add_str(out, report->unmatched[i].word);
        vb_buffer_printf(out, " (%" PRIu64 ")", report->unmatched[i].answers);
    }
    vb_buffer_add_text(out, report->n_unmatched > 0 ? "." : "");
    return report->n_unmatched > 0;
}

/* ---- Advice ---- */

/* Whether the row is #1 or #2 of a column that is ranked. */
static bool leads(const vb_figures_section *section, size_t column, size_t row)
{
    const vb_lead *lead = &section->columns[column].lead;
    return lead->kind != VB_LEAD_NONE && (lead->first == row || lead->second == row);
}

/* The labels of the groups of a section that have `category` as #1 or #2, behind those that are there already; the
 * total's only where there is nothing else. */
static void add_led(const vb_report *report, size_t s, size_t category, vb_buffer *groups, bool *all)
{
    const vb_figures_section *section = &report->figures->sections[s];
    for (size_t r = 0; r < section->n_rows; r++) {
        if (section->rows[r].category != category || section->rows[r].level != 1)
            continue;
        for (size_t k = 0; k < section->n_columns; k++) {
            if (section->columns[k].blank || !leads(section, k, r))
                continue;
            if (k + 1 == section->n_columns) {
                *all = *all || section->n_columns == 1;
                continue;
            }
            vb_buffer_add_text(groups, groups->len > 0 ? ", " : "");
            vb_report_add_group(&section->columns[k], groups);
        }
    }
}

/* "Buy-In (teachers, school leaders): "; false: it is nobody's #1 or #2. */
static bool add_advised(const vb_report *report, size_t category, vb_buffer *out)
{
    vb_buffer groups = {0};
    bool all = false;
    for (size_t s = 0; s < report->figures->n_sections; s++)
        add_led(report, s, category, &groups, &all);
    bool any = all || groups.len > 0;
    if (any) {
        vb_buffer_add_str(out, vb_figures_category_label(&report->lexicon->categories[category]));
        vb_buffer_add_text(out, groups.len > 0 ? " (" : "");
        vb_buffer_add_str(out, vb_buffer_str(&groups));
        vb_buffer_add_text(out, groups.len > 0 ? "): " : ": ");
    }
    out->failed = out->failed || groups.failed;
    vb_buffer_release(&groups);
    return any;
}

void vb_report_advice(const vb_report *report, vb_buffer *lines)
{
    if (report->figures->doubtful)
        return;
    for (size_t c = 0; c < report->lexicon->n_categories; c++) {
        const vb_category *category = &report->lexicon->categories[c];
        size_t beg = lines->len;
        if (category->advice_first.len == 0 || !add_advised(report, c, lines))
            continue;
        vb_buffer_add_str(lines, category->advice_first);
        if (category->advice_second.len > 0) {
            vb_buffer_add_char(lines, ' ');
            vb_buffer_add_str(lines, category->advice_second);
        }
        vb_report_end_line(lines, beg);
    }
}
