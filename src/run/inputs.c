#include "run/inputs.h"

#include "base/hash.h"
#include "base/str.h"
#include "input/column_find.h"
#include "input/columns.h"
#include "input/names.h"
#include "input/variables.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_NAMED = 5 }; /* columns in one line */

static vb_input_format input_format(vb_format format)
{
    switch (format) {
    case VB_FORMAT_CSV:
        return VB_INPUT_CSV;
    case VB_FORMAT_TSV:
        return VB_INPUT_TSV;
    case VB_FORMAT_TEXT:
        return VB_INPUT_LINES;
    case VB_FORMAT_JSONL:
        return VB_INPUT_JSONL;
    case VB_FORMAT_XLSX:
        return VB_INPUT_XLSX;
    case VB_FORMAT_SAV:
    case VB_FORMAT_DTA:
        return VB_INPUT_STAT;
    default:
        return VB_INPUT_AUTO;
    }
}

static const char *path_of(const vb_inputs *inputs, size_t number)
{
    return inputs->job->n_inputs == 0 ? "-" : inputs->job->inputs[number];
}

static size_t count_of(const vb_inputs *inputs)
{
    return inputs->job->n_inputs == 0 ? 1 : inputs->job->n_inputs;
}

/* The size of a file whose records tell where in it they are; 0: not known. */
static uint64_t size_of(const char *path)
{
    struct stat about;
    size_t len = strlen(path);
    bool packed = (len > 3 && strcmp(path + len - 3, ".gz") == 0) || (len > 4 && strcmp(path + len - 4, ".zst") == 0);
    if (packed || strcmp(path, "-") == 0 || stat(path, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0)
        return 0;
    return (uint64_t)about.st_size;
}

vb_input_options vb_inputs_options(const vb_job *job)
{
    return (vb_input_options){.format = input_format(job->input_format),
                              .unit = job->unit,
                              .encoding = job->encoding,
                              .answer = job->answer,
                              .sheet = job->sheet,
                              .keep_going = job->keep_going,
                              .keep_unfinished = job->keep_unfinished};
}

static vb_records *open_records(const vb_inputs *inputs, size_t number, vb_error *err)
{
    vb_input_options options = vb_inputs_options(inputs->job);
    return vb_records_open(path_of(inputs, number), &options, err);
}

/* ---- Columns of a further input ---- */

/* The columns of one header by name. */
typedef struct {
    const vb_str *names;
    size_t n;
    vb_map exact, keys; /* name, and name as compared -> the first column of it */
    bool *used;
    vb_arena arena;
} name_index;

static void index_release(name_index *x)
{
    vb_map_release(&x->exact);
    vb_map_release(&x->keys);
    vb_arena_release(&x->arena);
}

static bool index_init(name_index *x, const vb_records *records)
{
    *x = (name_index){0};
    x->names = vb_records_header(records, &x->n);
    x->used = vb_arena_alloc(&x->arena, (x->n + 1) * sizeof *x->used);
    vb_buffer key = {0};
    bool ok = x->used != NULL;
    for (size_t i = x->n; ok && i-- > 0;) {
        vb_buffer_clear(&key);
        ok = vb_name_key(x->names[i], &key);
        vb_str kept = ok ? vb_arena_copy(&x->arena, vb_buffer_str(&key)) : key.failed ? (vb_str){0} : VB_LITERAL("");
        ok = ok && kept.ptr != NULL && vb_map_set(&x->exact, x->names[i], i) && vb_map_set(&x->keys, kept, i);
    }
    vb_buffer_release(&key);
    return ok;
}

/* The first column of this very name that is not used, or VB_NO_COLUMN. */
static size_t take_exact(name_index *x, vb_str name)
{
    size_t at = vb_map_find(&x->exact, name);
    for (; at != VB_MAP_NONE && at < x->n; at++)
        if (!x->used[at] && vb_str_equal(x->names[at], name)) {
            x->used[at] = true;
            return at;
        }
    return VB_NO_COLUMN;
}

/* The same by the form in which names are compared.  False when memory is out. */
static bool take_key(name_index *x, vb_str name, size_t *column)
{
    vb_buffer key = {0};
    bool ok = vb_name_key(name, &key);
    size_t at = ok && key.len > 0 ? vb_map_find(&x->keys, vb_buffer_str(&key)) : VB_MAP_NONE;
    *column = VB_NO_COLUMN;
    if (at != VB_MAP_NONE && !x->used[at]) {
        x->used[at] = true;
        *column = at;
    }
    vb_buffer_release(&key);
    return ok;
}

/* "a.csv has no column "x", "y": taken as empty".  `flags` say which of the names. */
static void tell_columns(vb_buffer *why, const char *file, const char *verb, const vb_str *names, const bool *flags,
                         size_t n, const char *outcome)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        if (!flags[i])
            continue;
        if (found++ == 0)
            vb_buffer_printf(why, "%s: %s ", file, verb);
        else if (found <= MOST_NAMED)
            vb_buffer_add_text(why, ", ");
        if (found <= MOST_NAMED)
            vb_column_quote(why, names[i]);
    }
    if (found > MOST_NAMED)
        vb_buffer_printf(why, " and %zu more", found - MOST_NAMED);
    if (found > 0)
        vb_buffer_printf(why, "; %s\n", outcome);
}

