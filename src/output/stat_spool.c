#include "output/stat_spool.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* A file that is gone with the process, as tmpfile() makes them; NULL if there is none to be had. */
static FILE *temporary_file(const char *folder)
{
    char *name = NULL;
    int fd = open(folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);
    if (fd < 0 && asprintf(&name, "%s/.verbatim-XXXXXX", folder) >= 0) {
        fd = mkstemp(name);
        if (fd >= 0)
            (void)unlink(name);
        free(name);
    }
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w+b");
    if (fd >= 0 && file == NULL)
        (void)close(fd);
    return file;
}

vb_status vb_stat_spool_begin(vb_stat_spool *spool, const char *path, const char *folder, vb_error *err)
{
    *spool = (vb_stat_spool){.path = path};
    spool->file = folder == NULL ? tmpfile() : temporary_file(folder);
    return spool->file == NULL ? vb_stat_spool_fail(spool, err) : VB_OK;
}

void vb_stat_spool_release(vb_stat_spool *spool)
{
    if (spool->file != NULL)
        (void)fclose(spool->file); /* nobody reads it any more */
    vb_buffer_release(&spool->bytes);
    *spool = (vb_stat_spool){0};
}

vb_status vb_stat_spool_fail(const vb_stat_spool *spool, vb_error *err)
{
    return spool->bytes.failed
               ? vb_fail_memory(err)
               : vb_fail_at(err, VB_ERROR_WRITE, spool->path, 0, 0,
                            "rows cannot be kept in its folder until it is written: %s", strerror(errno));
}

static bool put(vb_stat_spool *spool, const void *bytes, size_t n)
{
    return n == 0 || fwrite(bytes, 1, n, spool->file) == n;
}

bool vb_stat_spool_put(vb_stat_spool *spool, const vb_value *value)
{
    unsigned char kind = (unsigned char)value->kind;
    if (!put(spool, &kind, 1))
        return false;
    switch (value->kind) {
    case VB_VALUE_NUMBER:
        return put(spool, &value->number, sizeof value->number);
    case VB_VALUE_TEXT:
        return put(spool, &value->text.len, sizeof value->text.len) && put(spool, value->text.ptr, value->text.len);
    case VB_VALUE_TAGGED_MISSING:
        return put(spool, &value->tag, 1);
    case VB_VALUE_SYSTEM_MISSING:
        break;
    }
    return true;
}

bool vb_stat_spool_rewind(vb_stat_spool *spool)
{
    return fflush(spool->file) == 0 && fseek(spool->file, 0, SEEK_SET) == 0;
}

static bool get(vb_stat_spool *spool, void *bytes, size_t n)
{
    errno = EIO; /* what a short read means here */
    return n == 0 || fread(bytes, 1, n, spool->file) == n;
}

bool vb_stat_spool_get(vb_stat_spool *spool, vb_value *value)
{
    unsigned char kind;
    if (!get(spool, &kind, 1))
        return false;
    *value = (vb_value){.kind = kind, .text = VB_LITERAL("")};
    switch (value->kind) {
    case VB_VALUE_NUMBER:
        return get(spool, &value->number, sizeof value->number);
    case VB_VALUE_TEXT:
        if (!get(spool, &value->text.len, sizeof value->text.len))
            return false;
        vb_buffer_clear(&spool->bytes);
        if (!vb_buffer_reserve(&spool->bytes, value->text.len + 1) || !get(spool, spool->bytes.ptr, value->text.len))
            return false;
        spool->bytes.ptr[value->text.len] = '\0';
        value->text.ptr = spool->bytes.ptr;
        return true;
    case VB_VALUE_TAGGED_MISSING:
        return get(spool, &value->tag, 1);
    case VB_VALUE_SYSTEM_MISSING:
        break;
    }
    return true;
}
