/* What came near: terms with some of their words there, words that look like the lexicon's. */
#include "match/near_miss.h"

#include "support.h"

typedef struct {
    const char *what, *yaml, *answer, *expected;
} row;

/* "step by step 2+1 (steps by): ...", then the words: "curiculum ~1 curriculum". */
static void show(vb_buffer *out, const support_coder *s, const vb_near_miss *found)
{
    const vb_matcher *m = &s->session->matcher;
    for (size_t i = 0; i < found->n_terms; i++) {
        const vb_near_term *near = &found->terms[i];
        vb_buffer_printf(out, "%s%.*s %zu+%zu (", out->len == 0 ? "" : ", ",
                         VB_ARG(s->lexicon->terms[near->term].source), near->filled, near->missing);
        for (size_t k = 0; k < near->filled; k++)
            vb_buffer_printf(out, "%s%.*s", k == 0 ? "" : " ",
                             VB_ARG(vb_matcher_text(m, near->tokens[k], near->tokens[k])));
        vb_buffer_add_char(out, ')');
    }
    for (size_t i = 0; i < found->n_words; i++) {
        const vb_near_word *near = &found->words[i];
        vb_buffer_printf(out, "%s%.*s ~%zu %.*s", out->len == 0 ? "" : ", ",
                         VB_ARG(vb_matcher_text(m, near->token, near->token)), near->distance, VB_ARG(near->word));
    }
}

static void check(const row *rows, size_t n)
{
    vb_buffer yaml = {0};
    vb_buffer got = {0};
    for (size_t i = 0; i < n; i++) {
        vb_error err = {0};
        vb_coding coding;
        vb_near_miss found;
        vb_buffer_clear(&yaml);
        vb_buffer_clear(&got);
        vb_buffer_printf(&yaml, "lexicon: x\n%s", rows[i].yaml);
        support_coder s = support_open(support_text(&yaml));
        cr_assert(vb_session_code(s.session, vb_str_of(rows[i].answer), &coding, &err) == VB_OK, "%s", err.text);
        cr_assert(vb_near_miss_find(&s.session->matcher, &found));
        show(&got, &s, &found);
        cr_expect_str_eq(support_text(&got), rows[i].expected, "%s: \"%s\"\nis  %s\nnot %s", rows[i].what,
                         rows[i].answer, got.ptr, rows[i].expected);
        support_close(&s);
    }
    vb_buffer_release(&yaml);
    vb_buffer_release(&got);
}

#define CHECK(rows) check(rows, COUNT_OF(rows))

#define TERMS(list) "categories: {a: {terms: [" list "]}}\n"

