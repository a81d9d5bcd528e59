/* Our own YAML, the full form. */
#include "base/str.h"
#include "convert/writers.h"
#include "text/fold.h"

#include <strings.h>

/* Texts that YAML readers take for something else than text, in any case. */
static bool is_trap(vb_str text)
{
    static const char *const traps[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"};
    for (size_t i = 0; i < sizeof traps / sizeof *traps; i++)
        if (text.len == strlen(traps[i]) && strncasecmp(text.ptr, traps[i], text.len) == 0)
            return true;
    return false;
}

/* Letters, and between them whatever means nothing to YAML there. */
static bool is_plain(vb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        /* Of other scripts all but those blocks that hold marks which end a line or are not to be seen. */
        bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x80 && c != 0xC2 && c != 0xE2 && c != 0xEF);
        bool inner = (c >= '0' && c <= '9') || c == '-' || c == '\'' || c == '*' || c == '?' || c == '.' ||
                     c == '_' || c == '(' || c == ')' || c == '|' || c == '/' || c == '~' || c == '=' || c == '<' ||
                     c == '>' || (c == ' ' && i + 1 < text.len && text.ptr[i - (i > 0)] != ' ');
        bool first = letter || (c == '(' && text.len > 1) || (c == '=' && text.len > 1) || c == '<';
        if (i == 0 ? !first : !letter && !inner)
            return false;
    }
    return text.len > 0 && !is_trap(text);
}

void vb_yaml_text(vb_buffer *out, vb_str text)
{
    if (is_plain(text)) {
        vb_buffer_add_str(out, text);
        return;
    }
    vb_buffer_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool c1 = c == 0xC2 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] < 0xA0;
        bool separator = c == 0xE2 && i + 2 < text.len && (unsigned char)text.ptr[i + 1] == 0x80 &&
                         ((unsigned char)text.ptr[i + 2] == 0xA8 || (unsigned char)text.ptr[i + 2] == 0xA9);
        bool mark = text.len - i >= 3 && memcmp(text.ptr + i, "\xEF\xBB\xBF", 3) == 0;
        if (c == '"' || c == '\\')
            vb_buffer_printf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            vb_buffer_printf(out, "\\x%02x", c);
        else if (c1)
            vb_buffer_printf(out, "\\x%02x", (unsigned char)text.ptr[++i]);
        else if (separator || mark) {
            vb_buffer_add_text(out, mark ? "\\ufeff" : text.ptr[i + 2] == '\xA8' ? "\\u2028" : "\\u2029");
            i += 2;
        } else
            vb_buffer_add_char(out, (char)c);
    }
    vb_buffer_add_char(out, '"');
}

/* A name as our lexicons have them, from any text: lower-case letters, digits, hyphens.  False if nothing is left. */
static bool add_name(vb_buffer *out, vb_str text)
{
    vb_buffer folded = {0};
    size_t beg = out->len;
    if (!vb_fold(text, VB_FOLD_CASE | VB_FOLD_MARKS, &folded))
        folded.failed = true;
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            vb_buffer_add_char(out, c);
        else if (c != '\'' && out->len > beg && out->ptr[out->len - 1] != '-')
            vb_buffer_add_char(out, '-');
    }
    while (out->len > beg && out->ptr[out->len - 1] == '-')
        out->len--;
    out->failed = out->failed || folded.failed;
    vb_buffer_release(&folded);
    return out->len > beg;
}

typedef struct {
    vb_dictionary *d;
    vb_buffer *out;
    vb_str *names;  /* one a category */
    size_t *below;  /* the first child; VB_NO_CATEGORY: none */
    size_t *beside; /* the next child of the same parent */
    size_t *terms;  /* the first entry, SIZE_MAX: none */
    size_t *more;   /* one an entry: the next of its category */
    size_t written;
} writer;

/* A name that no child of the same parent before it has. */
static bool choose_name(writer *w, size_t category)
{
    vb_dictionary *d = w->d;
    vb_buffer name = {0};
    if (!add_name(&name, d->categories[category].name))
        vb_buffer_printf(&name, "category-%zu", category + 1);
    size_t len = name.len;
    for (size_t again = 2, i = 0; i < category && !name.failed; i++) {
        if (d->categories[i].parent != d->categories[category].parent ||
            !vb_str_equal(w->names[i], vb_buffer_str(&name)))
            continue;
        name.len = len;
        vb_buffer_printf(&name, "-%zu", again++);
        i = SIZE_MAX; /* from the beginning */
    }
    d->failed = d->failed || name.failed;
    w->names[category] = vb_dictionary_keep(d, vb_buffer_str(&name));
    vb_buffer_release(&name);
    return !d->failed;
}

