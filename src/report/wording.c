#include "report/wording.h"

#include "base/str.h"

#include <inttypes.h>

enum { MOST_NAMED_TIED = 3, MOST_LISTED = 4, MOST_UNNAMED = 12 };
enum { SENTENCE_FEWEST = 10 }; /* of a group of fewer answers nothing is worth saying in a sentence */

const char vb_report_doubt[] =
    "Fewer than 60 % of the answers were recognised: is this the right column and the right lexicon?  "
    "Nothing is ranked.";

static vb_str category_label(const vb_category *category)
{
    return category->label.len > 0 ? category->label : category->name;
}

static bool is_total(const vb_report_section *section, size_t column)
{
    return column + 1 == section->table.n_columns;
}

static bool is_headline(const vb_report *report)
{
    return report->headline && report->lexicon->n_headline > 0;
}

/* The category of the groups' own lexicon that a group is named after, or NULL. */
static const vb_category *group_category(const vb_report_section *section, size_t column)
{
    if (section->lexicon == NULL || is_total(section, column))
        return NULL;
    size_t category = vb_lexicon_category(section->lexicon, section->table.groups[column].name);
    return category == VB_NO_CATEGORY ? NULL : &section->lexicon->categories[category];
}

vb_str vb_report_group_label(const vb_report_section *section, size_t column)
{
    if (is_total(section, column))
        return VB_LITERAL("Total");
    if (section->table.groups[column].name.len == 0)
        return section->lexicon != NULL ? VB_LITERAL("(not placed)") : VB_LITERAL("(blank)");
    const vb_category *category = group_category(section, column);
    return category != NULL ? category_label(category) : section->table.groups[column].name;
}

vb_str vb_report_row_label(const vb_report *report, const vb_crosstab_row *row)
{
    if (row->kind == VB_ROW_OTHER)
        return VB_LITERAL("other challenges");
    if (row->kind == VB_ROW_UNCODED)
        return VB_LITERAL("no challenge recognised");
    return category_label(&report->lexicon->categories[row->category]);
}

bool vb_report_row_is_empty(const vb_report_section *section, const vb_crosstab_row *row)
{
    const vb_crosstab_cell *total = &row->cells[section->table.n_columns - 1];
    return row->kind == VB_ROW_CODE && total->n == 0 && total->mentions == 0;
}

const vb_base_chain *vb_report_total(const vb_report_section *section)
{
    return &section->table.bases[section->table.n_columns - 1];
}

bool vb_report_is_doubtful(const vb_report_section *section)
{
    const vb_base_chain *total = vb_report_total(section);
    return total->recognised * 100 < total->substantive * VB_RECOGNISED_LEAST;
}

static bool is_ranked(const vb_report_section *section, size_t column)
{
    return section->table.bases[column].substantive >= VB_RANK_FEWEST && !vb_report_is_doubtful(section);
}

unsigned vb_report_mark(const vb_report_section *section, const vb_crosstab_row *row, size_t column)
{
    unsigned rank = row->cells[column].rank;
    return rank <= VB_RANK_MARKS && is_ranked(section, column) ? rank : 0;
}

vb_report_share vb_report_percent(const vb_crosstab_cell *cell)
{
    vb_report_share share;
    unsigned whole = (unsigned)(cell->percent + 0.5); /* halves go up, as readers expect */
    whole = whole < 100 ? whole : 100;
    if (whole == 0 && cell->n > 0)
        (void)snprintf(share.text, sizeof share.text, "<1 %%");
    else
        (void)snprintf(share.text, sizeof share.text, "%u %%", whole);
    share.len = strlen(share.text);
    return share;
}

void vb_report_origin(const vb_report *report, vb_buffer *out)
{
    vb_buffer_add_str(out, report->source);
    vb_buffer_add_text(out, report->source.len > 0 ? ", coded with " : "coded with ");
    vb_buffer_add_str(out, report->lexicon->name);
    if (report->lexicon->version.len > 0) {
        vb_buffer_add_char(out, ' ');
        vb_buffer_add_str(out, report->lexicon->version);
    }
}

void vb_report_base(const vb_base_chain *base, vb_buffer *out)
{
    vb_buffer_printf(out, "%" PRIu64 " %s, %" PRIu64 " answered, %" PRIu64 " substantive, %" PRIu64 " recognised",
                     base->rows, base->rows == 1 ? "row" : "rows", base->answered, base->substantive,
                     base->recognised);
    if (base->substantive > 0)
        vb_buffer_printf(out, " (%.1f %%)", 100 * (double)base->recognised / (double)base->substantive);
}

