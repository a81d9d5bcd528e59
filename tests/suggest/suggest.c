/* `lexicon suggest`: candidates of halves that are set by hand, and the whole on corpora of a few answers.
 *
 * Keyness is Rayson's log-likelihood (https://ucrel.lancs.ac.uk/llwizard.html): with a of A answers here and b of B
 * there, E1 = A (a+b) / (A+B), E2 = B (a+b) / (A+B), G2 = 2 (a ln(a/E1) + b ln(b/E2)). */
#include "suggest/candidates.h"
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- Halves ---- */

/* An answer: `gold` and `coded` say whether it has code 0 there. */
typedef struct {
    bool gold, coded, second, unjudged;
} situation;

static const size_t zero[] = {0};

/* One phrase, which stands in the first `n_with` of the answers; what becomes of it. */
static void try_phrase(const situation *rows, size_t n, size_t n_with, vb_suggestions *s)
{
    static vb_suggest_answer answers[64];
    static uint32_t with[64];
    static vb_suggest_phrase phrase;
    static size_t top[] = {VB_NO_CATEGORY};
    static const vb_suggest_options options = {.gold = "gold"};
    phrase = (vb_suggest_phrase){
        .forms = {VB_LITERAL("x")}, .times = {1}, .n_forms = 1, .n_words = 1, .answers = with, .n = n_with};
    for (size_t i = 0; i < n; i++) {
        with[i] = (uint32_t)i;
        answers[i] = (vb_suggest_answer){.coded = rows[i].coded,
                                         .judged = !rows[i].unjudged,
                                         .second = rows[i].second,
                                         .codes = zero,
                                         .gold = zero,
                                         .n_codes = rows[i].coded,
                                         .n_gold = rows[i].gold && !rows[i].unjudged};
    }
    *s = (vb_suggestions){.options = &options,
                          .codes = {.parents = top, .n = 1, .n_lexicons = 1},
                          .answers = answers,
                          .n_answers = n,
                          .phrases = {.items = &phrase, .n = 1}};
    cr_assert(vb_candidates_find(s));
}

/* 8 answers have the phrase. First half: 3 lack the code rightly, 1 wrongly. Second half: 2 rightly, 1 wrongly, 1 has
 * it already.  Beside them, on the second half: 2 coded rightly, 1 coded wrongly, 3 with neither, and 1 that lacks it
 * still; on the first half 1 with neither.
 * The code on the second half before: both 3 (with the one above), gold only 2 + 1, coded only 1, neither 1 + 3:
 * precision 3/4, recall 3/6; kappa: n 11, agreed 7, by chance (6*4 + 5*7)/121 = 59/121, (7/11 - 59/121) / (62/121) =
 * 18/62.  After: both 5, gold only 1, coded only 2, neither 3: precision 5/7, recall 5/6; agreed 8, chance
 * (6*7 + 5*4)/121 = 62/121, (88 - 62) / (121 - 62) = 26/59.
 * Keyness: answers that lack the code: 3 + 2 + 1 = 6, of which 5 have the phrase; of the 10 others 3:
 * E1 = 6*8/16 = 3, E2 = 5, G2 = 2 (5 ln(5/3) + 3 ln(3/5)) = 4 ln(5/3) = 2.0433024950639629. */
Test(suggest, found_on_one_half_and_confirmed_on_the_other)
{
    static const situation rows[] = {
        {.gold = true},
        {.gold = true},
        {.gold = true},
        {0},
        {.gold = true, .second = true},
        {.gold = true, .second = true},
        {.second = true},
        {.gold = true, .coded = true, .second = true}, /* the 8th with the phrase */
        {.gold = true, .coded = true, .second = true},
        {.gold = true, .coded = true, .second = true},
        {.coded = true, .second = true},
        {.second = true},
        {.second = true},
        {.second = true},
        {.gold = true, .second = true},
        {0},
    };
    vb_suggestions s;
    try_phrase(rows, COUNT_OF(rows), 8, &s);
    cr_assert_eq(s.n_candidates, 1);
    const vb_candidate *c = &s.candidates[0];
    cr_expect_eq(c->code, 0);
    cr_expect(c->found.gain == 3 && c->found.loss == 1, "%d %d", (int)c->found.gain, (int)c->found.loss);
    cr_expect(c->confirmed.gain == 2 && c->confirmed.loss == 1);
    const double wanted[][2] = {{c->before.precision, 3.0 / 4},  {c->before.recall, 3.0 / 6},
                                {c->before.kappa, 18.0 / 62},    {c->after.precision, 5.0 / 7},
                                {c->after.recall, 5.0 / 6},      {c->after.kappa, 26.0 / 59},
                                {c->keyness, 2.0433024950639629}};
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        cr_expect(fabs(wanted[i][0] - wanted[i][1]) < 1e-12, "row %zu: %.15g, not %.15g", i, wanted[i][0],
                  wanted[i][1]);
    free(s.candidates);
}

