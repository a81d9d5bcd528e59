/* Wrong spellings: a word that fills no slot, and is no word of its language, is taken for the nearest one that fills
 * one.
 *
 * Near is one edit away (Damerau, optimal string alignment) with the same first letter, of forms with six letters or
 * more; two edits of forms with ten letters or more (`spelling: 2`: eight).  Marks are no difference.  The forms are
 * the words of the lexicon's terms, and those of the language's list that fill a slot.  A word that the list has, or
 * whose stem a word of it has, is never wrong: lists do not have every ending. */
#ifndef VB_MATCH_SPELLING_H
#define VB_MATCH_SPELLING_H

#include "match/word_test.h"

typedef struct vb_spelling vb_spelling;

/* True if some part of the lexicon asks for it. */
bool vb_spelling_is_asked(const vb_lexicon *lexicon);

/* Set coder->spelling, or leave it NULL if no part of the lexicon asks for it.  All slots must be there. */
vb_status vb_spelling_build(vb_coder *coder, vb_error *err);
void vb_spelling_free(vb_spelling *spelling);

/* What a word is taken for that fills no slot: ptr NULL if nothing is near, if the word is right, or if the nearest
 * fill different slots.  The form lives as long as `spelling`.  False when memory is out. */
bool vb_spelling_find(const vb_spelling *spelling, vb_word_tester *tester, vb_str word, vb_str *taken_for);

#endif
