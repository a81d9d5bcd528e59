/* lexicon suggest: a corpus → its phrases → those that a lexicon lacks. */
#include "suggest/suggest.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"
#include "input/column_find.h"
#include "lexicon/yaml.h"
#include "match/near_miss.h"
#include "run/write.h"
#include "stats/keyness.h"
#include "stats/random.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_ANSWERS = 2, MOST_NEAR = 2000, LEAST_LETTERS = 5 };
static const double LEAST_KEYNESS = 3.84; /* p < 0.05 */

/* How often a term's code is right. */
typedef struct {
    uint64_t right, wrong;
    uint32_t *right_in, *wrong_in;
    size_t cap_right, cap_wrong;
} firing;

typedef struct {
    vb_suggestions *s;
    vb_corpus corpus;
    vb_session *session;
    size_t gold;     /* column, or VB_NO_COLUMN */
    firing *firings; /* one a term */
    vb_map misspelled;
    size_t looked_near;
} run;

/* ---- Reading the corpus ---- */

/* A set with all that is above its codes. */
static const size_t *keep_set(vb_suggestions *s, const size_t *codes, size_t n, size_t *n_kept)
{
    size_t *set = vb_arena_alloc(&s->arena, (n * VB_YAML_MOST_LEVELS + 1) * sizeof *set);
    *n_kept = 0;
    for (size_t i = 0; set != NULL && i < n; i++)
        for (size_t c = codes[i]; c != VB_NO_CATEGORY; c = s->codes.parents[c])
            vb_code_set_add(set, n_kept, c);
    return set;
}

static bool has(const size_t *set, size_t n, size_t code)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == code)
            return true;
    return false;
}

static vb_status read_gold(run *r, vb_str cell, vb_suggest_answer *answer, vb_error *err)
{
    size_t n = 0, codes[64];
    for (size_t beg = 0; beg <= cell.len;) {
        const char *semicolon = memchr(cell.ptr + beg, ';', cell.len - beg);
        size_t end = semicolon == NULL ? cell.len : (size_t)(semicolon - cell.ptr);
        vb_str path = vb_str_trim(vb_str_cut(cell, beg, end));
        beg = end + 1;
        if (path.len == 0 || n == sizeof codes / sizeof *codes)
            continue;
        codes[n] = vb_codes_add(&r->s->codes, path);
        if (codes[n++] == VB_NO_CATEGORY)
            return vb_fail_memory(err);
    }
    answer->gold = keep_set(r->s, codes, n, &answer->n_gold);
    return answer->gold == NULL ? vb_fail_memory(err) : VB_OK;
}

static bool note_firings(run *r, const vb_suggest_answer *answer, uint32_t number)
{
    for (size_t i = 0; i < vb_session_evidence_count(r->session); i++) {
        vb_evidence e = vb_session_evidence(r->session, i);
        if (e.state != VB_STATE_COUNTS || e.category == VB_NO_CATEGORY ||
            !has(answer->codes, answer->n_codes, r->s->codes.of_new[e.category]))
            continue;
        firing *f = &r->firings[r->session->findings[i].match.term];
        bool right = has(answer->gold, answer->n_gold, r->s->codes.of_new[e.category]);
        uint64_t n = right ? f->right : f->wrong;
        uint32_t **list = right ? &f->right_in : &f->wrong_in;
        if (n > 0 && (*list)[n - 1] == number)
            continue;
        if (!vb_grow(list, right ? &f->cap_right : &f->cap_wrong, n + 1, sizeof **list))
            return false;
        (*list)[n] = number;
        *(right ? &f->right : &f->wrong) += 1;
    }
    return true;
}

static bool note_misspellings(run *r)
{
    vb_suggestions *s = r->s;
    vb_near_miss near;
    if (r->looked_near++ >= MOST_NEAR)
        return true;
    if (!vb_near_miss_find(&r->session->matcher, &near))
        return false;
    for (size_t i = 0; i < near.n_words; i++) {
        vb_str word = vb_matcher_text(&r->session->matcher, near.words[i].token, near.words[i].token);
        if (near.words[i].distance != 1 || word.len < LEAST_LETTERS)
            continue;
        size_t at = vb_map_find(&r->misspelled, word);
        if (at == VB_MAP_NONE) {
            at = s->n_misspellings;
            vb_misspelling made = {vb_arena_copy(&s->arena, word), vb_arena_copy(&s->arena, near.words[i].word), 0};
            if (made.word.ptr == NULL || made.meant.ptr == NULL ||
                !VB_PUSH_ROOM(s->misspellings, s->n_misspellings, s->cap_misspellings) ||
                !vb_map_set(&r->misspelled, made.word, at))
                return false;
            s->misspellings[s->n_misspellings++] = made;
        }
        s->misspellings[at].times++;
    }
    return true;
}

