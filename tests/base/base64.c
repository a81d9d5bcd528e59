#include "base/base64.h"

#include <criterion/criterion.h>
#include <string.h>

/* RFC 4648, section 10. */
Test(base64, test_vectors_of_the_standard)
{
    static const char *const cases[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[VB_BASE64_SIZE(6)];
        vb_base64((const unsigned char *)cases[i][0], strlen(cases[i][0]), text);
        cr_assert_str_eq(text, cases[i][1]);
    }
}