void vb_report_legend(const vb_report *report, vb_buffer *out)
{
    bool ranked = false;
    bool small = false;
    for (size_t i = 0; i < report->n_sections; i++)
        for (size_t k = 0; k < report->sections[i].table.n_columns; k++) {
            ranked |= is_ranked(&report->sections[i], k);
            small |= report->sections[i].table.bases[k].substantive < VB_RANK_FEWEST;
        }
    vb_buffer_add_text(out, "Each answer counts once, for its main challenge; % of substantive answers.");
    if (!ranked)
        return;
    vb_buffer_add_text(out, is_headline(report) ? "  #1 to #3: rank among the challenges shown"
                                                : "  #1 to #3: rank within the group");
    if (small)
        vb_buffer_printf(out, "; groups under %d answers are not ranked", VB_RANK_FEWEST);
    vb_buffer_add_char(out, '.');
}

/* ---- Labels within a sentence ---- */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Where the word that begins at `at` ends. */
static size_t word_end(vb_str s, size_t at, const char *separators)
{
    while (at < s.len && (s.ptr[at] == '\0' || strchr(separators, s.ptr[at]) == NULL))
        at++;
    return at;
}

/* Whether a label is written like a sentence ("District leaders"), not like a title ("Support and Training"): a later
 * word of four letters or more is lower case. */
static bool is_sentence_case(vb_str label)
{
    for (size_t beg = word_end(label, 0, " "), end; beg < label.len; beg = end) {
        end = word_end(label, ++beg, " ");
        if (end - beg >= 4 && is_lower(label.ptr[beg]))
            return true;
    }
    return false;
}

/* A word begun with a capital in lower case; initials (PD), single letters (plan B) and names like iPad as they are.
 */
static void add_lower_word(vb_buffer *out, vb_str word)
{
    bool lower = word.len > 0 && is_upper(word.ptr[0]) && (word.len > 1 || word.ptr[0] == 'A');
    for (size_t i = 1; i < word.len; i++)
        lower = lower && !is_upper(word.ptr[i]);
    if (!lower) {
        vb_buffer_add_str(out, word);
        return;
    }
    vb_buffer_add_char(out, (char)(word.ptr[0] - 'A' + 'a'));
    vb_buffer_add_str(out, vb_str_cut(word, 1, word.len));
}

/* A label as it stands in the middle of a sentence: "buy-in", "support and training", "IT staff". */
static void add_lower(vb_buffer *out, vb_str label)
{
    size_t stop = is_sentence_case(label) ? word_end(label, 0, " ") : label.len;
    size_t at = 0;
    while (at < stop) {
        size_t end = word_end(label, at, " -/&");
        add_lower_word(out, vb_str_cut(label, at, end));
        if (end < label.len)
            vb_buffer_add_char(out, label.ptr[end++]);
        at = end;
    }
    if (at < label.len)
        vb_buffer_add_str(out, vb_str_cut(label, at, label.len));
}

/* ---- Sentences ---- */

/* "Of 118 district leaders", if the group's label says so itself: a plural out of a lexicon.  Else
 * "Of 118 answers with job_title "Teacher"", "Of 430 answers". */
static void add_who(const vb_report_section *section, size_t column, vb_buffer *out)
{
    uint64_t n = section->table.bases[column].substantive;
    vb_str label = vb_report_group_label(section, column);
    const vb_category *category = group_category(section, column);
    vb_buffer_printf(out, "Of %" PRIu64 " ", n);
    if (category != NULL && n != 1 && label.len > 2 && label.ptr[label.len - 1] == 's' &&
        label.ptr[label.len - 2] != 's') {
        add_lower(out, label);
        return;
    }
    vb_buffer_add_text(out, n == 1 ? "answer" : "answers");
    if (is_total(section, column))
        return;
    vb_buffer_add_text(out, " with ");
    vb_buffer_add_str(out, section->by);
    vb_buffer_add_text(out, " \"");
    vb_buffer_add_str(out, label);
    vb_buffer_add_char(out, '"');
}

/* The next row after `row` that has this rank in the column (0: start), or NULL. */
static const vb_crosstab_row *next_ranked(const vb_report_section *section, size_t column, unsigned rank,
                                          const vb_crosstab_row *row)
{
    const vb_crosstab_row *end = section->table.rows + section->table.n_rows;
    for (row = row == NULL ? section->table.rows : row + 1; row < end; row++)
        if (row->cells[column].rank == rank)
            return row;
    return NULL;
}

