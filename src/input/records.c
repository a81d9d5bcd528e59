#include "input/records.h"

#include "base/str.h"
#include "input/csv.h"
#include "input/lines.h"
#include "input/sniff.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Cells of a batch: what short rows under a wide header may cost in memory. */
#define CELLS_MOST ((size_t)256 * 1024)

/* More than any program writes: what one header may cost. */
#define COLUMNS_MOST ((size_t)1 << 20)

/* Bytes that tell a longest record, with its line end, from a longer one. */
#define LONGEST_LOOK (VB_RECORD_LONGEST + 3)

struct vb_records {
    char *name;
    int fd;
    bool owns_fd;
    bool at_end; /* the file has no more */
    vb_input_format format;
    vb_csv csv;
    const char *line_end;
    vb_place place; /* of the next record */
    size_t batch_bytes;
    vb_buffer ahead; /* read, not yet given out from `ahead_at` on */
    size_t ahead_at;
    vb_batch header; /* one record */
    vb_error failed; /* once and for all */
};

static vb_status fail_file(const vb_records *r, vb_error *err, vb_status code, const char *text)
{
    return vb_fail_at(err, code, r->name, 0, 0, "%s", text);
}

/* Read until *b has `want` bytes or the file has no more. */
static vb_status read_file(vb_records *r, vb_buffer *b, size_t want, vb_error *err)
{
    while (b->len < want && !r->at_end) {
        if (!vb_buffer_reserve(b, want - b->len))
            return vb_fail_memory(err);
        ssize_t n = read(r->fd, b->ptr + b->len, want - b->len);
        if (n > 0)
            b->len += (size_t)n;
        else if (n == 0)
            r->at_end = true;
        else if (errno == EISDIR)
            return fail_file(r, err, VB_ERROR_READ, "is a directory: name a file in it");
        else if (errno != EINTR)
            return vb_fail_at(err, VB_ERROR_READ, r->name, 0, 0, "cannot be read: %s", strerror(errno));
    }
    return VB_OK;
}

/* Buffers that one long record has made large are not kept. */
static void empty_buffer(vb_buffer *b)
{
    if (b->cap > (size_t)4 * VB_BATCH_BYTES)
        vb_buffer_release(b);
    else
        vb_buffer_clear(b);
}

/* Fill the batch up to `want` bytes: first with those read ahead, then from the file. */
static vb_status take_bytes(vb_records *r, vb_buffer *b, size_t want, vb_error *err)
{
    size_t n = r->ahead.len - r->ahead_at;
    if (n > want - b->len)
        n = want - b->len;
    if (n > 0)
        vb_buffer_add(b, r->ahead.ptr + r->ahead_at, n);
    r->ahead_at += n;
    if (b->failed)
        return vb_fail_memory(err);
    if (b->len == want || r->at_end)
        return VB_OK;
    empty_buffer(&r->ahead);
    r->ahead_at = 0;
    return read_file(r, b, want, err);
}

/* Keep the batch's bytes from `used` on for the next. */
static vb_status give_back(vb_records *r, const vb_buffer *b, size_t used, vb_error *err)
{
    size_t left = b->len - used;
    if (left == 0)
        return VB_OK;
    if (left <= r->ahead_at) { /* then they came from there, and are there still */
        r->ahead_at -= left;
        return VB_OK;
    }
    vb_buffer_add(&r->ahead, b->ptr + used, left);
    return r->ahead.failed ? vb_fail_memory(err) : VB_OK;
}

static bool cut(const vb_records *r, bool last, size_t most, vb_batch *batch, vb_place *place)
{
    return r->format == VB_INPUT_LINES ? vb_lines_cut(r->csv.line_end, last, most, batch, place)
                                       : vb_csv_cut(&r->csv, last, most, batch, place);
}

static vb_status fail_unclosed(const vb_records *r, const vb_place *place, vb_error *err)
{
    (void)vb_fail_at(err, VB_ERROR_INPUT, r->name, place->quote_line, 0,
                     "the quote that opens in this line never closes: close it or take it out");
    if (err != NULL)
        err->row = place->row;
    return VB_ERROR_INPUT;
}

static vb_status fail_too_long(const vb_records *r, const vb_place *place, vb_error *err)
{
    (void)vb_fail_at(err, VB_ERROR_INPUT, r->name, place->line, 0,
                     "the record that begins in this line is longer than %zu MB: %s", VB_RECORD_LONGEST >> 20,
                     place->quote_line > 0 ? "close its quote, or split it" : "split it");
    if (err != NULL)
        err->row = place->row;
    return VB_ERROR_INPUT;
}

