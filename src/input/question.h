/* Names of the columns that are one question with many choices. */
#ifndef VB_INPUT_QUESTION_H
#define VB_INPUT_QUESTION_H

#include "base/str.h"

/* What is behind the last " - " of a label, or behind the "?-" or the like of a legacy export: the choice that a
 * column is for; empty: there is none. */
vb_str vb_question_option(vb_str label);

/* "Q15" of "Q15_8"; empty if there is no number behind a name. */
vb_str vb_question_stem(vb_str name);

/* What two names have in common, up to and with the last ": " or " - " of it; empty: nothing. */
vb_str vb_question_shared(vb_str a, vb_str b);

/* The question that a text beside a choice is of: "Q15" of "Q15_8_TEXT", "Role?" of "Role? - Other - Text"; empty:
 * this is the name or label of something else. */
vb_str vb_question_of_text(vb_str name);

/* True if this, a column's name or label, is a question's: its own, or with a choice behind it. */
bool vb_question_is_of(vb_str name, vb_str question);

/* A question's name without the stars and what parts them, or choices, from it. */
vb_str vb_question_bare(vb_str name);

#endif
