#include "run/tally_file.h"

#include "base/grow.h"
#include "base/sha256.h"
#include "base/str.h"
#include "base/tell.h"
#include "input/records.h"

#include <stdlib.h>

enum { MOST_NAMED = 5 /* tallies in a line */, GROUPINGS_MOST = 1000 };

/* Reading one. */
typedef struct {
    vb_merged *merged;
    const char *path; /* for messages */
    size_t number;    /* of the inputs: the first says how the others have to be */
    size_t columns[VB_TALLY_KEYS];
    const vb_record *record;
    bool began, ready; /* the head, all groupings were read */
    vb_str separator, inputs;
    size_t n_groupings, seen; /* that it says it has, that came */
    vb_sha256 digest;         /* of what it says, whatever the order of its keys */
    uint64_t all, *sums;      /* answers counted: in all, in each breakdown */
    size_t *codes, n_codes, cap_codes;
    vb_error *err;
} reading;

static vb_str cell(const reading *r, vb_tally_key key)
{
    return r->record->cells[r->columns[key]];
}

static vb_status fail(const reading *r, const char *what)
{
    return vb_fail_at(r->err, VB_ERROR_INPUT, r->path, r->record == NULL ? 0 : r->record->line, 0, "%s", what);
}

static vb_status no_tally(const reading *r)
{
    return fail(r, "is no tally: `report --save-tally FILE` writes one");
}

static vb_status damaged(const reading *r)
{
    return fail(r, "this is not as a tally has it: was the file changed?  `report --save-tally` writes it anew");
}

/* A number of digits alone, small enough to be added up. */
static bool read_number(vb_str text, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        *number = 10 * *number + (uint64_t)(text.ptr[i] - '0');
    }
    return text.len > 0 && text.len <= 15;
}

/* A copy with a NUL behind it. */
static bool keep(reading *r, vb_tally_key key, vb_str *to)
{
    *to = vb_arena_copy(&r->merged->study.arena, cell(r, key));
    return to->ptr != NULL;
}

static vb_status find_columns(reading *r, const vb_records *records)
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
        return no_tally(r);
    for (int key = 0; key < VB_TALLY_KEYS; key++) {
        bool of_grouping = key >= VB_TALLY_GROUPING && key <= VB_TALLY_BY_SHA256,
             of_count = key >= VB_TALLY_BREAKDOWN;
        if (r->columns[key] == SIZE_MAX && !of_grouping && !of_count)
            return damaged(r);
    }
    return VB_OK;
}

/* ---- The head ---- */

static vb_status open_first(reading *r)
{
    vb_merged *m = r->merged;
    vb_str lexicon, settings;
    bool ok = keep(r, VB_TALLY_LEXICON, &lexicon) && keep(r, VB_TALLY_SETTINGS, &settings) &&
              keep(r, VB_TALLY_QUESTION, &m->facts.question) && keep(r, VB_TALLY_COLUMN, &m->facts.column) &&
              keep(r, VB_TALLY_CODES_COLUMN, &m->facts.codes_column);
    if (!ok)
        return vb_fail_memory(r->err);
    if (m->job.lexicon == NULL)
        m->job.lexicon = lexicon.ptr;
    /* Nothing is coded any more: lexicons are read, and not compiled. */
    m->study.lexicon = vb_lexicon_open(m->job.lexicon, NULL, 0, r->err);
    vb_status status = m->study.lexicon == NULL ? r->err->code : VB_OK;
    m->study.groupings = calloc(r->n_groupings + 1, sizeof *m->study.groupings);
    if (status == VB_OK && m->study.groupings == NULL)
        status = vb_fail_memory(r->err);
    m->settings = settings;
    if (status == VB_OK && m->facts.codes_column.len > 0) {
        m->study.codes = vb_arena_alloc(&m->study.arena, sizeof *m->study.codes);
        if (m->study.codes == NULL)
            return vb_fail_memory(r->err);
        status = vb_codebook_open_bare(m->study.codes, r->err);
        if (status == VB_OK && !keep(r, VB_TALLY_SEPARATOR, &m->study.codes->separator))
            status = vb_fail_memory(r->err);
    }
    return status;
}

