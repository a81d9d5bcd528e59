/* lexicon suggest: a corpus → its phrases → those that a lexicon lacks. */
#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"
#include "input/column_find.h"
#include "lexicon/yaml.h"
#include "match/near_miss.h"
#include "run/write.h"
#include "stats/random.h"
#include "suggest/apply.h"
#include "suggest/candidates.h"
#include "suggest/misfires.h"

#include <stdlib.h>

enum { MOST_NEAR = 2000, LEAST_LETTERS = 5 };

typedef struct {
    vb_suggestions *s;
    vb_corpus corpus;
    vb_session *session;
    size_t gold;        /* column, or VB_NO_COLUMN */
    vb_firing *firings; /* one a term */
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

bool vb_suggest_has(const size_t *set, size_t n, size_t code)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == code)
            return true;
    return false;
}

static vb_status read_gold(run *r, vb_str cell, vb_suggest_answer *answer, vb_error *err)
{
    size_t n, codes[VB_CODES_MOST_GOLD];
    if (!vb_codes_read(&r->s->codes, cell, codes, &n, &answer->judged))
        return vb_fail_memory(err);
    answer->gold = keep_set(r->s, codes, n, &answer->n_gold);
    return answer->gold == NULL ? vb_fail_memory(err) : VB_OK;
}

static bool note_firings(run *r, const vb_suggest_answer *answer, uint32_t number)
{
    vb_session *session = r->session;
    for (size_t i = 0; i < session->n_findings && answer->judged; i++) {
        const vb_finding *f = &session->findings[i];
        const vb_term *term = vb_finding_term(session, f);
        if (f->state != VB_STATE_COUNTS || term->role != VB_ROLE_CATEGORY)
            continue;
        size_t code = r->s->codes.of_new[term->category];
        vb_firing *firing = &r->firings[f->match.term];
        if (!vb_suggest_has(answer->codes, answer->n_codes, code))
            continue;
        bool right = vb_suggest_has(answer->gold, answer->n_gold, code);
        if (!vb_firing_add(firing, right, number))
            return false;
        for (size_t t = f->match.tokens.first; t <= f->match.tokens.last && !right; t++) {
            size_t phrase;
            if (!vb_token_set_has(&f->match.tokens, t))
                continue;
            if (!vb_phrases_word(&r->s->phrases, session, t, &phrase) ||
                (phrase != VB_MAP_NONE && !vb_firing_fill(firing, phrase)))
                return false;
        }
    }
    return true;
}

static bool note_misspellings(run *r, uint32_t number)
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
            vb_misspelling made = {
                vb_arena_copy(&s->arena, word), vb_arena_copy(&s->arena, near.words[i].word), 0, {.n = 0}};
            if (made.word.ptr == NULL || made.meant.ptr == NULL ||
                !VB_PUSH_ROOM(s->misspellings, s->n_misspellings, s->cap_misspellings) ||
                !vb_map_set(&r->misspelled, made.word, at))
                return false;
            s->misspellings[s->n_misspellings++] = made;
        }
        s->misspellings[at].times++;
        vb_suggest_example(&s->misspellings[at].examples, number);
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
                (answer.coded || note_misspellings(r, number)) &&
                (r->gold == VB_NO_COLUMN || note_firings(r, &answer, number));
    s->answers[s->n_answers++] = answer;
    return status != VB_OK ? status : fine ? VB_OK : vb_fail_memory(err);
}

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
    for (size_t t = 0; r->firings != NULL && t < s->lexicon->n_terms; t++)
        vb_firing_release(&r->firings[t]);
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

/* The lexicon's file, to write into. */
static vb_status open_own(vb_lexicon_source *source, const char *name, vb_error *err)
{
    if (name == NULL)
        return vb_fail(err, VB_ERROR_USAGE, "the suggestions go into a lexicon's file: name one");
    return vb_lexicon_source_open(source, name, err) ? vb_lexicon_source_is_file(source, name, err) : err->code;
}

static void write_list(const vb_suggestions *s, vb_format format, vb_buffer *out)
{
    if (format == VB_FORMAT_JSON)
        vb_suggest_json(s, out);
    else if (format == VB_FORMAT_MARKDOWN)
        vb_suggest_markdown(s, out);
    else if (format == VB_FORMAT_YAML)
        vb_suggest_yaml(s, out);
    else
        vb_suggest_text(s, out);
}

vb_status vb_lexicon_suggest(const vb_job *job, const vb_suggest_options *options, FILE *out, vb_error *err)
{
    vb_suggestions s = {.options = options};
    run r = {.s = &s, .gold = VB_NO_COLUMN};
    vb_buffer bytes = {0};
    vb_lexicon_source source = {0};
    vb_status status = options->ask == NULL ? VB_OK : open_own(&source, job->lexicon, err);
    if (status == VB_OK)
        status = read_corpus(&r, job, err);
    if (status == VB_OK && (!vb_candidates_find(&s) || (r.gold != VB_NO_COLUMN && !vb_misfires_find(&s, r.firings))))
        status = vb_fail_memory(err);
    if (status == VB_OK && options->ask != NULL)
        status = vb_suggest_apply(&s, &source, job, &bytes, err);
    else if (status == VB_OK)
        write_list(&s, job->format, &bytes);
    if (status == VB_OK)
        status = vb_write_out(out, &bytes, err);
    vb_buffer_release(&bytes);
    vb_lexicon_source_release(&source);
    release(&r);
    return status;
}
