/* What kind of input it is:
 *
 * S1  By the file name's ending: .csv; .tsv, .tab; .txt, .text, .md; .jsonl, .ndjson, .json; .xlsx; .sav and so on.
 *     Letters are of any case; .gz and .zst may follow.  A .txt file that is a table by tabs is one: Excel's
 *     "Unicode text", or one whose rows, three or more, have equally many tabs, the first with no empty cell.
 *
 * S2  Else it is a table, by tab, comma, semicolon or bar, if its first line has two or more cells that can be a
 *     header (S3, S4) and a later record has as many.  A later record whose quote does not close counts: its fault is
 *     named then.  Anything else is plain text: prose has commas too.
 *
 * S3  Cells can be a header if one is a column's name (see columns.c), or if all are names as programs write them:
 *     letters, digits and _ . - only, and one of the cells with a digit or a _ in it.
 *
 * S4  After "time, money, people" all later records must have as many cells, not just one: a header has no spaces
 *     behind its separators. */
#include "input/sniff.h"

#include "base/str.h"
#include "input/columns.h"
#include "input/csv.h"

#include <strings.h>

/* The records looked at, in as many bytes. */
enum { LOOK_RECORDS = 200, LOOK_BYTES = 64 * 1024 };

const char *vb_sniff_fault(vb_str text)
{
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
        return "NUL bytes in it: it is no text, or in an encoding to be named: pass --encoding, or save it as UTF-8";
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

/* The name ends so, in any case of letters. */
static bool ends(vb_str name, const char *ending)
{
    size_t len = strlen(ending);
    return name.len > len && strncasecmp(name.ptr + name.len - len, ending, len) == 0;
}

vb_input_format vb_sniff_name(const char *path)
{
    static const struct {
        const char *ending;
        vb_input_format format;
    } endings[] = {{".csv", VB_INPUT_CSV},        {".tsv", VB_INPUT_TSV},       {".tab", VB_INPUT_TSV},
                   {".txt", VB_INPUT_LINES},      {".text", VB_INPUT_LINES},    {".md", VB_INPUT_LINES},
                   {".markdown", VB_INPUT_LINES}, {".jsonl", VB_INPUT_JSONL},   {".ndjson", VB_INPUT_JSONL},
                   {".json", VB_INPUT_JSONL},     {".xlsx", VB_INPUT_XLSX},     {".xlsm", VB_INPUT_XLSX},
                   {".sav", VB_INPUT_STAT},       {".zsav", VB_INPUT_STAT},     {".por", VB_INPUT_STAT},
                   {".dta", VB_INPUT_STAT},       {".sas7bdat", VB_INPUT_STAT}, {".xpt", VB_INPUT_STAT}};
    vb_str name = vb_str_of(path);
    if (ends(name, ".gz"))
        name.len -= 3;
    else if (ends(name, ".zst"))
        name.len -= 4;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends(name, endings[i].ending))
            return endings[i].format;
    return VB_INPUT_AUTO;
}

