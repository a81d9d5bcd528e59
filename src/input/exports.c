/* Exports of survey tools:
 *
 * Q1  Qualtrics: of the first two records behind the header one whose cells that are not empty are all
 *     {"ImportId": ...}; the header rows end with it, and of three rows the second holds the labels.
 * Q2  Qualtrics, older: the second row holds the labels if under two of StartDate, EndDate and the like stand their
 *     titles ("Start Date") or their names once more, or under V1, V2, ... "ResponseID", "StartDate".
 * Q3  Labels lose their HTML.
 * Q4  Responses with the status of a preview or test, and those not finished or of less than 100 % progress, can be
 *     told: by the columns Status, Finished and Progress, as labels or as numbers.
 * M1  SurveyMonkey: a column "Respondent ID" with an empty cell in the record behind the header, or a cell
 *     "Open-Ended Response" there.  That record is the second header row.
 * M2  Its columns are called by the question if that row says "Open-Ended Response", "Response" or nothing, else
 *     "question: option"; a question goes on over the columns without one.
 * G1  Google Forms: the first column is "Timestamp".  It has one header row. */
#include "input/exports.h"

#include "base/str.h"
#include "input/columns.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <strings.h>

static bool is(vb_str cell, const char *text)
{
    cell = vb_str_trim(cell);
    return cell.len == strlen(text) && strncasecmp(cell.ptr, text, cell.len) == 0;
}

static bool is_any(vb_str cell, const char *const *texts)
{
    for (; *texts != NULL; texts++)
        if (is(cell, *texts))
            return true;
    return false;
}

/* ---- Text of labels ---- */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The character of a reference that begins at `at` ("&amp;"), its length in *len; 0: none. */
static uint32_t reference(vb_str html, size_t at, size_t *len)
{
    static const struct {
        const char *name;
        uint32_t character;
    } names[] = {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},
                 {"nbsp", ' '},     {"ndash", 0x2013}, {"mdash", 0x2014},  {"lsquo", 0x2018}, {"rsquo", 0x2019},
                 {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"hellip", 0x2026}, {"iquest", 0xBF},  {"iexcl", 0xA1},
                 {"ntilde", 0xF1},  {"aacute", 0xE1},  {"eacute", 0xE9},   {"iacute", 0xED},  {"oacute", 0xF3},
                 {"uacute", 0xFA},  {"eth", 0xF0}};
    size_t end = at + 1;
    while (end < html.len && end - at < 12 && html.ptr[end] != ';')
        end++;
    if (end >= html.len || html.ptr[end] != ';')
        return 0;
    vb_str name = vb_str_cut(html, at + 1, end);
    *len = end + 1 - at;
    if (name.len >= 2 && name.ptr[0] == '#') {
        char digits[12] = "";
        bool hex = (name.ptr[1] | 0x20) == 'x';
        memcpy(digits, name.ptr + 1 + hex, name.len - 1 - hex);
        unsigned long number = strtoul(digits, NULL, hex ? 16 : 10);
        bool fits = number > 0 && number < 0x110000 && (number < 0xD800 || number > 0xDFFF);
        return !fits ? 0 : number == 0xA0 || number < ' ' ? ' ' : (uint32_t)number;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (vb_str_equal(name, vb_str_of(names[i].name)))
            return names[i].character;
    return 0;
}

/* The end of a tag or comment that begins at `at`; `at` if it is none. */
static size_t tag_end(vb_str html, size_t at)
{
    char next = at + 1 < html.len ? html.ptr[at + 1] : ' ';
    bool begins = next == '/' || next == '!' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
    const char *close = begins ? memchr(html.ptr + at, '>', html.len - at) : NULL;
    return close == NULL ? at : (size_t)(close - html.ptr) + 1;
}

vb_str vb_export_strip(vb_str html, vb_arena *arena)
{
    char *out = vb_arena_alloc(arena, html.len + 1); /* a reference is longer than its character */
    size_t len = 0;
    if (out == NULL)
        return (vb_str){NULL, 0};
    for (size_t at = 0; at < html.len;) {
        size_t used = 1;
        uint32_t character = (unsigned char)html.ptr[at];
        bool encoded = false;
        if (html.ptr[at] == '<' && tag_end(html, at) > at) {
            used = tag_end(html, at) - at;
            /* Only tags that begin a new line part words. */
            char kind = (char)(html.ptr[at + 1 + (html.ptr[at + 1] == '/')] | 0x20);
            character = kind == 'p' || kind == 'd' || (kind == 'b' && (html.ptr[at + 2] | 0x20) == 'r') ? ' ' : 0;
            if (character == 0) {
                at += used;
                continue;
            }
        } else if (html.ptr[at] == '&') {
            size_t reference_len = 1;
            uint32_t found = reference(html, at, &reference_len);
            if (found != 0) {
                character = found;
                used = reference_len;
                encoded = true;
            }
        }
        at += used;
        if (character < 0x80 && is_space((char)character)) {
            if (len > 0 && out[len - 1] != ' ')
                out[len++] = ' ';
        } else if (encoded) {
            len += vb_utf8_encode(character, out + len);
        } else {
            out[len++] = (char)character;
        }
    }
    while (len > 0 && out[len - 1] == ' ')
        len--;
    return (vb_str){out, len};
}

