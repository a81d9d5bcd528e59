#include "input/xml_tree.h"

#include "base/str.h"

#include <expat.h>
#include <limits.h>

typedef struct {
    XML_Parser parser;
    vb_arena *arena;
    const char *file;
    vb_error *err;
    vb_xml *root;
    struct {
        vb_xml *node, *last; /* its last child */
    } open[VB_XML_DEEPEST];
    size_t n_open;
    bool failed;
} builder;

static void fail(builder *b, vb_status code, const char *text)
{
    if (!b->failed)
        (void)vb_fail_at(b->err, code, b->file, XML_GetCurrentLineNumber(b->parser),
                         XML_GetCurrentColumnNumber(b->parser) + 1, "%s", text);
    b->failed = true;
    (void)XML_StopParser(b->parser, XML_FALSE);
}

static vb_xml *new_node(builder *b, const char *name, const char **attributes)
{
    vb_xml *node = vb_arena_alloc(b->arena, sizeof *node);
    if (node == NULL)
        return NULL;
    node->name = vb_arena_copy(b->arena, vb_str_of(name));
    node->line = XML_GetCurrentLineNumber(b->parser);
    node->column = XML_GetCurrentColumnNumber(b->parser) + 1;
    for (; attributes[0] != NULL; attributes += 2) {
        vb_xml_attribute_list *a = vb_arena_alloc(b->arena, sizeof *a);
        if (a == NULL)
            return NULL;
        a->name = vb_arena_copy(b->arena, vb_str_of(attributes[0]));
        a->value = vb_arena_copy(b->arena, vb_str_of(attributes[1]));
        a->next = node->attributes;
        node->attributes = a;
        if (a->name.ptr == NULL || a->value.ptr == NULL)
            return NULL;
    }
    return node->name.ptr == NULL ? NULL : node;
}

static void start(void *self, const char *name, const char **attributes)
{
    builder *b = self;
    if (b->failed)
        return;
    vb_xml *node = new_node(b, name, attributes);
    if (node == NULL) {
        fail(b, VB_ERROR_MEMORY, "out of memory");
        return;
    }
    if (b->n_open == VB_XML_DEEPEST) {
        fail(b, VB_ERROR_INPUT, "elements within elements, more than 64 deep");
        return;
    }
    if (b->n_open == 0) {
        b->root = node;
    } else if (b->open[b->n_open - 1].last == NULL) {
        b->open[b->n_open - 1].node->first = node;
        b->open[b->n_open - 1].last = node;
    } else {
        b->open[b->n_open - 1].last->next = node;
        b->open[b->n_open - 1].last = node;
    }
    b->open[b->n_open].node = node;
    b->open[b->n_open++].last = NULL;
}

static void end(void *self, const char *name)
{
    builder *b = self;
    (void)name;
    if (!b->failed)
        b->n_open--;
}

const vb_xml *vb_xml_read(vb_str text, const char *file, vb_arena *arena, vb_error *err)
{
    builder b = {.arena = arena, .file = file, .err = err};
    b.parser = XML_ParserCreate("UTF-8"); /* it has been decoded, whatever its first line says */
    if (b.parser == NULL || text.len > INT_MAX) {
        (void)vb_fail_memory(err);
        XML_ParserFree(b.parser);
        return NULL;
    }
    XML_SetUserData(b.parser, &b);
    XML_SetElementHandler(b.parser, start, end);
    if (XML_Parse(b.parser, text.ptr, (int)text.len, 1) != XML_STATUS_OK && !b.failed) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, file, XML_GetCurrentLineNumber(b.parser),
                         XML_GetCurrentColumnNumber(b.parser) + 1, "no well-formed XML: %s",
                         XML_ErrorString(XML_GetErrorCode(b.parser)));
        b.failed = true;
    }
    XML_ParserFree(b.parser);
    return b.failed ? NULL : b.root;
}

vb_str vb_xml_attribute(const vb_xml *node, const char *name)
{
    for (const vb_xml_attribute_list *a = node->attributes; a != NULL; a = a->next)
        if (vb_str_equal(a->name, vb_str_of(name)))
            return a->value;
    return VB_LITERAL("");
}
