"""suppression.py VERBATIM CASES [SEED]: can suppressed counts be worked out from what a report publishes?

Each case is a random survey, and a lexicon in which some categories have indicators, some have terms, some both.  Its
report is made with --min-group and --min-cell, and an integer program (scipy's HiGHS, nothing of verbatim's) takes what
the JSON tells - bases, totals, counts, ranks, leads, how many were recognised by a term, whether the report is doubtful -
with what the lexicon tells - which codes terms give, and which indicators - and looks for the least and the greatest
value that every suppressed count may have, all tables together.  The case fails if these are less than min_cell apart;
if a count that is shown is not the true one, or is too small to be shown; or if anything is told of a suppressed cell,
or of a test that rests on one."""
import csv
import io
import json
import math
import random
import subprocess
import sys
import tempfile

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix
from scipy.stats import binomtest

WORDS = {"colour": "coloured", "colour/red": "red", "colour/blue": "blue", "colour/green": "green", "size": "sized",
         "size/big": "big", "size/small": "small", "weight": "heavy", "smell": "smelly", "sound": "loud"}


class Lexicon:
    """Codes that a single word gives, or two indicators that say the same without being enough by themselves."""

    def __init__(self, rng=None):
        self.indicators, self.terms = set(), set(WORDS)  # as tests/data/lexicons/shapes.yaml
        if rng is not None:
            self.draw(rng)

    def draw(self, rng):
        indicated = rng.choice([0, 0.2, 0.5, 0.9])  # categories that have indicators
        worded = rng.choice([1, 0.6, 0.2])          # and terms
        self.indication = rng.choice([0, 1]) if indicated == 0 else 1
        self.indicators = {path for path in WORDS if rng.random() < indicated}
        self.terms = {path for path in WORDS if path not in self.indicators or rng.random() < worded}

    def yaml(self):
        lines = ["lexicon: shapes", "settings: {indication: %d}" % self.indication, "headline: [colour, size]",
                 "non-answers: [none]", "categories:"]
        for path, word in WORDS.items():
            keys = ["terms: [%s]" % word] if path in self.terms else []
            keys += ["indicators: [%s]" % ", ".join(self.signs(path))] if path in self.indicators else []
            if "/" in path:
                lines.append("      %s: {%s}" % (path.split("/")[1], ", ".join(keys)))
                continue
            lines += ["  %s:" % path] + ["    " + key for key in keys]
            if any(other.startswith(path + "/") for other in WORDS):
                lines.append("    categories:")
        return "\n".join(lines) + "\n"

    @staticmethod
    def signs(path):
        return ["%s%s" % (path.replace("/", ""), end) for end in "xz"]

    def things(self):
        """What answers may be made of."""
        return [WORDS[path] for path in WORDS if path in self.terms] + [
            " ".join(self.signs(path)) for path in WORDS if path in self.indicators]

    def can(self, paths, code):
        """Whether `paths` give a code, or one below it."""
        return any(path == code or path.startswith(code + "/") for path in paths)

    def tops_of(self, key):
        """The top-level categories of a row."""
        return [path for path in WORDS if "/" not in path and path not in ("colour", "size")] if key == "(other)" else [
            key.split("/")[0]]

    def never_by_term(self, key):
        return not any(self.can(self.terms, top) for top in self.tops_of(key))

    def never_indicated(self, key):
        return not any(self.can(self.indicators, top) for top in self.tops_of(key))


def make_case(rng, lexicon, path):
    """The survey as CSV, and the options of the report."""
    usual = rng.choice([[0, 0.3, 1, 1, 3, 8], [0, 0, 0, 0, 1, 3]])
    signs = rng.choice([0.3, 1, 4])  # how often indicators come beside terms
    shares = {thing: rng.choice(usual) * (signs if " " in thing else 1) for thing in lexicon.things()}
    shares["purr"] = rng.choice([0.2, 1, 4])  # nothing of the lexicon
    shares["none"] = 0.3
    names = ["by%d" % i for i in range(rng.choice([0, 1, 1, 2, 3]))]
    groups = {name: [chr(ord("A") + i) for i in range(rng.randint(1, 4))] + [""] * rng.randint(0, 1) for name in names}
    weights = {name: [rng.choice([0.2, 1, 1, 3]) for _ in groups[name]] for name in names}
    tilt = rng.random() < 0.5
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "answer"] + names)
    for row in range(rng.choice([8, 15, 30, 60, 120, 250])):
        values = [rng.choices(groups[name], weights[name])[0] for name in names]
        local = dict(shares)
        if tilt and values and values[0] == "A":
            local[lexicon.things()[1]] += 5
        words = rng.choices(list(local), list(local.values()), k=rng.choice([1, 1, 1, 2, 3]))
        words = ["none"] if "none" in words else words
        writer.writerow([row, ", ".join(words)] + values)
    options = ["--answer", "answer", "--id", "id", "--lexicon", path, "--level", str(rng.randint(1, 2)), "--count",
               rng.choice(["primary", "primary", "mentions"])]
    for name in names:
        options += ["--by", name + "="]
    if rng.random() < 0.3:
        options.append("--headline")
    if len(names) == 2 and rng.random() < 0.3:
        options.append("--cross")
    return out.getvalue(), options, ["--min-cell", str(rng.randint(2, 6)), "--min-group",
                                     str(rng.choice([0, 5, 10]))]


