#include "base/arena.h"

#include "base/str.h"

#include <criterion/criterion.h>
#include <stdalign.h>

/* Memory is aligned, zeroed and its own, in blocks of any size and after clearing. */
Test(arena, memory)
{
    static const size_t sizes[] = {1, 7, 8, 100, 0, 16 * 1024, 16 * 1024 + 1, 100000, 3};
    enum { N = sizeof sizes / sizeof *sizes };
    vb_arena arena = {0};
    for (int round = 0; round < 3; round++) {
        unsigned char *got[N];
        for (size_t i = 0; i < N; i++) {
            got[i] = vb_arena_alloc(&arena, sizes[i]);
            cr_assert(got[i] != NULL);
            cr_expect((uintptr_t)got[i] % alignof(max_align_t) == 0, "%zu bytes", sizes[i]);
            for (size_t k = 0; k < sizes[i]; k++)
                cr_assert(got[i][k] == 0, "byte %zu of %zu", k, sizes[i]);
            memset(got[i], (int)i + 1, sizes[i]);
        }
        for (size_t i = 0; i < N; i++)
            for (size_t k = 0; k < sizes[i]; k++)
                cr_assert(got[i][k] == i + 1, "byte %zu of %zu belongs to another, too", k, sizes[i]);
        vb_arena_clear(&arena);
    }
    vb_arena_release(&arena);
    cr_expect(arena.block == NULL);
    vb_arena_release(&arena);
}

Test(arena, copies_end_with_a_nul)
{
    vb_arena arena = {0};
    char text[] = "no time";
    vb_str copy = vb_arena_copy(&arena, (vb_str){text, 2});
    text[0] = 'x';
    cr_expect_str_eq(copy.ptr, "no");
    cr_expect(copy.len == 2);
    cr_expect_str_eq(vb_arena_copy(&arena, (vb_str){NULL, 0}).ptr, "", "nothing is not out of memory");
    vb_arena_release(&arena);
}

Test(arena, sizes_that_overflow)
{
    vb_arena arena = {0};
    cr_expect(vb_arena_alloc(&arena, SIZE_MAX) == NULL);
    cr_expect(vb_arena_alloc(&arena, SIZE_MAX - 16) == NULL);
    cr_expect(vb_arena_copy(&arena, (vb_str){"", SIZE_MAX}).ptr == NULL);
    cr_expect(vb_arena_alloc(&arena, 8) != NULL, "it still gives out what there is");
    vb_arena_release(&arena);
}
