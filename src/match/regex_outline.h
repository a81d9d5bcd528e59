/* The outline of a regular expression: an automaton for a little more than it matches, so that most texts in which it
 * has no match are told by one look at each of their bytes, up to where they go astray.
 *
 * What stands around a place, and where words end, is not asked, how often something comes only as none, one or more,
 * and other characters than those of ASCII are in all sets.  States, as sets of steps, are made when they are first
 * come to and kept. (Thompson, "Regular Expression Search Algorithm", 1968; Cox, "Regular Expression Matching Can Be
 * Simple And Fast", 2007.) */
#ifndef VB_MATCH_REGEX_OUTLINE_H
#define VB_MATCH_REGEX_OUTLINE_H

#include "match/regex_tree.h"

typedef enum {
    VB_OUTLINE_CHAR,  /* this character, `c`, and the next step */
    VB_OUTLINE_SET,   /* a character of the set with the number `c`, and the next step */
    VB_OUTLINE_FIRST, /* where the text begins, the next step */
    VB_OUTLINE_LAST,  /* where it ends, the next step */
    VB_OUTLINE_FORK,  /* the next step, or `target` */
    VB_OUTLINE_JUMP,  /* `target` */
    VB_OUTLINE_DONE,  /* the regex may match */
} vb_outline_kind;

typedef struct {
    uint16_t kind, c; /* a vb_outline_kind, and what the step is of */
    uint32_t target;
} vb_outline_step;

/* Classes of bytes: of characters of ASCII the same if no step tells them apart, and two for others. */
enum { VB_OUTLINE_OTHER, VB_OUTLINE_GOES_ON, VB_OUTLINE_ASCII };

typedef struct {
    vb_outline_step *steps;
    size_t n, cap;
    vb_ascii_set *sets;
    size_t n_sets, cap_sets;
    bool anchored;         /* a match begins where the text does */
    bool whole;            /* and ends where it does, but for a line break */
    bool exact;            /* of texts of ASCII it lets through only those in which the regex matches */
    uint8_t class_of[256]; /* OTHER: the first byte of a character that is not of ASCII; GOES_ON: another one of it */
    uint8_t samples[256];  /* a character of each class from ASCII on */
    size_t n_classes;
} vb_outline;

/* Make the outline of a tree in *outline; NULL there if the tree is NULL or very large.  False when memory is out. */
bool vb_outline_new(const vb_regex_branch *tree, bool match_case, vb_outline **outline);
void vb_outline_free(vb_outline *outline);

/* True if the step is of a character and one of the class is fit for it. */
static inline bool vb_outline_step_fits(const vb_outline *outline, const vb_outline_step *step, size_t class)
{
    if (step->kind == VB_OUTLINE_SET)
        return class == VB_OUTLINE_OTHER || vb_ascii_set_has(&outline->sets[step->c], outline->samples[class]);
    return step->kind == VB_OUTLINE_CHAR && class >= VB_OUTLINE_ASCII && step->c == outline->samples[class];
}

#endif
