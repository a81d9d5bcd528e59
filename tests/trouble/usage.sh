# Usage.
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
