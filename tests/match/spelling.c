/* Which words are taken for which others. */
#include "match/spelling.h"

#include "support.h"

typedef struct {
    const char *rule, *settings, *terms, *word, *taken_for; /* "-": for none; "=": it fills a slot itself */
} spelling_row;

static void show(const spelling_row *row, vb_buffer *out)
{
    vb_buffer yaml = {0};
    vb_buffer_printf(&yaml, "lexicon: x\nsettings: {%s}\ncategories:\n  a:\n    terms: [%s]\n", row->settings,
                     row->terms);
    vb_buffer_add_char(&yaml, '\0');
    support_coder s = support_open(yaml.ptr);
    vb_vocabulary *vocabulary = &s.session->matcher.vocabulary;
    const vb_word *word;
    cr_assert(vb_vocabulary_find(vocabulary, vb_str_of(row->word), row->word + strlen(row->word), &word));
    if (word == NULL)
        vb_buffer_add_char(out, '-');
    else if (word->taken_for.ptr == NULL)
        vb_buffer_add_char(out, '=');
    else
        vb_buffer_add_str(out, word->taken_for);
    vb_buffer_add_char(out, '\0');
    support_close(&s);
    vb_buffer_release(&yaml);
}

Test(spelling, taken_for)
{
    static const char one[] = "spelling: 1", two[] = "spelling: 2", none[] = "spelling: 0";
    static const spelling_row rows[] = {
        {"off unless asked for", none, "curriculum", "curiculum", "-"},
        {"a letter left out", one, "curriculum", "curiculum", "curriculum"},
        {"a letter doubled", one, "budget", "buddget", "budget"},
        {"two letters swapped", one, "budget", "bugdet", "budget"},
        {"a wrong letter", one, "budget", "budgot", "budget"},
        {"five letters of six", one, "budget", "buget", "budget"},
        {"case is no difference", one, "budget", "BUGET", "budget"},
        {"an exact match wins", one, "budget", "budgets", "="},
        {"an ending of a term's word, from the list", one, "educate", "educatingg", "educating"},
        {"two edits of ten letters", one, "professional", "proffesional", "professional"},
        {"not of nine", one, "education", "educaiotn", "-"},
        {"of eight with 2", two, "education", "educaiotn", "education"},
        {"of seven not even then", two, "teacher", "taecehr", "-"},
        {"three edits", two, "professional", "prfesionnal", "-"},
        {"the first letter stays", one, "budget", "vudget", "-"},
        {"forms of six letters or more", one, "teach", "taech", "-"},
        {"not a word of the language", one, "budget", "nudged", "-"},
        {"that it is near does not matter: trading is listed", one, "training", "trading", "-"},
        {"an ending of a listed word: rostering", one, "fostering", "rostering", "-"},
        {"a listed word with a prefix: ungraded", one, "upgraded", "ungraded", "-"},
        {"the nearest wins: one edit before two", one, "professional, confessional", "profesional", "professional"},
        {"a tie that fills different slots", one, "teachers, =teaches", "teachrs", "-"},
        {"a tie that fills the same", one, "(=teachers|=teaches)", "teachrs", "teachers"},
        {"a word of the lexicon's that no list has", one, "chromebook", "chromebok", "chromebook"},
        {"what a glob fits", one, "resist*", "resistence", "="},
        {"a listed word that a glob fits", one, "curricul*", "curiculum", "curriculum"},
        {"=word only as it is", one, "=budgets", "bugdets", "budgets"},
        {"and no other form of it", one, "=budgets", "bugdet", "-"},
        {"digits", one, "budget", "budg3t", "-"},
        {"marks are no difference", "spelling: 1, language: spanish", "capacitaci\u00F3n", "capasitaci\u00F3n",
         "capacitaci\u00F3n"},
        {"a letter doubled, in Spanish", "spelling: 1, language: spanish", "maestros", "maesttros", "maestros"},
        {"endings that the Spanish list does not have", "spelling: 1, language: spanish", "cantaban", "cansaban", "-"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vb_buffer out = {0};
        show(&rows[i], &out);
        cr_expect_str_eq(out.ptr, rows[i].taken_for, "%s: %s is taken for %s", rows[i].rule, rows[i].word, out.ptr);
        vb_buffer_release(&out);
    }
}
