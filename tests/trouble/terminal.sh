# The edge of a terminal.
cat > "$work/columns.py" <<'END'
"""columns.py COLUMNS COMMAND...: run it at a terminal so wide; the lines that are wider, then how many lines there are."""
import fcntl, os, pty, struct, sys, termios, unicodedata
columns = int(sys.argv[1])
process, ours = pty.fork()
if process == 0:
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    os.environ["NO_COLOR"] = "1"
    os.execv(sys.argv[2], sys.argv[2:])
shown = b""
while True:
    try:
        more = os.read(ours, 4096)
    except OSError:
        break
    if not more:
        break
    shown += more
lines = shown.decode().replace("\r\n", "\n").split("\n")
for line in lines:
    width = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    if width > columns:
        print("%d columns: %s" % (width, line))
print(len(lines), "lines")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
END
# Long names of groups, some of them alike at the beginning, and of codes.
sed -e 's/,one,/,"Greater Springfield Unified School District No. 42 (North), a district of many words",/' \
    -e 's/,two,/,東京都立国際高等学校附属中学校東京都立国際高等学校附属中学校東京都立国際高等学校附属中学校,/' \
    tests/data/gold/survey.csv > "$work/long.csv"
sed -e 's/^  size:/&\n    label: Size, how large they are, and whether that is what they should be/' \
    -e 's/^      big:/&\n        label: Big, or larger than that, in the eyes of those who have seen it/' \
    tests/data/lexicons/shapes.yaml > "$work/long.yaml"
for width in 80 64; do
    for options in "" "--level 2" "--level 2 --count mentions" "--gold tests/data/gold/gold.csv --level 2" \
        "--gold tests/data/gold/gold.csv --pool-gold"; do
        run "report $options, $width columns" python3 "$work/columns.py" "$width" "$verbatim" report --quiet \
            --lexicon "$work/long.yaml" --by role= $options "$work/long.csv"
        is 0
        has out " lines$"
        lacks out " columns: "
    done
done
