#include "input/xlsx_part.h"

#include "base/str.h"
#include "input/xlsx_zip.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char cannot_read[] = "cannot be read: ";

/* Whether the file holds these bytes anywhere; read in pieces that overlap. */
static bool file_holds(FILE *file, vb_str wanted)
{
    char piece[32 * 1024];
    size_t kept = 0, n;
    rewind(file);
    while ((n = fread(piece + kept, 1, sizeof piece - kept, file)) > 0) {
        if (memmem(piece, kept + n, wanted.ptr, wanted.len) != NULL)
            return true;
        size_t len = kept + n;
        kept = len < wanted.len ? len : wanted.len - 1;
        memmove(piece, piece + len - kept, kept);
    }
    return false;
}

/* What a file that is no zip archive is.  Old workbooks and those with a password are both OLE2 compound files; the
 * latter have a stream of this name, in UTF-16 ([MS-OFFCRYPTO] 1.3.2). */
static const char *no_archive(FILE *file)
{
    static const char ole2[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    char head[512];
    size_t n = fread(head, 1, sizeof head, file);
    if (n == 0)
        return ferror(file) ? NULL : "nothing in it: it needs at least a sheet with a header";
    if (n >= 2 && memcmp(head, "PK", 2) == 0)
        return "";
    if (n >= 8 && memcmp(head, ole2, 8) == 0)
        return file_holds(file, (vb_str){encrypted, sizeof encrypted - 1})
                   ? "is protected by a password: open it and save it without one"
                   : "is a workbook of the old kind (.xls): open it and save it as .xlsx";
    size_t mark = n >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    vb_str text = vb_str_trim((vb_str){head + mark, n - mark});
    if (text.len > 0 && text.ptr[0] == '<')
        return "is a page of HTML or XML, no workbook: open it and save it as .xlsx";
    return "is no XLSX workbook: if it is text, name it .csv, .tsv or .txt";
}

/* Look at the file before libzip does, which says less of it. */
static vb_status look(const char *path, vb_error *err)
{
    struct stat about;
    vb_status status = VB_OK;
    if (strcmp(path, "-") == 0)
        return vb_fail_at(err, VB_ERROR_INPUT, "standard input", 0, 0,
                          "a workbook cannot be read from a stream: save it and give its path");
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "%s",
                          errno == ENOENT   ? "no such file"
                          : errno == EACCES ? "no permission to read it"
                                            : strerror(errno));
    if (fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode)) {
        status = vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "is a directory: name a file in it");
    } else {
        errno = 0;
        const char *fault = no_archive(file);
        if (fault == NULL)
            status = vb_fail_at(err, VB_ERROR_READ, path, 0, 0, "%s%s", cannot_read, strerror(errno));
        else if (fault[0] != '\0')
            status = vb_fail_at(err, VB_ERROR_INPUT, path, 0, 0, "%s", fault);
    }
    (void)fclose(file);
    return status;
}

/* An archive of another kind than XLSX? */
static vb_status look_inside(const vb_xlsx_package *package, vb_error *err)
{
    const char *fault = NULL;
    if (vb_xlsx_package_has(package, "[Content_Types].xml") && !vb_xlsx_package_has(package, "xl/workbook.bin"))
        return VB_OK;
    if (vb_xlsx_package_has(package, "xl/workbook.bin"))
        fault = "is a binary workbook (.xlsb): open it and save it as .xlsx";
    else if (vb_xlsx_package_has(package, "mimetype"))
        fault = "is an OpenDocument file (.ods): open it and save it as .xlsx";
    else if (vb_xlsx_package_has(package, "_rels/.rels") || vb_xlsx_package_has(package, "xl/workbook.xml"))
        return VB_OK;
    else
        fault = "is an archive without a workbook in it: unpack it and name the file";
    return vb_fail_at(err, VB_ERROR_INPUT, package->path, 0, 0, "%s", fault);
}

vb_xlsx_package *vb_xlsx_package_open(const char *path, vb_error *err)
{
    if (look(path, err) != VB_OK)
        return NULL;
    vb_xlsx_package *package = calloc(1, sizeof *package);
    if (package == NULL || (package->path = strdup(path)) == NULL) {
        (void)vb_fail_memory(err);
        goto failed;
    }
    int code = 0;
    package->zip = zip_open(path, ZIP_RDONLY, &code);
    if (package->zip == NULL) {
        zip_error_t fault;
        zip_error_init_with_code(&fault, code);
        if (code == ZIP_ER_MEMORY)
            (void)vb_fail_memory(err);
        else
            (void)vb_fail_at(err, VB_ERROR_INPUT, path, 0, 0,
                             "is a damaged workbook, perhaps cut off (%s): get it or save it anew",
                             zip_error_strerror(&fault));
        zip_error_fini(&fault);
        goto failed;
    }
    if (look_inside(package, err) == VB_OK)
        return package;
failed:
    vb_xlsx_package_close(package);
    return NULL;
}

void vb_xlsx_package_close(vb_xlsx_package *package)
{
    if (package == NULL)
        return;
    if (package->zip != NULL)
        zip_discard(package->zip); /* opened for reading: there is nothing to write */
    free(package->path);
    free(package);
}

const char *vb_xlsx_package_path(const vb_xlsx_package *package)
{
    return package->path;
}

zip_int64_t vb_xlsx_package_find(const vb_xlsx_package *package, const char *part)
{
    zip_int64_t at = zip_name_locate(package->zip, part, 0);
    return at >= 0 ? at : zip_name_locate(package->zip, part, ZIP_FL_NOCASE); /* ECMA-376-2, 9.1.1.3: names are equal
                                                                                 whatever their case */
}

bool vb_xlsx_package_has(const vb_xlsx_package *package, const char *part)
{
    return vb_xlsx_package_find(package, part) >= 0;
}

/* Parts of which well-formedness is not asked: none are XML. */
static bool is_xml(vb_str name)
{
    static const char *const endings[] = {".xml", ".rels"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        vb_str ending = vb_str_of(endings[i]);
        if (name.len >= ending.len && vb_str_equal(vb_str_cut(name, name.len - ending.len, name.len), ending))
            return true;
    }
    return false;
}

vb_status vb_xlsx_check(const char *path, vb_error *err)
{
    static const vb_xlsx_handlers none = {0};
    vb_xlsx_package *package = vb_xlsx_package_open(path, err);
    if (package == NULL)
        return err == NULL ? VB_ERROR_WRITE : err->code;
    vb_status status = VB_OK;
    zip_int64_t n = zip_get_num_entries(package->zip, 0);
    for (zip_int64_t i = 0; i < n && status == VB_OK; i++) {
        const char *name = zip_get_name(package->zip, (zip_uint64_t)i, 0);
        vb_xlsx_part *part;
        if (name != NULL && is_xml(vb_str_of(name)))
            status = vb_xlsx_part_run(package, name, &none, NULL, &part, err);
    }
    vb_xlsx_package_close(package);
    return status;
}
