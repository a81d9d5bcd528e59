/* What identifies people. */
#include "run/redact.h"

#include "base/str.h"

#include <criterion/criterion.h>

static const struct {
    const char *text, *wanted;
} cases[] = {
    {"Write to jane.doe+pl@district12.k12.nc.us please.", "Write to [e-mail] please."},
    {"jane @ school.org or JANE@SCHOOL.ORG", "[e-mail] or [e-mail]"},
    {"see https://example.org/a?b=c, and www.example.org/x.", "see [web address] and [web address]"},
    {"it is on schoolsite.com/pd now", "it is on [web address] now"},
    {"ask @msrivera about it", "ask [account] about it"},
    {"call 919-555-0142 or (919) 555 0142, +1 919.555.0142 x12", "call [number] or [number], [number]"},
    {"555-0142 after 3", "[number] after 3"},
    {"my ssn is 123-45-6789!", "my ssn is [number]!"},
    {"Mr. Smith and Mrs O'Neil-Brown said so", "Mr. [name] and Mrs [name] said so"},
    {"ask Dr. Ana Maria Lopez", "ask Dr. [name]"},
    {"mr jones does nothing", "mr [name] does nothing"},
    {"Principal Nguyen left, the principal is new", "Principal [name] left, the principal is new"},
    {"la Sra. Mu\xC3\xB1oz", "la Sra. [name]"},
    {"my name is ann Baker, hello", "my name is [name], hello"},
    /* what is nobody's */
    {"no time for 27 kids in 3 groups, 45 minutes each", "no time for 27 kids in 3 groups, 45 minutes each"},
    {"since 2015-16 we have 1:1, 1,000 devices and $250,000",
     "since 2015-16 we have 1:1, 1,000 devices and $250,000"},
    {"principal support is missing", "principal support is missing"},
    {"no time.no money", "no time.no money"},
    {"in 2015 2016 and 2017", "in 2015 2016 and 2017"},
    {"", ""},
};

Test(redact, texts)
{
    vb_error err = {0};
    vb_redactor *redactor = vb_redactor_new(&err);
    cr_assert_not_null(redactor, "%s", err.text);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_buffer out = {0};
        const vb_redaction *list;
        size_t n;
        cr_assert(vb_redactor_run(redactor, vb_str_of(cases[i].text), &out, &list, &n));
        cr_expect(vb_str_equal(vb_buffer_str(&out), vb_str_of(cases[i].wanted)), "%s: %.*s", cases[i].text,
                  (int)out.len, out.ptr == NULL ? "" : out.ptr);
        vb_buffer_release(&out);
    }
    vb_redactor_free(redactor);
}

/* A word so long that the search for addresses is given up: the address behind it is not shown all the same. */
Test(redact, withholds_what_it_cannot_read)
{
    enum { LONG = 160000 };
    vb_error err = {0};
    vb_redactor *redactor = vb_redactor_new(&err);
    vb_buffer text = {0}, out = {0};
    vb_buffer_add_text(&text, "see x.org: ");
    for (size_t i = 0; i < LONG; i++)
        vb_buffer_add_char(&text, 'a');
    vb_buffer_add_text(&text, " x jane@school.org");
    const vb_redaction *list;
    size_t n;
    cr_assert(vb_redactor_run(redactor, vb_buffer_str(&text), &out, &list, &n));
    vb_str found = vb_buffer_str(&out), tail = VB_LITERAL("[withheld]");
    cr_expect_null(memmem(found.ptr, found.len, "jane", 4));
    cr_expect_null(memmem(found.ptr, found.len, "x.org", 5));
    cr_assert_geq(found.len, tail.len);
    cr_expect(vb_str_equal(vb_str_cut(found, found.len - tail.len, found.len), tail));
    for (size_t i = 1; i < n; i++)
        cr_expect_leq(list[i - 1].end, list[i].beg, "in order, none within another");
    vb_buffer_release(&out);
    vb_buffer_release(&text);
    vb_redactor_free(redactor);
}

/* "Mr. Smith has no time": "no time" is bytes 14 to 21; "Smith" (4 to 9) became "[name]" (4 to 10). */
Test(redact, places)
{
    vb_redaction list[] = {{4, 9, 4, 10}};
    cr_expect_eq(vb_redaction_move(list, 1, 0, false), 0);
    cr_expect_eq(vb_redaction_move(list, 1, 4, false), 4);
    cr_expect_eq(vb_redaction_move(list, 1, 6, false), 4, "inside: to the start");
    cr_expect_eq(vb_redaction_move(list, 1, 6, true), 10, "or to the end");
    cr_expect_eq(vb_redaction_move(list, 1, 9, true), 10);
    cr_expect_eq(vb_redaction_move(list, 1, 14, false), 15);
    cr_expect_eq(vb_redaction_move(list, 1, 21, true), 22);
}