Test(suggest, what_only_one_half_says_is_left_out)
{
    static const struct {
        const char *rule;
        situation rows[8];
        size_t candidates, unconfirmed;
    } cases[] = {
        {"both halves say it", {{.gold = true}, {.gold = true}, {.gold = true, .second = true}}, 1, 0},
        {"the second is against it",
         {{.gold = true}, {.gold = true}, {.gold = true, .second = true}, {.second = true}, {.second = true}},
         0,
         1},
        {"the second is even",
         {{.gold = true}, {.gold = true}, {.gold = true, .second = true}, {.second = true}},
         0,
         1},
        {"the second does not know it", {{.gold = true}, {.gold = true}}, 0, 1},
        {"only the second says it", {{.gold = true, .second = true}, {.gold = true, .second = true}}, 0, 0},
        {"once is chance", {{.gold = true}, {.gold = true, .second = true}}, 0, 0},
        {"the first is even", {{.gold = true}, {.gold = true}, {0}, {0}, {.gold = true, .second = true}}, 0, 0},
        {"who has it already says nothing",
         {{.gold = true, .coded = true}, {.gold = true, .coded = true}, {.gold = true, .second = true}},
         0,
         0},
        {"nor who was not coded by people",
         {{.gold = true}, {.gold = true}, {.gold = true, .second = true}, {.unjudged = true}, {.unjudged = true}},
         1,
         0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        vb_suggestions s;
        size_t n = 0; /* of the answers, those up to the last that has something to say; the phrase is in all */
        for (size_t k = 0; k < COUNT_OF(cases[i].rows); k++) {
            const situation *r = &cases[i].rows[k];
            if (r->gold || r->coded || r->second || r->unjudged)
                n = k + 1;
        }
        try_phrase(cases[i].rows, n, n, &s);
        cr_expect(s.n_candidates == cases[i].candidates && s.unconfirmed == cases[i].unconfirmed, "%s: %zu, %zu",
                  cases[i].rule, s.n_candidates, s.unconfirmed);
        free(s.candidates);
    }
}

/* ---- The whole ---- */

static const char lexicon[] = "lexicon: x\ncategories:\n  tech:\n    terms: [laptop, wireless, open doors]\n"
                              "  time:\n    terms: [time, grading]\n";

/* What is suggested for `csv`, as JSON; free() it. */
static char *suggest(const char *csv, const char *gold)
{
    char yaml[] = "/tmp/verbatim-suggest-XXXXXX.yaml", path[] = "/tmp/verbatim-suggest-XXXXXX.csv";
    int fd = mkstemps(yaml, 5);
    cr_assert(fd >= 0 && write(fd, lexicon, sizeof lexicon - 1) == sizeof lexicon - 1 && close(fd) == 0);
    fd = mkstemps(path, 4);
    cr_assert(fd >= 0 && write(fd, csv, strlen(csv)) == (ssize_t)strlen(csv) && close(fd) == 0);
    vb_error err = {0};
    const char *const inputs[] = {path};
    vb_job job = {.lexicon = yaml, .inputs = inputs, .n_inputs = 1, .format = VB_FORMAT_JSON};
    vb_suggest_options options = {.gold = gold, .seed = 1};
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    cr_assert(vb_lexicon_suggest(&job, &options, out, &err) == VB_OK, "%s", err.text);
    cr_assert(fclose(out) == 0);
    (void)unlink(path);
    (void)unlink(yaml);
    return text;
}

typedef struct {
    const char *rule, *csv, *gold;
    const char *has[4], *lacks[4];
} whole;

static void check(const whole *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *text = suggest(rows[i].csv, rows[i].gold);
        for (size_t k = 0; k < 4 && rows[i].has[k] != NULL; k++)
            cr_expect(strstr(text, rows[i].has[k]) != NULL, "%s: lacks %s in %s", rows[i].rule, rows[i].has[k], text);
        for (size_t k = 0; k < 4 && rows[i].lacks[k] != NULL; k++)
            cr_expect(strstr(text, rows[i].lacks[k]) == NULL, "%s: has %s in %s", rows[i].rule, rows[i].lacks[k],
                      text);
        free(text);
    }
}