/* ---- Qualtrics ---- */

/* Q1 */
static bool is_import_row(const vb_record *row, size_t n)
{
    bool found = false;
    for (size_t i = 0; i < n; i++) {
        vb_str cell = vb_str_trim(row->cells[i]);
        if (cell.len == 0)
            continue;
        if (cell.ptr[0] != '{' || memmem(cell.ptr, cell.len, "ImportId", 8) == NULL)
            return false;
        found = true;
    }
    return found;
}

/* Q2 */
static bool is_label_row(const vb_str *names, size_t n, const vb_record *row)
{
    static const struct {
        const char *name, *label;
    } pairs[] = {{"StartDate", "Start Date"},
                 {"EndDate", "End Date"},
                 {"Status", "Response Type"},
                 {"RecordedDate", "Recorded Date"},
                 {"ResponseId", "Response ID"},
                 {"IPAddress", "IP Address"},
                 {"Progress", "Progress"},
                 {"Finished", "Finished"},
                 {"Duration (in seconds)", "Duration (in seconds)"},
                 {"RecipientLastName", "Recipient Last Name"},
                 {"RecipientFirstName", "Recipient First Name"},
                 {"RecipientEmail", "Recipient Email"},
                 {"ExternalReference", "External Data Reference"},
                 {"LocationLatitude", "Location Latitude"},
                 {"LocationLongitude", "Location Longitude"},
                 {"DistributionChannel", "Distribution Channel"},
                 {"UserLanguage", "User Language"}};
    static const char *const legacy[] = {"ResponseID", "ResponseSet", "StartDate", "EndDate", "Finished", NULL};
    size_t hits = 0, legacy_hits = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
            hits += (is(names[i], pairs[k].name) || is(names[i], pairs[k].label)) &&
                    (is(row->cells[i], pairs[k].label) || is(row->cells[i], pairs[k].name));
        vb_str name = vb_str_trim(names[i]);
        legacy_hits += name.len >= 2 && name.len <= 3 && (name.ptr[0] | 0x20) == 'v' && name.ptr[1] >= '1' &&
                       name.ptr[1] <= '9' && is_any(row->cells[i], legacy);
    }
    return hits >= 2 || legacy_hits >= 2;
}

/* Q3: the labels of a row. */
static bool take_labels(const vb_record *row, size_t n, vb_arena *arena, vb_export *found)
{
    vb_str *labels = vb_arena_alloc(arena, (n + 1) * sizeof *labels);
    if (labels == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        labels[i] = vb_export_strip(row->cells[i], arena);
        if (labels[i].ptr == NULL)
            return false;
    }
    found->labels = labels;
    return true;
}

/* The column of that name, or with that label. */
static size_t find_column(const vb_export *found, const char *name, const char *label)
{
    for (size_t i = 0; i < found->n; i++)
        if (is(found->names[i], name))
            return i;
    for (size_t i = 0; i < found->n && found->labels != NULL; i++)
        if (is(found->labels[i], name) || is(found->labels[i], label))
            return i;
    return VB_NO_COLUMN;
}

/* A file that is no text has the columns, but no header rows. */
static bool has_qualtrics_columns(const vb_export *found)
{
    return find_column(found, "Finished", "Finished") != VB_NO_COLUMN &&
           find_column(found, "StartDate", "Start Date") != VB_NO_COLUMN &&
           find_column(found, "ResponseId", "Response ID") != VB_NO_COLUMN;
}

/* ---- SurveyMonkey ---- */

/* M1 */
static bool is_surveymonkey(const vb_str *names, size_t n, const vb_record *row)
{
    for (size_t i = 0; i < n; i++) {
        if (is(row->cells[i], "Open-Ended Response"))
            return true;
        if ((is(names[i], "Respondent ID") || is(names[i], "RespondentID") || is(names[i], "respondent_id")) &&
            vb_str_trim(row->cells[i]).len == 0)
            return true;
    }
    return false;
}

