/* Cells of CSV and TSV. */
#include "layouts.h"

Test(csv, cell)
{
    static const struct {
        const char *rule;
        vb_str cell;
        char separator;
        vb_str wanted;
    } cases[] = {
        {"RFC 4180, 2.5: quotes are optional", TEXT("plain"), ',', TEXT("plain")},
        {"empty", TEXT(""), ',', TEXT("")},
        {"2.6: separator", TEXT("a,b"), ',', TEXT("\"a,b\"")},
        {"2.6: line feed", TEXT("a\nb"), ',', TEXT("\"a\nb\"")},
        {"2.6: carriage return", TEXT("a\rb"), ',', TEXT("\"a\rb\"")},
        {"2.7: quote", TEXT("say \"hi\""), ',', TEXT("\"say \"\"hi\"\"\"")},
        {"2.7: only quotes", TEXT("\"\""), ',', TEXT("\"\"\"\"\"\"")},
        {"another separator", TEXT("a,b"), ';', TEXT("a,b")},
        {"another separator", TEXT("a;b"), ';', TEXT("\"a;b\"")},
        {"tab", TEXT("a\tb"), '\t', TEXT("\"a\tb\"")},
        {"2.4: spaces are part of a cell", TEXT(" a "), ',', TEXT(" a ")},
        {"bytes over 127", TEXT("caf\xC3\xA9 \xFF"), ',', TEXT("caf\xC3\xA9 \xFF")},
        {"NUL", TEXT("a\0b"), ',', TEXT("a\0b")},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        vb_buffer out = {0};
        vb_csv_cell(&out, cases[i].cell, cases[i].separator);
        expect(&out, cases[i].wanted, cases[i].rule);
    }
}

/* A special byte is found wherever it stands: the scan takes eight bytes at a time. */
Test(csv, cell_of_every_length)
{
    static const char special[] = ",\"\n\r";
    char cell[40];
    for (size_t len = 0; len < sizeof cell; len++) {
        /* Bytes that differ from a special one in the highest bit only, or in the lowest. */
        for (size_t i = 0; i < len; i++)
            cell[i] = "\xAC-\xA2#z\x8A\x0B\x8D\x0C"[i % 9];
        vb_buffer out = {0};
        vb_csv_cell(&out, (vb_str){cell, len}, ',');
        expect(&out, (vb_str){cell, len}, "nothing special");
        for (size_t at = 0; at < len; at++)
            for (size_t k = 0; k < 4; k++) {
                char old = cell[at];
                cell[at] = special[k];
                vb_csv_cell(&out, (vb_str){cell, len}, ',');
                cr_expect_eq(out.len, len + 2 + (special[k] == '"'), "byte %d at %zu of %zu", special[k], at, len);
                vb_buffer_clear(&out);
                cell[at] = old;
            }
        vb_buffer_release(&out);
    }
}
