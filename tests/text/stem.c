/* Stems, against the sample vocabularies of snowballstem.org. */
#include "text/stem.h"

#include "base/str.h"

#include <criterion/criterion.h>

static const struct {
    const char *language, *word, *stem;
} rows[] = {
    {"english", "consistency", "consist"},
    {"english", "consoling", "consol"},
    {"english", "knackeries", "knackeri"},
    {"english", "knightly", "knight"},
    {"english", "kneeling", "kneel"},
    {"english", "personalized", "person"},
    {"english", "", ""},
    {"spanish", "torturado", "tortur"},
    {"spanish", "chicas", "chic"},
    {"spanish", "cheques", "chequ"},
    {"spanish", "toreado", "tor"},
    {"german", "aufeinander", "aufeinand"},
    {"french", "continuellement", "continuel"},
};

Test(stem, rows)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        vb_error err = {0};
        vb_stemmer *stemmer = vb_stemmer_new(rows[i].language, &err);
        cr_assert_not_null(stemmer, "%s", err.text);
        vb_str stem = vb_stemmer_stem(stemmer, vb_str_of(rows[i].word));
        cr_expect(vb_str_equal(stem, vb_str_of(rows[i].stem)), "%s: %s gives %.*s", rows[i].language, rows[i].word,
                  (int)stem.len, stem.ptr);
        vb_stemmer_free(stemmer);
    }
}

Test(stem, long_words_are_their_own_stem)
{
    char word[257];
    memset(word, 'a', sizeof word);
    memcpy(word + sizeof word - 3, "ing", 3);
    vb_stemmer *stemmer = vb_stemmer_new("english", NULL);
    cr_assert_not_null(stemmer);
    cr_expect_eq(vb_stemmer_stem(stemmer, (vb_str){word, 257}).len, 257);
    cr_expect_eq(vb_stemmer_stem(stemmer, (vb_str){word + 1, 256}).len, 253, "without -ing");
    vb_stemmer_free(stemmer);
}

Test(stem, languages)
{
    cr_expect(vb_stemmer_knows("english"));
    cr_expect(vb_stemmer_knows("spanish"));
    cr_expect_not(vb_stemmer_knows("klingon"));
    cr_expect_not(vb_stemmer_knows(""));
    vb_error err = {0};
    cr_expect_null(vb_stemmer_new("klingon", &err));
    cr_expect_eq(err.code, VB_ERROR_LEXICON);
    cr_expect_not_null(strstr(err.text, "klingon"));
    cr_expect_not_null(strstr(err.text, "english, "));
    vb_stemmer_free(NULL);
}
