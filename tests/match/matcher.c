/* Rule 1 and the term language: which tokens each term takes.  What a word may look like is in keys.c. */
#include "match/matching.h"

Test(matcher, words)
{
    static const matching_row rows[] = {
        {"stem", NULL, "train", "Training, trained TRAINS; trainer", "1, 2, 3"},
        {"stem of the term, too", NULL, "training", "train", "1"},
        {"words in a row", NULL, "push back", "They push back, pushed back, push it back", "2 3, 4 5"},
        {"the same word twice", NULL, "time time", "time time time", "1 2, 2 3"},
        {"no word of the term", NULL, "train", "no time", "-"},
        {"no word at all", NULL, "train", "...", "-"},
        {"exact", NULL, "=training", "Training train trainings TRAINING", "1, 4"},
        {"exact holds for one word", NULL, "=teachers train", "teachers training, teacher training", "1 2"},
        {"exact group", NULL, "=(push back|training)", "push back pushes back training train push backs", "1 2, 5"},
        {"exact group within", NULL, "no =(teachers|aides)", "no teachers, no teacher, no aides", "1 2, 5 6"},
        {"glob", NULL, "resist*", "Resist resistance irresistible RESISTING", "1, 2, 4"},
        {"glob", NULL, "wom?n", "woman women womn womaan", "1, 2"},
        {"glob in a row", NULL, "teach* train*", "teaching trainees train teachers training", "1 2, 4 5"},
        {"glob on the form, not the stem", NULL, "trai?", "training train", "2"},
        {"any one word", NULL, "_", "no time!", "1, 2"},
        {"any one word", NULL, "_ training", "The training, training of", "1 2"},
        {"any one word fills", NULL, "lack _ time", "lack of time, lack time, lack of any time", "1 2 3"},
        {"any one word, each its own", NULL, "lack _ _ time", "lack of any time", "1 2 3 4"},
        {"any one word at the end", NULL, "lack _", "lack of time. lack", "1 2"},
        {"any word and repeated starts", NULL, "_ time", "time time time", "1 2, 2 3"},
        {"several terms", NULL, "no time\ntime\n_ money", "no time, no money", "1 2 | 2 | 3 4"},
    };
    MATCHING_CHECK(rows);
}

Test(matcher, gaps)
{
    static const matching_row rows[] = {
        {"a gap may be empty", NULL, "need ... time", "need time", "1 2"},
        {"three words by default", NULL, "need ... time", "need a b c time", "1 5"},
        {"three words by default", NULL, "need ... time", "need a b c d time", "-"},
        {"the lexicon's gap", "settings: {gap: 1}", "need ... time", "need a time, money. Need a b time", "1 3"},
        {"the lexicon's gap", "settings: {gap: 0}", "need ... time", "need a time", "-"},
        {"its own", NULL, "need ...5 time", "need a b c d e time", "1 7"},
        {"its own", NULL, "need ...5 time", "need a b c d e f time", "-"},
        {"its own", NULL, "need ...1 time", "need a b time", "-"},
        {"the ellipsis", NULL, "need \u2026 time", "need a b c time", "1 5"},
        {"the ellipsis", NULL, "need \u20261 time", "need a time. Need a b time", "1 3"},
        {"fifty", NULL, "need ...50 time",
         "need 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 "
         "38 "
         "39 40 41 42 43 44 45 46 47 48 49 50 time",
         "1 52"},
        {"fifty", NULL, "need ...50 time",
         "need 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 "
         "38 "
         "39 40 41 42 43 44 45 46 47 48 49 50 51 time",
         "-"},
        {"two gaps", NULL, "lack ...1 train ...2 staff", "lack of training for all staff", "1 3 6"},
        {"two gaps, neither lends to the other", NULL, "lack ...1 train ...2 staff", "lack of any training staff",
         "-"},
        {"gaps on both sides of what is missing add up", NULL, "lack ...1 (big)? ...1 staff",
         "lack of good staff. Lack of any good staff", "1 4"},
        {"a gap in an option", NULL, "lack (...2 good)? staff", "lack of any good staff", "1 4 5"},
        {"a gap in an option", NULL, "lack (...2 good)? staff", "lack staff, lack of staff", "1 2"},
        {"a gap at the head of an alternative", NULL, "need (...2 time|no money)",
         "need a b time, need time, need no money", "1 4, 5 6, 7 8 9"},
        {"any word behind a gap", NULL, "lack ...2 _ staff", "lack staff", "-"},
        {"the gap may hold a word of the term", NULL, "lack ...3 staff train", "lack staff and staff training",
         "1 4 5"},
    };
    MATCHING_CHECK(rows);
}

