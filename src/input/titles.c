/* Titles above a table's header: the first records, four at most, with one filled cell each, before one with two or
 * more that can be a header (S3 of sniff.c) and as many cells as four in five of those behind it; or, under a title
 * that is no column's name, has only filled cells without spaces before them, and as many as all of three or more
 * behind it. */
#include "input/titles.h"

#include "input/columns.h"
#include "input/csv.h"
#include "input/sniff.h"

/* The records looked at, in as many bytes. */
enum { LOOK_RECORDS = 200, LOOK_BYTES = 64 * 1024, TITLES_MOST = 4 };

/* Cells with anything in them. */
static size_t count_filled(const vb_csv *csv, vb_str raw)
{
    size_t filled = 0;
    for (size_t beg = 0, end; beg <= raw.len; beg = end + 1) {
        end = vb_csv_cell_end(csv, raw, beg);
        vb_str cell = vb_str_trim(vb_str_cut(raw, beg, end));
        filled += cell.len > 0 && !vb_str_equal(cell, VB_LITERAL("\"\""));
    }
    return filled;
}

/* The number of records before the first that has two filled cells or more, if each has one; else 0. */
static size_t count_titles(const vb_csv *csv, const vb_batch *batch)
{
    size_t n = 0;
    while (n <= TITLES_MOST && n < batch->n && count_filled(csv, batch->records[n].raw) == 1)
        n++;
    if (n > TITLES_MOST || n == batch->n || count_filled(csv, batch->records[n].raw) < 2)
        return 0;
    for (size_t i = 0; i < n; i++)
        if (batch->records[i].n_found > 1 && batch->records[i].n_found != batch->records[n].n_found)
            return 0;
    return n;
}

/* The bytes before the header, or 0.  `batch` has been cut by it, with one column. */
static bool find_titles(vb_csv csv, const vb_batch *batch, size_t *bytes)
{
    size_t n = count_titles(&csv, batch), alike = 0, behind = batch->n - n - 1;
    *bytes = 0;
    if (n == 0)
        return true;
    const vb_record *header = &batch->records[n];
    vb_batch one = {0};
    vb_place place = {0};
    csv.columns = header->n_found;
    vb_buffer_add_str(&one.bytes, header->raw);
    if (one.bytes.failed || !vb_csv_cut(&csv, true, 1, &one, &place) || one.n == 0) {
        vb_batch_release(&one);
        return false;
    }
    for (size_t i = n + 1; i < batch->n; i++)
        alike += batch->records[i].n_found == header->n_found;
    bool spaced, named = vb_sniff_is_header(one.records[0].cells, header->n_found, &spaced);
    bool titled = named ? behind > 0 && alike * 5 >= behind * 4
                        : behind >= 3 && alike == behind && count_filled(&csv, header->raw) == header->n_found &&
                              !vb_column_named(vb_str_trim(batch->records[0].cells[0]));
    *bytes = titled && !spaced ? header->byte : 0;
    vb_batch_release(&one);
    return true;
}

/* The text of a record's only filled cell. */
static vb_str only_cell(const vb_csv *csv, vb_str raw)
{
    size_t beg = 0, end = 0;
    while (count_filled(csv, vb_str_cut(raw, beg, end = vb_csv_cell_end(csv, raw, beg))) == 0)
        beg = end + 1;
    vb_str cell = vb_str_trim(vb_str_cut(raw, beg, end));
    bool quoted = cell.len >= 2 && cell.ptr[0] == '"' && cell.ptr[cell.len - 1] == '"';
    return quoted ? vb_str_cut(cell, 1, cell.len - 1) : cell;
}

/* By this separator the first record is a header itself: half of the others have as many cells. */
static bool is_plain(const vb_csv *csv, const vb_batch *batch)
{
    size_t alike = 0;
    if (batch->n < 2 || batch->records[0].n_found < 2 || count_filled(csv, batch->records[0].raw) == 1)
        return false;
    for (size_t i = 1; i < batch->n; i++)
        alike += batch->records[i].n_found == batch->records[0].n_found;
    return 2 * alike >= batch->n - 1;
}

/* `titles` is set if it has none yet. */
static bool find_by(vb_str text, bool last, char separator, vb_titles *titles, bool *plain)
{
    const char *line_end = vb_sniff_line_end(text, separator, last);
    vb_batch batch = {0};
    vb_place place = {0};
    if (line_end == NULL)
        return true;
    vb_csv csv = {.separator = separator, .line_end = line_end[strlen(line_end) - 1], .columns = 1};
    vb_buffer_add_str(&batch.bytes, text);
    size_t bytes = 0;
    bool ok = !batch.bytes.failed && vb_csv_cut(&csv, last, LOOK_RECORDS, &batch, &place) &&
              (batch.n == 0 || find_titles(csv, &batch, &bytes));
    *plain |= ok && is_plain(&csv, &batch);
    if (ok && bytes > 0 && titles->bytes == 0) {
        vb_str first = only_cell(&csv, batch.records[0].raw);
        size_t at = (size_t)(first.ptr - batch.bytes.ptr);
        *titles = (vb_titles){.bytes = bytes, .first = vb_str_cut(text, at, at + first.len)};
        for (size_t i = 0; i < batch.n; i++)
            if (batch.records[i].byte == bytes)
                titles->lines = batch.records[i].line;
    }
    vb_batch_release(&batch);
    return ok;
}

bool vb_titles_find(vb_str text, bool last, char separator, vb_titles *titles)
{
    static const char any[] = ",;\t|";
    bool ok = true, plain = false;
    *titles = (vb_titles){.first = VB_LITERAL("")};
    if (text.len > LOOK_BYTES) {
        text.len = LOOK_BYTES;
        last = false;
    }
    for (size_t i = 0; ok && any[i] != '\0'; i++)
        if (separator == '\0' || separator == any[i])
            ok = find_by(text, last, any[i], titles, &plain);
    if (plain)
        *titles = (vb_titles){.first = VB_LITERAL("")};
    return ok;
}
