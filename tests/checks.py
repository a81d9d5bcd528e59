"""checks.py VERBATIM: the outputs of `lexicon check`, `lexicon test` and `lexicon diff` against schemas, the schema of
lexicons against lexicons, and the pieces for continuous integration.

The schemas of SARIF and JUnit are our own (tests/data says where their facts are from).  Each schema is also tried on
something that is not valid, so that one which accepts anything is found out."""
import copy
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import jsonschema
import yaml

PROGRAM = os.path.abspath(sys.argv[1])
FAULTS = []
INPUTS = {"check": ["tests/data/checks/faulty.yaml"], "test": ["tests/data/checks/tests.yaml"]}
FINE = {"check": ["stages"], "test": ["stages"]}
# The same formats are `lexicon diff`'s: with edits that change answers and gates that are not met; with none.
PAIR = ["tests/data/diff/old.yaml", "tests/data/diff/new.yaml"]
CORPUS = ["-q", "--on", "tests/data/diff/answers.csv", "--gold", "gold", "--policy"]
FORMATS = dict(INPUTS, diff=PAIR + CORPUS + ["max-code-change-percent=0,min-kappa=0.1,tests=true"])
FORMATS_FINE = dict(FINE, diff=["stages", "stages"] + CORPUS + ["tests=true"])


def expect(what, fine):
    if not fine:
        FAULTS.append(what)


