#include "match/regex_outline.h"

#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 1 << 16 };

typedef struct {
    vb_outline *outline;
    bool match_case;
    bool failed; /* too large, or memory is out */
    bool out_of_memory;
} builder;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Add a step.  Its number. */
static uint32_t add(builder *b, vb_outline_kind kind, size_t c, size_t target)
{
    vb_outline *o = b->outline;
    b->out_of_memory = b->out_of_memory || !VB_PUSH_ROOM(o->steps, o->n, o->cap);
    b->failed = b->failed || b->out_of_memory || o->n == MOST_STEPS;
    if (b->failed)
        return 0;
    o->steps[o->n] = (vb_outline_step){(uint16_t)kind, (uint16_t)c, (uint32_t)target};
    return (uint32_t)o->n++;
}

/* Have a step go to the one that is added next. */
static void aim(builder *b, uint32_t step)
{
    if (!b->failed)
        b->outline->steps[step].target = (uint32_t)b->outline->n;
}

/* The number of the set of a node, with both cases of its letters if case is no matter. */
static size_t set_of(builder *b, const vb_regex_node *node)
{
    vb_outline *o = b->outline;
    vb_ascii_set set = node->members;
    for (unsigned char c = 'A'; c <= 'Z' && !b->match_case; c++) {
        unsigned char small = c | 0x20;
        if (vb_ascii_set_has(&set, c) || vb_ascii_set_has(&set, small)) {
            vb_ascii_set_add(&set, c);
            vb_ascii_set_add(&set, small);
        }
    }
    for (size_t i = 0; i < 2 && node->negated; i++)
        set.bits[i] = ~set.bits[i];
    for (size_t i = 0; i < o->n_sets; i++)
        if (memcmp(&o->sets[i], &set, sizeof set) == 0)
            return i;
    b->out_of_memory = b->out_of_memory || !VB_PUSH_ROOM(o->sets, o->n_sets, o->cap_sets);
    b->failed = b->failed || b->out_of_memory;
    if (b->failed)
        return 0;
    o->sets[o->n_sets] = set;
    return o->n_sets++;
}

static void add_choice(builder *b, const vb_regex_branch *branches);

static void add_once(builder *b, const vb_regex_node *node)
{
    switch ((vb_regex_kind)node->kind) {
    case VB_REGEX_LETTERS:
    case VB_REGEX_SIGN:
        for (size_t i = 0; i < node->text.len; i++)
            add(b, VB_OUTLINE_CHAR, (unsigned char)(b->match_case ? node->text.ptr[i] : lower(node->text.ptr[i])), 0);
        break;
    case VB_REGEX_SET:
        add(b, VB_OUTLINE_SET, set_of(b, node), 0);
        break;
    case VB_REGEX_FIRST:
        add(b, VB_OUTLINE_FIRST, 0, 0);
        break;
    case VB_REGEX_LAST:
        add(b, VB_OUTLINE_LAST, 0, 0);
        break;
    case VB_REGEX_GROUP:
        add_choice(b, node->branches);
        break;
    case VB_REGEX_EDGE:
    case VB_REGEX_NOTHING:
    case VB_REGEX_AROUND:
    case VB_REGEX_UNLESS:
        b->outline->exact = false;
    }
}

static void add_node(builder *b, const vb_regex_node *node)
{
    size_t begin = b->outline->n;
    b->outline->exact = b->outline->exact && !node->rough;
    uint32_t fork = node->may_lack ? add(b, VB_OUTLINE_FORK, 0, 0) : 0;
    add_once(b, node);
    if (node->may_lack && node->may_repeat)
        add(b, VB_OUTLINE_JUMP, 0, begin);
    else if (node->may_repeat)
        add(b, VB_OUTLINE_FORK, 0, begin);
    if (node->may_lack)
        aim(b, fork);
}

static void add_choice(builder *b, const vb_regex_branch *branches)
{
    uint32_t jumps = 0; /* from the ends of branches, each aimed at the one before it */
    for (; branches != NULL && !b->failed; branches = branches->next) {
        uint32_t fork = branches->next != NULL ? add(b, VB_OUTLINE_FORK, 0, 0) : 0;
        for (const vb_regex_node *node = branches->first; node != NULL && !b->failed; node = node->next)
            add_node(b, node);
        if (branches->next == NULL)
            break;
        jumps = add(b, VB_OUTLINE_JUMP, 0, jumps);
        aim(b, fork);
    }
    while (jumps != 0 && !b->failed) {
        uint32_t before = b->outline->steps[jumps].target;
        aim(b, jumps);
        jumps = before;
    }
}

/* True if no step tells the characters apart; `asked`: characters that a step is of. */
static bool are_alike(const vb_outline *o, const bool *asked, unsigned char a, unsigned char b)
{
    if (a == b)
        return true;
    for (size_t i = 0; i < o->n_sets; i++)
        if (vb_ascii_set_has(&o->sets[i], a) != vb_ascii_set_has(&o->sets[i], b))
            return false;
    return !asked[a] && !asked[b];
}

/* Put characters in classes. */
static void sort_characters(vb_outline *o, bool match_case)
{
    bool asked[256] = {false};
    o->n_classes = VB_OUTLINE_ASCII;
    for (size_t i = 0; i < o->n; i++)
        if (o->steps[i].kind == VB_OUTLINE_CHAR)
            asked[o->steps[i].c] = true;
    for (size_t c = 0; c < 256; c++) {
        unsigned char same = match_case ? (unsigned char)c : (unsigned char)lower((char)c);
        size_t class = VB_OUTLINE_ASCII;
        while (class < o->n_classes && !are_alike(o, asked, same, o->samples[class]))
            class ++;
        if (c >= 128)
            class = c < 0xC0 ? VB_OUTLINE_GOES_ON : VB_OUTLINE_OTHER;
        else if (class == o->n_classes)
            o->samples[o->n_classes++] = same;
        o->class_of[c] = (uint8_t) class;
    }
}

/* True if all branches begin, or end, at this place: FIRST or LAST. */
static bool is_bound(const vb_regex_branch *branches, vb_regex_kind place)
{
    for (; branches != NULL; branches = branches->next) {
        const vb_regex_node *node = branches->first;
        while (place == VB_REGEX_LAST && node != NULL && node->next != NULL)
            node = node->next;
        if (node == NULL || node->may_lack)
            return false;
        if (node->kind != place && (node->kind != VB_REGEX_GROUP || !is_bound(node->branches, place)))
            return false;
    }
    return true;
}

bool vb_outline_new(const vb_regex_branch *tree, bool match_case, vb_outline **outline)
{
    builder b = {.match_case = match_case};
    *outline = NULL;
    if (tree == NULL)
        return true;
    b.outline = calloc(1, sizeof *b.outline);
    if (b.outline == NULL)
        return false;
    b.outline->exact = true;
    add_choice(&b, tree);
    add(&b, VB_OUTLINE_DONE, 0, 0);
    if (b.failed) {
        vb_outline_free(b.outline);
        return !b.out_of_memory;
    }
    b.outline->anchored = is_bound(tree, VB_REGEX_FIRST);
    b.outline->whole = b.outline->anchored && is_bound(tree, VB_REGEX_LAST);
    sort_characters(b.outline, match_case);
    *outline = b.outline;
    return true;
}

void vb_outline_free(vb_outline *outline)
{
    if (outline == NULL)
        return;
    free(outline->steps);
    free(outline->sets);
    free(outline);
}
