/* JSON Lines: an object a line.  Jansson says whether a line is one (jsonl_check.h); its cells are then taken from
 * the line's own bytes (jsonl_text.h), since Jansson keeps neither numbers as written nor where anything stood.
 *
 * J1  The columns are the paths of the values in the first LOOK_LINES lines (of LOOK_BYTES at most), in the order
 *     in which they appear: a member's key, behind those of the objects that hold it with dots between
 *     ("answers.q1").
 *
 * J2  A key that appears first after that makes no column, and is told of.
 *
 * J3  The last of several equal paths counts; lines with a key twice are told of.  Objects over NESTED_DEEPEST
 *     deep are cells as written.
 *
 * J4  A line of white space is passed over.  A line that is no object is an error or, if asked, left out and
 *     counted.  The lines before it are given out first. */
#include "input/jsonl.h"

#include "base/hash.h"
#include "base/str.h"
#include "input/batch.h"
#include "input/jsonl_check.h"
#include "input/jsonl_text.h"

#include <stdlib.h>

enum { LOOK_LINES = 1000, LOOK_BYTES = 16 << 20, NESTED_DEEPEST = 32, PATH_LONGEST = 4096, LATE_NAMED = 5 };

#define COLUMNS_MOST ((size_t)1 << 16)
#define CELLS_MOST ((size_t)256 * 1024) /* of a batch */

typedef struct {
    vb_bytes *bytes;
    const char *file; /* its name */
    bool at_end, keep_going;
    vb_buffer ahead; /* read, not yet given out from `ahead_at` on */
    size_t ahead_at;
    vb_place place; /* of the next line */
    vb_arena arena; /* the names */
    vb_str *names;
    size_t n_names, cap_names;
    vb_map columns;                /* name -> index */
    bool collecting;               /* J1 */
    vb_map late;                   /* J2: names, as far as COLUMNS_MOST goes */
    vb_buffer late_names;          /* the first of them, for people */
    size_t wrong, first_wrong;     /* lines left out; the number of the first */
    size_t doubled, first_doubled; /* lines with a key twice in an object; the number of the first */
    vb_buffer path, text;
    vb_error failed; /* once and for all */
} reader;

/* ---- Lines ---- */

static vb_status read_more(reader *r, vb_error *err)
{
    size_t want = r->ahead.len < VB_BATCH_BYTES ? VB_BATCH_BYTES : r->ahead.len;
    if (!vb_buffer_reserve(&r->ahead, want))
        return vb_fail_memory(err);
    size_t n = 0;
    vb_status status = vb_bytes_read(r->bytes, r->ahead.ptr + r->ahead.len, want, &n, err);
    r->at_end = n == 0;
    r->ahead.len += n;
    return status;
}

/* The length of the line that begins at `from` of what was read ahead, with its line feed if there is one; 0 at the
 * end of the file.  `number` is the line's. */
static vb_status find_line(reader *r, size_t from, size_t number, size_t *len, vb_error *err)
{
    for (size_t seen = from;;) {
        const char *feed = seen < r->ahead.len ? memchr(r->ahead.ptr + seen, '\n', r->ahead.len - seen) : NULL;
        *len = feed == NULL ? r->ahead.len - from : (size_t)(feed - r->ahead.ptr) + 1 - from;
        if (*len > VB_RECORD_LONGEST + 2)
            return vb_fail_at(err, VB_ERROR_INPUT, r->file, number, 0,
                              "this line is longer than %zu MB: is it JSON Lines, an object a line?",
                              VB_RECORD_LONGEST >> 20);
        if (feed != NULL || r->at_end)
            return VB_OK;
        seen = r->ahead.len;
        vb_status status = read_more(r, err);
        if (status != VB_OK)
            return status;
    }
}

