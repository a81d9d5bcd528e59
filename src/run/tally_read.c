#include "run/tally_reading.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

vb_status vb_tally_fail(const vb_tally_reading *r, const char *what)
{
    return vb_fail_at(r->err, VB_ERROR_INPUT, r->path, r->record == NULL ? 0 : r->record->line, 0, "%s", what);
}

vb_status vb_tally_is_none(const vb_tally_reading *r)
{
    return vb_tally_fail(r, "is no tally: `report --save-tally FILE` writes one");
}

vb_status vb_tally_is_damaged(const vb_tally_reading *r)
{
    return vb_tally_fail(
        r, "this is not as a tally has it: was the file changed?  `report --save-tally` writes it anew");
}

bool vb_tally_number(vb_str text, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        *number = 10 * *number + (uint64_t)(text.ptr[i] - '0');
    }
    return text.len > 0 && text.len <= 15;
}

static vb_status find_columns(vb_tally_reading *r, const vb_records *records)
{
    size_t n;
    const vb_str *header = vb_records_header(records, &n);
    for (int key = 0; key < VB_TALLY_KEYS; key++) {
        r->columns[key] = SIZE_MAX;
        for (size_t i = 0; i < n; i++)
            if (vb_str_equal(header[i], vb_str_of(vb_tally_keys[key])))
                r->columns[key] = i;
    }
    if (r->columns[VB_TALLY_FORMAT_KEY] == SIZE_MAX)
        return vb_tally_is_none(r);
    for (int key = 0; key < VB_TALLY_KEYS; key++) {
        bool of_grouping = key >= VB_TALLY_GROUPING && key <= VB_TALLY_BY_SHA256,
             of_count = key >= VB_TALLY_BREAKDOWN;
        if (r->columns[key] == SIZE_MAX && !of_grouping && !of_count)
            return vb_tally_is_damaged(r);
    }
    return VB_OK;
}

/* Answers that are added twice count twice. */
static vb_status check_new(vb_tally_reading *r, vb_str digest, const char *what)
{
    vb_merged *m = r->merged;
    size_t had = vb_map_find(&m->seen, digest);
    if (had != VB_MAP_NONE && had != r->number)
        return vb_fail_at(r->err, VB_ERROR_INPUT, r->path, 0, 0,
                          "%s %s, which is added already: its answers would count twice.  Pass each tally once", what,
                          m->job.inputs[had]);
    digest = vb_arena_copy(&m->study.arena, digest);
    return digest.ptr != NULL && vb_map_set(&m->seen, digest, r->number) ? VB_OK : vb_fail_memory(r->err);
}

static vb_status check_inputs(vb_tally_reading *r)
{
    vb_buffer *all = &r->merged->digests;
    vb_str rest = r->inputs;
    vb_status status = VB_OK;
    if (rest.len > 0 && all->len > 0)
        vb_buffer_add_char(all, ';');
    vb_buffer_add_str(all, rest);
    while (rest.len > 0 && status == VB_OK) {
        const char *end = memchr(rest.ptr, ';', rest.len);
        size_t len = end == NULL ? rest.len : (size_t)(end - rest.ptr);
        if (len != 2 * (size_t)VB_SHA256_SIZE)
            return vb_tally_is_damaged(r);
        status = check_new(r, vb_str_cut(rest, 0, len), "is of a file (by its SHA-256) that is also in");
        rest = vb_str_cut(rest, end == NULL ? len : len + 1, rest.len);
    }
    return status == VB_OK && all->failed ? vb_fail_memory(r->err) : status;
}

/* ---- Counts ---- */

static vb_status number_code(vb_tally_reading *r, vb_str text, size_t *number)
{
    vb_study *study = &r->merged->study;
    *number = VB_NO_CATEGORY;
    if (text.len == 0)
        return VB_OK;
    if (study->codes != NULL)
        return vb_codebook_number(study->codes, text, number, r->err);
    *number = vb_lexicon_category(study->lexicon, text);
    return *number == VB_NO_CATEGORY ? vb_tally_is_damaged(r) : VB_OK;
}

