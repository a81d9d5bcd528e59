/* The slow path of vb_tokens_split, for a part of an answer, and what comes after all parts. */
#ifndef VB_TEXT_STRETCH_H
#define VB_TEXT_STRETCH_H

#include "text/tokens.h"

/* Add the tokens of [beg, end) to `list`.  Each end must be one of the answer or next to a byte up to U+0020 that is
 * not in the stretch.  False when memory is out. */
bool vb_tokens_add_stretch(vb_str answer, size_t beg, size_t end, vb_token_mode mode, vb_token_list *list);

/* Rule T7, for an answer in which no other rule finds a token.  False when memory is out. */
bool vb_tokens_add_currency(vb_str answer, vb_token_list *list);

#endif
