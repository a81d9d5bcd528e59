/* The term language: what each term is read as, and each of its faults with its column. */
#include "lexicon/pattern.h"

#include "lexicon/pattern_build.h"
#include "lexicon/print.h"

#include <criterion/criterion.h>

/* Two sets: <staff> is (teacher|aide), <deep> holds eight choices within each other. */
static const vb_pattern *find_set(void *context, vb_str name, vb_error *err)
{
    vb_arena *arena = context;
    vb_pattern_env env = {.arena = arena, .gap = 3, .in_set = true};
    if (vb_str_equal(name, VB_LITERAL("staff")))
        return vb_pattern_parse(VB_LITERAL("(teacher|teacher aide)"), &env, err);
    if (vb_str_equal(name, VB_LITERAL("deep"))) {
        const vb_pattern *pattern = vb_pattern_parse(VB_LITERAL("word"), &env, err);
        for (size_t i = 0; i < VB_PATTERN_MOST_DEPTH; i++)
            pattern = vb_pattern_choice(arena, (const vb_pattern *[]){pattern, pattern}, 1, true, 1, err);
        return pattern;
    }
    (void)vb_fail(err, VB_ERROR_LEXICON, "unknown set `%.*s`", VB_ARG(name));
    return NULL;
}

/* Parse and print; the fault as "column: text". */
static void parse(vb_str term, vb_pattern_env env, vb_buffer *out)
{
    static const vb_break_rules rules = {.mode = VB_BREAKS_SENTENCE};
    vb_arena own = {0};
    vb_error err = {0};
    if (env.arena == NULL)
        env.arena = &own;
    env.gap = 3;
    env.set = find_set;
    env.context = env.arena;
    if (env.breaks == NULL)
        env.breaks = &rules;
    const vb_pattern *pattern = vb_pattern_parse(term, &env, &err);
    if (pattern != NULL)
        print_pattern(out, pattern);
    else
        vb_buffer_printf(out, "%zu: %s", err.column, err.text);
    vb_arena_release(&own);
}

typedef struct {
    const char *rule, *term, *expected;
} row;

static void check_row(const row *r, vb_pattern_env env)
{
    vb_buffer out = {0};
    parse(vb_str_of(r->term), env, &out);
    cr_expect_str_eq(printed(&out), r->expected, "%s: `%s` is %s, not %s", r->rule, r->term, out.ptr, r->expected);
    vb_buffer_release(&out);
}

/* Each by itself, then all one after the other with one cache, which also faults must leave in order. */
static void check_rows(const row *rows, size_t n, vb_pattern_env env)
{
    vb_arena words = {0};
    vb_pattern_cache cache = {0};
    for (size_t i = 0; i < n; i++)
        check_row(&rows[i], env);
    env.arena = &words;
    env.cache = &cache;
    for (size_t i = 0; i < n; i++)
        check_row(&rows[i], env);
    vb_pattern_cache_release(&cache);
    vb_arena_release(&words);
}

#define CHECK_ROWS(rows, ...) check_rows(rows, sizeof(rows) / sizeof *(rows), (vb_pattern_env){__VA_ARGS__})

