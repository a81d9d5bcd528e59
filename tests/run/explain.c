/* Explanations: whole pages, then single lines of them by rule; the table of tokens. */
#include "run/explain.h"

#include "support.h"

static const char *explain(support_coder *s, const char *answer, size_t width, vb_buffer *out)
{
    vb_error err = {0};
    vb_coding coding;
    vb_buffer_clear(out);
    cr_assert(vb_session_code(s->session, vb_str_of(answer), &coding, &err) == VB_OK, "%s", err.text);
    vb_explain_text(s->session, vb_str_of(answer), &coding, width, out);
    return support_text(out);
}

typedef struct {
    const char *what, *yaml, *answer, *page;
    size_t width;
} page_row;

#define SMALL                                                                                                        \
    "lexicon: small\n"                                                                                               \
    "version: 0.1\n"                                                                                                 \
    "denials: {after: [is fine]}\n"                                                                                  \
    "turns: [but]\n"                                                                                                 \
    "emphases: [biggest]\n"                                                                                          \
    "categories:\n"                                                                                                  \
    "  buy-in:\n"                                                                                                    \
    "    categories:\n"                                                                                              \
    "      resistance: {terms: [push back]}\n"                                                                       \
    "      community: {terms: [parents, 'parents ...1 push back']}\n"                                                \
    "  training: {terms: [training, curriculum plan]}\n"

static const page_row pages[] = {
    {"coded", SMALL, "Training is fine, but the biggest challenge is parents who push back on it!",
     "answer   Training is fine, but the biggest challenge is parents who push back on\n"
     "         it!\n"
     "lexicon  small 0.1\n"
     "code     buy-in/community (primary)\n"
     "\n"
     "Clause by clause\n"
     "  1  Training is fine\n"
     "     denied     \"Training\"  training\n"
     "                term: training, weight 1  (test.yaml:11)\n"
     "                by the denial \"is fine\" (rule 4)\n"
     "     denial     \"is fine\"\n"
     "                term: is fine  (test.yaml:3)\n"
     "                what its clause says before it does not count (rule 4)\n"
     "\n"
     "  2  but the biggest challenge is parents who push back on it\n"
     "     doubled    by the emphasis \"biggest\" (rule 5)\n"
     "     turn       \"but\"\n"
     "                term: but  (test.yaml:4)\n"
     "                begins a clause; the rest of the sentence counts double (rule 5)\n"
     "     emphasis   \"biggest\"\n"
     "                term: biggest  (test.yaml:5)\n"
     "                its clause counts double (rule 5)\n"
     "     counts     \"parents … push back\"  buy-in/community\n"
     "                term: parents ...1 push back, weight 1  (test.yaml:10)\n"
     "     hidden     \"parents\"  buy-in/community\n"
     "                term: parents, weight 1  (test.yaml:10)\n"
     "                by the longer \"parents … push back\" (rule 3)\n"
     "     hidden     \"push back\"  buy-in/resistance\n"
     "                term: push back, weight 1  (test.yaml:9)\n"
     "                by the longer \"parents … push back\" (rule 3)\n"
     "\n"
     "Scores: of every clause the heaviest match (rule 5)\n"
     "  buy-in/community  score 1, strength 2; primary\n"
     "                    clause 2: 1, doubled\n"
     "\n"
     "Primary: the strongest at the top, then its strongest child (rule 7)\n"
     "  buy-in is the only one at the top level; margin 1\n"
     "\n"
     "Words, with their stems, and whether the lexicon knows them\n"
     "  known    training→train  is  fine  but  biggest  parents→parent  push  back\n"
     "  unknown  the  challenge→challeng  who  on  it\n",
     80},
    {"uncoded", SMALL, "Our curiculum. The plans of it",
     "answer   Our curiculum. The plans of it\n"
     "lexicon  small 0.1\n"
     "uncoded  no-match (rule 8): no term of the\n"
     "         lexicon matches\n"
     "\n"
     "Clause by clause\n"
     "  1  Our curiculum\n"
     "\n"
     "  2  The plans of it\n"
     "\n"
     "Nearest\n"
     "  training  1 of 2 words: \"plans\"\n"
     "      term: curriculum plan, weight 1\n"
     "      (test.yaml:11)\n"
     "  \"curiculum\" looks like \"curriculum\"\n"
     "\n"
     "Words, with their stems, and whether the lexicon knows them\n"
     "  known    plans→plan\n"
     "  unknown  our  curiculum  the  of  it\n",
     44},
    {"empty", SMALL, " \n",
     "answer   (empty)\n"
     "lexicon  small 0.1\n"
     "uncoded  empty (rule 8): there is no word in it\n",
     80},
};

