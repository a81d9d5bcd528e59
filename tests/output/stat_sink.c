/* What is written is read back here by our reader, which tests/input/stat.c checks on files of other programs.  That
 * pspp and haven read it too, and show labels and counts, was looked at by hand. */
#include "input/stat_reading.h"
#include "output/sink.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const vb_str added[] = {{"primary", 7}, {"codes", 5}, {"margin", 6}, {"Job title_group", 15}, {"buy-in", 6}};
static const vb_added_kind kinds[] = {VB_KIND_CODE, VB_KIND_CODES, VB_KIND_NUMBER, VB_KIND_CODE, VB_KIND_FLAG};
static const vb_code_label codes[] = {
    {{"buy-in", 6}, {"Buy-In", 6}}, {{"buy-in/resistance", 17}, {"Resistance", 10}}, {{"time", 4}, {"time", 4}}};
static const vb_code_label groups[] = {{{"cooks", 5}, {"cooks", 5}}, {{"teachers", 8}, {"Teachers", 8}}};
static const vb_added_about added_about[] = {{{"Main challenge", 14}, codes, 3},
                                             {{"", 0}, NULL, 0},
                                             {{"", 0}, NULL, 0},
                                             {{"Group of title", 14}, groups, 2},
                                             {{"Named: Buy-In", 13}, NULL, 0}};
static const vb_str coded[][5] = {
    {{"time", 4}, {"time;buy-in", 11}, {"0.333", 5}, {"teachers", 8}, {"1", 1}},
    {{"buy-in/resistance", 17}, {"buy-in/resistance", 17}, {"1", 1}, {"", 0}, {"0", 1}},
    {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}},
};

/* A new file's name; to be freed. */
static char *new_path(const char *ending)
{
    char *path = NULL;
    cr_assert(asprintf(&path, "/tmp/verbatim-XXXXXX%s", ending) > 0);
    int fd = mkstemps(path, (int)strlen(ending));
    cr_assert(fd >= 0 && close(fd) == 0);
    return path;
}

/* Code a file's records in turn as above, and show what became of them and what was told. */
static const char *show_copy(vb_buffer *out, const char *from, bool dta)
{
    char *path = new_path(dta ? ".dta" : ".sav");
    vb_input_options options = {0};
    vb_source source;
    vb_error err = {0};
    vb_buffer why = {0};
    vb_batch batch = {0};
    cr_assert(vb_stat_open(from, &options, &source, &why, &err) == VB_OK, "%s", err.text);
    vb_row_layout layout = {
        .header = source.names, .n_header = source.n, .added = added, .kinds = kinds, .n_added = 5};
    vb_sink_options sink_options = {
        .layout = &layout, .variables = source.variables, .added = added_about, .title = "x 1.0", .why = &why};
    vb_sink *sink = vb_stat_sink_new(path, dta, &sink_options, &err);
    cr_assert(sink != NULL, "%s", err.text);
    while (source.kind->next(source.self, VB_BATCH_BYTES, &batch, &err) == VB_OK && batch.n > 0)
        for (size_t i = 0; i < batch.n; i++)
            cr_assert(vb_sink_add(sink, &batch.records[i], coded[i % 3], &err) == VB_OK, "%s", err.text);
    cr_assert(vb_sink_finish(sink, NULL, 0, &err) == VB_OK, "%s", err.text);
    source.kind->close(source.self);
    (void)stat_show(out, path, NULL, VB_BATCH_BYTES, true);
    out->len--;
    vb_buffer_add_str(out, vb_buffer_str(&why));
    vb_buffer_add_char(out, '\0');
    vb_batch_release(&batch);
    vb_buffer_release(&why);
    (void)unlink(path);
    free(path);
    return out->ptr;
}

#define ADDED_LABELS "1=buy-in: Buy-In, 2=buy-in/resistance: Resistance, 3=time\n"
#define GROUP_LABELS "1=cooks, 2=teachers: Teachers\n"
#define FLAG_LABELS "0=not named, 1=named\n"