static vb_status add_answer(run *r, const vb_corpus_answer *found, vb_random *random, vb_error *err)
{
    vb_suggestions *s = r->s;
    vb_coding coding;
    size_t codes[256], n = 0;
    vb_status status = vb_session_code(r->session, found->text, &coding, err);
    if (status == VB_ERROR_INPUT)
        return VB_OK;
    if (status != VB_OK)
        return status;
    if (coding.reason == VB_REASON_EMPTY || coding.reason == VB_REASON_NON_ANSWER)
        return VB_OK;
    if (!VB_PUSH_ROOM(s->answers, s->n_answers, s->cap_answers))
        return vb_fail_memory(err);
    vb_suggest_answer answer = {.text = vb_arena_copy(&s->arena, found->text),
                                .id = vb_arena_copy(&s->arena, found->id),
                                .row = found->row,
                                .coded = coding.reason == VB_CODED,
                                .second = vb_random_below(random, 2) == 1};
    for (size_t i = 0; i < coding.n_codes && n < sizeof codes / sizeof *codes; i++)
        codes[n++] = s->codes.of_new[coding.codes[i].category];
    answer.codes = keep_set(s, codes, n, &answer.n_codes);
    if (answer.text.ptr == NULL || answer.id.ptr == NULL || answer.codes == NULL)
        return vb_fail_memory(err);
    if (r->gold != VB_NO_COLUMN)
        status = read_gold(r, found->cells[r->gold], &answer, err);
    uint32_t number = (uint32_t)s->n_answers;
    s->uncoded += !answer.coded;
    bool fine = status == VB_OK && vb_phrases_add(&s->phrases, r->session, number) &&
                (answer.coded || note_misspellings(r)) &&
                (r->gold == VB_NO_COLUMN || note_firings(r, &answer, number));
    s->answers[s->n_answers++] = answer;
    return status != VB_OK ? status : fine ? VB_OK : vb_fail_memory(err);
}

/* ---- Candidates ---- */

/* The phrase in answers of one kind against the others; counted in answers. */
static double keyness(uint64_t here, uint64_t all_here, uint64_t there, uint64_t all_there)
{
    return vb_log_likelihood(here, all_here, there, all_there);
}

static bool add_candidate(vb_suggestions *s, vb_candidate candidate)
{
    if (!VB_PUSH_ROOM(s->candidates, s->n_candidates, s->cap_candidates))
        return false;
    s->candidates[s->n_candidates++] = candidate;
    return true;
}

static bool try_uncoded(vb_suggestions *s, const vb_suggest_phrase *phrase)
{
    uint64_t uncoded = 0;
    for (size_t i = 0; i < phrase->n; i++)
        uncoded += !s->answers[phrase->answers[i]].coded;
    double g2 = keyness(uncoded, s->uncoded, phrase->n - uncoded, s->n_answers - s->uncoded);
    if (uncoded < LEAST_ANSWERS || g2 < LEAST_KEYNESS)
        return true;
    return add_candidate(
        s, (vb_candidate){
               .phrase = phrase, .uncoded = uncoded, .answers = phrase->n, .keyness = g2, .code = VB_NO_CATEGORY});
}

static void predict(const vb_suggestions *s, const vb_suggest_phrase *phrase, size_t code, vb_prediction halves[2])
{
    halves[0] = halves[1] = (vb_prediction){0, 0};
    for (size_t i = 0; i < phrase->n; i++) {
        const vb_suggest_answer *a = &s->answers[phrase->answers[i]];
        if (has(a->codes, a->n_codes, code))
            continue;
        if (has(a->gold, a->n_gold, code))
            halves[a->second].gain++;
        else
            halves[a->second].loss++;
    }
}

static vb_code_counts count_code(const vb_suggestions *s, size_t code)
{
    vb_code_counts counts = {0};
    for (size_t i = 0; i < s->n_answers; i++) {
        const vb_suggest_answer *a = &s->answers[i];
        bool gold = has(a->gold, a->n_gold, code), coded = has(a->codes, a->n_codes, code);
        if (a->second)
            *(gold ? coded ? &counts.both : &counts.gold_only : coded ? &counts.coded_only : &counts.neither) += 1;
    }
    return counts;
}

