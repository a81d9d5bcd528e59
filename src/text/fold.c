#include "text/fold.h"

#include "text/properties.h"

#include <stdlib.h>
#include <string.h>
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

bool vb_is_currency(uint32_t cp)
{
    return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_SC;
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

/* Eight ASCII characters in lower case: a byte's top bit tells on which side of A and of Z it is, and is moved to
 * where the cases differ. */
static uint64_t lower_eight(uint64_t eight)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t from_a = eight + (0x80 - 'A') * ones, after_z = eight + (0x80 - 'Z' - 1) * ones;
    return eight | ((from_a ^ after_z) & 0x80 * ones) >> 2;
}

static void lower(const char *from, char *to, size_t len)
{
    uint64_t eight;
    size_t i = 0;
    for (; i + sizeof eight <= len; i += sizeof eight) {
        memcpy(&eight, from + i, sizeof eight);
        eight = lower_eight(eight);
        memcpy(to + i, &eight, sizeof eight);
    }
    for (; i < len; i++)
        to[i] = (char)(from[i] >= 'A' && from[i] <= 'Z' ? from[i] - 'A' + 'a' : from[i]);
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
    if (!vb_utf8_is_ascii(word))
        return vb_fold_slow(word, flags, out);
    if (!vb_buffer_reserve(out, word.len))
        return false;
    char *to = out->ptr + out->len;
    if ((flags & VB_FOLD_CASE) != 0)
        lower(word.ptr, to, word.len);
    else if (word.len > 0)
        memcpy(to, word.ptr, word.len);
    for (char *c = to; word.len > 0 && (c = memchr(c, '`', (size_t)(to + word.len - c))) != NULL;)
        *c = '\'';
    out->len += word.len;
    return true;
}

bool vb_fold_strip_marks(vb_str folded, vb_buffer *out)
{
    if (vb_utf8_is_ascii(folded)) {
        vb_buffer_add_str(out, folded);
        return !out->failed;
    }
    return normalize(folded, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, true, out);
}