/* Forget what was given out. */
static void close_up(reader *r)
{
    if (r->ahead_at == 0)
        return;
    r->ahead.len -= r->ahead_at;
    memmove(r->ahead.ptr, r->ahead.ptr + r->ahead_at, r->ahead.len);
    r->ahead_at = 0;
    if (r->ahead.len == 0 && r->ahead.cap > (size_t)16 * VB_BATCH_BYTES)
        vb_buffer_release(&r->ahead);
}

/* ---- Objects ---- */

/* A new column, or VB_MAP_NONE where there are too many.  False when memory is out. */
static bool add_column(reader *r, vb_str name, size_t *column)
{
    *column = VB_MAP_NONE;
    if (r->n_names >= COLUMNS_MOST || name.len > PATH_LONGEST)
        return true;
    vb_str copy = vb_arena_copy(&r->arena, name);
    if (copy.ptr == NULL || !VB_PUSH_ROOM(r->names, r->n_names, r->cap_names) ||
        !vb_map_set(&r->columns, copy, r->n_names))
        return false;
    *column = r->n_names;
    r->names[r->n_names++] = copy;
    return true;
}

/* J2.  False when memory is out. */
static bool add_late(reader *r, vb_str name)
{
    if (name.len > PATH_LONGEST)
        name.len = PATH_LONGEST;
    if (r->late.n >= COLUMNS_MOST || vb_map_find(&r->late, name) != VB_MAP_NONE)
        return true;
    vb_str copy = vb_arena_copy(&r->arena, name);
    if (copy.ptr == NULL || !vb_map_set(&r->late, copy, 0))
        return false;
    if (r->late.n <= LATE_NAMED)
        vb_buffer_printf(&r->late_names, "%s\"%.*s\"", r->late.n > 1 ? ", " : "",
                         (int)(name.len < 60 ? name.len : 60), name.ptr);
    return !r->late_names.failed;
}

/* What to put the cell's text into.  `cells` NULL: only the names are wanted. */
typedef struct {
    vb_str *cells;
    vb_arena *arena;
} target;

static bool take_value(reader *r, vb_str path, vb_str value, const target *to)
{
    size_t column = vb_map_find(&r->columns, path);
    if (column == VB_MAP_NONE && r->collecting && !add_column(r, path, &column))
        return false;
    if (column == VB_MAP_NONE)
        return add_late(r, path);
    if (to->cells == NULL)
        return true;
    char c = value.ptr[0];
    if (c == 'n') {
        to->cells[column] = VB_LITERAL("");
    } else if (c == '"' && vb_json_is_plain(value)) {
        to->cells[column] = vb_str_cut(value, 1, value.len - 1);
    } else if (c != '"' && c != '[' && c != '{') {
        to->cells[column] = value;
    } else {
        vb_buffer_clear(&r->text);
        vb_json_show(value, &r->text);
        to->cells[column] = r->text.failed ? (vb_str){NULL, 0} : vb_arena_copy(to->arena, vb_buffer_str(&r->text));
    }
    return to->cells[column].ptr != NULL;
}

/* The members of an object whose path, with a dot behind it, is in r->path. */
static bool take_members(reader *r, vb_str object, size_t depth, const target *to)
{
    size_t base = r->path.len;
    vb_json_walk walk = vb_json_enter(object);
    for (vb_str key, value; vb_json_member(&walk, &key, &value);) {
        bool nested =
            value.ptr[0] == '{' && value.len > 2 && depth < NESTED_DEEPEST && base + key.len <= PATH_LONGEST;
        if (base == 0 && !nested && vb_json_is_plain(key)) { /* the most of them */
            if (!take_value(r, vb_str_cut(key, 1, key.len - 1), value, to))
                return false;
            continue;
        }
        vb_json_unquote(key, &r->path);
        if (nested)
            vb_buffer_add_char(&r->path, '.');
        bool ok = !r->path.failed && (nested ? take_members(r, value, depth + 1, to)
                                             : take_value(r, vb_buffer_str(&r->path), value, to));
        r->path.len = base;
        if (!ok)
            return false;
    }
    return true;
}

/* ---- Reading ---- */

