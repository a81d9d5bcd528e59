/* The group that a value puts a respondent into. */
#include "run/grouping.h"

#include "support.h"

static vb_by by(const char *lexicon)
{
    return (vb_by){.name = VB_LITERAL("job"), .lexicon = lexicon};
}

/* A value is looked up as it stands, and coded without the space around it; again it is the same. */
Test(grouping, by_lexicon)
{
    static const struct {
        const char *text, *group;
    } rows[] = {
        {"Principal", "school-leader"},
        {" principal\t", "school-leader"},
        {"3rd grade teacher", "teacher"},
        {"", ""},
        {" \n", ""},
        {"zzz", ""},
        {"teacher \xFF", ""},
    };
    vb_by job = by("job-titles");
    vb_grouping grouping;
    vb_grouper grouper;
    vb_error err = {0};
    cr_assert_eq(vb_grouping_init(&grouping, &job, &err), VB_OK, "%s", err.text);
    cr_assert_eq(vb_grouper_init(&grouper, &grouping, &err), VB_OK, "%s", err.text);
    for (size_t i = 0; i < 2 * COUNT_OF(rows); i++) {
        const char *text = rows[i % COUNT_OF(rows)].text, *wanted = rows[i % COUNT_OF(rows)].group;
        vb_str group;
        uint32_t rank;
        cr_assert_eq(vb_grouper_find(&grouper, vb_str_of(text), &group, &rank, &err), VB_OK, "%s", err.text);
        cr_expect(vb_str_equal(group, vb_str_of(wanted)), "\"%s\": %.*s, not %s", text, VB_ARG(group), wanted);
        cr_expect_eq(rank > 0, *wanted != '\0', "\"%s\"", text);
    }
    vb_grouper_release(&grouper);
    vb_grouping_release(&grouping);
}

/* Without a lexicon the values are the groups. */
Test(grouping, by_value)
{
    vb_by job = by(NULL);
    vb_grouping grouping;
    vb_grouper grouper;
    vb_error err = {0};
    cr_assert_eq(vb_grouping_init(&grouping, &job, &err), VB_OK);
    cr_assert_eq(vb_grouper_init(&grouper, &grouping, &err), VB_OK);
    static const char *const texts[][2] = {{" B \n", "B"}, {"", ""}, {"\xFF", ""}};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        vb_str group;
        uint32_t rank = 7;
        cr_assert_eq(vb_grouper_find(&grouper, vb_str_of(texts[i][0]), &group, &rank, &err), VB_OK);
        cr_expect(vb_str_equal(group, vb_str_of(texts[i][1])) && rank == 0, "\"%s\"", texts[i][0]);
    }
    vb_grouper_release(&grouper);
    vb_grouping_release(&grouping);
}
