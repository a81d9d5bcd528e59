/* Records of any format: a source reads them, and what formats have in common is done here: recognising the format,
 * the header rows of exports, leaving responses out. */
#include "input/records.h"

#include "base/grow.h"
#include "base/str.h"
#include "input/exports.h"
#include "input/jsonl.h"
#include "input/sniff.h"
#include "input/source.h"
#include "input/spool.h"
#include "input/text_source.h"
#include "input/variables.h"

#include <stdlib.h>

/* The first bytes that tell a format. */
enum { MAGIC_BYTES = 256 };

/* Previews and unfinished responses. */
typedef struct {
    size_t previews, unfinished;
} vb_left_out;

struct vb_records {
    char *name;
    vb_spool spool; /* a copy that the source reads, or none */
    vb_source source;
    vb_text_about text; /* of text */
    vb_input_format format;
    vb_unit unit;
    vb_buffer why;
    vb_export export;
    bool keep_unfinished;
    vb_left_out left_out; /* so far */
    vb_record *rows;      /* the header rows */
    size_t batch_bytes;
    vb_record *ahead; /* read on opening, still to be given out */
    size_t n_ahead, cap_ahead;
    vb_arena ahead_arena;
    vb_error failed; /* once and for all */
    vb_arena arena;
};

/* A message that names the copy names the input instead. */
static vb_status name_input(const vb_records *r, vb_error *err)
{
    if (err == NULL)
        return VB_OK;
    if (r->spool.path != NULL && strcmp(err->file, r->spool.path) == 0)
        (void)snprintf(err->file, sizeof err->file, "%s", r->name);
    return err->code;
}

/* ---- Opening ---- */

static vb_status recognise(vb_bytes *bytes, vb_input_format *format, vb_error *err)
{
    vb_str first;
    if (*format != VB_INPUT_AUTO)
        return VB_OK;
    vb_status status = vb_bytes_peek(bytes, MAGIC_BYTES, &first, NULL, err);
    if (status != VB_OK)
        return status;
    vb_input_format magic = vb_sniff_magic(first);
    if (vb_bytes_is_file(bytes))
        *format = vb_sniff_name(vb_bytes_name(bytes));
    if (magic == VB_INPUT_XLSX || magic == VB_INPUT_STAT || *format == VB_INPUT_AUTO)
        *format = magic;
    if (*format == VB_INPUT_CSV || *format == VB_INPUT_TSV || *format == VB_INPUT_LINES)
        *format = VB_INPUT_AUTO; /* the text's reader looks, and knows that nobody asked */
    return VB_OK;
}

/* The path that the format's reader is to open: the input's, or that of a copy. */
static vb_status prepare_path(vb_records *r, vb_bytes *bytes, const char *path, const char **prepared, vb_error *err)
{
    *prepared = path;
    if (vb_bytes_is_file(bytes) && vb_bytes_packing(bytes) == VB_PACKING_NONE)
        return VB_OK;
    vb_status status = vb_spool_fill(&r->spool, bytes, r->format == VB_INPUT_XLSX ? ".xlsx" : ".sav", err);
    *prepared = r->spool.path;
    return status;
}

static vb_status open_source(vb_records *r, const char *path, vb_input_options options, vb_error *err)
{
    vb_bytes *bytes = vb_bytes_open(path, err);
    if (bytes == NULL)
        return err->code;
    r->name = strdup(vb_bytes_name(bytes));
    vb_status status = r->name == NULL ? vb_fail_memory(err) : recognise(bytes, &options.format, err);
    r->format = options.format;
    if (status == VB_OK && r->format == VB_INPUT_JSONL)
        return vb_jsonl_begin(bytes, &options, &r->source, &r->why, err);
    if (status == VB_OK && (r->format == VB_INPUT_XLSX || r->format == VB_INPUT_STAT)) {
        const char *prepared;
        status = prepare_path(r, bytes, path, &prepared, err);
        vb_bytes_close(bytes);
        if (status != VB_OK)
            return status;
        return r->format == VB_INPUT_XLSX ? vb_xlsx_open(prepared, &options, &r->source, &r->why, err)
                                          : vb_stat_open(prepared, &options, &r->source, &r->why, err);
    }
    if (status != VB_OK) {
        vb_bytes_close(bytes);
        return status;
    }
    status = vb_text_open(bytes, &options, &r->source, &r->text, &r->why, err);
    r->format = r->text.format;
    return status;
}

