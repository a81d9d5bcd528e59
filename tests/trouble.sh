#!/bin/sh
# trouble.sh VERBATIM: bad input and bad output.  Each has its exit status, and a message that says what, where and what
# to do; whatever can still be coded is coded.
# Scripts for sh in single quotes, texts for printf, and lists of arguments are meant to be so.
# shellcheck disable=SC2016,SC2059,SC2086
set -u
verbatim=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
verbatim_path=$(cd "$(dirname "$verbatim")" && pwd)/$(basename "$verbatim")
survey=tests/data/survey.csv
hurdles=tests/data/lexicons/hurdles.yaml
checks=0
failed=0

fail() {
    failed=$((failed + 1))
    echo "$1"
    sed 's/^/    /' "$work/err" | cut -c 1-300 | head -n 6
}

# run NAME COMMAND...: keep what it writes and its status; a minute is for ever.
run() {
    name=$1
    shift
    timeout 60 "$@" > "$work/out" 2> "$work/err"
    status=$?
}

# has FILE PATTERN: the last run's `out` or `err` has it (a basic regular expression, bytes).
has() {
    checks=$((checks + 1))
    LC_ALL=C grep -aq -- "$2" "$work/$1" || fail "$name: standard $1 lacks $2"
}

lacks() {
    checks=$((checks + 1))
    ! LC_ALL=C grep -aq -- "$2" "$work/$1" || fail "$name: standard $1 has $(printf '%s' "$2" | cat -v)"
}

is() {
    checks=$((checks + 1))
    [ "$status" -eq "$1" ] || fail "$name: exit status $status, not $1"
}

# refused NAME PATTERN ARGUMENT...: status 2, the message, and no output.
refused() {
    refused_name=$1
    pattern=$2
    shift 2
    run "$refused_name" "$verbatim" "$@" < /dev/null
    is 2
    has err "$pattern"
    [ ! -s "$work/out" ] || fail "$name: output in spite of it"
}

# lexicon NAME PATTERN TEXT: a lexicon with a fault, by FILE:LINE:COLUMN.  TEXT is for printf.
lexicon() {
    printf "$3" > "$work/faulty.yaml"
    refused "lexicon: $1" "$work/faulty.yaml:$2" code --lexicon "$work/faulty.yaml" "$survey"
}

# ---- Usage ----

refused "unknown option" "no option --nope.*code --help" code --nope "$survey"
refused "unknown short option" "no option -x.*code --help" code -x "$survey"
refused "unknown option without a command" "no option --nope.*--help" --nope "$survey"
refused "misspelt command" "file reprot (did you mean .report.?); see" reprot
refused "misspelt command, help" "no command smaple (did you mean .sample.?); see" help smaple
refused "misspelt subcommand" "no subcommand chekc (did you mean .check.?); see" lexicon chekc
refused "misspelt subcommand, help" "no subcommand chekc (did you mean .check.?)" help lexicon chekc
refused "misspelt option" "no option --mincell (did you mean .--min-cell.?); see" report --mincell=5 "$survey"
refused "misspelt option, default command" "no option --lexcon (did you mean .--lexicon.?)" "$survey" --lexcon x
refused "nothing near" "no option --zzzzzzzz; see" report --zzzzzzzz "$survey"
refused "option of another command" "no option --headline" code --headline "$survey"
refused "option given twice" "level is given twice" code --level 1 --level=2 "$survey"
refused "option without value" "answer needs a value: --answer COL" code --answer
refused "value for an option that takes none" "headline takes no value" report --headline=yes "$survey"
refused "second file missing" "two.csv: no such file" code "$survey" two.csv
refused "second file a directory" "tests: is a directory" code "$survey" tests
refused "level out of range" "level.*1 to 2.*3" code --level 3 "$survey"
refused "level that is no number" "level.*1 to 2.*deep" report --level deep "$survey"
refused "no threads" "threads.*1 to 64" code --threads 0 "$survey"
refused "too many threads" "threads.*1 to 64" code --threads 65 "$survey"
refused "unknown format" "pdf.*text, markdown, csv, tsv, json, jsonl, xlsx, sav, dta" code --format pdf "$survey"
refused "format that code has not" "code writes text, csv, tsv, jsonl, xlsx, sav or dta" code --format json "$survey"
for ending in md json foo ods xls XLS gz; do
    refused "code: ending .$ending" \
        "coded[.]$ending: code writes no [.]$ending files: end.*[.]txt, [.]csv, [.]tsv, [.]jsonl, [.]xlsx, [.]sav or [.]dta, or.*--format" \
        code -o "$work/coded.$ending" "$survey"
done
for ending in tsv sav foo; do
    refused "report: ending .$ending" \
        "r[.]$ending: report writes no [.]$ending files: end the name with [.]txt, [.]md, [.]csv, [.]json, [.]html, [.]svg or [.]xlsx" \
        report -o "$work/r.$ending" "$survey"
done
refused "workbook to standard output" "not a stream.*-o FILE" code --format xlsx "$survey"
refused "option without value, short" "output needs a value: --output FILE" code -o
refused "output twice" "output is given twice" code -o x --output=y "$survey"
refused "output without a name" "output file is empty" code --output= "$survey"
refused "column that cannot be added" 'no column "x".*primary, codes, scores, margin, reason, evidence, groups, flags' \
    code --columns primary,x "$survey"
refused "columns: none" 'no column "".*primary' code --columns "" "$survey"
refused "column added twice" '"codes" is named twice' code --columns codes,primary,codes "$survey"
refused "format that report has not" "report writes text, markdown, csv, json, html, svg or xlsx" report --format tsv "$survey"
refused "answers without a page" "with-answers is for the page.*html" report --with-answers "$survey"
refused "codes of no column" 'no column "kodes"' report --codes kodes "$survey"
refused "an empty separator" "codes-separator is empty" report --codes answer --codes-separator= "$survey"
refused "count of what is not known" "count.*primary, mentions" report --count answers "$survey"
refused "min-cell that is no number" "min-cell takes a number, not \"few\"" report --min-cell few "$survey"
refused "negative min-group" "min-group takes a number, not \"-1\"" report --min-group -1 "$survey"
refused "cross of one column" "cross takes at least two columns.*--by twice" report --cross --by region= "$survey"
truths=tests/data/gold
shapes="--quiet --lexicon tests/data/lexicons/shapes.yaml $truths/survey.csv"
refused "gold that is not there" "none.csv: no such file" report --gold "$work/none.csv" $shapes
refused "gold of both kinds" "gold.*and --gold-elsewhere.*do not go together" \
    report --gold $truths/gold.csv --gold-elsewhere $truths/elsewhere.csv $shapes
refused "pooled gold without gold" "pool-gold is for --gold" report --pool-gold $shapes
refused "a column of no gold" "gold-column is a column of the file" report --gold-column codes $shapes
refused "gold from standard input" "gold cannot be read from standard input" report --gold - $shapes
refused "gold from elsewhere for a column of codes" "tells nothing of the codes of --codes" \
    report --codes role --gold-elsewhere $truths/elsewhere.csv $shapes
refused "gold without ids" "elsewhere.csv: cannot tell which column holds the ids" report --gold $truths/elsewhere.csv $shapes
refused "gold from elsewhere without answers" "gold.csv: cannot tell which column holds the answers" \
    report --gold-elsewhere $truths/gold.csv $shapes
refused "gold without codes" "cannot tell which column holds the first coder's codes.*--gold-column" \
    report --gold $truths/survey.csv $shapes
refused "a survey without ids" "the survey has no column of ids.*--id" \
    report --gold $truths/gold.csv --lexicon tests/data/lexicons/shapes.yaml --answer answer $truths/elsewhere.csv
sed 's/^R/S/' $truths/gold.csv > "$work/truths.csv"
refused "gold of another survey" 'truths.csv: no id of the 52 gold answers is in the survey; the first is "S001" (row 1).*--gold-elsewhere' \
    report --gold "$work/truths.csv" $shapes
sed 's/^R00/S00/' $truths/gold.csv > "$work/truths.csv"
run "gold that is not all of this survey" "$verbatim" report --gold "$work/truths.csv" --lexicon tests/data/lexicons/shapes.yaml \
    $truths/survey.csv
is 0
has err 'truths.csv: 9 of 52 gold answers are not in the survey and are left out; the first has the id "S001" (row 1)'
has out "survey: 9[.]"
head -n 30 $truths/gold.csv > "$work/truths.csv"
refused "29 gold answers" "truths.csv: 29 gold answers are too few to correct shares by: at least 30 are needed" \
    report --gold "$work/truths.csv" $shapes
sed 's|size/big|size/bigg|' $truths/gold.csv > "$work/truths.csv"
refused "gold codes of another lexicon" 'truths.csv: row 10: "size/bigg" is no code of the lexicon shapes (did you mean .size/big' \
    report --gold "$work/truths.csv" $shapes
{ cat $truths/gold.csv; echo "R007,size"; } > "$work/truths.csv"
refused "gold that has an id twice" "truths.csv: 1 row has an id that stands in an earlier row" report --gold "$work/truths.csv" $shapes
run "gold that has an id twice, told" "$verbatim" report --gold "$work/truths.csv" --lexicon tests/data/lexicons/shapes.yaml $truths/survey.csv
has err "truths.csv: row 53 (id R007): row 7 has this id too"
{ cat $truths/survey.csv; echo "R007,one,big"; } > "$work/twice.csv"
refused "a survey that has a gold id twice" 'gold.csv: row 7: 2 records of the survey have the id "R007"' \
    report --gold $truths/gold.csv --quiet --lexicon tests/data/lexicons/shapes.yaml "$work/twice.csv"
