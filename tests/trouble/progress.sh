# Progress and quiet.
run "quiet" "$verbatim" code -q --lexicon "$hurdles" tests/data/ragged.csv
is 0
lacks err .
printf 'id,answer\n1,no time\n2,"open\n' > "$work/open.csv"
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