static const row terms[] = {
    {"nothing", TERMS("push back"), "", ""},
    {"nothing", TERMS("push back"), "we sing", ""},
    {"half is near", TERMS("push back"), "they push us", "push back 1+1 (push)"},
    {"by stem", TERMS("pushes back"), "pushing us", "pushes back 1+1 (pushing)"},
    {"less than half is not", TERMS("lack of training"), "the lacking", ""},
    {"short words do not count as there", TERMS("we lack good training"), "training we say", ""},
    {"half of four", TERMS("schools lack good training"), "training schools",
     "schools lack good training 2+2 (training schools)"},
    {"order does not matter", TERMS("push back"), "back, then push", "push back 2+0 (back push)"},
    {"nor does distance", TERMS("lack ...1 training"), "we lack any kind of training",
     "lack ...1 training 2+0 (lack training)"},
    {"nor a sentence", TERMS("push back"), "We push. Back then ...", "push back 2+0 (push Back)"},
    {"a term that matched is not near", TERMS("push back, push over"), "they push back", ""},
    {"words of a match tell of no other term", TERMS("training, training plan, lesson plan"), "training plan", ""},
    {"what a term ignores likewise", "ignore: [spring training]\n" TERMS("training plan"), "spring training", ""},
    {"the same word matched there but not here", TERMS("training plan"), "training plan; plan, or training", ""},
    {"the best way of a choice", TERMS("(lack of time|poor training plan)"), "the plan, the training",
     "(lack of time|poor training plan) 2+1 (plan training)"},
    {"what is optional is not missing", TERMS("training (of)? (some)? staff plans"), "staff and training",
     "training (of)? (some)? staff plans 2+1 (staff training)"},
    {"and fills where it is there", TERMS("training (of)? staff plans"), "staff of training",
     "training (of)? staff plans 3+1 (staff of training)"},
    {"any word neither fills nor is missing", TERMS("push _ back"), "we push", "push _ back 1+1 (push)"},
    {"both sides of a near", TERMS("lesson ~2 training"), "a lesson", "lesson ~2 training 1+1 (lesson)"},
    {"both sides of a near", TERMS("lesson ~1 training"), "a lesson in our own training",
     "lesson ~1 training 2+0 (lesson training)"},
    {"a word fills one slot only", TERMS("(training|staff) (training|teacher)"), "the training",
     "(training|staff) (training|teacher) 1+1 (training)"},
    {"slots give way to each other", TERMS("(training|staff) training plan"), "training; staff",
     "(training|staff) training plan 2+1 (training staff)"},
    {"a word twice", TERMS("hand over hand"), "hand in hand", "hand over hand 2+1 (hand hand)"},
    {"a word once", TERMS("hand over hand"), "a hand", ""},
    {"a short word alone is no sign", TERMS("buy in"), "we buy", ""},
    {"two short words are none", TERMS("buy in now"), "we buy it in a shop", ""},
    {"a short word counts beside a longer one", TERMS("buy into it"), "it went into debt",
     "buy into it 2+1 (it into)"},
    {"but does not make up for a missing one", TERMS("push it over there"), "we push it", ""},
    {"whole-answer terms are not near in longer answers", TERMS("^ training $"), "our training", ""},
    {"but in answers of their length", TERMS("^ more training $"), "some training",
     "^ more training $ 1+1 (training)"},
    {"one anchor does not matter", TERMS("^ training plan"), "our training", "^ training plan 1+1 (training)"},
    {"weight 0 can never count", "categories: {a: {terms: [{term: push back, weight: 0}]}}\n", "we push", ""},
    {"cues are not near", "turns: [push back]\n" TERMS("time"), "we push", ""},
    {"regular expressions are not near", TERMS("'/push\\w* back/'"), "we push", ""},
};

Test(near_miss, terms)
{
    CHECK(terms);
}

static const row ranks[] = {
    {"fewest missing, then most filled", TERMS("good plan, good lesson plan, good lesson plan now, plan of lesson"),
     "the plan for a lesson",
     "good lesson plan 2+1 (plan lesson), plan of lesson 2+1 (plan lesson), good plan 1+1 (plan), "
     "good lesson plan now 2+2 (plan lesson)"},
    {"then the longer words", TERMS("a plan, a curriculum, a lesson"), "plan, lesson, curriculum",
     "a curriculum 1+1 (curriculum), a lesson 1+1 (lesson), a plan 1+1 (plan)"},
    {"then content, not the lexicon's order", TERMS("push over, push back, push away"), "we push",
     "push away 1+1 (push), push back 1+1 (push), push over 1+1 (push)"},
    {"then content, not the lexicon's order", "categories: {b: {terms: [push back]}, a: {terms: [push over]}}\n",
     "we push", "push over 1+1 (push), push back 1+1 (push)"},
    {"five at most", TERMS("push f, push e, push d, push c, push b, push g"), "we push",
     "push b 1+1 (push), push c 1+1 (push), push d 1+1 (push), push e 1+1 (push), push f 1+1 (push)"},
};

Test(near_miss, ranks)
{
    CHECK(ranks);
}

