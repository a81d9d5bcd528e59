#include "match/regex_sieve.h"

#include "base/grow.h"
#include "base/hash.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Numbers of states: where in `behind` their rows begin.  What is behind a state and a class of characters is NEW
 * until it is asked for. */
enum { NEW, NO, YES, FIRST_STATE };

/* Steps of the outline that the next character, or the end of the text, decides on. */
typedef struct {
    const uint32_t *steps;
    size_t n;
    uint32_t at_end; /* NEW, NO or YES */
} state;

struct vb_sieve {
    const vb_outline *outline;
    vb_arena arena; /* steps of states */
    vb_map known;   /* steps, as bytes -> index of the state */
    state *states;
    size_t n, cap;
    uint32_t *behind; /* rows of states: of each class, the number of the next state */
    size_t cap_behind;
    size_t bytes, most;
    uint32_t start; /* NEW until it is made */
    /* of the set of steps that is being made */
    uint32_t *found, *open, *marks;
    size_t n_found;
    uint32_t mark;
    bool at_first, at_last, done;
};

vb_sieve *vb_sieve_new(const vb_outline *outline, size_t most)
{
    vb_sieve *sieve = calloc(1, sizeof *sieve);
    if (sieve == NULL)
        return NULL;
    sieve->outline = outline;
    sieve->most = most;
    sieve->n = FIRST_STATE;
    sieve->found = malloc(outline->n * sizeof *sieve->found);
    sieve->open = malloc(outline->n * sizeof *sieve->open);
    sieve->marks = calloc(outline->n, sizeof *sieve->marks);
    if (sieve->found == NULL || sieve->open == NULL || sieve->marks == NULL) {
        vb_sieve_free(sieve);
        return NULL;
    }
    return sieve;
}

void vb_sieve_free(vb_sieve *sieve)
{
    if (sieve == NULL)
        return;
    vb_arena_release(&sieve->arena);
    vb_map_release(&sieve->known);
    free(sieve->states);
    free(sieve->behind);
    free(sieve->found);
    free(sieve->open);
    free(sieve->marks);
    free(sieve);
}

static void begin_set(vb_sieve *s, bool at_first, bool at_last)
{
    s->n_found = 0;
    s->done = false;
    s->at_first = at_first;
    s->at_last = at_last;
    if (++s->mark == 0) {
        memset(s->marks, 0, s->outline->n * sizeof *s->marks);
        s->mark = 1;
    }
}

static inline size_t open_step(vb_sieve *s, size_t n_open, uint32_t step)
{
    if (s->marks[step] != s->mark) {
        s->marks[step] = s->mark;
        s->open[n_open++] = step;
    }
    return n_open;
}

/* Add the step, or those that it leads to without a character. */
static void add_step(vb_sieve *s, uint32_t first)
{
    size_t n_open = open_step(s, 0, first);
    while (n_open > 0 && !s->done) {
        uint32_t at = s->open[--n_open];
        const vb_outline_step *step = &s->outline->steps[at];
        switch ((vb_outline_kind)step->kind) {
        case VB_OUTLINE_FORK:
            n_open = open_step(s, n_open, step->target);
            n_open = open_step(s, n_open, at + 1);
            break;
        case VB_OUTLINE_JUMP:
            n_open = open_step(s, n_open, step->target);
            break;
        case VB_OUTLINE_FIRST:
            if (s->at_first)
                n_open = open_step(s, n_open, at + 1);
            break;
        case VB_OUTLINE_LAST:
            if (s->at_last)
                n_open = open_step(s, n_open, at + 1);
            else
                s->found[s->n_found++] = at;
            break;
        case VB_OUTLINE_CHAR:
        case VB_OUTLINE_SET:
            s->found[s->n_found++] = at;
            break;
        case VB_OUTLINE_DONE:
            s->done = true;
        }
    }
}

static void forget(vb_sieve *s)
{
    vb_map_release(&s->known);
    vb_arena_clear(&s->arena);
    s->n = FIRST_STATE;
    s->start = NEW;
    s->bytes = 0;
}

/* The number of the state of the steps found; if all others had to be forgotten for it, *forgotten is set.  False
 * when memory is out. */
