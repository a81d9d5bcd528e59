/* The keys of a word: everything by which a slot may know it, in one of a lexicon's parts.  Words of terms and words
 * of answers get their keys here, in the same way. */
#ifndef VB_MATCH_KEYS_H
#define VB_MATCH_KEYS_H

#include "base/buffer.h"
#include "lexicon/lexicon.h"
#include "text/stem.h"

enum { VB_KEYS_MOST = 4 };

typedef struct {
    vb_str forms[VB_KEYS_MOST]; /* folded: as written, and `dont` for `don't` */
    size_t n_forms;
    vb_str cased[VB_KEYS_MOST]; /* the same without case fold */
    size_t n_cased;
    vb_str stems[VB_KEYS_MOST]; /* of the forms, by both ways of stripping marks; "=initial" by a `words` repair */
    size_t n_stems;
} vb_keys;

/* Makes keys; holds the stemmers, so one thread's. */
typedef struct {
    const vb_lexicon *lexicon;
    vb_stemmer **stemmers; /* one a part; NULL where the part does not stem */
    vb_buffer bytes;
} vb_key_maker;

vb_status vb_key_maker_init(vb_key_maker *maker, const vb_lexicon *lexicon, vb_error *err);
void vb_key_maker_release(vb_key_maker *maker);

/* The keys of a word (valid UTF-8, as written) in a part; they live until the next call.  False when memory is
 * out. */
bool vb_keys_make(vb_key_maker *maker, size_t part, vb_str word, vb_keys *keys);

#endif
