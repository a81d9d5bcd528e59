/* One function a format, and what they share; rows.c chooses.  Only for this folder. */
#ifndef VB_OUTPUT_ROW_FORMATS_H
#define VB_OUTPUT_ROW_FORMATS_H

#include "output/rows.h"

void vb_row_csv_header(const vb_row_layout *layout, vb_buffer *out);
void vb_row_csv_more(const vb_row_layout *layout, const vb_record *row, vb_buffer *out);
void vb_row_csv(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out);
void vb_row_json(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out);
void vb_row_text(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out);

#endif
