/* Ids that stand more than once. */
#include "run/repeats.h"

#include "base/str.h"

#include <criterion/criterion.h>
#include <stdio.h>

static char told[1024];

static void keep(void *context, const char *line)
{
    (void)context;
    (void)snprintf(told, sizeof told, "%s", line);
}

static void note(vb_repeats *r, const char *id, size_t file, size_t row)
{
    cr_assert(vb_repeats_note(r, vb_str_of(id), file, row));
}

static const char *tell(const vb_repeats *r, const char *const *inputs, size_t n)
{
    vb_job job = {.inputs = inputs, .n_inputs = n, .tell = keep};
    told[0] = '\0';
    vb_repeats_tell(r, &job);
    return told;
}

static const char *const one_file[] = {"a.csv"}, *const two_files[] = {"a.csv", "b.csv"};

Test(repeats, none)
{
    vb_repeats r = {0};
    cr_expect_str_eq(tell(&r, one_file, 1), "");
    note(&r, "1", 0, 1);
    note(&r, "2", 0, 2);
    note(&r, "", 0, 3); /* no id is no id twice */
    note(&r, "", 0, 4);
    cr_expect_eq(r.repeated, 0);
    cr_expect_str_eq(tell(&r, one_file, 1), "");
    vb_repeats_release(&r);
}

Test(repeats, told)
{
    vb_repeats r = {0};
    note(&r, "ana", 0, 1);
    note(&r, "ben", 0, 2);
    note(&r, "ben", 0, 5);
    cr_expect_str_eq(tell(&r, one_file, 1), "1 id stands more than once: ben in rows 2 and 5: are answers in twice?");
    note(&r, "ben", 0, 6); /* a third time is the same id */
    cr_expect_eq(r.repeated, 1);
    note(&r, "ana", 0, 7);
    cr_expect_str_eq(tell(&r, one_file, 1),
                     "2 ids stand more than once, the first is ben in rows 2 and 5: are answers in twice?");
    vb_repeats_release(&r);
}

Test(repeats, files)
{
    vb_repeats r = {0};
    note(&r, "ana", 0, 3);
    note(&r, "ana", 1, 1);
    cr_expect_str_eq(tell(&r, two_files, 2),
                     "1 id stands more than once: ana in a.csv, row 3, and b.csv, row 1: are answers in twice?");
    vb_repeats_release(&r);
}

/* An id of 45 bytes is cut at 40, before the character that stands across: 39 letters and one of two bytes. */
Test(repeats, cut)
{
    vb_repeats r = {0};
    note(&r, "123456789012345678901234567890123456789äxxxx", 0, 1);
    note(&r, "123456789012345678901234567890123456789äxxxx", 0, 2);
    cr_expect_str_eq(r.first, "123456789012345678901234567890123456789…");
    vb_repeats_release(&r);
}

/* Many ids: the table grows, and forgets none; rows are those of the first two. */
Test(repeats, many)
{
    enum { IDS = 5000 };
    vb_repeats r = {0};
    char id[16];
    for (size_t i = 0; i < 2 * IDS; i++) {
        (void)snprintf(id, sizeof id, "R%zu", i % IDS);
        note(&r, id, 0, i + 1);
    }
    cr_expect_eq(r.n, IDS);
    cr_expect_eq(r.repeated, IDS);
    cr_expect_str_eq(r.first, "R0");
    cr_expect_eq(r.rows[0], 1);
    cr_expect_eq(r.rows[1], IDS + 1);
    vb_repeats_release(&r);
}

/* Numbers that count on need no places, but are known: by row when they come again, wherever the run has ended. */
Test(repeats, numbers)
{
    vb_repeats r = {0};
    char id[16];
    for (size_t i = 1; i <= 1000; i++) {
        (void)snprintf(id, sizeof id, "%zu", i + 6);
        note(&r, id, 0, i);
    }
    cr_expect_eq(r.n, 0);
    note(&r, "007", 0, 1001);  /* not how 7 is written */
    note(&r, "1007", 0, 1003); /* a row lies between */
    note(&r, "6", 0, 1004);
    cr_expect_eq(r.repeated, 0);
    cr_expect_eq(r.n, 3);
    note(&r, "8", 1, 1);
    cr_expect_str_eq(tell(&r, two_files, 2),
                     "1 id stands more than once: 8 in a.csv, row 2, and b.csv, row 1: are answers in twice?");
    note(&r, "8", 1, 2);
    note(&r, "1006", 1, 3);
    note(&r, "1007", 1, 4);
    cr_expect_eq(r.repeated, 3);
    vb_repeats_release(&r);
}

/* Of a run of more ids than are kept all come again: so many are told of, and kept. */
Test(repeats, most)
{
    vb_repeats r = {0};
    char id[16];
    for (size_t i = 0; i < 2 * (VB_REPEATS_MOST + 2); i++) {
        (void)snprintf(id, sizeof id, "%zu", 1 + i % (VB_REPEATS_MOST + 2));
        note(&r, id, 0, 1 + i);
    }
    cr_expect_eq(r.n, VB_REPEATS_MOST);
    cr_expect_eq(r.repeated, VB_REPEATS_MOST);
    vb_repeats_release(&r);
}

/* A number behind another id, 0, and from the same number on in the next file. */
Test(repeats, runs)
{
    vb_repeats r = {0};
    note(&r, "x", 0, 1);
    note(&r, "1", 0, 2);
    note(&r, "1", 0, 3);
    cr_expect_eq(r.repeated, 1);
    vb_repeats_release(&r);
    note(&r, "0", 0, 1);
    note(&r, "1", 0, 2);
    cr_expect_eq(r.n, 0);
    note(&r, "0", 0, 3);
    cr_expect_eq(r.repeated, 1);
    vb_repeats_release(&r);
    note(&r, "1", 0, 1);
    note(&r, "2", 0, 2);
    note(&r, "1", 1, 1);
    note(&r, "2", 1, 2);
    note(&r, "3", 1, 3);
    cr_expect_eq(r.repeated, 2);
    cr_expect_eq(r.rows[0], 1);
    vb_repeats_release(&r);
}
