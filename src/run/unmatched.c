/* A batch is text: of each answer "stem TAB form LF" for each of its words, then LF. */
#include "run/unmatched.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

enum { LEAST_LETTERS = 4, MOST_LISTED = 10, MOST_TOKENS = 200 /* of an answer */ };

struct vb_unmatched_form {
    vb_str form;
    uint64_t answers; /* that have it */
    uint64_t of_stem; /* of the first form of a stem: answers that have one of its forms */
    size_t first;     /* form of its stem */
};

/* Words of four letters and more that say nothing by themselves; shorter ones are left out all. */
static const char *const function_words[] = {
    "about",  "after",   "again",   "also",   "always", "another", "anything", "around",  "because", "been",
    "before", "being",   "between", "both",   "cannot", "come",    "could",    "didn't",  "does",    "doesn't",
    "doing",  "don't",   "done",    "each",   "even",   "every",   "everyone", "first",   "from",    "getting",
    "goes",   "going",   "have",    "having", "here",   "into",    "isn't",    "it's",    "just",    "keep",
    "know",   "like",    "made",    "make",   "making", "many",    "more",     "most",    "much",    "must",
    "need",   "needs",   "never",   "only",   "other",  "others",  "over",     "people",  "same",    "should",
    "since",  "some",    "someone", "still",  "such",   "take",    "than",     "that",    "that's",  "their",
    "them",   "then",    "there",   "these",  "they",   "they're", "thing",    "things",  "think",   "this",
    "those",  "through", "until",   "very",   "want",   "wasn't",  "we're",    "well",    "went",    "were",
    "what",   "when",    "where",   "which",  "while",  "will",    "with",     "without", "would",   "year",
    "years",  "your",
};

void vb_unmatched_release(vb_unmatched *unmatched)
{
    vb_map_release(&unmatched->stems);
    vb_map_release(&unmatched->forms);
    free(unmatched->items);
    vb_arena_release(&unmatched->arena);
    *unmatched = (vb_unmatched){0};
}

static int compare_words(const void *a, const void *b)
{
    const char *const *word = b;
    return vb_str_compare(*(const vb_str *)a, vb_str_of(*word));
}

static bool says_something(vb_str form)
{
    size_t letters = 0;
    bool has_letter = false;
    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.ptr[i];
        letters += (c & 0xC0) != 0x80;
        has_letter = has_letter || (c >= 'a' && c <= 'z') || c >= 0x80;
    }
    return has_letter && letters >= LEAST_LETTERS && form.len <= VB_PATTERN_LONGEST_WORD &&
           bsearch(&form, function_words, sizeof function_words / sizeof *function_words, sizeof *function_words,
                   compare_words) == NULL;
}

/* Whether the answer that began at `beg` has the line already. */
static bool is_noted(const vb_buffer *batch, size_t beg, size_t line)
{
    vb_str wanted = vb_str_cut(vb_buffer_str(batch), line, batch->len);
    for (size_t at = beg; at < line;) {
        const char *end = memchr(batch->ptr + at, '\n', line - at);
        size_t next = (size_t)(end - batch->ptr) + 1;
        if (vb_str_equal(vb_str_cut(vb_buffer_str(batch), at, next), wanted))
            return true;
        at = next;
    }
    return false;
}

bool vb_unmatched_note(vb_session *session, vb_buffer *batch)
{
    const vb_matcher *m = &session->matcher;
    size_t beg = batch->len;
    for (size_t t = 0; t < m->tokens.n && t < MOST_TOKENS; t++) {
        vb_str word = vb_matcher_text(m, t, t);
        vb_keys keys;
        if (m->words[t] != NULL || word.len > VB_PATTERN_LONGEST_WORD)
            continue;
        if (!vb_keys_make(&session->matcher.vocabulary.tester.keys, 0, word, &keys))
            return false;
        if (keys.n_forms == 0 || !says_something(keys.forms[0]))
            continue;
        size_t line = batch->len;
        vb_buffer_add_str(batch, keys.n_stems > 0 ? keys.stems[0] : keys.forms[0]);
        vb_buffer_add_char(batch, '\t');
        vb_buffer_add_str(batch, keys.forms[0]);
        vb_buffer_add_char(batch, '\n');
        if (!batch->failed && is_noted(batch, beg, line))
            batch->len = line;
    }
    vb_buffer_add_char(batch, '\n');
    return !batch->failed;
}

/* ---- Counting ---- */

/* The number of a form, made if it is new and there is room; SIZE_MAX: there is none.  False when memory is out. */
static bool find_form(vb_unmatched *u, vb_str stem, vb_str form, size_t *number)
{
    *number = vb_map_find(&u->forms, form);
    if (*number != VB_MAP_NONE || u->n == VB_UNMATCHED_WORDS)
        return true;
    vb_str copy = vb_arena_copy(&u->arena, form);
    if (copy.ptr == NULL || !VB_PUSH_ROOM(u->items, u->n, u->cap) || !vb_map_set(&u->forms, copy, u->n))
        return false;
    size_t first = vb_map_find(&u->stems, stem);
    if (first == VB_MAP_NONE) {
        vb_str kept = vb_arena_copy(&u->arena, stem);
        first = u->n;
        if (kept.ptr == NULL || !vb_map_set(&u->stems, kept, first))
            return false;
    }
    *number = u->n;
    u->items[u->n++] = (vb_unmatched_form){.form = copy, .first = first};
    return true;
}

/* Two forms of a stem in one answer ("student", "students") are one answer of the stem. */
static bool count_answer(vb_unmatched *u, vb_str lines)
{
    vb_str rest = lines;
    while (rest.len > 0) {
        size_t len = (size_t)((const char *)memchr(rest.ptr, '\n', rest.len) - rest.ptr);
        size_t stem_len = (size_t)((const char *)memchr(rest.ptr, '\t', len) - rest.ptr);
        vb_str stem = vb_str_cut(rest, 0, stem_len);
        size_t number;
        if (!find_form(u, stem, vb_str_cut(rest, stem_len + 1, len), &number))
            return false;
        if (number != SIZE_MAX) {
            vb_str before = {lines.ptr, (size_t)(rest.ptr - lines.ptr)};
            u->items[number].answers++;
            bool again = false;
            for (vb_str b = before; b.len > 0 && !again;) {
                size_t end = (size_t)((const char *)memchr(b.ptr, '\n', b.len) - b.ptr);
                again = end > stem_len && b.ptr[stem_len] == '\t' && vb_str_equal(vb_str_cut(b, 0, stem_len), stem);
                b = vb_str_cut(b, end + 1, b.len);
            }
            u->items[u->items[number].first].of_stem += !again;
        }
        rest = vb_str_cut(rest, len + 1, rest.len);
    }
    u->answers++;
    return true;
}

bool vb_unmatched_count(vb_unmatched *u, vb_str batch)
{
    while (batch.len > 0 && u->answers < VB_UNMATCHED_ANSWERS) {
        size_t end = 0; /* of the answer: an empty line */
        while (batch.ptr[end] != '\n')
            end = (size_t)((const char *)memchr(batch.ptr + end, '\n', batch.len - end) - batch.ptr) + 1;
        if (!count_answer(u, vb_str_cut(batch, 0, end)))
            return false;
        batch = vb_str_cut(batch, end + 1, batch.len);
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
