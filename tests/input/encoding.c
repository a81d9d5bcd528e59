/* Encodings: the same survey in each is the same records.  The bytes were worked out by hand from the code charts. */
#include "input/reading.h"

#include <criterion/criterion.h>

typedef struct {
    const char *rule;
    const char *bytes;
    size_t len;
    const char *encoding;
    const char *expected; /* as reading_show_all() */
    const char *why;      /* a part of what is said; NULL: nothing is said */
    const char *notes;    /* a part of what is said at the end; NULL: nothing */
} encoding_case;

#define BYTES(text) text, sizeof(text) - 1

static const encoding_case cases[] = {
    {"plain", BYTES("id,answer\n1,PD\n"), NULL, "1@2 [1][PD]\n", NULL, NULL},
    {"E1: UTF-8 with its mark", BYTES("\xEF\xBB\xBFid,answer\n1,caf\xC3\xA9\n"), NULL, "1@2 [1][caf\xC3\xA9]\n", NULL,
     NULL},
    {"E1: UTF-16LE",
     BYTES("\xFF\xFEi\0d\0,\0a\0\n\0"
           "1\0,\0\xE9\0\x20\x20=\xD8\x00\xDE\n\0"),
     NULL, "1@2 [1][\xC3\xA9\xE2\x80\xA0\xF0\x9F\x98\x80]\n", "UTF-16LE, by its byte order mark (FF FE)", NULL},
    {"E1: UTF-16BE",
     BYTES("\xFE\xFF\0i\0d\0,\0a\0\n\0"
           "1\0,\0\xE9\0\n"),
     NULL, "1@2 [1][\xC3\xA9]\n", "UTF-16BE, by its byte order mark (FE FF)", NULL},
    {"E1: UTF-32LE", BYTES("\xFF\xFE\0\0a\0\0\0\n\0\0\0\xE9\0\0\0\n\0\0\0"), NULL, "1@2 [\xC3\xA9]\n", "UTF-32LE",
     NULL},
    {"E2: UTF-16LE without a mark",
     BYTES("i\0d\0,\0a\0\r\0\n\0"
           "1\0,\0\xE9\0\r\0\n\0"),
     NULL, "1@2 [1][\xC3\xA9]\n", "UTF-16LE, by every other byte being NUL, from line 1 on (69 00 64 00 2C 00)",
     NULL},
    {"E2: UTF-16BE without a mark",
     BYTES("\0i\0d\0,\0a\0\n\0"
           "1\0,\0\xE9\0\n"),
     NULL, "1@2 [1][\xC3\xA9]\n", "UTF-16BE, by every other byte", NULL},
    {"E2: one NUL is no UTF-16", BYTES("id,answer\n1,no\0time\n"), NULL, "1@2 [1][no\\0time]\n", NULL, NULL},
    {"E3: UTF-8", BYTES("id,answer\n1,\xC3\xB1\xE2\x82\xAC\xF0\x9F\x98\x80\n"), NULL,
     "1@2 [1][\xC3\xB1\xE2\x82\xAC\xF0\x9F\x98\x80]\n", NULL, NULL},
    {"E4: UTF-8, a letter cut in two", BYTES("id,answer\n1,\xC3\xA9t\xC3\xA9\n2,caf\xC3\n"), NULL,
     "1@2 [1][\xC3\xA9t\xC3\xA9]\n2@3 [2][caf\xEF\xBF\xBD]\n",
     "UTF-8 with Windows-1252 among it, because in line 3, byte 6 (C3 0A) is not UTF-8, but other letters",
     "1 byte is not UTF-8 and became U+FFFD; pass the right --encoding: line 3, byte 24 of the file (C3)\n"},
    {"E4: one letter of either", BYTES("id,answer\n1,caf\xC3\xA9\n2,don\x92t\n"), NULL,
     "1@2 [1][caf\xC3\xA9]\n2@3 [2][don\xE2\x80\x99t]\n", "UTF-8 with Windows-1252 among it, because in line 3",
     "1 byte is not UTF-8 and was read as Windows-1252: line 3, byte 24 of the file (92)\n"},
    {"E4: the second file in Windows-1252, letters before letters that UTF-8 continues with",
     BYTES("id,answer\n1,\xC3\xB1\n2,\xE9\x92s \x93\xE0\x94\n"), NULL,
     "1@2 [1][\xC3\xB1]\n2@3 [2][\xC3\xA9\xE2\x80\x99s \xE2\x80\x9C\xC3\xA0\xE2\x80\x9D]\n",
     "UTF-8 with Windows-1252 among it, because in line 3, byte 3 (E9 92 73)",
     "5 bytes are not UTF-8 and were read as Windows-1252: line 3, byte 18 of the file (E9); line 3, byte 19"},
    {"E4: a dash and a face cut in two", BYTES("id,answer\n1,\xC3\xA9\n2,a \xE2\x80\n3,b \xF0\x9F\x98\n"), NULL,
     "1@2 [1][\xC3\xA9]\n2@3 [2][a \xEF\xBF\xBD]\n3@4 [3][b \xEF\xBF\xBD]\n", "UTF-8 with",
     "2 bytes are not UTF-8 and became U+FFFD; pass the right --encoding: line 3, byte 20 of the file (E2); line 4, "
     "byte 27 of the file (F0)\n"},
    {"E4: a byte that Windows-1252 has not", BYTES("id,answer\n1,\xC3\xA9\n2,a\x81\n"), NULL,
     "1@2 [1][\xC3\xA9]\n2@3 [2][a\xEF\xBF\xBD]\n", "UTF-8 with", "1 byte is not UTF-8 and became U+FFFD"},
    {"E4: one letter in two bytes to more than 20 in one is chance",
     BYTES("id,a\n1,\xC9\xA0\n2,\xE9\xE9 \xE9\xE9 \xE9\xE9 \xE9\xE9 \xE9\xE9 \xE9\xE9 \xE9\xE9 \xE9\xE9 \xE9\xE9 "
           "\xE9\xE9 \xE9\n"),
     NULL,
     "1@2 [1][\xC3\x89\xC2\xA0]\n2@3 [2][\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 "
     "\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9 "
     "\xC3\xA9]\n",
     "Windows-1252, because in line 3, byte 3", NULL},
    {"E5: Windows-1252", BYTES("id,answer\n1,caf\xE9 \x80 \x93x\x94\n"), NULL,
     "1@2 [1][caf\xC3\xA9 \xE2\x82\xAC \xE2\x80\x9Cx\xE2\x80\x9D]\n",
     "Windows-1252, because in line 2, byte 6 (E9 20 80) is not UTF-8", NULL},
    {"E5: in the header", BYTES("id,r\xE9ponse\n1,PD\n"), NULL, "1@2 [1][PD]\n",
     "Windows-1252, because in line 1, byte 5 (E9 70 6F)", NULL},
    {"E5: lines by CR", BYTES("id,a\r1,x\r2,\xE9\r"), NULL, "1@2 [1][x]\n2@3 [2][\xC3\xA9]\n",
     "line 3, byte 3 (E9 0D)", NULL},
    {"E5: bytes that Windows-1252 has not",
     BYTES("id,answer\n1,\xE9\n2,a\x81"
           "b\x9D\n"),
     NULL,
     "1@2 [1][\xC3\xA9]\n2@3 [2][a\xEF\xBF\xBD"
     "b\xEF\xBF\xBD]\n",
     "Windows-1252",
     "2 bytes are not WINDOWS-1252 and became U+FFFD; pass the right --encoding: line 3, byte 18 of the file (81); "
     "line 3, byte 20 of the file (9D)"},
    {"asked: Mac", BYTES("a,b\n1,caf\x8E\n"), "MACINTOSH", "1@2 [1][caf\xC3\xA9]\n", NULL, NULL},
    {"asked: ISO 8859-15", BYTES("a,b\n1,\xA4\n"), "iso-8859-15", "1@2 [1][\xE2\x82\xAC]\n", NULL, NULL},
    {"asked: Shift-JIS, whose second bytes may be separators", BYTES("a|b\n1|\x83\x7C\n"), "SHIFT_JIS",
     "1@2 [1][\xE3\x83\x9D]\n", "separator: \"|\"", NULL},
    {"asked: UTF-8 stays as it is", BYTES("a,b\n1,\xFF\n"), "utf-8", "1@2 [1][\xFF]\n", NULL, NULL},
    {"asked: UTF-16LE with a mark",
     BYTES("\xFF\xFE"
           "a\0\n\0x\0\n\0"),
     "UTF-16LE", "1@2 [x]\n", NULL, NULL},
    {"a lone surrogate in UTF-16",
     BYTES("\xFF\xFE"
           "a\0\n\0x\0\0\xDCy\0\n\0"),
     NULL, "1@2 [x\xEF\xBF\xBDy]\n", "UTF-16LE",
     "1 byte is not UTF-16LE and became U+FFFD; pass the right --encoding: line 2, byte 9 of the file (00)"},
    {"UTF-16 that ends within a unit",
     BYTES("\xFF\xFE"
           "a\0\n\0x\0y"),
     NULL, "1@2 [x\xEF\xBF\xBD]\n", "UTF-16LE", "line 2, byte 9 of the file (79)"},
};

