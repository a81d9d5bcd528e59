#include "lexicon/reader.h"

#include "base/grow.h"
#include "lexicon/nearest.h"
#include "text/fold.h"

#include <stdarg.h>

bool vb_reader_fault(vb_reader *r, size_t part, const vb_yaml *node, const char *format, ...)
{
    char text[768];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void)vb_fail_at(r->err, VB_ERROR_LEXICON, r->parts[part].source.file, node->line, node->column, "%s", text);
    return false;
}

bool vb_reader_no_memory(vb_reader *r)
{
    (void)vb_fail_memory(r->err);
    return false;
}

bool vb_reader_go_on(vb_reader *r)
{
    vb_lexicon_faults *faults = r->faults;
    const char *rule = r->rule == NULL ? "bad-value" : r->rule;
    if (faults == NULL || r->err->code != VB_ERROR_LEXICON)
        return false;
    r->rule = NULL;
    for (size_t i = 0; i < faults->n; i++) { /* a set's fault is met again by every term that names it */
        const vb_error *known = &faults->items[i].error;
        if (known->line == r->err->line && known->column == r->err->column &&
            strcmp(known->text, r->err->text) == 0 && strcmp(known->file, r->err->file) == 0)
            goto done;
    }
    if (!VB_PUSH_ROOM(faults->items, faults->n, faults->cap))
        return vb_reader_no_memory(r);
    faults->items[faults->n++] = (vb_lexicon_fault){*r->err, rule};
done:
    *r->err = (vb_error){0};
    return true;
}

bool vb_reader_text(vb_reader *r, size_t part, const vb_yaml *node, const char *what, vb_str *out)
{
    if (node->kind != VB_YAML_TEXT)
        return vb_reader_fault(r, part, node, "%s is a %s, write a text", what,
                               node->kind == VB_YAML_MAP ? "map" : "list");
    *out = vb_str_trim(node->text);
    if (out->len == 0)
        return vb_reader_fault(r, part, node, "%s is empty, write a text or leave the key out", what);
    return true;
}

bool vb_reader_map(vb_reader *r, size_t part, const vb_yaml *node, const char *what)
{
    if (node->kind == VB_YAML_MAP)
        return true;
    return vb_reader_fault(r, part, node, "%s has no keys, write `key: value` below it", what);
}

bool vb_reader_keys(vb_reader *r, size_t part, const vb_yaml *map, const char *const *known, size_t n,
                    const char *advice)
{
    for (size_t i = 0; i < map->n; i++) {
        size_t k = 0;
        while (k < n && !vb_str_equal(map->keys[i]->text, vb_str_of(known[k])))
            k++;
        if (k < n)
            continue;
        vb_nearest nearest = vb_nearest_to(map->keys[i]->text);
        vb_buffer list = {0};
        for (k = 0; k < n; k++) {
            vb_nearest_try(&nearest, vb_str_of(known[k]));
            vb_buffer_printf(&list, "%s%s", k > 0 ? ", " : "", known[k]);
        }
        vb_str names = vb_buffer_str(&list);
        (void)vb_reader_fault(r, part, map->keys[i], "unknown key `%.*s`%s, the keys here are %.*s%s",
                              VB_ARG(map->keys[i]->text), vb_nearest_hint(&nearest), VB_ARG(names), advice);
        vb_buffer_release(&list);
        r->rule = "unknown-key";
        if (!vb_reader_go_on(r))
            return false;
    }
    return true;
}

bool vb_reader_list(vb_reader *r, size_t part, const vb_yaml *node, const char *what, const vb_yaml *const **items,
                    size_t *n)
{
    if (node->kind == VB_YAML_MAP)
        return vb_reader_fault(r, part, node, "%s is a map, write a list", what);
    if (node->kind == VB_YAML_LIST) {
        *items = node->items;
        *n = node->n;
    } else {
        const vb_yaml **one = vb_arena_alloc(r->arena, sizeof *one);
        if (one == NULL)
            return vb_reader_no_memory(r);
        *one = node;
        *items = one;
        *n = vb_str_trim(node->text).len > 0;
    }
    return *n > 0 || vb_reader_fault(r, part, node, "%s is empty, write an entry or leave the key out", what);
}

bool vb_reader_is_name(vb_str name, bool dots)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool first = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!first && (i == 0 || (c != '-' && !(dots && c == '.'))))
            return false;
    }
    return name.len > 0;
}

bool vb_reader_thousandths(vb_str text, uint32_t most, uint32_t *out)
{
    uint32_t value = 0;
    size_t decimals = 0;
    bool dot = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && !dot && i > 0 && i + 1 < text.len) {
            dot = true;
        } else if (c >= '0' && c <= '9' && decimals < 3 && value <= most * 100) {
            value = value * 10 + (uint32_t)(c - '0');
            decimals += dot;
        } else {
            return false;
        }
    }
    for (; decimals < 3; decimals++)
        value = value > most * 1000 ? value : value * 10;
    *out = value;
    return text.len > 0 && value <= most * 1000;
}

vb_str vb_reader_fold(vb_reader *r, vb_str text, unsigned flags)
{
    vb_buffer folded = {0};
    vb_str kept = {NULL, 0};
    if (vb_fold(text, flags, &folded))
        kept = vb_arena_copy(r->arena, vb_buffer_str(&folded));
    if (kept.ptr == NULL)
        (void)vb_reader_no_memory(r);
    vb_buffer_release(&folded);
    return kept;
}

/* What a term's sets are looked up in. */
typedef struct {
    vb_reader *reader;
    size_t part;
} set_context;

static const vb_pattern *find_set(void *context, vb_str name, vb_error *err)
{
    const set_context *c = context;
    return vb_reader_set(c->reader, c->part, name, err);
}

const vb_pattern *vb_reader_pattern(vb_reader *r, size_t part, const vb_yaml *node, bool in_set)
{
    set_context context = {r, part};
    vb_pattern_env env = {
        .arena = r->arena,
        .cache = &r->patterns,
        .gap = r->parts[part].settings.gap,
        .plain = r->lexicon->plain,
        .in_set = in_set,
        .tokens = r->parts[0].settings.tokens,
        .breaks = &r->breaks,
        .set = find_set,
        .context = &context,
    };
    const vb_pattern *pattern = vb_pattern_parse(node->text, &env, r->err);
    if (pattern == NULL)
        r->rule = "bad-term";
    if (pattern == NULL && r->err->code == VB_ERROR_LEXICON && r->err->line == 0) {
        size_t column = node->column;
        if (node->inside != VB_YAML_ELSEWHERE && r->err->column > 0)
            column += node->inside + r->err->column - 1;
        (void)vb_fail_at(r->err, VB_ERROR_LEXICON, r->parts[part].source.file, node->line, column, "%s",
                         r->err->text);
    }
    return pattern;
}
