#include "base/error.h"

#include "base/c_locale.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fill(vb_error *err, vb_status code, const char *file, size_t line, size_t column,
                 const char *format, va_list args)
{
    if (err == NULL)
        return;
    /* The arguments may point into *err itself (a message wrapped in another), so write to a copy first. */
    vb_error fresh = {.code = code, .line = line, .column = column};
    (void)vb_c_vsnprintf(fresh.text, sizeof fresh.text, format, args);
    if (file != NULL)
        (void)snprintf(fresh.file, sizeof fresh.file, "%s", file);
    *err = fresh;
}

vb_status vb_fail(vb_error *err, vb_status code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, code, NULL, 0, 0, format, args);
    va_end(args);
    return code;
}

vb_status vb_fail_at(vb_error *err, vb_status code, const char *file, size_t line, size_t column,
                     const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fill(err, code, file, line, column, format, args);
    va_end(args);
    return code;
}

vb_status vb_fail_memory(vb_error *err)
{
    return vb_fail(err, VB_ERROR_MEMORY, "out of memory");
}