/* What has to be as it was in the first. */
static vb_status check_head(reading *r, uint64_t cross, uint64_t every_group)
{
    vb_merged *m = r->merged;
    const vb_lexicon *lexicon = m->study.lexicon;
    char sha256[65];
    vb_lexicon_sha256(lexicon, sha256);
    if (!vb_str_equal(cell(r, VB_TALLY_SHA256), vb_str_of(sha256)))
        return vb_fail_at(
            r->err, VB_ERROR_INPUT, r->path, 0, 0,
            "was coded with %.*s %.*s, whose text is not that of the lexicon here (%.*s %.*s): pass the same "
            "with --lexicon, or code anew",
            VB_ARG(cell(r, VB_TALLY_LEXICON)), VB_ARG(cell(r, VB_TALLY_LEXICON_VERSION)), VB_ARG(lexicon->name),
            VB_ARG(lexicon->version));
    if (!vb_str_equal(cell(r, VB_TALLY_SETTINGS), m->settings))
        return fail(r, "was coded with other settings (--set) than the first tally");
    if ((cell(r, VB_TALLY_CODES_COLUMN).len > 0) != (m->study.codes != NULL))
        return fail(r, "codes of a column (--codes) and codes of the lexicon are not added up");
    if (cross != m->job.cross || every_group != m->job.every_group)
        return fail(r, "was made with other --cross or --every-group than the first tally");
    return VB_OK;
}

static vb_status add_source(reading *r)
{
    vb_merged *m = r->merged;
    vb_buffer text = {0};
    vb_buffer_add_str(&text, m->facts.source);
    if (r->number < MOST_NAMED) {
        vb_buffer_add_text(&text, r->number == 0 ? "" : ", ");
        vb_buffer_add_str(&text, cell(r, VB_TALLY_SOURCE));
    } else if (r->number == MOST_NAMED) {
        vb_buffer_printf(&text, " and %zu more", m->job.n_inputs - MOST_NAMED);
    }
    m->facts.source = text.failed ? (vb_str){NULL, 0} : vb_arena_copy(&m->study.arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    if (!vb_str_equal(cell(r, VB_TALLY_QUESTION), m->facts.question))
        vb_job_tell(&m->job, "%s: asks \"%.*s\", and the first tally \"%.*s\": are they the same question?", r->path,
                    VB_ARG(cell(r, VB_TALLY_QUESTION)), VB_ARG(m->facts.question));
    return m->facts.source.ptr == NULL ? vb_fail_memory(r->err) : VB_OK;
}

/* Answers that are added twice count twice. */
static vb_status check_new(reading *r, vb_str digest, const char *what)
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

static vb_status check_inputs(reading *r)
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
            return damaged(r);
        status = check_new(r, vb_str_cut(rest, 0, len), "is of a file (by its SHA-256) that is also in");
        rest = vb_str_cut(rest, end == NULL ? len : len + 1, rest.len);
    }
    return status == VB_OK && all->failed ? vb_fail_memory(r->err) : status;
}

static vb_status read_head(reading *r)
{
    uint64_t groupings, cross, every_group;
    if (!vb_str_equal(cell(r, VB_TALLY_FORMAT_KEY), VB_LITERAL(VB_TALLY_FORMAT)))
        return fail(r, "this tally is of another version of verbatim: save it anew");
    if (!read_number(cell(r, VB_TALLY_GROUPINGS), &groupings) || !read_number(cell(r, VB_TALLY_CROSS), &cross) ||
        !read_number(cell(r, VB_TALLY_EVERY_GROUP), &every_group) || groupings > GROUPINGS_MOST || cross > 1)
        return damaged(r);
    r->n_groupings = (size_t)groupings;
    r->began = true;
    vb_status status = VB_OK;
    if (r->number == 0) {
        r->merged->job.cross = cross;
        r->merged->job.every_group = every_group > 0;
        status = open_first(r);
    } else if (r->n_groupings != r->merged->study.n_groupings) {
        return fail(r, "is broken out by more columns than the first tally, or by fewer");
    }
    if (status == VB_OK)
        status = check_head(r, cross, every_group);
    if (status == VB_OK && !keep(r, VB_TALLY_INPUTS, &r->inputs))
        status = vb_fail_memory(r->err);
    if (status == VB_OK &&
        (r->separator = vb_arena_copy(&r->merged->study.arena, cell(r, VB_TALLY_SEPARATOR))).ptr == NULL)
        status = vb_fail_memory(r->err);
    if (status == VB_OK && r->separator.len == 0)
        status = damaged(r);
    return status == VB_OK ? add_source(r) : status;
}

