/* Two blanks for each level, and no white space that is not seen. */
#include "base/str.h"
#include "check/format.h"

/* Shift the lines from `beg` to before `end` that stand in by `from` blanks or more. */
static void shift(vb_formatter *f, size_t beg, size_t end, size_t from, size_t to)
{
    vb_buffer text = {0};
    for (size_t line = beg; line < end; line++) {
        vb_str own = vb_format_line(f, line);
        size_t blanks = vb_format_blanks(own);
        if (blanks < own.len && blanks >= from) {
            for (size_t i = 0; i < blanks - from + to; i++)
                vb_buffer_add_char(&text, ' ');
            own = vb_str_cut(own, blanks, own.len);
        }
        vb_buffer_add_str(&text, own);
        size_t own_end = (size_t)(own.ptr + own.len - f->yaml.ptr);
        vb_buffer_add_str(&text, vb_str_cut(f->yaml, own_end, f->lines[line]));
    }
    vb_format_add(
        f,
        (vb_format_edit){.kind = VB_FORMAT_INDENT, .beg = f->lines[beg - 1], .end = f->lines[end - 1], .line = beg},
        &text);
}

/* The first line of the comments above a block, below its key's line, that stand as far in as it does. */
static size_t comments_above(const vb_formatter *f, size_t key_line, const vb_yaml *below)
{
    size_t line = below->line;
    for (; line > key_line + 1; line--) {
        vb_str above = vb_format_line(f, line - 1);
        size_t blanks = vb_format_blanks(above);
        if (blanks < above.len && above.ptr[blanks] != '#')
            break;
    }
    return line;
}

/* `end`: the line behind the node's last. */
static void walk(vb_formatter *f, const vb_yaml *node, size_t end, size_t depth)
{
    if (node->kind == VB_YAML_TEXT)
        return;
    char mark = f->yaml.ptr[vb_format_byte(f, node->line, node->column)];
    if (mark == '{' || mark == '[')
        return;
    for (size_t i = 0; i < node->n; i++) {
        const vb_yaml *below = node->items[i];
        size_t behind = end;
        if (i + 1 < node->n)
            behind = node->kind == VB_YAML_MAP ? node->keys[i + 1]->line : node->items[i + 1]->line;
        if (depth > 0 || node->kind == VB_YAML_LIST) {
            if (depth > 0)
                walk(f, below, behind, depth - 1);
            continue;
        }
        const vb_yaml *key = node->keys[i];
        size_t at = vb_format_byte(f, below->line, below->column);
        vb_str line = vb_format_line(f, below->line);
        bool block = below->kind != VB_YAML_TEXT && at < f->yaml.len && f->yaml.ptr[at] != '{' &&
                     f->yaml.ptr[at] != '[' && below->line > key->line && vb_format_blanks(line) + 1 == below->column;
        if (block && below->column != key->column + 2)
            shift(f, comments_above(f, key->line, below), behind, below->column - 1, key->column + 1);
    }
}

void vb_format_indent(vb_formatter *f, size_t depth)
{
    walk(f, f->root, f->n_lines + 1, depth);
}

void vb_format_space(vb_formatter *f)
{
    size_t last = f->n_lines;
    while (last > 1 && vb_str_trim(vb_format_line(f, last)).len == 0)
        last--;
    for (size_t i = 1; i <= last; i++) {
        vb_str line = vb_format_line(f, i);
        size_t end = line.len;
        while (end > 0 && (line.ptr[end - 1] == ' ' || line.ptr[end - 1] == '\t'))
            end--;
        vb_buffer nothing = {0};
        if (end < line.len)
            vb_format_add(f,
                          (vb_format_edit){.kind = VB_FORMAT_SPACE,
                                           .beg = f->lines[i - 1] + end,
                                           .end = f->lines[i - 1] + line.len,
                                           .line = i},
                          &nothing);
    }
    vb_str line = vb_format_line(f, last);
    size_t beg = f->lines[last - 1] + line.len;
    vb_str tail = vb_str_cut(f->yaml, beg, f->yaml.len);
    if (vb_str_equal(tail, VB_LITERAL("\n")) || vb_str_equal(tail, VB_LITERAL("\r\n")))
        return;
    bool returns = f->n_lines > 1 && f->lines[1] > 1 && f->yaml.ptr[f->lines[1] - 2] == '\r';
    vb_buffer text = {0};
    vb_buffer_add_text(&text, returns ? "\r\n" : "\n");
    vb_format_add(f, (vb_format_edit){.kind = VB_FORMAT_END, .beg = beg, .end = f->yaml.len, .line = last}, &text);
}
