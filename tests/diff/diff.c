/* The figures of tests/data/diff, by hand.
 *
 * Gold a1..a7: training, time, technology, -, time, training, technology.
 * Before:      training, -, -, -, time, -, technology: 4 of 7 right; by chance (2·1 + 2·1 + 2·1 + 1·4)/49 = 10/49;
 *              kappa (4/7 - 10/49) / (39/49) = 18/39.
 * After:       time, time, technology, training, time, training, technology: 5 of 7; (2·3 + 2·2 + 2·2 + 1·0)/49 =
 * 14/49; kappa (35 - 14) / 35 = 0.6. Only now right: a2, a3, a6; only before: a1, a4; McNemar: 2 · P(X <= 2 | 5, 1/2)
 * = 2 · 16/32 = 1. time before: 1 of 1 given is right, of 2; after 2 of 3, of 2.  Its F1: 2/3 and 4/5. */
#include "support.h"

#include <stdlib.h>
#include <unistd.h>

static char *run(vb_diff_options options, const char *corpus, bool *passed)
{
    vb_error err = {0};
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    options.before = "tests/data/diff/old.yaml";
    options.after = "tests/data/diff/new.yaml";
    options.seed = 1;
    vb_job job = {.inputs = &corpus, .n_inputs = 1, .format = VB_FORMAT_JSON};
    cr_assert(vb_lexicon_diff(&job, &options, out, passed, &err) == VB_OK, "%s", err.text);
    cr_assert(fclose(out) == 0);
    return text;
}

Test(diff, figures)
{
    static const char *const wanted[] = {
        "\"kappa\": {\"before\": {\"value\": 0.461538,",
        "\"change\": {\"value\": 0.138462,",
        "\"accuracy\": {\"before\": {\"value\": 0.571429,",
        "\"mcnemar\": {\"only_after\": 3, \"only_before\": 2, \"p\": 1.000000}",
        "{\"code\": \"time\", \"before\": {\"both\": 1, \"gold_only\": 1, \"coded_only\": 0, \"neither\": 5}, "
        "\"after\": {\"both\": 2, \"gold_only\": 0, \"coded_only\": 1, \"neither\": 4}, "
        "\"precision\": {\"before\": {\"value\": 1.000000,",
        "\"f1\": {\"before\": {\"value\": 0.666667,",
        "\"compares\": \"primary\", \"level\": 1, \"unknown\": 0",
    };
    bool passed;
    char *text = run((vb_diff_options){.gold = "gold"}, "tests/data/diff/answers.csv", &passed);
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        cr_expect(strstr(text, wanted[i]) != NULL, "lacks %s", wanted[i]);
    cr_expect(passed);
    free(text);
}

Test(diff, causes)
{
    static const char *const wanted[] = {
        "\"row\": 1, \"id\": \"a1\", \"answer\": \"Workshops\",\n     \"cause\": \"one\", \"edits\": [5]",
        "\"cause\": \"each\", \"edits\": [3, 4]",
        "\"cause\": \"together\", \"edits\": [1, 7]",
        "\"cause\": \"one\", \"edits\": [9]",
        "\"cause\": \"one\", \"edits\": [6]",
        "\"changed\": 5, \"primaries\": 5,",
    };
    bool passed;
    char *text = run((vb_diff_options){0}, "tests/data/diff/answers.csv", &passed);
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        cr_expect(strstr(text, wanted[i]) != NULL, "lacks %s", wanted[i]);
    free(text);
}

