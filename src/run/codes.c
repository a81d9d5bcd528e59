#include "run/codes.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"
#include "input/column_find.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdlib.h>

enum { MOST_CACHED = 1 << 16 }; /* codes as written, remembered before starting again */

struct vb_code_value {
    vb_str key;   /* folded, blanks around `/` taken off */
    vb_str label; /* of those that were written for it the first in the order of bytes: "Buy-in" before "buy-in" */
};

static const char *const separators[] = {";", "|", ","};

/* C1. */
static vb_str find_separator(const vb_batch *sample, size_t column)
{
    for (size_t s = 0; s < sizeof separators / sizeof *separators; s++)
        for (size_t i = 0; i < sample->n; i++) {
            vb_str cell = sample->records[i].cells[column];
            if (cell.len > 0 && memchr(cell.ptr, separators[s][0], cell.len) != NULL)
                return vb_str_of(separators[s]);
        }
    return vb_str_of(separators[0]);
}

vb_status vb_codebook_open_bare(vb_codebook *book, vb_error *err)
{
    *book = (vb_codebook){.column = VB_NO_COLUMN, .primary = VB_NO_COLUMN};
    book->has_lock = pthread_mutex_init(&book->lock, NULL) == 0;
    return book->has_lock ? VB_OK : vb_fail_memory(err);
}

vb_str vb_codebook_label(const vb_codebook *book, size_t number)
{
    return book->items[number].label;
}

vb_status vb_codebook_open(vb_codebook *book, const vb_job *job, const vb_records *records, const vb_batch *sample,
                           vb_error *err)
{
    vb_status status = vb_codebook_open_bare(book, err);
    if (status != VB_OK)
        return status;
    status = vb_column_find(records, vb_str_of(job->codes), &book->column, err);
    if (status == VB_OK && job->primary != NULL)
        status = vb_column_find(records, vb_str_of(job->primary), &book->primary, err);
    if (status != VB_OK)
        return status;
    book->separator = job->codes_separator != NULL ? vb_str_of(job->codes_separator)
                                                   : find_separator(sample, book->column);
    return VB_OK;
}

void vb_codebook_release(vb_codebook *book)
{
    if (book->has_lock)
        pthread_mutex_destroy(&book->lock);
    vb_map_release(&book->known);
    free(book->items);
    vb_arena_release(&book->arena);
    *book = (vb_codebook){0};
}

void vb_code_reader_release(vb_code_reader *reader)
{
    vb_map_release(&reader->known);
    vb_arena_release(&reader->arena);
    vb_buffer_release(&reader->folded);
    free(reader->codes);
    *reader = (vb_code_reader){0};
}

/* ---- Reading ---- */

/* Add `code` folded, each part between slashes trimmed. */
static bool fold_code(vb_str code, vb_buffer *out)
{
    for (size_t beg = 0, end; beg <= code.len; beg = end + 1) {
        const char *slash = beg < code.len ? memchr(code.ptr + beg, '/', code.len - beg) : NULL;
        end = slash == NULL ? code.len : (size_t)(slash - code.ptr);
        if (beg > 0)
            vb_buffer_add_char(out, '/');
        if (!vb_fold(vb_str_trim(vb_str_cut(code, beg, end)), VB_FOLD_CASE, out))
            return false;
    }
    return !out->failed;
}

/* The number of a code in the codebook.  VB_MAP_NONE: there are too many; false when memory is out. */
static bool share(vb_codebook *book, vb_str key, vb_str label, size_t *number)
{
    *number = vb_map_find(&book->known, key);
    if (*number != VB_MAP_NONE) {
        vb_code_value *item = &book->items[*number];
        if (vb_str_compare(label, item->label) >= 0)
            return true;
        item->label = vb_arena_copy(&book->arena, label);
        return item->label.ptr != NULL;
    }
    if (book->n == VB_CODES_MOST)
        return true;
    vb_code_value item = {vb_arena_copy(&book->arena, key), vb_arena_copy(&book->arena, label)};
    if (item.key.ptr == NULL || item.label.ptr == NULL || !VB_PUSH_ROOM(book->items, book->n, book->cap) ||
        !vb_map_set(&book->known, item.key, book->n))
        return false;
    *number = book->n;
    book->items[book->n++] = item;
    return true;
}

