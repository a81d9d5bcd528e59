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

static bool is_stage(const about *a)
{
    return a->section->lexicon != NULL && vb_str_equal(a->section->lexicon->name, VB_LITERAL("stages"));
}

/* Whether the word that ends at `end` is a plural, as far as that shows. */
static bool is_plural(vb_str text, size_t end)
{
    return end > 2 && text.ptr[end - 1] == 's' && text.ptr[end - 2] != 's';
}

/* Whether a lexicon's label is a plural of people: "School leaders", "Parents of English learners". */
static bool is_people(const about *a, const vb_figures_column *column)
{
    vb_str label = column->label;
    const char *space = label.len > 0 ? memchr(label.ptr, ' ', label.len) : NULL;
    return column->category != VB_NO_CATEGORY && !is_stage(a) &&
           (is_plural(label, label.len) || (space != NULL && is_plural(label, (size_t)(space - label.ptr))));
}

/* "Of 118 district leaders", "Of 78 answers at the stage “Researching and planning”", "Of 14 answers from “Lincoln
 * High”", "Of 430 answers". */
static void add_who(const about *a)
{
    const vb_figures_column *column = &a->section->columns[a->column];
    uint64_t n = column->base.substantive;
    vb_buffer_printf(a->out, "Of %" PRIu64 " ", n);
    if (is_people(a, column) && n != 1) {
        vb_report_add_lower(a->out, column->label);
        return;
    }
    vb_buffer_add_text(a->out, n == 1 ? "answer" : "answers");
    if (is_total(a))
        return;
    if (column->pooled) {
        vb_buffer_add_text(a->out, " from the other groups");
        return;
    }
    vb_buffer_add_text(a->out, is_stage(a) ? " at the stage “" : " from “");
    vb_buffer_add_str(a->out, column->label);
    vb_buffer_add_text(a->out, "”");
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
 */
static void add_tied(const about *a, size_t row)
{
    size_t n = 0;
    bool has_and = false; /* "support and training": another "and" would not be understood */
    for (size_t r = row; (r = next_tied(a, r)) != SIZE_MAX; n++) {
        vb_str label = vb_report_row_label(a->report, &a->section->rows[r]);
        has_and |= memmem(label.ptr, label.len, " and ", 5) != NULL;
    }
    if (n == 0)
        return;
    vb_buffer_add_text(a->out, ", tied with ");
    if (n > MOST_NAMED_TIED) {
        vb_buffer_printf(a->out, "%zu others", n);
        return;
    }
    size_t i = 0;
    for (size_t r = row; (r = next_tied(a, r)) != SIZE_MAX; i++) {
        if (i > 0)
            vb_buffer_add_text(a->out, i + 1 < n ? ", " : has_and ? " as well as " : " and ");
        add_label(a, r);
    }
}

/* "27 (23 %)". */
static void add_count(const about *a, size_t row)
{
    const vb_figure *figure = figure_of(a, row);
    vb_buffer_printf(a->out, "%" PRIu64 " (%s)", figure->n, vb_report_percent(figure).text);
}

/* "27 (23 %) named buy-in as the main challenge". */
static void add_named(const about *a, size_t row)
{
    bool mentions = a->report->figures->options.count == VB_COUNT_MENTIONS;
    add_count(a, row);
    vb_buffer_printf(a->out, " %s ", named(a));
    add_label(a, row);
    vb_buffer_add_text(a->out, mentions ? "" : " as the main challenge");
}

/* "(17, 14 % each)" */
static void add_aside(const about *a, size_t row, bool ties)
{
    const vb_figure *figure = figure_of(a, row);
    vb_buffer_printf(a->out, " (%" PRIu64 ", %s%s)", figure->n, vb_report_percent(figure).text, ties ? " each" : "");
}

/* Whether some challenge of the column is not shown. */
static bool is_partly_hidden(const about *a)
{
    for (size_t r = 0; r < a->section->n_rows; r++)
        if (a->section->rows[r].level == 1 && figure_of(a, r)->hidden)
            return true;
    return false;
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

/* ", more than any other, but too close to call: 13 (18 %) named time": a hidden count may be between them. */
static void add_near(const about *a, size_t first)
{
    size_t next = next_most(a, first);
    vb_buffer_add_text(a->out, ", more than any other, but too close to call");
    if (next == SIZE_MAX)
        return;
    vb_buffer_add_text(a->out, ": ");
    add_count(a, next);
    vb_buffer_printf(a->out, " %s ", named(a));
    add_label(a, next);
    add_tied(a, next);
}

/* "27 (23 %) named buy-in as the main challenge, clearly first; second came support and training (17, 14 %)",
 * "13 (19 %) named buy-in as the main challenge; second came time (11, 16 %), too close to call". */
static void add_first_two(const about *a)
{
    const vb_lead *lead = &a->section->columns[a->column].lead;
    add_named(a, lead->first);
    add_tied(a, lead->first);
    if (lead->kind == VB_LEAD_CLEAR)
        vb_buffer_add_text(a->out, ", clearly first");
    else if (lead->kind == VB_LEAD_NONE && lead->second == SIZE_MAX && is_partly_hidden(a) &&
             figure_of(a, lead->first)->rank == 1)
        vb_buffer_add_text(a->out, ", more than any other (which came next is withheld)");
    else if (lead->kind == VB_LEAD_CLOSE && lead->second == SIZE_MAX)
        add_near(a, lead->first);
    if (lead->second == SIZE_MAX || lead->kind == VB_LEAD_NONE || lead->kind == VB_LEAD_TIED)
        return;
    vb_buffer_add_text(a->out, "; second came ");
    add_label(a, lead->second);
    add_tied(a, lead->second);
    add_aside(a, lead->second, next_tied(a, lead->second) != SIZE_MAX);
    if (lead->kind == VB_LEAD_CLOSE)
        vb_buffer_add_text(a->out, ", too close to call");
}

/* "27 (23 %) named buy-in as the main challenge, 17 (14 %) support and training": what most named, at most
 * MOST_LISTED, without saying that it is first.  How many were listed. */
static size_t add_list(const about *a)
{
    size_t listed = 0;
    for (size_t row = SIZE_MAX; listed < MOST_LISTED && (row = next_most(a, row)) != SIZE_MAX; listed++) {
        if (listed == 0) {
            add_named(a, row);
            continue;
        }
        vb_buffer_add_text(a->out, ", ");
        add_count(a, row);
        vb_buffer_add_char(a->out, ' ');
        add_label(a, row);
    }
    return listed;
}

/* "…; 45 (38 %) named other challenges": without a rank, because one of the others may have more. */
static void add_headline(const about *a)
{
    size_t listed = add_list(a);
    for (size_t i = 0; i < a->section->n_rows; i++) {
        const vb_figure *figure = figure_of(a, i);
        if (a->section->rows[i].kind != VB_ROW_OTHER || figure->hidden || figure->n == 0)
            continue;
        vb_buffer_add_text(a->out, listed > 0 ? "; " : "");
        add_count(a, i);
        vb_buffer_printf(a->out, " %s other challenges", named(a));
    }
}

/* "…; the other numbers are withheld": one of them could be first. */
static void add_shown(const about *a)
{
    (void)add_list(a);
    vb_buffer_add_text(a->out, "; the other numbers are withheld");
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
    bool says = is_silent(&a) || next_most(&a, SIZE_MAX) != SIZE_MAX || (headline && has_other(&a));
    if (base == 0 || c->blank || tiny || report->figures->doubtful || !says)
        return false;
    add_who(&a);
    vb_buffer_add_text(out, ", ");
    if (is_silent(&a))
        vb_buffer_printf(out, "none %s a challenge that was recognised", named(&a));
    else if (headline)
        add_headline(&a);
    else if (c->lead.first != SIZE_MAX)
        add_first_two(&a);
    else
        add_shown(&a);
    vb_buffer_add_char(out, '.');
    return true;
}
