#include "input/unpack.h"

#include "base/error.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

struct vb_unpacker {
    vb_packing packing;
    z_stream gzip;
    ZSTD_DStream *zstd;
    bool between; /* at the beginning, or behind a whole piece */
    bool begun;   /* a piece is behind us */
};

vb_packing vb_packing_of(vb_str first)
{
    if (first.len >= 3 && memcmp(first.ptr, "\x1F\x8B\x08", 3) == 0)
        return VB_PACKING_GZIP;
    if (first.len >= 4 && memcmp(first.ptr, "\x28\xB5\x2F\xFD", 4) == 0)
        return VB_PACKING_ZSTD;
    return VB_PACKING_NONE;
}

const char *vb_packing_name(vb_packing packing)
{
    return packing == VB_PACKING_GZIP ? "gzip" : packing == VB_PACKING_ZSTD ? "Zstandard" : "no";
}

vb_unpacker *vb_unpacker_new(vb_packing packing, vb_error *err)
{
    vb_unpacker *u = calloc(1, sizeof *u);
    bool ok = u != NULL;
    if (ok) {
        u->packing = packing;
        u->between = true;
        if (packing == VB_PACKING_GZIP)
            ok =
                inflateInit2(&u->gzip, 15 + 16) == Z_OK; /* 15: the largest window; 16: gzip's header and check sum */
        else
            ok = (u->zstd = ZSTD_createDStream()) != NULL;
    }
    if (ok)
        return u;
    if (u != NULL)
        u->packing = u->zstd == NULL ? VB_PACKING_ZSTD : packing; /* what did not begin needs no end */
    vb_unpacker_free(u);
    (void)vb_fail_memory(err);
    return NULL;
}

void vb_unpacker_free(vb_unpacker *unpacker)
{
    if (unpacker == NULL)
        return;
    if (unpacker->packing == VB_PACKING_GZIP)
        (void)inflateEnd(&unpacker->gzip);
    (void)ZSTD_freeDStream(unpacker->zstd); /* takes NULL */
    free(unpacker);
}

static const char *run_gzip(vb_unpacker *u, vb_str *in, char *out, size_t cap, size_t *made)
{
    z_stream *z = &u->gzip;
    uInt in_most = in->len > UINT_MAX ? UINT_MAX : (uInt)in->len, out_most = cap > UINT_MAX ? UINT_MAX : (uInt)cap;
    z->next_in = (z_const Bytef *)(uintptr_t)in->ptr;
    z->avail_in = in_most;
    z->next_out = (Bytef *)out;
    z->avail_out = out_most;
    int status = inflate(z, Z_NO_FLUSH);
    in->ptr += in_most - z->avail_in;
    in->len -= in_most - z->avail_in;
    *made = out_most - z->avail_out;
    if (status == Z_STREAM_END) {
        u->between = u->begun = true;
        return inflateReset(z) == Z_OK ? NULL : "out of memory";
    }
    if (status == Z_MEM_ERROR)
        return "out of memory";
    return status == Z_OK || status == Z_BUF_ERROR ? NULL : "is damaged";
}

static const char *run_zstd(vb_unpacker *u, vb_str *in, char *out, size_t cap, size_t *made)
{
    ZSTD_inBuffer from = {in->ptr, in->len, 0};
    ZSTD_outBuffer to = {out, cap, 0};
    size_t status = ZSTD_decompressStream(u->zstd, &to, &from);
    if (ZSTD_isError(status))
        return "is damaged, or made with a larger window than 128 MB";
    in->ptr += from.pos;
    in->len -= from.pos;
    *made = to.pos;
    u->between = u->begun = status == 0;
    return NULL;
}

/* Behind a whole piece of gzip: zeros that fill up a block are passed over, as gzip does. */
static void skip_zeros(vb_str *in)
{
    while (in->len > 0 && in->ptr[0] == '\0') {
        in->ptr++;
        in->len--;
    }
}

const char *vb_unpacker_run(vb_unpacker *u, vb_str *in, bool last, char *out, size_t cap, size_t *made)
{
    *made = 0;
    while (*made == 0 && cap > 0) {
        if (u->between && u->begun && u->packing == VB_PACKING_GZIP)
            skip_zeros(in);
        if (in->len == 0 && u->between)
            return NULL;
        size_t before = in->len;
        u->between = false;
        const char *fault =
            u->packing == VB_PACKING_GZIP ? run_gzip(u, in, out, cap, made) : run_zstd(u, in, out, cap, made);
        if (fault != NULL)
            return fault;
        if (*made == 0 && in->len == before && !u->between) /* it wants more */
            return last ? "ends too early" : NULL;
    }
    return NULL;
}
