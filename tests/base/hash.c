#include "base/hash.h"

#include "base/buffer.h"
#include "base/str.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* The hash is of the bytes and the seed, and of nothing else. */
Test(hash, of_bytes_and_seed)
{
    static const char text[] = "personalized learning, personalized learning";
    char moved[sizeof text + 8];
    for (size_t len = 0; len < sizeof text; len++) {
        uint64_t hash = vb_hash((vb_str){text, len}, 7);
        for (size_t at = 0; at < 8; at++) {
            memset(moved, 'x', sizeof moved);
            memcpy(moved + at, text, len);
            cr_assert(vb_hash((vb_str){moved + at, len}, 7) == hash, "%zu bytes, %zu on", len, at);
        }
        cr_expect(vb_hash((vb_str){text, len}, 8) != hash, "%zu bytes, another seed", len);
        cr_expect(len == 0 || vb_hash((vb_str){text, len - 1}, 7) != hash, "%zu bytes and one less", len);
    }
    cr_expect(vb_hash((vb_str){"\0\0", 1}, 7) != vb_hash((vb_str){"\0\0", 2}, 7), "NUL bytes count");
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Keys that differ in a byte or two, and keys of one byte again and again, in which equal steps could undo each
 * other: all have hashes of their own, also where the seed is the length. */
Test(hash, of_near_keys)
{
    enum { LONGEST = 40, BYTES = 256, DIGITS = 10 };
    static uint64_t hashes[LONGEST * (BYTES + BYTES) + LONGEST * LONGEST / 2 * DIGITS * DIGITS];
    for (size_t len = 3; len <= LONGEST; len++) {
        char key[LONGEST];
        size_t n = 0;
        for (unsigned c = 0; c < BYTES; c++) {
            memset(key, (int)c, len);
            hashes[n++] = vb_hash((vb_str){key, len}, 7);
        }
        memset(key, 'x', len);
        for (size_t i = 0; i < len; i++, key[i - 1] = 'x')
            for (unsigned c = 0; c < BYTES; c++) {
                key[i] = (char)c;
                if (c != 'x' && !(c >= '0' && c <= '9'))
                    hashes[n++] = vb_hash((vb_str){key, len}, 7);
            }
        for (size_t i = 0; i < len; i++, key[i - 1] = 'x')
            for (size_t k = i + 1; k < len; k++, key[k - 1] = 'x')
                for (unsigned c = 0; c < DIGITS * DIGITS; c++) {
                    key[i] = (char)('0' + c / DIGITS);
                    key[k] = (char)('0' + c % DIGITS);
                    hashes[n++] = vb_hash((vb_str){key, len}, 7);
                }
        qsort(hashes, n, sizeof *hashes, compare_hashes);
        size_t equal = 0;
        for (size_t i = 1; i < n; i++)
            equal += hashes[i] == hashes[i - 1];
        cr_expect_eq(equal, 0, "%zu bytes: %zu of %zu equal", len, equal, n);
    }
}

/* A map of many keys, each set twice; NUL bytes and the empty key are keys like others. */
Test(hash, map)
{
    enum { N = 5000 };
    vb_map map = {0};
    vb_buffer text = {0};
    cr_expect(vb_map_find(&map, VB_LITERAL("0")) == VB_MAP_NONE, "nothing is in an empty map");
    for (size_t i = 0; i < N; i++)
        vb_buffer_printf(&text, "%05zu", i);
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < N; i++)
            cr_assert(vb_map_set(&map, vb_str_cut(vb_buffer_str(&text), 5 * i, 5 * i + 5), i + round));
    cr_expect(map.n == N, "setting again adds nothing");
    for (size_t i = 0; i < N; i++)
        cr_assert(vb_map_find(&map, vb_str_cut(vb_buffer_str(&text), 5 * i, 5 * i + 5)) == i + 1);
    cr_expect(vb_map_find(&map, VB_LITERAL("")) == VB_MAP_NONE);
    cr_assert(vb_map_set(&map, (vb_str){NULL, 0}, 1) && vb_map_set(&map, (vb_str){"a\0b", 3}, 2));
    cr_expect(vb_map_find(&map, VB_LITERAL("")) == 1);
    cr_expect(vb_map_find(&map, (vb_str){"a\0b", 3}) == 2);
    cr_expect(vb_map_find(&map, VB_LITERAL("a")) == VB_MAP_NONE);
    vb_map_release(&map);
    cr_expect(vb_map_find(&map, VB_LITERAL("00001")) == VB_MAP_NONE);
    vb_buffer_release(&text);
}
