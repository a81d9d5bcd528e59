#include "agree/gold.h"

#include "agree/codings.h"
#include "agree/measures.h"
#include "base/str.h"
#include "base/tell.h"

#include <stdlib.h>

/* What is read. */
typedef struct {
    vb_study *study;
    vb_gold_list *list;
    vb_codings codings;
    size_t *numbers; /* of each of its codes, in the study's lexicon or codebook */
    vb_session *session;
    size_t *codes; /* of one answer, rising */
    vb_error *err;
} reading;

/* A job that reads gold's file alone, with what the files have in common. */
static vb_job gold_job(const vb_job *job, const char *const *path, bool elsewhere)
{
    return (vb_job){.lexicon = job->lexicon,
                    .inputs = path,
                    .n_inputs = 1,
                    .id = elsewhere ? NULL : job->id,
                    .answer = elsewhere ? job->answer : NULL,
                    .unit = job->unit};
}

static vb_status number_codes(reading *r)
{
    const vb_codings *codings = &r->codings;
    r->numbers = calloc(codings->n_codes + 1, sizeof *r->numbers);
    if (r->numbers == NULL)
        return vb_fail_memory(r->err);
    for (size_t i = 0; i < codings->n_codes; i++) {
        vb_status status = VB_OK;
        if (r->study->codes != NULL)
            status = vb_codebook_number(r->study->codes, codings->codes[i], &r->numbers[i], r->err);
        else
            r->numbers[i] = vb_lexicon_category(r->study->lexicon, codings->codes[i]);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

static int compare_numbers(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

/* What gold says of an answer. */
static bool set_truth(reading *r, const vb_coder_says *says, vb_tally_answer *truth)
{
    size_t *codes = vb_arena_alloc(&r->list->arena, (says->n_codes + 1) * sizeof *codes);
    if (codes == NULL)
        return false;
    for (size_t i = 0; i < says->n_codes; i++)
        codes[i] = r->numbers[says->codes[i]];
    if (says->n_codes > 0)
        qsort(codes, says->n_codes, sizeof *codes, compare_numbers);
    bool none = says->n_codes == 0;
    *truth = (vb_tally_answer){.reason = none ? VB_REASON_NO_MATCH : VB_CODED,
                               .primary = says->primary < VB_CODE_NONE ? r->numbers[says->primary] : VB_NO_CATEGORY,
                               .codes = codes,
                               .n_codes = says->n_codes};
    return true;
}

/* Code an answer from elsewhere: it is met as it is read. */
static vb_status code(reading *r, vb_str text, vb_gold_answer *answer)
{
    vb_coding coding;
    vb_status status = vb_session_code(r->session, text, &coding, r->err);
    if (status != VB_OK && status != VB_ERROR_INPUT)
        return status;
    if (status == VB_ERROR_INPUT)
        coding = (vb_coding){.reason = VB_REASON_UNREADABLE, .primary = VB_NO_CATEGORY};
    vb_tally_answer coded = vb_tally_answer_of(&coding, r->codes);
    size_t *kept = vb_arena_alloc(&r->list->arena, (coded.n_codes + 1) * sizeof *kept);
    if (kept == NULL)
        return vb_fail_memory(r->err);
    for (size_t i = 0; i < coded.n_codes; i++)
        kept[i] = coded.codes[i];
    answer->pair.coded = coded;
    answer->pair.coded.codes = kept;
    answer->met = 1;
    return VB_OK;
}

/* Whether an answer is gold: coded, by the primary where that is what counts, and with a split not one to tune by. */
static bool is_gold(const reading *r, const vb_coded_answer *answer)
{
    static const vb_part test = {.kind = VB_PART_TEST};
    const vb_coder_says *says = &answer->says[0];
    bool primary = r->study->job->count == VB_COUNT_PRIMARY;
    return says->has_set && !(primary && says->primary == VB_CODE_MISSING) &&
           (!r->codings.has_split || vb_part_has(&test, answer));
}

static vb_status add_answer(reading *r, const vb_coded_answer *coded)
{
    vb_gold_answer *answer = vb_gold_list_add(r->list);
    if (answer == NULL || !set_truth(r, &coded->says[0], &answer->pair.gold))
        return vb_fail_memory(r->err);
    answer->row = coded->row;
    answer->id = vb_arena_copy(&r->list->arena, coded->id);
    if (answer->id.ptr == NULL)
        return vb_fail_memory(r->err);
    if (r->session != NULL)
        return code(r, coded->answer, answer);
    return vb_map_set(&r->list->ids, answer->id, r->list->n - 1) ? VB_OK : vb_fail_memory(r->err);
}

static vb_status add_answers(reading *r)
{
    size_t blank = 0, tuned = 0;
    vb_status status = VB_OK;
    for (size_t i = 0; i < r->codings.n_answers && status == VB_OK; i++) {
        const vb_coded_answer *answer = &r->codings.answers[i];
        tuned += r->codings.has_split && answer->says[0].has_set && !is_gold(r, answer);
        if (!is_gold(r, answer))
            continue;
        blank += answer->says[0].blank;
        status = add_answer(r, answer);
    }
    const vb_job *job = r->study->job;
    const char *file = r->list->file.ptr;
    if (tuned > 0)
        vb_job_tell(
            job, "%s: %zu gold answers that `split` does not mark as test are left out: coding may be fitted to them",
            file, tuned);
    if (blank > 0)
        vb_job_tell(job,
                    "%s: %zu gold answers have an empty cell, which says that they have no code; write . where "
                    "nobody has coded",
                    file, blank);
    if (status == VB_OK && r->list->n == 0)
        return vb_fail_at(r->err, VB_ERROR_INPUT, file, 0, 0,
                          "no answer is coded in it: is it filled in, and the right column taken? (--gold-column)");
    return status;
}

/* Without the others nothing can be said: what one coder alone has done. */
static vb_status check(reading *r)
{
    const vb_coder_info *coder = &r->codings.coders[0];
    bool mentions = r->study->job->count == VB_COUNT_MENTIONS;
    if (coder->duplicates > 0)
        return vb_fail_at(r->err, VB_ERROR_INPUT, r->list->file.ptr, 0, 0,
                          "%zu %s an id that stands in an earlier row: leave one row of each id", coder->duplicates,
                          coder->duplicates == 1 ? "row has" : "rows have");
    if (mentions && !coder->has_codes)
        return vb_fail_at(r->err, VB_ERROR_INPUT, r->list->file.ptr, 0, 0,
                          "it has only primaries, and --count mentions needs all codes of an answer");
    if (r->list->kind == VB_GOLD_ELSEWHERE && !r->codings.has_answers)
        return vb_fail_at(r->err, VB_ERROR_INPUT, r->list->file.ptr, 0, 0,
                          "cannot tell which column holds the answers, which are to be coded: call it as in the "
                          "survey and pass --answer");
    return VB_OK;
}

static vb_status read_gold(reading *r, const vb_job *job)
{
    bool elsewhere = r->list->kind == VB_GOLD_ELSEWHERE;
    vb_agree_options options = {.gold = r->study->job->gold_column};
    const vb_lexicon *lexicon = r->study->codes == NULL ? r->study->lexicon : NULL;
    vb_status status = vb_codings_read_one(job, &options, lexicon, !elsewhere, &r->codings, r->err);
    vb_job_tell_lines(r->study->job, &r->codings.notes);
    if (status == VB_OK)
        status = check(r);
    if (status == VB_OK && elsewhere && (r->session = vb_session_new(r->study->coder, job->unit, r->err)) == NULL)
        status = r->err->code;
    r->codes = calloc(r->study->lexicon->n_categories + 1, sizeof *r->codes);
    if (status == VB_OK && r->codes == NULL)
        status = vb_fail_memory(r->err);
    if (status == VB_OK)
        status = number_codes(r);
    return status == VB_OK ? add_answers(r) : status;
}

vb_status vb_gold_read(vb_study *study, vb_gold_list *list, vb_error *err)
{
    const vb_job *job = study->job;
    bool elsewhere = job->gold_elsewhere != NULL;
    const char *path = elsewhere ? job->gold_elsewhere : job->gold;
    if (path == NULL)
        return VB_OK;
    if (!vb_gold_list_init(list))
        return vb_fail_memory(err);
    list->kind = elsewhere ? VB_GOLD_ELSEWHERE : job->pool_gold ? VB_GOLD_POOLED : VB_GOLD_SAMPLE;
    list->file = vb_arena_copy(&list->arena, vb_str_of(path));
    if (list->file.ptr == NULL)
        return vb_fail_memory(err);
    if (!elsewhere && study->columns.id == VB_NO_COLUMN)
        return vb_fail(err, VB_ERROR_USAGE,
                       "the survey has no column of ids, by which --gold is joined to it: name it with --id");
    reading r = {.study = study, .list = list, .err = err};
    vb_job own = gold_job(job, &path, elsewhere);
    vb_status status = read_gold(&r, &own);
    vb_codings_release(&r.codings);
    vb_session_free(r.session);
    free(r.numbers);
    free(r.codes);
    return status;
}