/* Four uncoded answers, four coded; `parking` in 3 and 0: E1 = 3/2, G2 = 2*3 ln 2 = 4.158883; in 3 and 1: E1 = E2 =
 * 2, G2 = 2 (3 ln 1.5 + ln 0.5) = 1.046496, under 3.84. */
Test(suggest, phrases_of_uncoded_answers)
{
    static const whole rows[] = {
        {"more common there",
         "answer\nparking\nthe Parking lot\nParking spaces\nlunch\ntime\ntime a\ntime b\ntime c\n",
         NULL,
         {"{\"term\": \"parking\", \"forms\": [\"parking\"], \"keyness\": 4.158883, \"answers\": 3, \"uncoded\": 3",
          "\"uncoded\": 4,"},
         {"lunch\", \"forms"}},
        {"common elsewhere too",
         "answer\nparking\nthe Parking lot\nParking spaces\nlunch\ntime parking\ntime a\ntime b\ntime c\n",
         NULL,
         {"\"terms\": []"},
         {0}},
        {"stems, with their forms",
         "answer\nmeal\nmeals\nthe meal\nlunch\ntime\ntime a\ntime b\ntime c\n",
         NULL,
         {"{\"term\": \"meal\", \"forms\": [\"meal\", \"meals\"], \"keyness\": 4.158883,"},
         {0}},
        {"phrases of three words, none at its ends a function word",
         "answer\nout of paper\nlack of paper again\nlack of paper\nlack of paper now\ntime\ntime a\ntime b\ntime "
         "c\n",
         NULL,
         {"\"term\": \"lack of paper\""},
         {"\"term\": \"of paper\"", "\"term\": \"lack of\"", "\"term\": \"out of paper\""}},
    };
    check(rows, COUNT_OF(rows));
}

Test(suggest, misspellings)
{
    static const whole rows[] = {
        {"one edit away, in uncoded answers",
         "answer\nlapptop\nthe lapptop\nwireles\ntime\n",
         NULL,
         {"{\"word\": \"lapptop\", \"meant\": \"laptop\", \"answers\": 2, \"examples\": [{\"row\": 1, \"answer\": "
          "\"lapptop\"}, {\"row\": 2, \"answer\": \"the lapptop\"}]}",
          "{\"word\": \"wireles\", \"meant\": \"wireless\", \"answers\": 1"},
         {0}},
        {"not two, not of four letters, not where the answer is coded",
         "answer\nlaapptop\ntome\ntime lapptop\n",
         NULL,
         {"\"misspellings\": []"},
         {0}},
    };
    check(rows, COUNT_OF(rows));
}

Test(suggest, terms_to_narrow)
{
    static const whole rows[] = {
        {"the word beside it, not the term's own, that no right answer has",
         "answer,gold\nopen doors early,none\nopen doors early,none\nopen doors late,none\nopen doors,tech\n"
         "laptop,tech\n",
         "gold",
         {"{\"term\": \"open doors\", \"code\": \"tech\"", "\"right\": 1, \"wrong\": 3, \"unless\": \"early\"",
          "\"examples\": [{\"row\": 1,"},
         {"\"term\": \"laptop\"", "\"row\": 3,"}},
        {"no such word: its own words, and one answer's, are no help",
         "answer,gold\nopen doors,\nopen doors late,\n",
         "gold",
         {"\"right\": 0, \"wrong\": 2, \"unless\": null"},
         {0}},
        {"right as often as wrong is no fault",
         "answer,gold\ntime a,none\ntime b,time\ntime c,none\ntime d,time\n",
         "gold",
         {"\"narrow\": []"},
         {0}},
        {"nor is wrong once", "answer,gold\ntime a,none\n", "gold", {"\"narrow\": []"}, {0}},
        {"nor are answers that nobody has coded",
         "answer,gold\ntime a,NA\ntime b,.\ntime c,NA\n",
         "gold",
         {"\"narrow\": []"},
         {0}},
    };
    check(rows, COUNT_OF(rows));
}