/* J1.  A wrong line is an error at once, unless it is to be left out. */
static vb_status collect_names(reader *r, vb_error *err)
{
    size_t at = r->ahead_at, line = 1, objects = 0, len;
    bool wrong = false;
    r->collecting = true;
    for (; line <= LOOK_LINES && (at - r->ahead_at < LOOK_BYTES || objects == 0); line++, at += len) {
        vb_status status = find_line(r, at, line, &len, err);
        if (status != VB_OK)
            return status;
        if (len == 0)
            break;
        vb_str text = vb_str_trim(vb_str_cut(vb_buffer_str(&r->ahead), at, at + len));
        if (text.len == 0)
            continue;
        status = vb_jsonl_check(text, r->file, line, NULL, err);
        if (status == VB_ERROR_INPUT && r->keep_going) {
            wrong = true;
            continue;
        }
        if (status != VB_OK)
            return status;
        objects++;
        if (!take_members(r, text, 1, &(target){NULL, NULL}))
            return vb_fail_memory(err);
    }
    r->collecting = false;
    if (wrong && objects == 0)
        return vb_fail_at(err, VB_ERROR_INPUT, r->file, 0, 0,
                          "no line of it is a JSON object: JSON Lines has an object a line");
    if (objects == 0 || r->n_names == 0)
        return vb_fail_at(err, VB_ERROR_INPUT, r->file, 0, 0,
                          "nothing in it: it needs at least one object with a key");
    if (err != NULL)
        *err = (vb_error){0};
    return VB_OK;
}

/* Copy lines into the batch; their texts are slices of batch->bytes as soon as that has come to rest. */
static vb_status take_lines(reader *r, size_t bytes, vb_batch *batch, vb_error *err)
{
    size_t most = CELLS_MOST / r->n_names > 0 ? CELLS_MOST / r->n_names : 1;
    size_t len;
    vb_batch_reset(batch);
    vb_buffer_clear(&batch->bytes);
    close_up(r);
    while (batch->n < most && (batch->n == 0 || batch->bytes.len < bytes)) {
        vb_status status = find_line(r, r->ahead_at, r->place.line, &len, err);
        if (status != VB_OK || len == 0)
            return batch->n > 0 && status == VB_ERROR_INPUT ? VB_OK : status;
        vb_str line = vb_str_cut(vb_buffer_str(&r->ahead), r->ahead_at, r->ahead_at + len);
        vb_str text = vb_str_trim(line);
        if (text.len > 0) {
            size_t before = (size_t)(text.ptr - line.ptr);
            if (!vb_batch_room(batch, r->n_names))
                return vb_fail_memory(err);
            batch->records[batch->n++] =
                (vb_record){.raw = {NULL, text.len}, .line = r->place.line, .byte = r->place.byte + before};
            batch->n_cells += r->n_names;
            vb_buffer_add_str(&batch->bytes, text);
        }
        r->ahead_at += len;
        r->place.byte += len;
        r->place.line++;
    }
    return batch->bytes.failed ? vb_fail_memory(err) : VB_OK;
}

/* Make records of the batch's lines, and leave out the wrong ones.  What fails stays in r->failed; the records before
 * it are given out. */
static void take_records(reader *r, vb_batch *batch)
{
    size_t n = batch->n, at = 0, made = 0;
    for (size_t i = 0; i < n; i++) {
        vb_record record = batch->records[i];
        record.raw.ptr = batch->bytes.ptr + at;
        at += record.raw.len;
        vb_error err = {0};
        bool doubled = false;
        vb_status status = vb_jsonl_check(record.raw, r->file, record.line, &doubled, &err);
        if (doubled)
            r->first_doubled = r->doubled++ == 0 ? record.line : r->first_doubled;
        if (status == VB_ERROR_INPUT && r->keep_going) {
            r->first_wrong = r->wrong++ == 0 ? record.line : r->first_wrong;
            continue;
        }
        vb_str *cells = batch->cells + made * r->n_names;
        for (size_t k = 0; k < r->n_names; k++)
            cells[k] = VB_LITERAL("");
        vb_buffer_clear(&r->path);
        if (status == VB_OK && !take_members(r, record.raw, 1, &(target){cells, &batch->arena}))
            status = vb_fail_memory(&err);
        if (status != VB_OK) {
            r->failed = err;
            break;
        }
        record.row = ++r->place.row;
        record.n_found = r->n_names;
        batch->records[made++] = record;
    }
    batch->n = made;
    vb_batch_settle(batch, r->n_names);
}

