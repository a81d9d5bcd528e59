/* LIWC dictionaries (.dic): between two lines of `%` the categories, a number and a name each, below them the
 * entries, a word and the numbers of its categories.  LIWC 2015 shows by leading tabs which category is below which.
 */
#include "base/grow.h"
#include "base/str.h"
#include "convert/readers.h"

#include <stdlib.h>

typedef struct {
    unsigned long id;
    size_t category, depth;
} numbered;

typedef struct {
    vb_dictionary *d;
    numbered *ids;
    size_t n, cap;
    size_t line;
    vb_str text; /* of the line at hand */
} reader;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static bool is_digits(vb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0 && s.len < 10;
}

/* 01 and 1 are the same. */
static unsigned long number_of(vb_str digits)
{
    unsigned long number = 0;
    for (size_t i = 0; i < digits.len; i++)
        number = 10 * number + (unsigned long)(digits.ptr[i] - '0');
    return number;
}

static const numbered *find(const reader *r, unsigned long id)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->ids[i].id == id)
            return &r->ids[i];
    return NULL;
}

static vb_spot spot(const reader *r, const char *at)
{
    return (vb_spot){r->d->file, r->line, vb_line_column(r->text, (size_t)(at - r->text.ptr))};
}

/* "pronoun (Pronouns)": a name and what it is called. */
static void split_label(vb_str *name, vb_str *label)
{
    size_t open = 0;
    while (open < name->len && !is_blank(name->ptr[open]))
        open++;
    vb_str rest = vb_str_trim(vb_str_cut(*name, open, name->len));
    if (rest.len < 3 || rest.ptr[0] != '(' || rest.ptr[rest.len - 1] != ')')
        return;
    *label = vb_str_trim(vb_str_cut(rest, 1, rest.len - 1));
    name->len = open;
}

/* A line of the header: tabs, a number, a name. */
static bool read_category(reader *r)
{
    size_t depth = 0, at = 0, end;
    for (; at < r->text.len && is_blank(r->text.ptr[at]); at++)
        depth += r->text.ptr[at] == '\t';
    for (end = at; end < r->text.len && r->text.ptr[end] >= '0' && r->text.ptr[end] <= '9';)
        end++;
    vb_str digits = vb_str_cut(r->text, at, end);
    vb_str name = vb_str_trim(vb_str_cut(r->text, end, r->text.len)), label = {NULL, 0};
    if (!is_digits(digits) || name.len == 0) {
        vb_dictionary_lose(r->d, VB_LEFT_OUT, spot(r, r->text.ptr + at),
                           "`%.*s` is no category: write its number and its name", VB_ARG(vb_str_trim(r->text)));
        return true;
    }
    const numbered *known = find(r, number_of(digits));
    if (known != NULL) {
        vb_str first = r->d->categories[known->category].name;
        vb_dictionary_lose(r->d, VB_LEFT_OUT, spot(r, digits.ptr),
                           "number %.*s is `%.*s` already, so `%.*s` is left out", VB_ARG(digits), VB_ARG(first),
                           VB_ARG(name));
        return true;
    }
    size_t parent = VB_NO_CATEGORY;
    for (size_t i = r->n; i-- > 0 && parent == VB_NO_CATEGORY;)
        if (r->ids[i].depth < depth)
            parent = r->ids[i].category;
    split_label(&name, &label);
    size_t category = vb_dictionary_category_add(r->d, parent, name, spot(r, digits.ptr));
    if (r->d->failed || !VB_PUSH_ROOM(r->ids, r->n, r->cap))
        return false;
    if (label.len > 0)
        r->d->categories[category].label = vb_dictionary_keep(r->d, label);
    r->ids[r->n++] = (numbered){number_of(digits), category, depth};
    return true;
}

/* The end of the field that begins at `at`; one in parentheses goes on to the next blank behind them. */
static size_t field_end(vb_str line, size_t at)
{
    if (line.ptr[at] == '(') {
        const char *close = memchr(line.ptr + at, ')', line.len - at);
        at = close == NULL ? at : (size_t)(close - line.ptr);
    }
    while (at < line.len && !is_blank(line.ptr[at]))
        at++;
    return at;
}

