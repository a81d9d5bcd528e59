/* Files that programs save as text, and that are no text to be coded. */
#ifndef VB_INPUT_MARKUP_H
#define VB_INPUT_MARKUP_H

#include "verbatim.h"

/* What a file is by its first bytes, for people: "a web page (HTML)"; NULL: nothing of the sort. */
const char *vb_markup_name(vb_str first);

#endif
