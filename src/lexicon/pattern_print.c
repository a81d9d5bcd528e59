#include "lexicon/pattern_print.h"

#include "base/str.h"

/* A word: what the term language has a use for is quoted; in a glob, quotes and wildcards are there already. */
static void print_word(const vb_pattern *word, vb_buffer *out)
{
    for (size_t i = 0; i < word->text.len; i++) {
        char c = word->text.ptr[i];
        bool glob = word->kind == VB_PATTERN_GLOB;
        bool dots = word->text.len - i >= 3 &&
                    (memcmp(word->text.ptr + i, "...", 3) == 0 || memcmp(word->text.ptr + i, "…", 3) == 0);
        if (glob && c == '\\' && i + 1 < word->text.len) {
            vb_buffer_add_char(out, c);
            c = word->text.ptr[++i];
        } else if (dots || strchr("^$|()<>~=_\\/", c) != NULL || (!glob && (c == '*' || c == '?'))) {
            vb_buffer_add_char(out, '\\');
        }
        vb_buffer_add_char(out, c);
    }
}

bool vb_pattern_is_hyphenated(const vb_pattern *pattern)
{
    size_t len = 0;
    if (pattern->kind != VB_PATTERN_CHOICE || pattern->n != 2 || pattern->children[0]->kind != VB_PATTERN_SEQUENCE ||
        pattern->children[1]->n > 0)
        return false;
    const vb_pattern *apart = pattern->children[0], *closed = pattern->children[1];
    for (size_t i = 0; i < apart->n; i++) {
        vb_str part = apart->children[i]->text;
        if (apart->children[i]->n > 0 || part.len == 0 || len + part.len > closed->text.len ||
            memcmp(closed->text.ptr + len, part.ptr, part.len) != 0)
            return false;
        len += part.len;
    }
    return apart->n > 1 && len == closed->text.len;
}

static void print_choice(const vb_pattern *choice, vb_buffer *out)
{
    bool may_miss = false, first = true;
    if (vb_pattern_is_hyphenated(choice)) {
        const vb_pattern *apart = choice->children[0];
        vb_buffer_add_text(out, choice->children[1]->exact ? "=" : "");
        for (size_t i = 0; i < apart->n; i++) {
            vb_buffer_add_text(out, i > 0 ? "-" : "");
            print_word(apart->children[i], out);
        }
        return;
    }
    vb_buffer_add_char(out, '(');
    for (size_t i = 0; i < choice->n; i++) {
        const vb_pattern *way = choice->children[i];
        if (way->kind == VB_PATTERN_SEQUENCE && way->n == 0) {
            may_miss = true;
            continue;
        }
        vb_buffer_add_text(out, first ? "" : "|");
        first = false;
        vb_pattern_print(way, out);
    }
    vb_buffer_add_text(out, may_miss ? ")?" : ")");
}

void vb_pattern_print(const vb_pattern *pattern, vb_buffer *out)
{
    switch (pattern->kind) {
    case VB_PATTERN_WORD:
    case VB_PATTERN_GLOB:
        vb_buffer_add_text(out, pattern->exact ? "=" : "");
        print_word(pattern, out);
        return;
    case VB_PATTERN_NUMBER:
        vb_buffer_add_text(out, "<number>");
        return;
    case VB_PATTERN_ANY:
        vb_buffer_add_char(out, '_');
        return;
    case VB_PATTERN_GAP:
        vb_buffer_printf(out, "...%u", pattern->most);
        return;
    case VB_PATTERN_FIRST:
    case VB_PATTERN_LAST:
        vb_buffer_add_char(out, pattern->kind == VB_PATTERN_FIRST ? '^' : '$');
        return;
    case VB_PATTERN_SEQUENCE:
        for (size_t i = 0; i < pattern->n; i++) {
            vb_buffer_add_text(out, i == 0 ? "" : pattern->children[i]->joined ? "-" : " ");
            vb_pattern_print(pattern->children[i], out);
        }
        return;
    case VB_PATTERN_CHOICE:
        print_choice(pattern, out);
        return;
    case VB_PATTERN_NEAR:
        vb_pattern_print(pattern->children[0], out);
        vb_buffer_printf(out, " ~%u ", pattern->most);
        vb_pattern_print(pattern->children[1], out);
        return;
    case VB_PATTERN_REGEX:
        vb_buffer_add_char(out, '/');
        vb_buffer_add_str(out, pattern->text);
        vb_buffer_add_char(out, '/');
        return;
    }
}
