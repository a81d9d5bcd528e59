/* XLSX out, read back by Python and by our own reader. */
#include "input/variables.h"
#include "input/workbooks.h"
#include "output/sink.h"

#include <dirent.h>

#define TEXT(text)                                                                                                   \
    {                                                                                                                \
        (text), sizeof(text) - 1                                                                                     \
    }

static const vb_str header[] = {TEXT("id"), TEXT("answer"), TEXT("")};
static const vb_str added[] = {TEXT("primary"), TEXT("codes"), TEXT("margin"), TEXT("time")};
static const vb_added_kind kinds[] = {VB_KIND_CODE, VB_KIND_CODES, VB_KIND_NUMBER, VB_KIND_FLAG};
static const vb_row_layout layout = {.format = VB_OUTPUT_CSV,
                                     .header = header,
                                     .n_header = 3,
                                     .added = added,
                                     .kinds = kinds,
                                     .n_added = 4,
                                     .answer = 1};

static vb_sink *open_sink(const char *path, const vb_row_layout *of, vb_buffer *why)
{
    vb_error err = {0};
    vb_sink_options options = {.layout = of, .title = "challenges 1.0.0", .why = why};
    vb_sink *sink = vb_xlsx_sink_new(path, &options, &err);
    cr_assert(sink != NULL, "%s", err.text);
    return sink;
}

static void add_row(vb_sink *sink, const vb_str *cells, const vb_value *types, const vb_str *values)
{
    vb_error err = {0};
    vb_record record = {.cells = cells, .n_found = 3, .values = types};
    cr_assert(vb_sink_add(sink, &record, values, &err) == VB_OK, "%s", err.text);
}

static void finish(vb_sink *sink, const vb_sheet *sheets, size_t n)
{
    vb_error err = {0};
    cr_assert(vb_sink_finish(sink, sheets, n, &err) == VB_OK, "%s", err.text);
}

/* What Python reads in the file. */
static void read_back(const char *path, vb_buffer *out)
{
    char *command = NULL, piece[4096];
    size_t n;
    cr_assert(asprintf(&command, "python3 tests/output/xlsx_read.py %s", path) > 0);
    FILE *pipe = popen(command, "r");
    cr_assert(pipe != NULL);
    vb_buffer_clear(out);
    while ((n = fread(piece, 1, sizeof piece, pipe)) > 0)
        vb_buffer_add(out, piece, n);
    cr_assert(pclose(pipe) == 0, "%s", command);
    vb_buffer_add_char(out, '\0');
    free(command);
}

static char *new_path(void)
{
    return reading_file((vb_str)TEXT(""), ".xlsx");
}

static void remove_path(char *path)
{
    cr_assert(unlink(path) == 0);
    free(path);
}

static const vb_str row_1[] = {TEXT("007"), TEXT("no time,\n=1+1 caf\xC3\xA9 _x0041_ \x01"), TEXT("")};
static const vb_str values_1[] = {TEXT("time"), TEXT("time;2020"), TEXT("0.5"), TEXT("1")};
static const vb_str row_2[] = {TEXT("12.5"), TEXT("=SUM(A1)"), TEXT("5")};
static const vb_str values_2[] = {TEXT("2020"), TEXT("2020"), TEXT(""), TEXT("0")};

static void write_some(const char *path)
{
    vb_value types_2[] = {{.kind = VB_VALUE_NUMBER, .number = 12.5},
                          {.kind = VB_VALUE_TEXT},
                          {.kind = VB_VALUE_NUMBER, .number = 1}}; /* whose label is "5" */
    static const vb_str cells[] = {
        TEXT("About the table"), TEXT(""), TEXT("code"), TEXT("n"), TEXT("time"), TEXT("3")};
    static const bool numbers[] = {false, false, false, false, false, true};
    vb_sheet sheets[] = {{.title = TEXT("Main challenges: by title [2026]"),
                          .cells = cells,
                          .numbers = numbers,
                          .rows = 3,
                          .columns = 2,
                          .head = 1},
                         {.title = TEXT("coded"), .cells = cells + 2, .rows = 1, .columns = 2}};
    vb_sink *sink = open_sink(path, &layout, NULL);
    add_row(sink, row_1, NULL, values_1);
    add_row(sink, row_2, types_2, values_2);
    finish(sink, sheets, 2);
}

