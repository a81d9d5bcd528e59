/* vb_tokens_split for plain text; the rules' numbers are those of tokens.c and of UAX #29.
 *
 * A block of 64 bytes becomes masks, in which tokens are runs of ones.  A stretch between white space with something
 * in it that is not decided here goes to vb_tokens_add_stretch(): no rule looks across a byte up to U+0020, for what
 * WB4 adds to such a byte is no part of a token (T1). */
#include "base/grow.h"
#include "text/masks.h"
#include "text/stretch.h"

typedef struct {
    vb_str answer;
    vb_token_mode mode;
    vb_token_list *list;   /* n counts the tokens that have begun */
    size_t ended;          /* tokens that have ended: n, or n - 1 if `inside` */
    bool inside;           /* the last token goes on beyond the bytes seen */
    uint64_t known, words; /* bytes of the next block that end a character decided in this one; those of a word */
} cutter;

static unsigned lowest(uint64_t mask)
{
    return (unsigned)__builtin_ctzll(mask);
}

static unsigned highest(uint64_t mask)
{
    return 63U - (unsigned)__builtin_clzll(mask);
}

/* Ones below the bit, which is under 64. */
static uint64_t below(unsigned bit)
{
    return (UINT64_C(1) << bit) - 1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Two-byte characters that are all of them ALetter and category L: U+00C0 to U+024F without the signs of
 * multiplication and division, U+0400 to U+047F. */
static bool is_wide_letter(const char *p)
{
    unsigned char lead = (unsigned char)p[0];
    if (lead == 0xC3)
        return p[1] != (char)0x97 && p[1] != (char)0xB7;
    return (lead >= 0xC4 && lead <= 0xC8) || (lead == 0xC9 && (unsigned char)p[1] < 0x90) || lead == 0xD0 ||
           lead == 0xD1;
}

/* A letter or digit that this file knows. */
static bool is_word(const char *p)
{
    char lower = (char)(*p | 0x20);
    return is_digit(*p) || (lower >= 'a' && lower <= 'z') || is_wide_letter(p);
}

/* True if what ends at `beg` and what begins at `end` are both letters or both digits. */
static bool alike(const char *beg, const char *end)
{
    return is_digit(beg[-1]) == is_digit(*end);
}

/* The length of a sign of Word_Break=Other, which separates; 0 for any other character. */
static size_t separator_length(const char *p)
{
    switch ((unsigned char)p[0] == 0xC2 ? (unsigned char)p[1] : 0) {
    case 0xA0: /* no-break space */
    case 0xA1: /* inverted exclamation and question mark */
    case 0xBF:
    case 0xAB: /* guillemets */
    case 0xBB:
        return 2;
    default:
        break;
    }
    switch (memcmp(p, "\xE2\x80", 2) == 0 ? (unsigned char)p[2] : 0) {
    case 0x93: /* en dash, em dash */
    case 0x94:
    case 0x9C: /* double quotation marks */
    case 0x9D:
    case 0xA2: /* bullet */
    case 0xA6: /* ellipsis */
        return 3;
    default:
        return 0;
    }
}

/* U+2018, U+2019 */
static bool is_curly_apostrophe(const char *p)
{
    return memcmp(p, "\xE2\x80", 2) == 0 && (p[2] == (char)0x98 || p[2] == (char)0x99);
}

/* Decide the commonest of m->high: make them words or signs.  What stays makes its whole stretch hard, so that the
 * rest of the stretch need not be looked at.  `p` is the block in the answer. */
static void decide_high(cutter *c, const char *p, vb_masks *m)
{
    const char *end = c->answer.ptr + c->answer.len;
    uint64_t space = ~(m->word | m->sign | m->high);
    m->high &= ~c->known;
    m->word |= c->words;
    m->sign |= c->known & ~c->words;
    c->known = c->words = 0;
    for (uint64_t high = m->high; high != 0;) {
        unsigned i = lowest(high);
        const char *q = p + i;
        size_t len;
        bool word = true;
        if (is_wide_letter(q)) {
            len = 2;
        } else if (c->mode == VB_TOKENS_WORDS && (len = separator_length(q)) != 0) {
            word = false;
        } else if (c->mode == VB_TOKENS_WORDS && is_curly_apostrophe(q)) { /* WB6, WB7, WB11, WB12 */
            bool before = i == 0 ? c->inside : (m->word >> (i - 1) & 1) != 0;
            len = 3;
            word = before && q + len < end && is_word(q + len) && alike(q, q + len);
        } else {
            uint64_t beyond = space & ~below(i);
            high &= beyond == 0 ? 0 : ~below(lowest(beyond));
            continue;
        }
        uint64_t bits = below((unsigned)len) << i;
        high &= ~bits;
        m->high &= ~bits;
        *(word ? &m->word : &m->sign) |= bits;
        if (i + len > VB_BLOCK) {
            c->known = below((unsigned)(i + len - VB_BLOCK));
            c->words = word ? c->known : 0;
        }
    }
}

/* Add the ASCII signs that join the letters or digits beside them to m->word (WB6, WB7, WB11, WB12, T3).  `between`
 * has the bytes with a letter or digit on both sides.  Returns where there is a `.` between letters. */
static uint64_t join_signs(const char *p, vb_masks *m, uint64_t between)
{
    uint64_t stops = 0, joins = 0;
    for (between &= m->sign; between != 0; between &= between - 1) {
        unsigned i = lowest(between);
        const char *sign = p + i;
        if (!alike(sign, sign + 1))
            continue;
        uint64_t bit = UINT64_C(1) << i;
        if (is_digit(sign[1]))
            joins |= *sign == '.' || *sign == ',' || *sign == ';' || *sign == '\'' ? bit : 0;
        else if (*sign == '.')
            stops |= bit;
        else if (*sign == '\'' || *sign == '`')
            joins |= bit;
    }
    m->word |= joins;
    return stops;
}

/* The same by WB6, WB7, WB11, WB12, Q1, and for `_` by WB13a, WB13b.  What stays in m->sign are tokens (Q2). */
static void join_signs_quanteda(const char *p, vb_masks *m, uint64_t between)
{
    uint64_t joins = 0, deleted = 0;
    for (uint64_t signs = m->sign; signs != 0; signs &= signs - 1) {
        const char *sign = p + lowest(signs);
        uint64_t bit = signs & (~signs + 1);
        if (*sign == '_')
            joins |= bit;
        else if (*sign == 0x7F) /* a control character */
            deleted |= bit;
        else if ((bit & between) != 0 && sign[-1] != '_' &&
                 (*sign == '-' ||
                  (alike(sign, sign + 1) && strchr(is_digit(sign[1]) ? ".,;'" : ".:'", *sign) != NULL)))
            joins |= bit;
    }
    m->word |= joins;
    m->sign &= ~joins & ~deleted;
}

/* Begin and end tokens where the runs of ones in `word`, which stands for the bytes from `base` on, do; every one in
 * `single` is a token. */
static bool cut_block(cutter *c, size_t base, uint64_t word, uint64_t single)
{
    vb_token_list *list = c->list;
    enum { MOST = VB_BLOCK };
    if (list->cap - list->n < MOST && !vb_grow(&list->items, &list->cap, list->n + MOST, sizeof *list->items))
        return false;
    uint64_t shifted = word << 1 | c->inside;
    for (uint64_t begs = (word & ~shifted) | single; begs != 0; begs &= begs - 1)
        list->items[list->n++] = (vb_token){.beg = base + lowest(begs)};
    for (uint64_t ends = (shifted & ~word) | single << 1; ends != 0; ends &= ends - 1)
        list->items[c->ended++].end = base + lowest(ends);
    if (single >> 63 != 0)
        list->items[c->ended++].end = base + VB_BLOCK;
    c->inside = word >> 63 != 0;
    return true;
}

/* Cut the stretch around the offset `at` by the slow path, dropping what the fast path made of its beginning; `beg`
 * is where it begins, or somewhere inside.  Returns the stretch's end, or SIZE_MAX when memory is out. */
static size_t cut_stretch(cutter *c, size_t beg, size_t at)
{
    vb_str s = c->answer;
    while (beg > 0 && (unsigned char)s.ptr[beg - 1] > ' ')
        beg--;
    /* White space before what is not ASCII is passed over: there is likely more to leave to the slow path. */
    while (at < s.len && ((unsigned char)s.ptr[at] > ' ' || (at + 1 < s.len && (unsigned char)s.ptr[at + 1] >= 0x80)))
        at++;
    while (c->list->n > 0 && c->list->items[c->list->n - 1].beg >= beg)
        c->list->n--;
    c->inside = false;
    if (!vb_tokens_add_stretch(s, beg, at, c->mode, c->list))
        return SIZE_MAX;
    c->ended = c->list->n;
    return at;
}

/* A block made ready to be cut. */
typedef struct {
    uint64_t word;   /* bytes of words */
    uint64_t single; /* signs that are tokens */
    uint64_t space;  /* bytes up to U+0020 */
    uint64_t hard;   /* makes a stretch one for the slow path */
} block;

static block read_block(cutter *c, size_t base)
{
    const char *p = c->answer.ptr + base;
    size_t left = c->answer.len - base;
    char tail[VB_BLOCK] = {0};
    vb_masks m = vb_masks_of(left >= VB_BLOCK ? p : memcpy(tail, p, left));
    block b = {.space = ~(m.word | m.sign | m.high)};
    if (m.high != 0)
        decide_high(c, p, &m);
    uint64_t after = m.word >> 1, before = m.word << 1 | c->inside;
    if (left > VB_BLOCK)
        after |= (uint64_t)is_word(p + VB_BLOCK) << 63;
    if (c->mode == VB_TOKENS_QUANTEDA) {
        join_signs_quanteda(p, &m, before & after);
        b.single = m.sign;
    } else {
        b.hard = join_signs(p, &m, before & after);
    }
    b.word = m.word;
    b.hard |= m.high;
    return b;
}

bool vb_tokens_split(vb_str answer, vb_token_mode mode, vb_token_list *list)
{
    list->n = 0;
    cutter c = {.answer = answer, .mode = mode, .list = list};
    size_t base = 0;
    while (base < answer.len) {
        block b = read_block(&c, base);
        uint64_t rest = ~UINT64_C(0); /* the bytes not dealt with */
        size_t beyond = 0;            /* where a stretch ended, if not in this block */
        while ((b.hard & rest) != 0) {
            unsigned i = lowest(b.hard & rest);
            uint64_t spaces = b.space & rest & below(i);
            size_t beg = base;
            if (spaces != 0) {
                uint64_t easy = rest & below(highest(spaces));
                if (!cut_block(&c, base, b.word & easy, b.single & easy))
                    return false;
                beg = base + highest(spaces) + 1;
            }
            size_t end = cut_stretch(&c, beg, base + i);
            if (end == SIZE_MAX)
                return false;
            beyond = end - base >= VB_BLOCK ? end : 0;
            rest = beyond == 0 ? ~below((unsigned)(end - base)) : 0;
        }
        if (beyond != 0) {
            c.known = c.words = 0;
            base = beyond;
            continue;
        }
        if (!cut_block(&c, base, b.word & rest, b.single & rest))
            return false;
        base += VB_BLOCK;
    }
    if (c.inside)
        list->items[c.ended].end = answer.len;
    return list->n > 0 || mode == VB_TOKENS_QUANTEDA || vb_tokens_add_currency(answer, list);
}
