#include "output/row_formats.h"

#include "text/utf8.h"

void vb_row_header(const vb_row_layout *layout, vb_buffer *out)
{
    if (layout->format == VB_OUTPUT_CSV || layout->format == VB_OUTPUT_TSV)
        vb_row_csv_header(layout, out);
}

void vb_row_header_more(const vb_row_layout *layout, const vb_record *row, vb_buffer *out)
{
    if (layout->format == VB_OUTPUT_CSV || layout->format == VB_OUTPUT_TSV)
        vb_row_csv_more(layout, row, out);
}

void vb_row_add(const vb_row_layout *layout, const vb_record *record, const vb_str *values, vb_buffer *out)
{
    switch (layout->format) {
    case VB_OUTPUT_CSV:
    case VB_OUTPUT_TSV:
        vb_row_csv(layout, record, values, out);
        break;
    case VB_OUTPUT_JSONL:
        vb_row_json(layout, record, values, out);
        break;
    case VB_OUTPUT_TEXT:
        vb_row_text(layout, record, values, out);
        break;
    }
}

size_t vb_character_at(vb_str s, size_t at)
{
    unsigned char lead = (unsigned char)s.ptr[at];
    size_t len = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (len > s.len - at || !vb_utf8_valid((vb_str){s.ptr + at, len}, NULL))
        return 0;
    return len;
}
