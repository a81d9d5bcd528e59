/* Words and their tailoring, rules T1 ... and Q1 ... of src/text/tokens.c. */
#include "text/tokens.h"

#include "base/buffer.h"
#include "base/str.h"
#include "text/masks.h"
#include "text/random.h"
#include "text/utf8.h"

#include <criterion/criterion.h>

typedef struct {
    const char *rule, *answer, *tokens; /* the tokens between bars */
} row;

static const row words[] = {
    {"UAX #29", "", ""},
    {"UAX #29", " \t\r\n", ""},
    {"UAX #29", "Teachers lack time", "Teachers|lack|time"},
    {"UAX #29", "the 1,000 teachers, 3.5 hours", "the|1,000|teachers|3.5|hours"},
    {"WB11", "5'10 1;5 1.2.3 1,2,3", "5'10|1;5|1.2.3|1,2,3"},
    {"WB11", "1,a a,1 a,b a;b", "1|a|a|1|a|b|a|b"},
    {"WB9", "K12 2nd v2.0", "K12|2nd|v2.0"},
    {"WB6", "don't can't've 'tis teachers' o'clock", "don't|can't've|tis|teachers|o'clock"},
    {"WB6", "don\u2019t", "don\u2019t"},
    {"WB6", "don\u2018t", "don\u2018t"},
    {"UAX #29", "buy-in and/or \"quoted\" (this)", "buy|in|and|or|quoted|this"},
    {"UAX #29", "cafe\u0301 ni\u00F1o", "cafe\u0301|ni\u00F1o"},
    {"WB4", "in\u00ADitia\u00ADtive", "in\u00ADitia\u00ADtive"},
    {"UAX #29", "one\u200Btwo", "one|two"},
    {"UAX #29", "one\u00A0two", "one|two"},
    {"UAX #29", "\uD55C\uAD6D \uC5B4", "\uD55C\uAD6D|\uC5B4"},
    {"WB3c", "hi \U0001F469\u200D\U0001F3EB!", "hi|\U0001F469\u200D\U0001F3EB"},
    {"WB15", "\U0001F1FA\U0001F1F8\U0001F1EC\U0001F1E7", "\U0001F1FA\U0001F1F8|\U0001F1EC\U0001F1E7"},
    {"WB7a", "\u05D0'", "\u05D0'"},
    {"T1", "- -- ... \u2014 \u2022 *** :-) \u00A9", ""},
    {"T1", "\u00BD 2\u00BD \u2467", "\u00BD|2|\u00BD|\u2467"},
    {"T1", "\u2764 \u2764\uFE0F \U0001F600", "\u2764\uFE0F|\U0001F600"},
    {"T1", "\u0301a", "a"},
    {"T1", " \u200D\U0001F600", "\U0001F600"},
    {"T1", "\"\u200D\U0001F600", "\U0001F600"},
    {"T1", " \U0001F3FD", ""},
    {"T2", "need:time 10:30 time: money", "need|time|10|30|time|money"},
    {"T2", "need\uFF1Atime", "need|time"},
    {"T2", "snake_case __init__ _ 1_000 _a", "snake|case|init|1|000|a"},
    {"T2", "a_\u0301b", "a|b"},
    {"T2", "10\u202F000", "10|000"},
    {"T2", "tema\u202F!", "tema"},
    {"T3", "don`t don\u00B4t don\u201Bt rock`n`roll", "don`t|don\u00B4t|don\u201Bt|rock`n`roll"},
    {"T3", "`time` don` t 5`s a``b a`_b", "time|don|t|5|s|a|b|a|b"},
    {"T3", "e\u0301`\u0301e", "e\u0301`\u0301e"},
    {"T4", "no time.no money", "no|time|no|money"},
    {"T4", "No time.No money.", "No|time|No|money"},
    {"T4", "don't.we a`b.c", "don't|we|a`b|c"},
    {"T4", "time.\u0301no", "time|no"},
    {"T4", "e\u0301e\u0301.no", "e\u0301e\u0301|no"},
    {"T4", "time\uFF0Eno", "time|no"},
    {"T4", "time..no", "time|no"},
    {"T4", "time.2nd 2.a", "time|2nd|2|a"},
    {"T5", "e.g. U.S.A. i.e", "e.g|U.S.A|i.e"},
    {"T5", "time.e.g", "time|e.g"},
    {"T5", "e\u0301.g", "e\u0301.g"},
    {"T5", "M.Ed Ed.D", "M.Ed|Ed|D"},
    {"T5", "I'm.we", "I'm|we"},
    {"T6", "www.example.info example.com Example.ORG", "www.example.info|example.com|Example.ORG"},
    {"T6", "http://plain.host/a.b me@some.where.fr", "http|plain.host|a.b|me|some.where.fr"},
    {"T6", "http://x.edu/no.time", "http|x.edu|no|time"},
    {"T6", "gmail.com.we .com a.com", "gmail|com|we|com|a.com"},
    {"T7", "$", "$"},
    {"T7", "$$$", "$|$|$"},
    {"T7", "-- $ \u20AC! \uFF04 \u00A9", "$|\u20AC|\uFF04"},
    {"T7", "                                                                $", "$"},
    {"T7", "$5 $ \u00A3", "5"},
    {"T7", "time and $$$", "time|and"},
};

