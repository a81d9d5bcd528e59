#include "input/spool.h"

#include "base/error.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { STEP = 256 * 1024, LONGEST_ENDING = 10 };

/* The name's ending with its dot, before .gz or .zst. */
static vb_str ending_of(const vb_bytes *bytes, const char *otherwise)
{
    vb_str name = vb_str_of(vb_bytes_name(bytes));
    if (!vb_bytes_is_file(bytes))
        return vb_str_of(otherwise);
    if (vb_bytes_packing(bytes) != VB_PACKING_NONE) {
        const char *dot = memrchr(name.ptr, '.', name.len);
        name.len = dot == NULL ? name.len : (size_t)(dot - name.ptr);
    }
    const char *dot = memrchr(name.ptr, '.', name.len);
    vb_str ending = dot == NULL ? (vb_str){"", 0} : vb_str_cut(name, (size_t)(dot - name.ptr), name.len);
    bool fits = ending.len > 1 && ending.len <= LONGEST_ENDING && memchr(ending.ptr, '/', ending.len) == NULL;
    return fits ? ending : vb_str_of(otherwise);
}

static vb_status write_all(int fd, const char *from, size_t len, vb_error *err)
{
    while (len > 0) {
        ssize_t n = write(fd, from, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return vb_fail(err, VB_ERROR_WRITE,
                           "cannot keep the input in a temporary file: %s; set TMPDIR to a folder "
                           "with room, or name the file itself, not compressed",
                           strerror(errno));
        from += n;
        len -= (size_t)n;
    }
    return VB_OK;
}

static vb_status copy(vb_bytes *bytes, int fd, vb_error *err)
{
    char *step = malloc(STEP);
    vb_status status = step == NULL ? vb_fail_memory(err) : VB_OK;
    for (size_t n = 1; status == VB_OK && n > 0;) {
        status = vb_bytes_read(bytes, step, STEP, &n, err);
        if (status == VB_OK)
            status = write_all(fd, step, n, err);
    }
    free(step);
    return status;
}

/* Take the file's name away, if it can be opened without one. */
static void take_name(vb_spool *spool, int fd)
{
    char *path = NULL;
    if (fd == 0 || asprintf(&path, "/proc/self/fd/%d", fd) < 0)
        return;
    if (access(path, R_OK) != 0 || unlink(spool->path) != 0) {
        free(path);
        return;
    }
    free(spool->path);
    *spool = (vb_spool){path, fd};
}

vb_status vb_spool_fill(vb_spool *spool, vb_bytes *bytes, const char *ending, vb_error *err)
{
    const char *folder = getenv("TMPDIR");
    vb_str tail = ending_of(bytes, ending);
    if (asprintf(&spool->path, "%s/verbatim-XXXXXX%.*s", folder == NULL || folder[0] == '\0' ? "/tmp" : folder,
                 (int)tail.len, tail.ptr) < 0) {
        spool->path = NULL;
        return vb_fail_memory(err);
    }
    int fd = mkostemps(spool->path, (int)tail.len, O_CLOEXEC);
    if (fd < 0) {
        (void)vb_fail_at(err, VB_ERROR_WRITE, spool->path, 0, 0, "cannot keep the input in a temporary file: %s",
                         strerror(errno));
        free(spool->path);
        spool->path = NULL;
        return VB_ERROR_WRITE;
    }
    take_name(spool, fd);
    vb_status status = copy(bytes, fd, err);
    if (spool->fd == 0 && close(fd) != 0 && status == VB_OK)
        status = vb_fail_at(err, VB_ERROR_WRITE, spool->path, 0, 0, "cannot keep the input in a temporary file: %s",
                            strerror(errno));
    return status;
}

void vb_spool_release(vb_spool *spool)
{
    if (spool->fd > 0)
        (void)close(spool->fd); /* what it had is not wanted any more */
    else if (spool->path != NULL)
        (void)unlink(spool->path);
    free(spool->path);
    *spool = (vb_spool){0};
}
