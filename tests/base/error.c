#include "base/error.h"

#include <criterion/criterion.h>
#include <string.h>

Test(error, place_and_text)
{
    vb_error err = {.row = 7};
    cr_expect(vb_fail_at(&err, VB_ERROR_LEXICON, "a.yaml", 3, 5, "unknown key `%s`", "termz") == VB_ERROR_LEXICON);
    cr_expect(err.code == VB_ERROR_LEXICON && err.line == 3 && err.column == 5);
    cr_expect(err.row == 0, "an older failure leaves nothing behind");
    cr_expect_str_eq(err.file, "a.yaml");
    cr_expect_str_eq(err.text, "unknown key `termz`");
    cr_expect(vb_fail(&err, VB_ERROR_USAGE, "no") == VB_ERROR_USAGE);
    cr_expect(err.line == 0 && err.column == 0 && err.file[0] == '\0');
    cr_expect(vb_fail(NULL, VB_ERROR_READ, "no") == VB_ERROR_READ, "nobody need listen");
}

/* A message that wraps the one before it reads from what it writes to. */
Test(error, of_itself)
{
    vb_error err = {0};
    (void)vb_fail_at(&err, VB_ERROR_READ, "b.yaml", 0, 0, "no such file");
    (void)vb_fail_at(&err, VB_ERROR_LEXICON, "a.yaml", 1, 2, "%s: %s", err.file, err.text);
    cr_expect_str_eq(err.file, "a.yaml");
    cr_expect_str_eq(err.text, "b.yaml: no such file");
}

Test(error, cut_to_fit)
{
    char name[1000];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    vb_error err = {0};
    (void)vb_fail_at(&err, VB_ERROR_READ, name, 1, 1, "%s", name);
    cr_expect(strlen(err.file) == sizeof err.file - 1 && strlen(err.text) == sizeof err.text - 1);
}
