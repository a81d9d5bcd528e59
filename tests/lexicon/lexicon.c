/* The full form: a whole lexicon read back, the order of keys, and each fault with its place. */
#include "lexicon/lexicon.h"

#include "lexicon/read.h"
#include "lexicon/shipped.h"

#define SETTINGS "settings english fold stem longest sentence words clauses gap=3 threshold=1000 spelling=0\n"

static const char whole[] =
    "lexicon: challenges\n"
    "version: 1.0.0\n"
    "title: Biggest challenges\n"
    "settings: {gap: 2, threshold: 0.5}\n"
    "headline: [buy-in, time]\n"
    "abbreviations: [asst, Supt., e.g]\n"
    "words: {Staffing: Staff, initial: =initial}\n"
    "sets:\n"
    "  staff: [teacher, teacher aide, <leaders>]\n"
    "  leaders: (principal|head ...1 school)\n"
    "denials:\n"
    "  after: [is not (a|the) problem]\n"
    "  before: [apart from, ^not (the)?]\n"
    "turns: [but, however]\n"
    "emphases: most of all\n"
    "ignore: [spring training]\n"
    "non-answers: [n/a, none, {term: IDK, case: true}]\n"
    "categories:\n"
    "  buy-in:\n"
    "    label: Buy-In\n"
    "    definition: They do not want it.\n"
    "    advice: [Ask them., Show them.]\n"
    "    terms:\n"
    "      - support ... <staff>\n"
    "    categories:\n"
    "      resistance:\n"
    "        label: Resistance\n"
    "        terms:\n"
    "          - push back\n"
    "          - {term: IT, case: true, weight: 0.25, unless: [it is, asst. it], note: why}\n"
    "          - {term: change, with: afraid}\n"
    "  time:\n"
    "    advice: Plan.\n"
    "    terms: [time, {term: hour*, weight: 0}]\n"
    "    indicators: [{term: bus, weight: 0.25}]\n"
    "tests:\n"
    "  - {answer: \"They push back.\", codes: [buy-in/resistance], primary: buy-in/resistance}\n"
    "  - {answer: \"\", codes: []}\n"
    "  - {answer: No time, primary: time}\n"
    "  - {answer: nothing, codes: time, primary: \"\"}\n";

/* The same, every map the other way round. */
static const char reversed[] =
    "tests:\n"
    "  - {primary: \"\", codes: time, answer: nothing}\n"
    "  - {primary: time, answer: No time}\n"
    "  - {codes: [], answer: \"\"}\n"
    "  - {primary: buy-in/resistance, codes: [buy-in/resistance], answer: They push back.}\n"
    "categories:\n"
    "  time:\n"
    "    indicators: [{weight: 0.25, term: bus}]\n"
    "    terms: [{weight: 0, term: hour*}, time]\n"
    "    advice: Plan.\n"
    "  buy-in:\n"
    "    categories:\n"
    "      resistance:\n"
    "        terms:\n"
    "          - {with: [afraid], term: change}\n"
    "          - {note: why, unless: [it is, asst. it], weight: 0.250, case: true, term: IT}\n"
    "          - push back\n"
    "        label: Resistance\n"
    "    terms:\n"
    "      - support ... <staff>\n"
    "    advice: [Ask them., Show them.]\n"
    "    definition: They do not want it.\n"
    "    label: Buy-In\n"
    "non-answers: [{case: true, term: IDK}, none, n/a]\n"
    "ignore: spring training\n"
    "emphases: [most of all]\n"
    "turns: [however, but]\n"
    "denials:\n"
    "  before: [^not (the)?, apart from]\n"
    "  after: is not (a|the) problem\n"
    "sets:\n"
    "  leaders: [(principal|head ...1 school)]\n"
    "  staff: [teacher, teacher aide, <leaders>]\n"
    "words: {initial: =initial, staffing: staff}\n"
    "abbreviations: [e.g, supt, asst]\n"
    "headline: [buy-in, time]\n"
    "settings: {threshold: 0.5, gap: 2}\n"
    "title: Biggest challenges\n"
    "version: 1.0.0\n"
    "lexicon: challenges\n";

