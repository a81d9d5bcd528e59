/* Coded rows as an SPSS or Stata file. */
#include "base/hash.h"
#include "base/str.h"
#include "output/sink_kind.h"
#include "output/stat_column.h"
#include "output/stat_names.h"
#include "output/stat_spool.h"
#include "text/utf8.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ReadStat holds all of Stata's long strings in memory until the end: columns beyond these are cut instead. */
#define LONG_MOST ((size_t)256 << 20)

/* Noon of 2000-01-01, UTC: the same rows make the same file. */
#define TIMESTAMP ((time_t)946728000)

typedef struct {
    vb_sink sink;
    char *path;
    FILE *file;
    bool dta;
    vb_sink_options options;
    vb_stat_plan plan;
    vb_stat_column *columns; /* the layout's, then the added ones */
    size_t n;
    size_t rows;
    vb_map *paths; /* one a column: of its codes */
    vb_stat_spool spool;
    readstat_string_ref_t *nothing; /* Stata's long string that is empty */
    int next_long;                  /* the number of the next one that is not */
    vb_buffer text;                 /* a text that had to be changed */
    vb_arena arena;
} stat_sink;

/* ---- rows in ---- */

/* The text as both packages can have it: no NUL (a space instead), valid UTF-8 (U+FFFD instead). */
static vb_str proper_text(vb_buffer *b, vb_str text, bool *changed)
{
    size_t bad;
    *changed = text.len > 0 && (memchr(text.ptr, '\0', text.len) != NULL || !vb_utf8_valid(text, NULL));
    if (!*changed)
        return text;
    vb_buffer_clear(b);
    while (text.len > 0) {
        size_t valid = vb_utf8_valid(text, &bad) ? text.len : bad;
        for (size_t i = 0; i < valid; i++)
            vb_buffer_add_char(b, text.ptr[i] == '\0' ? ' ' : text.ptr[i]);
        if (valid < text.len) {
            vb_buffer_add_text(b, "\xEF\xBF\xBD");
            valid++;
        }
        text = vb_str_cut(text, valid, text.len);
    }
    return vb_buffer_str(b);
}

/* Digits, with a point among them and a sign before: what the added columns hold.  Exact up to 15 digits. */
static bool parse_number(vb_str text, double *value)
{
    size_t i = 0, digits = 0;
    double number = 0, scale = 1;
    bool point = false, negative = text.len > 0 && text.ptr[0] == '-';
    for (i = negative ? 1 : 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9' && digits < 15) {
            number = number * 10 + (c - '0');
            scale *= point ? 10 : 1;
            digits++;
        } else {
            return false;
        }
    }
    *value = (negative ? -number : number) / scale;
    return digits > 0;
}

static vb_value number_of(stat_sink *s, vb_stat_column *column, vb_str text)
{
    vb_value value = {.kind = VB_VALUE_SYSTEM_MISSING, .text = VB_LITERAL("")};
    if (text.len == 0)
        return value;
    bool is_code = column->kind == VB_KIND_CODE;
    size_t code = is_code ? vb_map_find(&s->paths[column - s->columns], text) : VB_MAP_NONE;
    if (code != VB_MAP_NONE) {
        value.kind = VB_VALUE_NUMBER;
        value.number = (double)code + 1;
    } else if (!is_code && parse_number(text, &value.number)) {
        value.kind = VB_VALUE_NUMBER;
    } else {
        column->lost++;
    }
    return value;
}

static bool put(stat_sink *s, vb_stat_column *column, vb_value value)
{
    if (value.kind == VB_VALUE_TEXT) {
        bool changed;
        value.text = proper_text(&s->text, value.text, &changed);
        if (s->text.failed) {
            s->spool.bytes.failed = true; /* as the spool's memory */
            return false;
        }
        column->replaced += changed ? 1 : 0;
        column->longest = value.text.len > column->longest ? value.text.len : column->longest;
        column->total += value.text.len;
    }
    return vb_stat_spool_put(&s->spool, &value);
}

