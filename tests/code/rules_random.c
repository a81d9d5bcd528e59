/* Rules 2 to 6 on random answers, against the rules taken word for word: every match beside every other. */
#include "support.h"
#include "text/random.h"

static const char body[] =
    "denials: {after: [fine, dog fine], before: [not, {term: not fine, unless: [cup]}]}\n"
    "turns: [but, {term: yet, with: [red]}]\nemphases: [most, most red]\nignore: [zip zip, cup but]\n"
    "categories:\n"
    "  a: {terms: [red, red dog, {term: cup, weight: 0.5}], categories: {x: {terms: [dog, red ...2 cup, {term: zip, "
    "weight: 2}]}, "
    "y: {terms: [cup, zip but, {term: dog cup, unless: [zip]}]}}}\n"
    "  b: {terms: [dog ...1 fine, not red, {term: zip, weight: 0.5}, {term: _ cup, weight: 0, unless: [most]}]}\n"
    "  c: {terms: [{term: red, with: [dog, fine]}, yet zip, cup ~2 zip], categories: {z: {terms: [red zip dog, "
    "zip]}}}\n";

static const char *const words[] = {"red", "red",  "dog", "dog", "cup", "cup",  "zip",
                                    "zip", "fine", "not", "but", "yet", "most", "and"};

enum { FINDINGS = 256, CATEGORIES = 16, TOKENS = 16 };

/* The answer at hand, and what the rules make of it. */
typedef struct {
    const vb_session *session;
    vb_overlap overlap;
    vb_state states[FINDINGS];
} naive;

static const vb_finding *finding(const naive *n, size_t i)
{
    return &n->session->findings[i];
}

static const vb_term *term_of(const naive *n, size_t i)
{
    return vb_finding_term(n->session, finding(n, i));
}

static const vb_token *token(const naive *n, size_t t)
{
    return &n->session->matcher.tokens.items[t];
}

/* Rule 2: one of these terms, each a word, occurs in the sentence of the match, apart from it. */
static bool occurs(const naive *n, size_t i, const size_t *terms, size_t n_terms)
{
    const vb_matcher *m = &n->session->matcher;
    const vb_token_set *tokens = &finding(n, i)->match.tokens;
    for (size_t t = 0; t < m->tokens.n; t++)
        for (size_t k = 0; k < n_terms; k++)
            if (vb_str_equal(vb_matcher_text(m, t, t), n->session->lexicon->terms[terms[k]].source) &&
                !vb_token_set_has(tokens, t) && token(n, t)->sentence == token(n, tokens->first)->sentence)
                return true;
    return false;
}

static bool is_cancelled(const naive *n, size_t i)
{
    const vb_term *term = term_of(n, i);
    return (term->n_with > 0 && !occurs(n, i, term->with, term->n_with)) ||
           occurs(n, i, term->unless, term->n_unless);
}

/* Rule 3, for those that are not cancelled. */
static bool is_hidden(const naive *n, size_t i)
{
    const vb_token_set *tokens = &finding(n, i)->match.tokens;
    for (size_t k = 0; k < n->session->n_findings; k++) {
        const vb_token_set *other = &finding(n, k)->match.tokens;
        if (k == i || n->states[k] == VB_STATE_CANCELLED || !vb_token_set_within(tokens, other))
            continue;
        bool equal = vb_token_set_equal(tokens, other);
        if (term_of(n, k)->role == VB_ROLE_IGNORE && term_of(n, i)->role != VB_ROLE_IGNORE)
            return true;
        if (!equal && n->overlap == VB_OVERLAP_LONGEST)
            return true;
    }
    return false;
}

/* The clause by punctuation, and how many turns in force have begun: equal for tokens of one clause. */
static size_t clause_of(const naive *n, size_t t)
{
    size_t clause = token(n, t)->clause * FINDINGS;
    for (size_t k = 0; k < n->session->n_findings; k++)
        if (n->states[k] == VB_STATE_CUE && term_of(n, k)->role == VB_ROLE_TURN &&
            finding(n, k)->match.tokens.first <= t)
            clause++;
    return clause;
}

/* The token whose clause a denial that reaches back denies: a sentence by itself denies what ends before it. */
static size_t reach_from(const naive *n, const vb_token_set *cue)
{
    for (size_t t = 0; t < n->session->matcher.tokens.n; t++)
        if (token(n, t)->sentence == token(n, cue->first)->sentence && !vb_token_set_has(cue, t))
            return cue->first;
    return cue->first > 0 ? cue->first - 1 : 0;
}

