/* Unicode properties of a code point, for the break rules and the tailoring. */
#ifndef VB_TEXT_PROPERTIES_H
#define VB_TEXT_PROPERTIES_H

#include "text/utf8.h"

/* Word_Break (UAX #29, table 3). */
enum {
    VB_WORD_OTHER,
    VB_WORD_CR,
    VB_WORD_LF,
    VB_WORD_NEWLINE,
    VB_WORD_EXTEND,
    VB_WORD_ZWJ,
    VB_WORD_FORMAT,
    VB_WORD_REGIONAL,
    VB_WORD_KATAKANA,
    VB_WORD_HEBREW,
    VB_WORD_ALETTER,
    VB_WORD_SINGLE_QUOTE,
    VB_WORD_DOUBLE_QUOTE,
    VB_WORD_MID_NUM_LET,
    VB_WORD_MID_LETTER,
    VB_WORD_MID_NUM,
    VB_WORD_NUMERIC,
    VB_WORD_EXTEND_NUM_LET,
    VB_WORD_SPACE, /* WSegSpace */
};

/* Sentence_Break (UAX #29, table 4). */
enum {
    VB_SENTENCE_OTHER,
    VB_SENTENCE_CR,
    VB_SENTENCE_LF,
    VB_SENTENCE_SEP,
    VB_SENTENCE_EXTEND,
    VB_SENTENCE_FORMAT,
    VB_SENTENCE_SPACE, /* Sp */
    VB_SENTENCE_LOWER,
    VB_SENTENCE_UPPER,
    VB_SENTENCE_OLETTER,
    VB_SENTENCE_NUMERIC,
    VB_SENTENCE_ATERM,
    VB_SENTENCE_CONTINUE, /* SContinue */
    VB_SENTENCE_STERM,
    VB_SENTENCE_CLOSE,
};

enum {
    VB_IS_LETTER = 1 << 0,     /* general category L */
    VB_IS_NUMBER = 1 << 1,     /* N */
    VB_IS_SIGN = 1 << 2,       /* P or S */
    VB_IS_DASH = 1 << 3,       /* Pd */
    VB_IS_EMOJI = 1 << 4,      /* Emoji_Presentation: an emoji by itself */
    VB_IS_PICTOGRAPH = 1 << 5, /* Extended_Pictographic: an emoji before U+FE0F */
    VB_IS_LATIN = 1 << 6,      /* of the Latin script */
};

typedef struct {
    uint8_t word, sentence, flags;
} vb_property;

enum { VB_PAGE = 64, VB_PAGED = 0x20000 };

/* The tables of unicode_table.h: up to VB_PAGED each code point is in a page, which has the numbers of its rows. */
extern const vb_property vb_property_rows[];
extern const uint16_t vb_property_page_numbers[VB_PAGED / VB_PAGE];
extern const uint8_t vb_property_pages[][VB_PAGE];

/* The properties of a code point from VB_PAGED on. */
vb_property vb_property_of_rare(uint32_t cp);

static inline vb_property vb_property_of(uint32_t cp)
{
    if (cp >= VB_PAGED)
        return vb_property_of_rare(cp);
    return vb_property_rows[vb_property_pages[vb_property_page_numbers[cp / VB_PAGE]][cp % VB_PAGE]];
}

/* The properties of the character at s.ptr + at (at < s.len), its code point in *cp and its length in *len. */
static inline vb_property vb_property_read(vb_str s, size_t at, uint32_t *cp, size_t *len)
{
    *len = vb_utf8_decode(s.ptr + at, s.ptr + s.len, cp);
    return vb_property_of(*cp);
}

static inline vb_property vb_property_at(vb_str s, size_t at, size_t *len)
{
    uint32_t cp;
    return vb_property_read(s, at, &cp, len);
}

/* Rule WB4's Extend, Format and ZWJ: they belong to the character before them. */
static inline bool vb_word_ignores(unsigned word)
{
    return word == VB_WORD_EXTEND || word == VB_WORD_FORMAT || word == VB_WORD_ZWJ;
}

/* AHLetter of the word rules. */
static inline bool vb_word_is_letter(unsigned word)
{
    return word == VB_WORD_ALETTER || word == VB_WORD_HEBREW;
}

/* ParaSep of the sentence rules. */
static inline bool vb_sentence_is_separator(unsigned sentence)
{
    return sentence == VB_SENTENCE_CR || sentence == VB_SENTENCE_LF || sentence == VB_SENTENCE_SEP;
}

static inline bool vb_sentence_is_white(unsigned sentence)
{
    return sentence == VB_SENTENCE_SPACE || vb_sentence_is_separator(sentence);
}

/* Rule SB5's Extend and Format. */
static inline bool vb_sentence_ignores(unsigned sentence)
{
    return sentence == VB_SENTENCE_EXTEND || sentence == VB_SENTENCE_FORMAT;
}

#endif
