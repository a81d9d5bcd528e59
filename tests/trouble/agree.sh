# agree and sample.
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
ln -s "$PWD/$coded" "$work/coded-link.csv"
run "agree: a file with itself" "$verbatim" agree "$coded" "$work/coded-link.csv"
is 0
has err "coded.csv and .*/coded-link.csv are the same file, which agrees with itself: name two codings"
run "agree: two files" "$verbatim" agree "$gold" "$coded"
lacks err "the same file"
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
