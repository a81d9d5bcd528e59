#include "input/xlsx_part.h"

#include "base/str.h"
#include "input/xlsx_zip.h"

#include <expat.h>
#include <stdarg.h>
#include <stdlib.h>

enum {
    PIECE = 64 * 1024,    /* read at a time */
    QUIET_MOST = 4 << 20, /* bytes of one tag or comment: expat holds it whole */
    DEPTH_MOST = 256,     /* elements in each other: expat holds each */
    BOMB_RATIO = 200,     /* no sheet packs so well that is larger than: */
};
#define BOMB_BYTES ((zip_uint64_t)256 << 20)

struct vb_xlsx_part {
    vb_xlsx_package *package;
    char *name;
    const vb_xlsx_handlers *handlers;
    void *self;
    zip_file_t *file;
    XML_Parser parser;
    zip_uint64_t packed, read; /* bytes */
    size_t quiet;              /* bytes given to the parser since it found anything */
    size_t depth;
    bool finished;
    vb_error failed; /* by a handler */
};

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon == NULL ? name : colon + 1;
}

static void on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    vb_xlsx_part *part = context;
    part->quiet = 0;
    if (part->failed.code != VB_OK || part->finished)
        return;
    if (++part->depth > DEPTH_MOST) {
        vb_xlsx_part_fail(part, VB_ERROR_INPUT, "more than %d elements in each other", (int)DEPTH_MOST);
        return;
    }
    if (part->handlers->start != NULL)
        part->handlers->start(part->self, local_name(name), attributes);
}

static void on_end(void *context, const XML_Char *name)
{
    vb_xlsx_part *part = context;
    part->quiet = 0;
    if (part->failed.code != VB_OK || part->finished)
        return;
    part->depth--;
    if (part->handlers->end != NULL)
        part->handlers->end(part->self, local_name(name));
}

static void on_text(void *context, const XML_Char *text, int len)
{
    vb_xlsx_part *part = context;
    part->quiet = 0;
    if (part->handlers->text != NULL && part->failed.code == VB_OK && !part->finished)
        part->handlers->text(part->self, text, (size_t)len);
}

/* Entities are how small XML becomes large; a workbook has none (ECMA-376-2, 8.1.4). */
static void on_doctype(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                       int subset)
{
    (void)name, (void)system, (void)public, (void)subset;
    vb_xlsx_part_fail(context, VB_ERROR_INPUT, "it has a DOCTYPE, which no workbook has");
}

void vb_xlsx_part_pause(vb_xlsx_part *part)
{
    (void)XML_StopParser(part->parser, XML_TRUE);
}

void vb_xlsx_part_finish(vb_xlsx_part *part)
{
    part->finished = true;
    (void)XML_StopParser(part->parser, XML_FALSE);
}

void vb_xlsx_part_fail(vb_xlsx_part *part, vb_status code, const char *format, ...)
{
    if (part->failed.code != VB_OK)
        return;
    char text[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (code == VB_ERROR_MEMORY)
        (void)vb_fail_memory(&part->failed);
    else
        (void)vb_fail_at(&part->failed, code, part->package->path, 0, 0, "%s, line %zu: %s", part->name,
                         (size_t)XML_GetCurrentLineNumber(part->parser), text);
    (void)XML_StopParser(part->parser, XML_FALSE);
}

vb_xlsx_part *vb_xlsx_part_open(vb_xlsx_package *package, const char *name, const vb_xlsx_handlers *handlers,
                                void *self, vb_error *err)
{
    zip_stat_t about;
    zip_int64_t at = vb_xlsx_package_find(package, name);
    if (at < 0 || zip_stat_index(package->zip, (zip_uint64_t)at, 0, &about) != 0) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, package->path, 0, 0,
                         "the workbook lacks its part %s: open it and save it anew", name);
        return NULL;
    }
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, package->path, 0, 0,
                         "is protected by a password: open it and save it without one");
        return NULL;
    }
    vb_xlsx_part *part = calloc(1, sizeof *part);
    if (part == NULL || (part->name = strdup(name)) == NULL || (part->parser = XML_ParserCreate(NULL)) == NULL) {
        (void)vb_fail_memory(err);
        vb_xlsx_part_close(part);
        return NULL;
    }
    part->package = package;
    part->handlers = handlers;
    part->self = self;
    part->packed = (about.valid & ZIP_STAT_COMP_SIZE) != 0 ? about.comp_size : 0;
    XML_SetUserData(part->parser, part);
    XML_SetElementHandler(part->parser, on_start, on_end);
    XML_SetCharacterDataHandler(part->parser, on_text);
    XML_SetStartDoctypeDeclHandler(part->parser, on_doctype);
    part->file = zip_fopen_index(package->zip, (zip_uint64_t)at, 0);
    if (part->file == NULL) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, package->path, 0, 0,
                         "%s cannot be unpacked (%s): save the workbook anew", name, zip_strerror(package->zip));
        vb_xlsx_part_close(part);
        return NULL;
    }
    return part;
}

