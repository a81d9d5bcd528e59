"""corpora.py VERBATIM: how the long texts of corpora/risks and corpora/lessons are coded, and that their READMEs say so.

A text is right if its primary code is the one that it was written to.  Each README has the counts in a table, a row
for the texts that the lexicon was tuned on and one for those kept apart; a lexicon may not get worse unnoticed."""
import csv
import io
import re
import subprocess
import sys

CORPORA = ("risks", "lessons")
PARTS = {"tuned": "tuned on", "apart": "kept apart"}


def code(arguments):
    run = subprocess.run([sys.argv[1], "code", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return list(csv.DictReader(io.StringIO(run.stdout.decode("utf-8"), newline="")))


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcomes(corpus):
    """(part, kind, id, gold, got) of every text."""
    folder = "corpora/%s/" % corpus
    for row in code(["--lexicon", corpus, "--unit", "paragraph", "--answer", "text", folder + "paragraphs.csv"]):
        yield row["part"], "paragraphs", row["id"], row["gold_primary"], row["primary"]
    documents = read(folder + "documents.csv")
    coded = code(["--lexicon", corpus, "--unit", "file"] + [folder + d["file"] for d in documents])
    for document, row in zip(documents, coded, strict=True):
        assert row["id"] == folder + document["file"], row["id"]
        yield document["part"], "documents", document["file"], document["gold_primary"], row["primary"]


bad = 0
for corpus in CORPORA:
    counts = {}
    for part, kind, name, gold, got in outcomes(corpus):
        right, n = counts.get((part, kind), (0, 0))
        counts[part, kind] = right + (got == gold), n + 1
        if got != gold:
            print("%s %s: %s, written to %s" % (corpus, name, got or "no code", gold))
    with open("corpora/%s/README.md" % corpus, encoding="utf-8") as file:
        readme = file.read()
    for part, label in PARTS.items():
        found = re.search(r"^\| %s \| (\d+) of (\d+) \| (\d+) of (\d+) \|$" % label, readme, re.MULTILINE)
        said = found and tuple(int(figure) for figure in found.groups())
        measured = counts[part, "paragraphs"] + counts[part, "documents"]
        bad += said != measured
        print("%s %s: %d of %d paragraphs, %d of %d documents%s"
              % ((corpus, label) + measured + ("" if said == measured else ", and the README says %s" % (said,),)))
sys.exit(1 if bad else 0)
