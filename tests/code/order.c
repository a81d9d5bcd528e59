/* No result depends on the order of a lexicon: the same one is written in many orders, and codings and evidence must
 * be the same to the last field. */
#include "support.h"
#include "text/random.h"

enum { ORDERS = 60, MOST = 12 };

/* A term, and the keys beside it, if any. */
typedef struct {
    const char *term, *keys[3];
} term_part;

typedef struct category_part category_part;
struct category_part {
    const char *name;
    term_part terms[MOST];
    const category_part *children;
    size_t n_children;
};

static const category_part buy_in[] = {
    {"resistance",
     {{"push back", {0}}, {"(afraid|scared) (of)? change", {0}}, {"resist*", {0}}, {"change", {0}}},
     NULL,
     0},
    {"community",
     {{"parent", {0}}, {"family", {0}}, {"<staff> ~3 parent", {0}}, {"support", {"with: [home, parent]"}}},
     NULL,
     0},
};

static const category_part training[] = {
    {"time-to-learn", {{"time for training", {0}}, {"time ...2 learn", {0}}}, NULL, 0},
    {"follow-up", {{"follow-up", {0}}, {"training", {"weight: 0.5", "with: [coach, follow]"}}}, NULL, 0},
};

static const category_part technology[] = {
    {"access", {{"internet access", {0}}, {"device at home", {0}}, {"access", {0}}}, NULL, 0},
    {"devices", {{"device", {0}}, {"lap-top", {0}}}, NULL, 0},
};

static const category_part categories[] = {
    {"buy-in",
     {{"buy-in", {0}},
      {"support ... (from|by) <staff>", {0}},
      {"on board", {0}},
      {"support", {"unless: [tech, technology]", "weight: 0.5"}},
      {"change", {"weight: 0.5"}}},
     buy_in,
     COUNT_OF(buy_in)},
    {"training",
     {{"train", {0}},
      {"professional development", {0}},
      {"PD", {"case: true"}},
      {"<staff> training", {0}},
      {"knowledge", {"with: [<staff>, need]"}},
      {"know ...2 how", {0}}},
     training,
     COUNT_OF(training)},
    {"time",
     {{"time", {0}},
      {"not enough time", {0}},
      {"<number> hours", {0}},
      {"hours", {"weight: 0.5"}},
      {"schedule", {"weight: 0.5"}},
      {"time frame", {"weight: 0"}},
      {"learn", {0}}},
     NULL,
     0},
    {"money",
     {{"money", {0}},
      {"fund*", {0}},
      {"time is money", {0}},
      {"/budget(ary)?/", {0}},
      {"cost", {"weight: 1.5", "unless: [no cost]", "note: often not the problem"}}},
     NULL,
     0},
    {"technology",
     {{"technology", {0}}, {"IT", {"case: true"}}, {"internet", {0}}, {"tech support", {0}}},
     technology,
     COUNT_OF(technology)},
    {"implementation",
     {{"implement", {0}},
      {"roll out", {0}},
      {"(how)? (to)? start", {0}},
      {"_ started", {"weight: 2"}},
      {"time", {"with: [start]"}}},
     NULL,
     0},
};

typedef struct {
    const char *key, *items[MOST];
} list_part;

static const list_part lists[] = {
    {"abbreviations", {"asst", "supt", "dept"}},
    {"turns", {"but", "however", "although", "but then", "on the other hand"}},
    {"emphases", {"biggest", "mainly", "most of all", "most", "{term: real, unless: [estate]}"}},
    {"ignore", {"spring training", "in time", "time and again", "but also"}},
    {"non-answers", {"none", "n/a", "not sure", "no time"}},
};

static const list_part denials[] = {
    {"after", {"is fine", "is not (a|the) problem", "is fine for", "{term: is easy, unless: [not]}"}},
    {"before", {"apart from", "other than", "^not (the)?", "not", "but not"}},
};

