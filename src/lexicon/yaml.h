/* YAML as a small tree with places.  Sole user of libyaml. */
#ifndef VB_LEXICON_YAML_H
#define VB_LEXICON_YAML_H

#include "base/arena.h"

typedef enum {
    VB_YAML_TEXT, /* any scalar: `no` and `1.0` are texts */
    VB_YAML_LIST,
    VB_YAML_MAP,
} vb_yaml_kind;

typedef struct vb_yaml vb_yaml;
struct vb_yaml {
    vb_yaml_kind kind;
    size_t line, column; /* where it begins */
    vb_str text;         /* TEXT; holds no NUL */
    size_t inside;       /* TEXT: columns from `column` to its first character; VB_YAML_ELSEWHERE if its characters
                            do not stand side by side as in `text` (escapes, several lines) */
    const vb_yaml *const *items; /* LIST: its items; MAP: its values */
    const vb_yaml *const *keys;  /* MAP: TEXT each */
    size_t n;
};

#define VB_YAML_ELSEWHERE SIZE_MAX

enum {
    VB_YAML_MOST_BYTES = 64 * 1024 * 1024,
    VB_YAML_MOST_LEVELS = 64,
    VB_YAML_MOST_NODES = 2000000,
};

/* Read one document.  Tags, anchors and aliases are refused; keys may occur twice (see vb_yaml_unique).  The tree
 * lives in `arena`.  NULL with *err set to `file`, line, column and the fault. */
const vb_yaml *vb_yaml_read(vb_str source, const char *file, vb_arena *arena, vb_error *err);

/* False with *err set if a map in the tree has a key twice. */
bool vb_yaml_unique(const vb_yaml *node, const char *file, vb_error *err);

/* The value of a map's key, or NULL (also if `map` is NULL or no map). */
const vb_yaml *vb_yaml_find(const vb_yaml *map, const char *key);

#endif
