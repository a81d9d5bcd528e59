#include "agree/cells.h"

#include "../support.h"

Test(cells, kinds)
{
    static const struct {
        const char *cell;
        vb_cell_kind kind;
    } rows[] = {{"", VB_CELL_EMPTY},         {"  \t", VB_CELL_EMPTY},  {".", VB_CELL_MISSING},
                {" NA ", VB_CELL_MISSING},   {"n/a", VB_CELL_MISSING}, {"#NULL!", VB_CELL_MISSING},
                {"#N/A", VB_CELL_MISSING},   {"None", VB_CELL_NONE},   {"(none)", VB_CELL_NONE},
                {"nonesuch", VB_CELL_CODES}, {"a;b", VB_CELL_CODES},   {"0", VB_CELL_CODES}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(vb_cell_look(vb_str_of(rows[i].cell)) == rows[i].kind, "\"%s\"", rows[i].cell);
}

Test(cells, codes)
{
    static const struct {
        const char *cell, *codes;
    } rows[] = {{"a", "a|"}, {" a ; b/c ", "a|b/c|"}, {"a,b|c;d", "a|b|c|d|"}, {";;a;;", "a|"},
                {"", ""},    {"a;none", "a|"},        {"a b; c d", "a b|c d|"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_str cell = vb_str_of(rows[i].cell), code;
        vb_buffer got = {0};
        while (vb_cell_next(&cell, &code)) {
            vb_buffer_add_str(&got, code);
            vb_buffer_add_char(&got, '|');
        }
        cr_expect_str_eq(support_text(&got), rows[i].codes);
        vb_buffer_release(&got);
    }
}

Test(cells, marks)
{
    static const struct {
        const char *cell;
        vb_mark_kind kind;
    } rows[] = {{"1", VB_MARK_YES}, {" x ", VB_MARK_YES}, {"TRUE", VB_MARK_YES},  {"0", VB_MARK_NO},
                {"no", VB_MARK_NO}, {"", VB_MARK_BLANK},  {"2", VB_MARK_UNKNOWN}, {"maybe", VB_MARK_UNKNOWN}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(vb_mark_look(vb_str_of(rows[i].cell)) == rows[i].kind, "\"%s\"", rows[i].cell);
}

Test(cells, table)
{
    vb_code_table table = {0};
    size_t a, b, c;
    cr_assert(vb_code_table_number(&table, vb_str_of("Buy-In/Resistance"), 0, 3, &a));
    cr_assert(vb_code_table_number(&table, vb_str_of("time"), 1, 4, &b));
    cr_assert(vb_code_table_number(&table, vb_str_of(" buy-in/resistance "), 1, 9, &c));
    cr_expect(a == 0 && b == 1 && c == a && table.n == 2);
    cr_expect(table.first_row[a] == 3 && table.first_coder[b] == 1);
    vb_code_table_release(&table);
}
