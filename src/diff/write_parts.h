/* What text and Markdown have alike: the changed answers, and what is said of gold and gates. */
#ifndef VB_DIFF_WRITE_PARTS_H
#define VB_DIFF_WRITE_PARTS_H

#include "diff/diff.h"

/* What stands around each in a format. */
typedef struct {
    void (*escape)(vb_str text, vb_buffer *out); /* text of strangers, safe there */
    const char *change, *before, *after;         /* begin an answer, and its two codings */
    const char *answer;                          /* between codes and answer */
    const char *counts[3];                       /* around a piece that counts, and behind its code */
    const char *other[3];                        /* the same of one that was denied or cancelled */
    const char *passed, *failed;                 /* begin a gate */
} vb_diff_style;

void vb_diff_add_changes(const vb_diff *diff, const vb_diff_style *style, vb_buffer *out);
void vb_diff_add_gates(const vb_diff *diff, const vb_diff_style *style, vb_buffer *out);

/* "OLD → NEW", the names of the lexicons. */
void vb_diff_add_names(const vb_diff *diff, const vb_diff_style *style, vb_buffer *out);

/* "3 gold codes are in no lexicon and count as missed, such as x." */
void vb_diff_add_unknown(const vb_diff *diff, const vb_diff_style *style, vb_buffer *out);

#endif