vb_input_format vb_sniff_magic(vb_str first)
{
    static const struct {
        const char *bytes;
        size_t at, len;
        vb_input_format format;
    } magics[] = {{"PK\x03\x04", 0, 4, VB_INPUT_XLSX},
                  {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, 8, VB_INPUT_XLSX}, /* an old workbook: its reader says so */
                  {"$FL2", 0, 4, VB_INPUT_STAT},
                  {"$FL3", 0, 4, VB_INPUT_STAT},
                  {"<stata_dta>", 0, 11, VB_INPUT_STAT},
                  {"\xC2\xEA\x81\x60\xB3\x14\x11\xCF", 12, 8, VB_INPUT_STAT}, /* SAS7BDAT */
                  {"HEADER RECORD*******LIB", 0, 23, VB_INPUT_STAT}};         /* SAS transport */
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (first.len >= magics[i].at + magics[i].len &&
            memcmp(first.ptr + magics[i].at, magics[i].bytes, magics[i].len) == 0)
            return magics[i].format;
    size_t at = first.len >= 3 && memcmp(first.ptr, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < first.len && (first.ptr[at] == ' ' || (first.ptr[at] >= '\t' && first.ptr[at] <= '\r')))
        at++;
    if (at == first.len || first.ptr[at] != '{')
        return VB_INPUT_AUTO;
    for (at++; at < first.len && (first.ptr[at] == ' ' || first.ptr[at] == '\t'); at++)
        ;
    return at < first.len && (first.ptr[at] == '"' || first.ptr[at] == '}') ? VB_INPUT_JSONL : VB_INPUT_AUTO;
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
bool vb_sniff_is_header(const vb_str *cells, size_t n, bool *spaced)
{
    bool named = false, identifiers = true, marked = false;
    *spaced = false;
    for (size_t i = 0; i < n; i++) {
        vb_str cell = cells[i];
        named |= vb_column_named(cell);
        identifiers &= is_identifier(cell, &marked);
        *spaced |= i > 0 && cell.len > 0 && cell.ptr[0] == ' ';
    }
    return named || (identifiers && marked);
}

/* Excel's first line, P4 of dialect.c. */
static bool begins_with_separator(vb_str text)
{
    return text.len >= 5 && (strncasecmp(text.ptr, "sep=", 4) == 0 || strncasecmp(text.ptr, "\"sep=", 5) == 0);
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
    if (!vb_sniff_is_header(batch.records[0].cells, csv.columns, &spaced))
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
    static const char separators[] = "\t,;|";
    if (text.len > LOOK_BYTES) {
        text.len = LOOK_BYTES;
        last = false;
    }
    bool no_memory = false;
    for (size_t i = 0; separators[i] != '\0' && !no_memory; i++)
        if (is_table(text, separators[i], last, &no_memory))
            return i == 0 ? VB_INPUT_TSV : VB_INPUT_CSV;
    return no_memory ? VB_INPUT_AUTO : begins_with_separator(text) ? VB_INPUT_CSV : VB_INPUT_LINES;
}

/* Rows of equally many cells by tabs, whatever the first one's names are; their number, or 0. */
static size_t count_tabbed(vb_str text, bool last, bool *no_memory)
{
    const char *line_end = vb_sniff_line_end(text, '\t', last);
    vb_batch batch = {0};
    vb_place place = {.line = 1};
    size_t alike = 0;
    if (line_end == NULL)
        return 0;
    vb_csv csv = {.separator = '\t', .line_end = line_end[strlen(line_end) - 1], .columns = 1};
    vb_buffer_add_str(&batch.bytes, text);
    *no_memory = batch.bytes.failed || !vb_csv_cut(&csv, last, LOOK_RECORDS, &batch, &place);
    while (!*no_memory && alike < batch.n && batch.records[alike].n_found == batch.records[0].n_found)
        alike++;
    bool table = !*no_memory && alike == batch.n && alike >= 3 && batch.records[0].n_found > 1;
    for (size_t beg = 0, end; table && beg <= batch.records[0].raw.len; beg = end + 1) {
        end = vb_csv_cell_end(&csv, batch.records[0].raw, beg);
        table = vb_str_trim(vb_str_cut(batch.records[0].raw, beg, end)).len > 0;
    }
    vb_batch_release(&batch);
    return table ? alike : 0;
}

vb_input_format vb_sniff_text_file(vb_str text, bool last, size_t *tabbed)
{
    bool no_memory = false;
    if (text.len > LOOK_BYTES) {
        text.len = LOOK_BYTES;
        last = false;
    }
    *tabbed = 0;
    bool table = is_table(text, '\t', last, &no_memory);
    if (!table && !no_memory)
        *tabbed = count_tabbed(text, last, &no_memory);
    return no_memory ? VB_INPUT_AUTO : table || *tabbed > 0 ? VB_INPUT_TSV : VB_INPUT_LINES;
}