Test(matcher, groups)
{
    static const matching_row rows[] = {
        {"any of these", NULL, "(push|pull) back", "push back, pulled back, put back", "1 2, 3 4"},
        {"any of these", NULL, "(alpha|beta|gamma delta)", "alpha beta gamma delta gamma", "1, 2, 3 4"},
        {"this or nothing", NULL, "afraid (of)? change", "afraid change, afraid of change, afraid of a change",
         "1 2, 3 4 5"},
        {"at the start", NULL, "(the)? training", "the training, training", "1 2, 2, 3"},
        {"within each other", NULL, "lack (of (any|all)?)? time",
         "lack time, lack of time, lack of all time, lack any time", "1 2, 3 4 5, 6 7 8 9"},
        {"choices of several lengths", NULL, "(no|not enough|none of the) time",
         "no time, not enough time, none of the time, not time", "1 2, 3 4 5, 6 7 8 9"},
        {"a word that goes on in two ways", NULL, "(not|not enough) enough time",
         "not enough time, not enough enough time", "1 2 3, 4 5 6 7"},
        {"set", "sets: {staff: [teacher, school leader]}", "<staff> training",
         "teacher training, school leaders training, leader training", "1 2, 3 4 5"},
        {"set, exact", "sets: {staff: [teacher, school leader]}", "=<staff>",
         "teachers teacher school leaders leader", "2"},
        {"set of a set", "sets: {all: [<staff>, parent], staff: [teacher, aide*]}", "<all> time",
         "parents time, aides time, our time", "1 2, 3 4"},
        {"set of phrases with gaps", "sets: {lack: [lack, short ...2 of]}", "<lack> time",
         "short by far of time, lack time", "1 4 5, 6 7"},
        {"number", NULL, "<number> hours", "5 hours, five hours, 1,000 hours, few hours", "1 2, 3 4, 5 6"},
        {"number in a choice", NULL, "(<number>|few) hours", "few hours, 3.5 hours", "1 2, 3 4"},
    };
    MATCHING_CHECK(rows);
}

Test(matcher, hyphens)
{
    static const matching_row rows[] = {
        {"apart, hyphenated, closed", NULL, "buy-in", "buy in, Buy-In, buyin, buy, in", "1 2, 3 4, 5"},
        {"other hyphens", NULL, "buy-in", "buy\u2010in buy\u2011in", "1 2, 3 4"},
        {"a dash is no hyphen", NULL, "buy-in", "buy - in, buy\u2014in, buy--in", "-"},
        {"closed and stemmed", NULL, "check-up", "checkups check-ups", "1, 2 3"},
        {"several: all apart or all closed", NULL, "face-to-face", "face to face, face-to-face, facetoface",
         "1 2 3, 4 5 6, 7"},
        {"several: all apart or all closed", NULL, "face-to-face", "faceto face, face toface", "-"},
        {"several: some hyphens are as apart as none", NULL, "face-to-face", "face-to face", "1 2 3"},
        {"not in the term, but in the text", NULL, "push back", "push-back pushback", "1 2"},
        {"within a term", NULL, "no buy-in yet", "no buyin yet, no buy-in yet", "1 2 3, 4 5 6 7"},
        {"beside a glob: not apart", NULL, "pre-teach*", "pre-teaching preteaching pre teaching", "1 2, 3"},
        {"beside a glob: not apart", NULL, "?*-based", "project-based projectbased project based", "1 2, 3"},
        {"beside a glob: the hyphen alone between", NULL, "pre-teach*", "pre- teaching, pre -teaching", "-"},
        {"beside a glob: other hyphens", NULL, "pre-teach*", "pre\u2010teaching", "1 2"},
        {"closed, the glob alone will do", NULL, "pre-*", "pre", "1"},
        {"exact", NULL, "=buy-in", "buys-in, buy-in, buyins", "3 4"},
        {"digits", NULL, "k-12", "K-12 k12 K 12", "1 2, 3, 4 5"},
    };
    MATCHING_CHECK(rows);
}