Test(encoding, cases)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const encoding_case *c = &cases[i];
        for (size_t bytes = 1; bytes < 40; bytes++) {
            vb_error err = {0};
            vb_buffer out = {0}, notes = {0};
            vb_input_options options = {.format = VB_INPUT_CSV, .encoding = c->encoding};
            char *path = reading_file((vb_str){c->bytes, c->len}, "");
            vb_records *records = vb_records_open(path, &options, &err);
            cr_expect(unlink(path) == 0);
            free(path);
            cr_assert(records != NULL, "%s: %s", c->rule, err.text);
            reading_show_all(&out, records, bytes, (vb_str){NULL, 0});
            cr_expect_str_eq(out.ptr, c->expected, "%s: %s", c->rule, out.ptr);
            vb_str why = vb_records_why(records);
            cr_expect(c->why == NULL ? why.len == 0 : memmem(why.ptr, why.len, c->why, strlen(c->why)) != NULL,
                      "%s: %.*s", c->rule, (int)why.len, why.ptr);
            vb_records_notes(records, &notes);
            cr_expect(c->notes == NULL ? notes.len == 0
                                       : memmem(notes.ptr, notes.len, c->notes, strlen(c->notes)) != NULL,
                      "%s: %.*s", c->rule, (int)notes.len, notes.ptr);
            vb_records_close(records);
            vb_buffer_release(&out);
            vb_buffer_release(&notes);
        }
    }
}

