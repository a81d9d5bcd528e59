/* Building a coder: slots and programs of terms. */
#ifndef VB_MATCH_PROGRAM_H
#define VB_MATCH_PROGRAM_H

#include "match/coder.h"

/* What building needs and the finished coder does not. */
typedef struct {
    vb_coder *coder;
    vb_key_maker keys;
    vb_map slots;   /* a slot's predicates, as bytes -> slot */
    vb_ids found;   /* predicates being collected */
    vb_buffer name;
    size_t term;    /* the term at hand */
} vb_builder;

/* Compile `pattern` (not NEAR, not REGEX) of the term at hand.  False when memory is out. */
bool vb_program_build(vb_builder *builder, const vb_pattern *pattern, vb_program *program);

/* The cheapest set of slots one of which every match of `pattern` fills, added to *slots: the words that tell that the
 * term is worth trying.  Sets *cost (SIZE_MAX: there is no such set) by `uses`, the number of nodes that a slot is in.
 * False when memory is out. */
bool vb_program_triggers(vb_builder *builder, const vb_pattern *pattern, const uint32_t *uses, vb_ids *slots,
                         size_t *cost);

/* Append to a list.  False when memory is out. */
bool vb_ids_add(vb_ids *ids, size_t id);

/* Sort a list and drop repetitions. */
void vb_ids_settle(vb_ids *ids);

#endif
