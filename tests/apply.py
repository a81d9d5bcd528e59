"""apply.py VERBATIM: `lexicon suggest --apply` at a terminal of our own: what is asked, and the bytes that it leaves."""
import fcntl
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import termios

PROGRAM = os.path.abspath(sys.argv[1])
CORPUS = os.path.abspath("tests/data/diff/suggest.csv")
FAULTS = []

BLOCK = """# A head that stays.
lexicon: sparse
settings: {language: english}

# What people need.
categories:
  time:
    label: Time
    terms:   # of the day
      - time  # the one word

  # Machines.
  technology:
    label: Technology
    terms:
      - laptop
      - open # too wide?
tests:
  - {answer: no time, codes: [time]}
"""
BLOCK_ALL = """# A head that stays.
lexicon: sparse
settings: {language: english}
words: {lapptop: laptop}

# What people need.
categories:
  time:
    label: Time
    terms:   # of the day
      - time  # the one word
      - stacks of grading

  # Machines.
  technology:
    label: Technology
    terms:
      - laptop
      - {term: open, unless: [doors]} # too wide?
tests:
  - {answer: no time, codes: [time]}
"""
FLOW = """lexicon: sparse
settings: {language: english}
words: {cant: can't}
categories: {time: {terms: [time]}, technology: {terms: [laptop, {term: open, unless: [wide]}]}} # one line
"""
FLOW_ALL = """lexicon: sparse
settings: {language: english}
words: {lapptop: laptop, cant: can't}
categories: {time: {terms: [stacks of grading, time]}, technology: {terms: [laptop, {term: open, unless: [doors, wide]}]}} # one line
"""
LISTS = """lexicon: sparse
words:
  cant: can't
categories:
  work:
    label: Work
    categories:
      time:
        label: Time
  technology:
    terms:
    - laptop
    - term: open
      unless:
        - wide
"""
LISTS_ALL = """lexicon: sparse
words:
  cant: can't
  lapptop: laptop
categories:
  work:
    label: Work
    terms: [stacks of grading]
    categories:
      time:
        label: Time
  technology:
    terms:
    - laptop
    - term: open
      unless:
        - wide
"""


def expect(what, fine):
    if not fine:
        FAULTS.append(what)


