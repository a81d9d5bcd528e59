/* JSON Lines in: columns by dotted paths, cells as written, wrong lines.  Expected values by RFC 8259 and by hand. */
#include "input/jsonl.h"

#include "input/reading.h"

#define TEXT(text)                                                                                                   \
    {                                                                                                                \
        (text), sizeof(text) - 1                                                                                     \
    }

static void show_names(vb_buffer *out, const vb_source *source)
{
    for (size_t i = 0; i < source->n; i++) {
        vb_buffer_add_char(out, '<');
        reading_show(out, source->names[i]);
        vb_buffer_add_char(out, '>');
    }
    vb_buffer_add_char(out, '\n');
}

/* "<name><name>", a line for each record as reading_show_record(), the notes; at a failure "!LINE:COLUMN text". */
static void show(vb_buffer *out, vb_str input, bool keep_going, size_t bytes)
{
    char *path = reading_file(input, ".jsonl");
    vb_input_options options = {.keep_going = keep_going};
    vb_source source;
    vb_buffer why = {0};
    vb_batch batch = {0};
    vb_error err = {0};
    vb_bytes *input_bytes = vb_bytes_open(path, &err);
    cr_assert_not_null(input_bytes);
    vb_status status = vb_jsonl_begin(input_bytes, &options, &source, &why, &err);
    bool open = status == VB_OK;
    if (open)
        show_names(out, &source);
    while (status == VB_OK && (status = source.kind->next(source.self, bytes, &batch, &err)) == VB_OK && batch.n > 0)
        for (size_t i = 0; i < batch.n; i++) {
            const vb_record *record = &batch.records[i];
            cr_assert(vb_str_equal(vb_str_cut(input, record->byte, record->byte + record->raw.len), record->raw),
                      "the bytes of the line");
            reading_show_record(out, record, source.n);
        }
    if (status != VB_OK)
        vb_buffer_printf(out, "!%zu:%zu %s", err.line, err.column, err.text);
    if (open) {
        source.kind->notes(source.self, out);
        source.kind->close(source.self);
    }
    cr_assert(!out->failed);
    vb_buffer_add_char(out, '\0');
    vb_batch_release(&batch);
    vb_buffer_release(&why);
    (void)unlink(path);
    free(path);
}

typedef struct {
    const char *rule;
    vb_str input;
    const char *expected;
} jsonl_case;

static void check(const jsonl_case *cases, size_t n, bool keep_going)
{
    static const size_t sizes[] = {1, 20, VB_BATCH_BYTES};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            vb_buffer out = {0};
            show(&out, cases[i].input, keep_going, sizes[k]);
            cr_expect_str_eq(out.ptr, cases[i].expected, "%s, batches of %zu:\nis\n%s\nnot\n%s", cases[i].rule,
                             sizes[k], out.ptr, cases[i].expected);
            vb_buffer_release(&out);
        }
}

