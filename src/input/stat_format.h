/* Numbers of statistics packages as text: shortest decimals, and dates by the variable's format. */
#ifndef VB_INPUT_STAT_FORMAT_H
#define VB_INPUT_STAT_FORMAT_H

#include "input/variables.h"

/* What a variable's format says that its numbers are. */
typedef enum {
    VB_STAT_PLAIN,
    VB_STAT_DATE,
    VB_STAT_DATETIME,
    VB_STAT_TIME,   /* a time of day, or a length of time */
    VB_STAT_WEEKS,  /* Stata: since 1960, each year's first beginning on 1 January */
    VB_STAT_MONTHS, /* Stata: since 1960; and so on */
    VB_STAT_QUARTERS,
    VB_STAT_HALVES,
} vb_stat_class;

vb_stat_class vb_stat_class_of(vb_origin origin, vb_str format);

enum { VB_STAT_TEXT = 40 }; /* bytes that a number or a date may take */

/* The shortest decimal that reads back as the same double (or, if `single`, as the same float); returns its length.
 * Not for NaN. */
size_t vb_stat_number_text(double value, bool single, char out[VB_STAT_TEXT]);

/* ISO 8601 ("2026-11-21", "2026-11-21T10:15:00", "10:15:00"; "2026-11", "2026-Q4", "2026-H2"; Stata's weeks, which
 * are not ISO's, as Stata writes them: "2026w47"), or 0 for what no such date is. */
size_t vb_stat_date_text(vb_origin origin, vb_stat_class class, double value, char out[VB_STAT_TEXT]);

/* The value as another package counts it: DATE, DATETIME and TIME; others are not changed. */
double vb_stat_translate(vb_stat_class class, vb_origin from, vb_origin to, double value);

#endif
