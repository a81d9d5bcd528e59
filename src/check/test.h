/* Whether a test of a lexicon passes. */
#ifndef VB_CHECK_TEST_H
#define VB_CHECK_TEST_H

#include "lexicon/lexicon.h"

/* `coding` is that of the test's answer with `lexicon`, in which the test was read.  The codes are compared as sets. */
bool vb_test_passes(const vb_lexicon_test *test, const vb_lexicon *lexicon, const vb_coding *coding);

#endif