/* The deepest code that the phrase adds most to, on the first half. */
static bool try_gold(vb_suggestions *s, const vb_suggest_phrase *phrase)
{
    size_t best = VB_NO_CATEGORY;
    vb_prediction best_halves[2] = {{0, 0}, {0, 0}}, halves[2];
    uint64_t uncoded = 0;
    for (size_t i = 0; i < phrase->n; i++) {
        const vb_suggest_answer *a = &s->answers[phrase->answers[i]];
        uncoded += !a->coded;
        for (size_t k = 0; !a->second && k < a->n_gold; k++) {
            size_t code = a->gold[k];
            if (code >= s->codes.n_lexicons || has(a->codes, a->n_codes, code))
                continue;
            predict(s, phrase, code, halves);
            int64_t net = (int64_t)halves[0].gain - (int64_t)halves[0].loss;
            int64_t best_net = (int64_t)best_halves[0].gain - (int64_t)best_halves[0].loss;
            bool deeper = net == best_net && best != VB_NO_CATEGORY &&
                          vb_codes_level(&s->codes, code) > vb_codes_level(&s->codes, best);
            if (net > 0 && (net > best_net || deeper)) {
                best = code;
                best_halves[0] = halves[0];
                best_halves[1] = halves[1];
            }
        }
    }
    if (best == VB_NO_CATEGORY || best_halves[0].gain < LEAST_ANSWERS)
        return true;
    if (best_halves[1].gain <= best_halves[1].loss) {
        s->unconfirmed++;
        return true;
    }
    vb_code_counts counts = count_code(s, best), after = counts;
    after.both += best_halves[1].gain;
    after.gold_only -= best_halves[1].gain;
    after.coded_only += best_halves[1].loss;
    after.neither -= best_halves[1].loss;
    uint64_t lacking = 0, gains = best_halves[0].gain + best_halves[1].gain;
    for (size_t i = 0; i < s->n_answers; i++)
        lacking += has(s->answers[i].gold, s->answers[i].n_gold, best) &&
                   !has(s->answers[i].codes, s->answers[i].n_codes, best);
    return add_candidate(s,
                         (vb_candidate){.phrase = phrase,
                                        .uncoded = uncoded,
                                        .answers = phrase->n,
                                        .keyness = keyness(gains, lacking, phrase->n - gains, s->n_answers - lacking),
                                        .code = best,
                                        .found = best_halves[0],
                                        .confirmed = best_halves[1],
                                        .before = vb_code_scores_make(&counts),
                                        .after = vb_code_scores_make(&after)});
}

static int64_t net_of(const vb_candidate *c)
{
    return (int64_t)(c->found.gain + c->confirmed.gain) - (int64_t)(c->found.loss + c->confirmed.loss);
}

static int best_first(const void *a, const void *b)
{
    const vb_candidate *x = a, *y = b;
    if (net_of(x) != net_of(y))
        return net_of(x) < net_of(y) ? 1 : -1;
    if (x->keyness < y->keyness || x->keyness > y->keyness)
        return x->keyness < y->keyness ? 1 : -1;
    if (x->phrase->n_words != y->phrase->n_words)
        return x->phrase->n_words < y->phrase->n_words ? 1 : -1; /* the longer one says more */
    return (x->phrase > y->phrase) - (x->phrase < y->phrase);    /* as they were met */
}

static bool same_answers(const vb_suggest_phrase *a, const vb_suggest_phrase *b)
{
    return a->n == b->n && memcmp(a->answers, b->answers, a->n * sizeof *a->answers) == 0;
}

/* Of phrases that stand in the same answers the first says it all. */
static void thin_out(vb_suggestions *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->n_candidates && kept < VB_SUGGEST_MOST; i++) {
        bool again = false;
        for (size_t k = 0; k < kept; k++)
            again = again || same_answers(s->candidates[i].phrase, s->candidates[k].phrase);
        if (!again)
            s->candidates[kept++] = s->candidates[i];
    }
    s->n_candidates = kept;
}

static bool find_candidates(run *r)
{
    vb_suggestions *s = r->s;
    for (size_t i = 0; i < s->phrases.n; i++) {
        const vb_suggest_phrase *phrase = &s->phrases.items[i];
        if (phrase->n >= LEAST_ANSWERS && !(r->gold == VB_NO_COLUMN ? try_uncoded(s, phrase) : try_gold(s, phrase)))
            return false;
    }
    if (s->n_candidates > 0)
        qsort(s->candidates, s->n_candidates, sizeof *s->candidates, best_first);
    thin_out(s);
    return true;
}

/* ---- Terms to narrow ---- */

static uint64_t shared(const vb_suggest_phrase *phrase, const uint32_t *answers, uint64_t n)
{
    uint64_t count = 0;
    for (uint64_t i = 0, k = 0; i < n && k < phrase->n;) {
        count += answers[i] == phrase->answers[k];
        if (answers[i] < phrase->answers[k])
            i++;
        else
            k++;
    }
    return count;
}

/* The word that most of the wrong answers have, and no right one. */
static vb_str find_unless(const vb_suggestions *s, const firing *f)
{
    vb_str best = VB_LITERAL("");
    uint64_t most = 1; /* one answer's word is chance */
    for (size_t i = 0; i < s->phrases.n; i++) {
        const vb_suggest_phrase *phrase = &s->phrases.items[i];
        uint64_t wrong = phrase->n_words == 1 && phrase->n > most ? shared(phrase, f->wrong_in, f->wrong) : 0;
        if (wrong > most && shared(phrase, f->right_in, f->right) == 0) {
            most = wrong;
            best = vb_phrase_form(phrase);
        }
    }
    return best;
}

