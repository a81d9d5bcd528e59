#include "match/number.h"

#include "base/str.h"

/* Cardinal words up to a million; compounds ("twenty-one", "treinta y uno") are several words of their own. */
static const char *const english[] = {
    "zero",     "one",     "two",     "three",     "four",     "five",     "six",     "seven",    "eight",
    "nine",     "ten",     "eleven",  "twelve",    "thirteen", "fourteen", "fifteen", "sixteen",  "seventeen",
    "eighteen", "nineteen", "twenty", "thirty",    "forty",    "fifty",    "sixty",   "seventy",  "eighty",
    "ninety",   "hundred", "thousand", "million",  "dozen",    "hundreds", "thousands", "dozens", NULL};
static const char *const spanish[] = {
    "cero",   "uno",    "una",     "un",      "dos",      "tres",      "cuatro",  "cinco",   "seis",    "siete",
    "ocho",   "nueve",  "diez",    "once",    "doce",     "trece",     "catorce", "quince",  "veinte",  "treinta",
    "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa", "cien",   "ciento",  "mil",     "docena",
    "cientos", "miles", "docenas", NULL};

static bool has_digits_only(vb_str word)
{
    bool digit = false;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        digit = digit || (c >= '0' && c <= '9');
        if ((c < '0' || c > '9') && c != ',' && c != '.')
            return false;
    }
    return digit;
}

bool vb_number_is(const char *language, vb_str word)
{
    if (has_digits_only(word))
        return true;
    const char *const *words = strcmp(language, "english") == 0   ? english
                               : strcmp(language, "spanish") == 0 ? spanish
                                                                  : NULL;
    for (; words != NULL && *words != NULL; words++)
        if (vb_str_equal(vb_str_of(*words), word))
            return true;
    return false;
}
