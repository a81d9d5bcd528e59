#include "match/matcher.h"

#include "base/grow.h"
#include "base/str.h"
#include "match/bounds.h"
#include "match/fit.h"
#include "match/regex_terms.h"
#include "match/sentence.h"
#include "match/walk.h"

#include <stdlib.h>

vb_status vb_matcher_init(vb_matcher *matcher, const vb_coder *coder, vb_break_mode mode, vb_error *err)
{
    *matcher = (vb_matcher){.coder = coder, .breaks = {mode, &coder->lexicon->abbreviations}};
    vb_status status = vb_vocabulary_init(&matcher->vocabulary, coder, err);
    if (status != VB_OK)
        vb_matcher_release(matcher);
    return status;
}

void vb_matcher_release(vb_matcher *matcher)
{
    vb_vocabulary_release(&matcher->vocabulary);
    vb_tokens_release(&matcher->tokens);
    free(matcher->words);
    free(matcher->sets);
    free(matcher->sentences);
    free(matcher->matches);
    vb_memo_free(matcher->memo);
    vb_regex_terms_release(matcher);
    *matcher = (vb_matcher){0};
}

bool vb_matcher_need_breaks(vb_matcher *m)
{
    if (!m->has_breaks)
        m->has_breaks = vb_breaks_find(m->answer, &m->breaks, &m->tokens) && vb_sentences_find(m);
    return m->has_breaks;
}

/* Look every token up.  *any: some word matches by itself or sets something off. */
static bool find_words(vb_matcher *m, bool *any)
{
    const char *limit = m->answer.ptr + m->answer.len;
    *any = false;
    m->needs_served = 0;
    if (!vb_grow(&m->words, &m->cap_words, m->tokens.n, sizeof *m->words) ||
        !vb_grow(&m->sets, &m->cap_sets, m->tokens.n, sizeof *m->sets))
        return false;
    for (size_t t = 0; t < m->tokens.n; t++) {
        const vb_token *token = &m->tokens.items[t];
        if (!vb_vocabulary_find(&m->vocabulary, vb_str_cut(m->answer, token->beg, token->end), limit, &m->words[t]))
            return false;
    }
    for (size_t t = 0; t < m->tokens.n; t++) {
        const vb_word *word = m->words[t];
        if (word == NULL) {
            m->sets[t] = (vb_slot_set){0};
            continue;
        }
        m->sets[t] = word->set;
        __builtin_prefetch(word->triggers); /* what all words have is more than caches hold */
        __builtin_prefetch(word->set.places);
        __builtin_prefetch(word->signs);
        m->needs_served |= word->needs;
        *any = *any || word->n_triggers > 0 || word->n_first_triggers > 0 || word->n_singles > 0 || word->n_leads > 0;
        if (word->n_slots == 0 && word->n_signs == 0)
            m->words[t] = NULL;
    }
    return true;
}

static bool match_always(vb_matcher *m)
{
    for (size_t i = 0; i < m->coder->always.n; i++)
        if (!vb_sentence_walk(m, m->coder->always.items[i], 0, m->tokens.n - 1))
            return false;
    return true;
}

static void begin(vb_matcher *m, vb_str answer)
{
    m->answer = answer;
    m->has_breaks = false;
    m->n_matches = 0;
    vb_vocabulary_trim(&m->vocabulary);
}