sed 's/,.*/,/; 1s/.*/id,codes/' $truths/gold.csv > "$work/truths.csv"
run "gold with empty cells" "$verbatim" report --gold "$work/truths.csv" --lexicon tests/data/lexicons/shapes.yaml $truths/survey.csv
is 0
has err "truths.csv: 52 gold answers have an empty cell, which says that they have no code"
sed 's/,.*/,NA/; 1s/.*/id,codes/' $truths/gold.csv > "$work/truths.csv"
refused "gold that nobody has coded" "truths.csv: no answer is coded in it" report --gold "$work/truths.csv" $shapes
{ echo id,primary; tail -n +2 $truths/gold.csv; } > "$work/truths.csv"
refused "mentions by primaries" "it has only primaries, and --count mentions" report --count mentions --gold "$work/truths.csv" $shapes
sed '1!p' "$survey" > "$work/twice.csv"
for command in report code; do
    run "ids that stand twice" "$verbatim" $command --lexicon $hurdles "$work/twice.csv"
    is 0
    has err "[0-9] ids stand more than once, the first is 1 in rows 1 and 2: are answers in twice?"
    run "ids in two files" "$verbatim" $command --lexicon $hurdles "$survey" "$work/twice.csv"
    has err "ids stand more than once, the first is 1 in .*survey.csv, row 1, and .*twice.csv, row 1: are answers in twice?"
    run "ids that stand once" "$verbatim" $command --lexicon $hurdles "$survey"
    lacks err "more than once"
done
run "a tally" "$verbatim" report --save-tally "$work/one.jsonl" --lexicon $hurdles --by region= "$survey"
is 0
has err "one.jsonl: a tally has no answers, but every count as it is, small ones too"
sed '1,3p' "$survey" > "$work/more.csv"
run "a tally of another survey" "$verbatim" report --save-tally "$work/more.jsonl" --lexicon $hurdles --by region= "$work/more.csv"
run "a tally of tallies" "$verbatim" merge --save-tally "$work/both.jsonl" "$work/one.jsonl" "$work/more.jsonl"
is 0
has out "2[0-9] rows"
refused "a tally twice" "one.jsonl: is of a file .by its SHA-256. that is also in .*one.jsonl, which is added already" \
    merge "$work/one.jsonl" "$work/one.jsonl"
refused "a tally that another holds" "one.jsonl: is of a file .by its SHA-256. that is also in .*both.jsonl, which" \
    merge "$work/both.jsonl" "$work/one.jsonl"
sed 's/"inputs":"[^"]*"/"inputs":""/' "$work/one.jsonl" > "$work/pipe.jsonl"
cp "$work/pipe.jsonl" "$work/copy.jsonl"
refused "a tally of a pipe twice" "copy.jsonl: says the same as .*pipe.jsonl, which is added already" \
    merge "$work/pipe.jsonl" "$work/copy.jsonl"
sed 's/"inputs":"[0-9a-f]/"inputs":"/' "$work/one.jsonl" > "$work/cut.jsonl"
refused "half a digest" "cut.jsonl: this is not as a tally has it" merge "$work/cut.jsonl"
refused "no tally to add up" "no tallies to add up" merge
refused "a tally that is not there" "none.jsonl: no such file" merge "$work/none.jsonl"
refused "a survey for a tally" "survey.csv: is no tally: .report --save-tally FILE. writes one" merge "$survey"
refused "JSON that is no tally" "survey.jsonl: is no tally" merge tests/data/survey.jsonl
sed '$d' "$work/one.jsonl" > "$work/cut.jsonl"
refused "a tally without its end" "cut.jsonl: its counts do not add up: was the file changed, or cut" merge "$work/cut.jsonl"
head -n 1 "$work/one.jsonl" > "$work/cut.jsonl"
refused "a tally without its groupings" "cut.jsonl: this is not as a tally has it" merge "$work/cut.jsonl"
{ cat "$work/one.jsonl"; echo '{"breakdown":'; } > "$work/cut.jsonl"
refused "a tally with half a line" "cut.jsonl: .*no" merge "$work/cut.jsonl"
sed 's/"n":[0-9]*/"n":-1/' "$work/one.jsonl" > "$work/cut.jsonl"
refused "a count that is none" "cut.jsonl:3: this is not as a tally has it" merge "$work/cut.jsonl"
sed 's/"codes":"[a-z]/"codes":"x/' "$work/one.jsonl" > "$work/cut.jsonl"
refused "a code of another lexicon" "cut.jsonl:[0-9]*: this is not as a tally has it" merge "$work/cut.jsonl"
sed 's/"verbatim_tally":"1"/"verbatim_tally":"2"/' "$work/one.jsonl" > "$work/cut.jsonl"
refused "a tally of another version" "cut.jsonl:1: this tally is of another version" merge "$work/cut.jsonl"
sed 's/"sha256":"[0-9a-f]/"sha256":"x/' "$work/one.jsonl" > "$work/cut.jsonl"
refused "a tally of a changed lexicon" "cut.jsonl: was coded with .*whose text is not that of the lexicon here" \
    merge "$work/one.jsonl" "$work/cut.jsonl"
run "a tally of other columns" "$verbatim" report --save-tally "$work/two.jsonl" --lexicon $hurdles --by id= "$survey"
refused "tallies of different columns" 'two.jsonl:2: is broken out by "id", and the first tally by "region"' \
    merge "$work/one.jsonl" "$work/two.jsonl"
run "a tally of other settings" "$verbatim" report --save-tally "$work/two.jsonl" --lexicon $hurdles --set gap=9 --by region= "$survey"
refused "tallies of different settings" "two.jsonl:1: was coded with other settings" merge "$work/one.jsonl" "$work/two.jsonl"
run "a tally of a column of codes" "$verbatim" report --save-tally "$work/two.jsonl" --lexicon $hurdles --codes id --by region= "$survey"
refused "codes of two kinds" "two.jsonl:1: codes of a column" merge "$work/one.jsonl" "$work/two.jsonl"
refused "a tally in no folder" "cannot be written" report --quiet --save-tally "$work/no/such.jsonl" --format csv "$survey"
refused "cross of overlapping groups" "do not go together" report --cross --every-group --by region= --by id= "$survey"
refused "suppression of overlapping groups" "overlap cannot be suppressed.*leave out --every-group" \
    report --every-group --min-cell 5 --by region= "$survey"
refused "unknown input format" "csv, tsv, text, jsonl, xlsx, sav or dta" code --from json "$survey"
refused "unknown unit" "unit.*answer, paragraph, file" code --unit word "$survey"
refused "unknown setting" "nope.*settings are.*gap" code --set nope=1 "$survey"
refused "setting without value" "gap.*KEY=VALUE" code --set gap "$survey"
refused "setting of a wrong kind" "gap.*many.*whole number from 0 to 50" code --set gap=many "$survey"
refused "tune without gold" "lexicon tune takes a lexicon, --gold COL and --on FILE" lexicon tune "$hurdles"
refused "fix: a shipped lexicon" "stages is a shipped lexicon, not a file to write to" \
    lexicon check --fix stages
refused "fix: output without --fix" "output names the file that --fix writes" lexicon check -o x.yaml "$hurdles"
refused "tune: two outputs" "in-place and --output exclude" \
    lexicon tune "$hurdles" --gold primary --on tests/data/tune/own.csv --in-place -o x.yaml
refused "tune: two outputs, one of them -" "in-place and --output exclude" \
    lexicon tune "$hurdles" --gold primary --on tests/data/tune/own.csv -o - --in-place
refused "tune: to standard output" "standard output has the figures: name a file" \
    lexicon tune "$hurdles" --gold primary --on tests/data/tune/own.csv -o -
refused "tune: no such column" "no column .nope.; the columns are" \
    lexicon tune tests/data/tune/own.yaml --gold nope --on tests/data/tune/own.csv
refused "tune: codes of another lexicon" "row 1: gold is .money., which hurdles does not have" \
    lexicon tune "$hurdles" --gold primary --on tests/data/tune/own.csv
refused "tune: a plain dictionary" "plain dictionary has no weights" \
    lexicon tune tests/data/lexicons/plain.yaml --gold primary --on tests/data/tune/own.csv
refused "spelling without a list of words" "spelling. needs a list of words.*english and spanish.*german" \
    code --set spelling=1 --set language=german --lexicon "$hurdles" "$survey"

# ---- lexicon diff ----
old=$PWD/tests/data/diff/old.yaml
new=$PWD/tests/data/diff/new.yaml
diffed=$PWD/tests/data/diff/answers.csv
refused "diff: one lexicon" "takes two lexicons" lexicon diff "$old"
refused "diff: gold without a corpus" "--gold needs a corpus" lexicon diff "$old" "$new" --gold gold
refused "diff: no such column" 'no column "x"' lexicon diff "$old" "$new" --on "$diffed" --gold x
refused "diff: no such lexicon" "none.yaml: cannot be opened" lexicon diff "$work/none.yaml" "$new"
refused "diff: no such gate" "did you mean .min-kappa." lexicon diff "$old" "$new" --policy min-kapa=1
refused "diff: a gate's value" "cannot be .2., write a number from -1 to 1" lexicon diff "$old" "$new" --policy min-kappa=2
refused "diff: a gate without gold" "needs a column of gold codes" lexicon diff "$old" "$new" --on "$diffed" --policy min-kappa=0
refused "diff: a gate without a corpus" "needs a corpus" lexicon diff "$old" "$new" --policy max-code-change-percent=1
refused "diff: no such policy" "none.policy: cannot be opened" lexicon diff "$old" "$new" --policy "$work/none.policy"
printf 'tests: true\nmin-kapa: 1\n' > "$work/policy.yaml"
refused "diff: a fault in a policy" "policy.yaml:2:1: .*did you mean .min-kappa." lexicon diff "$old" "$new" --policy "$work/policy.yaml"
printf 'tests: true\n' > "$work/policy.yaml"
run "diff: a policy that is met" "$verbatim" lexicon diff "$old" "$new" --policy "$work/policy.yaml"
is 0
run "diff: a gate that fails" "$verbatim" lexicon diff "$old" "$new" --on "$diffed" --gold gold --policy min-kappa=0.9 -q
is 1
has out "FAILED min-kappa: kappa is 0.600"
run "diff: redacted" "$verbatim" lexicon diff "$old" "$new" --on "$diffed" --redact -q
is 0
has out "projector broke"
lacks out "Hours and"
lacks out "a1,"
run "diff: no answers" "$verbatim" lexicon diff "$old" "$new" --on "$diffed" --no-answers --format json -q
is 0
lacks out "Training is"
lacks out '"id"'
run "diff: a full device" sh -c '"$0" "$@" > /dev/full' "$verbatim" lexicon diff "$old" "$new"
is 2
has err "cannot write"
# Another revision, and what it includes, in a repository of our own.
mkdir -p "$work/repository/lexicons"
printf 'lexicon: a\ninclude: [b]\ncategories: {time: {terms: [time]}}\n' > "$work/repository/lexicons/a.yaml"
printf 'lexicon: b\ncategories: {time: {terms: [hour]}}\n' > "$work/repository/lexicons/b.yaml"
printf 'answer\nNo minute\nNo hour\n' > "$work/repository/answers.csv"
printf 'cd "%s" && HOME=.. GIT_CONFIG_NOSYSTEM=1 "$@"\n' "$work/repository" > "$work/in_repository"
in_repository="sh $work/in_repository"
$in_repository git init -q
$in_repository git add .
$in_repository git -c user.name=test -c user.email=test@example.org commit -q -m one
printf 'lexicon: b\ncategories: {time: {terms: [hour, minute]}}\n' > "$work/repository/lexicons/b.yaml"
run "diff: a revision" $in_repository "$verbatim_path" lexicon diff git:HEAD:lexicons/a.yaml lexicons/a.yaml --on answers.csv -q
is 0
has out "added    term time: minute"
has out "row 1: because of edit 1"
lacks out "row 2"
run "diff: the index" $in_repository "$verbatim_path" lexicon diff git:HEAD:lexicons/a.yaml git::lexicons/a.yaml
is 0
has out "no edit"
run "diff: no such revision" $in_repository "$verbatim_path" lexicon diff git:HEAD~9:lexicons/a.yaml lexicons/a.yaml
is 2
has err "git knows no revision .HEAD~9."
run "diff: no such file of a revision" $in_repository "$verbatim_path" lexicon diff git:HEAD:a.yaml lexicons/a.yaml
is 2
has err "no file .a.yaml. in revision HEAD"
run "diff: an option for a revision" $in_repository "$verbatim_path" lexicon diff git:--help:a.yaml lexicons/a.yaml
is 2
has err "cannot begin with a hyphen"
run "diff: no repository" sh -c 'cd "$1" && GIT_DIR=/nowhere "$0" lexicon diff git:HEAD:a.yaml challenges' "$verbatim_path" "$work"
is 2
has err "in no git repository"

