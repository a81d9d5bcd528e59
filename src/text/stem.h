/* Stemming.  Sole user of libstemmer. */
#ifndef VB_TEXT_STEM_H
#define VB_TEXT_STEM_H

#include "verbatim.h"

typedef struct vb_stemmer vb_stemmer;

/* A stemmer for a Snowball language ("english", "spanish", ...).  Not to be shared between threads.
 * NULL with *err set (an unknown language: the message lists the known ones); release with vb_stemmer_free(). */
vb_stemmer *vb_stemmer_new(const char *language, vb_error *err);
void vb_stemmer_free(vb_stemmer *stemmer);

/* True if there is a stemmer for the language; for checking a lexicon without making one. */
bool vb_stemmer_knows(const char *language);

/* The stem of a folded word, valid until the next call.  `ptr` is NULL when memory is out.
 * Words over 256 bytes are their own stem. */
vb_str vb_stemmer_stem(vb_stemmer *stemmer, vb_str word);

#endif
