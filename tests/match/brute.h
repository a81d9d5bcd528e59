/* Random terms and texts, and what the terms match by trying every way: too slow and too simple to be wrong.
 *
 * Words are "red", "dog", "cup", and "zip", which no term has; so stems, case and sentences by full stops are no
 * matter here. */
#ifndef TESTS_MATCH_BRUTE_H
#define TESTS_MATCH_BRUTE_H

#include "support.h"
#include "text/random.h"

enum { BRUTE_TOKENS = 24, BRUTE_NODES = 64, BRUTE_WAYS = 4096 };

static const char *const brute_words[] = {"red", "dog", "cup", "zip"};

typedef struct {
    size_t word[BRUTE_TOKENS], sentence[BRUTE_TOKENS], clause[BRUTE_TOKENS];
    size_t n;
    char text[12 * BRUTE_TOKENS];
} brute_answer;

static inline void brute_answer_make(random_state *state, size_t most, brute_answer *a)
{
    a->n = random_next(state) % (most + 1);
    a->text[0] = '\0';
    size_t sentence = 0, clause = 0, breaks = random_next(state) % 3;
    for (size_t i = 0; i < a->n; i++) {
        size_t dice = random_next(state) % 24;
        const char *between = " ";
        if (i > 0 && dice < breaks) {
            between = "! ";
            sentence++;
            clause++;
        } else if (i > 0 && dice < 4 * breaks) {
            between = ", ";
            clause++;
        }
        a->word[i] = random_next(state) % 12 == 0 ? 3 : random_next(state) % 3;
        a->sentence[i] = sentence;
        a->clause[i] = clause;
        strcat(a->text, i == 0 ? "" : between);
        strcat(a->text, brute_words[a->word[i]]);
    }
}

/* ---- Terms ---- */

typedef enum { B_WORD, B_ANY, B_GAP, B_SEQUENCE, B_CHOICE, B_OPTION, B_FIRST, B_LAST } brute_kind;

typedef struct {
    brute_kind kind;
    size_t word, most;
    size_t children[6], n;
} brute_node;

/* Trees grow upwards from node 0; `text` is the term as a lexicon has it. */
typedef struct {
    brute_node nodes[BRUTE_NODES];
    size_t n;
    char text[1024];
} brute_term;

static inline size_t brute_new(brute_term *t, brute_kind kind)
{
    cr_assert(t->n < BRUTE_NODES);
    t->nodes[t->n] = (brute_node){.kind = kind};
    return t->n++;
}

static inline void brute_adopt(brute_term *t, size_t parent, size_t child)
{
    t->nodes[parent].children[t->nodes[parent].n++] = child;
}

static inline size_t brute_sequence(random_state *state, brute_term *t, size_t depth, size_t most);

/* A word, a gap, or parentheses. */
static inline size_t brute_piece(random_state *state, brute_term *t, size_t depth)
{
    static const char *const shapes[] = {"red", "dog", "cup", "=red", "=dog", "=cup", "r*", "d?g", "*up"};
    size_t dice = random_next(state) % 100;
    bool room = depth > 0 && t->n < BRUTE_NODES - 24;
    if (dice < 50 || (dice >= 75 && !room)) {
        size_t node = brute_new(t, B_WORD), shape = random_next(state) % COUNT_OF(shapes);
        t->nodes[node].word = shape % 3;
        strcat(t->text, shapes[shape]);
        return node;
    }
    if (dice < 60) {
        strcat(t->text, "_");
        return brute_new(t, B_ANY);
    }
    if (dice < 75) {
        size_t node = brute_new(t, B_GAP), most = 1 + random_next(state) % 3;
        char gap[] = "...N";
        gap[3] = (char)('0' + most);
        t->nodes[node].most = most;
        strcat(t->text, gap);
        return node;
    }
    size_t node = brute_new(t, dice < 88 ? B_CHOICE : B_OPTION), n = 1 + random_next(state) % 3;
    strcat(t->text, "(");
    for (size_t i = 0; i < n; i++) {
        strcat(t->text, i == 0 ? "" : "|");
        brute_adopt(t, node, brute_sequence(state, t, depth - 1, 2));
    }
    strcat(t->text, dice < 88 ? ")" : ")?");
    return node;
}

static inline size_t brute_sequence(random_state *state, brute_term *t, size_t depth, size_t most)
{
    size_t node = brute_new(t, B_SEQUENCE), n = 1 + random_next(state) % most;
    for (size_t i = 0; i < n; i++) {
        strcat(t->text, i == 0 ? "" : " ");
        brute_adopt(t, node, brute_piece(state, t, depth));
    }
    return node;
}