Test(pattern, terms)
{
    static const row rows[] = {
        {"word", "train", "train"},
        {"word", "Train", "Train"},
        {"word", "push back", "[push back]"},
        {"word", "  push \t back ", "[push back]"},
        {"no-break spaces part words", "push\u00A0back\u2003off", "[push back off]"},
        {"a word run is tokenized", "n/a", "[n a]"},
        {"an apostrophe joins", "don't", "don't"},
        {"a curly apostrophe joins", "don\u2019t know", "[don\u2019t know]"},
        {"punctuation is not a word", "r & d", "[r d]"},
        {"punctuation is not a word", "really!", "really"},
        {"`_` inside a word splits it", "foo_bar", "[foo bar]"},
        {"words of other scripts", "\u00E9t\u00E9 \u0434\u0430", "[\u00E9t\u00E9 \u0434\u0430]"},
        {"an emoji is a word", "\U0001F600", "\U0001F600"},
        {"exact", "=training", "=training"},
        {"exact", "=n/a day", "[=n =a day]"},
        {"exact group", "=(a|b c)", "(=a|[=b =c])"},
        {"exact group, nested", "=(a|(b c)? d) e", "[(=a|[([=b =c]|[]) =d]) e]"},
        {"exact set", "=<staff>", "(=teacher|[=teacher =aide])"},
        {"exact group with a set", "=(a <staff>)", "[=a (=teacher|[=teacher =aide])]"},
        {"`=` within a word is no syntax", "a=b", "[a b]"},
        {"glob", "resist*", "{resist*}"},
        {"glob", "wom?n", "{wom?n}"},
        {"glob", "?x", "{?x}"},
        {"glob of two characters", "??", "{??}"},
        {"glob with an apostrophe", "wom?n's", "{wom?n's}"},
        {"exact leaves a glob", "=(a|b*)", "(=a|{b*})"},
        {"a glob is one token", "n/a*", "[n {a*}]"},
        {"any", "a _ b", "[a _ b]"},
        {"any", "_", "_"},
        {"gap", "a ... b", "[a ...3 b]"},
        {"gap", "a ...5 b", "[a ...5 b]"},
        {"gap", "a ...0 b", "[a ...0 b]"},
        {"gap", "a \u2026 b \u20265 c", "[a ...3 b ...5 c]"},
        {"gap in a group that is no edge", "a (...2 b)?", "[a ([...2 b]|[])]"},
        {"choice", "(a|b|c d)", "(a|b|[c d])"},
        {"choice", "( a | b )", "(a|b)"},
        {"optional", "(afraid|scared) (of)? change", "[(afraid|scared) (of|[]) change]"},
        {"optional choice", "a (b|c)?", "[a (b|c|[])]"},
        {"a group of one", "((a b))", "[a b]"},
        {"nested", "((a|b) c|d)", "([(a|b) c]|d)"},
        {"depth 8", "((((((((a|b)|c)|d)|e)|f)|g)|h)|i)", "((((((((a|b)|c)|d)|e)|f)|g)|h)|i)"},
        {"set", "<staff> room", "[(teacher|[teacher aide]) room]"},
        {"number", "<number> kids", "[# kids]"},
        {"hyphen", "buy-in", "([buy in]|buyin)"},
        {"hyphen U+2010", "buy\u2010in", "([buy in]|buyin)"},
        {"several hyphens", "face-to-face", "([face to face]|facetoface)"},
        {"hyphen and exact", "=buy-in", "([=buy =in]|=buyin)"},
        {"hyphen beside a glob", "pre-*", "([pre -{*}]|{pre*})"},
        {"hyphen beside a glob", "*-based", "([{*} -based]|{*based})"},
        {"hyphens, one beside a glob", "a-b-c*", "([a b -{c*}]|{abc*})"},
        {"hyphen and digits", "k-12", "([k 12]|k12)"},
        {"nothing closes between digits", "1-1", "[1 1]"},
        {"hyphen at an end", "-pre-", "pre"},
        {"hyphen in a longer term", "no buy-in yet", "[no ([buy in]|buyin) yet]"},
        {"near", "a ~5 b", "near5(a b)"},
        {"near", "push back ~0 (a|b)", "near0([push back] (a|b))"},
        {"first", "^not (the)?", "[^ not (the|[])]"},
        {"first", "^ not", "[^ not]"},
        {"first in an alternative", "(^|and) so", "[(^|and) so]"},
        {"first in an alternative", "(^not|apart from) it", "[([^ not]|[apart from]) it]"},
        {"last", "a problem$", "[a problem $]"},
        {"last in an alternative", "a (b$|c)", "[a ([b $]|c)]"},
        {"first and last", "^yes$", "[^ yes $]"},
        {"first and near", "^a ~5 b$", "near5([^ a] [b $])"},
        {"regex", "/a|b/", "/a|b/"},
        {"regex", " /(a ~5 <b> ... [^c]$/ ", "/(a ~5 <b> ... [^c]$/"},
        {"regex with a slash", "/n\\/a/", "/n\\/a/"},
        {"backslash", "a\\*b", "[a b]"},
        {"backslash", "\\(a\\|b", "[a b]"},
        {"backslash", "\\~5 b", "[5 b]"},
        {"backslash", "\\... b", "b"},
        {"backslash", "train\\ing", "training"},
        {"a comma before a gap", "yes, ... but", "[yes ...3 but]"},
        {"a comma before what may be missing", "yes, (b)? c", "[yes (b|[]) c]"},
        {"a number's dot and comma", "3.5 of 1,000", "[3.5 of 1,000]"},
    };
    CHECK_ROWS(rows, .plain = false);
}