static const list_part sets[] = {
    {"staff", {"teacher", "<leaders>", "staff", "coach*"}},
    {"leaders", {"principal", "school leader", "head ...1 school"}},
};

static const list_part words[] = {{"words", {"staffing: staff", "initial: =initial", "timing: time"}}};

static const char *const answers[] = {
    "Training is fine, it is the parents",
    "Not enough time for training, and teachers push back",
    "Time.",
    "time, money, people",
    "The biggest challenge is buy-in from teachers, but time is money",
    "Support from the head of our school",
    "tech support is not a problem, support at home is",
    "teacher training but then again no time to really learn",
    "no time",
    "No time!",
    "none",
    "n/a",
    "",
    "?",
    "Asst. Supt. says: apart from time, training; however parents",
    "PD pd Pd",
    "IT is it, IT support and internet access",
    "five hours, 5 hours, hours and hours",
    "schedule, hours",
    "change, change, change",
    "afraid of change but also of training",
    "Not the money but the time frame",
    "Getting started, how to start, when to start",
    "time to start",
    "costs are high. No cost is too high",
    "real estate funds, real money",
    "the real problem is the budget",
    "Devices at home, device, internet, access",
    "lap-top laptop lap top",
    "follow-up training with a coach",
    "knowledge",
    "teachers need knowledge of how to implement it, most of all time",
    "spring training is fine for teachers",
    "Parents resist; teachers resist - principals resist: families (resist)",
    "time and again time for training",
    "not training, not time, not money, other than parents",
    "budgetary constraints mainly but not funding",
    "teachers and their parents",
    "parents are on board with our staff",
    "school leaders training teachers training parents training",
    "training training training",
    "roll out. Roll-out. Rollout. roll, out",
    "support from teachers is easy, support from parents is not",
    "support from teachers is easy",
    "change by staff on the other hand change by time on the other hand time",
    "most most of all biggest time",
    "we know exactly how, and we know who and how",
    "staffing and timing, initially",
    "It\u2019s hard to get parents\u2019 support \u2026 and time",
    "Caf\u00E9 time \u2014 r\u00E9sistance!",
    "but time but money but training but parents",
    "no buy in in time, no buyin",
};

/* ---- Writing it, in an order by chance; `state` 0: as above ---- */

