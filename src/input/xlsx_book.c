#include "input/xlsx_book.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>
#include <strings.h>

enum { SHEETS_MOST = 10000 };

/* ---- Relationships: which part is whose ---- */

/* Reading a .rels part. */
typedef struct {
    vb_xlsx_part *part;
    vb_xlsx_book *book;
    vb_str folder; /* that targets are relative to */
} relations;

/* The part's name in the archive: `target` from `folder`, without "." and ".." (RFC 3986, 5.2.4).  NULL: no memory.
 */
static const char *resolve(vb_arena *arena, vb_str folder, const char *target)
{
    vb_buffer path = {0};
    if (target[0] != '/')
        vb_buffer_add_str(&path, folder);
    while (*target != '\0') {
        size_t len = strcspn(target, "/");
        if (len == 2 && memcmp(target, "..", 2) == 0) {
            while (path.len > 0 && path.ptr[path.len - 1] != '/')
                path.len--;
            path.len -= path.len > 0;
            while (path.len > 0 && path.ptr[path.len - 1] != '/')
                path.len--;
        } else if (len > 0 && !(len == 1 && *target == '.')) {
            if (path.len > 0 && path.ptr[path.len - 1] != '/')
                vb_buffer_add_char(&path, '/');
            vb_buffer_add(&path, target, len);
        }
        target += len;
        target += *target == '/';
    }
    vb_str copy = vb_arena_copy(arena, vb_buffer_str(&path));
    bool failed = path.failed;
    vb_buffer_release(&path);
    return failed ? NULL : copy.ptr;
}

/* The transitional and the strict form of the format name types by different paths: only the last word counts. */
static bool is_type(const char *type, const char *wanted)
{
    const char *slash = strrchr(type, '/');
    return strcmp(slash == NULL ? type : slash + 1, wanted) == 0;
}

