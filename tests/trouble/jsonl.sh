# JSON Lines.
printf '{"a":"no time"}\n{"a":}\n{"a":"PD"}\n' > "$work/faulty.jsonl"
refused "wrong line" "faulty.jsonl:2:6: not a JSON object.*--keep-going" code --lexicon "$hurdles" "$work/faulty.jsonl"
printf '[{"a":"no time"}]\n' > "$work/array.jsonl"
refused "an array" "array.jsonl:1: an array.*line of its own" code --lexicon "$hurdles" "$work/array.jsonl"
refused "an array, keeping on" "array.jsonl: no line of it is a JSON object" code --keep-going "$work/array.jsonl"
cat > "$work/far.py" <<'END'
"""far.py FOLDER: a file whose line 1501 is wrong, and one whose keys change after 1,000 lines."""
import sys
with open(sys.argv[1] + "/far.jsonl", "w") as out:
    out.write('{"a":"no time"}\n' * 1500 + '{"a":"PD"\n{"a":"PD"}\n')
with open(sys.argv[1] + "/late.jsonl", "w") as out:
    out.write('{"a":"no time"}\n' * 1000 + '{"a":"PD","b":{"c":"new"}}\n')
END
python3 "$work/far.py" "$work"
run "wrong line far down" "$verbatim" code --lexicon "$hurdles" "$work/far.jsonl"
is 2
has err "far.jsonl:1501:"
checks=$((checks + 1))
[ "$(wc -l < "$work/out")" -eq 1500 ] || fail "$name: the lines before it are not all there"
run "wrong line far down, left out" "$verbatim" code --keep-going --lexicon "$hurdles" "$work/far.jsonl"
is 0
has err "1 line is no JSON object and left out; the first is line 1501"
run "JSON Lines from a pipe need no room on the disk" sh -c 'gzip -c "$2" | TMPDIR="$3/none" "$0" code --from jsonl \
    --lexicon "$1"' "$verbatim" "$hurdles" tests/data/survey.jsonl "$work"
is 0
has out '"primary'
run "late key" "$verbatim" code --lexicon "$hurdles" "$work/late.jsonl"
is 0
has err 'key appears first after line 1000.*"b.c"'
has out '{"a":"PD","b":{"c":"new"},"primary":"training"'
run "spliced lines are JSON" sh -c '"$0" code -q --columns codes,flags --lexicon "$1" --answer answers.q1 "$2" |
    python3 -c "import json, sys; print(sum(len(json.loads(line)[\"codes\"]) for line in sys.stdin))"' \
    "$verbatim" "$hurdles" tests/data/survey.jsonl
is 0
has out "^2$"
