/* Counting: what is counted, and in which order it is read. */
#include "tally/tally.h"

#include "base/buffer.h"
#include "base/str.h"

#include <criterion/criterion.h>

typedef struct {
    const char *group;
    uint32_t rank;
    vb_reason reason;
    size_t primary;
    size_t codes[3];
    size_t n_codes;
    bool indicated;
} answer;

static void add(vb_tally *tally, const answer *a)
{
    vb_str group = vb_str_of(a->group);
    vb_tally_answer counted = {a->reason, a->primary, a->codes, a->n_codes, a->indicated};
    cr_assert(vb_tally_add(tally, &group, &a->rank, &counted));
}

static void list_pattern(void *context, const vb_tally_pattern *pattern)
{
    const vb_tally_answer *a = &pattern->answer;
    vb_buffer_printf(context, " %dx", (int)pattern->n);
    if (a->reason != VB_CODED)
        vb_buffer_printf(context, "reason%d", (int)a->reason);
    else
        vb_buffer_printf(context, "%zu%s", a->primary, a->indicated ? "?" : "");
    for (size_t i = 0; i < a->n_codes; i++)
        vb_buffer_printf(context, "%c%zu", i == 0 ? ':' : ',', a->codes[i]);
}

/* All that can be read of a tally's breakdown, as text; the caller releases it. */
static vb_buffer list(const vb_tally *tally, size_t breakdown)
{
    vb_buffer out = {0};
    size_t n;
    const vb_tally_group *groups = vb_tally_groups(tally, breakdown, &n);
    for (size_t i = 0; i <= n; i++) {
        if (i < n)
            vb_buffer_printf(&out, "%.*s(%d)", (int)groups[i].name.len, groups[i].name.ptr, (int)groups[i].rows);
        else
            vb_buffer_add_text(&out, "all");
        vb_tally_patterns(tally, breakdown, i < n ? i : SIZE_MAX, list_pattern, &out);
        vb_buffer_add_char(&out, '\n');
    }
    vb_buffer_add_char(&out, '\0');
    cr_assert_not(out.failed);
    return out;
}

static const answer answers[] = {
    {"b", 1, VB_CODED, 3, {1, 3}, 2, false},
    {"a", 1, VB_CODED, 3, {1, 3}, 2, false},
    {"", 0, VB_CODED, 3, {3}, 1, false},
    {"b", 1, VB_CODED, 1, {1, 3}, 2, false},
    {"c", 0, VB_REASON_NO_MATCH, SIZE_MAX, {0}, 0, false},
    {"", 0, VB_REASON_EMPTY, SIZE_MAX, {0}, 0, false},
    {"b", 1, VB_CODED, 3, {1, 3}, 2, false},
    {"d", 1, VB_CODED, 3, {1, 2, 3}, 3, false},
    {"d", 1, VB_CODED, 3, {1, 2, 3}, 3, true},
};

enum { ANSWERS = sizeof answers / sizeof answers[0] };

/* Groups: c by its rank, then b and d by their rows, then a, blank last although its rank is 0.
 * Patterns: coded first, by indicators alone (3?) behind, by primary, number of codes, codes; then by reason. */
static const char expected[] = "c(1) 1xreason6\n"
                               "b(3) 1x1:1,3 2x3:1,3\n"
                               "d(2) 1x3:1,2,3 1x3?:1,2,3\n"
                               "a(1) 1x3:1,3\n"
                               "(2) 1x3:3 1xreason1\n"
                               "all 1x1:1,3 1x3:3 3x3:1,3 1x3:1,2,3 1x3?:1,2,3 1xreason1 1xreason6\n";

static void expect(const vb_tally *tally, const char *what)
{
    vb_buffer text = list(tally, 0);
    cr_expect_str_eq(text.ptr, expected, "%s:\n%s", what, text.ptr);
    vb_buffer_release(&text);
}

Test(tally, order_does_not_depend_on_the_input)
{
    for (size_t start = 0; start < ANSWERS; start++) {
        vb_tally *forward = vb_tally_new(1);
        vb_tally *backward = vb_tally_new(1);
        for (size_t i = 0; i < ANSWERS; i++) {
            add(forward, &answers[(start + i) % ANSWERS]);
            add(backward, &answers[(start + ANSWERS - i) % ANSWERS]);
        }
        expect(forward, "forward");
        expect(backward, "backward");
        vb_tally_free(forward);
        vb_tally_free(backward);
    }
}

Test(tally, merge_is_the_tally_of_both)
{
    static const size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t o = 0; o < 6; o++) {
        vb_tally *parts[3];
        for (size_t i = 0; i < 3; i++)
            parts[i] = vb_tally_new(1);
        for (size_t i = 0; i < ANSWERS; i++)
            add(parts[i % 3], &answers[i]);
        vb_tally *sum = vb_tally_new(1);
        for (size_t i = 0; i < 3; i++)
            cr_assert(vb_tally_merge(sum, parts[orders[o][i]]));
        expect(sum, "merged");
        for (size_t i = 0; i < 3; i++)
            vb_tally_free(parts[i]);
        vb_tally_free(sum);
    }
}

