#include "run/samples.h"

#include "base/grow.h"
#include "base/str.h"
#include "stats/random.h"

#include <stdlib.h>

#define NONE SIZE_MAX

/* An answer that is kept, with as much as its cells need to know. */
typedef struct {
    uint64_t number, place; /* random; in the input */
    size_t cells;           /* that keep it; 0: the place is free */
    vb_arena arena;         /* what follows */
    vb_str text;
    size_t primary, *codes, n_codes;
    size_t *breakdowns;
    vb_str *groups;
    size_t n_groups;
    vb_report_mark *marks;
    size_t n_marks;
} kept;

typedef struct {
    uint64_t key;
    size_t n;
    size_t answers[VB_SAMPLE_CELL];
} cell;

struct vb_samples {
    uint64_t seed, offered, number; /* the random number of the answer that was offered last */
    vb_map known;                   /* a cell's key -> its number */
    cell *cells;
    size_t n_cells, cap_cells;
    kept *answers;
    size_t n_answers, cap_answers, live;
    size_t hole; /* the place that became free last */
    size_t *wanted; /* cells that want the answer that was offered last */
    size_t n_wanted, cap_wanted;
    vb_arena keys;
    bool failed;
};

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

/* The number of a cell, made if it is new; NONE when memory is out. */
static size_t find_cell(vb_samples *s, uint64_t key)
{
    size_t number = vb_map_find(&s->known, (vb_str){(const char *)&key, sizeof key});
    if (number != VB_MAP_NONE)
        return number;
    vb_str kept_key = vb_arena_copy(&s->keys, (vb_str){(const char *)&key, sizeof key});
    if (kept_key.ptr == NULL || !VB_PUSH_ROOM(s->cells, s->n_cells, s->cap_cells) ||
        !vb_map_set(&s->known, kept_key, s->n_cells))
        return NONE;
    s->cells[s->n_cells] = (cell){.key = key};
    return s->n_cells++;
}

/* A cell's answers are a heap: the one with the largest number is the first, and the first to give way. */
static bool is_larger(const vb_samples *s, const cell *c, size_t i, size_t j)
{
    return s->answers[c->answers[i]].number > s->answers[c->answers[j]].number;
}

static void swap(cell *c, size_t i, size_t j)
{
    size_t answer = c->answers[i];
    c->answers[i] = c->answers[j];
    c->answers[j] = answer;
}

static void add_to_cell(const vb_samples *s, cell *c, size_t answer)
{
    size_t i = c->n++;
    c->answers[i] = answer;
    for (; i > 0 && is_larger(s, c, i, (i - 1) / 2); i = (i - 1) / 2)
        swap(c, i, (i - 1) / 2);
}

static void replace_in_cell(const vb_samples *s, cell *c, size_t answer)
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
        if (number == NONE || !VB_PUSH_ROOM(s->wanted, s->n_wanted, s->cap_wanted)) {
            s->failed = true; /* told by vb_samples_put() */
            return true;
        }
        const cell *c = &s->cells[number];
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
    kept *k = &s->answers[answer];
    if (--k->cells > 0)
        return;
    vb_arena_release(&k->arena);
    *k = (kept){0};
    s->live--;
    s->hole = answer;
}

