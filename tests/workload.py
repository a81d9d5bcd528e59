"""workload.py BUILD: the workloads of `make bench` are what they are said to be."""
import csv
import io
import statistics
import subprocess
import sys

CORPUS = "corpora/crowd/answers.csv"
ROWS = 20000


def answers(text):
    return [row["answer"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def make(build, *kind):
    return subprocess.run([build + "/bench/workload", CORPUS, str(ROWS), *kind], stdout=subprocess.PIPE,
                          check=True).stdout.decode()


def main():
    build, bad = sys.argv[1], []
    with open(CORPUS, encoding="utf-8", newline="") as file:
        corpus = [answer.replace('"', "'") for answer in answers(file.read())]
    halves, whole = answers(make(build)), answers(make(build, "whole"))
    if not len(halves) == len(whole) == ROWS or make(build) != make(build):
        bad.append("%d and %d rows, or others in a second run" % (len(halves), len(whole)))
    if len(set(halves)) < 0.95 * ROWS:
        bad.append("only %d of the answers made of halves are different" % len(set(halves)))
    if not set(whole) <= set(corpus):
        bad.append("whole answers are not the corpus's")
    # Of 20,000 draws from 13,251 each answer misses all with a chance of e^-1.5 on average: most come.
    if len(set(whole)) < 0.6 * len(set(corpus)):
        bad.append("only %d of the corpus's %d answers come" % (len(set(whole)), len(set(corpus))))
    # The shorter of two: half of them are among the shortest 1 - sqrt(1/2) = 29 %.
    median, wanted = statistics.median(map(len, whole)), sorted(map(len, corpus))[int(0.29 * len(corpus))]
    if abs(median - wanted) > 3:
        bad.append("the median is %d bytes, not %d" % (median, wanted))
    print("\n".join(bad + ["%d and %d of %d answers are different" % (len(set(halves)), len(set(whole)), ROWS)]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
