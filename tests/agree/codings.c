#include "agree/codings.h"

#include "../support.h"

Test(codings, level)
{
    static const struct {
        const char *path;
        size_t level;
        const char *wanted;
    } rows[] = {{"a/b/c", 1, "a"}, {"a/b/c", 2, "a/b"}, {"a/b/c", 0, "a/b/c"}, {"a", 2, "a"}, {"a-b/c", 1, "a-b"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(vb_str_equal(vb_code_at_level(vb_str_of(rows[i].path), rows[i].level), vb_str_of(rows[i].wanted)));
}

/* Two coders of one answer.  Codes: a/x, a/y, b. */
Test(codings, compare)
{
    vb_str paths[] = {vb_str_of("a/x"), vb_str_of("a/y"), vb_str_of("b")};
    static const size_t x[] = {0}, y[] = {1}, xb[] = {0, 2};
    const struct {
        vb_coder_says says[2];
        size_t level;
        vb_difference wanted;
    } rows[] = {
        {{{.primary = 0, .has_set = true, .codes = x, .n_codes = 1},
          {.primary = 1, .has_set = true, .codes = y, .n_codes = 1}},
         0,
         {true, true, true}},
        {{{.primary = 0, .has_set = true, .codes = x, .n_codes = 1},
          {.primary = 1, .has_set = true, .codes = y, .n_codes = 1}},
         1,
         {true, false, false}},
        {{{.primary = 0, .has_set = true, .codes = x, .n_codes = 1},
          {.primary = 0, .has_set = true, .codes = xb, .n_codes = 2}},
         1,
         {true, false, true}},
        {{{.primary = VB_CODE_NONE, .has_set = true}, {.primary = 0, .has_set = true, .codes = x, .n_codes = 1}},
         1,
         {true, true, true}},
        {{{.primary = VB_CODE_NONE, .has_set = true}, {.primary = VB_CODE_NONE, .has_set = true}},
         0,
         {true, false, false}},
        {{{.primary = VB_CODE_MISSING}, {.primary = 0, .has_set = true, .codes = x, .n_codes = 1}},
         0,
         {false, false, false}},
        {{{.primary = VB_CODE_MISSING, .has_set = true, .codes = xb, .n_codes = 2},
          {.primary = 0, .has_set = true, .codes = xb, .n_codes = 2}},
         0,
         {true, false, false}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_coder_says says[2] = {rows[i].says[0], rows[i].says[1]};
        vb_coded_answer answer = {.says = says};
        vb_codings codings = {.codes = paths, .n_codes = 3, .n_coders = 2};
        vb_difference got = vb_codings_compare(&codings, &answer, rows[i].level);
        cr_expect(got.compared == rows[i].wanted.compared && got.primary_differs == rows[i].wanted.primary_differs &&
                      got.set_differs == rows[i].wanted.set_differs,
                  "row %zu", i);
    }
}
