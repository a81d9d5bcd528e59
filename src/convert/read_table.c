/* Tables: LIWC-22's .dicx (an entry a row, a category a column, what is not empty belongs) and CSV (category, term,
 * and where there is one weight).  Levels of a category are parted by `/`. */
#include "base/str.h"
#include "convert/readers.h"
#include "input/csv.h"

#include <strings.h>

enum { MOST_COLUMNS = 4096 };

typedef struct {
    vb_dictionary *d;
    vb_batch batch;
    char separator;
} table;

/* The mark that the first line has most of: comma, semicolon or tab. */
static char find_separator(vb_str text, size_t *columns)
{
    static const char marks[] = {',', ';', '\t'};
    size_t n[sizeof marks] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len && (quoted || (text.ptr[i] != '\n' && text.ptr[i] != '\r')); i++) {
        quoted = quoted != (text.ptr[i] == '"');
        for (size_t k = 0; k < sizeof marks && !quoted; k++)
            n[k] += text.ptr[i] == marks[k];
    }
    for (size_t k = 1; k < sizeof marks; k++)
        best = n[k] > n[best] ? k : best;
    *columns = n[best] + 1;
    return marks[best];
}

static bool read_rows(table *t, vb_str text, vb_error *err)
{
    size_t columns;
    vb_place place = {.row = 1, .line = 1};
    while (text.len > 0 && (text.ptr[0] == '\n' || text.ptr[0] == '\r')) {
        place.line += text.ptr[0] == '\n' || text.len == 1 || text.ptr[1] != '\n';
        text = vb_str_cut(text, 1, text.len);
    }
    t->separator = find_separator(text, &columns);
    if (columns > MOST_COLUMNS) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, t->d->file, place.line, 1, "more than %d columns", MOST_COLUMNS);
        return false;
    }
    vb_csv csv = {.separator = t->separator, .line_end = VB_CSV_MIXED, .columns = columns};
    vb_buffer_add_str(&t->batch.bytes, text);
    if (t->batch.bytes.failed || !vb_csv_cut(&csv, true, SIZE_MAX, &t->batch, &place)) {
        (void)vb_fail_memory(err);
        return false;
    }
    if (place.quote_line > 0) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, t->d->file, place.quote_line, 0,
                         "a quote opens here that never closes");
        return false;
    }
    return true;
}

/* Where the k-th cell of a record begins. */
static vb_spot spot_of(const table *t, const vb_record *record, size_t k)
{
    size_t at = 0, line = record->line, begin = 0;
    bool quoted = false;
    for (; at < record->raw.len && k > 0; at++) {
        char c = record->raw.ptr[at];
        quoted = quoted != (c == '"');
        k -= !quoted && c == t->separator;
        if (c == '\n') {
            line++;
            begin = at + 1;
        }
    }
    return (vb_spot){t->d->file, line, vb_line_column(vb_str_cut(record->raw, begin, record->raw.len), at - begin)};
}

/* ---- .dicx ---- */

static bool is_zero(vb_str cell)
{
    return vb_str_equal(cell, VB_LITERAL("0"));
}

static void add_dicx_row(table *t, const vb_record *row, const size_t *categories, size_t n)
{
    vb_str entry = vb_str_trim(row->cells[0]);
    vb_spot spot = spot_of(t, row, 0);
    size_t found = 0;
    if (row->n_found > n)
        vb_dictionary_lose(t->d, VB_LEFT_OUT, spot_of(t, row, n),
                           "the row of `%.*s` has more cells than there are columns", VB_ARG(entry));
    for (size_t k = 1; k < n && entry.len > 0; k++) {
        vb_str cell = vb_str_trim(row->cells[k]);
        if (cell.len == 0 || is_zero(cell) || categories[k] == VB_NO_CATEGORY)
            continue;
        found++;
        vb_dictionary_entry *added = vb_dictionary_phrase_add(t->d, categories[k], entry, "", "*", spot);
        if (!vb_str_equal(cell, VB_LITERAL("X")) && !vb_str_equal(cell, VB_LITERAL("x")))
            vb_dictionary_weigh(t->d, added, cell);
    }
    if (entry.len > 0 && found == 0)
        vb_dictionary_lose(t->d, VB_LEFT_OUT, spot, "`%.*s` is in no category", VB_ARG(entry));
}

