/* Building a coder: predicates and slots. */
#ifndef VB_MATCH_SLOTS_H
#define VB_MATCH_SLOTS_H

#include "match/program.h"

/* True if a pattern is decided by one word alone: a word, a glob, a number, or a choice of such. */
bool vb_slot_is_single(const vb_pattern *pattern);

/* Collect the predicates of a single pattern into builder->found.  False when memory is out. */
bool vb_slot_collect(vb_builder *builder, const vb_pattern *pattern);

/* The mask of the predicates in builder->found. */
vb_predicate_mask vb_slot_mask(const vb_builder *builder);

/* The slot of the predicates in builder->found, which is emptied.  The same predicates are always the same slot.
 * UINT32_MAX when memory is out. */
uint32_t vb_slot_take(vb_builder *builder);

/* The predicates in builder->found, which is emptied, in builder->trials.  `items` is NULL when memory is out. */
vb_predicates vb_slot_keep(vb_builder *builder);

/* The slot of predicates.  The same predicates always have the same.  UINT32_MAX when memory is out. */
uint32_t vb_slot_of(vb_builder *builder, vb_predicates predicates);

#endif