Test(tally, adding_after_reading)
{
    vb_tally *tally = vb_tally_new(1);
    for (size_t i = 0; i < ANSWERS; i++) {
        size_t n;
        (void)vb_tally_groups(tally, 0, &n);
        vb_buffer text = list(tally, 0);
        vb_buffer_release(&text);
        add(tally, &answers[i]);
    }
    expect(tally, "read between");
    vb_tally_free(tally);
}

Test(tally, keeps_its_own_copies)
{
    vb_tally *tally = vb_tally_new(1);
    char name[] = "teacher";
    size_t codes[] = {4, 5};
    vb_str group = vb_str_of(name);
    vb_tally_answer counted = {VB_CODED, 5, codes, 2, false};
    cr_assert(vb_tally_add(tally, &group, NULL, &counted));
    memset(name, 'x', sizeof name - 1);
    codes[0] = codes[1] = 9;
    vb_buffer text = list(tally, 0);
    cr_expect_str_eq(text.ptr, "teacher(1) 1x5:4,5\nall 1x5:4,5\n");
    vb_buffer_release(&text);
    vb_tally_free(tally);
}

Test(tally, a_group_takes_its_smallest_rank)
{
    static const answer both[] = {
        {"late", 5, VB_CODED, 1, {1}, 1, false},
        {"late", 0, VB_CODED, 1, {1}, 1, false},
        {"early", 1, VB_CODED, 1, {1}, 1, false},
    };
    for (size_t turn = 0; turn < 2; turn++) {
        vb_tally *tally = vb_tally_new(1);
        for (size_t i = 0; i < 3; i++)
            add(tally, &both[turn == 0 ? i : 2 - i]);
        size_t n;
        const vb_tally_group *groups = vb_tally_groups(tally, 0, &n);
        cr_assert_eq(n, 2);
        cr_expect(vb_str_equal(groups[0].name, VB_LITERAL("late")));
        cr_expect_eq(groups[0].rank, 0);
        vb_tally_free(tally);
    }
}

Test(tally, breakdowns_count_the_same_answers)
{
    vb_tally *tally = vb_tally_new(2);
    static const vb_str groups[][2] = {{{"a", 1}, {"x", 1}}, {{"a", 1}, {"y", 1}}, {{"b", 1}, {"x", 1}}};
    size_t code = 7;
    vb_tally_answer counted = {VB_CODED, 7, &code, 1, false};
    for (size_t i = 0; i < 3; i++)
        cr_assert(vb_tally_add(tally, groups[i], NULL, &counted));
    vb_buffer first = list(tally, 0);
    vb_buffer second = list(tally, 1);
    vb_buffer none = list(tally, 2);
    cr_expect_str_eq(first.ptr, "a(2) 2x7:7\nb(1) 1x7:7\nall 3x7:7\n");
    cr_expect_str_eq(second.ptr, "x(2) 2x7:7\ny(1) 1x7:7\nall 3x7:7\n");
    cr_expect_str_eq(none.ptr, "all 3x7:7\n", "no such breakdown");
    vb_buffer_release(&first);
    vb_buffer_release(&second);
    vb_buffer_release(&none);
    vb_tally_free(tally);
}

Test(tally, empty_ones)
{
    vb_tally *tally = vb_tally_new(0);
    vb_tally *other = vb_tally_new(0);
    cr_assert(vb_tally_merge(tally, other));
    vb_tally_answer uncoded = {VB_REASON_NO_MATCH, SIZE_MAX, NULL, 0, false};
    cr_assert(vb_tally_add(tally, NULL, NULL, &uncoded));
    vb_buffer text = list(tally, 0);
    cr_expect_str_eq(text.ptr, "all 1xreason6\n");
    vb_buffer_release(&text);
    vb_tally_free(other);
    vb_tally_free(tally);
    vb_tally_free(NULL);
}

/* More groups, patterns and pairs than the tables begin with. */
Test(tally, many)
{
    enum { GROUPS = 500, CODES = 300, ROUNDS = 3 };
    vb_tally *tally = vb_tally_new(1);
    for (size_t i = 0; i < (size_t)GROUPS * CODES * ROUNDS; i++) {
        char name[16];
        int len = snprintf(name, sizeof name, "g%zu", i % GROUPS);
        vb_str group = {name, (size_t)len};
        size_t code = i / GROUPS % CODES;
        vb_tally_answer counted = {VB_CODED, code, &code, 1, false};
        cr_assert(vb_tally_add(tally, &group, NULL, &counted));
    }
    size_t n;
    const vb_tally_group *groups = vb_tally_groups(tally, 0, &n);
    cr_assert_eq(n, GROUPS);
    for (size_t i = 0; i < n; i++)
        cr_assert_eq(groups[i].rows, (uint64_t)CODES * ROUNDS);
    vb_buffer text = {0};
    vb_tally_patterns(tally, 0, GROUPS - 1, list_pattern, &text);
    cr_expect(vb_str_equal(vb_str_cut(vb_buffer_str(&text), 0, 16), VB_LITERAL(" 3x0:0 3x1:1 3x2")));
    size_t patterns = 0;
    for (size_t i = 0; i < text.len; i++)
        patterns += text.ptr[i] == ' ';
    cr_expect_eq(patterns, CODES);
    vb_buffer_release(&text);
    vb_tally_free(tally);
}