/* Rising, as a tally has them. */
static vb_status read_codes(vb_tally_reading *r)
{
    vb_str rest = vb_tally_cell(r, VB_TALLY_CODES);
    r->n_codes = 0;
    while (rest.len > 0) {
        const char *end = memmem(rest.ptr, rest.len, r->separator.ptr, r->separator.len);
        size_t len = end == NULL ? rest.len : (size_t)(end - rest.ptr), number, at = r->n_codes;
        vb_status status = number_code(r, vb_str_cut(rest, 0, len), &number);
        if (status != VB_OK)
            return status;
        if (number == VB_NO_CATEGORY || !VB_PUSH_ROOM(r->codes, r->n_codes, r->cap_codes))
            return number == VB_NO_CATEGORY ? vb_tally_is_damaged(r) : vb_fail_memory(r->err);
        for (; at > 0 && r->codes[at - 1] > number; at--)
            r->codes[at] = r->codes[at - 1];
        r->codes[at] = number;
        r->n_codes++;
        rest = vb_str_cut(rest, end == NULL ? len : len + r->separator.len, rest.len);
    }
    return VB_OK;
}

static bool read_reason(vb_str name, vb_tally_answer *answer)
{
    answer->indicated = vb_str_equal(name, VB_TALLY_INDICATED);
    if (answer->indicated)
        return true; /* VB_CODED */
    for (int i = 0; i < VB_REASONS; i++)
        if (vb_str_equal(name, vb_str_of(vb_reason_name((vb_reason)i)))) {
            answer->reason = (vb_reason)i;
            return true;
        }
    return false;
}

static vb_status read_count(vb_tally_reading *r)
{
    vb_merged *m = r->merged;
    bool all = vb_str_equal(vb_tally_cell(r, VB_TALLY_BREAKDOWN), VB_LITERAL("all"));
    uint64_t breakdown = 0, rank, n;
    vb_tally_answer answer = {.reason = VB_CODED};
    vb_status status = read_codes(r);
    if (status == VB_OK)
        status = number_code(r, vb_tally_cell(r, VB_TALLY_PRIMARY), &answer.primary);
    if (status != VB_OK)
        return status;
    bool ok = (all || (vb_tally_number(vb_tally_cell(r, VB_TALLY_BREAKDOWN), &breakdown) &&
                       breakdown < vb_study_breakdowns(&m->study))) &&
              vb_tally_number(vb_tally_cell(r, VB_TALLY_RANK), &rank) && rank <= UINT32_MAX &&
              vb_tally_number(vb_tally_cell(r, VB_TALLY_N), &n) && n > 0 &&
              read_reason(vb_tally_cell(r, VB_TALLY_REASON), &answer);
    if (!ok || (answer.reason == VB_CODED) != (r->n_codes > 0) ||
        (answer.primary != VB_NO_CATEGORY) != (r->n_codes > 0))
        return vb_tally_is_damaged(r);
    answer.codes = r->codes;
    answer.n_codes = r->n_codes;
    *(all ? &r->all : &r->sums[breakdown]) += n;
    return vb_tally_add_group(m->tally, all ? SIZE_MAX : (size_t)breakdown, vb_tally_cell(r, VB_TALLY_GROUP),
                              (uint32_t)rank, &answer, n)
               ? VB_OK
               : vb_fail_memory(r->err);
}

/* All groupings are known. */
static vb_status make_ready(vb_tally_reading *r)
{
    vb_merged *m = r->merged;
    if (!r->began || r->seen < r->n_groupings)
        return vb_tally_is_damaged(r);
    size_t n = vb_study_breakdowns(&m->study);
    r->ready = true;
    if (m->tally == NULL)
        m->tally = vb_tally_new(n);
    r->sums = calloc(n + 1, sizeof *r->sums);
    return m->tally == NULL || r->sums == NULL ? vb_fail_memory(r->err) : VB_OK;
}

