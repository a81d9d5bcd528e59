/* A locale whose decimal point is a comma, as a host program may have set: made here, since a machine for builds has
 * but the C locale. */
#ifndef TEST_COMMA_LOCALE_H
#define TEST_COMMA_LOCALE_H

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Set it for the whole test program: Criterion gives each test a process of its own. */
static void set_comma_locale(void)
{
    static char folder[] = "/tmp/verbatim-locale-XXXXXX";
    char command[512], half[8];
    cr_assert_not_null(mkdtemp(folder));
    /* localedef warns of the categories that are left to the C locale, and so exits with 1. */
    (void)snprintf(command, sizeof command,
                   "printf 'LC_NUMERIC\\ndecimal_point \"<U002C>\"\\nthousands_sep \"\"\\ngrouping -1\\nEND "
                   "LC_NUMERIC\\n' > %s/comma.src; localedef -c -i %s/comma.src --no-archive %s/comma 2> /dev/null",
                   folder, folder, folder);
    (void)!system(command);
    cr_assert_eq(setenv("LOCPATH", folder, 1), 0);
    const char *set = setlocale(LC_NUMERIC, "comma");
    (void)snprintf(command, sizeof command, "rm -r %s", folder);
    (void)!system(command);
    cr_assert_not_null(set, "localedef (Debian's libc-bin) makes a locale");
    (void)snprintf(half, sizeof half, "%.1f", 0.5);
    cr_assert_str_eq(half, "0,5", "the locale is in force");
}

#endif
