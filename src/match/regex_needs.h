/* What no match of a regular expression can do without, so that nearly all answers need not be gone through.
 *
 * A fragment is a run of ASCII letters that the pattern asks for one after the other.  Such letters always lie within
 * one word, so the vocabulary decides once for each word which fragments it has.  A need is a set of fragments one of
 * which is in every answer in which there is a match.  (For substrings of an index: Cox, "Regular Expression Matching
 * with a Trigram Index", 2012.) */
#ifndef VB_MATCH_REGEX_NEEDS_H
#define VB_MATCH_REGEX_NEEDS_H

#include "match/regex_tree.h"

enum { VB_REGEX_NEEDS = 3 };

typedef struct {
    vb_str letters;    /* in lower case */
    bool begins, ends; /* no letter, digit or underscore is right before them, right behind them */
} vb_fragment;

/* True if the folded word, or what is left of the text around it, can have the fragment. */
bool vb_fragment_fits(const vb_fragment *fragment, vb_str word);

/* True if it has it at this byte. */
bool vb_fragment_fits_at(const vb_fragment *fragment, vb_str word, size_t at);

typedef struct {
    const vb_fragment *fragments;
    size_t n;
    size_t common; /* how common words are that have one of them; compares needs of a pattern */
} vb_regex_need;

typedef struct {
    vb_regex_need items[VB_REGEX_NEEDS]; /* those that the fewest words serve, best first */
    size_t n;
} vb_regex_needs;

/* Read the needs off a pattern; there are none where `tree` is NULL.  They live as long as the arena's contents.
 * False when memory is out. */
bool vb_regex_needs_find(const vb_regex_branch *tree, vb_arena *arena, vb_regex_needs *needs);

#endif
