/* Compressed bytes undone: gzip by zlib, Zstandard by libzstd. */
#ifndef VB_INPUT_UNPACK_H
#define VB_INPUT_UNPACK_H

#include "verbatim.h"

typedef enum { VB_PACKING_NONE, VB_PACKING_GZIP, VB_PACKING_ZSTD } vb_packing;

/* By the first bytes; four are enough. */
vb_packing vb_packing_of(vb_str first);

typedef struct vb_unpacker vb_unpacker;

/* NULL with *err set; release with vb_unpacker_free(). */
vb_unpacker *vb_unpacker_new(vb_packing packing, vb_error *err);
void vb_unpacker_free(vb_unpacker *unpacker); /* takes NULL */

/* Undo some of *in, which moves on, into `cap` bytes at `out`; *made of them are written.  `last`: nothing follows
 * *in. Several compressed pieces one behind the other are one.  NULL, or what is wrong with the data. */
const char *vb_unpacker_run(vb_unpacker *unpacker, vb_str *in, bool last, char *out, size_t cap, size_t *made);

/* "gzip", "Zstandard". */
const char *vb_packing_name(vb_packing packing);

#endif
