/* Tables whose columns are the groups.  One that is wider than the page is cut into blocks of groups; its lines never
 * wrap. */
#include "report/text_page.h"

#include "base/str.h"
#include "report/wording.h"
#include "text/width.h"

#include <inttypes.h>

enum {
    GAP = 2,          /* between columns of a table */
    INDENT = 2,       /* of a child below its parent */
    LEAST_LABEL = 23, /* columns that labels may always take: "no challenge recognised" */
    SHORT_HEAD = 12,  /* heads up to here stay on one line */
    MOST_HEAD = 16,   /* columns that a column takes for its head's sake */
    MOST_HEAD_LINES = 3
};

/* A group's column in a table: the count, the percentage, the mark of the rank. */
typedef struct {
    vb_str head;
    size_t head_lines;
    size_t percent_width, mark_width;
    size_t inner; /* without the mark: as wide as the figures and the head ask for */
    bool whole;   /* all lines of the head are shown */
} column;

/* A line ends where its last visible character does. */
static void end_line(vb_buffer *out)
{
    while (out->len > 0 && out->ptr[out->len - 1] == ' ')
        out->len--;
    vb_buffer_add_char(out, '\n');
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t digits(uint64_t n)
{
    size_t count = 1;
    for (; n >= 10; n /= 10)
        count++;
    return count;
}

/* A share of nothing is not written, nor that of nobody. */
static vb_report_share share_of(const vb_figure *cell)
{
    return cell->n > 0 && !cell->hidden ? vb_report_percent(cell) : (vb_report_share){"", 0};
}

static size_t longest_word(vb_str s)
{
    size_t longest = 0;
    for (size_t beg = 0, end; beg < s.len; beg = end + 1) {
        for (end = beg; end < s.len && s.ptr[end] != ' ';)
            end++;
        longest = larger(longest, vb_display_width(vb_str_cut(s, beg, end)));
    }
    return longest;
}

static size_t count_lines(vb_str s, size_t width)
{
    size_t n = 0;
    for (; s.len > 0; n++)
        (void)vb_display_line(&s, width);
    return n;
}

static column column_of(vb_text_page *p, size_t k)
{
    const vb_figures_section *table = p->section;
    column c = {.head = vb_text_safe(p, p->section->columns[k].label)};
    for (size_t i = 0; i < table->n_rows; i++) {
        const vb_figures_row *row = &table->rows[i];
        c.percent_width = larger(c.percent_width, share_of(&row->figures[k]).len);
        if (vb_report_rank_mark(row, k) > 0)
            c.mark_width = sizeof " #1" - 1;
    }
    size_t head = vb_display_width(c.head);
    if (head > SHORT_HEAD)
        head = longest_word(c.head);
    c.inner =
        larger(digits(table->columns[k].base.substantive) + 2 + c.percent_width, head < MOST_HEAD ? head : MOST_HEAD);
    while (c.inner < MOST_HEAD && count_lines(c.head, c.inner) > MOST_HEAD_LINES)
        c.inner++;
    c.head_lines = count_lines(c.head, c.inner);
    if (c.head_lines > MOST_HEAD_LINES)
        c.head_lines = MOST_HEAD_LINES;
    return c;
}

/* As much of the head as is shown. */
static vb_str shown_head(const column *c)
{
    vb_str rest = c->head, part = {"", 0};
    for (size_t i = 0; i < c->head_lines; i++)
        part = vb_display_line(&rest, c->inner);
    if (rest.len == 0)
        return c->head;
    return vb_str_cut(c->head, 0, (size_t)(part.ptr - c->head.ptr) + vb_display_cut(part, c->inner - 1));
}

/* Two heads that are cut, one as far as it is shown the beginning of the other. */
static bool look_alike(const column *a, const column *b)
{
    vb_str left = shown_head(a), right = shown_head(b);
    size_t len = left.len < right.len ? left.len : right.len;
    return left.len < a->head.len && right.len < b->head.len && memcmp(left.ptr, right.ptr, len) == 0;
}

/* Groups whose heads would look alike have them in full. */
static void tell_apart(column *columns, size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < n && !columns[k].whole; i++)
            columns[k].whole = i != k && look_alike(&columns[k], &columns[i]);
    for (size_t k = 0; k < n; k++)
        if (columns[k].whole)
            columns[k].head_lines = count_lines(columns[k].head, columns[k].inner);
}

static size_t column_width(const column *c)
{
    return c->inner + c->mark_width;
}

/* Line `line` of a column's head, cut with an ellipsis where the head has more lines than are shown. */
static void add_head_line(vb_text_page *p, const column *c, size_t line)
{
    vb_str rest = c->head;
    vb_str part = {"", 0};
    for (size_t i = 0; i <= line; i++)
        part = vb_display_line(&rest, c->inner);
    bool cut = rest.len > 0 && line + 1 == c->head_lines;
    if (cut)
        part.len = vb_display_cut(part, c->inner - 1);
    vb_text_add_spaces(p->out, c->inner - vb_display_width(part) - (cut ? 1 : 0));
    vb_buffer_add_str(p->out, part);
    vb_buffer_add_text(p->out, cut ? "…" : "");
}

