"""reports.py VERBATIM: every format of a report tells the same numbers.

JSON is validated by docs/report.schema.json; CSV, Markdown, text, HTML, SVG and XLSX are read back and compared with it.
And: a survey that is coded and then reported by the column of its codes (--codes) gives the report of the survey."""
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import jsonschema
import openpyxl
import openpyxl.utils

SHAPES = ["--lexicon", "tests/data/lexicons/shapes.yaml", "tests/data/shapes.csv"]
CORPUS = ["corpora/challenges-450/answers.csv"]
CASES = [
    ["--by", "job_title"] + CORPUS,
    ["--by", "stage", "--level", "2", "--count", "mentions"] + CORPUS,
    ["--headline"] + CORPUS,
    ["--min-group", "10", "--min-cell", "5", "--level", "2"] + CORPUS,
    ["--by", "role=", "--by", "site=", "--cross", "--seed", "7"] + SHAPES,
    ["--by", "role=", "--min-group", "10", "--min-cell", "5", "--count", "mentions"] + SHAPES,
    ["--by", "choices=", "--every-group"] + SHAPES,
    ["--min-group", "10", "--lexicon", "tests/data/lexicons/hurdles.yaml", "tests/data/survey.csv"],
    ["--answer", "role"] + SHAPES,
    ["--min-group", "10", "--min-cell", "5", "--lexicon", "tests/data/lexicons/shapes.yaml", "tests/data/survey.csv"],
    # 40 answers, 20 in each of two groups, and in each group 4 of each of five codes: totals alone are shown
    ["--by", "job_title", "--min-group", "10", "--min-cell", "5", "--lexicon", "tests/data/lexicons/hurdles.yaml",
     "tests/data/thin.csv"],
]