static vb_status next(void *self, size_t bytes, vb_batch *batch, vb_error *err)
{
    reader *r = self;
    bool more = true;
    vb_batch_reset(batch);
    while (batch->n == 0 && more && r->failed.code == VB_OK) {
        if (take_lines(r, bytes, batch, &r->failed) != VB_OK)
            break;
        more = batch->n > 0;
        take_records(r, batch);
    }
    if (batch->n > 0 || r->failed.code == VB_OK)
        return VB_OK;
    vb_batch_reset(batch);
    if (err != NULL)
        *err = r->failed;
    return r->failed.code;
}

static size_t add_notes(void *self, vb_buffer *why)
{
    reader *r = self;
    size_t undecoded = vb_bytes_failures(r->bytes, why);
    if (r->wrong > 0)
        vb_buffer_printf(why, "%zu line%s no JSON object and left out; the first is line %zu\n", r->wrong,
                         r->wrong == 1 ? " is" : "s are", r->first_wrong);
    if (r->doubled > 0)
        vb_buffer_printf(why,
                         "%zu line%s an object with a key twice, whose last value counts; the first is line %zu\n",
                         r->doubled, r->doubled == 1 ? " has" : "s have", r->first_doubled);
    if (r->late.n == 0)
        return undecoded;
    vb_buffer_printf(why, "%zu key%s first after line %d and %s no column: ", r->late.n,
                     r->late.n == 1 ? " appears" : "s appear", LOOK_LINES, r->late.n == 1 ? "makes" : "make");
    vb_buffer_add_str(why, vb_buffer_str(&r->late_names));
    vb_buffer_add_text(why, r->late.n > LATE_NAMED ? ", ...\n" : "\n");
    return undecoded;
}

static void close_reader(void *self)
{
    reader *r = self;
    vb_bytes_close(r->bytes);
    free(r->names);
    vb_map_release(&r->columns);
    vb_map_release(&r->late);
    vb_arena_release(&r->arena);
    vb_buffer_release(&r->ahead);
    vb_buffer_release(&r->late_names);
    vb_buffer_release(&r->path);
    vb_buffer_release(&r->text);
    free(r);
}

vb_status vb_jsonl_begin(vb_bytes *bytes, const vb_input_options *options, vb_source *source, vb_buffer *why,
                         vb_error *err)
{
    static const vb_source_kind kind = {.next = next, .close = close_reader, .notes = add_notes};
    reader *r = calloc(1, sizeof *r);
    if (r == NULL) {
        vb_bytes_close(bytes);
        return vb_fail_memory(err);
    }
    r->bytes = bytes;
    r->file = vb_bytes_name(bytes);
    r->keep_going = options != NULL && options->keep_going;
    r->place.line = 1;
    vb_status status = vb_bytes_decode(bytes, options == NULL ? NULL : options->encoding, why, err);
    while (status == VB_OK && r->ahead.len < 3 && !r->at_end)
        status = read_more(r, err);
    if (status == VB_OK && r->ahead.len >= 3 && memcmp(r->ahead.ptr, "\xEF\xBB\xBF", 3) == 0)
        r->ahead_at = r->place.byte = 3;
    if (status == VB_OK)
        status = collect_names(r, err);
    if (status != VB_OK) {
        close_reader(r);
        return status;
    }
    *source = (vb_source){.kind = &kind, .self = r, .names = r->names, .n = r->n_names, .raw = VB_LITERAL("")};
    return VB_OK;
}
