/* A pattern is kept once, however often it comes; a cell counts one pattern in one group of a breakdown.  Patterns,
 * groups and cells live in the arena, never move, and are found by hash.  The lists of them stand in the order of
 * arrival until somebody reads: then they are put in the order of their content, in place, so that reading cannot
 * fail. */
#include "tally/tally.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

struct pattern {
    vb_tally_pattern counted;
    uint64_t hash;
    size_t place; /* in the sorted list */
};

struct group {
    vb_tally_group counted;
    uint64_t hash;
    size_t place;
    size_t cells_beg, cells_end; /* in the sorted list of cells */
};

struct cell {
    struct group *group;
    struct pattern *pattern;
    uint64_t n;
};

/* Open addressing; `item` NULL is a free slot.  At most half full. */
struct slot {
    uint64_t hash;
    void *item;
};

struct table {
    struct slot *slots;
    size_t n, cap;
};

struct patterns {
    struct table table;
    struct pattern **items;
    size_t n, cap;
    bool sorted;
};

struct breakdown {
    struct table group_table, cell_table;
    struct group **groups;
    size_t n_groups, cap_groups;
    vb_tally_group *view; /* what vb_tally_groups() gives; as long as `groups` */
    size_t cap_view;
    struct cell **cells;
    size_t n_cells, cap_cells;
    bool sorted;
};

struct vb_tally {
    vb_arena arena;
    uint64_t seed;
    struct patterns *patterns;
    struct breakdown *breakdowns;
    size_t n_breakdowns;
};

vb_tally *vb_tally_new(size_t n_breakdowns)
{
    vb_tally *tally = calloc(1, sizeof *tally);
    if (tally == NULL)
        return NULL;
    tally->seed = vb_hash_seed();
    tally->patterns = calloc(1, sizeof *tally->patterns);
    tally->breakdowns = calloc(n_breakdowns > 0 ? n_breakdowns : 1, sizeof *tally->breakdowns);
    if (tally->patterns == NULL || tally->breakdowns == NULL) {
        vb_tally_free(tally);
        return NULL;
    }
    tally->n_breakdowns = n_breakdowns;
    return tally;
}

void vb_tally_free(vb_tally *tally)
{
    if (tally == NULL)
        return;
    for (size_t i = 0; i < tally->n_breakdowns; i++) {
        struct breakdown *b = &tally->breakdowns[i];
        free(b->group_table.slots);
        free(b->cell_table.slots);
        free(b->groups);
        free(b->view);
        free(b->cells);
    }
    if (tally->patterns != NULL) {
        free(tally->patterns->table.slots);
        free(tally->patterns->items);
    }
    free(tally->patterns);
    free(tally->breakdowns);
    vb_arena_release(&tally->arena);
    free(tally);
}

/* ---- Finding and adding ---- */

static void table_put(struct table *table, uint64_t hash, void *item)
{
    size_t i = (size_t)hash & (table->cap - 1);
    while (table->slots[i].item != NULL)
        i = (i + 1) & (table->cap - 1);
    table->slots[i] = (struct slot){hash, item};
    table->n++;
}

/* Room for one more item.  False when memory is out. */
static bool table_room(struct table *table)
{
    if (table->n < table->cap / 2)
        return true;
    struct table wider = {.cap = table->cap == 0 ? 64 : table->cap * 2};
    wider.slots = wider.cap > table->cap ? calloc(wider.cap, sizeof *wider.slots) : NULL;
    if (wider.slots == NULL)
        return false;
    for (size_t i = 0; i < table->cap; i++)
        if (table->slots[i].item != NULL)
            table_put(&wider, table->slots[i].hash, table->slots[i].item);
    free(table->slots);
    *table = wider;
    return true;
}

/* The first slot for `hash` at or after *at, or NULL: there is no further one.  Start with *at = hash. */
static struct slot *table_next(const struct table *table, uint64_t hash, size_t *at)
{
    if (table->cap == 0)
        return NULL;
    for (size_t i = *at & (table->cap - 1);; i = (i + 1) & (table->cap - 1)) {
        struct slot *slot = &table->slots[i];
        if (slot->item == NULL)
            return NULL;
        if (slot->hash == hash) {
            *at = i + 1;
            return slot;
        }
    }
}

