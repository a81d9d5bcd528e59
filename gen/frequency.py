"""frequency.py CORPUS.csv [FEWEST]: the table of src/match/frequency.c, from a corpus's answers.

Counts lower-cased words (letters, digits, apostrophes) in the column `answer` and prints those that come at least
FEWEST (7) times, in 100,000 words, the commonest first.  The table only steers which word of a term is looked for first:
no result depends on it."""
import collections
import csv
import re
import sys

fewest = int(sys.argv[2]) if len(sys.argv) > 2 else 7
counts = collections.Counter()
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        counts.update(re.findall(r"[a-z0-9']+", row["answer"].lower().replace("\u2019", "'")))
total = sum(counts.values())
line = "   "
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    if n < fewest:
        break
    entry = ' {"%s", %d},' % (word, round(n * 100000 / total))
    if len(line) + len(entry) > 118:
        print(line)
        line = "   "
    line += entry
print(line)
