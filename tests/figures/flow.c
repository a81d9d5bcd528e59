/* What hidden counts may be, by hand. */
#include "figures/flow.h"

#include <criterion/criterion.h>

enum { ALL, ROW_1, ROW_2, COLUMN_1, COLUMN_2, NODES };

/* The 2 × 2 table 3 9 / 8 10, with bases 11 and 19 and totals 12 and 18.  With all four hidden the first can be 0 to
 * 11: the others follow (12 - x, 11 - x, 7 + x).  With one row published it can only be what it is.  With a row's
 * total hidden too, nothing changes: the two bases and the other total give it. */
Test(flow, two_by_two)
{
    vb_arena arena = {0};
    vb_flow flow;
    cr_assert(vb_flow_init(&flow, NODES, 6, &arena));
    size_t cells[4] = {vb_flow_add(&flow, COLUMN_1, ROW_1, 3, 0, VB_FLOW_FREE),
                       vb_flow_add(&flow, COLUMN_2, ROW_1, 9, 0, VB_FLOW_FREE),
                       vb_flow_add(&flow, COLUMN_1, ROW_2, 8, 0, VB_FLOW_FREE),
                       vb_flow_add(&flow, COLUMN_2, ROW_2, 10, 0, VB_FLOW_FREE)};
    size_t total = vb_flow_add(&flow, ROW_1, ALL, 12, 12, 12);
    (void)vb_flow_add(&flow, ROW_2, ALL, 18, 18, 18);
    for (size_t i = 0; i < 4; i++) {
        cr_expect(vb_flow_is_wide(&flow, cells[i], 11), "cell %zu", i);
        cr_expect_not(vb_flow_is_wide(&flow, cells[i], 12), "cell %zu", i);
        cr_expect(vb_flow_is_wide(&flow, cells[i], 1), "the flow left behind is as good: cell %zu", i);
    }
    vb_flow_set_limits(&flow, total, 0, VB_FLOW_FREE);
    cr_expect_not(vb_flow_is_wide(&flow, total, 1), "12 of 30 is what 18 leave");
    vb_arena_release(&arena);
}

/* A parent's 10 are its child's 4 and 6 of its own; only the child is hidden: it can be 0 to 10. */
Test(flow, child_and_own)
{
    enum { COLUMN, PART, CHILD, PARENT, PLACES };
    vb_arena arena = {0};
    vb_flow flow;
    cr_assert(vb_flow_init(&flow, PLACES, 4, &arena));
    (void)vb_flow_add(&flow, COLUMN, PART, 10, 10, 10);
    size_t child = vb_flow_add(&flow, PART, CHILD, 4, 0, VB_FLOW_FREE);
    (void)vb_flow_add(&flow, PART, PARENT, 6, 0, VB_FLOW_FREE);
    size_t sum = vb_flow_add(&flow, CHILD, PARENT, 4, 0, VB_FLOW_FREE);
    cr_expect(vb_flow_is_wide(&flow, child, 10));
    cr_expect_not(vb_flow_is_wide(&flow, child, 11));
    vb_flow_set_limits(&flow, sum, 0, 10);
    cr_expect(vb_flow_is_wide(&flow, child, 10));
    vb_arena_release(&arena);
}
