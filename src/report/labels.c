/* How a label stands within a sentence. */
#include "report/wording.h"

#include "base/str.h"

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Where the word that begins at `at` ends. */
static size_t word_end(vb_str s, size_t at, const char *separators)
{
    while (at < s.len && (s.ptr[at] == '\0' || strchr(separators, s.ptr[at]) == NULL))
        at++;
    return at;
}

/* Whether a label is written like a sentence ("District leaders"), not like a title ("Support and Training"): a later
 * word of four letters or more is lower case. */
static bool is_sentence_case(vb_str label)
{
    for (size_t beg = word_end(label, 0, " "), end; beg < label.len; beg = end) {
        end = word_end(label, ++beg, " ");
        if (end - beg >= 4 && is_lower(label.ptr[beg]))
            return true;
    }
    return false;
}

/* A word begun with a capital in lower case; initials (PD), single letters (plan B) and names like iPad as they are.
 */
static void add_lower_word(vb_buffer *out, vb_str word)
{
    bool lower = word.len > 0 && is_upper(word.ptr[0]) && (word.len > 1 || word.ptr[0] == 'A');
    for (size_t i = 1; i < word.len; i++)
        lower = lower && !is_upper(word.ptr[i]);
    if (!lower) {
        vb_buffer_add_str(out, word);
        return;
    }
    vb_buffer_add_char(out, (char)(word.ptr[0] - 'A' + 'a'));
    vb_buffer_add_str(out, vb_str_cut(word, 1, word.len));
}

void vb_report_add_lower(vb_buffer *out, vb_str label)
{
    size_t stop = is_sentence_case(label) ? word_end(label, 0, " ") : label.len;
    size_t at = 0;
    while (at < stop) {
        size_t end = word_end(label, at, " -/&");
        add_lower_word(out, vb_str_cut(label, at, end));
        if (end < label.len)
            vb_buffer_add_char(out, label.ptr[end++]);
        at = end;
    }
    if (at < label.len)
        vb_buffer_add_str(out, vb_str_cut(label, at, label.len));
}
