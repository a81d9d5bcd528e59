/* The whole of `sample`: answers → drawn ones → sheets. */
#include "base/grow.h"
#include "base/str.h"
#include "base/tell.h"
#include "output/codesheet.h"
#include "output/save.h"
#include "run/format.h"
#include "run/manifest.h"
#include "run/study.h"
#include "sample/draw.h"
#include "stats/sample_size.h"

#include <errno.h>
#include <stdlib.h>

static const double SIGNIFICANCE = 0.05, CONFIDENCE = 0.95;

/* Random streams: what is drawn, which are test, each coder's order. */
enum { STREAM_DRAW, STREAM_SPLIT, STREAM_ORDER };

typedef struct {
    vb_str id, answer;
    size_t stratum;
} answer;

typedef struct {
    const vb_job *job;
    const vb_sample_options *options;
    vb_study study;
    answer *answers;
    size_t n, cap, empty; /* with text; without */
    vb_map strata, ids;
    size_t n_strata;
    bool ids_repeat;
    size_t *drawn, n_drawn;
    bool *is_test; /* one a drawn answer */
    vb_arena arena;
    vb_error *err;
} run;

/* ---- How many ---- */

static vb_status find_size(const run *r, uint64_t *units)
{
    const vb_sample_options *o = r->options;
    int ways = (o->units > 0) + (o->least_alpha > 0) + (o->width > 0);
    if (ways != 1)
        return vb_fail(r->err, VB_ERROR_USAGE,
                       ways == 0 ? "how many answers? pass --n N, --target-alpha X --rarest SHARE, or --width W"
                                 : "--n, --target-alpha and --width each say how many answers: pass one of them");
    if (o->units > 0) {
        *units = o->units;
        return VB_OK;
    }
    if (o->least_alpha > 0 && !(o->rarest > 0))
        return vb_fail(
            r->err, VB_ERROR_USAGE,
            "--target-alpha needs --rarest SHARE, the share of the rarest code that matters: for 0.8 a code "
            "of 0.25 needs %llu answers, one of 0.05 %llu",
            (unsigned long long)vb_units_for_alpha(0.8, SIGNIFICANCE, 0.25),
            (unsigned long long)vb_units_for_alpha(0.8, SIGNIFICANCE, 0.05));
    double share = o->rarest > 0 ? o->rarest : 0.5;
    *units = o->least_alpha > 0 ? vb_units_for_alpha(o->least_alpha, SIGNIFICANCE, share)
                                : vb_units_for_width(share, o->width, CONFIDENCE);
    if (o->least_alpha > 0)
        vb_job_tell(r->job,
                    "%llu answers settle that α is at least %g (p %g), where the rarest code has a share of %g "
                    "(Krippendorff's formula)",
                    (unsigned long long)*units, o->least_alpha, SIGNIFICANCE, share);
    else
        vb_job_tell(r->job, "%llu answers make the 95 %% interval of a share of %g at most %g wide (Wilson)",
                    (unsigned long long)*units, share, o->width);
    return VB_OK;
}

/* ---- Reading ---- */

static vb_status find_stratum(run *r, vb_grouper *groupers, const vb_record *record, vb_buffer *joined,
                              vb_buffer *key, size_t *stratum)
{
    vb_buffer_clear(key);
    /* Groups that are recognised, not asked for, are no strata. */
    for (size_t i = 0; i < r->job->n_by; i++) {
        vb_str text, group;
        uint32_t rank;
        if (!vb_by_text(&r->study.columns.by[i], record, joined, &text))
            return vb_fail_memory(r->err);
        vb_status status = vb_grouper_find(&groupers[i], text, &group, &rank, r->err);
        if (status != VB_OK)
            return status;
        vb_buffer_add_str(key, group);
        vb_buffer_add_char(key, '\0');
    }
    if (key->failed)
        return vb_fail_memory(r->err);
    *stratum = vb_map_find(&r->strata, vb_buffer_str(key));
    if (*stratum != VB_MAP_NONE)
        return VB_OK;
    vb_str kept = vb_arena_copy(&r->arena, vb_buffer_str(key));
    *stratum = r->n_strata++;
    return kept.ptr != NULL && vb_map_set(&r->strata, kept, *stratum) ? VB_OK : vb_fail_memory(r->err);
}