static void shuffle(random_state *state, size_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    for (size_t i = n; i > 1 && *state != 0; i--) {
        size_t k = random_next(state) % i, swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
}

static void write_items(random_state *state, vb_buffer *out, const list_part *list, const char *open,
                        const char *close)
{
    size_t order[MOST], n = 0;
    while (n < MOST && list->items[n] != NULL)
        n++;
    shuffle(state, order, n);
    vb_buffer_printf(out, "%s: %s", list->key, open);
    for (size_t i = 0; i < n; i++)
        vb_buffer_printf(out, "%s%s", i == 0 ? "" : ", ", list->items[order[i]]);
    vb_buffer_printf(out, "%s\n", close);
}

static void write_lists(random_state *state, vb_buffer *out, const char *key, const list_part *list, size_t n)
{
    size_t order[MOST];
    shuffle(state, order, n);
    vb_buffer_printf(out, "%s:\n", key);
    for (size_t i = 0; i < n; i++) {
        vb_buffer_add_text(out, "  ");
        write_items(state, out, &list[order[i]], "[", "]");
    }
}

static void write_term(random_state *state, vb_buffer *out, const term_part *term)
{
    size_t order[4], n = 0;
    while (n < 3 && term->keys[n] != NULL)
        n++;
    shuffle(state, order, n + 1);
    if (n == 0) {
        vb_buffer_printf(out, "'%s'\n", term->term);
        return;
    }
    for (size_t i = 0; i <= n; i++) {
        vb_buffer_add_text(out, i == 0 ? "{" : ", ");
        if (order[i] == n)
            vb_buffer_printf(out, "term: '%s'", term->term);
        else
            vb_buffer_add_text(out, term->keys[order[i]]);
    }
    vb_buffer_add_text(out, "}\n");
}

static void write_categories(random_state *state, vb_buffer *out, const category_part *parts, size_t n, int indent)
{
    size_t order[MOST], inner[MOST];
    shuffle(state, order, n);
    vb_buffer_printf(out, "%*scategories:\n", indent, "");
    for (size_t i = 0; i < n; i++) {
        const category_part *part = &parts[order[i]];
        bool children_first = *state != 0 && random_next(state) % 2 == 0;
        size_t n_terms = 0;
        while (n_terms < MOST && part->terms[n_terms].term != NULL)
            n_terms++;
        shuffle(state, inner, n_terms);
        vb_buffer_printf(out, "%*s%s:\n", indent + 2, "", part->name);
        if (part->n_children > 0 && children_first)
            write_categories(state, out, part->children, part->n_children, indent + 4);
        vb_buffer_printf(out, "%*sterms:\n", indent + 4, "");
        for (size_t k = 0; k < n_terms; k++) {
            vb_buffer_printf(out, "%*s- ", indent + 6, "");
            write_term(state, out, &part->terms[inner[k]]);
        }
        if (part->n_children > 0 && !children_first)
            write_categories(state, out, part->children, part->n_children, indent + 4);
    }
}

static void write_lexicon(random_state *state, vb_buffer *out)
{
    size_t order[COUNT_OF(lists) + 4];
    shuffle(state, order, COUNT_OF(order));
    vb_buffer_add_text(out, "lexicon: shuffled\n");
    for (size_t i = 0; i < COUNT_OF(order); i++) {
        size_t k = order[i];
        if (k < COUNT_OF(lists))
            write_items(state, out, &lists[k], "[", "]");
        else if (k == COUNT_OF(lists))
            write_lists(state, out, "denials", denials, COUNT_OF(denials));
        else if (k == COUNT_OF(lists) + 1)
            write_lists(state, out, "sets", sets, COUNT_OF(sets));
        else if (k == COUNT_OF(lists) + 2)
            write_items(state, out, &words[0], "{", "}");
        else
            write_categories(state, out, categories, COUNT_OF(categories), 0);
    }
}

/* ---- Comparing ---- */

static void code_all(const char *yaml, vb_buffer *shown)
{
    support_coder s = support_open(yaml);
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        vb_error err = {0};
        vb_coding coding;
        vb_buffer_clear(&shown[i]);
        cr_assert(vb_session_code(s.session, vb_str_of(answers[i]), &coding, &err) == VB_OK, "%s", err.text);
        support_show_all(&shown[i], &s, &coding);
        (void)support_text(&shown[i]);
    }
    support_close(&s);
}

Test(order, changes_nothing, .timeout = 60)
{
    static vb_buffer expected[COUNT_OF(answers)], found[COUNT_OF(answers)];
    vb_buffer yaml = {0};
    random_state state = 0;
    write_lexicon(&state, &yaml);
    code_all(support_text(&yaml), expected);
    size_t evidence = 0, coded = 0;
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        coded += strchr(expected[i].ptr, '|') != NULL;
        for (const char *p = expected[i].ptr; *p != '\0'; p++)
            evidence += *p == '\n';
    }
    cr_expect(coded >= 35 && evidence >= 200, "%zu coded, %zu lines: too few to tell", coded, evidence);

    state = RANDOM_SEED;
    for (int round = 0; round < ORDERS; round++) {
        vb_buffer_clear(&yaml);
        write_lexicon(&state, &yaml);
        code_all(support_text(&yaml), found);
        for (size_t i = 0; i < COUNT_OF(answers); i++)
            cr_assert_str_eq(found[i].ptr, expected[i].ptr, "round %d: \"%s\"\nis\n%s\nnot\n%s\nwith\n%s", round,
                             answers[i], found[i].ptr, expected[i].ptr, yaml.ptr);
    }
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        vb_buffer_release(&expected[i]);
        vb_buffer_release(&found[i]);
    }
    vb_buffer_release(&yaml);
}
