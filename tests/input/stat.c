#include "input/stat_reading.h"

#include "input/reading.h"

/* What tests/data/stat/README.md says how was made; contents by its scripts. */
#define PSPP_ROWS                                                                                                    \
    "1: 1|Teacher|Planning|2026-11-21|2026-11-21T10:15:30|10:15:30|0.1|Not enough time\n"                            \
    "2: 2|School leader|p2|1582-10-15|2000-02-29T00:00:00|26:00:00|-1.5|Está difícil: “buy-in”\n"              \
    "3: 3|||||" /* 9 and zz are missing values */ "|1234567.125|\n"                                                  \
    "4: 4||Planning|1970-01-01|1999-12-31T23:59:59|00:00:00|0.001|<287>\n"                                           \
    "5: 5||||||1e-30|7\n"

#define PSPP                                                                                                         \
    "id \"Respondent\" F4.0 number\n"                                                                                \
    "role \"What is your role?\" F2.0 number, 1=Teacher, 2=School leader, 9=Refused, missing -inf to -1, "           \
    "missing 9 to 9\n"                                                                                               \
    "stage \"\" A2 text 2, p1=Planning, zz=Unknown, missing zz\n"                                                    \
    "day \"\" DATE11 number\n"                                                                                       \
    "moment \"\" DATETIME20 number\n"                                                                                \
    "clock \"\" TIME8 number\n"                                                                                      \
    "rate \"\" F9.3 number\n"                                                                                        \
    "answer \"What is your biggest challenge?\" A300 text 300\n" PSPP_ROWS

#define HAVEN_VARIABLES                                                                                              \
    "id \"\" %10.0g number\n"                                                                                        \
    "role \"What is your role?\" %12.0g number, 1=Teacher, 2=School leader\n"                                        \
    "score \"\" %10.0g number, -2=Low, .a=Refused\n"                                                                 \
    "rate \"\" %10.0g number\n"                                                                                      \
    "day \"\" %td number\n"                                                                                          \
    "moment \"\" %tc number\n"

#define SAS_ROWS                                                                                                     \
    "1: 1|1|5|0.1|2026-11-21|2026-11-21T10:15:30|Not enough time\n"                                                  \
    "2: 2|2|-2|-2.5|1959-12-31|1960-01-01T00:00:00|buy-in\n"                                                         \
    "3: 3||||||\n"                                                                                                   \
    "4: 4|3||1234567.125|2000-02-29|1999-12-31T23:59:59|<40>\n"

