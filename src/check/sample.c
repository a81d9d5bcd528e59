/* Texts that a pattern should match, made up from it. */
#include "base/str.h"
#include "check/lint.h"
#include "lexicon/pattern_print.h"

/* A word that no lexicon has a term for: what fills `_` and gaps. */
#define FILLER VB_LITERAL("qx")

static bool add(vb_samples *samples, vb_str text)
{
    if (text.ptr != NULL && samples->n < VB_SAMPLE_MOST)
        samples->items[samples->n++] = text;
    return text.ptr != NULL;
}

/* a, `between`, b; without `between` where one of the two is empty. */
static vb_str join(vb_arena *arena, vb_str a, const char *between, vb_str b)
{
    vb_buffer text = {0};
    vb_buffer_add_str(&text, a);
    vb_buffer_add_text(&text, a.len > 0 && b.len > 0 ? between : "");
    vb_buffer_add_str(&text, b);
    vb_str kept = {NULL, 0};
    if (!text.failed)
        kept = vb_arena_copy(arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    return kept;
}

/* A glob with `star` for each `*` and "a" for each `?`. */
static vb_str fill_glob(vb_arena *arena, vb_str glob, const char *star)
{
    vb_buffer text = {0};
    for (size_t i = 0; i < glob.len; i++) {
        char c = glob.ptr[i];
        if (c == '*')
            vb_buffer_add_text(&text, star);
        else if (c == '\\' && i + 1 < glob.len)
            vb_buffer_add_char(&text, glob.ptr[++i]);
        else
            vb_buffer_add_char(&text, c == '?' ? 'a' : c);
    }
    vb_str kept = {NULL, 0};
    if (!text.failed)
        kept = vb_arena_copy(arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    return kept;
}

/* True for a pattern that its own word must be joined to by a hyphen. */
static bool is_joined(const vb_pattern *p)
{
    return (p->kind == VB_PATTERN_WORD || p->kind == VB_PATTERN_GLOB) && p->joined;
}

/* Every way of `done` with every way of the next child, as far as there is room: round by round, so that the last
 * child's ways are not all given up for the first's. */
static bool extend(vb_samples *done, const vb_samples *next, const char *between, vb_arena *arena)
{
    vb_samples made = {.n = 0};
    for (size_t sum = 0; sum < done->n + next->n; sum++)
        for (size_t i = 0; i <= sum && i < done->n; i++)
            if (sum - i < next->n && !add(&made, join(arena, done->items[i], between, next->items[sum - i])))
                return false;
    *done = made;
    return true;
}

static bool sample_sequence(const vb_pattern *p, vb_arena *arena, vb_samples *samples)
{
    *samples = (vb_samples){.n = 1, .items = {VB_LITERAL("")}};
    for (size_t i = 0; i < p->n; i++) {
        vb_samples next;
        if (!vb_sample_pattern(p->children[i], arena, &next) ||
            !extend(samples, &next, is_joined(p->children[i]) ? "-" : " ", arena))
            return false;
    }
    return true;
}

/* The first way of each child, then the second of each. */
static bool sample_choice(const vb_pattern *p, vb_arena *arena, vb_samples *samples)
{
    for (size_t round = 0; round < 3; round++)
        for (size_t i = 0; i < p->n && samples->n < VB_SAMPLE_MOST; i++) {
            vb_samples one;
            if (!vb_sample_pattern(p->children[i], arena, &one))
                return false;
            if (round < one.n && !add(samples, one.items[round]))
                return false;
        }
    return true;
}

static bool sample_near(const vb_pattern *p, vb_arena *arena, vb_samples *samples)
{
    vb_samples a, b;
    if (!vb_sample_pattern(p->children[0], arena, &a) || !vb_sample_pattern(p->children[1], arena, &b))
        return false;
    for (size_t i = 0; i < a.n && i < b.n; i++)
        if (!add(samples, join(arena, a.items[i], " ", b.items[i])) ||
            !add(samples, join(arena, b.items[i], " ", a.items[i])))
            return false;
    return true;
}

bool vb_sample_pattern(const vb_pattern *p, vb_arena *arena, vb_samples *samples)
{
    *samples = (vb_samples){.n = 0};
    switch (p->kind) {
    case VB_PATTERN_WORD:
        return add(samples, p->text);
    case VB_PATTERN_GLOB:
        return add(samples, fill_glob(arena, p->text, "")) && add(samples, fill_glob(arena, p->text, "a")) &&
               add(samples, fill_glob(arena, p->text, "qx"));
    case VB_PATTERN_NUMBER:
        return add(samples, VB_LITERAL("2"));
    case VB_PATTERN_ANY:
        return add(samples, FILLER);
    case VB_PATTERN_GAP:
        return add(samples, VB_LITERAL("")) && (p->most == 0 || add(samples, FILLER));
    case VB_PATTERN_FIRST:
    case VB_PATTERN_LAST:
        return add(samples, VB_LITERAL(""));
    case VB_PATTERN_SEQUENCE:
        return sample_sequence(p, arena, samples);
    case VB_PATTERN_CHOICE:
        return sample_choice(p, arena, samples);
    case VB_PATTERN_NEAR:
        return sample_near(p, arena, samples);
    case VB_PATTERN_REGEX:
        return true; /* none can be made up */
    }
    return true;
}
