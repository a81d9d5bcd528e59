/* A lexicon as read: settings, categories, terms.  Read-only once read. */
#ifndef VB_LEXICON_LEXICON_H
#define VB_LEXICON_LEXICON_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/sha256.h"
#include "lexicon/pattern.h"
#include "text/breaks.h"

typedef enum { VB_OVERLAP_LONGEST, VB_OVERLAP_KEY, VB_OVERLAP_ALL } vb_overlap;

/* Settings.  Weights, the threshold and the share are in thousandths. */
typedef struct {
    const char *language; /* of libstemmer */
    bool fold_diacritics; /* diacritics: fold | keep */
    bool stem;
    vb_overlap overlap;   /* longest | key | all */
    vb_break_mode breaks; /* sentence | none (paragraph comes from --unit) */
    size_t gap;           /* words */
    uint32_t threshold;   /* thousandths */
    uint32_t share;       /* of the best score beside it, that a code must have (rule 6); thousandths, 0: none */
    uint32_t indication;  /* the strength at which indicators make a code (rule 6); thousandths, 0: they make none */
    unsigned spelling;    /* edits: 0, 1 or 2 */
    vb_token_mode tokens; /* words | quanteda */
    bool count_matches;   /* count: clauses (rule 5) | matches (plain dictionaries: every match counts 1) */
} vb_settings;

/* What a term's match does. */
typedef enum {
    VB_ROLE_CATEGORY,      /* counts for its category */
    VB_ROLE_DENIAL_AFTER,  /* denies back to the clause's start */
    VB_ROLE_DENIAL_BEFORE, /* denies on to the clause's end */
    VB_ROLE_TURN,
    VB_ROLE_EMPHASIS,
    VB_ROLE_IGNORE,
    VB_ROLE_NON_ANSWER, /* the whole answer equals it */
    VB_ROLE_CONTEXT,    /* a term of some other term's `with` or `unless` */
    VB_ROLE_JOINER,     /* a word that parts the items of a list: and, or */
    VB_ROLE_INDICATOR,  /* adds to the strength of its category; without one, to what a code needs */
} vb_role;

typedef struct {
    vb_str path;                                           /* buy-in/resistance */
    vb_str name;                                           /* resistance */
    vb_str label, definition, advice_first, advice_second; /* ptr NULL where there is none */
    size_t parent;                                         /* index, or VB_NO_CATEGORY */
    size_t level;                                          /* 1 at the top */
    size_t line, column;
} vb_category;

typedef struct {
    vb_str source; /* as written */
    const vb_pattern *pattern;
    vb_role role;
    size_t category;    /* index; VB_NO_CATEGORY but for terms and indicators of categories, see VB_ROLE_INDICATOR */
    size_t part;        /* which of the lexicon's parts it was written in */
    uint32_t weight;    /* thousandths */
    bool match_case;    /* words by their form as written, unstemmed */
    bool alone;         /* only where it is an item by itself, see match/bounds.h */
    size_t most_words;  /* only in answers of at most so many words; 0: in all */
    const size_t *with; /* indexes of terms (VB_ROLE_CONTEXT): one of them must occur */
    size_t n_with;
    const size_t *unless; /* none of them may occur */
    size_t n_unless;
    vb_str note;
    size_t line, column; /* in its part's file */
} vb_term;

/* One file: a lexicon, or one that it includes, with a language of its own. */
typedef struct {
    const char *file; /* as named, NUL-terminated; "challenges.yaml" for a shipped one */
    bool shipped;
    vb_str name;
    vb_str yaml; /* its bytes */
    vb_settings settings;
    vb_map words;        /* form folded as `diacritics` says -> index into word_values */
    vb_str *word_values; /* "staff", or "=initial": case folded, marks kept */
} vb_lexicon_part;

/* What is known of a test. */
typedef enum {
    VB_TEST_OK,    /* it passes */
    VB_TEST_WRONG, /* it is known to fail: the lexicon cannot tell */
    VB_TEST_TODO,  /* it fails as yet: it is to be made to pass */
} vb_test_status;