static const struct {
    const char *file, *encoding, *expected;
} files[] = {
    {"pspp.sav", NULL, PSPP},
    {"plain.sav", NULL, PSPP},
    {"pspp.zsav", NULL, PSPP},
    {"pspp.por", NULL,
     "ID \"Respondent\" F4.0 number\n"
     "ROLE \"What is your role?\" F2.0 number, 1=Teacher, 2=School leader, 9=Refused, missing -inf to -1, "
     "missing 9 to 9\n"
     "STAGE \"\" A2 text 2, p1=Planning, zz=Unknown\n"
     "DAY \"\" DATE11 number\n"
     "MOMENT \"\" DATETIME20 number\n"
     "CLOCK \"\" TIME8 number\n"
     "RATE \"\" F9.3 number\n"
     "1: 1|Teacher|Planning|2026-11-21|2026-11-21T10:15:30|10:15:30|0.1\n"
     "2: 2|School leader|p2|1582-10-15|2000-02-29T00:00:00|26:00:00|-1.5\n"
     "3: 3||Unknown||||1234567.125\n"
     "4: 4||Planning|1970-01-01|1999-12-31T23:59:59|00:00:00|0.001\n"
     "5: 5||||||1e-30\n"},
    {"latin1.sav", NULL,
     "name \"Prénom\" A10 text 10\n"
     "number \"\" F2.0 number, 1=Uné\n"
     "1: Zoë|Uné\n"
     "2: “café”|2\n"},
    {"latin1.sav", "windows-1252",
     "name \"Prénom\" A10 text 10\n"
     "number \"\" F2.0 number, 1=Uné\n"
     "1: Zoë|Uné\n"
     "2: “café”|2\n"},
    {"haven118.dta", NULL,
     HAVEN_VARIABLES "answer \"What is your biggest challenge?\" %-9s text 0\n"
                     "1: 1|Teacher|5|0.1|2026-11-21|2026-11-21T10:15:30|Not enough time\n"
                     "2: 2|School leader|Low|-2.5|1959-12-31|1960-01-01T00:00:00|Está difícil: “buy-in”\n"
                     "3: 3||||||\n"
                     "4: 4|3||1234567.125|2000-02-29|1999-12-31T23:59:59|<2200>\n"},
    {"haven115.dta", "UTF-8",
     HAVEN_VARIABLES "answer \"What is your biggest challenge?\" %-9s text 40\n"
                     "1: 1|Teacher|5|0.1|2026-11-21|2026-11-21T10:15:30|Not enough time\n"
                     "2: 2|School leader|Low|-2.5|1959-12-31|1960-01-01T00:00:00|Está difícil\n"
                     "3: 3||||||\n"
                     "4: 4|3||1234567.125|2000-02-29|1999-12-31T23:59:59|<40>\n"},
    {"haven115.dta", NULL, /* Windows-1252 is what such files have */
     HAVEN_VARIABLES "answer \"What is your biggest challenge?\" %-9s text 40\n"
                     "1: 1|Teacher|5|0.1|2026-11-21|2026-11-21T10:15:30|Not enough time\n"
                     "2: 2|School leader|Low|-2.5|1959-12-31|1960-01-01T00:00:00|EstÃ¡ difÃ\xC2\xAD"
                     "cil\n"
                     "3: 3||||||\n"
                     "4: 4|3||1234567.125|2000-02-29|1999-12-31T23:59:59|<40>\n"},
    {"foreign.dta", NULL,
     "id \"id\" %9.0g number\n"
     "role \"role\" %9.0g number, 1=Teacher, 2=School leader\n"
     "half \"half\" %9.0g number\n"
     "day \"day\" %9.0g number\n"
     "answer \"answer\" %7s text 7\n"
     "1: 1|Teacher|0.5|24431|no time\n"
     "2: 2|School leader|||none\n"
     "3: 3||-1|-1|buy-in\n"},
    {"haven.xpt", NULL,
     "id \"\"  number\n"
     "role \"\"  number\n"
     "score \"\"  number\n"
     "rate \"\"  number\n"
     "day \"\" DATE number\n"
     "moment \"\" DATETIME number\n"
     "answer \"What is your biggest challenge?\"  text 40\n" SAS_ROWS},
    {"haven.sas7bdat", NULL,
     "id \"\"  number\n"
     "role \"\"  number\n"
     "score \"\"  number\n"
     "rate \"\"  number\n"
     "day \"\" DATE number\n"
     "moment \"\" DATETIME number\n"
     "answer \"What is your biggest challenge?\"  text 40\n" SAS_ROWS},
    {"haven.zsav", NULL,
     "id \"\" F8.0 number\n"
     "role \"Role\" F8.2 number, 1=Teacher, 99=Refused, missing 99 to 99\n"
     "stage \"\" A12 text 12, a=Alpha, bbbbbbbbbbbb=Beta\n"
     "answer \"\" A800 text 800\n"
     "1: 1|Teacher|Alpha|x\n"
     "2: 2|2|Beta|<800>\n"
     "3: 3||c|\n"},
};

/* Batches of any size hold the same. */
Test(stat, files)
{
    static const size_t sizes[] = {1, 40, 100, VB_BATCH_BYTES};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            char path[100];
            vb_buffer out = {0};
            (void)snprintf(path, sizeof path, "tests/data/stat/%s", files[i].file);
            cr_expect_str_eq(stat_show(&out, path, files[i].encoding, sizes[k], true), files[i].expected,
                             "%s, batches of %zu:\n%s", files[i].file, sizes[k], out.ptr);
            vb_buffer_release(&out);
        }
    }
}