static int worst_first(const void *a, const void *b)
{
    const vb_misfire *x = a, *y = b;
    int64_t p = (int64_t)x->wrong - (int64_t)x->right, q = (int64_t)y->wrong - (int64_t)y->right;
    return p != q ? (p < q ? 1 : -1) : vb_str_compare(x->term, y->term);
}

static bool find_misfires(run *r)
{
    vb_suggestions *s = r->s;
    for (size_t t = 0; r->gold != VB_NO_COLUMN && t < s->lexicon->n_terms; t++) {
        const firing *f = &r->firings[t];
        const vb_term *term = &s->lexicon->terms[t];
        if (f->wrong < LEAST_ANSWERS || f->wrong <= f->right)
            continue;
        if (!VB_PUSH_ROOM(s->misfires, s->n_misfires, s->cap_misfires))
            return false;
        s->misfires[s->n_misfires++] = (vb_misfire){.term = term->source,
                                                    .path = s->lexicon->categories[term->category].path,
                                                    .line = term->line,
                                                    .file = s->lexicon->parts[term->part].file,
                                                    .right = f->right,
                                                    .wrong = f->wrong,
                                                    .unless = find_unless(s, f)};
    }
    if (s->n_misfires > 0)
        qsort(s->misfires, s->n_misfires, sizeof *s->misfires, worst_first);
    s->n_misfires = s->n_misfires < VB_SUGGEST_MOST ? s->n_misfires : VB_SUGGEST_MOST;
    return true;
}

/* ---- The whole ---- */

static vb_status read_corpus(run *r, const vb_job *job, vb_error *err)
{
    vb_corpus_answer answer;
    vb_random random;
    bool more = true;
    vb_suggestions *s = r->s;
    vb_status status = vb_corpus_open(&r->corpus, job, err);
    if (status != VB_OK)
        return status;
    s->lexicon = r->corpus.study.lexicon;
    s->source = vb_study_source(&r->corpus.study);
    r->firings = calloc(s->lexicon->n_terms + 1, sizeof *r->firings);
    if (s->source.ptr == NULL || r->firings == NULL || !vb_codes_init(&s->codes, s->lexicon, s->lexicon))
        return vb_fail_memory(err);
    if (s->options->gold != NULL)
        status = vb_column_find(r->corpus.study.inputs.first, vb_str_of(s->options->gold), &r->gold, err);
    r->session = status == VB_OK ? vb_session_new(r->corpus.study.coder, job->unit, err) : NULL;
    if (r->session == NULL)
        return err->code;
    vb_random_seed(&random, s->options->seed, 0);
    status = vb_corpus_next(&r->corpus, &answer, &more, err);
    while (status == VB_OK && more) {
        status = add_answer(r, &answer, &random, err);
        if (status == VB_OK)
            status = vb_corpus_next(&r->corpus, &answer, &more, err);
    }
    return status;
}

static void release(run *r)
{
    vb_suggestions *s = r->s;
    for (size_t t = 0; r->firings != NULL && t < s->lexicon->n_terms; t++) {
        free(r->firings[t].right_in);
        free(r->firings[t].wrong_in);
    }
    free(r->firings);
    vb_map_release(&r->misspelled);
    vb_phrases_release(&s->phrases);
    vb_codes_release(&s->codes);
    free(s->answers);
    free(s->candidates);
    free(s->misspellings);
    free(s->misfires);
    vb_arena_release(&s->arena);
    vb_session_free(r->session);
    vb_corpus_close(&r->corpus);
}

vb_status vb_lexicon_suggest(const vb_job *job, const vb_suggest_options *options, FILE *out, vb_error *err)
{
    vb_suggestions s = {.options = options};
    run r = {.s = &s, .gold = VB_NO_COLUMN};
    vb_buffer bytes = {0};
    vb_status status = read_corpus(&r, job, err);
    if (status == VB_OK && (!find_candidates(&r) || !find_misfires(&r)))
        status = vb_fail_memory(err);
    if (status == VB_OK) {
        if (job->format == VB_FORMAT_JSON)
            vb_suggest_json(&s, &bytes);
        else if (job->format == VB_FORMAT_MARKDOWN)
            vb_suggest_markdown(&s, &bytes);
        else if (job->format == VB_FORMAT_YAML)
            vb_suggest_yaml(&s, &bytes);
        else
            vb_suggest_text(&s, &bytes);
        status = vb_write_out(out, &bytes, err);
    }
    vb_buffer_release(&bytes);
    release(&r);
    return status;
}