static bool settle(vb_sieve *s, uint32_t *number, bool *forgotten)
{
    size_t classes = s->outline->n_classes;
    vb_str steps = {(const char *)s->found, s->n_found * sizeof *s->found};
    if (s->done || s->n_found == 0) {
        *number = s->done ? YES : NO;
        return true;
    }
    size_t known = vb_map_find(&s->known, steps);
    if (known != VB_MAP_NONE) {
        *number = (uint32_t)(known * classes);
        return true;
    }
    *forgotten = s->bytes > s->most;
    if (*forgotten)
        forget(s);
    uint32_t *kept = vb_arena_alloc(&s->arena, steps.len);
    size_t need = (s->n + 1) * classes;
    if (kept == NULL || !VB_PUSH_ROOM(s->states, s->n, s->cap) ||
        (need > s->cap_behind && !vb_grow(&s->behind, &s->cap_behind, need, sizeof *s->behind)))
        return false;
    memcpy(kept, s->found, steps.len);
    if (!vb_map_set(&s->known, (vb_str){(const char *)kept, steps.len}, s->n))
        return false;
    memset(&s->behind[s->n * classes], NEW, classes * sizeof *s->behind);
    s->bytes += steps.len + sizeof *s->states + classes * sizeof *s->behind;
    s->states[s->n] = (state){.steps = kept, .n = s->n_found};
    *number = (uint32_t)(s->n++ * classes);
    return true;
}

static bool find_start(vb_sieve *s)
{
    bool forgotten = false;
    begin_set(s, true, false);
    add_step(s, 0);
    return settle(s, &s->start, &forgotten);
}

/* What is behind a state and a character of the class. */
static bool find_behind(vb_sieve *s, uint32_t from, size_t class, uint32_t *to)
{
    const vb_outline *o = s->outline;
    const state *at = &s->states[from / o->n_classes];
    bool forgotten = false;
    if (class == VB_OUTLINE_GOES_ON) {
        *to = s->behind[from + class] = from;
        return true;
    }
    begin_set(s, false, false);
    for (size_t i = 0; i < at->n && !s->done; i++)
        if (vb_outline_step_fits(o, &o->steps[at->steps[i]], class))
            add_step(s, at->steps[i] + 1);
    if (!o->anchored && !s->done)
        add_step(s, 0);
    if (!settle(s, to, &forgotten))
        return false;
    if (!forgotten)
        s->behind[from + class] = *to;
    return true;
}

/* True if the text may end in the state. */
static bool may_end(vb_sieve *s, uint32_t number)
{
    state *at = &s->states[number / s->outline->n_classes];
    if (at->at_end == NEW) {
        begin_set(s, false, true);
        for (size_t i = 0; i < at->n && !s->done; i++)
            if (s->outline->steps[at->steps[i]].kind == VB_OUTLINE_LAST)
                add_step(s, at->steps[i] + 1);
        at->at_end = s->done ? YES : NO;
    }
    return at->at_end == YES;
}

/* Go on from the state *at and the byte `i` as far as states are known.  The byte of which they are not. */
static size_t go_on(const vb_sieve *s, vb_str text, size_t i, uint32_t *at)
{
    const uint8_t *class_of = s->outline->class_of;
    const uint32_t *behind = s->behind;
    uint32_t here = *at;
    for (; i < text.len && here >= FIRST_STATE; i++) {
        uint32_t next = behind[here + class_of[(unsigned char)text.ptr[i]]];
        if (next == NEW)
            break;
        here = next;
    }
    *at = here;
    return i;
}

bool vb_sieve_run(vb_sieve *s, vb_str text, vb_sieve_result *result)
{
    *result = VB_SIEVE_PASSES;
    if (text.len > 0 && text.ptr[text.len - 1] == '\n')
        return true; /* the end is before it, too */
    if (s->start == NEW && !find_start(s))
        return false;
    uint32_t at = s->start;
    for (size_t i = 0; (i = go_on(s, text, i, &at)) < text.len && at >= FIRST_STATE; i++)
        if (!find_behind(s, at, s->outline->class_of[(unsigned char)text.ptr[i]], &at))
            return false;
    if (at == NO || (at >= FIRST_STATE && !may_end(s, at)))
        *result = VB_SIEVE_STOPS;
    else if (s->outline->exact && text.len > 0 && vb_utf8_is_ascii(text))
        *result = VB_SIEVE_MATCHES;
    return true;
}
