#include "text/properties.h"

#include "text/unicode_table.h"

vb_property vb_property_search(uint32_t cp)
{
    /* The last range that begins at or before cp lies between those of its page and of the next page. */
    size_t low, high;
    if (cp < PAGED) {
        low = pages[cp / PAGE];
        high = pages[cp / PAGE + 1] + 1U;
    } else {
        low = pages[PAGED / PAGE];
        high = sizeof ranges / sizeof *ranges;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle] >> 8 <= cp)
            low = middle;
        else
            high = middle;
    }
    return rows[ranges[low] & 0xFF];
}
