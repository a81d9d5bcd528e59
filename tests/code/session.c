/* Rule 8, the reasons of uncoded answers; and what a session says of an answer and keeps from one to the next. */
#include "support.h"

#define LEXICON                                                                                                      \
    "non-answers: [n/a, none, not sure, idk]\n"                                                                      \
    "denials: {after: [is fine]}\n"                                                                                  \
    "ignore: [spring break]\n"                                                                                       \
    "categories: {a: {terms: [training, {term: change, weight: 0.5}, {term: fear, weight: 0}, "                      \
    "{term: support, unless: [tech]}]}}"

Test(session, reasons)
{
    static const support_row rows[] = {
        {"8: empty", LEXICON, "", "empty", ""},
        {"8: empty", LEXICON, " \t\n", "empty", ""},
        {"8: empty, signs are no words", LEXICON, "... - ?!", "empty", ""},
        {"8: non-answer", LEXICON, "none", "non-answer", NULL},
        {"8: non-answer, signs and case", LEXICON, "  N/A.", "non-answer", NULL},
        {"8: non-answer, of several words", LEXICON, "Not sure!", "non-answer", NULL},
        {"8: the whole answer", LEXICON, "none of it", "no-match", NULL},
        {"8: the whole answer", LEXICON, "not sure, none", "no-match", NULL},
        {"8: the whole answer", LEXICON, "training, none", "a 1 | a | 1", NULL},
        {"8: denied", LEXICON, "training is fine", "denied", NULL},
        {"8: cancelled", LEXICON, "tech support", "cancelled", NULL},
        {"8: weak", LEXICON, "change", "weak", NULL},
        {"8: weak, of no weight", LEXICON, "fear", "weak", NULL},
        {"8: no-match", LEXICON, "the weather", "no-match", ""},
        {"8: no-match, a cue alone", LEXICON, "it is fine", "no-match", NULL},
        {"8: no-match, all ignored", "ignore: [spring training]\ncategories: {a: {terms: [training]}}",
         "spring training", "no-match", NULL},
        {"8: denied before cancelled", LEXICON, "tech support, training is fine", "denied", NULL},
        {"8: denied before weak", LEXICON, "change, training is fine", "denied", NULL},
        {"8: cancelled before weak", LEXICON, "change, tech support", "cancelled", NULL},
        {"8: a code has no reason", LEXICON, "change, tech support, change", "a 1 | a | 1", NULL},
        {"8: weak, and denied ones make it no code", LEXICON, "change is fine, change", "denied", NULL},
    };
    SUPPORT_CHECK(rows);
}

Test(session, reason_names)
{
    static const char *const names[VB_REASONS] = {"",          "empty", "non-answer", "denied",
                                                  "cancelled", "weak",  "no-match",   "unreadable"};
    for (size_t i = 0; i < VB_REASONS; i++)
        cr_expect_str_eq(vb_reason_name((vb_reason)i), names[i]);
}

/* Each field of the evidence.  In "Caf\u00E9 push it back is fine": Caf\u00E9 ends at byte 5. */
Test(session, evidence)
{
    support_coder s = support_open(
        "lexicon: x\n"
        "denials: {after: [is fine]}\n"
        "categories: {a: {terms: [{term: push ... back, weight: 0.25}, back]}, b: {terms: [caf\u00E9]}}\n");
    vb_buffer shown = {0};
    vb_error err = {0};
    vb_coding coding;
    vb_str answer = VB_LITERAL("Caf\u00E9, push it back is fine, (back)");
    cr_assert(vb_session_code(s.session, answer, &coding, &err) == VB_OK);
    support_show_all(&shown, &s, &coding);
    static const char expected[] =
        "b 1, a 1 | b | 0 @0 @30\n"
        "0: b term caf\u00E9 state 0, 0 to 5, by -1, clause 0, weight 1000: Caf\u00E9\n"
        "1: a term push ... back state 3, 7 to 19, by 3, clause 1, weight 250: push ... back\n"
        "2: a term back state 2, 15 to 19, by 1, clause 1, weight 1000: back\n"
        "3: - denial is fine state 4, 20 to 27, by -1, clause 1, weight 1000: is fine\n"
        "4: a term back state 0, 30 to 34, by -1, clause 2, weight 1000: back\n";
    cr_expect_str_eq(support_text(&shown), expected, "%s", shown.ptr);
    vb_buffer_release(&shown);
    support_close(&s);
}

