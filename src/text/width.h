/* How wide text stands on a terminal.  src/text is utf8proc's only user. */
#ifndef VB_TEXT_WIDTH_H
#define VB_TEXT_WIDTH_H

#include "verbatim.h"

/* Columns that `s` takes: marks none, East Asian wide characters and emoji two.  A byte that is not UTF-8 takes one.
 */
size_t vb_display_width(vb_str s);

/* Bytes of the longest beginning of `s` that takes at most `width` columns; never splits a character from its marks.
 */
size_t vb_display_cut(vb_str s, size_t width);

/* Take the next line of at most `width` columns off *text: it ends at a space (which is dropped), but not before
 * a percent sign; in the middle of a word only when that word alone is wider.  It holds at least one character,
 * unless *text is empty. */
vb_str vb_display_line(vb_str *text, size_t width);

#endif