static vb_status add_answer(run *r, const vb_record *record, size_t stratum)
{
    const vb_columns *columns = &r->study.columns;
    answer a = {.stratum = stratum, .answer = vb_arena_copy(&r->arena, record->cells[columns->answer])};
    vb_str id = columns->id == VB_NO_COLUMN ? VB_LITERAL("") : vb_str_trim(record->cells[columns->id]);
    a.id = vb_arena_copy(&r->arena, id);
    if (a.answer.ptr == NULL || a.id.ptr == NULL || !VB_PUSH_ROOM(r->answers, r->n, r->cap))
        return vb_fail_memory(r->err);
    r->ids_repeat |= id.len == 0 || vb_map_find(&r->ids, id) != VB_MAP_NONE;
    if (!r->ids_repeat && !vb_map_set(&r->ids, a.id, r->n))
        return vb_fail_memory(r->err);
    r->answers[r->n++] = a;
    return VB_OK;
}

static vb_status read_batch(run *r, vb_grouper *groupers, const vb_batch *batch, const vb_input_file *file,
                            vb_input_room *room, vb_buffer *joined, vb_buffer *key)
{
    size_t n_header;
    (void)vb_study_header(&r->study, &n_header);
    vb_status status = VB_OK;
    for (size_t i = 0; i < batch->n && status == VB_OK; i++) {
        vb_record record = batch->records[i];
        size_t stratum = 0;
        if (file->from != NULL)
            record = vb_input_project(&batch->records[i], file->from, n_header, file->has_values, room);
        if (vb_str_trim(record.cells[r->study.columns.answer]).len == 0) {
            r->empty++;
            continue;
        }
        status = find_stratum(r, groupers, &record, joined, key, &stratum);
        if (status == VB_OK)
            status = add_answer(r, &record, stratum);
    }
    return status;
}

static vb_status read_answers(run *r)
{
    vb_study *study = &r->study;
    vb_buffer joined = {0}, key = {0};
    vb_input_room room = {0};
    vb_batch batch = {0};
    size_t n_header, made = 0;
    (void)vb_study_header(study, &n_header);
    vb_grouper *groupers = vb_arena_alloc(&r->arena, (study->n_groupings + 1) * sizeof *groupers);
    bool room_ok = vb_input_room_init(&room, n_header);
    vb_status status = groupers == NULL || !room_ok ? vb_fail_memory(r->err) : VB_OK;
    for (; made < r->job->n_by && status == VB_OK; made++)
        status = vb_grouper_init(&groupers[made], &study->groupings[made], r->err);
    const vb_input_file *file = study->first_file;
    if (status == VB_OK)
        status = read_batch(r, groupers, &study->first, file, &room, &joined, &key);
    while (status == VB_OK && (status = vb_inputs_next(&study->inputs, &batch, &file, r->err)) == VB_OK &&
           batch.n > 0)
        status = read_batch(r, groupers, &batch, file, &room, &joined, &key);
    if (status == VB_OK)
        vb_job_tell_lines(r->job, &study->inputs.notes);
    for (size_t i = 0; i < made; i++)
        vb_grouper_release(&groupers[i]);
    vb_input_room_release(&room);
    vb_batch_release(&batch);
    vb_buffer_release(&joined);
    vb_buffer_release(&key);
    return status;
}

/* ---- Drawing ---- */

static vb_status draw(run *r, uint64_t units)
{
    size_t wanted = units < r->n ? (size_t)units : r->n;
    size_t *strata = vb_arena_alloc(&r->arena, (r->n + 1) * sizeof *strata);
    r->drawn = vb_arena_alloc(&r->arena, (wanted + 1) * sizeof *r->drawn);
    r->is_test = vb_arena_alloc(&r->arena, (wanted + 1) * sizeof *r->is_test);
    size_t *order = vb_arena_alloc(&r->arena, (wanted + 1) * sizeof *order);
    if (strata == NULL || r->drawn == NULL || r->is_test == NULL || order == NULL)
        return vb_fail_memory(r->err);
    if (r->n == 0)
        return vb_fail(r->err, VB_ERROR_INPUT, "there is no answer to draw: all %zu rows are empty", r->empty);
    if (units > r->n)
        vb_job_tell(r->job, "%llu answers are needed and %zu are there: all are taken", (unsigned long long)units,
                    r->n);
    for (size_t i = 0; i < r->n; i++)
        strata[i] = r->answers[i].stratum;
    vb_random random;
    vb_random_seed(&random, r->job->seed, STREAM_DRAW);
    r->n_drawn = vb_draw(&random, strata, r->n, r->n_strata, wanted, r->drawn);
    if (r->n_drawn == SIZE_MAX)
        return vb_fail_memory(r->err);
    vb_random_seed(&random, r->job->seed, STREAM_SPLIT);
    for (size_t i = 0; i < r->n_drawn; i++)
        order[i] = i;
    vb_shuffle(&random, order, r->n_drawn);
    size_t n_test = (size_t)((double)r->n_drawn * r->options->split + 0.5);
    for (size_t i = 0; i < n_test; i++)
        r->is_test[order[i]] = true;
    vb_job_tell(r->job, "%zu of %zu answers drawn, seed %llu", r->n_drawn, r->n, (unsigned long long)r->job->seed);
    if (r->empty > 0)
        vb_job_tell(r->job, "rows without an answer, which were not drawn from: %zu", r->empty);
    if (r->ids_repeat)
        vb_job_tell(r->job, "%s: the sheets have numbers of answers, 1 to %zu, as ids",
                    r->study.columns.id == VB_NO_COLUMN ? "there is no column of ids"
                                                        : "ids are missing or stand twice",
                    r->n);
    return VB_OK;
}

