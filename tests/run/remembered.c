/* Answers that come again. */
#include "run/values.h"
#include "support.h"
#include "text/random.h"

#include <stdlib.h>

/* The table itself, with a malloc() that can fail. */
static bool memory_is_out;
#define malloc(size) (memory_is_out ? NULL : (malloc)(size))
#include "run/remembered.c"
#undef malloc

/* An answer that is told from others by one number, in every part. */
typedef struct {
    char text[32];
    vb_code_score codes[2];
    char bytes[VB_ADDED][32];
    vb_str values[VB_ADDED];
    uint32_t words[3];
    vb_remembered_answer answer;
} sample;

static void make_sample(sample *s, size_t number)
{
    *s = (sample){.codes = {{number, 1000 + number, 2000, 7}, {number + 1, 500, 500, number}},
                  .words = {(uint32_t)number, 5, (uint32_t)number + 9}};
    (void)snprintf(s->text, sizeof s->text, "answer %08zu", number);
    for (size_t i = 0; i < VB_ADDED; i++) {
        (void)snprintf(s->bytes[i], sizeof s->bytes[i], "%.*s%zu", (int)i, "......", number);
        s->values[i] = vb_str_of(s->bytes[i]);
    }
    s->answer = (vb_remembered_answer){
        .coding = {.reason = VB_CODED, .primary = number, .codes = s->codes, .n_codes = 2, .margin = 0.25},
        .values = s->values,
        .words = s->words,
        .n_words = 3};
}

static void add(vb_remembered *table, size_t number, uint64_t hash)
{
    sample s;
    make_sample(&s, number);
    vb_remembered_add(table, vb_str_of(s.text), hash, &s.answer);
    memset(&s, 'x', sizeof s); /* nothing of it may be needed further */
}

/* Whether a sample is found; then with all its parts. */
static bool finds(vb_remembered *table, size_t number, uint64_t hash)
{
    sample s;
    make_sample(&s, number);
    const vb_remembered_answer *found = vb_remembered_find(table, vb_str_of(s.text), hash);
    if (found == NULL)
        return false;
    cr_assert(found->coding.reason == VB_CODED && found->coding.primary == number && found->coding.margin == 0.25);
    cr_assert(found->coding.n_codes == 2 && memcmp(found->coding.codes, s.codes, sizeof s.codes) == 0);
    for (size_t i = 0; i < VB_ADDED; i++)
        cr_assert(vb_str_equal(found->values[i], s.values[i]), "value %zu of %zu", i, number);
    cr_assert(found->n_words == 3 && memcmp(found->words, s.words, sizeof s.words) == 0);
    return true;
}

static vb_remembered open_table(size_t n_sets)
{
    vb_remembered table;
    cr_assert(vb_remembered_init(&table, n_sets, SIZE_MAX));
    return table;
}

Test(remembered, gives_back)
{
    vb_remembered table = open_table(4);
    for (size_t i = 0; i < 20; i++) {
        sample s;
        make_sample(&s, i);
        uint64_t hash = vb_remembered_hash(&table, vb_str_of(s.text));
        cr_expect(!finds(&table, i, hash));
        add(&table, i, hash);
        cr_expect(finds(&table, i, hash));
    }
    vb_remembered_clear(&table);
    for (size_t i = 0; i < 20; i++)
        cr_expect(!finds(&table, i, i));
    vb_remembered_release(&table);
}

/* Answers of one hash are told apart by their bytes, also where one begins as the other, or is empty. */
Test(remembered, equal_hashes)
{
    static const char *const texts[] = {"time", "tim", "time ", "Time", "timE", ""};
    vb_remembered table = open_table(1);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        vb_remembered_answer answer = {.coding = {.reason = VB_REASON_NO_MATCH, .primary = i}};
        cr_expect(vb_remembered_find(&table, vb_str_of(texts[i]), 42) == NULL, "%s", texts[i]);
        vb_remembered_add(&table, vb_str_of(texts[i]), 42, &answer);
    }
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const vb_remembered_answer *found = vb_remembered_find(&table, vb_str_of(texts[i]), 42);
        cr_expect(found != NULL && found->coding.primary == i && found->values == NULL && found->n_words == 0, "%s",
                  texts[i]);
    }
    vb_remembered_release(&table);
}

/* The oldest that has not been found makes room; when all have been, the oldest of all, and the others are to be
 * found anew. */
