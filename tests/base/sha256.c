#include "base/sha256.h"

#include <criterion/criterion.h>
#include <string.h>

static void check(const char *text, size_t times, const char *expected)
{
    vb_sha256 hash;
    unsigned char digest[VB_SHA256_SIZE];
    char hex[2 * VB_SHA256_SIZE + 1];
    vb_sha256_init(&hash);
    for (size_t i = 0; i < times; i++)
        vb_sha256_add(&hash, text, strlen(text));
    vb_sha256_finish(&hash, digest);
    vb_sha256_hex(digest, hex);
    cr_assert_str_eq(hex, expected);
}

/* The examples of FIPS 180-2, appendix B, and NIST's example of an empty message. */
Test(sha256, examples_of_the_standard)
{
    check("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check("a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Around the block's end the padding takes one block or two: sha256sum of coreutils. */
Test(sha256, lengths_around_a_block)
{
    check("x", 55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072");
    check("x", 56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e");
    check("x", 64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c");
}