/* The heads of the columns [beg, end): on as many lines as the longest needs, standing on the last. */
static void add_heads(vb_text_page *p, const column *columns, size_t beg, size_t end, size_t label_width)
{
    size_t lines = 1;
    for (size_t k = beg; k < end; k++)
        lines = larger(lines, columns[k].head_lines);
    for (size_t line = 0; line < lines; line++) {
        bool mentions = p->report->figures->options.count == VB_COUNT_MENTIONS;
        vb_str title = mentions ? VB_LITERAL("mentioned") : VB_LITERAL("main challenge");
        vb_str label = line + 1 == lines ? title : VB_LITERAL("");
        vb_buffer_add_str(p->out, label);
        vb_text_add_spaces(p->out, larger(label_width, label.len) - label.len);
        for (size_t k = beg; k < end; k++) {
            const column *c = &columns[k];
            size_t above = lines - c->head_lines; /* empty lines */
            vb_text_add_spaces(p->out, GAP);
            if (line >= above)
                add_head_line(p, c, line - above);
            else
                vb_text_add_spaces(p->out, c->inner);
            vb_text_add_spaces(p->out, c->mark_width);
        }
        end_line(p->out);
    }
}

/* "27  23 % #1"; "–": not shown. */
static void add_cell(vb_text_page *p, const column *c, const vb_figures_row *row, size_t k)
{
    const vb_figure *figure = &row->figures[k];
    unsigned mark = vb_report_rank_mark(row, k);
    vb_report_share share = share_of(figure);
    size_t width = figure->hidden ? 1 : digits(figure->n);
    vb_text_add_spaces(p->out, GAP + c->inner - c->percent_width - 2 - width);
    vb_text_set_style(p, mark == 1 ? VB_TEXT_FIRST : VB_TEXT_PLAIN);
    if (figure->hidden)
        vb_buffer_add_text(p->out, "–  ");
    else
        vb_buffer_printf(p->out, "%" PRIu64 "  ", figure->n);
    vb_text_add_spaces(p->out, c->percent_width - share.len);
    vb_buffer_add_text(p->out, share.text);
    if (mark > 0)
        vb_buffer_printf(p->out, " #%u", mark);
    else
        vb_text_add_spaces(p->out, c->mark_width);
    vb_text_set_style(p, VB_TEXT_PLAIN);
}

/* ---- Bars: the total's shares, where there is room behind its column ---- */

enum { BAR_GAP = 2, LEAST_BAR = 8, MOST_BAR = 24 };

/* Columns for the longest bar behind columns that end at `used`, or 0. */
static size_t bar_width(const vb_text_page *p, size_t used)
{
    size_t room = p->width > used + BAR_GAP ? p->width - used - BAR_GAP : 0;
    return room < LEAST_BAR ? 0 : room < MOST_BAR ? room : MOST_BAR;
}

static double largest_share(const vb_figures_section *section)
{
    double most = 0;
    for (size_t i = 0; i < section->n_rows; i++) {
        double percent = section->rows[i].figures[section->n_columns - 1].percent;
        most = percent > most ? percent : most; /* false of NaN */
    }
    return most;
}

/* In eighths of a column: U+2588 is a whole one, U+2589 to U+258F are seven eighths down to one. */
static void add_bar(vb_text_page *p, const vb_figure *figure, size_t width)
{
    double most = largest_share(p->section);
    if (width == 0 || figure->hidden || figure->n == 0 || most <= 0)
        return;
    size_t eighths = (size_t)(8 * (double)width * figure->percent / most + 0.5);
    eighths = eighths == 0 ? 1 : eighths;
    vb_text_add_spaces(p->out, BAR_GAP);
    vb_text_set_style(p, VB_TEXT_BAR);
    for (; eighths >= 8; eighths -= 8)
        vb_buffer_add_text(p->out, "\xE2\x96\x88");
    if (eighths > 0) {
        const char last[] = {'\xE2', '\x96', (char)(0x90 - eighths), '\0'};
        vb_buffer_add_text(p->out, last);
    }
    vb_text_set_style(p, VB_TEXT_PLAIN);
}

vb_str vb_text_label(vb_text_page *p, const vb_figures_row *row, size_t indent, size_t width)
{
    vb_str rest = vb_text_safe(p, vb_report_row_label(p->report, row));
    vb_str part = vb_display_line(&rest, width > indent ? width - indent : 1);
    size_t used = indent + vb_display_width(part);
    vb_text_add_spaces(p->out, indent);
    vb_buffer_add_str(p->out, part);
    vb_text_add_spaces(p->out, larger(width, used) - used);
    return rest;
}

