# Records.
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

# An export pasted behind one of another encoding: each byte is read as what it is, and told.
printf 'id,answer\n1,caf\303\251, no time\n2,don\222t get PD\n3,no time \342\200\n' > "$work/pasted.csv"
run "two encodings in one" "$verbatim" code --lexicon "$hurdles" --columns primary "$work/pasted.csv"
is 2
has out "^2,don’t get PD,training$"
has out "^3,no time �,time$"
has err "encoding: UTF-8 with Windows-1252 among it, because in line 3, byte 6 (92 74 20)"
has err "1 byte is not UTF-8 and was read as Windows-1252: line 3, byte 33 of the file (92)"
has err "1 byte is not UTF-8 and became U+FFFD"
printf 'id,r\303\251ponse,caf\351\n1,no time,x\n' > "$work/pasted.csv"
run "two encodings in the header" "$verbatim" code --lexicon "$hurdles" --columns primary "$work/pasted.csv"
is 0
has out "^id,réponse,café,primary$"
refused "a header that is not UTF-8" "pasted.csv:1: the header is not UTF-8 (at byte offset 15)" \
    code --encoding UTF-8 "$work/pasted.csv"

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
