/* Small changes to a lexicon's source; every other byte stays. */
#ifndef VB_LEXICON_SPLICE_H
#define VB_LEXICON_SPLICE_H

#include "base/buffer.h"
#include "lexicon/yaml.h"

/* A key that a term gets beside it, in place of one that it has. */
typedef struct {
    size_t line, column; /* of the term, as vb_term has them */
    const char *key;
    vb_str value; /* as YAML within braces; in place of a text only */
    bool done;    /* set where it could be written: not where the term is written with escapes or over lines */
} vb_term_change;

/* Add `source`, YAML named `file`, with the changes to `out`. */
vb_status vb_terms_splice(vb_str source, const char *file, vb_term_change *changes, size_t n, vb_buffer *out,
                          vb_error *err);

/* Add `source` to `out` with one entry more in `node`, a list or map of it: behind the first `at` (1 at least, if
 * there are any) on a line of its own, or in brackets and braces as the first.  `entry` is YAML on one line that may
 * stand in braces: an item, or a key with its value.  False, with nothing added, where the last of those entries is
 * written with escapes or over lines, so that its end is not known.  Read the result again: a source may have its
 * entries as no line can be added to them. */
bool vb_entry_splice(vb_str source, const vb_yaml *node, size_t at, vb_str entry, vb_buffer *out);

#endif