static const char whole_printed[] =
    "category buy-in buy-in 1: Buy-In; They do not want it.; Ask them.; Show them.\n"
    "category buy-in/resistance resistance 2: Resistance; ; ; \n"
    "category time time 1: ; ; Plan.; \n"
    "headline 0 buy-in\n"
    "headline 1 time\n"
    "lexicon challenges 1.0.0 Biggest challenges\n"
    "settings english fold stem longest sentence words clauses gap=2 threshold=500 spelling=0\n"
    "term after: [is not (a|the) problem]\n"
    "term before: [^ not (the|[])]\n"
    "term before: [apart from]\n"
    "term buy-in/resistance: IT weight 250 case unless [it is] unless [asst it] note why\n"
    "term buy-in/resistance: [push back]\n"
    "term buy-in/resistance: change with afraid\n"
    "term buy-in: [support ...2 (teacher|[teacher aide]|((principal|[head ...1 school])))]\n"
    "term context: [asst it]\n"
    "term context: [it is]\n"
    "term context: afraid\n"
    "term emphasis: [most of all]\n"
    "term ignore: [spring training]\n"
    "term indicator time: bus weight 250\n"
    "term non-answer: IDK case\n"
    "term non-answer: [n a]\n"
    "term non-answer: none\n"
    "term time: time\n"
    "term time: {hour*} weight 0\n"
    "term turn: but\n"
    "term turn: however\n"
    "test ; codes\n"
    "test No time; primary time\n"
    "test They push back.; codes buy-in/resistance primary buy-in/resistance\n"
    "test nothing; codes time primary \n";

Test(lexicon, whole)
{
    expect_lexicon("as written", whole, whole_printed);
    expect_lexicon("the order of keys does not matter", reversed, whole_printed);
}

/* What print_lexicon() leaves out. */
Test(lexicon, details)
{
    vb_lexicon *lexicon = read_fine(whole);
    cr_expect_eq(lexicon->n_parts, 1);
    cr_expect_str_eq(lexicon->parts[0].file, "test.yaml");
    cr_expect_not(lexicon->plain);

    size_t resistance = vb_lexicon_category(lexicon, VB_LITERAL("buy-in/resistance"));
    cr_assert_neq(resistance, VB_NO_CATEGORY);
    cr_expect_eq(lexicon->categories[resistance].parent, vb_lexicon_category(lexicon, VB_LITERAL("buy-in")));
    cr_expect_eq(lexicon->categories[resistance].line, 26);
    cr_expect_eq(lexicon->categories[resistance].column, 7);
    cr_expect_null(lexicon->categories[resistance].definition.ptr, "missing, not empty");
    cr_expect_eq(vb_lexicon_category(lexicon, VB_LITERAL("resistance")), VB_NO_CATEGORY);
    for (size_t i = 0; i < lexicon->n_categories; i++)
        cr_expect(lexicon->categories[i].parent == VB_NO_CATEGORY || lexicon->categories[i].parent < i);

    size_t push_back = 0;
    while (!vb_str_equal(lexicon->terms[push_back].source, VB_LITERAL("push back")))
        push_back++;
    cr_expect_eq(lexicon->terms[push_back].line, 29);
    cr_expect_eq(lexicon->terms[push_back].column, 13);
    cr_expect_eq(lexicon->tests[0].line, 37);

    const vb_lexicon_part *part = &lexicon->parts[0];
    size_t staffing = vb_map_find(&part->words, VB_LITERAL("staffing"));
    size_t initial = vb_map_find(&part->words, VB_LITERAL("initial"));
    cr_assert(staffing != VB_MAP_NONE && initial != VB_MAP_NONE);
    cr_expect(vb_str_equal(part->word_values[staffing], VB_LITERAL("staff")));
    cr_expect(vb_str_equal(part->word_values[initial], VB_LITERAL("=initial")));
    cr_expect_neq(vb_map_find(&lexicon->abbreviations, VB_LITERAL("asst")), VB_MAP_NONE);
    cr_expect_neq(vb_map_find(&lexicon->abbreviations, VB_LITERAL("supt")), VB_MAP_NONE);
    cr_expect_neq(vb_map_find(&lexicon->abbreviations, VB_LITERAL("e.g")), VB_MAP_NONE);
    vb_lexicon_free(lexicon);
}

