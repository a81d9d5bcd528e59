#include "match/matcher.h"

#include "base/grow.h"
#include "base/str.h"
#include "match/near.h"
#include "match/program.h"
#include "match/regex_terms.h"
#include "match/walk.h"

#include <stdlib.h>

vb_status vb_matcher_init(vb_matcher *matcher, const vb_coder *coder, vb_break_mode mode, vb_error *err)
{
    *matcher = (vb_matcher){.coder = coder, .breaks = {mode, &coder->lexicon->abbreviations}};
    matcher->tried = calloc(coder->lexicon->n_terms + 1, sizeof *matcher->tried);
    if (matcher->tried == NULL)
        return vb_fail_memory(err);
    vb_status status = vb_vocabulary_init(&matcher->vocabulary, coder, err);
    if (status != VB_OK)
        vb_matcher_release(matcher);
    return status;
}

void vb_matcher_release(vb_matcher *matcher)
{
    vb_vocabulary_release(&matcher->vocabulary);
    vb_tokens_release(&matcher->tokens);
    free(matcher->hits);
    free(matcher->matches);
    free(matcher->tried);
    free(matcher->candidates.items);
    free(matcher->sides[0]);
    free(matcher->sides[1]);
    vb_memo_free(matcher->memo);
    vb_regex_scratch_free(matcher->regex_scratch);
    vb_buffer_release(&matcher->folded);
    free(matcher->folded_begin);
    *matcher = (vb_matcher){0};
}

bool vb_matcher_need_breaks(vb_matcher *matcher)
{
    if (!matcher->has_breaks)
        matcher->has_breaks = vb_breaks_find(matcher->answer, &matcher->breaks, &matcher->tokens);
    return matcher->has_breaks;
}

static bool add_single(vb_matcher *m, size_t term, size_t token)
{
    if (!VB_PUSH_ROOM(m->matches, m->n_matches, m->cap_matches))
        return false;
    m->matches[m->n_matches++] = (vb_match){.term = term, .tokens = vb_token_set_run(token, token)};
    return true;
}

static bool add_candidate(vb_matcher *m, uint32_t term)
{
    if (m->tried[term] == m->answer_number)
        return true;
    m->tried[term] = m->answer_number;
    return vb_ids_add(&m->candidates, term);
}

/* Look every token up: hits, the matches of lone words, and the terms worth trying. */
static bool find_hits(vb_matcher *m)
{
    const char *limit = m->answer.ptr + m->answer.len;
    for (size_t t = 0; t < m->tokens.n; t++) {
        const vb_token *token = &m->tokens.items[t];
        const vb_word *word;
        if (!vb_vocabulary_find(&m->vocabulary, vb_str_cut(m->answer, token->beg, token->end), limit, &word))
            return false;
        if (word == NULL)
            continue;
        if (!VB_PUSH_ROOM(m->hits, m->n_hits, m->cap_hits))
            return false;
        m->hits[m->n_hits++] = (vb_hit){t, word};
        for (uint32_t i = 0; i < word->n_singles; i++)
            if (!add_single(m, word->singles[i], t))
                return false;
        for (uint32_t i = 0; i < word->n_triggers; i++)
            if (!add_candidate(m, word->triggers[i]))
                return false;
    }
    return true;
}

static bool try_term(vb_matcher *m, size_t term)
{
    const vb_plan *plan = &m->coder->plans[term];
    if (plan->kind == VB_PLAN_NEAR)
        return vb_near_run(m, term);
    return vb_walk_all(m, &plan->program, term, &m->matches, &m->n_matches, &m->cap_matches);
}

static void begin(vb_matcher *m, vb_str answer)
{
    m->answer = answer;
    m->has_breaks = false;
    m->n_hits = m->n_matches = m->candidates.n = 0;
    if (++m->answer_number == 0) { /* the stamps have come round */
        memset(m->tried, 0, m->coder->lexicon->n_terms * sizeof *m->tried);
        m->answer_number = 1;
    }
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

/* Most answers have a handful, for which qsort() is slow. */
static void sort_matches(vb_match *matches, size_t n)
{
    enum { FEW = 16 };
    if (n > FEW) {
        qsort(matches, n, sizeof *matches, compare);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        vb_match moving = matches[i];
        size_t k = i;
        for (; k > 0 && compare(&moving, &matches[k - 1]) < 0; k--)
            matches[k] = matches[k - 1];
        matches[k] = moving;
    }
}

bool vb_matcher_run(vb_matcher *m, vb_str answer)
{
    begin(m, answer);
    if (!vb_tokens_split(answer, m->coder->lexicon->settings.tokens, &m->tokens) || !find_hits(m))
        return false;
    for (size_t i = 0; i < m->candidates.n; i++)
        if (!try_term(m, m->candidates.items[i]))
            return false;
    for (size_t i = 0; i < m->coder->always.n; i++)
        if (!try_term(m, m->coder->always.items[i]))
            return false;
    if (m->coder->regexes.n > 0 && m->tokens.n > 0 && !vb_regex_terms_run(m))
        return false;
    if (m->n_matches > 0 && !vb_matcher_need_breaks(m))
        return false;
    for (size_t i = 0; i < m->n_matches; i++)
        m->matches[i].order = m->coder->order[m->matches[i].term];
    sort_matches(m->matches, m->n_matches);
    return true;
}

vb_str vb_matcher_text(const vb_matcher *m, size_t first_token, size_t last_token)
{
    return vb_str_cut(m->answer, m->tokens.items[first_token].beg, m->tokens.items[last_token].end);
}