/* ", tied with time and technology": all that share a rank with `row`, the first that has it. */
static void add_tied(const vb_report *report, const vb_report_section *section, size_t column,
                     const vb_crosstab_row *row, vb_buffer *out)
{
    unsigned rank = row->cells[column].rank;
    size_t n = 0;
    bool has_and = false; /* "support and training": another "and" would not be understood */
    for (const vb_crosstab_row *r = row; (r = next_ranked(section, column, rank, r)) != NULL; n++) {
        vb_str label = vb_report_row_label(report, r);
        has_and |= memmem(label.ptr, label.len, " and ", 5) != NULL;
    }
    if (n == 0)
        return;
    vb_buffer_add_text(out, ", tied with ");
    if (n > MOST_NAMED_TIED) {
        vb_buffer_printf(out, "%zu others", n);
        return;
    }
    size_t i = 0;
    for (const vb_crosstab_row *r = row; (r = next_ranked(section, column, rank, r)) != NULL; i++) {
        if (i > 0)
            vb_buffer_add_text(out, i + 1 < n ? ", " : has_and ? " as well as " : " and ");
        add_lower(out, vb_report_row_label(report, r));
    }
}

/* "27 (23 %)". */
static void add_count(const vb_crosstab_cell *cell, vb_buffer *out)
{
    vb_buffer_printf(out, "%" PRIu64 " (%s)", cell->n, vb_report_percent(cell).text);
}

/* "27 (23 %) named buy-in; support and training came second (17, 14 %)". */
static void add_first_two(const vb_report *report, const vb_report_section *section, size_t column,
                          const vb_crosstab_row *first, vb_buffer *out)
{
    add_count(&first->cells[column], out);
    vb_buffer_add_text(out, " named ");
    add_lower(out, vb_report_row_label(report, first));
    add_tied(report, section, column, first, out);
    const vb_crosstab_row *second = next_ranked(section, column, 2, NULL);
    if (second == NULL || !is_ranked(section, column))
        return;
    bool ties = next_ranked(section, column, 2, second) != NULL;
    vb_buffer_add_text(out, ties ? "; second came " : "; ");
    add_lower(out, vb_report_row_label(report, second));
    add_tied(report, section, column, second, out);
    const vb_crosstab_cell *cell = &second->cells[column];
    vb_buffer_printf(out, "%s (%" PRIu64 ", %s%s)", ties ? "" : " came second", cell->n, vb_report_percent(cell).text,
                     ties ? " each" : "");
}

/* "27 (23 %) named buy-in, 17 (14 %) support and training; 45 (38 %) named other challenges": without a rank, because
 * one of the others may have more. */
static void add_headline(const vb_report *report, const vb_report_section *section, size_t column, vb_buffer *out)
{
    size_t listed = 0;
    for (unsigned rank = 1; listed < MOST_LISTED && rank <= section->table.n_rows; rank++)
        for (const vb_crosstab_row *row = NULL;
             listed < MOST_LISTED && (row = next_ranked(section, column, rank, row)) != NULL; listed++) {
            vb_buffer_add_text(out, listed > 0 ? ", " : "");
            add_count(&row->cells[column], out);
            vb_buffer_add_text(out, listed > 0 ? " " : " named ");
            add_lower(out, vb_report_row_label(report, row));
        }
    for (size_t i = 0; i < section->table.n_rows; i++) {
        const vb_crosstab_row *row = &section->table.rows[i];
        if (row->kind != VB_ROW_OTHER || row->cells[column].n == 0)
            continue;
        vb_buffer_add_text(out, listed > 0 ? "; " : "");
        add_count(&row->cells[column], out);
        vb_buffer_add_text(out, " named other challenges");
    }
}

bool vb_report_sentence(const vb_report *report, const vb_report_section *section, size_t column, vb_buffer *out)
{
    const vb_base_chain *base = &section->table.bases[column];
    bool blank = !is_total(section, column) && section->table.groups[column].name.len == 0;
    bool tiny = !is_total(section, column) && base->substantive < SENTENCE_FEWEST;
    if (base->substantive == 0 || blank || tiny || vb_report_is_doubtful(section))
        return false;
    const vb_crosstab_row *first = next_ranked(section, column, 1, NULL);
    add_who(section, column, out);
    vb_buffer_add_text(out, ", ");
    if (base->recognised == 0)
        vb_buffer_add_text(out, "none named a challenge that was recognised");
    else if (is_headline(report))
        add_headline(report, section, column, out);
    else if (first != NULL)
        add_first_two(report, section, column, first, out);
    vb_buffer_add_char(out, '.');
    return true;
}

bool vb_report_unnamed(const vb_report *report, const vb_report_section *section, vb_buffer *out)
{
    size_t n = 0;
    for (size_t i = 0; i < section->table.n_rows; i++) {
        const vb_crosstab_row *row = &section->table.rows[i];
        if (!vb_report_row_is_empty(section, row))
            continue;
        if (n < MOST_UNNAMED) {
            vb_buffer_add_text(out, n == 0 ? "Named by nobody: " : ", ");
            add_lower(out, vb_report_row_label(report, row));
        }
        n++;
    }
    if (n > MOST_UNNAMED)
        vb_buffer_printf(out, " and %zu more", n - MOST_UNNAMED);
    vb_buffer_add_text(out, n > 0 ? "." : "");
    return n > 0;
}
