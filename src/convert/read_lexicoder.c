/* Lexicoder 3 dictionaries (.lc3): `+CATEGORY`, and below it an entry a line. */
#include "base/str.h"
#include "convert/readers.h"

bool vb_read_lexicoder(vb_dictionary *d, vb_str text, vb_error *err)
{
    vb_str line;
    size_t category = VB_NO_CATEGORY;
    vb_str begin = vb_str_trim(text);
    if (begin.len > 0 && begin.ptr[0] == '<')
        return vb_read_yoshikoder(d, text, err); /* .lcd: the same XML */
    vb_dictionary_count_words(d);
    for (size_t number = 1; vb_line_next(&text, &line); number++) {
        vb_str entry = vb_str_trim(line);
        if (entry.len == 0)
            continue;
        vb_spot spot = {d->file, number, vb_line_column(line, (size_t)(entry.ptr - line.ptr))};
        if (entry.ptr[0] == '+' && entry.len > 1)
            category =
                vb_dictionary_category_add(d, VB_NO_CATEGORY, vb_str_trim(vb_str_cut(entry, 1, entry.len)), spot);
        else if (category == VB_NO_CATEGORY)
            vb_dictionary_lose(d, VB_LEFT_OUT, spot, "`%.*s` is in no category", VB_ARG(entry));
        else
            (void)vb_dictionary_phrase_add(d, category, entry, "", "*", spot);
    }
    return true;
}
