#include "output/stat_names.h"

#include "base/buffer.h"
#include "base/str.h"
#include "text/properties.h"

#include <strings.h>

static const char *const spss_reserved[] = {"ALL", "AND", "BY",  "EQ", "GE", "GT",  "LE",
                                            "LT",  "NE",  "NOT", "OR", "TO", "WITH"};

/* Stata, "Naming conventions"; str1 and so on beside them. */
static const char *const stata_reserved[] = {"_all",  "_b",  "byte",  "_coef", "_cons", "double", "float",
                                             "if",    "in",  "int",   "long",  "_n",    "_N",     "_pi",
                                             "_pred", "_rc", "_skip", "strL",  "using", "with"};

vb_str vb_stat_cut(vb_str s, size_t bytes, size_t characters)
{
    size_t at = 0;
    while (at < s.len && characters-- > 0) {
        size_t next = at + 1;
        while (next < s.len && ((unsigned char)s.ptr[next] & 0xC0) == 0x80)
            next++;
        if (next > bytes)
            break;
        at = next;
    }
    return vb_str_cut(s, 0, at);
}

static vb_str limit(bool dta, vb_str name, size_t less)
{
    return dta ? vb_stat_cut(name, 128, 32 - less) : vb_stat_cut(name, 64 - less, 64);
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return (vb_property_of(c).flags & VB_IS_LETTER) != 0;
}

static bool is_allowed(bool dta, uint32_t c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' ||
           (!dta && (c == '.' || c == '$' || c == '#' || c == '@'));
}

static bool may_begin(bool dta, uint32_t c)
{
    return is_letter(c) || c == (dta ? '_' : '@');
}

/* The name with `_` for each run of what is not allowed, at most one at its end and none that was not there. */
static void clean(bool dta, vb_str wanted, vb_buffer *out)
{
    const char *end = wanted.ptr + wanted.len;
    bool gap = false;
    for (const char *p = wanted.ptr; p < end;) {
        uint32_t c;
        vb_str one = {p, vb_utf8_decode(p, end, &c)};
        p += one.len;
        if (!is_allowed(dta, c)) {
            gap = out->len > 0;
            continue;
        }
        if (gap)
            vb_buffer_add_char(out, '_');
        if (out->len == 0 && !may_begin(dta, c))
            vb_buffer_add_char(out, 'v');
        vb_buffer_add_str(out, one);
        gap = false;
    }
    while (!dta && out->len > 0 && out->ptr[out->len - 1] == '.')
        out->len--;
}

static void lower(vb_buffer *b)
{
    for (size_t i = 0; i < b->len; i++)
        if (b->ptr[i] >= 'A' && b->ptr[i] <= 'Z')
            b->ptr[i] = (char)(b->ptr[i] - 'A' + 'a');
}

static bool is_reserved(bool dta, vb_str name)
{
    const char *const *list = dta ? stata_reserved : spss_reserved;
    size_t n = dta ? sizeof stata_reserved / sizeof *stata_reserved : sizeof spss_reserved / sizeof *spss_reserved;
    for (size_t i = 0; i < n; i++)
        if (strlen(list[i]) == name.len &&
            (dta ? strncmp(list[i], name.ptr, name.len) : strncasecmp(list[i], name.ptr, name.len)) == 0)
            return true;
    return dta && name.len > 3 && memcmp(name.ptr, "str", 3) == 0 && name.ptr[3] >= '0' && name.ptr[3] <= '9';
}

/* Give the name out, unless it is taken.  *given stays NULL then. */
static bool take(vb_stat_names *names, vb_str name, const char **given)
{
    vb_buffer key = {0};
    vb_buffer_add_str(&key, name);
    if (!names->dta)
        lower(&key);
    bool fine = !key.failed;
    if (fine && vb_map_find(&names->taken, vb_buffer_str(&key)) == VB_MAP_NONE) {
        vb_str kept_key = vb_arena_copy(names->arena, vb_buffer_str(&key));
        vb_str kept = vb_arena_copy(names->arena, name);
        fine = kept_key.ptr != NULL && kept.ptr != NULL && vb_map_set(&names->taken, kept_key, 1);
        *given = fine ? kept.ptr : NULL;
    }
    vb_buffer_release(&key);
    return fine;
}

const char *vb_stat_name_make(vb_stat_names *names, vb_str wanted, size_t number)
{
    vb_buffer base = {0}, name = {0};
    const char *given = NULL;
    clean(names->dta, wanted, &base);
    if (base.len == 0)
        vb_buffer_printf(&base, "v%zu", number);
    if (is_reserved(names->dta, limit(names->dta, vb_buffer_str(&base), 0)))
        vb_buffer_add_char(&base, '_');
    base.len = limit(names->dta, vb_buffer_str(&base), 0).len;
    while (!names->dta && base.len > 1 && base.ptr[base.len - 1] == '.')
        base.len--;
    bool fine = !base.failed && take(names, vb_buffer_str(&base), &given);
    for (size_t again = 2; fine && given == NULL; again++) { /* name_2, name_3, ... */
        vb_buffer tail = {0};
        vb_buffer_printf(&tail, "_%zu", again);
        vb_buffer_clear(&name);
        vb_buffer_add_str(&name, limit(names->dta, vb_buffer_str(&base), tail.len));
        vb_buffer_add_str(&name, vb_buffer_str(&tail));
        fine = !name.failed && !tail.failed && take(names, vb_buffer_str(&name), &given);
        vb_buffer_release(&tail);
    }
    vb_buffer_release(&base);
    vb_buffer_release(&name);
    return given;
}