static bool same_answer(const vb_tally_answer *a, const vb_tally_answer *b)
{
    return a->reason == b->reason && a->indicated == b->indicated && a->primary == b->primary &&
           a->n_codes == b->n_codes &&
           (a->n_codes == 0 || memcmp(a->codes, b->codes, a->n_codes * sizeof *a->codes) == 0);
}

/* The pattern of an answer, made if it is new.  NULL when memory is out. */
static struct pattern *pattern_of(vb_tally *tally, const vb_tally_answer *answer)
{
    struct patterns *all = tally->patterns;
    size_t size = answer->n_codes * sizeof *answer->codes;
    uint64_t seed = tally->seed + answer->primary * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)answer->reason * 2 +
                    answer->indicated;
    uint64_t hash = vb_hash((vb_str){(const char *)answer->codes, size}, seed);
    size_t at = (size_t)hash;
    for (struct slot *slot; (slot = table_next(&all->table, hash, &at)) != NULL;) {
        struct pattern *pattern = slot->item;
        if (same_answer(&pattern->counted.answer, answer))
            return pattern;
    }
    struct pattern *pattern = vb_arena_alloc(&tally->arena, sizeof *pattern);
    size_t *codes = vb_arena_alloc(&tally->arena, size);
    if (pattern == NULL || codes == NULL || !table_room(&all->table) || !VB_PUSH_ROOM(all->items, all->n, all->cap))
        return NULL;
    if (size > 0)
        memcpy(codes, answer->codes, size);
    pattern->counted.answer = *answer;
    pattern->counted.answer.codes = codes;
    pattern->hash = hash;
    all->items[all->n++] = pattern;
    all->sorted = false;
    table_put(&all->table, hash, pattern);
    return pattern;
}

static struct group *group_of(vb_tally *tally, struct breakdown *b, vb_str name, uint32_t rank)
{
    uint64_t hash = vb_hash(name, tally->seed);
    size_t at = (size_t)hash;
    for (struct slot *slot; (slot = table_next(&b->group_table, hash, &at)) != NULL;) {
        struct group *group = slot->item;
        if (vb_str_equal(group->counted.name, name)) {
            /* A group given different ranks takes the smallest, whichever came first. */
            if (rank < group->counted.rank)
                group->counted.rank = rank;
            return group;
        }
    }
    struct group *group = vb_arena_alloc(&tally->arena, sizeof *group);
    vb_str copy = vb_arena_copy(&tally->arena, name);
    if (group == NULL || copy.ptr == NULL || !table_room(&b->group_table) ||
        !VB_PUSH_ROOM(b->groups, b->n_groups, b->cap_groups) || !VB_PUSH_ROOM(b->view, b->n_groups, b->cap_view))
        return NULL;
    group->counted = (vb_tally_group){.name = copy, .rank = rank};
    group->hash = hash;
    b->groups[b->n_groups++] = group;
    table_put(&b->group_table, hash, group);
    return group;
}

static struct cell *cell_of(vb_tally *tally, struct breakdown *b, struct group *group, struct pattern *pattern)
{
    uint64_t hash = (group->hash ^ (pattern->hash >> 1)) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 32;
    size_t at = (size_t)hash;
    for (struct slot *slot; (slot = table_next(&b->cell_table, hash, &at)) != NULL;) {
        struct cell *cell = slot->item;
        if (cell->group == group && cell->pattern == pattern)
            return cell;
    }
    struct cell *cell = vb_arena_alloc(&tally->arena, sizeof *cell);
    if (cell == NULL || !table_room(&b->cell_table) || !VB_PUSH_ROOM(b->cells, b->n_cells, b->cap_cells))
        return NULL;
    *cell = (struct cell){.group = group, .pattern = pattern};
    b->cells[b->n_cells++] = cell;
    table_put(&b->cell_table, hash, cell);
    return cell;
}

/* Count `pattern` another `n` times in a group. */
static bool count(vb_tally *tally, struct breakdown *b, vb_str name, uint32_t rank, struct pattern *pattern,
                  uint64_t n)
{
    struct group *group = group_of(tally, b, name, rank);
    struct cell *cell = group == NULL ? NULL : cell_of(tally, b, group, pattern);
    if (cell == NULL)
        return false;
    group->counted.rows += n;
    cell->n += n;
    b->sorted = false;
    return true;
}

