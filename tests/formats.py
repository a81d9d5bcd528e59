"""formats.py VERBATIM: the same survey in every format codes the same.

The formats are made by Python's standard library (CSV in four encodings and three separators, JSON Lines, XLSX as a zip of
hand-written XML, gz), by zstd, and by R's haven (SAV, DTA: tests/data/formats).  Of each the coded columns must be those
of the UTF-8 CSV; and of that a few are written down here by hand.  What GNU PSPP reads in the SPSS file that is made of an
export - names, labels, levels of measurement, values - is compared with what is written down here, too."""
import csv
import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

DATA = "tests/data/formats"
ADDED = ["primary", "codes", "scores", "margin", "reason", "job_title_group", "stage_group"]
BY_HAND = {
    "S01": {"primary": "buy-in/community", "job_title_group": "school-leader", "stage_group": "piloting"},
    "S02": {"primary": "time", "job_title_group": "teacher", "stage_group": "implementing"},
    "S03": {"job_title_group": "district-leader", "stage_group": ""},
    "S04": {"primary": "technology", "job_title_group": "district-leader"},
    "S05": {"primary": "", "reason": "non-answer"},
    "S06": {"primary": "implementation/scaling-and-sustaining", "job_title_group": "", "stage_group": "scaling"},
    "S09": {"primary": "", "reason": "empty"},
}

with open(os.path.join(DATA, "survey.jsonl"), encoding="utf-8") as source:
    SOURCE = source.read()
RECORDS = [json.loads(line) for line in SOURCE.splitlines()]
NAMES = list(RECORDS[0])


def table(separator, quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, NAMES, delimiter=separator, lineterminator="\r\n", quoting=quoting)
    writer.writeheader()
    writer.writerows(RECORDS)
    return out.getvalue()


def workbook():
    rows = [NAMES] + [[r[n] for n in NAMES] for r in RECORDS]
    cells = "".join("<row r='%d'>%s</row>" % (i, "".join(
        "<c r='%s%d' t='inlineStr'><is><t xml:space='preserve'>%s</t></is></c>" % ("ABCD"[k], i, escape(text))
        for k, text in enumerate(row) if text)) for i, row in enumerate(rows, 1))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                      "<Default Extension='xml' ContentType='application/xml'/></Types>")
        book.writestr("_rels/.rels", "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                      "<Relationship Id='r1' Target='xl/workbook.xml' Type='http://schemas.openxmlformats.org/"
                      "officeDocument/2006/relationships/officeDocument'/></Relationships>")
        book.writestr("xl/workbook.xml", "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
                      "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>"
                      "<sheet name='Answers' sheetId='1' r:id='r1'/></sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels",
                      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                      "<Relationship Id='r1' Target='worksheets/sheet1.xml' Type='http://schemas.openxmlformats.org/"
                      "officeDocument/2006/relationships/worksheet'/></Relationships>")
        book.writestr("xl/worksheets/sheet1.xml", "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/"
                      "main'><sheetData>%s</sheetData></worksheet>" % cells)
    return out.getvalue()


def formats():
    text = table(",")
    yield "utf8.csv", text.encode("utf-8")
    yield "utf8-mark.csv", text.encode("utf-8-sig")
    yield "quoted.csv", table(",", csv.QUOTE_ALL).encode("utf-8")
    yield "utf16le.csv", b"\xff\xfe" + text.encode("utf-16-le")
    yield "utf16le-tabs.txt", b"\xff\xfe" + table("\t").encode("utf-16-le")
    yield "windows.csv", text.encode("cp1252")
    yield "semicolons.csv", table(";").encode("utf-8")
    yield "semicolons-windows.csv", table(";").encode("cp1252")
    yield "pipes.csv", table("|").encode("utf-8")
    yield "tabs.tsv", table("\t").encode("utf-8")
    yield "survey.jsonl", SOURCE.encode("utf-8")
    yield "survey.xlsx", workbook()
    yield "utf8.csv.gz", gzip.compress(text.encode("utf-8"))
    yield "utf8.csv.zst", subprocess.run(["zstd", "-c"], input=text.encode("utf-8"), stdout=subprocess.PIPE,
                                         check=True).stdout
    for name in ("survey.sav", "survey.dta"):
        with open(os.path.join(DATA, name), "rb") as file:
            yield name, file.read()


