/* Text for a terminal. */
#include "layouts.h"

Test(text, safe_for_a_terminal)
{
    static const text_case cases[] = {
        {"as it stands", TEXT("na\xC3\xAFve \xE2\x80\x9Cquote\xE2\x80\x9D"),
         TEXT("na\xC3\xAFve \xE2\x80\x9Cquote\xE2\x80\x9D")},
        {"C0: an escape sequence", TEXT("\x1B[31mred"), TEXT("\\x1b[31mred")},
        {"C0: backspace, bell, NUL", TEXT("\b\a\0"), TEXT("\\x08\\x07\\x00")},
        {"DEL", TEXT("\x7F"), TEXT("\\x7f")},
        {"C1, as two bytes: CSI",
         TEXT("\xC2\x9B"
              "31m"),
         TEXT("\\x9b31m")},
        {"C1, as a byte alone",
         TEXT("\x9B"
              "31m"),
         TEXT("\\x9b31m")},
        {"not UTF-8", TEXT("caf\xE9"), TEXT("caf\\xe9")},
        {"line breaks", TEXT("a\nb\r\nc\rd\te"), TEXT("a b c d e")},
        {"Unicode line breaks",
         TEXT("a\xE2\x80\xA8"
              "b\xC2\x85"
              "c"),
         TEXT("a b c")},
        {"right-to-left override",
         TEXT("a\xE2\x80\xAE"
              "b"),
         TEXT("a\\u202eb")},
        {"isolate",
         TEXT("a\xE2\x81\xA6"
              "b"),
         TEXT("a\\u2066b")},
        {"right-to-left text itself", TEXT("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"),
         TEXT("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_buffer out = {0};
        vb_terminal_text(&out, cases[i].text);
        expect(&out, cases[i].wanted, cases[i].what);
    }
}

Test(text, rows)
{
    static const vb_str long_cells[] = {
        TEXT("7"),
        TEXT("There is never enough time to plan for it,\nand \x1B[2Jnobody who could show us how it is done "
             "in a class of thirty"),
        TEXT("Teacher")};
    vb_row_layout layout = layout_of(VB_OUTPUT_TEXT, VB_INPUT_CSV);
    vb_record record = {.cells = long_cells, .row = 12, .n_found = 3};
    vb_buffer out = {0};
    vb_row_header(&layout, &out);
    vb_row_add(&layout, &record, coded, &out);
    /* No line is over 80 columns; the empty reason is left out. */
    expect(&out,
           VB_LITERAL("  12  There is never enough time to plan for it, and \\x1b[2Jnobody who could\n"
                      "      show us how it is done in a class of thirty\n"
                      "      primary  time\n"
                      "      codes    time;buy-in/resistance\n"
                      "      margin   0.5\n"
                      "\n"),
           "text");
    layout.width = 100;
    vb_row_add(&layout, &record, coded, &out);
    expect(
        &out,
        VB_LITERAL("  12  There is never enough time to plan for it, and \\x1b[2Jnobody who could show us how it is "
                   "done\n"
                   "      in a class of thirty\n"
                   "      primary  time\n"
                   "      codes    time;buy-in/resistance\n"
                   "      margin   0.5\n"
                   "\n"),
        "text of 100 columns");
    static const vb_str empty_cells[] = {TEXT("8"), TEXT(" "), TEXT("Teacher")};
    static const vb_str uncoded[] = {TEXT(""), TEXT(""), TEXT(""), TEXT("empty")};
    record = (vb_record){.cells = empty_cells, .row = 123456, .n_found = 3};
    vb_row_add(&layout, &record, uncoded, &out);
    expect(&out, VB_LITERAL("123456  (empty)\n      reason   empty\n\n"), "text, empty");
}
