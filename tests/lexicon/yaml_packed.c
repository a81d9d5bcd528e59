/* What is packed when the library is built must be what libyaml reads in the shipped lexicons. */
#include "lexicon/yaml_packed.h"

#include "base/str.h"
#include "lexicon/shipped.h"
#include "support.h"

/* Compare two trees; the number of nodes. */
static size_t compare(const vb_yaml *a, const vb_yaml *b, const char *lexicon)
{
    size_t n = 1;
    cr_assert_eq(a->kind, b->kind, "%s:%zu:%zu", lexicon, b->line, b->column);
    cr_assert(a->line == b->line && a->column == b->column, "%s:%zu:%zu", lexicon, b->line, b->column);
    cr_assert_eq(a->n, b->n, "%s:%zu:%zu", lexicon, b->line, b->column);
    if (a->kind == VB_YAML_TEXT) {
        cr_assert(vb_str_equal(a->text, b->text), "%s:%zu:%zu", lexicon, b->line, b->column);
        cr_assert_eq(a->text.ptr[a->text.len], '\0');
        cr_assert_eq(a->inside, b->inside, "%s:%zu:%zu", lexicon, b->line, b->column);
    }
    for (size_t i = 0; i < a->n; i++) {
        n += compare(a->items[i], b->items[i], lexicon);
        if (a->kind == VB_YAML_MAP)
            n += compare(a->keys[i], b->keys[i], lexicon);
    }
    return n;
}

Test(yaml_packed, shipped)
{
    vb_arena arena = {0};
    size_t nodes = 0;
    for (const vb_shipped_lexicon *s = vb_shipped_lexicons; s->name != NULL; s++) {
        vb_error err;
        const vb_yaml *read = vb_yaml_read(s->yaml, s->name, &arena, &err),
                      *unpacked = vb_yaml_unpack(s->tree, &arena);
        cr_assert(read != NULL && unpacked != NULL, "%s", s->name);
        size_t n = compare(unpacked, read, s->name);
        cr_expect_eq(n, s->tree->n, "%s", s->name);
        nodes += n;
    }
    cr_expect(nodes > 10000, "%zu: too few to tell", nodes);
    vb_arena_release(&arena);
}