/* Fill the batch with at least one record and at most `most`; with none at the end. */
static vb_status fill(vb_records *r, size_t most, vb_batch *batch, vb_error *err)
{
    size_t want = r->batch_bytes;
    vb_batch_reset(batch);
    empty_buffer(&batch->bytes);
    for (;;) {
        vb_status status = take_bytes(r, &batch->bytes, want, err);
        if (status != VB_OK)
            return status;
        bool last = r->at_end && r->ahead_at == r->ahead.len;
        vb_place place = r->place;
        if (!cut(r, last, want > r->batch_bytes ? 1 : most, batch, &place)) /* a batch that had to grow is for one */
            return vb_fail_memory(err);
        size_t used = place.byte - r->place.byte;
        if (batch->n > 0 && batch->records[0].raw.len > VB_RECORD_LONGEST)
            return fail_too_long(r, &r->place, err);
        if (batch->n > 0 || (last && used == batch->bytes.len)) {
            r->place = place;
            return give_back(r, &batch->bytes, used, err);
        }
        if (used > 0) { /* blank lines */
            batch->bytes.len -= used;
            memmove(batch->bytes.ptr, batch->bytes.ptr + used, batch->bytes.len);
            r->place = place;
            continue;
        }
        if (last)
            return fail_unclosed(r, &place, err);
        if (want >= LONGEST_LOOK)
            return fail_too_long(r, &place, err);
        want = want > LONGEST_LOOK / 2 ? LONGEST_LOOK : want * 2;
        vb_batch_reset(batch);
    }
}

static vb_status open_file(vb_records *r, const char *path, vb_error *err)
{
    struct stat about;
    if (strcmp(path, "-") == 0) {
        r->fd = STDIN_FILENO;
        r->name = strdup("standard input");
    } else {
        r->name = strdup(path);
    }
    if (r->name == NULL)
        return vb_fail_memory(err);
    if (r->fd < 0) {
        r->fd = open(path, O_RDONLY | O_CLOEXEC);
        if (r->fd < 0)
            return fail_file(r, err, VB_ERROR_READ,
                             errno == ENOENT   ? "no such file"
                             : errno == EACCES ? "no permission to read it"
                                               : strerror(errno));
        r->owns_fd = true;
    }
    if (fstat(r->fd, &about) == 0 && S_ISDIR(about.st_mode))
        return fail_file(r, err, VB_ERROR_READ, "is a directory: name a file in it");
    return VB_OK;
}

/* Look at the first bytes: is it text, and of which format? */
static vb_status look(vb_records *r, const char *path, vb_input_format format, vb_error *err)
{
    vb_status status = read_file(r, &r->ahead, VB_BATCH_BYTES, err);
    if (status != VB_OK)
        return status;
    vb_str text = vb_buffer_str(&r->ahead);
    const char *fault = vb_sniff_fault(text);
    if (fault != NULL)
        return fail_file(r, err, VB_ERROR_INPUT, fault);
    if (text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0) {
        r->ahead_at = r->place.byte = 3;
        text = vb_str_cut(text, 3, text.len);
    }
    bool is_asked = format != VB_INPUT_AUTO;
    if (!is_asked && r->owns_fd)
        format = vb_sniff_name(path);
    if (!is_asked && (format == VB_INPUT_AUTO || format == VB_INPUT_CSV) &&
        (fault = vb_sniff_table_fault(text, r->at_end)) != NULL)
        return fail_file(r, err, VB_ERROR_INPUT, fault);
    if (format == VB_INPUT_AUTO)
        format = vb_sniff_text(text, r->at_end);
    r->format = format;
    return format == VB_INPUT_AUTO ? vb_fail_memory(err) : VB_OK;
}

/* Find the line end, reading as far ahead as it takes. */
static vb_status find_line_end(vb_records *r, vb_error *err)
{
    char separator = r->format == VB_INPUT_LINES ? 0 : r->format == VB_INPUT_TSV ? '\t' : ',';
    for (;;) {
        vb_str text = vb_str_cut(vb_buffer_str(&r->ahead), r->ahead_at, r->ahead.len);
        r->line_end = vb_sniff_line_end(text, separator, r->at_end);
        if (r->line_end != NULL)
            break;
        if (text.len > VB_RECORD_LONGEST)
            return fail_too_long(r, &r->place, err);
        vb_status status = read_file(r, &r->ahead, r->ahead.len * 2, err);
        if (status != VB_OK)
            return status;
    }
    r->csv = (vb_csv){.separator = separator, .line_end = r->line_end[strlen(r->line_end) - 1], .columns = 1};
    return VB_OK;
}