Test(matcher, ends)
{
    static const matching_row rows[] = {
        {"^", NULL, "^not (the)?", "Not the staff, not the time", "1 2"},
        {"^", NULL, "^not", "well, not", "-"},
        {"^ is the first word, not the first sign", NULL, "^not", "... \"not\"", "1"},
        {"$", NULL, "a problem$", "A problem, a problem!!!", "3 4"},
        {"$", NULL, "a problem$", "a problem now", "-"},
        {"^ and $", NULL, "^yes$", "Yes.", "1"},
        {"^ and $", NULL, "^yes$", "yes yes", "-"},
        {"^ in one alternative", NULL, "(^|and) so", "so it is, and so on, so", "1, 4 5"},
        {"^ behind what is missing", NULL, "^(and)? so", "so and so", "1"},
        {"$ behind what is missing", NULL, "so (what)?$", "so what", "1 2"},
        {"$ behind what is missing", NULL, "so (what)?$", "so, so", "2"},
        {"^ and ~", NULL, "^time ~3 staff", "time for staff. Staff time", "1 3"},
        {"^ and ~", NULL, "^time ~3 staff", "staff time", "-"},
        {"$ and a gap", NULL, "lack ...3 time$", "lack of time, time", "1 4"},
    };
    MATCHING_CHECK(rows);
}

/* Fewest gap words, then most tokens; with both the same, so is the end.  One match for each first token. */
Test(matcher, preference)
{
    static const matching_row rows[] = {
        {"fewest gap words", NULL, "need ...3 time", "need time time", "1 2"},
        {"fewest gap words: not the first alternative", NULL, "need (...3 staff|time)", "need time staff", "1 2"},
        {"fewest gap words before most tokens", NULL, "need ...3 (good)? time", "need time good time", "1 2"},
        {"fewest gap words before most tokens", NULL, "need (...1 good staff|staff)", "need staff good staff", "1 2"},
        {"most tokens", NULL, "not (enough)?", "not enough", "1 2"},
        {"most tokens", NULL, "(no|no time|no time left)", "no time left", "1 2 3"},
        {"most tokens", NULL, "no (time)? (left)? (time)?", "no time left time", "1 2 3 4"},
        {"a filled word is no gap word", NULL, "need ...3 (good)? time", "need good time", "1 2 3"},
        {"a filled word is no gap word", NULL, "need (very)? ...2 (good)? time", "need very very good time",
         "1 2 4 5"},
        {"for each first token", NULL, "need ...3 time", "need need time", "1 3, 2 3"},
        {"for each first token", NULL, "(real)? need ... time", "real need of time", "1 2 4, 2 4"},
        {"far on, another", NULL, "need ...3 time", "need time and need time", "1 2, 4 5"},
    };
    MATCHING_CHECK(rows);
}

