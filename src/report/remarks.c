/* What stands around the tables: where the answers come from, how to read them, what was left out. */
#include "report/wording.h"

#include "base/str.h"

#include <inttypes.h>

enum { MOST_UNNAMED = 12 };

static void add_quoted(vb_buffer *out, const char *before, vb_str name)
{
    vb_buffer_printf(out, "%s“", before);
    vb_buffer_add_str(out, name);
    vb_buffer_add_text(out, "”");
}

void vb_report_origin(const vb_report *report, vb_buffer *out)
{
    size_t beg = out->len;
    vb_buffer_add_str(out, report->source);
    if (report->column.len > 0)
        add_quoted(out, out->len > beg ? ", column " : "column ", report->column);
    vb_buffer_add_text(out, out->len > beg ? "; " : "");
    if (report->codes_column.len > 0) {
        add_quoted(out, "codes of column ", report->codes_column);
        return;
    }
    vb_buffer_add_text(out, "word list ");
    vb_buffer_add_str(out, report->lexicon->name);
    if (report->lexicon->version.len > 0) {
        vb_buffer_add_char(out, ' ');
        vb_buffer_add_str(out, report->lexicon->version);
    }
}

bool vb_report_base(const vb_figures_column *column, vb_buffer *out)
{
    const vb_base_chain *base = &column->base;
    if (!column->has_chain)
        return false;
    vb_buffer_printf(out, "%" PRIu64 " %s, %" PRIu64 " with an answer, %" PRIu64 " with more than “none” or “n/a”",
                     base->rows, base->rows == 1 ? "row" : "rows", base->answered, base->substantive);
    if (base->recognised != VB_NOT_SHOWN && base->substantive > 0)
        vb_buffer_printf(out, ", %" PRIu64 " recognised (%.1f %%)", base->recognised,
                         100 * (double)base->recognised / (double)base->substantive);
    if (base->by_term != VB_NOT_SHOWN && base->by_term < base->recognised)
        vb_buffer_printf(out, ", %" PRIu64 " of these by a term", base->by_term);
    return true;
}

