# Lexicons.
refused "unknown lexicon" "nosuch.*challenges, job-titles, lessons, risks, stages" code --lexicon nosuch "$survey"
refused "lexicon nearly called so" "did you mean .challenges" code --lexicon challenge "$survey"
refused "missing lexicon file" "none.yaml: .*No such file" explain --lexicon "$work/none.yaml" x
refused "directory for a lexicon" "tests: is a directory" tokens --lexicon tests x
lexicon "wrong key" "4:5: .*labl.*did you mean .label" 'lexicon: x\ncategories:\n  a:\n    labl: A\n    terms: [b]\n'
lexicon "wrong key at the top" "2:1: .*categorys.*did you mean .categories" 'lexicon: x\ncategorys: {a: {terms: [b]}}\n'
lexicon "not UTF-8" "3:19: .*not UTF-8.*UTF-8" 'lexicon: x\ncategories:\n  a: {terms: ["caf\377"]}\n'
lexicon "unclosed quote" "[67]:[0-9]*: .*quote" 'lexicon: x\ncategories:\n  a:\n    terms:\n      - b\n      - "open\n'
lexicon "regular expression" "5:[0-9]*: .*regular expression.*parenthesis" 'lexicon: x\ncategories:\n  a:\n    terms:\n      - /(un/\n'
lexicon "term that cannot match" "3:[0-9]*: .*never neighbours.*\.\.\." 'lexicon: x\ncategories:\n  a: {terms: ["one, two"]}\n'
lexicon "term without a word" "3:[0-9]*: .*matches nothing" 'lexicon: x\ncategories:\n  a: {terms: ["!!"]}\n'
lexicon "term that begins with a gap" "3:[0-9]*: .*begins with a gap" 'lexicon: x\ncategories:\n  a: {terms: [... b]}\n'
lexicon "unclosed group" "3:[0-9]*: .*(" 'lexicon: x\ncategories:\n  a: {terms: ["(b c"]}\n'
lexicon "unknown set" "3:[0-9]*: .*set .*nosuch.*sets" 'lexicon: x\ncategories:\n  a: {terms: [<nosuch>]}\n'
lexicon "cycle of sets" "2:[0-9]*: .*holds itself" 'lexicon: x\nsets: {a: [<b>], b: [<a>]}\ncategories: {c: {terms: [<a>]}}\n'
lexicon "duplicate key" "2:31: .*line 2 already" 'lexicon: x\ncategories: {a: {terms: [b]}, a: {terms: [c]}}\n'
lexicon "empty terms" "2:[0-9]*: .*empty" 'lexicon: x\ncategories: {a: {terms: []}}\n'
lexicon "anchor" "2:[0-9]*: .*anchor" 'lexicon: x\ncategories: &c {a: {terms: [b]}}\n'
lexicon "category name" "2:[0-9]*: .*Big.*lower-case" 'lexicon: x\ncategories: {Big: {terms: [b]}}\n'
lexicon "includes itself" "2:[0-9]*: .*includes" 'lexicon: x\ninclude: [faulty.yaml]\ncategories: {a: {terms: [b]}}\n'
lexicon "nothing in it" " .*empty" ''
lexicon "control sequence in it" "3:[0-9]*: .*unknown key" 'lexicon: x\ncategories:\n  a: {"\\e[2J": b, terms: [c]}\n'
lacks err "$(printf '\033')"
printf 'money: [budget*]\n' > "$work/plain.yaml"
run "plain dictionary" "$verbatim" code --lexicon "$work/plain.yaml" "$survey"
is 0
has err "dictionary"

# ---- lexicon suggest ----

refused "suggest: no corpus" "needs a corpus: --on FILE" lexicon suggest
diffed=tests/data/diff/answers.csv
refused "suggest: two lexicons" "takes one lexicon" lexicon suggest tests/data/diff/old.yaml tests/data/diff/new.yaml --on "$diffed"
refused "suggest: no such column" 'no column "x"' lexicon suggest --on "$diffed" --gold x
run "suggest: a lexicon of it" "$verbatim" lexicon suggest tests/data/diff/suggest.yaml --on tests/data/diff/suggest.csv --gold gold -q --format yaml
is 0
cp "$work/out" "$work/suggested.yaml"
run "suggest: that can be read" "$verbatim" lexicon show "$work/suggested.yaml"
is 0
run "suggest: a full device" sh -c '"$0" "$@" > /dev/full' "$verbatim" lexicon suggest --on "$diffed"
is 2

# ---- Checks of lexicons ----

refused "check: no lexicon" "takes lexicons.*check --help" lexicon check
refused "check: no such file" "nosuch.yaml: cannot be opened" lexicon check stages nosuch.yaml
refused "check: unknown rule" "does not know the rule nosuch; --rules" lexicon check --disable nosuch stages
refused "check: gold of no corpus" "name it with --on" lexicon check --gold codes stages
refused "check: no such corpus" "nosuch.csv: no such file" lexicon check --on nosuch.csv "$hurdles"
refused "check: no such column" "nosuch" lexicon check --on "$survey" --gold nosuch "$hurdles"
refused "check: a format of tables" "it takes one of: text, json, markdown, github, sarif, junit" lexicon check --format csv stages
printf 'lexicon: x\ncategories: {a: {terms: [\377]}}\n' > "$work/faulty.yaml"
run "check: not UTF-8" "$verbatim" lexicon check "$work/faulty.yaml"
is 1
has out "faulty.yaml:2:26: error: .*not UTF-8.*not-yaml"
: > "$work/faulty.yaml"
run "check: an empty file" "$verbatim" lexicon check "$work/faulty.yaml"
is 1
has out "faulty.yaml: error: the lexicon is empty"
run "check: full disk" sh -c '"$1" lexicon check --format sarif stages > /dev/full' sh "$verbatim"
is 2
has err "cannot write the output"
run "check: no place for the summary" env GITHUB_STEP_SUMMARY="$work/no/summary" "$verbatim" lexicon check --format github stages
is 2
has err "no/summary: cannot be opened"
refused "test: a file of cases first" "name their lexicon before it" lexicon test tests/data/checks/tests.cases
printf -- '- {answer: x, codes: [trainin]}\n' > "$work/bad.cases"
refused "test: unknown code in a file of cases" "bad.cases:1:23: .*did you mean .training" lexicon test tests/data/checks/tests.yaml "$work/bad.cases"
printf 'answer: x\n' > "$work/bad.cases"
refused "test: a file of cases that is no list" "bad.cases:1:1: no list of cases" lexicon test tests/data/checks/tests.yaml "$work/bad.cases"
lexicon "status of a test" 3:39 'lexicon: x\ncategories: {a: {terms: [x]}}\ntests: [{answer: x, codes: a, status: maybe}]\n'
