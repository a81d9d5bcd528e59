#include "base/c_locale.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"

#include <criterion/criterion.h>

#include "comma_locale.h"

/* Every way of the library to write a number has a point, and the host keeps its comma. */
Test(c_locale, numbers_in_a_host_with_a_comma)
{
    char text[16];
    vb_buffer b = {0};
    vb_error err;
    set_comma_locale();
    cr_expect_eq(vb_c_snprintf(text, sizeof text, "%.2f %g", 0.25, 1.5), 8);
    cr_expect_str_eq(text, "0.25 1.5");
    vb_buffer_printf(&b, "%s %.3f, %g", "a,b", 0.125, 1e-9);
    cr_expect(vb_str_equal(vb_buffer_str(&b), VB_LITERAL("a,b 0.125, 1e-09")), "%.*s", (int)b.len, b.ptr);
    (void)vb_fail(&err, VB_ERROR_USAGE, "%g is too much", 2.5);
    cr_expect_str_eq(err.text, "2.5 is too much");
    (void)snprintf(text, sizeof text, "%.1f", 0.5);
    cr_expect_str_eq(text, "0,5");
    vb_buffer_release(&b);
}

/* Within it a package's own printf writes points too; one within another gives back what it found. */
Test(c_locale, enter_and_leave)
{
    char text[16];
    vb_c_locale outer, inner;
    set_comma_locale();
    cr_assert(vb_c_locale_enter(&outer));
    cr_assert(vb_c_locale_enter(&inner));
    vb_c_locale_leave(&inner);
    (void)snprintf(text, sizeof text, "%.1f", 0.5);
    cr_expect_str_eq(text, "0.5");
    cr_expect_eq(strtod("0.5", NULL), 0.5);
    vb_c_locale_leave(&outer);
    (void)snprintf(text, sizeof text, "%.1f", 0.5);
    cr_expect_str_eq(text, "0,5");
}
