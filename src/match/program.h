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
    size_t *asked;  /* one a predicate: how many nodes ask for it; once all programs are built */
    vb_buffer name;
    size_t term;    /* the term at hand */
} vb_builder;

/* Compile `pattern` (not REGEX) of the term at hand.  False when memory is out. */
bool vb_program_build(vb_builder *builder, const vb_pattern *pattern, vb_program *program);

/* A slot as a trigger of the term at hand. */
typedef struct {
    uint32_t slot;
    vb_trigger trigger; /* but for its term */
    size_t check_cost;  /* SIZE_MAX: no check yet */
} vb_trigger_slot;

typedef struct {
    vb_trigger_slot *items;
    size_t n, cap;
} vb_trigger_slots;

/* The rarest set of slots one of which every match of `pattern` fills, added to *slots: the words that tell that the term
 * is worth trying.  Sets *cost, SIZE_MAX where there is no such set.  builder->asked must be there: how often terms ask
 * for a word stands in for how often it occurs.  False when memory is out. */
bool vb_program_triggers(vb_builder *builder, const vb_pattern *pattern, vb_trigger_slots *slots, size_t *cost);

/* Append to a list.  False when memory is out. */
bool vb_ids_add(vb_ids *ids, size_t id);

/* Sort a list and drop repetitions. */
void vb_ids_settle(vb_ids *ids);

#endif
