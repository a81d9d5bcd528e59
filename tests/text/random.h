/* Random answers over an alphabet of what is hard for tokens and breaks; the same ones in every run. */
#ifndef TESTS_TEXT_RANDOM_H
#define TESTS_TEXT_RANDOM_H

#include "verbatim.h"

#include <string.h>

typedef uint64_t random_state;

#define RANDOM_SEED UINT64_C(20240229)
enum { RANDOM_LONGEST = 1024 };

/* xorshift64* (Vigna 2016). */
static inline uint64_t random_next(random_state *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717) >> 11;
}

/* clang-format off */
static const char *const random_pieces[] = {
    "a", "b", "e", "I", "K", "x", "T", "0", "1", "5", "9", "12", "time", "no", "Money", "asst", "supt", "teachers",
    "www", "com", ".com", "://", "\u00E9", "\u2019", "\u2018", "\u2014", "\u2013", "\u2026", "\u201C", "\u201D",
    "\u00B4", "\u0301", "\u00AD", "\u200B", "\u200D", "\u00A0", "\u202F", "\uFEFF", "\uFE0F", "\u2022", "\u2028",
    "\xC2\x85", "\uFF0C", "\uFF0E", "\u2764", "\U0001F600", "\U0001F469\u200D\U0001F3EB", "\U0001F3FD",
    "\U0001F1FA", "\uD55C", "\u1100", "\u1161", "\u05D0", "\u30AB", "\u4E00", "\u0434", "\u00DF", "\u0130",
    "\u00BD", "\u00A9", "\u0E01", "\u0660", "\u3002", "\uFF01", ". ", ", ", " - ", "--", "\n", "\n\n", "\r\n",
    "\n- ", "\n2. ", "...", ".", ".", ".", "'", "'", "`",
};
/* clang-format on */

/* A text of up to 60 pieces: mostly letters and spaces, all ASCII, or anything.  It stands at the end of `room`, so
 * that reading beyond it is noticed by AddressSanitizer. */
static inline vb_str random_text(random_state *state, char room[RANDOM_LONGEST])
{
    size_t n = random_next(state) % 60, len = 0, manner = random_next(state) % 4;
    for (size_t i = 0; i < n; i++) {
        uint64_t dice = random_next(state) % 100;
        if (dice < 30) {
            room[len++] = (char)('a' + random_next(state) % 26);
        } else if (dice < 50) {
            room[len++] = ' ';
        } else if (dice < 70 || manner == 0) {
            room[len++] = (char)(manner == 1 ? random_next(state) % 128 : 32 + random_next(state) % 95);
        } else {
            const char *piece = random_pieces[random_next(state) % (sizeof random_pieces / sizeof *random_pieces)];
            memcpy(room + len, piece, strlen(piece));
            len += strlen(piece);
        }
    }
    memmove(room + RANDOM_LONGEST - len, room, len);
    return (vb_str){room + RANDOM_LONGEST - len, len};
}

/* The text as a C string literal, for messages. */
static inline const char *random_shown(vb_str s)
{
    static char shown[4 * RANDOM_LONGEST + 1];
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0x20 && c < 0x7F && c != '\\' && c != '"') {
            shown[len++] = (char)c;
        } else {
            shown[len++] = '\\';
            shown[len++] = (char)('0' + c / 64);
            shown[len++] = (char)('0' + c / 8 % 8);
            shown[len++] = (char)('0' + c % 8);
        }
    }
    shown[len] = '\0';
    return shown;
}

#endif
