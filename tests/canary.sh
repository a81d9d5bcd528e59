#!/bin/sh
# canary.sh BUILD: prove that the tests can fail: a wrong expectation, a failing unit test and an include that points up
# must each turn their runner red.
set -eu
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# must_fail WHAT COMMAND...
must_fail() {
    what=$1
    shift
    if "$@" > "$work/log" 2>&1; then
        echo "$what did not fail"
        exit 1
    fi
}

mkdir -p "$work/golden/wrong"
printf 'code\n' > "$work/golden/wrong/args"
printf 'no time\n' > "$work/golden/wrong/stdin"
printf 'answer,primary\nno time,money\n' > "$work/golden/wrong/expected"
must_fail "a golden case with a wrong expectation" sh tests/golden.sh "$build/verbatim" "$work/golden"
must_fail "a golden folder without cases" sh tests/golden.sh "$build/verbatim" "$work"

printf '#include <criterion/criterion.h>\nTest(canary, wrong) { cr_assert_eq(1 + 1, 3); }\n' > "$work/canary.c"
cc "$work/canary.c" -o "$work/canary" $(pkg-config --libs criterion)
must_fail "a wrong unit test" "$work/canary"

mkdir -p "$work/src/base" "$work/src/text"
printf 'base\ntext\n' > "$work/src/LAYERS"
printf '#include "text/words.h"\n' > "$work/src/base/up.c"
must_fail "an include that points up" sh tests/layers.sh "$work/src"

printf '# A\n\n```console\n$ printf "x\\n"\ny\n```\n' > "$work/README.md"
must_fail "a wrong README example" python3 tests/readme.py "$build/verbatim" "$work/README.md"
