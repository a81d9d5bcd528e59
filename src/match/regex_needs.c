#include "match/regex_needs.h"

#include "match/frequency.h"

#include <string.h>

enum {
    LEAST_LETTERS = 2,   /* of a fragment that is no word by itself: single letters are in most words */
    MOST_FRAGMENTS = 64, /* of a need */
    MANY_LETTERS = 8,    /* fragments of so many are taken to be equally rare */
};

/* What is known of where a part of the pattern stands: a match of it begins, or ends, where a word does. */
typedef struct {
    bool begins, ends;
} edges;

typedef struct {
    vb_arena *arena;
    bool out_of_memory;
} finder;

/* Words of the table that have the fragment, by how often they come, and a guess at all the others: the more letters,
 * the fewer. */
static size_t how_common(const vb_fragment *fragment)
{
    size_t common = 0, len = fragment->letters.len;
    vb_frequent_word word;
    for (size_t i = 0; vb_frequency_get(i, &word); i++)
        common += vb_fragment_fits(fragment, word.word) ? word.count : 0;
    return common + (len < MANY_LETTERS ? (size_t)1 << (MANY_LETTERS - len) : 1);
}

/* Keep a need among the best. */
static void offer(vb_regex_needs *needs, vb_regex_need need)
{
    size_t k = needs->n;
    if (k < VB_REGEX_NEEDS)
        needs->n++;
    else if (need.common >= needs->items[--k].common)
        return;
    for (; k > 0 && need.common < needs->items[k - 1].common; k--)
        needs->items[k] = needs->items[k - 1];
    needs->items[k] = need;
}

/* The run of letters is in every match. */
static void offer_letters(finder *f, vb_str run, edges at, vb_regex_needs *needs)
{
    if (run.len < LEAST_LETTERS && (run.len == 0 || !at.begins || !at.ends))
        return;
    vb_fragment *fragment = vb_arena_alloc(f->arena, sizeof *fragment);
    char *letters = vb_arena_alloc(f->arena, run.len);
    if (fragment == NULL || letters == NULL) {
        f->out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < run.len; i++)
        letters[i] = (char)(run.ptr[i] | 0x20);
    *fragment = (vb_fragment){{letters, run.len}, at.begins, at.ends};
    offer(needs, (vb_regex_need){fragment, 1, how_common(fragment)});
}

/* A character that is in no word. */
static bool is_sign(const vb_regex_node *node)
{
    if (node->kind == VB_REGEX_SIGN)
        return !vb_regex_is_of_word(node->text.ptr[0]);
    for (unsigned char c = 0; node->kind == VB_REGEX_SET && c < 128; c++)
        if (vb_regex_is_of_word((char)c) && vb_ascii_set_has(&node->members, c) != node->negated)
            return false;
    return node->kind == VB_REGEX_SET;
}

/* A place where words end. */
static bool is_place(const vb_regex_node *node)
{
    return node->kind == VB_REGEX_FIRST || node->kind == VB_REGEX_LAST || node->kind == VB_REGEX_EDGE;
}

/* True if a word ends before the node; at the end of a branch, where what is around it says so. */
static bool ends_before(const vb_regex_node *node, edges around)
{
    return node == NULL ? around.ends : !node->may_lack && (is_sign(node) || is_place(node));
}

/* True if a word begins behind the node, where `before` says whether one does before it. */
static bool begins_behind(const vb_regex_node *node, bool before)
{
    if (node->kind == VB_REGEX_AROUND || node->kind == VB_REGEX_UNLESS)
        return before;
    return (is_sign(node) || is_place(node)) && (before || !node->may_lack);
}

static void find_in_choice(finder *f, const vb_regex_branch *branches, edges around, vb_regex_needs *needs);