Test(explain, pages)
{
    vb_buffer out = {0};
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        support_coder s = support_open(pages[i].yaml);
        cr_expect_str_eq(explain(&s, pages[i].answer, pages[i].width, &out), pages[i].page, "%s: is\n%s\nnot\n%s",
                         pages[i].what, out.ptr, pages[i].page);
        support_close(&s);
    }
    vb_buffer_release(&out);
}

/* The page has these lines, one after the other; the lexicon's first line is left out. */
typedef struct {
    const char *rule, *yaml, *answer, *lines;
} line_row;

#define TERMS(list) "categories: {a: {terms: [" list "]}}\n"
#define TWO                                                                                                          \
    "categories: {a: {terms: [time, {term: big time, weight: 2}]}, b: {terms: [money, {term: cost, weight: "         \
    "0.4}]}}\n"
#define TREE                                                                                                         \
    "categories:\n"                                                                                                  \
    "  a: {terms: [alpha], categories: {x: {terms: [xray]}, y: {terms: [yankee]}, z: {terms: [{term: zulu, weight: " \
    "0.5}]}}}\n"                                                                                                     \
    "  b: {terms: [bravo]}\n"

static const line_row lines[] = {
    {"1", TERMS("lack ...2 time"), "We lack the time",
     "     counts     \"lack … time\"  a\n"
     "                term: lack ...2 time, weight 1  (test.yaml:2)\n"},
    {"1", TERMS("buy-in"), "The buy-in", "     counts     \"buy-in\"  a\n"},
    {"1", TERMS("{term: time, note: of day}"), "time",
     "                term: time, weight 1  (test.yaml:2)\n"
     "                note: of day\n"},
    {"1",
     TERMS("(lack|want|need|shortage|scarcity) ...2 (time|hours|minutes|days of a week|weeks) in (school|class)"),
     "We want more minutes in class",
     "                term: (lack|want|need|…) ...2 (time|hours|…) in (school|class), weight 1  (test.yaml:2)\n"},
    {"2", TERMS("{term: board, with: [school, district]}"), "the board",
     "uncoded  cancelled (rule 8): a term matched, but its \"with\" or \"unless\" cancelled it\n"},
    {"2", TERMS("{term: board, with: [school, district]}"), "the board",
     "     cancelled  \"board\"  a\n"
     "                term: board, weight 1  (test.yaml:2)\n"
     "                its \"with\" does not occur in the sentence: school, district (rule 2)\n"},
    {"2", TERMS("{term: board, with: [school, district]}"), "the district, its board",
     "     counts     \"board\"  a\n"
     "                term: board, weight 1  (test.yaml:2)\n"
     "                its \"with\" occurs: \"district\" (rule 2)\n"},
    {"2", TERMS("{term: board, unless: [school, white board, run]}"), "a board. A board, it runs",
     "     cancelled  \"board\"  a\n"
     "                term: board, weight 1  (test.yaml:2)\n"
     "                its \"unless\" occurs in the sentence: \"runs\" (rule 2)\n"},
    {"3", "ignore: [spring training]\n" TERMS("training"), "spring training",
     "     ignore     \"spring training\"\n"
     "                term: spring training  (test.yaml:2)\n"
     "                never counts, nor does anything within it (rule 3)\n"
     "     hidden     \"training\"  a\n"
     "                term: training, weight 1  (test.yaml:3)\n"
     "                by the ignored \"spring training\" (rule 3)\n"},
    {"3", "ignore: [spring training]\n" TERMS("training"), "spring training",
     "uncoded  no-match (rule 8): what matched lies within what never counts\n"},
    {"3", "turns: [but]\n" TERMS("last but not least"), "last but not least",
     "     hidden     \"but\"  (turn)\n"
     "                term: but  (test.yaml:2)\n"
     "                by the longer \"last but not least\", so it does nothing (rule 3)\n"},
    {"4", "denials: {before: [apart from]}\n" TERMS("time"), "apart from time",
     "     denial     \"apart from\"\n"
     "                term: apart from  (test.yaml:2)\n"
     "                what its clause says after it does not count (rule 4)\n"
     "     denied     \"time\"  a\n"
     "                term: time, weight 1  (test.yaml:3)\n"
     "                by the denial \"apart from\" (rule 4)\n"},
    {"4", "denials: {after: [is fine]}\n" TERMS("time"), "It is fine",
     "                what its clause says before it does not count; here there is nothing (rule 4)\n"},
    {"4", "denials: {after: [is fine]}\n" TERMS("time"), "Time is fine",
     "uncoded  denied (rule 8): what it names, it says is not the problem\n"},
    {"5", "turns: [but]\n" TERMS("time"), "fun but time. Time",
     "  2  but time\n"
     "     doubled    after the turn \"but\" (rule 5)\n"},
    {"5", "turns: [but]\n" TERMS("time"), "fun but time. Time",
     "\n"
     "  3  Time\n"
     "     counts     \"Time\"  a\n"},
    {"5", "turns: [but]\n" TERMS("time"), "fun but time. Time",
     "  a             score 2, strength 3; primary\n"
     "                clause 2: 1, doubled; clause 3: 1\n"},
    {"5", TWO, "time, a big time",
     "  a             score 3, strength 3; primary\n"
     "                clause 1: 1; clause 2: 2\n"},
    {"5", TWO, "time for a big time",
     "     counts     \"time\"  a\n"
     "                term: time, weight 1  (test.yaml:2)\n"
     "                adds nothing: in this clause the heavier \"big time\" counts for the category (rule 5)\n"},
    {"5", TWO, "time after time",
     "                adds nothing: in this clause the earlier \"time\" counts for the category (rule 5)\n"},
    {"5", TERMS("{term: time, weight: 0}"), "time",
     "                weight 0: it may hide shorter matches, but adds nothing (rule 5)\n"},
    {"5", "settings: {count: matches}\n" TERMS("time"), "time and time",
     "Scores: every match counts\n"
     "  a             score 2, strength 2; primary\n"
     "\n"},
    {"6", TWO, "time and cost",
     "  a             score 1, strength 1; primary\n"
     "                clause 1: 1\n"
     "  b             score 0.4, strength 0.4; under the threshold 1\n"
     "                clause 1: 0.4\n"},
    {"6", TREE, "alpha, yankee",
     "  a             score 2, strength 2; a child has the code\n"
     "                clause 1: 1; clause 2: 1\n"
     "  a/y           score 1, strength 1; primary\n"
     "                clause 2: 1\n"
     "\n"},
    {"6, a parent whose figures are its only child's is left out", TREE, "yankee; bravo, bravo",
     "Scores: of every clause the heaviest match (rule 5)\n"
     "  b             score 2, strength 2; primary\n"
     "                clause 2: 1; clause 3: 1\n"
     "  a/y           score 1, strength 1; code\n"
     "                clause 1: 1\n"
     "\n"},
    {"6, but not where they differ", TREE, "zulu of alpha",
     "  a             score 1, strength 1; primary\n"
     "                clause 1: 1\n"
     "  a/z           score 0.5, strength 0.5; under the threshold 1\n"
     "                clause 1: 0.5\n"},
    {"7", TREE, "yankee; bravo, bravo", "  b is the strongest, 2 against 1 for a; margin 0.5\n"},
    {"7", TREE, "bravo, bravo, bravo, yankee", "  b is the strongest, 3 against 1 for a; margin 0.667\n"},
    {"7", TREE, "yankee, xray, yankee",
     "  a is the only one at the top level; margin 1\n"
     "  a/y is the strongest, 2 against 1 for a/x\n"},
    {"7", TREE, "xray, yankee", "  a/x, 1, ties with a/y and is named first\n"},
    {"7", TREE, "yankee, bravo", "  a, 1, ties with b and is named first; margin 0\n"},
    {"7", "categories: {b: {terms: [time]}, a: {terms: [time]}}\n", "time",
     "  a, 1, ties with b, named at the same place, and is first by name; margin 0\n"},
    {"8", "non-answers: [not sure]\n" TERMS("sure"), "Not sure.",
     "uncoded  non-answer (rule 8): the whole of it is a non-answer; term: not sure  (test.yaml:2)\n"},
    {"8", TWO, "cost", "uncoded  weak (rule 8): what counts stays under the threshold 1\n"},
    {"8", TWO, "fun",
     "Nearest\n"
     "  no term comes near, and no word looks like one of the lexicon's\n"},
    {"8", TERMS("push back"), "backpack; back, push",
     "  a  its words are there, but not as the term has them: \"back\", \"push\"\n"
     "      term: push back, weight 1  (test.yaml:2)\n"},
    {"8", "categories: {a: {terms: [{term: STEAM, case: true}]}}\n", "steam",
     "  \"steam\" is \"STEAM\" in other letters, and the term asks for its case\n"},
    {"words", "words: {staffing: =staffing}\n" TERMS("staffing"), "Don't staffing, staff \"don't\"",
     "  known    staffing→=staffing\n"
     "  unknown  don't/dont  staff\n"},
    {"terminal", TERMS("time"), "a\033[2J\xC2\x9B\ntime\xE2\x80\xAE", "answer   a\\x1b[2J\\x9b time\\u202e\n"},
};