Test(xlsx_sink, cells_and_sheets)
{
    char *path = new_path();
    vb_buffer out = {0};
    write_some(path);
    read_back(path, &out);
    cr_expect_str_eq(
        out.ptr,
        "sheet coded, frozen from A2, filter A1:G3, landscape, 1 page wide, repeats coded!$1:$1\n"
        "A1![id] B1![answer] D1![primary] E1![codes] F1![margin] G1![time]\n"
        "A2[007] B2[no time,\\n=1+1 caf\xC3\xA9 _x005F_x0041_ _x0001_] D2[time] E2[time;2020] "
        "F2[#0.5] G2[#1]\n"
        "A3[#12.5] B3[=SUM(A1)] C3[5] D3[2020] E3[2020] G3[#0]\n"
        "sheet Main challenges  by title  2026, frozen from A3, filter none, landscape, 1 page wide, "
        "repeats 'Main challenges  by title  2026'!$2:$2\n"
        "A1[About the table]\n"
        "A2![code] B2![n]\nA3[time] B3[#3]\n"
        "sheet coded (2), frozen from A2, filter none, landscape, 1 page wide, repeats 'coded (2)'!$1:$1\n"
        "A1![code] B1![n]\n",
        "%s", out.ptr);
    workbooks_show(path, "coded", 1000, &out);
    static const char records[] = "[id][answer][][primary][codes][margin][time]\n"
                                  "1@2 [007][no time,\\n=1+1 caf\xC3\xA9 _x0041_ \x01][][time][time;2020][0.5][1]\n"
                                  "2@3 [12.5][=SUM(A1)][5][2020][2020][][0]\n";
    cr_expect(strncmp(out.ptr, records, sizeof records - 1) == 0, "%s", out.ptr);
    vb_buffer_release(&out);
    remove_path(path);
}

/* The same bytes, whenever they are written. */
Test(xlsx_sink, same_bytes)
{
    char *first = new_path(), *second = new_path();
    write_some(first);
    cr_assert(sleep(1) == 0);
    write_some(second);
    workbooks_run("cmp %s %s", first, second);
    remove_path(first);
    remove_path(second);
}

/* 32,767 UTF-16 units are the most: 32,761 and the mark where there are more; a character of two is not halved. */
Test(xlsx_sink, long_cells)
{
    enum { MOST = 32767 };
    char *path = new_path();
    vb_buffer long_text = {0}, faces = {0}, why = {0}, out = {0};
    for (size_t i = 0; i < MOST; i++)
        vb_buffer_add_char(&long_text, 'x');
    for (size_t i = 0; i < MOST / 2 + 1; i++)
        vb_buffer_add_text(&faces, "\xF0\x9F\x98\x80");
    vb_str fits = vb_buffer_str(&long_text);
    vb_str cells_1[] = {fits, fits, fits};
    vb_sink *sink = open_sink(path, &layout, &why);
    add_row(sink, cells_1, NULL, values_1);
    vb_buffer_add_char(&long_text, 'x');
    vb_str cells_2[] = {TEXT("2"), vb_buffer_str(&long_text), vb_buffer_str(&faces)};
    add_row(sink, cells_2, NULL, values_1);
    finish(sink, NULL, 0);
    vb_buffer_add_char(&why, '\0');
    cr_expect_str_eq(why.ptr,
                     "2 cells were longer than the 32767 characters that XLSX can hold: cut, with \"[cut]\" at "
                     "the end; the first in row 2\n");
    workbooks_show(path, NULL, 1, &out);
    const char *second = strstr(out.ptr, "2@3 [2][");
    cr_assert(second != NULL);
    cr_expect(strspn(second + 8, "x") == MOST - 6 && strncmp(second + 8 + MOST - 6, " [cut]][\xF0", 9) == 0);
    size_t n_faces = 0;
    for (const char *p = second; (p = strstr(p, "\xF0\x9F\x98\x80")) != NULL; p += 4)
        n_faces++;
    cr_expect(n_faces == (MOST - 6) / 2, "%zu", n_faces);
    vb_buffer_release(&long_text);
    vb_buffer_release(&faces);
    vb_buffer_release(&why);
    vb_buffer_release(&out);
    remove_path(path);
}

