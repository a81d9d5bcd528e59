/* Making the nodes of a pattern, within its limits.  Private to the lexicon stage. */
#ifndef VB_LEXICON_PATTERN_BUILD_H
#define VB_LEXICON_PATTERN_BUILD_H

#include "lexicon/pattern.h"

/* All of these return NULL with *err set: out of memory, or a limit of pattern.h, found at `column`. */

/* A node without children.  `text` is copied. */
const vb_pattern *vb_pattern_leaf(vb_arena *arena, vb_pattern node, size_t column, vb_error *err);

/* The children one after the other; a single one is returned as it is. */
const vb_pattern *vb_pattern_sequence(vb_arena *arena, const vb_pattern *const *children, size_t n, size_t column,
                                      vb_error *err);

/* One of the children.  `nested` says that the choice counts against the depth. */
const vb_pattern *vb_pattern_choice(vb_arena *arena, const vb_pattern *const *children, size_t n, bool nested,
                                    size_t column, vb_error *err);

const vb_pattern *vb_pattern_near(vb_arena *arena, const vb_pattern *left, const vb_pattern *right, uint32_t most,
                                  size_t column, vb_error *err);

/* A copy in which every word is exact. */
const vb_pattern *vb_pattern_exact(vb_arena *arena, const vb_pattern *pattern, vb_error *err);

/* vb_pattern_parse for a plain dictionary. */
const vb_pattern *vb_pattern_parse_plain(vb_str source, const vb_pattern_env *env, vb_error *err);

#endif
