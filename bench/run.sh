#!/bin/sh
# run.sh BUILD: write three workloads of 1,000,000 answers, of a few that come again, of many that do, and of answers most
# of which are different, and measure report and code on them, each beside `wc -w` over the same file in the same run.
set -eu
build=$1
rows=${ROWS:-1000000}
runs=${RUNS:-5}
work=$(mktemp -d "${TMPDIR:-/tmp}/verbatim-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
bench=$build/bench

# measure WHAT ARGUMENTS...: beside wc -w.
measure() {
    what=$1
    shift
    "$bench/pairs" "$runs" "$build/verbatim $* $work/all.csv" "wc -w $work/all.csv" > "$work/pairs"
    awk -v what="$what" -v bytes="$bytes" -v rows="$rows" '
        NR == 1 { a = $1; peak = $2 }
        NR == 2 { b = $1 }
        NR == 3 {
            printf "%-8s %6.2f s  %6.1f MB/s  %9d answers/s  peak %5.1f MiB  %5.2f times wc -w (%.2f to %.2f; wc -w: %.2f s)\n",
                what, a, bytes / a / 1e6, rows / a, peak / 1024, $1, $2, $3, b
        }' "$work/pairs"
}

# workload WHAT CORPUS [whole]: write one of a corpus, as `workload` does it, and measure on it.
workload() {
    about=$1 corpus=$2
    shift 2
    "$bench/workload" "corpora/$corpus/answers.csv" "$rows" "$@" > "$work/all.csv"
    bytes=$(wc -c < "$work/all.csv")
    echo "$rows $about, $((bytes / 1000000)) MB; medians of $runs runs, processor time of one thread"
    measure report report --threads 1
    measure code code --threads 1
}
workload "answers of a corpus of 450" challenges-450 whole
workload "answers of a corpus of 13,251" crowd whole
workload "answers of two halves of these, most of them different" crowd

head -n $((rows / 10)) "$work/all.csv" > "$work/tenth.csv"
"$bench/pairs" 1 "$build/verbatim report $work/tenth.csv" "$build/verbatim report $work/all.csv" > "$work/pairs"
awk 'NR == 1 { tenth = $2 } NR == 2 { printf "memory   a tenth of the rows: peak %.1f MiB; all: %.1f MiB\n",
    tenth / 1024, $2 / 1024 }' "$work/pairs"