/* Bytes that XML cannot hold. */
Test(xlsx_sink, hostile_text)
{
    char *path = new_path();
    vb_buffer out = {0};
    static const vb_str cells[] = {TEXT("a\0b"), TEXT("caf\xE9 \xEF\xBF\xBF \xED\xA0\x80"), TEXT("<&>\"'\r")};
    vb_sink *sink = open_sink(path, &layout, NULL);
    add_row(sink, cells, NULL, values_2);
    finish(sink, NULL, 0);
    workbooks_show(path, NULL, 1, &out);
    cr_expect(strstr(out.ptr,
                     "1@2 [a\\0b][caf\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD][<&>\"'\\r]"
                     "[2020][2020][][0]\n") != NULL,
              "%s", out.ptr);
    read_back(path, &out);
    vb_buffer_release(&out);
    remove_path(path);
}

static size_t open_files(void)
{
    size_t n = 0;
    DIR *directory = opendir("/proc/self/fd");
    cr_assert(directory != NULL);
    while (readdir(directory) != NULL)
        n++;
    cr_assert(closedir(directory) == 0);
    return n;
}

Test(xlsx_sink, discard)
{
    char *path = new_path();
    size_t before = open_files();
    struct stat about;
    vb_sink *sink = open_sink(path, &layout, NULL);
    add_row(sink, row_1, NULL, values_1);
    vb_sink_discard(sink);
    vb_sink_discard(NULL);
    cr_expect(open_files() == before, "a file is left open");
    cr_expect(stat(path, &about) == 0 && about.st_size == 0, "it was not touched");
    remove_path(path);
}

/* What cannot be written: no such folder, a device. */
Test(xlsx_sink, system_refuses)
{
    vb_error err = {0};
    vb_sink *sink = open_sink("/nonexistent/a.xlsx", &layout, NULL);
    add_row(sink, row_1, NULL, values_1);
    cr_expect(vb_sink_finish(sink, NULL, 0, &err) == VB_ERROR_WRITE);
    cr_expect_str_eq(err.file, "/nonexistent/a.xlsx");
    cr_expect_str_eq(err.text, "cannot be written: No such file or directory");
    vb_sink_options options = {.layout = &layout};
    cr_expect(vb_xlsx_sink_new("/dev/full", &options, &err) == NULL && err.code == VB_ERROR_WRITE);
    cr_expect_str_eq(err.file, "/dev/full");
    cr_expect(strstr(err.text, "no regular file") != NULL, "%s", err.text);
}

/* Dates are dates again, where the input's were: in a workbook, or of a variable of dates.  The numbers are days from
 * 1899-12-30 (ECMA-376-1, 18.17.4.1), by Python: (datetime(2026,11,21) - datetime(1899,12,30)).days is 46347, and
 * 10:15:00 is 36900/86400 of a day, 16 digits are written.  What no workbook has as a date stays text. */