Test(pattern, faults)
{
    static const row rows[] = {
        {"empty", "", "1: empty term, write a word"},
        {"empty", " \t", "1: empty term, write a word"},
        {"no word", "&", "1: the term matches nothing, it has no word"},
        {"no word", "^ $", "1: the term matches nothing, it has no word"},
        {"only optional", "(a)? (b)?", "1: the term matches nothing, every part of it may be missing"},
        {"only optional", "((a)?|b)", "1: the term matches nothing, every part of it may be missing"},
        {"parentheses", "a (b", "3: `(` without `)`, close it or write `\\(`"},
        {"parentheses", "(a (b)", "1: `(` without `)`, close it or write `\\(`"},
        {"parentheses", "a) b", "2: `)` without `(`, open it or write `\\)`"},
        {"parentheses", "a ~5 b)", "7: `)` without `(`, open it or write `\\)`"},
        {"empty group", "a () b", "3: empty group, leave it out or write `\\(\\)`"},
        {"empty group", "( )", "3: empty alternative, write `(...)?` around what may be missing"},
        {"empty alternative", "(a|)", "4: empty alternative, write `(...)?` around what may be missing"},
        {"empty alternative", "(|a)", "2: empty alternative, write `(...)?` around what may be missing"},
        {"empty alternative", "(a||b)", "4: empty alternative, write `(...)?` around what may be missing"},
        {"empty alternative", "(a|&)", "5: empty alternative, write `(...)?` around what may be missing"},
        {"stray |", "a|b", "2: stray `|`, write alternatives in parentheses or write `\\|`"},
        {"stray |", "\u00E9t\u00E9 | b", "5: stray `|`, write alternatives in parentheses or write `\\|`"},
        {"stray ?", "a ?", "3: stray `?`, put it right behind a parenthesis or write `\\?`"},
        {"stray ?", "(a)?? b", "5: stray `?` behind `)`, write `(...)?` around what may be missing"},
        {"stray ?", "<staff>? b", "8: stray `?` behind `>`, write `(...)?` around what may be missing"},
        {"stray >", "a b>", "4: stray `>`, a set is written `<name>`; write `\\>` for the character"},
        {"no blank", "(a)(b)", "4: no blank behind `)`, write one"},
        {"no blank", "a(b)", "2: `(` within a word, write a blank before it or `\\(`"},
        {"no blank", "a<staff>", "2: `<` within a word, write a blank before it or `\\<`"},
        {"no blank", "a~5 b", "2: `~` within a word, write a blank before it or `\\~`"},
        {"no blank", "a... b", "2: no blank before a gap, write one (or `\\.` for a dot)"},
        {"no blank", "a ...b", "3: a gap has something behind it, write `...` or `...5` and a blank"},
        {"no blank", "a ...5b c", "3: a gap has something behind it, write `...` or `...5` and a blank"},
        {"hyphen beside a group", "(a|b)-c",
         "6: a hyphen behind `)`, write the whole words instead, as in `(a-c|b-c)`"},
        {"set", "a <staff", "3: `<` without `>`, close the name of the set or write `\\<`"},
        {"set", "a <stuff>", "3: unknown set `stuff`"},
        {"gap at the start", "... a", "1: the term begins with a gap, which says nothing, leave it out"},
        {"gap at the start", "(a|... b)", "4: the term begins with a gap, which says nothing, leave it out"},
        {"gap at the start", "(a)? ... b", "6: the term begins with a gap, which says nothing, leave it out"},
        {"gap at the start", "^ ... b", "3: the term begins with a gap, which says nothing, leave it out"},
        {"gap at the start", "& ... b", "3: the term begins with a gap, which says nothing, leave it out"},
        {"gap at the end", "a ...",
         "3: the term ends with a gap, leave it out, or put it into the `(...)?` behind it"},
        {"gap at the end", "a (b ...|c)",
         "6: the term ends with a gap, leave it out, or put it into the `(...)?` behind it"},
        {"gap at the end", "a ... (b)?",
         "3: the term ends with a gap, leave it out, or put it into the `(...)?` behind it"},
        {"gap at the end", "a ... $",
         "3: the term ends with a gap, leave it out, or put it into the `(...)?` behind it"},
        {"gap beside ~", "a ... ~5 b",
         "3: the left side of `~` ends with a gap, leave it out, or put it into the `(...)?` behind it"},
        {"gap beside ~", "a ~5 ... b", "6: the term begins with a gap, which says nothing, leave it out"},
        {"^ not first", "a ^b", "3: `^` is not first, move it to the start of the term or write `\\^`"},
        {"^ not first", "(the)? ^a", "8: `^` is not first, move it to the start of the term or write `\\^`"},
        {"^ not first", "a (^b|c)", "4: `^` is not first, move it to the start of the term or write `\\^`"},
        {"^ not first", "a ~5 ^b", "6: `^` is not first, move it to the start of the term or write `\\^`"},
        {"$ not last", "a$ b", "2: `$` is not last, move it to the end of the term or write `\\$`"},
        {"$ not last", "(a$|b) (c)?", "3: `$` is not last, move it to the end of the term or write `\\$`"},
        {"$ not last", "a$ ~5 b", "2: `$` is not last, move it to the end of the term or write `\\$`"},
        {"~ in parentheses", "(a ~5 b)", "4: `~` in parentheses, write it outside or write `\\~`"},
        {"~ twice", "a ~5 b ~6 c", "8: a second `~`, a term has at most one"},
        {"~ without a number", "a ~ b", "3: `~` without a number of words, write it as in `a ~5 b`, or write `\\~`"},
        {"~ without a number", "a ~5b", "3: `~` without a number of words, write it as in `a ~5 b`, or write `\\~`"},
        {"~ without a side", "~5 b", "1: the left side of `~` matches nothing, it has no word"},
        {"~ without a side", "a ~5", "3: the right side of `~` matches nothing, it has no word"},
        {"~ with an optional side", "a ~5 (b)?",
         "3: the right side of `~` matches nothing, every part of it may be missing"},
        {"any", "a __", "3: `__` is not a slot, write `_ _` for any two words"},
        {"any", "a *", "3: `*` alone fits every word, write `_` for any one word"},
        {"any", "**", "1: `*` alone fits every word, write `_` for any one word"},
        {"=", "a = b", "3: `=` without a word, write it right before a word or a group, or write `\\=`"},
        {"=", "=_", "1: `=` without a word, write it right before a word or a group, or write `\\=`"},
        {"=", "==a", "1: `=` without a word, write it right before a word or a group, or write `\\=`"},
        {"backslash", "a b\\", "4: nothing behind `\\`, write `\\\\` for the character"},
        {"regex", "/a", "1: `/` without a second one, close the regular expression or write `\\/`"},
        {"regex", "/a\\/", "1: `/` without a second one, close the regular expression or write `\\/`"},
        {"regex", "//", "1: an empty regular expression, write one between the slashes"},
        {"regex", "/\u00E9/ b",
         "4: something behind `/.../`, which is the whole term; write `\\/` for a slash in it"},
        {"regex", "a /b/", "3: `/.../` is not the whole term, split the term or write `\\/`"},
        {"regex", "(a|/b/)", "4: `/.../` is not the whole term, split the term or write `\\/`"},
        {"clause", "yes, but",
         "4: `,` ends a clause, so the words beside it are never neighbours, write `...0` or `...` in its place"},
        {"clause", "caf\u00E9s , (a|b)",
         "7: `,` ends a clause, so the words beside it are never neighbours, write `...0` or `...` in its place"},
        {"clause", "a: _",
         "2: `:` ends a clause, so the words beside it are never neighbours, write `...0` or `...` in its place"},
        {"clause", "no \\(a\\)",
         "4: `(` ends a clause, so the words beside it are never neighbours, write `...0` or `...` in its place"},
        {"clause", "(a|no - way)",
         "7: `-` ends a clause, so the words beside it are never neighbours, write `...0` or `...` in its place"},
        {"clause", "wait. what",
         "5: `.` ends a clause, so the words beside it are never neighbours, write `...0` or `...` in its place"},
    };
    CHECK_ROWS(rows, .plain = false);
}

