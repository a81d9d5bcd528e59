/* The report for a terminal: sentences, then tables whose columns are the groups.  A table that is wider than the
 * terminal is cut into blocks of groups; its lines never wrap. */
#include "report/report.h"

#include "base/str.h"
#include "output/rows.h"
#include "report/wording.h"
#include "text/width.h"

#include <inttypes.h>

enum {
    DEFAULT_WIDTH = 80,
    GAP = 2,          /* between columns of a table */
    INDENT = 2,       /* of a child below its parent, of the further lines of a sentence or a label */
    LEAST_LABEL = 23, /* columns that labels may always take: "no challenge recognised" */
    SHORT_HEAD = 12,  /* heads up to here stay on one line */
    MOST_HEAD = 16,   /* columns that a column takes for its head's sake */
    MOST_HEAD_LINES = 3
};

/* Writing one report. */
typedef struct {
    const vb_report *report;
    const vb_report_section *section;
    vb_buffer *out;
    vb_arena arena; /* labels made safe for a terminal */
    size_t width;
} page;

/* A group's column in a table: the count, the percentage, the mark of the rank. */
typedef struct {
    vb_str head;
    size_t head_lines;
    size_t percent_width, mark_width;
    size_t inner; /* without the mark: as wide as the figures and the head ask for */
} column;

static void add_spaces(vb_buffer *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_char(out, ' ');
}

/* A line ends where its last visible character does. */
static void end_line(vb_buffer *out)
{
    while (out->len > 0 && out->ptr[out->len - 1] == ' ')
        out->len--;
    vb_buffer_add_char(out, '\n');
}

/* `text` without control characters, as long as the page. */
static vb_str safe(page *p, vb_str text)
{
    vb_buffer shown = {0};
    vb_terminal_text(&shown, text);
    vb_str copy = shown.failed ? (vb_str){NULL, 0} : vb_arena_copy(&p->arena, vb_buffer_str(&shown));
    vb_buffer_release(&shown);
    if (copy.ptr == NULL) {
        p->out->failed = true;
        return VB_LITERAL("");
    }
    return copy;
}

/* What `words` says, wrapped, the further lines indented; then it is empty again. */
static void add_paragraph(page *p, vb_buffer *words, size_t indent)
{
    vb_str rest = safe(p, vb_buffer_str(words));
    p->out->failed |= words->failed;
    vb_buffer_clear(words);
    for (size_t before = 0; rest.len > 0; before = indent) {
        add_spaces(p->out, before);
        vb_buffer_add_str(p->out, vb_display_line(&rest, p->width > before ? p->width - before : 1));
        vb_buffer_add_char(p->out, '\n');
    }
}

/* What `words` says on one line, underlined; then it is empty again.  A column may be called by a whole question, so
 * what is longer than the line is cut. */
static void add_heading(page *p, vb_buffer *words, char line)
{
    vb_str text = vb_str_trim(safe(p, vb_buffer_str(words)));
    size_t width = vb_display_width(text);
    p->out->failed |= words->failed;
    vb_buffer_clear(words);
    if (width > p->width) {
        text.len = vb_display_cut(text, p->width - 1);
        text = vb_str_trim(text);
        width = vb_display_width(text) + 1;
        vb_buffer_add_str(p->out, text);
        vb_buffer_add_text(p->out, "…");
    } else {
        vb_buffer_add_str(p->out, text);
    }
    vb_buffer_add_char(p->out, '\n');
    for (size_t i = 0; i < width; i++)
        vb_buffer_add_char(p->out, line);
    vb_buffer_add_char(p->out, '\n');
}

