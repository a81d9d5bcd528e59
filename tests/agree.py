"""agree.py VERBATIM: `agree` and `sample` end to end.

Expected figures are published ones, or worked out here in plain Python from their definitions.  Every JSON output is
checked against the schema in docs/agree-json.md."""
import csv
import hashlib
import itertools
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter

import jsonschema

VERBATIM = os.path.abspath(sys.argv[1])
with open("docs/agree-json.md", encoding="utf-8") as file:
    SCHEMA = json.loads(re.search(r"^```json\n(.*?)^```$", file.read(), re.S | re.M).group(1))
checks = bad = 0


def expect(what, got, wanted, tolerance=None):
    global checks, bad
    checks += 1
    if tolerance is not None and got is not None and wanted is not None:
        fine = abs(got - wanted) <= tolerance
    else:
        fine = got == wanted
    if not fine:
        bad += 1
        print("%s: %.300r, not %.300r" % (what, got, wanted))


def run(*arguments, status=0):
    done = subprocess.run([VERBATIM] + list(arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120)
    expect(" ".join(arguments) + ": status; " + done.stderr.decode()[:300], done.returncode, status)
    return done.stdout.decode(), done.stderr.decode()


def agree(*arguments, status=0, bootstrap="0"):
    out, _ = run("agree", *arguments, "--format", "json", "--bootstrap", bootstrap, status=status)
    result = json.loads(out)
    jsonschema.validate(result, SCHEMA)
    return result


def write(name, header, rows):
    with open(name, "w", newline="", encoding="utf-8") as to:
        csv.writer(to).writerows([header] + rows)
    return name


def read(name):
    with open(name, newline="", encoding="utf-8") as of:
        return list(csv.DictReader(of))


# ---- Published values ----

def from_table(name, codes, table):
    pairs = [(a, b) for a, row in zip(codes, table) for b, n in zip(codes, row) for _ in range(n)]
    return write(name, ["id", "gold_primary", "primary"], [[i, a, b] for i, (a, b) in enumerate(pairs, 1)])


def published():
    # Krippendorff 2011, "Computing Krippendorff's alpha-reliability", C: four observers, twelve units.
    rows = [line.split() for line in ("1 1 . 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2", "1 2 3 4", "4 4 4 4",
                                      "1 1 2 1", "2 2 2 2", ". 5 5 5", ". . 1 1", ". 3 . .")]
    write("observers.csv", list("ABCD"), rows)
    four = agree("observers.csv", "--gold", "A", "--coded", "B", "--coded", "C", "--coded", "D")
    expect("four observers", four["alpha"], 0.743421, 5e-7)
    expect("four observers: units", (four["n"], four["left_out"]), (11, 1))
    # The same, A (binary) and B (nominal): 0.095 and 0.692.
    write("binary.csv", ["gold_codes", "codes"], [list(p) for p in zip("0100000010", "1110010000")])
    expect("Meg and Owen", agree("binary.csv")["alpha"], 0.095, 5e-4)
    write("nominal.csv", ["gold_codes", "codes"], [list(p) for p in zip("aabbdcccedda", "babbbccceddd")])
    expect("Ben and Gerry", agree("nominal.csv")["alpha"], 0.692, 5e-4)
    # Fleiss, Cohen & Everitt's standard error.
    table = agree(from_table("table.csv", "abc", [[0, 4, 1], [0, 8, 0], [0, 1, 5]]))
    expect("kappa", table["kappa"], 0.4842, 5e-5)
    expect("kappa's error", table["kappa_asymptotic"]["standard_error"], 0.1380, 5e-5)
    expect("kappa, low", table["kappa_asymptotic"]["low"], 0.2137, 5e-5)
    expect("kappa, high", table["kappa_asymptotic"]["high"], 0.7547, 5e-5)
    # Artstein & Poesio 2008.
    acts = agree(from_table("acts.csv", ["stat", "ireq", "chck"], [[46, 0, 0], [6, 32, 6], [0, 0, 10]]))
    for name, wanted in (("accuracy", 0.88), ("pi", 0.79953), ("kappa", 0.801325), ("alpha", 0.800535)):
        expect("dialogue acts: " + name, acts[name], wanted, 5e-6)
    # Sets (NLTK 3.8): b·b, bs·s, i·si, s·i, bi·si.
    write("sets.csv", ["x", "y"], [["b", "b"], ["b;s", "s"], ["i", "s|i"], ["s", "i"], ["b,i", "s; i"]])
    for name, wanted in (("exact", 0.1219512), ("jaccard", 0.2340426), ("masi", 0.1741237)):
        sets = agree("sets.csv", "--gold", "x", "--coded", "y", "--on", "codes", "--distance", name)
        expect("sets: " + name, sets["alpha"], wanted, 5e-8)
        expect("sets: " + name, sets["alpha_sets_" + name], sets["alpha"])
    # Singletons carry no information; an empty set is a value.
    write("single.csv", ["x", "y"], [["b", "b"], ["b;s", "s"], ["i", "s;i"], ["s", "i"], ["b;i", "s;i"], ["b", "."]])
    lone = agree("single.csv", "--gold", "x", "--coded", "y", "--on", "codes", "--distance", "masi")
    expect("a singleton", (lone["alpha"], lone["left_out"]), (sets["alpha"], 1))
    # Two empty sets differ by 0, an empty one and another by 1: of the pairs a·a, -·-, a·- Do is 1/3, and of the six
    # values three are empty, so De = 2·3·3/(6·5) = 0.6 and alpha = 1 - (1/3)/0.6 = 4/9, whatever the distance.
    write("empty.csv", ["x", "y"], [["a", "a"], ["", "none"], ["a", ""]])
    for name in ("exact", "jaccard", "masi"):
        empty = agree("empty.csv", "--gold", "x", "--coded", "y", "--on", "codes", "--distance", name)
        expect("empty sets", empty["alpha"], 4 / 9, 1e-15)


# ---- Definitions, in plain Python ----

def kappa(pairs):
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / n
    expected = sum(first[c] * second[c] for c in first) / n / n
    return (observed - expected) / (1 - expected)


def alpha(units, distance):
    units = [u for u in units if len(u) > 1]
    values = [v for u in units for v in u]
    n = len(values)
    observed = sum(distance(a, b) / (len(u) - 1) for u in units for a, b in itertools.permutations(u, 2)) / n
    counts = Counter(values)
    expected = sum(counts[a] * counts[b] * distance(a, b) for a in counts for b in counts) / n / (n - 1)
    return 1 - observed / expected


def masi(a, b):
    if a == b:
        return 0
    jaccard = len(a & b) / len(a | b)
    return 1 - jaccard * (0.67 if a < b or b < a else 0.33)


def nominal(a, b):
    return a != b


def f1(sets, code):
    both = sum(code in a and code in b for a, b in sets)
    return 2 * both / sum((code in a) + (code in b) for a, b in sets)


def top(path):
    return path.split("/")[0]


def random_codings(seed, n):
    rng = random.Random(seed)
    codes = ["a", "a-b/x", "a/x", "a/y", "b/x", "c", "d/z"]
    rows = []
    for i in range(n):
        gold = rng.sample(codes[1:], rng.choice([0, 1, 1, 1, 2, 3]))
        coded = [c for c in gold if rng.random() < 0.7] + [c for c in codes[1:] if c not in gold and rng.random() < 0.08]
        rows.append((str(i), gold, coded, rng.choice(["p", "q", ""])))
    return rows


def definitions():
    rows = random_codings(1, 160)
    write("gold.csv", ["id", "where", "gold_primary", "gold_codes"],
          [[i, g, gold[0] if gold else "", ";".join(gold)] for i, gold, _, g in rows])
    other = [[i, coded[0] if coded else "", ";".join(coded)] for i, _, coded, _ in reversed(rows)]
    write("coded.csv", ["id", "primary", "codes"], other)
    result = agree("gold.csv", "coded.csv", "--by", "where=")
    views = {(v["part"], v["level"]): v for v in result["views"]}
    expect("views", set(views), {("all", 1), ("all", "all"), ("where = p", 1), ("where = q", 1), ("where = (blank)", 1)})
    for (part, level), view in views.items():
        inside = [r for r in rows if part == "all" or r[3] == part[8:].replace("(blank)", "")]
        roll = top if level == 1 else str
        pairs = [(roll(g[0]) if g else "none", roll(c[0]) if c else "none") for _, g, c, _ in inside]
        sets = [(frozenset(map(roll, g)), frozenset(map(roll, c))) for _, g, c, _ in inside]
        name = "%s, level %s: " % (part, level)
        expect(name + "n", view["n"], len(inside))
        expect(name + "kappa", view["kappa"], kappa(pairs), 1e-12)
        expect(name + "alpha", view["alpha"], alpha(pairs, nominal), 1e-12)
        expect(name + "exact", view["alpha_sets_exact"], alpha(sets, nominal), 1e-12)
        expect(name + "masi", view["alpha_sets_masi"], alpha(sets, masi), 1e-12)
        codes = sorted({c for pair in sets for s in pair for c in s})
        expect(name + "codes", list(view["by_code"]), codes)
        expect(name + "macro F1", view["macro_f1"], sum(f1(sets, c) for c in codes) / len(codes), 1e-12)
        for code in codes:
            expect(name + code, view["by_code"][code]["f1"], f1(sets, code), 1e-12)
            expect(name + code, view["by_code"][code]["alpha"], alpha([(code in a, code in b) for a, b in sets], nominal), 1e-12)
            expect(name + code, view["by_code"][code]["kappa"], kappa([(code in a, code in b) for a, b in sets]), 1e-12)
        counts = Counter(pairs)
        names = view["confusion"]["codes"]
        for i, a in enumerate(names):
            for j, b in enumerate(names):
                expect(name + "confusion", view["confusion"]["counts"][i][j], counts[a, b])
    differ = sum({top(x) for x in g} != {top(x) for x in c} or (top(g[0]) if g else "") != (top(c[0]) if c else "")
                 for _, g, c, _ in rows)
    expect("disagreements", result["n_disagreements"], differ)
    only = agree("gold.csv", "coded.csv", "--on", "primary", "--level", "1")
    singles = [({top(g[0])} if g else set(), {top(c[0])} if c else set()) for _, g, c, _ in rows]
    expect("F1 of the primary", only["by_code"]["b"]["f1"], f1(singles, "b"), 1e-12)
    expect("one level", [v["level"] for v in only["views"]], [1])
    # The order of rows is nothing to the figures.
    write("turned.csv", ["id", "primary", "codes"], other[::-1])
    turned = agree("gold.csv", "turned.csv", "--by", "where=")
    for member in ("kappa", "macro_f1", "by_code", "confusion"):
        expect("rows in another order: " + member, turned[member], result[member])
    expect("rows in another order: alpha", turned["alpha"], result["alpha"], 1e-14)
    intervals(rows, result)


def intervals(rows, plain):
    twice = [run("agree", "gold.csv", "coded.csv", "--bootstrap", "400", "--seed", "5", "--format", "json")[0]
             for _ in range(2)]
    expect("the same seed", twice[0], twice[1])
    got = json.loads(twice[0])
    expect("the seed is told", (got["seed"], got["bootstrap"]), (5, 400))
    other = agree("gold.csv", "coded.csv", "--seed", "6", bootstrap="400")
    expect("another seed", other["intervals"] != got["intervals"], True)
    expect("the figures do not depend on it", other["kappa"], plain["kappa"])
    # Two ways to the same error: by formula and by resampling.  400 resamples know it to about 1/sqrt(800).
    ratio = got["intervals"]["kappa"]["standard_error"] / got["kappa_asymptotic"]["standard_error"]
    expect("bootstrap and formula", 0.85 < ratio < 1.15, True)
    # By an independent bootstrap of the same answers, 2,000 times.
    rng = random.Random(3)
    pairs = [(top(g[0]) if g else "none", top(c[0]) if c else "none") for _, g, c, _ in rows]
    drawn = sorted(kappa([rng.choice(pairs) for _ in pairs]) for _ in range(2000))
    interval = agree("gold.csv", "coded.csv", bootstrap="2000")["intervals"]["kappa"]
    expect("interval, low", interval["low"], drawn[49], 0.02)
    expect("interval, high", interval["high"], drawn[1949], 0.02)


# ---- Files as people have them ----

def files():
    write("a.csv", ["ID", "codes"], [["1", "x"], ["2", "y"], ["2", "x"], ["", "x"], ["3", "NA"], ["4", "z; y"], ["5", "x"]])
    write("b.csv", ["Id", "Codes", "extra"], [["4", "Z", ""], ["2", "y", ""], ["9", "w", ""], ["1", "none", ""], ["3", "x", ""]])
    out, told = run("agree", "a.csv", "b.csv", "--format", "json")
    result = json.loads(out)
    expect("joined", result["n"], 3)
    coders = {c["name"]: c for c in result["coders"]}
    expect("a.csv", coders["a.csv"], {"name": "a.csv", "answers": 4, "coded_by_nobody_else": 1, "duplicates_left_out": 1})
    expect("b.csv", coders["b.csv"], {"name": "b.csv", "answers": 5, "coded_by_nobody_else": 2, "duplicates_left_out": 0})
    for line in ("a.csv: row 3 (id 2): row 2 has this id too", "a.csv: row 4: no id", "b.csv: row 3 (id 9): coded by nobody else",
                 "a.csv: row 7 (id 5): coded by nobody else", '"w" is given by nobody else'):
        expect("told: " + line, line in told, True)
    out, told = run("agree", "a.csv", "b.csv", "--lexicon", "challenges")
    expect("unknown codes", 'row 1: "x" is no code of the lexicon challenges' in told, True)
    # Coded again: the second column of a name is the newer one.
    write("again.csv", ["id", "primary", "codes", "primary", "codes"], [[i, "x", "x", "y" if i % 2 else "x", ""] for i in range(8)])
    expect("columns of one name", agree("again.csv")["accuracy"], 0.5)
    write("again.csv", ["id", "primary", "primary (2)"], [[i, "x", "y" if i % 2 else "x"] for i in range(8)])
    expect("numbered columns", agree("again.csv")["accuracy"], 0.5)
    # JSON Lines, tabs and a workbook go the same way.
    with open("c.jsonl", "w", encoding="utf-8") as to:
        to.write("".join(json.dumps({"id": i, "codes": [c]}) + "\n" for i, c in (("1", "x"), ("2", "y"), ("4", "y"))))
    expect("JSON Lines", agree("a.csv", "c.jsonl")["n"], 3)


def gates():
    for option, member in (("--min-kappa", "kappa"), ("--min-alpha", "alpha"), ("--min-f1", "macro_f1"), ("--min-accuracy", "accuracy")):
        value = agree("gold.csv", "coded.csv")[member]
        for least, status in ((math.floor(value * 100) / 100, 0), (math.ceil(value * 100) / 100, 1)):
            result = agree("gold.csv", "coded.csv", option, "%.2f" % least, status=status)
            expect("gate", result["gates"], [{"name": option[2:], "least": least, "value": value, "passed": status == 0}])
    _, told = run("agree", "gold.csv", "coded.csv", "--min-kappa", "0.99", "--min-f1", "0.1", "-q", status=1)
    expect("the gate that failed is named", ("--min-kappa 0.99" in told, "min-f1" in told), (True, False))
    # A figure that does not exist does not pass.
    write("same.csv", ["gold_codes", "codes"], [["x", "x"]] * 5)
    agree("same.csv", "--min-kappa", "0.1", status=1)
    agree("same.csv", "--min-accuracy", "1")


# ---- Sheets ----

def sheets():
    for arguments, wanted in ((("--target-alpha", "0.8", "--rarest", "0.25"), "139"), (("--target-alpha", "0.8", "--rarest", "0.05"), "560"),
                              (("--target-alpha", "0.8", "--rarest", "0.02"), "1362"), (("--target-alpha", "0.667", "--rarest", "0.25"), "81")):
        expect("size", run("sample", "--size-only", *arguments)[0], wanted + "\n")
    # Wilson's interval of a half: z / sqrt(n + z²) wide; at most 0.1 from n = z² (1/0.01 - 1) = 380.3 on.
    expect("size for a width", run("sample", "--size-only", "--width", "0.1")[0], "381\n")
    people = [["r%d" % i, "Teacher" if i % 4 else "Principal", "answer number %d" % i if i % 10 else " ", "x"] for i in range(1, 201)]
    write("survey.csv", ["id", "job_title", "answer", "codes"], people)
    _, told = run("sample", "survey.csv", "--n", "60", "--by", "job_title", "--coders", "ana,ben", "--split", "0.3", "--seed", "4", "-o", "sheet.csv")
    expect("told", ("60 of 180 answers drawn, seed 4" in told, "not drawn from: 20" in told), (True, True))
    ana, ben = read("sheet-ana.csv"), read("sheet-ben.csv")
    expect("each once", len({r["id"] for r in ana}), 60)
    expect("the same answers", sorted(r["id"] for r in ana), sorted(r["id"] for r in ben))
    expect("another order", [r["id"] for r in ana] != [r["id"] for r in ben], True)
    expect("test", Counter(r["split"] for r in ana), {"test": 18, "tune": 42})
    expect("the same split", {r["id"]: r["split"] for r in ana}, {r["id"]: r["split"] for r in ben})
    # 160 of the 180 answers ... 150 teachers less 10 without one, 50 principals less 10: 140 : 40, of 60 46.7 : 13.3.
    titles = {p[0]: p[1] for p in people}
    expect("strata", Counter(titles[r["id"]] for r in ana), {"Teacher": 47, "Principal": 13})
    expect("codes are hidden", "codes" in ana[0] or "job_title" in ana[0], False)
    with open("sheet-ana.csv", "rb") as one:
        first = one.read()
    run("sample", "survey.csv", "--n", "60", "--by", "job_title", "--coders", "ana,ben", "--split", "0.3", "--seed", "4", "-o", "sheet.csv")
    with open("sheet-ana.csv", "rb") as two:
        expect("the same seed", two.read(), first)
    run("sample", "survey.csv", "--n", "60", "--seed", "5", "-o", "other.csv")
    expect("another seed", {r["id"] for r in read("other.csv")} != {r["id"] for r in ana}, True)
    fill(ana, "sheet-ana.csv", lambda i: ["time"] if i % 2 else ["buy-in/resistance", "technology"])
    fill(ben, "sheet-ben.csv", lambda i: ["time"] if i % 2 else ["technology"] if i % 3 else ["buy-in/resistance", "technology"])
    result = agree("sheet-ana.csv", "sheet-ben.csv")
    expect("headline", (result["part"], result["n"]), ("test", 18))
    number = {r["id"]: int(r["id"][1:]) for r in ana if r["split"] == "test"}
    same = sum(1 for i in number.values() if i % 2 or i % 3 == 0)
    expect("sheets agree", result["accuracy"], same / 18, 1e-12)
    expect("parts", [v["part"] for v in result["views"]], ["test", "test", "tune", "tune"])
    settle(ana)


def fill(rows, name, codes_of):
    for row in rows:
        codes = codes_of(int(row["id"][1:]))
        row["primary"] = codes[0]
        for code in codes:
            row[code] = "1"
    write(name, list(rows[0]), [list(r.values()) for r in rows])


def settle(ana):
    run("agree", "sheet-ana.csv", "sheet-ben.csv", "--adjudicate", "open.csv", "--list", "0")
    rows = read("open.csv")
    open_ids = {r["id"] for r in ana if int(r["id"][1:]) % 2 == 0 and int(r["id"][1:]) % 3}
    expect("to be settled", {r["id"] for r in rows}, open_ids)
    for row in rows[1:]:
        row["gold_primary"] = "none" if row is rows[1] else row["sheet-ben.csv primary"]
    write("open.csv", list(rows[0]), [list(r.values()) for r in rows])
    _, told = run("agree", "sheet-ana.csv", "sheet-ben.csv", "--adjudicated", "open.csv", "--write-gold", "settled.csv")
    expect("what is open is told", "id %s: not agreed and not settled" % rows[0]["id"] in told, True)
    gold = {r["id"]: r for r in read("settled.csv")}
    expect("gold", set(gold), {r["id"] for r in ana} - {rows[0]["id"]})
    expect("sources", Counter(r["source"] for r in gold.values()), {"agreed": 60 - len(rows), "adjudicated": len(rows) - 1})
    expect("none is gold", (gold[rows[1]["id"]]["gold_primary"], gold[rows[1]["id"]]["gold_codes"]), ("none", ""))
    result = agree("settled.csv", "sheet-ben.csv", "--level", "1")
    expect("gold is read", sum(v["n"] for v in result["views"]), 59)


def workbook():
    run("sample", "survey.csv", "--n", "12", "-o", "sheet.xlsx")
    run("sample", "survey.csv", "--n", "12", "-o", "same.xlsx")
    with open("sheet.xlsx", "rb") as one, open("same.xlsx", "rb") as two:
        expect("the same bytes", one.read(), two.read())
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile("sheet.xlsx") as archive:
        names = [s.get("name") for s in ET.fromstring(archive.read("xl/workbook.xml")).iter(space + "sheet")]
        rules = {v.get("sqref"): v.findtext(space + "formula1")
                 for v in ET.fromstring(archive.read("xl/worksheets/sheet1.xml")).iter(space + "dataValidation")}
        strings = [t.text for t in ET.fromstring(archive.read("xl/sharedStrings.xml")).iter(space + "t")]
    expect("sheets", names, ["coding", "codebook"])
    with open(os.path.join(TOP, "lexicons/challenges.yaml"), encoding="utf-8") as lexicon:
        definition = re.search(r"definition: *(.*)", lexicon.read()).group(1)
    expect("the codebook's definitions", any(definition.strip("'\"")[:30] in (s or "") for s in strings), True)
    codes = run("sample", "survey.csv", "--n", "1", "-q")[0].splitlines()[0].split(",")[3:-2]
    expect("the drop-down", rules.get("C2:C13"), "codebook!$A$2:$A$%d" % (len(codes) + 2))
    expect("0 and 1", rules.get("D2:D13"), '"0,1"')
    _, told = run("agree", "sheet.xlsx", "same.xlsx", "--adjudicate", "open.xlsx", status=2)
    expect("an empty sheet is not coded", "no answer is coded by two" in told, True)
    expect("nothing to settle", os.path.exists("open.xlsx"), False)


# ---- The manifest ----

def digest(name):
    with open(name, "rb") as of:
        return hashlib.sha256(of.read()).hexdigest()


def manifest(*arguments, status=0):
    run(*arguments, "--manifest", "run.json", status=status)
    with open("run.json", encoding="utf-8") as of:
        return json.load(of)


def manifests():
    lexicon = os.path.join(TOP, "tests/data/lexicons/hurdles.yaml")
    made = manifest("code", "survey.csv", "--lexicon", lexicon, "--set", "gap=2", "-o", "out.csv")
    expect("arguments", made["arguments"][:4], ["code", "survey.csv", "--lexicon", lexicon])
    expect("command", (made["tool"], made["command"], made["output"], made["settings"]), ("verbatim", "code", "out.csv", ["gap=2"]))
    expect("inputs", made["inputs"], [{"file": "survey.csv", "bytes": os.path.getsize("survey.csv"), "sha256": digest("survey.csv")}])
    expect("lexicon", made["lexicons"][0]["files"], [{"file": lexicon, "sha256": digest(lexicon)}])
    expect("lexicon of a group", [l["name"] for l in made["lexicons"]][1:], ["job-titles"])
    expect("its digest", made["lexicons"][1]["files"][0]["sha256"], digest(os.path.join(TOP, "lexicons/job-titles.yaml")))
    expect("engine", re.match(r"PCRE2 10\.\d+ \d{4}-\d\d-\d\d$", made["regex_engine"]) is not None, True)
    expect("results", made["results"], {"rows": 200, "unreadable": 0})
    made = manifest("report", "survey.csv")
    expect("report", (made["command"], made["output"], made["results"]["rows"]), ("report", None, 200))
    expect("a shipped lexicon and what it includes", digest(os.path.join(TOP, "lexicons/challenges.yaml")) in
           [f["sha256"] for f in made["lexicons"][0]["files"]], True)
    made = manifest("sample", "survey.csv", "--n", "10", "--split", "0.3", "--seed", "8", "-o", "drawn.csv")
    expect("sample", (made["seed"], made["results"]),
           (8, {"answers": 180, "empty": 20, "drawn": 10, "strata": 1, "test": 3, "tune": 7}))
    made = manifest("agree", "sheet-ana.csv", "sheet-ben.csv", "--bootstrap", "10")
    expect("agree", made["results"], {"coders": 2, "answers": 60, "headline": "test", "compared": 18, "left_out": 0, "bootstrap": 10, "gates": 0})
    expect("two inputs", [i["sha256"] for i in made["inputs"]], [digest("sheet-ana.csv"), digest("sheet-ben.csv")])
    os.remove("run.json")
    made = manifest("agree", "gold.csv", "coded.csv", "--min-kappa", "0.99", status=1)
    expect("a gate that fails has its manifest", made["results"]["gates"], 1)


TOP = os.getcwd()
with tempfile.TemporaryDirectory() as work:
    os.chdir(work)
    published()
    definitions()
    files()
    gates()
    sheets()
    workbook()
    manifests()
    os.chdir(TOP)
print("%d checks, %d failed" % (checks, bad))
sys.exit(1 if bad or checks == 0 else 0)
