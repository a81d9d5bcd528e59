"""again.py VERBATIM BUILD: answers that come again get what they got the first time, in rows and in reports.

What is coded first is what the program gives of a file in which no answer comes twice."""
import csv
import io
import random
import subprocess
import sys

CORPUS = "corpora/challenges-450/answers.csv"
TIMES = 4
LEXICON = ("lexicon: again\nsettings: {spelling: 1}\nnon-answers: [none]\ndenials: {before: [not]}\ncategories:\n"
           "  time: {terms: [time, '/(x+x+)+(?=[yz])./']}\n  training: {terms: [training, {term: staff, unless: [asst]}]}\n")
HARD = ["time", "not time", "the trianing", "none", "", "pigeons on the roof", "roof", "asst staff", "time, \"time\"",
        "x" * 40, "time " * 300]


def run(arguments, text):
    done = subprocess.run([sys.argv[1], *arguments], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode in (0, 2), done.stderr.decode("utf-8")
    return done.stdout, done.stderr.decode("utf-8")


def write(answers, column):
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["row", column])
    rows.writerows(enumerate(answers))
    return out.getvalue().encode("utf-8").replace(b"<bad>", b"\xff")


def cells(arguments, answers):
    out = run(["code", *arguments, "--prefix", "v_"], write(answers, "answer"))[0]
    rows = csv.reader(io.StringIO(out.decode("utf-8", "replace"), newline=""))
    next(rows)
    return [row[2:] for row in rows]


def check(name, holds, said=""):
    global bad
    bad += not holds
    print("%-7s %s%s" % ("ok" if holds else "FAILED", name, "" if holds else ": " + said))


bad = 0
with open(CORPUS, encoding="utf-8", newline="") as file:
    corpus = sorted({row["answer"] for row in csv.DictReader(file)})
with open(sys.argv[2] + "/again.yaml", "w", encoding="utf-8") as file:
    file.write(LEXICON)
own = ["--lexicon", file.name, "--encoding", "UTF-8"]
for name, lexicon, answers in (("corpus", [], corpus), ("hard", own, HARD + ["<bad> time"])):
    for arguments in ([], ["--level", "1"], ["--threads", "2"]):
        once = cells(lexicon + arguments, answers)
        order = list(range(len(answers))) * TIMES
        random.Random(1).shuffle(order)
        again = cells(lexicon + arguments, [answers[i] for i in order])
        wrong = [answers[i] for i, got in zip(order, again, strict=True) if got != once[i]]
        check("code, %s%s" % (name, "".join(" " + a for a in arguments)), len(once) == len(answers) and not wrong,
              "%d coded otherwise, the first \"%.60s\"" % (len(wrong), wrong[0] if wrong else ""))

# Every row that a note is due on has it.
noted = run(["code", *own], write((["x" * 40, "<bad>"]) * 3, "answer"))[1]
check("notes", noted.count("too long") == 3 and noted.count("not UTF-8; left") == 3, noted)


def report(answers, threads):
    """Counts, and the words of uncoded answers."""
    text = run(["report", *own, "--threads", threads, "--format", "json"], write(answers, "answer"))[0]
    return text.decode("utf-8")


# Answers that differ in spaces at the end are coded alike, and none of them comes again.  Between two batches so many
# other words come that those of the first are forgotten.
TEXTS, FLOOD = HARD[:8], [" ".join("flood%dx%d" % (i, k) for k in range(180)) for i in range(500)]
many = [a for a in TEXTS for _ in range(30)]
many += FLOOD + many
apart = [a + " " * i for a in TEXTS for i in range(30)]
apart += FLOOD + [a + " " * (30 + i) for a in TEXTS for i in range(30)]
for threads in ("1", "2"):
    check("report, threads " + threads, report(many, threads) == report(apart, threads))
check("words", "pigeons" in report(many, "1"), "pigeons are not told of")
sys.exit(1 if bad else 0)