static vb_buffer whole_file(const char *name)
{
    char path[100];
    vb_buffer bytes = {0};
    (void)snprintf(path, sizeof path, "tests/data/stat/%s", name);
    FILE *file = fopen(path, "rb");
    cr_assert(file != NULL && vb_buffer_reserve(&bytes, 65536));
    bytes.len = fread(bytes.ptr, 1, 65536, file);
    cr_assert(bytes.len > 0 && bytes.len < 65536 && fclose(file) == 0);
    return bytes;
}

static void expect_failure(vb_str bytes, const char *ending, const char *expected)
{
    char *path = reading_file(bytes, ending);
    vb_buffer out = {0};
    cr_expect_str_eq(stat_show(&out, path, NULL, 1, false), expected, "%s", out.ptr);
    vb_buffer_release(&out);
    (void)unlink(path);
    free(path);
}

/* Rows before the fault are there; it says its own.  plain.sav has 384 bytes a row: 7 numbers and texts of 8 bytes,
 * then 255 and 48 bytes rounded up to 256 and 48, of which the file's end lacks 400, 12 of the row before it. */
Test(stat, truncated)
{
    vb_buffer plain = whole_file("plain.sav");
    plain.len -= 400;
    char *path = reading_file(vb_buffer_str(&plain), ".sav");
    vb_buffer out = {0};
    const char *shown = stat_show(&out, path, NULL, 1, false);
    cr_expect(strncmp(shown, PSPP_ROWS, strlen("1: 1|Teacher")) == 0);
    cr_expect(strstr(shown, "\n3: 3") != NULL && strstr(shown, "\n4: 4") == NULL, "%s", shown);
    cr_expect(strstr(shown, "!row 4: the SPSS system file ends before its data do: copy or export it again\n") !=
                  NULL,
              "%s", shown);
    (void)unlink(path);
    free(path);
    vb_buffer_release(&out);
    vb_buffer_release(&plain);
    static const char *const names[] = {"pspp.sav",     "pspp.zsav",      "haven118.dta",
                                        "haven115.dta", "haven.sas7bdat", "haven.xpt"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        vb_buffer bytes = whole_file(names[i]);
        for (size_t part = 3; part < 10; part++) { /* each is a failure that says so */
            path = reading_file((vb_str){bytes.ptr, bytes.len * part / 10 + 1}, strrchr(names[i], '.'));
            shown = stat_show(&out, path, NULL, VB_BATCH_BYTES, false);
            cr_expect(strstr(shown, "ends before its data do") != NULL || strstr(shown, "damaged") != NULL,
                      "%s, %zu tenths: %s", names[i], part, shown);
            (void)unlink(path);
            free(path);
        }
        vb_buffer_release(&bytes);
        vb_buffer_release(&out);
    }
}

Test(stat, faults)
{
    expect_failure(VB_LITERAL(""), ".sav", "!row 0: nothing in it\n");
    expect_failure(VB_LITERAL("a,b\n1,2\n"), ".sav",
                   "!row 0: neither SPSS (.sav, .zsav, .por) nor Stata (.dta) nor SAS (.sas7bdat, .xpt) by its first "
                   "bytes: export it again, or as CSV\n");
    vb_buffer out = {0};
    cr_expect_str_eq(stat_show(&out, "tests/data/stat", NULL, 1, false),
                     "!row 0: is a directory: name a file in it\n");
    cr_expect_str_eq(stat_show(&out, "tests/data/stat/none.sav", NULL, 1, false), "!row 0: no such file\n");
    cr_expect_str_eq(stat_show(&out, "tests/data/stat/latin1.sav", "us-ascii", 1, false),
                     "!row 0: its text is not us-ascii: name another encoding\n");
    cr_expect_str_eq(stat_show(&out, "tests/data/stat/latin1.sav", "no-such", 1, false),
                     "!row 0: no such encoding as no-such: see `iconv -l`\n");
    vb_buffer_release(&out);
}

