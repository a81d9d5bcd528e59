/* Writing a file that gets its name when it is whole: what fails, or is killed, leaves nothing.
 *
 * Where the file system has files without a name (O_TMPFILE) it is one of those, else a hidden one beside the place
 * where it is to be; only that can be left behind, by a process that is killed. */
#ifndef VB_OUTPUT_SAVE_H
#define VB_OUTPUT_SAVE_H

#include "base/error.h"

typedef struct {
    char *path;   /* where it is to be: behind symbolic links */
    char *beside; /* its name meanwhile; NULL: it has none, or is at `path` itself, which is a device or a pipe */
    bool nameless;
    char place[32]; /* where a nameless file can be opened */
    FILE *file;
} vb_save; /* all zero: nothing begun */

/* Begin.  A file that is replaced keeps its permissions.  On failure nothing is left. */
vb_status vb_save_begin(vb_save *save, const char *path, vb_error *err);

/* Where a writer that does not take `file` can open it; `file` is then left alone until it is finished. */
const char *vb_save_place(const vb_save *save);

/* Where such a writer may keep temporary files, so that there is room or none for all: the path of the file's folder,
 * to be freed; NULL: it is a device or a pipe, or memory is out. */
char *vb_save_folder(const vb_save *save);

/* Errors of such a writer name the place where it wrote: name where the file is to be instead. */
void vb_save_rename_error(const vb_save *save, vb_error *err);

/* Close it and put it in its place.  Then it is released, whatever the result; on failure nothing is left. */
vb_status vb_save_finish(vb_save *save, vb_error *err);

/* Give up: nothing is left of it.  Nothing to do after vb_save_finish() or for one that was not begun. */
void vb_save_discard(vb_save *save);

#endif
