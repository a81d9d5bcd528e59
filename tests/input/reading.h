/* Bytes as an input: in a file, or through a pipe on standard input; and records as a line of text each. */
#ifndef TESTS_INPUT_READING_H
#define TESTS_INPUT_READING_H

#include "base/str.h"
#include "input/records.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* A new file with these bytes and a name that ends so; to be freed, and unlinked. */
static inline char *reading_file(vb_str bytes, const char *ending)
{
    char *path = NULL;
    cr_assert(asprintf(&path, "/tmp/verbatim-XXXXXX%s", ending) > 0);
    int fd = mkstemps(path, (int)strlen(ending));
    cr_assert(fd >= 0, "%s", path);
    for (size_t done = 0; done < bytes.len;) {
        ssize_t n = write(fd, bytes.ptr + done, bytes.len - done);
        cr_assert(n > 0);
        done += (size_t)n;
    }
    cr_assert(close(fd) == 0);
    return path;
}

static inline vb_records *reading_open(vb_str bytes, const char *ending, vb_input_format format, vb_error *err)
{
    char *path = reading_file(bytes, ending);
    vb_input_options options = {.format = format};
    vb_records *records = vb_records_open(path, &options, err);
    (void)unlink(path);
    free(path);
    return records;
}

/* Make the bytes standard input, written `step` at a time by another process, whose id is returned. */
static inline pid_t reading_pipe(vb_str bytes, size_t step)
{
    int ends[2];
    cr_assert(pipe(ends) == 0);
    pid_t child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        (void)close(ends[0]);
        for (size_t done = 0; done < bytes.len;) {
            size_t left = bytes.len - done;
            ssize_t n = write(ends[1], bytes.ptr + done, left < step ? left : step);
            if (n <= 0)
                _exit(1);
            done += (size_t)n;
        }
        _exit(0);
    }
    cr_assert(dup2(ends[0], STDIN_FILENO) == 0);
    (void)close(ends[0]);
    (void)close(ends[1]);
    return child;
}

static inline void reading_show(vb_buffer *out, vb_str cell)
{
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];
        if (c == '\n')
            vb_buffer_add_text(out, "\\n");
        else if (c == '\r')
            vb_buffer_add_text(out, "\\r");
        else if (c == '\0')
            vb_buffer_add_text(out, "\\0");
        else
            vb_buffer_add_char(out, c);
    }
}

/* "ROW@LINE [cell][cell]", with "/N" if the record really has N cells and not as many as the header. */
static inline void reading_show_record(vb_buffer *out, const vb_record *record, size_t columns)
{
    vb_buffer_printf(out, "%zu@%zu ", record->row, record->line);
    for (size_t i = 0; i < columns; i++) {
        vb_buffer_add_char(out, '[');
        reading_show(out, record->cells[i]);
        vb_buffer_add_char(out, ']');
    }
    if (record->n_found != columns)
        vb_buffer_printf(out, "/%zu", record->n_found);
    vb_buffer_add_char(out, '\n');
}

/* All records, in batches of about `bytes`; at a failure "!LINE row ROW: text".  `whole` (ptr may be NULL) is the
 * input: every record's raw bytes must stand in it where the record says. */
static inline void reading_show_all(vb_buffer *out, vb_records *records, size_t bytes, vb_str whole)
{
    vb_batch batch = {0};
    vb_error err = {0};
    size_t columns, row = 0;
    (void)vb_records_header(records, &columns);
    vb_records_set_batch(records, bytes);
    for (;;) {
        vb_status status = vb_records_next(records, &batch, &err);
        if (status != VB_OK) {
            cr_assert(status == err.code && batch.n == 0);
            vb_buffer_printf(out, "!%zu row %zu: %s\n", err.line, err.row, err.text);
            vb_error again = {0};
            cr_assert(vb_records_next(records, &batch, &again) == status && strcmp(again.text, err.text) == 0,
                      "a failure stays");
            break;
        }
        if (batch.n == 0)
            break;
        for (size_t i = 0; i < batch.n; i++) {
            const vb_record *record = &batch.records[i];
            cr_assert(record->row == ++row);
            cr_assert(whole.ptr == NULL ||
                          vb_str_equal(vb_str_cut(whole, record->byte, record->byte + record->raw.len), record->raw),
                      "row %zu, byte %zu", row, record->byte);
            reading_show_record(out, record, columns);
        }
    }
    if (batch.n == 0 && err.code == VB_OK)
        cr_assert(vb_records_next(records, &batch, &err) == VB_OK && batch.n == 0, "the end stays the end");
    vb_batch_release(&batch);
    cr_assert(!out->failed);
    vb_buffer_add_char(out, '\0');
    out->len--;
}

#endif