Test(xlsx_sink, dates)
{
    static const vb_str rows[][3] = {
        {TEXT("2026-11-21"), TEXT("2026-11-21T12:00:00"), TEXT("06:00:00")},
        {TEXT("1900-03-01"), TEXT("2026-11-21T10:15:00"), TEXT("36:00:00")},
        {TEXT("1899-12-31"), TEXT("2026-02-29"), TEXT("Monday")},
    };
    static const vb_variable dates[] = {
        {.format = TEXT("DATE11")}, {.format = TEXT("DATETIME20")}, {.format = TEXT("F8")}};
    static const vb_variables variables = {.origin = VB_ORIGIN_SPSS, .items = dates, .n = 3};
    static const char *const expected[] = {
        "A2[#46347 yyyy-mm-dd] B2[#46347.5 yyyy-mm-dd hh:mm:ss] C2[#0.25 hh:mm:ss]\n"
        "A3[#61 yyyy-mm-dd] B3[#46347.42708333334 yyyy-mm-dd hh:mm:ss] C3[#1.5 [h]:mm:ss]\n"
        "A4[1899-12-31] B4[2026-02-29] C4[Monday]\n",
        "A2[#46347 yyyy-mm-dd] B2[#46347.5 yyyy-mm-dd hh:mm:ss] C2[06:00:00]\n"
        "A3[#61 yyyy-mm-dd] B3[#46347.42708333334 yyyy-mm-dd hh:mm:ss] C3[36:00:00]\n"
        "A4[1899-12-31] B4[2026-02-29] C4[Monday]\n",
        "A2[2026-11-21] B2[2026-11-21T12:00:00] C2[06:00:00]\n",
    };
    for (size_t from = 0; from < 3; from++) { /* a workbook, SPSS, text */
        char *path = new_path();
        vb_buffer out = {0};
        vb_error err = {0};
        vb_row_layout plain = {.header = header, .n_header = 3};
        vb_sink_options options = {.layout = &plain, .variables = from == 1 ? &variables : NULL};
        vb_sink *sink = vb_xlsx_sink_new(path, &options, &err);
        cr_assert(sink != NULL, "%s", err.text);
        for (size_t i = 0; i < 3; i++) {
            vb_value types[3];
            for (size_t k = 0; k < 3; k++)
                types[k] = (vb_value){.kind = from == 1 ? VB_VALUE_NUMBER : VB_VALUE_TEXT, .is_date = from == 0};
            add_row(sink, rows[i], types, NULL);
        }
        finish(sink, NULL, 0);
        read_back(path, &out);
        cr_expect(strstr(out.ptr, expected[from]) != NULL, "%s", out.ptr);
        vb_buffer_release(&out);
        remove_path(path);
    }
}

/* A sheet holds 1,048,576 rows and 16,384 columns. */
Test(xlsx_sink, limits)
{
    vb_error err = {0};
    static const vb_str one[] = {TEXT("n")};
    static const vb_str cell[] = {TEXT("1")};
    vb_row_layout narrow = {.header = one, .n_header = 1};
    char *path = new_path();
    vb_sink *sink = open_sink(path, &narrow, NULL);
    vb_record record = {.cells = cell, .n_found = 1};
    for (size_t i = 0; i < 1048575; i++)
        cr_assert(vb_sink_add(sink, &record, NULL, &err) == VB_OK, "%s", err.text);
    cr_expect(vb_sink_add(sink, &record, NULL, &err) == VB_ERROR_WRITE);
    cr_expect(strstr(err.text, "more than 1048575 records") != NULL && strstr(err.text, "write CSV") != NULL, "%s",
              err.text);
    vb_sink_discard(sink);
    remove_path(path);

    vb_str *names = calloc(16385, sizeof *names);
    cr_assert(names != NULL);
    vb_row_layout wide = {.header = names, .n_header = 16385};
    vb_sink_options options = {.layout = &wide};
    cr_expect(vb_xlsx_sink_new("/tmp/verbatim-never.xlsx", &options, &err) == NULL && err.code == VB_ERROR_WRITE);
    cr_expect(strstr(err.text, "16385 columns") != NULL, "%s", err.text);
    free(names);
}