Test(lexicon, words_fold_as_the_settings_say)
{
    vb_lexicon *fold = read_fine("lexicon: x\nwords: {CAF\u00C9: T\u00C9}\ncategories: {a: {terms: [b]}}\n");
    vb_lexicon *keep = read_fine("lexicon: x\nsettings: {diacritics: keep}\nwords: {CAF\u00C9: T\u00C9}\n"
                                 "categories: {a: {terms: [b]}}\n");
    cr_expect_eq(vb_map_find(&fold->parts[0].words, VB_LITERAL("cafe")), 0);
    cr_expect_eq(vb_map_find(&keep->parts[0].words, VB_LITERAL("caf\u00E9")), 0);
    cr_expect(vb_str_equal(fold->parts[0].word_values[0], VB_LITERAL("t\u00E9")));
    vb_lexicon_free(fold);
    vb_lexicon_free(keep);
}

/* Faults are looked for in a lexicon of one line before and the categories behind. */
#define BEFORE "lexicon: x\n"
#define BEHIND "\ncategories:\n  aa: {terms: [b]}\n  ab: {categories: {cc: {terms: [d]}}}\n"

Test(lexicon, faults)
{
    static const fault_row rows[] = {
        {"unknown key", BEFORE "titel: y" BEHIND,
         "2:1: unknown key `titel` (did you mean `title`?), the keys here are lexicon, version, title, settings, "
         "headline, abbreviations, words, sets, denials, turns, emphases, ignore, joiners, non-answers, indicators, "
         "include, categories, "
         "tests"},
        {"name", "lexicon: My Lexicon" BEHIND,
         "1:10: `My Lexicon` cannot name a lexicon, use lower-case letters, digits, hyphens and dots"},
        {"name", "lexicon:" BEHIND, "1:9: `lexicon` is empty, write a text or leave the key out"},
        {"name", "lexicon: challenges.es" BEHIND, "fine"},
        {"version", BEFORE "version: [1]" BEHIND, "2:10: `version` is a list, write a text"},
        {"headline", BEFORE "headline: [aa, bb]" BEHIND,
         "2:16: the headline `bb` is no top-level category (did you mean `ab`?), name one"},
        {"headline", BEFORE "headline: [zzz]" BEHIND, "2:12: the headline `zzz` is no top-level category, name one"},
        {"headline", BEFORE "headline: [ab/cc]" BEHIND,
         "2:12: the headline `ab/cc` is no top-level category, name one"},
        {"headline", BEFORE "headline: [aa, aa]" BEHIND, "2:16: the headline `aa` is there already, take it out"},
        {"headline", BEFORE "headline: []" BEHIND, "2:11: `headline` is empty, write an entry or leave the key out"},
        {"headline", BEFORE "headline: {aa: ab}" BEHIND, "2:11: `headline` is a map, write a list"},
        {"abbreviations", BEFORE "abbreviations: [.]" BEHIND,
         "2:17: the abbreviation has no letter, write one as in `asst`"},
        {"words", BEFORE "words: {a b: c}" BEHIND, "2:9: `a b` is not one word, write `word: word` or `word: =word`"},
        {"words", BEFORE "words: {a: b-c}" BEHIND,
         "2:12: `b-c` is not one word, write `word: word` or `word: =word`"},
        {"words", BEFORE "words: {a: =}" BEHIND, "2:12: `` is not one word, write `word: word` or `word: =word`"},
        {"words", BEFORE "words: {a: }" BEHIND, "2:12: the word is empty, write a text or leave the key out"},
        {"words", BEFORE "words: {aa: b, AA: c}" BEHIND,
         "2:16: the word `AA` is there already in another case, keep one"},
        {"words", BEFORE "words: [a]" BEHIND, "2:8: `words` has no keys, write `key: value` below it"},
    };
    CHECK_FAULTS(rows);
}