bool vb_tally_add(vb_tally *tally, const vb_str *groups, const uint32_t *ranks, const vb_tally_answer *answer)
{
    struct pattern *pattern = pattern_of(tally, answer);
    if (pattern == NULL)
        return false;
    for (size_t i = 0; i < tally->n_breakdowns; i++)
        if (!count(tally, &tally->breakdowns[i], groups[i], ranks == NULL ? 0 : ranks[i], pattern, 1))
            return false;
    pattern->counted.n++;
    return true;
}

bool vb_tally_add_group(vb_tally *tally, size_t breakdown, vb_str group, uint32_t rank, const vb_tally_answer *answer,
                        uint64_t n)
{
    struct pattern *pattern = pattern_of(tally, answer);
    if (pattern != NULL && breakdown == SIZE_MAX)
        pattern->counted.n += n;
    return pattern != NULL &&
           (breakdown == SIZE_MAX || count(tally, &tally->breakdowns[breakdown], group, rank, pattern, n));
}

vb_tally_answer vb_tally_answer_of(const vb_coding *coding, size_t *codes)
{
    for (size_t i = 0; i < coding->n_codes; i++) {
        size_t k = i;
        for (; k > 0 && codes[k - 1] > coding->codes[i].category; k--)
            codes[k] = codes[k - 1];
        codes[k] = coding->codes[i].category;
    }
    return (vb_tally_answer){coding->reason, coding->primary, codes, coding->n_codes, coding->indicated};
}

vb_tally_answer vb_tally_recode(const vb_tally_answer *answer, const size_t *to, size_t *codes)
{
    vb_tally_answer recoded = {.reason = answer->reason, .primary = VB_NO_CATEGORY, .codes = codes};
    for (size_t i = 0; i < answer->n_codes; i++) {
        size_t code = to[answer->codes[i]], at = recoded.n_codes;
        while (at > 0 && codes[at - 1] > code)
            at--;
        if (code == VB_NO_CATEGORY || (at > 0 && codes[at - 1] == code))
            continue;
        memmove(&codes[at + 1], &codes[at], (recoded.n_codes++ - at) * sizeof *codes);
        codes[at] = code;
    }
    if (answer->reason != VB_CODED)
        return recoded;
    recoded.indicated = answer->indicated;
    recoded.primary = answer->primary == VB_NO_CATEGORY ? VB_NO_CATEGORY : to[answer->primary];
    if (recoded.n_codes == 0)
        recoded = (vb_tally_answer){.reason = VB_REASON_NO_MATCH, .primary = VB_NO_CATEGORY, .codes = codes};
    else if (recoded.primary == VB_NO_CATEGORY)
        recoded.primary = codes[0];
    return recoded;
}

/* `scratch` has room for the codes of any of its answers. */
static bool merge(vb_tally *tally, const vb_tally *other, const size_t *to, size_t *scratch)
{
    for (size_t i = 0; i < other->patterns->n; i++) {
        const vb_tally_pattern *theirs = &other->patterns->items[i]->counted;
        vb_tally_answer answer = to == NULL ? theirs->answer : vb_tally_recode(&theirs->answer, to, scratch);
        struct pattern *pattern = pattern_of(tally, &answer);
        if (pattern == NULL)
            return false;
        pattern->counted.n += theirs->n;
    }
    for (size_t i = 0; i < tally->n_breakdowns && i < other->n_breakdowns; i++) {
        const struct breakdown *theirs = &other->breakdowns[i];
        for (size_t k = 0; k < theirs->n_cells; k++) {
            const struct cell *cell = theirs->cells[k];
            const vb_tally_group *group = &cell->group->counted;
            const vb_tally_answer *found = &cell->pattern->counted.answer;
            vb_tally_answer answer = to == NULL ? *found : vb_tally_recode(found, to, scratch);
            struct pattern *pattern = pattern_of(tally, &answer);
            if (pattern == NULL || !count(tally, &tally->breakdowns[i], group->name, group->rank, pattern, cell->n))
                return false;
        }
    }
    return true;
}

bool vb_tally_merge(vb_tally *tally, const vb_tally *other)
{
    return merge(tally, other, NULL, NULL);
}