static const row quanteda[] = {
    {"Q1", "well-being buy\u2010in K-12 a-b-c 6\u20138", "well-being|buy\u2010in|K-12|a-b-c|6\u20138"},
    {"Q1", "pre- and -post a--b", "pre|-|and|-|post|a|-|-|b"},
    {"Q2", "Time, money... (\"yes\")!", "Time|,|money|.|.|.|(|\"|yes|\"|)|!"},
    {"Q2", "no time.no money", "no|time.no|money"},
    {"Q2", "a_b don't 1,000 $5", "a_b|don't|1,000|$|5"},
    {"Q2", "\u00A9 \u2014 \u2764 \U0001F600", "\u00A9|\u2014|\u2764|\U0001F600"},
    {"Q2", " \u00A0\t\n\u200B", ""},
    {"Q2", "don`t", "don|`|t"},
};

typedef bool split_fn(vb_str answer, vb_token_mode mode, vb_token_list *list);

static void check(const row *rows, size_t n, vb_token_mode mode, split_fn *split)
{
    vb_token_list list = {0};
    vb_buffer found = {0};
    for (size_t i = 0; i < n; i++) {
        vb_str answer = vb_str_of(rows[i].answer);
        cr_assert(split(answer, mode, &list));
        vb_buffer_clear(&found);
        for (size_t k = 0; k < list.n; k++) {
            if (k > 0)
                vb_buffer_add_char(&found, '|');
            vb_buffer_add_str(&found, vb_str_cut(answer, list.items[k].beg, list.items[k].end));
        }
        vb_buffer_add_char(&found, '\0');
        cr_expect_str_eq(found.ptr, rows[i].tokens, "%s: \"%s\" gives %s, not %s", rows[i].rule, rows[i].answer,
                         found.ptr, rows[i].tokens);
    }
    vb_buffer_release(&found);
    vb_tokens_release(&list);
}

Test(tokens, words)
{
    check(words, sizeof words / sizeof *words, VB_TOKENS_WORDS, vb_tokens_split);
    check(words, sizeof words / sizeof *words, VB_TOKENS_WORDS, vb_tokens_split_slow);
}

Test(tokens, quanteda)
{
    check(quanteda, sizeof quanteda / sizeof *quanteda, VB_TOKENS_QUANTEDA, vb_tokens_split);
    check(quanteda, sizeof quanteda / sizeof *quanteda, VB_TOKENS_QUANTEDA, vb_tokens_split_slow);
}

