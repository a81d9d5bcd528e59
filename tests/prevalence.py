"""prevalence.py VERBATIM CASES SURVEYS [SEED]: shares corrected for coding error, against arithmetic of their own.

CASES random surveys with gold: every corrected share, and what is said of those that there are not, must be what this
program works out from the survey and the gold; CSV and JSON must agree; with --min-cell no share may be shown that rests
on a suppressed count or comes to fewer answers; and the manifest must count and digest gold.  Then SURVEYS surveys of a
known truth that a lexicon codes with mistakes: the corrected shares must be nearer to it than those as coded, by --gold
and by --gold-elsewhere, and their intervals hold it.  `make simulate` asks for more of them and prints the figures."""
import csv
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

from suppression import Lexicon, key_of, make_case

LEXICON = "tests/data/lexicons/shapes.yaml"
CODE = {"coloured": "colour", "red": "colour/red", "blue": "colour/blue", "green": "colour/green", "sized": "size",
        "big": "size/big", "small": "size/small", "heavy": "weight", "smelly": "smell", "loud": "sound"}
FEWEST, OTHER, UNCODED = 30, "(other)", "(uncoded)"


def run(verbatim, *arguments):
    done = subprocess.run([verbatim, "report", "--quiet", "--lexicon", LEXICON] + list(arguments),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise RuntimeError("%s: status %d: %s" % (" ".join(arguments), done.returncode, done.stderr.decode()))
    return done.stdout.decode()


def write(path, head, rows):
    with open(path, "w", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head] + rows)


# ---- Arithmetic of its own ----

def deepest(codes):
    """A set of codes without those above others of it, in order."""
    return [c for c in dict.fromkeys(codes) if not any(d.startswith(c + "/") for d in codes)]


def coded(text):
    """The codes of an answer, the first its primary; None: it is no answer."""
    if text == "none":
        return None
    words = [CODE[w] for w in text.split(", ") if w in CODE]
    tops = Counter(c.split("/")[0] for c in words)
    if not words:
        return []
    # Every word counts once: the top code that most of them are below, of equals the first; then its children likewise.
    clauses = {}
    for c in words:
        clauses.setdefault(c.split("/")[0], []).append(c)
    top = max(clauses, key=lambda t: (tops[t], -words.index(clauses[t][0])))
    inner = Counter(c for c in clauses[top] if "/" in c)
    primary = max(inner, key=lambda c: (inner[c], -words.index(c))) if inner else top
    return [primary] + [c for c in deepest(words) if c != primary]


class Rows:
    """The rows of a table, and which of them an answer is counted in."""

    def __init__(self, section):
        self.keys = [key_of(code) for code in section["codes"]]
        self.parents = {k: k.rpartition("/")[0] if "/" in k and k.rpartition("/")[0] in self.keys else None
                        for k in self.keys}

    def of_code(self, code):
        while code and code not in self.keys:
            code = code.rpartition("/")[0]
        return code or OTHER

    def of_answer(self, codes):
        return self.of_code(codes[0]) if codes else UNCODED

    def with_above(self, row):
        while row is not None:
            yield row
            row = self.parents[row]

    def having(self, codes, mentions):
        if not codes or not mentions:
            return set(self.with_above(self.of_answer(codes)))
        return {r for c in codes for r in self.with_above(self.of_code(c))}


def hand_out(answers, gold):
    """p(k) = sum over j of P(true k | coded j) q(j), of (coded) and of (coded, true)."""
    shares, truths = Counter(), {}
    for was, true in gold:
        truths.setdefault(was, []).append(true)
    for j, n in Counter(answers).items():
        for k, m in Counter(truths.get(j, [j])).items():
            shares[k] += n / len(answers) * m / len(truths.get(j, [j]))
    return shares


def correct(rows, answers, gold, mentions):
    if mentions:
        return {r: hand_out([r in rows.having(a, True) for a in answers],
                            [(r in rows.having(a, True), r in rows.having(t, True)) for a, t in gold])[True]
                for r in rows.keys}
    own = hand_out([rows.of_answer(a) for a in answers], [(rows.of_answer(a), rows.of_answer(t)) for a, t in gold])
    return {r: sum(p for k, p in own.items() if r in rows.with_above(k)) for r in rows.keys}


