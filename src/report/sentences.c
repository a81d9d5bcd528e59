/* A sentence for each group, to be pasted. */
#include "report/wording.h"

#include "base/str.h"

#include <inttypes.h>

enum { MOST_NAMED_TIED = 3, MOST_LISTED = 4 };
enum { SENTENCE_FEWEST = 10 }; /* of a group of fewer answers nothing is worth saying in a sentence */

/* What a sentence is about. */
typedef struct {
    const vb_report *report;
    const vb_figures_section *section;
    size_t column;
    vb_buffer *out;
} about;

static bool is_total(const about *a)
{
    return a->column + 1 == a->section->n_columns;
}

static const char *named(const about *a)
{
    return a->report->figures->options.count == VB_COUNT_MENTIONS ? "mentioned" : "named";
}

static const vb_figure *figure_of(const about *a, size_t row)
{
    return &a->section->rows[row].figures[a->column];
}

static void add_label(const about *a, size_t row)
{
    vb_report_add_lower(a->out, vb_report_row_label(a->report, &a->section->rows[row]));
}

/* "Of 118 district leaders", if the group's label says so itself: a plural out of a lexicon.  Else
 * "Of 118 answers with job_title "Teacher"", "Of 430 answers". */
static void add_who(const about *a)
{
    const vb_figures_column *column = &a->section->columns[a->column];
    uint64_t n = column->base.substantive;
    vb_str label = column->label;
    vb_buffer_printf(a->out, "Of %" PRIu64 " ", n);
    if (column->category != VB_NO_CATEGORY && n != 1 && label.len > 2 && label.ptr[label.len - 1] == 's' &&
        label.ptr[label.len - 2] != 's') {
        vb_report_add_lower(a->out, label);
        return;
    }
    vb_buffer_add_text(a->out, n == 1 ? "answer" : "answers");
    if (is_total(a))
        return;
    vb_buffer_add_text(a->out, " with ");
    vb_buffer_add_str(a->out, a->section->by);
    vb_buffer_add_text(a->out, " \"");
    vb_buffer_add_str(a->out, label);
    vb_buffer_add_char(a->out, '"');
}

/* A code that can be named in this column. */
static bool is_named(const about *a, size_t row)
{
    const vb_figures_row *r = &a->section->rows[row];
    return r->kind == VB_ROW_CODE && r->level == 1 && !r->figures[a->column].hidden && r->figures[a->column].n > 0;
}

/* The next row after `row` with as many answers, or SIZE_MAX. */
static size_t next_tied(const about *a, size_t row)
{
    uint64_t n = figure_of(a, row)->n;
    while (++row < a->section->n_rows)
        if (is_named(a, row) && figure_of(a, row)->n == n)
            return row;
    return SIZE_MAX;
}

/* ", tied with time and technology": all rows that are tied with `row`, the first of them, which is not named again.
 * Without `before` the list goes on from it: "time and technology". */
static void add_tied(const about *a, size_t row, const char *before)
{
    size_t n = 0;
    bool has_and = false; /* "support and training": another "and" would not be understood */
    for (size_t r = row; (r = next_tied(a, r)) != SIZE_MAX; n++) {
        vb_str label = vb_report_row_label(a->report, &a->section->rows[r]);
        has_and |= memmem(label.ptr, label.len, " and ", 5) != NULL;
    }
    if (n == 0)
        return;
    const char *last = has_and ? " as well as " : " and ";
    vb_buffer_add_text(a->out, before != NULL ? before : "");
    if (n > MOST_NAMED_TIED) {
        vb_buffer_printf(a->out, "%s%zu others", before != NULL ? "" : last, n);
        return;
    }
    size_t i = 0;
    for (size_t r = row; (r = next_tied(a, r)) != SIZE_MAX; i++) {
        if (i > 0 || before == NULL)
            vb_buffer_add_text(a->out, i + 1 < n ? ", " : last);
        add_label(a, r);
    }
}

/* "27 (23 %)". */
static void add_count(const about *a, size_t row)
{
    const vb_figure *figure = figure_of(a, row);
    vb_buffer_printf(a->out, "%" PRIu64 " (%s)", figure->n, vb_report_percent(figure).text);
}

/* "(17, 14 % each)" */
static void add_aside(const about *a, size_t row, bool ties)
{
    const vb_figure *figure = figure_of(a, row);
    vb_buffer_printf(a->out, " (%" PRIu64 ", %s%s)", figure->n, vb_report_percent(figure).text, ties ? " each" : "");
}

