/* The dialect of a table:
 *
 * P1  The separator is the one of , ; tab | by which the header has two or more cells and the largest share of the
 *     next records has as many; of equals one without spaces behind it in the header, then the one with the most
 *     columns, then the first.  With none the comma.
 * P2  Line ends are of the kind of the first one outside quotes; if the text has lone CRs and LFs, of the kind by
 * which a larger share of records, or the same of more, has as many cells as the header; or by any of these kinds. P3
 * A quote in a quoted cell is doubled; but escaped by a backslash if by that more records have as many cells as the
 *     header, or as many and backslashed quotes stand where a cell cannot end, and no doubled ones.
 * P4  Excel's first line `sep=;` says the separator, and is no header.
 * P5  Titles before the header are no part of the table: see titles.c.
 */
#include "input/dialect.h"

#include "base/str.h"
#include "input/sniff.h"
#include "input/titles.h"

#include <strings.h>

/* The records looked at, in as many bytes. */
enum { LOOK_RECORDS = 200, LOOK_BYTES = 64 * 1024 };

static vb_csv with_line_end(char separator, const char *line_end)
{
    return (vb_csv){.separator = separator, .line_end = line_end[strlen(line_end) - 1], .columns = 1};
}

bool vb_dialect_try(vb_str text, bool last, const vb_csv *csv, vb_dialect_fit *fit)
{
    vb_batch batch = {0};
    vb_place place = {.line = 1};
    vb_csv dialect = *csv;
    dialect.columns = 1;
    *fit = (vb_dialect_fit){0};
    if (text.len > LOOK_BYTES) {
        text.len = LOOK_BYTES;
        last = false;
    }
    vb_buffer_add_str(&batch.bytes, text);
    bool ok = !batch.bytes.failed && vb_csv_cut(&dialect, last, LOOK_RECORDS + 1, &batch, &place);
    if (ok && batch.n > 0) {
        fit->columns = batch.records[0].n_found;
        fit->records = batch.n - 1;
        fit->spaced =
            memmem(batch.records[0].raw.ptr, batch.records[0].raw.len, (char[]){csv->separator, ' '}, 2) != NULL;
        for (size_t i = 1; i < batch.n; i++)
            fit->alike += batch.records[i].n_found == fit->columns;
    }
    fit->open = batch.n <= LOOK_RECORDS && place.quote_line > 0;
    vb_batch_release(&batch);
    return ok;
}

/* Negative, 0, positive: the share of records that fit is smaller, the same, larger. */
static int compare_shares(const vb_dialect_fit *a, const vb_dialect_fit *b)
{
    size_t left = a->alike * (b->records > 0 ? b->records : 1), right = b->alike * (a->records > 0 ? a->records : 1);
    return left < right ? -1 : left > right;
}

/* P1 */
static bool find_separator(vb_str text, bool last, char *separator)
{
    static const char candidates[] = ",;\t|";
    vb_dialect_fit best = {0};
    *separator = ',';
    for (const char *c = candidates; *c != '\0'; c++) {
        const char *line_end = vb_sniff_line_end(text, *c, last);
        vb_csv csv = with_line_end(*c, line_end == NULL ? "\n" : line_end);
        vb_dialect_fit fit;
        if (!vb_dialect_try(text, last, &csv, &fit))
            return false;
        int better = compare_shares(&fit, &best);
        if (better == 0)
            better = best.spaced - fit.spaced;
        if (fit.columns >= 2 && (best.columns == 0 || better > 0 || (better == 0 && fit.columns > best.columns))) {
            best = fit;
            *separator = *c;
        }
    }
    return true;
}

