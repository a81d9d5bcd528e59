#include "base/buffer.h"

#include "base/str.h"

#include <criterion/criterion.h>

/* Every way of adding, over several growths, is the same bytes as written one by one. */
Test(buffer, additions)
{
    vb_buffer b = {0}, wanted = {0};
    cr_expect(vb_str_equal(vb_buffer_str(&b), VB_LITERAL("")), "an empty buffer is an empty slice, not NULL");
    for (size_t i = 0; i < 1000; i++) {
        vb_buffer_add(&b, "ab", 2);
        vb_buffer_add_str(&b, VB_LITERAL("cd"));
        vb_buffer_add_text(&b, "ef");
        vb_buffer_add_char(&b, 'g');
        vb_buffer_printf(&b, "%s%d", "h", 1);
        for (const char *c = "abcdefgh1"; *c != '\0'; c++)
            vb_buffer_add_char(&wanted, *c);
    }
    vb_buffer_add(&b, NULL, 0);
    cr_expect(!b.failed && b.len == 9000);
    cr_expect(vb_str_equal(vb_buffer_str(&b), vb_buffer_str(&wanted)));
    size_t cap = b.cap;
    vb_buffer_clear(&b);
    cr_expect(b.len == 0 && b.cap == cap, "clearing keeps the memory");
    vb_buffer_release(&b);
    cr_expect(b.ptr == NULL && b.cap == 0);
    vb_buffer_release(&wanted);
}

/* After what cannot be allocated nothing is added, until it is cleared. */
Test(buffer, failure_sticks)
{
    vb_buffer b = {0};
    vb_buffer_add_text(&b, "kept");
    cr_expect(!vb_buffer_reserve(&b, SIZE_MAX), "longer than any object");
    cr_expect(!vb_buffer_reserve(&b, SIZE_MAX - 2), "and by a sum that overflows");
    vb_buffer_add_text(&b, "more");
    cr_expect(b.failed && vb_str_equal(vb_buffer_str(&b), VB_LITERAL("kept")));
    vb_buffer_clear(&b);
    vb_buffer_add_text(&b, "again");
    cr_expect(!b.failed && vb_str_equal(vb_buffer_str(&b), VB_LITERAL("again")));
    vb_buffer_release(&b);
}
