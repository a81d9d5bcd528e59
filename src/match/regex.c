#include "match/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Bounds of one look-up: PCRE2's own default counts ten million steps, over a second of one answer's time; a
 * hundredth of that is far beyond what any sensible term needs. */
enum { MOST_STEPS = 100000, MOST_HEAP_KIB = 20000 };

struct vb_regex {
    vb_str source;
    bool match_case;
    pthread_mutex_t lock; /* of `code`, until it is ready */
    atomic_bool ready;    /* `code` is compiled, and to machine code: it does not change any more */
    pcre2_code *code;     /* NULL until it is compiled */
};

struct vb_regex_scratch {
    pcre2_match_data *match;
    pcre2_match_context *context;
};

/* 1-based character of the byte offset. */
static size_t column_of(vb_str source, size_t offset)
{
    size_t column = 1;
    for (size_t i = 0; i < offset && i < source.len; i++)
        column += ((unsigned char)source.ptr[i] & 0xC0) != 0x80;
    return column;
}

/* Lines end as outlines take them to, whatever is the default of the PCRE2 at hand.  NULL with *code and *offset set
 * on failure. */
static pcre2_code *compile(vb_str source, bool match_case, int *code, PCRE2_SIZE *offset)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | (match_case ? 0 : PCRE2_CASELESS);
    *code = PCRE2_ERROR_NOMEMORY;
    *offset = 0;
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context == NULL || pcre2_set_newline(context, PCRE2_NEWLINE_LF) != 0) {
        pcre2_compile_context_free(context);
        return NULL;
    }
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)source.ptr, source.len, options, code, offset, context);
    pcre2_compile_context_free(context);
    return compiled;
}

vb_regex *vb_regex_of_known(vb_str source, bool match_case)
{
    vb_regex *regex = calloc(1, sizeof *regex);
    if (regex == NULL || pthread_mutex_init(&regex->lock, NULL) != 0) {
        free(regex);
        return NULL;
    }
    regex->source = source;
    regex->match_case = match_case;
    atomic_init(&regex->ready, false);
    return regex;
}

vb_regex *vb_regex_new(vb_str source, bool match_case, vb_error *err)
{
    vb_regex *regex = vb_regex_of_known(source, match_case);
    if (regex == NULL) {
        vb_fail_memory(err);
        return NULL;
    }
    int code;
    PCRE2_SIZE offset;
    regex->code = compile(source, match_case, &code, &offset);
    if (regex->code == NULL) {
        PCRE2_UCHAR message[160];
        if (pcre2_get_error_message(code, message, sizeof message) < 0)
            message[0] = '\0';
        vb_fail_at(err, VB_ERROR_LEXICON, NULL, 0, column_of(source, offset),
                   "the regular expression does not compile: %s", (const char *)message);
        vb_regex_free(regex);
        return NULL;
    }
    return regex;
}

/* Do what was put off.  False when memory is out. */
static bool make_ready(vb_regex *regex)
{
    if (atomic_load_explicit(&regex->ready, memory_order_acquire))
        return true;
    int code;
    PCRE2_SIZE offset;
    pthread_mutex_lock(&regex->lock);
    if (regex->code == NULL)
        regex->code = compile(regex->source, regex->match_case, &code, &offset);
    bool ok = regex->code != NULL;
    if (ok && !atomic_load_explicit(&regex->ready, memory_order_relaxed)) {
        (void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE); /* without it the interpreter runs */
        atomic_store_explicit(&regex->ready, true, memory_order_release);
    }
    pthread_mutex_unlock(&regex->lock);
    return ok;
}

void vb_regex_free(vb_regex *regex)
{
    if (regex == NULL)
        return;
    pcre2_code_free(regex->code);
    pthread_mutex_destroy(&regex->lock);
    free(regex);
}

bool vb_regex_matches_nothing(const vb_regex *regex)
{
    uint32_t minimum = 0, empty = 0;
    return pcre2_pattern_info(regex->code, PCRE2_INFO_MINLENGTH, &minimum) == 0 && minimum == 0 &&
           pcre2_pattern_info(regex->code, PCRE2_INFO_MATCHEMPTY, &empty) == 0 && empty != 0;
}

vb_regex_scratch *vb_regex_scratch_new(void)
{
    vb_regex_scratch *scratch = calloc(1, sizeof *scratch);
    if (scratch == NULL)
        return NULL;
    scratch->match = pcre2_match_data_create(1, NULL);
    scratch->context = pcre2_match_context_create(NULL);
    if (scratch->match == NULL || scratch->context == NULL) {
        vb_regex_scratch_free(scratch);
        return NULL;
    }
    pcre2_set_match_limit(scratch->context, MOST_STEPS);
    pcre2_set_heap_limit(scratch->context, MOST_HEAP_KIB);
    return scratch;
}

void vb_regex_scratch_free(vb_regex_scratch *scratch)
{
    if (scratch == NULL)
        return;
    pcre2_match_data_free(scratch->match);
    pcre2_match_context_free(scratch->context);
    free(scratch);
}

vb_regex_result vb_regex_find(vb_regex *regex, vb_regex_scratch *scratch, vb_str text, size_t from, size_t *beg,
                              size_t *end)
{
    if (!make_ready(regex))
        return VB_REGEX_MEMORY;
    int found = pcre2_match(regex->code, (PCRE2_SPTR)text.ptr, text.len, from, PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY,
                            scratch->match, scratch->context);
    if (found == PCRE2_ERROR_NOMATCH)
        return VB_REGEX_NONE;
    if (found == PCRE2_ERROR_NOMEMORY)
        return VB_REGEX_MEMORY;
    if (found < 0)
        return VB_REGEX_LIMIT;
    const PCRE2_SIZE *span = pcre2_get_ovector_pointer(scratch->match);
    *beg = span[0];
    *end = span[1] > span[0] ? span[1] : span[0]; /* \K can put the start behind the end */
    return VB_REGEX_FOUND;
}

void vb_regex_engine(char *text, size_t cap)
{
    char version[64] = ""; /* 24 characters suffice (pcre2api) */
    (void)pcre2_config(PCRE2_CONFIG_VERSION, version);
    (void)snprintf(text, cap, "PCRE2 %s", version);
}
