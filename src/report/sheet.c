#include "report/sheet.h"

#include "base/c_locale.h"
#include "base/str.h"
#include "report/wording.h"

#include <inttypes.h>

enum { NAME_COLUMNS = 2, TOP_ROWS = 3, BASE_ROWS = 5 };

/* A sheet in the making; `failed` stays set. */
typedef struct {
    vb_arena *arena;
    vb_str *cells;
    bool *numbers;
    size_t columns;
    bool failed;
} table;

static void set_text(table *t, size_t row, size_t column, vb_str text)
{
    vb_str copy = vb_arena_copy(t->arena, text);
    t->failed |= copy.ptr == NULL;
    t->cells[row * t->columns + column] = copy.ptr == NULL ? VB_LITERAL("") : copy;
}

static void set_percent(table *t, size_t row, size_t column, double percent)
{
    char text[24];
    (void)vb_c_snprintf(text, sizeof text, "%.1f", percent);
    set_text(t, row, column, vb_str_of(text));
    t->numbers[row * t->columns + column] = true;
}

static void set_count(table *t, size_t row, size_t column, uint64_t count)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRIu64, count);
    set_text(t, row, column, vb_str_of(text));
    t->numbers[row * t->columns + column] = true;
}

static void set_top(table *t, const vb_report *report, const vb_figures_section *section)
{
    vb_buffer text = {0};
    vb_report_origin(report, &text);
    set_text(t, 0, 0, vb_buffer_str(&text));
    set_text(t, 1, 0, report->question);
    set_text(t, 2, 0, VB_LITERAL("code"));
    set_text(t, 2, 1, VB_LITERAL("label"));
    for (size_t k = 0; k < section->n_columns; k++) {
        vb_str group = section->columns[k].label;
        for (size_t part = 0; part < 2; part++) {
            vb_buffer_clear(&text);
            vb_buffer_add_str(&text, group);
            vb_buffer_add_text(&text, part == 0 ? ", n" : ", %");
            set_text(t, 2, NAME_COLUMNS + 2 * k + part, vb_buffer_str(&text));
        }
    }
    t->failed |= text.failed;
    vb_buffer_release(&text);
}

static void set_row(table *t, size_t at, const vb_report *report, const vb_figures_section *section,
                    const vb_figures_row *row)
{
    if (row->kind == VB_ROW_CODE)
        set_text(t, at, 0, report->lexicon->categories[row->category].path);
    set_text(t, at, 1, vb_report_row_label(report, row));
    for (size_t k = 0; k < section->n_columns; k++) {
        if (row->figures[k].hidden)
            continue;
        set_count(t, at, NAME_COLUMNS + 2 * k, row->figures[k].n);
        if (section->columns[k].base.substantive > 0)
            set_percent(t, at, NAME_COLUMNS + 2 * k + 1, row->figures[k].percent);
    }
}

/* What is suppressed is left empty. */
static void set_base(table *t, size_t at, const vb_figures_section *section)
{
    static const char *const names[BASE_ROWS] = {"rows", "answered", "substantive", "recognised", "by a term"};
    for (size_t i = 0; i < BASE_ROWS; i++)
        set_text(t, at + i, 1, vb_str_of(names[i]));
    for (size_t k = 0; k < section->n_columns; k++) {
        const vb_figures_column *column = &section->columns[k];
        const vb_base_chain *base = &column->base;
        const struct {
            uint64_t n;
            bool is_shown;
        } counts[BASE_ROWS] = {{base->rows, column->has_chain},
                               {base->answered, column->has_chain},
                               {base->substantive, vb_report_has_base(column)},
                               {base->recognised, column->has_chain && base->recognised != VB_NOT_SHOWN},
                               {base->by_term, column->has_chain && base->by_term != VB_NOT_SHOWN}};
        for (size_t i = 0; i < BASE_ROWS; i++)
            if (counts[i].is_shown)
                set_count(t, at + i, NAME_COLUMNS + 2 * k, counts[i].n);
    }
}

static vb_str title_of(const vb_figures_section *section, vb_arena *arena)
{
    vb_buffer text = {0};
    vb_buffer_add_text(&text, section->by.len > 0 ? "Summary by " : "Summary");
    vb_report_add_by(section, &text);
    vb_str title = text.failed ? (vb_str){NULL, 0} : vb_arena_copy(arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    return title;
}

bool vb_report_sheets(const vb_report *report, vb_arena *arena, vb_sheet *sheets)
{
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        const vb_figures_section *section = &report->figures->sections[s];
        table t = {.arena = arena, .columns = NAME_COLUMNS + 2 * section->n_columns};
        size_t rows = TOP_ROWS + section->n_rows + BASE_ROWS;
        t.cells = vb_arena_alloc(arena, rows * t.columns * sizeof *t.cells);
        t.numbers = vb_arena_alloc(arena, rows * t.columns * sizeof *t.numbers);
        if (t.cells == NULL || t.numbers == NULL)
            return false;
        for (size_t i = 0; i < rows * t.columns; i++)
            t.cells[i] = VB_LITERAL("");
        set_top(&t, report, section);
        for (size_t r = 0; r < section->n_rows; r++)
            set_row(&t, TOP_ROWS + r, report, section, &section->rows[r]);
        set_base(&t, TOP_ROWS + section->n_rows, section);
        sheets[s] = (vb_sheet){title_of(section, arena), t.cells, t.numbers, rows, t.columns, TOP_ROWS - 1};
        if (t.failed || sheets[s].title.ptr == NULL)
            return false;
    }
    return true;
}
