/* JSON, and rows as lines of it. */
#include "layouts.h"

#include <jansson.h>

Test(jsonl, string)
{
    static const text_case cases[] = {
        {"RFC 8259, 7: as it stands", TEXT("na\xC3\xAFve / \xF0\x9F\x98\x80"),
         TEXT("\"na\xC3\xAFve / \xF0\x9F\x98\x80\"")},
        {"7: must be escaped", TEXT("\"\\"), TEXT("\"\\\"\\\\\"")},
        {"7: short escapes", TEXT("\b\t\n\f\r"), TEXT("\"\\b\\t\\n\\f\\r\"")},
        {"7: control characters", TEXT("\x01\x1B\x1F"), TEXT("\"\\u0001\\u001b\\u001f\"")},
        {"NUL", TEXT("a\0b"), TEXT("\"a\\u0000b\"")},
        {"DEL, though it need not be", TEXT("\x7F"), TEXT("\"\\u007f\"")},
        {"a byte alone", TEXT("caf\xE9!"), TEXT("\"caf\xEF\xBF\xBD!\"")},
        {"a surrogate: three bytes that fit nowhere", TEXT("\xED\xA0\x80"),
         TEXT("\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"")},
        {"cut short, then valid", TEXT("\xE2\x82\xC3\xA9"), TEXT("\"\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xA9\"")},
        {"cut short at the end", TEXT("\n\xF0\x9F"), TEXT("\"\\n\xEF\xBF\xBD\xEF\xBF\xBD\"")},
        {"empty", TEXT(""), TEXT("\"\"")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_buffer out = {0};
        vb_json_string(&out, cases[i].text);
        expect(&out, cases[i].wanted, cases[i].what);
    }
}

static json_t *json_row(const vb_row_layout *layout, const vb_record *record, const vb_str *values)
{
    vb_buffer out = {0};
    vb_row_header(layout, &out);
    cr_assert_eq(out.len, 0, "JSON Lines has no header");
    vb_row_add(layout, record, values, &out);
    cr_assert(out.len > 0 && out.ptr[out.len - 1] == '\n');
    cr_expect_eq(memchr(out.ptr, '\n', out.len), out.ptr + out.len - 1, "one line");
    json_error_t error;
    json_t *object = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(object, "%s in %.*s", error.text, (int)out.len, out.ptr);
    vb_buffer_release(&out);
    return object;
}

Test(jsonl, rows)
{
    vb_row_layout layout = layout_of(VB_OUTPUT_JSONL, VB_INPUT_CSV);
    vb_record record = {.raw = VB_LITERAL("7"), .cells = cells, .row = 1, .n_found = 1};
    json_t *row = json_row(&layout, &record, coded);
    cr_expect_eq(json_object_size(row), 7);
    cr_expect_str_eq(json_string_value(json_object_get(row, "id")), "7", "a number of the input is text");
    cr_expect_str_eq(json_string_value(json_object_get(row, "what, exactly?")), "no \"time\"");
    cr_expect_str_eq(json_string_value(json_object_get(row, "primary")), "time");
    cr_expect_eq(json_real_value(json_object_get(row, "margin")), 0.5);
    cr_expect_str_eq(json_string_value(json_object_get(row, "reason")), "");
    json_t *codes = json_object_get(row, "codes");
    cr_assert_eq(json_array_size(codes), 2);
    cr_expect_str_eq(json_string_value(json_array_get(codes, 0)), "time");
    cr_expect_str_eq(json_string_value(json_array_get(codes, 1)), "buy-in/resistance");
    json_decref(row);

    static const vb_str uncoded[] = {TEXT(""), TEXT(""), TEXT(""), TEXT("no-match")};
    row = json_row(&layout, &record, uncoded);
    cr_expect(json_is_null(json_object_get(row, "margin")));
    cr_expect_eq(json_array_size(json_object_get(row, "codes")), 0);
    cr_expect(json_is_array(json_object_get(row, "codes")));
    json_decref(row);
}

/* RFC 8259, 6: what is a number there stays as it is; anything else is null, so that the line stays JSON. */
Test(jsonl, margin)
{
    static const struct {
        vb_str margin;
        bool number;
    } cases[] = {
        {TEXT("0"), true},     {TEXT("1"), true},    {TEXT("0.333"), true}, {TEXT("-1.5e-3"), true},
        {TEXT("1E+2"), true},  {TEXT(""), false},    {TEXT("01"), false},   {TEXT(".5"), false},
        {TEXT("1."), false},   {TEXT("-"), false},   {TEXT("nan"), false},  {TEXT("1e"), false},
        {TEXT("0x10"), false}, {TEXT("1 2"), false}, {TEXT("1e+"), false},  {TEXT("+1"), false},
    };
    vb_row_layout layout = layout_of(VB_OUTPUT_JSONL, VB_INPUT_CSV);
    vb_record record = {.cells = cells, .row = 1, .n_found = 3};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_str values[] = {coded[0], coded[1], cases[i].margin, coded[3]};
        json_t *row = json_row(&layout, &record, values);
        cr_expect_eq(json_is_number(json_object_get(row, "margin")), cases[i].number, "%s", cases[i].margin.ptr);
        cr_expect_eq(json_is_null(json_object_get(row, "margin")), !cases[i].number, "%s", cases[i].margin.ptr);
        json_decref(row);
    }
}

/* Values go into the object as it stood. */
Test(jsonl, spliced)
{
    static const struct {
        const char *what;
        vb_str raw, wanted;
    } lines[] = {
        {"its bytes are kept", TEXT("{ \"a\" : 1.50,\"b\":{\"c\":[1 ]} }"),
         TEXT("{ \"a\" : 1.50,\"b\":{\"c\":[1 ]} ,\"primary\":\"time\",\"codes\":[\"time\",\"buy-in/resistance\"],"
              "\"margin\":0.5,\"reason\":\"\"}\n")},
        {"an empty object", TEXT("{ }"),
         TEXT("{ \"primary\":\"time\",\"codes\":[\"time\",\"buy-in/resistance\"],\"margin\":0.5,\"reason\":\"\"}\n")},
    };
    vb_row_layout layout = layout_of(VB_OUTPUT_JSONL, VB_INPUT_JSONL);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        vb_record record = {.raw = lines[i].raw, .cells = cells, .row = 1, .n_found = 3};
        vb_buffer out = {0};
        vb_row_add(&layout, &record, coded, &out);
        expect(&out, lines[i].wanted, lines[i].what);
    }
    static const vb_added_kind flag[] = {VB_KIND_FLAG};
    static const vb_str flags[] = {TEXT("1"), TEXT("0"), TEXT("")};
    static const vb_str wanted[] = {TEXT("{\"primary\":1}\n"), TEXT("{\"primary\":0}\n"),
                                    TEXT("{\"primary\":null}\n")};
    layout.kinds = flag;
    layout.n_added = 1;
    for (size_t i = 0; i < 3; i++) {
        vb_record record = {.raw = VB_LITERAL("{}"), .cells = cells, .row = 1, .n_found = 3};
        vb_buffer out = {0};
        vb_row_add(&layout, &record, &flags[i], &out);
        expect(&out, wanted[i], "flag");
    }
}

Test(jsonl, spliced_names)
{
    static const vb_str names[] = {TEXT("codes"), TEXT("margin.x"), TEXT("codes (2)"), TEXT("primary2")};
    static const vb_str wanted[] = {TEXT("primary"), TEXT("codes (3)"), TEXT("margin (2)"), TEXT("reason")};
    vb_arena arena = {0};
    vb_str keys[4];
    cr_assert(vb_row_added_keys(names, 4, added, 4, &arena, keys));
    for (size_t i = 0; i < 4; i++)
        cr_expect(vb_str_equal(keys[i], wanted[i]), "%zu: %.*s", i, (int)keys[i].len, keys[i].ptr);
    vb_arena_release(&arena);
}

Test(jsonl, without_columns)
{
    vb_row_layout layout = {.format = VB_OUTPUT_JSONL, .added = added, .kinds = kinds, .n_added = 4};
    json_t *row = json_row(&layout, &(vb_record){.row = 1}, coded);
    cr_expect_eq(json_object_size(row), 4);
    json_decref(row);
}

Test(jsonl, keys)
{
    static const vb_str names[] = {TEXT("x"),     TEXT("codes"),  TEXT(""),      TEXT("x"), TEXT(""),       TEXT("x"),
                                   TEXT("x (2)"), TEXT("column"), TEXT("codes"), TEXT("y"), TEXT("primary")};
    static const vb_str wanted[] = {TEXT("x"),          TEXT("codes (2)"), TEXT("column"),     TEXT("x (2)"),
                                    TEXT("column (2)"), TEXT("x (3)"),     TEXT("x (2) (2)"),  TEXT("column (3)"),
                                    TEXT("codes (3)"),  TEXT("y"),         TEXT("primary (2)")};
    enum { N = sizeof names / sizeof names[0] };
    vb_arena arena = {0};
    vb_str keys[N];
    cr_assert(vb_row_keys(names, N, added, 4, &arena, keys));
    for (size_t i = 0; i < N; i++)
        cr_expect(vb_str_equal(keys[i], wanted[i]), "%zu: %.*s", i, (int)keys[i].len, keys[i].ptr);
    vb_arena_release(&arena);
}