# ---- lexicon suggest ----
refused "suggest: no corpus" "needs a corpus: --on FILE" lexicon suggest
refused "suggest: two lexicons" "takes one lexicon" lexicon suggest "$old" "$new" --on "$diffed"
refused "suggest: no such column" 'no column "x"' lexicon suggest --on "$diffed" --gold x
run "suggest: a lexicon of it" "$verbatim" lexicon suggest tests/data/diff/suggest.yaml --on tests/data/diff/suggest.csv --gold gold -q --format yaml
is 0
cp "$work/out" "$work/suggested.yaml"
run "suggest: that can be read" "$verbatim" lexicon show "$work/suggested.yaml"
is 0
run "suggest: a full device" sh -c '"$0" "$@" > /dev/full' "$verbatim" lexicon suggest --on "$diffed"
is 2

# ---- lexicon convert, show, kwic ----

refused "lexicon without a subcommand" "usage: verbatim lexicon SUBCOMMAND" lexicon
refused "no such subcommand" "no subcommand nope; see verbatim lexicon --help" lexicon nope
refused "help for no such subcommand" "no subcommand nope" help lexicon nope
refused "convert: nothing" "takes one dictionary" lexicon convert
refused "convert: unknown target" 'to does not know "pdf".*quanteda' lexicon convert --to pdf tests/data/dictionaries/mood.lc3
refused "convert: a target that is only read" "written as verbatim, quanteda, dicx or csv" \
    lexicon convert --to liwc tests/data/dictionaries/mood.lc3
refused "convert: missing file" "none.dic: no such file" lexicon convert "$work/none.dic"
refused "convert: directory" "tests/: is a directory" lexicon convert tests/
refused "convert: no file, and no shipped lexicon" "no lexicon and no file .nope" lexicon convert nope
refused "convert: a lexicon to what it is" "hurdles.yaml: is a lexicon already" lexicon convert "$hurdles"
refused "convert: settings for a lexicon that has its own" "set is for what has no settings" \
    lexicon convert --to csv --set stem=false "$hurdles"
refused "convert: unknown setting" "unknown setting .nope" lexicon convert --set nope=1 tests/data/dictionaries/mood.lc3
refused "convert: setting of a wrong kind" "stem. cannot be .maybe" \
    lexicon convert --set stem=maybe tests/data/dictionaries/mood.lc3
: > "$work/empty.dic"
refused "convert: empty file" "empty.dic: nothing in it" lexicon convert "$work/empty.dic"
printf '+a\nx\000y\n' > "$work/nul.lc3"
refused "convert: no text" "nul.lc3: no text: it has NUL" lexicon convert "$work/nul.lc3"
printf 'a\nb\n' > "$work/none.lc3"
refused "convert: no category" "none.lc3: no category in it" lexicon convert "$work/none.lc3"
has err "none.lc3:2:1: left out: "
printf 'a\nb\n' > "$work/words.lst"
refused "convert: unknown format" "words.lst: its format is not known.*--from" lexicon convert "$work/words.lst"
# dictionary NAME FILE:PLACE TEXT: a dictionary with a fault.  TEXT is for printf.
dictionary() {
    printf "$3" > "$work/${2%%:*}"
    refused "convert: $1" "$work/$2" lexicon convert "$work/${2%%:*}"
}
dictionary "malformed XML" "bad.ykd:2:[0-9]*: no well-formed XML" '<dictionary>\n<a></b>\n</dictionary>\n'
dictionary "malformed JSON" "bad.json:2:[0-9]*: no JSON" '{"a": "x",\n "b": }\n'
dictionary "malformed YAML" "bad.yml:3:[0-9]*: not YAML" 'a: [x]\nb: [y\n'
dictionary "a lexicon with a fault" "bad.yaml:3:[0-9]*: .*no keys" 'lexicon: x\ncategories:\n  a: b\n'
dictionary "LIWC without an end of its categories" "bad.dic:2:1: the categories do not end" '%%\n1\ta\n'
dictionary "a quote that never closes" "bad.csv:2: a quote opens here" 'category,term\na,"x\n'
dictionary "rules before any code" "bad.txt:2:1: no coding rules" '#\nx | y\n*A\n'
run "convert: another ending for what it is" "$verbatim" lexicon convert --from lexicoder --to csv - < tests/data/dictionaries/mood.lc3
is 0
has out "^Positive,happy\*,1$"
run "convert: a shipped lexicon by its name" "$verbatim" lexicon convert --to csv -o "$work/stages.csv" stages
is 0
has err "^verbatim: stages is a lexicon: "
run "convert: there" "$verbatim" lexicon convert -o "$work/stages.yaml" "$work/stages.csv"
is 0
has err " 0 left out, 0 changed"
run "convert: and back" sh -c '"$0" lexicon convert --to csv -q "$1/stages.yaml" | cmp - "$1/stages.csv"' "$verbatim" "$work"
is 0
printf '# a, b\nkey:\n  - x, y\n' > "$work/comments"
run "convert: recognised behind comments" "$verbatim" lexicon convert --to csv "$work/comments"
is 0
has err "comments is a quanteda dictionary"
run "convert: strict, and nothing lost" "$verbatim" lexicon convert --strict tests/data/dictionaries/mood.ykd
is 0
run "convert: strict, and something lost" "$verbatim" lexicon convert --strict -o "$work/politics.yaml" tests/data/dictionaries/politics.cat
is 1
has err "politics.cat:8:6: left out: "
[ -s "$work/politics.yaml" ] || fail "$name: no output"
run "convert: a full device" sh -c '"$0" "$@" > /dev/full' "$verbatim" lexicon convert tests/data/dictionaries/mood.lc3
is 2
has err "cannot write the output"
run "convert: output that cannot be" "$verbatim" lexicon convert -o "$work/none/x.yaml" tests/data/dictionaries/mood.lc3
is 2
run "convert: terminal escapes in names" sh -c 'printf "+\033[31mred\nx\n(\n" | "$0" lexicon convert --from lexicoder -' "$verbatim"
is 0
lacks err "$(printf '\033')"
refused "show: nothing" "takes a lexicon" lexicon show
refused "show: no such lexicon" "no lexicon and no file .nope" lexicon show nope
refused "show: no such category" "has no category .nope" lexicon show "$hurdles" nope
refused "show: a term with a fault" "the term .lack (., character 6" lexicon show "$hurdles" --term "lack ("
refused "show: a corpus without a term" "name a category or --term" lexicon show "$hurdles" --on "$survey"
refused "show: missing corpus" "none.csv: no such file" lexicon show "$hurdles" time --on "$work/none.csv"
refused "show: unknown format" 'format does not know "csv"' lexicon show "$hurdles" --format csv
run "show: a full device" sh -c '"$0" "$@" > /dev/full' "$verbatim" lexicon show "$hurdles"
is 2
refused "kwic: nothing" "takes one term or code" lexicon kwic --on "$survey"
refused "kwic: two terms" "takes one term or code" lexicon kwic time --term time --on "$survey"
refused "kwic: no corpus" "needs a corpus: --on FILE" lexicon kwic time
refused "kwic: missing corpus" "none.csv: no such file" lexicon kwic time --on "$work/none.csv"
refused "kwic: a term with a fault" "the term .a ~ b., character 3" lexicon kwic "a ~ b" --on "$survey"
refused "kwic: a regular expression with a fault" "regular expression does not compile" lexicon kwic "/(/" --on "$survey"
refused "kwic: context of no words" "context.*1 to 1000" lexicon kwic time --context 0 --on "$survey"
printf 'id,answer\n1,no time\n2,\377time\n3,time\n' > "$work/bytes.csv"
run "kwic: an answer that is not UTF-8" "$verbatim" lexicon kwic --term time --on "$work/bytes.csv" --encoding UTF-8 -q
is 2
has out "^1 .* time$"
has out "^3 .* time$"
has err "bytes.csv: row 2 is not UTF-8"
printf 'id,answer\n1,"no \033[31m time\nleft \342\200\256x"\n' > "$work/escapes.csv"
run "kwic: escapes in answers" "$verbatim" lexicon kwic --term time --on "$work/escapes.csv" -q
is 0
has out 'x1b\[31m'
lacks out "$(printf '\033')"
lacks out "$(printf '\342\200\256')"
run "kwic: a full device" sh -c '"$0" "$@" > /dev/full' "$verbatim" lexicon kwic --term time --on "$survey"
is 2

