/* How survey tools and people name their columns.  A name is read folded to lower case without marks; what is not
 * a letter or a digit parts words, HTML tags and question numbers ("Q5.") are passed over.
 *
 * N1  Whole names: `wholes`, written without spaces.  What survey tools call their own columns is never anything
 *     else.
 *
 * N2  A word of a coding sheet or of a tool's own data (`hard`) in a short name: never an answer ("challenge
 *     code").
 *
 * N3  Questions with choices (`closed`) are never answers, unless they ask to explain.
 *
 * N4  Names made only of the words of job titles, or of stages: "Position / Title", "Stage of implementation".
 *
 * N5  A phrase that asks for the title or stage ("what is your role"), if no word of N6 is before it, as in "What
 *     is the biggest challenge in your role?", and no preposition, as in "In your role, what ...".
 *
 * N6  Words for what hinders (`topics`), or for being written out, make an answer.
 *
 * N7  Questions about the respondent, and short names with such a word (`personal`), are never answers.
 *
 * N8  Open questions, then words of general comment, make answers of a lower rank.
 *
 * N9  A name of eight characters may be one of N1, N4 or N6 that SAS transport or an old SPSS has cut: "challeng". */
#include "input/names.h"

#include "base/str.h"
#include "input/name_words.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { NAME_LONGEST = 1000, SHORT_WORDS = 3, CUT_LENGTH = 8 };

#define NOWHERE SIZE_MAX

/* The phrase of a list that begins at *at, which moves behind it; false at the list's end. */
static bool next_phrase(const char **at, vb_str *phrase)
{
    if (**at == '\0')
        return false;
    size_t len = strcspn(*at, "|");
    *phrase = (vb_str){*at, len};
    *at += len + ((*at)[len] == '|');
    return true;
}

/* Where `phrase` first stands in `text`, as whole words. */
static size_t find_phrase(vb_str text, vb_str phrase)
{
    for (size_t i = 0; i + phrase.len <= text.len; i++)
        if ((i == 0 || text.ptr[i - 1] == ' ') && memcmp(text.ptr + i, phrase.ptr, phrase.len) == 0 &&
            (i + phrase.len == text.len || text.ptr[i + phrase.len] == ' '))
            return i;
    return NOWHERE;
}

/* The first place of any of the list's phrases. */
static size_t find_any(vb_str text, const char *list)
{
    size_t first = NOWHERE;
    for (vb_str phrase; next_phrase(&list, &phrase);) {
        size_t at = find_phrase(text, phrase);
        if (at < first)
            first = at;
    }
    return first;
}

static bool has_any(vb_str text, const char *list)
{
    return find_any(text, list) != NOWHERE;
}

static bool begins_with_any(vb_str text, const char *list)
{
    return find_any(text, list) == 0;
}

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The length of the general punctuation (U+2000 to U+203F, inverted marks) that `text` begins with; 0: none. */
static size_t punctuation(vb_str text)
{
    if (text.len >= 2 && text.ptr[0] == '\xC2' && (text.ptr[1] == '\xBF' || text.ptr[1] == '\xA1'))
        return 2;
    return text.len >= 3 && text.ptr[0] == '\xE2' && text.ptr[1] == '\x80' ? 3 : 0;
}

/* Words parted by single spaces; apostrophes are left out ("what's": whats), tags and parentheses part words. */
static void add_words(vb_str folded, bool without_asides, vb_buffer *out)
{
    size_t aside = 0;
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.ptr[i];
        if (c == '<' && i + 1 < folded.len && (folded.ptr[i + 1] == '/' || is_letter_or_digit(folded.ptr[i + 1]))) {
            const char *close = memchr(folded.ptr + i, '>', folded.len - i);
            if (close != NULL)
                i = (size_t)(close - folded.ptr);
        }
        if (without_asides && c == '(')
            aside++;
        if (c == ')' && aside > 0)
            aside--;
        if (c == '\'' || aside > 0)
            continue;
        size_t marks = punctuation(vb_str_cut(folded, i, folded.len));
        if (marks > 0)
            i += marks - 1;
        if (marks == 0 && is_letter_or_digit(c))
            vb_buffer_add_char(out, c);
        else if (out->len > 0 && out->ptr[out->len - 1] != ' ')
            vb_buffer_add_char(out, ' ');
    }
    if (out->len > 0 && out->ptr[out->len - 1] == ' ')
        out->len--;
}