static vb_status find_number(vb_code_reader *r, vb_str code, size_t *number, vb_error *err)
{
    *number = vb_map_find(&r->known, code);
    if (*number != VB_MAP_NONE)
        return VB_OK;
    vb_buffer_clear(&r->folded);
    if (!fold_code(code, &r->folded))
        return vb_fail_memory(err);
    pthread_mutex_lock(&r->book->lock);
    bool ok = share(r->book, vb_buffer_str(&r->folded), code, number);
    pthread_mutex_unlock(&r->book->lock);
    if (ok && *number == VB_MAP_NONE)
        return vb_fail(err, VB_ERROR_INPUT,
                       "the column of codes has more than %d different ones: is it the right column, and is `%.*s` what "
                       "stands between them? (--codes-separator)",
                       VB_CODES_MOST, VB_ARG(r->book->separator));
    if (r->known.n >= MOST_CACHED) {
        vb_map_release(&r->known);
        vb_arena_clear(&r->arena);
    }
    vb_str kept = vb_arena_copy(&r->arena, code);
    return ok && kept.ptr != NULL && vb_map_set(&r->known, kept, *number) ? VB_OK : vb_fail_memory(err);
}

vb_status vb_codebook_number(vb_codebook *book, vb_str code, size_t *number, vb_error *err)
{
    vb_code_reader reader = {.book = book};
    vb_status status = find_number(&reader, code, number, err);
    vb_code_reader_release(&reader);
    return status;
}

/* Put a number among the codes, in its place. */
static bool add_number(vb_code_reader *r, size_t number)
{
    size_t at = r->n_codes;
    while (at > 0 && r->codes[at - 1] > number)
        at--;
    if (at > 0 && r->codes[at - 1] == number)
        return true;
    if (!VB_PUSH_ROOM(r->codes, r->n_codes, r->cap_codes))
        return false;
    memmove(&r->codes[at + 1], &r->codes[at], (r->n_codes++ - at) * sizeof *r->codes);
    r->codes[at] = number;
    return true;
}

/* Read the codes of a cell; the first is the primary if there is none yet. */
static vb_status read_cell(vb_code_reader *r, vb_str cell, vb_error *err)
{
    vb_str separator = r->book->separator;
    if (!vb_utf8_valid(cell, NULL))
        return VB_OK;
    while (cell.len > 0) {
        const char *end = memmem(cell.ptr, cell.len, separator.ptr, separator.len);
        size_t len = end == NULL ? cell.len : (size_t)(end - cell.ptr);
        vb_str code = vb_str_trim(vb_str_cut(cell, 0, len));
        cell = vb_str_cut(cell, end == NULL ? len : len + separator.len, cell.len);
        size_t number;
        if (code.len == 0)
            continue;
        vb_status status = find_number(r, code, &number, err);
        if (status != VB_OK)
            return status;
        if (!add_number(r, number))
            return vb_fail_memory(err);
        if (r->primary == VB_NO_CATEGORY)
            r->primary = number;
    }
    return VB_OK;
}

vb_status vb_code_reader_read(vb_code_reader *r, const vb_record *record, vb_error *err)
{
    r->n_codes = 0;
    r->primary = VB_NO_CATEGORY;
    vb_status status = VB_OK;
    if (r->book->primary != VB_NO_COLUMN)
        status = read_cell(r, record->cells[r->book->primary], err);
    return status == VB_OK ? read_cell(r, record->cells[r->book->column], err) : status;
}

/* ---- Whose codes they are ---- */

static bool is_no_code(vb_str key)
{
    static const char *const words[] = {"none", "uncoded", "(uncoded)", "no code", "-", "n/a"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vb_str_equal(key, vb_str_of(words[i])))
            return true;
    return false;
}

static bool folds_to(vb_str text, vb_str key, bool *same)
{
    vb_buffer folded = {0};
    bool ok = vb_fold(text, VB_FOLD_CASE, &folded);
    *same = ok && vb_str_equal(vb_buffer_str(&folded), key);
    vb_buffer_release(&folded);
    return ok;
}

/* C2: by its path, else by its name, else by its label.  False when memory is out. */
static bool find_category(const vb_lexicon *lexicon, vb_str key, size_t *category)
{
    *category = vb_lexicon_category(lexicon, key);
    for (int by = 0; by < 2 && *category == VB_NO_CATEGORY; by++)
        for (size_t c = 0; c < lexicon->n_categories && *category == VB_NO_CATEGORY; c++) {
            bool same;
            vb_str text = by == 0 ? lexicon->categories[c].name : lexicon->categories[c].label;
            if (!folds_to(text, key, &same))
                return false;
            *category = same ? c : VB_NO_CATEGORY;
        }
    return true;
}

