/* A JSON object: categories with regular expressions, one or a list, or further categories below. */
#include "base/str.h"
#include "convert/readers.h"
#include "input/json_check.h"
#include "input/jsonl_text.h"

typedef struct {
    vb_dictionary *d;
    vb_str text;
    const char *at; /* up to here `line` has been counted */
    const char *line_begin;
    size_t line;
    vb_buffer value; /* scratch */
} reader;

/* The place of a byte that lies behind the last one asked for. */
static vb_spot spot_of(reader *r, const char *at)
{
    for (; r->at < at; r->at++)
        if (*r->at == '\n') {
            r->line++;
            r->line_begin = r->at + 1;
        }
    vb_str line = {r->line_begin, (size_t)(at - r->line_begin)};
    return (vb_spot){r->d->file, r->line, vb_line_column(line, line.len)};
}

static void read_value(reader *r, vb_str value, size_t category, size_t depth);

static void read_object(reader *r, vb_str object, size_t parent, size_t depth)
{
    vb_json_walk walk = vb_json_enter(object);
    for (vb_str key, value; vb_json_member(&walk, &key, &value) && !r->d->failed;) {
        vb_spot spot = spot_of(r, key.ptr);
        vb_buffer_clear(&r->value);
        vb_json_unquote(key, &r->value);
        vb_str name = vb_str_trim(vb_buffer_str(&r->value));
        if (name.len == 0)
            vb_dictionary_lose(r->d, VB_LEFT_OUT, spot, "a category without a name");
        else
            read_value(r, value, vb_dictionary_category_add(r->d, parent, name, spot), depth + 1);
    }
}

static void read_value(reader *r, vb_str value, size_t category, size_t depth)
{
    enum { DEEPEST = 32 };
    vb_spot spot = spot_of(r, value.ptr);
    vb_buffer term = {0};
    if (depth > DEEPEST) {
        vb_dictionary_lose(r->d, VB_LEFT_OUT, spot, "more than %d levels", DEEPEST);
    } else if (value.ptr[0] == '{') {
        read_object(r, value, category, depth);
    } else if (value.ptr[0] == '[') {
        vb_json_walk walk = vb_json_enter(value);
        for (vb_str item; vb_json_item(&walk, &item) && !r->d->failed;)
            read_value(r, item, category, depth + 1);
    } else if (value.ptr[0] == '"') {
        vb_buffer_clear(&r->value);
        vb_json_unquote(value, &r->value);
        vb_term_add_regex(&term, vb_buffer_str(&r->value), "", "");
        (void)vb_dictionary_entry_add(r->d, category, vb_buffer_str(&r->value), vb_buffer_str(&term), spot);
        r->d->failed = r->d->failed || term.failed || r->value.failed;
    } else {
        vb_dictionary_lose(r->d, VB_LEFT_OUT, spot, "`%.*s` is no text", VB_ARG(value));
    }
    vb_buffer_release(&term);
}

bool vb_read_json(vb_dictionary *d, vb_str text, vb_error *err)
{
    vb_str root = vb_str_trim(text);
    reader r = {.d = d, .text = text, .at = text.ptr, .line_begin = text.ptr, .line = 1};
    if (!vb_json_check(text, d->file, err))
        return false;
    if (root.len == 0 || root.ptr[0] != '{') {
        (void)vb_fail_at(err, VB_ERROR_INPUT, d->file, 1, 1, "no object: write {\"category\": [\"expression\"]}");
        return false;
    }
    /* Expressions look at the whole text and know nothing of each other. */
    vb_dictionary_set(d, "overlap", "all");
    vb_dictionary_set(d, "diacritics", "keep");
    vb_dictionary_set(d, "breaks", "none");
    read_object(&r, root, VB_NO_CATEGORY, 0);
    vb_buffer_release(&r.value);
    return true;
}
