#include "lexicon/git.h"

#include "base/error.h"
#include "base/str.h"
#include "lexicon/yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char prefix[] = "git:";

bool vb_git_is_name(const char *name)
{
    return strncmp(name, prefix, strlen(prefix)) == 0 && strchr(name + strlen(prefix), ':') != NULL;
}

/* REV:PATH. */
static const char *object_of(const char *name)
{
    return name + strlen(prefix);
}

size_t vb_git_folder(const char *name)
{
    const char *path = strchr(object_of(name), ':') + 1;
    const char *slash = strrchr(path, '/');
    return (size_t)((slash == NULL ? path : slash + 1) - name);
}

/* All that comes through a pipe, at most a byte more than a lexicon may have; -1 when memory is out. */
static int read_pipe(int from, vb_buffer *out)
{
    enum { CHUNK = 64 * 1024 };
    while (out->len <= VB_YAML_MOST_BYTES) {
        if (!vb_buffer_reserve(out, CHUNK))
            return -1;
        ssize_t got = read(from, out->ptr + out->len, CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return 0;
        out->len += (size_t)got;
    }
    return 0;
}

enum { NOT_RUN = -1, NO_MEMORY = -2 };

/* Run git with these arguments, its output in `out`, its messages nowhere.  Its exit status, or NOT_RUN with errno.
 */
static int run_git(const char *const *arguments, vb_buffer *out)
{
    int ends[2], status = 0;
    pid_t child;
    posix_spawn_file_actions_t actions;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return NOT_RUN;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure == 0) {
        failure = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        if (failure == 0)
            failure = posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        if (failure == 0)
            failure = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        if (failure == 0) /* posix_spawnp() does not change its arguments */
            failure = posix_spawnp(&child, "git", &actions, NULL, (char *const *)arguments, environ);
        (void)posix_spawn_file_actions_destroy(&actions);
    }
    (void)close(ends[1]);
    int read_all = failure == 0 ? read_pipe(ends[0], out) : 0;
    (void)close(ends[0]);
    if (failure != 0) {
        errno = failure;
        return NOT_RUN;
    }
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return NOT_RUN;
    if (read_all != 0)
        return NO_MEMORY;
    return WIFEXITED(status) ? WEXITSTATUS(status) : out->len > VB_YAML_MOST_BYTES ? 0 : 1;
}

static int ask(const char *const *arguments)
{
    vb_buffer ignored = {0};
    int status = run_git(arguments, &ignored);
    vb_buffer_release(&ignored);
    return status;
}

bool vb_git_has(const char *name)
{
    return object_of(name)[0] != '-' &&
           ask((const char *const[]){"git", "cat-file", "-e", object_of(name), NULL}) == 0;
}

/* Find out why git does not give the object. */
static void fail_git(const char *name, int status, vb_error *err)
{
    const char *object = object_of(name);
    int rev = (int)strcspn(object, ":");
    char commit[300];
    (void)snprintf(commit, sizeof commit, "%.*s^{tree}", rev > 280 ? 280 : rev, object);
    if (status == NO_MEMORY)
        (void)vb_fail_memory(err);
    else if (status == NOT_RUN)
        (void)vb_fail_at(err, VB_ERROR_READ, name, 0, 0, "git cannot be run: %s", strerror(errno));
    else if (ask((const char *const[]){"git", "rev-parse", "--git-dir", NULL}) != 0)
        (void)vb_fail_at(
            err, VB_ERROR_READ, name, 0, 0,
            "this folder is in no git repository (or in one of another owner), run it in the repository");
    else if (rev > 0 && ask((const char *const[]){"git", "rev-parse", "--verify", "--quiet", commit, NULL}) != 0)
        (void)vb_fail_at(err, VB_ERROR_READ, name, 0, 0,
                         "git knows no revision `%.*s`; a shallow clone may lack it: git fetch", rev, object);
    else
        (void)vb_fail_at(err, VB_ERROR_READ, name, 0, 0,
                         "no file `%.200s` in %s%.*s, write its path from the top of the repository",
                         object + rev + 1, rev == 0 ? "the index" : "revision ", rev, object);
}

bool vb_git_read(const char *name, vb_buffer *out, vb_error *err)
{
    if (object_of(name)[0] == '-') { /* git would take it for an option */
        (void)vb_fail_at(err, VB_ERROR_READ, name, 0, 0, "a revision cannot begin with a hyphen");
        return false;
    }
    int status = run_git((const char *const[]){"git", "cat-file", "blob", object_of(name), NULL}, out);
    if (status == 0)
        return true;
    fail_git(name, status, err);
    return false;
}