/* A place for an answer: a free one, or a new one.  NONE when memory is out. */
static size_t find_place(vb_samples *s)
{
    if (s->hole < s->n_answers && s->answers[s->hole].cells == 0)
        return s->hole;
    for (size_t i = 0; s->live < s->n_answers && i < s->n_answers; i++)
        if (s->answers[i].cells == 0)
            return i;
    if (!VB_PUSH_ROOM(s->answers, s->n_answers, s->cap_answers))
        return NONE;
    s->answers[s->n_answers] = (kept){0};
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
static bool mark(kept *k, const vb_session *session, vb_str answer, vb_str text, const vb_redaction *list, size_t n)
{
    size_t most = vb_session_evidence_count(session), done = 0;
    size_t offset = (size_t)(text.ptr - answer.ptr);
    k->marks = vb_arena_alloc(&k->arena, (most + 1) * sizeof *k->marks);
    for (size_t i = 0; k->marks != NULL && i < most; i++) {
        vb_evidence e = vb_session_evidence(session, i);
        if (e.state != VB_STATE_COUNTS || e.category == VB_NO_CATEGORY || e.beg < offset || e.end > offset + text.len)
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

static bool fill(kept *k, vb_redactor *redactor, const vb_sampled *sample)
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
    size_t place = s->failed ? NONE : find_place(s);
    if (place == NONE)
        return false;
    if (!fill(&s->answers[place], redactor, sample)) {
        vb_arena_release(&s->answers[place].arena);
        s->answers[place] = (kept){0};
        return false;
    }
    s->answers[place].number = s->number;
    s->answers[place].place = s->offered;
    s->live++;
    for (size_t i = 0; i < s->n_wanted; i++) {
        cell *c = &s->cells[s->wanted[i]];
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

/* ---- What is published of them ---- */

/* The row of level 1 that an answer with this code counts in, in every section; NONE for no category: the uncoded. */
static size_t row_of(const vb_report *report, size_t category)
{
    const vb_figures_section *section = &report->figures->sections[0];
    size_t other = section->n_rows - 1;
    for (size_t r = 0; r < section->n_rows; r++)
        if (section->rows[r].kind == VB_ROW_OTHER && category != VB_NO_CATEGORY)
            other = r;
    for (size_t c = category; c != VB_NO_CATEGORY; c = report->lexicon->categories[c].parent)
        for (size_t r = 0; r < section->n_rows; r++)
            if (section->rows[r].category == c && section->rows[r].level == 1)
                return r;
    return other;
}

static bool is_shown(const vb_report *report, size_t section, size_t row, size_t column)
{
    return !report->figures->sections[section].rows[row].figures[column].hidden;
}

/* With suppression only the top of a code is told. */
static size_t told(const vb_report *report, bool suppresses, size_t category)
{
    const vb_category *categories = report->lexicon->categories;
    while (suppresses && category != VB_NO_CATEGORY && categories[category].parent != VB_NO_CATEGORY)
        category = categories[category].parent;
    return category;
}

/* The column of a section that the answer stands in: where its count is published. */
static size_t column_of(const vb_report *report, const kept *k, size_t section, size_t breakdown, size_t row)
{
    const vb_figures_section *s = &report->figures->sections[section];
    if (s->n_groups == 0)
        return s->n_columns - 1;
    for (size_t i = 0; i < k->n_groups; i++)
        for (size_t g = 0; k->breakdowns[i] == breakdown && g < s->n_groups; g++)
            if (vb_str_equal(s->group_names[g], k->groups[i])) {
                size_t column = s->group_columns[g];
                return column != NONE && is_shown(report, section, row, column) ? column : NONE;
            }
    return NONE;
}

/* Whether a code's count is published in all columns that the answer stands in. */
static bool is_told(const vb_report *report, const size_t *columns, size_t category)
{
    size_t row = row_of(report, category);
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        size_t total = report->figures->sections[s].n_columns - 1;
        if (!is_shown(report, s, row, total) || (columns[s] != NONE && !is_shown(report, s, row, columns[s])))
            return false;
    }
    return true;
}

static bool has(const size_t *codes, size_t n, size_t code)
{
    for (size_t i = 0; i < n; i++)
        if (codes[i] == code)
            return true;
    return false;
}

/* Fill in the answer; *shown: there is something to show of it.  False when memory is out. */
static bool list_answer(const kept *k, const size_t *to, const size_t *sections, vb_arena *arena,
                        const vb_report *report, vb_report_answer *answer, bool *shown)
{
    size_t n_sections = report->figures->n_sections;
    bool suppresses = report->figures->options.min_group > 0;
    size_t *columns = vb_arena_alloc(arena, (n_sections + 1) * sizeof *columns);
    size_t *codes = vb_arena_alloc(arena, (k->n_codes + 1) * sizeof *codes);
    vb_report_mark *marks = vb_arena_alloc(arena, (k->n_marks + 1) * sizeof *marks);
    vb_str text = vb_arena_copy(arena, k->text);
    if (columns == NULL || codes == NULL || marks == NULL || text.ptr == NULL)
        return false;
    size_t primary = k->primary == VB_NO_CATEGORY || to == NULL ? k->primary : to[k->primary];
    size_t row = row_of(report, primary);
    *shown = is_shown(report, 0, row, report->figures->sections[0].n_columns - 1);
    for (size_t s = 0; s < n_sections; s++)
        columns[s] = column_of(report, k, s, sections[s], row);
    *answer = (vb_report_answer){.text = text,
                                 .columns = columns,
                                 .primary = told(report, suppresses, primary),
                                 .codes = codes,
                                 .marks = marks};
    for (size_t i = 0; i < k->n_codes; i++) {
        size_t code = told(report, suppresses, to == NULL ? k->codes[i] : to[k->codes[i]]);
        if (code != VB_NO_CATEGORY && is_told(report, columns, code) && !has(codes, answer->n_codes, code))
            codes[answer->n_codes++] = code;
    }
    for (size_t i = 0; i < k->n_marks; i++) {
        vb_report_mark m = k->marks[i];
        m.category = told(report, suppresses, m.category);
        if (is_told(report, columns, m.category))
            marks[answer->n_marks++] = m;
    }
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const kept *x = *(const kept *const *)a;
    const kept *y = *(const kept *const *)b;
    return x->place < y->place ? -1 : x->place > y->place;
}

bool vb_samples_list(const vb_samples *s, const size_t *to, const size_t *sections, vb_arena *arena,
                     vb_report *report)
{
    vb_report_answer *answers = vb_arena_alloc(arena, (s->live + 1) * sizeof *answers);
    const kept **order = vb_arena_alloc(arena, (s->live + 1) * sizeof *order);
    size_t n = 0;
    if (answers == NULL || order == NULL)
        return false;
    for (size_t i = 0; i < s->n_answers; i++)
        if (s->answers[i].cells > 0)
            order[n++] = &s->answers[i];
    if (n > 0)
        qsort(order, n, sizeof *order, compare_places);
    report->answers = answers;
    report->answers_of = s->offered;
    for (size_t i = 0; i < n; i++) {
        bool shown;
        if (!list_answer(order[i], to, sections, arena, report, &answers[report->n_answers], &shown))
            return false;
        report->n_answers += shown;
    }
    return true;
}
