"""merge.py VERBATIM: the report of added tallies is that of all answers together, byte for byte.

Surveys are cut into parts at random, with a seed; each part is tallied, and what `merge` makes of the tallies is compared
with what `report` makes of the parts, in every format, and with tallies of tallies, in any order."""
import csv
import os
import random
import subprocess
import sys
import tempfile

CORPUS = "corpora/challenges-450/answers.csv"
SHAPES = "tests/data/shapes.csv"
LEXICON = ["--lexicon", "tests/data/lexicons/shapes.yaml"]
CASES = [  # the survey, what tallies are made with, what the report is
    (CORPUS, [], []),
    (CORPUS, ["--by", "job_title", "--by", "stage", "--cross"], ["--level", "2"]),
    (CORPUS, ["--by", "stage"], ["--headline", "--count", "mentions", "--min-group", "10", "--min-cell", "5"]),
    (CORPUS, ["--codes", "gold_codes", "--primary", "gold_primary"], ["--seed", "5"]),
    (CORPUS, ["--codes", "gold_group", "--by", "stage="], []),
    (SHAPES, LEXICON + ["--by", "role=", "--by", "site="], ["--level", "2"]),
    (SHAPES, LEXICON + ["--by", "choices=", "--every-group"], ["--count", "mentions"]),
]
FORMATS = ["text", "markdown", "csv", "json", "html", "svg"]


def run(verbatim, *arguments):
    done = subprocess.run([verbatim] + list(arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit("%s: exit status %d: %s" % (" ".join(arguments), done.returncode, done.stderr.decode()))
    return done.stdout


def cut(path, folder, rng):
    """The parts of a survey, as files; one of them may be empty but for its header."""
    with open(path, encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    names = [os.path.join(folder, "%s%d.csv" % (os.path.basename(path)[:-4], i)) for i in range(3)]
    parts = [[], [], []]
    for row in rows:
        parts[rng.choice([0, 1, 1, 2, 2, 2])].append(row)
    for name, part in zip(names, parts):
        with open(name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head] + part)
    return names


def check(verbatim, folder, case, rng):
    path, making, shaping = case
    parts = cut(path, folder, rng)
    tallies = [p[:-4] + ".jsonl" for p in parts]
    lexicon = making[:2] if making[:1] == ["--lexicon"] else []
    for part, tally in zip(parts, tallies):
        run(verbatim, "report", "-q", *making, "--save-tally", tally, part)
    bad = 0
    for form in FORMATS if case == CASES[0] else ["json"]:
        whole = run(verbatim, "report", "-q", *making, *shaping, "--format", form, *parts)
        added = run(verbatim, "merge", "-q", *lexicon, *shaping, "--format", form, *tallies)
        if whole != added:
            bad += 1
            print("%s %s --format %s: not the same" % (path, " ".join(making + shaping), form))
    sums = [os.path.join(folder, name) for name in ("first.jsonl", "all.jsonl", "whole.jsonl")]
    run(verbatim, "merge", "-q", *lexicon, "--save-tally", sums[0], *tallies[:2])
    run(verbatim, "merge", "-q", *lexicon, "--save-tally", sums[1], sums[0], tallies[2])
    run(verbatim, "report", "-q", *making, "--threads", "4", "--save-tally", sums[2], *parts)
    contents = []
    for name in sums[1:]:
        with open(name, "rb") as file:
            contents.append(file.read())
    if contents[0] != contents[1]:
        bad += 1
        print("%s %s: the tally of tallies is another" % (path, " ".join(making)))
    backwards = run(verbatim, "merge", "-q", *lexicon, *shaping, "--format", "csv", *reversed(tallies))
    if backwards != run(verbatim, "merge", "-q", *lexicon, *shaping, "--format", "csv", *tallies):
        bad += 1
        print("%s %s: the order of tallies changes the counts" % (path, " ".join(making)))
    return bad


def main():
    verbatim, rng, bad = sys.argv[1], random.Random(3), 0
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            bad += check(verbatim, folder, case, rng)
    print("%d surveys, %d faults" % (len(CASES), bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