def by_rates(rows, answers, gold, mentions):
    """Rogan & Gladen; None: gold has no answer with the code, or none without."""
    result = {}
    for r in rows.keys:
        pairs = [(r in rows.having(a, mentions), r in rows.having(t, mentions)) for a, t in gold]
        positive, negative = [a for a, t in pairs if t], [a for a, t in pairs if not t]
        apparent = sum(r in rows.having(a, mentions) for a in answers) / len(answers)
        result[r] = None
        if positive and negative:
            se, sp = sum(positive) / len(positive), 1 - sum(negative) / len(negative)
            result[r] = min(1, max(0, (apparent + sp - 1) / (se + sp - 1))) if se + sp > 1 else None
    return result


# ---- Random surveys ----

def make_gold(rng, records):
    """Gold of a random part: mostly as coded, else something of it is wrong."""
    gold = {}
    for row in rng.sample(records, rng.randint(min(35, len(records)), len(records))):
        truth = list(coded(row["answer"]) or [])
        if rng.random() < 0.3:
            truth = rng.sample(sorted(set(CODE.values())), rng.choice([0, 1, 1, 2]))
        gold[row["id"]] = deepest(truth)
    return gold


def group_of(row, section):
    return tuple(row[name].strip() for name in (section["by"] or "").split(" × ") if name)


def check_section(section, records, gold, options, kind):
    rows, mentions = Rows(section), "mentions" in options
    cells = 0
    for g, group in enumerate(section["groups"]):
        total = group["kind"] == "total"
        name = None if total else tuple("" if p == "(blank)" else p for p in (group["name"] or "").split(" × "))
        own = [r for r in records if total or group_of(r, section) == name]
        answers = [coded(r["answer"]) for r in own if coded(r["answer"]) is not None]
        pairs = {True: [], False: []}  # all gold, the group's
        for r in records:
            if r["id"] in gold and coded(r["answer"]) is not None:
                pairs[True].append((coded(r["answer"]), gold[r["id"]]))
                if r in own:
                    pairs[False].append(pairs[True][-1])
        used = pairs[kind != "sample"]
        of = section["correction"]["groups"][g]
        assert of["gold"] == len(pairs[kind == "elsewhere"]), "%s has %s gold" % (group["label"], of["gold"])
        why = "empty" if not answers else "few" if kind != "elsewhere" and len(used) < FEWEST else None
        assert of["uncorrected"] == why, "%s: %s, not %s" % (group["label"], of["uncorrected"], why)
        if why is not None:
            assert all(c["cells"][g]["percent"] is None for c in section["correction"]["codes"])
            continue
        wanted = (by_rates if kind == "elsewhere" else correct)(rows, answers, used, mentions)
        for code, key in zip(section["correction"]["codes"], rows.keys):
            cell = code["cells"][g]
            if cell["uncorrected"] in ("no-information", "misfit"):
                continue
            place = "%s, %s" % (group["label"], key)
            if wanted[key] is None:
                assert cell["uncorrected"] == "unseen", place
                continue
            assert cell["uncorrected"] is None, "%s: %s" % (place, cell["uncorrected"])
            assert abs(cell["percent"] - 100 * wanted[key]) < 1e-9, "%s: %s, not %s" % (place, cell["percent"],
                                                                                       100 * wanted[key])
            assert 0 <= cell["low"] <= cell["high"] <= 100, place
            assert kind == "elsewhere" or cell["low"] < cell["high"], "%s: an interval of no width" % place
            cells += 1
        if kind != "elsewhere" and not mentions:
            tops = [c["cells"][g]["percent"] for c, s in zip(section["correction"]["codes"], section["codes"])
                    if s["level"] == 1]
            assert abs(sum(tops) - 100) < 1e-9, "%s: they add to %s" % (group["label"], sum(tops))
    return cells