/* The categories of the codes in `lexicon`; *unknown is the first code, by its bytes, that it does not know, if any. */
static bool find_categories(const vb_codebook *book, const vb_lexicon *lexicon, size_t *to, vb_str *unknown)
{
    *unknown = (vb_str){NULL, 0};
    for (size_t i = 0; i < book->n; i++) {
        if (!find_category(lexicon, book->items[i].key, &to[i]))
            return false;
        if (to[i] != VB_NO_CATEGORY || is_no_code(book->items[i].key))
            continue;
        if (unknown->ptr == NULL || vb_str_compare(book->items[i].label, *unknown) < 0)
            *unknown = book->items[i].label;
    }
    return true;
}

static int compare_values(const void *a, const void *b)
{
    return vb_str_compare(((const vb_code_value *)a)->key, ((const vb_code_value *)b)->key);
}

static vb_str last_part(vb_str path)
{
    const char *slash = memrchr(path.ptr, '/', path.len);
    return slash == NULL ? path : vb_str_trim(vb_str_cut(path, (size_t)(slash - path.ptr) + 1, path.len));
}

/* All codes and those above them, a parent before its children: the order of the paths. */
static vb_code_value *list_values(const vb_codebook *book, vb_arena *arena, size_t *n)
{
    size_t most = 0;
    for (size_t i = 0; i < book->n; i++)
        for (size_t k = 0; k <= book->items[i].key.len; k++)
            most += k == book->items[i].key.len || book->items[i].key.ptr[k] == '/';
    vb_code_value *list = vb_arena_alloc(arena, (most + 1) * sizeof *list);
    size_t found = 0;
    for (size_t i = 0; list != NULL && i < book->n; i++) {
        vb_str key = book->items[i].key;
        if (!is_no_code(key))
            list[found++] = book->items[i];
        for (size_t k = 0; k < key.len && !is_no_code(key); k++)
            if (key.ptr[k] == '/' && vb_map_find(&book->known, vb_str_cut(key, 0, k)) == VB_MAP_NONE)
                list[found++] = (vb_code_value){vb_str_cut(key, 0, k), vb_str_cut(key, 0, k)};
    }
    *n = 0;
    if (list == NULL || found == 0)
        return list;
    qsort(list, found, sizeof *list, compare_values);
    for (size_t i = 0; i < found; i++)
        if (*n == 0 || !vb_str_equal(list[*n - 1].key, list[i].key))
            list[(*n)++] = list[i];
    return list;
}

static size_t parent_of(const vb_lexicon *lexicon, vb_str path)
{
    const char *slash = memrchr(path.ptr, '/', path.len);
    return slash == NULL ? VB_NO_CATEGORY
                         : vb_lexicon_category(lexicon, vb_str_cut(path, 0, (size_t)(slash - path.ptr)));
}

/* C3. */
static vb_lexicon *make_lexicon(const vb_codebook *book)
{
    vb_lexicon *lexicon = calloc(1, sizeof *lexicon);
    size_t n;
    vb_code_value *values = lexicon == NULL ? NULL : list_values(book, &lexicon->arena, &n);
    if (values != NULL)
        lexicon->categories = vb_arena_alloc(&lexicon->arena, (n + 1) * sizeof *lexicon->categories);
    if (values == NULL || lexicon->categories == NULL) {
        vb_lexicon_free(lexicon);
        return NULL;
    }
    lexicon->name = VB_LITERAL("codes");
    lexicon->version = VB_LITERAL("");
    for (size_t i = 0; i < n; i++) {
        vb_category *c = &lexicon->categories[i];
        c->path = vb_arena_copy(&lexicon->arena, values[i].key);
        c->label = vb_arena_copy(&lexicon->arena, last_part(values[i].label));
        if (c->path.ptr == NULL || c->label.ptr == NULL) {
            vb_lexicon_free(lexicon);
            return NULL;
        }
        c->name = last_part(c->path);
        c->parent = parent_of(lexicon, c->path);
        c->level = c->parent == VB_NO_CATEGORY ? 1 : lexicon->categories[c->parent].level + 1;
        lexicon->n_categories++;
    }
    return lexicon;
}

const vb_lexicon *vb_codebook_settle(vb_codebook *book, const vb_lexicon *known, const vb_tally *tally,
                                     vb_tally *recoded, vb_lexicon **own, vb_str *unknown)
{
    size_t *to = book->to = vb_arena_alloc(&book->arena, (book->n + 1) * sizeof *to);
    const vb_lexicon *lexicon = known;
    vb_str none;
    *own = NULL;
    bool ok = to != NULL && find_categories(book, known, to, unknown);
    if (ok && unknown->ptr != NULL) {
        lexicon = *own = make_lexicon(book);
        ok = lexicon != NULL && find_categories(book, lexicon, to, &none);
    }
    ok = ok && vb_tally_merge_recoded(recoded, tally, to);
    if (ok)
        return lexicon;
    vb_lexicon_free(*own);
    *own = NULL;
    return NULL;
}