def run(verbatim, *arguments, check=True, columns=None):
    done = subprocess.run([verbatim] + list(arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if check and done.returncode != 0:
        sys.exit("%s: exit status %d: %s" % (" ".join(arguments), done.returncode, done.stderr.decode()))
    return done.stdout.decode()


def cells_of(report):
    """All cells: (breakdown, group's number, code) -> cell, and the group."""
    for section in report["breakdowns"]:
        for code in section["codes"]:
            for i, cell in enumerate(code["cells"]):
                yield section, section["groups"][i], code, cell


def share(cell):
    """As readable formats have it: "23 %"; halves go up."""
    whole = min(int(cell["percent"] + 0.5), 100)
    return "<1 %" if whole == 0 and cell["n"] > 0 else "%d %%" % whole


def is_nothing(section):
    """Whether a sentence stands in the place of sentences, chart and table."""
    return not section["groups"][-1]["substantive"] or all(c["cells"][-1]["suppressed"] for c in section["codes"])


def compare_nothing(report, texts):
    """Each section of which nothing is shown has such a sentence, and only those."""
    wanted = sum(map(is_nothing, report["breakdowns"]))
    found = {f: len(re.findall(r"There\s+are\s+(?:no|too\s+few)\s+answers\b", text)) for f, text in texts.items()}
    return ["%s: %d sections of which nothing is shown, not %d" % (f, n, wanted) for f, n in found.items()
            if n != (2 * min(wanted, 1) if f == "svg" else wanted)]  # drawn, and read aloud


def compare_csv(report, text):
    lines = list(csv.DictReader(io.StringIO(text)))
    bad = []
    by_line = {}
    for line in lines:
        by_line.setdefault((line["by"], line["group"], line["code"]), []).append(line)
    n = 0
    for section, group, code, cell in cells_of(report):
        n += 1
        name = "(total)" if group["name"] is None else group["name"] or "(blank)"
        key = (section["by"] or "", name, code["code"] or "(%s)" % code["kind"])
        line = by_line[key].pop(0)
        found = [line[k] for k in ("n", "percent", "low", "high", "residual", "p_adjusted", "rank")]
        wanted = [cell[k] for k in ("n", "percent", "low", "high", "residual", "p_adjusted", "rank")]
        found = [None if f == "" else float(f) for f in found]
        found += [int(line["base"]) if line["base"] else None, line["suppressed"] == "1"]
        if found != wanted + [group["substantive"], cell["suppressed"]]:
            bad.append("csv: %s: %s, not %s" % (key, found, wanted))
    if n != len(lines):
        bad.append("csv: %d lines for %d cells" % (len(lines), n))
    return bad


def chain_sentence(report):
    """The base chain of all answers, as readable formats have it; None where it may not be told."""
    total = report["breakdowns"][0]["groups"][-1]
    if total["rows"] is None:
        return None
    text = "%d %s, %d with an answer, %d with more than “none” or “n/a”" % (
        total["rows"], "row" if total["rows"] == 1 else "rows", total["answered"], total["substantive"])
    if total["recognised"] is not None and total["substantive"]:
        text += ", %d recognised (%.1f %%)" % (total["recognised"], 100 * total["recognised"] / total["substantive"])
    if total["by_term"] is not None and total["by_term"] < total["recognised"]:
        text += ", %d of these by a term" % total["by_term"]
    return text


def compare_chain(report, texts):
    """`texts` has the lines of a format, whole, by its name."""
    wanted, bad = chain_sentence(report), []
    for form, text in texts.items():
        found = re.findall(r"\d+ rows?, \d+ with an answer.*", text)
        if found != ([] if wanted is None else [wanted]):
            bad.append("%s: %s, not %s" % (form, found, wanted))
    return bad


def shown_rows(section):
    return [c for c in section["codes"] if not c["cells"][-1]["suppressed"]
            and not (c["kind"] == "code" and c["cells"][-1]["n"] == 0)]


def written(cell, base, parentheses):
    """A cell as Markdown or text has it, blanks taken out."""
    if cell["suppressed"]:
        return "–"
    text = str(cell["n"])
    if base and (parentheses or cell["n"] > 0):
        text += "(%s)" % share(cell) if parentheses else share(cell)
    if cell["rank"] is not None and cell["rank"] <= 3:
        text += "#%d" % cell["rank"]
    return text.replace(" ", "")


def compare_markdown(report, text):
    bad = []
    tables = re.findall(r"((?:^\|.*\n)+)", text, re.M)
    sections = [s for s in report["breakdowns"] if not is_nothing(s)]
    if len(tables) != len(sections):
        return ["markdown: %d tables" % len(tables)]
    for section, table in zip(sections, tables):
        rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.splitlines()[2:]]
        codes = shown_rows(section)
        if len(rows) != len(codes) + 1:
            bad.append("markdown: %d rows, not %d" % (len(rows), len(codes) + 1))
        for row, code in zip(rows, codes):
            wanted = [written(c, g["substantive"], True) for c, g in zip(code["cells"], section["groups"])]
            if [cell.replace(" ", "") for cell in row[1:]] != wanted:
                bad.append("markdown: %s, not %s" % (row, wanted))
        bases = [cell.strip(" *") for cell in rows[-1][1:]]
        if bases != ["–" if g["substantive"] is None else str(g["substantive"]) for g in section["groups"]]:
            bad.append("markdown: the bases are %s" % bases)
    return bad


def compare_text(report, text):
    """Labels may be broken and tables cut into blocks, so each row's numbers are looked for in their order."""
    bad = []
    body = text.split("\nFor researchers\n")[0]
    squeezed = re.sub(r"[█▉▊▋▌▍▎▏]", "", body)
    for section in report["breakdowns"]:
        for code in [] if is_nothing(section) else shown_rows(section):
            numbers = [written(c, g["substantive"], False) for c, g in zip(code["cells"], section["groups"])]
            start = code["label"].split(" ")[0]
            rows = [re.sub(r"\s", "", line) for line in squeezed.splitlines() if line.strip().startswith(start)]
            if not any("".join(numbers) in row for row in rows) and not all(
                    any(number in row for row in rows) for number in numbers):
                bad.append("text: %s: %s is not in %s" % (code["label"], numbers, rows))
    return bad


def drawn_groups(section):
    """The groups that a chart has, by their numbers."""
    groups = [i for i, g in enumerate(section["groups"]) if g["kind"] in ("group", "pooled") and g["substantive"]]
    return groups[:6] or [len(section["groups"]) - 1]


def drawn_codes(section):
    """The codes that bars have a panel for: those that a drawn group has."""
    return [c for c in section["codes"] if c["level"] == 1 and any(c["cells"][g]["n"] for g in drawn_groups(section))]


def compare_panels(what, section, panels):
    """Bars: a panel for each code, in it the code's label and each group's share."""
    groups, codes = drawn_groups(section), drawn_codes(section)
    if len(panels) != len(codes):
        return ["%s: %d panels for %d codes" % (what, len(panels), len(codes))]
    bad = []
    for panel, code in zip(panels, codes):
        texts = [html.unescape(t) for t in re.findall(r"<text[^>]*>(.*?)</text>", panel, re.S)]
        wanted = ["–" if cell["suppressed"] else share(cell) + (" #1" if cell["rank"] == 1 else "")
                  for cell in (code["cells"][g] for g in groups)]
        label = " ".join(texts[:-len(wanted)]).rstrip("…")
        if texts[-len(wanted):] != wanted or not label or not code["label"].startswith(label):
            bad.append("%s: %s, not %s of %s" % (what, texts, wanted, code["label"]))
    return bad


def compare_chart(what, section, text):
    """A chart has something in it; in the place of one that would have nothing stands a sentence."""
    bad = []
    empty = is_nothing(section) or not drawn_codes(section)
    if bool(re.search(r"(?:Bar|Line) chart", text)) == empty:
        bad.append("%s: %s" % (what, "a chart of nothing" if empty else "no chart"))
    if bool(re.search(r"No\s+chart:\s+too\s+few\s+answers", text)) != (empty and not is_nothing(section)):
        bad.append("%s: a sentence in the place of the chart is %s" % (what, "missing" if empty else "too many"))
    return bad


def compare_svg(report, text):
    section = report["breakdowns"][0]
    bad = compare_chart("svg", section, text)
    return bad if is_nothing(section) or not drawn_codes(section) else bad + compare_panels(
        "svg", section, re.findall(r'<g transform="translate\(\d+ \d+\)">\n(<text.*?)</g>', text.partition('">\n')[2], re.S))


def compare_section_html(i, section, text):
    part = re.search(r'<section aria-labelledby="by-%d">(.*?)</section>' % i, text, re.S).group(1)
    bad = compare_chart("html", section, part)
    panels = re.search(r'<div class="panels".*?</div>', part, re.S)
    if panels is not None:
        bad += compare_panels("html", section, re.findall(r"<svg.*?</svg>", panels.group(0), re.S))
    table = re.search(r"<table[^>]*>(.*?)</table>", part, re.S)
    if table is None:
        return bad + ["html: no table %d" % i]
    rows = re.findall(r'<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>', table.group(1), re.S)
    found = {re.sub("<[^>]*>", "", html.unescape(label)).strip(): re.findall(r"<td[^>]*>(.*?)</td>", cells, re.S)
             for label, cells in rows}
    for code in shown_rows(section):
        cells = [re.sub(r"<[^>]*>| ", "", cell) for cell in found.get(code["label"], [])]
        wanted = []
        for cell, group in zip(code["cells"], section["groups"]):
            mark = "#%d" % cell["rank"] if cell["rank"] is not None and cell["rank"] <= 3 else ""
            wanted.append("–notshown" if cell["suppressed"] else
                          mark + (share(cell).replace(" ", "") if group["substantive"] else "") + str(cell["n"]))
        if [html.unescape(cell) for cell in cells] != wanted:
            bad.append("html: %s: %s, not %s" % (code["label"], cells, wanted))
    bases = ["–not shown" if g["substantive"] is None else str(g["substantive"]) for g in section["groups"]]
    if [re.sub("<[^>]*>", "", base) for base in found["Answers"]] != bases:
        bad.append("html: answers: %s" % found["Answers"])
    return bad


def compare_html(report, text):
    bad = []
    for i, section in enumerate(report["breakdowns"]):
        bad += [] if is_nothing(section) else compare_section_html(i, section, text)
    chains = re.findall(r'<th scope="col">Recognised</th><th scope="col">By a term</th></tr></thead>\s*<tbody>(.*?)</tbody>', text, re.S)
    sections = [s for s in report["breakdowns"] if s["groups"][-1]["substantive"] is not None]
    if len(chains) != len(sections):
        bad.append("html: %d tables from rows to recognised" % len(chains))
    for section, chain in zip(sections, chains):
        keys = ("rows", "answered", "substantive", "recognised", "by_term")
        wanted = [["" if g[k] is None else str(g[k]) for k in keys] for g in section["groups"]]
        rows = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr.*?</tr>(?:(?!<tr).)*", chain, re.S)]
        if rows != wanted:
            bad.append("html: from rows to recognised: %s, not %s" % (rows, wanted))
    return bad


def is_near(found, wanted):
    """A workbook keeps 16 digits."""
    if wanted is None or isinstance(wanted, str) or found is None or isinstance(found, str):
        return (found or None) == (wanted or None)
    return abs(found - wanted) <= 1e-14 * max(1, abs(wanted))


def compare_cells(what, found, wanted):
    found = list(found) + [None] * (len(wanted) - len(found))
    return [] if all(map(is_near, found, wanted)) else ["xlsx: %s: %s, not %s" % (what, found, wanted)]


def compare_sheet(section, sheet):
    """A breakdown's sheet: shares, bases, answers, and a chart of the shares."""
    rows = list(sheet.iter_rows(values_only=True))
    codes = [c for c in shown_rows(section) if c["level"] == 1]
    groups, bad = section["groups"], []
    absent = lambda cell, value: "not shown" if cell["suppressed"] else value
    wanted = [[c["label"]] + [absent(x, (x["percent"] or 0) / 100) for x in c["cells"]] for c in codes]
    wanted += [["answers"] + ["not shown" if g["substantive"] is None else g["substantive"] for g in groups], [], []]
    wanted += [[c["label"]] + [absent(x, x["n"]) for x in c["cells"]] for c in codes]
    for i, row in enumerate(wanted):
        bad += compare_cells("row %d" % (i + 5), rows[i + 4], row) if row else []
    head = [cell or "" for cell in rows[3][1:len(groups) + 1]]
    if head != [g["label"] for g in groups]:
        bad.append("xlsx: the groups are %s" % head)
    ranges = [re.sub(r"^.*!", "", s.val.numRef.f).replace("$", "") for s in sheet._charts[0].series]
    ranges = [r if ":" in r else r + ":" + r for r in ranges]
    drawn = len(groups) - 1 or 1
    letters = map(openpyxl.utils.get_column_letter, range(2, drawn + 2))
    if ranges != ["%s5:%s%d" % (x, x, len(codes) + 4) for x in letters]:
        bad.append("xlsx: the chart is of %s" % ranges)
    return bad


def compare_xlsx(report, path):
    book = openpyxl.load_workbook(path)
    sheets = book.worksheets  # summary, a sheet each breakdown, tests, figures
    if len(sheets) != len(report["breakdowns"]) + 3:
        return ["xlsx: %d sheets" % len(sheets)]
    words = "\n".join(str(cell) for row in sheets[0].iter_rows(values_only=True) for cell in row if cell)
    bad = compare_chain(report, {"xlsx": words})
    for section, sheet in zip(report["breakdowns"], sheets[1:]):
        if is_nothing(section):
            bad += ["xlsx: a chart of nothing"] if sheet._charts or sheet.max_row > 4 else []
        else:
            bad += compare_sheet(section, sheet)
    lines = list(sheets[-1].iter_rows(min_row=2, values_only=True))
    wanted = [[s["by"], "(total)" if g["name"] is None else g["name"] or "(blank)", c["level"],
               c["code"] or "(%s)" % c["kind"]] + [x["n"], g["substantive"]] +
              [x[k] for k in ("percent", "low", "high", "residual", "p_adjusted", "rank")] +
              [int(x["suppressed"]), c["label"]]
              for s in report["breakdowns"] for i, g in enumerate(s["groups"]) for c in s["codes"]
              for x in [c["cells"][i]]]
    if len(lines) != len(wanted):
        bad.append("xlsx: %d figures, not %d" % (len(lines), len(wanted)))
    for found, line in zip(lines, wanted):
        bad += compare_cells("figures", found, line)
    tests = [t for s in report["breakdowns"] for t in
             ([s["test"]] + [c["test"] for c in s["codes"] if not (
                 c["kind"] == "code" and c["cells"][-1]["n"] == 0 and not c["cells"][-1]["suppressed"])]
              if len(s["groups"]) > 1 else []) + [g["lead"]["test"] for g in s["groups"]]]
    found = [row[3:7] for row in sheets[-2].iter_rows(min_row=2, values_only=True)]
    if len(found) != len(tests):
        bad.append("xlsx: %d tests, not %d" % (len(found), len(tests)))
    for row, test in zip(found, tests):
        bad += compare_cells("tests", row, [test[k] for k in ("statistic", "df", "p", "p_adjusted")])
    return bad


def compare_codes(verbatim, work):
    """Coding and counting in two steps."""
    bad = []
    coded = os.path.join(work, "coded.csv")
    with open(coded, "w", encoding="utf-8") as file:
        file.write(run(verbatim, "code", "--quiet", *CORPUS))
    for options in (["--level", "2"], ["--count", "mentions"], ["--headline", "--min-cell", "5"]):
        common = ["report", "--quiet", "--format", "csv", "--by", "job_title", "--by", "stage", "--answer", "answer"]
        once = run(verbatim, *common, *options, *CORPUS)
        twice = run(verbatim, *common, *options, "--codes", "codes", "--primary", "primary", coded)
        if once != twice:
            bad.append("--codes %s: another report" % " ".join(options))
    return bad


def check_answers(verbatim, case):
    """The page's sample of answers tells nothing of suppressed cells, and is the same whatever the threads."""
    arguments = ["report", "--quiet", "--format", "html", "--with-answers"] + case
    page = run(verbatim, *arguments)
    bad = [] if run(verbatim, *arguments, "--threads", "3") == page else ["another sample with three threads"]
    data = json.loads(re.search(r'id="answer-data">(.*?)</script>', page, re.S).group(1))
    report = json.loads(run(verbatim, "report", "--quiet", "--format", "json", *case))
    labels = {c["label"]: c for c in report["breakdowns"][0]["codes"]}
    uncoded = "no challenge recognised"

    def cell(section, code, group):
        label = uncoded if code < 0 else data["codes"][code]["label"]
        return {c["label"]: c for c in report["breakdowns"][section]["codes"]}[label]["cells"][group]

    kept = {}
    for answer in data["answers"]:
        codes = answer["c"] + [answer["p"]]
        marks = [m[1] for m in answer["t"] if isinstance(m, list)]
        for code in codes + marks:
            if code >= 0 and data["codes"][code]["parent"] >= 0:
                bad.append("a sub-code is told: %s" % data["codes"][code])
            if cell(0, code, -1)["suppressed"]:
                bad.append("the total of %d is suppressed" % code)
            for section, group in enumerate(answer["g"]):
                if group >= 0 and cell(section, code, group)["suppressed"]:
                    bad.append("cell %d, %d, %d is suppressed" % (section, group, code))
        for section, group in enumerate(answer["g"]):
            kept[section, group, answer["p"]] = kept.get((section, group, answer["p"]), 0) + 1
    for (section, group, code), n in kept.items():
        if group >= 0 and n > cell(section, code, group)["n"]:
            bad.append("%d answers of %d" % (n, cell(section, code, group)["n"]))
    if len(data["answers"]) < 50 or uncoded not in labels:
        bad.append("%d answers" % len(data["answers"]))
    return ["answers: " + b for b in bad[:5]]


def parts_of(workbook):
    """A workbook's parts: their text by their names."""
    with zipfile.ZipFile(workbook) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def check_folders(verbatim, work):
    """No format publishes the folders of the inputs."""
    folder = os.path.join(work, "nobodys-business")
    os.mkdir(folder)
    survey = os.path.join(folder, "survey.csv")
    shutil.copy("tests/data/survey.csv", survey)
    common = ["--quiet", "--lexicon", "tests/data/lexicons/hurdles.yaml"]
    texts = {f: run(verbatim, "report", *common, "--format", f, survey)
             for f in ("text", "markdown", "csv", "json", "html", "svg")}
    for command in ("report", "code"):
        workbook = os.path.join(work, command + ".xlsx")
        run(verbatim, command, *common, "-o", workbook, survey)
        texts[command + ", xlsx"] = "".join(parts_of(workbook).values())
    bad = ["%s: the input's folder is published" % f for f, text in texts.items() if "nobodys-business" in text]
    return bad + ["%s: the input is not named" % f for f, text in texts.items()
                  if f not in ("csv", "svg") and "survey.csv" not in text]


def main():
    verbatim, bad = sys.argv[1], []
    with open("docs/report.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for case in CASES:
        limits = [] if "--min-group" in case else ["--min-group", "0", "--min-cell", "0"]  # some formats have others
        texts = {f: run(verbatim, "report", "--quiet", "--format", f, *limits, *case)
                 for f in ("json", "csv", "markdown", "text", "html", "svg")}
        report = json.loads(texts["json"])
        faults = ["json: %s: %s" % ("/".join(map(str, e.absolute_path)), e.message) for e in
                  validator.iter_errors(report)]
        faults += compare_nothing(report, {f: texts[f] for f in ("markdown", "text", "html", "svg")})
        page = html.unescape(re.sub("<[^>]*>", "\n", texts["html"]))
        faults += compare_chain(report, {"text": texts["text"], "markdown": texts["markdown"], "html": page})
        faults += compare_csv(report, texts["csv"])
        faults += compare_markdown(report, texts["markdown"])
        faults += compare_text(report, texts["text"])
        faults += compare_html(report, texts["html"])
        faults += compare_svg(report, texts["svg"])
        with tempfile.TemporaryDirectory() as work:
            path = os.path.join(work, "report.xlsx")
            run(verbatim, "report", "--quiet", "-o", path, *limits, *case)
            faults += compare_xlsx(report, path)
        bad += ["%s: %s" % (" ".join(case), fault) for fault in faults[:5]]
    limits = ["--min-group", "10", "--min-cell", "5"]
    bad += check_answers(verbatim, ["--by", "role=", "--by", "site="] + limits + SHAPES)
    bad += check_answers(verbatim, limits + CORPUS)
    with tempfile.TemporaryDirectory() as work:
        bad += compare_codes(verbatim, work)
        bad += check_folders(verbatim, work)
    print("\n".join(bad + ["%d reports, %d faults" % (len(CASES), len(bad))]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