/* ---- Tables ---- */

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
static vb_report_share share_of(const vb_crosstab_cell *cell)
{
    return cell->n > 0 ? vb_report_percent(cell) : (vb_report_share){"", 0};
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

static column column_of(page *p, size_t k)
{
    const vb_crosstab *table = &p->section->table;
    column c = {.head = safe(p, vb_report_group_label(p->section, k))};
    for (size_t i = 0; i < table->n_rows; i++) {
        const vb_crosstab_row *row = &table->rows[i];
        c.percent_width = larger(c.percent_width, share_of(&row->cells[k]).len);
        if (vb_report_mark(p->section, row, k) > 0)
            c.mark_width = sizeof " #1" - 1;
    }
    size_t head = vb_display_width(c.head);
    if (head > SHORT_HEAD)
        head = longest_word(c.head);
    c.inner = larger(digits(table->bases[k].substantive) + 2 + c.percent_width, head < MOST_HEAD ? head : MOST_HEAD);
    while (c.inner < MOST_HEAD && count_lines(c.head, c.inner) > MOST_HEAD_LINES)
        c.inner++;
    c.head_lines = count_lines(c.head, c.inner);
    if (c.head_lines > MOST_HEAD_LINES)
        c.head_lines = MOST_HEAD_LINES;
    return c;
}

static size_t column_width(const column *c)
{
    return c->inner + c->mark_width;
}

/* Line `line` of a column's head, cut with an ellipsis where the head has more lines than are shown. */
static void add_head_line(page *p, const column *c, size_t line)
{
    vb_str rest = c->head;
    vb_str part = {"", 0};
    for (size_t i = 0; i <= line; i++)
        part = vb_display_line(&rest, c->inner);
    bool cut = rest.len > 0 && line + 1 == c->head_lines;
    if (cut)
        part.len = vb_display_cut(part, c->inner - 1);
    add_spaces(p->out, c->inner - vb_display_width(part) - (cut ? 1 : 0));
    vb_buffer_add_str(p->out, part);
    vb_buffer_add_text(p->out, cut ? "…" : "");
}

/* The heads of the columns [beg, end): on as many lines as the longest needs, standing on the last. */
static void add_heads(page *p, const column *columns, size_t beg, size_t end, size_t label_width)
{
    size_t lines = 1;
    for (size_t k = beg; k < end; k++)
        lines = larger(lines, columns[k].head_lines);
    for (size_t line = 0; line < lines; line++) {
        vb_str label = line + 1 == lines ? VB_LITERAL("main challenge") : VB_LITERAL("");
        vb_buffer_add_str(p->out, label);
        add_spaces(p->out, larger(label_width, label.len) - label.len);
        for (size_t k = beg; k < end; k++) {
            const column *c = &columns[k];
            size_t above = lines - c->head_lines; /* empty lines */
            add_spaces(p->out, GAP);
            if (line >= above)
                add_head_line(p, c, line - above);
            else
                add_spaces(p->out, c->inner);
            add_spaces(p->out, c->mark_width);
        }
        end_line(p->out);
    }
}

/* "27  23 % #1" */
static void add_cell(page *p, const column *c, const vb_crosstab_row *row, size_t k)
{
    const vb_crosstab_cell *cell = &row->cells[k];
    unsigned mark = vb_report_mark(p->section, row, k);
    vb_report_share share = share_of(cell);
    add_spaces(p->out, GAP + c->inner - c->percent_width - 2 - digits(cell->n));
    vb_buffer_printf(p->out, "%" PRIu64 "  ", cell->n);
    add_spaces(p->out, c->percent_width - share.len);
    vb_buffer_add_text(p->out, share.text);
    if (mark > 0)
        vb_buffer_printf(p->out, " #%u", mark);
    else
        add_spaces(p->out, c->mark_width);
}

static void add_row(page *p, const column *columns, size_t beg, size_t end, size_t label_width,
                    const vb_crosstab_row *row)
{
    size_t indent = (row->level - 1) * INDENT;
    vb_str rest = safe(p, vb_report_row_label(p->report, row));
    vb_str part = vb_display_line(&rest, label_width > indent ? label_width - indent : 1);
    add_spaces(p->out, indent);
    vb_buffer_add_str(p->out, part);
    size_t used = indent + vb_display_width(part);
    add_spaces(p->out, larger(label_width, used) - used);
    for (size_t k = beg; k < end; k++)
        add_cell(p, &columns[k], row, k);
    end_line(p->out);
    indent += INDENT;
    while (rest.len > 0) {
        add_spaces(p->out, indent);
        vb_buffer_add_str(p->out, vb_display_line(&rest, label_width > indent ? label_width - indent : 1));
        vb_buffer_add_char(p->out, '\n');
    }
}

static void add_base(page *p, const column *columns, size_t beg, size_t end, size_t label_width)
{
    static const vb_str label = {"substantive answers", sizeof "substantive answers" - 1};
    vb_buffer_add_str(p->out, label);
    add_spaces(p->out, larger(label_width, label.len) - label.len);
    for (size_t k = beg; k < end; k++) {
        const column *c = &columns[k];
        uint64_t n = p->section->table.bases[k].substantive;
        add_spaces(p->out, GAP + c->inner - c->percent_width - 2 - digits(n));
        vb_buffer_printf(p->out, "%" PRIu64, n);
        add_spaces(p->out, 2 + c->percent_width + c->mark_width);
    }
    end_line(p->out);
}

/* As wide as the labels, but no wider than two fifths of the page; never narrower than the fixed ones, if the page
 * has room for them. */
static size_t label_width_of(page *p)
{
    size_t width = LEAST_LABEL;
    for (size_t i = 0; i < p->section->table.n_rows; i++) {
        const vb_crosstab_row *row = &p->section->table.rows[i];
        if (vb_report_row_is_empty(p->section, row))
            continue;
        size_t label = vb_display_width(safe(p, vb_report_row_label(p->report, row)));
        width = larger(width, label + (row->level - 1) * INDENT);
    }
    size_t most = larger(p->width / 5 * 2, LEAST_LABEL);
    return width < most ? width : most;
}

/* How many of the columns from `beg` on fit beside the labels; at least one. */
static size_t fitting(const page *p, const column *columns, size_t beg, size_t n, size_t label_width)
{
    size_t width = label_width + GAP + column_width(&columns[beg]);
    size_t end = beg + 1;
    while (end < n && width + GAP + column_width(&columns[end]) <= p->width)
        width += GAP + column_width(&columns[end++]);
    return end - beg;
}

static size_t count_blocks(const page *p, const column *columns, size_t n, size_t label_width)
{
    size_t blocks = 0;
    for (size_t beg = 0; beg < n; beg += fitting(p, columns, beg, n, label_width))
        blocks++;
    return blocks;
}

static void add_table(page *p)
{
    const vb_crosstab *table = &p->section->table;
    size_t n = table->n_columns;
    column *columns = n > SIZE_MAX / sizeof *columns ? NULL : vb_arena_alloc(&p->arena, n * sizeof *columns);
    if (columns == NULL) {
        p->out->failed = true;
        return;
    }
    for (size_t k = 0; k < n; k++)
        columns[k] = column_of(p, k);
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
        for (size_t i = 0; i < table->n_rows; i++)
            if (!vb_report_row_is_empty(p->section, &table->rows[i]))
                add_row(p, columns, beg, end, label_width, &table->rows[i]);
        add_base(p, columns, beg, end, label_width);
    }
}