Test(pattern, clause_marks_are_fine_without_clauses)
{
    static const vb_break_rules none = {.mode = VB_BREAKS_NONE};
    static const row rows[] = {
        {"breaks: none", "director, (special)? services", "[director (special|[]) services]"},
        {"breaks: none", "supt. of schools", "[supt of schools]"},
    };
    CHECK_ROWS(rows, .breaks = &none);
}

Test(pattern, abbreviations_end_no_clause)
{
    vb_map abbreviations = {0};
    cr_assert(vb_map_set(&abbreviations, VB_LITERAL("asst"), 0));
    const vb_break_rules rules = {.mode = VB_BREAKS_SENTENCE, .abbreviations = &abbreviations};
    static const row rows[] = {
        {"an abbreviation", "asst. principal", "[asst principal]"},
        {"no abbreviation", "supt. office",
         "5: `.` ends a clause, so the words beside it are never neighbours, write `...0` or `...` in its place"},
    };
    CHECK_ROWS(rows, .breaks = &rules);
    vb_map_release(&abbreviations);
}

Test(pattern, entries_of_sets)
{
    static const row rows[] = {
        {"a phrase", "teacher aide", "[teacher aide]"},
        {"a pattern", "(a|b)* c", "6: no blank behind `)`, write one"},
        {"a pattern", "a ... (b|c) =d e*", "[a ...3 (b|c) =d {e*}]"},
        {"no ^", "^a", "1: `^` in a set, write it in the term that uses the set"},
        {"no $", "a$", "2: `$` in a set, write it in the term that uses the set"},
        {"no ~", "a ~5 b", "3: `~` in a set, write it in the term that uses the set"},
        {"no regex", "/a/", "1: a regular expression in a set, make it a term"},
    };
    CHECK_ROWS(rows, .in_set = true);
}

