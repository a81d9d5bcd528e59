"""action.py VERBATIM: the steps of action.yml, each as GitHub runs it (bash --noprofile --norc -eo pipefail, with the
variables that it sets), on a repository with a pull request.  The program is built already: its step is looked at only.

What only GitHub does (expressions, checking out, posting the comment) is not tried here; docs/lexicon-checks.md says what
was."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

PROGRAM = os.path.abspath(sys.argv[1])
FAULTS = []
with open("action.yml", encoding="utf-8") as file:
    ACTION = yaml.safe_load(file)
LEXICON = open("tests/data/diff/old.yaml", encoding="utf-8").read()
EDITED = open("tests/data/diff/new.yaml", encoding="utf-8").read()


def expect(what, fine):
    if not fine:
        FAULTS.append(what)


def value(text, inputs):
    """An expression of the one kind that the action has in `env`."""
    found = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", text)
    return inputs[found.group(1)]


def act(folder, inputs):
    """Run the steps after the build; {name: (status, output)}, the step summary and the comment."""
    inputs = dict({name: i.get("default", "") for name, i in ACTION["inputs"].items()}, **inputs)
    summary = os.path.join(folder, "..", "summary.md")
    open(summary, "w", encoding="utf-8").close()
    done = {}
    for step in ACTION["runs"]["steps"]:
        if step.get("id") == "build" or ("inputs.base" in step.get("if", "") and not (inputs["base"] and inputs["corpus"])):
            continue
        script = os.path.join(folder, "..", "step.sh")
        with open(script, "w", encoding="utf-8") as stream:
            stream.write(step["run"])
        environment = dict(os.environ, CI="true", GITHUB_ACTIONS="true", GITHUB_WORKSPACE=folder,
                           GITHUB_ACTION_PATH=os.path.join(folder, "..", "action"), GITHUB_STEP_SUMMARY=summary,
                           GITHUB_OUTPUT=os.path.join(folder, "..", "output"), GITHUB_ENV=os.path.join(folder, "..", "env"))
        environment.update({name: value(text, inputs) for name, text in step.get("env", {}).items()})
        run = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", script], cwd=folder, env=environment,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        done[step["name"]] = run.returncode, run.stdout
    comment = os.path.join(folder, inputs["comment-file"])
    shown = open(comment, encoding="utf-8").read() if os.path.exists(comment) else None
    return done, open(summary, encoding="utf-8").read(), shown


CHECK, TEST, COMPARE = "Check the lexicons", "Test the lexicons", "Compare with the base"

build = ACTION["runs"]["steps"][0]
expect("the first step builds", build["id"] == "build" and build["run"].startswith('make -C "$GITHUB_ACTION_PATH"'))
with tempfile.TemporaryDirectory() as top:
    os.makedirs(os.path.join(top, "action", "build"))
    os.symlink(PROGRAM, os.path.join(top, "action", "build", "verbatim"))
    folder = os.path.join(top, "repository")
    os.makedirs(os.path.join(folder, "lexicons"))
    shutil.copy("tests/data/diff/answers.csv", folder)

    def put(name, text):
        with open(os.path.join(folder, "lexicons", name), "w", encoding="utf-8") as stream:
            stream.write(text)

    def git(*arguments):
        return subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], cwd=folder, check=True,
                              stdout=subprocess.PIPE, universal_newlines=True).stdout.strip()

    put("own.yaml", LEXICON)
    put("all.yaml", "lexicon: all\ninclude: [own]\ncategories:\n  rest: {terms: [rest]}\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "base")
    base = git("rev-parse", "HEAD")
    own = {"lexicons": "lexicons/own.yaml", "corpus": "answers.csv", "gold": "gold", "base": base}

    done, summary, comment = act(folder, own)
    expect("nothing changed: %s" % done, [done[s][0] for s in (CHECK, TEST, COMPARE)] == [0, 0, 0] and comment == "")

    put("own.yaml", EDITED)
    put("new.yaml", "lexicon: new\ncategories: {a: {terms: [x]}}\n")
    git("add", ".")
    git("commit", "-q", "-m", "edit")
    done, summary, comment = act(folder, own)
    expect("edited: %s" % done, done[COMPARE][0] == 0)
    expect("edited: annotations: %s" % done[COMPARE][1],
           "::notice title=edit-changes-answers,file=lexicons/own.yaml,line=11,col=9::" in done[COMPARE][1])
    expect("edited: comment: %s" % comment, "### Lexicon change: " in comment and "**5 of 7 answers change" in comment
           and "against gold" in comment)
    expect("edited: redacted", "The projector broke" not in comment and "<b>projector broke</b>" in comment)
    expect("edited: the summary has checks, tests and the comparison", comment in summary
           and "`verbatim lexicon check`" in summary and "`verbatim lexicon test`" in summary)
    for answers, has, lacks in (("all", "The <b>projector broke</b>", "…"), ("none", "row 3: because of", "projector broke</b>")):
        _, _, comment = act(folder, dict(own, answers=answers))
        expect("answers %s: %s" % (answers, comment), has in comment and lacks not in comment)

    done, _, _ = act(folder, dict(own, policy="max-code-change-percent=10"))
    expect("a gate that is not met: %s" % done[COMPARE][1], done[COMPARE][0] == 1 and "::error title=policy," in done[COMPARE][1])
    done, _, comment = act(folder, dict(own, lexicons="lexicons/all.yaml lexicons/new.yaml"))
    expect("what is included counts, a new one is told of: %s" % done, done[COMPARE][0] == 0
           and "answers change" in comment and "### New lexicon: lexicons/new.yaml" in comment)
    done, _, _ = act(folder, dict(own, strict="true", lexicons="lexicons/new.yaml"))
    expect("strict: %s" % done[CHECK][1], done[CHECK][0] == 1 and "::warning" in done[CHECK][1])
    done, _, _ = act(folder, dict(own, base="0123456789012345678901234567890123456789"))
    expect("no such base: %s" % done[COMPARE][1], done[COMPARE][0] == 2 and "fetch-depth" in done[COMPARE][1])
    done, _, _ = act(folder, dict(own, base=""))
    expect("no base: %s" % done, COMPARE not in done)
    put("own.yaml", EDITED.replace("terms:", "trems:", 1))
    done, _, _ = act(folder, own)
    expect("a fault: %s" % done, done[CHECK][0] == 1 and "did you mean `terms`" in done[CHECK][1] and done[COMPARE][0] == 2)

print("\n".join(FAULTS) if FAULTS else "the action does as it says")
sys.exit(1 if FAULTS else 0)