Test(session, roles)
{
    support_coder s =
        support_open("lexicon: x\n"
                     "denials: {after: [is fine], before: [apart from]}\nturns: [but]\nemphases: [main]\n"
                     "ignore: [spring]\ncategories: {a: {terms: [training]}}\n");
    static const struct {
        const char *answer, *role;
    } rows[] = {
        {"is fine", "denial"}, {"apart from", "denial"}, {"but", "turn"},
        {"main", "emphasis"},  {"spring", "ignore"},     {"training", "term"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_error err = {0};
        vb_coding coding;
        cr_assert(vb_session_code(s.session, vb_str_of(rows[i].answer), &coding, &err) == VB_OK);
        cr_assert_eq(vb_session_evidence_count(s.session), 1, "%s", rows[i].answer);
        vb_evidence e = vb_session_evidence(s.session, 0);
        cr_expect_str_eq(e.role, rows[i].role);
        cr_expect((e.category == VB_NO_CATEGORY) == (strcmp(e.role, "term") != 0), "%s", rows[i].answer);
    }
    support_close(&s);
}

/* No answer leaves anything behind for the next. */
Test(session, one_answer_after_the_other)
{
    support_coder s = support_open("lexicon: x\n" LEXICON "\n");
    static const struct {
        const char *answer, *expected;
    } rows[] = {
        {"training, training", "a 2 | a | 1"},
        {"", "empty"},
        {"training", "a 1 | a | 1"},
        {"training is fine", "denied"},
        {"weather", "no-match"},
        {"none", "non-answer"},
        {"change", "weak"},
        {"tech support", "cancelled"},
    };
    vb_buffer shown = {0};
    for (size_t i = 0; i < 1000; i++) {
        size_t k = (i * i + i / 7) % COUNT_OF(rows);
        vb_error err = {0};
        vb_coding coding;
        cr_assert(vb_session_code(s.session, vb_str_of(rows[k].answer), &coding, &err) == VB_OK);
        vb_buffer_clear(&shown);
        support_show_codes(&shown, &s, &coding);
        cr_assert_str_eq(support_text(&shown), rows[k].expected, "%zu: %s", i, rows[k].answer);
    }
    vb_buffer_release(&shown);
    support_close(&s);
}

/* Bytes that are not UTF-8 are refused, the first bad one named; the session goes on. */
Test(session, not_utf8)
{
    static const struct {
        const char *rule;
        vb_str answer;
        size_t column;
    } rows[] = {
        {"a lone lead byte", {"caf\xE9", 4}, 4},
        {"a lone tail byte", {"\x80training", 9}, 1},
        {"a surrogate", {"ab\xED\xA0\x80", 5}, 3},
        {"too long a form", {"a\xC0\xAF", 3}, 2},
        {"beyond U+10FFFF", {"\xF4\x90\x80\x80", 4}, 1},
        {"cut short, after a character that is fine", {"\u00E9\xE2\x82", 4}, 3},
    };
    support_coder s = support_open("lexicon: x\n" LEXICON "\n");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_error err = {0};
        vb_coding coding;
        cr_expect(vb_session_code(s.session, rows[i].answer, &coding, &err) == VB_ERROR_INPUT, "%s", rows[i].rule);
        cr_expect(err.code == VB_ERROR_INPUT && err.column == rows[i].column, "%s: %zu", rows[i].rule, err.column);
        cr_expect(vb_session_code(s.session, VB_LITERAL("training"), &coding, &err) == VB_OK && coding.n_codes == 1);
    }
    support_close(&s);
}

/* A NUL is a character as any that is no word. */
Test(session, nul)
{
    support_coder s = support_open("lexicon: x\n" LEXICON "\n");
    vb_error err = {0};
    vb_coding coding;
    cr_assert(vb_session_code(s.session, (vb_str){"no\0training", 11}, &coding, &err) == VB_OK);
    cr_expect_eq(coding.n_codes, 1);
    cr_expect_eq(coding.codes[0].first, 3);
    cr_assert(vb_session_code(s.session, (vb_str){NULL, 0}, &coding, &err) == VB_OK);
    cr_expect_eq(coding.reason, VB_REASON_EMPTY);
    support_close(&s);
}
