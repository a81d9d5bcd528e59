# Files that are read are not written.
cp "$survey" "$work/own.csv"
cp "$hurdles" "$work/own.yaml"
ln -s own.csv "$work/own-link.csv"
ln "$work/own.csv" "$work/own-too.csv"
"$verbatim" report -q --lexicon "$hurdles" --save-tally "$work/own.tally.jsonl" "$survey" > "$work/own.txt"
"$verbatim" code -q --lexicon "$hurdles" "$survey" > "$work/own-coded.csv"
printf 'lexicon: has\ninclude: [own-part]\ncategories: {y: {terms: [y]}}\n' > "$work/has.yaml"
printf 'lexicon: part\ncategories: {x: {terms: [x]}}\n' > "$work/own-part.yaml"
printf -- '- {answer: no time, codes: [time]}\n' > "$work/own.cases"
cp "$survey" "$work/own-ana.csv"
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
kept "output is in the lexicon" -o report --lexicon "$work/has.yaml" -o "$work/own-part.yaml" "$survey"
kept "output is in the lexicon of groups" -o code --by "region=$work/has.yaml" -o "$work/own-part.yaml" "$survey"
kept "diff: output is in a lexicon" -o lexicon diff "$hurdles" "$work/has.yaml" -o "$work/own-part.yaml"
kept "tune: output is in the lexicon" -o lexicon tune --gold codes --on "$survey" -o "$work/own-part.yaml" "$work/has.yaml"
kept "check: output is the cases" -o lexicon check --fix -o "$work/own.cases" "$work/own.yaml"
kept "sample: a coder's sheet is the input" -o sample --n 2 --coders ben,ana -o "$work/own.csv" "$work/own-ana.csv"
refused "sample: a coder's sheet is the manifest" "x-ana.csv is what -o names too: give --manifest another name" \
    sample --n 2 --coders ben,ana -o "$work/x.csv" --manifest "$work/x-ana.csv" "$survey"
run "sample: coders' sheets, and the name they are made of" "$verbatim" sample -q --n 2 --coders ben,cy -o "$work/own.csv" \
    --lexicon "$hurdles" "$work/own.csv"
is 0
run "sample: coders' sheets" sh -c 'ls "$0" | grep -c "^own-\(ben\|cy\).csv"' "$work"
has out "^2$"
refused "two outputs, one name" "new.csv is what -o names too: give --manifest another name" code "$survey" \
    -o "$work/new.csv" --manifest "$work/./new.csv"
refused "two outputs, one file" "own-too.csv is what -o names too: give --manifest another name" code "$survey" \
    -o "$own" --manifest "$work/own-too.csv"
run "two outputs, one device" "$verbatim" code -q "$survey" -o /dev/null --manifest /dev/null
is 0
