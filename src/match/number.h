/* What `<number>` matches. */
#ifndef VB_MATCH_NUMBER_H
#define VB_MATCH_NUMBER_H

#include "verbatim.h"

/* True if a folded word is a number: digits (also 1,000 and 3.5), or a number word of the language.  Languages
 * without a list know digits alone. */
bool vb_number_is(const char *language, vb_str word);

#endif