/* ---- The page ---- */

static void add_section(page *p, vb_buffer *words)
{
    vb_buffer_add_text(words, p->section->by.len > 0 ? "By " : "All answers");
    vb_buffer_add_str(words, p->section->by);
    vb_buffer_add_char(p->out, '\n');
    add_heading(p, words, '-');
    size_t n = 0;
    for (size_t k = 0; k + 1 < p->section->table.n_columns; k++)
        if (vb_report_sentence(p->report, p->section, k, words)) {
            add_paragraph(p, words, INDENT);
            n++;
        }
    if (n > 0)
        vb_buffer_add_char(p->out, '\n');
    add_table(p);
    if (vb_report_unnamed(p->report, p->section, words)) {
        vb_buffer_add_char(p->out, '\n');
        add_paragraph(p, words, 0);
    }
}

void vb_report_text(const vb_report *report, vb_buffer *out)
{
    page p = {.report = report, .out = out, .width = report->width > 0 ? report->width : DEFAULT_WIDTH};
    vb_buffer words = {0};
    vb_buffer_add_str(&words, report->question.len > 0 ? report->question : VB_LITERAL("Report"));
    add_heading(&p, &words, '=');
    vb_report_origin(report, &words);
    add_paragraph(&p, &words, 0);
    if (report->n_sections > 0) {
        const vb_report_section *first = &report->sections[0];
        vb_report_base(vb_report_total(first), &words);
        add_paragraph(&p, &words, 0);
        vb_buffer_add_char(out, '\n');
        if (vb_report_is_doubtful(first))
            vb_buffer_add_text(&words, vb_report_doubt);
        if (words.len > 0 || vb_report_sentence(report, first, first->table.n_columns - 1, &words)) {
            add_paragraph(&p, &words, 0);
            vb_buffer_add_char(out, '\n');
        }
        vb_report_legend(report, &words);
        add_paragraph(&p, &words, 0);
    }
    for (size_t i = 0; i < report->n_sections; i++) {
        p.section = &report->sections[i];
        add_section(&p, &words);
    }
    vb_buffer_release(&words);
    vb_arena_release(&p.arena);
}
