#!/bin/sh
# run.sh BUILD: every test of a finished build; the last line counts them.
set -u
build=$1
passed=0
failed=0

# Criterion itself leaks a little in a test that runs long, libxlsxwriter a string for each drop-down.
export LSAN_OPTIONS="suppressions=$PWD/tests/leaks.supp:print_suppressions=0"

# outcome NAME COMMAND...: run quietly, show the output of what fails.
outcome() {
    name=$1
    shift
    if timeout 600 "$@" > "$build/test.log" 2>&1 < /dev/null; then
        passed=$((passed + 1))
        echo "ok      $name"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        sed 's/^/        /' "$build/test.log" | tail -n 60
    fi
}

units=0
for source in tests/*/*.c; do
    test=${source#tests/}
    outcome "${test%.c}" "$build/tests/${test%.c}" --jobs 2
    units=$((units + 1))
done
[ "$units" -gt 0 ] || { echo "FAILED  no unit tests were found"; failed=$((failed + 1)); }

outcome golden sh tests/golden.sh "$build/verbatim" tests/golden
for subject in tests/trouble/*.sh; do
    name=${subject#tests/}
    outcome "${name%.sh}" sh tests/trouble.sh "$build/verbatim" "$subject"
done
outcome readme python3 tests/readme.py "$build/verbatim" README.md
outcome formats python3 tests/formats.py "$build/verbatim"
outcome reports /usr/bin/python3 tests/reports.py "$build/verbatim"
outcome suppression /usr/bin/python3 tests/suppression.py "$build/verbatim" 40
outcome indicators /usr/bin/python3 tests/indicators.py "$build/verbatim"
outcome prevalence /usr/bin/python3 tests/prevalence.py "$build/verbatim" 20 15
# A sanitizer has an allocator of its own.
[ -n "${SANITIZED:-}" ] || outcome memory python3 tests/memory.py "$build/verbatim" "$build"
outcome merge python3 tests/merge.py "$build/verbatim"
outcome agree /usr/bin/python3 tests/agree.py "$build/verbatim"
outcome demo python3 tests/demo.py "$build/verbatim"
# The completions are scripts: a sanitized program says nothing about them, and zsh does not wait for one.
[ -n "${SANITIZED:-}" ] || outcome completions python3 tests/completions.py "$build/verbatim"
outcome lexicon-check "$build/verbatim" lexicon check --strict lexicons/*.yaml
outcome apply python3 tests/apply.py "$build/verbatim"
outcome action python3 tests/action.py "$build/verbatim"
outcome workflow python3 tests/workflow.py
outcome checks python3 tests/checks.py "$build/verbatim"
outcome lexicon-test "$build/verbatim" lexicon test lexicons/*.yaml
outcome corpora python3 tests/corpora.py "$build/verbatim"
outcome spelling python3 tests/spelling.py "$build/verbatim"
outcome again python3 tests/again.py "$build/verbatim" "$build"
outcome workload python3 tests/workload.py "$build"
outcome layers sh tests/layers.sh src
outcome install sh tests/install.sh "$build"
outcome canary sh tests/canary.sh "$build"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