/* Without a question's number before it: "q5 what is ...", "5 what is ...", "question 5 ...". */
static vb_str after_number(vb_str text)
{
    size_t i = 0;
    if (begins_with_any(text, "question") && text.len > 9)
        i = 9;
    else if (text.len > 0 && text.ptr[0] == 'q')
        i = 1;
    size_t digits = i;
    while (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9')
        i++;
    if (i == digits)
        return text;
    if (i < text.len && text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
        i++;
    return i + 1 < text.len && text.ptr[i] == ' ' ? vb_str_cut(text, i + 1, text.len) : text;
}

static size_t count_words(vb_str text)
{
    size_t n = text.len > 0;
    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == ' ';
    return n;
}

static bool is_one_of(vb_str word, const char *list)
{
    for (vb_str other; next_phrase(&list, &other);)
        if (vb_str_equal(word, other))
            return true;
    return false;
}

/* N4: words of both lists only, one of them of the first. */
static bool made_of(vb_str text, const char *words, const char *others)
{
    bool found = false;
    for (size_t beg = 0, end; beg < text.len; beg = end + 1) {
        for (end = beg; end < text.len && text.ptr[end] != ' '; end++)
            ;
        vb_str word = vb_str_cut(text, beg, end);
        if (is_one_of(word, words))
            found = true;
        else if (!is_one_of(word, others))
            return false;
    }
    return found;
}

/* A preposition stands before the phrase at `at`, or before its "your". */
static bool after_preposition(vb_str text, size_t at)
{
    while (at > 0) {
        size_t beg = at - 1;
        while (beg > 0 && text.ptr[beg - 1] != ' ')
            beg--;
        vb_str word = vb_str_cut(text, beg, at - 1);
        if (!vb_str_equal(word, VB_LITERAL("your")) && !vb_str_equal(word, VB_LITERAL("the")))
            return is_one_of(word, prepositions);
        at = beg;
    }
    return false;
}

/* N5 */
static bool asks_for_title(vb_str text, size_t topic)
{
    size_t at = find_any(text, title_phrases);
    if (begins_with_any(text, yes_no))
        return false;
    if (begins_with_any(text, title_beginnings))
        return true;
    return at < topic && !after_preposition(text, at) && !has_any(text, "how long");
}

static bool asks_for_stage(vb_str text, size_t topic)
{
    if (find_any(text, stage_asked) < topic)
        return true;
    if (find_any(text, where_phrases) < topic && !has_any(text, where_else))
        return true;
    size_t at = find_any(text, stage_phrases);
    return at < topic && !after_preposition(text, at);
}

static bool begins_one_of(vb_str beginning, const char *list)
{
    for (vb_str other; next_phrase(&list, &other);)
        if (other.len > beginning.len && memcmp(other.ptr, beginning.ptr, beginning.len) == 0)
            return true;
    return false;
}

/* N1: `text` is a whole name of the table, or, if `cut`, the beginning of one. */
static bool is_whole(vb_str text, bool cut, vb_name_kind *kind)
{
    char name[64];
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < sizeof name; i++)
        if (text.ptr[i] != ' ')
            name[len++] = text.ptr[i];
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        if (cut ? begins_one_of((vb_str){name, len}, wholes[i].names)
                : is_one_of((vb_str){name, len}, wholes[i].names)) {
            *kind = (vb_name_kind){wholes[i].role, wholes[i].rank, !wholes[i].prosaic};
            return true;
        }
    return false;
}

/* N9: `text` is of letters alone, but for spaces, and of such a length that they may have been cut. */
static bool recognise_cut(vb_str text, vb_name_kind *kind)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool letter = text.ptr[i] >= 'a' && text.ptr[i] <= 'z';
        if (!letter && text.ptr[i] != ' ')
            return false;
        letters += letter;
    }
    if (text.len != CUT_LENGTH || letters + 1 < CUT_LENGTH)
        return false;
    if (is_whole(text, true, kind))
        return true;
    if (begins_one_of(text, title_words))
        *kind = (vb_name_kind){VB_NAME_TITLE, 2, true};
    else if (begins_one_of(text, topics))
        *kind = (vb_name_kind){VB_NAME_ANSWER, 4, false};
    return kind->role != VB_NAME_OTHER;
}