typedef struct {
    vb_str answer;
    bool has_codes, has_primary;
    const vb_str *codes;
    size_t n_codes;
    vb_str primary; /* empty: uncoded */
    vb_test_status status;
    vb_str note;      /* ptr NULL where there is none */
    const char *file; /* NUL-terminated, as named */
    size_t line, column;
} vb_lexicon_test;

typedef struct vb_frozen_lexicon vb_frozen_lexicon;

/* Its pointers, those of what it holds, and where there is padding, frozen.c must know. */
struct vb_lexicon {
    vb_arena arena;                  /* owns every string and array that is not named below */
    const vb_frozen_lexicon *frozen; /* what it was thawed from, see frozen.h; NULL: it was read */
    vb_str name, version, title;
    bool plain;           /* a quanteda dictionary */
    vb_settings settings; /* parts[0]'s, which also rule tokens, breaks, overlap and threshold for all parts */
    vb_lexicon_part *parts;
    size_t n_parts;
    vb_category *categories; /* a parent stands before its children; within a parent as written */
    size_t n_categories;
    vb_term *terms;
    size_t n_terms;
    vb_map abbreviations;   /* folded, without the last dot; of all parts */
    const size_t *headline; /* category indexes */
    size_t n_headline;
    vb_lexicon_test *tests;
    size_t n_tests;
};

/* A fault that reading went on behind. */
typedef struct {
    vb_error error;
    const char *rule; /* of `lexicon check`: "unknown-key", "duplicate-key", "yaml-map", "bad-term", "bad-value" */
} vb_lexicon_fault;

typedef struct {
    vb_lexicon_fault *items;
    size_t n, cap;
} vb_lexicon_faults; /* all zero is empty; free `items` */

/* As vb_lexicon_open(), but where it can, reading goes on behind a fault, which is kept in *faults: the lexicon is
 * then what could be read.  NULL with *err set to the fault that ended it. */
vb_lexicon *vb_lexicon_open_faulty(const char *name, const char *const *overrides, size_t n_overrides,
                                   vb_lexicon_faults *faults, vb_error *err);

/* The SHA-256 of a part's bytes; of those of all parts one after the other, in 64 hexadecimal digits and a NUL.
 * Worked out when asked for: it takes as long as a tenth of reading the lexicon. */
void vb_lexicon_part_sha256(const vb_lexicon_part *part, unsigned char digest[VB_SHA256_SIZE]);
void vb_lexicon_sha256(const vb_lexicon *lexicon, char hex[65]);

/* The index of the category with this path, or VB_NO_CATEGORY. */
size_t vb_lexicon_category(const vb_lexicon *lexicon, vb_str path);

/* True if a category is `above` or somewhere below it. */
static inline bool vb_category_is_within(const vb_lexicon *lexicon, size_t category, size_t above)
{
    while (category != VB_NO_CATEGORY && category != above)
        category = lexicon->categories[category].parent;
    return category == above;
}

/* False of a lexicon that has but indicators, for the codes of another. */
bool vb_lexicon_gives_codes(const vb_lexicon *lexicon);

/* As vb_lexicon_open(), with `term` in place of all the lexicon's terms: its settings, sets and repaired stems hold.
 * A fault of the term is VB_ERROR_USAGE. */
vb_lexicon *vb_lexicon_open_term(const char *name, const char *const *overrides, size_t n_overrides, vb_str term,
                                 vb_error *err);

/* Read a file of cases: a list of tests for this lexicon, which must outlive them.  They are added to `tests`, an
 * array in `arena`, as are their texts.  False with *err set to file, line, column and the fault. */
bool vb_lexicon_read_cases(const vb_lexicon *lexicon, const char *path, vb_arena *arena,
                           const vb_lexicon_test **tests, size_t *n, vb_error *err);

#endif
