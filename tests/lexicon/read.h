/* Reading a lexicon from a literal, and tables of its faults. */
#ifndef TESTS_LEXICON_READ_H
#define TESTS_LEXICON_READ_H

#include "lexicon/print.h"

#include <criterion/criterion.h>

/* `yaml` gives `expected`: "line:column: text" of the fault, "fine" for a lexicon. */
typedef struct {
    const char *rule, *yaml, *expected;
} fault_row;

static inline void check_faults(const fault_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        vb_error err = {0};
        char got[1024] = "fine";
        vb_lexicon *lexicon = vb_lexicon_parse(vb_str_of(rows[i].yaml), "test.yaml", NULL, 0, &err);
        if (lexicon == NULL) {
            cr_expect_str_eq(err.file, "test.yaml", "%s: file `%s`", rows[i].rule, err.file);
            (void)snprintf(got, sizeof got, "%zu:%zu: %s", err.line, err.column, err.text);
        }
        cr_expect_str_eq(got, rows[i].expected, "%s:\n%s\nis  %s\nnot %s", rows[i].rule, rows[i].yaml, got,
                         rows[i].expected);
        vb_lexicon_free(lexicon);
    }
}

#define CHECK_FAULTS(rows) check_faults(rows, sizeof(rows) / sizeof *(rows))

/* A lexicon without a fault. */
static inline vb_lexicon *read_fine(const char *yaml)
{
    vb_error err = {0};
    vb_lexicon *lexicon = vb_lexicon_parse(vb_str_of(yaml), "test.yaml", NULL, 0, &err);
    cr_assert_not_null(lexicon, "%zu:%zu: %s", err.line, err.column, err.text);
    return lexicon;
}

/* A lexicon as print_lexicon() prints it. */
static inline void expect_lexicon(const char *rule, const char *yaml, const char *expected)
{
    vb_buffer out = {0};
    vb_lexicon *lexicon = read_fine(yaml);
    print_lexicon(&out, lexicon);
    cr_expect_str_eq(printed(&out), expected, "%s:\n%s", rule, out.ptr);
    vb_buffer_release(&out);
    vb_lexicon_free(lexicon);
}

#endif
