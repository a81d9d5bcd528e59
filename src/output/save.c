#include "output/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TRIES = 1000 }; /* names beside that others have taken */

static vb_status fail(const vb_save *save, const char *path, const char *what, int number, vb_error *err)
{
    const char *file = save->path == NULL ? path : save->path;
    return vb_fail_at(err, VB_ERROR_WRITE, file, 0, 0, "%s: %s", what, strerror(number));
}

/* DIR/.NAME.PID-N.part: hidden, and on the same file system. */
static char *name_beside(const char *path, unsigned number)
{
    const char *slash = strrchr(path, '/');
    int dir = slash == NULL ? 0 : (int)(slash - path) + 1;
    const char *name = path + dir;
    char *text = NULL;
    /* A name may have 255 bytes. */
    if (asprintf(&text, "%.*s.%.200s.%ld-%u.part", dir, path, name, (long)getpid(), number) < 0)
        return NULL;
    return text;
}

/* `mode` 0: as the process makes files. */
static vb_status open_beside(vb_save *save, mode_t mode, vb_error *err)
{
    int fd = -1;
    for (unsigned i = 0; fd < 0 && i < MOST_TRIES; i++) {
        free(save->beside);
        save->beside = name_beside(save->path, i);
        if (save->beside == NULL)
            return vb_fail_memory(err);
        fd = open(save->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0) {
        int number = errno;
        free(save->beside);
        save->beside = NULL;
        return fail(save, NULL, "cannot be written", number, err);
    }
    if (mode != 0)
        (void)fchmod(fd, mode); /* whoever may not is no worse off than with a new file */
    save->file = fdopen(fd, "w");
    if (save->file != NULL)
        return VB_OK;
    int number = errno;
    (void)close(fd);
    return fail(save, NULL, "cannot be written", number, err);
}

vb_status vb_save_begin(vb_save *save, const char *path, vb_error *err)
{
    struct stat about;
    *save = (vb_save){0};
    vb_status status;
    bool exists = stat(path, &about) == 0;
    if (exists && S_ISDIR(about.st_mode))
        return vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0, "is a directory: name a file in it");
    save->path = exists ? realpath(path, NULL) : strdup(path);
    if (save->path == NULL)
        return errno == ENOMEM ? vb_fail_memory(err) : fail(save, path, "cannot be written", errno, err);
    if (exists && !S_ISREG(about.st_mode)) {
        save->file = fopen(save->path, "we");
        status = save->file == NULL ? fail(save, NULL, "cannot be written", errno, err) : VB_OK;
    } else if (exists &&
               access(save->path, W_OK) != 0) { /* a file that is kept from writing is not replaced either */
        status = fail(save, NULL, "cannot be written", errno, err);
    } else {
        status = open_beside(save, exists ? about.st_mode & 07777 : 0, err);
    }
    if (status != VB_OK)
        vb_save_discard(save);
    return status;
}

const char *vb_save_place(const vb_save *save)
{
    return save->beside == NULL ? save->path : save->beside;
}

void vb_save_rename_error(const vb_save *save, vb_error *err)
{
    if (save->beside != NULL && strncmp(err->file, save->beside, sizeof err->file - 1) == 0)
        (void)snprintf(err->file, sizeof err->file, "%s", save->path);
}

/* Close the stream, if it is open. */
static vb_status close_file(vb_save *save, vb_error *err)
{
    if (save->file == NULL)
        return VB_OK;
    bool failed = ferror(save->file) != 0 || fflush(save->file) != 0;
    int number = errno;
    /* A rename that comes to the disk before the bytes do would leave a half file after a crash. */
    if (!failed && save->beside != NULL && fsync(fileno(save->file)) != 0 && errno != EINVAL) {
        failed = true;
        number = errno;
    }
    if (fclose(save->file) != 0 && !failed) {
        failed = true;
        number = errno;
    }
    save->file = NULL;
    return failed ? fail(save, NULL, "cannot be written whole", number, err) : VB_OK;
}

vb_status vb_save_detach(vb_save *save, vb_error *err)
{
    return close_file(save, err);
}

vb_status vb_save_finish(vb_save *save, vb_error *err)
{
    vb_status status = close_file(save, err);
    if (status == VB_OK && save->beside != NULL) {
        if (rename(save->beside, save->path) != 0)
            status = fail(save, NULL, "cannot be put in its place", errno, err);
        else
            save->beside[0] = '\0'; /* nothing to remove */
    }
    vb_save_discard(save);
    return status;
}

void vb_save_discard(vb_save *save)
{
    if (save->file != NULL)
        (void)fclose(save->file);
    if (save->beside != NULL && save->beside[0] != '\0')
        (void)unlink(save->beside);
    free(save->beside);
    free(save->path);
    *save = (vb_save){0};
}