static bool put_cell(stat_sink *s, size_t i, const vb_record *record)
{
    vb_stat_column *column = &s->columns[i];
    const vb_value *values = record->values;
    vb_value value = {.kind = VB_VALUE_TEXT, .text = record->cells[i]};
    if (column->from != NULL && values != NULL)
        value = vb_stat_column_value(&s->plan, column, values[i]);
    if (column->is_number && value.kind == VB_VALUE_TEXT) /* of another file, where it is text */
        value = number_of(s, column, record->cells[i]);
    if (!column->is_number && value.kind != VB_VALUE_TEXT)
        value = (vb_value){.kind = VB_VALUE_TEXT, .text = record->cells[i]};
    return put(s, column, value);
}

static vb_status add(vb_sink *sink, const vb_record *record, const vb_str *values, vb_error *err)
{
    stat_sink *s = (stat_sink *)sink;
    size_t n = s->options.layout->n_header;
    if (s->rows == INT_MAX)
        return vb_fail_at(err, VB_ERROR_WRITE, s->path, 0, 0, "more rows than %d, which is the most: write CSV",
                          INT_MAX);
    for (size_t i = 0; i < n; i++)
        if (!put_cell(s, i, record))
            return vb_stat_spool_fail(&s->spool, err);
    for (size_t i = n; i < s->n; i++) {
        vb_stat_column *column = &s->columns[i];
        vb_value text = {.kind = VB_VALUE_TEXT, .text = values[i - n]};
        if (!put(s, column, column->is_number ? number_of(s, column, values[i - n]) : text))
            return vb_stat_spool_fail(&s->spool, err);
    }
    s->rows++;
    return VB_OK;
}

/* ---- the file out ---- */

static ssize_t write_bytes(const void *bytes, size_t n, void *context)
{
    const stat_sink *s = context;
    return fwrite(bytes, 1, n, s->file) == n ? (ssize_t)n : -1;
}

static vb_status fail_writer(const stat_sink *s, readstat_error_t code, vb_error *err)
{
    if (code == READSTAT_ERROR_MALLOC)
        return vb_fail_memory(err);
    if (code == READSTAT_ERROR_WRITE)
        return vb_fail_at(err, VB_ERROR_WRITE, s->path, 0, 0, "cannot be written: %s", strerror(errno));
    return vb_fail_at(err, VB_ERROR_WRITE, s->path, 0, 0, "cannot be made a %s file: %s; write CSV",
                      s->dta ? "Stata" : "SPSS", readstat_error_message(code));
}

/* Stata's texts over 2,045 bytes are long strings, as long as they fit in memory together. */
static void choose_long(stat_sink *s)
{
    size_t total = 0;
    for (size_t i = 0; s->dta && i < s->n; i++) {
        vb_stat_column *column = &s->columns[i];
        column->is_long = column->longest > vb_stat_text_most(&s->plan, column) && column->total <= LONG_MOST - total;
        total += column->is_long ? column->total : 0;
    }
}

static bool declare(stat_sink *s, readstat_writer_t *writer)
{
    vb_stat_names names = {.dta = s->dta, .taken = {.seed = vb_hash_seed()}, .arena = &s->arena};
    bool fine = true;
    choose_long(s);
    for (size_t i = 0; i < s->n && fine; i++) {
        vb_stat_column *column = &s->columns[i];
        column->name = vb_stat_name_make(&names, column->header, i + 1);
        fine = column->name != NULL && vb_stat_column_declare(&s->plan, column, i + 1, writer);
    }
    vb_map_release(&names.taken);
    return fine;
}

