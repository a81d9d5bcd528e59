/* The tests inside the shipped lexicons, and that every category has one. */
#include "lexicon/shipped.h"
#include "lexicon/lexicon.h"

#include "base/str.h"
#include "code/session.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static bool has_path(const vb_str *paths, size_t n, vb_str path)
{
    for (size_t i = 0; i < n; i++)
        if (vb_str_equal(paths[i], path))
            return true;
    return false;
}

static void check_test(const char *file, const vb_lexicon *lexicon, vb_session *session, const vb_lexicon_test *test)
{
    vb_coding coding;
    cr_assert_eq(vb_session_code(session, test->answer, &coding, NULL), VB_OK);
    vb_str primary = coding.primary == VB_NO_CATEGORY ? VB_LITERAL("") : vb_lexicon_path(lexicon, coding.primary);
    if (test->has_primary)
        cr_expect(vb_str_equal(primary, test->primary), "%s:%zu: \"%.*s\": primary %.*s, not %.*s", file, test->line,
                  VB_ARG(test->answer), VB_ARG(primary), VB_ARG(test->primary));
    if (!test->has_codes)
        return;
    cr_expect_eq(coding.n_codes, test->n_codes, "%s:%zu: \"%.*s\": %zu codes, not %zu", file, test->line,
                 VB_ARG(test->answer), coding.n_codes, test->n_codes);
    for (size_t i = 0; i < coding.n_codes; i++) {
        vb_str path = vb_lexicon_path(lexicon, coding.codes[i].category);
        cr_expect(has_path(test->codes, test->n_codes, path), "%s:%zu: \"%.*s\": unexpected %.*s", file, test->line,
                  VB_ARG(test->answer), VB_ARG(path));
    }
}

/* True if a test expects the category or one below it. */
static bool is_tested(const vb_lexicon *lexicon, size_t category)
{
    vb_str path = vb_lexicon_path(lexicon, category);
    for (size_t t = 0; t < lexicon->n_tests; t++) {
        for (size_t i = 0; i < lexicon->tests[t].n_codes; i++) {
            vb_str code = lexicon->tests[t].codes[i];
            if (code.len >= path.len && memcmp(code.ptr, path.ptr, path.len) == 0 &&
                (code.len == path.len || code.ptr[path.len] == '/'))
                return true;
        }
    }
    return false;
}

Test(shipped, lexicons_pass_their_own_tests)
{
    size_t n = 0;
    for (const vb_shipped_lexicon *s = vb_shipped_lexicons; s->name != NULL; s++, n++) {
        vb_error err = {0};
        vb_lexicon *lexicon = vb_lexicon_open(s->name, NULL, 0, &err);
        cr_assert_not_null(lexicon, "%s:%zu:%zu: %s", err.file, err.line, err.column, err.text);
        vb_coder *coder = vb_coder_new(lexicon, &err);
        cr_assert_not_null(coder, "%s:%zu:%zu: %s", err.file, err.line, err.column, err.text);
        vb_session *session = vb_session_new(coder, VB_UNIT_ANSWER, &err);
        cr_assert_not_null(session);
        cr_assert(lexicon->n_tests > 0 || !vb_lexicon_gives_codes(lexicon), "%s has no tests", s->name);
        for (size_t t = 0; t < lexicon->n_tests; t++)
            check_test(s->name, lexicon, session, &lexicon->tests[t]);
        for (size_t c = 0; c < lexicon->n_categories; c++)
            cr_expect(is_tested(lexicon, c) || !vb_lexicon_gives_codes(lexicon), "%s: no test expects %.*s", s->name,
                      VB_ARG(vb_lexicon_path(lexicon, c)));
        vb_session_free(session);
        vb_coder_free(coder);
        vb_lexicon_free(lexicon);
    }
    cr_assert_geq(n, 5);
}

/* A turn inside a category's term hides the turn (rule 3), and a denial then reaches over the whole sentence. */
Test(shipped, no_term_of_challenges_ends_in_a_turn)
{
    vb_error err = {0};
    vb_lexicon *lexicon = vb_lexicon_open("challenges", NULL, 0, &err);
    cr_assert_not_null(lexicon, "%s", err.text);
    for (size_t t = 0; t < lexicon->n_terms; t++) {
        const vb_term *term = &lexicon->terms[t];
        size_t len = term->source.len;
        bool ends = len > 4 && (memcmp(term->source.ptr + len - 4, " but", 4) == 0 ||
                                memcmp(term->source.ptr + len - 4, "but)", 4) == 0);
        cr_expect(term->role != VB_ROLE_CATEGORY || !ends, "challenges:%zu: `%.*s`", term->line,
                  VB_ARG(term->source));
    }
    vb_lexicon_free(lexicon);
}
