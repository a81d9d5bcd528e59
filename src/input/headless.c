/* The first cell of a table's only column is an answer, not the column's name, if it stands again further down, or is
 * prose: three words or more, one of them of `prose`, or a full stop at its end.  But it is a name
 *   - if it is what --answer asks for, if names.c knows it, or if it is written as programs write names ("Q5_text");
 *   - if it ends as a question or a label does ("?", ":"), or has a word by which people are asked (`asks`).
 * In doubt it is a name: that costs an answer, which is told, where the other costs a row that is none. */
#include "input/headless.h"

#include "base/str.h"
#include "input/names.h"
#include "input/sniff.h"

/* The records looked at, in as many bytes; words of a name that is no prose; bytes of a word that is looked up. */
enum { LOOK_RECORDS = 200, LOOK_BYTES = 64 * 1024, NAME_WORDS = 2, WORD_LONGEST = 15 };

static const char prose[] =
    " i we our us no not never lack lacking they them their is are was were have has had isn't "
    "aren't wasn't don't doesn't didn't can't cannot couldn't won't haven't hasn't enough too "
    "getting because but nos nuestro nuestra falta hay ",
                  asks[] = " you your what which who how why when where please specify describe explain other ";

/* One of the list's words. */
static bool is_one(const char *list, const char *word)
{
    char spaced[WORD_LONGEST + 3];
    (void)snprintf(spaced, sizeof spaced, " %s ", word);
    return word[0] != '\0' && strstr(list, spaced) != NULL;
}

/* Words that are parted by anything but letters and apostrophes. */
typedef struct {
    size_t words;
    bool asks, prose;
} wording;

static wording read_words(vb_str text)
{
    wording found = {0};
    char word[WORD_LONGEST + 1] = "";
    size_t len = 0;
    for (size_t i = 0; i <= text.len; i++) {
        unsigned char c = i < text.len ? (unsigned char)text.ptr[i] : ' ';
        bool right_quote = c == 0xE2 && i + 2 < text.len && memcmp(text.ptr + i, "\xE2\x80\x99", 3) == 0;
        if (right_quote)
            i += 2;
        bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        if (letter || right_quote || c == '\'' || c >= 0x80) {
            if (len < WORD_LONGEST)
                word[len] = right_quote ? '\'' : (char)(letter ? c | 0x20 : c);
            len++;
            continue;
        }
        word[len < WORD_LONGEST ? len : 0] = '\0'; /* what is longer is none of the lists */
        found.words += len > 0;
        found.asks |= is_one(asks, word);
        found.prose |= is_one(prose, word);
        len = 0;
    }
    return found;
}

bool vb_headless_look(vb_str cell, const char *asked, vb_headless_cell *look)
{
    vb_name_kind kind;
    bool spaced;
    *look = VB_HEADLESS_NAME;
    cell = vb_str_trim(cell);
    if (cell.len == 0 || (asked != NULL && vb_str_equal(cell, vb_str_trim(vb_str_of(asked)))) ||
        strchr("?:", cell.ptr[cell.len - 1]) != NULL || vb_sniff_is_header(&cell, 1, &spaced))
        return true;
    if (!vb_name_recognise(cell, &kind))
        return false;
    wording found = read_words(cell);
    bool is_prose = found.words > NAME_WORDS && (found.prose || cell.ptr[cell.len - 1] == '.');
    if (found.asks)
        return true;
    if (kind.role == VB_NAME_OTHER)
        *look = is_prose ? VB_HEADLESS_ANSWER : VB_HEADLESS_UNKNOWN;
    else if (kind.role == VB_NAME_NEVER && kind.rank == 0)
        *look = VB_HEADLESS_UNKNOWN;
    return true;
}

static bool stands_again(vb_str cell, const vb_batch *batch)
{
    for (size_t i = 1; i < batch->n; i++)
        if (vb_str_equal(vb_str_trim(batch->records[i].cells[0]), cell))
            return true;
    return false;
}

bool vb_headless_find(vb_str text, bool last, const vb_csv *csv, const char *asked, vb_arena *arena,
                      vb_headless *found)
{
    vb_csv one = *csv;
    vb_batch batch = {0};
    vb_place place = {.line = 1};
    *found = (vb_headless){0};
    one.columns = 1;
    vb_buffer_add_str(&batch.bytes, vb_str_cut(text, 0, text.len < LOOK_BYTES ? text.len : LOOK_BYTES));
    bool no_memory =
        batch.bytes.failed || !vb_csv_cut(&one, last && text.len <= LOOK_BYTES, LOOK_RECORDS, &batch, &place);
    vb_headless_cell look = VB_HEADLESS_NAME;
    vb_str first = VB_LITERAL("");
    if (!no_memory && batch.n > 0 && batch.records[0].n_found == 1) {
        first = vb_str_trim(batch.records[0].cells[0]);
        no_memory = !vb_headless_look(first, asked, &look);
    }
    if (!no_memory && (look == VB_HEADLESS_ANSWER || (look == VB_HEADLESS_UNKNOWN && stands_again(first, &batch)))) {
        found->first = vb_arena_copy(arena, first);
        no_memory = found->first.ptr == NULL;
        for (size_t i = 0; i < batch.n; i++)
            found->quoted |= batch.records[i].raw.ptr[0] == '"';
    }
    vb_batch_release(&batch);
    return !no_memory;
}
