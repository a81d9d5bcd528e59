#include "run/write.h"

#include "base/error.h"
#include "output/save.h"

#include <errno.h>
#include <string.h>

vb_status vb_write_out(FILE *out, const vb_buffer *bytes, vb_error *err)
{
    if (bytes->failed)
        return vb_fail_memory(err);
    bool whole = bytes->len == 0 || fwrite(bytes->ptr, 1, bytes->len, out) == bytes->len;
    if (!whole || fflush(out) != 0)
        return vb_fail(err, VB_ERROR_WRITE, "cannot write the output: %s", strerror(errno));
    return VB_OK;
}

vb_status vb_write_file(const char *path, const vb_buffer *bytes, vb_error *err)
{
    vb_save save = {0};
    vb_status status = vb_save_begin(&save, path, err);
    if (status == VB_OK)
        status = vb_write_out(save.file, bytes, err);
    if (status == VB_OK)
        status = vb_save_finish(&save, err);
    vb_save_discard(&save);
    return status;
}