Test(jsonl, records)
{
    static const jsonl_case cases[] = {
        {"an object a line", TEXT("{\"a\":\"x\",\"b\":\"y\"}\n{\"a\":\"z\",\"b\":\"\"}\n"),
         "<a><b>\n1@1 [x][y]\n2@2 [z][]\n"},
        {"no line end at the end", TEXT("{\"a\":\"x\"}"), "<a>\n1@1 [x]\n"},
        {"CRLF, white space", TEXT("  { \"a\" : \"x\" } \r\n\t{\"a\":1}\r\n"), "<a>\n1@1 [x]\n2@2 [1]\n"},
        {"a byte order mark", TEXT("\xEF\xBB\xBF{\"a\":1}\n"), "<a>\n1@1 [1]\n"},
        {"J4: empty lines", TEXT("\n{\"a\":1}\n\n  \n{\"a\":2}\n\n"), "<a>\n1@2 [1]\n2@5 [2]\n"},
        {"J1: in order of appearance", TEXT("{\"b\":1}\n{\"a\":2,\"b\":3,\"c\":4}\n{}\n"),
         "<b><a><c>\n1@1 [1][][]\n2@2 [3][2][4]\n3@3 [][][]\n"},
        {"J1: dotted paths", TEXT("{\"id\":1,\"answers\":{\"q1\":\"x\",\"more\":{\"q2\":\"y\"}},\"z\":{}}\n"),
         "<id><answers.q1><answers.more.q2><z>\n1@1 [1][x][y][]\n"},
        {"J1: an object here, a value there", TEXT("{\"a\":{\"b\":1}}\n{\"a\":2}\n"),
         "<a.b><a>\n1@1 [1][]\n2@2 [][2]\n"},
        {"arrays",
         TEXT("{\"a\":[\"x\",\"y; z\",3,null,true,\"\"],\"b\":[],\"c\":[[1,2],[3]],\"d\":[{\"e\":1}, 2]}\n"),
         "<a><b><c><d>\n1@1 [x; y; z; 3; true][][1; 2; 3][{\"e\":1}; 2]\n"},
        {"null, true, false", TEXT("{\"a\":null,\"b\":true,\"c\":false}\n"), "<a><b><c>\n1@1 [][true][false]\n"},
        {"RFC 8259, 6: numbers as written",
         TEXT("{\"a\":123456789012345678901234567890,\"b\":1.50,\"c\":-0,\"d\":1E+2,\"e\":0.1e-7}\n"),
         "<a><b><c><d><e>\n1@1 [123456789012345678901234567890][1.50][-0][1E+2][0.1e-7]\n"},
        {"7: escapes", TEXT("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\"}\n"),
         "<a>\n1@1 [\"\\/\b\f\\n\\r\t\xC3\xA9\xE2\x82\xAC]\n"},
        {"7: a surrogate pair", TEXT("{\"a\":\"x\\ud83d\\ude00y\"}\n"), "<a>\n1@1 [x\xF0\x9F\x98\x80y]\n"},
        {"a NUL", TEXT("{\"a\":\"x\\u0000y\"}\n"), "<a>\n1@1 [x\\0y]\n"},
        {"escapes in keys", TEXT("{\"\\u0061b\":1,\"c\":{\"d\\\"\":2}}\n{\"ab\":3}\n"),
         "<ab><c.d\">\n1@1 [1][2]\n2@2 [3][]\n"},
        {"J3: the last of duplicate keys", TEXT("{\"a\":1,\"a\":2}\n{\"a\":{\"b\":3},\"a.b\":4}\n"),
         "<a><a.b>\n1@1 [2][]\n2@2 [][4]\n1 line has an object with a key twice, whose last value counts; the first "
         "is line 1\n"},
        {"J3: keys twice, further in", TEXT("{\"a\":1}\n{\"a\":2,\"b\":{\"c\":3,\"c\":4}}\n{\"a\":5,\"a\":6}\n"),
         "<a><b.c>\n1@1 [1][]\n2@2 [2][4]\n3@3 [6][]\n"
         "2 lines have an object with a key twice, whose last value counts; the first is line 2\n"},
        {"an empty key", TEXT("{\"\":1}\n"), "<>\n1@1 [1]\n"},
        {"brackets in strings", TEXT("{\"a\":\"}]\\\\\",\"b\":{\"c\":\"{\\\"\"}}\n"), "<a><b.c>\n1@1 [}]\\][{\"]\n"},
    };
    check(cases, sizeof cases / sizeof *cases, false);
}

