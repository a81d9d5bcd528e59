#include "input/bytes.h"

#include "base/error.h"
#include "base/str.h"
#include "input/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP = 128 * 1024 };

/* The file's bytes, then unpacked, then decoded: each stage with the bytes of it that are still to go on. */
struct vb_bytes {
    char *name;
    int fd;
    bool owns_fd;
    bool file_ends;
    vb_packing packing;
    vb_unpacker *unpacker; /* or NULL */
    vb_buffer packed;
    size_t packed_at;
    bool ends; /* nothing more will come behind `raw` */
    vb_buffer raw;
    size_t raw_at;
    vb_decoder *decoder; /* or NULL */
    vb_buffer text;
    size_t text_at;
    vb_error broken; /* what ended it, to be told when all before it is read */
};

static vb_status fail_file(const vb_bytes *b, vb_error *err, vb_status code, const char *text)
{
    return vb_fail_at(err, code, b->name, 0, 0, "%s", text);
}

/* Some bytes of the file; none at its end. */
static vb_status read_file(vb_bytes *b, char *to, size_t cap, size_t *n, vb_error *err)
{
    *n = 0;
    while (!b->file_ends && *n == 0 && cap > 0) {
        ssize_t got = read(b->fd, to, cap);
        if (got > 0)
            *n = (size_t)got;
        else if (got == 0)
            b->file_ends = true;
        else if (errno == EISDIR)
            return fail_file(b, err, VB_ERROR_READ, "is a directory: name a file in it");
        else if (errno != EINTR)
            return vb_fail_at(err, VB_ERROR_READ, b->name, 0, 0, "cannot be read: %s", strerror(errno));
    }
    return VB_OK;
}

/* The next bytes of a stage that are still to go on. */
static vb_str rest_of(const vb_buffer *b, size_t at)
{
    return at < b->len ? (vb_str){b->ptr + at, b->len - at} : (vb_str){"", 0};
}

static vb_status fail_packed(const vb_bytes *b, const char *fault, vb_error *err)
{
    if (strcmp(fault, "out of memory") == 0)
        return vb_fail_memory(err);
    return vb_fail_at(err, VB_ERROR_READ, b->name, 0, 0, "the %s compressed data %s: compress or copy the file again",
                      vb_packing_name(b->packing), fault);
}

static vb_status unpack(vb_bytes *b, char *to, size_t cap, size_t *n, vb_error *err)
{
    for (*n = 0; *n == 0;) {
        if (b->packed_at == b->packed.len && !b->file_ends) {
            size_t got;
            vb_buffer_clear(&b->packed);
            b->packed_at = 0;
            if (!vb_buffer_reserve(&b->packed, STEP))
                return vb_fail_memory(err);
            vb_status status = read_file(b, b->packed.ptr, STEP, &got, err);
            if (status != VB_OK)
                return status;
            b->packed.len = got;
        }
        vb_str in = rest_of(&b->packed, b->packed_at);
        const char *fault = vb_unpacker_run(b->unpacker, &in, b->file_ends, to, cap, n);
        if (fault != NULL)
            return fail_packed(b, fault, err);
        b->packed_at = b->packed.len - in.len;
        if (*n == 0 && b->file_ends)
            return VB_OK;
    }
    return VB_OK;
}

static vb_status read_raw(vb_bytes *b, char *to, size_t cap, size_t *n, vb_error *err)
{
    vb_status status = b->unpacker == NULL ? read_file(b, to, cap, n, err) : unpack(b, to, cap, n, err);
    if (status == VB_OK && *n == 0)
        b->ends = true;
    return status;
}

/* VB_OK if it has simply ended. */
static vb_status fail_broken(const vb_bytes *b, vb_error *err)
{
    if (err != NULL)
        *err = b->broken;
    return b->broken.code;
}

/* Read until the buffer has `want` bytes or there are no more. */
static vb_status fill_raw(vb_bytes *b, size_t want, vb_error *err)
{
    while (b->raw.len < want && !b->ends) {
        size_t n, step = want - b->raw.len < STEP ? want - b->raw.len : STEP;
        if (!vb_buffer_reserve(&b->raw, step))
            return vb_fail_memory(err);
        vb_status status = read_raw(b, b->raw.ptr + b->raw.len, step, &n, &b->broken);
        if (status != VB_OK) {
            b->ends = true;
            return b->raw.len > 0 ? VB_OK : fail_broken(b, err);
        }
        b->raw.len += n;
    }
    return VB_OK;
}

/* Memory that the look at the beginning took is not kept. */
static void empty(vb_buffer *b, size_t *at)
{
    if (b->cap > (size_t)4 * STEP)
        vb_buffer_release(b);
    else
        vb_buffer_clear(b);
    *at = 0;
}

static vb_status open_fd(vb_bytes *b, const char *path, vb_error *err)
{
    struct stat about;
    bool standard = strcmp(path, "-") == 0;
    b->fd = standard ? STDIN_FILENO : -1;
    b->name = strdup(standard ? "standard input" : path);
    if (b->name == NULL)
        return vb_fail_memory(err);
    if (!standard) {
        b->fd = open(path, O_RDONLY | O_CLOEXEC);
        if (b->fd < 0)
            return fail_file(b, err, VB_ERROR_READ,
                             errno == ENOENT   ? "no such file"
                             : errno == EACCES ? "no permission to read it"
                                               : strerror(errno));
        b->owns_fd = true;
    }
    if (fstat(b->fd, &about) == 0 && S_ISDIR(about.st_mode))
        return fail_file(b, err, VB_ERROR_READ, "is a directory: name a file in it");
    return VB_OK;
}