static const struct {
    const char *from;
    bool dta;
    const char *expected;
} copies[] = {
    {"tests/data/stat/pspp.sav", false,
     "id \"Respondent\" F4.0 number\n"
     "role \"What is your role?\" F2.0 number, 1=Teacher, 2=School leader, 9=Refused, missing -inf to -1, "
     "missing 9 to 9\n"
     "stage \"\" A2 text 2, p1=Planning, zz=Unknown, missing zz\n"
     "day \"\" DATE11 number\n"
     "moment \"\" DATETIME20 number\n"
     "clock \"\" TIME8 number\n"
     "rate \"\" F9.3 number\n"
     "answer \"What is your biggest challenge?\" A300 text 300\n"
     "primary \"Main challenge\" F4.0 number, " ADDED_LABELS "codes \"\" A17 text 17\n"
     "margin \"\" F8.3 number\n"
     "Job_title_group \"Group of title\" F4.0 number, " GROUP_LABELS
     "buy_in \"Named: Buy-In\" F1.0 number, " FLAG_LABELS
     "1: 1|Teacher|Planning|2026-11-21|2026-11-21T10:15:30|10:15:30|0.1|Not enough time|time|time;buy-in|0.333|"
     "teachers: Teachers|named\n"
     "2: 2|School leader|p2|1582-10-15|2000-02-29T00:00:00|26:00:00|-1.5|Está difícil: “buy-in”|"
     "buy-in/resistance: Resistance|buy-in/resistance|1||not named\n"
     "3: 3||||||1234567.125||||||\n"
     "4: 4||Planning|1970-01-01|1999-12-31T23:59:59|00:00:00|0.001|<287>|time|time;buy-in|0.333|teachers: "
     "Teachers|named\n"
     "5: 5||||||1e-30|7|buy-in/resistance: Resistance|buy-in/resistance|1||not named\n"},
    {"tests/data/stat/pspp.sav", true, /* a range of missing values is .a, the single one .b */
     "id \"Respondent\" %4.0f number\n"
     "role \"What is your role?\" %2.0f number, 1=Teacher, 2=School leader, .b=Refused\n"
     "stage \"\" %-9s text 2\n"
     "day \"\" %td number\n"
     "moment \"\" %tc number\n"
     "clock \"\" %tcHH:MM:SS number\n"
     "rate \"\" %9.3f number\n"
     "answer \"What is your biggest challenge?\" %-9s text 287\n"
     "primary \"Main challenge\" %8.0g number, " ADDED_LABELS "codes \"\" %-9s text 17\n"
     "margin \"\" %10.0g number\n"
     "Job_title_group \"Group of title\" %8.0g number, " GROUP_LABELS
     "buy_in \"Named: Buy-In\" %8.0g number, " FLAG_LABELS
     "1: 1|Teacher|p1|2026-11-21|2026-11-21T10:15:30|1960-01-01T10:15:30|0.1|Not enough time|time|time;buy-in|0.333|"
     "teachers: Teachers|named\n"
     "2: 2|School leader|p2|1582-10-15|2000-02-29T00:00:00|1960-01-02T02:00:00|-1.5|Está difícil: “buy-in”|"
     "buy-in/resistance: Resistance|buy-in/resistance|1||not named\n"
     "3: 3||zz||||1234567.125||||||\n"
     "4: 4||p1|1970-01-01|1999-12-31T23:59:59|1960-01-01T00:00:00|0.001|<287>|time|time;buy-in|0.333|teachers: "
     "Teachers|named\n"
     "5: 5||||||1e-30|7|buy-in/resistance: Resistance|buy-in/resistance|1||not named\n"
     "stage: 2 values or labels that Stata cannot hold, left out\n"},
    {"tests/data/stat/haven118.dta", true,
     "id \"\" %10.0g number\n"
     "role \"What is your role?\" %12.0g number, 1=Teacher, 2=School leader\n"
     "score \"\" %10.0g number, -2=Low, .a=Refused\n"
     "rate \"\" %10.0g number\n"
     "day \"\" %td number\n"
     "moment \"\" %tc number\n"
     "answer \"What is your biggest challenge?\" %-9s text 0\n"
     "primary \"Main challenge\" %8.0g number, " ADDED_LABELS "codes \"\" %-9s text 17\n"
     "margin \"\" %10.0g number\n"
     "Job_title_group \"Group of title\" %8.0g number, " GROUP_LABELS
     "buy_in \"Named: Buy-In\" %8.0g number, " FLAG_LABELS
     "1: 1|Teacher|5|0.1|2026-11-21|2026-11-21T10:15:30|Not enough time|time|time;buy-in|0.333|teachers: "
     "Teachers|named\n"
     "2: 2|School leader|Low|-2.5|1959-12-31|1960-01-01T00:00:00|Está difícil: “buy-in”|"
     "buy-in/resistance: Resistance|buy-in/resistance|1||not named\n"
     "3: 3|||||||||||\n"
     "4: 4|3||1234567.125|2000-02-29|1999-12-31T23:59:59|<2200>|time|time;buy-in|0.333|teachers: Teachers|named\n"},
    {"tests/data/stat/haven.zsav", false,
     "id \"\" F8.0 number\n"
     "role \"Role\" F8.2 number, 1=Teacher, 99=Refused, missing 99 to 99\n"
     "stage \"\" A12 text 12, a=Alpha, bbbbbbbbbbbb=Beta\n"
     "answer \"\" A800 text 800\n"
     "primary \"Main challenge\" F4.0 number, " ADDED_LABELS "codes \"\" A17 text 17\n"
     "margin \"\" F8.3 number\n"
     "Job_title_group \"Group of title\" F4.0 number, " GROUP_LABELS
     "buy_in \"Named: Buy-In\" F1.0 number, " FLAG_LABELS
     "1: 1|Teacher|Alpha|x|time|time;buy-in|0.333|teachers: Teachers|named\n"
     "2: 2|2|Beta|<800>|buy-in/resistance: Resistance|buy-in/resistance|1||not named\n"
     "3: 3||c||||||\n"},
};

