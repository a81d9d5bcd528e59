/* Sentences and clauses, rules B1 ... of src/text/breaks.c. */
#include "text/breaks.h"

#include "base/buffer.h"
#include "base/str.h"
#include "text/random.h"

#include <criterion/criterion.h>

typedef struct {
    const char *rule, *answer, *breaks; /* the tokens; | where a clause ends, || where a sentence does */
} row;

static const row sentences[] = {
    {"none", "", ""},
    {"none", "...", ""},
    {"none", "(time", "time"},
    {"none", "no time and no money", "no time and no money"},
    {"B1", "No time. No money.", "No time || No money"},
    {"B1", "Time! money? staff", "Time || money || staff"},
    {"B1", "Time!money", "Time || money"},
    {"B1", "(Time.) Money", "Time || Money"},
    {"B1", "He said \"time.\" and left", "He said time and left"},
    {"B1", "He said \"time.\" She left", "He said time || She left"},
    {"B1", "time (etc.) and money", "time | etc | and money"},
    {"B1", "no time\nno money", "no time || no money"},
    {"B1", "no time\r\nno money\rnone\xC2\x85left\u2028now", "no time || no money || none || left || now"},
    {"B1", "over 3.5 hours, 1,000 teachers", "over 3.5 hours | 1,000 teachers"},
    {"B1", "\u6642\u9593\u3002\u304A", "\u6642 \u9593 || \u304A"},
    {"B1", "Time\u2026Money", "Time Money"},
    {"B1", "Time...money", "Time money"},
    {"B1", "Time...Money", "Time || Money"},
    {"B2", "no time. no money. none", "no time || no money || none"},
    {"B2", "no time.  no\u00A0money.\u00A0none", "no time || no money || none"},
    {"B2", "no time. 5 teachers", "no time || 5 teachers"},
    {"B2", "no time. \"no money", "no time || no money"},
    {"B2", "time... money", "time || money"},
    {"B2", "time\u2026 money\u2026 Staff", "time || money || Staff"},
    {"B2", "time \u2026 money", "time || money"},
    {"B2", "\u00E9t\u00E9. ni\u00F1o", "\u00E9t\u00E9 || ni\u00F1o"},
    {"B2", "time. , money", "time | money"},
    {"B2", "time. \u2014 money", "time | money"},
    {"B2", "vitamin c. is", "vitamin c is"},
    {"B2", "vitamin \u00E9. is, e\u0301. is", "vitamin \u00E9 is | e\u0301 is"},
    {"B2", "plan B. We", "plan B || We"},
    {"B2", "plan b. 5 of us", "plan b 5 of us"},
    {"B2", "plan b. 5 Of us", "plan b || 5 Of us"},
    {"B2", "grade 5. we", "grade 5 || we"},
    {"B2", "e.g. time", "e.g || time"},
    {"B3", "Asst. Supt. of schools", "Asst Supt of schools"},
    {"B3", "ASST. Principal", "ASST Principal"},
    {"B4", "Ph.D. Teachers", "Ph || D || Teachers"},
    {"B3", "Asst.Supt", "Asst Supt"},
    {"B3", "asst.) Teachers", "asst | Teachers"},
    {"B3", "Asst.\nTeachers", "Asst || Teachers"},
    {"B3", "Asst.! Teachers", "Asst || Teachers"},
    {"B3", "Asst.. Teachers", "Asst || Teachers"},
    {"B3", "asst\u2026 time", "asst time"},
    {"B3", "\u00C9ts. Teachers", "\u00C9ts Teachers"},
    {"B3", "Asst, Teachers", "Asst | Teachers"},
    {"B4", "no time.no money", "no time || no money"},
    {"B4", "no time.No money", "no time || No money"},
    {"B4", "time.\u0301no", "time || no"},
    {"B4", "time\uFF0Eno", "time || no"},
    {"B4", "e.g time", "e.g time"},
    {"B4", "time.2nd", "time 2nd"},
    {"B4", "example.com", "example.com"},
    {"B7", "time, money; staff: training (all) of it", "time | money | staff | training | all | of it"},
    {"B7", "time,money need:time", "time | money need | time"},
    {"B7", "1:1 at 10:40 ok", "1 1 at 10 40 ok"},
    {"B7", "unit 3: 4 days, grade 5 :6", "unit 3 | 4 days | grade 5 | 6"},
    {"B7", "need:1 K:2", "need | 1 K | 2"},
    {"B7", "time\uFF0Cmoney\u3001staff\u060Call", "time | money | staff | all"},
    {"B8", "time\u2014money time \u2014 money", "time | money time | money"},
    {"B8", "time--money time -- money", "time | money time | money"},
    {"B9", "time - money, time- money, time -money", "time | money | time | money | time | money"},
    {"B9", "buy-in buy\u2010in 6-8 K-12", "buy in buy in 6 8 K 12"},
    {"B9", "\"pre\"-test", "pre test"},
    {"B9", "time -\tmoney, time\u00A0- money", "time | money | time | money"},
    {"B10", "6\u20138 6\u201212 K\u201312 pre-K\u20135", "6 8 6 12 K 12 pre K 5"},
    {"B10", "time\u2013money, time \u2013 money", "time | money | time | money"},
    {"B10", "6 \u2013 8, time\u20135, 6\u2013K", "6 | 8 | time | 5 | 6 | K"},
    {"B11", "a, b. C, d", "a | b || C | d"},
    {"none", "time/money \"staff\" 'all' [it] & more", "time money staff all it more"},
};

