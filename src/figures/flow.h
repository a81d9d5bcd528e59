/* Flows in a network: what a table's hidden counts may be, given the published ones. */
#ifndef VB_FIGURES_FLOW_H
#define VB_FIGURES_FLOW_H

#include "base/arena.h"

typedef struct vb_flow_arc vb_flow_arc;

/* Nodes and arcs with a flow that is conserved at every node.  All is the arena's. */
typedef struct {
    vb_flow_arc *arcs;
    size_t n_arcs;
    size_t *first_out, *first_in; /* of each node: its arcs, one leading to the next */
    size_t n_nodes;
    size_t *queue, *via; /* of a search: nodes to go on from; how each was reached */
    size_t *seen;        /* the search that reached a node last */
    size_t search;
} vb_flow;

#define VB_FLOW_FREE UINT64_MAX /* as `high`: no limit */

/* A network of `n_nodes` nodes with room for `n_arcs` arcs.  False when memory is out. */
bool vb_flow_init(vb_flow *flow, size_t n_nodes, size_t n_arcs, vb_arena *arena);

/* Add an arc that carries `amount`, which may become anything in [low, high]; returns its number. */
size_t vb_flow_add(vb_flow *flow, size_t tail, size_t head, uint64_t amount, uint64_t low, uint64_t high);

/* Let an arc carry anything in [low, high], which its amount lies in. */
void vb_flow_set_limits(vb_flow *flow, size_t arc, uint64_t low, uint64_t high);

/* Whether an arc can carry amounts that are `width` apart, the others changing as they must.  Whole amounts between
 * two possible ones are possible too.  The network then carries another flow, as good as the one before. */
bool vb_flow_is_wide(vb_flow *flow, size_t arc, uint64_t width);

#endif
