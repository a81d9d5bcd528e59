/* The matcher against trying every way, on random terms and texts; and terms with very many ways. */
#include "match/brute.h"
#include "match/matching.h"

enum { TERMS = 4, ANSWERS = 5 };

/* A random term, and the node at its root. */
typedef struct {
    brute_term term;
    size_t root;
} rooted_term;

/* The matches of a term by trying every way, one for each first token, as text. */
static void brute_show(vb_buffer *out, const brute_answer *a, const rooted_term *t)
{
    static brute_ways ways;
    bool any = false;
    for (size_t start = 0; start < a->n; start++) {
        uint32_t best = 0;
        ways.n = 0;
        brute_walk(a, &t->term, t->root, start, (brute_way){0, SIZE_MAX, false, 0}, &ways);
        for (size_t i = 0; i < ways.n; i++)
            if (brute_better(ways.items[i].tokens, best))
                best = ways.items[i].tokens;
        if (best == 0)
            continue;
        vb_token_set set = vb_token_set_of(start, (const uint64_t[2]){best >> start, 0});
        vb_buffer_add_text(out, any ? ", " : "");
        matching_show_set(out, &set);
        any = true;
    }
    vb_buffer_add_text(out, any ? "" : "-");
}

/* A term that a lexicon takes, in `at_least` nodes or more. */
static void make_term(random_state *state, size_t most, size_t at_least, rooted_term *t)
{
    for (;;) {
        t->root = brute_term_make(state, most, &t->term);
        if (t->term.n < at_least)
            continue;
        vb_error err = {0};
        vb_buffer yaml = {0};
        matching_yaml(&yaml, NULL, t->term.text);
        vb_lexicon *lexicon = vb_lexicon_parse(vb_buffer_str(&yaml), "test.yaml", NULL, 0, &err);
        vb_buffer_release(&yaml);
        vb_lexicon_free(lexicon);
        if (lexicon != NULL)
            return;
    }
}

/* Compare terms with trying every way: by their phrases, walked, and walked remembering dead ends.  Returns the number of
 * matches. */
static size_t compare(random_state *state, const rooted_term *terms, size_t n_terms)
{
    vb_buffer all = {0};
    vb_buffer yaml = {0};
    vb_buffer found = {0};
    vb_buffer expected = {0};
    for (size_t i = 0; i < n_terms; i++)
        vb_buffer_printf(&all, "%s%s", i == 0 ? "" : "\n", terms[i].term.text);
    matching_yaml(&yaml, NULL, support_text(&all));
    support_coder s = support_open(support_text(&yaml));
    vb_error err = {0};
    support_coder walked = {.lexicon = s.lexicon, .coder = vb_coder_with_phrases(s.lexicon, 0, &err)};
    cr_assert(walked.coder != NULL, "%s", err.text);
    vb_matcher matchers[] = {matching_open(&s, VB_BREAKS_SENTENCE), matching_open(&walked, VB_BREAKS_SENTENCE)};
    static const char *const ways[] = {"", ", walked", ", walked, remembering"};
    size_t n_matches = 0;
    for (size_t i = 0; i < ANSWERS; i++) {
        brute_answer answer;
        brute_answer_make(state, 10, &answer);
        vb_buffer_clear(&expected);
        for (size_t k = 0; k < n_terms; k++) {
            vb_buffer_add_text(&expected, k == 0 ? "" : " | ");
            brute_show(&expected, &answer, &terms[k]);
        }
        const char *text = support_text(&expected);
        for (size_t way = 0; way < COUNT_OF(ways); way++) {
            vb_matcher *matcher = &matchers[way > 0];
            for (size_t k = 0; k < n_terms; k++)
                walked.coder->plans[k].program.remember = way == 2;
            cr_assert(vb_matcher_run(matcher, vb_str_of(answer.text)));
            vb_buffer_clear(&found);
            matching_show(&found, matcher);
            cr_assert_str_eq(support_text(&found), text, "\n%s\nin \"%s\"%s:\n%s\nnot\n%s", all.ptr, answer.text,
                             ways[way], found.ptr, text);
        }
        n_matches += matchers[0].n_matches;
    }
    vb_matcher_release(&matchers[0]);
    vb_matcher_release(&matchers[1]);
    vb_coder_free(walked.coder);
    support_close(&s);
    vb_buffer_release(&all);
    vb_buffer_release(&yaml);
    vb_buffer_release(&found);
    vb_buffer_release(&expected);
    return n_matches;
}