/* A copy of a record that outlives its batch. */
static bool copy_record(const vb_record *from, size_t n, vb_arena *arena, vb_record *to)
{
    vb_str *cells = vb_arena_alloc(arena, (n + 1) * sizeof *cells);
    *to = *from;
    if (cells == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        cells[i] = vb_arena_copy(arena, from->cells[i]);
        if (cells[i].ptr == NULL)
            return false;
    }
    to->cells = cells;
    if (from->values != NULL) {
        vb_value *values = vb_arena_alloc(arena, (n + 1) * sizeof *values);
        if (values == NULL)
            return false;
        memcpy(values, from->values, n * sizeof *values);
        for (size_t i = 0; i < n; i++)
            values[i].text = cells[i]; /* of a workbook: the only such files whose records are read ahead */
        to->values = values;
    }
    if (from->raw.ptr == NULL)
        return true;
    to->raw.ptr = vb_arena_copy(arena, (vb_str){from->raw.ptr, from->raw.len + from->tail}).ptr;
    return to->raw.ptr != NULL;
}

/* Read the records behind the header that may be header rows.  One that cannot be read is told of in its turn. */
static vb_status look_ahead(vb_records *r, vb_error *err)
{
    vb_batch batch = {0};
    vb_status status = VB_OK;
    bool rows = r->format == VB_INPUT_CSV || r->format == VB_INPUT_TSV || r->format == VB_INPUT_XLSX;
    while (rows && status == VB_OK && r->n_ahead < VB_EXPORT_ROWS && r->failed.code == VB_OK) {
        if (r->source.kind->next(r->source.self, 1, &batch, &r->failed) != VB_OK || batch.n == 0)
            break;
        for (size_t i = 0; i < batch.n && status == VB_OK; i++) {
            if (r->n_ahead == r->cap_ahead && !vb_grow(&r->ahead, &r->cap_ahead, r->n_ahead + 1, sizeof *r->ahead))
                status = vb_fail_memory(err);
            else if (!copy_record(&batch.records[i], r->source.n, &r->ahead_arena, &r->ahead[r->n_ahead++]))
                status = vb_fail_memory(err);
        }
    }
    vb_batch_release(&batch);
    return status;
}

/* Tell what kind of export it is. */
static void explain(vb_records *r)
{
    size_t rows = r->export.n_rows + 1;
    if (r->export.kind == VB_EXPORT_QUALTRICS && rows > 1)
        vb_buffer_printf(&r->why, "export: Qualtrics, %zu header rows\n", rows);
    else if (r->export.kind == VB_EXPORT_SURVEYMONKEY)
        vb_buffer_printf(&r->why, "export: SurveyMonkey, %zu header rows\n", rows);
}

static vb_status recognise_export(vb_records *r, vb_error *err)
{
    const vb_source *s = &r->source;
    size_t n = r->n_ahead < VB_EXPORT_ROWS ? r->n_ahead : VB_EXPORT_ROWS;
    if (!vb_export_recognise(s->names, s->labels, s->n, r->ahead, n, &r->arena, &r->export))
        return vb_fail_memory(err);
    n = r->export.n_rows;
    r->rows = vb_arena_alloc(&r->arena, (n + 1) * sizeof *r->rows);
    if (r->rows == NULL)
        return vb_fail_memory(err);
    r->rows[0] = (vb_record){.raw = s->raw, .tail = s->tail, .cells = s->names, .line = 1, .n_found = s->n};
    for (size_t i = 0; i < n; i++)
        if (!copy_record(&r->ahead[i], s->n, &r->arena, &r->rows[i + 1]))
            return vb_fail_memory(err);
    r->n_ahead -= n;
    if (r->n_ahead > 0)
        memmove(r->ahead, r->ahead + n, r->n_ahead * sizeof *r->ahead);
    explain(r);
    return r->why.failed ? vb_fail_memory(err) : VB_OK;
}

