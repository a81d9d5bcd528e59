/* A small XML document as a tree with places.  The user of expat beside xlsx_part.c. */
#ifndef VB_INPUT_XML_TREE_H
#define VB_INPUT_XML_TREE_H

#include "base/arena.h"
#include "base/error.h"

typedef struct vb_xml_attribute {
    vb_str name, value;
    struct vb_xml_attribute *next;
} vb_xml_attribute_list;

typedef struct vb_xml {
    vb_str name;         /* with its prefix, if it has one */
    size_t line, column; /* where it begins, from 1; the column in characters */
    vb_xml_attribute_list *attributes;
    struct vb_xml *first, *next; /* child; sibling */
} vb_xml;

enum { VB_XML_DEEPEST = 64 };

/* Read a document's elements; texts between them are left out.  The tree lives in `arena`.  NULL with *err set to
 * `file`, line, column and the fault. */
const vb_xml *vb_xml_read(vb_str text, const char *file, vb_arena *arena, vb_error *err);

/* An attribute's value, empty if there is none. */
vb_str vb_xml_attribute(const vb_xml *node, const char *name);

#endif
