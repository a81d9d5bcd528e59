#include "match/sentence.h"

#include "base/grow.h"
#include "match/bounds.h"
#include "match/fit.h"
#include "match/walk.h"

/* The check bits of what is no word of the lexicon. */
static const uint64_t no_checks[VB_CHECK_WORDS];

static inline void join_checks(uint64_t *restrict all, const uint64_t *restrict one)
{
    for (size_t i = 0; i < VB_CHECK_WORDS; i++)
        all[i] |= one[i];
}

/* Divide the tokens, which have their breaks, into sentences. */
bool vb_sentences_find(vb_matcher *m)
{
    if (!vb_grow(&m->near, &m->cap_near, m->tokens.n + 2 * VB_CHECK_FAR, sizeof *m->near))
        return false;
    for (size_t i = 0; i < VB_CHECK_FAR; i++)
        m->near[i] = m->near[VB_CHECK_FAR + m->tokens.n + i] = no_checks;
    m->n_sentences = 0;
    for (size_t t = 0; t < m->tokens.n; t++) {
        if (t == 0 || m->tokens.items[t].sentence != m->tokens.items[t - 1].sentence) {
            if (!VB_PUSH_ROOM(m->sentences, m->n_sentences, m->cap_sentences))
                return false;
            m->sentences[m->n_sentences++] = (vb_sentence){.beg = t, .checks = {1 << VB_CHECK_ANY}};
        }
        vb_sentence *sentence = &m->sentences[m->n_sentences - 1];
        sentence->end = t + 1;
        const uint64_t *checks = m->words[t] == NULL ? no_checks : m->words[t]->checks;
        m->near[VB_CHECK_FAR + t] = checks;
        join_checks(sentence->checks, checks);
    }
    return true;
}

static inline bool passes(const uint64_t *const *near, vb_check check)
{
    uint64_t bits = 0;
    for (int distance = check.from; distance <= check.to; distance++)
        bits |= near[distance][check.bit / 64];
    return (bits >> (check.bit % 64) & 1) != 0;
}

/* Sift the triggers of the word at `token` from `beg` to `end` by a glance: those that pass are added to `sifted`,
 * which has n.  Returns how many there are then.  Without a branch, for which of them pass could not be foretold.
 * `near` is the check bits of the word, its neighbours' beside it; but its own are the sentence's. */
static inline size_t sift(const uint64_t *const *near, const vb_word *word, size_t token, size_t beg, size_t end,
                          vb_sifted *sifted, size_t n)
{
    const uint64_t *const *farthest = near - VB_CHECK_FAR;
    for (size_t i = beg; i < end; i++) {
        vb_glance at = word->glances[i];
        sifted[n] = (vb_sifted){(uint32_t)token, (uint32_t)i};
        n += farthest[at.distance][at.word] >> at.bit & 1;
    }
    return n;
}

/* True if the word may be a match's first. */
static inline bool may_start(const vb_program *program, const vb_word *word)
{
    return program->any_first || (word != NULL && vb_mask_meets(&program->first, &word->mask));
}

bool vb_sentence_walk(vb_matcher *m, size_t term, size_t first, size_t last)
{
    const vb_program *program = &m->coder->plans[term].program;
    if (vb_bounds_exclude(m, term))
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
        if (vb_fit(m, phrase, sentence, start, &match) && !vb_matcher_add(m, match))
            return false;
    }
    return true;
}

/* Sift what the word at `token` sets off.  False when memory is out. */
static bool sift_word(vb_matcher *m, const vb_sentence *sentence, const vb_word *word, size_t token, size_t *n)
{
    size_t most = *n + word->n_triggers;
    if (most > m->cap_sifted && !vb_grow(&m->sifted, &m->cap_sifted, most, sizeof *m->sifted))
        return false;
    const uint64_t **near = m->near + VB_CHECK_FAR + token;
    size_t anchored = 0;
    while (anchored < word->n_anchored && word->triggers[anchored].most_back >= token)
        anchored++;
    near[0] = sentence->checks;
    *n = sift(near, word, token, 0, anchored, m->sifted, *n);
    *n = sift(near, word, token, word->n_anchored, word->n_triggers, m->sifted, *n);
    near[0] = word->checks;
    return true;
}

bool vb_sentence_match(vb_matcher *m, const vb_sentence *sentence)
{
    size_t n = 0;
    for (size_t t = sentence->beg; t < sentence->end; t++) {
        const vb_word *word = m->words[t];
        if (word == NULL)
            continue;
        for (uint32_t i = 0; i < word->n_singles; i++) {
            const vb_phrase *phrase = &m->coder->phrases[word->singles[i]];
            if (is_short_enough(m, phrase) &&
                !vb_matcher_add(m, vb_match_of_phrase(phrase, 0, vb_token_set_run(t, t))))
                return false;
        }
        if (word->n_triggers > 0 && !sift_word(m, sentence, word, t, &n))
            return false;
    }
    for (size_t i = 0; i < n; i++) {
        size_t token = m->sifted[i].token;
        const vb_word *word = m->words[token];
        const vb_trigger *trigger = &word->triggers[m->sifted[i].trigger];
        const uint64_t **near = m->near + VB_CHECK_FAR + token;
        near[0] = sentence->checks;
        bool may = passes(near, trigger->checks[1]) && passes(near, trigger->checks[0]);
        near[0] = word->checks;
        if (may && !try_trigger(m, sentence, trigger, token))
            return false;
    }
    return true;
}
