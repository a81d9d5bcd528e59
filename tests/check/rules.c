/* `lexicon check`: each rule with a lexicon that it finds something in, and one beside it that it does not. */
#include "base/buffer.h"
#include "base/str.h"
#include "verbatim.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
    const char *rule;
    const char *bad;     /* has it... */
    const char *where;   /* ...here: "line:column" */
    const char *message; /* part of what is said */
    const char *good;    /* the nearest that has it not */
} row;

/* A lexicon with nothing to find, as far as its categories go. */
#define HEAD "lexicon: x\ncategories:\n"
#define CATEGORY(name, terms) "  " name ":\n    label: L\n    definition: D\n    terms: [" terms "]\n"
#define TESTS(codes) "tests:\n  - {answer: none, codes: [" codes "]}\n"
#define A(terms) HEAD CATEGORY("a", terms) TESTS("a")
#define AB(a, b) HEAD CATEGORY("a", a) CATEGORY("b", b) TESTS("a, b")

static const row plain_rows[] = {
    {"not-yaml", HEAD "  a: {terms: [x]\n", "4:1", "not YAML", A("x")},
    {"unknown-key", "lexicon: x\ntitel: T\ncategories:\n" CATEGORY("a", "x") TESTS("a"), "2:1",
     "did you mean `title`", "lexicon: x\ntitle: T\ncategories:\n" CATEGORY("a", "x") TESTS("a")},
    {"duplicate-key", A("x") "title: T\ntitle: U\n", "10:1", "in line 9 already", A("x") "title: T\n"},
    {"yaml-map", HEAD "  a:\n    label: L\n    definition: D\n    terms:\n      - training: for all\n" TESTS("a"),
     "7:9", "no `term`",
     HEAD "  a:\n    label: L\n    definition: D\n    terms:\n      - \"training: for all\"\n" TESTS("a")},
    {"bad-term", A("(x|y"), "6:13", "(", A("(x|y)")},
    {"bad-term", A("(of)?"), "6:13", "matches nothing", A("x (of)?")},
    {"bad-value", A("x") "settings: {gap: many}\n", "9:17", "gap", A("x") "settings: {gap: 2}\n"},
    {"yaml-boolean", A("x, no"), "6:16", "bare word `no`", A("x, \"no\"")},
    {"yaml-comment", HEAD "  a:\n    label: L\n    definition: D\n    terms:\n      - need #1 help\n" TESTS("a"),
     "7:9", "`#1 help`", HEAD "  a:\n    label: L\n    definition: D\n    terms:\n      - need # why\n" TESTS("a")},
    {"key-order", A("x") "title: T\n", "9:1", "`title` stands above `categories`",
     "lexicon: x\ntitle: T\ncategories:\n" CATEGORY("a", "x") TESTS("a")},
    {"key-order", HEAD "  a:\n    definition: D\n    label: L\n    terms: [x]\n" TESTS("a"), "5:1",
     "`label` stands above `definition`", A("x")},
    {"layout", HEAD "  a:\n    label: L\n    definition: D\n    terms:\n    - x\n    - y\n" TESTS("a"), "7:1",
     "not indented by two",
     HEAD "  a:\n    label: L\n    definition: D\n    terms:\n      - x\n      - y\n" TESTS("a")},
    {"layout", HEAD "  a:\n    label: L \n    definition: D\n    terms: [x]\n" TESTS("a"), "4:1", "white space",
     A("x")},
    {"layout", A("x") "\n\n", "8:1", "end of the file", A("x")},
    {"duplicate-term", A("training, Trained"), "6:23", "after folding and stemming", A("training, =trained")},
    {"duplicate-term", A("a (b|c), a (c|b)"), "6:22", "line 6 already", A("a (b|c), a (c|d)")},
    {"duplicate-term", A("x, {term: x, weight: 0.5}"), "6:23", "already", A("x, {term: x, case: true}")},
    {"term-in-two-categories", AB("train", "training"), "10:13", "`a` too, line 6", AB("train", "trainer")},
    {"term-in-two-categories", AB("{term: x, weight: 2}", "x"), "10:13", "\"severity\": \"warning\"", AB("x", "z")},
    {"term-in-two-categories", AB("x", "{term: x, weight: 0.9}"), "10:20", "\"severity\": \"note\"", AB("x", "z")},
    {"term-in-two-categories", AB("x", "{term: x, weight: 2}") "settings: {share: 0.5}\n", "10:20",
     "\"severity\": \"warning\"", AB("x", "z")},
    {"term-in-two-categories", AB("x", "{term: x, weight: 2}") "settings: {share: 0.51}\n", "10:20",
     "\"severity\": \"note\"", AB("x", "z")},
    {"shadowed-by-ignore", A("spring training") "ignore: [spring training]\n", "6:13", "`spring training` (line 9)",
     A("spring training") "ignore: [spring]\n"},
    {"shadowed-by-longer", A("{term: need, with: [help], most-words: 20}, need ~50 help"), "6:20", "`need ~50 help`",
     A("{term: need, with: [help], most-words: 20}, need ~1 help")},
    {"cannot-count", A("{term: need, with: [help], unless: [help]}"), "6:20", "decide against",
     A("{term: need, with: [help], unless: [time]}")},
    {"cannot-count",
     A("{term: x, with: [is fine]}") "denials: {after: [is fine], before: [is fine]}\nsettings: {breaks: none}\n",
     "6:20", "denial", A("{term: x, with: [is fine]}") "denials: {after: [is fine]}\nsettings: {breaks: none}\n"},
    {"cannot-match", A("{term: ^ x $, with: [y]}"), "6:20", "none of", A("{term: ^ x, with: [y]}")},
    {"stem-collision", AB("business", "busy"), "10:13", "the stem `busi`", AB("business", "=busy")},
    {"missing-label", HEAD "  a: {definition: D, terms: [x]}\n" TESTS("a"), "3:3", "no label", A("x")},
    {"missing-definition", HEAD "  a: {label: L, terms: [x]}\n" TESTS("a"), "1:1", "no category has a definition",
     A("x")},
    {"missing-definition", HEAD CATEGORY("a", "x") "  b: {label: L, terms: [z]}\n" TESTS("a, b"), "7:3", "`b` has no",
     AB("x", "z")},
    {"missing-advice",
     HEAD CATEGORY("a", "x") "  b: {label: L, definition: D, advice: Do., terms: [z]}\n" TESTS("a, b"), "3:3",
     "`a` has no advice", AB("x", "z")},
    {"untested-category", HEAD CATEGORY("a", "x") CATEGORY("b", "z") TESTS("a"), "7:3", "no test expects `b`",
     AB("x", "z")},
};

