#include "convert/dictionary.h"

#include "base/grow.h"
#include "base/str.h"
#include "lexicon/thousandths.h"

#include <stdarg.h>
#include <stdlib.h>

void vb_dictionary_release(vb_dictionary *d)
{
    free(d->settings);
    free(d->categories);
    free(d->entries);
    free(d->losses);
    vb_map_release(&d->keys);
    vb_lexicon_free(d->lexicon);
    vb_arena_release(&d->arena);
    *d = (vb_dictionary){0};
}

vb_str vb_dictionary_keep(vb_dictionary *d, vb_str text)
{
    vb_str kept = vb_arena_copy(&d->arena, text);
    d->failed = d->failed || kept.ptr == NULL;
    return kept.ptr == NULL ? VB_LITERAL("") : kept;
}

size_t vb_dictionary_category_add(vb_dictionary *d, size_t parent, vb_str name, vb_spot spot)
{
    vb_buffer key = {0};
    vb_buffer_printf(&key, "%zu:", parent);
    vb_buffer_add_str(&key, name);
    size_t index = key.failed ? VB_MAP_NONE : vb_map_find(&d->keys, vb_buffer_str(&key));
    if (index == VB_MAP_NONE) {
        vb_str kept = vb_dictionary_keep(d, vb_buffer_str(&key));
        bool fine = !key.failed && !d->failed && VB_PUSH_ROOM(d->categories, d->n_categories, d->cap_categories) &&
                    vb_map_set(&d->keys, kept, d->n_categories);
        d->failed = d->failed || !fine;
        index = fine ? d->n_categories++ : VB_NO_CATEGORY;
        if (fine)
            d->categories[index] =
                (vb_dictionary_category){.name = vb_dictionary_keep(d, name), .parent = parent, .spot = spot};
    }
    vb_buffer_release(&key);
    return index;
}

size_t vb_dictionary_path_add(vb_dictionary *d, vb_str path, vb_spot spot)
{
    size_t category = VB_NO_CATEGORY;
    for (size_t beg = 0, end = 0; end <= path.len; end++) {
        if (end < path.len && path.ptr[end] != '/')
            continue;
        vb_str name = vb_str_trim(vb_str_cut(path, beg, end));
        if (name.len > 0 && !d->failed)
            category = vb_dictionary_category_add(d, category, name, spot);
        beg = end + 1;
    }
    return category;
}

vb_dictionary_entry *vb_dictionary_entry_add(vb_dictionary *d, size_t category, vb_str source, vb_str term,
                                             vb_spot spot)
{
    if (d->failed || !VB_PUSH_ROOM(d->entries, d->n_entries, d->cap_entries)) {
        d->failed = true;
        return NULL;
    }
    vb_dictionary_entry *entry = &d->entries[d->n_entries++];
    *entry = (vb_dictionary_entry){.category = category,
                                   .source = vb_dictionary_keep(d, source),
                                   .term = vb_dictionary_keep(d, term),
                                   .weight = 1000,
                                   .spot = spot};
    return d->failed ? NULL : entry;
}

void vb_dictionary_lose(vb_dictionary *d, vb_loss_kind kind, vb_spot spot, const char *format, ...)
{
    char text[768];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!VB_PUSH_ROOM(d->losses, d->n_losses, d->cap_losses)) {
        d->failed = true;
        return;
    }
    d->losses[d->n_losses] =
        (vb_loss){.kind = kind, .spot = spot, .text = vb_dictionary_keep(d, vb_str_of(text)), .order = d->n_losses};
    d->n_losses++;
}

void vb_dictionary_set(vb_dictionary *d, const char *key, const char *value)
{
    size_t i = 0;
    while (i < d->n_settings && strcmp(d->settings[i].key, key) != 0)
        i++;
    if (i == d->n_settings) {
        if (!VB_PUSH_ROOM(d->settings, d->n_settings, d->cap_settings)) {
            d->failed = true;
            return;
        }
        d->n_settings++;
    }
    d->settings[i] = (vb_dictionary_setting){key, value};
}

void vb_dictionary_count_words(vb_dictionary *d)
{
    vb_dictionary_set(d, "stem", "false");
    vb_dictionary_set(d, "diacritics", "keep");
    vb_dictionary_set(d, "overlap", "key");
    vb_dictionary_set(d, "breaks", "none");
    vb_dictionary_set(d, "tokens", "quanteda");
    vb_dictionary_set(d, "count", "matches");
}

/* ---- Words as terms ---- */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Characters that mean something in a term, at any place in a word. */
static bool is_syntax(char c)
{
    return c != '\0' && strchr("^$|()<>~=_\\/", c) != NULL;
}

