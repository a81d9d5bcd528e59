/* Globs on one word. */
#ifndef VB_MATCH_GLOB_H
#define VB_MATCH_GLOB_H

#include "verbatim.h"

/* True if the whole word fits: `*` zero or more characters, `?` exactly one, a backslash takes the next character as
 * itself.  Both are valid UTF-8.  Takes time in proportion to the product of the lengths at worst. */
bool vb_glob_fits(vb_str glob, vb_str word);

#endif
