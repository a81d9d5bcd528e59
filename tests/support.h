/* What the tests of matching and coding share: lexicons from literals, and codings and evidence as text. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include "base/buffer.h"
#include "base/str.h"
#include "code/session.h"

#include <criterion/criterion.h>

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

/* A lexicon from YAML to session. */
typedef struct {
    vb_lexicon *lexicon;
    vb_coder *coder;
    vb_session *session;
} support_coder;

static inline support_coder support_open(const char *yaml)
{
    vb_error err = {0};
    support_coder s = {0};
    s.lexicon = vb_lexicon_parse(vb_str_of(yaml), "test.yaml", NULL, 0, &err);
    cr_assert(s.lexicon != NULL, "%zu:%zu: %s in\n%s", err.line, err.column, err.text, yaml);
    s.coder = vb_coder_new(s.lexicon, &err);
    cr_assert(s.coder != NULL, "%zu:%zu: %s in\n%s", err.line, err.column, err.text, yaml);
    s.session = vb_session_new(s.coder, VB_UNIT_ANSWER, &err);
    cr_assert(s.session != NULL, "%s", err.text);
    return s;
}

static inline void support_close(support_coder *s)
{
    vb_session_free(s->session);
    vb_coder_free(s->coder);
    vb_lexicon_free(s->lexicon);
}

/* Thousandths as a decimal number: 1500 is 1.5. */
static inline void support_show_score(vb_buffer *out, uint64_t score)
{
    vb_buffer_printf(out, "%.10g", (double)score / 1000);
}

/* "buy-in 1/2, time 1 | buy-in | 0.5": each code with its score and, where it differs, its strength; the primary; the
 * margin.  The reason, if it is uncoded. */
static inline void support_show_codes(vb_buffer *out, const support_coder *s, const vb_coding *coding)
{
    if (coding->reason != VB_CODED) {
        bool bare = coding->n_codes == 0 && coding->primary == VB_NO_CATEGORY && !(coding->margin > 0);
        vb_buffer_printf(out, "%s%s", vb_reason_name(coding->reason), bare ? "" : " with codes");
        return;
    }
    for (size_t i = 0; i < coding->n_codes; i++) {
        vb_str path = s->lexicon->categories[coding->codes[i].category].path;
        vb_buffer_printf(out, "%s%.*s ", i == 0 ? "" : ", ", VB_ARG(path));
        support_show_score(out, coding->codes[i].score);
        if (coding->codes[i].strength != coding->codes[i].score) {
            vb_buffer_add_char(out, '/');
            support_show_score(out, coding->codes[i].strength);
        }
    }
    vb_str primary = {"none", 4};
    if (coding->primary != VB_NO_CATEGORY)
        primary = s->lexicon->categories[coding->primary].path;
    vb_buffer_printf(out, " | %.*s | %.4g", VB_ARG(primary), coding->margin);
}

/* "is fine cue, training denied by is fine": every term and its state, by position. */
static inline void support_show_evidence(vb_buffer *out, const support_coder *s)
{
    static const char *const states[] = {"counts", "cancelled", "hidden", "denied", "cue", "indicates"};
    size_t n = vb_session_evidence_count(s->session);
    for (size_t i = 0; i < n; i++) {
        vb_evidence e = vb_session_evidence(s->session, i);
        vb_buffer_printf(out, "%s%.*s %s", i == 0 ? "" : ", ", VB_ARG(e.term), states[e.state]);
        if (e.by != SIZE_MAX)
            vb_buffer_printf(out, " by %.*s", VB_ARG(vb_session_evidence(s->session, e.by).term));
    }
}

/* Everything there is to say of an answer: codes with their first bytes, all fields of the evidence, its tokens. */
static inline void support_show_all(vb_buffer *out, const support_coder *s, const vb_coding *coding)
{
    support_show_codes(out, s, coding);
    for (size_t i = 0; i < coding->n_codes; i++)
        vb_buffer_printf(out, " @%zu", coding->codes[i].first);
    vb_buffer_add_char(out, '\n');
    size_t n = vb_session_evidence_count(s->session);
    for (size_t i = 0; i < n; i++) {
        vb_evidence e = vb_session_evidence(s->session, i);
        vb_str path = {"-", 1};
        if (e.category != VB_NO_CATEGORY)
            path = s->lexicon->categories[e.category].path;
        vb_buffer_printf(out, "%zu: %.*s %s %.*s state %d, %zu to %zu, by %zd, clause %zu, weight %u:", i,
                         VB_ARG(path), e.role, VB_ARG(e.term), (int)e.state, e.beg, e.end, (ssize_t)e.by, e.clause,
                         (unsigned)e.weight);
        for (size_t k = 0; k < e.n_tokens; k++) {
            bool follows = false;
            vb_str token = vb_session_evidence_token(s->session, i, k, &follows);
            vb_buffer_printf(out, "%s%.*s", k == 0 ? " " : follows ? " " : " ... ", VB_ARG(token));
        }
        vb_buffer_add_char(out, '\n');
    }
}

/* The contents, NUL-terminated; the buffer is to be cleared before more is added. */
static inline const char *support_text(vb_buffer *out)
{
    vb_buffer_add_char(out, '\0');
    return out->failed ? "out of memory" : out->ptr;
}

/* An answer and what it must come to.  `yaml` is a lexicon without its first line; `evidence` NULL: not looked at. */
typedef struct {
    const char *rule, *yaml, *answer, *codes, *evidence;
} support_row;

static inline void support_check(const support_row *rows, size_t n)
{
    vb_buffer yaml = {0};
    vb_buffer codes = {0};
    vb_buffer evidence = {0};
    for (size_t i = 0; i < n; i++) {
        vb_error err = {0};
        vb_coding coding;
        vb_buffer_clear(&yaml);
        vb_buffer_clear(&codes);
        vb_buffer_clear(&evidence);
        vb_buffer_printf(&yaml, "lexicon: x\n%s", rows[i].yaml);
        support_coder s = support_open(support_text(&yaml));
        cr_assert(vb_session_code(s.session, vb_str_of(rows[i].answer), &coding, &err) == VB_OK, "%s", err.text);
        support_show_codes(&codes, &s, &coding);
        cr_expect_str_eq(support_text(&codes), rows[i].codes, "%s: \"%s\"\nis  %s\nnot %s\n%s", rows[i].rule,
                         rows[i].answer, codes.ptr, rows[i].codes, rows[i].yaml);
        support_show_evidence(&evidence, &s);
        if (rows[i].evidence != NULL)
            cr_expect_str_eq(support_text(&evidence), rows[i].evidence, "%s: \"%s\"\nis  %s\nnot %s\n%s",
                             rows[i].rule, rows[i].answer, evidence.ptr, rows[i].evidence, rows[i].yaml);
        support_close(&s);
    }
    vb_buffer_release(&yaml);
    vb_buffer_release(&codes);
    vb_buffer_release(&evidence);
}

#define SUPPORT_CHECK(rows) support_check(rows, COUNT_OF(rows))

#endif