/* A portable file as pspp writes it, its table of characters not mended (tests/data/stat/portable.py). */
Test(stat, portable_of_pspp)
{
    vb_buffer bytes = whole_file("pspp.por");
    char *table = memmem(bytes.ptr, bytes.len, "~000000000000000000000{}", 24);
    cr_assert(table != NULL);
    memcpy(table, "~-0000123456789000-()0{}", 24);
    char *path = reading_file(vb_buffer_str(&bytes), ".por");
    vb_buffer out = {0};
    const char *shown = stat_show(&out, path, NULL, 1, false);
    cr_expect(strncmp(shown, "!row 0: damaged as a SPSS portable file", 39) == 0 &&
                  strstr(shown, ": save it as .sav; files of GNU PSPP cannot be read in this format") != NULL,
              "%s", shown);
    (void)unlink(path);
    free(path);
    vb_buffer_release(&out);
    vb_buffer_release(&bytes);
}

/* Bytes that are no UTF-8 in a file that says it is: the record's own matter. */
Test(stat, wrong_bytes)
{
    vb_buffer bytes = whole_file("plain.sav");
    char *found = memmem(bytes.ptr, bytes.len, "Not enough", 10);
    cr_assert(found != NULL);
    found[4] = (char)0xFF;
    char *path = reading_file(vb_buffer_str(&bytes), ".sav");
    vb_buffer out = {0};
    const char *shown = stat_show(&out, path, NULL, 1, false);
    cr_expect(strstr(shown, "|Not \xFFnough time\n2: 2|School leader|") != NULL, "%s", shown);
    (void)unlink(path);
    free(path);
    vb_buffer_release(&out);
    vb_buffer_release(&bytes);
}

/* Closing in the middle, or before any record, ends the thread. */
Test(stat, closed_early, .timeout = 20)
{
    for (size_t reads = 0; reads < 4; reads++) {
        vb_input_options options = {0};
        vb_source source;
        vb_error err = {0};
        vb_buffer why = {0};
        vb_batch batch = {0};
        cr_assert(vb_stat_open("tests/data/stat/pspp.sav", &options, &source, &why, &err) == VB_OK, "%s", err.text);
        for (size_t i = 0; i < reads; i++)
            cr_expect(source.kind->next(source.self, 1, &batch, &err) == VB_OK && batch.n == 1);
        source.kind->close(source.self);
        vb_batch_release(&batch);
        vb_buffer_release(&why);
    }
}

/* The values beside the cells: what a sink writes. */
Test(stat, values)
{
    vb_input_options options = {0};
    vb_source source;
    vb_error err = {0};
    vb_buffer why = {0};
    vb_batch batch = {0};
    cr_assert(vb_stat_open("tests/data/stat/pspp.sav", &options, &source, &why, &err) == VB_OK, "%s", err.text);
    cr_assert(source.kind->next(source.self, VB_BATCH_BYTES, &batch, &err) == VB_OK && batch.n == 5);
    const vb_value *first = batch.records[0].values, *third = batch.records[2].values;
    cr_expect(first[1].kind == VB_VALUE_NUMBER && first[1].number == 1);
    cr_expect(first[2].kind == VB_VALUE_TEXT && vb_str_equal(first[2].text, VB_LITERAL("p1")));
    cr_expect(third[1].kind == VB_VALUE_NUMBER && third[1].number == 9, "a missing value of the user's stays");
    cr_expect(third[2].kind == VB_VALUE_TEXT && vb_str_equal(third[2].text, VB_LITERAL("zz")));
    cr_expect(third[3].kind == VB_VALUE_SYSTEM_MISSING);
    cr_expect(vb_str_equal(source.variables->file_label, VB_LITERAL("A survey made by pspp")));
    source.kind->close(source.self);
    vb_batch_release(&batch);
    cr_assert(vb_stat_open("tests/data/stat/haven118.dta", &options, &source, &why, &err) == VB_OK, "%s", err.text);
    cr_assert(source.kind->next(source.self, VB_BATCH_BYTES, &batch, &err) == VB_OK && batch.n == 4);
    third = batch.records[2].values;
    cr_expect(third[2].kind == VB_VALUE_TAGGED_MISSING && third[2].tag == 'a');
    source.kind->close(source.self);
    vb_batch_release(&batch);
    vb_buffer_release(&why);
}
