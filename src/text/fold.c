#include "text/fold.h"

#include "text/properties.h"

#include <stdlib.h>
#include <utf8proc.h>

/* What is written for U+0027.  The accents among them would otherwise decompose into a space and a mark. */
static utf8proc_int32_t apostrophe(utf8proc_int32_t cp, void *context)
{
    (void)context;
    switch (cp) {
    case '`':
    case 0x00B4: /* acute accent */
    case 0x02BB: /* modifier letter turned comma (the ʻokina) */
    case 0x02BC: /* modifier letter apostrophe */
    case 0x2018:
    case 0x2019:
    case 0x201B: /* reversed single quotation mark */
    case 0xFF07: /* fullwidth apostrophe */
    case 0xFF40: /* fullwidth grave accent */
        return '\'';
    default:
        return cp;
    }
}

static bool is_latin_letter(utf8proc_int32_t cp)
{
    unsigned flags = vb_property_of((uint32_t)cp).flags;
    return (flags & VB_IS_LATIN) != 0 && (flags & VB_IS_LETTER) != 0;
}

static bool is_mark(utf8proc_int32_t cp)
{
    utf8proc_category_t category = utf8proc_category(cp);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

/* Remove the marks behind Latin letters from decomposed text; returns the new length. */
static size_t strip_marks(utf8proc_int32_t *cps, size_t n)
{
    size_t kept = 0;
    bool latin = false;
    for (size_t i = 0; i < n; i++) {
        bool mark = is_mark(cps[i]);
        if (mark && latin)
            continue;
        if (!mark)
            latin = is_latin_letter(cps[i]);
        cps[kept++] = cps[i];
    }
    return kept;
}

/* Decompose `s` with utf8proc's options, write every apostrophe as U+0027, strip marks if wanted, compose. */
static bool normalize(vb_str s, utf8proc_option_t options, bool strip, vb_buffer *out)
{
    utf8proc_int32_t few[256], *cps = few;
    utf8proc_ssize_t room = sizeof few / sizeof *few, n;
    bool made = false;
    if (s.len > PTRDIFF_MAX / 32) /* no character decomposes into more than 18 */
        goto done;
    while ((n = utf8proc_decompose_custom((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, cps, room,
                                          options, apostrophe, NULL)) > room) {
        if (cps != few)
            free(cps);
        room = n;
        cps = malloc((size_t)room * sizeof *cps);
        if (cps == NULL)
            goto done;
    }
    if (n < 0)
        goto done;
    for (utf8proc_ssize_t i = 0; i < n; i++) /* U+0149 and others decompose into apostrophes */
        cps[i] = apostrophe(cps[i], NULL);
    if (strip)
        n = (utf8proc_ssize_t)strip_marks(cps, (size_t)n);
    n = utf8proc_normalize_utf32(cps, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (n < 0 || !vb_buffer_reserve(out, (size_t)n * 4))
        goto done;
    for (utf8proc_ssize_t i = 0; i < n; i++)
        out->len += vb_utf8_encode((uint32_t)cps[i], out->ptr + out->len);
    made = true;
done:
    if (cps != few)
        free(cps);
    return made;
}

static bool is_ascii(vb_str s)
{
    unsigned char all = 0;
    for (size_t i = 0; i < s.len; i++)
        all |= (unsigned char)s.ptr[i];
    return all < 0x80;
}

bool vb_fold_slow(vb_str word, unsigned flags, vb_buffer *out)
{
    /* NFKC_Casefold's options: default ignorable characters (soft hyphen, ZWJ, U+FE0F) disappear. */
    unsigned options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE;
    if ((flags & VB_FOLD_CASE) != 0)
        options |= UTF8PROC_CASEFOLD;
    return normalize(word, (utf8proc_option_t)options, (flags & VB_FOLD_MARKS) != 0, out);
}

bool vb_fold(vb_str word, unsigned flags, vb_buffer *out)
{
    if (!is_ascii(word))
        return vb_fold_slow(word, flags, out);
    if (!vb_buffer_reserve(out, word.len))
        return false;
    char *to = out->ptr + out->len;
    bool lower = (flags & VB_FOLD_CASE) != 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (c == '`')
            c = '\'';
        else if (lower && c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        to[i] = c;
    }
    out->len += word.len;
    return true;
}

bool vb_fold_strip_marks(vb_str folded, vb_buffer *out)
{
    if (is_ascii(folded)) {
        vb_buffer_add_str(out, folded);
        return !out->failed;
    }
    return normalize(folded, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, true, out);
}
