#include "run/repeats.h"

#include "base/hash.h"
#include "base/str.h"
#include "base/tell.h"

#include <stdio.h>
#include <stdlib.h>

/* The place of a hash, or the free one where it belongs. */
static vb_repeats_place *find(vb_repeats_place *places, size_t cap, uint64_t hash)
{
    size_t at = (size_t)hash & (cap - 1);
    while (places[at].row != 0 && places[at].hash != hash)
        at = (at + 1) & (cap - 1);
    return &places[at];
}

/* Twice the room, which is at most half full. */
static bool grow(vb_repeats *r)
{
    size_t cap = r->cap == 0 ? 1024 : 2 * r->cap;
    vb_repeats_place *places = calloc(cap, sizeof *places);
    if (places == NULL)
        return false;
    for (size_t i = 0; i < r->cap; i++)
        if (r->places[i].row != 0)
            *find(places, cap, r->places[i].hash) = r->places[i];
    free(r->places);
    r->places = places;
    r->cap = cap;
    return true;
}

/* True if an id is a number as numbers are written, of which no two say the same. */
static bool is_number(vb_str id, uint64_t *number)
{
    enum { MOST_DIGITS = 18 };
    *number = 0;
    if (id.len > MOST_DIGITS || (id.ptr[0] == '0' && id.len > 1))
        return false;
    for (size_t i = 0; i < id.len; i++) {
        if (id.ptr[i] < '0' || id.ptr[i] > '9')
            return false;
        *number = *number * 10 + (uint64_t)(id.ptr[i] - '0');
    }
    return true;
}

/* True if a number begins the run or continues it. */
static bool continues(vb_repeats *r, uint64_t number, size_t file, size_t row)
{
    vb_repeats_run *run = &r->run;
    if (!run->begun && r->n == 0)
        *run = (vb_repeats_run){true, number, number, row, file};
    if (!run->begun || number != run->next || file != run->file || row != run->row + (number - run->first))
        return false;
    run->next++;
    return true;
}

/* The row of an id of the run; 0: it is none. */
static size_t row_in_run(const vb_repeats_run *run, vb_str id)
{
    uint64_t number;
    bool in = is_number(id, &number) && number >= run->first && number < run->next;
    return in ? run->row + (size_t)(number - run->first) : 0;
}

static void meet_again(vb_repeats *r, vb_repeats_place *place, vb_str id, size_t file, size_t row)
{
    if (place->told)
        return;
    place->told = 1;
    if (r->repeated++ > 0)
        return;
    size_t len = id.len < 40 ? id.len : 40;
    while (len < id.len && len > 0 && ((unsigned char)id.ptr[len] & 0xC0) == 0x80)
        len--; /* no half of a character */
    (void)snprintf(r->first, sizeof r->first, "%.*s%s", (int)len, id.ptr, len < id.len ? "…" : "");
    r->rows[0] = place->row;
    r->files[0] = place->file;
    r->rows[1] = (uint32_t)row;
    r->files[1] = (uint32_t)file;
}

void vb_repeats_expect(const vb_repeats *r, vb_str id)
{
    if (r->cap > 0)
        __builtin_prefetch(&r->places[vb_hash(id, r->seed) & (r->cap - 1)], 1);
}

bool vb_repeats_note(vb_repeats *r, vb_str id, size_t file, size_t row)
{
    uint64_t number;
    if (id.len == 0 || row == 0 || row > UINT32_MAX || (is_number(id, &number) && continues(r, number, file, row)))
        return true;
    if (r->cap == 0)
        r->seed = vb_hash_seed();
    if (2 * r->n >= r->cap && !grow(r))
        return false;
    uint64_t hash = vb_hash(id, r->seed);
    vb_repeats_place *place = find(r->places, r->cap, hash);
    size_t in_run = row_in_run(&r->run, id);
    bool is_first = place->row == 0 && in_run == 0;
    if (place->row == 0 && r->n < VB_REPEATS_MOST) {
        size_t first_row = is_first ? row : in_run, first_file = is_first ? file : r->run.file;
        *place =
            (vb_repeats_place){.hash = hash, .row = (uint32_t)first_row, .file = (uint32_t)first_file & 0x7FFFFFFF};
        r->n++;
    }
    if (place->row != 0 && !is_first)
        meet_again(r, place, id, file, row);
    return true;
}

void vb_repeats_tell(const vb_repeats *r, const vb_job *job)
{
    bool one = r->repeated == 1;
    if (r->repeated == 0)
        return;
    char count[96], where[512];
    (void)snprintf(count, sizeof count, "%llu id%s more than once%s", (unsigned long long)r->repeated,
                   one ? " stands" : "s stand", one ? ":" : ", the first is");
    if (r->files[0] == r->files[1] && job->n_inputs < 2)
        (void)snprintf(where, sizeof where, "rows %u and %u", r->rows[0], r->rows[1]);
    else
        (void)snprintf(where, sizeof where, "%.200s, row %u, and %.200s, row %u", job->inputs[r->files[0]],
                       r->rows[0], job->inputs[r->files[1]], r->rows[1]);
    vb_job_tell(job, "%s %s in %s: are answers in twice?", count, r->first, where);
}

void vb_repeats_release(vb_repeats *r)
{
    free(r->places);
    *r = (vb_repeats){0};
}
