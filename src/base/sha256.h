/* SHA-256 as FIPS 180-4 has it. */
#ifndef VB_BASE_SHA256_H
#define VB_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { VB_SHA256_SIZE = 32, VB_SHA256_BLOCK = 64 };

typedef struct {
    uint32_t state[8];
    uint64_t len; /* bytes so far */
    unsigned char block[VB_SHA256_BLOCK];
} vb_sha256;

void vb_sha256_init(vb_sha256 *hash);
void vb_sha256_add(vb_sha256 *hash, const void *bytes, size_t n);
void vb_sha256_finish(vb_sha256 *hash, unsigned char digest[VB_SHA256_SIZE]);

/* The digest as 64 lower-case hexadecimal digits and a NUL. */
void vb_sha256_hex(const unsigned char digest[VB_SHA256_SIZE], char text[2 * VB_SHA256_SIZE + 1]);

#endif