/* One term a lexicon, or several: which words set off a term depends on what else there is. */
Test(walk, against_every_way, .timeout = 300)
{
    static rooted_term terms[TERMS];
    random_state state = RANDOM_SEED;
    size_t matches = 0;
    for (size_t cases = 0; cases < 20000;) {
        size_t n = random_next(&state) % 2 == 0 ? 1 : TERMS;
        for (size_t i = 0; i < n; i++)
            make_term(&state, 4, 0, &terms[i]);
        matches += compare(&state, terms, n);
        cases += n * ANSWERS;
    }
    cr_expect(matches > 10000, "%zu: too few to tell", matches);
}

/* Longer terms, with more ways through them. */
Test(walk, against_every_way_of_long_terms, .timeout = 300)
{
    static rooted_term terms[1];
    random_state state = RANDOM_SEED + 1;
    size_t matches = 0;
    for (size_t cases = 0; cases < 3000; cases += ANSWERS) {
        make_term(&state, 6, 16, &terms[0]);
        matches += compare(&state, terms, 1);
    }
    cr_expect(matches > 1000, "%zu: too few to tell", matches);
}

/* `first`, `piece` n times, `last`. */
static void repeat(vb_buffer *out, const char *first, const char *piece, size_t n, const char *last)
{
    vb_buffer_clear(out);
    vb_buffer_add_text(out, first);
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_text(out, piece);
    vb_buffer_add_text(out, last);
    (void)support_text(out);
}

/* Terms with more ways than could ever be tried, where nearly all of them fail at the last word. */
Test(walk, very_many_ways, .timeout = 20)
{
    static const struct {
        const char *rule, *piece; /* of the term, before `cup` */
        size_t n;
        size_t least, most, reach; /* tokens of its matches, at least and at most; words from a first to the cup */
    } rows[] = {
        {"options", "(red)? ", 40, 1, 41, 41},
        {"options, as many as there may be", "(red)? ", 63, 1, 64, 64},
        {"choices", "(red|red red) ", 20, 21, 41, 41},
        {"choices of the same", "(red|red|=red|r*) ", 40, 41, 41, 41},
        {"options in options", "((red)? (red)?)? ", 20, 1, 41, 41},
        {"any words", "(_)? ", 40, 1, 41, 41},
        {"gaps in options", "red (...2 red)? ", 20, 21, 41, 81},
        {"gaps that take turns with words", "red ...2 ", 20, 21, 21, 61},
        {"gaps and any words", "red ...2 _ ...1 ", 15, 31, 31, 76},
    };
    vb_buffer term = {0};
    vb_buffer text = {0};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_buffer yaml = {0};
        repeat(&term, "", rows[i].piece, rows[i].n, "cup");
        matching_yaml(&yaml, NULL, term.ptr);
        support_coder s = support_open(support_text(&yaml));
        vb_matcher matcher = matching_open(&s, VB_BREAKS_SENTENCE);

        /* A cup out of reach. */
        repeat(&text, "cup! ", "red ", 2000, "dog");
        cr_assert(vb_matcher_run(&matcher, vb_str_of(text.ptr)));
        cr_expect_eq(matcher.n_matches, rows[i].least == 1 ? 1 : 0, "%s", rows[i].rule);

        /* From each start that reaches the cup: as many tokens as there can be, the rest are gap words. */
        repeat(&text, "", "red ", 300, "cup");
        cr_assert(vb_matcher_run(&matcher, vb_str_of(text.ptr)));
        cr_assert_eq(matcher.n_matches, rows[i].reach - rows[i].least + 1, "%s: %zu", rows[i].rule,
                     matcher.n_matches);
        for (size_t k = 0; k < matcher.n_matches; k++) {
            const vb_match *m = &matcher.matches[k];
            size_t span = rows[i].reach - k, filled = span < rows[i].most ? span : rows[i].most;
            cr_expect(m->tokens.first == 301 - span && m->tokens.last == 300, "%s: match %zu", rows[i].rule, k);
            cr_expect_eq(vb_token_set_count(&m->tokens), filled, "%s: match %zu", rows[i].rule, k);
            cr_expect_eq(m->gap, span - filled, "%s: match %zu", rows[i].rule, k);
        }
        vb_matcher_release(&matcher);
        support_close(&s);
        vb_buffer_release(&yaml);
    }
    vb_buffer_release(&term);
    vb_buffer_release(&text);
}
