# lexicon convert, show, kwic.
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
