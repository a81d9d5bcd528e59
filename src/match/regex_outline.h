/* The outline of a regular expression: an automaton for a little more than it matches, so that most texts in which it
 * has no match are told by one look at each of their bytes, up to where they go astray.
 *
 * What stands around a place, and where words end, is not asked, and how often something comes only as none, one or
 * more.  States, as sets of steps, are made when they are first come to and kept. (Thompson, "Regular Expression
 * Search Algorithm", 1968; Cox, "Regular Expression Matching Can Be Simple And Fast", 2007.) */
#ifndef VB_MATCH_REGEX_OUTLINE_H
#define VB_MATCH_REGEX_OUTLINE_H

#include "match/regex_tree.h"

typedef enum {
    VB_OUTLINE_CHAR,  /* this character, `c`, and the next step */
    VB_OUTLINE_SET,   /* one of the vb_regex_set `c`, and the next step */
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

typedef struct {
    vb_outline_step *steps;
    size_t n, cap;
    bool anchored;         /* a match begins where the text does */
    uint8_t class_of[256]; /* bytes that no step tells apart have the same class; class 0: what is not of ASCII */
    uint8_t samples[256];  /* one of each class */
    size_t n_classes;
} vb_outline;

/* Make the outline of a tree in *outline; NULL there if the tree is NULL or very large.  False when memory is out. */
bool vb_outline_new(const vb_regex_branch *tree, bool match_case, vb_outline **outline);
void vb_outline_free(vb_outline *outline);

/* True if the step is of a character and `c` is one. */
static inline bool vb_outline_step_fits(const vb_outline_step *step, unsigned char c)
{
    if (step->kind == VB_OUTLINE_CHAR)
        return step->c == c;
    if (step->kind != VB_OUTLINE_SET)
        return false;
    switch ((vb_regex_set)step->c) {
    case VB_REGEX_ANY:
        return true;
    case VB_REGEX_WORD:
        return vb_regex_is_of_word((char)c);
    case VB_REGEX_NO_WORD:
        return !vb_regex_is_of_word((char)c);
    case VB_REGEX_SPACE:
        return c == ' ' || (c >= '\t' && c <= '\r');
    case VB_REGEX_DIGIT:
        return c >= '0' && c <= '9';
    }
    return false;
}

#endif
