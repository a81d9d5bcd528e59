/* Several tests at once. */
#ifndef VB_STATS_HOLM_H
#define VB_STATS_HOLM_H

#include "verbatim.h"

/* Step-down adjusted p-values (Holm 1979, "A simple sequentially rejective multiple test procedure"): `adjusted` may
 * be `p` itself.  NaN is a test that was not made: it stays NaN and does not count.  False when memory is out. */
bool vb_holm(const double *p, size_t n, double *adjusted);

#endif
