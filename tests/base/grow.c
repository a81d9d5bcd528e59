#include "base/grow.h"

#include <criterion/criterion.h>
#include <stdlib.h>

Test(grow, keeps_what_is_there)
{
    struct {
        uint32_t *items;
        size_t n, cap;
    } list = {0};
    for (uint32_t i = 0; i < 10000; i++) {
        cr_assert(VB_PUSH_ROOM(list.items, list.n, list.cap));
        cr_assert(list.n < list.cap);
        list.items[list.n++] = i;
    }
    for (uint32_t i = 0; i < 10000; i++)
        cr_assert(list.items[i] == i);
    size_t cap = list.cap;
    cr_expect(vb_grow(&list.items, &list.cap, 5, sizeof *list.items) && list.cap == cap, "it never shrinks");
    free(list.items);
}

/* What no memory holds, and numbers of bytes that overflow: the array stays as it was. */
Test(grow, failure)
{
    static const struct {
        size_t need, size;
    } cases[] = {{SIZE_MAX, 1}, {SIZE_MAX / 2 + 2, 1}, {SIZE_MAX / 8, 16}};
    uint32_t *items = NULL;
    size_t cap = 0;
    cr_assert(vb_grow(&items, &cap, 1, sizeof *items));
    items[0] = 7;
    size_t had = cap;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect(!vb_grow(&items, &cap, cases[i].need, cases[i].size) && cap == had && items[0] == 7, "case %zu", i);
    free(items);
}
