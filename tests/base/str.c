#include "base/str.h"

#include <criterion/criterion.h>

Test(str, compare)
{
    static const char *const rising[] = {"", "A", "B", "a", "aa", "ab", "b", "\xC3\xA9"}; /* bytes, then length */
    enum { N = sizeof rising / sizeof *rising };
    for (size_t i = 0; i < N; i++)
        for (size_t k = 0; k < N; k++) {
            int order = vb_str_compare(vb_str_of(rising[i]), vb_str_of(rising[k]));
            cr_expect((order > 0) - (order < 0) == (i > k) - (i < k), "\"%s\" and \"%s\"", rising[i], rising[k]);
        }
}

Test(str, trim)
{
    static const char *const cases[][2] = {
        {"", ""}, {" \t\r\n", ""}, {"a", "a"}, {" a b\n", "a b"}, {"\xC2\xA0 a", "\xC2\xA0 a"}, /* ASCII only */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect(vb_str_equal(vb_str_trim(vb_str_of(cases[i][0])), vb_str_of(cases[i][1])), "\"%s\"", cases[i][0]);
}

/* Optimal string alignment: counted by hand, one edit after the other.  Either way round it is the same. */
Test(str, distance)
{
    static const struct {
        const char *a, *b;
        size_t limit, distance;
    } cases[] = {
        {"terms", "terms", 2, 0},    {"termz", "terms", 2, 1}, /* change */
        {"tems", "terms", 2, 1},                               /* insert */
        {"etrms", "terms", 2, 1},                              /* swap */
        {"ca", "abc", 9, 3},         /* nothing may come between two swapped letters, or it were 2 */
        {"kitten", "sitting", 9, 3}, /* k s, e i, + g */
        {"kitten", "sitting", 2, 3}, /* more than the limit is the limit and one */
        {"", "abc", 9, 3},           {"", "", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_str a = vb_str_of(cases[i].a), b = vb_str_of(cases[i].b);
        cr_expect(vb_str_distance(a, b, cases[i].limit) == cases[i].distance, "%s, %s", cases[i].a, cases[i].b);
        cr_expect(vb_str_distance(b, a, cases[i].limit) == cases[i].distance, "%s, %s", cases[i].b, cases[i].a);
    }
    char longer[64];
    memset(longer, 'a', sizeof longer);
    cr_expect(vb_str_distance((vb_str){longer, 64}, (vb_str){longer, 64}, 2) == 3, "over 63 bytes nothing is near");
    cr_expect(vb_str_distance((vb_str){longer, 63}, (vb_str){longer, 63}, 2) == 0);
}
