/* The manifest: enough to repeat a run. */
#ifndef VB_RUN_MANIFEST_H
#define VB_RUN_MANIFEST_H

#include "lexicon/lexicon.h"

/* A result worth keeping: a count or, where `text` is not NULL, a text. */
typedef struct {
    const char *key;
    uint64_t count;
    const char *text;
} vb_manifest_result;

/* What took part. */
typedef struct {
    const char *command;
    const vb_lexicon *const *lexicons; /* the first codes the answers, others group columns */
    size_t n_lexicons;
    const vb_manifest_result *results;
    size_t n_results;
} vb_manifest;

/* Write job->manifest, a JSON object (docs/manifest.md); nothing to do if that is NULL.  Files are read once more for
 * their digests; standard input has none. */
vb_status vb_manifest_write(const vb_job *job, const vb_manifest *manifest, vb_error *err);

#endif
