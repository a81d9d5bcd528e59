#include "run/digest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

vb_status vb_digest_file(const char *path, unsigned char digest[VB_SHA256_SIZE], uint64_t *bytes, vb_error *err)
{
    char block[1 << 16];
    vb_sha256 hash;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "cannot be read again for its SHA-256: %s",
                          strerror(errno));
    vb_sha256_init(&hash);
    *bytes = 0;
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0; *bytes += n)
        vb_sha256_add(&hash, block, n);
    bool failed = ferror(file) != 0;
    (void)fclose(file);
    vb_sha256_finish(&hash, digest);
    return failed ? vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "cannot be read again for its SHA-256") : VB_OK;
}
