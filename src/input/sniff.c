/* What kind of input it is:
 *
 * S1  By the file name's ending: .csv; .tsv, .tab; .txt, .text; in any case of letters.
 * S2  Else it is a table, by tab or by comma, if its first line has two or more cells that can be a header (S3, S4)
 *     and a later record has as many.  A later record whose quote does not close counts: its fault is named then.
 *     Anything else is plain text: prose has commas too.
 * S3  Cells can be a header if one is a column's name (see columns.c), or if all are names as programs write them:
 *     letters, digits and _ . - only, and one of the cells with a digit or a _ in it.
 * S4  After "time, money, people" all later records must have as many cells, not just one: a header has no spaces
 *     behind its separators.
 * S5  What is a table by `;` (S3, S4) and by nothing else is refused, unless the format is asked for: read as one
 *     column, names and job titles would be coded as answers. */
#include "input/sniff.h"

#include "base/str.h"
#include "input/columns.h"
#include "input/csv.h"

/* The records looked at, in as many bytes. */
enum { LOOK_RECORDS = 200, LOOK_BYTES = 64 * 1024 };

static bool begins(vb_str text, vb_str with)
{
    return text.len >= with.len && vb_str_equal(vb_str_cut(text, 0, with.len), with);
}

const char *vb_sniff_fault(vb_str text)
{
    if (begins(text, VB_LITERAL("\xFF\xFE")) || begins(text, VB_LITERAL("\xFE\xFF")))
        return "UTF-16 text cannot be read yet: save it as UTF-8 (\"CSV UTF-8\" in Excel)";
    if (begins(text, VB_LITERAL("PK\x03\x04")))
        return "a workbook or a ZIP archive cannot be read yet: save the sheet as CSV";
    /* A stray NUL is some record's own fault; these are not text at all. */
    size_t look = text.len < 4096 ? text.len : 4096, nuls = 0;
    bool in_first_line = false, first_line = true;
    for (size_t i = 0; i < look; i++) {
        if (text.ptr[i] == '\0') {
            nuls++;
            in_first_line |= first_line;
        }
        first_line &= text.ptr[i] != '\n';
    }
    if (in_first_line || nuls > look / 10)
        return "NUL bytes in it: it is UTF-16 or no text; save it as UTF-8 text or CSV";
    return NULL;
}

const char *vb_sniff_line_end(vb_str text, char separator, bool last)
{
    bool quoted = false, cell_begins = separator != 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (quoted) {
            if (c != '"')
                continue;
            if (i + 1 == text.len)
                break;
            if (text.ptr[i + 1] == '"')
                i++;
            else
                quoted = false;
        } else if (c == '\n') {
            return "\n";
        } else if (c == '\r') {
            while (i < text.len && text.ptr[i] == '\r')
                i++;
            if (i < text.len)
                return text.ptr[i] == '\n' ? "\r\n" : "\r";
            return last ? "\r" : NULL;
        } else {
            quoted = c == '"' && cell_begins;
            cell_begins = separator != 0 && c == separator;
        }
    }
    return last ? "\n" : NULL;
}

vb_input_format vb_sniff_name(const char *path)
{
    static const struct {
        const char *ending;
        vb_input_format format;
    } endings[] = {{".csv", VB_INPUT_CSV},
                   {".tsv", VB_INPUT_TSV},
                   {".tab", VB_INPUT_TSV},
                   {".txt", VB_INPUT_LINES},
                   {".text", VB_INPUT_LINES}};
    size_t len = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        vb_str ending = vb_str_of(endings[i].ending);
        size_t j = 0;
        if (len <= ending.len)
            continue;
        while (j < ending.len && (path[len - ending.len + j] | ('a' - 'A')) == ending.ptr[j])
            j++;
        if (j == ending.len)
            return endings[i].format;
    }
    return VB_INPUT_AUTO;
}

/* A name as programs write it; *marked is set if it has a digit or a _ that words of prose have not. */
static bool is_identifier(vb_str cell, bool *marked)
{
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool mark = (c >= '0' && c <= '9') || c == '_';
        if (!letter && (i == 0 ? c != '_' : !mark && c != '.' && c != '-'))
            return false;
        *marked |= mark;
    }
    return cell.len > 0;
}

/* S3; S4's space is told in *spaced. */
static bool is_header(const vb_record *record, bool *spaced)
{
    bool named = false, identifiers = true, marked = false;
    *spaced = false;
    for (size_t i = 0; i < record->n_found; i++) {
        vb_str cell = record->cells[i];
        named |= vb_column_named(cell);
        identifiers &= is_identifier(cell, &marked);
        *spaced |= i > 0 && cell.len > 0 && cell.ptr[0] == ' ';
    }
    return named || (identifiers && marked);
}

/* S2 for one separator.  False in *no_memory's case, too. */
static bool is_table(vb_str text, char separator, bool last, bool *no_memory)
{
    const char *line_end = vb_sniff_line_end(text, separator, last);
    if (line_end == NULL)
        return false;
    vb_csv csv = {.separator = separator, .line_end = line_end[strlen(line_end) - 1], .columns = 1};
    vb_batch batch = {0};
    vb_place place = {.line = 1};
    bool table = false;
    vb_buffer_add_str(&batch.bytes, text);
    if (batch.bytes.failed || !vb_csv_cut(&csv, last, 1, &batch, &place))
        goto failed;
    if (batch.n == 0 || batch.records[0].n_found < 2)
        goto done;
    csv.columns = batch.records[0].n_found;
    vb_batch_reset(&batch);
    place = (vb_place){.line = 1};
    /* Few records of many columns: the cells, too, are to be few. */
    if (!vb_csv_cut(&csv, last, csv.columns < LOOK_BYTES / 2 ? LOOK_RECORDS : 2, &batch, &place))
        goto failed;
    bool spaced;
    if (!is_header(&batch.records[0], &spaced))
        goto done;
    size_t alike = 0;
    for (size_t i = 1; i < batch.n; i++)
        alike += batch.records[i].n_found == csv.columns;
    bool open = batch.n < LOOK_RECORDS && place.quote_line > 0;
    table = spaced ? batch.n > 1 && alike == batch.n - 1 : alike > 0 || (open && batch.n == 1);
    goto done;
failed:
    *no_memory = true;
done:
    vb_batch_release(&batch);
    return table;
}

vb_input_format vb_sniff_text(vb_str text, bool last)
{
    if (text.len > LOOK_BYTES) {
        text.len = LOOK_BYTES;
        last = false;
    }
    bool no_memory = false;
    vb_input_format format = is_table(text, '\t', last, &no_memory)  ? VB_INPUT_TSV
                             : is_table(text, ',', last, &no_memory) ? VB_INPUT_CSV
                                                                     : VB_INPUT_LINES;
    return no_memory ? VB_INPUT_AUTO : format;
}

const char *vb_sniff_table_fault(vb_str text, bool last)
{
    if (text.len > LOOK_BYTES) {
        text.len = LOOK_BYTES;
        last = false;
    }
    bool no_memory = false;
    if (is_table(text, '\t', last, &no_memory) || is_table(text, ',', last, &no_memory) || no_memory ||
        !is_table(text, ';', last, &no_memory))
        return NULL;
    return "a table with `;` between its cells cannot be read yet: save it with commas or tabs (--from text reads it "
           "line by line all the same)";
}