static int compare(const void *a, const void *b)
{
    const vb_match *x = a, *y = b;
    if (x->tokens.first != y->tokens.first)
        return x->tokens.first < y->tokens.first ? -1 : 1;
    if (x->tokens.last != y->tokens.last)
        return x->tokens.last > y->tokens.last ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Most answers have a handful, and nearly in order, for which qsort() is slow. */
static void sort_matches(vb_match *matches, size_t n)
{
    enum { FEW = 64 };
    if (n > FEW) {
        qsort(matches, n, sizeof *matches, compare);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        if (compare(&matches[i], &matches[i - 1]) >= 0)
            continue;
        vb_match moving = matches[i];
        size_t k = i;
        for (; k > 0 && compare(&moving, &matches[k - 1]) < 0; k--)
            matches[k] = matches[k - 1];
        matches[k] = moving;
    }
}

bool vb_match_is_better(const vb_match *a, const vb_match *b)
{
    if (a->gap != b->gap)
        return a->gap < b->gap;
    if (a->tokens.last != b->tokens.last) /* with as many gap words it has more tokens */
        return a->tokens.last > b->tokens.last;
    for (size_t i = 0; i < 2; i++) {
        uint64_t differ = a->tokens.bits[i] ^ b->tokens.bits[i];
        if (differ != 0)
            return (a->tokens.bits[i] & (differ & (~differ + 1))) != 0;
    }
    return false;
}

/* Several triggers of a term may have led to matches from one token on: keep the best. */
static void drop_worse(vb_matcher *m)
{
    size_t kept = 0, group = 0; /* where the matches of the first token at hand begin */
    for (size_t i = 0; i < m->n_matches; i++) {
        const vb_match *match = &m->matches[i];
        if (kept > 0 && m->matches[group].tokens.first != match->tokens.first)
            group = kept;
        size_t same = group;
        while (same < kept && m->matches[same].term != match->term)
            same++;
        if (same == kept) {
            if (kept != i)
                m->matches[kept] = *match;
            kept++;
        } else if (vb_match_is_better(match, &m->matches[same])) {
            vb_match better = *match; /* it ends earlier or has other tokens: its place is behind those before it */
            memmove(&m->matches[same], &m->matches[same + 1], (kept - same - 1) * sizeof better);
            m->matches[kept - 1] = better;
        }
    }
    m->n_matches = kept;
}

bool vb_matcher_run(vb_matcher *m, vb_str answer)
{
    bool any;
    begin(m, answer);
    if (!vb_tokens_split(answer, m->coder->lexicon->settings.tokens, &m->tokens) || !find_words(m, &any))
        return false;
    if (m->tokens.n == 0 || (!any && m->coder->always.n == 0 && m->coder->n_regexes == 0))
        return true;
    if (!vb_matcher_need_breaks(m))
        return false;
    for (size_t i = 0; i < m->n_sentences; i++)
        if (!vb_sentence_match(m, &m->sentences[i]))
            return false;
    if (!match_always(m) || (m->coder->n_regexes > 0 && !vb_regex_terms_run(m)))
        return false;
    sort_matches(m->matches, m->n_matches);
    drop_worse(m);
    if (m->coder->has_alone)
        vb_bounds_keep(m);
    return true;
}

bool vb_matcher_find_beside(vb_matcher *m, size_t term, const vb_match *beside, vb_match *found, bool *out_of_memory)
{
    const vb_sentence *sentence = &m->sentences[m->tokens.items[beside->tokens.first].sentence];
    const vb_plan *plan = &m->coder->plans[term];
    if (!plan->program.any_first && !vb_mask_meets(&plan->program.first, &sentence->mask))
        return false; /* nearly always */
    for (size_t start = sentence->beg, base = m->n_matches; start < sentence->end; start++) {
        if (!vb_word_may_start(m->words[start], &plan->program))
            continue;
        if (!plan->walked) {
            if (!vb_fit(m, (uint32_t)term, plan->steps, sentence, start, found))
                continue;
        } else {
            if (!vb_walk_from(m, &plan->program, term, start)) {
                *out_of_memory = true;
                return false;
            }
            if (m->n_matches == base)
                continue;
            *found = m->matches[base];
            m->n_matches = base; /* it is no match of the answer's own */
        }
        if (!vb_token_set_meets(&found->tokens, &beside->tokens))
            return true;
    }
    return false;
}

vb_str vb_matcher_text(const vb_matcher *m, size_t first_token, size_t last_token)
{
    return vb_str_cut(m->answer, m->tokens.items[first_token].beg, m->tokens.items[last_token].end);
}
