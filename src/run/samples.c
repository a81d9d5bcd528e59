#include "run/samples_kept.h"

#include "base/grow.h"
#include "base/str.h"
#include "stats/random.h"

#include <stdlib.h>

vb_samples *vb_samples_new(uint64_t seed)
{
    vb_samples *s = calloc(1, sizeof *s);
    if (s != NULL)
        s->seed = seed;
    return s;
}

void vb_samples_free(vb_samples *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < s->n_answers; i++)
        vb_arena_release(&s->answers[i].arena);
    vb_map_release(&s->known);
    vb_arena_release(&s->keys);
    free(s->cells);
    free(s->answers);
    free(s->wanted);
    free(s);
}

uint64_t vb_sample_cell(size_t breakdown, vb_str group, size_t code)
{
    return vb_hash(group, (uint64_t)breakdown * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)code);
}

/* ---- Taking ---- */

/* The number of a cell, made if it is new; VB_NO_SAMPLE when memory is out. */
static size_t find_cell(vb_samples *s, uint64_t key)
{
    size_t number = vb_map_find(&s->known, (vb_str){(const char *)&key, sizeof key});
    if (number != VB_MAP_NONE)
        return number;
    vb_str kept_key = vb_arena_copy(&s->keys, (vb_str){(const char *)&key, sizeof key});
    if (kept_key.ptr == NULL || !VB_PUSH_ROOM(s->cells, s->n_cells, s->cap_cells) ||
        !vb_map_set(&s->known, kept_key, s->n_cells))
        return VB_NO_SAMPLE;
    s->cells[s->n_cells] = (vb_sample_heap){.key = key};
    return s->n_cells++;
}

/* A cell's answers are a heap: the one with the largest number is the first, and the first to give way. */
static bool is_larger(const vb_samples *s, const vb_sample_heap *c, size_t i, size_t j)
{
    return s->answers[c->answers[i]].number > s->answers[c->answers[j]].number;
}

static void swap(vb_sample_heap *c, size_t i, size_t j)
{
    size_t answer = c->answers[i];
    c->answers[i] = c->answers[j];
    c->answers[j] = answer;
}

static void add_to_cell(const vb_samples *s, vb_sample_heap *c, size_t answer)
{
    size_t i = c->n++;
    c->answers[i] = answer;
    for (; i > 0 && is_larger(s, c, i, (i - 1) / 2); i = (i - 1) / 2)
        swap(c, i, (i - 1) / 2);
}

static void replace_in_cell(const vb_samples *s, vb_sample_heap *c, size_t answer)
{
    c->answers[0] = answer;
    for (size_t i = 0, largest = 0;; i = largest) {
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < c->n; child++)
            if (is_larger(s, c, child, largest))
                largest = child;
        if (largest == i)
            return;
        swap(c, i, largest);
    }
}

bool vb_samples_offer(vb_samples *s, const uint64_t *cells, size_t n_cells)
{
    vb_random random;
    vb_random_seed(&random, s->seed, s->offered++);
    s->number = vb_random_next(&random);
    s->n_wanted = 0;
    bool replaces = false;
    for (size_t i = 0; i < n_cells; i++) {
        size_t number = find_cell(s, cells[i]);
        if (number == VB_NO_SAMPLE || !VB_PUSH_ROOM(s->wanted, s->n_wanted, s->cap_wanted)) {
            s->failed = true; /* told by vb_samples_put() */
            return true;
        }
        const vb_sample_heap *c = &s->cells[number];
        bool full = c->n == VB_SAMPLE_CELL;
        if (full && s->answers[c->answers[0]].number <= s->number)
            continue;
        replaces = replaces || full;
        s->wanted[s->n_wanted++] = number;
    }
    return s->n_wanted > 0 && (s->live < VB_SAMPLE_ALL || replaces);
}

static void let_go(vb_samples *s, size_t answer)
{
    vb_kept_answer *k = &s->answers[answer];
    if (--k->cells > 0)
        return;
    vb_arena_release(&k->arena);
    *k = (vb_kept_answer){0};
    s->live--;
    s->hole = answer;
}

/* A place for an answer: a free one, or a new one.  VB_NO_SAMPLE when memory is out. */
static size_t find_place(vb_samples *s)
{
    if (s->hole < s->n_answers && s->answers[s->hole].cells == 0)
        return s->hole;
    for (size_t i = 0; s->live < s->n_answers && i < s->n_answers; i++)
        if (s->answers[i].cells == 0)
            return i;
    if (!VB_PUSH_ROOM(s->answers, s->n_answers, s->cap_answers))
        return VB_NO_SAMPLE;
    s->answers[s->n_answers] = (vb_kept_answer){0};
    return s->n_answers++;
}

