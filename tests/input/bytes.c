/* Compressed input, made by gzip and zstd: the same records as from the text itself. */
#include "input/reading.h"

#include <criterion/criterion.h>

/* The bytes through a program, as a file. */
static char *through(vb_str bytes, const char *program, const char *ending)
{
    char *plain = reading_file(bytes, ".txt"), *packed = reading_file((vb_str){"", 0}, ending), *command = NULL;
    cr_assert(asprintf(&command, "%s < %s > %s", program, plain, packed) > 0);
    cr_assert(system(command) == 0, "%s", command);
    cr_assert(unlink(plain) == 0);
    free(plain);
    free(command);
    return packed;
}

/* About a megabyte of records, not too easy to compress. */
static void make_survey(vb_buffer *survey)
{
    uint32_t state = 12345;
    vb_buffer_add_text(survey, "id,answer\n");
    for (size_t i = 0; i < 40000; i++) {
        state = state * 1664525u + 1013904223u;
        vb_buffer_printf(survey, "%zu,no time %u\n", i, (unsigned)(state >> 8));
    }
}

static void compare(const char *rule, vb_records *records, vb_records *plain)
{
    vb_batch a = {0}, b = {0};
    size_t n = 0;
    cr_assert(records != NULL && plain != NULL, "%s", rule);
    for (;;) {
        vb_error err = {0};
        cr_assert(vb_records_next(records, &a, &err) == VB_OK, "%s: %s", rule, err.text);
        cr_assert(vb_records_next(plain, &b, &err) == VB_OK);
        cr_assert(a.n == b.n, "%s: %zu and %zu", rule, a.n, b.n);
        if (a.n == 0)
            break;
        for (size_t i = 0; i < a.n; i++, n++)
            cr_assert(vb_str_equal(a.records[i].raw, b.records[i].raw) && a.records[i].byte == b.records[i].byte,
                      "%s", rule);
    }
    cr_expect(n == 40000, "%s: %zu", rule, n);
    vb_batch_release(&a);
    vb_batch_release(&b);
    vb_records_close(records);
    vb_records_close(plain);
}

Test(bytes, compressed)
{
    static const struct {
        const char *rule, *program, *ending;
    } cases[] = {
        {"gzip", "gzip -c", ".csv.gz"},
        {"gzip, whatever its name", "gzip -c", ".csv"},
        {"Zstandard", "zstd -q -c", ".csv.zst"},
        {"Zstandard, hard", "zstd -q -19 -c", ".csv.zst"},
        {"gzip, in two pieces", "sh -c 'dd bs=1000 count=1 status=none | gzip -c; cat | gzip -c'", ".csv.gz"},
        {"Zstandard, in two pieces", "sh -c 'dd bs=1000 count=1 status=none | zstd -q -c; cat | zstd -q -c'",
         ".csv.zst"},
        {"gzip, filled up with zeros", "sh -c 'gzip -c; head -c 1000 /dev/zero'", ".csv.gz"},
    };
    vb_buffer survey = {0};
    make_survey(&survey);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *plain = reading_file(vb_buffer_str(&survey), ".csv");
        char *path = through(vb_buffer_str(&survey), cases[i].program, cases[i].ending);
        vb_error err = {0};
        vb_records *records = vb_records_open(path, NULL, &err);
        cr_assert(records != NULL, "%s: %s", cases[i].rule, err.text);
        cr_expect(vb_records_format(records) == VB_INPUT_CSV, "%s", cases[i].rule);
        compare(cases[i].rule, records, vb_records_open(plain, NULL, NULL));
        cr_expect(unlink(path) == 0 && unlink(plain) == 0);
        free(path);
        free(plain);
    }
    vb_buffer_release(&survey);
}

/* Cut off at every place of a small file, and each byte in turn changed: an error or the same records, never others.
 */
Test(bytes, damaged)
{
    static const char *const programs[] = {"gzip -c", "zstd -q -c --check"};
    for (size_t p = 0; p < 2; p++) {
        char *path =
            through(VB_LITERAL("id,answer\n1,no time\n2,no money\n3,no time and no money\n"), programs[p], "");
        FILE *in = fopen(path, "rb");
        char bytes[400];
        cr_assert(in != NULL);
        size_t len = fread(bytes, 1, sizeof bytes, in);
        cr_assert(fclose(in) == 0 && unlink(path) == 0 && len > 20 && len < sizeof bytes);
        free(path);
        for (size_t cut = 5; cut < len; cut++) {
            vb_error err = {0};
            vb_batch batch = {0};
            vb_records *records = reading_open((vb_str){bytes, cut}, ".csv", VB_INPUT_CSV, &err);
            while (records != NULL && vb_records_next(records, &batch, &err) == VB_OK && batch.n > 0)
                ;
            cr_expect(err.code == VB_ERROR_READ && strstr(err.text, "ends too early") != NULL, "%s, %zu of %zu: %s",
                      programs[p], cut, len, err.text);
            vb_batch_release(&batch);
            vb_records_close(records);
        }
        size_t told = 0;
        for (size_t at = 10; at < len; at++) {
            vb_error err = {0};
            vb_batch batch = {0};
            bytes[at] ^= 0x10;
            vb_records *records = reading_open((vb_str){bytes, len}, ".csv", VB_INPUT_CSV, &err);
            size_t n = 0;
            while (records != NULL && vb_records_next(records, &batch, &err) == VB_OK && batch.n > 0)
                n += batch.n;
            cr_expect(err.code != VB_OK || n == 3, "%s, byte %zu: %zu records", programs[p], at, n);
            told += err.code == VB_ERROR_READ;
            bytes[at] ^= 0x10;
            vb_batch_release(&batch);
            vb_records_close(records);
        }
        cr_expect(told > (len - 10) / 2, "%s: %zu of %zu told", programs[p], told, len - 10);
    }
}

/* Through a pipe that drips, and behind compression another encoding. */
Test(bytes, piped)
{
    vb_buffer packed = {0}, out = {0};
    char *path = through((vb_str){"\xFF\xFE"
                                  "a\0,\0b\0\n\0"
                                  "1\0,\0\xE9\0\n\0",
                                  18},
                         "gzip -c", ".gz");
    FILE *in = fopen(path, "rb");
    cr_assert(in != NULL && vb_buffer_reserve(&packed, 400));
    packed.len = fread(packed.ptr, 1, 400, in);
    cr_assert(fclose(in) == 0 && unlink(path) == 0);
    free(path);
    for (size_t step = 1; step < 50; step += 7) {
        pid_t child = reading_pipe(vb_buffer_str(&packed), step);
        vb_records *records = vb_records_open("-", &(vb_input_options){.format = VB_INPUT_CSV}, NULL);
        cr_assert(records != NULL);
        vb_buffer_clear(&out);
        reading_show_all(&out, records, 1, (vb_str){NULL, 0});
        cr_expect_str_eq(out.ptr, "1@2 [1][\xC3\xA9]\n");
        cr_expect(waitpid(child, NULL, 0) == child);
        vb_records_close(records);
    }
    vb_buffer_release(&packed);
    vb_buffer_release(&out);
}
