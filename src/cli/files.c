/* No file is both read and written, or written twice: the second would destroy the first. */
#include "cli/cli.h"

#include <stdlib.h>
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

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);
    return len > end_len && strcmp(text + len - end_len, end) == 0;
}

/* True if `path` is x.cases and the lexicon x.yaml, whose tests it holds. */
static bool is_cases(const char *lexicon, const char *path)
{
    char cases[4096];
    const char *dot = strrchr(lexicon, '.');
    return dot != NULL && snprintf(cases, sizeof cases, "%.*s.cases", (int)(dot - lexicon), lexicon) > 0 &&
           are_same(cases, path);
}

/* True if `path` is a file of this lexicon: its own, what it includes, its cases. */
static bool is_of_lexicon(const char *name, const char *path)
{
    place found;
    vb_error err;
    if (!find_place(name, &found) || !found.exists)
        return false;
    vb_lexicon *lexicon = vb_lexicon_open(name, NULL, 0, &err); /* what cannot be read the command says */
    bool is_one = are_same(name, path) || is_cases(name, path);
    const char *file;
    for (size_t i = 0; lexicon != NULL && !is_one && (file = vb_lexicon_file(lexicon, i)) != NULL; i++)
        is_one = are_same(file, path);
    vb_lexicon_free(lexicon);
    return is_one;
}

static bool is_lexicon_name(const char *name)
{
    return ends_with(name, ".yaml") || ends_with(name, ".yml");
}

/* True if one of the files that are read is `path`.  What is not there is not read: it is a name of something else,
 * or missing, which its reader says. */
static bool is_read(const cli_arguments *a, const char *path)
{
    const char *const one[] = {a->job.gold,          a->job.gold_elsewhere, a->on,
                               a->agree.adjudicated, a->diff.policy,        a->n_operands == 0 ? "-" : NULL};
    place found;
    if (!find_place(path, &found) || !found.exists)
        return false;
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        if (one[i] != NULL && are_same(one[i], path))
            return true;
    for (size_t i = 0; i < a->n_operands; i++) {
        const char *operand = a->operands[i];
        if (is_lexicon_name(operand) ? is_of_lexicon(operand, path) : are_same(operand, path))
            return true;
    }
    for (size_t i = 0; i < a->job.n_by; i++) {
        const char *equals = strrchr(a->job.by[i], '=');
        if (equals != NULL && is_of_lexicon(equals + 1, path))
            return true;
    }
    return a->job.lexicon != NULL && is_of_lexicon(a->job.lexicon, path);
}

/* A file to be written, and the option that names it. */
typedef struct {
    const char *option, *path; /* NULL: it is not asked for */
} written_file;

/* False after saying that the last of `n` files is read, or written twice. */
static bool keeps(const cli_arguments *a, const written_file *files, size_t n)
{
    const char *path = files[n - 1].path, *option = files[n - 1].option;
    if (path == NULL || strcmp(path, "-") == 0)
        return true;
    if (is_read(a, path)) {
        (void)cli_usage_error("%s is an input too: give %s another name", path, option);
        return false;
    }
    for (size_t i = 0; i + 1 < n; i++) {
        if (files[i].path != NULL && are_same(files[i].path, path)) {
            (void)cli_usage_error("%s is what %s names too: give %s another name", path, files[i].option, option);
            return false;
        }
    }
    return true;
}

bool cli_keeps_files(const cli_arguments *a)
{
    const size_t n_coders = a->job.output == NULL ? 0 : a->sample.n_coders;
    const written_file others[] = {{"-o", n_coders == 0 ? a->job.output : NULL}, /* else each coder's */
                                   {"-o", a->fix_output},
                                   {"--save-tally", a->job.save_tally},
                                   {"--manifest", a->job.manifest},
                                   {"--adjudicate", a->agree.adjudicate},
                                   {"--write-gold", a->agree.write_gold}};
    const size_t n_others = sizeof others / sizeof *others;
    written_file *files = calloc(n_coders + n_others, sizeof *files);
    char **sheets = calloc(n_coders + 1, sizeof *sheets);
    bool ok = files != NULL && sheets != NULL;
    for (size_t i = 0; ok && i < n_coders; i++) {
        sheets[i] = vb_sample_sheet(a->job.output, a->sample.coders[i]);
        files[i] = (written_file){"-o", sheets[i]};
        ok = sheets[i] != NULL;
    }
    if (!ok)
        (void)cli_usage_error("out of memory");
    for (size_t i = 0; ok && i < n_others; i++)
        files[n_coders + i] = others[i];
    for (size_t i = 0; ok && i < n_coders + n_others; i++)
        ok = keeps(a, files, i + 1);
    for (size_t i = 0; sheets != NULL && i < n_coders; i++)
        free(sheets[i]);
    free(sheets);
    free(files);
    return ok;
}
