/* Workbooks made by Python's zipfile (workbooks.py) in a directory of their own, and their records as text. */
#ifndef TESTS_INPUT_WORKBOOKS_H
#define TESTS_INPUT_WORKBOOKS_H

#include "input/reading.h"
#include "input/source.h"

#include <sys/stat.h>

/* A directory for the workbooks, to be removed by workbooks_remove(). */
static inline char *workbooks_directory(void)
{
    char *directory = strdup("/tmp/verbatim-XXXXXX");
    cr_assert(directory != NULL && mkdtemp(directory) != NULL);
    return directory;
}

static inline void workbooks_run(const char *format, ...)
{
    char *command = NULL;
    va_list args;
    va_start(args, format);
    cr_assert(vasprintf(&command, format, args) > 0);
    va_end(args);
    cr_assert(system(command) == 0, "%s", command);
    free(command);
}

static inline void workbooks_remove(char *directory)
{
    workbooks_run("rm -rf %s", directory);
    free(directory);
}

/* A part of the workbook `number`; with NULL nothing. */
static inline void workbooks_part(const char *directory, size_t number, const char *part, const char *text)
{
    char path[300];
    if (text == NULL)
        return;
    (void)snprintf(path, sizeof path, "%s/%zu", directory, number);
    (void)mkdir(path, 0700);
    (void)snprintf(path, sizeof path, "%s/%zu/%s", directory, number, part);
    FILE *file = fopen(path, "w");
    cr_assert(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

/* "[name][name]" and a line for each record as reading_show_record(); at a failure "!row ROW: text", without the
 * file's name.  Then what was told. */
static inline void workbooks_show(const char *path, const char *sheet, size_t bytes, vb_buffer *out)
{
    vb_source source;
    vb_buffer why = {0};
    vb_error err = {0};
    vb_batch batch = {0};
    vb_input_options options = {.sheet = sheet};
    vb_buffer_clear(out);
    if (vb_xlsx_open(path, &options, &source, &why, &err) != VB_OK) {
        cr_assert(strcmp(err.file, path) == 0, "%s: %s", err.file, err.text);
        vb_buffer_printf(out, "!%s", err.text);
    } else {
        for (size_t i = 0; i < source.n; i++) {
            vb_buffer_add_char(out, '[');
            reading_show(out, source.names[i]);
            vb_buffer_add_char(out, ']');
        }
        vb_buffer_add_char(out, '\n');
        while (source.kind->next(source.self, bytes, &batch, &err) == VB_OK && batch.n > 0)
            for (size_t i = 0; i < batch.n; i++)
                reading_show_record(out, &batch.records[i], source.n);
        if (err.code != VB_OK)
            vb_buffer_printf(out, "!row %zu: %s", err.row, err.text);
        source.kind->notes(source.self, &why);
        source.kind->close(source.self);
    }
    vb_buffer_add_str(out, vb_buffer_str(&why));
    vb_buffer_add_char(out, '\0');
    vb_buffer_release(&why);
    vb_batch_release(&batch);
    cr_assert(!out->failed);
}

#endif
