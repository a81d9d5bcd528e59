#include "text/stem.h"

#include "base/buffer.h"
#include "base/error.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 256 }; /* bytes */

struct vb_stemmer {
    struct sb_stemmer *snowball;
};

bool vb_stemmer_knows(const char *language)
{
    for (const char **name = sb_stemmer_list(); *name != NULL; name++)
        if (strcmp(*name, language) == 0)
            return true;
    return false;
}

static void fail_unknown(const char *language, vb_error *err)
{
    vb_buffer names = {0};
    for (const char **name = sb_stemmer_list(); *name != NULL; name++) {
        if (names.len > 0)
            vb_buffer_add_text(&names, ", ");
        vb_buffer_add_text(&names, *name);
    }
    if (names.failed)
        vb_fail_memory(err);
    else
        vb_fail(err, VB_ERROR_LEXICON, "unknown language \"%.40s\"; use one of %.*s", language, VB_ARG(names));
    vb_buffer_release(&names);
}

vb_stemmer *vb_stemmer_new(const char *language, vb_error *err)
{
    if (!vb_stemmer_knows(language)) {
        fail_unknown(language, err);
        return NULL;
    }
    vb_stemmer *stemmer = malloc(sizeof *stemmer);
    struct sb_stemmer *snowball = sb_stemmer_new(language, "UTF_8");
    if (stemmer == NULL || snowball == NULL) {
        sb_stemmer_delete(snowball);
        free(stemmer);
        vb_fail_memory(err);
        return NULL;
    }
    stemmer->snowball = snowball;
    return stemmer;
}

void vb_stemmer_free(vb_stemmer *stemmer)
{
    if (stemmer == NULL)
        return;
    sb_stemmer_delete(stemmer->snowball);
    free(stemmer);
}

vb_str vb_stemmer_stem(vb_stemmer *stemmer, vb_str word)
{
    if (word.len == 0 || word.len > LONGEST_WORD)
        return word;
    const sb_symbol *stem = sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word.ptr, (int)word.len);
    if (stem == NULL)
        return (vb_str){NULL, 0};
    return (vb_str){(const char *)stem, (size_t)sb_stemmer_length(stemmer->snowball)};
}
