/* What matches of a regular expression cannot do without: each need as its fragments, worked out by hand; < and >
 * where a word begins and ends. */
#include "match/regex_needs.h"

#include "support.h"

static void show(vb_buffer *out, const vb_regex_needs *needs)
{
    for (size_t i = 0; i < needs->n; i++)
        for (size_t k = 0; k < needs->items[i].n; k++) {
            vb_buffer_add_text(out, k > 0 ? " " : i > 0 ? ", " : "");
            const vb_fragment *f = &needs->items[i].fragments[k];
            vb_buffer_add_text(out, f->begins ? "<" : "");
            vb_buffer_add_str(out, f->letters);
            vb_buffer_add_text(out, f->ends ? ">" : "");
        }
    vb_buffer_add_text(out, needs->n == 0 ? "-" : "");
}

Test(regex_needs, cases)
{
    static const struct {
        const char *rule, *pattern, *needs;
    } rows[] = {
        {"letters", "time", "time"},
        {"in lower case", "TiMe", "time"},
        {"words, the rarest first", "no free time", "<free>, <time, no>"},
        {"words, the rarest first, not the longest", "\\b(?:dm|email) for\\b", "<dm> <email>, <for>"},
        {"no more than three", "ab abc abcd abcde", "<abcde, <abcd>, <abc>"},
        {"single letters tell nothing", "a b.c", "-"},
        {"but where they are a word", "\\b(k|n/a)\\b", "<k> <n>"},
        {"signs, marks and digits part them", "don't 12th", "don>, <t>, th"},
        {"other letters part them", "caf\u00E9s", "caf"},
        {"a choice", "gift|code", "gift code"},
        {"a choice in a group", "(?:gift|code) card", "<card, gift> code>"},
        {"the best of each branch", "(a gift|my code)", "<gift <code"},
        {"a branch that needs nothing", "(gift|1/2) card", "<card"},
        {"a choice in a choice behind a branch that needs nothing", "(gift|1/2|(?:ab|cd)) card", "<card"},
        {"a branch of nothing", "(gift|) card", "<card"},
        {"a group that is no choice", "x(?:gift card)", "gift>, <card"},
        {"a letter left out", "colou?r", "colo"},
        {"a letter left out at the start", "u?r time", "<time"},
        {"a letter repeated", "noo+w", "noo"},
        {"a letter repeated some times", "so{2,3}on", "so, on"},
        {"a letter repeated perhaps", "so{0,3}on", "on"},
        {"lazy and possessive", "ab+?cd?+ef", "ef, ab"},
        {"a group left out", "(gift )?card", "card"},
        {"a group left out", "(gift ){0,2}card", "card"},
        {"a group once or more often", "(gift )+card", "gift>, card"},
        {"a class is any character", "ti[md]e", "ti"},
        {"a class with what looks like its end", "a[]|x]bc", "bc"},
        {"a class that is not", "a[^]|x]bc", "bc"},
        {"classes and places by letters", "\\bwork\\W*ing\\d$", "<work, ing"},
        {"a mark taken as it is", "n\\/a time\\?", "<time>, <a>"},
        {"what stands around", "(?=gift)card(?!s are)(?<=rd)(?<!xx)", "gift, card, rd"},
        {"what stands around, at no edge", "\\b(?=gift)\\b(?<=card)\\b", "gift, card"},
        {"what stands around perhaps", "(?=gift)?card", "card"},
        {"what stands around of what does not", "(?!(?=gift))card", "card"},
        {"many alternatives in a choice of choices", "((ab|cd)|(ef|gh))", "ab cd ef gh"},
        {"where words end, by a place", "\\bfree\\b", "<free>"},
        {"where words end, by a place that may be left out", "\\b?free\\b?", "free"},
        {"where words end, by the answer's ends", "^free$", "<free>"},
        {"where words end, by a sign that may be left out", "^\\W*free\\W*time\\W?", "<free, time"},
        {"where words end, by a sign once or more often", "free,+time", "free>, <time"},
        {"where words end, around a choice", "^(?:hi|hello)\\b", "<hi> <hello>"},
        {"where words end, around a group in a group", "\\b(?:(?:so|now) go|to(?:day)) ", "<go> day>"},
        {"where words end, not around what comes again", "\\b(?:ho)+\\b", "<ho"},
        {"where words end, behind what looks around", "\\b(?=f)free(?!d)", "<free"},
        {"where words end, not by an underscore", "_free_", "free"},
        {"options are not understood", "(?i)time", "-"},
        {"comments and names are not understood", "(?#no)time", "-"},
        {"verbs are not understood", "(*COMMIT)time", "-"},
        {"quoting is not understood", "\\Qtime\\E", "-"},
        {"references are not understood", "(ab)\\1 time", "-"},
        {"numbers of characters are not understood", "\\x{41} time", "-"},
        {"classes by name are not understood", "[[:alpha:]] time", "-"},
        {"a brace by itself is not understood", "a{ time", "-"},
        {"a lookbehind alone", "(?<=time)", "time"},
    };
    vb_arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const vb_regex_branch *tree;
        vb_regex_needs needs;
        vb_buffer shown = {0};
        cr_assert(vb_regex_tree_read(vb_str_of(rows[i].pattern), &arena, &tree));
        cr_assert(vb_regex_needs_find(tree, &arena, &needs));
        show(&shown, &needs);
        cr_expect_str_eq(support_text(&shown), rows[i].needs, "%s: %s needs %s, not %s", rows[i].rule,
                         rows[i].pattern, shown.ptr, rows[i].needs);
        vb_buffer_release(&shown);
    }
    vb_arena_release(&arena);
}

Test(regex_needs, fits)
{
    static const struct {
        const char *rule;
        vb_fragment fragment;
        const char *word;
        bool fits;
    } rows[] = {
        {"anywhere", {{"hi", 2}, false, false}, "this", true},
        {"at the beginning", {{"hi", 2}, true, false}, "this", false},
        {"at the beginning", {{"hi", 2}, true, false}, "his", true},
        {"at the end", {{"hi", 2}, false, true}, "his", false},
        {"at the end", {{"hi", 2}, false, true}, "chi", true},
        {"both", {{"hi", 2}, true, true}, "hi", true},
        {"beside a sign", {{"can", 3}, true, true}, "can't", true},
        {"beside a digit", {{"k", 1}, true, true}, "k12", false},
        {"the second one fits", {{"hi", 2}, true, true}, "his-hi", true},
        {"beside another letter nothing is known", {{"hi", 2}, true, true}, "hi\u0301", true},
        {"not there", {{"hi", 2}, false, false}, "h", false},
        {"in an empty word", {{"hi", 2}, false, false}, "", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(vb_fragment_fits(&rows[i].fragment, vb_str_of(rows[i].word)), rows[i].fits, "%s: %s in %s",
                     rows[i].rule, rows[i].fragment.letters.ptr, rows[i].word);
}