/* M2 */
static bool join_names(const vb_str *names, size_t n, const vb_record *row, vb_arena *arena, vb_export *found)
{
    static const char *const plain[] = {"", "Open-Ended Response", "Response", NULL};
    vb_str *joined = vb_arena_alloc(arena, (n + 1) * sizeof *joined);
    vb_str question = {"", 0};
    if (joined == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        vb_str name = vb_export_strip(names[i], arena), option = vb_export_strip(row->cells[i], arena);
        if (name.ptr == NULL || option.ptr == NULL)
            return false;
        bool goes_on = name.len == 0 && option.len > 0;
        if (!goes_on)
            question = name;
        joined[i] = question;
        if (question.len == 0)
            joined[i] = option;
        if (question.len == 0 || (goes_on ? option.len == 0 : is_any(option, plain)))
            continue;
        char *text = vb_arena_alloc(arena, question.len + 2 + option.len);
        if (text == NULL)
            return false;
        memcpy(text, question.ptr, question.len);
        memcpy(text + question.len, ": ", 2);
        memcpy(text + question.len + 2, option.ptr, option.len);
        joined[i] = (vb_str){text, question.len + 2 + option.len};
    }
    found->names = joined;
    return true;
}

bool vb_export_recognise(const vb_str *names, const vb_str *labels, size_t n, const vb_record *rows, size_t n_rows,
                         vb_arena *arena, vb_export *found)
{
    *found = (vb_export){.names = names,
                         .labels = labels,
                         .n = n,
                         .status = VB_NO_COLUMN,
                         .finished = VB_NO_COLUMN,
                         .progress = VB_NO_COLUMN};
    bool ok = true;
    if (n_rows > 0 && is_import_row(&rows[0], n)) {
        found->kind = VB_EXPORT_QUALTRICS;
        found->n_rows = 1;
    } else if (n_rows > 1 && is_import_row(&rows[1], n)) {
        found->kind = VB_EXPORT_QUALTRICS;
        found->n_rows = 2;
        ok = take_labels(&rows[0], n, arena, found);
    } else if (n_rows > 0 && is_label_row(names, n, &rows[0])) {
        found->kind = VB_EXPORT_QUALTRICS;
        found->n_rows = 1;
        ok = take_labels(&rows[0], n, arena, found);
    } else if (n_rows > 0 && is_surveymonkey(names, n, &rows[0])) {
        found->kind = VB_EXPORT_SURVEYMONKEY;
        found->n_rows = 1;
        ok = join_names(names, n, &rows[0], arena, found);
    } else if (has_qualtrics_columns(found)) {
        found->kind = VB_EXPORT_QUALTRICS;
    } else if (n > 1 && is(names[0], "Timestamp")) {
        found->kind = VB_EXPORT_GOOGLE_FORMS;
    }
    if (ok && found->kind == VB_EXPORT_QUALTRICS) {
        found->status = find_column(found, "Status", "Response Type");
        found->finished = find_column(found, "Finished", "Finished");
        found->progress = find_column(found, "Progress", "Progress");
    }
    return ok;
}

/* Q4.  Of the numbers, Qualtrics has 1 for a preview, 2 for a test, 9 and 17 for previews that are spam, offline. */
vb_response vb_export_response(const vb_export *found, const vb_record *record)
{
    static const char *const previews[] = {
        "Survey Preview", "Survey Test", "Survey Preview Spam", "Offline Survey Preview", "1", "2", "9", "17", NULL};
    static const char *const unfinished[] = {"False", "0", "No", NULL};
    if (found->status != VB_NO_COLUMN && is_any(record->cells[found->status], previews))
        return VB_RESPONSE_PREVIEW;
    if (found->finished != VB_NO_COLUMN && is_any(record->cells[found->finished], unfinished))
        return VB_RESPONSE_UNFINISHED;
    if (found->progress == VB_NO_COLUMN)
        return VB_RESPONSE_COMPLETE;
    vb_str cell = vb_str_trim(record->cells[found->progress]);
    size_t progress = 0, i = 0;
    for (; i < cell.len && cell.ptr[i] >= '0' && cell.ptr[i] <= '9' && progress < 100; i++)
        progress = progress * 10 + (size_t)(cell.ptr[i] - '0');
    bool number = i > 0 && (i == cell.len || cell.ptr[i] == '.' || cell.ptr[i] == '%' || progress >= 100);
    return number && progress < 100 ? VB_RESPONSE_UNFINISHED : VB_RESPONSE_COMPLETE;
}