void vb_xlsx_part_close(vb_xlsx_part *part)
{
    if (part == NULL)
        return;
    if (part->file != NULL)
        (void)zip_fclose(part->file); /* only read: what could fail has failed in zip_fread() */
    if (part->parser != NULL)
        XML_ParserFree(part->parser);
    free(part->name);
    free(part);
}

/* Give the parser the next piece of the file. */
static vb_status feed(vb_xlsx_part *part, enum XML_Status *result, vb_error *err)
{
    void *piece = XML_GetBuffer(part->parser, PIECE);
    if (piece == NULL)
        return vb_fail_memory(err);
    zip_int64_t n = zip_fread(part->file, piece, PIECE);
    if (n < 0) /* a wrong checksum too */
        return vb_fail_at(err, VB_ERROR_INPUT, part->package->path, 0, 0,
                          "%s is damaged (%s): get the workbook or save it anew", part->name,
                          zip_file_strerror(part->file));
    part->read += (zip_uint64_t)n;
    part->quiet += (size_t)n;
    if (part->read > BOMB_BYTES && part->read / BOMB_RATIO > part->packed)
        return vb_fail_at(err, VB_ERROR_INPUT, part->package->path, 0, 0,
                          "%s unpacks to more than %d times its size, as no survey does: save the workbook anew",
                          part->name, (int)BOMB_RATIO);
    if (part->quiet > QUIET_MOST)
        return vb_fail_at(err, VB_ERROR_INPUT, part->package->path, 0, 0,
                          "%s, line %zu: a tag or comment of more than %d MB: save the workbook anew", part->name,
                          (size_t)XML_GetCurrentLineNumber(part->parser), QUIET_MOST >> 20);
    *result = XML_ParseBuffer(part->parser, (int)n, n == 0);
    return VB_OK;
}

static vb_status fail_xml(vb_xlsx_part *part, vb_error *err)
{
    enum XML_Error code = XML_GetErrorCode(part->parser);
    if (code == XML_ERROR_NO_MEMORY)
        return vb_fail_memory(err);
    return vb_fail_at(err, VB_ERROR_INPUT, part->package->path, 0, 0,
                      "%s, line %zu, column %zu: wrong XML (%s): open the workbook and save it anew", part->name,
                      (size_t)XML_GetCurrentLineNumber(part->parser),
                      (size_t)XML_GetCurrentColumnNumber(part->parser) + 1, XML_ErrorString(code));
}

vb_status vb_xlsx_part_read(vb_xlsx_part *part, bool *at_end, vb_error *err)
{
    for (;;) {
        XML_ParsingStatus state;
        enum XML_Status result = XML_STATUS_OK;
        XML_GetParsingStatus(part->parser, &state);
        *at_end = part->finished || state.parsing == XML_FINISHED;
        if (*at_end)
            return VB_OK;
        if (state.parsing == XML_SUSPENDED) {
            result = XML_ResumeParser(part->parser);
        } else {
            vb_status status = feed(part, &result, err);
            if (status != VB_OK)
                return status;
        }
        if (part->failed.code != VB_OK) {
            if (err != NULL)
                *err = part->failed;
            return part->failed.code;
        }
        if (result == XML_STATUS_SUSPENDED)
            return VB_OK;
        if (result == XML_STATUS_ERROR && !part->finished)
            return fail_xml(part, err);
    }
}

vb_status vb_xlsx_part_run(vb_xlsx_package *package, const char *name, const vb_xlsx_handlers *handlers, void *self,
                           vb_xlsx_part **part, vb_error *err)
{
    bool at_end = false;
    vb_status status = VB_OK;
    *part = vb_xlsx_part_open(package, name, handlers, self, err);
    if (*part == NULL)
        return err == NULL ? VB_ERROR_INPUT : err->code;
    while (status == VB_OK && !at_end)
        status = vb_xlsx_part_read(*part, &at_end, err);
    vb_xlsx_part_close(*part);
    *part = NULL;
    return status;
}

const char *vb_xlsx_attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(local_name(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}

bool vb_xlsx_attribute_true(const char **attributes, const char *name)
{
    const char *value = vb_xlsx_attribute(attributes, name);
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}
