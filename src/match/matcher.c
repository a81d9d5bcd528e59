#include "match/matcher.h"

#include "base/grow.h"
#include "base/str.h"
#include "match/bounds.h"
#include "match/regex_terms.h"
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
    free(matcher->checks);
    free(matcher->matches);
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
    m->matches[m->n_matches++] = (vb_match){.term = (uint32_t)term, .tokens = vb_token_set_run(token, token)};
    return true;
}

/* The check bits of what is no word of the lexicon. */
static const uint64_t no_checks[VB_MOST_CHECK_BITS / 64];

/* `near` is the check bits of the token that set the term off, its neighbours' beside it. */
static inline bool passes_check(const uint64_t *const *near, vb_check check)
{
    const uint64_t *const *token = near + check.from, *const *last = near + check.to;
    size_t place = check.bit / 64;
    uint64_t bits = (*token)[place];
    while (token < last)
        bits |= (*++token)[place];
    return (bits >> (check.bit % 64) & 1) != 0;
}

/* True if the word may be a match's first. */
static inline bool may_start(const vb_program *program, const vb_word *word)
{
    return program->any_first || (word != NULL && vb_mask_meets(&program->first, &word->mask));
}

/* Try a term wherever it may begin if the word at `token` is one of it. */
static bool try_trigger(vb_matcher *m, const vb_trigger *trigger, size_t token)
{
    const vb_program *program = &m->coder->plans[trigger->term].program;
    size_t start = token > trigger->most_back ? token - trigger->most_back : 0;
    for (; start + trigger->least_back <= token; start++)
        if ((trigger->most_back == 0 || may_start(program, m->words[start])) &&
            !vb_walk_from(m, program, trigger->term, start))
            return false;
    return true;
}

/* Look every token up. */
static bool find_words(vb_matcher *m)
{
    const char *limit = m->answer.ptr + m->answer.len;
    size_t reach = m->coder->reach;
    if (!vb_grow(&m->words, &m->cap_words, m->tokens.n, sizeof *m->words) ||
        !vb_grow(&m->checks, &m->cap_checks, m->tokens.n + 2 * reach, sizeof *m->checks))
        return false;
    for (size_t t = 0; t < m->tokens.n; t++) {
        const vb_token *token = &m->tokens.items[t];
        const vb_word *word;
        if (!vb_vocabulary_find(&m->vocabulary, vb_str_cut(m->answer, token->beg, token->end), limit, &word))
            return false;
        m->words[t] = word;
        m->checks[reach + t] = word == NULL ? no_checks : word->checks;
    }
    for (size_t i = 0; i < reach; i++)
        m->checks[i] = m->checks[reach + m->tokens.n + i] = no_checks;
    return true;
}

/* True if the term may be there at all: its other words are, and at distances that it allows. */
static inline bool passes(const uint64_t *const *near, const vb_trigger *trigger, size_t ahead)
{
    return trigger->most_ahead >= ahead && passes_check(near, trigger->checks[0]) &&
           passes_check(near, trigger->checks[1]);
}

/* Try what the word at `token` sets off. */
static bool scan_triggers(vb_matcher *m, const vb_word *word, size_t token)
{
    const uint64_t *const *near = m->checks + m->coder->reach + token;
    size_t ahead = m->tokens.n - 1 - token;
    if (ahead > VB_AHEAD_ANY)
        ahead = VB_AHEAD_ANY;
    const vb_trigger *trigger = word->triggers, *others = trigger + word->n_anchored;
    for (; trigger < others && trigger->most_back >= token; trigger++)
        if (passes(near, trigger, ahead) && may_start(&m->coder->plans[trigger->term].program, m->words[0]) &&
            !vb_walk_from(m, &m->coder->plans[trigger->term].program, trigger->term, 0))
            return false;
    for (const vb_trigger *end = word->triggers + word->n_triggers; others < end; others++)
        if (passes(near, others, ahead) && !try_trigger(m, others, token))
            return false;
    return true;
}

/* Match what the words match by themselves, and try what they set off. */
static bool match_words(vb_matcher *m)
{
    for (size_t t = 0; t < m->tokens.n; t++) {
        const vb_word *word = m->words[t];
        if (word == NULL)
            continue;
        for (uint32_t i = 0; i < word->n_singles; i++)
            if (!add_single(m, word->singles[i], t))
                return false;
        if (!scan_triggers(m, word, t))
            return false;
    }
    return true;
}

static bool match_always(vb_matcher *m)
{
    for (size_t i = 0; i < m->coder->always.n; i++) {
        size_t term = m->coder->always.items[i];
        const vb_plan *plan = &m->coder->plans[term];
        for (size_t start = 0; start < m->tokens.n; start++)
            if (!vb_walk_from(m, &plan->program, term, start))
                return false;
    }
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

/* Two triggers may have led to the same match: a term has one per first token. */
static void drop_repeated(vb_matcher *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n_matches; i++) {
        const vb_match *match = &m->matches[i];
        const vb_match *before = kept == 0 ? NULL : &m->matches[kept - 1];
        if (before != NULL && before->term == match->term && before->tokens.first == match->tokens.first)
            continue;
        if (kept != i)
            m->matches[kept] = *match;
        kept++;
    }
    m->n_matches = kept;
}

bool vb_matcher_run(vb_matcher *m, vb_str answer)
{
    begin(m, answer);
    if (!vb_tokens_split(answer, m->coder->lexicon->settings.tokens, &m->tokens) || !find_words(m) ||
        !match_words(m) || !match_always(m))
        return false;
    if (m->coder->regexes.n > 0 && m->tokens.n > 0 && !vb_regex_terms_run(m))
        return false;
    if (m->n_matches == 0)
        return true;
    if (!vb_matcher_need_breaks(m))
        return false;
    for (size_t i = 0; i < m->n_matches; i++)
        m->matches[i].order = m->coder->order[m->matches[i].term];
    sort_matches(m->matches, m->n_matches);
    drop_repeated(m);
    if (m->coder->has_bounds)
        vb_bounds_keep(m);
    return true;
}

bool vb_matcher_seek(vb_matcher *m, size_t term)
{
    const vb_program *program = &m->coder->plans[term].program;
    const uint64_t *const *checks = m->checks + m->coder->reach;
    size_t place = program->first_check / 64;
    uint64_t bit = UINT64_C(1) << program->first_check % 64;
    bool is_checked = program->first_check != VB_CHECK_ANY;
    for (size_t start = 0; start < m->tokens.n; start++)
        if ((!is_checked || (checks[start][place] & bit) != 0) && !vb_walk_from(m, program, term, start))
            return false;
    return true;
}

vb_str vb_matcher_text(const vb_matcher *m, size_t first_token, size_t last_token)
{
    return vb_str_cut(m->answer, m->tokens.items[first_token].beg, m->tokens.items[last_token].end);
}