Test(jsonl, faults)
{
    static const jsonl_case cases[] = {
        {"J4: no JSON", TEXT("{\"a\":1}\n{\"a\":}\n"),
         "!2:6 not a JSON object, unexpected token near '}': correct it, or pass --keep-going to leave it out"},
        {"J4: no object", TEXT("{\"a\":1}\n7\n"),
         "!2:0 not an object: JSON Lines has an object a line; correct it, or pass --keep-going to leave it out"},
        {"an array", TEXT("[{\"a\":1}]\n"),
         "!1:0 an array, where JSON Lines has an object a line: write each of its objects on a line of its own"},
        {"an array over lines", TEXT("[\n{\"a\":1}\n]\n"),
         "!1:0 an array, where JSON Lines has an object a line: write each of its objects on a line of its own"},
        {"nothing", TEXT("\n\n"), "!0:0 nothing in it: it needs at least one object with a key"},
        {"no keys", TEXT("{}\n{}\n"), "!0:0 nothing in it: it needs at least one object with a key"},
        {"a lone surrogate", TEXT("{\"a\":\"\\ud800\"}\n"),
         "!1:7 \\ud800 is half of a pair of surrogates and no character: correct it, or pass --keep-going to leave "
         "it "
         "out"},
        {"a low surrogate, behind a pair", TEXT("{\"a\":\"\\ud83d\\ude00 \\uDE00 x\"}\n"),
         "!1:20 \\uDE00 is half of a pair of surrogates and no character: correct it, or pass --keep-going to leave "
         "it "
         "out"},
        {"RFC 8259, 6: beyond a double", TEXT("{\"a\":1}\n{\"a\": -1e400}\n"),
         "!2:7 the number -1e400 is beyond what can be read: correct it, or pass --keep-going to leave it out"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_buffer out = {0};
        show(&out, cases[i].input, false, VB_BATCH_BYTES);
        cr_expect_str_eq(out.ptr, cases[i].expected, "%s: %s", cases[i].rule, out.ptr);
        vb_buffer_release(&out);
    }
}

Test(jsonl, keep_going)
{
    static const jsonl_case cases[] = {
        {"wrong lines are counted", TEXT("nonsense\n{\"a\":1}\n[1]\n{\"a\":\n{\"a\":2}\n"),
         "<a>\n1@2 [1]\n2@5 [2]\n3 lines are no JSON object and left out; the first is line 1\n"},
        {"one", TEXT("{\"a\":1}\n7\n"), "<a>\n1@1 [1]\n1 line is no JSON object and left out; the first is line 2\n"},
        {"all right", TEXT("{\"a\":1}\n"), "<a>\n1@1 [1]\n"},
    };
    check(cases, sizeof cases / sizeof *cases, true);
}

/* J2, and that a wrong line far down comes after the records before it. */
Test(jsonl, far_down)
{
    vb_buffer input = {0}, out = {0};
    for (int i = 0; i < 1000; i++)
        vb_buffer_printf(&input, "{\"a\":%d}\n", i);
    vb_buffer_add_text(&input, "{\"a\":\"last\",\"late\":1,\"o\":{\"p\":2}}\n{\"late\":3}\n");
    show(&out, vb_buffer_str(&input), false, 4096);
    cr_expect(strncmp(out.ptr, "<a>\n1@1 [0]\n", 12) == 0);
    cr_expect_not_null(strstr(out.ptr,
                              "\n1001@1001 [last]\n1002@1002 []\n"
                              "2 keys appear first after line 1000 and make no column: \"late\", \"o.p\"\n"));
    vb_buffer_clear(&out);
    vb_buffer_add_text(&input, "{\"a\"\n");
    show(&out, vb_buffer_str(&input), false, 4096);
    cr_expect_not_null(strstr(out.ptr, "\n1002@1002 []\n!1003:"), "%s", out.ptr + out.len - 300);
    vb_buffer_release(&input);
    vb_buffer_release(&out);
}

/* Deep nesting and a long line: nothing breaks, and the record after it is there. */
Test(jsonl, hostile)
{
    vb_buffer input = {0}, out = {0};
    vb_buffer_add_text(&input, "{\"a\":1}\n{\"b\":");
    for (int i = 0; i < 1000; i++)
        vb_buffer_add_text(&input, "{\"x\":");
    vb_buffer_add_text(&input, "1");
    for (int i = 0; i < 1000; i++)
        vb_buffer_add_text(&input, "}");
    vb_buffer_add_text(&input, "}\n{\"c\":\"");
    for (int i = 0; i < 3000000; i++)
        vb_buffer_add_char(&input, 'y');
    vb_buffer_add_text(&input, "\"}\n{\"a\":\"end\"}\n");
    show(&out, vb_buffer_str(&input), false, VB_BATCH_BYTES);
    cr_expect_not_null(strstr(out.ptr, "\n4@4 [end]"));
    vb_buffer_release(&input);
    vb_buffer_release(&out);
}
