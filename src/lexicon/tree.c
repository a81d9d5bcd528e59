/* YAML nodes as text. */
#include "lexicon/tree.h"

#include "base/buffer.h"
#include "base/str.h"

/* What YAML would read as something else than this text, in a list or map between braces. */
static bool is_bare(vb_str text)
{
    if (text.len == 0 || strchr(" -?:,[]{}#&*!|>'\"%@`=<^~", text.ptr[0]) != NULL || text.ptr[text.len - 1] == ' ' ||
        text.ptr[text.len - 1] == ':')
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if ((unsigned char)c < 0x20 || c == 0x7F || strchr(",[]{}\"\\", c) != NULL ||
            (c == '#' && text.ptr[i - 1] == ' ') || (c == ':' && text.ptr[i + 1] == ' '))
            return false;
    }
    return true;
}

void vb_yaml_scalar(vb_str text, vb_buffer *out)
{
    if (is_bare(text)) {
        vb_buffer_add_str(out, text);
        return;
    }
    vb_buffer_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\')
            vb_buffer_add_char(out, '\\');
        if (c == '\n')
            vb_buffer_add_text(out, "\\n");
        else if (c < 0x20 || c == 0x7F)
            vb_buffer_printf(out, "\\x%02x", c);
        else
            vb_buffer_add_char(out, (char)c);
    }
    vb_buffer_add_char(out, '"');
}

/* `term` before all others, then by bytes. */
static bool comes_before(vb_str a, vb_str b)
{
    bool a_term = vb_str_equal(a, VB_LITERAL("term")), b_term = vb_str_equal(b, VB_LITERAL("term"));
    return a_term != b_term ? a_term : vb_str_compare(a, b) < 0;
}

/* The key that comes next behind `last` (SIZE_MAX: the first); n when there is none.  A map has each key once. */
static size_t next_key(const vb_yaml *map, size_t last)
{
    size_t next = map->n;
    for (size_t i = 0; i < map->n; i++) {
        bool behind = last == SIZE_MAX || comes_before(map->keys[last]->text, map->keys[i]->text);
        if (behind && (next == map->n || comes_before(map->keys[i]->text, map->keys[next]->text)))
            next = i;
    }
    return next;
}

void vb_yaml_flow(const vb_yaml *node, vb_buffer *out)
{
    if (node->kind == VB_YAML_TEXT) {
        vb_yaml_scalar(node->text, out);
    } else if (node->kind == VB_YAML_LIST) {
        vb_buffer_add_char(out, '[');
        for (size_t i = 0; i < node->n; i++) {
            vb_buffer_add_text(out, i == 0 ? "" : ", ");
            vb_yaml_flow(node->items[i], out);
        }
        vb_buffer_add_char(out, ']');
    } else {
        size_t shown = 0;
        vb_buffer_add_char(out, '{');
        for (size_t i = next_key(node, SIZE_MAX); i < node->n; i = next_key(node, i)) {
            vb_buffer_add_text(out, shown++ == 0 ? "" : ", ");
            vb_yaml_scalar(node->keys[i]->text, out);
            vb_buffer_add_text(out, ": ");
            vb_yaml_flow(node->items[i], out);
        }
        vb_buffer_add_char(out, '}');
    }
}
