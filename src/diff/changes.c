#include "diff/comparer.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"
#include "base/tell.h"
#include "run/crew.h"

#include <stdlib.h>

/* What the comparers share: only whose turn it is changes it. */
typedef struct {
    vb_changes *found;
    size_t gold; /* column, or VB_NO_COLUMN */
    size_t *has; /* one a code: bit 0, the answer at hand had it before; bit 1, it has it after */
} pass;

typedef struct {
    vb_comparer comparer;
    pass *pass;
} worker;

/* ---- Gold ---- */

static vb_status intern(vb_changes *found, const size_t *set, size_t n, uint32_t *number, vb_error *err)
{
    vb_str key = {n == 0 ? "" : (const char *)set, n * sizeof *set};
    size_t at = vb_map_find(&found->set_numbers, key);
    if (at == VB_MAP_NONE) {
        vb_str kept = vb_arena_copy(&found->arena, key); /* aligned for any object */
        at = found->n_sets;
        if (kept.ptr == NULL || !VB_PUSH_ROOM(found->sets, found->n_sets, found->cap_sets) ||
            !vb_map_set(&found->set_numbers, kept, at))
            return vb_fail_memory(err);
        found->sets[found->n_sets++] = (vb_code_set){(const size_t *)(const void *)kept.ptr, n};
    }
    *number = (uint32_t)at;
    return VB_OK;
}

/* More codes than these that no lexicon has are no codes: figures of each would say nothing and take for ever. */
enum { MOST_UNKNOWN = 200 };

/* The cell's set; *judged is false where nobody has coded the answer. */
static vb_status read_gold(vb_changes *found, vb_str cell, uint32_t *number, bool *judged, vb_error *err)
{
    size_t n, set[VB_CODES_MOST_GOLD];
    if (!vb_codes_read(&found->codes, cell, set, &n, judged))
        return vb_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        if (set[i] >= found->codes.n_lexicons && found->gold_unknown++ == 0)
            found->first_unknown = found->codes.paths[set[i]];
        size_t level = vb_codes_level(&found->codes, set[i]);
        found->gold_level = level > found->gold_level ? level : found->gold_level;
    }
    if (found->codes.n - found->codes.n_lexicons > MOST_UNKNOWN)
        return vb_fail(
            err, VB_ERROR_USAGE,
            "gold has more than %d codes that no lexicon has, such as `%.*s`: name the column of codes with "
            "--gold",
            MOST_UNKNOWN, VB_ARG(found->first_unknown));
    found->gold_is_set = found->gold_is_set || n > 1;
    return intern(found, set, n, number, err);
}

static vb_status add_unit(vb_changes *found, vb_str cell, const vb_comparison *c, const size_t *set, vb_error *err)
{
    vb_gold_unit unit;
    bool judged;
    vb_status status = read_gold(found, cell, &unit.gold, &judged, err);
    if (status == VB_OK && !judged)
        return VB_OK;
    if (status == VB_OK)
        status = intern(found, set, c->n_before, &unit.before, err);
    if (status == VB_OK)
        status = intern(found, set + c->n_before, c->n_after, &unit.after, err);
    if (status == VB_OK)
        status = intern(found, &c->primary_before, c->primary_before != VB_NO_CATEGORY, &unit.primary_before, err);
    if (status == VB_OK)
        status = intern(found, &c->primary_after, c->primary_after != VB_NO_CATEGORY, &unit.primary_after, err);
    if (status == VB_OK && !VB_PUSH_ROOM(found->units, found->n_units, found->cap_units))
        status = vb_fail_memory(err);
    if (status == VB_OK)
        found->units[found->n_units++] = unit;
    return status;
}

/* ---- In turn ---- */

/* Mark the codes of a set, and those above them, with `bit`. */
static void mark_codes(pass *p, const size_t *set, size_t n, size_t bit)
{
    for (size_t i = 0; i < n; i++)
        for (size_t c = set[i]; c != VB_NO_CATEGORY; c = p->found->codes.parents[c])
            p->has[c] |= bit;
}

static void clear_codes(pass *p, const size_t *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t c = set[i]; c != VB_NO_CATEGORY; c = p->found->codes.parents[c]) {
            vb_code_change *change = &p->found->by_code[c];
            change->before += p->has[c] & 1;
            change->after += p->has[c] >> 1;
            change->lost += p->has[c] == 1;
            change->gained += p->has[c] == 2;
            p->has[c] = 0;
        }
}