Test(lexicon, faults_of_sets)
{
    static const fault_row rows[] = {
        {"unknown", BEFORE "sets: {staff: [teacher]}\nturns: [the <stuff>]" BEHIND,
         "3:13: unknown set `stuff` (did you mean `staff`?), define it under `sets`"},
        {"unknown", BEFORE "turns: [the <numbers>]" BEHIND,
         "2:13: unknown set `numbers` (did you mean `number`?), define it under `sets`"},
        {"unknown", BEFORE "turns: [the <x>]" BEHIND, "2:13: unknown set `x`, define it under `sets`"},
        {"name", BEFORE "sets: {My Staff: [teacher]}" BEHIND,
         "2:8: `My Staff` cannot name a set, use lower-case letters, digits and hyphens"},
        {"name", BEFORE "sets: {number: [one]}" BEHIND, "2:8: the set `number` is built in, take another name"},
        {"empty", BEFORE "sets: {a: []}" BEHIND, "2:11: the set is empty, write an entry or leave the key out"},
        {"empty", BEFORE "sets:\n  a: [b, '']" BEHIND, "3:11: empty term, write a word"},
        {"entry", BEFORE "sets: {a: [{b: c}]}" BEHIND,
         "2:12: an entry of a set is no text, write a word or a phrase, or quote it"},
        {"entry, though no term uses it", BEFORE "sets: {a: [b (c]}" BEHIND,
         "2:14: `(` without `)`, close it or write `\\(`"},
        {"cycle", BEFORE "sets: {a: [b, <a>]}" BEHIND, "2:15: the set `a` holds itself, take it out here"},
        {"cycle", BEFORE "sets:\n  a: [x <b>]\n  b: [<c>]\n  c: [y, z (<a>|w)]" BEHIND,
         "5:13: the set `a` holds itself, take it out here"},
        {"eight within each other",
         BEFORE "sets: {a: <b>, b: <c>, c: <d>, d: <e>, e: <f>, f: <g>, g: <h>, h: x}" BEHIND, "fine"},
        {"nine within each other",
         BEFORE "sets: {i: x, h: <i>, g: <h>, f: <g>, e: <f>, d: <e>, c: <d>, b: <c>, a: [y, <b>]}" BEHIND,
         "2:73: the term has more than 8 groups or sets within each other, split it into several terms"},
        {"ten within each other",
         BEFORE "sets: {a: <b>, b: <c>, c: <d>, d: <e>, e: <f>, f: <g>, g: <h>, h: <i>, i: <j>, j: x}" BEHIND,
         "2:75: more than 8 sets within each other, write out the words of one"},
        {"no map", BEFORE "sets: [a]" BEHIND, "2:7: `sets` has no keys, write `key: value` below it"},
    };
    CHECK_FAULTS(rows);
}

/* Each set holds the next ten times: 10^8 alternatives if nobody counted. */
Test(lexicon, sets_that_multiply)
{
    vb_buffer yaml = {0};
    vb_error err = {0};
    vb_buffer_add_text(&yaml, "lexicon: x\nsets:\n  s0: [word]\n");
    for (size_t i = 1; i < 8; i++) {
        vb_buffer_printf(&yaml, "  s%zu: [", i);
        for (size_t k = 0; k < 10; k++)
            vb_buffer_printf(&yaml, "<s%zu>%s", i - 1, k < 9 ? ", " : "]\n");
    }
    cr_expect_null(vb_lexicon_parse(vb_buffer_str(&yaml), "test.yaml", NULL, 0, &err));
    cr_expect_str_eq(err.text, "the term has more than 10000 alternatives, split it into several terms");
    cr_expect_eq(err.line, 7, "s4 is the first with 10^4 and the choices on the way");
    vb_buffer_release(&yaml);
}

