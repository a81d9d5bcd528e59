#include "run/redact.h"

#include "base/grow.h"
#include "base/str.h"
#include "match/regex.h"

#include <stdlib.h>

/* Patterns are PCRE2's, caseless.  \K leaves what stands before it in place: the title of a name. */
static const struct {
    const char *pattern, *instead;
} rules[] = {
    {"\\b(?:https?://|ftp://|www\\.)[^\\s<>\"]+", "[web address]"},
    {"[\\w.+%-]+\\s?@\\s?[\\w-]+(?:\\.[\\w-]+)+", "[e-mail]"},
    {"\\b[\\w-]+(?:\\.[\\w-]+)*\\.(?:com|org|net|edu|gov|info|io|us|ca|uk)(?:/[^\\s<>\"]*)?\\b", "[web address]"},
    {"(?<![\\w.])@\\w{2,}", "[account]"},
    /* +1 (919) 555-0142, 919.555.0142, 555-0142, with extensions; any seven digits and more in a row */
    {"(?<![\\w.,])(?:\\+\\d[\\d ().\\x{2010}-\\x{2013}/-]{6,16}\\d"
     "|(?:1[ .-]?)?\\(?\\d{3}\\)?[ .\\x{2010}-\\x{2013}-]{0,2}\\d{3}[ .\\x{2010}-\\x{2013}-]?\\d{4}"
     "|\\d{3}[.\\x{2010}-\\x{2013}-]\\d{4}|\\d{7,})(?:\\s?(?:x|ext\\.?)\\s?\\d{1,6})?(?!\\w)",
     "[number]"},
    {"(?<!\\w)\\d{3}-\\d{2}-\\d{4}(?!\\w)", "[number]"},
    {"(?<!\\w)(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Rev|Sr|Sra|Srta|Se\\x{F1}or|Se\\x{F1}ora|Sister|Coach|Principal|"
     "Superintendent|Director|Supt|Asst|Dean|Maestr[ao])\\b\\.?[ \\t]+\\K"
     "(?-i:\\p{Lu}[\\p{L}\\p{M}'\\x{2019}-]+|\\p{Lu}\\.)(?:[ "
     "\\t]+(?-i:\\p{Lu}[\\p{L}\\p{M}'\\x{2019}-]+|\\p{Lu}\\.)){0,2}",
     "[name]"},
    /* titles that are seldom anything else take a name in small letters too */
    {"(?<!\\w)(?:Mr|Mrs|Ms|Mx)\\b\\.?[ \\t]+\\K(?!\\[)\\p{L}[\\p{L}\\p{M}'\\x{2019}-]+", "[name]"},
    {"\\b(?:my name is|me llamo|mi nombre es)[ \\t]+\\K(?!\\[)\\p{L}[\\p{L}\\p{M}'\\x{2019}-]+"
     "(?:[ \\t]+(?-i:\\p{Lu}[\\p{L}\\p{M}'\\x{2019}-]+)){0,2}",
     "[name]"},
};

enum { RULES = sizeof rules / sizeof *rules };

struct vb_redactor {
    vb_regex *regexes[RULES];
    vb_regex_scratch *scratch;
    vb_redaction *list;
    const char **instead; /* one a redaction */
    size_t n, cap, cap_instead;
};

vb_redactor *vb_redactor_new(vb_error *err)
{
    vb_redactor *r = calloc(1, sizeof *r);
    if (r == NULL) {
        (void)vb_fail_memory(err);
        return NULL;
    }
    r->scratch = vb_regex_scratch_new();
    bool ok = r->scratch != NULL || vb_fail_memory(err) == VB_OK;
    for (size_t i = 0; i < RULES && ok; i++) {
        r->regexes[i] = vb_regex_new(vb_str_of(rules[i].pattern), false, err);
        ok = r->regexes[i] != NULL;
    }
    if (ok)
        return r;
    vb_redactor_free(r);
    return NULL;
}

void vb_redactor_free(vb_redactor *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < RULES; i++)
        vb_regex_free(r->regexes[i]);
    vb_regex_scratch_free(r->scratch);
    free(r->list);
    free(r->instead);
    free(r);
}

/* Put a place among the others, unless an earlier rule has taken some of it. */
static bool add_place(vb_redactor *r, size_t beg, size_t end, const char *instead)
{
    size_t at = r->n;
    while (at > 0 && r->list[at - 1].beg >= end)
        at--;
    if (at > 0 && r->list[at - 1].end > beg)
        return true;
    if (!VB_PUSH_ROOM(r->list, r->n, r->cap) ||
        (r->n >= r->cap_instead && !vb_grow(&r->instead, &r->cap_instead, r->n + 1, sizeof *r->instead)))
        return false;
    memmove(&r->list[at + 1], &r->list[at], (r->n - at) * sizeof *r->list);
    memmove(&r->instead[at + 1], &r->instead[at], (r->n - at) * sizeof *r->instead);
    r->list[at] = (vb_redaction){beg, end, 0, 0};
    r->instead[at] = instead;
    r->n++;
    return true;
}

/* What nobody has read is not shown: all from here on is one place, instead of those that were found in it. */
static bool withhold(vb_redactor *r, size_t from, size_t end)
{
    while (r->n > 0 && r->list[r->n - 1].beg >= from)
        r->n--;
    if (r->n > 0 && r->list[r->n - 1].end > from)
        from = r->list[r->n - 1].end;
    return from >= end || add_place(r, from, end, "[withheld]");
}

/* All matches of a rule, and where PCRE2 gives up the rest of the text. */
static bool find_places(vb_redactor *r, size_t rule, vb_str text)
{
    for (size_t from = 0; from < text.len;) {
        size_t beg, end;
        vb_regex_result result = vb_regex_find(r->regexes[rule], r->scratch, text, from, &beg, &end);
        if (result == VB_REGEX_MEMORY)
            return false;
        if (result == VB_REGEX_LIMIT)
            return withhold(r, from, text.len);
        if (result == VB_REGEX_NONE)
            return true;
        if (end > beg && !add_place(r, beg, end, rules[rule].instead))
            return false;
        from = end > from ? end : from + 1;
        while (from < text.len && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
            from++;
    }
    return true;
}

bool vb_redactor_run(vb_redactor *r, vb_str text, vb_buffer *out, const vb_redaction **list, size_t *n)
{
    r->n = 0;
    for (size_t i = 0; i < RULES; i++)
        if (!find_places(r, i, text))
            return false;
    size_t at = 0;
    for (size_t i = 0; i < r->n; i++) {
        vb_redaction *place = &r->list[i];
        vb_buffer_add_str(out, vb_str_cut(text, at, place->beg));
        place->new_beg = out->len;
        vb_buffer_add_text(out, r->instead[i]);
        place->new_end = out->len;
        at = place->end;
    }
    vb_buffer_add_str(out, vb_str_cut(text, at, text.len));
    *list = r->list;
    *n = r->n;
    return !out->failed;
}

size_t vb_redaction_move(const vb_redaction *list, size_t n, size_t at, bool end)
{
    size_t moved = at;
    for (size_t i = 0; i < n && list[i].beg < at; i++) {
        if (at < list[i].end || (end && at == list[i].end))
            return end ? list[i].new_end : list[i].new_beg;
        moved = list[i].new_end + (at - list[i].end);
    }
    return moved;
}
