"""memory.py VERBATIM BUILD: whichever allocation gets no memory, alone or with all after it, the program says so and
ends with status 2, or does without it and writes what it always writes."""

import os
import subprocess
import sys

VERBATIM, BUILD = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
LEXICON = r"""lexicon: small
settings: {spelling: 1, indication: 0.5, share: 0.2}
sets: {animal: [cat, dog, hot dog]}
turns: [but]
emphases: [most]
denials: {after: [is fine], before: [not]}
ignore: [cat food]
non-answers: ['/^(n\/a|none|no)[. ]*$/', idk]
joiners: [and]
indicators: [the, of]
categories:
  time:
    terms: [train, 'no ... time', {term: 'slow ~3 late', with: [bus], unless: [early]}, '/teach(er|ers) (of )?the/']
    indicators: [kids, {term: school, weight: 0.3}]
  money:
    terms: ['<animal> ...2 run*', {term: money, alone: true}, {term: '/^a+b.*c$/', case: true}]
    categories:
      pay: {terms: [cat, {term: fast, most-words: 3}, '(a|b|c|d) (e|f|g|h) ... (i|j|k|l) (m|n|o|p) (q|r|s|t)']}
"""
ANSWERS = """answer
no more time
train
n/a
teachers of the kids
slow late bus
hot dog runs fast but most cats are not
aab c
a e one i m q
train
traning is fine
\u00e9a cat foods
"""


def run(arguments, library, fail_at):
    env = dict(os.environ, LD_PRELOAD=library, FAIL_AT=fail_at)
    done = subprocess.run([VERBATIM] + arguments, env=env, capture_output=True, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode()


def main():
    work = os.path.join(BUILD, "memory")
    os.makedirs(work, exist_ok=True)
    library, lexicon, answers = (os.path.join(work, name) for name in ("memory.so", "small.yaml", "answers.csv"))
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, "tests/memory.c"], check=True)
    for path, text in (lexicon, LEXICON), (answers, ANSWERS):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    failed = 0
    for name, arguments, every, on in (
        ("a lexicon of one's own", ["code", "--lexicon", lexicon, answers], 1, ""),
        ("a shipped lexicon", ["code", answers], 2, ""),
        ("explain", ["explain", "--lexicon", lexicon, "hot dogs run, no time"], 5, ""),
        ("report", ["report", answers], 2, "+"),
    ):
        status, expected, said = run(arguments, library, "0")
        allocations = int(said.rsplit("allocations: ", 1)[1])
        assert status == 0 and allocations > 100, (name, status, said)
        for at in range(1, allocations + 1, every):
            status, output, said = run(arguments, library, f"{at}{on}")
            if not (status == 2 and "memory" in said.lower() or status == 0 and output == expected):
                failed += 1
                print(f"{name}: without allocation {at}{on}: status {status}: {said.strip()[-200:]}")
    return failed > 0


sys.exit(main())
