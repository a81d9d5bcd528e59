/* Keys in the order in which a lexicon is read by people: what it is, what its words mean, what it codes, its tests.
 */
#include "base/str.h"
#include "check/format.h"

#include <stdlib.h>

static const char *const lexicon_keys[] = {
    "lexicon", "version",  "title",   "settings", "headline",    "abbreviations", "words",   "sets",       "denials",
    "turns",   "emphases", "joiners", "ignore",   "non-answers", "indicators",    "include", "categories", "tests"};
static const char *const category_keys[] = {"label", "definition", "advice", "terms", "indicators", "categories"};

enum { UNKNOWN = 99 };

/* A key with all that is below it: whole lines, with the comments directly above. */
typedef struct {
    vb_str key;
    size_t rank, line;          /* where it belongs; of the key */
    size_t first, body, behind; /* lines: its first, the one behind its last, the next block's first */
} block;

static size_t rank_of(vb_str key, bool top)
{
    const char *const *keys = top ? lexicon_keys : category_keys;
    size_t n = top ? sizeof lexicon_keys / sizeof *keys : sizeof category_keys / sizeof *keys, i = 0;
    while (i < n && !vb_str_equal(key, vb_str_of(keys[i])))
        i++;
    return i == n ? UNKNOWN : i;
}

static int by_rank(const void *a, const void *b)
{
    const block *x = a, *y = b;
    return x->rank != y->rank ? (x->rank > y->rank) - (x->rank < y->rank) : (x->line > y->line) - (x->line < y->line);
}

/* The first line of what belongs to a key: its comments stand as far in as it does. */
static size_t first_line(const vb_formatter *f, const vb_yaml *key)
{
    size_t line = key->line;
    for (; line > 1; line--) {
        vb_str above = vb_format_line(f, line - 1);
        size_t blanks = vb_format_blanks(above);
        if (blanks + 1 != key->column || blanks == above.len || above.ptr[blanks] != '#')
            break;
    }
    return line;
}

/* True for an empty line, or a comment that stands further out than `column`. */
static bool is_outside(vb_str line, size_t column)
{
    size_t blanks = vb_format_blanks(line);
    return vb_str_trim(line).len == 0 || (line.ptr[blanks] == '#' && blanks + 1 < column);
}

/* Find the blocks of a map, the last of which ends before line `end`.  False if they are no whole lines, or a
 * key is unknown. */
static bool find_blocks(const vb_formatter *f, const vb_yaml *map, size_t end, bool top, block *blocks)
{
    for (size_t i = 0; i < map->n; i++) {
        const vb_yaml *key = map->keys[i];
        if (rank_of(key->text, top) == UNKNOWN || /* nobody knows where it belongs */
            key->column != map->column || vb_format_blanks(vb_format_line(f, key->line)) + 1 != key->column ||
            (i > 0 && key->line <= map->keys[i - 1]->line))
            return false;
        /* What stands above the lexicon's first key is the file's. */
        size_t first = top && i == 0 ? key->line : first_line(f, key);
        blocks[i] = (block){key->text, rank_of(key->text, top), key->line, first, end, end};
        if (i > 0)
            blocks[i - 1].behind = blocks[i - 1].body = first;
    }
    block *last = &blocks[map->n - 1];
    while (last->behind > last->line + 1 && is_outside(vb_format_line(f, last->behind - 1), map->column))
        last->behind--;
    for (size_t i = 0; i < map->n; i++) {
        blocks[i].body = blocks[i].behind;
        while (blocks[i].body > blocks[i].line + 1 && vb_str_trim(vb_format_line(f, blocks[i].body - 1)).len == 0)
            blocks[i].body--;
    }
    return true;
}

static void add_lines(const vb_formatter *f, size_t first, size_t behind, vb_buffer *out)
{
    vb_str lines = vb_str_cut(f->yaml, f->lines[first - 1], f->lines[behind - 1]);
    vb_buffer_add_str(out, lines);
    if (lines.len > 0 && lines.ptr[lines.len - 1] != '\n')
        vb_buffer_add_char(out, '\n'); /* the last of a file that does not end its last line */
}

static void order_map(vb_formatter *f, const vb_yaml *map, size_t end, bool top)
{
    block *blocks = calloc(map->n, sizeof *blocks);
    vb_buffer text = {0};
    size_t bad = 1;
    if (blocks == NULL) {
        f->failed = true;
        return;
    }
    bool whole = find_blocks(f, map, end, top, blocks);
    while (whole && bad < map->n && blocks[bad].rank >= blocks[bad - 1].rank)
        bad++;
    if (whole && bad < map->n) {
        block late = blocks[bad], first = blocks[0], last = blocks[map->n - 1];
        vb_str above = late.key;
        for (size_t i = bad; i-- > 0 && blocks[i].rank > late.rank;)
            above = blocks[i].key;
        qsort(blocks, map->n, sizeof *blocks, by_rank);
        for (size_t i = 0; i < map->n; i++) {
            const block *b = &blocks[i];
            add_lines(f, b->first, b->body, &text);
            /* The empty lines below a block go with it; those below the last one stay the last. */
            const block *gap = i + 1 == map->n ? &last : b->line == last.line ? &blocks[map->n - 1] : b;
            vb_buffer_add_str(&text, vb_str_cut(f->yaml, f->lines[gap->body - 1], f->lines[gap->behind - 1]));
        }
        vb_format_add(f,
                      (vb_format_edit){.kind = VB_FORMAT_ORDER,
                                       .beg = f->lines[first.first - 1],
                                       .end = f->lines[last.behind - 1],
                                       .line = late.line,
                                       .key = late.key,
                                       .above = above},
                      &text);
    }
    free(blocks);
}

/* `end`: the line behind the map's last.  `depth`: how many categories further down the maps to be ordered are. */
static void walk(vb_formatter *f, const vb_yaml *map, size_t end, bool top, size_t depth)
{
    if (map->kind != VB_YAML_MAP || map->n == 0 || f->yaml.ptr[vb_format_byte(f, map->line, map->column)] == '{')
        return;
    if (depth == 0) {
        order_map(f, map, end, top);
        return;
    }
    for (size_t i = 0; i < map->n; i++) {
        const vb_yaml *below = map->items[i];
        size_t behind = i + 1 < map->n ? first_line(f, map->keys[i + 1]) : end;
        bool here = vb_str_equal(map->keys[i]->text, VB_LITERAL("categories")) && below->kind == VB_YAML_MAP;
        for (size_t c = 0; here && c < below->n; c++)
            walk(f, below->items[c], c + 1 < below->n ? first_line(f, below->keys[c + 1]) : behind, false, depth - 1);
    }
}

void vb_format_order(vb_formatter *f, size_t depth)
{
    walk(f, f->root, f->n_lines + 1, true, depth);
}
