#include "match/sentence.h"

#include "base/grow.h"
#include "match/bounds.h"
#include "match/fit.h"
#include "match/walk.h"

static inline void join_checks(uint64_t *restrict all, const uint64_t *restrict one)
{
    for (size_t i = 0; i < VB_CHECK_WORDS; i += 4) { /* four at a time, which compilers make two instructions of */
        all[i] |= one[i];
        all[i + 1] |= one[i + 1];
        all[i + 2] |= one[i + 2];
        all[i + 3] |= one[i + 3];
    }
}

bool vb_sentences_find(vb_matcher *m)
{
    m->n_sentences = 0;
    vb_sentence *sentence = NULL;
    for (size_t t = 0; t < m->tokens.n; t++) {
        if (t == 0 || m->tokens.items[t].sentence != m->tokens.items[t - 1].sentence) {
            if (!VB_PUSH_ROOM(m->sentences, m->n_sentences, m->cap_sentences))
                return false;
            sentence = &m->sentences[m->n_sentences++];
            *sentence = (vb_sentence){.beg = t, .checks = {1 << VB_CHECK_ANY}};
        }
        sentence->end = t + 1;
        if (m->words[t] != NULL)
            join_checks(sentence->checks, m->words[t]->checks);
    }
    return true;
}

static inline bool has_bit(const uint64_t *bits, uint16_t bit)
{
    return (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

/* True if what a check asks for is where it is asked for, seen from `token`.  That it is in the sentence is known. */
static inline bool passes(const vb_matcher *m, const vb_sentence *sentence, vb_check check, size_t token)
{
    if (check.from == 0 && check.to == 0)
        return true;
    ptrdiff_t from = (ptrdiff_t)token + check.from, to = (ptrdiff_t)token + check.to;
    if (from < (ptrdiff_t)sentence->beg)
        from = (ptrdiff_t)sentence->beg;
    if (to >= (ptrdiff_t)sentence->end)
        to = (ptrdiff_t)sentence->end - 1;
    for (; from <= to; from++)
        if (m->words[from] != NULL && has_bit(m->words[from]->checks, check.bit))
            return true;
    return false;
}

/* True if the word may be a match's first. */
static inline bool may_start(const vb_program *program, const vb_word *word)
{
    return program->any_first || (word != NULL && vb_mask_meets(&program->first, &word->mask));
}

bool vb_sentence_walk(vb_matcher *m, size_t term, size_t first, size_t last)
{
    const vb_program *program = &m->coder->plans[term].program;
    if (m->tokens.n > program->most_tokens || vb_bounds_exclude(m, term))
        return true;
    for (size_t start = first; start <= last; start++)
        if (may_start(program, m->words[start]) && !vb_walk_from(m, program, term, start))
            return false;
    return true;
}

static inline bool is_short_enough(const vb_matcher *m, const vb_phrase *phrase)
{
    return phrase->most_words == 0 || m->tokens.n <= phrase->most_words;
}

/* Try what is set off by `token` wherever it may begin. */
static bool try_trigger(vb_matcher *m, const vb_sentence *sentence, const vb_trigger *trigger, size_t token)
{
    const vb_phrase *phrase = &m->coder->phrases[trigger->target];
    size_t start = token - sentence->beg > trigger->most_back ? token - trigger->most_back : sentence->beg;
    if (start + trigger->least_back > token)
        return true;
    size_t last = token - trigger->least_back;
    if (trigger->walks)
        return vb_sentence_walk(m, trigger->target, start, last);
    for (; start <= last && is_short_enough(m, phrase); start++) {
        vb_match match;
        if (vb_fit_may_begin(m, phrase, start) && vb_fit(m, phrase, sentence, start, &match) &&
            !vb_matcher_add(m, match))
            return false;
    }
    return true;
}

/* Try those of n triggers of `token` whose checks are passed: both are looked for in the sentence first, which
 * settles most. */
static inline bool try_triggers(vb_matcher *m, const vb_sentence *sentence, const vb_trigger *triggers, size_t n,
                                size_t token)
{
    for (size_t i = 0; i < n; i++) {
        const vb_trigger *trigger = &triggers[i];
        if (trigger->whole) {
            const vb_phrase *phrase = &m->coder->phrases[trigger->target];
            if (is_short_enough(m, phrase) &&
                !vb_matcher_add(m, vb_match_of_phrase(phrase, 0, vb_token_set_run(token - 1, token))))
                return false;
            continue;
        }
        vb_check a = trigger->checks[0], b = trigger->checks[1];
        if (has_bit(sentence->checks, a.bit) && has_bit(sentence->checks, b.bit) && passes(m, sentence, a, token) &&
            passes(m, sentence, b, token) && !try_trigger(m, sentence, trigger, token))
            return false;
    }
    return true;
}

/* Try what the word at `token` sets off by itself. */
static bool try_word(vb_matcher *m, const vb_sentence *sentence, const vb_word *word, size_t token)
{
    size_t anchored = 0;
    while (anchored < word->n_anchored && word->triggers[anchored].most_back >= token)
        anchored++;
    size_t free = word->n_triggers - word->n_anchored;
    return (anchored == 0 || try_triggers(m, sentence, word->triggers, anchored, token)) &&
           (free == 0 || try_triggers(m, sentence, word->triggers + word->n_anchored, free, token));
}

/* Try what the words at `token` and before it set off together. */
static bool try_pair(vb_matcher *m, const vb_sentence *sentence, size_t token)
{
    const vb_word *left = m->words[token - 1], *right = m->words[token];
    const vb_trigger *triggers;
    size_t n;
    if (left == NULL || left->n_leads == 0 || right->n_follows == 0 ||
        m->tokens.items[token - 1].clause != m->tokens.items[token].clause)
        return true;
    return vb_vocabulary_pair(&m->vocabulary, left, right, &triggers, &n) &&
           (n == 0 || try_triggers(m, sentence, triggers, n, token));
}

bool vb_sentence_match(vb_matcher *m, const vb_sentence *sentence)
{
    for (size_t t = sentence->beg; t < sentence->end; t++) {
        const vb_word *word = m->words[t];
        if (word == NULL)
            continue;
        /* What begins earlier first, so that there is little to sort. */
        if ((t > sentence->beg && !try_pair(m, sentence, t)) ||
            (word->n_triggers > 0 && !try_word(m, sentence, word, t)))
            return false;
        for (uint32_t i = 0; i < word->n_singles; i++) {
            const vb_phrase *phrase = &m->coder->phrases[word->singles[i]];
            if (is_short_enough(m, phrase) &&
                !vb_matcher_add(m, vb_match_of_phrase(phrase, 0, vb_token_set_run(t, t))))
                return false;
        }
    }
    return true;
}