void vb_term_add_word(vb_buffer *term, vb_str word, const char *wild)
{
    size_t stars = 0;
    while (strchr(wild, '*') != NULL && stars < word.len && word.ptr[stars] == '*')
        stars++;
    if (stars == word.len && stars > 0) {
        vb_buffer_add_char(term, '_');
        return;
    }
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        bool gap = word.len - i >= 3 && (memcmp(word.ptr + i, "...", 3) == 0 || memcmp(word.ptr + i, "…", 3) == 0);
        bool quoted = (c == '*' || c == '?') && strchr(wild, c) == NULL;
        if (is_syntax(c) || gap || quoted)
            vb_buffer_add_char(term, '\\');
        vb_buffer_add_char(term, c);
    }
}

void vb_term_add_phrase(vb_buffer *term, vb_str phrase, const char *blanks, const char *wild)
{
    for (size_t i = 0, beg = 0; i <= phrase.len; i++) {
        if (i < phrase.len && !is_space(phrase.ptr[i]) && strchr(blanks, phrase.ptr[i]) == NULL)
            continue;
        if (i > beg) {
            vb_buffer_add_text(term, term->len > 0 ? " " : "");
            vb_term_add_word(term, vb_str_cut(phrase, beg, i), wild);
        }
        beg = i + 1;
    }
}

void vb_term_add_regex(vb_buffer *term, vb_str expression, const char *before, const char *after)
{
    vb_buffer_printf(term, "/%s", before);
    for (size_t i = 0; i < expression.len; i++) {
        char c = expression.ptr[i];
        if (c == '\\' && i + 1 < expression.len) {
            vb_buffer_add_char(term, c);
            c = expression.ptr[++i];
        } else if (c == '/') {
            vb_buffer_add_char(term, '\\');
        }
        vb_buffer_add_char(term, c);
    }
    vb_buffer_printf(term, "%s/", after);
}

void vb_term_add_characters(vb_buffer *term, vb_str characters)
{
    vb_buffer quoted = {0};
    for (size_t i = 0; i < characters.len; i++) {
        if (strchr("\\^$.[]|()?*+{}", characters.ptr[i]) != NULL)
            vb_buffer_add_char(&quoted, '\\');
        vb_buffer_add_char(&quoted, characters.ptr[i]);
    }
    vb_term_add_regex(term, vb_buffer_str(&quoted), "", "");
    term->failed = term->failed || quoted.failed;
    vb_buffer_release(&quoted);
}

vb_dictionary_entry *vb_dictionary_phrase_add(vb_dictionary *d, size_t category, vb_str phrase, const char *blanks,
                                              const char *wild, vb_spot spot)
{
    vb_buffer term = {0};
    vb_term_add_phrase(&term, phrase, blanks, wild);
    d->failed = d->failed || term.failed;
    vb_dictionary_entry *entry = vb_dictionary_entry_add(d, category, phrase, vb_buffer_str(&term), spot);
    vb_buffer_release(&term);
    return entry;
}

void vb_dictionary_weigh(vb_dictionary *d, vb_dictionary_entry *entry, vb_str number)
{
    uint32_t weight;
    number = vb_str_trim(number);
    while (number.len > 1 && memchr(number.ptr, '.', number.len) != NULL &&
           (number.ptr[number.len - 1] == '0' || number.ptr[number.len - 1] == '.')) {
        number.len--;
        if (number.ptr[number.len] == '.')
            break;
    }
    if (entry == NULL)
        return;
    if (vb_reader_thousandths(number, 1000, &weight))
        entry->weight = weight;
    else
        vb_dictionary_lose(d, VB_CHANGED, entry->spot,
                           "`%.*s` has weight %.*s, written with 1: weights are from 0 to 1000 in thousandths",
                           VB_ARG(entry->source), VB_ARG(number));
}

void vb_dictionary_number(vb_buffer *out, uint32_t thousandths)
{
    vb_buffer_printf(out, "%u", (unsigned)(thousandths / 1000));
    unsigned rest = (unsigned)(thousandths % 1000);
    if (rest > 0)
        vb_buffer_printf(out, ".%03u", rest);
    while (rest > 0 && !out->failed && out->ptr[out->len - 1] == '0')
        out->len--;
}

/* ---- Lines of a text ---- */

bool vb_line_next(vb_str *text, vb_str *line)
{
    size_t len = 0;
    if (text->len == 0)
        return false;
    while (len < text->len && text->ptr[len] != '\n' && text->ptr[len] != '\r')
        len++;
    *line = (vb_str){text->ptr, len};
    size_t end = len;
    if (end < text->len)
        end += text->ptr[end] == '\r' && end + 1 < text->len && text->ptr[end + 1] == '\n' ? 2 : 1;
    *text = vb_str_cut(*text, end, text->len);
    return true;
}

size_t vb_line_column(vb_str line, size_t offset)
{
    size_t column = 1;
    for (size_t i = 0; i < offset && i < line.len; i++)
        column += ((unsigned char)line.ptr[i] & 0xC0) != 0x80;
    return column;
}
