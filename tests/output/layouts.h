/* What rows are made of, in tests of their formats. */
#ifndef TESTS_OUTPUT_LAYOUTS_H
#define TESTS_OUTPUT_LAYOUTS_H

#include "output/rows.h"

#include "base/str.h"

#include <criterion/criterion.h>

#define TEXT(text)                                                                                                   \
    {                                                                                                                \
        (text), sizeof(text) - 1                                                                                     \
    }

/* What is in *out, which is released. */
static inline void expect(vb_buffer *out, vb_str wanted, const char *what)
{
    cr_assert_not(out->failed, "%s", what);
    cr_expect(vb_str_equal(vb_buffer_str(out), wanted), "%s: found\n%.*s\nwanted\n%.*s", what, (int)out->len,
              out->ptr, (int)wanted.len, wanted.ptr);
    vb_buffer_release(out);
}

/* A text, and what is written of it. */
typedef struct {
    const char *what;
    vb_str text, wanted;
} text_case;

static const vb_str header[] = {TEXT("id"), TEXT("what, exactly?"), TEXT("job")};
static const vb_str added[] = {TEXT("primary"), TEXT("codes"), TEXT("margin"), TEXT("reason")};
static const vb_added_kind kinds[] = {VB_KIND_CODE, VB_KIND_CODES, VB_KIND_NUMBER, VB_KIND_TEXT};
static const vb_str coded[] = {TEXT("time"), TEXT("time;buy-in/resistance"), TEXT("0.5"), TEXT("")};
static const vb_str cells[] = {TEXT("7"), TEXT("no \"time\""), TEXT("Teacher")};

static inline vb_row_layout layout_of(vb_output_format format, vb_input_format input)
{
    return (vb_row_layout){.format = format,
                           .input = input,
                           .header = header,
                           .n_header = 3,
                           .header_raw =
                               VB_LITERAL("id, \"what, exactly?\",'job'"), /* as nobody else would write it */
                           .line_end = "\r\n",
                           .added = added,
                           .kinds = kinds,
                           .n_added = 4,
                           .answer = 1};
}

#endif