bool vb_read_dicx(vb_dictionary *d, vb_str text, vb_error *err)
{
    table t = {.d = d};
    bool fine = read_rows(&t, text, err);
    size_t n = fine && t.batch.n > 0 ? t.batch.n_cells / t.batch.n : 0;
    size_t *categories = vb_arena_alloc(&d->arena, (n + 1) * sizeof *categories);
    vb_dictionary_count_words(d);
    if (fine && n < 2) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, d->file, 1, 1,
                         "no LIWC-22 dictionary: its first line is DicTerm and a name for each category");
        fine = false;
    }
    for (size_t k = 1; fine && categories != NULL && k < n; k++) {
        vb_str name = t.batch.records[0].cells[k];
        vb_spot spot = spot_of(&t, &t.batch.records[0], k);
        categories[k] = vb_dictionary_path_add(d, name, spot);
        if (categories[k] == VB_NO_CATEGORY && k + 1 < n)
            vb_dictionary_lose(d, VB_LEFT_OUT, spot, "column %zu has no name, so it is left out", k + 1);
    }
    for (size_t i = 1; fine && categories != NULL && i < t.batch.n && !d->failed; i++)
        add_dicx_row(&t, &t.batch.records[i], categories, n);
    d->failed = d->failed || categories == NULL;
    vb_batch_release(&t.batch);
    return fine;
}

/* ---- CSV ---- */

enum { CATEGORY, TERM, WEIGHT, PARTS };

/* Which columns have what, by the first line; by their order where it names none of them. */
static bool find_columns(const vb_record *first, size_t n, size_t columns[PARTS])
{
    static const char *const names[PARTS][5] = {{"category", "code", "key", "class", NULL},
                                                {"term", "word", "pattern", "entry", NULL},
                                                {"weight", "score", "value", NULL}};
    size_t found = 0;
    for (size_t p = 0; p < PARTS; p++) {
        columns[p] = SIZE_MAX;
        for (size_t k = 0; k < n; k++)
            for (size_t i = 0; names[p][i] != NULL && columns[p] == SIZE_MAX; i++) {
                vb_str cell = vb_str_trim(first->cells[k]);
                if (cell.len == strlen(names[p][i]) && strncasecmp(cell.ptr, names[p][i], cell.len) == 0)
                    columns[p] = k;
            }
        found += columns[p] != SIZE_MAX;
    }
    if (columns[CATEGORY] != SIZE_MAX && columns[TERM] != SIZE_MAX)
        return true;
    for (size_t p = 0; p < PARTS; p++)
        columns[p] = p < n ? p : SIZE_MAX;
    return found > 0;
}

static void add_table_row(table *t, const vb_record *row, const size_t columns[PARTS])
{
    vb_str path = vb_str_trim(row->cells[columns[CATEGORY]]), term = vb_str_trim(row->cells[columns[TERM]]);
    vb_spot spot = spot_of(t, row, columns[TERM]);
    size_t category = vb_dictionary_path_add(t->d, path, spot_of(t, row, columns[CATEGORY]));
    if (category == VB_NO_CATEGORY) {
        if (!t->d->failed)
            vb_dictionary_lose(t->d, VB_LEFT_OUT, spot, "`%.*s` is in no category", VB_ARG(term));
        return;
    }
    if (term.len == 0)
        return; /* a category without a term */
    vb_dictionary_entry *entry = vb_dictionary_entry_add(t->d, category, term, term, spot);
    vb_str weight = columns[WEIGHT] == SIZE_MAX ? VB_LITERAL("") : vb_str_trim(row->cells[columns[WEIGHT]]);
    if (weight.len > 0)
        vb_dictionary_weigh(t->d, entry, weight);
}

bool vb_read_table(vb_dictionary *d, vb_str text, vb_error *err)
{
    table t = {.d = d};
    size_t columns[PARTS];
    bool fine = read_rows(&t, text, err);
    size_t n = fine && t.batch.n > 0 ? t.batch.n_cells / t.batch.n : 0;
    if (fine && n < 2) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, d->file, 1, 1,
                         "no table of terms: it has columns category, term and weight");
        fine = false;
    }
    size_t first = fine ? find_columns(&t.batch.records[0], n, columns) : 0;
    for (size_t i = first; fine && i < t.batch.n && !d->failed; i++)
        add_table_row(&t, &t.batch.records[i], columns);
    vb_batch_release(&t.batch);
    return fine;
}
