#include "base/buffer.h"

#include "base/c_locale.h"

#include <stdlib.h>
#include <string.h>

/* The part of vb_buffer_reserve() that is seldom needed. */
__attribute__((noinline)) static bool grow(vb_buffer *b, size_t more)
{
    if (b->failed)
        return false;
    size_t need = b->len + more;
    size_t cap = b->cap < 64 ? 64 : b->cap;
    while (cap < need && cap <= SIZE_MAX / 2)
        cap *= 2;
    char *ptr = need < more || cap < need ? NULL : realloc(b->ptr, cap);
    if (ptr == NULL) {
        b->failed = true;
        return false;
    }
    b->ptr = ptr;
    b->cap = cap;
    return true;
}

static inline bool reserve(vb_buffer *b, size_t more)
{
    return (!b->failed && more <= b->cap - b->len) || grow(b, more);
}

static inline void add(vb_buffer *b, const void *ptr, size_t len)
{
    if (len == 0 || !reserve(b, len))
        return;
    memcpy(b->ptr + b->len, ptr, len);
    b->len += len;
}

bool vb_buffer_reserve(vb_buffer *b, size_t more)
{
    return reserve(b, more);
}

void vb_buffer_add(vb_buffer *b, const void *ptr, size_t len)
{
    add(b, ptr, len);
}

void vb_buffer_add_str(vb_buffer *b, vb_str s)
{
    add(b, s.ptr, s.len);
}

void vb_buffer_add_text(vb_buffer *b, const char *text)
{
    add(b, text, strlen(text));
}

void vb_buffer_add_char(vb_buffer *b, char c)
{
    if (reserve(b, 1))
        b->ptr[b->len++] = c;
}

void vb_buffer_vprintf(vb_buffer *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vb_c_vsnprintf(NULL, 0, format, args);
    if (len >= 0 && vb_buffer_reserve(b, (size_t)len + 1) &&
        vb_c_vsnprintf(b->ptr + b->len, (size_t)len + 1, format, again) == len)
        b->len += (size_t)len;
    else
        b->failed = true;
    va_end(again);
}

void vb_buffer_printf(vb_buffer *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vb_buffer_vprintf(b, format, args);
    va_end(args);
}

vb_str vb_buffer_str(const vb_buffer *b)
{
    return (vb_str){b->ptr == NULL ? "" : b->ptr, b->len};
}

void vb_buffer_clear(vb_buffer *b)
{
    b->len = 0;
    b->failed = false;
}

void vb_buffer_release(vb_buffer *b)
{
    free(b->ptr);
    *b = (vb_buffer){0};
}
