/* Numbers as the C locale writes them, whatever locale the program around the library has set. */
#ifndef VB_BASE_C_LOCALE_H
#define VB_BASE_C_LOCALE_H

#include <locale.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    locale_t c, before;
} vb_c_locale;

/* From here on this thread, and packages that it calls, have the C locale, until vb_c_locale_leave() gives it its own
 * back.  False when memory is out: then there is nothing to leave. */
bool vb_c_locale_enter(vb_c_locale *locale);
void vb_c_locale_leave(vb_c_locale *locale);

/* As snprintf() and vsnprintf() in the C locale.  Negative when memory is out; `out` is then as it was. */
int vb_c_snprintf(char *out, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));
int vb_c_vsnprintf(char *out, size_t size, const char *format, va_list args) __attribute__((format(printf, 3, 0)));

#endif