static const row words[] = {
    {"a letter left out", TERMS("curriculum"), "curiculum", "curiculum ~1 curriculum"},
    {"a letter too many", TERMS("parents"), "The parrents", "parrents ~1 parents"},
    {"a wrong letter", TERMS("parents"), "parints", "parints ~1 parents"},
    {"two letters swapped", TERMS("parents"), "paretns", "paretns ~1 parents"},
    {"two edits from eight letters", TERMS("curriculum"), "curicullum", "curicullum ~2 curriculum"},
    {"two edits from eight letters", TERMS("resources"), "ressorces", "ressorces ~2 resources"},
    {"not before", TERMS("parents"), "parrints", ""},
    {"three are too many", TERMS("curriculum"), "kuricullum, curikulem", ""},
    {"by stem", TERMS("parents"), "parrent", "parrent ~1 parents"},
    {"short stems meet by chance", TERMS("later"), "literally", ""}, /* liter, later */
    {"by form", TERMS("=curriculum"), "curriculums", "curriculums ~1 curriculum"},
    {"not by stem where the term asks for the form", TERMS("=parents"), "parrentings", ""},
    {"the same first letter", TERMS("parents"), "barents", ""},
    {"from five letters", TERMS("time, money"), "tyme, tiem, monye", "monye ~1 money"},
    {"the lexicon's word has five as well", TERMS("=plan"), "plane", ""},
    {"a word that fills a slot is known", TERMS("parents, parent's"), "parent", ""},
    {"the nearest wins", TERMS("materials, maternal"), "materiels", "materiels ~1 materials"},
    {"form before stem, then byte order", TERMS("parent, parents"), "parnts", "parnts ~1 parents"},
    {"form before stem, then byte order", TERMS("moneys, moneyd"), "moneyx", "moneyx ~1 moneyd"},
    {"a word once", TERMS("parents"), "parrents and parrents", "parrents ~1 parents"},
    {"nearest first, then the longest", TERMS("curriculum, parents, teachers"), "parrents curicullum teechers",
     "parrents ~1 parents, teechers ~1 teachers, curicullum ~2 curriculum"},
    {"five at most", TERMS("parents"), "paarents pbrents pcrents pdrents perents pfrents",
     "paarents ~1 parents, pbrents ~1 parents, pcrents ~1 parents, pdrents ~1 parents, perents ~1 parents"},
    {"words of sets", "sets: {staff: [teacher]}\n" TERMS("lazy <staff>"), "teachar", "teachar ~1 teacher"},
    {"words of cues", "denials: {after: [not the problem]}\n" TERMS("time"), "probblem", "probblem ~1 problem"},
    {"case alone", "categories: {a: {terms: [{term: STEAM, case: true}]}}\n", "steam", "steam ~0 STEAM"},
    {"globs are not compared", TERMS("curricul*"), "curiculum", ""},
    {"marks do not matter where they are folded", TERMS("m\303\251langer"), "melangerr",
     "melangerr ~1 m\303\251langer"},
    {"terms before words", TERMS("push parents"), "push parrents", "push parents 1+1 (push), parrents ~1 parents"},
};

Test(near_miss, words)
{
    CHECK(words);
}

/* More hits than are looked at: the result is that of the beginning, and nothing breaks. */
Test(near_miss, long_answer)
{
    vb_buffer answer = {0};
    vb_buffer yaml = {0};
    vb_error err = {0};
    vb_coding coding;
    vb_near_miss found;
    vb_buffer_add_text(&yaml, "lexicon: x\ncategories: {a: {terms: [push back, word9000 push");
    for (size_t i = 0; i < 3000; i++) {
        vb_buffer_printf(&answer, "word%zu unknown%zu ", i, i);
        vb_buffer_printf(&yaml, ", word%zu push", i);
    }
    vb_buffer_add_text(&answer, " push");
    vb_buffer_add_text(&yaml, "]}}\n");
    support_coder s = support_open(support_text(&yaml));
    cr_assert(vb_session_code(s.session, vb_buffer_str(&answer), &coding, &err) == VB_OK);
    cr_assert(vb_near_miss_find(&s.session->matcher, &found));
    cr_expect_eq(found.n_terms, VB_NEAR_MISS_MOST);
    support_close(&s);
    vb_buffer_release(&answer);
    vb_buffer_release(&yaml);
}
