/* Pairs of words are decided once, too: what two neighbours set off together is worked out when they first meet, and
 * remembered.  Most pairs set off nothing.  When there is no more room all are forgotten. */
#ifndef VB_MATCH_PAIRS_H
#define VB_MATCH_PAIRS_H

#include "match/coder.h"

typedef struct {
    struct vb_pair_entry *entries;
    size_t n, cap; /* cap is a power of two */
    vb_trigger *triggers;
    size_t n_triggers, cap_triggers;
    size_t most; /* pairs before it clears itself; at least 1 */
    uint64_t seed;
} vb_pair_table;

void vb_pairs_init(vb_pair_table *table);
void vb_pairs_release(vb_pair_table *table);
void vb_pairs_clear(vb_pair_table *table);

#endif