/* A term of up to `most` pieces, which the lexicon may well refuse ("begins with a gap").  Returns its root. */
static inline size_t brute_term_make(random_state *state, size_t most, brute_term *t)
{
    t->n = 0;
    t->text[0] = '\0';
    bool first = random_next(state) % 16 == 0, last = random_next(state) % 16 == 0;
    size_t root = brute_new(t, B_SEQUENCE);
    if (first) {
        brute_adopt(t, root, brute_new(t, B_FIRST));
        strcat(t->text, "^");
    }
    brute_adopt(t, root, brute_sequence(state, t, 2, most));
    if (last) {
        brute_adopt(t, root, brute_new(t, B_LAST));
        strcat(t->text, "$");
    }
    return root;
}

/* ---- Every way ---- */

/* So far: the tokens filled, the last of them (none yet: SIZE_MAX), and whether gaps lie behind it and how long. */
typedef struct {
    uint32_t tokens;
    size_t last;
    bool gap;
    size_t most;
} brute_way;

typedef struct {
    brute_way items[BRUTE_WAYS];
    size_t n;
} brute_ways;

static inline void brute_add(brute_ways *ways, brute_way way)
{
    for (size_t i = 0; i < ways->n; i++)
        if (ways->items[i].tokens == way.tokens && ways->items[i].last == way.last && ways->items[i].gap == way.gap &&
            ways->items[i].most == way.most)
            return;
    cr_assert(ways->n < BRUTE_WAYS);
    ways->items[ways->n++] = way;
}

/* All ways of `from` as they stand behind the word or any word `node`. */
static inline void brute_take(const brute_answer *a, const brute_node *node, size_t start, brute_way way,
                              brute_ways *out)
{
    for (size_t t = 0; t < a->n; t++) {
        if (node->kind == B_WORD && a->word[t] != node->word)
            continue;
        if (way.last == SIZE_MAX) {
            if (t != start)
                continue;
        } else {
            size_t between = t - way.last - 1;
            if (t <= way.last || between > (way.gap ? way.most : 0) || a->sentence[t] != a->sentence[way.last] ||
                (!way.gap && a->clause[t] != a->clause[way.last]))
                continue;
        }
        brute_add(out, (brute_way){way.tokens | UINT32_C(1) << t, t, false, 0});
    }
}

/* Adds the ways through a node, one for each way so far, to `out`. */
static inline void brute_walk(const brute_answer *a, const brute_term *t, size_t number, size_t start, brute_way way,
                              brute_ways *out)
{
    const brute_node *node = &t->nodes[number];
    switch (node->kind) {
    case B_WORD:
    case B_ANY:
        brute_take(a, node, start, way, out);
        break;
    case B_GAP:
        way.gap = true;
        way.most += node->most;
        brute_add(out, way);
        break;
    case B_FIRST:
        if (start == 0)
            brute_add(out, way);
        break;
    case B_LAST:
        if (way.last == a->n - 1)
            brute_add(out, way);
        break;
    case B_OPTION:
        brute_add(out, way);
        for (size_t i = 0; i < node->n; i++)
            brute_walk(a, t, node->children[i], start, way, out);
        break;
    case B_CHOICE:
        for (size_t i = 0; i < node->n; i++)
            brute_walk(a, t, node->children[i], start, way, out);
        break;
    case B_SEQUENCE: {
        brute_ways *now = malloc(sizeof *now), *next = malloc(sizeof *next);
        cr_assert(now != NULL && next != NULL);
        now->n = 0;
        brute_add(now, way);
        for (size_t i = 0; i < node->n; i++) {
            next->n = 0;
            for (size_t k = 0; k < now->n; k++)
                brute_walk(a, t, node->children[i], start, now->items[k], next);
            brute_ways *swap = now;
            now = next;
            next = swap;
        }
        for (size_t k = 0; k < now->n; k++)
            brute_add(out, now->items[k]);
        free(now);
        free(next);
        break;
    }
    }
}

static inline size_t brute_count(uint32_t tokens)
{
    size_t n = 0;
    for (; tokens != 0; tokens >>= 1)
        n += tokens & 1;
    return n;
}

static inline size_t brute_first(uint32_t tokens)
{
    size_t i = 0;
    while ((tokens >> i & 1) == 0)
        i++;
    return i;
}

static inline size_t brute_last(uint32_t tokens)
{
    size_t i = 31;
    while ((tokens >> i & 1) == 0)
        i--;
    return i;
}

static inline size_t brute_gap(uint32_t tokens)
{
    return brute_last(tokens) - brute_first(tokens) + 1 - brute_count(tokens);
}

/* Rule 1: fewest gap words, then most tokens (then the end is given); among such, the earliest tokens. */
static inline bool brute_better(uint32_t a, uint32_t b)
{
    if (b == 0 || brute_gap(a) != brute_gap(b))
        return b == 0 || brute_gap(a) < brute_gap(b);
    if (brute_count(a) != brute_count(b))
        return brute_count(a) > brute_count(b);
    uint32_t differ = a ^ b;
    return differ != 0 && (a >> brute_first(differ) & 1) != 0;
}

#endif