static const row paragraphs[] = {
    {"B1", "no\ntime. No\nmoney", "no time || No money"},
    {"B2", "no time.\nno money", "no time || no money"},
    {"B1", "time\r\nmoney", "time money"},
    {"B3", "Asst.\nSupt.\nof schools", "Asst Supt of schools"},
    {"B5", "no time\n\nno money", "no time || no money"},
    {"B5", "no time\r\n \t\r\nno money", "no time || no money"},
    {"B5", "Asst.\n\nTeachers", "Asst || Teachers"},
    {"B6", "time\n- money\n  * staff\n\u2022 all", "time || money || staff || all"},
    {"B6", "time\n1. money\n2) staff", "time || 1 || money || 2 | staff"},
    {"B6", "time\n1.5 money\n2000. staff", "time 1.5 money 2000 || staff"},
    {"B6", "time\n-money *staff", "time | money staff"},
    {"B6", "time - money * staff", "time | money staff"},
    {"B6", "time.\n\"- \" money", "time || money"},
};

static const row none[] = {
    {"none", "Time. Money, staff\n\nall", "Time Money staff all"},
};

typedef bool find_fn(vb_str answer, const vb_break_rules *rules, vb_token_list *list);

static void check(const row *rows, size_t n, const vb_break_rules *rules, find_fn *find)
{
    vb_token_list list = {0};
    vb_buffer found = {0};
    for (size_t i = 0; i < n; i++) {
        vb_str answer = vb_str_of(rows[i].answer);
        cr_assert(vb_tokens_split(answer, VB_TOKENS_WORDS, &list));
        for (size_t k = 0; k < list.n; k++)
            list.items[k].sentence = list.items[k].clause = 77; /* every number must be set */
        cr_assert(find(answer, rules, &list));
        vb_buffer_clear(&found);
        for (size_t k = 0; k < list.n; k++) {
            vb_token token = list.items[k], before = k == 0 ? (vb_token){0} : list.items[k - 1];
            uint32_t sentences_on = token.sentence - before.sentence, clauses_on = token.clause - before.clause;
            cr_expect(sentences_on <= clauses_on && clauses_on <= 1, "%s: \"%s\"", rows[i].rule, rows[i].answer);
            if (k > 0)
                vb_buffer_add_text(&found, sentences_on == 1 ? " || " : clauses_on == 1 ? " | " : " ");
            vb_buffer_add_str(&found, vb_str_cut(answer, token.beg, token.end));
        }
        vb_buffer_add_char(&found, '\0');
        cr_expect_str_eq(found.ptr, rows[i].breaks, "%s: \"%s\" gives %s, not %s", rows[i].rule, rows[i].answer,
                         found.ptr, rows[i].breaks);
    }
    vb_buffer_release(&found);
    vb_tokens_release(&list);
}

static vb_map abbreviations(void)
{
    vb_map map = {0};
    static const char *const words[] = {"asst", "supt", "e", "\u00E9ts"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        cr_assert(vb_map_set(&map, vb_str_of(words[i]), i));
    return map;
}

static void check_both(const row *rows, size_t n, vb_break_mode mode)
{
    vb_map map = abbreviations();
    vb_break_rules rules = {mode, &map};
    check(rows, n, &rules, vb_breaks_find);
    check(rows, n, &rules, vb_breaks_find_slow);
    vb_map_release(&map);
}

Test(breaks, sentences)
{
    check_both(sentences, sizeof sentences / sizeof *sentences, VB_BREAKS_SENTENCE);
}

Test(breaks, paragraphs)
{
    check_both(paragraphs, sizeof paragraphs / sizeof *paragraphs, VB_BREAKS_PARAGRAPH);
}

Test(breaks, none)
{
    check_both(none, sizeof none / sizeof *none, VB_BREAKS_NONE);
}

Test(breaks, without_abbreviations)
{
    static const row rows[] = {{"B2", "Asst. supt", "Asst || supt"}};
    vb_break_rules rules = {VB_BREAKS_SENTENCE, NULL};
    check(rows, 1, &rules, vb_breaks_find);
    check(rows, 1, &rules, vb_breaks_find_slow);
}

/* The fast path gives what the slow one gives. */
Test(breaks, fast_equals_slow)
{
    vb_token_list list = {0};
    vb_map map = abbreviations();
    random_state state = RANDOM_SEED;
    char text[RANDOM_LONGEST];
    for (int round = 0; round < 100000; round++) {
        vb_break_rules rules = {round % 4 == 0 ? VB_BREAKS_PARAGRAPH : VB_BREAKS_SENTENCE,
                                round % 3 == 0 ? NULL : &map};
        vb_str answer = random_text(&state, text);
        cr_assert(vb_tokens_split(answer, round % 8 == 0 ? VB_TOKENS_QUANTEDA : VB_TOKENS_WORDS, &list));
        uint32_t fast[RANDOM_LONGEST][2];
        cr_assert(vb_breaks_find(answer, &rules, &list));
        for (size_t i = 0; i < list.n; i++) {
            fast[i][0] = list.items[i].sentence;
            fast[i][1] = list.items[i].clause;
        }
        cr_assert(vb_breaks_find_slow(answer, &rules, &list));
        for (size_t i = 0; i < list.n; i++)
            cr_assert(fast[i][0] == list.items[i].sentence && fast[i][1] == list.items[i].clause,
                      "round %d, mode %d, token %zu: %s", round, (int)rules.mode, i, random_shown(answer));
    }
    vb_map_release(&map);
    vb_tokens_release(&list);
}