/* Match the columns of inputs->now to the first's. */
static vb_status match_columns(vb_inputs *inputs, vb_input_file *file, vb_error *err)
{
    size_t n;
    const vb_str *names = vb_records_header(inputs->first, &n);
    vb_status status = VB_OK;
    name_index x;
    bool ok = index_init(&x, inputs->now);
    size_t *from = vb_arena_alloc(&inputs->arena, (n + 1) * sizeof *from);
    bool *missing = ok ? vb_arena_alloc(&x.arena, (n + 1) * sizeof *missing) : NULL;
    ok = ok && from != NULL && missing != NULL;
    for (size_t i = 0; ok && i < n; i++)
        from[i] = take_exact(&x, names[i]);
    for (size_t i = 0; ok && i < n; i++)
        if (from[i] == VB_NO_COLUMN)
            ok = take_key(&x, names[i], &from[i]);
    if (!ok) {
        index_release(&x);
        return vb_fail_memory(err);
    }
    bool plain = x.n == 1 || vb_records_format(inputs->now) == VB_INPUT_LINES;
    if (from[inputs->answer] == VB_NO_COLUMN && plain && !x.used[x.n - 1]) {
        from[inputs->answer] = x.n - 1;
        x.used[x.n - 1] = true;
    } else if (from[inputs->answer] == VB_NO_COLUMN) {
        status = vb_column_find(inputs->now, names[inputs->answer], &from[inputs->answer], err);
    }
    bool same = x.n == n;
    for (size_t i = 0; i < n; i++) {
        missing[i] = from[i] == VB_NO_COLUMN;
        same = same && from[i] == i;
    }
    for (size_t i = 0; i < x.n; i++)
        x.used[i] = !x.used[i];
    tell_columns(&file->why, file->name, "no column", names, missing, n, "taken as empty");
    tell_columns(&file->why, file->name, "the first file has no column", x.names, x.used, x.n, "left out");
    index_release(&x);
    file->from = same ? NULL : from;
    return status;
}

/* Values of two files go into one variable only if it is of one type in both. */
static bool same_variables(const vb_inputs *inputs, const vb_input_file *file)
{
    const vb_variables *a = vb_records_variables(inputs->first), *b = vb_records_variables(inputs->now);
    if (a == NULL || b == NULL || a->origin != b->origin)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        size_t from = file->from == NULL ? i : file->from[i];
        if (from != VB_NO_COLUMN && a->items[i].is_string != b->items[from].is_string)
            return false;
    }
    return true;
}

/* ---- Opening and reading ---- */

/* Lines about the input that is read, with its name before each where there are several. */
static void add_lines(const vb_inputs *inputs, vb_str lines, vb_buffer *to)
{
    while (lines.len > 0) {
        const char *end = memchr(lines.ptr, '\n', lines.len);
        size_t len = end == NULL ? lines.len : (size_t)(end - lines.ptr) + 1;
        if (count_of(inputs) > 1)
            vb_buffer_printf(to, "%s: ", vb_records_name(inputs->now));
        vb_buffer_add_str(to, vb_str_cut(lines, 0, len));
        lines = vb_str_cut(lines, len, lines.len);
    }
}

static vb_status open_next(vb_inputs *inputs, vb_error *err)
{
    vb_input_file *file = &inputs->files[inputs->n];
    uint64_t before = inputs->n == 0 ? 0 : inputs->files[inputs->n - 1].beg + size_of(path_of(inputs, inputs->n - 1));
    *file = (vb_input_file){.beg = before};
    vb_records *records = open_records(inputs, inputs->n, err);
    if (records == NULL)
        return err->code;
    inputs->at = inputs->n++;
    inputs->now = records;
    file->name = vb_arena_copy(&inputs->arena, vb_str_of(vb_records_name(records))).ptr;
    (void)vb_records_header(records, &file->n_columns);
    add_lines(inputs, vb_records_why(records), &file->why);
    if (file->name == NULL || file->why.failed)
        return vb_fail_memory(err);
    if (inputs->first == NULL) {
        inputs->first = records;
        file->passes = file->has_values = true;
        file->splices = vb_records_format(records) == VB_INPUT_JSONL;
        return VB_OK;
    }
    vb_status status = match_columns(inputs, file, err);
    if (status != VB_OK)
        return status;
    file->passes = file->from == NULL && vb_records_format(records) == vb_records_format(inputs->first) &&
                   vb_records_separator(records) == vb_records_separator(inputs->first) &&
                   vb_records_backslash(records) == vb_records_backslash(inputs->first);
    file->splices = inputs->files[0].splices && vb_records_format(records) == VB_INPUT_JSONL;
    file->has_values = same_variables(inputs, file);
    return VB_OK;
}

