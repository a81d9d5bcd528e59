# Several files.
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
