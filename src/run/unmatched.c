#include "run/unmatched.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

enum { MOST_LISTED = 10 };

/* vb_unmatched_word's `counted`: where a word stands in the counts, and 2 more. */
enum { NOT_ASKED = 0, NO_ROOM = 1, FIRST_PLACE = 2 };

struct vb_unmatched_form {
    vb_str form;
    uint64_t answers; /* that have it */
    uint64_t of_stem; /* of the first form of a stem: answers that have one of its forms */
    size_t last;      /* of the first form of a stem: the last such answer, counted from 1 */
    size_t first;     /* form of its stem */
};

void vb_unmatched_release(vb_unmatched *unmatched)
{
    vb_map_release(&unmatched->stems);
    vb_map_release(&unmatched->forms);
    free(unmatched->items);
    vb_arena_release(&unmatched->arena);
    *unmatched = (vb_unmatched){0};
}

/* Find a word's place, made if it is new and there is room.  False when memory is out. */
static bool find_place(vb_unmatched *u, vb_unmatched_word *word)
{
    size_t known = vb_map_find(&u->forms, word->form);
    if (known != VB_MAP_NONE || u->n == VB_UNMATCHED_WORDS) {
        word->counted = known == VB_MAP_NONE ? NO_ROOM : FIRST_PLACE + known;
        return true;
    }
    vb_str copy = vb_arena_copy(&u->arena, word->form);
    if (copy.ptr == NULL || !VB_PUSH_ROOM(u->items, u->n, u->cap) || !vb_map_set(&u->forms, copy, u->n))
        return false;
    size_t first = vb_map_find(&u->stems, word->stem);
    if (first == VB_MAP_NONE) {
        vb_str kept = vb_arena_copy(&u->arena, word->stem);
        first = u->n;
        if (kept.ptr == NULL || !vb_map_set(&u->stems, kept, first))
            return false;
    }
    word->counted = FIRST_PLACE + u->n;
    u->items[u->n++] = (vb_unmatched_form){.form = copy, .first = first};
    return true;
}

bool vb_unmatched_count(vb_unmatched *u, vb_unmatched_words *words)
{
    for (size_t i = 0; i < words->n_batch && u->answers < VB_UNMATCHED_ANSWERS; i++) {
        if (words->batch[i] == VB_UNMATCHED_END) {
            u->answers++;
            continue;
        }
        vb_unmatched_word *word = &words->items[words->batch[i]];
        if (word->counted == NOT_ASKED && !find_place(u, word))
            return false;
        if (word->counted == NO_ROOM)
            continue;
        vb_unmatched_form *form = &u->items[word->counted - FIRST_PLACE], *first = &u->items[form->first];
        form->answers++;
        /* Two forms of a stem in one answer ("student", "students") are one answer of the stem. */
        first->of_stem += first->last != u->answers + 1;
        first->last = u->answers + 1;
    }
    return true;
}

static int compare_listed(const void *a, const void *b)
{
    const vb_report_word *x = a;
    const vb_report_word *y = b;
    if (x->answers != y->answers)
        return x->answers > y->answers ? -1 : 1;
    return vb_str_compare(x->word, y->word);
}

bool vb_unmatched_list(const vb_unmatched *u, uint64_t least, vb_arena *arena, const vb_report_word **words,
                       size_t *n)
{
    size_t *best =
        vb_arena_alloc(arena, (u->n + 1) * sizeof *best); /* of each first form: the commonest of its stem */
    vb_report_word *list = vb_arena_alloc(arena, (u->n + 1) * sizeof *list);
    *n = 0;
    if (best == NULL || list == NULL)
        return false;
    for (size_t i = 0; i < u->n; i++) {
        const vb_unmatched_form *item = &u->items[i];
        if (item->first == i)
            best[i] = i;
        const vb_unmatched_form *b = &u->items[best[item->first]];
        if (item->answers > b->answers || (item->answers == b->answers && vb_str_compare(item->form, b->form) < 0))
            best[item->first] = i;
    }
    for (size_t i = 0; i < u->n; i++)
        if (u->items[i].first == i && u->items[i].of_stem >= least) {
            vb_str word = vb_arena_copy(arena, u->items[best[i]].form);
            if (word.ptr == NULL)
                return false;
            list[(*n)++] = (vb_report_word){word, u->items[i].of_stem};
        }
    if (*n > 0)
        qsort(list, *n, sizeof *list, compare_listed);
    *n = *n < MOST_LISTED ? *n : MOST_LISTED;
    *words = list;
    return true;
}
