# Output.
python3 tests/trouble/big.py "$work"
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
printf 'id,answer\n1,no time\n3,no \377 time\n4,push back\n' > "$work/bytes.csv"
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
truths=tests/data/gold
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
