/* Clause ends by punctuation, rules B7 to B10. */
#ifndef VB_TEXT_CLAUSE_BREAK_H
#define VB_TEXT_CLAUSE_BREAK_H

#include "text/tokens.h"

/* True if a clause ends between two tokens of `answer` that follow each other. */
bool vb_clause_ends(vb_str answer, vb_token before, vb_token after);

/* True if the token is one letter, with its marks. */
bool vb_is_single_letter(vb_str answer, vb_token token);

#endif