Test(stat_sink, variables_are_kept)
{
    for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) {
        vb_buffer out = {0};
        cr_expect_str_eq(show_copy(&out, copies[i].from, copies[i].dta), copies[i].expected, "%s%s:\n%s",
                         copies[i].from, copies[i].dta ? " to DTA" : "", out.ptr);
        vb_buffer_release(&out);
    }
}

/* ---- rows of text: CSV and the like ---- */

static vb_status write_texts(const char *path, bool dta, const vb_str *header, const vb_str *labels, size_t n,
                             const vb_str *cells, size_t rows, vb_buffer *why, vb_error *err)
{
    vb_row_layout layout = {.header = header, .n_header = n, .added = added, .kinds = kinds, .n_added = 5};
    vb_sink_options options = {.layout = &layout, .labels = labels, .added = added_about, .why = why};
    vb_sink *sink = vb_stat_sink_new(path, dta, &options, err);
    if (sink == NULL)
        return err->code;
    for (size_t i = 0; i < rows; i++) {
        vb_record record = {.cells = cells + i * n, .row = i + 1, .n_found = n};
        cr_assert(vb_sink_add(sink, &record, coded[i % 3], err) == VB_OK, "%s", err->text);
    }
    return vb_sink_finish(sink, NULL, 0, err);
}

static void check_texts(bool dta, const char *expected)
{
    static char many[40000];
    memset(many, 'x', sizeof many);
    const vb_str header[] = {VB_LITERAL("Was ist, bitte, die größte Schwierigkeit?"), VB_LITERAL("id"),
                             VB_LITERAL("id")};
    const vb_str cells[] = {{many, 40000},       VB_LITERAL("1"), VB_LITERAL("a\0b"),
                            VB_LITERAL("größe"), VB_LITERAL("2"), VB_LITERAL("a\xFF\xC3"),
                            VB_LITERAL(""),      VB_LITERAL(""),  VB_LITERAL("")};
    const vb_str labels[] = {VB_LITERAL(""), VB_LITERAL("Respondent\0\xFF"), VB_LITERAL("What is your role?")};
    char *path = new_path(dta ? ".dta" : ".sav");
    vb_buffer out = {0}, why = {0};
    vb_error err = {0};
    cr_assert(write_texts(path, dta, header, labels, 3, cells, 3, &why, &err) == VB_OK, "%s", err.text);
    (void)stat_show(&out, path, NULL, VB_BATCH_BYTES, true);
    out.len--;
    vb_buffer_add_str(&out, vb_buffer_str(&why));
    vb_buffer_add_char(&out, '\0');
    char *full = strstr(out.ptr, "<32766>"); /* ReadStat 1.1.8 drops the last byte of a full text; pspp does not */
    if (full != NULL)
        memcpy(full, "<32767>", 7);
    cr_expect_str_eq(out.ptr, expected, "%s", out.ptr);
    vb_buffer_release(&out);
    vb_buffer_release(&why);
    (void)unlink(path);
    free(path);
}

