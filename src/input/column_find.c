/* D1 of columns.c, and the messages that list the columns. */
#include "input/column_find.h"

#include "base/str.h"
#include "input/columns.h"
#include "input/names.h"

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

/* The first two columns that are called exactly `name`; their number, at most 2. */
static size_t find_exact(const vb_records *records, vb_str name, size_t found[2])
{
    size_t n, n_found = 0;
    const vb_str *names = vb_records_header(records, &n);
    for (size_t i = 0; i < n && n_found < 2; i++)
        if (vb_str_equal(names[i], name))
            found[n_found++] = i;
    return n_found;
}

/* The same by key.  False when memory is out. */
static bool find_key(const vb_records *records, vb_str wanted, size_t found[2], size_t *n_found)
{
    size_t n;
    const vb_str *names = vb_records_header(records, &n);
    vb_buffer key = {0};
    bool ok = true;
    *n_found = 0;
    for (size_t i = 0; i < n && *n_found < 2 && ok; i++) {
        vb_buffer_clear(&key);
        ok = vb_name_key(names[i], &key);
        if (ok && vb_str_equal(vb_buffer_str(&key), wanted))
            found[(*n_found)++] = i;
    }
    vb_buffer_release(&key);
    return ok;
}

vb_status vb_column_find(const vb_records *records, vb_str wanted, size_t *column, vb_error *err)
{
    vb_status status = VB_OK;
    vb_buffer key = {0};
    size_t n, found[2], n_found = find_exact(records, wanted, found);
    (void)vb_records_header(records, &n);
    if (n_found == 0 && (!vb_name_key(wanted, &key) || !find_key(records, vb_buffer_str(&key), found, &n_found))) {
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
    size_t found[2];
    return find_exact(records, name, found) > 0;
}
