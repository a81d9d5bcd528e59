/* The words of answers that were not recognised, as one thread notes them.  Like words of the lexicon they are
 * decided once: what a word is counted as is settled when it is first seen. */
#ifndef VB_RUN_UNMATCHED_WORDS_H
#define VB_RUN_UNMATCHED_WORDS_H

#include "base/arena.h"
#include "base/hash.h"
#include "code/session.h"

#define VB_UNMATCHED_END UINT32_MAX

/* What a word is counted as. */
typedef struct {
    vb_str stem, form; /* folded */
    size_t counted;    /* for whoever counts it: 0 at first */
    size_t answer;     /* the last that has it, counted from 1 since the thread began */
} vb_unmatched_word;

/* All zero is empty. */
typedef struct {
    vb_map surfaces; /* words as written -> index of what they are counted as, or a number of no item: nothing */
    vb_map forms;    /* -> index */
    vb_unmatched_word *items;
    size_t n, cap;
    vb_arena arena;
    uint32_t *batch; /* what the batch's answers have, each once an answer, VB_UNMATCHED_END behind every answer */
    size_t n_batch, cap_batch;
    size_t answers;
} vb_unmatched_words;

void vb_unmatched_words_release(vb_unmatched_words *words);

/* Begin a batch.  True: there were so many words that they have been forgotten, and their numbers are others from now
 * on. */
bool vb_unmatched_words_clear(vb_unmatched_words *words);

/* Note the words of the answer that `session` has just coded, and that the lexicon knows nothing of.  Function words
 * of English are left out.  False when memory is out. */
bool vb_unmatched_words_note(vb_unmatched_words *words, vb_session *session);

/* Note an answer again by the numbers that were noted of it.  False when memory is out. */
bool vb_unmatched_words_note_again(vb_unmatched_words *words, const uint32_t *numbers, size_t n);

/* The two steps of vb_unmatched_words_note(): note one word, by its form, of the answer at hand; end the answer.
 * False when memory is out. */
bool vb_unmatched_words_add(vb_unmatched_words *words, vb_str stem, vb_str form);
bool vb_unmatched_words_end(vb_unmatched_words *words);

#endif