Test(stat_sink, texts)
{
    check_texts(false,
                "Was_ist_bitte_die_größte_Schwierigkeit \"Was ist, bitte, die größte Schwierigkeit?\" A32767 text "
                "32767\n"
                "id \"Respondent \uFFFD\" A1 text 1\n"
                "id_2 \"What is your role?\" A7 text 7\n" /* two bytes that are none: U+FFFD twice, behind the a */
                "primary \"Main challenge\" F4.0 number, " ADDED_LABELS "codes \"\" A17 text 17\n"
                "margin \"\" F8.3 number\n"
                "Job_title_group \"Group of title\" F4.0 number, " GROUP_LABELS
                "buy_in \"Named: Buy-In\" F1.0 number, " FLAG_LABELS
                "1: <32767>|1|a b|time|time;buy-in|0.333|teachers: Teachers|named\n"
                "2: größe|2|a\uFFFD\uFFFD|buy-in/resistance: Resistance|buy-in/resistance|1||not named\n"
                "3: |||||||\n"
                "Was_ist_bitte_die_größte_Schwierigkeit: 1 text cut at 32767 bytes, the most that SPSS holds\n"
                "id_2: 2 texts with bytes that are no text, replaced\n");
    check_texts(true, "Was_ist_bitte_die_größte_Schwier \"Was ist, bitte, die größte Schwierigkeit?\" %-9s text 0\n"
                      "id \"Respondent \uFFFD\" %-9s text 1\n"
                      "id_2 \"What is your role?\" %-9s text 7\n"
                      "primary \"Main challenge\" %8.0g number, " ADDED_LABELS "codes \"\" %-9s text 17\n"
                      "margin \"\" %10.0g number\n"
                      "Job_title_group \"Group of title\" %8.0g number, " GROUP_LABELS
                      "buy_in \"Named: Buy-In\" %8.0g number, " FLAG_LABELS
                      "1: <40000>|1|a b|time|time;buy-in|0.333|teachers: Teachers|named\n"
                      "2: größe|2|a\uFFFD\uFFFD|buy-in/resistance: Resistance|buy-in/resistance|1||not named\n"
                      "3: |||||||\n"
                      "id_2: 2 texts with bytes that are no text, replaced\n");
}

static vb_str read_all(const char *path, char *bytes, size_t cap)
{
    FILE *file = fopen(path, "rb");
    cr_assert(file != NULL);
    size_t n = fread(bytes, 1, cap, file);
    cr_assert(fclose(file) == 0);
    return (vb_str){bytes, n};
}

/* The same rows make the same bytes; no rows make a file too. */
Test(stat_sink, same_bytes)
{
    static char bytes[2][65536];
    const vb_str header[] = {VB_LITERAL("answer")};
    const vb_str cells[] = {VB_LITERAL("no time"), VB_LITERAL("buy-in")};
    for (size_t i = 0; i < 4; i++) {
        vb_str made[2];
        for (size_t k = 0; k < 2; k++) {
            char *path = new_path(i % 2 == 1 ? ".dta" : ".sav");
            vb_error err = {0};
            cr_assert(write_texts(path, i % 2 == 1, header, NULL, 1, cells, i < 2 ? 2 : 0, NULL, &err) == VB_OK, "%s",
                      err.text);
            made[k] = read_all(path, bytes[k], sizeof bytes[k]);
            (void)unlink(path);
            free(path);
        }
        cr_expect(made[0].len > 100 && vb_str_equal(made[0], made[1]));
    }
}

/* A full device is noticed; what is given up or fails leaves nothing. */
Test(stat_sink, failures)
{
    const vb_str header[] = {VB_LITERAL("answer")};
    const vb_str cells[] = {VB_LITERAL("no time")};
    struct stat about;
    vb_error err = {0};
    for (int dta = 0; dta < 2; dta++) {
        cr_expect(write_texts("/dev/full", dta == 1, header, NULL, 1, cells, 1, NULL, &err) == VB_ERROR_WRITE);
        cr_expect_str_eq(err.text, "cannot be written: No space left on device");
        cr_expect_str_eq(err.file, "/dev/full");
        cr_expect(stat("/dev/full", &about) == 0);
        cr_expect(write_texts("/nowhere/x", dta == 1, header, NULL, 1, cells, 1, NULL, &err) == VB_ERROR_WRITE);
        char *path = new_path(".sav");
        vb_row_layout layout = {.header = header, .n_header = 1};
        vb_sink_options options = {.layout = &layout};
        vb_sink *sink = vb_stat_sink_new(path, dta == 1, &options, &err);
        vb_record record = {.cells = cells, .row = 1, .n_found = 1};
        cr_assert(sink != NULL && vb_sink_add(sink, &record, NULL, &err) == VB_OK);
        vb_sink_discard(sink);
        cr_expect(stat(path, &about) != 0, "nothing is left");
        free(path);
    }
    vb_sink_discard(NULL);
}
