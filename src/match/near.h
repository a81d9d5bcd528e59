/* Terms of the form `a ~5 b`. */
#ifndef VB_MATCH_NEAR_H
#define VB_MATCH_NEAR_H

#include "match/matcher.h"

/* Add the matches of a NEAR term to the matcher's.  False when memory is out. */
bool vb_near_run(vb_matcher *matcher, size_t term);

#endif