/* Whether a further input is there, before the first is worked on. */
static vb_status look_for(const char *path, vb_error *err)
{
    struct stat about;
    if (strcmp(path, "-") == 0)
        return VB_OK;
    if (stat(path, &about) != 0)
        return vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "%s", errno == ENOENT ? "no such file" : strerror(errno));
    if (S_ISDIR(about.st_mode))
        return vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "is a directory: name a file in it");
    if (access(path, R_OK) != 0)
        return vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "no permission to read it");
    return VB_OK;
}

vb_status vb_inputs_open(vb_inputs *inputs, const vb_job *job, vb_error *err)
{
    *inputs = (vb_inputs){.job = job};
    inputs->files = calloc(count_of(inputs), sizeof *inputs->files);
    if (inputs->files == NULL)
        return vb_fail_memory(err);
    bool known = true;
    for (size_t i = 0; i < count_of(inputs); i++) {
        uint64_t size = size_of(path_of(inputs, i));
        known = known && size > 0;
        inputs->bytes += size;
    }
    vb_status status = VB_OK;
    for (size_t i = 1; status == VB_OK && i < count_of(inputs); i++)
        status = look_for(path_of(inputs, i), err);
    if (status == VB_OK)
        status = open_next(inputs, err);
    if (status != VB_OK) {
        vb_inputs_close(inputs);
        return status;
    }
    vb_input_format format = vb_records_format(inputs->first);
    if (!known || format == VB_INPUT_XLSX || format == VB_INPUT_STAT)
        inputs->bytes = 0;
    return VB_OK;
}

/* Open a further file to see its columns. */
static vb_status check_file(vb_inputs *inputs, size_t number, vb_error *err)
{
    vb_records *now = inputs->now, *records = open_records(inputs, number, err);
    if (records == NULL)
        return err->code;
    vb_input_file file = {.name = path_of(inputs, number)};
    inputs->now = records;
    vb_status status = match_columns(inputs, &file, err);
    inputs->now = now;
    vb_buffer_release(&file.why);
    vb_records_close(records);
    return status;
}

vb_status vb_inputs_check(vb_inputs *inputs, vb_error *err)
{
    vb_status status = VB_OK;
    for (size_t i = 1; status == VB_OK && i < count_of(inputs); i++) {
        struct stat about;
        const char *path = path_of(inputs, i);
        bool twice = strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISREG(about.st_mode);
        status = twice ? check_file(inputs, i, err) : VB_OK;
    }
    return status;
}

/* Keep what is to be told at the end.  The first stays open: it has the names of the columns. */
static void close_now(vb_inputs *inputs)
{
    if (inputs->now == NULL)
        return;
    vb_buffer lines = {0};
    inputs->undecoded += vb_records_notes(inputs->now, &lines);
    add_lines(inputs, vb_buffer_str(&lines), &inputs->notes);
    vb_buffer_release(&lines);
    if (inputs->now != inputs->first)
        vb_records_close(inputs->now);
    inputs->now = NULL;
}

void vb_inputs_close(vb_inputs *inputs)
{
    if (inputs->now != inputs->first)
        vb_records_close(inputs->now);
    vb_records_close(inputs->first);
    for (size_t i = 0; i < inputs->n; i++)
        vb_buffer_release(&inputs->files[i].why);
    free(inputs->files);
    vb_buffer_release(&inputs->notes);
    vb_arena_release(&inputs->arena);
    *inputs = (vb_inputs){0};
}

vb_status vb_inputs_next(vb_inputs *inputs, vb_batch *batch, const vb_input_file **file, vb_error *err)
{
    for (;;) {
        if (inputs->now != NULL) {
            vb_status status = vb_records_next(inputs->now, batch, err);
            *file = &inputs->files[inputs->at];
            if (status != VB_OK || batch->n > 0)
                return status;
            close_now(inputs);
        }
        batch->n = 0;
        if (inputs->n == count_of(inputs))
            return VB_OK;
        vb_status status = open_next(inputs, err);
        if (status != VB_OK)
            return status;
    }
}

/* ---- Records in other columns ---- */

bool vb_input_room_init(vb_input_room *room, size_t n)
{
    room->cells = calloc(n + 1, sizeof *room->cells);
    room->values = calloc(n + 1, sizeof(vb_value));
    return room->cells != NULL && room->values != NULL;
}

void vb_input_room_release(vb_input_room *room)
{
    free(room->cells);
    free(room->values);
    *room = (vb_input_room){0};
}

vb_record vb_input_project(const vb_record *record, const size_t *from, size_t n, bool has_values,
                           const vb_input_room *room)
{
    vb_record projected = *record;
    const vb_value *old = has_values ? record->values : NULL;
    vb_value *values = room->values;
    for (size_t i = 0; i < n; i++) {
        bool there = from[i] != VB_NO_COLUMN;
        room->cells[i] = there ? record->cells[from[i]] : VB_LITERAL("");
        if (old != NULL)
            values[i] = there ? old[from[i]] : (vb_value){.kind = VB_VALUE_SYSTEM_MISSING};
    }
    projected.raw = (vb_str){NULL, 0};
    projected.cells = room->cells;
    projected.values = old == NULL ? NULL : values;
    projected.n_found = n;
    return projected;
}