/* Find out what is below what, in the order of the source. */
static bool arrange(writer *w)
{
    vb_dictionary *d = w->d;
    size_t n = d->n_categories;
    w->names = vb_arena_alloc(&d->arena, (n + 1) * sizeof *w->names);
    w->below = vb_arena_alloc(&d->arena, (n + 1) * sizeof *w->below);
    w->beside = vb_arena_alloc(&d->arena, (n + 1) * sizeof *w->beside);
    w->terms = vb_arena_alloc(&d->arena, (n + 1) * sizeof *w->terms);
    w->more = vb_arena_alloc(&d->arena, (d->n_entries + 1) * sizeof *w->more);
    if (w->names == NULL || w->below == NULL || w->beside == NULL || w->terms == NULL || w->more == NULL)
        return false;
    for (size_t i = 0; i <= n; i++)
        w->below[i] = w->terms[i] = SIZE_MAX;
    for (size_t i = n; i-- > 0;) {
        size_t parent = d->categories[i].parent == VB_NO_CATEGORY ? n : d->categories[i].parent;
        w->beside[i] = w->below[parent];
        w->below[parent] = i;
    }
    for (size_t i = d->n_entries; i-- > 0;) {
        w->more[i] = w->terms[d->entries[i].category];
        w->terms[d->entries[i].category] = i;
    }
    for (size_t i = 0; i < n; i++)
        if (!choose_name(w, i))
            return false;
    return true;
}

static void indent(writer *w, size_t depth)
{
    for (size_t i = 0; i < 2 * depth; i++)
        vb_buffer_add_char(w->out, ' ');
}

static void add_contexts(writer *w, const char *key, const vb_str *terms, size_t n)
{
    if (n == 0)
        return;
    vb_buffer_printf(w->out, ", %s: [", key);
    for (size_t i = 0; i < n; i++) {
        vb_buffer_add_text(w->out, i > 0 ? ", " : "");
        vb_yaml_text(w->out, terms[i]);
    }
    vb_buffer_add_char(w->out, ']');
}

static void add_entry(writer *w, const vb_dictionary_entry *e)
{
    bool bare = e->weight == 1000 && !e->match_case && e->n_with == 0 && e->n_unless == 0;
    vb_buffer_add_text(w->out, bare ? "- " : "- {term: ");
    vb_yaml_text(w->out, e->term);
    if (e->weight != 1000)
        vb_buffer_add_text(w->out, ", weight: ");
    if (e->weight != 1000)
        vb_dictionary_number(w->out, e->weight);
    vb_buffer_add_text(w->out, e->match_case ? ", case: true" : "");
    add_contexts(w, "with", e->with, e->n_with);
    add_contexts(w, "unless", e->unless, e->n_unless);
    vb_buffer_add_text(w->out, bare ? "\n" : "}\n");
    w->written++;
}

static void add_level(writer *w, size_t first, size_t depth)
{
    vb_dictionary *d = w->d;
    for (size_t i = first; i != SIZE_MAX; i = w->beside[i]) {
        const vb_dictionary_category *c = &d->categories[i];
        bool named = vb_str_equal(c->name, w->names[i]);
        vb_str label = c->label.len > 0 ? c->label : c->name;
        indent(w, depth);
        vb_buffer_add_str(w->out, w->names[i]);
        vb_buffer_add_char(w->out, ':');
        if ((named && c->label.len == 0) && c->definition.len == 0 && w->terms[i] == SIZE_MAX &&
            w->below[i] == SIZE_MAX) {
            vb_buffer_add_text(w->out, " {}\n");
            continue;
        }
        vb_buffer_add_char(w->out, '\n');
        if (!named || c->label.len > 0) {
            indent(w, depth + 1);
            vb_buffer_add_text(w->out, "label: ");
            vb_yaml_text(w->out, label);
            vb_buffer_add_char(w->out, '\n');
        }
        if (c->definition.len > 0) {
            indent(w, depth + 1);
            vb_buffer_add_text(w->out, "definition: ");
            vb_yaml_text(w->out, c->definition);
            vb_buffer_add_char(w->out, '\n');
        }
        if (w->terms[i] != SIZE_MAX) {
            indent(w, depth + 1);
            vb_buffer_add_text(w->out, "terms:\n");
        }
        for (size_t k = w->terms[i]; k != SIZE_MAX; k = w->more[k]) {
            indent(w, depth + 2);
            add_entry(w, &d->entries[k]);
        }
        if (w->below[i] != SIZE_MAX) {
            indent(w, depth + 1);
            vb_buffer_add_text(w->out, "categories:\n");
            add_level(w, w->below[i], depth + 2);
        }
    }
}

size_t vb_write_lexicon(vb_dictionary *d, vb_buffer *out)
{
    writer w = {.d = d, .out = out};
    const char *slash = strrchr(d->file, '/');
    vb_str file = vb_str_of(slash == NULL ? d->file : slash + 1);
    const char *dot = memrchr(file.ptr, '.', file.len);
    file.len = dot == NULL || dot == file.ptr ? file.len : (size_t)(dot - file.ptr);
    if (!arrange(&w)) {
        d->failed = true;
        return 0;
    }
    vb_buffer_add_text(out, "lexicon: ");
    if (!add_name(out, d->name.len > 0 ? d->name : file))
        vb_buffer_add_text(out, "converted");
    vb_buffer_add_text(out, "\n");
    if (d->n_settings > 0)
        vb_buffer_add_text(out, "settings: {");
    for (size_t i = 0; i < d->n_settings; i++)
        vb_buffer_printf(out, "%s%s: %s", i > 0 ? ", " : "", d->settings[i].key, d->settings[i].value);
    vb_buffer_add_text(out, d->n_settings > 0 ? "}\ncategories:\n" : "categories:\n");
    add_level(&w, w.below[d->n_categories], 1);
    return w.written;
}