Test(explain, lines)
{
    vb_buffer out = {0};
    vb_buffer yaml = {0};
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        vb_buffer_clear(&yaml);
        vb_buffer_printf(&yaml, "lexicon: x\n%s", lines[i].yaml);
        support_coder s = support_open(support_text(&yaml));
        cr_expect(strstr(explain(&s, lines[i].answer, 200, &out), lines[i].lines) != NULL, "%s: no\n%sin\n%s",
                  lines[i].rule, lines[i].lines, out.ptr);
        support_close(&s);
    }
    vb_buffer_release(&out);
    vb_buffer_release(&yaml);
}

/* Codes of the top level only: rule 6 with a level. */
Test(explain, level)
{
    vb_buffer out = {0};
    support_coder s = support_open("lexicon: x\n" TREE);
    vb_session_set_level(s.session, 1);
    cr_expect(strstr(explain(&s, "yankee", 80, &out), "  a             score 1, strength 1; primary\n"
                                                      "                clause 1: 1\n"
                                                      "  a/y           score 1, strength 1; below level 1\n") != NULL,
              "%s", out.ptr);
    support_close(&s);
    vb_buffer_release(&out);
}

/* An answer has its page whatever was explained before it. */
Test(explain, again)
{
    vb_buffer first = {0};
    vb_buffer later = {0};
    support_coder s = support_open(SMALL);
    (void)explain(&s, "curiculum, and time", 80, &first);
    (void)explain(&s, "Training but parents", 80, &later);
    (void)explain(&s, "", 80, &later);
    cr_expect_str_eq(explain(&s, "curiculum, and time", 80, &later), first.ptr);
    support_close(&s);
    vb_buffer_release(&first);
    vb_buffer_release(&later);
}