def run(*arguments, **environment):
    done = subprocess.run([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True,
                          env=dict(os.environ, **environment))
    expect("%s: %s" % (" ".join(arguments), done.stderr), "Sanitizer" not in done.stderr)
    return done


def load(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read()


class Texts(yaml.CSafeLoader):
    """libyaml, as verbatim reads it; only numbers, true and false are more than text."""


NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
Texts.yaml_implicit_resolvers = {first: [r for r in resolvers if r[0] in NUMBERS]
                                 for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()}
Texts.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def read(text):
    return yaml.load(text, Loader=Texts)


def is_valid(schema, document):
    return jsonschema.Draft7Validator(schema).is_valid(document)


MESSY = """# A head of the file.
title: T
# What it is called.
lexicon: messy	
categories:
    # The first.
    a:
        terms:   # all of them
        - x  
        # why y
        - y
        - {term: z, weight: 2}
        - x
        - no
        - y  # again
        label: L
    b:
        definition: |
          Kept  
          as it is
        label: M

settings: {gap: 2}


"""
NEAT = """# A head of the file.
# What it is called.
lexicon: messy
title: T
settings: {gap: 2}

categories:
  # The first.
  a:
    label: L
    terms:   # all of them
      - x
      # why y
      - "y"
      - {term: z, weight: 2}
      - "no"
      - "y"  # again
  b:
    label: M
    definition: |
      Kept  
      as it is
"""


def fix(path, *arguments):
    return run("lexicon", "check", "--fix", "--severity", "error", *arguments, path)


def codings(lexicon):
    return run("code", "--lexicon", lexicon, "--format", "csv", "corpora/challenges-450/answers.csv").stdout


def single(node, terms=False):
    """Without terms that a category has twice."""
    if isinstance(node, dict):
        return {key: single(value, key == "terms") for key, value in node.items()}
    return [item for i, item in enumerate(node) if item not in node[:i]] if terms else node


def check_fix():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "messy.yaml")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(MESSY)
        before = codings(path)
        said = fix(path)
        expect("fix: as written by hand, but %s" % load(path), load(path) == NEAT)
        expect("fix: what is left is told: %s" % said.stderr, "messy.yaml:19: left" in said.stderr)
        expect("fix: codes", before.count("\n") > 400 and codings(path) == before)
        other = os.path.join(folder, "other.yaml")
        expect("fix: twice", fix(path, "-o", other).returncode == 0 and load(other) == NEAT)
        for source in sorted(glob.glob("lexicons/*.yaml")):
            copy = os.path.join(folder, os.path.basename(source))
            with open(copy, "w", encoding="utf-8") as stream:
                stream.write(load(source))
        for copy in sorted(glob.glob(os.path.join(folder, "[cjlrs]*.yaml"))):
            before = codings(copy)
            expect("fix %s: status" % copy, fix(copy).returncode == 0)
            once = load(copy)
            source = os.path.join("lexicons", os.path.basename(copy))
            expect("fix %s: says the same" % copy, read(once) == single(read(load(source))))
            expect("fix %s: comments" % copy, sorted(re.findall(" *#.*", once)) == sorted(re.findall(" *#.*", load(source))))
            expect("fix %s: codes" % copy, before.count("\n") > 400 and codings(copy) == before)
            fix(copy)
            expect("fix %s: twice" % copy, load(copy) == once)
        expect("fix: a shipped one", fix("stages").returncode == 2)
        expect("fix: -o alone", run("lexicon", "check", "-o", other, path).returncode == 2)


def check_json():
    for command, inputs in INPUTS.items():
        document = json.loads(run("lexicon", command, "--format", "json", *inputs).stdout)
        counts = [sum(f["severity"] == s for f in document["findings"]) for s in ("error", "warning", "note")]
        expect("%s json: counts" % command, counts == [document["errors"], document["warnings"], document["notes"]])


def check_sarif():
    schema = json.loads(load("tests/data/sarif.schema.json"))
    jsonschema.Draft7Validator.check_schema(schema)
    for command in FORMATS:
        for inputs in (FORMATS[command], FORMATS_FINE[command]):
            log = json.loads(run("lexicon", command, "--format", "sarif", *inputs).stdout)
            for error in jsonschema.Draft7Validator(schema).iter_errors(log):
                expect("%s sarif: %s" % (command, error.message), False)
            rules = log["runs"][0]["tool"]["driver"]["rules"]
            for result in log["runs"][0]["results"]:
                expect("%s sarif: ruleIndex" % command, rules[result["ruleIndex"]]["id"] == result["ruleId"])
        for path, value in (("version", "2.0.0"), ("extra", 1)):
            expect("the schema of SARIF takes anything", not is_valid(schema, dict(log, **{path: value})))
        broken = copy.deepcopy(json.loads(run("lexicon", command, "--format", "sarif", *FORMATS[command]).stdout))
        places = [r["locations"][0]["physicalLocation"] for r in broken["runs"][0]["results"]]
        next(place for place in places if "region" in place)["region"]["startLine"] = 0
        expect("the schema of SARIF takes line 0", not is_valid(schema, broken))


def check_junit():
    def is_junit(text):
        with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            return subprocess.run(["xmllint", "--noout", "--relaxng", "tests/data/junit.rng", stream.name],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE).returncode == 0
    for command in FORMATS:
        for inputs in (FORMATS[command], FORMATS_FINE[command], *([PAIR] if command == "diff" else [])):
            text = run("lexicon", command, "--format", "junit", *inputs).stdout
            expect("%s junit: not valid" % command, is_junit(text))
            root = ElementTree.fromstring(text)
            cases = root.findall("./testsuite/testcase")
            expect("%s junit: tests" % command, int(root.get("tests")) == len(cases) > 0)
            expect("%s junit: failures" % command, int(root.get("failures")) == len(root.findall(".//failure")))
            expect("%s junit: skipped" % command, int(root.get("skipped")) == len(root.findall(".//skipped")))
        expect("the grammar of JUnit takes anything", not is_junit(text.replace("classname", "class")))


def check_github():
    with tempfile.TemporaryDirectory() as folder:
        summary = os.path.join(folder, "summary.md")
        for command, inputs in FORMATS.items():
            done = run("lexicon", command, "--format", "github", *inputs, GITHUB_STEP_SUMMARY=summary)
            levels = re.findall(r"^::(error|warning|notice) title=[a-z-]+,file=[^:,]+(?:,line=\d+,col=\d+)?::\S", done.stdout, re.M)
            expect("%s github: lines" % command, len(levels) == len(done.stdout.splitlines()) > 0)
            order = ["error", "warning", "notice"]
            expect("%s github: worst first" % command, levels == sorted(levels, key=order.index))
            expect("%s github: no more than ten" % command, all(levels.count(level) <= 10 for level in order))
            title = "### Lexicon change: " if command == "diff" else "### `verbatim lexicon %s`" % command
            expect("%s github: summary" % command, title in load(summary))
        many = os.path.join(folder, "many.yaml")
        with open(many, "w", encoding="utf-8") as stream:
            stream.write("lexicon: x\ncategories:\n  a:\n    terms:\n" + "      - (\n" * 15)
        done = run("lexicon", "check", "--format", "github", many)
        expect("github: ten of fifteen errors", done.stdout.count("::error") == 10 and "5 more" in done.stdout)


def check_schema():
    schema = json.loads(load("docs/lexicon.schema.json"))
    jsonschema.Draft7Validator.check_schema(schema)
    for path in sorted(glob.glob("lexicons/*.yaml")) + ["tests/data/checks/tests.yaml", "tests/data/lexicons/hurdles.yaml"]:
        for error in jsonschema.Draft7Validator(schema).iter_errors(read(load(path))):
            expect("%s: %s at %s" % (path, error.message[:200], list(error.path)), False)
    cases = dict(schema, **{"$ref": "#/definitions/cases"})
    for key in ("type", "required", "properties", "additionalProperties"):
        del cases[key]
    expect("tests.cases", is_valid(cases, read(load("tests/data/checks/tests.cases"))))
    good = "lexicon: x\ncategories: {a: {terms: [x]}}\n"
    expect("the least lexicon", is_valid(schema, read(good)))
    # Each of these the program refuses too.
    for bad in ("categories: {a: {terms: [x]}}\ntitle: t\n", "lexicon: X Y\ncategories: {a: {terms: [x]}}\n",
                good + "titel: t\n", good + "settings: {gap: many}\n", good + "settings: {overlap: none}\n",
                "lexicon: x\ncategories: {A: {terms: [x]}}\n", "lexicon: x\ncategories: {a: {terms: [{weight: 1}]}}\n",
                "lexicon: x\ncategories: {a: {terms: [{term: x, weight: -1}]}}\n", good + "tests: [{answer: x}]\n",
                good + "tests: [{answer: x, codes: [a], status: maybe}]\n", good + "sets: {number: [x]}\n",
                "lexicon: x\ncategories: {a: {advice: [a, b, c], terms: [x]}}\n", good + "denials: {during: [x]}\n"):
        expect("the schema takes %r" % bad, not is_valid(schema, read(bad)))
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as stream:
            stream.write(bad)
            stream.flush()
            status = run("tokens", "--lexicon", stream.name, "x").returncode
            expect("the program takes %r" % bad, status == 2 or "lexicon:" not in bad)


def check_manual():
    manual = load("docs/lexicon-checks.md")
    for command in INPUTS:
        rules = re.findall(r"^([a-z-]+) \((\w+)(, with --on)?\): (.*)\n    (.*)$", run("lexicon", command, "--rules").stdout, re.M)
        expect("%s: no rules" % command, len(rules) > 4)
        for rule, severity, corpus, summary, advice in rules:
            expect("the manual: %s" % rule, "| `%s` | %s%s | %s | %s |" % (rule, severity, corpus, summary, advice) in manual)


def exists(command):
    """True if `verbatim COMMAND` is one, with all options that stand in the line."""
    words = command.split()
    shown = run(*words[:2], "--help")
    options = [w for w in re.findall(r"--[a-z-]+", command)]
    return shown.returncode == 0 and all("%s " % o in shown.stdout for o in options)


def check_pieces():
    hooks = yaml.safe_load(load(".pre-commit-hooks.yaml"))
    for hook in hooks:
        expect("hook %s" % hook.get("id"), {"id", "name", "entry", "language", "files"} <= set(hook))
        expect("hook %s: pattern" % hook["id"], re.search(hook["files"], "lexicons/challenges.yaml"))
        expect("hook %s: command" % hook["id"], exists(hook["entry"].partition(" ")[2]))
    action = yaml.safe_load(load("action.yml"))
    expect("action: composite", action["runs"]["using"] == "composite")
    known = set(action["inputs"])
    text = load("action.yml")
    expect("action: inputs", set(re.findall(r"inputs\.([a-z-]+)", text)) == known)
    subcommands = re.findall(r"^  ([a-z]+) ", run("lexicon", "--help").stdout, re.M)
    for step in action["runs"]["steps"]:
        expect("action: shell", step.get("shell") == "bash")
        done = subprocess.run(["bash", "-n", "-c", step["run"]], stderr=subprocess.PIPE, universal_newlines=True)
        expect("action: %s" % done.stderr, done.returncode == 0)
        for subcommand in re.findall(r"/verbatim\" lexicon ([a-z]+)", step["run"]):
            expect("action: lexicon %s" % subcommand, subcommand in subcommands)
    workflow = yaml.safe_load(load("examples/lexicons-workflow.yml"))
    steps = workflow["jobs"]["lexicons"]["steps"]
    used = [step for step in steps if step.get("uses") == "./.verbatim"]
    expect("workflow: uses the action", len(used) == 1 and set(used[0]["with"]) <= known)


for part in (check_json, check_fix, check_sarif, check_junit, check_github, check_schema, check_manual, check_pieces):
    part()
print("\n".join(FAULTS) if FAULTS else "outputs, schemas and pieces are fine")
sys.exit(1 if FAULTS else 0)
