/* Regular-expression terms.  Sole user of PCRE2. */
#ifndef VB_MATCH_REGEX_H
#define VB_MATCH_REGEX_H

#include "base/error.h"

typedef struct vb_regex vb_regex;

/* Compile a pattern (UTF, UCP, caseless unless match_case); machine code (JIT, where there is one) is made of it when
 * it is first run.  NULL with *err set, `column` the 1-based character of the source at fault; release with
 * vb_regex_free().  Threads may share it. */
vb_regex *vb_regex_new(vb_str source, bool match_case, vb_error *err);

/* The same for a pattern that has been found to compile, and which outlives the regex: all is put off until it is
 * first run.  NULL when memory is out. */
vb_regex *vb_regex_of_known(vb_str source, bool match_case);
void vb_regex_free(vb_regex *regex);

/* The library and its version, "PCRE2 10.42 2022-12-11", cut to `cap` bytes with its NUL. */
void vb_regex_engine(char *text, size_t cap);

/* True if it matches the empty text, and so everywhere: a term must not.  To be asked of one by vb_regex_new(). */
bool vb_regex_matches_nothing(const vb_regex *regex);

/* One thread's working memory.  NULL when memory is out. */
typedef struct vb_regex_scratch vb_regex_scratch;
vb_regex_scratch *vb_regex_scratch_new(void);
void vb_regex_scratch_free(vb_regex_scratch *scratch);

typedef enum { VB_REGEX_NONE, VB_REGEX_FOUND, VB_REGEX_LIMIT, VB_REGEX_MEMORY } vb_regex_result;

/* Look for the first match that begins at byte `from` or later.  VB_REGEX_LIMIT: it took more than the bound of
 * work (see regex.c), which counts as no match. */
vb_regex_result vb_regex_find(vb_regex *regex, vb_regex_scratch *scratch, vb_str text, size_t from, size_t *beg,
                              size_t *end);

#endif