/* Outside quotes the text has LFs, and CRs that have none behind them. */
static bool mixes_line_ends(vb_str text, char separator)
{
    bool quoted = false, cell_begins = true, lf = false, cr = false;
    if (memchr(text.ptr, '\n', text.len) == NULL || memchr(text.ptr, '\r', text.len) == NULL)
        return false;
    for (size_t i = 0; i < text.len && !(lf && cr); i++) {
        char c = text.ptr[i];
        if (c == '"' && (quoted || cell_begins)) {
            quoted = !quoted; /* of two quotes the second opens it again */
            cell_begins = quoted ? false : i + 1 < text.len && text.ptr[i + 1] == '"';
            continue;
        }
        if (quoted)
            continue;
        while (c == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\r')
            i++;
        lf |= c == '\n';
        cr |= c == '\r' && i + 1 < text.len && text.ptr[i + 1] != '\n';
        cell_begins = c == separator || c == '\n' || c == '\r';
    }
    return lf && cr;
}

/* Take `other` if a larger share of the records fits it, or the same share of more. */
static bool take_better(vb_str text, bool last, vb_csv other, vb_csv *csv, vb_dialect_fit *fit)
{
    vb_dialect_fit found;
    if (!vb_dialect_try(text, last, &other, &found))
        return false;
    int better = compare_shares(&found, fit);
    if (found.columns >= 2 && (better > 0 || (better == 0 && found.alike > fit->alike))) {
        *csv = other;
        *fit = found;
    }
    return true;
}

/* P3: `\"` before what cannot follow a cell, and no doubled quote within one. */
static bool has_backslashed_quotes(vb_str text, char separator)
{
    bool found = false;
    for (size_t i = 1; i + 1 < text.len; i++) {
        const char *quote = memchr(text.ptr + i, '"', text.len - i - 1);
        if (quote == NULL)
            break;
        i = (size_t)(quote - text.ptr);
        char before = text.ptr[i - 1], behind = text.ptr[i + 1];
        bool ends = behind == separator || behind == '\n' || behind == '\r';
        if (before == '\\')
            found |= !ends && behind != '"';
        else if (behind == '"' && before != separator && before != '\n' && before != '\r' && before != '"' &&
                 i + 2 < text.len && text.ptr[i + 2] != separator && text.ptr[i + 2] != '\n' &&
                 text.ptr[i + 2] != '\r' && text.ptr[i + 2] != '"')
            return false;
    }
    return found;
}

/* P2, P3 */
static bool refine(vb_str text, bool last, vb_csv *csv)
{
    bool mixed = mixes_line_ends(text, csv->separator), slashed = memmem(text.ptr, text.len, "\\\"", 2) != NULL;
    vb_dialect_fit fit;
    if (!mixed && !slashed)
        return true;
    if (!vb_dialect_try(text, last, csv, &fit))
        return false;
    if (slashed) {
        vb_csv other = *csv;
        other.backslash = true;
        if (!take_better(text, last, other, csv, &fit))
            return false;
        if (!csv->backslash && has_backslashed_quotes(text, csv->separator)) {
            vb_dialect_fit same;
            if (!vb_dialect_try(text, last, &other, &same))
                return false;
            csv->backslash = compare_shares(&same, &fit) >= 0 && (fit.open || !same.open);
        }
    }
    static const char ends[] = {'\n', '\r', VB_CSV_MIXED};
    for (size_t i = 0; mixed && i < sizeof ends; i++) {
        vb_csv other = *csv;
        other.line_end = ends[i];
        if (!take_better(text, last, other, csv, &fit))
            return false;
    }
    return true;
}

/* P4: the bytes of such a line, and its separator. */
static size_t find_preamble(vb_str text, char *separator)
{
    size_t at = text.len > 0 && text.ptr[0] == '"', quoted = at;
    if (text.len < at + 6 || strncasecmp(text.ptr + at, "sep=", 4) != 0)
        return 0;
    char named = text.ptr[at + 4];
    at += 5 + quoted;
    size_t end = at;
    while (end < text.len && text.ptr[end] == '\r')
        end++;
    if (end < text.len && text.ptr[end] == '\n')
        end++;
    if (end == at || named == '"' || named == '\n' || named == '\r')
        return 0;
    *separator = named;
    return end;
}

bool vb_dialect_decide(vb_str text, bool last, char separator, vb_dialect *dialect)
{
    vb_titles titles;
    *dialect = (vb_dialect){.preamble = find_preamble(text, &separator)};
    dialect->says_separator = dialect->preamble > 0;
    dialect->preamble_lines = dialect->says_separator;
    text = vb_str_cut(text, dialect->preamble, text.len);
    if (!vb_titles_find(text, last, separator, &titles))
        return false;
    dialect->preamble += titles.bytes;
    dialect->preamble_lines += titles.lines;
    dialect->title = titles.first;
    text = vb_str_cut(text, titles.bytes, text.len);
    if (separator == '\0' && !find_separator(text, last, &separator))
        return false;
    dialect->line_end = vb_sniff_line_end(text, separator, last);
    if (dialect->line_end == NULL)
        return true;
    dialect->csv = with_line_end(separator, dialect->line_end);
    if (!refine(text, last, &dialect->csv))
        return false;
    /* A kind of line ends that is not the first one's: that of what is written. */
    if (dialect->csv.line_end == '\n' && strcmp(dialect->line_end, "\r") == 0)
        dialect->line_end = memmem(text.ptr, text.len, "\r\n", 2) != NULL ? "\r\n" : "\n";
    else if (dialect->csv.line_end == '\r')
        dialect->line_end = "\r";
    return true;
}
