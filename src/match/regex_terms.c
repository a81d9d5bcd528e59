#include "match/regex_terms.h"

#include "base/grow.h"
#include "base/str.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdlib.h>

enum { SIEVE_BYTES = 32 << 20 }; /* of the states of all sieves of a thread together */

/* True if folding the answer as a whole is folding its tokens, each byte in its place: every letter of ASCII is in
 * some token, and only in tokens is a backtick an apostrophe. */
static bool folds_as_a_whole(vb_str answer)
{
    return vb_utf8_is_ascii(answer) && (answer.len == 0 || memchr(answer.ptr, '`', answer.len) == NULL);
}

/* Write the folded tokens with the original separators into matcher->folded, and where each token begins and ends:
 * folded_begin[2 i] and [2 i + 1]. */
static bool fold_answer(vb_matcher *m, bool keep_case)
{
    unsigned flags =
        (keep_case ? 0 : VB_FOLD_CASE) | (m->coder->lexicon->settings.fold_diacritics ? VB_FOLD_MARKS : 0);
    if (!vb_grow(&m->folded_begin, &m->cap_folded, 2 * m->tokens.n + 2, sizeof *m->folded_begin))
        return false;
    vb_buffer_clear(&m->folded);
    if (folds_as_a_whole(m->answer)) {
        for (size_t t = 0; t < m->tokens.n; t++) {
            m->folded_begin[2 * t] = m->tokens.items[t].beg;
            m->folded_begin[2 * t + 1] = m->tokens.items[t].end;
        }
        return vb_fold(m->answer, flags, &m->folded);
    }
    size_t done = 0;
    for (size_t t = 0; t < m->tokens.n; t++) {
        const vb_token *token = &m->tokens.items[t];
        vb_buffer_add_str(&m->folded, vb_str_cut(m->answer, done, token->beg));
        m->folded_begin[2 * t] = m->folded.len;
        if (!vb_fold(vb_str_cut(m->answer, token->beg, token->end), flags, &m->folded))
            return false;
        m->folded_begin[2 * t + 1] = m->folded.len;
        done = token->end;
    }
    vb_buffer_add_str(&m->folded, vb_str_cut(m->answer, done, m->answer.len));
    return !m->folded.failed;
}

/* The first token that ends after byte `at` of the folded text. */
static size_t token_at(const vb_matcher *m, size_t at)
{
    size_t low = 0, high = m->tokens.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->folded_begin[2 * middle + 1] <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool add_match(vb_matcher *m, size_t term, size_t first, size_t last)
{
    const vb_plan *plan = &m->coder->plans[term];
    return vb_matcher_add(m, (vb_match){.term = (uint32_t)term,
                                        .order = plan->order,
                                        .alone = plan->alone,
                                        .tokens = vb_token_set_run(first, last)});
}

static bool run_one(vb_matcher *m, size_t term)
{
    vb_str text = vb_buffer_str(&m->folded);
    size_t from = 0, beg, end;
    while (from < text.len) {
        vb_regex_result result = vb_regex_find(m->coder->plans[term].regex, m->regex_scratch, text, from, &beg, &end);
        if (result == VB_REGEX_MEMORY)
            return false;
        m->limits_hit += result == VB_REGEX_LIMIT;
        if (result != VB_REGEX_FOUND)
            return true;
        size_t first = token_at(m, beg);
        if (first == m->tokens.n)
            return true; /* behind the last word */
        size_t last = first;
        while (last + 1 < m->tokens.n && m->folded_begin[2 * (last + 1)] < end)
            last++;
        /* it has a word in it: an end inside a token takes the whole token */
        if (m->folded_begin[2 * first] < end && !add_match(m, term, first, last))
            return false;
        from = m->folded_begin[2 * first + 1]; /* one match per first token */
    }
    return true;
}

static bool have_memory(vb_matcher *m)
{
    if (m->regex_scratch == NULL)
        m->regex_scratch = vb_regex_scratch_new();
    if (m->sieves == NULL) {
        m->sieves = calloc(m->coder->n_regexes, sizeof *m->sieves);
        m->n_sieves = m->sieves == NULL ? 0 : m->coder->n_regexes;
    }
    return m->regex_scratch != NULL && m->sieves != NULL;
}

static bool pass_outline(vb_matcher *m, const vb_regex_term *regex, vb_str text, vb_sieve_result *result)
{
    vb_sieve **sieve = &m->sieves[regex - m->coder->regexes];
    *result = VB_SIEVE_PASSES;
    if (regex->outline == NULL)
        return true;
    if (*sieve == NULL && (*sieve = vb_sieve_new(regex->outline, SIEVE_BYTES / m->n_sieves)) == NULL)
        return false;
    return vb_sieve_run(*sieve, text, result);
}

static bool fold_once(vb_matcher *m, bool keep_case, bool *is_folded)
{
    *is_folded = *is_folded || fold_answer(m, keep_case);
    return *is_folded;
}

/* Run the regexes for which case is a matter, or those for which it is not.  An answer that folds as a whole is
 * folded only for PCRE2: but for its capital letters it is as it will be. */
static bool run_all(vb_matcher *m, bool keep_case, bool plain)
{
    const vb_coder *coder = m->coder;
    const vb_regex_term *regex = coder->regexes, *end = regex + coder->n_regexes;
    uint64_t lacking = ~m->needs_served;
    bool is_folded = false;
    vb_sieve_result result;
    for (; regex < end; regex++) {
        if ((regex->needs & lacking) != 0 || regex->match_case != keep_case ||
            vb_is_too_long(m->tokens.n, coder->plans[regex->term].most_words))
            continue;
        if ((!plain && !fold_once(m, keep_case, &is_folded)) ||
            !pass_outline(m, regex, plain ? m->answer : vb_buffer_str(&m->folded), &result))
            return false;
        if (result == VB_SIEVE_STOPS)
            continue;
        bool ok = result == VB_SIEVE_MATCHES && regex->outline->whole
                      ? add_match(m, regex->term, 0, m->tokens.n - 1)
                      : fold_once(m, keep_case, &is_folded) && run_one(m, regex->term);
        if (!ok)
            return false;
    }
    return true;
}

bool vb_regex_terms_run(vb_matcher *m)
{
    bool plain = folds_as_a_whole(m->answer);
    return have_memory(m) && run_all(m, false, plain) && (!m->coder->has_cased_regex || run_all(m, true, plain));
}

void vb_regex_terms_release(vb_matcher *m)
{
    vb_regex_scratch_free(m->regex_scratch);
    for (size_t i = 0; i < m->n_sieves; i++)
        vb_sieve_free(m->sieves[i]);
    free(m->sieves);
    vb_buffer_release(&m->folded);
    free(m->folded_begin);
}