static void on_relation(void *self, const char *name, const char **attributes)
{
    relations *r = self;
    vb_xlsx_book *book = r->book;
    if (strcmp(name, "Relationship") != 0)
        return;
    const char *id = vb_xlsx_attribute(attributes, "Id");
    const char *type = vb_xlsx_attribute(attributes, "Type");
    const char *target = vb_xlsx_attribute(attributes, "Target");
    const char *mode = vb_xlsx_attribute(attributes, "TargetMode");
    if (id == NULL || type == NULL || target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
        return;
    const char *path = resolve(&book->arena, r->folder, target);
    if (path == NULL) {
        vb_xlsx_part_fail(r->part, VB_ERROR_MEMORY, "out of memory");
        return;
    }
    if (is_type(type, "officeDocument"))
        book->workbook = path;
    else if (is_type(type, "sharedStrings"))
        book->strings_part = path;
    else if (is_type(type, "styles"))
        book->styles_part = path;
    else if (is_type(type, "worksheet"))
        for (size_t i = 0; i < book->n_sheets; i++)
            if (vb_str_equal(book->sheets[i].id, vb_str_of(id)))
                book->sheets[i].part = path;
}

static vb_status read_relations(vb_xlsx_book *book, const char *name, vb_str folder, vb_error *err)
{
    static const vb_xlsx_handlers handlers = {.start = on_relation};
    relations r = {.book = book, .folder = folder};
    return vb_xlsx_part_run(book->package, name, &handlers, &r, &r.part, err);
}

/* ---- The workbook: sheets, date system ---- */

typedef struct {
    vb_xlsx_part *part;
    vb_xlsx_book *book;
} reading;

static void add_sheet(reading *r, const char **attributes)
{
    vb_xlsx_book *book = r->book;
    const char *name = vb_xlsx_attribute(attributes, "name");
    const char *id = vb_xlsx_attribute(attributes, "id");
    const char *state = vb_xlsx_attribute(attributes, "state");
    if (name == NULL || id == NULL || book->n_sheets == SHEETS_MOST)
        return;
    vb_xlsx_book_sheet sheet = {.name = vb_arena_copy(&book->arena, vb_str_of(name)),
                                .id = vb_arena_copy(&book->arena, vb_str_of(id)),
                                .hidden = state != NULL && strcmp(state, "visible") != 0};
    if (sheet.name.ptr == NULL || sheet.id.ptr == NULL ||
        !VB_PUSH_ROOM(book->sheets, book->n_sheets, book->cap_sheets)) {
        vb_xlsx_part_fail(r->part, VB_ERROR_MEMORY, "out of memory");
        return;
    }
    book->sheets[book->n_sheets++] = sheet;
}

static void on_workbook(void *self, const char *name, const char **attributes)
{
    reading *r = self;
    if (strcmp(name, "sheet") == 0)
        add_sheet(r, attributes);
    else if (strcmp(name, "workbookPr") == 0)
        r->book->from_1904 = vb_xlsx_attribute_true(attributes, "date1904");
}

/* "xl/workbook.xml" has its relationships in "xl/_rels/workbook.xml.rels". */
static vb_status read_workbook(vb_xlsx_book *book, vb_error *err)
{
    static const vb_xlsx_handlers handlers = {.start = on_workbook};
    reading r = {.book = book};
    vb_status status = VB_OK;
    book->workbook = "xl/workbook.xml";
    if (vb_xlsx_package_has(book->package, "_rels/.rels"))
        status = read_relations(book, "_rels/.rels", VB_LITERAL(""), err);
    if (status == VB_OK)
        status = vb_xlsx_part_run(book->package, book->workbook, &handlers, &r, &r.part, err);
    if (status != VB_OK)
        return status;
    const char *slash = strrchr(book->workbook, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - book->workbook) + 1;
    vb_buffer rels = {0};
    vb_buffer_add(&rels, book->workbook, folder);
    vb_buffer_add_text(&rels, "_rels/");
    vb_buffer_add_text(&rels, book->workbook + folder);
    vb_buffer_add(&rels, ".rels", sizeof ".rels");
    status =
        rels.failed ? vb_fail_memory(err) : read_relations(book, rels.ptr, (vb_str){book->workbook, folder}, err);
    vb_buffer_release(&rels);
    return status;
}

vb_status vb_xlsx_book_init(vb_xlsx_book *book, const char *path, vb_error *err)
{
    vb_error own = {0};
    *book = (vb_xlsx_book){.package = vb_xlsx_package_open(path, &own)};
    vb_status status = own.code;
    if (status == VB_OK)
        status = read_workbook(book, &own);
    if (status == VB_OK)
        status = vb_xlsx_styles_read(book, &own);
    if (status == VB_OK)
        status = vb_xlsx_strings_read(book, &own);
    if (status != VB_OK && err != NULL)
        *err = own;
    return status;
}

void vb_xlsx_book_release(vb_xlsx_book *book)
{
    vb_xlsx_package_close(book->package);
    vb_arena_release(&book->arena);
    free(book->sheets);
    free(book->looks);
    vb_buffer_release(&book->strings.text);
    free(book->strings.begins);
    *book = (vb_xlsx_book){0};
}

/* ---- Choosing a sheet ---- */

void vb_xlsx_book_list(const vb_xlsx_book *book, vb_buffer *out)
{
    enum { SHOWN = 20 };
    for (size_t i = 0; i < book->n_sheets && i < SHOWN; i++) {
        const vb_xlsx_book_sheet *sheet = &book->sheets[i];
        vb_buffer_printf(out, "%s%zu \"%.*s\"%s%s", i == 0 ? "" : ", ", i + 1, VB_ARG(sheet->name),
                         sheet->hidden ? " (hidden)" : "", sheet->part == NULL ? " (no table)" : "");
    }
    if (book->n_sheets > SHOWN)
        vb_buffer_printf(out, " and %zu more", book->n_sheets - SHOWN);
}

static const vb_xlsx_book_sheet *fail_sheet(const vb_xlsx_book *book, const char *fault, const char *wanted,
                                            vb_error *err)
{
    vb_buffer list = {0};
    vb_xlsx_book_list(book, &list);
    if (list.failed)
        (void)vb_fail_memory(err);
    else
        (void)vb_fail_at(err, VB_ERROR_INPUT, vb_xlsx_package_path(book->package), 0, 0, "%s%s%s: name one of %.*s",
                         fault, wanted == NULL ? "" : " ", wanted == NULL ? "" : wanted,
                         (int)(list.len > 600 ? 600 : list.len), vb_buffer_str(&list).ptr);
    vb_buffer_release(&list);
    return NULL;
}

static const vb_xlsx_book_sheet *first_sheet(const vb_xlsx_book *book, vb_error *err)
{
    for (int hidden = 0; hidden < 2; hidden++)
        for (size_t i = 0; i < book->n_sheets; i++)
            if (book->sheets[i].part != NULL && book->sheets[i].hidden == (hidden == 1))
                return &book->sheets[i];
    (void)vb_fail_at(err, VB_ERROR_INPUT, vb_xlsx_package_path(book->package), 0, 0,
                     "the workbook has no sheet with a table: save one in it");
    return NULL;
}

const vb_xlsx_book_sheet *vb_xlsx_book_sheet_find(const vb_xlsx_book *book, const char *wanted, vb_error *err)
{
    if (wanted == NULL)
        return first_sheet(book, err);
    const vb_xlsx_book_sheet *found = NULL;
    for (size_t i = 0; i < book->n_sheets && found == NULL; i++)
        if (vb_str_equal(book->sheets[i].name, vb_str_of(wanted)))
            found = &book->sheets[i];
    for (size_t i = 0; i < book->n_sheets && found == NULL; i++) /* arena copies end with a NUL */
        if (strcasecmp(book->sheets[i].name.ptr, wanted) == 0)
            found = &book->sheets[i];
    if (found == NULL && *wanted >= '1' && *wanted <= '9' && strspn(wanted, "0123456789") == strlen(wanted)) {
        unsigned long number = strtoul(wanted, NULL, 10);
        if (number <= book->n_sheets)
            found = &book->sheets[number - 1];
    }
    if (found == NULL)
        return fail_sheet(book, "there is no sheet", wanted, err);
    if (found->part == NULL)
        return fail_sheet(book, "there is no table on sheet", wanted, err);
    return found;
}