Test(remembered, makes_room)
{
    enum { WAYS_FREE = VB_REMEMBERED_WAYS };
    vb_remembered table = open_table(1);
    for (size_t i = 0; i < WAYS_FREE; i++)
        add(&table, i, i);
    cr_expect(finds(&table, 0, 0));
    add(&table, 100, 100); /* in the place of 1 */
    cr_expect(finds(&table, 0, 0) && !finds(&table, 1, 1) && finds(&table, 100, 100));
    for (size_t i = 2; i < WAYS_FREE; i++)
        cr_expect(finds(&table, i, i));
    add(&table, 101, 101); /* all had been found: in the place of 0 */
    add(&table, 102, 102); /* in that of 2 */
    cr_expect(!finds(&table, 0, 0) && !finds(&table, 2, 2) && finds(&table, 3, 3) && finds(&table, 101, 101) &&
              finds(&table, 102, 102));
    vb_remembered_release(&table);
}

/* What comes often stays while any number of others come once. */
Test(remembered, stream)
{
    enum { SETS = 16, OFTEN = SETS * (VB_REMEMBERED_WAYS - 1), OTHERS = 200000 };
    vb_remembered table = open_table(SETS);
    for (size_t i = 0; i < OFTEN; i++) {
        add(&table, i, i);
        cr_expect(finds(&table, i, i));
    }
    for (size_t i = OFTEN; i < OTHERS; i++)
        add(&table, i, i);
    for (size_t i = 0; i < OFTEN; i++)
        cr_expect(finds(&table, i, i), "%zu", i);
    cr_expect(finds(&table, OTHERS - 1, OTHERS - 1));
    vb_remembered_release(&table);
}

/* What takes too many bytes is not remembered, nor is anything when memory is out; what was remembered stays. */
Test(remembered, not_remembered)
{
    vb_remembered table = open_table(1);
    char text[VB_REMEMBERED_LONGEST + 1];
    memset(text, 'a', sizeof text);
    vb_remembered_answer answer = {.coding = {.primary = 3}};
    size_t most = VB_REMEMBERED_LONGEST - sizeof(struct kept);
    for (size_t len = most; len <= sizeof text; len++) {
        vb_str s = {text, len};
        uint64_t hash = vb_remembered_hash(&table, s);
        vb_remembered_expect(&table, hash); /* also where nothing is, and nothing will be */
        vb_remembered_fetch(&table, hash);
        vb_remembered_add(&table, s, hash, &answer);
        cr_expect_eq(vb_remembered_find(&table, s, hash) != NULL, len == most, "%zu bytes", len);
    }
    for (size_t i = 0; i < VB_REMEMBERED_WAYS - 1; i++)
        add(&table, i, i);
    memory_is_out = true;
    add(&table, 100, 100);
    memory_is_out = false;
    cr_expect(!finds(&table, 100, 100));
    for (size_t i = 0; i < VB_REMEMBERED_WAYS - 1; i++)
        cr_expect(finds(&table, i, i));
    vb_remembered_release(&table);
}

/* All entries together take no more than they may, as they come and go; there is always room for some. */
Test(remembered, bytes)
{
    enum { ANSWERS = 5000, MOST = 20000 };
    vb_remembered table;
    cr_assert(vb_remembered_init(&table, 8, MOST));
    random_state state = RANDOM_SEED;
    char text[1024];
    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < ANSWERS; i++) {
        uint64_t hash = random_next(&state) % 64;
        vb_remembered_answer answer = {0};
        vb_remembered_add(&table, (vb_str){text, hash * 16}, hash, &answer);
        size_t bytes = 0, n = 0;
        for (size_t k = 0; k < 8; k++)
            for (size_t w = 0; w < VB_REMEMBERED_WAYS && table.sets[k].entries[w].kept != NULL; w++, n++)
                bytes += sizeof(struct kept) + table.sets[k].entries[w].kept->text.len;
        cr_assert(bytes == table.bytes && bytes <= MOST && n > 0, "%zu bytes in %zu entries", bytes, n);
    }
    vb_remembered_clear(&table);
    cr_expect_eq(table.bytes, 0);
    vb_remembered_release(&table);
}