Test(pattern, quanteda_tokens_in_the_full_form)
{
    static const row rows[] = {
        {"Q1: a hyphen joins", "buy-in", "buy-in"},
        {"Q2: punctuation is a token", "yes, but", "[yes , but]"},
    };
    CHECK_ROWS(rows, .tokens = VB_TOKENS_QUANTEDA);
}

Test(pattern, plain)
{
    static const row rows[] = {
        {"a word is exact", "training", "=training"},
        {"glob", "train*", "{train*}"},
        {"glob", "*", "{*}"},
        {"each word its own glob", "not  like*  a?b", "[=not {like*} {a?b}]"},
        {"the rest is literal", "a.b [c] (d|e) f(?", "[=a.b =[c] =(d|e) {f(?}]"},
        {"the rest is literal", "^a ... _ <b> ~5 =c $ /d/", "[=^a =... =_ =<b> =~5 ==c =$ =/d/]"},
        {"a word stays one token", "n/a well-being don't", "[=n/a =well-being =don't]"},
        {"a backslash is quoted in a glob", "a\\b a\\*", "[=a\\b {a\\\\*}]"},
        {"empty", " ", "1: empty pattern, write a word"},
    };
    CHECK_ROWS(rows, .plain = true, .tokens = VB_TOKENS_QUANTEDA);
}

/* `beg`, then `unit` `n` times with `between`, then `end`. */
static void repeat(vb_buffer *out, const char *beg, const char *unit, const char *between, size_t n, const char *end)
{
    vb_buffer_clear(out);
    vb_buffer_add_text(out, beg);
    for (size_t i = 0; i < n; i++)
        vb_buffer_printf(out, "%s%s", i == 0 ? "" : between, unit);
    vb_buffer_add_text(out, end);
}

typedef struct {
    const char *rule, *beg, *unit, *between;
    size_t n;
    const char *end;
    const char *fault; /* NULL: fits */
} limit_row;

