/* embed FILE.yaml...: print C source that holds the lexicons, in the order of their names, as src/lexicon/shipped.h
 * describes: their bytes, and what the YAML in them says, so that it need not be read at each start. */
#include "base/buffer.h"
#include "base/error.h"
#include "base/grow.h"
#include "base/hash.h"
#include "base/str.h"
#include "lexicon/yaml_packed.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    vb_yaml_packed_node *nodes;
    size_t n, cap;
    uint32_t *lists;
    size_t n_lists, cap_lists;
    vb_buffer text;
    vb_map texts; /* where each begins */
} tree;

static void give_up(const char *file, const char *what)
{
    fprintf(stderr, "embed: %s: %s\n", file, what);
    exit(2);
}

static void *grown(void *array, size_t *cap, size_t need, size_t size)
{
    if (!vb_grow(&array, cap, need, size))
        give_up("lexicons", "memory is out");
    return array;
}

static uint32_t narrow(size_t n)
{
    if (n >= VB_YAML_PACKED_ELSEWHERE)
        give_up("lexicons", "too large");
    return (uint32_t)n;
}

/* Where the text stands among all, each of them once. */
static uint32_t place_of(tree *t, vb_str text)
{
    size_t known = vb_map_find(&t->texts, text);
    if (known != VB_MAP_NONE)
        return narrow(known);
    known = t->text.len;
    vb_buffer_add_str(&t->text, text);
    vb_buffer_add_char(&t->text, '\0');
    if (t->text.failed || !vb_map_set(&t->texts, text, known))
        give_up("lexicons", "memory is out");
    return narrow(known);
}

/* Number a node and all below it; its number. */
static uint32_t number(tree *t, const vb_yaml *node)
{
    size_t here = t->n++, n = 0;
    uint32_t *below = calloc(2 * node->n + 1, sizeof *below);
    if (below == NULL)
        give_up("lexicons", "memory is out");
    t->nodes = grown(t->nodes, &t->cap, t->n, sizeof *t->nodes);
    for (size_t i = 0; i < node->n; i++)
        below[n++] = number(t, node->items[i]);
    for (size_t i = 0; node->kind == VB_YAML_MAP && i < node->n; i++)
        below[n++] = number(t, node->keys[i]);
    bool is_text = node->kind == VB_YAML_TEXT;
    t->nodes[here] = (vb_yaml_packed_node){.kind = node->kind,
                                           .line = narrow(node->line),
                                           .column = narrow(node->column),
                                           .inside = node->inside == VB_YAML_ELSEWHERE ? VB_YAML_PACKED_ELSEWHERE
                                                                                       : narrow(node->inside),
                                           .beg = is_text ? place_of(t, node->text) : narrow(t->n_lists),
                                           .n = narrow(is_text ? node->text.len : node->n)};
    t->lists = grown(t->lists, &t->cap_lists, t->n_lists + n + 1, sizeof *t->lists);
    for (size_t i = 0; i < n; i++)
        t->lists[t->n_lists++] = below[i];
    free(below);
    return narrow(here);
}

static void print_bytes(vb_str bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        printf("%d,%s", (unsigned char)bytes.ptr[i], i % 32 == 31 ? "\n" : "");
}

static void print_tree(const tree *t, int lexicon)
{
    printf("static const unsigned char text_%d[] = {\n", lexicon);
    print_bytes(vb_buffer_str(&t->text));
    printf("0};\nstatic const uint32_t list_%d[] = {\n", lexicon);
    for (size_t i = 0; i < t->n_lists; i++)
        printf("%" PRIu32 ",\n", t->lists[i]);
    printf("0};\nstatic const vb_yaml_packed_node node_%d[] = {\n", lexicon);
    for (size_t i = 0; i < t->n; i++) {
        const vb_yaml_packed_node *node = &t->nodes[i];
        printf("{%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 "U,%" PRIu32 ",%" PRIu32 "},\n", node->kind,
               node->line, node->column, node->inside, node->beg, node->n);
    }
    puts("};");
}

static char *read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t cap = 0, got = 1;
    if (file == NULL)
        give_up(path, "cannot be read");
    for (*len = 0; got > 0; *len += got) {
        bytes = grown(bytes, &cap, *len + 65536, 1);
        got = fread(bytes + *len, 1, 65536, file);
    }
    if (ferror(file) || fclose(file) != 0)
        give_up(path, "cannot be read");
    return bytes;
}

static void print_lexicon(const char *path, int lexicon)
{
    vb_error err;
    vb_arena arena = {0};
    tree t = {0};
    vb_str source;
    char *bytes = read_file(path, &source.len);
    source.ptr = bytes;
    const vb_yaml *root = vb_yaml_read(source, path, &arena, &err);
    if (root == NULL || !vb_yaml_unique(root, path, &err)) {
        fprintf(stderr, "%s:%zu:%zu: %s\n", path, err.line, err.column, err.text);
        exit(2);
    }
    (void)number(&t, root);
    printf("static const unsigned char source_%d[] = {\n", lexicon);
    print_bytes(source);
    puts("};");
    print_tree(&t, lexicon);
    printf("static const vb_yaml_packed tree_%d = {node_%d, %zu, list_%d, %zu, text_%d};\n", lexicon, lexicon, t.n,
           lexicon, t.n_lists, lexicon);
    free(t.nodes);
    free(t.lists);
    vb_buffer_release(&t.text);
    vb_map_release(&t.texts);
    free(bytes);
    vb_arena_release(&arena);
}

int main(int argc, char **argv)
{
    puts("/* Generated by gen/embed.c. */\n#include \"lexicon/shipped.h\"\n");
    for (int i = 1; i < argc; i++)
        print_lexicon(argv[i], i);
    puts("const vb_shipped_lexicon vb_shipped_lexicons[] = {");
    for (int i = 1; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/'), *name = slash == NULL ? argv[i] : slash + 1;
        const char *dot = strrchr(name, '.');
        int len = dot == NULL ? (int)strlen(name) : (int)(dot - name);
        printf("{\"%.*s\", {(const char *)source_%d, sizeof source_%d}, &tree_%d},\n", len, name, i, i, i);
    }
    puts("{0, {0, 0}, 0},\n};");
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
