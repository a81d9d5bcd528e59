/* The rules of `lexicon check` and `lexicon test`: one table each, which outputs, --rules and the manual go by. */
#include "verbatim.h"

#define E VB_SEVERITY_ERROR
#define W VB_SEVERITY_WARNING
#define N VB_SEVERITY_NOTE

static const vb_check_rule check_rules[] = {
    {"not-yaml", E, "the file is no YAML", "Put the line right; quote texts that have YAML's own characters in them.",
     false},
    {"unknown-key", E, "a key that a lexicon does not have", "Write the key that is meant; see verbatim-lexicon(5).",
     false},
    {"duplicate-key", E, "a key that is there twice", "Put what is below both under one of them.", false},
    {"yaml-map", E, "a term that YAML reads as a map or a list",
     "Quote the term: in YAML `: ` makes a map, and in braces and brackets a comma ends a text.", false},
    {"bad-term", E, "a term that cannot be read, or that can match nothing",
     "Write it as verbatim-lexicon(5) has terms; quote what is meant as it stands with a backslash.", false},
    {"bad-value", E, "another part of the lexicon that cannot be read", "Write what the message asks for.", false},
    {"yaml-boolean", W, "a bare word that other programs read as true, false or nothing",
     "Quote it: YAML 1.1 reads no, on, yes and off as truth values, though verbatim takes them as words.", false},
    {"yaml-comment", W, "a ` #` that begins a comment within what looks like a text",
     "Quote the whole text; of a comment that is meant, put a space behind the #.", false},
    {"key-order", N, "keys that stand in another order than is usual",
     "Run `verbatim lexicon check --fix`, which moves them with what is below them.", false},
    {"layout", N, "blocks that are not indented by two, white space at the end of lines, the end of the file",
     "Run `verbatim lexicon check --fix`.", false},
    {"duplicate-term", W, "a term that is there already, also after folding and stemming", "Keep one of the two.",
     false},
    {"term-in-two-categories", W, "a term of two categories",
     "Keep it where it belongs, or tell the two apart with `with` or `unless`.", false},
    {"shadowed-by-ignore", W, "a term that `ignore` always hides", "Take one of the two out.", false},
    {"shadowed-by-longer", W, "a term that a longer one always hides",
     "Take it out, or give it a weight in the longer one's category.", false},
    {"cannot-count", W, "a term that its own context or a denial always decides against",
     "Change its `with` or `unless`, or the denial.", false},
    {"cannot-match", W, "a term that matches no text that could be made up for it",
     "Look at it with `verbatim lexicon show FILE --term TERM`.", false},
    {"stem-collision", N, "words of different meaning that share a stem",
     "Write =word for the one word only, or keep them apart below `words`.", false},
    {"wildcard-reach", N, "the words of a corpus that a wildcard takes in",
     "Look whether all of them are meant; narrow it, or write out the words.", true},
    {"dead-term", N, "a term that matches nothing in a corpus", "Nothing, if it is meant for other answers.", true},
    {"idle-term", N, "a term that changes no code in a corpus: others say the same",
     "Take it out if it is of no use elsewhere either.", true},
    {"low-agreement", W, "a term that is wrong more often than right by the gold codes",
     "Narrow it with `unless` or `with`, lower its weight, or move it.", true},
    {"missing-label", W, "a category without a label", "Write `label:`, which reports show instead of the name.",
     false},
    {"missing-definition", W, "a category without a definition",
     "Write `definition:`, so that people code by it as the lexicon does.", false},
    {"missing-advice", N, "a main category without advice, where others have some", "Write `advice:`.", false},
    {"untested-category", W, "a category that no test expects", "Write a test with an answer that must get it.",
     false},
};

const vb_check_rule *vb_lexicon_check_rules(size_t *n)
{
    *n = sizeof check_rules / sizeof *check_rules;
    return check_rules;
}

static const vb_check_rule test_rules[] = {
    {"test-failed", E, "an answer is not coded as its test says",
     "Put the lexicon right, or the test; `verbatim explain` shows how the answer comes to its codes.", false},
    {"known-wrong-passes", W, "an answer of status `wrong` is coded right",
     "Take its `status` out, so that the answer stays right.", false},
    {"todo-passes", N, "an answer of status `todo` is coded right",
     "Take its `status` out, so that the answer stays right.", false},
    {"todo", N, "an answer that is still to be coded", "Add what the lexicon lacks.", false},
    {"no-tests", W, "a lexicon without a test", "Write `tests:` with answers and the codes that they must get.",
     false},
};

const vb_check_rule *vb_lexicon_test_rules(size_t *n)
{
    *n = sizeof test_rules / sizeof *test_rules;
    return test_rules;
}
