/* The SHA-256 of a file that was read. */
#ifndef VB_RUN_DIGEST_H
#define VB_RUN_DIGEST_H

#include "base/error.h"
#include "base/sha256.h"

#include <stdint.h>

/* Read the file at `path` once more: its digest, and how many bytes it has. */
vb_status vb_digest_file(const char *path, unsigned char digest[VB_SHA256_SIZE], uint64_t *bytes, vb_error *err);

#endif