static vb_status add_change(vb_changes *found, const vb_change *change, vb_error *err)
{
    if (!VB_PUSH_ROOM(found->items, found->n, found->cap))
        return vb_fail_memory(err);
    found->items[found->n++] = *change;
    found->primaries += change->before.primary_code != change->after.primary_code;
    return VB_OK;
}

static vb_status work(void *context, const vb_batch *batch, const vb_input_file *file, vb_error *err)
{
    return vb_comparer_work(&((worker *)context)->comparer, batch, file, err);
}

static vb_status hand_in(void *context, const vb_batch *batch, const vb_input_file *file, vb_error *err)
{
    const worker *w = context;
    pass *p = w->pass;
    vb_changes *found = p->found;
    vb_status status = VB_OK;
    found->rows += batch->n;
    found->answers += w->comparer.n;
    found->unreadable += w->comparer.unreadable;
    for (size_t i = 0; i < w->comparer.n && status == VB_OK; i++) {
        const vb_comparison *c = &w->comparer.items[i];
        const size_t *set = w->comparer.sets + c->set;
        mark_codes(p, set, c->n_before, 1);
        mark_codes(p, set + c->n_before, c->n_after, 2);
        clear_codes(p, set, c->n_before + c->n_after);
        if (p->gold != VB_NO_COLUMN) {
            vb_record record = vb_comparer_record(&w->comparer, &batch->records[c->record], file);
            status = add_unit(found, record.cells[p->gold], c, set, err);
        }
        if (status == VB_OK && c->change != SIZE_MAX)
            status = add_change(found, &w->comparer.changes[c->change], err);
    }
    return status;
}

/* ---- The pass ---- */

/* Make the workers one. */
static bool gather(vb_changes *found, worker *workers, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        vb_comparer *c = &workers[i].comparer;
        if (!vb_tally_merge(found->before, c->tally_before) || !vb_tally_merge(found->after, c->tally_after))
            return false;
        found->arenas[found->n_arenas++] = c->arena;
        c->arena = (vb_arena){0};
    }
    return true;
}

vb_status vb_changes_find(vb_study *study, const vb_coder *old, size_t gold, vb_changes *changes, vb_error *err)
{
    size_t n = study->job->threads == 0 ? 1 : study->job->threads, made = 0;
    pass p = {.found = changes, .gold = gold};
    vb_crew crew = {study, work, hand_in};
    *changes = (vb_changes){0};
    worker *workers = calloc(n, sizeof *workers);
    void **each = calloc(n, sizeof *each);
    vb_status status = VB_OK;
    changes->before = vb_tally_new(study->n_groupings);
    changes->after = vb_tally_new(study->n_groupings);
    changes->arenas = calloc(n, sizeof *changes->arenas);
    if (workers == NULL || each == NULL || changes->before == NULL || changes->after == NULL ||
        changes->arenas == NULL || !vb_codes_init(&changes->codes, old->lexicon, study->lexicon)) {
        status = vb_fail_memory(err);
        goto done;
    }
    p.has = calloc(changes->codes.n + 1, sizeof *p.has);
    changes->by_code = vb_arena_alloc(&changes->arena, (changes->codes.n + 1) * sizeof *changes->by_code);
    if (p.has == NULL || changes->by_code == NULL)
        status = vb_fail_memory(err);
    for (; made < n && status == VB_OK; made++) {
        workers[made].pass = &p;
        each[made] = &workers[made];
        status = vb_comparer_init(&workers[made].comparer, study, old, &changes->codes, err);
    }
    if (status == VB_OK)
        status = vb_crew_run(&crew, each, n, err);
    if (status == VB_OK && !gather(changes, workers, n))
        status = vb_fail_memory(err);
    if (status == VB_OK)
        vb_job_tell_lines(study->job, &study->inputs.notes);
done:
    for (size_t i = 0; i < made; i++)
        vb_comparer_release(&workers[i].comparer);
    free(workers);
    free(each);
    free(p.has);
    return status;
}

void vb_changes_release(vb_changes *changes)
{
    vb_codes_release(&changes->codes);
    free(changes->items);
    free(changes->units);
    free(changes->sets);
    vb_map_release(&changes->set_numbers);
    vb_tally_free(changes->before);
    vb_tally_free(changes->after);
    for (size_t i = 0; i < changes->n_arenas; i++)
        vb_arena_release(&changes->arenas[i]);
    free(changes->arenas);
    vb_arena_release(&changes->arena);
    *changes = (vb_changes){0};
}
