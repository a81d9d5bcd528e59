/* Threads share a coder, each with a session of its own, and come to what one thread comes to. */
#include "support.h"
#include "text/random.h"

#include <pthread.h>

enum { ANSWERS = 400, THREADS = 6, ROUNDS = 5 };

static const char lexicon[] =
    "lexicon: x\n"
    "sets: {staff: [teacher, principal, school leader]}\n"
    "words: {staffing: staff}\n"
    "denials: {after: [is fine], before: [not, apart from]}\n"
    "turns: [but, however]\nemphases: [biggest, most of all]\nignore: [spring training]\nnon-answers: [none]\n"
    "categories:\n"
    "  a: {terms: [support ... from <staff>, buy-in, {term: support, unless: [tech]}], categories: {r: {terms: "
    "[resist*, "
    "push back, '/chang(e|ing)/']}}}\n"
    "  b: {terms: [training, <staff> training, '(no)? (more)? (of)? (the)? (good)? (real)? (new)? training']}\n"
    "  c: {terms: [time, <number> hours, time ~3 <staff>, _ money, {term: IT, case: true}, caf\u00E9, don't know, "
    "'/(x+x+)+(?=[yz])./']}\n";

static const char *const pieces[] = {
    "support",
    "from",
    "teachers",
    "principal",
    "school",
    "leaders",
    "buy-in",
    "buy",
    "in",
    "tech",
    "resistance",
    "push",
    "back",
    "changing",
    "training",
    "no",
    "more",
    "of",
    "the",
    "good",
    "real",
    "new",
    "time",
    "5",
    "five",
    "hours",
    "money",
    "IT",
    "it",
    "caf\u00E9",
    "cafe",
    "don't",
    "dont",
    "know",
    "is",
    "fine",
    "not",
    "apart",
    "but",
    "however",
    "biggest",
    "most",
    "all",
    "spring",
    "none",
    "staffing",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "\u6642",
    "and",
};

static char answers[ANSWERS][1024];

static void make_answers(void)
{
    random_state state = RANDOM_SEED;
    for (size_t i = 0; i < ANSWERS; i++) {
        for (size_t n = random_next(&state) % 30; n > 0; n--) {
            static const char *const between[] = {" ", " ", " ", " ", ", ", ". ", "\n"};
            strcat(answers[i], pieces[random_next(&state) % COUNT_OF(pieces)]);
            strcat(answers[i], between[random_next(&state) % COUNT_OF(between)]);
        }
    }
}

/* One thread's work.  Criterion is not called from threads: what goes wrong is kept. */
typedef struct {
    const support_coder *shared;
    size_t begin; /* the answer to begin with: threads are at different words at the same time */
    vb_buffer shown[ANSWERS];
    bool failed;
} work;

static void *run(void *context)
{
    work *w = context;
    vb_error err = {0};
    support_coder mine = *w->shared;
    mine.session = vb_session_new(mine.coder, VB_UNIT_ANSWER, &err);
    w->failed = mine.session == NULL;
    for (size_t k = 0; k < ROUNDS * ANSWERS && !w->failed; k++) {
        size_t i = (w->begin + k) % ANSWERS;
        vb_coding coding;
        w->failed = vb_session_code(mine.session, vb_str_of(answers[i]), &coding, &err) != VB_OK;
        vb_buffer_clear(&w->shown[i]);
        support_show_all(&w->shown[i], &mine, &coding);
    }
    vb_session_free(mine.session);
    return NULL;
}

Test(threads, come_to_the_same, .timeout = 120)
{
    static work alone, together[THREADS];
    pthread_t threads[THREADS];
    make_answers();
    support_coder s = support_open(lexicon);
    alone.shared = &s;
    run(&alone);
    cr_assert_not(alone.failed);
    for (size_t t = 0; t < THREADS; t++) {
        together[t].shared = &s;
        together[t].begin = t * ANSWERS / THREADS;
        cr_assert_eq(pthread_create(&threads[t], NULL, run, &together[t]), 0);
    }
    for (size_t t = 0; t < THREADS; t++)
        cr_assert_eq(pthread_join(threads[t], NULL), 0);
    size_t coded = 0;
    for (size_t i = 0; i < ANSWERS; i++) {
        vb_str expected = vb_buffer_str(&alone.shown[i]);
        coded += memchr(expected.ptr, '|', expected.len) != NULL;
        for (size_t t = 0; t < THREADS; t++)
            cr_expect(!together[t].failed && vb_str_equal(vb_buffer_str(&together[t].shown[i]), expected),
                      "thread %zu, \"%s\": %s", t, answers[i], support_text(&together[t].shown[i]));
    }
    cr_expect(coded > ANSWERS / 2, "%zu coded: too few to tell", coded);
    for (size_t i = 0; i < ANSWERS; i++) {
        vb_buffer_release(&alone.shown[i]);
        for (size_t t = 0; t < THREADS; t++)
            vb_buffer_release(&together[t].shown[i]);
    }
    support_close(&s);
}
