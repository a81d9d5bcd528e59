/* The boundaries of Unicode's own test files, which Debian's unicode-data package installs. */
#include "text/sentence_break.h"
#include "text/utf8.h"
#include "text/word_break.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef size_t next_fn(vb_str s, size_t at);

enum { LONGEST = 512 };

/* A line "÷ 0061 × 0308 ÷ # comment" as text and as a mark (1: boundary) for each offset.  False if it has no test.
 */
static bool read_line(const char *line, char text[LONGEST], size_t *len, bool boundary[LONGEST])
{
    static const char yes[] = "\xC3\xB7", no[] = "\xC3\x97";
    memset(boundary, 0, LONGEST * sizeof *boundary);
    *len = 0;
    bool any = false;
    for (const char *p = line; *p != '\0' && *p != '#' && *p != '\n';) {
        if (strncmp(p, yes, 2) == 0 || strncmp(p, no, 2) == 0) {
            boundary[*len] = strncmp(p, yes, 2) == 0;
            p += 2;
            any = true;
        } else if (*p == ' ' || *p == '\t') {
            p++;
        } else {
            char *end;
            *len += vb_utf8_encode((uint32_t)strtoul(p, &end, 16), text + *len);
            cr_assert(end > p && *len < LONGEST - 4, "not understood: %s", line);
            p = end;
        }
    }
    return any;
}

static size_t check_file(const char *path, next_fn *next)
{
    FILE *in = fopen(path, "r");
    cr_assert_not_null(in, "%s cannot be opened; install unicode-data", path);
    char line[4096];
    size_t tests = 0;
    while (fgets(line, sizeof line, in) != NULL) {
        char text[LONGEST];
        bool expected[LONGEST], found[LONGEST] = {true};
        size_t len;
        if (!read_line(line, text, &len, expected))
            continue;
        tests++;
        for (size_t at = 0; at < len;) {
            at = next((vb_str){text, len}, at);
            found[at] = true;
        }
        cr_expect_arr_eq(found, expected, (len + 1) * sizeof(bool), "%s", line);
    }
    fclose(in);
    return tests;
}

Test(conformance, word_break)
{
    cr_assert_eq(check_file("/usr/share/unicode/auxiliary/WordBreakTest.txt", vb_word_break_next), 1823);
}

Test(conformance, sentence_break)
{
    cr_assert_eq(check_file("/usr/share/unicode/auxiliary/SentenceBreakTest.txt", vb_sentence_break_next), 502);
}