# ---- Files ----

refused "missing file" "$work/none.csv: no such file" code "$work/none.csv"
refused "missing file for report" "$work/none.csv: no such file" report "$work/none.csv"
refused "missing file without a command" "$work/none.csv: no such file" "$work/none.csv"
refused "directory" "tests: is a directory: name a file" code tests
: > "$work/empty.csv"
refused "empty file" "empty.csv: nothing in it.*at least one line" code "$work/empty.csv"
refused "empty standard input" "standard input: nothing in it" report
printf '\n  \n\n' > "$work/blank.txt"
refused "blank lines only" "blank.txt: nothing in it" code "$work/blank.txt"
printf '\377\376i\000d\000' > "$work/utf16.csv"
run "UTF-16" "$verbatim" code "$work/utf16.csv"
is 0
has err "encoding: UTF-16LE"
printf 'PK\003\004rest' > "$work/book.xlsx"
refused "workbook" "book.xlsx: is a damaged workbook" code "$work/book.xlsx"
# What programs save as text but is none: tags and commands would be counted as answers.
printf '\357\273\277\n<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">\n<HTML><TABLE>no time</TABLE></HTML>\n' > "$work/page.html"
refused "a web page" "page.html: is a web page.*save it as .xlsx or .csv" report "$work/page.html"
printf '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>no time</table></html>' > "$work/page.csv"
refused "a web page by another name" "page.csv: is a web page" report "$work/page.csv"
run "a web page from a pipe" sh -c '"$0" report < "$1"' "$verbatim" "$work/page.csv"
is 2
has err "standard input: is a web page"
printf '{\\rtf1\\ansi no time\\par}\n' > "$work/page.rtf"
refused "RTF" "page.rtf: is a formatted text (RTF)" report "$work/page.rtf"
printf '<?xml version="1.0"?>\n<office:document>no time</office:document>\n' > "$work/flat.fods"
refused "XML" "flat.fods: is an XML file" report "$work/flat.fods"
run "a web page all the same" "$verbatim" report --encoding UTF-8 "$work/page.html"
is 0
printf '<b>no time</b>\n' > "$work/tags.txt"
run "a text with tags" "$verbatim" report "$work/tags.txt"
is 0
if [ "$(id -u)" -ne 0 ]; then
    printf 'answer\nno time\n' > "$work/secret.csv"
    chmod 0 "$work/secret.csv"
    refused "unreadable file" "secret.csv: no permission to read it" code "$work/secret.csv"
    cp "$hurdles" "$work/secret.yaml"
    chmod 0 "$work/secret.yaml"
    refused "unreadable lexicon" "secret.yaml: .*ermission" code --lexicon "$work/secret.yaml" "$survey"
else
    echo "root may read every file: the unreadable ones are left out"
fi
for command in code report explain tokens; do
    run "$command: closed standard input" sh -c '"$0" "$@" <&-' "$verbatim" "$command"
    is 2
    has err "standard input.*Bad file descriptor"
done
run "closed standard input, but a file" sh -c '"$0" "$@" <&-' "$verbatim" code --lexicon "$hurdles" "$survey"
is 0
has out "^3,South,No time,time,"
run "header only" "$verbatim" code --lexicon "$hurdles" --from csv - <<END
id,answer
END
is 0
has out "^id,answer,primary,codes,scores,margin,reason,evidence$"

# ---- Columns ----

refused "no such column" 'survey.csv: no column "nope"' code --answer nope "$survey"
has err '^ *1  "id"$'
has err '^ *3  "answer"$'
for second in region= 2= "Region=" "reg*="; do
    refused "the same groups twice: $second" 'by has column 2, "reg[a-z]*", twice: once is enough' \
        report --by region= --by "$second" "$survey"
done
run "the same column grouped in two ways" "$verbatim" report --lexicon "$hurdles" --by region= --by region=job-titles "$survey"
is 0
refused "no such column by number" 'no column "4".*columns are' code --answer 4 "$survey"
refused "a column nearly called so" 'no column "regoin"; did you mean "region"?' report --by regoin "$survey"
refused "no such lexicon for a column" 'nosuch.*challenges, job-titles, lessons, risks, stages' code --by region=nosuch "$survey"
printf 'note,x,note\na,b,c\n' > "$work/twice.csv"
refused "two columns of one name" 'columns 1 and 3 are both called "note".*number' code --answer note "$work/twice.csv"
printf 'a,b\n1,2\n3,4\n' > "$work/numbers.csv"
refused "nothing recognisable" 'numbers.csv: cannot tell.*--answer' code "$work/numbers.csv"
has err '^ *2  "b"$'

# ---- Lexicons ----

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

# ---- Records ----

printf 'id,answer\n1,no time\n2,"no\n time"\n3,no \377 time\n4,push back\n' > "$work/bytes.csv"
for command in code report; do
    run "$command: an answer that is not UTF-8" "$verbatim" "$command" --encoding UTF-8 --lexicon "$hurdles" "$work/bytes.csv"
    is 2
    has err "row 3 (line 5[^)]*): byte 4 of the answer is not UTF-8.*UTF-8"
    has err "bytes.csv: 1 answer is not UTF-8"
done
has out "4 rows, 3 with an answer, 3 with more than “none” or “n/a”, 3 recognised"
run "an answer that is not UTF-8" "$verbatim" code --encoding UTF-8 --lexicon "$hurdles" "$work/bytes.csv"
has out "^1,no time,time,"
has out "^3,no $(printf '\377') time,,,,,unreadable,$"
has out "^4,push back,buy-in/resistance,"
run "not UTF-8, as JSON" "$verbatim" code --encoding UTF-8 --format jsonl --lexicon "$hurdles" "$work/bytes.csv"
is 2
has out "\"no $(printf '\357\277\275') time\".*\"unreadable\""
# Bytes that their encoding does not have are replaced, but never in silence, and that is no success.
{ printf '\377\376'; printf 'id,answer\n1,no ' | iconv -t UTF-16LE; printf '\000\330'
    printf ' time\n2,PD\n' | iconv -t UTF-16LE; } > "$work/half.csv"
for command in code report; do
    run "$command: half of a surrogate pair" "$verbatim" "$command" -q --lexicon "$hurdles" "$work/half.csv"
    is 2
    has err "half.csv: 1 byte could not be decoded and became U+FFFD: pass the right --encoding"
done
run "half of a surrogate pair, -o" "$verbatim" code --lexicon "$hurdles" -o "$work/half-coded.csv" "$work/half.csv"
is 2
has err "1 byte is not UTF-16LE and became U+FFFD.*line 2, byte 33 of the file"
checks=$((checks + 1))
grep -q '^2,PD,training,' "$work/half-coded.csv" || fail "$name: not all there"
printf 'no time\nno \377 time\nPD\n' > "$work/bytes.txt"
for command in explain tokens; do
    run "$command: a line that is not UTF-8" "$verbatim" "$command" --encoding UTF-8 --lexicon "$hurdles" < "$work/bytes.txt"
    is 2
    has err "byte 4.*UTF-8"
    has out "PD"
done
for command in explain tokens; do
    refused "$command: no answer" "standard input: nothing in it" $command
done
refused "a name with bytes that are no text" '\\x9b31m.csv: no such file' "$(printf '\233')31m.csv"
refused "explain: an answer that is not UTF-8" "byte 4.*UTF-8" explain "$(printf 'no \377 time')"
printf 'id,answer\n1,no \355\240\200 time\n2,PD\n' > "$work/surrogate.csv"
run "lone surrogate" "$verbatim" code --encoding UTF-8 --lexicon "$hurdles" "$work/surrogate.csv"
is 2
has err "row 1 (line 2[^)]*): byte 4 .*not UTF-8"
has out "^2,PD,training,"
printf 'id,answer\n1,no time\n2,push\000 back\n3,PD\n' > "$work/nul.csv"
run "NUL byte" "$verbatim" code --lexicon "$hurdles" "$work/nul.csv"
is 0
has out "^1,no time,time,"
has out "^3,PD,training,"
checks=$((checks + 1))
[ "$(tr -dc '\000' < "$work/out" | wc -c)" -eq 1 ] || fail "NUL byte: not passed on as it was"
printf 'id\000,answer\n1,no time\n' > "$work/nul-header.csv"
refused "NUL byte in the header" "nul-header.csv: NUL bytes.*--encoding" code "$work/nul-header.csv"
printf '\377,answer\n1,no time\n' > "$work/header.csv"
refused "header that is not UTF-8" "header.csv:1: the header is not UTF-8 .*UTF-8" code --encoding UTF-8 "$work/header.csv"
printf 'id,answer\n1,"no time\n2,x\n' > "$work/quote.csv"
for command in code report; do
    run "$command: unclosed quote" "$verbatim" "$command" --lexicon "$hurdles" "$work/quote.csv"
    is 2
    has err "quote.csv:2: row 1: the quote that opens in this line never closes"
done

# Strangers' text: what a terminal would obey is shown, never sent.
printf 'id,"answer \033[31m","grp\342\200\256"\n1,"no time \033[2J\302\2332J","\033]0;x\007\342\200\256z"\n2,PD \010\177,b\n' \
    > "$work/terminal.csv"
shown() {
    for control in '\033' '\007' '\010' '\177' '\302\233' '\342\200\256'; do
        lacks out "$(printf "$control")"
        lacks err "$(printf "$control")"
    done
}
for format in text markdown; do
    run "terminal: report --format $format" "$verbatim" report --format $format --lexicon "$hurdles" --answer 2 --by 3= \
        "$work/terminal.csv"
    is 0
    has out 'x1b'
    shown
done
run "terminal: code --format text" "$verbatim" code --format text --lexicon "$hurdles" --answer 2 "$work/terminal.csv"
is 0
has out 'x1b\[2J'
shown
sed -n '2,$p' "$work/terminal.csv" > "$work/terminal.txt"
for command in explain tokens; do
    run "terminal: $command" "$verbatim" "$command" --lexicon "$hurdles" < "$work/terminal.txt"
    is 0
    shown