void vb_text_label_rest(vb_text_page *p, vb_str rest, size_t indent, size_t width)
{
    indent += INDENT;
    while (rest.len > 0) {
        vb_text_add_spaces(p->out, indent);
        vb_buffer_add_str(p->out, vb_display_line(&rest, width > indent ? width - indent : 1));
        vb_buffer_add_char(p->out, '\n');
    }
}

static void add_row(vb_text_page *p, const column *columns, size_t beg, size_t end, size_t label_width, size_t bar,
                    const vb_figures_row *row)
{
    size_t indent = (row->level - 1) * INDENT;
    vb_str rest = vb_text_label(p, row, indent, label_width);
    for (size_t k = beg; k < end; k++)
        add_cell(p, &columns[k], row, k);
    add_bar(p, &row->figures[p->section->n_columns - 1], bar);
    end_line(p->out);
    vb_text_label_rest(p, rest, indent, label_width);
}

static void add_base(vb_text_page *p, const column *columns, size_t beg, size_t end, size_t label_width)
{
    static const vb_str label = {"answers", sizeof "answers" - 1};
    vb_buffer_add_str(p->out, label);
    vb_text_add_spaces(p->out, larger(label_width, label.len) - label.len);
    for (size_t k = beg; k < end; k++) {
        const column *c = &columns[k];
        uint64_t n = p->section->columns[k].base.substantive;
        vb_text_add_spaces(p->out, GAP + c->inner - c->percent_width - 2 - digits(n));
        if (vb_report_has_base(&p->section->columns[k]))
            vb_buffer_printf(p->out, "%" PRIu64, n);
        else
            vb_buffer_add_text(p->out, "–"); /* as wide as the 0 in its place */
        vb_text_add_spaces(p->out, 2 + c->percent_width + c->mark_width);
    }
    end_line(p->out);
}

/* As wide as the labels, but no wider than two fifths of the page; never narrower than the fixed ones, if the page
 * has room for them. */
static size_t label_width_of(vb_text_page *p)
{
    size_t width = LEAST_LABEL;
    for (size_t i = 0; i < p->section->n_rows; i++) {
        const vb_figures_row *row = &p->section->rows[i];
        if (!vb_report_row_is_shown(p->section, row))
            continue;
        size_t label = vb_display_width(vb_text_safe(p, vb_report_row_label(p->report, row)));
        width = larger(width, label + (row->level - 1) * INDENT);
    }
    size_t most = larger(p->width / 5 * 2, LEAST_LABEL);
    return width < most ? width : most;
}

/* How many of the columns from `beg` on fit beside the labels; at least one. */
static size_t fitting(const vb_text_page *p, const column *columns, size_t beg, size_t n, size_t label_width)
{
    size_t width = label_width + GAP + column_width(&columns[beg]);
    size_t end = beg + 1;
    while (end < n && width + GAP + column_width(&columns[end]) <= p->width)
        width += GAP + column_width(&columns[end++]);
    return end - beg;
}

static size_t count_blocks(const vb_text_page *p, const column *columns, size_t n, size_t label_width)
{
    size_t blocks = 0;
    for (size_t beg = 0; beg < n; beg += fitting(p, columns, beg, n, label_width))
        blocks++;
    return blocks;
}

void vb_text_table(vb_text_page *p)
{
    const vb_figures_section *table = p->section;
    size_t n = table->n_columns;
    column *columns = n > SIZE_MAX / sizeof *columns ? NULL : vb_arena_alloc(&p->arena, n * sizeof *columns);
    if (columns == NULL) {
        p->out->failed = true;
        return;
    }
    for (size_t k = 0; k < n; k++)
        columns[k] = column_of(p, k);
    tell_apart(columns, n);
    size_t label_width = label_width_of(p);
    size_t blocks = count_blocks(p, columns, n, label_width); /* to come */
    for (size_t beg = 0, end; beg < n; beg = end) {
        /* No more blocks than are needed, and no nearly empty last one. */
        size_t even = (n - beg + blocks - 1) / blocks;
        size_t most = fitting(p, columns, beg, n, label_width);
        end = beg + (even < most ? even : most);
        blocks = blocks > 1 ? blocks - 1 : 1;
        if (beg > 0)
            vb_buffer_add_char(p->out, '\n');
        add_heads(p, columns, beg, end, label_width);
        size_t used = label_width;
        for (size_t k = beg; k < end; k++)
            used += GAP + column_width(&columns[k]);
        size_t bar = end == n ? bar_width(p, used) : 0;
        for (size_t i = 0; i < table->n_rows; i++)
            if (vb_report_row_is_shown(p->section, &table->rows[i]))
                add_row(p, columns, beg, end, label_width, bar, &table->rows[i]);
        add_base(p, columns, beg, end, label_width);
    }
}
