#!/bin/sh
# golden.sh VERBATIM FOLDER: run every case of a folder.  A case is a folder that holds
#   args        the arguments, one a line; run from the repository's top
#   stdin       standard input (none: nothing)
#   expected    standard output, byte for byte
#   messages    standard error (none: not compared)
#   status      the exit status (none: 0)
set -u
verbatim=$1
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
cases=0
failed=0

for dir in "$2"/*/; do
    dir=${dir%/}
    cases=$((cases + 1))
    set --
    while IFS= read -r argument || [ -n "$argument" ]; do
        set -- "$@" "$argument"
    done < "$dir/args"
    input=/dev/null
    [ ! -f "$dir/stdin" ] || input=$dir/stdin
    wanted=0
    [ ! -f "$dir/status" ] || wanted=$(cat "$dir/status")
    "$verbatim" "$@" < "$input" > "$log/out" 2> "$log/err"
    status=$?
    bad=
    [ "$status" -eq "$wanted" ] || bad="exit status $status, not $wanted; $(cat "$log/err")"
    diff -u "$dir/expected" "$log/out" > "$log/diff" || bad="$bad
$(cat "$log/diff")"
    if [ -f "$dir/messages" ]; then
        diff -u "$dir/messages" "$log/err" > "$log/diff" || bad="$bad
$(cat "$log/diff")"
    fi
    if [ -n "$bad" ]; then
        failed=$((failed + 1))
        echo "$dir: $bad"
    fi
done
echo "$cases cases, $failed failed"
[ "$cases" -gt 0 ] && [ "$failed" -eq 0 ]
