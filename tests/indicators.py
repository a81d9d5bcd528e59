"""indicators.py VERBATIM: gen/indicators.py learns from a small corpus what is known to be in it.

Of three codes and none, each answer has a word that stands with its code alone, and words that stand as often with every
code; so the former weigh for their code and for no other, the latter for none."""
import csv
import importlib.util
import os
import subprocess
import sys
import tempfile

import scipy.sparse
import yaml

ANSWERS = 12  # of each code
PRIMARIES = {"machines/printers": "printer", "machines/screens": "screen", "travel": "bus", "": "thanks"}
EVERYWHERE = "monday"


def answers():
    """(answer, primary): the words of EVERYWHERE in every second answer of each code, and a function word in all."""
    for primary, own in PRIMARIES.items():
        for i in range(ANSWERS):
            words = ["the", own] + [EVERYWHERE] * (i % 2)
            words += ["broken"] * primary.startswith("machines/")  # as often in both below
            yield " ".join(words), primary
    for _ in range(3):
        yield "rails", "travel"  # too rare to be learned from
    for _ in range(ANSWERS):
        yield "nothing new", ""


def learn(verbatim, rows, work):
    path = os.path.join(work, "gold.csv")
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("answer", "gold_primary"), *rows])
    run = subprocess.run([sys.executable, "gen/indicators.py", verbatim, path], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
    return run.returncode, run.stdout, run.stderr.decode()


def weights_of(learned):
    """{(word, path): weight}."""
    found = {}

    def take(path, node):
        for entry in node.get("indicators") or []:
            for word in entry["term"].strip("()").split("|"):
                assert (word, path) not in found, "%s stands twice" % word
                found[word, path] = entry["weight"]
        for name, child in (node.get("categories") or {}).items():
            take(path + "/" + name if path else name, child)

    take("", learned)
    return found


def check_fit():
    """A word that speaks against a code has weight 0 for it, though the odds that fit best are negative."""
    sys.dont_write_bytecode = True  # no folder of it beside the sources
    spec = importlib.util.spec_from_file_location("learner", "gen/indicators.py")
    learner = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(learner)
    with_word, without = ["b"] * 20 + [""] * 20, ["a"] * 20 + [""] * 20
    counts = scipy.sparse.csr_matrix([[1]] * 40 + [[0]] * 40)
    weights, _ = learner.fit(counts, with_word + without, ["", "a", "b"])
    assert weights.min() == 0 and weights[0, 1] == 0 and weights[0, 2] > 0, weights


def check(verbatim, work):
    rows = list(answers())
    status, learned, errors = learn(verbatim, rows, work)
    assert status == 0, errors
    assert learn(verbatim, rows, work)[1] == learned, "the same answers are learned from in another way"
    found = weights_of(yaml.safe_load(learned))
    assert min(found.values()) >= 0.1, "a weight is under two steps: %s" % found
    for path, own in PRIMARIES.items():
        assert (own, path) in found, "%s does not speak for %r: %s" % (own, path, found)
        above = path.partition("/")[0]
        assert not [p for w, p in found if w == own and p not in (path, above)], "%s is for others: %s" % (own, found)
    broken = {path: weight for (word, path), weight in found.items() if word == "broken"}
    assert "machines" in broken and broken.get("machines/printers") == broken.get("machines/screens"), broken
    assert set(broken) <= {"machines", "machines/printers", "machines/screens"}, broken
    for word in (EVERYWHERE, "the", "rails"):
        assert not any(w == word for w, _ in found), "%s speaks for something: %s" % (word, found)
    check_fit()
    path = os.path.join(work, "learned.yaml")
    with open(path, "wb") as file:
        file.write(learned)
    run = subprocess.run([verbatim, "lexicon", "check", "--strict", path], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT)
    assert run.returncode == 0, run.stdout.decode()
    # Where every answer has a code there is nothing to scale the weights by.
    status, learned, errors = learn(verbatim, [row for row in rows if row[1]], work)
    assert status == 1 and not learned and errors.startswith("every answer has a code"), errors
    return len(found)


def main():
    with tempfile.TemporaryDirectory() as work:
        try:
            print("%d weights" % check(sys.argv[1], work))
        except AssertionError as fault:
            print(fault)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