def check_csv(report, text):
    lines = iter(csv.DictReader(io.StringIO(text)))
    for section in report["breakdowns"]:
        for g, group in enumerate(section["correction"]["groups"]):
            for code in section["correction"]["codes"]:
                line, cell = next(lines), code["cells"][g]
                said = [float(line[c]) if line[c] else None for c in ("corrected", "corrected_low", "corrected_high")]
                assert said == [cell["percent"], cell["low"], cell["high"]], "CSV says %s of %s" % (said, cell)
                assert line["uncorrected"] == (cell["uncorrected"] or "")
                assert line["gold"] == ("" if group["gold"] is None else str(group["gold"]))
    assert next(lines, None) is None


def check_suppressed(published, kind):
    """Nothing corrected where a count is suppressed; nothing that comes to few answers."""
    least, mentions = published["min_cell"], published["count"] == "mentions"
    shown = 0
    for section in published["breakdowns"]:
        hidden = [any(code["cells"][g]["suppressed"] for code in section["codes"])
                  for g in range(len(section["groups"]))]
        for g, group in enumerate(section["groups"]):
            total = group["kind"] == "total"
            for code, own in zip(section["correction"]["codes"], section["codes"]):
                cell = code["cells"][g]
                if cell["percent"] is None:
                    continue
                shown += 1
                if kind == "elsewhere":
                    assert not own["cells"][g]["suppressed"], "a suppressed count is corrected"
                    continue
                assert not hidden[g] and (total or not any(hidden[:-1])), "it rests on suppressed counts"
                n = cell["percent"] / 100 * group["substantive"]
                assert n > least - 1e-6, "%s comes to %s answers" % (cell, n)
                assert not mentions or group["substantive"] - n > least - 1e-6
    return shown