/* Text of many units over the edges of what is read at once, in UTF-16: nothing is lost where a character is cut. */
Test(encoding, long_text)
{
    vb_buffer input = {0};
    vb_buffer_add(&input,
                  "\xFF\xFE"
                  "a\0\n\0",
                  6);
    for (size_t i = 0; i < 200000; i++) /* "x" and a surrogate pair: the edges fall everywhere */
        vb_buffer_add(&input, i % 7 == 0 ? "\n\0" : i % 2 ? "x\0" : "=\xD8\x00\xDE", i % 7 == 0 || i % 2 ? 2 : 4);
    vb_records *records = reading_open(vb_buffer_str(&input), "", VB_INPUT_CSV, NULL);
    cr_assert(records != NULL);
    vb_batch batch = {0};
    size_t faces = 0, letters = 0;
    while (vb_records_next(records, &batch, NULL) == VB_OK && batch.n > 0)
        for (size_t i = 0; i < batch.n; i++) {
            vb_str cell = batch.records[i].cells[0];
            for (size_t k = 0; k < cell.len; k++) {
                letters += cell.ptr[k] == 'x';
                faces += cell.ptr[k] == '\xF0';
            }
        }
    size_t lines = 0, expected_letters = 0;
    for (size_t i = 0; i < 200000; i++) {
        lines += i % 7 == 0;
        expected_letters += i % 7 != 0 && i % 2 == 1;
    }
    cr_expect(letters == expected_letters && faces == 200000 - lines - letters, "%zu letters, %zu faces", letters,
              faces);
    vb_buffer notes = {0};
    vb_records_notes(records, &notes);
    cr_expect(notes.len == 0, "%.*s", (int)notes.len, notes.ptr);
    vb_batch_release(&batch);
    vb_records_close(records);
    vb_buffer_release(&input);
}

