/* What xlsx_package.c and xlsx_part.c share. */
#ifndef VB_INPUT_XLSX_ZIP_H
#define VB_INPUT_XLSX_ZIP_H

#include "input/xlsx_part.h"

#include <zip.h>

struct vb_xlsx_package {
    char *path;
    zip_t *zip;
};

/* The number of a part in the archive, or -1. */
zip_int64_t vb_xlsx_package_find(const vb_xlsx_package *package, const char *part);

#endif
