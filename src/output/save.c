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

/* A file without a name in the folder; -1 where there can be none, or none that could be given a name. */
static int open_nameless(vb_save *save)
{
    char *folder = vb_save_folder(save);
    int fd = folder == NULL ? -1 : open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    free(folder);
    if (fd < 0)
        return -1;
    (void)snprintf(save->place, sizeof save->place, "/proc/self/fd/%d", fd);
    save->nameless = access(save->place, F_OK) == 0;
    if (save->nameless)
        return fd;
    (void)close(fd);
    return -1;
}

static int open_beside(vb_save *save)
{
    int fd = -1;
    for (unsigned i = 0; fd < 0 && i < MOST_TRIES; i++) {
        free(save->beside);
        save->beside = name_beside(save->path, i);
        if (save->beside == NULL)
            return -1;
        fd = open(save->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd >= 0)
        return fd;
    int number = errno;
    free(save->beside);
    save->beside = NULL;
    errno = number;
    return -1;
}

/* `mode` 0: as the process makes files. */
static vb_status open_new(vb_save *save, mode_t mode, vb_error *err)
{
    int fd = open_nameless(save);
    if (fd < 0)
        fd = open_beside(save);
    if (fd < 0)
        return errno == ENOMEM ? vb_fail_memory(err) : fail(save, NULL, "cannot be written", errno, err);
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
    /* A link stays, and what it leads to is replaced; one to a pipe (/dev/stdout) leads to no path. */
    save->path = exists && S_ISREG(about.st_mode) ? realpath(path, NULL) : strdup(path);
    if (save->path == NULL)
        return errno == ENOMEM ? vb_fail_memory(err) : fail(save, path, "cannot be written", errno, err);
    if (exists && !S_ISREG(about.st_mode)) {
        save->file = fopen(save->path, "we");
        status = save->file == NULL ? fail(save, NULL, "cannot be written", errno, err) : VB_OK;
    } else if (exists &&
               access(save->path, W_OK) != 0) { /* a file that is kept from writing is not replaced either */
        status = fail(save, NULL, "cannot be written", errno, err);
    } else {
        status = open_new(save, exists ? about.st_mode & 07777 : 0, err);
    }
    if (status != VB_OK)
        vb_save_discard(save);
    return status;
}

const char *vb_save_place(const vb_save *save)
{
    return save->nameless ? save->place : save->beside != NULL ? save->beside : save->path;
}

char *vb_save_folder(const vb_save *save)
{
    struct stat about;
    const char *slash = strrchr(save->path, '/');
    if (stat(save->path, &about) == 0 && !S_ISREG(about.st_mode))
        return NULL;
    return slash == NULL ? strdup(".") : strndup(save->path, slash == save->path ? 1 : (size_t)(slash - save->path));
}

void vb_save_rename_error(const vb_save *save, vb_error *err)
{
    if (save->path != NULL && strncmp(err->file, vb_save_place(save), sizeof err->file - 1) == 0)
        (void)snprintf(err->file, sizeof err->file, "%s", save->path);
}

/* Give the nameless file a name: its own or, where that is taken, one beside it, in save->beside. */
static bool give_name(vb_save *save)
{
    const char *name = save->path;
    for (unsigned i = 0; i < MOST_TRIES; i++) {
        if (linkat(AT_FDCWD, save->place, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
            return true;
        if (errno != EEXIST)
            break;
        free(save->beside);
        name = save->beside = name_beside(save->path, i);
        if (name == NULL)
            return false;
    }
    int number = errno;
    free(save->beside); /* if there is such a file it is another's */
    save->beside = NULL;
    errno = number;
    return false;
}

/* Have all of it on the disk: a rename that comes there before the bytes do would leave a half file after a crash. */
static vb_status settle(vb_save *save, vb_error *err)
{
    bool is_new = save->nameless || save->beside != NULL;
    if (ferror(save->file) != 0 || fflush(save->file) != 0 ||
        (is_new && fsync(fileno(save->file)) != 0 && errno != EINVAL))
        return fail(save, NULL, "cannot be written whole", errno, err);
    return VB_OK;
}

/* Put it in its place. */
static vb_status put_in_place(vb_save *save, vb_error *err)
{
    bool ok = !save->nameless || give_name(save);
    if (ok && save->beside != NULL) {
        ok = rename(save->beside, save->path) == 0;
        if (ok)
            save->beside[0] = '\0'; /* nothing to remove */
    }
    return ok ? VB_OK : fail(save, NULL, "cannot be put in its place", errno, err);
}

vb_status vb_save_finish(vb_save *save, vb_error *err)
{
    vb_status status = settle(save, err);
    if (status == VB_OK)
        status = put_in_place(save, err);
    if (fclose(save->file) != 0 && status == VB_OK)
        status = fail(save, NULL, "cannot be written whole", errno, err);
    save->file = NULL;
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
