/* The words and phrases of a corpus by their stems, with the answers that have them. */
#ifndef VB_SUGGEST_PHRASES_H
#define VB_SUGGEST_PHRASES_H

#include "base/hash.h"
#include "code/session.h"

enum { VB_PHRASE_MOST_WORDS = 3, VB_PHRASE_MOST_FORMS = 4 };

typedef struct {
    vb_str forms[VB_PHRASE_MOST_FORMS]; /* as typed but in small letters, the first met first */
    size_t times[VB_PHRASE_MOST_FORMS]; /* each was met */
    size_t n_forms;
    size_t n_words;
    uint32_t *answers; /* that have it, rising */
    size_t n, cap;
} vb_suggest_phrase;

/* All zero is empty. */
typedef struct {
    vb_suggest_phrase *items;
    size_t n, cap;
    vb_map by_stems;
    vb_arena arena;
    vb_buffer stems, form;
} vb_suggest_phrases;

/* Add the words, and the phrases of two and three words side by side in a clause, of the answer that `session` has
 * just coded.  None begins or ends with a function word of English, or with a number.  False when memory is out. */
bool vb_phrases_add(vb_suggest_phrases *phrases, vb_session *session, uint32_t answer);

/* The word at a token of that answer as a phrase: its number, or VB_MAP_NONE.  False when memory is out. */
bool vb_phrases_word(const vb_suggest_phrases *phrases, vb_session *session, size_t token, size_t *phrase);

void vb_phrases_release(vb_suggest_phrases *phrases);

/* The form that was met most. */
vb_str vb_phrase_form(const vb_suggest_phrase *phrase);

#endif
