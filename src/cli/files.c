/* No file is both read and written, or written twice: the second would destroy the first. */
#include "cli/cli.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that is there, or the folder that it would come into and its name there: links and ./ make no difference. */
typedef struct {
    bool exists;
    dev_t device;
    ino_t node;
    const char *name;
} place;

/* False: no regular file, nor will be one.  "-" is standard input. */
static bool find_place(const char *path, place *found)
{
    struct stat about;
    bool standard = strcmp(path, "-") == 0;
    const char *slash = strrchr(path, '/');
    *found = (place){.exists = true, .name = slash == NULL ? path : slash + 1};
    if ((standard ? fstat(STDIN_FILENO, &about) : stat(path, &about)) == 0) {
        if (!S_ISREG(about.st_mode))
            return false;
    } else {
        char folder[4096] = ".";
        if (slash != NULL &&
            snprintf(folder, sizeof folder, "%.*s/", (int)(slash - path), path) >= (int)sizeof folder)
            return false;
        if (standard || stat(folder, &about) != 0)
            return false;
        found->exists = false;
    }
    found->device = about.st_dev;
    found->node = about.st_ino;
    return true;
}

static bool are_same(const char *left, const char *right)
{
    place a, b;
    return find_place(left, &a) && find_place(right, &b) && a.exists == b.exists && a.device == b.device &&
           a.node == b.node && (a.exists || strcmp(a.name, b.name) == 0);
}

/* True if one of the files that are read is `path`.  What is not there is not read: it is a name of something else,
 * or missing, which its reader says. */
static bool is_read(const cli_arguments *a, const char *path)
{
    const char *const one[] = {a->job.lexicon,       a->job.gold,    a->job.gold_elsewhere,          a->on,
                               a->agree.adjudicated, a->diff.policy, a->n_operands == 0 ? "-" : NULL};
    place found;
    if (!find_place(path, &found) || !found.exists)
        return false;
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        if (one[i] != NULL && are_same(one[i], path))
            return true;
    for (size_t i = 0; i < a->n_operands; i++)
        if (are_same(a->operands[i], path))
            return true;
    for (size_t i = 0; i < a->job.n_by; i++) {
        const char *equals = strrchr(a->job.by[i], '=');
        if (equals != NULL && are_same(equals + 1, path))
            return true;
    }
    return false;
}

bool cli_keeps_files(const cli_arguments *a)
{
    const struct {
        const char *option, *path;
    } written[] = {{"-o", a->job.output},
                   {"-o", a->fix_output},
                   {"--save-tally", a->job.save_tally},
                   {"--manifest", a->job.manifest},
                   {"--adjudicate", a->agree.adjudicate},
                   {"--write-gold", a->agree.write_gold}};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        const char *path = written[i].path;
        if (path == NULL || strcmp(path, "-") == 0)
            continue;
        if (is_read(a, path)) {
            (void)cli_usage_error("%s is an input too: give %s another name", path, written[i].option);
            return false;
        }
        for (size_t k = 0; k < i; k++) {
            if (written[k].path != NULL && are_same(written[k].path, path)) {
                (void)cli_usage_error("%s is what %s names too: give %s another name", path, written[k].option,
                                      written[i].option);
                return false;
            }
        }
    }
    return true;
}