Test(pattern, limits)
{
    static const limit_row rows[] = {
        {"64 slots", "", "a", " ", 64, "", NULL},
        {"65 slots", "", "a", " ", 65, "",
         "1: the term has more than 64 words and gaps in a row, split it into several terms"},
        {"slots count along one way", "(", "a b c d", "|", 100, ")", NULL},
        {"65 slots on the longest way", "(a|b b) ", "a", " ", 63, "",
         "1: the term has more than 64 words and gaps in a row, split it into several terms"},
        {"65 slots around ~", "a ~1 ", "b", " ", 64, "",
         "3: the term has more than 64 words and gaps in a row, split it into several terms"},
        {"10,000 alternatives", "(", "a", "|", 10000, ")", NULL},
        {"10,001 alternatives", "x (", "a", "|", 10001, ")",
         "3: the term has more than 10000 alternatives, split it into several terms"},
        {"alternatives add up", "(", "a", "|", 5000, ") (a|b|c) (d)?", NULL},
        {"gap 50", "a", " ...10 b", "", 5, "", NULL},
        {"gap 51", "a", " ...17 b", "", 3, "",
         "1: the term has more than 50 words in gaps, split it into several terms"},
        {"gap 51", "a", " ...51 b", "", 1, "",
         "3: the term has more than 50 words in gaps, split it into several terms"},
        {"gap of a huge number", "a", " ...99999999999999999999 b", "", 1, "",
         "3: the term has more than 50 words in gaps, split it into several terms"},
        {"gap 25 and near 26", "a ...25 b ~26 ", "c", "", 1, "",
         "11: the term has more than 50 words in gaps, split it into several terms"},
        {"256 bytes", "", "a", "", 256, "", NULL},
        {"257 bytes", "x ", "a", "", 257, "", "3: a word of 257 bytes is too long, a word has at most 256"},
        {"257 bytes closed", "x-", "a", "", 256, "", "1: a word of 257 bytes is too long, a word has at most 256"},
        {"9 groups", "", "(", "", 9, "a", "9: more than 8 groups within each other, split the term"},
        {"8 groups, then a set of 8", "a (b|<deep>", "", "", 0, ")",
         "3: the term has more than 8 groups or sets within each other, split it into several terms"},
    };
    vb_buffer term = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        vb_buffer out = {0};
        repeat(&term, rows[i].beg, rows[i].unit, rows[i].between, rows[i].n, rows[i].end);
        parse(vb_buffer_str(&term), (vb_pattern_env){0}, &out);
        const char *text = printed(&out);
        bool failed = strstr(text, ": ") != NULL;
        cr_expect(rows[i].fault == NULL ? !failed : strcmp(text, rows[i].fault) == 0, "%s: %.200s", rows[i].rule,
                  text);
        vb_buffer_release(&out);
    }
    vb_buffer_release(&term);
}

/* A word that has been read is the same node again, but not with `=`, and not joined to another. */
Test(pattern, words_are_shared)
{
    vb_arena arena = {0};
    vb_error err = {0};
    vb_pattern_cache cache = {0};
    vb_pattern_env env = {.arena = &arena, .cache = &cache};
    const vb_pattern *a = vb_pattern_parse(VB_LITERAL("time plan"), &env, &err);
    const vb_pattern *b = vb_pattern_parse(VB_LITERAL("plan =time time Time"), &env, &err);
    const vb_pattern *c = vb_pattern_parse(VB_LITERAL("pre*-time"), &env, &err);
    cr_assert(a != NULL && b != NULL && c != NULL);
    cr_expect(b->children[0] == a->children[1] && b->children[2] == a->children[0]);
    cr_expect(b->children[1] != a->children[0] && b->children[1]->exact);
    cr_expect(vb_str_equal(b->children[3]->text, VB_LITERAL("Time")));
    const vb_pattern *apart = c->children[0];
    cr_expect(apart->children[1] != a->children[0] && apart->children[1]->joined);
    vb_pattern_cache_release(&cache);
    vb_arena_release(&arena);
}

Test(pattern, size)
{
    vb_arena arena = {0};
    vb_error err = {0};
    vb_pattern_env env = {.arena = &arena, .gap = 3};
    const vb_pattern *p = vb_pattern_parse(VB_LITERAL("a (b|c ...4 d)? buy-in"), &env, &err);
    cr_assert_not_null(p);
    cr_expect_eq(p->size.least, 2, "a buyin");
    cr_expect_eq(p->size.slots, 6, "a c ...4 d buy in");
    cr_expect_eq(p->size.gap, 4);
    cr_expect_eq(p->size.alternatives, 5, "b, c d, nothing; buy in, buyin");
    cr_expect_eq(p->size.depth, 1, "a hyphen does not count");
    vb_arena_release(&arena);
}
