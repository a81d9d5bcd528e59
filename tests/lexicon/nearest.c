/* "Did you mean".  Distances are edits of a letter (Levenshtein), counted by hand beside each row; a name of n
 * letters is near to what fewer than 2 + n / 3 edits make of it. */
#include "lexicon/nearest.h"

#include <criterion/criterion.h>

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

static const char *const commands[] = {"code", "report", "explain", "tokens", "lexicon", "agree", "sample", "merge"};

Test(nearest, names)
{
    static const struct {
        const char *name, *nearest;
    } rows[] = {
        {"report", "report"},   /* 0 */
        {"cod", "code"},        /* 1: a letter left out */
        {"marge", "merge"},     /* 1: a wrong letter */
        {"tokenss", "tokens"},  /* 1: a letter too many */
        {"explian", "explain"}, /* 2 at most: two letters swapped */
        {"rapord", "report"},   /* 2 of fewer than 4 */
        {"rapo", NULL},         /* 3: not fewer than 3 */
        {"zzzzzz", NULL},       /* 6 or more of each */
        {"", NULL},             /* 4 or more of each */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *got = vb_name_nearest(rows[i].name, commands, COUNT_OF(commands)), *want = rows[i].nearest;
        cr_expect(want == NULL ? got == NULL : got != NULL && strcmp(got, want) == 0, "%s: %s, not %s", rows[i].name,
                  got == NULL ? "none" : got, want == NULL ? "none" : want);
    }
    cr_expect_null(vb_name_nearest("code", commands, 0));
}

/* Of two that are as near the first by its bytes, whatever the order: `coda` is one letter from either. */
Test(nearest, ties)
{
    static const char *const one[] = {"code", "cods"}, *const other[] = {"cods", "code"};
    cr_expect_str_eq(vb_name_nearest("coda", one, 2), "code");
    cr_expect_str_eq(vb_name_nearest("coda", other, 2), "code");
}