/* The file's own label and notes: the input's, or the study's title. */
static bool describe(stat_sink *s, readstat_writer_t *writer)
{
    const vb_variables *variables = s->options.variables;
    vb_str label = vb_str_of(s->options.title == NULL ? "" : s->options.title);
    if (variables != NULL && variables->file_label.len > 0)
        label = variables->file_label;
    bool changed;
    label = proper_text(&s->text, label, &changed);
    const char *text =
        s->text.failed ? NULL : vb_arena_copy(&s->arena, vb_stat_cut(label, s->dta ? 240 : 64, 80)).ptr;
    if (text == NULL || readstat_writer_set_file_label(writer, text) != READSTAT_OK)
        return false;
    for (size_t i = 0; variables != NULL && i < variables->n_notes; i++) {
        vb_str note = proper_text(&s->text, variables->notes[i], &changed);
        text = s->text.failed ? NULL : vb_arena_copy(&s->arena, vb_stat_cut(note, s->dta ? 2000 : 80, 2000)).ptr;
        if (text == NULL)
            return false;
        readstat_add_note(writer, text);
    }
    return readstat_writer_set_file_timestamp(writer, TIMESTAMP) == READSTAT_OK;
}

static readstat_error_t insert(stat_sink *s, vb_stat_column *column, const vb_value *value, readstat_writer_t *writer)
{
    const readstat_variable_t *variable = column->variable;
    switch (value->kind) {
    case VB_VALUE_NUMBER:
        return readstat_insert_double_value(writer, variable, value->number);
    case VB_VALUE_TAGGED_MISSING:
        return readstat_insert_tagged_missing_value(writer, variable, value->tag);
    case VB_VALUE_SYSTEM_MISSING:
        return readstat_insert_missing_value(writer, variable);
    case VB_VALUE_TEXT:
        break;
    }
    size_t most = vb_stat_text_most(&s->plan, column);
    if (value->text.len > most) {
        s->spool.bytes.ptr[vb_stat_cut(value->text, most, most).len] = '\0';
        column->cut++;
    }
    if (!column->is_long)
        return readstat_insert_string_value(writer, variable, value->text.ptr);
    return readstat_insert_string_ref(
        writer, variable, value->text.len == 0 ? s->nothing : readstat_get_string_ref(writer, s->next_long++));
}

/* ReadStat measures the long strings when it begins, so they must all be there: of the empty ones one. */
static vb_status add_long(stat_sink *s, readstat_writer_t *writer, vb_error *err)
{
    bool any = false;
    for (size_t i = 0; i < s->n; i++)
        any = any || s->columns[i].is_long;
    if (!any)
        return VB_OK;
    if (!vb_stat_spool_rewind(&s->spool))
        return vb_stat_spool_fail(&s->spool, err);
    for (size_t cell = 0; cell < s->rows * s->n; cell++) {
        vb_value value;
        if (!vb_stat_spool_get(&s->spool, &value))
            return vb_stat_spool_fail(&s->spool, err);
        if (s->columns[cell % s->n].is_long && value.text.len > 0 &&
            readstat_add_string_ref(writer, value.text.ptr) == NULL)
            return vb_fail_memory(err);
    }
    s->nothing = readstat_add_string_ref(writer, "");
    return s->nothing == NULL ? vb_fail_memory(err) : VB_OK;
}

static vb_status write_rows(stat_sink *s, readstat_writer_t *writer, vb_error *err)
{
    if (!vb_stat_spool_rewind(&s->spool))
        return vb_stat_spool_fail(&s->spool, err);
    for (size_t row = 0; row < s->rows; row++) {
        readstat_error_t code = readstat_begin_row(writer);
        for (size_t i = 0; i < s->n && code == READSTAT_OK; i++) {
            vb_value value;
            if (!vb_stat_spool_get(&s->spool, &value))
                return vb_stat_spool_fail(&s->spool, err);
            code = insert(s, &s->columns[i], &value, writer);
        }
        if (code == READSTAT_OK)
            code = readstat_end_row(writer);
        if (code != READSTAT_OK)
            return fail_writer(s, code, err);
    }
    return VB_OK;
}

