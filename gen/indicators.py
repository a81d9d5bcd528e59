#!/usr/bin/env python3
"""gen/indicators.py VERBATIM FILE...: the indicators of `challenges`, as YAML on standard output.

Indicators are single words that speak for a category, each by so much (docs/lexicon.md).  They are learned from coded
answers: a multinomial logistic model of the primary's top level (or that there is no code) in the words of an answer, and
of its child within the top, with weights that cannot be negative (an elastic net, Zou & Hastie 2005, fitted by L-BFGS-B).
The weights are scaled so that INDICATION, which is that of the lexicon, is as likely as no code where no word speaks for
that.  Words are told apart by the stems that VERBATIM gives them.  FILEs are CSV with the columns answer and gold_primary, or primary.  Needs
python3-scipy.
"""
import collections
import csv
import subprocess
import sys
import tempfile

import numpy
import scipy.optimize
import scipy.sparse

LEAST_ANSWERS = 4   # that a word must stand in
LASSO, RIDGE = 0.3, 0.3
STEP = 0.05
LEAST_STEPS = 2
INDICATION = 0.5
A_LINE = 12         # words
# Articles, conjunctions, prepositions and auxiliaries: of a sentence, not of a problem.
FUNCTION_WORDS = frozenset("""
    am an and any are as at be been being by can could did do does doing for from had has have if in into is it its of on or
    so than that the this those to was were will with would
""".split())

HEAD = """lexicon: challenges.words
version: 1.0.0
title: Biggest challenges in personalized learning, indicators
settings: {language: english, diacritics: fold, stem: true, overlap: longest, breaks: sentence, gap: 3}

"""

def read(paths):
    """The answers, each on a line of its own, and each one's primary."""
    for path in paths:
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield " ".join(row["answer"].split()), row["gold_primary"] if "gold_primary" in row else row["primary"]

def stems(verbatim, answers):
    """The stems of each answer, and the commonest form of each stem."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as lexicon:
        lexicon.write(HEAD + "categories: {any: {terms: [any]}}\n")
        lexicon.flush()
        tables = subprocess.run([verbatim, "tokens", "--lexicon", lexicon.name], input="\n".join(answers), check=True,
                                capture_output=True, text=True).stdout
    forms, rows, function_stems = collections.defaultdict(collections.Counter), [], set()
    for table in tables.split("\n\n"):
        words = {}
        for line in table.splitlines()[1:]:
            form, stem = (cell.split("/")[0] for cell in line.split()[4:6])
            if form in FUNCTION_WORDS:
                function_stems.add(stem)
            elif form.isalpha() and form.isascii() and len(form) > 1:
                words[stem] = form
        rows.append(words.keys())
        for stem, form in words.items():
            forms[stem][form] += 1
    return rows, {stem: max(sorted(of), key=of.get) for stem, of in forms.items()
                  if sum(of.values()) >= LEAST_ANSWERS and stem not in function_stems}

def log_chances(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - numpy.log(numpy.exp(z).sum(axis=1, keepdims=True))

def fit(counts, primaries, paths):
    """The weight of each word for each path: log odds, 0 or more; and the log odds of no code (path "") without a word."""
    n, n_words = counts.shape
    split = n_words * len(paths)
    tops = sorted({path.split("/")[0] for path in paths})
    above = numpy.array([[path.split("/")[0] == top for top in tops] for path in paths], dtype=float)
    truth = numpy.array([[p.split("/")[0] == top for top in tops] for p in primaries], dtype=float)
    no_code = tops.index("")
    families = []
    for top in tops:
        children = [i for i, path in enumerate(paths) if path.startswith(top + "/")]
        rows = [i for i, p in enumerate(primaries) if p.startswith(top + "/")]
        if children:
            families.append((numpy.ix_(rows, children),
                             numpy.array([[primaries[r] == paths[c] for c in children] for r in rows], dtype=float)))

    def loss(parameters):
        weights, bias = parameters[:split].reshape(n_words, -1), parameters[split]
        z = counts @ weights
        odds = z @ above
        odds[:, no_code] += bias
        log_chance = log_chances(odds)
        miss = numpy.exp(log_chance) - truth
        slope = miss @ above.T
        total = -log_chance[truth > 0].sum() + LASSO * weights.sum() + RIDGE / 2 * (weights ** 2).sum()
        for where, own in families:
            log_chance = log_chances(z[where])
            total -= log_chance[own > 0].sum()
            slope[where] += numpy.exp(log_chance) - own
        return total, numpy.append((counts.T @ slope + LASSO + RIDGE * weights).ravel(), miss[:, no_code].sum())

    bounds = [(0, None)] * split + [(None, None)]
    found = scipy.optimize.minimize(loss, numpy.zeros(split + 1), jac=True, method="L-BFGS-B", bounds=bounds,
                                    options={"maxiter": 300})
    return found.x[:split].reshape(n_words, -1), found.x[split]

def write_list(weights, words, indent):
    """The words that weigh enough, a line for each weight or more."""
    by_weight = collections.defaultdict(list)
    for word, weight in zip(words, weights):
        if round(weight / STEP) >= LEAST_STEPS:
            by_weight[round(weight / STEP)].append(word)
    print(f"{indent}indicators:")
    for steps in sorted(by_weight, reverse=True):
        of = sorted(by_weight[steps])
        for i in range(0, len(of), A_LINE):
            print(f"{indent}  - {{term: ({'|'.join(of[i:i + A_LINE])}), weight: {steps * STEP:.3g}}}")

def write(weights, words, paths):
    write_list(weights[:, paths.index("")], words, "")
    print("\ncategories:")
    for c, path in enumerate(paths):
        top, _, child = path.partition("/")
        if child and not paths[c - 1].startswith(top + "/"):
            print("    categories:")
        if path:
            print(f"      {child}:" if child else f"\n  {top}:")
            write_list(weights[:, c], words, "        " if child else "    ")

def main():
    answers, primaries = zip(*read(sys.argv[2:]))
    if "" not in primaries:
        sys.exit("every answer has a code: some must have none, which the weights are scaled by")
    rows, forms = stems(sys.argv[1], answers)
    if len(rows) != len(answers):
        sys.exit("%d answers came back of %d" % (len(rows), len(answers)))
    names = sorted(forms)
    place = {stem: i for i, stem in enumerate(names)}
    paths = sorted({*primaries, *(path.split("/")[0] for path in primaries)})
    where = [(i, place[stem]) for i, row in enumerate(rows) for stem in row if stem in place]
    counts = scipy.sparse.csr_matrix((numpy.ones(len(where)), tuple(zip(*where))), shape=(len(rows), len(names)))
    weights, bias = fit(counts, primaries, paths)
    if bias <= 0:
        sys.exit("no code is likelier than any without a word: there is nothing to scale the weights by")
    print(f"""# Words that speak for a code, learned from {len(answers):,} coded answers by gen/indicators.py: change that, not this.
# They help to decide which code is the primary, give one where no term does (`indication`), or speak for none.

{HEAD}""", end="")
    write(weights * INDICATION / bias, [forms[stem] for stem in names], paths)

if __name__ == "__main__":
    main()