/* By hand: `resist*` fits two words; `time` is in five answers, of which two have the gold code a and one a code
 * below it; `busy` and business are both the stem busi. */
static const char corpus[] =
    "answer,gold\nThey resisted me,a\nIts resistance,b\nx,a\nBusiness as usual,b\ntraining,a\n"
    "time,a\ntime too,b;c\ntime,b\ntime,a|b\nno time,b\nx q,\n";

static const row corpus_rows[] = {
    {"wildcard-reach", A("resist*"), "6:13", "takes in 2 words of the corpus: resisted 1, resistance 1", A("resist")},
    {"dead-term", A("x, zebra"), "6:16", "matches nothing", A("x, q")},
    {"idle-term", A("train, (train|coach)"), "6:13", "counts in 1 answer", A("train, (x|coach)")},
    {"low-agreement", A("time"), "6:13", "counts in 5 answers with gold codes, and 2 of them have `a`",
     HEAD CATEGORY("b", "time") TESTS("b")},
    {"stem-collision", A("busy"), "6:13", "business 1", A("=busy")},
};

/* What is found in a lexicon, as JSON. */
static vb_buffer check(const char *yaml, const vb_check_options *options)
{
    char path[] = "/tmp/verbatim-check-XXXXXX.yaml";
    int fd = mkstemps(path, 5);
    cr_assert(fd >= 0 && write(fd, yaml, strlen(yaml)) == (ssize_t)strlen(yaml) && close(fd) == 0);
    const char *const inputs[] = {path};
    vb_job job = {.inputs = inputs, .n_inputs = 1, .format = VB_FORMAT_JSON};
    vb_check_sum sum;
    vb_error err = {0};
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    vb_status status = vb_lexicon_check(&job, options, out, &sum, &err);
    cr_assert(status == VB_OK, "%s in\n%s", err.text, yaml);
    (void)fclose(out);
    (void)unlink(path);
    vb_buffer kept = {0};
    vb_buffer_add(&kept, text, len + 1);
    free(text);
    return kept;
}

