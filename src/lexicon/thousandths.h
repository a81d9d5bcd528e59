/* Decimal numbers in thousandths: weights and thresholds. */
#ifndef VB_LEXICON_THOUSANDTHS_H
#define VB_LEXICON_THOUSANDTHS_H

#include "verbatim.h"

/* A number with at most three decimals in thousandths, at most `most` (a whole number); false if it is none. */
bool vb_reader_thousandths(vb_str text, uint32_t most, uint32_t *out);

#endif
