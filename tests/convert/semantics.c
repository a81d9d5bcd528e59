/* A converted dictionary counts what its source counts.  The expected counts are worked out by hand from what the
 * format says: which words, in which category, how often. */
#include "convert/read.h"

typedef struct {
    const char *rule;
    reader *read;
    const char *text, *answer, *counts;
} row;

static void check(const row *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        vb_buffer yaml = {0}, codes = {0};
        vb_error err = {0};
        vb_coding coding;
        vb_dictionary d = read_fine(r[i].rule, r[i].read, r[i].text);
        (void)vb_write_lexicon(&d, &yaml);
        cr_assert(!d.failed);
        support_coder s = support_open(support_text(&yaml));
        cr_assert(vb_session_code(s.session, vb_str_of(r[i].answer), &coding, &err) == VB_OK, "%s", err.text);
        for (size_t k = 0; k < vb_lexicon_size(s.lexicon); k++)
            for (size_t c = 0; c < coding.n_codes; c++)
                if (coding.codes[c].category == k) {
                    vb_buffer_printf(&codes, "%s%.*s ", codes.len > 0 ? ", " : "",
                                     VB_ARG(vb_lexicon_path(s.lexicon, k)));
                    support_show_score(&codes, coding.codes[c].score);
                }
        cr_expect_str_eq(support_text(&codes), r[i].counts, "%s: \"%s\" is %s, not %s by\n%s", r[i].rule, r[i].answer,
                         codes.ptr, r[i].counts, yaml.ptr);
        support_close(&s);
        vb_buffer_release(&yaml);
        vb_buffer_release(&codes);
        vb_dictionary_release(&d);
    }
}

Test(semantics, counting)
{
    static const row rows[] = {
        /* happy, Happiness and unhappy: the first two begin with happ; every one of them counts. */
        {"LIWC: a star at the end, whole words, no case, no stems", vb_read_liwc, "%\n1\tpos\n%\nhapp*\t1\nsad\t1\n",
         "Happy and happy, happiness; unhappy, sadder. SAD!", "pos 4"},
        {"LIWC: a word in two categories counts for both", vb_read_liwc, "%\n1\ta\n2\tb\n%\nodd\t1\t2\nx\t2\n",
         "odd x", "a 1, b 2"},
        {"LIWC: signs of feeling", vb_read_liwc, "%\n1\ta\n%\n:)\t1\n", "Well :) yes. Well: (no)", "a 1"},
        {"LIWC: a question mark stands for itself", vb_read_liwc, "%\n1\ta\n%\nwhat?\t1\n", "what? whatx what",
         "a 1"},
        {"WordStat: underscores are blanks, stars and question marks wild", vb_read_wordstat,
         "A\n\tSOUTH_AFRICA (1)\n\tWOM?N (1)\n", "South Africa, women, woman, womn, south_africa", "a 3"},
        {"WordStat: weights", vb_read_wordstat, "A\n\tx (0.5)\n\ty (2)\n", "x x y", "a 3"},
        {"WordStat: accents count", vb_read_wordstat, "A\n\tcaf\u00E9 (1)\n", "cafe caf\u00E9 CAF\u00C9", "a 2"},
        {"Lexicoder: phrases, over the ends of sentences", vb_read_lexicoder, "+A\na lie*\n+B\nlies\n",
         "A lie. A liessen lies", "a 2, b 1"},
        {"Yoshikoder: entries within entries of a category once", vb_read_yoshikoder,
         "<dictionary><cnode name=\"A\"><pnode name=\"rock\"/><pnode name=\"rock and roll\"/></cnode></dictionary>",
         "rock and roll, rock", "a 2"},
        {"LIWC-22: a table", vb_read_dicx, "DicTerm,A,B\nstress*,X,\nrest,,2\n", "Stressed rest; rests", "a 1, b 2"},
        {"hyphenated words are words", vb_read_dicx, "DicTerm,A\nco-op*,X\nwell,X\n", "co-ops co op well-known well",
         "a 2"},
    };
    check(rows, COUNT_OF(rows));
}

Test(semantics, rules)
{
    static const row rows[] = {
        {"KH Coder: and, in any order and sentence", vb_read_khcoder, "*A\ndeath & family\n",
         "My family. Then a death.", "a 1"},
        {"KH Coder: and, one missing", vb_read_khcoder, "*A\ndeath & family\n", "A death, a death.", ""},
        {"KH Coder: a code is there or not, however often", vb_read_khcoder, "*A\ndeath | die\n",
         "Death. He died. Deaths.", "a 1"},
        {"KH Coder: and not", vb_read_khcoder, "*A\nlove & ! hate\n", "I love. I hate.", ""},
        {"KH Coder: near, either order", vb_read_khcoder, "*A\nnear(heart-attack)[3]\n", "attack of the heart",
         "a 1"},
        {"KH Coder: too far apart", vb_read_khcoder, "*A\nnear(heart-attack)[3]\n", "attack of the big heart", ""},
        {"KH Coder: seq has an order", vb_read_khcoder, "*A\nseq(pass-away)[2]\n", "away to pass", ""},
        {"KH Coder: seq, two places on", vb_read_khcoder, "*A\nseq(pass-away)[2]\n", "they passed quietly away",
         "a 1"},
        {"KH Coder: codes do not hide each other", vb_read_khcoder, "*A\nrock\n*B\nrock+music\n", "rock music",
         "a 1, b 1"},
        {"KH Coder: characters, within words too", vb_read_khcoder, "*A\n'ock'\n*B\n'(x'\n", "rock music", "a 1"},
        {"JSON: expressions find parts of words and go over sentences", vb_read_json,
         "{\"a\": [\"im[ae]\"], \"b\": [\"end\\\\W+next\"], \"c\": \"^x\"}", "Times: the end. Next.", "a 1, b 1"},
        {"CSV: terms of our own", vb_read_table, "category,term,weight\na,lack ...1 train,0.5\na,time,1\n",
         "We lack good training; we lack any good trainers. Times!", "a 1.5"},
    };
    check(rows, COUNT_OF(rows));
}
