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

extern const vb_property vb_ascii_properties[128];

/* The properties of a code point beyond ASCII. */
vb_property vb_property_search(uint32_t cp);

static inline vb_property vb_property_of(uint32_t cp)
{
    return cp < 128 ? vb_ascii_properties[cp] : vb_property_search(cp);
}

/* The code point at s.ptr + at (at < s.len), its length in *len. */
static inline vb_property vb_property_at(vb_str s, size_t at, size_t *len)
{
    unsigned char byte = (unsigned char)s.ptr[at];
    *len = 1;
    if (byte < 128)
        return vb_ascii_properties[byte];
    uint32_t cp;
    *len = vb_utf8_decode(s.ptr + at, s.ptr + s.len, &cp);
    return vb_property_search(cp);
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

/* Rule SB5's Extend and Format. */
static inline bool vb_sentence_ignores(unsigned sentence)
{
    return sentence == VB_SENTENCE_EXTEND || sentence == VB_SENTENCE_FORMAT;
}

#endif
