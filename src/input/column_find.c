/* D1 of columns.c, and the messages that list the columns. */
#include "input/column_find.h"

#include "base/str.h"
#include "input/columns.h"
#include "input/names.h"
#include "input/question.h"
#include "match/glob.h"
#include "text/utf8.h"

#include <strings.h>

enum { NAME_CHARACTERS = 60 };

/* A name in quotes on one line, cut at `most` characters. */
static void add_name(vb_buffer *b, vb_str name, size_t most)
{
    name = vb_str_trim(name);
    vb_buffer_add_char(b, '"');
    size_t characters = 0;
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        bool begins = (c & 0xC0) != 0x80;
        if (begins && characters++ == most) {
            vb_buffer_add_text(b, "...");
            break;
        }
        if (c == 0xC2 && i + 1 < name.len && (unsigned char)name.ptr[i + 1] < 0xA0) {
            i++; /* a C1 control character */
            c = ' ';
        }
        vb_buffer_add_char(b, c < ' ' || c == 0x7F ? ' ' : (char)c);
    }
    vb_buffer_add_char(b, '"');
}

void vb_column_quote(vb_buffer *b, vb_str name)
{
    add_name(b, name, NAME_CHARACTERS);
}

/* Add as many of the numbered columns as go into `room` bytes, with their names cut; their number. */
static size_t add_list(const vb_records *records, size_t most, size_t room, vb_buffer *b)
{
    size_t n, beg = b->len;
    const vb_str *names = vb_records_header(records, &n);
    for (size_t i = 0; i < n; i++) {
        size_t before = b->len;
        vb_buffer_printf(b, "\n  %zu  ", i + 1);
        add_name(b, names[i], most);
        if (b->len - beg > room) {
            b->len = before;
            return i;
        }
    }
    return n;
}

/* With many columns their names are cut shorter, then columns are left out. */
vb_status vb_column_fail(const vb_records *records, vb_status code, vb_buffer *message, vb_error *err)
{
    static const size_t widths[] = {NAME_CHARACTERS, 40, 25, 12};
    size_t n, listed = 0, beg = message->len;
    (void)vb_records_header(records, &n);
    size_t room = sizeof err->text - sizeof "\n  and 18446744073709551615 more";
    room = beg < room ? room - beg : 0;
    for (size_t i = 0; i < sizeof widths / sizeof *widths && listed < n && !message->failed; i++) {
        message->len = beg;
        listed = add_list(records, widths[i], room, message);
    }
    if (listed < n)
        vb_buffer_printf(message, "\n  and %zu more", n - listed);
    vb_str text = vb_buffer_str(message);
    vb_status status = message->failed
                           ? vb_fail_memory(err)
                           : vb_fail_at(err, code, vb_records_name(records), 0, 0, "%.*s", (int)text.len, text.ptr);
    vb_buffer_release(message);
    return status;
}

/* The first column whose key holds `part`; VB_NO_COLUMN: none. */
static size_t find_part(const vb_records *records, vb_str part, vb_buffer *key)
{
    size_t n;
    const vb_str *names = vb_records_header(records, &n);
    for (size_t i = 0; i < n && part.len >= 3; i++) {
        vb_buffer_clear(key);
        if (vb_name_key(names[i], key) && memmem(key->ptr, key->len, part.ptr, part.len) != NULL)
            return i;
    }
    return VB_NO_COLUMN;
}

/* The column whose key is nearest to `wanted`, or holds it. */
static size_t find_nearest(const vb_records *records, vb_str wanted)
{
    size_t n, best = VB_NO_COLUMN, limit = wanted.len < 6 ? 1 : wanted.len / 3;
    const vb_str *names = vb_records_header(records, &n);
    vb_buffer key = {0};
    for (size_t i = 0; i < n; i++) {
        vb_buffer_clear(&key);
        if (!vb_name_key(names[i], &key))
            continue;
        size_t distance = vb_str_distance(wanted, vb_buffer_str(&key), limit);
        if (distance < limit || (distance == limit && best == VB_NO_COLUMN)) {
            best = i;
            limit = distance;
        }
    }
    if (best == VB_NO_COLUMN)
        best = find_part(records, wanted, &key);
    vb_buffer_release(&key);
    return best;
}

static vb_status fail_unknown(const vb_records *records, vb_str wanted, vb_str key, vb_error *err)
{
    size_t n, near = find_nearest(records, key);
    const vb_str *names = vb_records_header(records, &n);
    vb_buffer message = {0};
    vb_buffer_add_text(&message, "no column ");
    vb_column_quote(&message, wanted);
    if (near != VB_NO_COLUMN) {
        vb_buffer_add_text(&message, "; did you mean ");
        vb_column_quote(&message, names[near]);
        vb_buffer_add_char(&message, '?');
    }
    vb_buffer_add_text(&message, near == VB_NO_COLUMN ? "; the columns are" : "  The columns are");
    return vb_column_fail(records, VB_ERROR_USAGE, &message, err);
}

