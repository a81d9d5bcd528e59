/* Terms that are regular expressions, on an answer's folded text. */
#ifndef VB_MATCH_REGEX_TERMS_H
#define VB_MATCH_REGEX_TERMS_H

#include "match/matcher.h"

/* Free what they need of the matcher's memory. */
void vb_regex_terms_release(vb_matcher *matcher);

/* Add the matches of all regex terms to the matcher's.  False when memory is out. */
bool vb_regex_terms_run(vb_matcher *matcher);

#endif
