/* Regular expressions that are compiled when they are first run. */
#include "match/regex.h"

#include "support.h"

#include <pthread.h>

enum { THREADS = 8 };

typedef struct {
    vb_regex *regex;
    pthread_barrier_t *together;
    size_t beg, end;
    vb_regex_result result;
} look_up;

static void *run(void *look_up_)
{
    look_up *l = look_up_;
    vb_regex_scratch *scratch = vb_regex_scratch_new();
    pthread_barrier_wait(l->together);
    l->result = vb_regex_find(l->regex, scratch, vb_str_of("we have no  time left"), 3, &l->beg, &l->end);
    vb_regex_scratch_free(scratch);
    return NULL;
}

/* Threads that all run a regex for the first time. */
static void check_together(vb_regex *regex)
{
    pthread_t threads[THREADS];
    look_up look_ups[THREADS];
    pthread_barrier_t together;
    cr_assert_eq(pthread_barrier_init(&together, NULL, THREADS), 0);
    for (size_t i = 0; i < THREADS; i++) {
        look_ups[i] = (look_up){.regex = regex, .together = &together};
        cr_assert_eq(pthread_create(&threads[i], NULL, run, &look_ups[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        cr_assert_eq(pthread_join(threads[i], NULL), 0);
        cr_expect(look_ups[i].result == VB_REGEX_FOUND && look_ups[i].beg == 8 && look_ups[i].end == 16,
                  "%zu: %d, %zu to %zu", i, (int)look_ups[i].result, look_ups[i].beg, look_ups[i].end);
    }
    pthread_barrier_destroy(&together);
    vb_regex_free(regex);
}

Test(regex, first_run_by_many)
{
    check_together(vb_regex_new(vb_str_of("\\bNO\\s+time"), false, NULL));
    check_together(vb_regex_of_known(vb_str_of("\\bNO\\s+time"), false));
}

Test(regex, never_run)
{
    vb_regex_free(vb_regex_of_known(vb_str_of("time"), false));
    vb_regex_free(vb_regex_new(vb_str_of("time"), true, NULL));
    vb_regex_free(NULL);
}

Test(regex, that_does_not_compile)
{
    vb_error err = {0};
    cr_expect_null(vb_regex_new(vb_str_of("\u00E9(time"), false, &err));
    cr_expect_str_eq(err.text, "the regular expression does not compile: missing closing parenthesis");
    cr_expect_eq(err.column, 7); /* behind é(time */
}