bool vb_tally_merge_recoded(vb_tally *tally, const vb_tally *other, const size_t *to)
{
    size_t most = 0;
    for (size_t i = 0; i < other->patterns->n; i++) {
        size_t n = other->patterns->items[i]->counted.answer.n_codes;
        most = n > most ? n : most;
    }
    size_t *scratch = calloc(most + 1, sizeof *scratch);
    bool ok = scratch != NULL && merge(tally, other, to, scratch);
    free(scratch);
    return ok;
}

/* ---- Reading, in the order of the content ---- */

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_patterns(const void *a, const void *b)
{
    const vb_tally_answer *x = &(*(struct pattern *const *)a)->counted.answer;
    const vb_tally_answer *y = &(*(struct pattern *const *)b)->counted.answer;
    int order = compare_sizes((size_t)x->reason, (size_t)y->reason);
    if (order == 0)
        order = compare_sizes(x->indicated, y->indicated);
    if (order == 0)
        order = compare_sizes(x->primary, y->primary);
    if (order == 0)
        order = compare_sizes(x->n_codes, y->n_codes);
    for (size_t i = 0; order == 0 && i < x->n_codes; i++)
        order = compare_sizes(x->codes[i], y->codes[i]);
    return order;
}

static int compare_groups(const void *a, const void *b)
{
    const vb_tally_group *x = &(*(struct group *const *)a)->counted;
    const vb_tally_group *y = &(*(struct group *const *)b)->counted;
    if ((x->name.len == 0) != (y->name.len == 0))
        return x->name.len == 0 ? 1 : -1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->rows != y->rows)
        return x->rows > y->rows ? -1 : 1;
    return vb_str_compare(x->name, y->name);
}

static int compare_cells(const void *a, const void *b)
{
    const struct cell *x = *(struct cell *const *)a;
    const struct cell *y = *(struct cell *const *)b;
    int order = compare_sizes(x->group->place, y->group->place);
    return order != 0 ? order : compare_sizes(x->pattern->place, y->pattern->place);
}

static void sort_patterns(struct patterns *all)
{
    if (all->sorted || all->n == 0)
        return;
    qsort(all->items, all->n, sizeof(struct pattern *), compare_patterns);
    for (size_t i = 0; i < all->n; i++)
        all->items[i]->place = i;
    all->sorted = true;
}

static void sort_breakdown(struct breakdown *b)
{
    if (b->sorted || b->n_groups == 0)
        return;
    qsort(b->groups, b->n_groups, sizeof(struct group *), compare_groups);
    for (size_t i = 0; i < b->n_groups; i++) {
        b->groups[i]->place = i;
        b->groups[i]->cells_beg = b->groups[i]->cells_end = 0;
        b->view[i] = b->groups[i]->counted;
    }
    if (b->n_cells > 0)
        qsort(b->cells, b->n_cells, sizeof(struct cell *), compare_cells);
    for (size_t i = 0; i < b->n_cells; i++) {
        struct group *group = b->cells[i]->group;
        if (group->cells_end == 0)
            group->cells_beg = i;
        group->cells_end = i + 1;
    }
    b->sorted = true;
}

const vb_tally_group *vb_tally_groups(const vb_tally *tally, size_t breakdown, size_t *n)
{
    *n = 0;
    if (breakdown >= tally->n_breakdowns)
        return NULL;
    struct breakdown *b = &tally->breakdowns[breakdown];
    sort_patterns(tally->patterns);
    sort_breakdown(b);
    *n = b->n_groups;
    return b->view;
}

void vb_tally_patterns(const vb_tally *tally, size_t breakdown, size_t group,
                       void (*each)(void *context, const vb_tally_pattern *pattern), void *context)
{
    sort_patterns(tally->patterns);
    if (group == SIZE_MAX) {
        for (size_t i = 0; i < tally->patterns->n; i++)
            each(context, &tally->patterns->items[i]->counted);
        return;
    }
    size_t n_groups;
    (void)vb_tally_groups(tally, breakdown, &n_groups);
    if (group >= n_groups)
        return;
    const struct breakdown *b = &tally->breakdowns[breakdown];
    for (size_t i = b->groups[group]->cells_beg; i < b->groups[group]->cells_end; i++) {
        vb_tally_pattern pattern = {b->cells[i]->pattern->counted.answer, b->cells[i]->n};
        each(context, &pattern);
    }
}
