/* What the tests of conversion share: a text by a reader to a dictionary, to a lexicon, and what is lost as text. */
#ifndef TESTS_CONVERT_READ_H
#define TESTS_CONVERT_READ_H

#include "convert/readers.h"
#include "convert/writers.h"
#include "support.h"

typedef bool reader(vb_dictionary *d, vb_str text, vb_error *err);

/* Read and check; the test fails if the text is not of the format. */
static inline vb_dictionary read_fine(const char *rule, reader *read, const char *text)
{
    vb_dictionary d = {.file = "in"};
    vb_error err = {0};
    cr_assert(read(&d, vb_str_of(text), &err), "%s: %zu:%zu: %s", rule, err.line, err.column, err.text);
    if (d.lexicon == NULL || d.lexicon->plain)
        cr_assert(vb_dictionary_check(&d, NULL, 0, &err), "%s: %s", rule, err.text);
    cr_assert(!d.failed, "%s: out of memory", rule);
    return d;
}

/* "path: term" a line, with what stands beside the term. */
static inline void show_entries(vb_buffer *out, const vb_dictionary *d)
{
    for (size_t i = 0; i < d->n_entries; i++) {
        const vb_dictionary_entry *e = &d->entries[i];
        vb_dictionary_path(d, e->category, out);
        vb_buffer_printf(out, ": %.*s", VB_ARG(e->term));
        if (e->weight != 1000) {
            vb_buffer_add_text(out, " x");
            vb_dictionary_number(out, e->weight);
        }
        for (size_t k = 0; k < e->n_with; k++)
            vb_buffer_printf(out, " +%.*s", VB_ARG(e->with[k]));
        for (size_t k = 0; k < e->n_unless; k++)
            vb_buffer_printf(out, " -%.*s", VB_ARG(e->unless[k]));
        vb_buffer_add_char(out, '\n');
    }
}

/* "line:column left out: text" a line, as they were found. */
static inline void show_losses(vb_buffer *out, const vb_dictionary *d)
{
    static const char *const kinds[] = {"left out", "changed", "note"};
    for (size_t i = 0; i < d->n_losses; i++)
        vb_buffer_printf(out, "%zu:%zu %s: %.*s\n", d->losses[i].spot.line, d->losses[i].spot.column,
                         kinds[d->losses[i].kind], VB_ARG(d->losses[i].text));
}

typedef struct {
    const char *rule;
    reader *read;
    const char *text, *entries, *losses;
} read_row;

static inline void check_rows(const read_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        vb_buffer out = {0};
        vb_dictionary d = read_fine(rows[i].rule, rows[i].read, rows[i].text);
        show_entries(&out, &d);
        cr_expect_str_eq(support_text(&out), rows[i].entries, "%s: entries are\n%snot\n%s", rows[i].rule, out.ptr,
                         rows[i].entries);
        vb_buffer_clear(&out);
        show_losses(&out, &d);
        cr_expect_str_eq(support_text(&out), rows[i].losses, "%s: losses are\n%snot\n%s", rows[i].rule, out.ptr,
                         rows[i].losses);
        vb_buffer_release(&out);
        vb_dictionary_release(&d);
    }
}

typedef struct {
    const char *rule;
    reader *read;
    const char *text;
    size_t line, column;
    const char *fault;
} fault_row;

static inline void check_faults(const fault_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        vb_dictionary d = {.file = "in"};
        vb_error err = {0};
        cr_expect(!rows[i].read(&d, vb_str_of(rows[i].text), &err), "%s: is read", rows[i].rule);
        cr_expect(err.line == rows[i].line && err.column == rows[i].column && strcmp(err.file, "in") == 0,
                  "%s: at %s:%zu:%zu", rows[i].rule, err.file, err.line, err.column);
        cr_expect(strstr(err.text, rows[i].fault) != NULL, "%s: says %s", rows[i].rule, err.text);
        vb_dictionary_release(&d);
    }
}

#endif
