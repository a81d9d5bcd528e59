/* Reading a lexicon: what the files of this folder share while they turn YAML into a vb_lexicon.  Private to the
 * lexicon stage.  Every function returns false (or NULL) with *r->err set. */
#ifndef VB_LEXICON_READER_H
#define VB_LEXICON_READER_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"
#include "lexicon/lexicon.h"
#include "lexicon/source.h"
#include "lexicon/thousandths.h"
#include "lexicon/tree.h"
#include "lexicon/yaml.h"

typedef struct {
    vb_str name;
    const vb_yaml *entries;
    const vb_pattern *pattern; /* NULL before it is needed */
    bool open;                 /* being read: met again it is a cycle */
} vb_named_set;

/* What belongs to a part while it is read. */
typedef struct {
    vb_lexicon_source source;
    const vb_yaml *root;
    bool open; /* its includes are being read: met again it is a cycle */
    vb_settings settings;
    vb_str name;
    vb_named_set *sets; /* in the arena, by name's order in the file */
    size_t n_sets;
} vb_reader_part;

typedef struct {
    vb_lexicon *lexicon;
    vb_arena *arena; /* the lexicon's */
    const char *const *overrides;
    size_t n_overrides;
    vb_error *err;
    vb_lexicon_faults *faults; /* where reading goes on behind faults; NULL: the first one ends it */
    const char *rule;          /* which the fault at hand breaks; NULL: "bad-value" */

    vb_reader_part *parts; /* lexicon->parts is made from these when all are known */
    size_t n_parts, parts_cap;
    vb_break_rules breaks;
    size_t set_depth; /* sets that are being read within each other */

    /* The lexicon's arrays while they grow. */
    vb_category *categories;
    size_t n_categories, categories_cap;
    vb_map category_keys; /* "parent's index:name" -> index */
    vb_pattern_cache patterns;
    vb_term *terms;
    size_t n_terms, terms_cap;
    vb_lexicon_test *tests;
    size_t n_tests, tests_cap;
} vb_reader;

/* A fault at a node of a part. */
bool vb_reader_fault(vb_reader *r, size_t part, const vb_yaml *node, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool vb_reader_no_memory(vb_reader *r);

/* After a fault: keep it and forget it, where reading is to go on behind it.  False where it is not, or the fault is
 * none of the lexicon's. */
bool vb_reader_go_on(vb_reader *r);

/* Check that `node` is a text (not empty), a map, a map with known keys only.  `what` begins the message. */
bool vb_reader_text(vb_reader *r, size_t part, const vb_yaml *node, const char *what, vb_str *out);
bool vb_reader_map(vb_reader *r, size_t part, const vb_yaml *node, const char *what);
bool vb_reader_keys(vb_reader *r, size_t part, const vb_yaml *map, const char *const *known, size_t n,
                    const char *advice);

/* The items of a list, or a single text as a list of one.  Not empty. */
bool vb_reader_list(vb_reader *r, size_t part, const vb_yaml *node, const char *what, const vb_yaml *const **items,
                    size_t *n);

/* True for [a-z0-9][a-z0-9-]*, with `.` too if `dots`. */
bool vb_reader_is_name(vb_str name, bool dots);

/* `text` folded, in the arena.  ptr NULL when memory is out. */
vb_str vb_reader_fold(vb_reader *r, vb_str text, unsigned flags);

/* The pattern of a term (or of a set's entry), its faults placed in the file. */
const vb_pattern *vb_reader_pattern(vb_reader *r, size_t part, const vb_yaml *node, bool in_set);

/* include.c: read the YAML of `source` (taken over) and of everything that it includes into r->parts. */
bool vb_read_parts(vb_reader *r, vb_lexicon_source *source);
/* The same from trees that have been read, which must outlive the lexicon. */
bool vb_read_tree_parts(vb_reader *r, const vb_lexicon_tree *tree);

/* settings.c */
bool vb_read_settings(vb_reader *r, size_t part);
bool vb_read_overrides(vb_reader *r, size_t part);

/* words.c */
bool vb_read_words(vb_reader *r, size_t part);
bool vb_read_abbreviations(vb_reader *r, size_t part);

/* sets.c */
bool vb_read_sets(vb_reader *r, size_t part);
const vb_pattern *vb_reader_set(vb_reader *r, size_t part, vb_str name, vb_error *err);

/* categories.c: first all categories of all parts, then terms and tests. */
bool vb_read_categories(vb_reader *r, size_t part);
bool vb_read_headline(vb_reader *r);
bool vb_reader_find_category(vb_reader *r, size_t parent, vb_str name, size_t *index); /* VB_NO_CATEGORY: none */
bool vb_reader_add_category(vb_reader *r, size_t parent, vb_str name, const vb_yaml *place, size_t *index);

/* terms.c */
bool vb_read_terms(vb_reader *r, size_t part);

/* cases.c: the tests inside a lexicon */
bool vb_read_tests(vb_reader *r, size_t part);

/* plain.c */
bool vb_read_plain(vb_reader *r);

#endif