/* ---- Groupings ---- */

static vb_status open_grouping(reading *r)
{
    vb_study *study = &r->merged->study;
    vb_by *by = vb_arena_alloc(&study->arena, sizeof *by);
    vb_str lexicon;
    if (by == NULL || !keep(r, VB_TALLY_BY, &by->name) || !keep(r, VB_TALLY_BY_LEXICON, &lexicon))
        return vb_fail_memory(r->err);
    by->lexicon = lexicon.len == 0 ? NULL : lexicon.ptr;
    vb_grouping *grouping = &study->groupings[study->n_groupings++];
    *grouping = (vb_grouping){.by = by};
    if (by->lexicon != NULL && (grouping->lexicon = vb_lexicon_open(by->lexicon, NULL, 0, r->err)) == NULL)
        return r->err->code;
    return VB_OK;
}

static vb_status read_grouping(reading *r)
{
    const vb_study *study = &r->merged->study;
    uint64_t number;
    if (!read_number(cell(r, VB_TALLY_GROUPING), &number) || number != r->seen || r->seen >= r->n_groupings)
        return damaged(r);
    vb_status status = r->number == 0 ? open_grouping(r) : VB_OK;
    if (status != VB_OK)
        return status;
    const vb_grouping *grouping = &study->groupings[r->seen++];
    char sha256[65] = "";
    if (grouping->lexicon != NULL)
        vb_lexicon_sha256(grouping->lexicon, sha256);
    if (!vb_str_equal(cell(r, VB_TALLY_BY), grouping->by->name))
        return vb_fail_at(r->err, VB_ERROR_INPUT, r->path, r->record->line, 0,
                          "is broken out by \"%.*s\", and the first tally by \"%.*s\"", VB_ARG(cell(r, VB_TALLY_BY)),
                          VB_ARG(grouping->by->name));
    if (!vb_str_equal(cell(r, VB_TALLY_BY_SHA256), vb_str_of(sha256)))
        return vb_fail_at(r->err, VB_ERROR_INPUT, r->path, r->record->line, 0,
                          "\"%.*s\" was grouped by another lexicon, or another text of it, than here",
                          VB_ARG(grouping->by->name));
    return VB_OK;
}

/* ---- Counts ---- */

static vb_status number_code(reading *r, vb_str text, size_t *number)
{
    vb_study *study = &r->merged->study;
    *number = VB_NO_CATEGORY;
    if (text.len == 0)
        return VB_OK;
    if (study->codes != NULL)
        return vb_codebook_number(study->codes, text, number, r->err);
    *number = vb_lexicon_category(study->lexicon, text);
    return *number == VB_NO_CATEGORY ? damaged(r) : VB_OK;
}

/* Rising, as a tally has them. */
static vb_status read_codes(reading *r)
{
    vb_str rest = cell(r, VB_TALLY_CODES);
    r->n_codes = 0;
    while (rest.len > 0) {
        const char *end = memmem(rest.ptr, rest.len, r->separator.ptr, r->separator.len);
        size_t len = end == NULL ? rest.len : (size_t)(end - rest.ptr), number, at = r->n_codes;
        vb_status status = number_code(r, vb_str_cut(rest, 0, len), &number);
        if (status != VB_OK)
            return status;
        if (number == VB_NO_CATEGORY || !VB_PUSH_ROOM(r->codes, r->n_codes, r->cap_codes))
            return number == VB_NO_CATEGORY ? damaged(r) : vb_fail_memory(r->err);
        for (; at > 0 && r->codes[at - 1] > number; at--)
            r->codes[at] = r->codes[at - 1];
        r->codes[at] = number;
        r->n_codes++;
        rest = vb_str_cut(rest, end == NULL ? len : len + r->separator.len, rest.len);
    }
    return VB_OK;
}

static bool read_reason(vb_str name, vb_reason *reason)
{
    for (int i = 0; i < VB_REASONS; i++)
        if (vb_str_equal(name, vb_str_of(vb_reason_name((vb_reason)i)))) {
            *reason = (vb_reason)i;
            return true;
        }
    return false;
}

