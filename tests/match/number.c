#include "match/number.h"

#include "support.h"

Test(number, cases)
{
    static const struct {
        const char *rule, *language, *word;
        bool is;
    } rows[] = {
        {"digits", "english", "5", true},
        {"digits", "english", "0", true},
        {"digits", "english", "2024", true},
        {"digits", "english", "1,000", true},
        {"digits", "english", "12,345,678", true},
        {"digits", "english", "3.5", true},
        {"digits", "english", "1,000.5", true},
        {"not digits alone", "english", "", false},
        {"not digits alone", "english", "k12", false},
        {"not digits alone", "english", "12k", false},
        {"not digits alone", "english", "2nd", false},
        {"not digits alone", "english", "3a5", false},
        {"no digit", "english", ",", false},
        {"no digit", "english", ".", false},
        {"number words", "english", "one", true},
        {"number words", "english", "two", true},
        {"number words", "english", "nine", true},
        {"number words", "english", "ten", true},
        {"number words", "english", "twelve", true},
        {"number words", "english", "nineteen", true},
        {"number words", "english", "twenty", true},
        {"number words", "english", "ninety", true},
        {"number words", "english", "hundred", true},
        {"number words", "english", "thousand", true},
        {"no number word", "english", "many", false},
        {"no number word", "english", "onerous", false},
        {"no number word", "english", "on", false},
        {"no number word", "english", "tent", false},
        {"no number word", "english", "time", false},
        {"of the language", "spanish", "cinco", true},
        {"of the language", "spanish", "cien", true},
        {"of the language", "spanish", "mil", true},
        {"of another language", "english", "cinco", false},
        {"of another language", "spanish", "five", false},
        {"digits in any language", "spanish", "5", true},
        {"no list: digits alone", "hungarian", "5", true},
        {"no list: digits alone", "hungarian", "1,000", true},
        {"no list: digits alone", "hungarian", "five", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        cr_expect(vb_number_is(rows[i].language, vb_str_of(rows[i].word)) == rows[i].is, "%s: %s \"%s\"",
                  rows[i].rule, rows[i].language, rows[i].word);
}