def apply(path, replies, *arguments, then=None, folder=None):
    """Run it at a terminal, reply to each question; the exit status, what it says and what it prints."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([PROGRAM, "lexicon", "suggest", path, "--on", CORPUS, "--apply", *arguments],
                               stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, cwd=folder, start_new_session=True,
                               preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0))
    os.close(theirs)
    said, answered = "", 0
    while True:
        try:
            more = os.read(ours, 4096)
        except OSError:
            break
        said += more.decode("utf-8", "replace")
        while len(re.findall(r"\)\? ", said)) > answered:
            if answered == len(replies):
                process.kill()
                break
            if then is not None:
                then()
            os.write(ours, replies[answered].encode())
            answered += 1
    printed = process.stdout.read()
    process.stdout.close()
    os.close(ours)
    return process.wait(), said.replace("\r\n", "\n"), printed.decode()


def load(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return stream.read()


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "own.yaml")

    def save(text):
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)

    YES, NO, STOP = "y\n", "n\n", "q\n"
    GOLD = ("--gold", "gold")
    # Lexicon, options, replies, lexicon then, and what must be said.
    ROWS = [
        ("all of it", BLOCK, GOLD, [YES, YES, YES], BLOCK_ALL, "3 of 3 suggestions added"),
        ("ends of lines", BLOCK.replace("\n", "\r\n"), GOLD, [YES, YES, YES], BLOCK_ALL.replace("\n", "\r\n"), "3 of 3"),
        ("no end of the last line", BLOCK[:BLOCK.index("tests:")].rstrip("\n"), GOLD, [YES, NO, NO],
         BLOCK[:BLOCK.index("tests:")].rstrip("\n").replace("word\n", "word\n      - stacks of grading\n"), "1 of 3"),
        ("in braces", FLOW, GOLD, [YES, YES, YES], FLOW_ALL, "3 of 3"),
        ("nothing", BLOCK, GOLD, [NO, NO, NO], BLOCK, "0 of 3 suggestions added"),
        ("stopped", BLOCK, GOLD, [YES, STOP], BLOCK.replace("word\n", "word\n      - stacks of grading\n"), "1 of 3"),
        ("the end of the input", BLOCK, GOLD, ["\x04"], BLOCK, "0 of 3"),
        ("asked again", BLOCK, GOLD, ["?\n", YES, STOP], BLOCK.replace("word\n", "word\n      - stacks of grading\n"),
         "    y  add it\n    n  leave it out\n    q  stop here; what was taken so far is written\n  add it (y, n, q, ?)? "),
        ("a category that is told", LISTS, (), ["?\n", "work\n", NO, YES], LISTS_ALL, "2 of 3"),
        ("a category that is misspelled", LISTS, (), ["technolgy\n", NO, NO, NO], LISTS,
         "no category `technolgy` (did you mean `technology`?); ? lists them\n"),
        ("terms of an include", "lexicon: own\ninclude: [other]\ncategories:\n  rest: {terms: [rest]}\n", GOLD, [YES, STOP],
         "lexicon: own\ninclude: [other]\ncategories:\n  rest: {terms: [rest]}\n", "stacks of grading is left"),
        ("a last term over lines", LISTS.replace("        - wide\n", "        - >-\n          wide\n"), GOLD,
         [NO, YES], LISTS.replace("        - wide\n", "        - >-\n          wide\n"), "open, unless: doors is left"),
    ]
    with open(os.path.join(folder, "other.yaml"), "w", encoding="utf-8") as stream:
        stream.write(BLOCK.replace("sparse", "other"))
    for what, before, options, replies, after, said in ROWS:
        save(before)
        os.chmod(path, 0o640)
        status, shown, printed = apply(path, replies, *options)
        expect("%s: status %d: %s" % (what, status, shown), status == 0)
        expect("%s: %r is not said: %s%s" % (what, said, shown, printed), said in shown + printed)
        expect("%s: left\n%s" % (what, load(path)), load(path) == after)
        expect("%s: mode" % what, os.stat(path).st_mode & 0o777 == 0o640)
        expect("%s: the file as it was" % what, before == after or load(path + ".orig") == before)
        if before != after:
            os.unlink(path + ".orig")
        expect("%s: leaves files: %s" % (what, os.listdir(folder)), sorted(os.listdir(folder)) == ["other.yaml", "own.yaml"])
    # What is asked has the answers.
    save(BLOCK)
    _, shown, _ = apply(path, [STOP], *GOLD)
    expect("no example: %s" % shown, "row 9: Stacks of grading every night, week 2\n  add it (y, n, q, ?)? " in shown)

    # What was added is printed, with commands that run as they stand: 8 answers get `time`, 8 lose `technology`, and
    # `lapptop` is the last one's code.
    def follow(printed, folder=None):
        commands = [shlex.split(line) for line in printed.splitlines() if line.startswith("  verbatim lexicon ")]
        expect("commands: %s" % printed, [c[2] for c in commands] == ["test", "diff"])
        return [subprocess.run([PROGRAM] + c[1:], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               universal_newlines=True) for c in commands]
    path = os.path.join(folder, "an own's.yaml")
    save(BLOCK)
    _, _, printed = apply(path, [YES, YES, YES], *GOLD)
    expect("printed: %s" % printed, printed.startswith(
        path + ": 3 of 3 suggestions added\n  time: stacks of grading\n  words: lapptop: laptop\n"
        "  technology: open, unless: doors\nSee what they do:\n"))
    test, diff = follow(printed)
    expect("test: %s" % test.stdout, test.returncode == 0 and "1 of 1 tests as expected" in test.stdout)
    expect("diff: %s" % diff.stdout, diff.returncode == 0 and "17 of 33" in diff.stdout)
    # In a repository the older one is git's.
    repository = os.path.join(folder, "repository")
    os.mkdir(repository)
    for command in ("init -q", "add own.yaml", "-c user.name=a -c user.email=a@b commit -q -m a"):
        with open(os.path.join(repository, "own.yaml"), "w", encoding="utf-8") as stream:
            stream.write(BLOCK)
        subprocess.run(["git"] + command.split(), cwd=repository, check=True)
    _, _, printed = apply("own.yaml", [YES, STOP], *GOLD, folder=repository)
    expect("git: %s" % printed, "lexicon diff git:HEAD:./own.yaml own.yaml --on" in printed)
    expect("git: files", sorted(os.listdir(repository)) == [".git", "own.yaml"])
    diff = follow(printed, repository)[1]
    expect("git: %s" % diff.stdout, diff.returncode == 0 and "8 of 33" in diff.stdout)
    path = os.path.join(folder, "own.yaml")

    # Nor is a file that is called FILE.orig already taken for the lexicon as it was.
    save(BLOCK)
    with open(path + ".orig", "w", encoding="utf-8") as stream:
        stream.write(FLOW)
    _, _, printed = apply(path, [YES, STOP], *GOLD)
    expect("another's copy: %s" % printed, "lexicon diff %s.orig-2 %s --on" % (path, path) in printed)
    expect("another's copy", load(path + ".orig") == FLOW and load(path + ".orig-2") == BLOCK)
    os.unlink(path + ".orig")
    os.unlink(path + ".orig-2")

    # A file that somebody else writes meanwhile is theirs.
    save(BLOCK)
    status, shown, _ = apply(path, [YES, STOP], *GOLD, then=lambda: save(FLOW))
    expect("written meanwhile: %d %s" % (status, shown), status == 2 and "was changed meanwhile" in shown)
    expect("written meanwhile: lost", load(path) == FLOW)
    os.unlink(path + ".orig")

    # Ctrl-C writes nothing, says so, and ends the program as the shell expects; also in the midst of a line.
    for replies, lost in ((["\x03"], None), ([YES, "\x03"], "the suggestion that was taken is not added"),
                          ([YES, YES, "no\x03"], "the 2 suggestions that were taken are not added")):
        save(BLOCK)
        status, shown, printed = apply(path, replies, *GOLD)
        expect("Ctrl-C: status %d" % status, status == -signal.SIGINT)
        expect("Ctrl-C: %s" % shown, path + ": interrupted: nothing is written, the file is as it was" in shown)
        expect("Ctrl-C: %s" % shown, lost in shown if lost else "not added" not in shown)
        expect("Ctrl-C: left\n%s" % load(path), load(path) == BLOCK and printed == "")
        expect("Ctrl-C: files", not os.path.exists(path + ".orig"))

    # Codes with what was taken are those that were predicted: 8 answers get `time`, 8 lose `technology`.
    def codes(text):
        save(text)
        done = subprocess.run([PROGRAM, "code", "--lexicon", path, "--format", "csv", "-q", CORPUS], stdout=subprocess.PIPE,
                              universal_newlines=True, check=True)
        return done.stdout
    before, after = codes(BLOCK), codes(BLOCK_ALL)
    expect("codes: %s" % after, before.count(",time,") + 8 == after.count(",time,") > 8)
    expect("codes: doors", before.count(",technology,") == after.count(",technology,") + 8 - 1)

    for what, said, arguments, stdin in (
            ("no terminal", "run it at a terminal", [path, "--on", CORPUS], subprocess.DEVNULL),
            ("no lexicon", "name it", ["--on", CORPUS], subprocess.DEVNULL),
            ("a format", "leave --format out", [path, "--on", CORPUS, "--format", "json"], subprocess.DEVNULL)):
        done = subprocess.run([PROGRAM, "lexicon", "suggest", "--apply", *arguments], stdin=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, universal_newlines=True)
        expect("%s: %s" % (what, done.stderr), done.returncode == 2 and said in done.stderr and done.stdout == "")
    status, shown, _ = apply("stages", [])
    expect("a shipped one: %s" % shown, status == 2 and "verbatim lexicon show stages --format yaml > my.yaml" in shown)
    expect("a shipped one: a file", not os.path.exists("stages"))
    save("time: [time]\n")
    status, shown, _ = apply(path, [], *GOLD)
    expect("a plain dictionary: %s" % shown, status == 2 and "plain dictionary" in shown)

print("\n".join(FAULTS) if FAULTS else "suggestions are applied as taken")
sys.exit(1 if FAULTS else 0)
