/* Testing a word against every predicate of a compiled lexicon. */
#ifndef VB_MATCH_WORD_TEST_H
#define VB_MATCH_WORD_TEST_H

#include "match/coder.h"

/* Holds stemmers, so one thread's. */
typedef struct {
    const vb_coder *coder;
    vb_key_maker keys;
    vb_ids satisfied; /* the predicates that the word tested last satisfies, rising */
    uint64_t needs;   /* of regular expressions, that it serves; see vb_word */
    vb_buffer name;
} vb_word_tester;

/* `coder` needs its predicates only: slots and terms may follow. */
vb_status vb_word_tester_init(vb_word_tester *tester, const vb_coder *coder, vb_error *err);
void vb_word_tester_release(vb_word_tester *tester);

/* Test a word (valid UTF-8, as written) in all parts, or in one.  Words over 256 bytes satisfy nothing, but
 * may serve any need.  False when memory is out. */
bool vb_word_test(vb_word_tester *tester, vb_str word);
bool vb_word_test_part(vb_word_tester *tester, size_t part, vb_str word);

#endif