/* If the file is compressed, what was read of it is not raw yet. */
static vb_status look(vb_bytes *b, vb_error *err)
{
    vb_status status = fill_raw(b, 4, err);
    if (status != VB_OK)
        return status;
    b->packing = vb_packing_of(vb_buffer_str(&b->raw));
    if (b->packing == VB_PACKING_NONE)
        return VB_OK;
    b->packed = b->raw;
    b->raw = (vb_buffer){0};
    b->ends = false;
    b->unpacker = vb_unpacker_new(b->packing, err);
    return b->unpacker == NULL ? VB_ERROR_MEMORY : VB_OK;
}

vb_bytes *vb_bytes_open(const char *path, vb_error *err)
{
    vb_bytes *b = calloc(1, sizeof *b);
    if (b == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    vb_status status = open_fd(b, path, err);
    if (status == VB_OK)
        status = look(b, err);
    if (status == VB_OK)
        return b;
    vb_bytes_close(b);
    return NULL;
}

void vb_bytes_close(vb_bytes *bytes)
{
    if (bytes == NULL)
        return;
    if (bytes->owns_fd)
        (void)close(bytes->fd); /* it was only read */
    vb_unpacker_free(bytes->unpacker);
    vb_decoder_free(bytes->decoder);
    vb_buffer_release(&bytes->packed);
    vb_buffer_release(&bytes->raw);
    vb_buffer_release(&bytes->text);
    free(bytes->name);
    free(bytes);
}

const char *vb_bytes_name(const vb_bytes *bytes)
{
    return bytes->name;
}

bool vb_bytes_is_file(const vb_bytes *bytes)
{
    return bytes->owns_fd;
}

vb_packing vb_bytes_packing(const vb_bytes *bytes)
{
    return bytes->packing;
}

vb_status vb_bytes_peek(vb_bytes *bytes, size_t want, vb_str *first, bool *last, vb_error *err)
{
    vb_status status = fill_raw(bytes, want, err);
    *first = rest_of(&bytes->raw, 0);
    if (last != NULL)
        *last = bytes->ends;
    return status;
}

vb_status vb_bytes_decode(vb_bytes *bytes, const char *encoding, vb_buffer *why, vb_error *err)
{
    vb_encoding decided = {.name = encoding};
    if (encoding != NULL) {
        if (vb_encoding_is_utf8(encoding))
            return VB_OK;
    } else {
        vb_str first;
        bool last;
        vb_status status = vb_bytes_peek(bytes, VB_ENCODING_LOOK, &first, &last, err);
        if (status != VB_OK)
            return status;
        decided = vb_encoding_decide(first, last, why);
        size_t at;
        unsigned share;
        if (vb_encoding_is_no_text(first, &decided, &at, &share))
            return vb_fail_at(err, VB_ERROR_INPUT, bytes->name, 0, 0,
                              "byte %zu (%02X) is no character of a text, and so are %u %% of the first bytes: name "
                              "another file, or pass --encoding to read it all the same",
                              at + 1, (unsigned)(unsigned char)first.ptr[at], share);
        if (decided.name == NULL && !decided.mixed)
            return VB_OK;
    }
    bytes->raw_at = decided.mark;
    bytes->decoder = vb_decoder_new(&decided, err);
    return bytes->decoder == NULL ? (err == NULL ? VB_ERROR_USAGE : err->code) : VB_OK;
}

/* Decode some bytes; none are left at the end. */
static vb_status decode(vb_bytes *b, vb_error *err)
{
    empty(&b->text, &b->text_at);
    while (b->text.len == 0) {
        vb_str in = rest_of(&b->raw, b->raw_at);
        vb_str some = in.len > STEP ? vb_str_cut(in, 0, STEP) : in;
        size_t len = some.len;
        vb_decoder_run(b->decoder, &some, b->ends && len == in.len, &b->text);
        if (b->text.failed)
            return vb_fail_memory(err);
        b->raw_at += len - some.len;
        if (b->text.len > 0)
            return VB_OK;
        if (b->ends && b->raw_at == b->raw.len)
            return fail_broken(b, err);
        /* Keep the beginning of a character, and read on. */
        size_t kept = b->raw.len - b->raw_at;
        if (b->raw.len > 0)
            memmove(b->raw.ptr, b->raw.ptr + b->raw_at, kept);
        b->raw.len = kept;
        b->raw_at = 0;
        vb_status status = fill_raw(b, kept + STEP, err);
        if (status != VB_OK)
            return status;
    }
    return VB_OK;
}

/* Take what a stage has ready. */
static size_t take(vb_buffer *from, size_t *at, char *to, size_t cap)
{
    size_t n = from->len - *at < cap ? from->len - *at : cap;
    if (n > 0)
        memcpy(to, from->ptr + *at, n);
    *at += n;
    return n;
}

vb_status vb_bytes_read(vb_bytes *bytes, char *to, size_t cap, size_t *n, vb_error *err)
{
    vb_status status = VB_OK;
    *n = 0;
    if (bytes->decoder != NULL) {
        if (bytes->text_at == bytes->text.len)
            status = decode(bytes, err);
        if (status == VB_OK)
            *n = take(&bytes->text, &bytes->text_at, to, cap);
        return status;
    }
    *n = take(&bytes->raw, &bytes->raw_at, to, cap);
    if (*n > 0 || cap == 0)
        return VB_OK;
    empty(&bytes->raw, &bytes->raw_at);
    return bytes->ends ? fail_broken(bytes, err) : read_raw(bytes, to, cap, n, err);
}

size_t vb_bytes_failures(const vb_bytes *bytes, vb_buffer *why)
{
    return bytes->decoder == NULL ? 0 : vb_decoder_failures(bytes->decoder, why);
}