void vb_report_doubt(const vb_report *report, vb_buffer *out)
{
    if (report->codes_column.len > 0) {
        add_quoted(out, "Fewer than 60 % of the answers have a code that was recognised. Is ", report->codes_column);
        vb_buffer_add_text(out, " the right column of codes?");
    } else {
        add_quoted(out, "In fewer than 60 % of the answers a term was recognised. Is ", report->column);
        add_quoted(out, " the right column, and ", report->lexicon->name);
        vb_buffer_add_text(out, " the right word list?");
    }
    vb_buffer_add_text(out, " Nothing is ranked and nothing advised until that is settled.");
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

/* ---- How to read it ---- */

/* Whether a column has a code that is shown, but no first. */
static bool lacks_first(const vb_figures_section *section, size_t column)
{
    bool shows = false;
    for (size_t r = 0; r < section->n_rows; r++) {
        const vb_figure *figure = &section->rows[r].figures[column];
        if (figure->rank == 1)
            return false;
        shows |=
            section->rows[r].kind == VB_ROW_CODE && section->rows[r].level == 1 && !figure->hidden && figure->n > 0;
    }
    return shows;
}

static void add_ranking(const vb_report *report, vb_buffer *out)
{
    bool ranked = false, small = false, withheld = false;
    for (size_t i = 0; i < report->figures->n_sections; i++)
        for (size_t k = 0; k < report->figures->sections[i].n_columns; k++) {
            const vb_figures_section *section = &report->figures->sections[i];
            bool enough = section->columns[k].base.substantive >= VB_RANK_FEWEST;
            ranked |= enough && !report->figures->doubtful;
            small |= !enough;
            withheld |= enough && lacks_first(section, k);
        }
    if (!ranked)
        return;
    vb_buffer_add_text(out, vb_report_is_headline(report) ? "  #1 to #3: rank among the challenges shown"
                                                          : "  #1 to #3: rank within the group");
    if (small)
        vb_buffer_printf(out, "; groups under %d answers are not ranked", VB_RANK_FEWEST);
    if (withheld)
        vb_buffer_add_text(out,
                           "; there is no rank, and no advice from it, where a number that is not shown could be "
                           "first");
    vb_buffer_add_char(out, '.');
}

void vb_report_legend(const vb_report *report, vb_buffer *out)
{
    const vb_figures_options *options = &report->figures->options;
    vb_buffer_add_text(out, options->count == VB_COUNT_MENTIONS
                                ? "Each answer counts for every challenge that it mentions, so the shares add to "
                                  "more than 100 %; they are of the group's answers."
                                : "Each answer counts once, for its main challenge; shares are of the group's "
                                  "answers.");
    add_ranking(report, out);
    if (!vb_report_suppresses(report)) {
        vb_buffer_add_text(out, "  Small counts are shown as they are: leave them out of what you publish "
                                "(--min-group, --min-cell).");
        return;
    }
    if (options->min_group > 0)
        vb_buffer_printf(out, "  Groups under %" PRIu64 " answers stand together.", options->min_group);
    if (options->min_cell > 0)
        vb_buffer_printf(
            out, "  –: not shown, because it is under %" PRIu64 ", or what is under it could be worked out from it.",
            options->min_cell);
}

void vb_report_caution(const vb_report *report, vb_buffer *out)
{
    if (vb_report_suppresses(report))
        vb_buffer_add_text(out, "  Separate reports of the same answers can be combined: publish only one.");
}

/* ---- Lines about a table ---- */

void vb_report_end_line(vb_buffer *lines, size_t beg)
{
    for (size_t i = beg; i < lines->len; i++)
        if (lines->ptr[i] == '\n')
            lines->ptr[i] = ' ';
    vb_buffer_add_char(lines, '\n');
}

/* "Not shown: time, technology." of the rows that `is` picks, if there are any. */
static void add_rows(const vb_report *report, const vb_figures_section *section, const char *before,
                     bool (*is)(const vb_figures_section *section, const vb_figures_row *row), vb_buffer *lines)
{
    size_t n = 0, beg = lines->len;
    for (size_t i = 0; i < section->n_rows; i++) {
        const vb_figures_row *row = &section->rows[i];
        if (!is(section, row))
            continue;
        if (n < MOST_UNNAMED) {
            vb_buffer_add_text(lines, n == 0 ? before : ", ");
            vb_report_add_lower(lines, vb_report_row_label(report, row));
        }
        n++;
    }
    if (n == 0)
        return;
    if (n > MOST_UNNAMED)
        vb_buffer_printf(lines, " and %zu more", n - MOST_UNNAMED);
    vb_buffer_add_char(lines, '.');
    vb_report_end_line(lines, beg);
}

static void add_line(vb_buffer *lines, const char *text)
{
    vb_buffer_add_text(lines, text);
    vb_buffer_add_char(lines, '\n');
}

bool vb_report_pooled(const vb_report *report, const vb_figures_section *section, vb_buffer *out)
{
    if (section->n_pooled == 0)
        return false;
    if (section->n_columns < 2) {
        vb_buffer_printf(out, "Fewer than two groups have %" PRIu64 " answers, so all stand together.",
                         report->figures->options.min_group);
        return true;
    }
    for (size_t i = 0; i < section->n_pooled; i++) {
        vb_buffer_add_text(out, i == 0 ? "Other groups, together because some are small: " : "; ");
        vb_buffer_add_str(out, section->pooled[i]);
    }
    vb_buffer_add_char(out, '.');
    return true;
}

void vb_report_remarks(const vb_report *report, const vb_figures_section *section, vb_buffer *lines)
{
    bool mentions = report->figures->options.count == VB_COUNT_MENTIONS;
    if (vb_report_why_nothing(section) == NULL) {
        add_rows(report, section,
                 mentions ? "Mentioned by nobody: " : "Nobody's main challenge: ", vb_report_row_is_empty, lines);
        add_rows(report, section, "Not shown: ", vb_report_row_is_hidden, lines);
    }
    if (section->overlap)
        add_line(lines, "Who chose several stands in several groups, so groups are not tested against each other.");
    if (section->recognition_differs)
        add_line(lines, "Mind: more was recognised in some groups than in others, so differences may come from the "
                        "word list.");
}
