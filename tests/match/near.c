/* `a ~5 b`: both, in either order, so many words between at most. */
#include "match/brute.h"
#include "match/matching.h"

Test(near, cases)
{
    static const matching_row rows[] = {
        {"either order", NULL, "train ~2 time", "training time. Time training", "1 2, 3 4"},
        {"words between", NULL, "train ~2 time", "training takes our time. Time for any training", "1 4, 5 8"},
        {"too many between", NULL, "train ~2 time", "training takes all our time", "-"},
        {"none between", NULL, "train ~0 time", "training time, time for training", "1 2"},
        {"across a clause", NULL, "train ~2 time", "training, time", "1 2"},
        {"not across a sentence", NULL, "train ~2 time", "training. Time", "-"},
        {"no token shared", NULL, "time ~3 time", "time", "-"},
        {"no token shared", NULL, "time ~3 time", "time and time", "1 3"},
        {"no token shared", NULL, "more time ~3 time off", "more time off", "-"},
        {"the nearest, for each first token", NULL, "need ~5 time", "time and time we need time", "1 5, 3 5, 5 6"},
        {"phrases", NULL, "(lack|need) of ~3 teacher training",
         "Teacher training: a lack of. Need of teacher training", "1 2 4 5, 6 7 8 9"},
        {"gaps within a side", NULL, "lack ...2 time ~1 staff", "lack of time for staff", "1 3 5"},
        {"one side and then the other", NULL, "lack ...2 time ~1 staff", "lack staff time", "-"},
        {"globs, sets", "sets: {staff: [teacher, aide]}", "<staff> ~3 resist*", "resistance by our aides", "1 4"},
        {"no token shared, another way through a side", NULL, "push (back)? ~3 back", "push back", "1 2"},
        {"no first side", NULL, "train ~2 time", "time time", "-"},
        {"hyphens", NULL, "buy-in ~2 staff", "staff buy-in. Buyin of staff", "1 2 3, 4 6"},
    };
    MATCHING_CHECK(rows);
}

/* The best pair for each first token, by trying every way of each side at every place; one side ends before the other
 * begins. */
static void brute_show_near(vb_buffer *out, const brute_answer *a, const brute_term sides[2], const size_t roots[2],
                            size_t most)
{
    static brute_ways ways[2];
    uint32_t best[BRUTE_TOKENS] = {0};
    for (size_t side = 0; side < 2; side++) {
        ways[side].n = 0;
        for (size_t start = 0; start < a->n; start++)
            brute_walk(a, &sides[side], roots[side], start, (brute_way){0, SIZE_MAX, false, 0}, &ways[side]);
    }
    for (size_t i = 0; i < ways[0].n; i++) {
        for (size_t k = 0; k < ways[1].n; k++) {
            uint32_t x = ways[0].items[i].tokens, y = ways[1].items[k].tokens;
            if (a->sentence[brute_first(x)] != a->sentence[brute_first(y)])
                continue;
            bool x_then_y = brute_last(x) < brute_first(y) && brute_first(y) - brute_last(x) - 1 <= most;
            bool y_then_x = brute_last(y) < brute_first(x) && brute_first(x) - brute_last(y) - 1 <= most;
            if (!x_then_y && !y_then_x)
                continue;
            uint32_t *held = &best[brute_first(x | y)];
            if (brute_better(x | y, *held))
                *held = x | y;
        }
    }
    bool any = false;
    for (size_t start = 0; start < a->n; start++) {
        if (best[start] == 0)
            continue;
        vb_token_set set = vb_token_set_of(start, (const uint64_t[2]){best[start] >> start, 0});
        vb_buffer_add_text(out, any ? ", " : "");
        matching_show_set(out, &set);
        any = true;
    }
    vb_buffer_add_text(out, any ? "" : "-");
}

Test(near, against_every_way, .timeout = 120)
{
    random_state state = RANDOM_SEED;
    vb_buffer term = {0};
    vb_buffer yaml = {0};
    vb_buffer found = {0};
    vb_buffer expected = {0};
    size_t cases = 0, matches = 0, shown = 0;
    while (cases < 10000) {
        static brute_term sides[2];
        size_t roots[2], most = random_next(&state) % 4;
        for (size_t side = 0; side < 2; side++)
            roots[side] = brute_term_make(&state, 2, &sides[side]);
        vb_buffer_clear(&term);
        vb_buffer_clear(&yaml);
        vb_buffer_printf(&term, "%s ~%zu %s", sides[0].text, most, sides[1].text);
        matching_yaml(&yaml, NULL, support_text(&term));
        vb_error err = {0};
        support_coder s = {.lexicon = vb_lexicon_parse(vb_buffer_str(&yaml), "test.yaml", NULL, 0, &err)};
        if (s.lexicon == NULL)
            continue;
        s.coder = vb_coder_new(s.lexicon, &err);
        cr_assert(s.coder != NULL, "`%s`: %s", term.ptr, err.text);
        vb_matcher matcher = matching_open(&s, VB_BREAKS_SENTENCE);
        for (size_t i = 0; i < 5; i++, cases++) {
            brute_answer answer;
            brute_answer_make(&state, 10, &answer);
            vb_buffer_clear(&expected);
            vb_buffer_clear(&found);
            brute_show_near(&expected, &answer, sides, roots, most);
            cr_assert(vb_matcher_run(&matcher, vb_str_of(answer.text)));
            matching_show(&found, &matcher);
            const char *text = support_text(&expected);
            bool same = strcmp(support_text(&found), text) == 0;
            cr_expect(same || shown++ > 20, "`%s` in \"%s\": %s, not %s", term.ptr, answer.text, found.ptr, text);
            matches += matcher.n_matches;
        }
        vb_matcher_release(&matcher);
        support_close(&s);
    }
    cr_expect(shown == 0, "%zu differ", shown);
    cr_expect(matches > 3000, "%zu: too few to tell", matches);
    vb_buffer_release(&term);
    vb_buffer_release(&yaml);
    vb_buffer_release(&found);
    vb_buffer_release(&expected);
}
