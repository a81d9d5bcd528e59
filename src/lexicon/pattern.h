/* The term language, parsed: a tree of slots, gaps, choices. */
#ifndef VB_LEXICON_PATTERN_H
#define VB_LEXICON_PATTERN_H

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "text/breaks.h"

typedef enum {
    VB_PATTERN_WORD,     /* a word: by stem, or by its folded form if `exact` */
    VB_PATTERN_GLOB,     /* `*` zero or more, `?` one character, a backslash quotes; on the folded form */
    VB_PATTERN_NUMBER,   /* <number>: digits or a number word */
    VB_PATTERN_ANY,      /* _ */
    VB_PATTERN_GAP,      /* up to `most` words between */
    VB_PATTERN_FIRST,    /* ^ */
    VB_PATTERN_LAST,     /* $ */
    VB_PATTERN_SEQUENCE, /* the children one after the other; no child: nothing */
    VB_PATTERN_CHOICE,   /* one of the children */
    VB_PATTERN_NEAR,     /* two children, either order, at most `most` words between; only at the top */
    VB_PATTERN_REGEX,    /* PCRE2 source in `text`; only at the top */
} vb_pattern_kind;

/* How big a node is, with everything below it. */
typedef struct {
    uint32_t least;        /* tokens that its shortest way fills */
    uint32_t slots;        /* on its longest way; gaps are counted too */
    uint32_t gap;          /* words in the gaps (and `~`) of its longest way */
    uint32_t alternatives; /* branches of all its choices */
    uint32_t depth;        /* choices within choices; those of a hyphen are not counted */
} vb_pattern_size;

/* A node.  Children may be shared between nodes (a set used twice), so treat the tree as read-only. */
typedef struct vb_pattern vb_pattern;
struct vb_pattern {
    vb_pattern_kind kind;
    bool exact;  /* WORD: written with `=` */
    bool joined; /* WORD, GLOB: in the text only a hyphen may stand between it and the token before */
    vb_str text; /* WORD: one token as written (unfolded); GLOB: the glob as written; REGEX: the source */
    const vb_pattern *const *children;
    size_t n;
    uint32_t most; /* GAP, NEAR: words */
    vb_pattern_size size;
};

/* What reading many patterns shares: its working memory, and words that have been read, which are one node wherever
 * they stand.  All zero is empty. */
typedef struct {
    struct vb_pattern_parser *parser; /* NULL: none, or in use by a term that this one is read for */
    vb_map words;                     /* neither exact nor joined -> address of the node */
} vb_pattern_cache;

void vb_pattern_cache_release(vb_pattern_cache *cache);

/* What a pattern is read against. */
typedef struct {
    vb_arena *arena;         /* the tree lives here */
    vb_pattern_cache *cache; /* of patterns in the same arena; may be NULL */
    size_t gap;              /* words that a bare `...` allows */
    bool plain;              /* quanteda: words split at white space, `*` and `?` the only syntax */
    bool in_set;             /* an entry of a set: no `^`, `$`, `~`, regular expression */
    vb_token_mode tokens;
    const vb_break_rules *breaks; /* to find words that can never be neighbours; NULL: not looked at */

    /* The pattern of a named set (a CHOICE), or NULL with *err set (unknown, or a cycle).  `context` is the caller's.
     */
    const vb_pattern *(*set)(void *context, vb_str name, vb_error *err);
    void *context;
} vb_pattern_env;

enum {
    VB_PATTERN_MOST_ALTERNATIVES = 10000,
    VB_PATTERN_MOST_SLOTS = 64, /* along the longest way through a term */
    VB_PATTERN_MOST_DEPTH = 8,
    VB_PATTERN_MOST_GAP = 50,      /* words, all gaps and `~` of the longest way together */
    VB_PATTERN_LONGEST_WORD = 256, /* bytes */
};

/* Parse a term.  NULL with *err set: text as DESIGN says, `column` the 1-based character of `source` at fault
 * (line 0: the caller knows it).  The tree and every string in it live in env->arena. */
const vb_pattern *vb_pattern_parse(vb_str source, const vb_pattern_env *env, vb_error *err);

#endif