/* As much of a text as is kept: to the end of a word. */
static vb_str cut(vb_str text)
{
    text = vb_str_trim(text);
    if (text.len <= VB_SAMPLE_BYTES)
        return text;
    size_t end = VB_SAMPLE_BYTES;
    while (end > 0 && text.ptr[end] != ' ' && text.ptr[end] != '\n')
        end--;
    if (end == 0)
        for (end = VB_SAMPLE_BYTES; ((unsigned char)text.ptr[end] & 0xC0) == 0x80;)
            end--;
    return vb_str_cut(text, 0, end);
}

static void *copy(vb_arena *arena, const void *items, size_t n, size_t size)
{
    void *kept_items = vb_arena_alloc(arena, (n + 1) * size);
    if (kept_items != NULL && n > 0)
        memcpy(kept_items, items, n * size);
    return kept_items;
}

/* The evidence that counts, where the redacted text has it: none within another. */
static bool mark(vb_kept_answer *k, const vb_session *session, vb_str answer, vb_str text, const vb_redaction *list,
                 size_t n)
{
    size_t most = vb_session_evidence_count(session), done = 0;
    size_t offset = (size_t)(text.ptr - answer.ptr);
    k->marks = vb_arena_alloc(&k->arena, (most + 1) * sizeof *k->marks);
    for (size_t i = 0; k->marks != NULL && i < most; i++) {
        vb_evidence e = vb_session_evidence(session, i);
        if ((e.state != VB_STATE_COUNTS && e.state != VB_STATE_INDICATES) || e.category == VB_NO_CATEGORY ||
            e.beg < offset || e.end > offset + text.len)
            continue;
        size_t beg = vb_redaction_move(list, n, e.beg - offset, false);
        size_t end = vb_redaction_move(list, n, e.end - offset, true);
        if (beg < done || end <= beg)
            continue;
        k->marks[k->n_marks++] = (vb_report_mark){beg, end, e.category};
        done = end;
    }
    return k->marks != NULL;
}

static bool fill(vb_kept_answer *k, vb_redactor *redactor, const vb_sampled *sample)
{
    vb_buffer redacted = {0};
    const vb_redaction *list;
    size_t n;
    vb_str text = cut(sample->text);
    bool ok = vb_redactor_run(redactor, text, &redacted, &list, &n);
    if (ok && text.len < vb_str_trim(sample->text).len)
        vb_buffer_add_text(&redacted, " …");
    ok = ok && !redacted.failed;
    if (ok) {
        k->text = vb_arena_copy(&k->arena, redacted.len > 0 ? vb_buffer_str(&redacted) : VB_LITERAL(""));
        k->codes = copy(&k->arena, sample->codes, sample->n_codes, sizeof *k->codes);
        k->breakdowns = copy(&k->arena, sample->breakdowns, sample->n_groups, sizeof *k->breakdowns);
        k->groups = copy(&k->arena, sample->groups, sample->n_groups, sizeof *k->groups);
        ok = k->text.ptr != NULL && k->codes != NULL && k->breakdowns != NULL && k->groups != NULL;
    }
    for (size_t i = 0; ok && i < sample->n_groups; i++) {
        k->groups[i] = vb_arena_copy(&k->arena, sample->groups[i]);
        ok = k->groups[i].ptr != NULL;
    }
    k->primary = sample->primary;
    k->n_codes = sample->n_codes;
    k->n_groups = sample->n_groups;
    if (ok && sample->session != NULL)
        ok = mark(k, sample->session, sample->text, text, list, n);
    vb_buffer_release(&redacted);
    return ok;
}

bool vb_samples_put(vb_samples *s, vb_redactor *redactor, const vb_sampled *sample)
{
    size_t place = s->failed ? VB_NO_SAMPLE : find_place(s);
    if (place == VB_NO_SAMPLE)
        return false;
    if (!fill(&s->answers[place], redactor, sample)) {
        vb_arena_release(&s->answers[place].arena);
        s->answers[place] = (vb_kept_answer){0};
        return false;
    }
    s->answers[place].number = s->number;
    s->answers[place].place = s->offered;
    s->live++;
    for (size_t i = 0; i < s->n_wanted; i++) {
        vb_sample_heap *c = &s->cells[s->wanted[i]];
        bool full = c->n == VB_SAMPLE_CELL;
        s->answers[place].cells++;
        if (!full) {
            add_to_cell(s, c, place);
            continue;
        }
        size_t before = c->answers[0];
        replace_in_cell(s, c, place);
        let_go(s, before);
    }
    return true;
}
