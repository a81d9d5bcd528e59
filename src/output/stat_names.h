/* Names of variables as SPSS and Stata allow them. */
#ifndef VB_OUTPUT_STAT_NAMES_H
#define VB_OUTPUT_STAT_NAMES_H

#include "base/arena.h"
#include "base/hash.h"

typedef struct {
    bool dta;
    vb_map taken; /* names that are given out, without case where the package knows none */
    vb_arena *arena;
} vb_stat_names; /* vb_map_release(&names.taken) at the end */

/* A valid name that is like `wanted` and not given out yet: NUL-terminated, the arena's.  `number` (from 1) is for
 * names of which nothing is left: "v3".  NULL when memory is out. SPSS: 64 bytes; letters, digits and . _ $ # @, a
 * letter or @ first, no . last; capitals do not tell names apart. Stata: 32 characters; letters, digits and _, no
 * digit first. */
const char *vb_stat_name_make(vb_stat_names *names, vb_str wanted, size_t number);

/* The first bytes of `s`, as whole characters: at most so many bytes, and so many characters. */
vb_str vb_stat_cut(vb_str s, size_t bytes, size_t characters);

#endif
