/* An arc's amount is raised by sending as much back from its head to its tail over the others: augmenting paths, the
 * shortest first (Edmonds & Karp 1972). */
#include "figures/flow.h"

#define NONE SIZE_MAX

struct vb_flow_arc {
    size_t tail, head;
    uint64_t amount, low, high;
    size_t next_out, next_in;
};

bool vb_flow_init(vb_flow *flow, size_t n_nodes, size_t n_arcs, vb_arena *arena)
{
    *flow = (vb_flow){.n_nodes = n_nodes};
    flow->arcs = vb_arena_alloc(arena, (n_arcs + 1) * sizeof *flow->arcs);
    flow->first_out = vb_arena_alloc(arena, (n_nodes + 1) * sizeof *flow->first_out);
    flow->first_in = vb_arena_alloc(arena, (n_nodes + 1) * sizeof *flow->first_in);
    flow->queue = vb_arena_alloc(arena, (n_nodes + 1) * sizeof *flow->queue);
    flow->via = vb_arena_alloc(arena, (n_nodes + 1) * sizeof *flow->via);
    flow->seen = vb_arena_alloc(arena, (n_nodes + 1) * sizeof *flow->seen);
    if (flow->arcs == NULL || flow->first_out == NULL || flow->first_in == NULL || flow->queue == NULL ||
        flow->via == NULL || flow->seen == NULL)
        return false;
    for (size_t i = 0; i < n_nodes; i++)
        flow->first_out[i] = flow->first_in[i] = NONE;
    return true;
}

size_t vb_flow_add(vb_flow *flow, size_t tail, size_t head, uint64_t amount, uint64_t low, uint64_t high)
{
    size_t number = flow->n_arcs++;
    flow->arcs[number] = (vb_flow_arc){tail, head, amount, low, high, flow->first_out[tail], flow->first_in[head]};
    flow->first_out[tail] = flow->first_in[head] = number;
    return number;
}

void vb_flow_set_limits(vb_flow *flow, size_t arc, uint64_t low, uint64_t high)
{
    flow->arcs[arc].low = low;
    flow->arcs[arc].high = high;
}

/* How much more, or less, an arc may carry. */
static uint64_t room(const vb_flow_arc *arc, bool up)
{
    return up ? arc->high - arc->amount : arc->amount - arc->low;
}

static void change(vb_flow_arc *arc, bool up, uint64_t by)
{
    arc->amount = up ? arc->amount + by : arc->amount - by;
}

/* How a node was reached: by an arc that carries more, or by one that carries less. */
static size_t step_of(size_t arc, bool up)
{
    return 2 * arc + up;
}

/* Find a way from `from` to `to` on which more can be sent, without arc `without`. */
static bool find_way(vb_flow *flow, size_t from, size_t to, size_t without)
{
    size_t n = 0;
    flow->search++;
    flow->seen[from] = flow->search;
    flow->queue[n++] = from;
    for (size_t i = 0; i < n; i++) {
        size_t node = flow->queue[i];
        for (int up = 1; up >= 0; up--) {
            size_t a = up ? flow->first_out[node] : flow->first_in[node];
            for (; a != NONE; a = up ? flow->arcs[a].next_out : flow->arcs[a].next_in) {
                const vb_flow_arc *arc = &flow->arcs[a];
                size_t next = up ? arc->head : arc->tail;
                if (a == without || flow->seen[next] == flow->search || room(arc, up) == 0)
                    continue;
                flow->seen[next] = flow->search;
                flow->via[next] = step_of(a, up);
                if (next == to)
                    return true;
                flow->queue[n++] = next;
            }
        }
    }
    return false;
}

/* Raise or lower an arc's amount, at most by `most`; by how much. */
static uint64_t push(vb_flow *flow, size_t number, bool up, uint64_t most)
{
    vb_flow_arc *arc = &flow->arcs[number];
    size_t from = up ? arc->head : arc->tail, to = up ? arc->tail : arc->head;
    uint64_t done = 0;
    while (done < most && room(arc, up) > 0 && find_way(flow, from, to, number)) {
        uint64_t by = most - done < room(arc, up) ? most - done : room(arc, up);
        for (size_t node = to; node != from;) {
            const vb_flow_arc *step = &flow->arcs[flow->via[node] / 2];
            bool more = flow->via[node] % 2;
            by = room(step, more) < by ? room(step, more) : by;
            node = more ? step->tail : step->head;
        }
        for (size_t node = to; node != from;) {
            vb_flow_arc *step = &flow->arcs[flow->via[node] / 2];
            bool more = flow->via[node] % 2;
            node = more ? step->tail : step->head;
            change(step, more, by);
        }
        change(arc, up, by);
        done += by;
    }
    return done;
}

bool vb_flow_is_wide(vb_flow *flow, size_t arc, uint64_t width)
{
    return push(flow, arc, true, width) == width || push(flow, arc, false, width) == width;
}