static vb_status read_count(reading *r)
{
    vb_merged *m = r->merged;
    bool all = vb_str_equal(cell(r, VB_TALLY_BREAKDOWN), VB_LITERAL("all"));
    uint64_t breakdown = 0, rank, n;
    vb_tally_answer answer = {.reason = VB_CODED};
    vb_status status = read_codes(r);
    if (status == VB_OK)
        status = number_code(r, cell(r, VB_TALLY_PRIMARY), &answer.primary);
    if (status != VB_OK)
        return status;
    bool ok = (all || (read_number(cell(r, VB_TALLY_BREAKDOWN), &breakdown) &&
                       breakdown < vb_study_breakdowns(&m->study))) &&
              read_number(cell(r, VB_TALLY_RANK), &rank) && rank <= UINT32_MAX &&
              read_number(cell(r, VB_TALLY_N), &n) && n > 0 && read_reason(cell(r, VB_TALLY_REASON), &answer.reason);
    if (!ok || (answer.reason == VB_CODED) != (r->n_codes > 0) ||
        (answer.primary != VB_NO_CATEGORY) != (r->n_codes > 0))
        return damaged(r);
    answer.codes = r->codes;
    answer.n_codes = r->n_codes;
    *(all ? &r->all : &r->sums[breakdown]) += n;
    return vb_tally_add_group(m->tally, all ? SIZE_MAX : (size_t)breakdown, cell(r, VB_TALLY_GROUP), (uint32_t)rank,
                              &answer, n)
               ? VB_OK
               : vb_fail_memory(r->err);
}

/* All groupings are known. */
static vb_status make_ready(reading *r)
{
    vb_merged *m = r->merged;
    if (!r->began || r->seen < r->n_groupings)
        return damaged(r);
    size_t n = vb_study_breakdowns(&m->study);
    r->ready = true;
    if (m->tally == NULL)
        m->tally = vb_tally_new(n);
    r->sums = calloc(n + 1, sizeof *r->sums);
    return m->tally == NULL || r->sums == NULL ? vb_fail_memory(r->err) : VB_OK;
}

static vb_status read_record(reading *r)
{
    if (!r->began)
        return read_head(r);
    if (r->columns[VB_TALLY_GROUPING] != SIZE_MAX && cell(r, VB_TALLY_GROUPING).len > 0 && !r->ready)
        return read_grouping(r);
    for (int key = VB_TALLY_BREAKDOWN; key < VB_TALLY_KEYS; key++)
        if (r->columns[key] == SIZE_MAX)
            return damaged(r);
    vb_status status = r->ready ? VB_OK : make_ready(r);
    return status == VB_OK ? read_count(r) : status;
}

/* Every answer stands in one group, or in more. */
static vb_status check_sums(reading *r)
{
    vb_merged *m = r->merged;
    for (size_t i = 0; i < vb_study_breakdowns(&m->study); i++)
        if (r->sums[i] < r->all || (r->sums[i] > r->all && !m->job.every_group))
            return fail(r, "its counts do not add up: was the file changed, or cut?");
    m->rows += r->all;
    return VB_OK;
}

static void add_digest(reading *r)
{
    for (int key = 0; key < VB_TALLY_KEYS; key++) {
        vb_str text = r->columns[key] == SIZE_MAX ? (vb_str){NULL, 0} : cell(r, (vb_tally_key)key);
        vb_sha256_add(&r->digest, &text.len, sizeof text.len);
        vb_sha256_add(&r->digest, text.ptr, text.len);
    }
}

/* Of answers from a pipe there is no digest: the same tally is known by what it says. */
static vb_status check_whole(reading *r)
{
    unsigned char digest[VB_SHA256_SIZE];
    vb_sha256_finish(&r->digest, digest);
    return check_new(r, (vb_str){(const char *)digest, sizeof digest}, "says the same as");
}

static vb_status read_records(reading *r, vb_records *records)
{
    vb_batch batch = {0};
    vb_status status = find_columns(r, records);
    while (status == VB_OK) {
        status = vb_records_next(records, &batch, r->err);
        if (status == VB_ERROR_INPUT) /* no JSON: whatever it advises is for surveys */
            status = fail(r, "its lines are no JSON from some place on: was the file changed, or cut?");
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
    reading r = {.merged = m, .path = m->job.inputs[number], .number = number, .err = err};
    vb_sha256_init(&r.digest);
    vb_records *records = vb_records_open(r.path, &how, err);
    if (records == NULL)
        return err->code == VB_ERROR_INPUT ? no_tally(&r) : err->code;
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