/* The line of the finding of this rule at this place, or NULL. */
static const char *find(const char *json, const char *rule, const char *where)
{
    char start[96], place[64];
    unsigned line, column;
    (void)snprintf(start, sizeof start, "{\"rule\": \"%s\"", rule);
    cr_assert_eq(sscanf(where, "%u:%u", &line, &column), 2);
    (void)snprintf(place, sizeof place, "\"line\": %u, \"column\": %u,", line, column);
    for (const char *at = strstr(json, start); at != NULL; at = strstr(at + 1, start)) {
        const char *end = strchr(at, '\n');
        const char *found = strstr(at, place);
        if (found != NULL && (end == NULL || found < end))
            return at;
    }
    return NULL;
}

static void check_rows(const row *rows, size_t n, const vb_check_options *options)
{
    for (size_t i = 0; i < n; i++) {
        vb_buffer bad = check(rows[i].bad, options);
        const char *found = find(bad.ptr, rows[i].rule, rows[i].where);
        cr_expect(found != NULL, "row %zu: no %s at %s in\n%s\nbut %s", i, rows[i].rule, rows[i].where, rows[i].bad,
                  bad.ptr);
        cr_expect(found == NULL || strstr(found, rows[i].message) != NULL, "row %zu: %s lacks %s", i, bad.ptr,
                  rows[i].message);
        vb_buffer good = check(rows[i].good, options);
        char start[96];
        (void)snprintf(start, sizeof start, "{\"rule\": \"%s\"", rows[i].rule);
        cr_expect(strstr(good.ptr, start) == NULL, "row %zu: %s in\n%s\n%s", i, rows[i].rule, rows[i].good, good.ptr);
        vb_buffer_release(&bad);
        vb_buffer_release(&good);
    }
}

Test(rules, find_what_they_are_for_and_not_what_stands_beside_it)
{
    vb_check_options options = {0};
    check_rows(plain_rows, sizeof plain_rows / sizeof *plain_rows, &options);
}

Test(rules, find_what_a_corpus_shows)
{
    char path[] = "/tmp/verbatim-check-XXXXXX.csv";
    int fd = mkstemps(path, 4);
    cr_assert(fd >= 0 && write(fd, corpus, sizeof corpus - 1) == sizeof corpus - 1 && close(fd) == 0);
    vb_check_options options = {.corpus = path, .gold = "gold"};
    check_rows(corpus_rows, sizeof corpus_rows / sizeof *corpus_rows, &options);
    (void)unlink(path);
}

Test(rules, have_a_row_each)
{
    size_t n;
    const vb_check_rule *rules = vb_lexicon_check_rules(&n);
    for (size_t r = 0; r < n; r++) {
        size_t found = 0;
        for (size_t i = 0; i < sizeof plain_rows / sizeof *plain_rows; i++)
            found += strcmp(plain_rows[i].rule, rules[r].id) == 0;
        for (size_t i = 0; i < sizeof corpus_rows / sizeof *corpus_rows; i++)
            found += strcmp(corpus_rows[i].rule, rules[r].id) == 0;
        cr_expect(found > 0, "%s has no row", rules[r].id);
    }
}

/* Three faults of three kinds, of which a run of `code` names the first. */
Test(rules, all_faults_are_listed)
{
    vb_check_options options = {0};
    vb_buffer all = check("lexicon: x\nsettings: {gap: many, steem: true}\ncategories:\n  a: {terms: [(x, y, z)]}\n"
                          "  b: {lable: B, terms: [\"(\"]}\ntests:\n  - {answer: q, codes: [c]}\n",
                          &options);
    static const char *const wanted[][2] = {{"bad-value", "2:17"},  {"unknown-key", "2:23"}, {"bad-term", "4:15"},
                                            {"unknown-key", "5:7"}, {"bad-term", "5:26"},    {"bad-value", "7:25"}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        cr_expect(find(all.ptr, wanted[i][0], wanted[i][1]) != NULL, "no %s at %s in %s", wanted[i][0], wanted[i][1],
                  all.ptr);
    vb_buffer_release(&all);
}

Test(rules, are_left_out_where_asked)
{
    static const char *const disabled[] = {"duplicate-term"};
    vb_check_options without = {.disabled = disabled, .n_disabled = 1};
    vb_check_options severe = {.severity = VB_SEVERITY_ERROR};
    vb_buffer a = check(A("x, x"), &without), b = check(A("x, x"), &severe);
    cr_expect(strstr(a.ptr, "\"findings\": []") != NULL, "%s", a.ptr);
    cr_expect(strstr(b.ptr, "\"findings\": []") != NULL, "%s", b.ptr);
    vb_buffer_release(&a);
    vb_buffer_release(&b);
}
