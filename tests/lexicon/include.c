/* Lexicons in files: opening them by name, and lexicons that include others. */
#include "lexicon/read.h"
#include "lexicon/yaml.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that is the working directory of one test. */
typedef struct {
    char path[64];
} folder;

static folder enter(void)
{
    folder f = {"/tmp/verbatim-lexicon-XXXXXX"};
    cr_assert_not_null(mkdtemp(f.path));
    cr_assert_eq(chdir(f.path), 0);
    return f;
}

static void leave(const folder *f, const char *const *files)
{
    for (; *files != NULL; files++)
        cr_expect_eq(remove(*files), 0, "%s", *files);
    cr_assert_eq(chdir("/"), 0);
    cr_expect_eq(rmdir(f->path), 0);
}

static void write_file(const char *name, const char *text)
{
    FILE *out = fopen(name, "wb");
    cr_assert_not_null(out);
    cr_assert_geq(fputs(text, out), 0);
    cr_assert_eq(fclose(out), 0);
}

typedef struct {
    const char *rule, *name, *expected;
} row;

static void check_open(const row *r)
{
    vb_error err = {0};
    char got[1200] = "fine";
    vb_lexicon *lexicon = vb_lexicon_open(r->name, NULL, 0, &err);
    if (lexicon == NULL)
        (void)snprintf(got, sizeof got, "%s:%zu:%zu: %s", err.file, err.line, err.column, err.text);
    cr_expect_str_eq(got, r->expected, "%s: %s", r->rule, got);
    vb_lexicon_free(lexicon);
}