Test(encoding, unknown)
{
    static const char *const names[] = {"nope", "", "UTF-8//IGNORE", "ASCII//TRANSLIT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        vb_error err = {0};
        char *path = reading_file(VB_LITERAL("a,b\n1,2\n"), ".csv");
        vb_records *records = vb_records_open(path, &(vb_input_options){.encoding = names[i]}, &err);
        cr_expect(records == NULL && err.code == VB_ERROR_USAGE && strstr(err.text, "Windows-1252") != NULL, "%s: %s",
                  names[i], err.text);
        cr_expect(unlink(path) == 0);
        free(path);
    }
}

/* Bytes of no text are refused, unless an encoding is named; a few control characters are not. */
Test(encoding, no_text)
{
    static const struct {
        const char *rule, *bytes;
        size_t len;
        const char *encoding, *message; /* NULL: it is read */
    } tests[] = {
        {"E5: control characters and nothing", BYTES("a,\x93\x01\x81\x02\x8D\x03\x8F\x04\x90\x05\n1,2\n"), NULL,
         "byte 4 (01) is no character of a text, and so are 52 % of the first bytes"},
        {"UTF-8 with control characters", BYTES("a,b\n\x01\x02\x03\x04\x05\x06\x0E\x1B,x\n"), NULL,
         "byte 5 (01) is no character"},
        {"named", BYTES("a,\x93\x01\x81\x02\x8D\x03\x8F\x04\x90\x05\n1,2\n"), "WINDOWS-1252", NULL},
        {"seven", BYTES("a,b\n\x01\x02\x03\x04\x05\x06\x1B,x\n"), NULL, NULL},
        {"bytes that Windows-1252 has not, alone", BYTES("a\n\x81\x8D\x8F\x90\x9D\x81\x8D\x8F\x90\n"), NULL, NULL},
        {"what texts have", BYTES("a\n\t\r\f\v\t\r\f\v\t\r\f\v\t\r\f\v\n"), NULL, NULL},
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        vb_error err = {0};
        char *path = reading_file((vb_str){tests[i].bytes, tests[i].len}, ".csv");
        vb_records *records = vb_records_open(path, &(vb_input_options){.encoding = tests[i].encoding}, &err);
        if (tests[i].message == NULL)
            cr_expect(records != NULL, "%s: %s", tests[i].rule, err.text);
        else
            cr_expect(records == NULL && err.code == VB_ERROR_INPUT && strstr(err.text, tests[i].message) != NULL,
                      "%s: %s", tests[i].rule, err.text);
        vb_records_close(records);
        cr_expect(unlink(path) == 0);
        free(path);
    }
}

/* More places than are told. */
Test(encoding, many_failures)
{
    vb_buffer input = {0}, notes = {0};
    vb_buffer_add_text(&input, "a,b\n");
    for (size_t i = 0; i < 1000; i++)
        vb_buffer_add_text(&input, "1,\x81\n");
    vb_records *records = reading_open(vb_buffer_str(&input), "", VB_INPUT_CSV, NULL);
    cr_assert(records != NULL);
    vb_batch batch = {0};
    while (vb_records_next(records, &batch, NULL) == VB_OK && batch.n > 0)
        ;
    vb_records_notes(records, &notes);
    vb_buffer_add_char(&notes, '\0');
    cr_expect(strstr(notes.ptr, "1000 bytes are not WINDOWS-1252") != NULL &&
                  strstr(notes.ptr, "line 11, byte 43 ") != NULL && strstr(notes.ptr, "line 12") == NULL &&
                  strstr(notes.ptr, "; ...") != NULL,
              "%s", notes.ptr);
    vb_batch_release(&batch);
    vb_records_close(records);
    vb_buffer_release(&input);
    vb_buffer_release(&notes);
}
