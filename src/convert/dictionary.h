/* A dictionary on its way from one format to another: categories, and entries in the term language.  What cannot be
 * carried over is kept as losses, one an entry.  Memory failures are sticky, like a buffer's: add freely, look at
 * `failed` at the end. */
#ifndef VB_CONVERT_DICTIONARY_H
#define VB_CONVERT_DICTIONARY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/hash.h"
#include "lexicon/lexicon.h"

/* A place in the source.  Lines and columns (in characters) count from 1; 0: not known. */
typedef struct {
    const char *file;
    size_t line, column;
} vb_spot;

typedef struct {
    vb_str name;              /* one level, as the source has it */
    vb_str label, definition; /* ptr NULL where there is none */
    size_t parent;            /* index, or VB_NO_CATEGORY; parents stand before their children */
    vb_spot spot;
} vb_dictionary_category;

typedef struct {
    size_t category;
    vb_str source;             /* as the file has it, for messages */
    vb_str term;               /* in the term language */
    const vb_pattern *pattern; /* of `term`, see vb_dictionary_check() */
    uint32_t weight;           /* thousandths */
    bool match_case, alone;
    size_t most_words;           /* 0: any */
    const vb_str *with, *unless; /* terms */
    size_t n_with, n_unless;
    vb_str note;
    vb_spot spot;
} vb_dictionary_entry;

typedef enum {
    VB_LEFT_OUT, /* it is not in what is written */
    VB_CHANGED,  /* it is, but does not say quite the same */
    VB_NOTED,    /* nothing is lost */
} vb_loss_kind;

typedef struct {
    vb_loss_kind kind;
    vb_spot spot;
    vb_str text;
    size_t order; /* in which they were found */
} vb_loss;

typedef struct {
    const char *key, *value;
} vb_dictionary_setting;

typedef struct {
    vb_arena arena; /* owns every string */
    const char *file;
    vb_str name;                     /* of the lexicon; empty: the file's */
    vb_dictionary_setting *settings; /* of the lexicon that says the same */
    size_t n_settings, cap_settings;
    vb_dictionary_category *categories;
    size_t n_categories, cap_categories;
    vb_dictionary_entry *entries;
    size_t n_entries, cap_entries;
    vb_loss *losses;
    size_t n_losses, cap_losses;
    vb_map keys;             /* "parent:name" -> category */
    vb_lexicon *lexicon;     /* where the source is one: entries borrow from it */
    bool one_word_one_token; /* no word of an entry may come to several tokens: the source would never find it */
    bool failed;
} vb_dictionary; /* all zero is empty */

void vb_dictionary_release(vb_dictionary *d);

/* Copies in the dictionary's arena. */
vb_str vb_dictionary_keep(vb_dictionary *d, vb_str text);

/* The category `name` below `parent`, made if it is not there.  VB_NO_CATEGORY when memory is out. */
size_t vb_dictionary_category_add(vb_dictionary *d, size_t parent, vb_str name, vb_spot spot);

/* The category with this path, levels parted by `/`, made if it is not there. */
size_t vb_dictionary_path_add(vb_dictionary *d, vb_str path, vb_spot spot);

/* Add an entry of weight 1 and give it, for further keys to be set; it lives until the next.  NULL when memory is
 * out. */
vb_dictionary_entry *vb_dictionary_entry_add(vb_dictionary *d, size_t category, vb_str source, vb_str term,
                                             vb_spot spot);

/* Say that something is lost. */
void vb_dictionary_lose(vb_dictionary *d, vb_loss_kind kind, vb_spot spot, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Set a setting of the lexicon, replacing an older value.  Both texts are literals or live as long as `d`. */
void vb_dictionary_set(vb_dictionary *d, const char *key, const char *value);

/* The settings under which an entry of words and globs counts as the dictionaries of word counters do (quanteda,
 * LIWC, WordStat, Lexicoder, Yoshikoder): every match counts, no stems, nested matches of a category once. */
void vb_dictionary_count_words(vb_dictionary *d);

/* Parse every entry's term (and `with`, `unless`) under the settings, with job's overrides; what is no term, and what
 * a category has already, is lost.  False with *err set if a setting is wrong. */
bool vb_dictionary_check(vb_dictionary *d, const char *const *overrides, size_t n_overrides, vb_error *err);

/* ---- Words as terms ---- */

/* Add a word to a term: characters that the term language has a use for are quoted, but those of `wild` ("*?", "*" or
 * "") that are wildcards in the source too.  A word of nothing but wild `*` becomes `_`. */
void vb_term_add_word(vb_buffer *term, vb_str word, const char *wild);

/* Add the words of a phrase, parted by white space and by the characters in `blanks`. */
void vb_term_add_phrase(vb_buffer *term, vb_str phrase, const char *blanks, const char *wild);

/* Put a regular expression as a term, between `before` and `after`; characters to be found as they are, as one. */
void vb_term_add_regex(vb_buffer *term, vb_str expression, const char *before, const char *after);
void vb_term_add_characters(vb_buffer *term, vb_str characters);

/* Add an entry that is such a phrase. */
vb_dictionary_entry *vb_dictionary_phrase_add(vb_dictionary *d, size_t category, vb_str phrase, const char *blanks,
                                              const char *wild, vb_spot spot);

/* Set the weight of an entry to a decimal number; what a weight cannot be is said, and the weight left at 1. */
void vb_dictionary_weigh(vb_dictionary *d, vb_dictionary_entry *entry, vb_str number);

/* Add thousandths as a decimal number: 500 is 0.5. */
void vb_dictionary_number(vb_buffer *out, uint32_t thousandths);

/* ---- Lines of a text ---- */

/* Take the next line off *text: it ends at LF, CR LF or CR.  False at the end. */
bool vb_line_next(vb_str *text, vb_str *line);

/* The column, in characters from 1, of a byte of a line. */
size_t vb_line_column(vb_str line, size_t offset);

#endif
