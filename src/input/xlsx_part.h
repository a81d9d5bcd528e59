/* The parts of an XLSX file: XML files in a zip archive, read piece by piece.  Sole user of libzip; expat is
 * xml_tree.h's too. */
#ifndef VB_INPUT_XLSX_PART_H
#define VB_INPUT_XLSX_PART_H

#include "base/buffer.h"
#include "base/error.h"

/* An archive. */
typedef struct vb_xlsx_package vb_xlsx_package;

/* NULL with *err set: no such file, and whatever else people take for a workbook, said by its kind (a workbook with a
 * password, .xls, .xlsb, .ods, a page of HTML). */
vb_xlsx_package *vb_xlsx_package_open(const char *path, vb_error *err);
void vb_xlsx_package_close(vb_xlsx_package *package); /* takes NULL */
const char *vb_xlsx_package_path(const vb_xlsx_package *package);
bool vb_xlsx_package_has(const vb_xlsx_package *package, const char *part);

/* What is done with a part's XML.  Names are without prefix: `row`, not `x:row`; NULL: nothing is done. */
typedef struct {
    void (*start)(void *self, const char *name, const char **attributes);
    void (*end)(void *self, const char *name);
    void (*text)(void *self, const char *text, size_t len);
} vb_xlsx_handlers;

typedef struct vb_xlsx_part vb_xlsx_part;

/* NULL with *err set.  `part` is a name in the archive, as "xl/workbook.xml".  The package must outlive it. */
vb_xlsx_part *vb_xlsx_part_open(vb_xlsx_package *package, const char *part, const vb_xlsx_handlers *handlers,
                                void *self, vb_error *err);
void vb_xlsx_part_close(vb_xlsx_part *part); /* takes NULL */

/* Read on until a handler pauses or fails, or the part ends (*at_end). */
vb_status vb_xlsx_part_read(vb_xlsx_part *part, bool *at_end, vb_error *err);

/* For handlers: stop after this element; stop for good. */
void vb_xlsx_part_pause(vb_xlsx_part *part);
void vb_xlsx_part_finish(vb_xlsx_part *part); /* nothing further is wanted: the part is at its end */
void vb_xlsx_part_fail(vb_xlsx_part *part, vb_status code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Read a part from beginning to end.  A handler that fails does so by vb_xlsx_part_fail(*part): *part is set before
 * anything is called. */
vb_status vb_xlsx_part_run(vb_xlsx_package *package, const char *name, const vb_xlsx_handlers *handlers, void *self,
                           vb_xlsx_part **part, vb_error *err);

/* The attribute of this name, whatever its prefix; NULL if there is none. */
const char *vb_xlsx_attribute(const char **attributes, const char *name);
bool vb_xlsx_attribute_true(const char **attributes, const char *name); /* "1", "true", "on" */

/* Whether every part of a file just written is whole: well-formed XML to its end. */
vb_status vb_xlsx_check(const char *path, vb_error *err);

#endif