done
run "terminal: columns listed" "$verbatim" code --answer nope "$work/terminal.csv"
is 2
shown

# What other programs would obey passes as it is: `code` changes no byte of a record.
run "markup and formulas" "$verbatim" code --lexicon "$hurdles" tests/data/hostile.csv
is 0
while IFS= read -r line; do
    checks=$((checks + 1))
    grep -qF -- "$line," "$work/out" || fail "$name: changed: $line"
done < tests/data/hostile.csv
cat > "$work/bytes.py" <<'END'
"""bytes.py make FILE | check FILE OUT: records in every way of quoting; OUT has each as it was, its codes behind it."""
import random, sys
choice = random.Random(7).choice
words = ["no time", "push back", "caf\u00e9", "\U0001f600", "=1+1", "<b>", "\t", "  ", "a;b", "'", "\u201cPD\u201d", "\\", "x\"y"]
def cell():
    text = " ".join(choice(words) for _ in range(choice([0, 1, 3])))
    if choice([True, False]) and '"' not in text:
        return text
    return '"' + text.replace('"', '""') + choice(["", "\n", "\r\n", ",", '""']) + '"'
records = ['\ufeffid,answer,"last, one"'] + ["%d,%s,%s" % (i, cell(), cell()) for i in range(1, 501)]
records = [r.encode() for r in records]
if sys.argv[1] == "make":
    open(sys.argv[2], "wb").write(b"\r\n".join(records) + b"\r\n")
else:
    out = open(sys.argv[3], "rb").read()
    records[0] = records[0][3:]
    at = 0
    for number, record in enumerate(records):
        if not out.startswith(record + b",", at):
            sys.exit("record %d: %r has become %r" % (number, record, out[at:at + len(record) + 1]))
        at = out.index(b"\r\n", at + len(record)) + 2
    if at != len(out):
        sys.exit("more than was there")
END
checks=$((checks + 1))
python3 "$work/bytes.py" make "$work/quoting.csv"
run "bytes of records" "$verbatim" code --lexicon "$hurdles" "$work/quoting.csv"
is 0
python3 "$work/bytes.py" check "$work/quoting.csv" "$work/out" 2> "$work/err" || fail "bytes of records"

# ---- JSON Lines ----

printf '{"a":"no time"}\n{"a":}\n{"a":"PD"}\n' > "$work/faulty.jsonl"
refused "wrong line" "faulty.jsonl:2:6: not a JSON object.*--keep-going" code --lexicon "$hurdles" "$work/faulty.jsonl"
printf '[{"a":"no time"}]\n' > "$work/array.jsonl"
refused "an array" "array.jsonl:1: an array.*line of its own" code --lexicon "$hurdles" "$work/array.jsonl"
refused "an array, keeping on" "array.jsonl: no line of it is a JSON object" code --keep-going "$work/array.jsonl"
cat > "$work/far.py" <<'END'
"""far.py FOLDER: a file whose line 1501 is wrong, and one whose keys change after 1,000 lines."""
import sys
with open(sys.argv[1] + "/far.jsonl", "w") as out:
    out.write('{"a":"no time"}\n' * 1500 + '{"a":"PD"\n{"a":"PD"}\n')
with open(sys.argv[1] + "/late.jsonl", "w") as out:
    out.write('{"a":"no time"}\n' * 1000 + '{"a":"PD","b":{"c":"new"}}\n')
END
python3 "$work/far.py" "$work"
run "wrong line far down" "$verbatim" code --lexicon "$hurdles" "$work/far.jsonl"
is 2
has err "far.jsonl:1501:"
checks=$((checks + 1))
[ "$(wc -l < "$work/out")" -eq 1500 ] || fail "$name: the lines before it are not all there"
run "wrong line far down, left out" "$verbatim" code --keep-going --lexicon "$hurdles" "$work/far.jsonl"
is 0
has err "1 line is no JSON object and left out; the first is line 1501"
run "JSON Lines from a pipe need no room on the disk" sh -c 'gzip -c "$2" | TMPDIR="$3/none" "$0" code --from jsonl \
    --lexicon "$1"' "$verbatim" "$hurdles" tests/data/survey.jsonl "$work"
is 0
has out '"primary'
run "late key" "$verbatim" code --lexicon "$hurdles" "$work/late.jsonl"
is 0
has err 'key appears first after line 1000.*"b.c"'
has out '{"a":"PD","b":{"c":"new"},"primary":"training"'
run "spliced lines are JSON" sh -c '"$0" code -q --columns codes,flags --lexicon "$1" --answer answers.q1 "$2" |
    python3 -c "import json, sys; print(sum(len(json.loads(line)[\"codes\"]) for line in sys.stdin))"' \
    "$verbatim" "$hurdles" tests/data/survey.jsonl
is 0
has out "^2$"

# ---- Workbooks ----

# Numbers are numbers again, those of the first records too, which are read ahead to see what export it is.
run "numbers of a workbook" sh -c '"$0" code -q --lexicon "$1" --columns margin -o "$3/a.xlsx" "$2" &&
    "$0" code -q --lexicon "$1" --columns primary -o "$3/b.xlsx" "$3/a.xlsx" && python3 tests/output/xlsx_read.py "$3/b.xlsx"' \
    "$verbatim" "$hurdles" "$survey" "$work"
is 0
has out "^A2.* D2\[#[0-9.]*\]"
has out "^A3.* D3\[#[0-9.]*\]"

# ---- Several files ----

cp "$survey" "$work/one.csv"
printf 'id,region\n1,South\n' > "$work/without.csv"
run "file without the answers" "$verbatim" code --lexicon "$hurdles" -o "$work/both.csv" "$work/one.csv" "$work/without.csv"
is 2
has err 'without.csv: no column "answer"'
checks=$((checks + 1))
[ ! -e "$work/both.csv" ] || fail "$name: a half file"
refused "file without the answers, before a row is written" 'without.csv: no column "answer"' code --lexicon "$hurdles" \
    "$work/one.csv" "$work/without.csv"
: > "$work/nothing.csv"
refused "an empty file behind others" 'nothing.csv: nothing in it' code --lexicon "$hurdles" "$work/one.csv" "$work/nothing.csv"
run "standard input without the answers, in its turn" sh -c '"$0" code --lexicon "$1" "$2" - < "$3"' "$verbatim" "$hurdles" \
    "$work/one.csv" "$work/without.csv"
is 2
has out "^1,North,Lack of buy-in"
has err 'standard input: no column "answer"'
printf 'answer;id\nno time;x\n' > "$work/two.csv"
for threads in 1 4; do
    run "files with different columns" "$verbatim" code --threads $threads --lexicon "$hurdles" "$work/one.csv" "$work/two.csv"
    is 0
    has err 'two.csv: no column "region"; taken as empty'
    has out '^x,,no time,time,'
done

# ---- Much of it ----

cat > "$work/make.py" <<'END'
"""make.py FOLDER: big.csv (20,000 rows: 14 too long, 13 not UTF-8), wide.csv, long.csv, slow.csv"""
import os, sys
os.chdir(sys.argv[1])
answers = ["no time", '"Lack of buy-in, %d"', "PD is fine", "push back; time %d", "n/a", "slow network", "weather %d", "",
           '"Teachers\n need training"', "\u201cno time\u201d \U0001f600"]
titles = ["Teacher", "Principal", "", "Superintendent", "cook %d"]
def fill(text, i):
    return text % i if "%d" in text else text
with open("big.csv", "wb") as out:
    out.write(b"id,job_title,region,answer\n")
    for i in range(20000):
        row = "%d,%s,%s,%s" % (i, fill(titles[i * 7 % 5], i), "NSEW"[i % 4], fill(answers[i * 3 % 10], i))
        row = row.encode()
        if i % 1500 == 700:
            row += b" \xff"
        if i % 1400 == 900:
            row += b",one,more"
        out.write(row + b"\n")
with open("wide.csv", "w") as out:
    out.write("id,answer" + "".join(",c%d" % i for i in range(9998)) + "\n")
    out.write("1,no time" + ",x" * 9998 + "\n2,push back\n3,PD" + ",x" * 12000 + "\n")
with open("long.csv", "w") as out:
    out.write('id,answer\n1,"' + "well, no time and " * 120000 + '"\n2,' + "x" * (2 << 20) + "\n3,PD\n")
with open("slow.csv", "w") as out:
    out.write("id,answer\n1,no time\n2,time " + "x" * 3000 + "\n3,time\n4,xxy\n")
END
python3 "$work/make.py" "$work"
for arguments in "code --lexicon $hurdles --by region=" "code" "report --lexicon $hurdles --by region= --by job_title" \
    "report --level 2 --format json"; do
    for threads in 1 2 5; do
        run "threads: $arguments" "$verbatim" $arguments --threads $threads "$work/big.csv"
        is 2
        has err "in all 14 rows have more or fewer cells"
        has err "13 answers are not UTF-8"
        cat "$work/out" "$work/err" > "$work/threads.$threads"
    done
    for threads in 2 5; do
        checks=$((checks + 1))
        cmp -s "$work/threads.1" "$work/threads.$threads" || fail "$name: other bytes with $threads threads"
    done
done
# So with a diff: changed answers from many batches, and gold codes that are met in one thread first or in another.
sed -e '/- training/d' -e 's/- time$/- minutes/' "$hurdles" > "$work/edited.yaml"
refused "gold that is none" 'gold has more than 200 codes that no lexicon has, such as .Teacher.: name' lexicon diff "$hurdles" \
    "$work/edited.yaml" --on "$work/big.csv" --gold job_title
for arguments in "" "--format json --gold region" "--format markdown --gold region"; do
    for threads in 1 2 5; do
        run "diff with threads: $arguments" "$verbatim" lexicon diff "$hurdles" "$work/edited.yaml" --on "$work/big.csv" \
            --by region= --threads $threads $arguments
        is 2
        has err "13 answers are not UTF-8"
        cat "$work/out" "$work/err" > "$work/threads.$threads"
    done
    for threads in 2 5; do
        checks=$((checks + 1))
        cmp -s "$work/threads.1" "$work/threads.$threads" || fail "$name: other bytes with $threads threads"
    done