static vb_status fail_ambiguous(const vb_records *records, const size_t found[2], vb_error *err)
{
    size_t n;
    const vb_str *names = vb_records_header(records, &n);
    vb_buffer message = {0};
    vb_buffer_printf(&message, "columns %zu and %zu are both called ", found[0] + 1, found[1] + 1);
    vb_column_quote(&message, names[found[0]]);
    vb_buffer_add_text(&message, ": give the number instead of the name");
    return vb_column_fail(records, VB_ERROR_USAGE, &message, err);
}

/* A column's number, from 1; 0 if `text` is none. */
static size_t number_of(vb_str text, size_t n)
{
    size_t number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || number > n)
            return 0;
        number = number * 10 + (size_t)(text.ptr[i] - '0');
    }
    return number <= n ? number : 0;
}

/* The first two of `texts` that are exactly `name`; their number, at most 2. */
static size_t find_exact(const vb_str *texts, size_t n, vb_str name, size_t found[2])
{
    size_t n_found = 0;
    for (size_t i = 0; i < n && n_found < 2; i++)
        if (vb_str_equal(texts[i], name))
            found[n_found++] = i;
    return n_found;
}

/* The same by key.  False when memory is out. */
static bool find_key(const vb_str *texts, size_t n, vb_str wanted, size_t found[2], size_t *n_found)
{
    vb_buffer key = {0};
    bool ok = true;
    *n_found = 0;
    for (size_t i = 0; i < n && *n_found < 2 && ok; i++) {
        vb_buffer_clear(&key);
        ok = vb_name_key(texts[i], &key);
        if (ok && vb_str_equal(vb_buffer_str(&key), wanted))
            found[(*n_found)++] = i;
    }
    vb_buffer_release(&key);
    return ok;
}

/* By name, then by label. */
static bool find_named(const vb_records *records, vb_str wanted, vb_str key, size_t found[2], size_t *n_found)
{
    size_t n;
    const vb_str *texts[2] = {vb_records_header(records, &n), vb_records_labels(records)};
    *n_found = 0;
    for (size_t i = 0; i < 2 && texts[i] != NULL && *n_found == 0; i++) {
        *n_found = find_exact(texts[i], n, wanted, found);
        if (*n_found == 0 && key.len > 0 && !find_key(texts[i], n, key, found, n_found))
            return false;
    }
    return true;
}

vb_status vb_column_find(const vb_records *records, vb_str wanted, size_t *column, vb_error *err)
{
    vb_status status = VB_OK;
    vb_buffer key = {0};
    size_t n, found[2], n_found = 0;
    (void)vb_records_header(records, &n);
    if (!vb_name_key(wanted, &key) || !find_named(records, wanted, vb_buffer_str(&key), found, &n_found)) {
        status = vb_fail_memory(err);
        goto done;
    }
    if (n_found == 0 && number_of(wanted, n) > 0) {
        found[0] = number_of(wanted, n) - 1;
        n_found = 1;
    }
    if (n_found == 0)
        status = fail_unknown(records, wanted, vb_buffer_str(&key), err);
    else if (n_found > 1)
        status = fail_ambiguous(records, found, err);
    else
        *column = found[0];
done:
    vb_buffer_release(&key);
    return status;
}

bool vb_column_exists(const vb_records *records, vb_str name)
{
    size_t n, found[2];
    const vb_str *names = vb_records_header(records, &n), *labels = vb_records_labels(records);
    return find_exact(names, n, name, found) > 0 || (labels != NULL && find_exact(labels, n, name, found) > 0);
}

vb_status vb_columns_match(const vb_records *records, vb_str wanted, vb_arena *arena, const size_t **columns,
                           size_t *n, vb_error *err)
{
    size_t n_header;
    const vb_str *texts[2] = {vb_records_header(records, &n_header), vb_records_labels(records)};
    size_t *list = vb_arena_alloc(arena, (n_header + 1) * sizeof *list);
    vb_buffer key = {0}, name = {0};
    vb_status status = list == NULL || !vb_name_key(wanted, &key) ? vb_fail_memory(err) : VB_OK;
    bool companions = wanted.len >= 4 && strncasecmp(wanted.ptr + wanted.len - 4, "text", 4) == 0;
    *n = 0;
    for (size_t t = 0; t < 4 && *n == 0 && status == VB_OK; t++) { /* names, their keys, labels, their keys */
        for (size_t i = 0; i < n_header && texts[t / 2] != NULL && status == VB_OK; i++) {
            vb_str text = texts[t / 2][i];
            vb_buffer_clear(&name);
            if (t % 2 == 1 && !vb_name_key(text, &name))
                status = vb_fail_memory(err);
            else if (vb_utf8_valid(text, NULL) && (companions || vb_question_of_text(text).len == 0) &&
                     (t % 2 == 1 ? vb_glob_fits(vb_buffer_str(&key), vb_buffer_str(&name))
                                 : vb_glob_fits(wanted, text)))
                list[(*n)++] = i;
        }
    }
    if (status == VB_OK && *n == 0)
        status = fail_unknown(records, wanted, vb_buffer_str(&key), err);
    *columns = list;
    vb_buffer_release(&key);
    vb_buffer_release(&name);
    return status;
}
