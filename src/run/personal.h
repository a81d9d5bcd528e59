/* Columns that identify people, by their names. */
#ifndef VB_RUN_PERSONAL_H
#define VB_RUN_PERSONAL_H

#include "verbatim.h"

/* Set *is: the column holds names, e-mail or IP addresses, telephone numbers, street addresses or places of people,
 * by what survey tools and people call such columns.  False when memory is out. */
bool vb_personal_column(vb_str name, bool *is);

#endif