static vb_status write_file(stat_sink *s, vb_error *err)
{
    readstat_writer_t *writer = readstat_writer_init();
    if (writer == NULL)
        return vb_fail_memory(err);
    vb_status status = VB_OK;
    readstat_error_t code = readstat_set_data_writer(writer, write_bytes);
    if (!declare(s, writer) || !describe(s, writer)) {
        status = vb_fail_memory(err);
        goto done;
    }
    if (code == READSTAT_OK && s->dta)
        code = readstat_writer_set_file_format_version(writer, s->n > 32767 ? 119 : 118);
    if (code == READSTAT_OK && !s->dta)
        code = readstat_writer_set_compression(writer, READSTAT_COMPRESS_ROWS);
    if (code == READSTAT_OK)
        status = add_long(s, writer, err);
    if (status != VB_OK)
        goto done;
    if (code == READSTAT_OK)
        code = s->dta ? readstat_begin_writing_dta(writer, s, (long)s->rows)
                      : readstat_begin_writing_sav(writer, s, (long)s->rows);
    for (size_t i = 0; i < s->n && code == READSTAT_OK; i++)
        code = readstat_validate_variable(writer, s->columns[i].variable);
    if (code == READSTAT_OK)
        status = write_rows(s, writer, err);
    if (code == READSTAT_OK && status == VB_OK)
        code = readstat_end_writing(writer);
    if (code != READSTAT_OK)
        status = fail_writer(s, code, err);
done:
    readstat_writer_free(writer);
    return status;
}

/* ---- the end ---- */

static void tell(const stat_sink *s)
{
    vb_buffer *why = s->options.why;
    for (size_t i = 0; why != NULL && i < s->n; i++) {
        const vb_stat_column *c = &s->columns[i];
        if (c->cut > 0)
            vb_buffer_printf(why, "%s: %zu text%s cut at %zu bytes, the most that %s holds\n", c->name, c->cut,
                             c->cut == 1 ? "" : "s", vb_stat_text_most(&s->plan, c), s->dta ? "Stata" : "SPSS");
        if (c->replaced > 0)
            vb_buffer_printf(why, "%s: %zu text%s with bytes that are no text, replaced\n", c->name, c->replaced,
                             c->replaced == 1 ? "" : "s");
        if (c->lost > 0)
            vb_buffer_printf(why, "%s: %zu value%s or label%s that %s cannot hold, left out\n", c->name, c->lost,
                             c->lost == 1 ? "" : "s", c->lost == 1 ? "" : "s", s->dta ? "Stata" : "SPSS");
    }
}

/* Takes NULL for members that are not there yet. */
static void release(stat_sink *s)
{
    if (s->file != NULL)
        (void)fclose(s->file);
    vb_stat_spool_release(&s->spool);
    for (size_t i = 0; s->paths != NULL && i < s->n; i++)
        vb_map_release(&s->paths[i]);
    free(s->paths);
    vb_buffer_release(&s->text);
    vb_arena_release(&s->arena);
    free(s->columns);
    free(s->path);
    free(s);
}

static void discard(vb_sink *sink)
{
    stat_sink *s = (stat_sink *)sink;
    struct stat about;
    if (s->file != NULL && fstat(fileno(s->file), &about) == 0 && S_ISREG(about.st_mode))
        (void)unlink(s->path);
    release(s);
}

static vb_status finish(vb_sink *sink, const vb_sheet *sheets, size_t n_sheets, vb_error *err)
{
    stat_sink *s = (stat_sink *)sink;
    (void)sheets;
    (void)n_sheets;
    vb_status status = write_file(s, err);
    if (status == VB_OK && fflush(s->file) != 0)
        status = vb_fail_at(err, VB_ERROR_WRITE, s->path, 0, 0, "cannot be written: %s", strerror(errno));
    if (status != VB_OK) {
        discard(sink);
        return status;
    }
    tell(s);
    int fault = fclose(s->file) == 0 ? 0 : errno;
    s->file = NULL;
    if (fault != 0) {
        status = vb_fail_at(err, VB_ERROR_WRITE, s->path, 0, 0, "cannot be written: %s", strerror(fault));
        (void)unlink(s->path);
    }
    release(s);
    return status;
}

