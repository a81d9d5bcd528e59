/* The categories of two lexicons under one numbering, and sets of them. */
#ifndef VB_DIFF_CODES_H
#define VB_DIFF_CODES_H

#include "base/hash.h"
#include "lexicon/lexicon.h"

/* By path: the old lexicon's, then those that only the new one has, then what only gold has.  VB_NO_CATEGORY stays
 * what it is. */
typedef struct {
    vb_str *paths;
    size_t *parents; /* or VB_NO_CATEGORY */
    size_t n, cap, cap_parents;
    size_t *of_old, *of_new; /* a lexicon's category -> its code */
    size_t n_lexicons;       /* codes that a lexicon has: the first ones */
    vb_map by_path;
    vb_arena arena;
} vb_codes;

/* False when memory is out; release in any case. */
bool vb_codes_init(vb_codes *codes, const vb_lexicon *before, const vb_lexicon *after);
void vb_codes_release(vb_codes *codes);

/* The code of this path, made if need be (with those above it); VB_NO_CATEGORY when memory is out. */
size_t vb_codes_add(vb_codes *codes, vb_str path);

/* 1 at the top; 0 of VB_NO_CATEGORY. */
size_t vb_codes_level(const vb_codes *codes, size_t code);

/* Add to a rising set that has room, unless it is there. */
void vb_code_set_add(size_t *set, size_t *n, size_t code);

enum { VB_CODES_MOST_GOLD = 64 };

/* The codes of a cell of gold (agree/cells.h) as a set, with room for VB_CODES_MOST_GOLD; what is more is left out.
 * New codes are made.  *judged is false where the cell says that nobody has coded the answer.  False when memory is
 * out. */
bool vb_codes_read(vb_codes *codes, vb_str cell, size_t *set, size_t *n, bool *judged);

#endif
