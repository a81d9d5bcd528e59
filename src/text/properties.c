#include "text/properties.h"

#include "text/unicode_table.h"

vb_property vb_property_of_rare(uint32_t cp)
{
    size_t i = sizeof ranges / sizeof *ranges;
    while (ranges[--i] >> 8 > cp) /* there are few */
        ;
    return vb_property_rows[ranges[i] & 0xFF];
}