/* Bytes, not characters: é is two bytes, € three, the emoji four. */
Test(tokens, spans)
{
    vb_token_list list = {0};
    cr_assert(vb_tokens_split(VB_LITERAL("\u00E9t\u00E9 \u20AC5 \U0001F600 no.time"), VB_TOKENS_WORDS, &list));
    static const size_t spans[][2] = {{0, 5}, {9, 10}, {11, 15}, {16, 18}, {19, 23}};
    cr_assert_eq(list.n, 5);
    for (size_t i = 0; i < list.n; i++) {
        cr_expect_eq(list.items[i].beg, spans[i][0]);
        cr_expect_eq(list.items[i].end, spans[i][1]);
        cr_expect_eq(list.items[i].sentence, 0);
        cr_expect_eq(list.items[i].clause, 0);
    }
    cr_assert(vb_tokens_split(VB_LITERAL("new"), VB_TOKENS_WORDS, &list));
    cr_expect_eq(list.n, 1, "what the list held is replaced");
    vb_tokens_release(&list);
}

static bool fast_equals_slow(vb_str answer, vb_token_mode mode, vb_token_list *fast, vb_token_list *slow)
{
    cr_assert(vb_tokens_split(answer, mode, fast));
    cr_assert(vb_tokens_split_slow(answer, mode, slow));
    bool equal = fast->n == slow->n;
    for (size_t i = 0; equal && i < fast->n; i++)
        equal = fast->items[i].beg == slow->items[i].beg && fast->items[i].end == slow->items[i].end &&
                fast->items[i].sentence == 0 && fast->items[i].clause == 0;
    return equal;
}

/* The fast path gives what the slow one gives: for random answers ... */
Test(tokens, fast_equals_slow)
{
    vb_token_list fast = {0}, slow = {0};
    random_state state = RANDOM_SEED;
    char text[RANDOM_LONGEST];
    for (int round = 0; round < 100000; round++) {
        vb_token_mode mode = round % 4 == 0 ? VB_TOKENS_QUANTEDA : VB_TOKENS_WORDS;
        vb_str answer = random_text(&state, text);
        cr_assert(fast_equals_slow(answer, mode, &fast, &slow), "mode %d: %s", (int)mode, random_shown(answer));
    }
    vb_tokens_release(&fast);
    vb_tokens_release(&slow);
}

/* ... and for every character of the first planes between letters, digits, spaces and signs, at every place in a
 * block. */
Test(tokens, fast_equals_slow_for_every_character)
{
    vb_token_list fast = {0}, slow = {0};
    for (uint32_t cp = 0; cp < 0x20000; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        static const char *const around[] = {"a",    "b 1", "2 ",   " x", " ", "\u00E9", "\u00F1 \u2019",
                                             "s t'", "r",   ".q (", ")",  ""};
        char text[512];
        size_t len = cp % 64;
        memset(text, 'w', len);
        for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
            memcpy(text + len, around[i], strlen(around[i]));
            len += strlen(around[i]);
            len += vb_utf8_encode(cp, text + len);
        }
        vb_str answer = {text, len};
        cr_assert(fast_equals_slow(answer, VB_TOKENS_WORDS, &fast, &slow), "U+%04X", cp);
        cr_assert(fast_equals_slow(answer, VB_TOKENS_QUANTEDA, &fast, &slow), "U+%04X", cp);
    }
    vb_tokens_release(&fast);
    vb_tokens_release(&slow);
}

/* The masks, byte by byte. */
Test(tokens, masks)
{
    for (unsigned first = 0; first < 256; first++) {
        char block[VB_BLOCK];
        for (unsigned i = 0; i < VB_BLOCK; i++)
            block[i] = (char)(first + i * 37);
        vb_masks masks = vb_masks_of(block), by_eight = vb_masks_by_eight(block);
        for (unsigned i = 0; i < VB_BLOCK; i++) {
            unsigned char c = (unsigned char)block[i];
            bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            cr_expect_eq(masks.word >> i & 1, word, "%02X", c);
            cr_expect_eq(masks.sign >> i & 1, !word && c > ' ' && c < 0x80, "%02X", c);
            cr_expect_eq(masks.high >> i & 1, c >= 0x80, "%02X", c);
        }
        cr_expect(masks.word == by_eight.word && masks.sign == by_eight.sign && masks.high == by_eight.high);
    }
}