Test(matcher, breaks)
{
    static const matching_row rows[] = {
        {"neighbours: ,", NULL, "push back", "push, back", "-"},
        {"neighbours: ;", NULL, "push back", "push; back", "-"},
        {"neighbours: :", NULL, "push back", "push: back", "-"},
        {"neighbours: (", NULL, "push back", "push (back)", "-"},
        {"neighbours: )", NULL, "push back", "(to push) back", "-"},
        {"neighbours: -", NULL, "push back", "push - back", "-"},
        {"neighbours: sentence", NULL, "push back", "push. Back", "-"},
        {"neighbours: line", NULL, "push back", "push\nback", "-"},
        {"neighbours: other signs", NULL, "push back", "push \"back\" / push & back", "1 2, 3 4"},
        {"neighbours: any word", NULL, "push _ back", "push it, back", "-"},
        {"neighbours: any word", NULL, "push _ back", "push, it back", "-"},
        {"neighbours: beside what is missing", NULL, "push (it)? back", "push, back", "-"},
        {"neighbours: within a choice", NULL, "(push back|pull out)", "push, back pull; out", "-"},
        {"a gap crosses clauses", NULL, "need ...2 time", "need, or so, time", "1 4"},
        {"a gap crosses clauses, empty", NULL, "need ...0 time", "need, time", "1 2"},
        {"a gap does not cross sentences", NULL, "need ... time", "need! Time", "-"},
        {"a gap does not cross sentences", NULL, "need ... time", "need it. No time", "-"},
        {"a gap does not cross lines", NULL, "need ... time", "need\ntime", "-"},
        {"words beside a gap's words", NULL, "need ...2 good time", "need, good, time", "-"},
        {"~ crosses clauses", NULL, "time ~2 need", "need, time", "1 2"},
        {"~ does not cross sentences", NULL, "time ~2 need", "need! Time", "-"},
        {"another place in the next sentence", NULL, "need time", "need! need time", "2 3"},
        {"abbreviations", "abbreviations: [asst]", "asst supt", "Asst. Supt", "1 2"},
        {"abbreviations: none", NULL, "asst supt", "Asst. Supt", "-"},
        {"breaks: none", "settings: {breaks: none}", "push back", "push. Back, push\n\nback", "1 2, 3 4"},
    };
    MATCHING_CHECK(rows);
}

/* The mode of a whole paragraph or file: a line break is a blank, a blank line ends a sentence. */
Test(matcher, paragraphs)
{
    support_coder s = support_open("lexicon: x\ncategories: {a: {terms: [push back]}}\n");
    vb_matcher matcher = matching_open(&s, VB_BREAKS_PARAGRAPH);
    cr_assert(vb_matcher_run(&matcher, VB_LITERAL("push\nback. Push\n\nback. Push\n- back")));
    cr_expect_eq(matcher.n_matches, 1);
    cr_expect_eq(matcher.matches[0].tokens.first, 0);
    vb_matcher_release(&matcher);
    support_close(&s);
}

/* What a match says of itself beside its tokens; matches stand by first token, then last falling. */
Test(matcher, fields)
{
    support_coder s = support_open("lexicon: x\ncategories: {a: {terms: [need ... time, need, need no, time]}}\n");
    vb_matcher matcher = matching_open(&s, VB_BREAKS_SENTENCE);
    cr_assert(vb_matcher_run(&matcher, VB_LITERAL("We need no more time")));
    static const size_t expected[][3] = {{1, 4, 2}, {1, 2, 0}, {1, 1, 0}, {4, 4, 0}}; /* first, last, gap words */
    cr_assert_eq(matcher.n_matches, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        cr_expect_eq(matcher.matches[i].tokens.first, expected[i][0]);
        cr_expect_eq(matcher.matches[i].tokens.last, expected[i][1]);
        cr_expect_eq(matcher.matches[i].gap, expected[i][2]);
    }
    cr_expect(vb_str_equal(vb_matcher_text(&matcher, 1, 4), VB_LITERAL("need no more time")));
    cr_expect(vb_str_equal(vb_matcher_text(&matcher, 4, 4), VB_LITERAL("time")));
    cr_assert(vb_matcher_run(&matcher, VB_LITERAL("")));
    cr_expect_eq(matcher.n_matches, 0, "the answer before is forgotten");
    vb_matcher_release(&matcher);
    support_close(&s);
}
