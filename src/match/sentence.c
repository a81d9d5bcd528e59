#include "match/sentence.h"

#include "base/grow.h"
#include "match/fit.h"
#include "match/walk.h"

bool vb_sentences_find(vb_matcher *m)
{
    m->n_sentences = 0;
    vb_sentence *sentence = NULL;
    for (size_t t = 0; t < m->tokens.n; t++) {
        if (t == 0 || m->tokens.items[t].sentence != m->tokens.items[t - 1].sentence) {
            if (!VB_PUSH_ROOM(m->sentences, m->n_sentences, m->cap_sentences))
                return false;
            sentence = &m->sentences[m->n_sentences++];
            *sentence = (vb_sentence){.beg = t};
        }
        sentence->end = t + 1;
        if (m->words[t] != NULL)
            vb_mask_join(&sentence->mask, &m->words[t]->mask);
    }
    return true;
}

bool vb_sentence_walk(vb_matcher *m, size_t term, size_t first, size_t last)
{
    const vb_plan *plan = &m->coder->plans[term];
    if (m->tokens.n > plan->program.most_tokens || vb_is_too_long(m->tokens.n, plan->most_words))
        return true;
    for (size_t start = first; start <= last; start++)
        if (vb_word_may_start(m->words[start], &plan->program) && !vb_walk_from(m, &plan->program, term, start))
            return false;
    return true;
}

/* Try what is set off from every token from `first` up to `last` on. */
static bool fit(vb_matcher *m, const vb_sentence *sentence, const vb_trigger *trigger, size_t first, size_t last)
{
    vb_match match;
    for (; first <= last; first++)
        if (vb_fit_may_begin(m, trigger->steps, first) &&
            vb_fit(m, trigger->term, trigger->steps, sentence, first, &match) && !vb_matcher_add(m, match))
            return false;
    return true;
}

static inline vb_token_set two_tokens(size_t left, size_t right)
{
    if (right == left + 1)
        return vb_token_set_run(left, right);
    return (vb_token_set){.first = left, .last = right, .bits = {UINT64_C(1) << (right - left) | 1}};
}

/* The first token that fills what a check asks for, seen from `token`; one from *end on where there is none. */
static inline size_t find_check(const vb_matcher *m, const vb_sentence *sentence, vb_check check, size_t token,
                                size_t *end)
{
    ptrdiff_t low = (ptrdiff_t)token + check.from, high = (ptrdiff_t)token + check.to;
    size_t from = low < (ptrdiff_t)sentence->beg ? sentence->beg : (size_t)low;
    *end = high < (ptrdiff_t)sentence->end ? (size_t)(high + 1) : sentence->end;
    while (from < *end && !vb_slot_set_has(&m->sets[from], check.slot))
        from++;
    return from;
}

static inline bool passes(const vb_matcher *m, const vb_sentence *sentence, vb_check check, size_t token)
{
    size_t end;
    return check.slot == VB_NO_SLOT || find_check(m, sentence, check, token, &end) < end;
}

/* Match a phrase of two words with a gap: the one at `token` and each that passes the check. */
static bool match_two(vb_matcher *m, const vb_sentence *sentence, const vb_trigger *trigger, size_t token)
{
    size_t end, at = find_check(m, sentence, trigger->checks[0], token, &end);
    for (; at < end; at++) {
        size_t left = at < token ? at : token, right = at < token ? token : at;
        if (vb_slot_set_has(&m->sets[at], trigger->checks[0].slot) &&
            !vb_matcher_add(m, vb_match_of(m, trigger->term, right - left - 1, two_tokens(left, right))))
            return false;
    }
    return true;
}

/* Try what is set off by `token` wherever it may begin, as it seems worth it. */
static bool try_trigger(vb_matcher *m, const vb_sentence *sentence, const vb_trigger *trigger, size_t token)
{
    if (trigger->whole)
        return trigger->checks[0].slot != VB_NO_SLOT
                   ? match_two(m, sentence, trigger, token)
                   : vb_matcher_add(m, vb_match_of(m, trigger->term, 0, vb_token_set_run(token - 1, token)));
    size_t room = token - sentence->beg;
    size_t first = token - (trigger->most_back < room ? trigger->most_back : room),
           last = token - trigger->least_back;
    return trigger->walked ? vb_sentence_walk(m, trigger->term, first, last) : fit(m, sentence, trigger, first, last);
}

static inline bool try_triggers(vb_matcher *m, const vb_sentence *sentence, const vb_trigger *triggers, size_t n,
                                size_t token)
{
    size_t room = token - sentence->beg;
    for (const vb_trigger *t = triggers, *end = triggers + n; t < end; t++)
        if (room >= t->least_back && !(t->from_first && token > t->most_back) &&
            !vb_is_too_long(m->tokens.n, t->most_words) && passes(m, sentence, t->checks[0], token) &&
            passes(m, sentence, t->checks[1], token) && !try_trigger(m, sentence, t, token))
            return false;
    return true;
}

static inline bool are_pair(const vb_matcher *m, size_t right)
{
    const vb_word *a = m->words[right - 1], *b = m->words[right];
    return a != NULL && b != NULL && a->n_leads > 0 && b->n_follows > 0 &&
           m->tokens.items[right - 1].clause == m->tokens.items[right].clause;
}

bool vb_sentence_match(vb_matcher *m, const vb_sentence *sentence)
{
    enum { AHEAD = 2 }; /* tokens */
    for (size_t t = sentence->beg; t < sentence->end; t++) {
        const vb_word *word = m->words[t];
        const vb_trigger *triggers;
        size_t n;
        if (t + AHEAD < sentence->end && are_pair(m, t + AHEAD))
            vb_vocabulary_expect_pair(&m->vocabulary, m->words[t + AHEAD - 1], m->words[t + AHEAD]);
        if (word == NULL)
            continue;
        if (t > sentence->beg && are_pair(m, t) &&
            (!vb_vocabulary_pair(&m->vocabulary, m->words[t - 1], word, &triggers, &n) ||
             !try_triggers(m, sentence, triggers, n, t)))
            return false;
        size_t n_triggers = word->n_triggers + (t <= word->first_reach ? word->n_first_triggers : 0);
        if (!try_triggers(m, sentence, word->triggers, n_triggers, t))
            return false;
        for (uint32_t i = 0; i < word->n_singles; i++)
            if (!vb_is_too_long(m->tokens.n, m->coder->plans[word->singles[i]].most_words) &&
                !vb_matcher_add(m, vb_match_of(m, word->singles[i], 0, vb_token_set_run(t, t))))
                return false;
    }
    return true;
}