static size_t skip_blanks(vb_str line, size_t at)
{
    while (at < line.len && is_blank(line.ptr[at]))
        at++;
    return at;
}

/* Where the entry ends: before the first tab, or else before the first field that is a number or a condition.  A
 * number before the tab that a category has is that category. */
static size_t entry_end(const reader *r, size_t beg)
{
    vb_str line = r->text;
    size_t end = field_end(line, beg);
    const char *tab = memchr(line.ptr + beg, '\t', line.len - beg);
    size_t limit = tab == NULL ? line.len : (size_t)(tab - line.ptr);
    if (line.ptr[beg] == '(') /* (: is a word */
        for (end = beg; end < line.len && !is_blank(line.ptr[end]);)
            end++;
    for (size_t at = skip_blanks(line, end); at < limit; at = skip_blanks(line, field_end(line, at))) {
        vb_str field = vb_str_cut(line, at, field_end(line, at));
        bool number = is_digits(field) && (tab == NULL || find(r, number_of(field)) != NULL);
        if (number || field.ptr[0] == '<' || field.ptr[0] == '(')
            break;
        end = at + field.len;
    }
    return end;
}

/* One field behind an entry.  True if it is the number of a category that there is. */
static bool read_membership(reader *r, vb_str entry, vb_str field)
{
    const numbered *found = is_digits(field) ? find(r, number_of(field)) : NULL;
    if (found != NULL) {
        (void)vb_dictionary_phrase_add(r->d, found->category, entry, "", "*", spot(r, entry.ptr));
        return true;
    }
    if (is_digits(field))
        vb_dictionary_lose(r->d, VB_NOTED, spot(r, field.ptr), "`%.*s` has category %.*s, which there is not",
                           VB_ARG(entry), VB_ARG(field));
    else
        vb_dictionary_lose(r->d, VB_LEFT_OUT, spot(r, field.ptr),
                           "`%.*s` has the condition `%.*s`, which terms have no word for", VB_ARG(entry),
                           VB_ARG(field));
    return false;
}

static void read_entry(reader *r)
{
    size_t beg = skip_blanks(r->text, 0), found = 0;
    if (beg == r->text.len)
        return;
    size_t end = entry_end(r, beg);
    vb_str entry = vb_str_cut(r->text, beg, end);
    for (size_t at = skip_blanks(r->text, end); at < r->text.len; at = skip_blanks(r->text, end)) {
        end = field_end(r->text, at);
        found += read_membership(r, entry, vb_str_cut(r->text, at, end));
    }
    if (found == 0)
        vb_dictionary_lose(r->d, VB_LEFT_OUT, spot(r, entry.ptr), "`%.*s` is in no category", VB_ARG(entry));
}

bool vb_read_liwc(vb_dictionary *d, vb_str text, vb_error *err)
{
    reader r = {.d = d};
    size_t marks = 0;
    bool fine = true;
    vb_dictionary_count_words(d);
    for (; fine && vb_line_next(&text, &r.text);) {
        r.line++;
        if (marks < 2 && vb_str_equal(vb_str_trim(r.text), VB_LITERAL("%")))
            marks++;
        else if (marks == 1 && vb_str_trim(r.text).len > 0)
            fine = read_category(&r);
        else if (marks == 2)
            read_entry(&r);
        else if (vb_str_trim(r.text).len > 0) {
            (void)vb_fail_at(err, VB_ERROR_INPUT, d->file, r.line, 1,
                             "no LIWC dictionary: it begins with `%%`, its categories and another `%%`");
            fine = false;
        }
    }
    if (fine && marks < 2) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, d->file, r.line, 1,
                         "the categories do not end: a line `%%` stands behind the last of them");
        fine = false;
    }
    free(r.ids);
    d->failed = d->failed || (!fine && (err == NULL || err->code == VB_OK));
    return fine;
}