/* When there are bytes for three entries, what is new takes them from its set: from the oldest that was not found. */
Test(remembered, full_of_bytes)
{
    enum { SET_0 = 0, SET_1 = 1 }; /* hashes */
    vb_remembered table = open_table(2);
    add(&table, 10, SET_0);
    table.most = 3 * table.bytes + table.bytes / 2;
    add(&table, 11, SET_0);
    add(&table, 12, SET_1);
    cr_expect(finds(&table, 10, SET_0));
    add(&table, 13, SET_0);
    cr_expect(finds(&table, 10, SET_0));
    cr_expect(!finds(&table, 11, SET_0));
    cr_expect(finds(&table, 12, SET_1));
    cr_expect(finds(&table, 13, SET_0));
    add(&table, 14, SET_0); /* all have been found */
    cr_expect(!finds(&table, 10, SET_0));
    cr_expect(finds(&table, 13, SET_0));
    cr_expect(finds(&table, 14, SET_0));
    table.most = 0;
    add(&table, 15, SET_1);
    cr_expect(!finds(&table, 15, SET_1));
    vb_remembered_release(&table);
}

/* A table that is all zero is turned off. */
Test(remembered, off)
{
    vb_remembered table = {0};
    add(&table, 1, vb_remembered_hash(&table, VB_LITERAL("answer 00000001")));
    cr_expect(!finds(&table, 1, 0));
    vb_remembered_clear(&table);
    vb_remembered_release(&table);
}

static const char lexicon[] =
    "lexicon: x\nsettings: {spelling: 1}\ndenials: {after: [is fine], before: [not]}\nnon-answers: [none]\n"
    "categories:\n"
    "  time: {label: T, terms: [time, no (money)? time, {term: teachers, unless: [asst]}], indicators: [week]}\n"
    "  money: {terms: [money, training], categories: {more: {terms: [not enough money, '/mon(ey|ies) +no/']}}}\n";

/* One of a hundred answers, of words that the lexicon knows or not. */
static void make_text(size_t number, char *text, size_t size)
{
    static const char *const words[] = {"time", "no",   "money",   "teachers", "trianing", "is fine,",
                                        "not",  "none", "pigeons", "asst",     "enough",   "week."};
    random_state state = RANDOM_SEED + number;
    text[0] = '\0';
    for (size_t n = random_next(&state) % 7; n > 0; n--) {
        (void)strncat(text, words[random_next(&state) % COUNT_OF(words)], size - strlen(text) - 1);
        (void)strncat(text, " ", size - strlen(text) - 1);
    }
}

/* Codings and cells are those that coding anew gives, while the table forgets all the time, is cleared, or holds
 * everything. */
Test(remembered, as_coded_anew)
{
    static const size_t sets[] = {1, 4, 64};
    support_coder s = support_open(lexicon);
    vb_buffer bytes = {0};
    for (size_t k = 0; k < COUNT_OF(sets); k++) {
        vb_remembered table = open_table(sets[k]);
        random_state state = RANDOM_SEED;
        size_t n_found = 0;
        for (size_t i = 0; i < 4000; i++) {
            char text[128];
            vb_error err;
            vb_remembered_answer anew = {0};
            vb_str values[VB_ADDED];
            make_text(random_next(&state) % 100, text, sizeof text);
            if (i % 1000 == 999)
                vb_remembered_clear(&table);
            cr_assert_eq(vb_session_code(s.session, vb_str_of(text), &anew.coding, &err), VB_OK);
            cr_assert(vb_values_make(s.lexicon, s.session, &anew.coding, &bytes, values));
            anew.values = values;
            uint64_t hash = vb_remembered_hash(&table, vb_str_of(text));
            const vb_remembered_answer *found = vb_remembered_find(&table, vb_str_of(text), hash);
            if (found == NULL) {
                vb_remembered_add(&table, vb_str_of(text), hash, &anew);
                continue;
            }
            const vb_coding *a = &found->coding, *b = &anew.coding;
            n_found++;
            cr_assert(a->reason == b->reason && a->primary == b->primary && a->n_codes == b->n_codes &&
                          a->indicated == b->indicated && memcmp(&a->margin, &b->margin, sizeof a->margin) == 0,
                      "\"%s\"", text);
            cr_assert(a->n_codes == 0 || memcmp(a->codes, b->codes, a->n_codes * sizeof *a->codes) == 0, "\"%s\"",
                      text);
            for (size_t v = 0; v < VB_ADDED; v++)
                cr_assert(vb_str_equal(found->values[v], values[v]), "\"%s\", value %zu", text, v);
        }
        cr_expect(n_found > (k == 0 ? 100 : 1000), "%zu sets: %zu found", sets[k], n_found);
        vb_remembered_release(&table);
    }
    vb_buffer_release(&bytes);
    support_close(&s);
}
