/* What a word is known by: its forms and stems, and how they meet those of a term. */
#include "match/matching.h"

#define SPANISH "settings: {language: spanish}"
#define GERMAN "settings: {language: german}"
#define FRENCH "settings: {language: french}"
#define KEEP "settings: {diacritics: keep}"

Test(keys, spelling)
{
    static const matching_row rows[] = {
        {"case", NULL, "time", "time Time TIME tIME", "1, 2, 3, 4"},
        {"case", NULL, "Time\nTIME", "time", "1 | 1"},
        {"case of globs", NULL, "RESIST*", "resisting Resisting", "1, 2"},
        {"case kept", NULL, "{term: IT, case: true}", "IT it It ITs IT", "1, 5"},
        {"case kept", NULL, "{term: Teach*, case: true}", "Teachers teachers", "1"},
        {"case kept, no stem", NULL, "{term: Trains, case: true}", "Trains Train TRAINS", "1"},
        {"case kept in a group", NULL, "{term: (IT|PD) staff, case: true}", "IT staff, it staff, IT Staff, PD staff",
         "1 2, 7 8"},
        {"case kept by one term alone", NULL, "{term: IT, case: true}\nit", "it IT", "2 | 1, 2"},
        {"n't", NULL, "don't know", "don't know, dont know, DON'T know, do not know", "1 2, 3 4, 5 6"},
        {"n't", NULL, "dont know", "don't know, dont know", "1 2, 3 4"},
        {"n't, exact", NULL, "=can't", "can't cant can cannot", "1, 2"},
        {"n't, other apostrophes", NULL, "won't", "won\u2019t won`t won\u00B4t won\u2018t wont", "1, 2, 3, 4, 5"},
        {"n't, another apostrophe in the term", NULL, "won\u2019t", "won't wont", "1, 2"},
        {"n't alone", NULL, "=we'll", "well we'll we\u2019ll", "2, 3"},
        {"n't with its case", NULL, "{term: Don't, case: true}", "Don't Dont don't dont", "1, 2"},
        {"possessive", NULL, "teacher", "teacher's teachers' teacher\u2019s", "1, 2, 3"},
        {"NFKC", NULL, "=fine\n=time\n=office", "\uFB01ne \uFF54\uFF49\uFF4D\uFF45 o\uFB03ce", "1 | 2 | 3"},
        {"no stems", "settings: {stem: false}", "training", "training Training train trainings", "1, 2"},
    };
    MATCHING_CHECK(rows);
}

/* Porter2 takes staffing to staf, staff to staff; initial and initiative both to initi; business and busy to busi. */
Test(keys, repairs)
{
    static const matching_row rows[] = {
        {"without", NULL, "staff\ninitiative\nbusy", "staffing initial business", "- | 2 | 3"},
        {"another word's stem", "words: {staffing: staff}", "staff", "Staffing staff staffings", "1, 2"},
        {"another word's stem, from the term", "words: {staffing: staff}", "staffing", "staff staffing", "1, 2"},
        {"itself alone", "words: {initial: =initial}", "initiative", "initial initiatives", "2"},
        {"itself alone", "words: {initial: =initial}", "initial", "Initial initiatives initially initial", "1, 4"},
        {"itself alone, another form", "words: {initially: =initial, initial: =initial}", "initial",
         "initiative initially initial", "2, 3"},
        {"an exact form is as it was", "words: {staffing: staff}", "=staff", "staffing staff", "2"},
        {"a glob is as it was", "words: {staffing: staff}", "staffi*", "staffing staff", "1"},
        {"folded", "words: {Staffing: Staff}", "staff", "STAFFING", "1"},
    };
    MATCHING_CHECK(rows);
}

/* `diacritics: fold`: marks go from Latin letters; a stem is taken before and after, and either may match. */
Test(keys, marks)
{
    static const matching_row rows[] = {
        {"fold, exact", NULL, "=caf\u00E9", "caf\u00E9 cafe CAF\u00C9 cafe\u0301", "1, 2, 3, 4"},
        {"fold, a bare term", NULL, "=cafe", "caf\u00E9", "1"},
        {"fold, glob", NULL, "caf?\nc\u00E0f*", "caf\u00E9 cafes", "1 | 1, 2"},
        {"keep, exact", KEEP, "=caf\u00E9", "cafe caf\u00E9 CAF\u00C9 cafe\u0301", "2, 3, 4"},
        {"keep, exact", KEEP, "=cafe", "caf\u00E9 cafe", "2"},
        {"keep, glob", KEEP, "caf\u00E9*", "cafes caf\u00E9s", "2"},
        {"fold, other letters keep theirs", NULL, "=\u043C\u043E\u0439", "\u043C\u043E\u0438 \u043C\u043E\u0439",
         "2"},
        /* "capacitación" ends in -ación and stems to capacit; so does the plural, whose accent is gone anyway. */
        {"Spanish", SPANISH, "capacitaci\u00F3n", "capacitacion Capacitaci\u00F3n capacitaciones CAPACITACI\u00D3N",
         "1, 2, 3, 4"},
        {"Spanish, a bare term", SPANISH, "capacitacion", "capacitaci\u00F3n capacitacion", "1, 2"},
        {"Spanish", SPANISH, "ni\u00F1o", "ninos ni\u00F1os ni\u00F1as", "1, 2, 3"},
        {"Spanish, exact", SPANISH, "=formaci\u00F3n", "formacion formaciones", "1"},
        {"Spanish, an accent at the start", SPANISH, "\u00EDndice", "indices \u00EDndices", "1, 2"},
        {"German", GERMAN, "\u00DCbung", "\u00FCbung \u00DCbungen ubung ubungen", "1, 2, 3, 4"},
        {"German", GERMAN, "=Stra\u00DFe", "strasse STRASSE stra\u00DFe", "1, 2, 3"},
        {"French", FRENCH, "\u00E9l\u00E8ve", "eleve \u00E9l\u00E8ves ELEVES", "1, 2, 3"},
        {"French", FRENCH, "=\u0153uvre", "\u0152uvre", "1"},
    };
    MATCHING_CHECK(rows);
}

/* A backslash takes the next character as itself: syntax becomes text, and text that is no word goes. */
Test(keys, backslash)
{
    static const matching_row rows[] = {
        {"no glob", NULL, "cat\\*", "category cat", "2"},
        {"no set", NULL, "\\<staff\\>", "staff", "1"},
        {"no exact form", NULL, "\\=training", "train", "1"},
        {"no regular expression", NULL, "\\/time\\/", "time", "1"},
        {"no ^", NULL, "\\^time", "no time", "2"},
        {"no $", NULL, "time\\$", "time time", "1, 2"},
        {"no ~", NULL, "need \\~5 time", "need 5 time", "1 2 3"},
        {"a star in a glob", NULL, "c\\at*", "cats", "1"},
    };
    MATCHING_CHECK(rows);
}
