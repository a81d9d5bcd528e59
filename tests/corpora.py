"""corpora.py VERBATIM: how the long texts of corpora/risks and corpora/lessons are coded, and that their READMEs say so.

A text is right if its primary code is the one that it was written to.  Each README has the counts in a table, a row for
each part (tuned on, kept apart) and kind of text; a lexicon may not get worse, nor better, unnoticed."""
import csv
import io
import re
import subprocess
import sys

CORPORA = ("risks", "lessons")
PARTS = {"tuned": "tuned on", "apart": "kept apart"}
KINDS = ("plain paragraphs", "indirect paragraphs", "documents")


def code(arguments):
    run = subprocess.run([sys.argv[1], "code", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return list(csv.DictReader(io.StringIO(run.stdout.decode("utf-8"), newline="")))


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcomes(corpus):
    """(row of the README's table, id, gold, got) of every text."""
    folder = "corpora/%s/" % corpus
    for row in code(["--lexicon", corpus, "--unit", "paragraph", "--answer", "text", folder + "paragraphs.csv"]):
        kind = KINDS[1] if row["register"] == "indirect" else KINDS[0]
        yield (PARTS[row["part"]], kind), row["id"], row["gold_primary"], row["primary"]
    documents = read(folder + "documents.csv")
    coded = code(["--lexicon", corpus, "--unit", "file"] + [folder + d["file"] for d in documents])
    for document, row in zip(documents, coded, strict=True):
        assert row["id"] == folder + document["file"], row["id"]
        yield (PARTS[document["part"]], KINDS[2]), document["file"], document["gold_primary"], row["primary"]


bad = 0
for corpus in CORPORA:
    counts = {(part, kind): (0, 0) for part in PARTS.values() for kind in KINDS}
    for key, name, gold, got in outcomes(corpus):
        counts[key] = counts[key][0] + (got == gold), counts[key][1] + 1
        if got != gold:
            print("%s %s: %s, written to %s" % (corpus, name, got or "no code", gold))
    with open("corpora/%s/README.md" % corpus, encoding="utf-8") as file:
        said = re.findall(r"^\| ([a-z ]+) \| ([a-z ]+) \| (\d+) of (\d+) \|$", file.read(), re.MULTILINE)
    said = {(part, kind): (int(right), int(n)) for part, kind, right, n in said}
    for key, measured in counts.items():
        bad += said.get(key) != measured or measured[1] == 0
        print("%s, %s, %s: %d of %d%s" % ((corpus,) + key + measured
                                          + ("" if said.get(key) == measured else ", the README says %s" % (said.get(key),),)))
sys.exit(1 if bad else 0)
