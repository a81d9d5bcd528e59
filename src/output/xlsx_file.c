#include "output/xlsx_file.h"

#include "input/xlsx_part.h"
#include "output/xlsx_text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { ROOM_LEAST = 1 << 16 };

vb_status vb_xlsx_fail(const char *path, lxw_error code, vb_error *err)
{
    if (code == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return vb_fail_memory(err);
    return vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0,
                      "the workbook could not be written (%s): see that there is room for it, and in the folder for "
                      "temporary files",
                      lxw_strerror(code));
}

vb_status vb_xlsx_fail_system(const char *path, int number, vb_error *err)
{
    return vb_fail_at(err, VB_ERROR_WRITE, path, 0, 0, "cannot be written: %s", strerror(number));
}

lxw_worksheet *vb_xlsx_sheet_add(lxw_workbook *workbook, vb_str title)
{
    vb_buffer name = {0}, numbered = {0};
    lxw_worksheet *sheet = NULL;
    vb_xlsx_sheet_name(title, &name);
    for (unsigned i = 1; i < 1000 && sheet == NULL && !name.failed && !numbered.failed; i++) {
        size_t keep = name.len - 1;
        if (i > 1 && keep > 24) { /* room for the number; whole characters */
            keep = 24;
            while (keep > 0 && ((unsigned char)name.ptr[keep] & 0xC0) == 0x80)
                keep--;
        }
        vb_buffer_clear(&numbered);
        vb_buffer_add(&numbered, name.ptr, keep);
        if (i > 1)
            vb_buffer_printf(&numbered, " (%u)", i);
        vb_buffer_add_char(&numbered, '\0');
        if (!numbered.failed && workbook_validate_sheet_name(workbook, numbered.ptr) == LXW_NO_ERROR)
            sheet = workbook_add_worksheet(workbook, numbered.ptr);
    }
    vb_buffer_release(&name);
    vb_buffer_release(&numbered);
    return sheet;
}

/* libxlsxwriter prints its failures on standard error, so see first that it can open the file, and that there is
 * room: for the largest sheet once more, and for all of them compressed, which leaves less than half. */
static vb_status make_sure_of_room(const lxw_workbook *workbook, const char *path, vb_error *err)
{
    lxw_worksheet *sheet;
    off_t largest = 0, all = 0;
    STAILQ_FOREACH(sheet, workbook->worksheets, list_pointers)
    {
        off_t size = sheet->optimize_tmpfile == NULL ? 0 : ftello(sheet->optimize_tmpfile);
        largest = size > largest ? size : largest;
        all += size > 0 ? size : 0;
    }
    int place = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (place < 0)
        return vb_xlsx_fail_system(path, errno, err);
    /* Some file systems cannot tell. */
    int fault = fallocate(place, 0, 0, largest + all / 2 + ROOM_LEAST) == 0 ? 0 : errno;
    if (ftruncate(place, 0) != 0 && fault == 0)
        fault = errno;
    if (close(place) != 0 && fault == 0)
        fault = errno;
    return fault == ENOSPC || fault == EDQUOT || fault == EFBIG ? vb_xlsx_fail_system(path, fault, err) : VB_OK;
}

vb_status vb_xlsx_close(lxw_workbook *workbook, const char *path, vb_error *err)
{
    vb_status status = make_sure_of_room(workbook, path, err);
    if (status != VB_OK) {
        vb_xlsx_drop(workbook);
        return status;
    }
    lxw_error code = workbook_close(workbook); /* which frees it */
    if (code != LXW_NO_ERROR)
        status = vb_xlsx_fail(path, code, err);
    else if (vb_xlsx_check(path, NULL) != VB_OK)
        status = vb_xlsx_fail(path, LXW_ERROR_ZIP_CLOSE, err);
    if (status != VB_OK)
        (void)unlink(path);
    return status;
}

/* libxlsxwriter closes the files for temporary rows only on writing the workbook. */
void vb_xlsx_drop(lxw_workbook *workbook)
{
    lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, workbook->worksheets, list_pointers)
    {
        if (sheet->optimize_tmpfile != NULL)
            (void)fclose(sheet->optimize_tmpfile);
        sheet->optimize_tmpfile = NULL;
    }
    lxw_workbook_free(workbook);
}