Test(diff, gates)
{
    static const struct {
        const char *policy;
        bool passed;
    } rows[] = {
        {"min-kappa=0.6", true},
        {"min-kappa=0.61", false},
        {"max-kappa-drop=0", true},            /* it rises */
        {"max-code-change-percent=100", true}, /* training: the one answer that had it loses it */
        {"max-code-change-percent=99.9", false},
        {"tests=true", true},
        {"tests=false", true},
        {"max-changed-without-test=3", true}, /* a1, a4 and a6; the new test has hour, and changes with the sets */
        {"max-changed-without-test=2", false},
        {"min-kappa=0.6,max-changed-without-test=2", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bool passed;
        char *text =
            run((vb_diff_options){.gold = "gold", .policy = rows[i].policy}, "tests/data/diff/answers.csv", &passed);
        cr_expect(passed == rows[i].passed, "%s", rows[i].policy);
        free(text);
    }
}

/* The same seven answers, their gold written otherwise, and an eighth that nobody has coded. */
Test(diff, cells_of_gold)
{
    static const char rows[] =
        "id,job_title,answer,gold\na1,Teacher,Workshops, training \na2,Teacher,Hours and minutes,"
        "\"time,\"\na3,Principal,The projector broke,technology|\na4,Principal,Training is fine,none\n"
        "a5,Teacher,Time,time\na6,Teacher,A coach,training\na7,Principal,Wifi,technology\n"
        "a9,Teacher,Wifi,NA\n";
    char path[] = "/tmp/verbatim-diff-XXXXXX.csv";
    int fd = mkstemps(path, 4);
    cr_assert(fd >= 0 && write(fd, rows, sizeof rows - 1) == sizeof rows - 1 && close(fd) == 0);
    static const char *const wanted[] = {"\"answers\": 8,", "\"kappa\": {\"before\": {\"value\": 0.461538,",
                                         "\"accuracy\": {\"before\": {\"value\": 0.571429,",
                                         "\"compares\": \"primary\", \"level\": 1, \"unknown\": 0"};
    bool passed;
    char *text = run((vb_diff_options){.gold = "gold"}, path, &passed);
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        cr_expect(strstr(text, wanted[i]) != NULL, "lacks %s in %s", wanted[i], text);
    free(text);
    (void)unlink(path);
}

/* Words with two codes show both, also where one match is a part of the other (the regex is no shorter term). */
Test(diff, marks_of_words_with_several_codes)
{
    static const char before[] = "lexicon: x\ncategories:\n  a: {terms: [/time and money/]}\n  b: {terms: [tests]}\n";
    char old[] = "/tmp/verbatim-diff-XXXXXX.yaml", new[] = "/tmp/verbatim-diff-XXXXXX.yaml";
    static const char edited[] =
        "lexicon: x\nsettings: {overlap: all}\ncategories:\n  a: {terms: [/time and money/, tests]}\n"
        "  b: {terms: [tests]}\n  c: {terms: [money]}\n";
    int fd = mkstemps(old, 5);
    cr_assert(fd >= 0 && write(fd, before, sizeof before - 1) == sizeof before - 1 && close(fd) == 0);
    fd = mkstemps(new, 5);
    cr_assert(fd >= 0 && write(fd, edited, sizeof edited - 1) == sizeof edited - 1 && close(fd) == 0);
    vb_error err = {0};
    char *text = NULL;
    size_t n = 0;
    bool passed;
    FILE *out = open_memstream(&text, &n);
    char corpus[] = "/tmp/verbatim-diff-XXXXXX.csv";
    static const char rows[] = "answer\nTime and money\nTests\n";
    fd = mkstemps(corpus, 4);
    cr_assert(fd >= 0 && write(fd, rows, sizeof rows - 1) == sizeof rows - 1 && close(fd) == 0);
    const char *inputs = corpus;
    vb_job job = {.inputs = &inputs, .n_inputs = 1, .format = VB_FORMAT_TEXT};
    vb_diff_options options = {.before = old, .after = new, .seed = 1};
    cr_assert(vb_lexicon_diff(&job, &options, out, &passed, &err) == VB_OK, "%s", err.text);
    cr_assert(fclose(out) == 0);
    cr_expect(strstr(text, "«Time and money» [a, c]") != NULL, "%s", text);
    cr_expect(strstr(text, "«Tests» [a, b]") != NULL, "%s", text);
    free(text);
    (void)unlink(old);
    (void)unlink(new);
    (void)unlink(corpus);
}