/* "27 (23 %) named buy-in, clearly first; support and training came second (17, 14 %)",
 * "13 (19 %) named buy-in; too close to call with time (11, 16 %)". */
static void add_first_two(const about *a)
{
    const vb_lead *lead = &a->section->columns[a->column].lead;
    add_count(a, lead->first);
    vb_buffer_printf(a->out, " %s ", named(a));
    add_label(a, lead->first);
    add_tied(a, lead->first, ", tied with ");
    if (lead->kind == VB_LEAD_CLEAR)
        vb_buffer_add_text(a->out, ", clearly first");
    if (lead->second == SIZE_MAX || lead->kind == VB_LEAD_NONE || lead->kind == VB_LEAD_TIED)
        return;
    bool ties = next_tied(a, lead->second) != SIZE_MAX;
    bool close = lead->kind == VB_LEAD_CLOSE;
    vb_buffer_add_text(a->out, close ? "; too close to call with " : ties ? "; second came " : "; ");
    add_label(a, lead->second);
    add_tied(a, lead->second, close ? NULL : ", tied with ");
    vb_buffer_add_text(a->out, close || ties ? "" : " came second");
    add_aside(a, lead->second, ties);
}

/* The row that most named among those that fewer named than `above` or, with as many, stand behind it; SIZE_MAX. */
static size_t next_most(const about *a, size_t above)
{
    size_t best = SIZE_MAX;
    uint64_t limit = above == SIZE_MAX ? UINT64_MAX : figure_of(a, above)->n;
    for (size_t r = 0; r < a->section->n_rows; r++) {
        uint64_t n = figure_of(a, r)->n;
        bool below = n < limit || (n == limit && r > above && above != SIZE_MAX);
        if (is_named(a, r) && below && (best == SIZE_MAX || n > figure_of(a, best)->n))
            best = r;
    }
    return best;
}

/* "27 (23 %) named buy-in, 17 (14 %) support and training; 45 (38 %) named other challenges": without a rank, because
 * one of the others may have more. */
static void add_headline(const about *a)
{
    size_t listed = 0;
    for (size_t row = SIZE_MAX; listed < MOST_LISTED && (row = next_most(a, row)) != SIZE_MAX; listed++) {
        vb_buffer_add_text(a->out, listed > 0 ? ", " : "");
        add_count(a, row);
        vb_buffer_printf(a->out, listed > 0 ? " " : " %s ", named(a));
        add_label(a, row);
    }
    for (size_t i = 0; i < a->section->n_rows; i++) {
        const vb_figure *figure = figure_of(a, i);
        if (a->section->rows[i].kind != VB_ROW_OTHER || figure->hidden || figure->n == 0)
            continue;
        vb_buffer_add_text(a->out, listed > 0 ? "; " : "");
        add_count(a, i);
        vb_buffer_printf(a->out, " %s other challenges", named(a));
        listed++;
    }
}

/* Everybody is among those of whom nothing was recognised. */
static bool is_silent(const about *a)
{
    const vb_figure *uncoded = figure_of(a, a->section->n_rows - 1);
    return !uncoded->hidden && uncoded->n == a->section->columns[a->column].base.substantive;
}

static bool has_other(const about *a)
{
    for (size_t i = 0; i < a->section->n_rows; i++)
        if (a->section->rows[i].kind == VB_ROW_OTHER && figure_of(a, i)->n > 0)
            return true;
    return false;
}

bool vb_report_sentence(const vb_report *report, const vb_figures_section *section, size_t column, vb_buffer *out)
{
    about a = {report, section, column, out};
    const vb_figures_column *c = &section->columns[column];
    uint64_t base = c->base.substantive;
    bool tiny = !is_total(&a) && base < SENTENCE_FEWEST;
    bool headline = vb_report_is_headline(report);
    bool says = is_silent(&a) ||
                (headline ? next_most(&a, SIZE_MAX) != SIZE_MAX || has_other(&a) : c->lead.first != SIZE_MAX);
    if (base == 0 || c->blank || tiny || report->figures->doubtful || !says)
        return false;
    add_who(&a);
    vb_buffer_add_text(out, ", ");
    if (is_silent(&a))
        vb_buffer_printf(out, "none %s a challenge that was recognised", named(&a));
    else if (headline)
        add_headline(&a);
    else
        add_first_two(&a);
    vb_buffer_add_char(out, '.');
    return true;
}
