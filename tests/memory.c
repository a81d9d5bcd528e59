/* For LD_PRELOAD: of all allocations the one with the number $FAIL_AT gets no memory, "40+" also none after it; with
 * FAIL_AT=0 their number is written to standard error at the end.  The __libc_ names are glibc's own. */
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);

static atomic_long count;
static long fail_at = -1;
static bool on; /* also after it */

__attribute__((constructor)) static void begin(void)
{
    const char *text = getenv("FAIL_AT");
    fail_at = text == NULL ? -1 : atol(text);
    on = text != NULL && strchr(text, '+') != NULL;
}

__attribute__((destructor)) static void end(void)
{
    if (fail_at == 0)
        fprintf(stderr, "allocations: %ld\n", (long)count);
}

static bool fails(void)
{
    if (fail_at < 0)
        return false;
    long n = ++count;
    if (n != fail_at && !(on && n > fail_at))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *ptr, size_t size)
{
    return fails() ? NULL : __libc_realloc(ptr, size);
}
