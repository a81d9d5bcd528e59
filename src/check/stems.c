/* Words of the lexicon that the stemmer takes for one. */
#include "base/grow.h"
#include "base/str.h"
#include "check/lint.h"

#include <stdlib.h>

/* Endings that differ by more letters than this are another word rather than another form of one: business and busy,
 * political and polite, initiative and initial; not train and training. */
enum { LONGEST_ENDING = 3 };

typedef struct {
    vb_str form;
    size_t term;
    size_t next; /* another form of the same stem, or SIZE_MAX */
} stemmed;

typedef struct {
    vb_lint *lint;
    vb_map stems; /* stem -> the first of its forms */
    stemmed *items;
    size_t n, cap;
} forms;

static size_t top_of(const vb_lexicon *lexicon, size_t category)
{
    while (lexicon->categories[category].parent != VB_NO_CATEGORY)
        category = lexicon->categories[category].parent;
    return category;
}

/* The letters of an ending behind `same` letters of a word; a consonant that it doubles is not one: swim, swimming.
 */
static size_t ending(vb_str word, size_t same)
{
    bool doubled = same > 0 && same < word.len && word.ptr[same] == word.ptr[same - 1];
    return word.len - same - doubled;
}

/* True if the words differ by more than an ending. */
static bool are_apart(vb_str a, vb_str b)
{
    size_t same = 0;
    while (same < a.len && same < b.len && a.ptr[same] == b.ptr[same])
        same++;
    return ending(a, same) > LONGEST_ENDING || ending(b, same) > LONGEST_ENDING;
}

/* True for a term that one word alone matches: words in a phrase have the phrase to tell them apart. */
static bool is_lone(const vb_term *term)
{
    return term->pattern->size.slots == 1 && term->n_with == 0;
}

static void compare(forms *f, vb_str stem, const stemmed *first, const stemmed *again)
{
    const vb_lexicon *lexicon = f->lint->lexicon;
    const vb_term *a = &lexicon->terms[first->term], *b = &lexicon->terms[again->term];
    if (top_of(lexicon, a->category) == top_of(lexicon, b->category) || !are_apart(first->form, again->form) ||
        (!is_lone(a) && !is_lone(b)))
        return;
    (void)vb_findings_add(f->lint->findings, "stem-collision", vb_lint_term_place(f->lint, b),
                          VB_LITERAL("write `=` before one of them, or keep them apart below `words`"),
                          "`%.*s` has the stem `%.*s`, and so has `%.*s` of %s", VB_ARG(again->form), VB_ARG(stem),
                          VB_ARG(first->form), vb_lint_name_term(f->lint, a));
}

static bool add_word(forms *f, size_t term, vb_str word)
{
    vb_keys keys;
    vb_lint *lint = f->lint;
    if (!vb_keys_make(lint->keys, lint->lexicon->terms[term].part, word, &keys))
        return false;
    if (keys.n_stems == 0 || keys.n_forms == 0 || keys.stems[0].ptr[0] == '=')
        return true;
    vb_str stem = vb_arena_copy(&lint->arena, keys.stems[0]);
    vb_str form = vb_arena_copy(&lint->arena, keys.forms[0]);
    if (stem.ptr == NULL || form.ptr == NULL || !VB_PUSH_ROOM(f->items, f->n, f->cap))
        return false;
    size_t first = vb_map_find(&f->stems, stem);
    size_t last = VB_MAP_NONE;
    for (size_t i = first; i != VB_MAP_NONE; last = i, i = f->items[i].next)
        if (vb_str_equal(f->items[i].form, form))
            return true;
    f->items[f->n] = (stemmed){form, term, VB_MAP_NONE};
    for (size_t i = first; i != VB_MAP_NONE; i = f->items[i].next)
        compare(f, stem, &f->items[i], &f->items[f->n]);
    if (last != VB_MAP_NONE)
        f->items[last].next = f->n;
    else if (!vb_map_set(&f->stems, stem, f->n))
        return false;
    f->n++;
    return true;
}

static bool walk(forms *f, size_t term, const vb_pattern *p)
{
    if (p->kind == VB_PATTERN_WORD && !p->exact)
        return add_word(f, term, p->text);
    for (size_t i = 0; i < p->n; i++)
        if (!walk(f, term, p->children[i]))
            return false;
    return true;
}

/* The words of a corpus that stand under the stem of a lone word and are apart from all of the lexicon's. */
static void compare_corpus(forms *f, const vb_families *words)
{
    vb_lint *lint = f->lint;
    vb_buffer *lists = calloc(f->n + 1, sizeof *lists);
    if (lists == NULL)
        lint->findings->failed = true;
    for (size_t i = 0; lists != NULL && i < words->n; i++) {
        vb_keys keys;
        if (!vb_keys_make(lint->keys, 0, words->words[i].form, &keys)) {
            lint->findings->failed = true;
            break;
        }
        size_t first = keys.n_stems == 0 ? VB_MAP_NONE : vb_map_find(&f->stems, keys.stems[0]);
        size_t lone = VB_MAP_NONE;
        bool apart = keys.n_forms > 0;
        for (size_t k = first; k != VB_MAP_NONE; k = f->items[k].next) {
            apart = apart && are_apart(f->items[k].form, keys.forms[0]);
            if (lone == VB_MAP_NONE && is_lone(&lint->lexicon->terms[f->items[k].term]))
                lone = k;
        }
        if (apart && lone != VB_MAP_NONE) {
            vb_buffer_printf(&lists[lone], "%s%.*s ", lists[lone].len > 0 ? ", " : "", VB_ARG(keys.forms[0]));
            vb_buffer_printf(&lists[lone], "%llu", (unsigned long long)words->words[i].n);
        }
    }
    for (size_t k = 0; lists != NULL && k < f->n; k++) {
        vb_str list = vb_buffer_str(&lists[k]);
        if (list.len > 0)
            (void)vb_findings_add(
                lint->findings, "stem-collision", vb_lint_term_place(lint, &lint->lexicon->terms[f->items[k].term]),
                VB_LITERAL("write `=` before it, or keep them apart below `words`"),
                "`%.*s` shares its stem with words of the corpus: %.*s", VB_ARG(f->items[k].form), VB_ARG(list));
        lint->findings->failed = lint->findings->failed || lists[k].failed;
        vb_buffer_release(&lists[k]);
    }
    free(lists);
}

void vb_lint_stems(vb_lint *lint, const vb_families *words)
{
    forms f = {.lint = lint};
    for (size_t i = 0; lint->keys != NULL && i < lint->lexicon->n_terms; i++) {
        const vb_term *term = &lint->lexicon->terms[i];
        if (term->role != VB_ROLE_CATEGORY || term->part != 0 || term->match_case)
            continue;
        if (!walk(&f, i, term->pattern)) {
            lint->findings->failed = true;
            break;
        }
    }
    if (words != NULL && lint->keys != NULL)
        compare_corpus(&f, words);
    vb_map_release(&f.stems);
    free(f.items);
}
