"""demo.py VERBATIM: the shipped corpus gives the published study's order, each share within 4 points.

Published (spring 2016, 450 answers): district leaders buy-in 23 %, support and training 14 %; school leaders buy-in 23 %,
implementation 15 %; teachers buy-in 19 %, support and training 12 %; buy-in first everywhere, those second."""
import csv
import subprocess
import sys

PUBLISHED = {
    "district-leader": [("buy-in", 23), ("training", 14)],
    "school-leader": [("buy-in", 23), ("implementation", 15)],
    "teacher": [("buy-in", 19), ("training", 12)],
}

run = subprocess.run([sys.argv[1], "report", "--by", "job_title", "--format", "csv", "corpora/challenges-450/answers.csv"],
                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
rows = list(csv.DictReader(run.stdout.decode("utf-8").splitlines()))
bad = 0
for group, expected in PUBLISHED.items():
    for place, (code, percent) in enumerate(expected, 1):
        row = [r for r in rows if r["group"] == group and r["code"] == code]
        if len(row) != 1:
            sys.exit("%s %s: %d rows" % (group, code, len(row)))
        got = float(row[0]["percent"])
        fine = int(row[0]["rank"]) == place and abs(got - percent) <= 4
        bad += not fine
        print("%s %s: #%s, %.1f %% (published #%d, %d %%)%s"
              % (group, code, row[0]["rank"], got, place, percent, "" if fine else "  WRONG"))
sys.exit(1 if bad else 0)