done
# Damage far down: what is before it is coded, and the row that it begins in is told.
gzip -c "$work/big.csv" > "$work/whole.gz"
head -c $(($(wc -c < "$work/whole.gz") / 2)) "$work/whole.gz" > "$work/cut.csv.gz"
for command in code report; do
    run "$command: compressed data cut off" "$verbatim" "$command" "$work/cut.csv.gz"
    is 2
    has err "cut.csv.gz: row [0-9]*: the gzip compressed data ends too early: .*again"
done
"$verbatim" code -q "$work/cut.csv.gz" > "$work/out" 2> "$work/err"
row=$(sed -n 's/.*cut.csv.gz: row \([0-9]*\):.*/\1/p' "$work/err")
checks=$((checks + 1))
"$verbatim" code -q "$work/big.csv" 2> "$work/err" | head -c "$(wc -c < "$work/out")" | cmp -s - "$work/out" ||
    fail "compressed data cut off: not what is before the damage"
checks=$((checks + 1))
[ "$row" -gt 5000 ] || fail "compressed data cut off: row $row is early"
run "10,000 columns" "$verbatim" code --lexicon "$hurdles" "$work/wide.csv"
is 0
has err "row 2 (line 3[^)]*): 2 cells where the header has 10000"
has err "row 3 (line 4[^)]*): 12002 cells where the header has 10000"
has out "^1,no time,x,.*,x,time,time,1,1,,"
has out "^2,push back,,.*,buy-in/resistance,buy-in/resistance,1,1,,"
has out "^3,PD,x,.*,x,training,training,1,1,,"
refused "10,000 columns listed" 'no column "nope"' code --answer nope "$work/wide.csv"
has err "and [0-9]* more"
run "answers of 2 MB" "$verbatim" code --lexicon "$hurdles" "$work/long.csv"
is 0
has out "\",time,time,120000,1,,"
has out "^2,x*,,,,,no-match,$"
has out "^3,PD,training,"
for command in explain tokens; do
    sed -n '2,3p' "$work/long.csv" > "$work/long.txt"
    run "$command: an answer of 2 MB" "$verbatim" "$command" --lexicon "$hurdles" < "$work/long.txt"
    is 0
done
# Long text: one paragraph, or one file, of 64 MB, and what stands before and behind it.
awk 'BEGIN { printf "no time\n\n"; for (i = 0; i < 2684355; i++) printf "well, the device is old, "; print "\n\nPD" }' \
    > "$work/paragraph.txt"
run "a paragraph of 64 MB" "$verbatim" code --unit paragraph --columns primary --lexicon "$hurdles" "$work/paragraph.txt"
is 0
has out "^no time,time$"
has out "^PD,training$"
has out "is old,\",technology$"
run "a file of 64 MB" "$verbatim" report --unit file --format csv --lexicon "$hurdles" "$work/paragraph.txt"
is 0
has out "^,(total),1,technology,1,1,100,"
rm "$work/paragraph.txt"
printf 'no time\n\nno\000 money\nPD\n' > "$work/nul.txt"
run "NUL byte in a paragraph" "$verbatim" code --unit paragraph --columns primary --lexicon "$hurdles" "$work/nul.txt"
is 0
has out "^no time,time$"
has out "^PD\",training$"
printf 'no\000 time\nPD\n' > "$work/nuls.txt"
: > "$work/nothing.txt"
for unit in paragraph file; do
    for command in code report; do
        refused "$command --unit $unit: NUL bytes" "nuls.txt: NUL bytes" $command --unit $unit "$work/nuls.txt"
    done
    run "explain --unit $unit: NUL bytes" sh -c '"$@" < "$0"' "$work/nuls.txt" "$verbatim" explain --unit $unit
    is 2
    has err "standard input: NUL bytes"
done
for command in code report; do
    refused "$command: no paragraph" "nothing.txt: nothing in it" $command --unit paragraph "$work/nothing.txt"
done
run "an empty file among others" "$verbatim" code --unit file --columns primary,reason --lexicon "$hurdles" \
    "$work/nothing.txt" "$work/terminal.txt" "$work/bytes.txt"
is 0
has err "nothing.txt: nothing in it: taken as an empty answer"
has out "nothing.txt,,,empty$"
has out "PD\",time,$"
printf 'no time\n\n- no \377\n  time\n- PD\n' > "$work/bytes-2.txt"
run "a paragraph that is not UTF-8" "$verbatim" code --unit paragraph --encoding UTF-8 --columns primary --lexicon "$hurdles" \
    "$work/bytes-2.txt"
is 2
has err "row 2 (line 3[^)]*): byte 4 .*not UTF-8"
has out "^PD,training$"
refused "explain: no such file" "none.txt: no such file" explain --unit file "$work/none.txt"

printf 'lexicon: slow\ncategories:\n  slow: {terms: ["/(x+)+[yz]/"]}\n  time: {terms: [time]}\n' > "$work/slow.yaml"
for command in code report; do
    run "$command: regular expression that never ends" "$verbatim" "$command" --lexicon "$work/slow.yaml" "$work/slow.csv"
    is 0
    has err "row 2 (line 3[^)]*): a regular expression took too long"
done
has out "time  *3  75 %"
has out "slow  *1  25 %"
run "explain: regular expression that never ends" "$verbatim" explain --lexicon "$work/slow.yaml" \
    "$(sed -n '3s/^2,//p' "$work/slow.csv")"
is 0
has out "time (primary)"

# ---- Files that are read are not written ----

cp "$survey" "$work/own.csv"
cp "$hurdles" "$work/own.yaml"
ln -s own.csv "$work/own-link.csv"
ln "$work/own.csv" "$work/own-too.csv"
"$verbatim" report -q --lexicon "$hurdles" --save-tally "$work/own.tally.jsonl" "$survey" > "$work/own.txt"
"$verbatim" code -q --lexicon "$hurdles" "$survey" > "$work/own-coded.csv"
(cd "$work" && cksum own* > sums.txt)
# kept NAME OPTION ARGUMENT...: refused, and every file is as it was.
kept() {
    option=$2
    kept_name=$1
    shift 2
    refused "$kept_name" "own[^ ]* is an input too: give $option another name" "$@"
    checks=$((checks + 1))
    (cd "$work" && cksum own*) | cmp -s - "$work/sums.txt" || fail "$kept_name: a file is changed"
}
own=$work/own.csv
for command in report code "sample --n 5"; do
    kept "output is the input: $command" -o $command -o "$own" "$own"
done
kept "output is the input" -o -o "$own" "$own"
kept "output is the second input" -o code -o "$own" "$survey" "$own"
kept "output is the input by another name" -o report -o "$work/./own.csv" "$own"
kept "output is the input by a link" -o report -o "$work/own-link.csv" "$own"
kept "output is the input by a second name" -o report -o "$work/own-too.csv" "$own"
run "output is standard input" sh -c '"$0" report -o "$1" < "$1"' "$verbatim" "$own"
is 2
has err "own.csv is an input too: give -o another name"
kept "output is standard input: unchanged" -o report -o "$own" "$own"
kept "tally is the input" --save-tally report --save-tally "$own" "$own"
kept "manifest is the input" --manifest code --manifest "$own" "$own"
kept "output is the gold" -o report --gold "$own" -o "$own" "$survey"
kept "output is the other gold" -o report --gold-elsewhere "$own" -o "$own" "$survey"
kept "output is the lexicon" -o report --lexicon "$work/own.yaml" -o "$work/own.yaml" "$survey"
kept "output is the lexicon of groups" -o report --by "region=$work/own.yaml" -o "$work/own.yaml" "$survey"
kept "agree: output is an input" -o agree -o "$work/own-coded.csv" "$survey" "$work/own-coded.csv"
kept "agree: sheet is an input" --adjudicate agree --adjudicate "$work/own-coded.csv" "$survey" "$work/own-coded.csv"
kept "agree: gold is an input" --write-gold agree --adjudicated "$survey" --write-gold "$own" "$own" \
    "$work/own-coded.csv"
kept "agree: gold is the settled sheet" --write-gold agree --adjudicated "$own" --write-gold "$own" "$survey" \
    "$work/own-coded.csv"
kept "merge: output is an input" -o merge -o "$work/own.tally.jsonl" "$work/own.tally.jsonl" "$work/own.tally.jsonl"
kept "diff: output is a lexicon" -o lexicon diff "$work/own.yaml" "$hurdles" -o "$work/own.yaml"
kept "diff: output is the corpus" -o lexicon diff "$work/own.yaml" "$hurdles" --on "$own" -o "$own"
kept "convert: output is the dictionary" -o lexicon convert -o "$work/own.yaml" "$work/own.yaml"
kept "check: output is the lexicon" -o lexicon check --fix -o "$work/own.yaml" "$work/own.yaml"
kept "tune: output is the lexicon" -o lexicon tune --gold codes --on "$own" -o "$work/own.yaml" "$work/own.yaml"
refused "two outputs, one name" "new.csv is what -o names too: give --manifest another name" code "$survey" \
    -o "$work/new.csv" --manifest "$work/./new.csv"
refused "two outputs, one file" "own-too.csv is what -o names too: give --manifest another name" code "$survey" \
    -o "$own" --manifest "$work/own-too.csv"
run "two outputs, one device" "$verbatim" code -q "$survey" -o /dev/null --manifest /dev/null
is 0

# ---- Output ----

for arguments in "code $survey" "report $survey" "$survey" "code $work/big.csv" "code --threads 3 $work/big.csv" \
    "report --format json $survey" "explain x" "tokens x" "--help" "--version" "code --help" "report --help" \
    "explain --help" "tokens --help"; do
    run "full disk: $arguments" sh -c '"$@" > /dev/full' - "$verbatim" $arguments
    is 2
    has err "cannot write the output: No space left on device"
    run "closed output: $arguments" sh -c '"$@" >&-' - "$verbatim" $arguments
    is 2
    has err "cannot write the output: Bad file descriptor"
