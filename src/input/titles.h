/* Lines above a table that are no header. */
#ifndef VB_INPUT_TITLES_H
#define VB_INPUT_TITLES_H

#include "base/str.h"

typedef struct {
    size_t bytes, lines; /* before the header; 0: it is the first record */
    vb_str first;        /* the first one's text, of the text looked at */
} vb_titles;

/* Look for titles in the first bytes of a table; `last`: no bytes follow.  `separator` is the one, or '\0': any.
 * False when memory is out. */
bool vb_titles_find(vb_str text, bool last, char separator, vb_titles *titles);

#endif