Test(include, open)
{
    static const row rows[] = {
        {"a path", "./mine.yaml", "fine"},
        {"an ending", "mine.yaml", "fine"},
        {"a file that exists", "mine", "fine"},
        {"a directory", "folder.yaml", "folder.yaml:0:0: is a directory, name a lexicon file in it"},
        {"a directory", "folder.yaml/", "folder.yaml/:0:0: is a directory, name a lexicon file in it"},
        {"no file", "none.yml", "none.yml:0:0: cannot be opened: No such file or directory"},
        {"no file", "folder.yaml/none", "folder.yaml/none:0:0: cannot be opened: No such file or directory"},
        {"an empty file", "empty.yaml", "empty.yaml:0:0: the lexicon is empty, write `lexicon: NAME` and categories"},
        {"a fault in a file", "./bad.yaml",
         "./bad.yaml:1:1: no keys at the top, write `lexicon: NAME` and `categories:`"},
    };
    folder f = enter();
    write_file("mine", "lexicon: x\ncategories: {a: {terms: [b]}}\n");
    write_file("mine.yaml", "\xEF\xBB\xBFlexicon: x\r\ncategories: {a: {terms: [b]}}\r\n");
    write_file("empty.yaml", "");
    write_file("bad.yaml", "- a");
    cr_assert_eq(mkdir("folder.yaml", 0700), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_open(&rows[i]);
    leave(&f, (const char *const[]){"mine", "mine.yaml", "empty.yaml", "bad.yaml", "folder.yaml", NULL});
}

Test(include, unknown_name)
{
    vb_error err = {0};
    folder f = enter();
    cr_expect_null(vb_lexicon_open("chalenges", NULL, 0, &err));
    cr_expect_not_null(strstr(err.text, "no lexicon and no file `chalenges` (did you mean `challenges`?)"), "%s",
                       err.text);
    cr_expect_not_null(strstr(err.text, "job-titles"), "%s", err.text);
    leave(&f, (const char *const[]){NULL});
}

Test(include, too_large)
{
    vb_error err = {0};
    folder f = enter();
    write_file("large.yaml", "");
    cr_assert_eq(truncate("large.yaml", (off_t)VB_YAML_MOST_BYTES + 5), 0);
    cr_expect_null(vb_lexicon_open("large.yaml", NULL, 0, &err));
    cr_expect_str_eq(err.text, "the lexicon is over 64 MiB, split it");
    leave(&f, (const char *const[]){"large.yaml", NULL});
}

/* Two languages: what pools, what stays each part's own. */
Test(include, pools)
{
    vb_error err = {0};
    vb_buffer out = {0};
    const char *const overrides[] = {"language=german", "gap=9"};
    folder f = enter();
    write_file("main.yaml", "lexicon: main\ninclude: [main.es]\nabbreviations: [asst]\nheadline: [time]\n"
                            "sets: {s: [hour]}\nwords: {staffing: staff}\n"
                            "categories:\n  time: {label: Time, terms: [no ... <s>]}\n"
                            "tests: [{answer: a, codes: [costes/altos]}]\n");
    write_file("main.es.yaml", "lexicon: main.es\nsettings: {language: spanish, gap: 1, overlap: all}\n"
                               "abbreviations: [sra]\nsets: {s: [hora]}\nheadline: [costes]\nturns: [pero]\n"
                               "categories:\n  time: {label: Tiempo, definition: Horas, terms: [sin ... <s>]}\n"
                               "  costes: {categories: {altos: {terms: [caro]}}}\n"
                               "tests: [{answer: b, primary: time}]\n");
    vb_lexicon *lexicon = vb_lexicon_open("main.yaml", NULL, 0, &err);
    cr_assert_not_null(lexicon, "%s:%zu:%zu: %s", err.file, err.line, err.column, err.text);
    print_lexicon(&out, lexicon);
    cr_expect_str_eq(printed(&out),
                     "category costes costes 1: ; ; ; \n"
                     "category costes/altos altos 2: ; ; ; \n"
                     "category time time 1: Time; Horas; ; \n"
                     "headline 0 time\n"
                     "lexicon main  \n"
                     "settings english fold stem longest sentence words clauses gap=3 threshold=1000 spelling=0\n"
                     "term costes/altos: caro part 1\n"
                     "term time: [no ...3 (hour)]\n"
                     "term time: [sin ...1 (hora)] part 1\n"
                     "term turn: pero part 1\n"
                     "test a; codes costes/altos\n"
                     "test b; primary time\n");
    cr_assert_eq(lexicon->n_parts, 2);
    cr_expect_str_eq(lexicon->parts[1].file, "main.es.yaml");
    cr_expect(vb_str_equal(lexicon->parts[1].name, VB_LITERAL("main.es")));
    cr_expect_str_eq(lexicon->parts[1].settings.language, "spanish");
    cr_expect_neq(vb_map_find(&lexicon->abbreviations, VB_LITERAL("asst")), VB_MAP_NONE);
    cr_expect_neq(vb_map_find(&lexicon->abbreviations, VB_LITERAL("sra")), VB_MAP_NONE);
    cr_expect_neq(vb_map_find(&lexicon->parts[0].words, VB_LITERAL("staffing")), VB_MAP_NONE);
    cr_expect_eq(vb_map_find(&lexicon->parts[1].words, VB_LITERAL("staffing")), VB_MAP_NONE);
    vb_lexicon_free(lexicon);

    lexicon = vb_lexicon_open("main.yaml", overrides, 2, &err);
    cr_assert_not_null(lexicon);
    cr_expect_str_eq(lexicon->parts[0].settings.language, "german");
    cr_expect_str_eq(lexicon->parts[1].settings.language, "spanish", "an override is not for another language");
    cr_expect_eq(lexicon->parts[1].settings.gap, 9);
    vb_lexicon_free(lexicon);
    vb_buffer_release(&out);
    leave(&f, (const char *const[]){"main.yaml", "main.es.yaml", NULL});
}

#define TAIL "\ncategories: {a: {terms: [b]}}\n"

Test(include, faults)
{
    static const row rows[] = {
        {"a cycle of one", "self.yaml",
         "self.yaml:2:10: `self` includes this lexicon in its turn, take one of the two out"},
        {"a cycle of three", "one.yaml",
         "sub/../sub/three.yaml:2:11: `../one.yaml` includes this lexicon in its turn, take one of the two out"},
        {"a plain dictionary", "dictionary.yaml",
         "dictionary.yaml:2:10: `plain` is a plain dictionary, give it `lexicon:` to include it"},
        {"twice by two ways is once", "diamond.yaml", "fine"},
        {"empty", "none.yaml", "none.yaml:2:10: `include` is empty, write an entry or leave the key out"},
    };
    folder f = enter();
    cr_assert_eq(mkdir("sub", 0700), 0);
    write_file("self.yaml", "lexicon: x\ninclude: self" TAIL);
    write_file("one.yaml", "lexicon: x\ninclude: [sub/two.yaml]" TAIL);
    write_file("sub/two.yaml", "lexicon: x\ninclude: [../sub/three]" TAIL);
    write_file("sub/three.yaml", "lexicon: x\ninclude: [../one.yaml]" TAIL);
    write_file("lost.yaml", "lexicon: x\ninclude: [good, nowhere]" TAIL);
    write_file("broken.yaml", "lexicon: x\ninclude: [bad]" TAIL);
    write_file("bad.yml", "lexicon: x\nfoo: bar" TAIL);
    write_file("dictionary.yaml", "lexicon: x\ninclude: plain" TAIL);
    write_file("plain.yaml", "a: [b]");
    write_file("good.yaml", "lexicon: x" TAIL);
    write_file("left.yaml", "lexicon: x\ninclude: good" TAIL);
    write_file("right.yaml", "lexicon: x\ninclude: ./good.yaml" TAIL);
    write_file("diamond.yaml", "lexicon: x\ninclude: [left, right, sub/../good]" TAIL);
    write_file("none.yaml", "lexicon: x\ninclude: []" TAIL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_open(&rows[i]);

    vb_error err = {0};
    cr_expect_null(vb_lexicon_open("lost.yaml", NULL, 0, &err));
    cr_expect(err.line == 2 && err.column == 17 && strcmp(err.file, "lost.yaml") == 0);
    cr_expect_not_null(strstr(err.text, "no lexicon and no file `nowhere`, shipped lexicons are"), "%s", err.text);
    cr_expect_null(vb_lexicon_open("broken.yaml", NULL, 0, &err));
    cr_expect(err.line == 2 && err.column == 1 && strcmp(err.file, "bad.yml") == 0,
              "a fault has its own file's place");

    vb_lexicon *diamond = vb_lexicon_open("diamond.yaml", NULL, 0, &err);
    cr_assert_not_null(diamond);
    cr_expect_eq(diamond->n_parts, 4);
    vb_lexicon_free(diamond);
    leave(&f, (const char *const[]){"self.yaml", "one.yaml", "sub/two.yaml", "sub/three.yaml", "sub", "lost.yaml",
                                    "broken.yaml", "bad.yml", "dictionary.yaml", "plain.yaml", "good.yaml",
                                    "left.yaml", "right.yaml", "diamond.yaml", "none.yaml", NULL});
}