/* Rule 4: all tokens in the reach of one denial. */
static bool is_denied(const naive *n, size_t i)
{
    const vb_token_set *tokens = &finding(n, i)->match.tokens;
    for (size_t k = 0; k < n->session->n_findings; k++) {
        const vb_token_set *cue = &finding(n, k)->match.tokens;
        vb_role role = term_of(n, k)->role;
        bool all = n->states[k] == VB_STATE_CUE && (role == VB_ROLE_DENIAL_AFTER || role == VB_ROLE_DENIAL_BEFORE);
        for (size_t t = tokens->first; all && t <= tokens->last; t++)
            if (vb_token_set_has(tokens, t))
                all = role == VB_ROLE_DENIAL_AFTER
                          ? t < cue->first && clause_of(n, t) == clause_of(n, reach_from(n, cue))
                          : t > cue->last && clause_of(n, t) == clause_of(n, cue->last);
        if (all)
            return true;
    }
    return false;
}

/* Rule 5: its clause is under an emphasis. */
static bool is_emphasised(const naive *n, size_t i)
{
    size_t clause = clause_of(n, finding(n, i)->match.tokens.first);
    for (size_t k = 0; k < n->session->n_findings; k++)
        if (n->states[k] == VB_STATE_CUE && term_of(n, k)->role == VB_ROLE_EMPHASIS &&
            clause_of(n, finding(n, k)->match.tokens.first) == clause)
            return true;
    return false;
}

/* Rule 5: its clause is under an emphasis, or begins with or after a turn in its sentence. */
static bool is_double(const naive *n, size_t i)
{
    size_t first = finding(n, i)->match.tokens.first;
    for (size_t k = 0; k < n->session->n_findings; k++) {
        size_t cue = finding(n, k)->match.tokens.first;
        if (n->states[k] == VB_STATE_CUE && term_of(n, k)->role == VB_ROLE_TURN && cue <= first &&
            token(n, cue)->sentence == token(n, first)->sentence)
            return true;
    }
    return is_emphasised(n, i);
}

static bool is_of(const vb_lexicon *lexicon, size_t category, size_t ancestor)
{
    while (category != VB_NO_CATEGORY && category != ancestor)
        category = lexicon->categories[category].parent;
    return category == ancestor;
}

/* Rule 5: the category's score and strength; each clause by the first of its heaviest counting matches. */
static void score(const naive *n, size_t category, uint64_t *score, uint64_t *strength)
{
    const vb_lexicon *lexicon = n->session->lexicon;
    *score = *strength = 0;
    for (size_t i = 0; i < n->session->n_findings; i++) {
        if (n->states[i] != VB_STATE_COUNTS || !is_of(lexicon, term_of(n, i)->category, category))
            continue;
        bool best = true;
        for (size_t k = 0; k < n->session->n_findings; k++)
            if (n->states[k] == VB_STATE_COUNTS && is_of(lexicon, term_of(n, k)->category, category) &&
                clause_of(n, finding(n, k)->match.tokens.first) == clause_of(n, finding(n, i)->match.tokens.first) &&
                (term_of(n, k)->weight > term_of(n, i)->weight ||
                 (term_of(n, k)->weight == term_of(n, i)->weight && k < i)))
                best = false;
        uint64_t weight = best ? term_of(n, i)->weight : 0;
        if (is_emphasised(n, i)) /* only what it has more than was there before */
            *score += weight > *score ? weight - *score : 0;
        else
            *score += weight;
        *strength += weight * (is_double(n, i) ? 2u : 1u);
    }
}

/* Rule 6: over the threshold, and nothing beside it or beside those above it has so much more. */
static bool has_share(const vb_lexicon *lexicon, const uint64_t *scores, const uint64_t *strengths, size_t c)
{
    for (size_t up = 0; up < lexicon->n_categories; up++) {
        if (!is_of(lexicon, c, up))
            continue;
        bool outscored = false, weaker = false;
        for (size_t d = 0; d < lexicon->n_categories; d++) {
            if (lexicon->categories[d].parent != lexicon->categories[up].parent ||
                scores[d] < lexicon->settings.threshold)
                continue;
            outscored = outscored || scores[up] * 1000 < scores[d] * lexicon->settings.share;
            weaker = weaker || strengths[up] < strengths[d];
        }
        if (outscored && weaker)
            return false;
    }
    return scores[c] >= lexicon->settings.threshold;
}