done
for threads in 1 5; do
    run "closed pipe, $threads threads" sh -c '{ "$@" 2> "$0"; echo "status $?" >> "$0"; } | head -n 1' "$work/pipe" \
        "$verbatim" code --threads $threads --lexicon "$hurdles" "$work/big.csv"
    has out "^id,job_title,region,answer,primary,"
    cp "$work/pipe" "$work/err"
    lacks err "cannot write the output"
    has err "^status 2$"
done
# Nobody is there to read, whatever is said and however little.
"$verbatim" report -q --lexicon "$hurdles" --save-tally "$work/pipe.jsonl" "$survey" > "$work/pipe.txt"
for arguments in "report $survey" "code $survey" "sample --n 5 $survey" "explain x" "tokens x" "--help" "agree --help" \
    "agree tests/data/agree/gold.csv tests/data/agree/coded.csv" "merge $work/pipe.jsonl" "lexicon check $hurdles" \
    "lexicon test $hurdles" "lexicon show $hurdles" "lexicon diff $hurdles challenges" "lexicon kwic time --on $survey" \
    "lexicon convert $hurdles" "lexicon suggest --on $survey"; do
    rm -f "$work/gate"
    mkfifo "$work/gate"
    run "closed pipe: $arguments" sh -c 'gate=$1; shift; { read -r _ < "$gate"; "$@"; echo "status $?" >&2; } |
        { exec < /dev/null; echo > "$gate"; }' - "$work/gate" "$verbatim" $arguments
    lacks err "cannot write the output"
    has err "^status 2$"
done

# -o FILE: whole or not at all, whatever goes wrong.
mkdir "$work/o"
# nothing_left: only what was there is there.
nothing_left() {
    checks=$((checks + 1))
    [ "$(ls -A "$work/o")" = "$1" ] || fail "$name: left behind: $(ls -A "$work/o")"
}
printf 'id,answer\n1,no time\n2,"open\n' > "$work/open.csv"
for ending in csv tsv jsonl txt xlsx sav dta; do
    run "unclosed quote, -o .$ending" "$verbatim" code --lexicon "$hurdles" -o "$work/o/x.$ending" "$work/open.csv"
    is 2
    nothing_left ""
    run "no such folder, -o .$ending" "$verbatim" code --lexicon "$hurdles" -o "$work/none/x.$ending" "$survey"
    is 2
    has err "none/x.$ending: cannot be written: No such file"
done
run "failed report -o" "$verbatim" report --lexicon "$hurdles" -o "$work/o/x.md" "$work/open.csv"
is 2
nothing_left ""
echo before > "$work/o/x.csv"
run "a failed run leaves the old file" "$verbatim" code --lexicon "$hurdles" -o "$work/o/x.csv" "$work/open.csv"
is 2
nothing_left x.csv
checks=$((checks + 1))
[ "$(cat "$work/o/x.csv")" = before ] || fail "$name: it was changed"
run "-o" "$verbatim" code --lexicon "$hurdles" -o "$work/o/x.csv" "$survey"
is 0
checks=$((checks + 1))
[ ! -s "$work/out" ] || fail "$name: standard output as well"
"$verbatim" code -q --lexicon "$hurdles" "$survey" > "$work/wanted"
checks=$((checks + 1))
cmp -s "$work/wanted" "$work/o/x.csv" || fail "$name: other bytes than on standard output"
nothing_left x.csv
for arguments in "code" "code --threads 3" "report"; do
    run "full disk: $arguments -o" "$verbatim" $arguments --lexicon "$hurdles" -o /dev/full "$work/big.csv"
    is 2
    has err "No space left on device"
