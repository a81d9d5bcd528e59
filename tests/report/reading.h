/* Reading reports back. */
#ifndef TESTS_REPORT_READING_H
#define TESTS_REPORT_READING_H

#include "report/report.h"

#include <criterion/criterion.h>
#include <jansson.h>

enum { MOST_CELLS = 16, MOST_LENGTH = 200 };

/* Read a record of RFC 4180 at *text; returns the number of cells. */
static inline size_t read_record(const char **text, char cells[MOST_CELLS][MOST_LENGTH])
{
    const char *p = *text;
    size_t n = 0;
    for (bool more = true; more; p++) {
        size_t len = 0;
        bool quoted = *p == '"';
        p += quoted;
        while (quoted ? *p != '"' || *++p == '"' : *p != ',' && *p != '\n') {
            cr_assert(*p != '\0' && len + 1 < MOST_LENGTH && n < MOST_CELLS);
            cells[n][len++] = *p++;
        }
        cells[n++][len] = '\0';
        cr_assert(*p == ',' || *p == '\n', "what follows a cell is %d", *p);
        more = *p == ',';
    }
    *text = p;
    return n;
}

static inline json_t *read_json(const vb_report *report)
{
    vb_buffer out = {0};
    vb_report_json(report, &out);
    cr_assert_not(out.failed);
    json_error_t error;
    json_t *root = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(root, "%d: %s", error.line, error.text);
    vb_buffer_release(&out);
    return root;
}

static inline const char *text_at(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    cr_assert(json_is_string(value), "%s", key);
    return json_string_value(value);
}

static inline json_int_t number_at(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    cr_assert(json_is_integer(value), "%s", key);
    return json_integer_value(value);
}

#endif
