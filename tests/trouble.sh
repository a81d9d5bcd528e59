#!/bin/sh
# trouble.sh VERBATIM SUBJECT...: bad input and bad output.  Each has its exit status, and a message that says what, where
# and what to do; whatever can still be coded is coded.  A subject is a file of tests/trouble, with a work folder of its
# own.
# Scripts for sh in single quotes, texts for printf, and lists of arguments are meant to be so.
# shellcheck disable=SC2016,SC2059,SC2086
set -u
verbatim=$1
shift
verbatim_path=$(cd "$(dirname "$verbatim")" && pwd)/$(basename "$verbatim")
survey=tests/data/survey.csv
hurdles=tests/data/lexicons/hurdles.yaml
checks=0
failed=0

fail() {
    failed=$((failed + 1))
    echo "$1"
    sed 's/^/    /' "$work/err" | cut -c 1-300 | head -n 6
}

# run NAME COMMAND...: keep what it writes and its status; a minute is for ever.
run() {
    name=$1
    shift
    timeout 60 "$@" > "$work/out" 2> "$work/err"
    status=$?
}

# has FILE PATTERN: the last run's `out` or `err` has it (a basic regular expression, bytes).
has() {
    checks=$((checks + 1))
    LC_ALL=C grep -aq -- "$2" "$work/$1" || fail "$name: standard $1 lacks $2"
}

lacks() {
    checks=$((checks + 1))
    ! LC_ALL=C grep -aq -- "$2" "$work/$1" || fail "$name: standard $1 has $(printf '%s' "$2" | cat -v)"
}

is() {
    checks=$((checks + 1))
    [ "$status" -eq "$1" ] || fail "$name: exit status $status, not $1"
}

# refused NAME PATTERN ARGUMENT...: status 2, the message, and no output.
refused() {
    refused_name=$1
    pattern=$2
    shift 2
    run "$refused_name" "$verbatim" "$@" < /dev/null
    is 2
    has err "$pattern"
    [ ! -s "$work/out" ] || fail "$name: output in spite of it"
}

# lexicon NAME PATTERN TEXT: a lexicon with a fault, by FILE:LINE:COLUMN.  TEXT is for printf.
lexicon() {
    printf "$3" > "$work/faulty.yaml"
    refused "lexicon: $1" "$work/faulty.yaml:$2" code --lexicon "$work/faulty.yaml" "$survey"
}

[ $# -gt 0 ] || { echo "no subject"; exit 1; }
for subject; do
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    . "./$subject"
    rm -rf "$work"
done
echo "$checks checks, $failed failed"
[ "$failed" -eq 0 ] && [ "$checks" -gt 0 ]
