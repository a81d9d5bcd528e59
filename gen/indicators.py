#!/usr/bin/env python3
"""gen/indicators.py VERBATIM FILE...: the indicators of `challenges`, as YAML on standard output.

Indicators are single words that speak for a category, each by so much (docs/lexicon.md).  They are learned from coded
answers: a multinomial logistic model of the primary code at the top level in the words of an answer, with weights that
cannot be negative (an elastic net, Zou & Hastie 2005, fitted by L-BFGS-B).  Words are told apart by the stems that
VERBATIM gives them.  FILEs are CSV with the columns answer and gold_primary, or primary.  Needs python3-scipy.
"""
import collections
import csv
import subprocess
import sys

import numpy
import scipy.optimize
import scipy.sparse

LEAST_ANSWERS = 4   # that a word must stand in
LASSO, RIDGE = 0.3, 1.0
SCALE = 0.2         # from log odds to weights
STEP = 0.03
LEAST_STEPS = 2
A_LINE = 12         # words
# Articles, conjunctions, prepositions and auxiliaries: of a sentence, not of a problem.
FUNCTION_WORDS = frozenset("""
    am an and any are as at be been being by can could did do does doing for from had has have if in into is it its of on or
    so than that the this those to was were will with would
""".split())

def read(paths):
    """The answers, each on a line of its own, and the top of each one's primary."""
    for path in paths:
        with open(path, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                code = row["gold_primary"] if "gold_primary" in row else row["primary"]
                yield " ".join(row["answer"].split()), code.split("/")[0] or "none"

def stems(verbatim, answers):
    """The stems of each answer, and the commonest form of each stem."""
    tables = subprocess.run([verbatim, "tokens"], input="\n".join(answers), check=True, capture_output=True,
                            text=True).stdout
    forms, rows = collections.defaultdict(collections.Counter), []
    for table in tables.split("\n\n"):
        words = {}
        for line in table.splitlines()[1:]:
            form, stem = (cell.split("/")[0] for cell in line.split()[4:6])
            if form.isalpha() and form.isascii() and len(form) > 1 and form not in FUNCTION_WORDS:
                words[stem] = form
        rows.append(words.keys())
        for stem, form in words.items():
            forms[stem][form] += 1
    return rows, {stem: max(sorted(of), key=of.get) for stem, of in forms.items() if sum(of.values()) >= LEAST_ANSWERS}

def fit(counts, codes, n_codes):
    """The weight of each word for each code: log odds, 0 or more."""
    n, n_words = counts.shape
    truth = numpy.eye(n_codes)[codes]
    split = n_words * n_codes

    def loss(parameters):
        weights, bias = parameters[:split].reshape(n_words, n_codes), parameters[split:]
        z = counts @ weights + bias
        z -= z.max(axis=1, keepdims=True)
        log_chance = z - numpy.log(numpy.exp(z).sum(axis=1, keepdims=True))
        miss = numpy.exp(log_chance) - truth
        return (-log_chance[truth > 0].sum() + LASSO * weights.sum() + RIDGE / 2 * (weights ** 2).sum(),
                numpy.concatenate([(counts.T @ miss + LASSO + RIDGE * weights).ravel(), miss.sum(axis=0)]))

    bounds = [(0, None)] * split + [(None, None)] * n_codes
    found = scipy.optimize.minimize(loss, numpy.zeros(split + n_codes), jac=True, method="L-BFGS-B", bounds=bounds,
                                    options={"maxiter": 500})
    return found.x[:split].reshape(n_words, n_codes)

def write(weights, words, codes):
    for c, code in enumerate(codes):
        if code == "none":
            continue
        by_weight = collections.defaultdict(list)
        for word, weight in zip(words, weights[:, c]):
            steps = round(SCALE * weight / STEP)
            if steps >= LEAST_STEPS:
                by_weight[steps].append(word)
        print(f"\n  {code}:\n    indicators:")
        for steps in sorted(by_weight, reverse=True):
            of = sorted(by_weight[steps])
            for i in range(0, len(of), A_LINE):
                print(f"      - {{term: ({'|'.join(of[i:i + A_LINE])}), weight: {steps * STEP:.2g}}}")

def main():
    answers, primaries = zip(*read(sys.argv[2:]))
    rows, forms = stems(sys.argv[1], answers)
    names = sorted(forms)
    place = {stem: i for i, stem in enumerate(names)}
    codes = sorted(set(primaries))
    where = [(i, place[stem]) for i, row in enumerate(rows) for stem in row if stem in place]
    counts = scipy.sparse.csr_matrix((numpy.ones(len(where)), tuple(zip(*where))), shape=(len(rows), len(names)))
    assert len(rows) == len(answers), "an answer is missing"
    weights = fit(counts, [codes.index(p) for p in primaries], len(codes))
    print(f"""# Words that speak for a code, learned from {len(answers):,} coded answers by gen/indicators.py: change that, not this.
# They decide which of the codes that terms have put forward is the primary; by themselves they give none.

lexicon: challenges.words
version: 1.0.0
title: Biggest challenges in personalized learning, indicators
settings: {{language: english, diacritics: fold, stem: true, overlap: longest, breaks: sentence, gap: 3, threshold: 0.34, share: 0.7}}

categories:""")
    write(weights, [forms[stem] for stem in names], codes)

if __name__ == "__main__":
    main()
