#include "input/mixed.h"

enum { REPLACEMENT = 0xFFFD };

/* 0x80 to 0x9F of Windows-1252 (Unicode's mapping table); 0: there is none. */
static const uint16_t windows_1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                          0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static size_t length_by_lead(unsigned char lead)
{
    return lead < 0xC2 || lead > 0xF4 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

vb_mixed vb_mixed_read(vb_str text, bool last, size_t *used, uint32_t *cp)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t length = length_by_lead(p[0]), fits = 1;
    while (fits < length && fits < text.len && (p[fits] & 0xC0) == 0x80)
        fits++;
    if (fits < length && fits == text.len && !last)
        return VB_MIXED_OPEN;
    /* Pieces of what text has most, Latin letters, curly quotes and dashes, and emoji; the same bytes of Windows-1252
     * ("Ã" before a plain letter, "â€", "ðŸ") are hardly ever next to each other. */
    bool piece = fits < length && ((p[0] <= 0xC3 && fits == 1) ||
                                   (fits > 1 && ((p[0] == 0xE2 && p[1] == 0x80) || (p[0] == 0xF0 && p[1] == 0x9F))));
    *used = piece ? fits : 1;
    *cp = p[0] < 0x80 || p[0] >= 0xA0 ? p[0] : windows_1252[p[0] - 0x80];
    if (!piece && *cp != 0)
        return VB_MIXED_1252;
    *cp = REPLACEMENT;
    return VB_MIXED_NOTHING;
}
