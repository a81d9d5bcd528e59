/* Folding: NFKC case folding, apostrophes, marks. */
#include "text/fold.h"

#include "base/str.h"
#include "text/random.h"

#include <criterion/criterion.h>

enum { KEEP = VB_FOLD_CASE, STRIP = VB_FOLD_CASE | VB_FOLD_MARKS };

typedef struct {
    const char *what;
    unsigned flags;
    const char *word, *folded;
} row;

/* From UnicodeData.txt (decompositions) and CaseFolding.txt. */
static const row rows[] = {
    {"ASCII", KEEP, "", ""},
    {"ASCII", KEEP, "Buy-In 101", "buy-in 101"},
    {"ASCII", 0, "Buy-In 101", "Buy-In 101"},
    {"case", KEEP, "\u00C9T\u00C9", "\u00E9t\u00E9"},
    {"case", KEEP, "Stra\u00DFe \u1E9E", "strasse ss"},
    {"case", KEEP, "\u03A3\u03C2", "\u03C3\u03C3"},
    {"case", KEEP, "\u0130", "i\u0307"},
    {"case", STRIP, "\u0130", "i"},
    {"case", KEEP, "\u0131", "\u0131"},
    {"case", 0, "\u00C9T\u00C9 \u00DF", "\u00C9T\u00C9 \u00DF"},
    {"compatibility", KEEP, "\uFB01nd", "find"},
    {"compatibility", 0, "\uFB01nd", "find"},
    {"compatibility", KEEP, "\uFF34\uFF29\uFF2D\uFF25", "time"},
    {"compatibility", KEEP, "\u2121 \u00BD x\u00B2", "tel 1\u20442 x2"},
    {"composition", KEEP, "e\u0301t\u00E9", "\u00E9t\u00E9"},
    {"composition", KEEP, "\u1112\u1161\u11AB", "\uD55C"},
    {"ignorable", KEEP, "in\u00ADitia\u200Btive\uFEFF", "initiative"},
    {"ignorable", KEEP, "\U0001F469\u200D\U0001F3EB", "\U0001F469\U0001F3EB"},
    {"ignorable", KEEP, "\u2764\uFE0F", "\u2764"},
    {"emoji", STRIP, "\U0001F600\U0001F1FA\U0001F1F8 1\uFE0F\u20E3", "\U0001F600\U0001F1FA\U0001F1F8 1\u20E3"},
    {"apostrophe", KEEP, "don't don`t don\u00B4t don\u2018t don\u2019t", "don't don't don't don't don't"},
    {"apostrophe", KEEP, "don\u02BCt don\u02BBt don\u201Bt don\uFF07t don\uFF40t", "don't don't don't don't don't"},
    {"apostrophe", 0, "Don\u2019t", "Don't"},
    {"apostrophe", KEEP, "\u0149", "'n"},
    {"marks", KEEP, "ni\u00F1o", "ni\u00F1o"},
    {"marks", STRIP, "ni\u00F1o NI\u00D1O nin\u0303o", "nino nino nino"},
    {"marks", STRIP, "\u00E9 \u1EC7 \u00E7 \u0219", "e e c s"},
    {"marks", STRIP, "\u00F8 \u0142 \u0111 \u01FF", "\u00F8 \u0142 \u0111 \u00F8"},
    {"marks", STRIP, "\u0439 \u0438\u0306 \u0451", "\u0439 \u0439 \u0451"},
    {"marks", STRIP, "\u03AC \uD55C \u304C 5\u0301", "\u03AC \uD55C \u304C 5\u0301"},
    {"marks", STRIP, "\u00E6\u0301 \uFB01\u0301", "\u00E6 fi"},
    {"marks", VB_FOLD_MARKS, "\u00C9t\u00E9", "Ete"},
};

static const char *text(vb_buffer *b)
{
    vb_buffer_add_char(b, '\0');
    cr_assert(!b->failed);
    return b->ptr;
}

Test(fold, rows)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        vb_buffer fast = {0}, slow = {0};
        vb_buffer_add_text(&fast, "before "); /* the form is added to what is there */
        cr_assert(vb_fold(vb_str_of(rows[i].word), rows[i].flags, &fast));
        cr_assert(vb_fold_slow(vb_str_of(rows[i].word), rows[i].flags, &slow));
        cr_expect_str_eq(text(&fast) + 7, rows[i].folded, "%s: %s", rows[i].what, rows[i].word);
        cr_expect_str_eq(text(&slow), rows[i].folded, "%s: %s", rows[i].what, rows[i].word);
        vb_buffer_release(&fast);
        vb_buffer_release(&slow);
    }
}

Test(fold, strip_marks)
{
    static const row forms[] = {
        {"Latin", 0, "ni\u00F1o", "nino"}, {"Cyrillic", 0, "\u0439", "\u0439"}, {"ASCII", 0, "time", "time"},
        {"stroke", 0, "\u00F8", "\u00F8"}, {"dotted i", 0, "i\u0307", "i"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        vb_buffer found = {0};
        cr_assert(vb_fold_strip_marks(vb_str_of(forms[i].word), &found));
        cr_expect_str_eq(text(&found), forms[i].folded, "%s", forms[i].what);
        vb_buffer_release(&found);
    }
}

/* Longer than the room on the stack. */
Test(fold, long_word)
{
    vb_buffer word = {0}, expected = {0}, found = {0};
    for (int i = 0; i < 1000; i++) {
        vb_buffer_add_text(&word, "\uFDFA"); /* decomposes into 18 characters */
        vb_buffer_add_text(&expected, "\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064A\u0647 "
                                      "\u0648\u0633\u0644\u0645");
    }
    cr_assert(vb_fold(vb_buffer_str(&word), KEEP, &found));
    cr_expect(vb_str_equal(vb_buffer_str(&found), vb_buffer_str(&expected)));
    vb_buffer_release(&word);
    vb_buffer_release(&expected);
    vb_buffer_release(&found);
}

/* The fast path gives what utf8proc gives, and stripping marks in a second step what the flag does. */
Test(fold, fast_equals_slow)
{
    vb_buffer fast = {0}, slow = {0}, kept = {0}, stripped = {0};
    random_state state = RANDOM_SEED;
    char room[RANDOM_LONGEST];
    for (int round = 0; round < 40000; round++) {
        vb_str word = random_text(&state, room);
        if (round % 2 == 0) /* ASCII, with the control characters */
            for (size_t i = 0; i < word.len; i++)
                room[i] = (char)(room[i] & 0x7F);
        for (unsigned flags = 0; flags < 4; flags++) {
            vb_buffer_clear(&fast);
            vb_buffer_clear(&slow);
            cr_assert(vb_fold(word, flags, &fast));
            cr_assert(vb_fold_slow(word, flags, &slow));
            cr_assert(vb_str_equal(vb_buffer_str(&fast), vb_buffer_str(&slow)), "flags %u: %s", flags,
                      random_shown(word));
        }
        vb_buffer_clear(&kept);
        vb_buffer_clear(&stripped);
        cr_assert(vb_fold(word, KEEP, &kept));
        cr_assert(vb_fold_strip_marks(vb_buffer_str(&kept), &stripped));
        cr_assert(vb_str_equal(vb_buffer_str(&stripped), vb_buffer_str(&fast)), "%s", random_shown(word));
    }
    vb_buffer_release(&fast);
    vb_buffer_release(&slow);
    vb_buffer_release(&kept);
    vb_buffer_release(&stripped);
}