def check_manifest(path, gold_file, n, used):
    with open(path, encoding="utf-8") as file:
        manifest = json.load(file)
    with open(gold_file, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    assert manifest["gold"]["sha256"] == digest and manifest["gold"]["file"] == gold_file
    results = manifest["results"]
    assert [results["gold_answers"], results["gold_in_survey"], results["gold_used"]] == [n, n, used], results


def check_case(verbatim, folder, seed):
    rng = random.Random(seed)
    text, options, limits = make_case(rng, Lexicon(), LEXICON)
    records = list(csv.DictReader(io.StringIO(text)))
    if sum(coded(r["answer"]) is not None for r in records) < 40:
        return 0, 0
    gold = make_gold(rng, records)
    used = sum(coded(r["answer"]) is not None for r in records if r["id"] in gold)
    survey, gold_file, other = [os.path.join(folder, f) for f in ("survey.csv", "gold.csv", "other.csv")]
    with open(survey, "w", encoding="utf-8") as file:
        file.write(text)
    texts = {r["id"]: r["answer"] for r in records}
    write(gold_file, ["id", "primary", "codes"], [[i, (t or ["none"])[0], ";".join(t) or "none"] for i, t in gold.items()])
    write(other, ["answer", "codes"], [[texts[i], ";".join(t) or "none"] for i, t in gold.items()])
    options = [o for o in options if o not in ("--lexicon", LEXICON)] + [survey]
    cells = shown = 0
    for kind, by in (("sample", ["--gold", gold_file]), ("pooled", ["--gold", gold_file, "--pool-gold"]),
                     ("elsewhere", ["--gold-elsewhere", other])):
        if used < FEWEST:
            continue
        manifest = os.path.join(folder, "manifest.json")
        report = json.loads(run(verbatim, "--format", "json", "--manifest", manifest, *options, *by))
        for section in report["breakdowns"]:
            cells += check_section(section, records, gold, options, kind)
        if kind == "sample":
            check_manifest(manifest, gold_file, len(gold), used)
            check_csv(report, run(verbatim, "--format", "csv", *options, *by))
        shown += check_suppressed(json.loads(run(verbatim, "--format", "json", *options, *by, *limits)), kind)
    return cells, shown


# ---- Surveys of a known truth ----

TRUTH = {"one": [0.30, 0.20, 0.15, 0.15, 0.10, 0.10], "two": [0.10, 0.35, 0.20, 0.10, 0.15, 0.10]}
WORDS = ["red", "big", "heavy", "smelly", "loud", "purr"]  # each a code of level 1; the last is none
CODES = ["colour", "size", "weight", "smell", "sound", "none"]
PEOPLE = {"one": 300, "two": 200}


def mistake(rng, truth):
    """The word of an answer: of one in ten a word is used that the lexicon does not know, one in eight speaks of the next."""
    chance = rng.random()
    if CODES[truth] == "none":
        return WORDS[0] if chance < 0.125 else WORDS[truth]
    return WORDS[-1] if chance < 0.1 else WORDS[(truth + 1) % 5] if chance < 0.225 else WORDS[truth]


def draw(rng):
    """Rows of id, group, answer, true code."""
    rows = []
    for group, shares in TRUTH.items():
        for _ in range(PEOPLE[group]):
            truth = rng.choices(range(6), shares)[0]
            rows.append(["R%03d" % len(rows), group, mistake(rng, truth), CODES[truth]])
    rng.shuffle(rows)
    return rows


def measure(verbatim, folder, surveys, seed):
    """Of each way: the worst mean error in points, as coded and corrected; how often intervals hold the truth."""
    survey, gold = os.path.join(folder, "known.csv"), os.path.join(folder, "known-gold.csv")
    ways = {"--gold": ["--gold", gold], "--pool-gold": ["--gold", gold, "--pool-gold"],
            "--gold-elsewhere": ["--gold-elsewhere", gold]}
    naive, right, held, naive_held, n = Counter(), {w: Counter() for w in ways}, Counter(), 0, 0
    for s in range(surveys):
        rng = random.Random(seed * 1000003 + s)
        rows = draw(rng)
        write(survey, ["id", "role", "answer"], [r[:3] for r in rows])
        n += sum(len(shares) for shares in TRUTH.values())
        for way, options in ways.items():
            checked = draw(rng) if way == "--gold-elsewhere" else rows
            write(gold, ["id", "answer", "codes"], [[r[0], r[2], r[3]] for r in rng.sample(checked, 150)])
            report = json.loads(run(verbatim, "--format", "json", "--by", "role=", "--seed", str(s), survey, *options))
            section = report["breakdowns"][0]
            for g, group in enumerate(section["groups"][:-1]):
                for code, own in zip(section["correction"]["codes"], section["codes"]):
                    truth = TRUTH[group["name"]][CODES.index(own["code"] or "none")] * 100
                    cell, plain = code["cells"][g], own["cells"][g]
                    place = (group["name"], own["code"])
                    right[way][place] += (cell["percent"] - truth) / surveys
                    held[way] += cell["low"] <= truth <= cell["high"]
                    if way == "--gold":
                        naive[place] += (plain["percent"] - truth) / surveys
                        naive_held += plain["low"] <= truth <= plain["high"]
    worst = max(map(abs, naive.values()))
    print("%d surveys of %d, 150 gold answers; as coded: worst mean error %.1f points, truth held by %.1f %%"
          % (surveys, sum(PEOPLE.values()), worst, 100 * naive_held / n))
    for way in ways:
        print("  %-17s worst mean error %.1f points, truth held by %.1f %%"
              % (way, max(map(abs, right[way].values())), 100 * held[way] / n))
    return worst, {w: max(map(abs, right[w].values())) for w in ways}, {w: held[w] / n for w in ways}


def main():
    verbatim, cases, surveys = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    cells = shown = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in range(seed, seed + cases):
            try:
                found = check_case(verbatim, folder, case)
                cells, shown = cells + found[0], shown + found[1]
            except (AssertionError, RuntimeError) as fault:
                failed += 1
                print("case %d: %s" % (case, fault))
        print("%d cases, %d corrected shares, %d shown under suppression, %d cases failed" % (cases, cells, shown, failed))
        worst, right, held = measure(verbatim, folder, surveys, seed)
    for way in ("--gold", "--gold-elsewhere"):  # pooled gold is wrong where groups differ, as they do here
        if right[way] > worst / 2 or held[way] < 0.9:
            failed += 1
            print("%s does not correct" % way)
    return 1 if failed or cells == 0 or shown == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
