# Much of it.
python3 tests/trouble/big.py "$work"
# on_threads NAME ARGUMENT...: the same bytes and messages on any number of threads.
on_threads() {
    threads_name=$1
    shift
    for threads in 1 2 5; do
        run "$threads_name" "$verbatim" "$@" --encoding UTF-8 --threads $threads
        is 2
        has err "13 answers are not UTF-8"
        cat "$work/out" "$work/err" > "$work/threads.$threads"
    done
    for threads in 2 5; do
        checks=$((checks + 1))
        cmp -s "$work/threads.1" "$work/threads.$threads" || fail "$name: other bytes with $threads threads"
    done
}
for arguments in "code --lexicon $hurdles --by region=" "code" "report --lexicon $hurdles --by region= --by job_title" \
    "report --level 2 --format json"; do
    on_threads "threads: $arguments" $arguments "$work/big.csv"
    has err "in all 14 rows have more or fewer cells"
done
# So with a diff: changed answers from many batches, and gold codes that are met in one thread first or in another.
sed -e '/- training/d' -e 's/- time$/- minutes/' "$hurdles" > "$work/edited.yaml"
refused "gold that is none" 'gold has more than 200 codes that no lexicon has, such as .Teacher.: name' lexicon diff "$hurdles" \
    "$work/edited.yaml" --on "$work/big.csv" --gold job_title
for arguments in "" "--format json --gold region" "--format markdown --gold region"; do
    on_threads "diff with threads: $arguments" lexicon diff "$hurdles" "$work/edited.yaml" --on "$work/big.csv" --by region= \
        $arguments
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
printf 'push back\n' > "$work/line.txt"
printf 'no time\nno \377 time\nPD\n' > "$work/bytes.txt"
run "an empty file among others" "$verbatim" code --unit file --columns primary,reason --lexicon "$hurdles" \
    "$work/nothing.txt" "$work/line.txt" "$work/bytes.txt"
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

printf 'lexicon: slow\ncategories:\n  slow: {terms: ["/(x+)+(?=[yz])./"]}\n  time: {terms: [time]}\n' > "$work/slow.yaml"
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
