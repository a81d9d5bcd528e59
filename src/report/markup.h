/* Text as HTML and SVG. */
#ifndef VB_REPORT_MARKUP_H
#define VB_REPORT_MARKUP_H

#include "base/buffer.h"

/* Text of strangers as the content of an element or between double quotes: no mark-up, and control characters, which
 * HTML does not allow, as spaces.  Bytes that are not UTF-8 become U+FFFD. */
void vb_markup_text(vb_buffer *out, vb_str text);

/* A JSON string, with its quotes, that may stand in a <script> element. */
void vb_markup_json(vb_buffer *out, vb_str text);

#endif