def coded(verbatim, path):
    run = subprocess.run([verbatim, "code", "--format", "csv", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode != 0:
        sys.exit("%s: exit status %d: %s" % (path, run.returncode, run.stderr.decode("utf-8", "replace")))
    text = run.stdout.decode("utf-8-sig")
    separator = text.lstrip('"')[2:].lstrip('"')[0]  # behind the first column's name: the input's own, untouched
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    if not rows or "id" not in rows[0]:
        sys.exit("%s: no column id: %s" % (path, run.stdout[:200]))
    return {r["id"]: {n: r[n] for n in ADDED} for r in rows}


# A Qualtrics export; the HTML is as Qualtrics has it.
EXPORT = [["StartDate", "EndDate", "ResponseId", "Finished", "Q15", "Q4"],
          ["Start Date", "End Date", "Response ID", "Finished", "What is your role?",
           "<b>What</b> is your biggest challenge, &amp; why?"],
          ['{"ImportId":"%s"}' % n for n in ("startDate", "endDate", "_recordId", "finished", "QID15", "QID4_TEXT")],
          ["2024-01-05", "2024-01-05", "R_1", "True", "Teacher", "no time"],
          ["2024-01-05", "2024-01-05", "R_2", "True", "Principal", ""],
          ["2024-01-05", "2024-01-05", "R_3", "True", "astronaut", "push back from staff"]]
# Of shown variables: name, label, level of measurement.  Numbers of codes are places in tests/data/lexicons/hurdles.yaml.
SPSS_VARIABLES = [("Finished", "Finished", "Nominal"),
                  ("Q15", "What is your role?", "Nominal"),
                  ("Q4", "What is your biggest challenge, & why?", "Nominal"),
                  ("primary", "Main challenge (primary code)", "Nominal"),
                  ("margin", "Lead of the main challenge: 0 a tie, 1 no rival", "Scale"),
                  ("Q15_group", "Group of Q15 (lexicon job-titles)", "Nominal"),
                  ("buy_in", "Named: Buy-In (buy-in)", "Nominal")]
SPSS_VALUES = [("Main challenge (primary code)", "2", "buy-in/resistance: Resistance"),
               ("Group of Q15 (lexicon job-titles)", "1", "teacher: Teachers"),
               ("Named: Buy-In (buy-in)", "0", "not named"), ("Named: Buy-In (buy-in)", "1", "named")]
SPSS_ROWS = [["4", "1.000", "1", "0"], [".", ".", "2", "."], ["2", "1.000", ".", "1"]]  # the numbers of time, resistance


def spss_faults(verbatim, work):
    """What PSPP does not find in the SPSS file of the export."""
    source, target = os.path.join(work, "export.csv"), os.path.join(work, "export.sav")
    with open(source, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(EXPORT)
    subprocess.run([verbatim, "code", "-q", "--lexicon", "tests/data/lexicons/hurdles.yaml", "--by", "Q15=job-titles",
                    "--columns", "primary,margin,groups,flags", "-o", target, source], check=True)
    output = os.path.join(work, "shown.csv")
    subprocess.run(["pspp", "-O", "format=csv", "-o", output, "-"], check=True, stdout=subprocess.DEVNULL,
                   input=b"get file='%s'.\ndisplay dictionary.\nlist /variables=primary margin Q15_group buy_in.\n"
                   % target.encode())
    with open(output, encoding="utf-8", newline="") as file:
        shown = list(csv.reader(file))
    variables = {r[0]: (r[0], r[2], r[3]) for r in shown if len(r) == 9}
    values, label = [], ""
    for r in shown:
        if len(r) == 3:
            label = r[0] or label
            values.append((label, r[1], r[2]))
    yield from ("no variable %r but %r" % (v, variables.get(v[0])) for v in SPSS_VARIABLES if variables.get(v[0]) != v)
    yield from ("no value label %r" % (v,) for v in SPSS_VALUES if v not in values)
    rows = [[cell.strip() for cell in r] for r in shown if len(r) == 4]
    if rows[1:] != SPSS_ROWS:
        yield "rows %r" % rows


def main():
    wanted, bad, n = None, 0, 0
    with tempfile.TemporaryDirectory() as work:
        for fault in spss_faults(sys.argv[1], work):
            bad += 1
            print("export.sav: " + fault)
        for name, data in formats():
            path = os.path.join(work, name)
            with open(path, "wb") as file:
                file.write(data)
            got = coded(sys.argv[1], path)
            n += 1
            if wanted is None:
                wanted = got
                for key, values in BY_HAND.items():
                    for column, value in values.items():
                        if got[key][column] != value:
                            bad += 1
                            print("%s %s: %r, not %r" % (key, column, got[key][column], value))
            elif got != wanted:
                bad += 1
                for key in wanted:
                    if got.get(key) != wanted[key]:
                        print("%s: %s: %r, not %r" % (name, key, got.get(key), wanted[key]))
    print("%d formats, %d wrong" % (n, bad))
    sys.exit(1 if bad or n < 16 else 0)


main()