def report(verbatim, survey, options):
    run = subprocess.run([verbatim, "report", "--format", "json", "--quiet"] + options, input=survey.encode(),
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode != 0:
        sys.exit("exit status %d: %s" % (run.returncode, run.stderr.decode()))
    return json.loads(run.stdout)


def key_of(code):
    return code["code"] or "(%s)" % code["kind"]


class Knowledge:
    """What a reader knows, as an integer program.  Variables are counts: (section, group, code), the section of totals
    being None."""

    def __init__(self, published, lexicon):
        self.lexicon = lexicon
        self.index, self.low, self.high, self.rows = {}, [], [], []
        self.published = published
        self.mentions = published["count"] == "mentions"
        self.width = published["min_cell"]
        self.suppressed, self.owns = [], []
        for s, section in enumerate(published["breakdowns"]):
            self.add_section(s, section)
        self.add_recognised()

    def variable(self, key, base):
        if key not in self.index:
            self.index[key] = len(self.low)
            self.low.append(0)
            self.high.append(base)
        return self.index[key]

    def fix(self, v, low, high):
        self.low[v] = max(self.low[v], low)
        self.high[v] = min(self.high[v], high)

    def add(self, terms, low, high):
        self.rows.append((terms, low, high))

    def add_section(self, s, section):
        codes = section["codes"]
        keys = [key_of(code) for code in codes]
        parents = {}
        for key in keys:  # a code's answers are among those of the nearest code above it that has a row
            above = key.rsplit("/", 1)[0] if "/" in key else None
            parents[key] = above if above in keys else None
        for g, group in enumerate(section["groups"]):
            total = group["kind"] == "total"
            base = group["substantive"] or 0  # null: nothing of the group is shown
            column = {}
            for code, key in zip(codes, keys):
                cell = code["cells"][g]
                v = self.variable((None, None, key) if total else (s, g, key), base)
                column[key] = v
                if cell["suppressed"]:
                    if base > 0:
                        self.suppressed.append((v, (s, group["label"], key)))
                else:
                    self.fix(v, cell["n"], cell["n"])
            self.add_column(column, parents, base, group, codes, g)
        if len(section["groups"]) > 1:  # the groups add up to the total
            for key in keys:
                terms = {self.index[(s, g, key)]: 1 for g in range(len(section["groups"]) - 1)}
                terms[self.index[(None, None, key)]] = -1
                self.add(terms, 0, 0)

    def add_column(self, column, parents, base, group, codes, g):
        tops = [v for key, v in column.items() if parents[key] is None]
        uncoded = column["(uncoded)"]
        if not self.mentions:
            self.add({v: 1 for v in tops}, base, base)
            for parent in set(parents.values()) - {None}:
                own = self.variable((g, group["label"], parent, id(column)), base)  # without a code below it
                terms = {column[key]: -1 for key in column if parents[key] == parent}
                terms.update({column[parent]: 1, own: -1})
                self.add(terms, 0, 0)
                self.owns.append((own, "%s itself" % parent))
        else:
            for key, v in column.items():
                if parents[key] is not None:
                    self.add({column[parents[key]]: 1, v: -1}, 0, math.inf)
                elif v != uncoded:
                    self.add({v: 1, uncoded: 1}, -math.inf, base)
            self.add({v: 1 for v in tops}, base, math.inf)
            # A code that no term can give is one only where it is the strongest beside the others: of these one at most.
            for parent in set(parents.values()):
                terms = {v: 1 for key, v in column.items() if parents[key] == parent and key != "(uncoded)" and (
                    not self.lexicon.can(self.lexicon.terms, key) if "/" in key else self.lexicon.never_by_term(key))}
                if parent is None:
                    self.add({**terms, uncoded: 1}, 0, base)
                else:
                    self.add({**terms, column[parent]: -1}, -math.inf, 0)
        # Ranks: of the codes of level 1, so many have more; leads: nobody has more than the first, or the second but it.
        ranked = [(code, column[key_of(code)]) for code in codes if code["kind"] == "code" and code["level"] == 1]
        shown = [code["cells"][g] for code, _ in ranked if not code["cells"][g]["suppressed"]]
        for cell in shown:
            if cell["rank"] is None:
                continue
            more = sum(1 for other in shown if other["n"] > cell["n"])
            assert more == cell["rank"] - 1, "a rank counts a suppressed cell: %s" % group["label"]
            for code, v in ranked:
                if code["cells"][g]["suppressed"]:
                    self.fix(v, 0, cell["n"])
        lead = group["lead"]
        by_code = {code["code"]: code["cells"][g] for code, _ in ranked}
        named = lead["second"] or lead["first"]
        if named is not None:
            assert not by_code[named]["suppressed"] and not by_code[lead["first"]]["suppressed"], "a lead is suppressed"
            for code, v in ranked:
                if code["cells"][g]["suppressed"]:
                    self.fix(v, 0, by_code[named]["n"])
        if lead["kind"] is not None and lead["second"] is None and lead["test"]["kind"] is None:
            self.add_bounded_lead(lead["kind"], by_code[lead["first"]]["n"], ranked, shown, g)

    def add_bounded_lead(self, kind, first, ranked, shown, g):
        """Nobody is said to be second.  Too close to call it is against the next that is shown; clear it is against
        whatever may be hidden, which limits that."""
        differs = [n for n in range(first) if binomtest(first, first + n).pvalue < 0.05]
        most = max((cell["n"] for cell in shown if cell["n"] < first), default=0)
        assert kind in ("close", "clear") and (kind == "close") == (most not in differs), "the lead is %s" % kind
        for code, v in ranked:
            if kind == "clear" and code["cells"][g]["suppressed"]:
                self.fix(v, 0, max(differs))

    def add_recognised(self):
        """How many of all answers a term recognised: it may be told, or that it was in under 60 % of them; unless
        nothing is shown at all."""
        section = self.published["breakdowns"][0]
        group = section["groups"][-1]
        total = group["substantive"]
        all_hidden = all(cell["suppressed"] for section in self.published["breakdowns"] for code in section["codes"]
                         for cell in code["cells"])
        if all_hidden or total == 0:
            return
        by_term = self.variable("by term", total)
        least = -(-total * 60 // 100)  # of a report that is not doubtful
        if self.published["doubtful"]:
            self.fix(by_term, 0, least - 1)
        else:
            self.fix(by_term, least, total)
        if group["by_term"] is not None:
            self.fix(by_term, group["by_term"], group["by_term"])
        # Each answer's primary is by a term or by indicators alone, which is decided at the top level.
        uncoded = self.index[(None, None, "(uncoded)")]
        parts = {by_term: -1}
        all_parts = {uncoded: 1}
        for code in section["codes"]:
            key = key_of(code)
            if code["level"] > 1 or key == "(uncoded)":
                continue
            count = self.index[(None, None, key)]
            term = self.variable(("by term", key), 0 if self.lexicon.never_by_term(key) else total)
            sign = self.variable(("indicated", key), 0 if self.lexicon.never_indicated(key) else total)
            parts[term] = 1
            all_parts.update({term: 1, sign: 1})
            exact = not self.mentions or self.lexicon.never_by_term(key)
            self.add({term: 1, sign: 1, count: -1}, 0 if exact else -math.inf, 0)
        self.add(parts, 0, 0)
        self.add(all_parts, total, total)

    def range_of(self, v, constraint):
        bounds = Bounds(numpy.array(self.low, float), numpy.array(self.high, float))
        ends = []
        for sign in (1, -1):
            c = numpy.zeros(len(self.low))
            c[v] = sign
            # The presolve of SciPy 1.10's HiGHS now and then calls a feasible program infeasible (case 20485, say).
            for presolve in (True, False):
                found = milp(c, constraints=constraint, bounds=bounds, integrality=numpy.ones(len(self.low)),
                             options={"presolve": presolve})
                if found.status == 0:
                    break
            assert found.status == 0, "nothing fits what is published: %s" % found.message
            ends.append(round(sign * found.fun))
        return ends

    def check(self):
        matrix = lil_matrix((len(self.rows), len(self.low)))
        for i, (terms, _, _) in enumerate(self.rows):
            for v, factor in terms.items():
                matrix[i, v] += factor
        constraint = LinearConstraint(matrix.tocsr(), [r[1] for r in self.rows], [r[2] for r in self.rows])
        for v, name in self.suppressed:
            low, high = self.range_of(v, constraint)
            assert high - low >= self.width, "%s is from %d to %d, which are under %d apart" % (name, low, high,
                                                                                                self.width)
        for v, name in self.owns:  # these stand in no table, but small ones must not follow from it
            low, high = self.range_of(v, constraint)
            assert low == 0 or high >= self.width, "%s is from %d to %d" % (name, low, high)
        return len(self.suppressed)


def check_order(section, headline):
    """Rows stand by their totals, so one whose total is suppressed may not stand among them."""
    families = {}
    for code in section["codes"]:
        if code["kind"] == "code" and not (headline and code["level"] == 1):
            families.setdefault(code["code"].rpartition("/")[0] if code["level"] > 1 else "", []).append(code)
    for codes in families.values():
        late = [code["code"] for code in codes if code["cells"][-1]["suppressed"]]
        assert [code["code"] for code in codes][len(codes) - len(late):] == sorted(late), "the order tells of totals"


def check_shown(published, true):
    """What is shown is true and large enough; what is suppressed is told nowhere."""
    labels = {(s["by"], g["label"], key_of(c)): c["cells"][i]["n"] for s in true["breakdowns"]
              for c in s["codes"] for i, g in enumerate(s["groups"])}
    for section in published["breakdowns"]:
        for code in section["codes"]:
            hidden = any(cell["suppressed"] for cell in code["cells"])
            assert not hidden or code["test"]["kind"] is None, "a test rests on a suppressed cell"
            assert not hidden or code["kind"] != "uncoded" or section["recognition"]["kind"] is None
            for i, cell in enumerate(code["cells"]):
                group = section["groups"][i]
                told = [cell[k] for k in ("n", "percent", "low", "high", "residual", "p_adjusted", "rank")]
                if cell["suppressed"]:
                    assert told == [None] * 7, "a suppressed cell tells %s" % told
                    continue
                assert cell["n"] >= published["min_cell"], "%s is shown" % cell
                assert not hidden or cell["residual"] is None
                assert group["substantive"] >= published["min_group"]
                wanted = labels.get((section["by"], group["label"], key_of(code)))
                assert group["kind"] == "pooled" or cell["n"] == wanted, "%s is shown for %s" % (cell["n"], wanted)
        check_order(section, published["headline"])
        for group in section["groups"]:
            chain = [group["rows"], group["answered"], group["recognised"], group["by_term"]]
            assert group["kind"] == "total" or chain == [None] * 4, "a group's chain is shown"
        tops = [code for code in section["codes"] if code["level"] == 1]
        if any(cell["suppressed"] for code in tops for cell in code["cells"]):
            assert section["test"]["kind"] is None, "the test of all codes rests on a suppressed cell"


def main():
    verbatim, cases, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    cells = shown = failed = 0
    indicated = doubtful = 0
    for case in range(seed, seed + cases):
        rng = random.Random(case)
        lexicon = Lexicon(rng)
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(lexicon.yaml())
            file.flush()
            survey, options, limits = make_case(rng, lexicon, file.name)
            published, true = report(verbatim, survey, options + limits), report(verbatim, survey, options)
        total = true["breakdowns"][0]["groups"][-1]
        indicated += total["by_term"] < total["recognised"]
        doubtful += published["doubtful"]
        try:
            check_shown(published, true)
            cells += Knowledge(published, lexicon).check()
            shown += sum(not cell["suppressed"] for s in published["breakdowns"] for c in s["codes"]
                         for cell in c["cells"])
        except AssertionError as fault:
            failed += 1
            print("case %d (%s): %s" % (case, " ".join(options + limits), fault))
    print("%d cases (%d with codes by indicators alone, %d doubtful), %d suppressed and %d shown cells, %d cases failed" %
          (cases, indicated, doubtful, cells, shown, failed))
    return 1 if failed or 0 in (cells, shown, indicated, doubtful) else 0


if __name__ == "__main__":
    sys.exit(main())