static vb_status fail_empty(const vb_records *r, vb_error *err)
{
    return fail_file(r, err, VB_ERROR_INPUT, "nothing in it: it needs at least one line");
}

static vb_status read_header(vb_records *r, vb_error *err)
{
    vb_status status = fill(r, 1, &r->header, err);
    if (status != VB_OK)
        return status;
    if (r->header.n == 0)
        return fail_empty(r, err);
    vb_record found = r->header.records[0];
    if (found.n_found > COLUMNS_MOST)
        return vb_fail_at(err, VB_ERROR_INPUT, r->name, found.line, 0,
                          "%zu columns, where %zu are the most: is it a table?", found.n_found, COLUMNS_MOST);
    size_t bad;
    if (!vb_utf8_valid(found.raw, &bad))
        return vb_fail_at(err, VB_ERROR_INPUT, r->name, found.line, 0,
                          "the header is not UTF-8 (at byte offset %zu): save the file as UTF-8", found.byte + bad);
    /* Now that the number of columns is known, once more for all of them. */
    vb_place place = {0};
    r->csv.columns = found.n_found;
    vb_batch_reset(&r->header);
    if (!vb_csv_cut(&r->csv, true, 1, &r->header, &place))
        return vb_fail_memory(err);
    return VB_OK;
}

/* Plain text has no header, but it has something in it. */
static vb_status name_the_answer(vb_records *r, vb_error *err)
{
    vb_str text = vb_str_cut(vb_buffer_str(&r->ahead), r->ahead_at, r->ahead.len);
    if (r->at_end && vb_str_trim(text).len == 0)
        return fail_empty(r, err);
    if (!vb_batch_room(&r->header, 1))
        return vb_fail_memory(err);
    r->header.cells[0] = VB_LITERAL("answer");
    r->header.records[0] = (vb_record){.raw = VB_LITERAL(""), .cells = r->header.cells, .n_found = 1};
    r->header.n = r->header.n_cells = 1;
    r->place.row = 1;
    return VB_OK;
}

vb_records *vb_records_open(const char *path, vb_input_format format, vb_error *err)
{
    vb_records *r = calloc(1, sizeof *r);
    if (r == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    r->fd = -1;
    r->batch_bytes = VB_BATCH_BYTES;
    r->place.line = 1;
    vb_status status = open_file(r, path, err);
    if (status == VB_OK)
        status = look(r, path, format, err);
    if (status == VB_OK && r->ahead.len == r->ahead_at && r->at_end)
        status = fail_empty(r, err);
    if (status == VB_OK)
        status = find_line_end(r, err);
    if (status == VB_OK)
        status = r->format == VB_INPUT_LINES ? name_the_answer(r, err) : read_header(r, err);
    if (status == VB_OK)
        return r;
    vb_records_close(r);
    return NULL;
}

void vb_records_close(vb_records *records)
{
    if (records == NULL)
        return;
    if (records->owns_fd)
        (void)close(records->fd);
    free(records->name);
    vb_buffer_release(&records->ahead);
    vb_batch_release(&records->header);
    free(records);
}

const char *vb_records_name(const vb_records *records)
{
    return records->name;
}

vb_input_format vb_records_format(const vb_records *records)
{
    return records->format;
}

const vb_str *vb_records_header(const vb_records *records, size_t *n)
{
    *n = records->header.n_cells;
    return records->header.cells;
}

vb_str vb_records_header_raw(const vb_records *records)
{
    return records->header.records[0].raw;
}

const char *vb_records_line_end(const vb_records *records)
{
    return records->line_end;
}

void vb_records_set_batch(vb_records *records, size_t bytes)
{
    records->batch_bytes = bytes > 0 ? bytes : 1;
}

vb_status vb_records_next(vb_records *records, vb_batch *batch, vb_error *err)
{
    size_t most = CELLS_MOST / records->csv.columns;
    if (records->failed.code == VB_OK)
        (void)fill(records, most > 0 ? most : 1, batch, &records->failed);
    if (records->failed.code == VB_OK)
        return VB_OK;
    vb_batch_reset(batch);
    if (err != NULL)
        *err = records->failed;
    return records->failed.code;
}