/* ---- Sheets ---- */

static vb_str number_text(run *r, size_t number)
{
    char text[24];
    int len = snprintf(text, sizeof text, "%zu", number);
    return vb_arena_copy(&r->arena, (vb_str){text, (size_t)len});
}

/* The table of one sheet; `coder` decides its order. */
static bool make_table(run *r, size_t coder, vb_codesheet *sheet)
{
    const vb_lexicon *lexicon = r->study.lexicon;
    size_t n_codes = lexicon->n_categories, columns = 3 + n_codes + 2 + (r->options->split > 0 ? 1 : 0);
    size_t rows = r->n_drawn + 1;
    vb_str *cells = vb_arena_alloc(&r->arena, rows * columns * sizeof *cells);
    vb_fill *fills = vb_arena_alloc(&r->arena, columns * sizeof *fills);
    size_t *order = vb_arena_alloc(&r->arena, (r->n_drawn + 1) * sizeof *order);
    if (cells == NULL || fills == NULL || order == NULL)
        return false;
    cells[0] = VB_LITERAL("id");
    cells[1] = VB_LITERAL("answer");
    cells[2] = VB_LITERAL("primary");
    for (size_t i = 0; i < n_codes; i++) {
        cells[3 + i] = lexicon->categories[i].path;
        fills[3 + i] = VB_FILL_FLAG;
    }
    cells[3 + n_codes] = VB_LITERAL("unsure");
    cells[4 + n_codes] = VB_LITERAL("memo");
    if (r->options->split > 0)
        cells[5 + n_codes] = VB_LITERAL("split");
    fills[1] = VB_FILL_GIVEN;
    fills[2] = VB_FILL_CODE;
    fills[3 + n_codes] = VB_FILL_FLAG;
    for (size_t i = 0; i < r->n_drawn; i++)
        order[i] = i;
    vb_random random;
    vb_random_seed(&random, r->job->seed, STREAM_ORDER + coder);
    vb_shuffle(&random, order, r->n_drawn);
    for (size_t i = 0; i < r->n_drawn; i++) {
        size_t at = r->drawn[order[i]];
        vb_str *row = cells + (i + 1) * columns;
        row[0] = r->ids_repeat ? number_text(r, at + 1) : r->answers[at].id;
        row[1] = r->answers[at].answer;
        if (r->options->split > 0)
            row[5 + n_codes] = r->is_test[order[i]] ? VB_LITERAL("test") : VB_LITERAL("tune");
        if (row[0].ptr == NULL)
            return false;
    }
    sheet->table = (vb_sheet){.title = VB_LITERAL("coding"), .cells = cells, .rows = rows, .columns = columns};
    sheet->fills = fills;
    return true;
}

/* The codes, what they mean, and "none". */
static bool make_codebook(run *r, vb_sheet *codebook)
{
    const vb_lexicon *lexicon = r->study.lexicon;
    size_t rows = lexicon->n_categories + 2;
    vb_str *cells = vb_arena_alloc(&r->arena, rows * 3 * sizeof *cells);
    if (cells == NULL)
        return false;
    cells[0] = VB_LITERAL("code");
    cells[1] = VB_LITERAL("label");
    cells[2] = VB_LITERAL("definition");
    for (size_t i = 0; i < lexicon->n_categories; i++) {
        vb_str definition = lexicon->categories[i].definition;
        cells[3 + 3 * i] = lexicon->categories[i].path;
        cells[4 + 3 * i] = vb_lexicon_label(lexicon, i);
        cells[5 + 3 * i] = definition.ptr == NULL ? VB_LITERAL("") : definition;
    }
    cells[3 * rows - 3] = VB_LITERAL("none");
    cells[3 * rows - 2] = VB_LITERAL("No code");
    cells[3 * rows - 1] = VB_LITERAL("None of the codes: say so, since an empty row is one that has not been coded.");
    *codebook = (vb_sheet){.title = VB_LITERAL("codebook"), .cells = cells, .rows = rows, .columns = 3};
    return true;
}