Test(lexicon, faults_of_categories)
{
    static const fault_row rows[] = {
        {"none", "lexicon: x\n", "1:1: no `categories`, write them with their terms"},
        {"none", "lexicon: x\ncategories: {}\n", "2:13: `categories` is empty, write a category with its terms"},
        {"no map", "lexicon: x\ncategories: [a]\n", "2:13: `categories` has no keys, write `key: value` below it"},
        {"name", "lexicon: x\ncategories:\n  Buy-In: {terms: [a]}\n",
         "3:3: `Buy-In` cannot name a category, use lower-case letters, digits and hyphens"},
        {"name", "lexicon: x\ncategories:\n  -a: {terms: [a]}\n",
         "3:3: `-a` cannot name a category, use lower-case letters, digits and hyphens"},
        {"name", "lexicon: x\ncategories:\n  a/b: {terms: [a]}\n",
         "3:3: `a/b` cannot name a category, use lower-case letters, digits and hyphens"},
        {"name", "lexicon: x\ncategories:\n  1st-b: {terms: [a]}\n", "fine"},
        {"no keys", "lexicon: x\ncategories:\n  a: [b]\n",
         "3:3: the category `a` has no keys, write `terms:` above its terms"},
        {"unknown key", "lexicon: x\ncategories:\n  a:\n    term: [b]\n",
         "4:5: unknown key `term` (did you mean `terms`?), the keys here are label, definition, advice, terms, "
         "indicators, categories, and categories go below `categories`"},
        {"label", "lexicon: x\ncategories:\n  a: {label: , terms: [b]}\n",
         "3:14: `label` is empty, write a text or leave the key out"},
        {"advice", "lexicon: x\ncategories:\n  a: {advice: [b, c, d], terms: [b]}\n",
         "3:22: `advice` has 3 texts, keep at most two"},
        {"no terms are needed", "lexicon: x\ncategories:\n  a: {label: A}\n", "fine"},
        {"empty terms", "lexicon: x\ncategories:\n  a: {terms: []}\n",
         "3:14: `terms` is empty, write an entry or leave the key out"},
    };
    CHECK_FAULTS(rows);
}

#define TERMS "lexicon: x\ncategories:\n  a:\n    terms:\n"