typedef struct {
    const char *what, *yaml, *answer, *table;
} token_row;

static const token_row tables[] = {
    {"clauses with turns, and without holes", SMALL, "Don't! Training, but parents",
     "token     bytes  sentence  clause  form        stem        lexicon\n"
     "Don't     0-5    1         1       don't/dont  don't/dont  -\n"
     "Training  7-15   2         2       training    train       known\n"
     "but       17-20  2         3       but         but         known\n"
     "parents   21-28  2         3       parents     parent      known\n"},
    {"no match", SMALL, "Eins, zwei",
     "token  bytes  sentence  clause  form  stem  lexicon\n"
     "Eins   0-4    1         1       eins  ein   -\n"
     "zwei   6-10   1         2       zwei  zwei  -\n"},
    {"wide characters", SMALL, "\346\227\245 caf\303\251",
     "token  bytes  sentence  clause  form  stem  lexicon\n"
     "\346\227\245     0-3    1         1       \346\227\245    \346\227\245    -\n"
     "caf\303\251   4-9    1         1       cafe  cafe  -\n"},
    {"no stems", "lexicon: x\nsettings: {stem: false}\ncategories: {a: {terms: [times]}}\n", "Times",
     "token  bytes  sentence  clause  form   stem  lexicon\n"
     "Times  0-5    1         1       times  -     known\n"},
    {"nothing", SMALL, "...", "token  bytes  sentence  clause  form  stem  lexicon\n"},
};

Test(explain, tokens)
{
    vb_buffer out = {0};
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        vb_error err = {0};
        vb_coding coding;
        vb_buffer_clear(&out);
        support_coder s = support_open(tables[i].yaml);
        cr_assert(vb_session_code(s.session, vb_str_of(tables[i].answer), &coding, &err) == VB_OK, "%s", err.text);
        vb_explain_tokens(s.session, vb_str_of(tables[i].answer), &out);
        cr_expect_str_eq(support_text(&out), tables[i].table, "%s: is\n%s\nnot\n%s", tables[i].what, out.ptr,
                         tables[i].table);
        support_close(&s);
    }
    vb_buffer_release(&out);
}

/* A word that no term can hold, an answer of many clauses: nothing breaks. */
Test(explain, extremes)
{
    vb_buffer answer = {0};
    vb_buffer out = {0};
    support_coder s = support_open(SMALL);
    for (size_t i = 0; i < 100000; i++)
        vb_buffer_add_char(&answer, 'x');
    for (size_t i = 0; i < 5000; i++)
        vb_buffer_add_text(&answer, ", training but parents");
    cr_expect(strstr(explain(&s, support_text(&answer), 80, &out), "clause 2: 1; clause 4: 1, doubled;") != NULL);
    support_close(&s);
    vb_buffer_release(&answer);
    vb_buffer_release(&out);
}
