#include "match/regex_build.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

static bool is_same_fragment(const vb_fragment *a, const vb_fragment *b)
{
    return vb_str_equal(a->letters, b->letters) && a->begins == b->begins && a->ends == b->ends;
}

static bool add_fragment(vb_coder *coder, vb_fragment fragment, uint64_t need)
{
    size_t i = 0;
    while (i < coder->n_fragments && !is_same_fragment(&coder->fragments[i].fragment, &fragment))
        i++;
    if (i == coder->n_fragments) {
        if (!VB_PUSH_ROOM(coder->fragments, coder->n_fragments, coder->cap_fragments))
            return false;
        coder->fragments[coder->n_fragments++] = (vb_fragment_test){.fragment = fragment};
    }
    coder->fragments[i].needs |= need;
    return true;
}

/* Have words tell whether they have what a regex needs.  Needs are numbered modulo the bits that there are: with more
 * of them some answers are gone through in vain.  False when memory is out. */
static bool build_needs(vb_builder *builder, const vb_regex_branch *tree, vb_regex_term *regex)
{
    vb_regex_needs needs;
    if (!vb_regex_needs_find(tree, &builder->coder->arena, &needs))
        return false;
    for (size_t i = 0; i < needs.n; i++) {
        uint64_t need = UINT64_C(1) << builder->n_needs++ % 64;
        regex->needs |= need;
        for (size_t k = 0; k < needs.items[i].n; k++)
            if (!add_fragment(builder->coder, needs.items[i].fragments[k], need))
                return false;
    }
    return true;
}

bool vb_regex_term_build(vb_builder *builder, size_t t)
{
    vb_coder *coder = builder->coder;
    const vb_term *term = &coder->lexicon->terms[t];
    vb_arena arena = {0};
    const vb_regex_branch *tree;
    if (!VB_PUSH_ROOM(coder->regexes, coder->n_regexes, coder->cap_regexes))
        return false;
    vb_regex_term *regex = &coder->regexes[coder->n_regexes++];
    *regex = (vb_regex_term){.term = (uint32_t)t, .match_case = term->match_case};
    coder->has_cased_regex = coder->has_cased_regex || term->match_case;
    bool ok = vb_regex_tree_read(term->pattern->text, &arena, &tree) && build_needs(builder, tree, regex) &&
              vb_outline_new(tree, term->match_case, &regex->outline);
    vb_arena_release(&arena);
    return ok;
}

static int compare_fragments(const void *a, const void *b)
{
    const vb_fragment *x = &((const vb_fragment_test *)a)->fragment, *y = &((const vb_fragment_test *)b)->fragment;
    int letters = vb_str_compare(x->letters, y->letters);
    return letters != 0 ? letters : x->begins != y->begins ? x->begins - y->begins : x->ends - y->ends;
}

void vb_fragments_sort(vb_coder *coder)
{
    if (coder->n_fragments > 0)
        qsort(coder->fragments, coder->n_fragments, sizeof *coder->fragments, compare_fragments);
    for (size_t letter = 0, i = 0; letter <= VB_LETTERS; letter++) {
        while (i < coder->n_fragments && (size_t)(coder->fragments[i].fragment.letters.ptr[0] - 'a') < letter)
            i++;
        coder->first_fragments[letter] = (uint32_t)i;
    }
}