Test(lexicon, faults_of_terms)
{
    static const fault_row rows[] = {
        {"empty", TERMS "      - a\n      -\n      - b\n",
         "6:8: empty term, write a word, or quote a term that begins with `#`"},
        {"empty", TERMS "      - #1 problem\n",
         "5:8: empty term, write a word, or quote a term that begins with `#`"},
        {"empty", TERMS "      - {term: '', case: true}\n",
         "5:16: empty term, write a word, or quote a term that begins with `#`"},
        {"a colon", TERMS "      - the problem: time\n",
         "5:9: unknown key `the problem`, the keys here are term, case, weight, note, alone, most-words, with, "
         "unless; quote a text with a comma or a colon in it"},
        {"a list", TERMS "      - [a, b]\n", "5:9: a term is a list, write one term or quote it"},
        {"unknown key", TERMS "      - {term: b, wieght: 2}\n",
         "5:19: unknown key `wieght` (did you mean `weight`?), the keys here are term, case, weight, note, alone, "
         "most-words, with, unless; quote a text with a comma or a colon in it"},
        {"no term", TERMS "      - {case: true}\n", "5:9: no `term`, write `term: ...` beside the other keys"},
        {"no term", TERMS "      - {term: [a]}\n", "5:16: `term` is no text, write one term or quote it"},
        {"fault of the term", TERMS "      - {term: b (c, case: true}\n",
         "5:18: `(` without `)`, close it or write `\\(`"},
        {"case", TERMS "      - {term: b, case: yes}\n", "5:25: `case` cannot be `yes`, write true or false"},
        {"weight", TERMS "      - {term: b, weight: 1000.001}\n",
         "5:27: the weight cannot be `1000.001`, write a number from 0 to 1000 with at most three decimals"},
        {"weight", TERMS "      - {term: b, weight: -1}\n",
         "5:27: the weight cannot be `-1`, write a number from 0 to 1000 with at most three decimals"},
        {"weight", TERMS "      - {term: b, weight: 1e3}\n",
         "5:27: the weight cannot be `1e3`, write a number from 0 to 1000 with at most three decimals"},
        {"weight", TERMS "      - {term: b, weight: 1000}\n", "fine"},
        {"weight", TERMS "      - {term: b, weight: 0.0001}\n",
         "5:27: the weight cannot be `0.0001`, write a number from 0 to 1000 with at most three decimals"},
        {"with", TERMS "      - {term: b, with: []}\n", "5:25: `with` is empty, write an entry or leave the key out"},
        {"with", TERMS "      - {term: b, with: {c: d}}\n", "5:25: `with` is a map, write a list"},
        {"unless", TERMS "      - {term: b, unless: [c, [d]]}\n",
         "5:31: `unless` holds something that is no text, write a term or quote it"},
        {"unless", TERMS "      - {term: b, unless: [c, d)]}\n", "5:32: `)` without `(`, open it or write `\\)`"},
        {"note", TERMS "      - {term: b, note: }\n", "5:25: `note` is empty, write a text or leave the key out"},
        {"denials", BEFORE "denials: [a]" BEHIND, "2:10: `denials` has no keys, write `key: value` below it"},
        {"denials", BEFORE "denials: {behind: [a]}" BEHIND,
         "2:11: unknown key `behind`, the keys here are after, before"},
        {"denials", BEFORE "denials: {after: [a |]}" BEHIND,
         "2:21: stray `|`, write alternatives in parentheses or write `\\|`"},
        {"a cue has no weight", BEFORE "turns: [{term: but, weight: 2}]" BEHIND,
         "2:29: a weight of a cue, only terms of categories have one"},
    };
    CHECK_FAULTS(rows);
}

Test(lexicon, faults_of_tests)
{
    static const fault_row rows[] = {
        {"no list", BEFORE "tests: {answer: a}" BEHIND,
         "2:8: `tests` is no list, write `- {answer: ..., codes: [...]}` below it"},
        {"no map", BEFORE "tests: [a]" BEHIND, "2:9: the test has no keys, write `key: value` below it"},
        {"unknown key", BEFORE "tests: [{answer: a, code: aa}]" BEHIND,
         "2:21: unknown key `code` (did you mean `codes`?), the keys here are answer, codes, primary, status, note"},
        {"no answer", BEFORE "tests: [{codes: [aa]}]" BEHIND, "2:9: the test has no answer, write `answer: text`"},
        {"nothing expected", BEFORE "tests: [{answer: a}]" BEHIND,
         "2:9: the test expects nothing, write `codes` or `primary`"},
        {"unknown code", BEFORE "tests: [{answer: a, codes: [ab/c]}]" BEHIND,
         "2:29: the code `ab/c` is no category (did you mean `ab/cc`?), write a category's path"},
        {"unknown primary", BEFORE "tests: [{answer: a, primary: zzzz}]" BEHIND,
         "2:30: the code `zzzz` is no category, write a category's path"},
    };
    CHECK_FAULTS(rows);
}

Test(lexicon, shipped)
{
    for (const vb_shipped_lexicon *s = vb_shipped_lexicons; s->name != NULL; s++) {
        vb_error err = {0};
        vb_lexicon *lexicon = vb_lexicon_open(s->name, NULL, 0, &err);
        cr_assert_not_null(lexicon, "%s:%zu:%zu: %s", err.file, err.line, err.column, err.text);
        cr_expect(vb_str_equal(lexicon->name, vb_str_of(s->name)));
        cr_expect_gt(lexicon->n_terms, 0);
        vb_lexicon_free(lexicon);
    }
}

Test(lexicon, free_takes_null)
{
    vb_lexicon_free(NULL);
    cr_expect_null(vb_lexicon_parse(VB_LITERAL(""), "test.yaml", NULL, 0, NULL), "and so may err be");
}
