#include "lexicon/source.h"

#include "base/error.h"
#include "base/str.h"
#include "lexicon/git.h"
#include "lexicon/nearest.h"
#include "lexicon/shipped.h"
#include "lexicon/yaml.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

static bool no_memory(vb_error *err)
{
    (void)vb_fail_memory(err);
    return false;
}

/* Read a whole file, at most one byte more than a lexicon may have: the YAML reader says the rest. */
static bool read_file(vb_buffer *out, const char *path, vb_error *err)
{
    enum { CHUNK = 64 * 1024 };
    struct stat status;
    FILE *in = fopen(path, "rb");
    if (in == NULL || fstat(fileno(in), &status) != 0) {
        (void)vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "cannot be opened: %s", strerror(errno));
        if (in != NULL)
            (void)fclose(in);
        return false;
    }
    bool fine = !S_ISDIR(status.st_mode);
    if (!fine)
        (void)vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "is a directory, name a lexicon file in it");
    while (fine && out->len <= VB_YAML_MOST_BYTES) {
        if (!vb_buffer_reserve(out, CHUNK)) {
            fine = no_memory(err);
            break;
        }
        size_t got = fread(out->ptr + out->len, 1, CHUNK, in);
        out->len += got;
        if (got < CHUNK && ferror(in)) {
            (void)vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "cannot be read: %s", strerror(errno));
            fine = false;
        }
        if (got == 0)
            break;
    }
    (void)fclose(in); /* nothing was written: what has been read is whole */
    return fine;
}

/* Three texts as one, to be freed. */
static char *joined(const char *a, size_t a_len, const char *b, const char *c)
{
    size_t b_len = strlen(b);
    size_t c_len = strlen(c);
    char *out = malloc(a_len + b_len + c_len + 1);
    if (out == NULL)
        return NULL;
    memcpy(out, a, a_len);
    memcpy(out + a_len, b, b_len);
    memcpy(out + a_len + b_len, c, c_len + 1);
    return out;
}

static bool find_shipped(vb_lexicon_source *source, const char *name, vb_error *err)
{
    const vb_shipped_lexicon *found = vb_shipped_lexicons;
    while (found->name != NULL && strcmp(found->name, name) != 0)
        found++;
    if (found->name == NULL)
        return false;
    source->yaml = found->yaml;
    source->shipped = true;
    source->tree = found->tree;
    source->file = joined("", 0, name, ".yaml");
    source->id = joined("shipped:", 8, name, "");
    if (source->file == NULL || source->id == NULL)
        (void)vb_fail_memory(err);
    return true;
}

static bool name_file(vb_lexicon_source *source, const char *path, vb_error *err)
{
    source->file = joined("", 0, path, "");
    char *real = realpath(path, NULL);
    source->id = joined("", 0, real == NULL ? path : real, "");
    free(real);
    return source->file != NULL && source->id != NULL ? true : no_memory(err);
}

static bool open_file(vb_lexicon_source *source, const char *path, vb_error *err)
{
    if (!name_file(source, path, err) || !read_file(&source->bytes, path, err))
        return false;
    source->yaml = vb_buffer_str(&source->bytes);
    return true;
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text);
    size_t end_len = strlen(end);
    return len > end_len && strcmp(text + len - end_len, end) == 0;
}

static bool exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

static void fail_unknown(const char *name, vb_error *err)
{
    vb_buffer list = {0};
    vb_nearest nearest = vb_nearest_to(vb_str_of(name));
    for (const vb_shipped_lexicon *s = vb_shipped_lexicons; s->name != NULL; s++) {
        vb_nearest_try(&nearest, vb_str_of(s->name));
        vb_buffer_printf(&list, "%s%s", list.len > 0 ? ", " : "", s->name);
    }
    vb_str names = vb_buffer_str(&list);
    (void)vb_fail(err, VB_ERROR_READ, "no lexicon and no file `%.*s`%s, shipped lexicons are %.*s", 200, name,
                  vb_nearest_hint(&nearest), VB_ARG(names));
    vb_buffer_release(&list);
}

static bool open_git(vb_lexicon_source *source, const char *name, vb_error *err)
{
    if (!vb_git_read(name, &source->bytes, err))
        return false;
    source->file = joined("", 0, name, "");
    source->id = joined("", 0, name, "");
    source->yaml = vb_buffer_str(&source->bytes);
    return source->file != NULL && source->id != NULL ? true : no_memory(err);
}

bool vb_lexicon_source_open(vb_lexicon_source *source, const char *name, vb_error *err)
{
    *source = (vb_lexicon_source){0};
    if (vb_git_is_name(name))
        return open_git(source, name, err);
    bool path = strchr(name, '/') != NULL || ends_with(name, ".yaml") || ends_with(name, ".yml");
    if (path)
        return open_file(source, name, err);
    if (find_shipped(source, name, err))
        return source->file != NULL && source->id != NULL;
    if (exists(name))
        return open_file(source, name, err);
    fail_unknown(name, err);
    return false;
}

bool vb_lexicon_source_file(vb_lexicon_source *source, const char *path, vb_error *err)
{
    *source = (vb_lexicon_source){0};
    return open_file(source, path, err);
}

bool vb_lexicon_source_include(vb_lexicon_source *source, const char *name, const vb_lexicon_source *from,
                               vb_error *err)
{
    static const char *const endings[] = {"", ".yaml", ".yml"};
    *source = (vb_lexicon_source){0};
    const char *slash = strrchr(from->file, '/');
    bool git = vb_git_is_name(from->file) && name[0] != '/';
    size_t folder = git                               ? vb_git_folder(from->file)
                    : slash == NULL || name[0] == '/' ? 0
                                                      : (size_t)(slash - from->file) + 1;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !from->shipped; i++) {
        char *path = joined(from->file, folder, name, endings[i]);
        if (path == NULL)
            return no_memory(err);
        struct stat status;
        bool found = git ? vb_git_has(path) : stat(path, &status) == 0 && !S_ISDIR(status.st_mode);
        bool fine = found && (git ? open_git(source, path, err) : open_file(source, path, err));
        free(path);
        if (found)
            return fine;
    }
    if (find_shipped(source, name, err))
        return source->file != NULL && source->id != NULL;
    fail_unknown(name, err);
    return false;
}

bool vb_lexicon_source_memory(vb_lexicon_source *source, vb_str yaml, const char *file, vb_error *err)
{
    *source = (vb_lexicon_source){.yaml = yaml};
    return name_file(source, file, err);
}

vb_status vb_lexicon_source_is_file(const vb_lexicon_source *source, const char *name, vb_error *err)
{
    if (!source->shipped && !vb_git_is_name(name))
        return VB_OK;
    return vb_fail(err, VB_ERROR_USAGE,
                   "%s is a %s, not a file to write to: make a copy with `verbatim lexicon show %s --format yaml > "
                   "my.yaml`",
                   name, source->shipped ? "shipped lexicon" : "lexicon of another revision", name);
}

void vb_lexicon_source_release(vb_lexicon_source *source)
{
    free(source->file);
    free(source->id);
    vb_buffer_release(&source->bytes);
    *source = (vb_lexicon_source){0};
}
