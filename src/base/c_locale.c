#include "base/c_locale.h"

#include <stdio.h>

/* glibc and musl have the C locale ready: newlocale() looks it up, and freelocale() leaves it alone. */
bool vb_c_locale_enter(vb_c_locale *locale)
{
    locale->c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (locale->c == (locale_t)0)
        return false;
    locale->before = uselocale(locale->c);
    return true;
}

void vb_c_locale_leave(vb_c_locale *locale)
{
    (void)uselocale(locale->before);
    freelocale(locale->c);
}

int vb_c_vsnprintf(char *out, size_t size, const char *format, va_list args)
{
    vb_c_locale locale;
    if (!vb_c_locale_enter(&locale))
        return -1;
    int len = vsnprintf(out, size, format, args);
    vb_c_locale_leave(&locale);
    return len;
}

int vb_c_snprintf(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vb_c_vsnprintf(out, size, format, args);
    va_end(args);
    return len;
}