static vb_status read_record(vb_tally_reading *r)
{
    if (!r->began)
        return vb_tally_read_head(r);
    if (r->columns[VB_TALLY_GROUPING] != SIZE_MAX && vb_tally_cell(r, VB_TALLY_GROUPING).len > 0 && !r->ready)
        return vb_tally_read_grouping(r);
    for (int key = VB_TALLY_BREAKDOWN; key < VB_TALLY_KEYS; key++)
        if (r->columns[key] == SIZE_MAX)
            return vb_tally_is_damaged(r);
    vb_status status = r->ready ? VB_OK : make_ready(r);
    return status == VB_OK ? read_count(r) : status;
}

/* Every answer stands in one group, or in more. */
static vb_status check_sums(vb_tally_reading *r)
{
    vb_merged *m = r->merged;
    for (size_t i = 0; i < vb_study_breakdowns(&m->study); i++)
        if (r->sums[i] < r->all || (r->sums[i] > r->all && !m->job.every_group))
            return vb_tally_fail(r, "its counts do not add up: was the file changed, or cut?");
    m->rows += r->all;
    return VB_OK;
}

static void add_digest(vb_tally_reading *r)
{
    for (int key = 0; key < VB_TALLY_KEYS; key++) {
        vb_str text = r->columns[key] == SIZE_MAX ? (vb_str){NULL, 0} : vb_tally_cell(r, (vb_tally_key)key);
        vb_sha256_add(&r->digest, &text.len, sizeof text.len);
        vb_sha256_add(&r->digest, text.ptr, text.len);
    }
}

/* Of answers from a pipe there is no digest: the same tally is known by what it says. */
static vb_status check_whole(vb_tally_reading *r)
{
    unsigned char digest[VB_SHA256_SIZE];
    vb_sha256_finish(&r->digest, digest);
    return check_new(r, (vb_str){(const char *)digest, sizeof digest}, "says the same as");
}

static vb_status read_records(vb_tally_reading *r, vb_records *records)
{
    vb_batch batch = {0};
    vb_status status = find_columns(r, records);
    while (status == VB_OK) {
        status = vb_records_next(records, &batch, r->err);
        if (status == VB_ERROR_INPUT) /* no JSON: whatever it advises is for surveys */
            status = vb_tally_fail(r, "its lines are no JSON from some place on: was the file changed, or cut?");
        if (status != VB_OK || batch.n == 0)
            break;
        for (size_t i = 0; i < batch.n && status == VB_OK; i++) {
            r->record = &batch.records[i];
            add_digest(r);
            status = read_record(r);
        }
    }
    r->record = NULL;
    if (status == VB_OK && !r->ready)
        status = make_ready(r);
    if (status == VB_OK)
        status = check_sums(r);
    if (status == VB_OK)
        status = check_inputs(r);
    if (status == VB_OK)
        status = check_whole(r);
    vb_batch_release(&batch);
    return status;
}

static vb_status read_file(vb_merged *m, size_t number, vb_error *err)
{
    vb_input_options how = {.format = VB_INPUT_JSONL};
    vb_tally_reading r = {.merged = m, .path = m->job.inputs[number], .number = number, .err = err};
    vb_sha256_init(&r.digest);
    vb_records *records = vb_records_open(r.path, &how, err);
    if (records == NULL)
        return err->code == VB_ERROR_INPUT ? vb_tally_is_none(&r) : err->code;
    vb_status status = read_records(&r, records);
    vb_records_close(records);
    free(r.sums);
    free(r.codes);
    return status;
}

vb_status vb_merged_read(vb_merged *m, const vb_job *job, vb_error *err)
{
    *m = (vb_merged){.job = *job};
    m->study.job = &m->job;
    if (job->n_inputs == 0)
        return vb_fail(err, VB_ERROR_USAGE, "no tallies to add up: name the files that `report --save-tally` wrote");
    vb_status status = VB_OK;
    for (size_t i = 0; i < job->n_inputs && status == VB_OK; i++)
        status = read_file(m, i, err);
    return status;
}

void vb_merged_release(vb_merged *m)
{
    vb_tally_free(m->tally);
    vb_map_release(&m->seen);
    vb_buffer_release(&m->digests);
    vb_study_close(&m->study);
    *m = (vb_merged){0};
}
