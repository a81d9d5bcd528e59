/* Building a coder: slots and programs of terms. */
#ifndef VB_MATCH_PROGRAM_H
#define VB_MATCH_PROGRAM_H

#include "match/coder.h"

/* A list of predicates. */
typedef struct {
    const uint32_t *items;
    size_t n;
} vb_predicates;

/* A pair as it is chosen: two slots and what they set off. */
typedef struct {
    uint32_t left, right;
    vb_trigger trigger;
} vb_pair_plan;

/* What building needs and the finished coder does not. */
typedef struct {
    vb_coder *coder;
    vb_key_maker keys;
    vb_map slots;                   /* a slot's predicates, as bytes -> slot */
    vb_predicates *slot_predicates; /* one a slot */
    size_t cap_slot_predicates;
    vb_map words; /* "kind part word" as terms have it -> index into word_predicates */
    vb_predicates *word_predicates;
    size_t n_words, cap_words;
    vb_arena trials; /* names and predicates of words, predicates of triggers that are still being chosen */
    vb_ids found;    /* predicates being collected */
    vb_pair_plan *pairs;
    size_t n_pairs, cap_pairs;
    size_t *costs; /* one a slot: what it costs to look at words that fill it, vb_trigger_cost() */
    size_t *often; /* one a predicate: how often words satisfy it, by vb_frequency_count() */
    vb_buffer name;
    size_t term;    /* the term at hand */
    size_t n_needs; /* of regular expressions so far */
} vb_builder;

/* Compile `pattern` (not REGEX) of the term at hand.  False when memory is out. */
bool vb_program_build(vb_builder *builder, const vb_pattern *pattern, vb_program *program);

/* A check as it is chosen: words from `from` to `to`, seen from the trigger's. */
typedef struct {
    uint32_t slot; /* VB_NO_SLOT: none */
    int from, to;
    size_t cost; /* how often one is there; SIZE_MAX where there is none */
} vb_check_plan;

#define VB_NO_CHECK ((vb_check_plan){.slot = VB_NO_SLOT, .cost = SIZE_MAX})

/* Keep a check among the best, which stand first. */
void vb_check_offer(vb_check_plan best[VB_CHECKS], vb_check_plan check);

/* Have a trigger check for what has been chosen. */
void vb_check_settle(const vb_check_plan best[VB_CHECKS], vb_trigger *trigger);

/* A trigger as it is chosen. */
typedef struct {
    vb_predicates words;
    size_t least_back, most_back;
    vb_check_plan checks[VB_CHECKS];
} vb_trigger_plan;

typedef struct {
    vb_trigger_plan *items;
    size_t n, cap;
} vb_trigger_plans;

/* The rarest words one of which is in every match of `pattern`, added to *plans: the words that tell that the term is
 * worth trying.  Sets *cost, SIZE_MAX where there are none.  builder->often must be there.  False when memory is out.
 */
bool vb_program_triggers(vb_builder *builder, const vb_pattern *pattern, vb_trigger_plans *plans, size_t *cost);

/* The most tokens that an answer may have for a pattern from ^ to $ to match in it, or one that must fill the `whole`
 * answer; of others SIZE_MAX. */
size_t vb_pattern_longest_answer(const vb_pattern *pattern, bool whole);

/* Tell the slot of a trigger's words of the term.  False when memory is out. */
bool vb_trigger_settle(vb_builder *builder, const vb_trigger_plan *plan, size_t term);

/* Have words that fill the slot set something off.  False when memory is out. */
bool vb_trigger_add(vb_coder *coder, uint32_t slot, vb_trigger trigger);

/* What it costs to look at these words: how often they come. */
size_t vb_trigger_cost(const vb_builder *builder, vb_predicates words);

/* Append to a list.  False when memory is out. */
bool vb_ids_add(vb_ids *ids, size_t id);

/* Sort a list and drop repetitions. */
void vb_ids_settle(vb_ids *ids);

#endif