/* `text` is the whole name in words, `bare` without asides and number; `asked`: it ends with a question mark. */
static vb_name_kind recognise(vb_str text, vb_str bare, bool asked)
{
    vb_name_kind kind = {0};
    bool is_short = count_words(bare) <= SHORT_WORDS && !asked;
    if (is_whole(bare, false, &kind) && (bare.len == text.len || !has_any(text, hard)))
        return kind;
    if (is_short && has_any(text, hard)) /* N2 */
        return (vb_name_kind){VB_NAME_NEVER, 0, false};
    if (made_of(bare, title_words, title_others))
        return (vb_name_kind){VB_NAME_TITLE, vb_str_equal(bare, VB_LITERAL("title")) ? 1 : 2, true};
    if (made_of(bare, stage_words, stage_others))
        return (vb_name_kind){VB_NAME_STAGE, 2, true};
    size_t topic = find_any(bare, topics);
    if (asks_for_title(bare, topic))
        return (vb_name_kind){VB_NAME_TITLE, has_any(bare, "job title") ? 3 : 2, asked};
    if (asks_for_stage(bare, topic))
        return (vb_name_kind){VB_NAME_STAGE, 1, asked};
    bool explained = has_any(text, explains);
    if (has_any(text, closed) && !explained) /* N3 */
        return (vb_name_kind){VB_NAME_NEVER, 0, false};
    bool sure = asked && begins_with_any(bare, open_questions);
    if (begins_with_any(bare, yes_no) && !explained)
        return (vb_name_kind){has_any(bare, general) ? VB_NAME_ANSWER : VB_NAME_OTHER, 2, false};
    if (topic != NOWHERE) /* N6 */
        return (vb_name_kind){VB_NAME_ANSWER, 4, sure};
    if (has_any(text, written))
        return (vb_name_kind){VB_NAME_ANSWER, 4, false};
    if ((is_short && has_any(bare, personal)) ||
        (begins_with_any(bare, about_you) && has_any(bare, personal) && !explained)) /* N7 */
        return (vb_name_kind){VB_NAME_NEVER, 0, false};
    if (begins_with_any(bare, open_questions) && count_words(bare) > SHORT_WORDS) /* N8 */
        return (vb_name_kind){VB_NAME_ANSWER, 3, sure};
    if (has_any(bare, general))
        return (vb_name_kind){VB_NAME_ANSWER, 2, false};
    (void)recognise_cut(text, &kind);
    return kind;
}

bool vb_name_recognise(vb_str name, vb_name_kind *kind)
{
    *kind = (vb_name_kind){0};
    name = vb_str_trim(name);
    if (name.len == 0 || name.len > NAME_LONGEST || !vb_utf8_valid(name, NULL))
        return true;
    vb_buffer folded = {0}, text = {0}, bare = {0};
    bool ok = vb_fold(name, VB_FOLD_CASE | VB_FOLD_MARKS, &folded);
    if (ok) {
        add_words(vb_buffer_str(&folded), false, &text);
        add_words(vb_buffer_str(&folded), true, &bare);
        ok = !text.failed && !bare.failed;
    }
    if (ok)
        *kind = recognise(after_number(vb_buffer_str(&text)),
                          after_number(vb_buffer_str(bare.len > 0 ? &bare : &text)), name.ptr[name.len - 1] == '?');
    vb_buffer_release(&folded);
    vb_buffer_release(&text);
    vb_buffer_release(&bare);
    return ok;
}

bool vb_name_key(vb_str name, vb_buffer *out)
{
    vb_buffer folded = {0};
    if (!vb_utf8_valid(name, NULL))
        vb_buffer_add_str(&folded, name);
    else if (!vb_fold(name, VB_FOLD_CASE, &folded))
        folded.failed = true;
    bool ok = !folded.failed;
    for (size_t i = 0; ok && i < folded.len; i++) {
        char c = folded.ptr[i];
        if (c != ' ' && !(c >= '\t' && c <= '\r') && c != '_' && c != '-' && c != '.')
            vb_buffer_add_char(out, c);
    }
    vb_buffer_release(&folded);
    return ok && !out->failed;
}
