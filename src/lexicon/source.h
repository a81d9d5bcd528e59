/* Where the YAML of a lexicon comes from: the library itself, or a file. */
#ifndef VB_LEXICON_SOURCE_H
#define VB_LEXICON_SOURCE_H

#include "base/buffer.h"
#include "lexicon/yaml_packed.h"

typedef struct {
    vb_str yaml; /* the source as it is; borrowed from the library or from `bytes` */
    char *file;  /* for messages: the path, or "challenges.yaml" for a shipped one */
    char *id;    /* the same for the same source, whatever name it was found by */
    bool shipped;
    const vb_yaml_packed *tree; /* of a shipped one: what it says; NULL: that is to be read */
    vb_buffer bytes;
} vb_lexicon_source; /* all zero is empty */

/* Find a lexicon as vb_lexicon_open() does.  False with *err set; release in any case. */
bool vb_lexicon_source_open(vb_lexicon_source *source, const char *name, vb_error *err);

/* The file at this path. */
bool vb_lexicon_source_file(vb_lexicon_source *source, const char *path, vb_error *err);

/* Find a lexicon that `from` includes: a file beside it (with or without its ending), else a shipped one. */
bool vb_lexicon_source_include(vb_lexicon_source *source, const char *name, const vb_lexicon_source *from,
                               vb_error *err);

/* A source that is in memory already: `yaml` is borrowed, `file` names it. */
bool vb_lexicon_source_memory(vb_lexicon_source *source, vb_str yaml, const char *file, vb_error *err);

/* VB_ERROR_USAGE if the source that `name` found is not a file that can be written over: a shipped one, or git's. */
vb_status vb_lexicon_source_is_file(const vb_lexicon_source *source, const char *name, vb_error *err);

void vb_lexicon_source_release(vb_lexicon_source *source);

#endif
