/* Text as a source of records: CSV in its dialects, TSV, lines. */
#ifndef VB_INPUT_TEXT_SOURCE_H
#define VB_INPUT_TEXT_SOURCE_H

#include "input/bytes.h"
#include "input/source.h"

/* What only text has. */
typedef struct {
    vb_input_format format; /* CSV, TSV or LINES */
    bool backslash;         /* quotes are escaped by them */
    vb_str preamble;        /* bytes before the header that are none of it ("sep=;" and its line end); the source's */
} vb_text_about;

/* As the openers of source.h, from bytes that are open: they are the source's then, whatever the result. */
vb_status vb_text_open(vb_bytes *bytes, const vb_input_options *options, vb_source *source, vb_text_about *about,
                       vb_buffer *why, vb_error *err);

#endif
