# Files.
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

# ---- Workbooks ----

# Numbers are numbers again, those of the first records too, which are read ahead to see what export it is.
run "numbers of a workbook" sh -c '"$0" code -q --lexicon "$1" --columns margin -o "$3/a.xlsx" "$2" &&
    "$0" code -q --lexicon "$1" --columns primary -o "$3/b.xlsx" "$3/a.xlsx" && python3 tests/output/xlsx_read.py "$3/b.xlsx"' \
    "$verbatim" "$hurdles" "$survey" "$work"
is 0
has out "^A2.* D2\[#[0-9.]*\]"
has out "^A3.* D3\[#[0-9.]*\]"

# An input that has to be kept (a workbook from a pipe) is gone with the program, however that ends.
cat > "$work/spool.py" <<'END'
"""spool.py VERBATIM FOLDER: begin to read a workbook from a pipe, be killed; what is left in the folder."""
import os, signal, subprocess, sys, time
verbatim, folder = sys.argv[1:]
process = subprocess.Popen([verbatim, "code", "--from", "xlsx"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                           env=dict(os.environ, TMPDIR=folder))
process.stdin.write(b"PK\3\4" + bytes(4 << 20))
process.stdin.flush()
def spools():
    links = ["/proc/%d/fd/%s" % (process.pid, fd) for fd in os.listdir("/proc/%d/fd" % process.pid)]
    return any(os.readlink(link).startswith(folder) for link in links)
end = time.monotonic() + 30
while not spools() and time.monotonic() < end:
    time.sleep(0.01)
print("spools" if spools() else "does not spool")
process.send_signal(signal.SIGKILL)
process.wait()
process.stdin.close()
print("left:", os.listdir(folder))
END
mkdir "$work/tmp"
run "killed while it keeps its input" python3 "$work/spool.py" "$verbatim" "$work/tmp"
is 0
has out "^spools$"
has out "^left: \[\]$"
for ending in xlsx sav; do
    "$verbatim" code -q --lexicon "$hurdles" -o "$work/piped.$ending" "$survey"
    run "from a pipe: .$ending" sh -c 'cat "$1" | TMPDIR=$2 "$0" report --from "$3" --lexicon "$4" --format csv -' "$verbatim" \
        "$work/piped.$ending" "$work/tmp" "$ending" "$hurdles"
    is 0
    cp "$work/out" "$work/piped.csv"
    run "from a file: .$ending" "$verbatim" report --lexicon "$hurdles" --format csv "$work/piped.$ending"
    checks=$((checks + 1))
    cmp -s "$work/piped.csv" "$work/out" || fail "$name: another report than from a pipe"
    run "from a pipe: .$ending, what is left" ls "$work/tmp"
    lacks out .
done
