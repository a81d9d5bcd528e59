/* Pairs of words are decided once, too: what two neighbours set off together is worked out when they first meet, and
 * remembered.  Most pairs set off nothing.  When there is no more room all are forgotten. */
#ifndef VB_MATCH_PAIRS_H
#define VB_MATCH_PAIRS_H

#include "match/program.h"

typedef struct {
    uint64_t *entries; /* two words' numbers, and where in `lists` what they set off begins; 0: free */
    size_t n, cap;     /* cap is a power of two */
    vb_trigger *lists;
    size_t n_lists, cap_lists;
    size_t most; /* pairs before it clears itself; at least 1 */
    uint64_t seed;
} vb_pair_table;

void vb_pairs_init(vb_pair_table *table);
void vb_pairs_release(vb_pair_table *table);
void vb_pairs_clear(vb_pair_table *table);

/* Number the pairs of slots that terms are set off by, once all phrases are built, and tell them to their slots.
 * False when memory is out. */
bool vb_pairs_build(vb_builder *builder);

#endif
