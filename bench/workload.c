/* workload CORPUS.csv ROWS [whole]: print a survey of ROWS answers, all made from the corpus's own so that words come
 * as often as in real answers.  Two kinds:
 *   - the first half of one answer, cut between words, and the second half of another: most are different;
 *   - whole: answers as they are, which come again, as in surveys short ones do most: the shorter of two drawn at
 *     random, so that the shortest comes twice as often as on average, the longest hardly ever.
 * The same arguments always print the same bytes. */
#include "base/str.h"
#include "input/columns.h"
#include "output/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALL = 1 << 28 }; /* bytes of a corpus, read as one batch */

static uint64_t state = 450;

/* A number below n: xorshift64* (Vigna 2016), good enough to shuffle with. */
static size_t below(size_t n)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (size_t)((state * UINT64_C(2685821657736338717)) >> 33) % n;
}

/* Where a word begins nearest behind the middle. */
static size_t middle(vb_str text)
{
    size_t at = text.len / 2;
    while (at < text.len && text.ptr[at] != ' ')
        at++;
    return at;
}

/* The corpus's quotation marks would need doubling; apostrophes will do here. */
static void add_text(vb_buffer *out, vb_str text)
{
    for (size_t i = 0; i < text.len; i++)
        vb_buffer_add_char(out, text.ptr[i] == '"' ? '\'' : text.ptr[i]);
}

static void add_row(vb_buffer *out, size_t number, bool whole, vb_str a, vb_str b, const vb_record *who)
{
    char id[24];
    (void)snprintf(id, sizeof id, "%zu,", number);
    vb_buffer_add_text(out, id);
    vb_csv_cell(out, who->cells[1], ',');
    vb_buffer_add_char(out, ',');
    vb_csv_cell(out, who->cells[2], ',');
    vb_buffer_add_text(out, ",\"");
    if (whole) {
        add_text(out, a.len <= b.len ? a : b);
    } else {
        add_text(out, vb_str_cut(a, 0, middle(a)));
        add_text(out, vb_str_cut(b, middle(b), b.len));
    }
    vb_buffer_add_text(out, "\"\n");
}

int main(int argc, char **argv)
{
    bool whole = argc == 4 && strcmp(argv[3], "whole") == 0;
    if (argc != 3 && !whole) {
        (void)fputs("usage: workload CORPUS.csv ROWS [whole]\n", stderr);
        return 2;
    }
    vb_error err;
    vb_batch batch = {0};
    vb_buffer out = {0};
    vb_records *records = vb_records_open(argv[1], &(vb_input_options){.format = VB_INPUT_CSV}, &err);
    if (records != NULL)
        vb_records_set_batch(records, ALL);
    if (records == NULL || vb_records_next(records, &batch, &err) != VB_OK || batch.n == 0) {
        (void)fprintf(stderr, "%s: %s\n", argv[1], err.text);
        return 2;
    }
    size_t rows = strtoul(argv[2], NULL, 10);
    puts("id,job_title,stage,answer");
    for (size_t i = 1; i <= rows; i++) {
        const vb_record *a = &batch.records[below(batch.n)], *b = &batch.records[below(batch.n)];
        add_row(&out, i, whole, a->cells[3], b->cells[3], &batch.records[below(batch.n)]);
        if (out.len > 1 << 20 || i == rows) {
            if (out.failed || fwrite(out.ptr, 1, out.len, stdout) != out.len)
                return 2;
            vb_buffer_clear(&out);
        }
    }
    vb_buffer_release(&out);
    vb_batch_release(&batch);
    vb_records_close(records);
    return fclose(stdout) == 0 ? 0 : 2;
}