static void check(const support_coder *s, const char *answer, const vb_coding *coding, size_t seen[5])
{
    naive n = {.session = s->session, .overlap = s->lexicon->settings.overlap};
    size_t n_findings = s->session->n_findings, n_codes = 0;
    cr_assert(n_findings < FINDINGS);
    for (size_t i = 0; i < n_findings; i++)
        n.states[i] = is_cancelled(&n, i) ? VB_STATE_CANCELLED : VB_STATE_COUNTS;
    for (size_t i = 0; i < n_findings; i++)
        if (n.states[i] != VB_STATE_CANCELLED && is_hidden(&n, i))
            n.states[i] = VB_STATE_HIDDEN;
    for (size_t i = 0; i < n_findings; i++)
        if (n.states[i] == VB_STATE_COUNTS && term_of(&n, i)->category == VB_NO_CATEGORY)
            n.states[i] = VB_STATE_CUE;
    for (size_t i = 0; i < n_findings; i++)
        if (n.states[i] == VB_STATE_COUNTS && is_denied(&n, i))
            n.states[i] = VB_STATE_DENIED;
    for (size_t i = 0; i < n_findings; i++) {
        cr_assert(n.states[i] == finding(&n, i)->state, "\"%s\": %.*s (%zu) is %d, not %d", answer,
                  VB_ARG(term_of(&n, i)->source), i, (int)finding(&n, i)->state, (int)n.states[i]);
        seen[n.states[i]]++;
    }
    uint64_t scores[CATEGORIES], strengths[CATEGORIES];
    for (size_t c = 0; c < s->lexicon->n_categories; c++)
        score(&n, c, &scores[c], &strengths[c]);
    for (size_t c = 0; c < s->lexicon->n_categories; c++) {
        bool is_code = has_share(s->lexicon, scores, strengths, c);
        for (size_t d = 0; d < s->lexicon->n_categories; d++)
            if (d != c && is_of(s->lexicon, d, c) && has_share(s->lexicon, scores, strengths, d))
                is_code = false;
        if (!is_code)
            continue;
        const vb_code_score *code = NULL;
        for (size_t i = 0; i < coding->n_codes; i++)
            if (coding->codes[i].category == c)
                code = &coding->codes[i];
        vb_str path = s->lexicon->categories[c].path;
        cr_assert(code != NULL, "\"%s\": no %.*s", answer, VB_ARG(path));
        cr_assert(code->score == scores[c] && code->strength == strengths[c], "\"%s\": %.*s %zu/%zu, not %zu/%zu",
                  answer, VB_ARG(path), (size_t)code->score, (size_t)code->strength, (size_t)scores[c],
                  (size_t)strengths[c]);
        n_codes++;
    }
    cr_assert(coding->n_codes == n_codes, "\"%s\": %zu codes, not %zu", answer, coding->n_codes, n_codes);
}

static void check_many(const char *settings)
{
    size_t seen[5] = {0};
    vb_buffer yaml = {0};
    vb_buffer_printf(&yaml, "lexicon: x\n%s%s", settings, body);
    support_coder s = support_open(support_text(&yaml));
    random_state state = RANDOM_SEED;
    cr_assert(s.lexicon->n_categories <= CATEGORIES);
    for (int round = 0; round < 50000; round++) {
        char answer[16 * TOKENS] = "";
        for (size_t n = random_next(&state) % TOKENS; n > 0; n--) {
            size_t dice = random_next(&state) % 20;
            strcat(answer, words[random_next(&state) % COUNT_OF(words)]);
            strcat(answer, dice == 0 ? "! " : dice < 4 ? ", " : " ");
        }
        vb_error err = {0};
        vb_coding coding;
        cr_assert(vb_session_code(s.session, vb_str_of(answer), &coding, &err) == VB_OK);
        check(&s, answer, &coding, seen);
    }
    for (size_t i = 0; i < COUNT_OF(seen); i++)
        cr_expect(seen[i] > 5000 || (i == VB_STATE_HIDDEN && seen[i] > 500), "state %zu: %zu, too few to tell", i,
                  seen[i]);
    support_close(&s);
    vb_buffer_release(&yaml);
}

Test(rules_random, longest, .timeout = 120)
{
    check_many("");
}

Test(rules_random, all, .timeout = 120)
{
    check_many("settings: {overlap: all, threshold: 1.5}\n");
    check_many("settings: {threshold: 0.5, share: 0.7}\n");
}
