/* Lists of a language's words, for telling a wrong spelling from a word that is merely unknown to a lexicon.
 *
 * Made at build time by gen/word_list.c from Debian's lists: lower case, without marks, the letters a to z only,
 * words of VB_WORD_LIST_LEAST letters and more.  In byte order, front-coded: of each word, how many letters it shares
 * with the one before, how many follow, and these; the first of every VB_WORD_LIST_BLOCK words shares none. */
#ifndef VB_TEXT_WORD_LIST_H
#define VB_TEXT_WORD_LIST_H

#include "verbatim.h"

enum { VB_WORD_LIST_LEAST = 5, VB_WORD_LIST_MOST = 60, VB_WORD_LIST_BLOCK = 16 };

typedef struct {
    const char *language; /* of libstemmer */
    const char *package;  /* the Debian package that it is from */
    const char *sha256;   /* of that package's file, in hexadecimal */
    const unsigned char *bytes;
    size_t n_bytes;
    const uint32_t *blocks; /* where each begins in `bytes` */
    size_t n_blocks, n_words;
} vb_word_list;

/* `language` NULL ends the lists.  Generated into build/word_lists.c. */
extern const vb_word_list vb_word_lists[];

/* The list of a language, NULL where there is none. */
const vb_word_list *vb_word_list_of(const char *language);

bool vb_word_list_has(const vb_word_list *list, vb_str word);

/* A place in a list. */
typedef struct {
    const vb_word_list *list;
    size_t at; /* byte of the next word */
    size_t len;
    char word[VB_WORD_LIST_MOST]; /* the word before */
} vb_word_cursor;

/* At the first word that is not before `from` in byte order; with an empty one, at the first. */
vb_word_cursor vb_word_list_seek(const vb_word_list *list, vb_str from);

/* The next word, which lives until the next call; false at the end. */
bool vb_word_cursor_next(vb_word_cursor *cursor, vb_str *word);

#endif
