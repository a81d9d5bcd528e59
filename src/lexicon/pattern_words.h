/* The words of a term: a run of literal characters and wildcards becomes tokens.  Private to the lexicon stage. */
#ifndef VB_LEXICON_PATTERN_WORDS_H
#define VB_LEXICON_PATTERN_WORDS_H

#include "base/buffer.h"
#include "lexicon/pattern.h"
#include "text/tokens.h"

/* Where a byte of a run comes from. */
typedef struct {
    uint32_t column; /* of the term, 1-based */
    char wild;       /* `*` or `?`; 0: the character itself */
    bool exact;
} vb_pattern_place;

/* Neighbouring words as the tokenizer will see them: backslashes gone, every wildcard and every slot that is no
 * word written as the letter x. */
typedef struct {
    vb_buffer text;
    vb_pattern_place *places; /* one for each byte of text */
    size_t n, cap;
    size_t from; /* bytes before this offset have become nodes */
    bool marks; /* some byte is neither an ASCII letter nor a blank: else the tokens are what stands between blanks */
    vb_token_list tokens; /* of the text from `from` on, while it becomes nodes */
    vb_buffer word;       /* one of it, as a node has it */
} vb_pattern_run;

/* Add bytes that come from one place; ASCII letters, the first of which is at `place` and the others behind it. False
 * when memory is out. */
bool vb_pattern_run_add(vb_pattern_run *run, vb_str bytes, vb_pattern_place place);
bool vb_pattern_run_add_letters(vb_pattern_run *run, vb_str letters, vb_pattern_place place);
void vb_pattern_run_clear(vb_pattern_run *run); /* forgets what it has, keeps its memory */
void vb_pattern_run_release(vb_pattern_run *run);

/* Nodes under construction. */
typedef struct {
    const vb_pattern **items;
    size_t n, cap;
} vb_pattern_list;

/* Push the nodes of the words since run->from.  False with *err set. */
bool vb_pattern_run_words(vb_pattern_run *run, const vb_pattern_env *env, vb_pattern_list *out, vb_error *err);

/* Check that no clause ends between two of the run's words, then forget the run.  False with *err set. */
bool vb_pattern_run_end(vb_pattern_run *run, const vb_pattern_env *env, vb_error *err);

#endif