/* What a node that must come needs.  What is around the match is in the answer, too. */
static void find_in_group(finder *f, const vb_regex_node *node, edges at, vb_regex_needs *needs)
{
    vb_regex_needs inner = {.n = 0};
    if (node->may_lack || (node->kind != VB_REGEX_GROUP && node->kind != VB_REGEX_AROUND))
        return;
    if (node->kind == VB_REGEX_AROUND)
        at = (edges){false, false};
    find_in_choice(f, node->branches, at, &inner);
    for (size_t i = 0; i < inner.n; i++)
        offer(needs, inner.items[i]);
}

static void find_in_sequence(finder *f, const vb_regex_node *node, edges around, vb_regex_needs *needs)
{
    vb_str run = {NULL, 0};                            /* the letters at hand, */
    bool begins = around.begins, edge = around.begins; /* whether a word begins there, and before the node */
    for (; node != NULL; node = node->next) {
        bool letters = node->kind == VB_REGEX_LETTERS;
        if (letters && !node->may_lack)
            run = (vb_str){run.len > 0 ? run.ptr : node->text.ptr, run.len + node->text.len};
        if (!letters || node->may_lack || node->may_repeat) {
            offer_letters(f, run, (edges){begins, !letters && ends_before(node, around)}, needs);
            find_in_group(f, node, (edges){edge, !node->may_repeat && ends_before(node->next, around)}, needs);
            run.len = 0;
        }
        edge = begins_behind(node, edge);
        begins = run.len > 0 ? begins : edge;
    }
    offer_letters(f, run, (edges){begins, around.ends}, needs);
}

/* Have a choice need what one of its branches needs.  False if that is too much. */
static bool add_branch(finder *f, vb_regex_need *choice, const vb_regex_need *branch)
{
    if (choice->n + branch->n > MOST_FRAGMENTS)
        return false;
    vb_fragment *both = vb_arena_alloc(f->arena, (choice->n + branch->n) * sizeof *both);
    if (both == NULL) {
        f->out_of_memory = true;
        return false;
    }
    if (choice->n > 0)
        memcpy(both, choice->fragments, choice->n * sizeof *both);
    memcpy(both + choice->n, branch->fragments, branch->n * sizeof *both);
    *choice = (vb_regex_need){both, choice->n + branch->n, choice->common + branch->common};
    return true;
}

/* A choice of one branch needs all that this needs; of several, one thing of each, or nothing. */
static void find_in_choice(finder *f, const vb_regex_branch *branches, edges around, vb_regex_needs *needs)
{
    vb_regex_need any = {.n = 0};
    if (branches->next == NULL) {
        find_in_sequence(f, branches->first, around, needs);
        return;
    }
    for (; branches != NULL; branches = branches->next) {
        vb_regex_needs branch = {.n = 0};
        find_in_sequence(f, branches->first, around, &branch);
        if (branch.n == 0 || !add_branch(f, &any, &branch.items[0]))
            return;
    }
    offer(needs, any);
}

bool vb_regex_needs_find(const vb_regex_branch *tree, vb_arena *arena, vb_regex_needs *needs)
{
    finder f = {.arena = arena};
    *needs = (vb_regex_needs){.n = 0};
    if (tree != NULL)
        find_in_choice(&f, tree, (edges){false, false}, needs);
    return !f.out_of_memory;
}

bool vb_fragment_fits_at(const vb_fragment *fragment, vb_str word, size_t at)
{
    vb_str letters = fragment->letters;
    size_t behind = at + letters.len;
    return behind <= word.len && word.ptr[at] == letters.ptr[0] &&
           (!fragment->begins || at == 0 || !vb_regex_is_of_word(word.ptr[at - 1])) &&
           memcmp(word.ptr + at, letters.ptr, letters.len) == 0 &&
           (!fragment->ends || behind == word.len || !vb_regex_is_of_word(word.ptr[behind]));
}

bool vb_fragment_fits(const vb_fragment *fragment, vb_str word)
{
    for (size_t at = 0; at + fragment->letters.len <= word.len; at++)
        if (vb_fragment_fits_at(fragment, word, at))
            return true;
    return false;
}
