/* The layout of a lexicon's source: `lexicon check --fix`, and the rules key-order and layout.  Private to the
 * folder.
 *
 * A source is changed by byte splices alone, and a splice is kept only if the YAML reads back as the same: whatever
 * cannot be done so is left. */
#ifndef VB_CHECK_FORMAT_H
#define VB_CHECK_FORMAT_H

#include "base/buffer.h"
#include "lexicon/yaml.h"

typedef enum {
    VB_FORMAT_ORDER,  /* the keys of the lexicon or of a category */
    VB_FORMAT_INDENT, /* a block of a list or map */
    VB_FORMAT_SPACE,  /* white space at the end of a line */
    VB_FORMAT_END,    /* the end of the file */
    VB_FORMAT_QUOTE,  /* yaml-boolean */
    VB_FORMAT_DOUBLE, /* duplicate-term */
} vb_format_kind;

/* One splice. */
typedef struct {
    vb_format_kind kind;
    size_t beg, end;   /* bytes of the source it was found in */
    vb_str text;       /* what stands there instead */
    size_t line;       /* of the source, from 1; as first read but for VB_FORMAT_DOUBLE */
    vb_str key, above; /* ORDER: a key and the one that it belongs above */
    bool done;         /* false: left, since it would change what the YAML says */
} vb_format_edit;

typedef struct {
    vb_arena arena; /* owns all texts */
    vb_format_edit *items;
    size_t n, cap;
} vb_format_edits; /* all zero is empty */

/* Put `yaml`, named `file`, in order into `out`; `edits` has what was done and what was left.  VB_ERROR_LEXICON if it
 * is no YAML.  Release `edits` in any case. */
vb_status vb_lexicon_format(vb_str yaml, const char *file, vb_buffer *out, vb_format_edits *edits, vb_error *err);
void vb_format_edits_release(vb_format_edits *edits);

/* The source while it is gone over.  A step adds edits behind `first` that do not overlap. */
typedef struct {
    vb_str yaml;
    const char *file;
    const vb_yaml *root;
    size_t *lines; /* where each begins, and where one behind the last would */
    size_t n_lines;
    vb_format_edits *edits;
    bool single; /* terms are taken out that stand there twice */
    bool failed; /* memory is out */
} vb_formatter;

/* Add an edit with the text of the buffer, which is released. */
void vb_format_add(vb_formatter *f, vb_format_edit edit, vb_buffer *text);
/* A line (from 1) without its end, and the blanks that it begins with. */
vb_str vb_format_line(const vb_formatter *f, size_t line);
size_t vb_format_blanks(vb_str line);
/* The byte at a line and column; columns count characters. */
size_t vb_format_byte(const vb_formatter *f, size_t line, size_t column);

/* format_order.c: the maps that are `depth` categories deep, the lexicon itself being 0. */
void vb_format_order(vb_formatter *f, size_t depth);
/* format_layout.c: the blocks that are `depth` levels deep; ends of lines and of the file. */
void vb_format_indent(vb_formatter *f, size_t depth);
void vb_format_space(vb_formatter *f);
/* format_words.c: bare words; terms that a category has twice, letter for letter. */
void vb_format_quote(vb_formatter *f);
void vb_format_double(vb_formatter *f);
/* The tree without such terms, in the arena; NULL when memory is out. */
const vb_yaml *vb_format_single(const vb_yaml *node, bool terms, vb_arena *arena);

#endif
