/* Writing a file beside the place where it is to be, and renaming it when it is whole: what fails leaves nothing. */
#ifndef VB_OUTPUT_SAVE_H
#define VB_OUTPUT_SAVE_H

#include "base/error.h"

typedef struct {
    char *path;   /* where it is to be: behind symbolic links */
    char *beside; /* where it is written; NULL: at `path` itself, which is a device or a pipe */
    FILE *file;   /* NULL after vb_save_detach() */
} vb_save;        /* all zero: nothing begun */

/* Begin.  A file that is replaced keeps its permissions.  On failure nothing is left. */
vb_status vb_save_begin(vb_save *save, const char *path, vb_error *err);

/* Close `file`, for a writer that opens the place itself: vb_save_place(). */
vb_status vb_save_detach(vb_save *save, vb_error *err);
const char *vb_save_place(const vb_save *save);

/* Errors of such a writer name the place where it wrote: name where the file is to be instead. */
void vb_save_rename_error(const vb_save *save, vb_error *err);

/* Close it and put it in its place.  Then it is released, whatever the result; on failure nothing is left. */
vb_status vb_save_finish(vb_save *save, vb_error *err);

/* Give up: nothing is left of it.  Nothing to do after vb_save_finish() or for one that was not begun. */
void vb_save_discard(vb_save *save);

#endif