done
if [ "$(id -u)" -eq 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=64k none "$work/small" 2> /dev/null; then
    for ending in csv xlsx sav dta; do
        run "full disk, -o .$ending" "$verbatim" code --lexicon "$hurdles" -o "$work/small/x.$ending" "$work/big.csv"
        is 2
        has err "/x.$ending: \|cannot write the output: No space left"
        lacks err "[.]part"
        [ $ending != xlsx ] || has err "No space left"
        checks=$((checks + 1))
        [ -z "$(ls -A "$work/small")" ] || fail "$name: left behind: $(ls -A "$work/small")"
    done
    umount "$work/small"
    # A workbook is put together from a file of rows (about 10 MB here): there is room for that, but not for the rest.
    for size in 8 12 16 20; do
        mount -t tmpfs -o size=${size}m none "$work/small"
        run "full disk of $size MB, -o .xlsx" "$verbatim" code -q --lexicon "$hurdles" -o "$work/small/x.xlsx" "$work/big.csv"
        is 2
        has err "^verbatim: .*/x.xlsx: cannot be written: No space left on device$"
        lacks err "ERROR"
        umount "$work/small"
    done
fi
# Killed while it writes: nothing is left behind, and what was there is as it was.
cat > "$work/kill.py" <<'END'
"""kill.py VERBATIM LEXICON FOLDER [COMMAND...]: kill runs that write into FOLDER, by every signal that people send.
COMMAND is put before the program."""
import os, signal, subprocess, sys, time
verbatim, lexicon, folder, before = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
was = {n: open(os.path.join(folder, n), "rb").read() for n in os.listdir(folder)}
def writes(pid):
    """The process has opened a file in the folder."""
    links = []
    for fd in os.listdir("/proc/%d/fd" % pid):
        try:
            links.append(os.readlink("/proc/%d/fd/%s" % (pid, fd)))
        except OSError:
            pass
    return any(link.startswith(os.path.realpath(folder) + "/") for link in links)
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
    for name in ("x.csv", "new.csv", "new.xlsx", "new.sav", "new.dta"):
        process = subprocess.Popen(before + [verbatim, "code", "-q", "--encoding", "UTF-8", "--lexicon", lexicon, "-o", os.path.join(folder, name)],
                                   stdin=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        process.stdin.write(b"id,answer\n" + b"1,no time\n" * 100000)
        process.stdin.flush()
        end = time.monotonic() + 30
        while not writes(process.pid) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(number)
        status = process.wait()
        process.stdin.close()
        now = {n: open(os.path.join(folder, n), "rb").read() for n in os.listdir(folder)}
        if status != -number or now != was:
            print("%s, signal %d: status %d, files %s" % (name, number, status, sorted(now)))
print("done")
END
probe="import os, sys; os.close(os.open(sys.argv[1], os.O_WRONLY | os.O_TMPFILE))"
if python3 -c "$probe" "$work/o" 2> "$work/err"; then
    run "killed while it writes" python3 "$work/kill.py" "$verbatim" "$hurdles" "$work/o"
    is 0
    has out "^done$"
    lacks out "signal"
else
    echo "this file system has no files without a name: killed runs are left out"
fi
# Where no file can be without a name it has one beside, and both ways of ending still hold.  (The sanitizers do
# not work without /proc.)
if [ "$(id -u)" -eq 0 ] && ! grep -q __asan_init "$verbatim" && unshare -m umount -l /proc 2> "$work/err"; then
    for file in open survey; do
        [ $file = open ] && input=$work/open.csv || input=$survey
        run "no nameless files: $file" unshare -m sh -c 'umount -l /proc && exec "$@"' - "$verbatim" code \
            --lexicon "$hurdles" -o "$work/o/x.csv" "$input"
        [ $file = open ] && is 2 || is 0
        nothing_left x.csv
        checks=$((checks + 1))
        cmp -s "$work/wanted" "$work/o/x.csv" || fail "$name: other bytes"
    done
fi
# Standard output by its names: `-`, and /dev/stdout, which leads to no file where it is a pipe.
for command in code report; do
    "$verbatim" $command -q --lexicon "$hurdles" "$survey" > "$work/said"
    for target in - /dev/stdout; do
        run "$command -o $target" sh -c '"$0" "$1" -q --lexicon "$2" -o "$3" "$4" | cat; test ! -e ./-' "$verbatim" $command \
            "$hurdles" $target "$survey"
        is 0
        checks=$((checks + 1))
        cmp -s "$work/said" "$work/out" || fail "$name: other bytes than on standard output"
    done
done
refused "-o -, a workbook" "pass its name by -o FILE" code --format xlsx -o - "$survey"
# A format that is asked for goes before any ending; a name without one is the input's format.
mkdir "$work/o/x.d"
for target in x.foo x.d/x .x x; do
    format=
    [ $target != x.foo ] || format="--format csv"
    run "-o $target $format" "$verbatim" code --lexicon "$hurdles" $format -o "$work/o/$target" "$survey"
    is 0
    checks=$((checks + 1))
    cmp -s "$work/wanted" "$work/o/$target" || fail "$name: other bytes than on standard output"
done
# An unreadable answer is no failure of the others: the file is whole, the status 2.
run "unreadable answer, -o" "$verbatim" code --lexicon "$hurdles" --encoding UTF-8 -o "$work/o/y.csv" "$work/bytes.csv"
is 2
checks=$((checks + 1))
grep -q '^4,push back,' "$work/o/y.csv" || fail "$name: not all there"

# What a report says at its top is told here too when it goes to a file.
for format in html xlsx txt csv; do
    run "the wrong column, -o $format" "$verbatim" report --answer job_title -o "$work/o/wrong.$format" \
        corpora/challenges-450/answers.csv
    is 0
    has err 'under 60 % .* "job_title" .*--answer COL.* "challenges" .*--lexicon'
done
run "too few answers, -o html" "$verbatim" report --lexicon "$hurdles" -o "$work/o/few.html" "$survey"
is 0
has err "too few answers: nothing is shown; --min-group and --min-cell"
# Gold that corrects nothing, because that could tell of small counts: and where to have it.
shown="report --gold $truths/gold.csv --by role= --lexicon tests/data/lexicons/shapes.yaml"
for what in "-o $work/o/gold.html" "-o $work/o/gold.xlsx" "--min-group 10 --min-cell 5"; do
    run "gold and suppression, $what" "$verbatim" $shown $what $truths/survey.csv
    is 0
    has err 'gold corrects nothing here.*text, CSV or JSON.*--min-group 0 --min-cell 0'
done
# By hand: 3 of site B have no code, and all together 11.
printf 'lexicon: two\nversion: 1.0.0\ncategories:\n  size:\n    terms: [big]\n  colour:\n    terms: [red]\n' > "$work/two.yaml"
awk 'BEGIN { print "id,site,answer"; for (i = 1; i <= 150; i++) print i "," (i % 3 ? "A" : "B") "," (i % 2 ? "big" : i % 7 == 1 ? "purr" : "red") }' > "$work/sites.csv"
awk -F, 'NR == 1 { print "id,codes" } NR > 1 && NR < 72 { print $1 "," ($3 == "big" ? "size" : $3 == "red" ? "colour" : "") }' "$work/sites.csv" > "$work/truths.csv"
run "gold and suppression of groups" "$verbatim" report --lexicon "$work/two.yaml" --by site= --gold "$work/truths.csv" \
    --min-group 10 --min-cell 5 "$work/sites.csv"
is 0
has err 'gold corrects all answers together only, no group.*text, CSV or JSON'
has out 'Not corrected.*: A, B[.]'
for what in "" "-o $work/o/gold.html --min-group 0 --min-cell 0"; do
    run "gold without suppression, $what" "$verbatim" $shown $what $truths/survey.csv
    is 0
    lacks err 'gold corrects'
done
# A chart is of one breakdown.
run "a chart of two breakdowns" "$verbatim" report --format svg --by role= --by site= \
    --lexicon tests/data/lexicons/shapes.yaml tests/data/shapes.csv
is 0
has err 'the chart is by "role" alone, the first of 2 groupings.*--by'
run "a chart of one breakdown" "$verbatim" report --format svg --by role= \
    --lexicon tests/data/lexicons/shapes.yaml tests/data/shapes.csv
lacks err 'the chart is'

# ---- Progress and quiet ----

run "quiet" "$verbatim" code -q --lexicon "$hurdles" tests/data/ragged.csv
is 0
lacks err .
run "quiet, but errors" "$verbatim" code -q --lexicon "$hurdles" "$work/open.csv"
is 2
has err "never closes"
cat > "$work/slow.py" <<'END'
"""slow.py FIFO: a survey that takes three seconds to come."""
import sys, time
with open(sys.argv[1], "w") as out:
    out.write("id,answer\n")
    for i in range(14):
        out.write("%d,no time\n" % i * 20000)
        out.flush()
        time.sleep(0.2)
END
cat > "$work/terminal.py" <<'END'
"""terminal.py COMMAND...: run it with a terminal for standard error, and show what came there."""
import os, pty, subprocess, sys
ours, theirs = pty.openpty()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=theirs)
os.close(theirs)
shown = b""
while True:
    try:
        more = os.read(ours, 4096)
    except OSError:
        break
    if not more:
        break
    shown += more
process.wait()
sys.stdout.buffer.write(shown)
sys.exit(process.returncode)
END
mkfifo "$work/fifo"
slowly() {
    slow_name=$1
    shift
    python3 "$work/slow.py" "$work/fifo" &
    run "$slow_name" "$@"
    wait
    is 0
}
slowly "progress at a terminal" python3 "$work/terminal.py" "$verbatim" code --from csv --lexicon "$hurdles" "$work/fifo"
has out "[0-9],[0-9]* rows, [0-9,]* a second"
slowly "no progress: quiet" python3 "$work/terminal.py" "$verbatim" code -q --from csv --lexicon "$hurdles" "$work/fifo"
lacks out .
slowly "no progress: no terminal" "$verbatim" code --from csv --lexicon "$hurdles" "$work/fifo"
lacks err "rows, "
run "no progress: a short run" python3 "$work/terminal.py" "$verbatim" code --lexicon "$hurdles" "$survey"
is 0
lacks out "rows, "

# ---- agree and sample ----
gold=tests/data/agree/gold.csv
coded=tests/data/agree/coded.csv
refused "agree: one file, nothing to compare" "cannot tell which column holds the codes to compare: pass a second file, or --coded" \
    agree "$gold"
refused "agree: no codes" "cannot tell which column holds the first coder's codes: pass --gold" agree "$survey" "$coded"
refused "agree: no such file" "no such file" agree "$gold" "$work/none.csv"
refused "agree: no such column" "no column \"cods\"; did you mean \"codes\"?" agree "$gold" "$coded" --coded cods
refused "agree: no such id" "no column \"nr\"" agree "$gold" "$coded" --id nr
printf 'codes\nx\n' > "$work/bare.csv"
refused "agree: no id to join by" "bare.csv: cannot tell which column holds the ids" agree "$gold" "$work/bare.csv"
refused "agree: no such group" "no column \"nowhere\"" agree "$gold" "$coded" --by nowhere
refused "agree: no such answer" "no column \"nowhere\"" agree "$gold" "$coded" --answer nowhere
refused "agree: format" "agree writes text, markdown, csv or json" agree "$gold" "$coded" --format xlsx
refused "agree: gate" "min-kappa takes a number from -1 to 1, not \"high\"" agree "$gold" "$coded" --min-kappa high
refused "agree: bootstrap" "bootstrap takes a number from 0 to" agree "$gold" "$coded" --bootstrap -1
refused "agree: list" "list takes a number" agree "$gold" "$coded" --list some
refused "agree: on" "on does not know \"sets\"; it takes one of: primary, codes" agree "$gold" "$coded" --on sets
refused "agree: two columns of two files" "with several files --coded names one column" agree "$gold" "$coded" --coded codes --coded primary
refused "agree: half of settling" "go together" agree "$gold" "$coded" --write-gold "$work/gold.csv"
refused "agree: no settled sheet" "no such file" agree "$gold" "$coded" --adjudicated "$work/none.csv" --write-gold "$work/gold.csv"
[ ! -e "$work/gold.csv" ] || fail "agree: gold in spite of it"
refused "agree: no lexicon" "nowhere" agree "$gold" "$coded" --lexicon nowhere
refused "agree: folder of the output" "cannot be written" agree "$gold" "$coded" -o "$work/no/such/a.txt"
refused "agree: folder of the sheet" "cannot be written" agree "$gold" "$coded" --adjudicate "$work/no/such/a.xlsx"
awk 'BEGIN { print "id,codes"; for (i = 0; i < 1200; i++) print i ",an answer of its own " i }' > "$work/prose.csv"
run "manifest: no such folder" "$verbatim" agree "$gold" "$coded" --manifest "$work/no/such/run.json"
is 2
has err "no/such/run.json: cannot be written"
run "manifest: standard input" sh -c '"$0" code --manifest "$2" < "$1"' "$verbatim" "$survey" "$work/run.json"
is 0
grep -q '"file": "-", "bytes": null, "sha256": null' "$work/run.json" || fail "manifest: standard input has a digest"
refused "agree: texts for codes" "more than 1000 different codes by row 1001: is \"codes\" a column of codes" agree "$work/prose.csv" "$work/prose.csv"
awk 'BEGIN { print "id,codes"; for (i = 0; i < 2500; i++) print i ",a" i % 60 ";b" int(i / 60) }' > "$work/sets.csv"
refused "agree: too many sets" "more than 2000 different sets of codes" agree "$work/sets.csv" "$work/sets.csv"
printf 'id,codes\n' > "$work/nobody.csv"
for arguments in "" "--min-kappa 0"; do
    refused "agree: nothing in common $arguments" "no id in common; the first is \"1\" (row 1 of gold.csv).*--id" \
        agree "$gold" "$work/nobody.csv" $arguments
    has err "gold.csv: row 1 (id 1): coded by nobody else: left out"
done
"$verbatim" sample -q --n 5 --coders ana,ben -o "$work/blank.csv" "$survey"
refused "agree: sheets not filled in" "no answer is coded by two: there is nothing to compare; fill in" \
    agree "$work/blank-ana.csv" "$work/blank-ben.csv"
refused "agree: a column with itself" "\"codes\" is to be compared with itself: name the column of another coder" \
    agree "$coded" --gold codes --coded codes
printf 'id,codes,primary\n1,a,a\n' > "$work/one.csv"
refused "agree: one file alone" "first coder's codes: pass a second file, or --gold with one of" agree "$work/one.csv"
run "agree: a full device" sh -c '"$0" agree "$1" "$2" > /dev/full' "$verbatim" "$gold" "$coded"
is 2
has err "cannot write the output"
printf 'id,answer,primary,time,buy-in,unsure,memo\n1,x,time,1,maybe,,\n2,x,,1,1,,\n3,x,,,,,\n' > "$work/sheet.csv"
run "agree: a sheet half filled in" "$verbatim" agree "$gold" "$work/sheet.csv" --bootstrap 0
is 0
has err "row 1 (id 1): \"maybe\" in column \"buy-in\" is neither 1 nor 0; taken as 0"
has err "row 2 (id 2): 2 codes and no primary; its primary is taken as missing"
has err "gold.csv: row 3 (id 3): coded by nobody else"
refused "sample: how many" "how many answers? pass --n" sample "$survey"
refused "sample: two ways" "pass one of them" sample "$survey" --n 3 --width 0.1
refused "sample: no share" "needs --rarest SHARE.*0.25 needs 139 answers, one of 0.05 560" sample "$survey" --target-alpha 0.8
refused "sample: a share in percent" "rarest takes a share between 0 and 1" sample "$survey" --target-alpha 0.8 --rarest 5
refused "sample: format" "sample writes no .sav files: end the name with .csv or .xlsx" sample "$survey" --n 3 -o "$work/sheet.sav"
refused "sample: coders without a file" "name them by -o" sample "$survey" --n 3 --coders a,b
refused "sample: a coder twice" "names a twice" sample "$survey" --n 3 --coders a,a -o "$work/sheet.csv"
refused "sample: a coder's folder" "no / in them" sample "$survey" --n 3 --coders ../a -o "$work/sheet.csv"
printf 'id,answer\n1,\n2, \n' > "$work/blank.csv"
refused "sample: nothing to draw" "there is no answer to draw" sample "$work/blank.csv" --answer answer --n 3
printf 'id,answer\n1,no time\n1,no money\n' > "$work/twice.csv"
run "sample: ids twice, more than there are" "$verbatim" sample "$work/twice.csv" --n 3
is 0
has err "3 answers are needed and 2 are there: all are taken"
has err "ids are missing or stand twice: the sheets have numbers of answers"
run "sample: a full device" sh -c '"$0" sample "$1" --n 3 > /dev/full' "$verbatim" "$survey"
is 2
has err "cannot write the output"
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

echo "$checks checks, $failed failed"
[ "$failed" -eq 0 ]