char *vb_sample_sheet(const char *output, const char *coder)
{
    const char *dot = strrchr(output, '.'), *slash = strrchr(output, '/');
    size_t stem = dot == NULL || (slash != NULL && dot < slash) ? strlen(output) : (size_t)(dot - output);
    char *path = malloc(strlen(output) + strlen(coder) + sizeof "-");
    if (path != NULL)
        (void)sprintf(path, "%.*s-%s%s", (int)stem, output, coder, output + stem);
    return path;
}

static vb_status write_sheet(const run *r, const vb_codesheet *sheet, size_t coder)
{
    const char *output = r->job->output;
    if (r->options->n_coders == 0)
        return vb_codesheet_write(sheet, output, r->err);
    char *path = vb_sample_sheet(output, r->options->coders[coder]);
    vb_status status = path == NULL ? vb_fail_memory(r->err) : vb_codesheet_write(sheet, path, r->err);
    free(path);
    return status;
}

static vb_status write_sheets(run *r, FILE *out)
{
    size_t n = r->options->n_coders == 0 ? 1 : r->options->n_coders;
    vb_codesheet sheet = {0};
    vb_status status = make_codebook(r, &sheet.codebook) ? VB_OK : vb_fail_memory(r->err);
    for (size_t i = 0; i < n && status == VB_OK; i++) {
        if (!make_table(r, i, &sheet))
            return vb_fail_memory(r->err);
        if (r->job->output != NULL) {
            status = write_sheet(r, &sheet, i);
            continue;
        }
        vb_buffer bytes = {0};
        vb_codesheet_csv(&sheet.table, &bytes);
        if (bytes.failed)
            status = vb_fail_memory(r->err);
        else if (fwrite(bytes.ptr, 1, bytes.len, out) != bytes.len || fflush(out) != 0)
            status = vb_fail(r->err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
        vb_buffer_release(&bytes);
    }
    return status;
}

static vb_status write_manifest(run *r)
{
    size_t n_test = 0;
    for (size_t i = 0; i < r->n_drawn; i++)
        n_test += r->is_test[i] ? 1 : 0;
    const vb_manifest_result results[] = {
        {"answers", r->n, NULL},     {"empty", r->empty, NULL},
        {"drawn", r->n_drawn, NULL}, {"strata", r->n_strata, NULL},
        {"test", n_test, NULL},      {"tune", r->options->split > 0 ? r->n_drawn - n_test : 0, NULL}};
    const vb_lexicon *lexicon = r->study.lexicon;
    vb_manifest manifest = {"sample", &lexicon, 1, results, sizeof results / sizeof *results};
    return vb_manifest_write(r->job, &manifest, r->err);
}

static vb_status check_usage(const vb_job *job, const vb_sample_options *options, vb_error *err)
{
    vb_format format;
    vb_status status = vb_format_decide(job, "sample", 1U << VB_FORMAT_CSV | 1U << VB_FORMAT_XLSX, &format, err);
    if (status != VB_OK)
        return status;
    if (options->n_coders > 0 && job->output == NULL && !options->size_only)
        return vb_fail(err, VB_ERROR_USAGE,
                       "--coders makes a file for each coder: name them by -o NAME.csv or NAME.xlsx");
    return VB_OK;
}

vb_status vb_sample(const vb_job *job, const vb_sample_options *options, FILE *out, vb_error *err)
{
    run r = {.job = job, .options = options, .err = err};
    uint64_t units = 0;
    vb_status status = check_usage(job, options, err);
    if (status == VB_OK)
        status = find_size(&r, &units);
    if (status == VB_OK && options->size_only) {
        bool written = fprintf(out, "%llu\n", (unsigned long long)units) > 0 && fflush(out) == 0;
        return written ? VB_OK : vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    }
    if (status == VB_OK)
        status = vb_study_open(&r.study, job, err);
    if (status == VB_OK)
        status = read_answers(&r);
    if (status == VB_OK)
        status = draw(&r, units);
    if (status == VB_OK)
        status = write_sheets(&r, out);
    if (status == VB_OK)
        status = write_manifest(&r);
    vb_study_close(&r.study);
    free(r.answers);
    vb_map_release(&r.strata);
    vb_map_release(&r.ids);
    vb_arena_release(&r.arena);
    return status;
}