/* ---- the beginning ---- */

/* A column that is added to the input's. */
static bool lay_out_added(stat_sink *s, size_t number, vb_stat_column *column)
{
    const vb_row_layout *layout = s->options.layout;
    vb_map *paths = &s->paths[column - s->columns];
    bool changed;
    column->header = layout->added[number];
    column->kind = layout->kinds == NULL ? VB_KIND_TEXT : layout->kinds[number];
    column->is_number =
        column->kind == VB_KIND_CODE || column->kind == VB_KIND_NUMBER || column->kind == VB_KIND_FLAG;
    if (s->options.added == NULL)
        return true;
    const vb_added_about *about = &s->options.added[number];
    column->label = vb_arena_copy(&s->arena, proper_text(&s->text, about->label, &changed));
    column->codes = about->codes;
    column->n_codes = about->n_codes;
    paths->seed = vb_hash_seed();
    for (size_t i = 0; i < about->n_codes; i++)
        if (!vb_map_set(paths, about->codes[i].path, i))
            return false;
    return column->label.ptr != NULL;
}

/* A column of the input. */
static bool lay_out_own(stat_sink *s, size_t number, vb_stat_column *column)
{
    const vb_variables *variables = s->options.variables;
    bool changed;
    column->header = s->options.layout->header[number];
    if (variables != NULL) {
        column->from = &variables->items[number];
        column->is_number = !column->from->is_string;
        column->class = vb_stat_class_of(variables->origin, column->from->format);
    }
    if (s->options.labels == NULL)
        return true;
    column->label = vb_arena_copy(&s->arena, proper_text(&s->text, s->options.labels[number], &changed));
    return column->label.ptr != NULL;
}

static bool lay_out(stat_sink *s)
{
    const vb_row_layout *layout = s->options.layout;
    const vb_variables *variables = s->options.variables;
    if (variables != NULL && variables->n != layout->n_header)
        variables = s->options.variables = NULL; /* columns of something else */
    s->n = layout->n_header + layout->n_added;
    s->columns = calloc(s->n + 1, sizeof *s->columns);
    s->paths = calloc(s->n + 1, sizeof *s->paths);
    if (s->columns == NULL || s->paths == NULL)
        return false;
    for (size_t i = 0; i < s->n; i++) {
        vb_stat_column *column = &s->columns[i];
        bool changed;
        bool ok = i < layout->n_header ? lay_out_own(s, i, column) : lay_out_added(s, i - layout->n_header, column);
        column->header = vb_arena_copy(&s->arena, proper_text(&s->text, column->header, &changed));
        if (!ok || s->text.failed || column->header.ptr == NULL)
            return false;
    }
    vb_origin to = s->dta ? VB_ORIGIN_STATA : VB_ORIGIN_SPSS;
    s->plan = (vb_stat_plan){
        .dta = s->dta, .from = variables == NULL ? to : variables->origin, .to = to, .arena = &s->arena};
    return true;
}

vb_sink *vb_stat_sink_new(const char *path, bool dta, const vb_sink_options *options, vb_error *err)
{
    stat_sink *s = calloc(1, sizeof *s);
    if (s == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    s->sink = (vb_sink){.add = add, .finish = finish, .discard = discard};
    s->dta = dta;
    s->options = *options;
    s->path = strdup(path);
    if (s->path == NULL || !lay_out(s)) {
        (void)vb_fail_memory(err);
        release(s);
        return NULL;
    }
    s->file = fopen(path, "wb");
    if (s->file == NULL) {
        (void)vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0, "cannot be written: %s", strerror(errno));
        release(s);
        return NULL;
    }
    if (vb_stat_spool_begin(&s->spool, s->path, options->folder, err) == VB_OK)
        return &s->sink;
    discard(&s->sink);
    return NULL;
}