vb_records *vb_records_open(const char *path, const vb_input_options *options, vb_error *err)
{
    static const vb_input_options recognised = {0};
    vb_error own = {0}; /* its text is needed even if nobody asked for it */
    vb_records *r = calloc(1, sizeof *r);
    if (r == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    options = options == NULL ? &recognised : options;
    r->batch_bytes = VB_BATCH_BYTES;
    r->keep_unfinished = options->keep_unfinished;
    r->unit = options->unit;
    vb_status status = open_source(r, path, *options, &own);
    if (status == VB_OK)
        status = look_ahead(r, &own);
    if (status == VB_OK)
        status = recognise_export(r, &own);
    if (status == VB_OK)
        return r;
    (void)name_input(r, &own);
    if (err != NULL)
        *err = own;
    vb_records_close(r);
    return NULL;
}

void vb_records_close(vb_records *records)
{
    if (records == NULL)
        return;
    if (records->source.kind != NULL)
        records->source.kind->close(records->source.self);
    vb_spool_release(&records->spool);
    free(records->name);
    free(records->ahead);
    vb_buffer_release(&records->why);
    vb_arena_release(&records->ahead_arena);
    vb_arena_release(&records->arena);
    free(records);
}

/* ---- Reading ---- */

/* Put the records that were read ahead before those of the batch. */
static bool put_ahead(vb_records *r, vb_batch *batch)
{
    size_t n = r->n_ahead;
    if (batch->cap < batch->n + n && !vb_grow(&batch->records, &batch->cap, batch->n + n, sizeof *batch->records))
        return false;
    if (batch->n > 0)
        memmove(batch->records + n, batch->records, batch->n * sizeof *batch->records);
    for (size_t i = 0; i < n; i++)
        if (!copy_record(&r->ahead[i], r->source.n, &batch->arena, &batch->records[i]))
            return false;
    batch->n += n;
    r->n_ahead = 0;
    vb_arena_release(&r->ahead_arena);
    return true;
}

/* Leave out what is to be left out, and number the records without the header rows. */
static void filter(vb_records *r, vb_batch *batch)
{
    bool all = r->keep_unfinished || r->export.kind != VB_EXPORT_QUALTRICS;
    size_t n = 0;
    if (all && r->export.n_rows == 0)
        return;
    for (size_t i = 0; i < batch->n; i++) {
        vb_record *record = &batch->records[i];
        vb_response response = all ? VB_RESPONSE_COMPLETE : vb_export_response(&r->export, record);
        record->row -= r->export.n_rows;
        r->left_out.previews += response == VB_RESPONSE_PREVIEW;
        r->left_out.unfinished += response == VB_RESPONSE_UNFINISHED;
        if (response == VB_RESPONSE_COMPLETE)
            batch->records[n++] = *record;
    }
    batch->n = n;
}

static vb_status read_batch(vb_records *r, vb_batch *batch)
{
    vb_status status = VB_OK;
    size_t found;
    do {
        bool ahead = r->n_ahead > 0;
        if (r->failed.code == VB_OK)
            status = r->source.kind->next(r->source.self, r->batch_bytes, batch, &r->failed);
        if (status != VB_OK || r->failed.code != VB_OK) {
            r->failed.row -= r->failed.row > r->export.n_rows ? r->export.n_rows : 0;
            batch->n = 0;
            if (!ahead)
                return name_input(r, &r->failed);
        }
        if (ahead && !put_ahead(r, batch))
            return vb_fail_memory(&r->failed);
        found = batch->n;
        filter(r, batch);
    } while (found > 0 && batch->n == 0);
    return VB_OK;
}

vb_status vb_records_next(vb_records *records, vb_batch *batch, vb_error *err)
{
    vb_status status = records->failed.code;
    if (status == VB_OK || records->n_ahead > 0)
        status = read_batch(records, batch);
    if (status == VB_OK)
        return VB_OK;
    batch->n = 0;
    if (err != NULL)
        *err = records->failed;
    return status;
}

void vb_records_set_batch(vb_records *records, size_t bytes)
{
    records->batch_bytes = bytes > 0 ? bytes : 1;
}

/* ---- What is known of it ---- */

const char *vb_records_name(const vb_records *records)
{
    return records->name;
}

vb_input_format vb_records_format(const vb_records *records)
{
    return records->format;
}

vb_unit vb_records_unit(const vb_records *records)
{
    return records->unit;
}

vb_str vb_records_why(const vb_records *records)
{
    return vb_buffer_str(&records->why);
}

size_t vb_records_notes(const vb_records *records, vb_buffer *why)
{
    vb_left_out out = records->left_out;
    if (out.previews + out.unfinished > 0)
        vb_buffer_printf(why, "left out: %zu preview%s and %zu unfinished response%s; --keep-unfinished keeps them\n",
                         out.previews, out.previews == 1 ? "" : "s", out.unfinished, out.unfinished == 1 ? "" : "s");
    const vb_source *source = &records->source;
    return source->kind->notes == NULL ? 0 : source->kind->notes(source->self, why);
}

const vb_str *vb_records_header(const vb_records *records, size_t *n)
{
    *n = records->export.n;
    return records->export.names;
}

const vb_str *vb_records_labels(const vb_records *records)
{
    return records->export.labels;
}

const struct vb_variables *vb_records_variables(const vb_records *records)
{
    return records->source.variables;
}

vb_str vb_records_header_raw(const vb_records *records)
{
    return records->source.raw;
}

const char *vb_records_line_end(const vb_records *records)
{
    return records->source.line_end;
}

char vb_records_separator(const vb_records *records)
{
    return records->source.separator;
}

bool vb_records_backslash(const vb_records *records)
{
    return records->text.backslash;
}

vb_str vb_records_preamble(const vb_records *records)
{
    return records->text.preamble;
}

const vb_record *vb_records_header_rows(const vb_records *records, size_t *n)
{
    *n = records->export.n_rows + 1;
    return records->rows;
}
