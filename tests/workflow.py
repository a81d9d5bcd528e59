"""workflow.py [ACTION WORKFLOW]: action.yml and the example workflow are valid as far as can be told without GitHub.

By GitHub's reference ("Metadata syntax for GitHub Actions", "Workflow syntax"): keys are known ones and needed ones
are there; expressions name inputs and steps that exist, or contexts that GitHub has; what the workflow gives to the
action is what the action takes.  Scripts pass shellcheck.  (tests/action.py runs the action's steps.)"""
import re
import subprocess
import sys

import yaml

STEP = {"name", "id", "if", "uses", "with", "run", "shell", "env", "working-directory", "continue-on-error"}
CONTEXTS = {"github", "inputs", "steps", "env", "runner", "job", "matrix", "needs", "secrets", "strategy", "vars"}
FUNCTIONS = {"cancelled", "always", "success", "failure", "contains", "startsWith", "endsWith", "format", "join",
             "toJSON", "fromJSON", "hashFiles"}
JOB = {"name", "runs-on", "needs", "if", "permissions", "env", "steps", "strategy", "timeout-minutes"}
FAULTS = []


def expect(what, fine):
    if not fine:
        FAULTS.append(what)


def keys(where, node, known, needed=()):
    expect("%s: unknown keys %s" % (where, sorted(set(node) - known)), set(node) <= known)
    expect("%s: without %s" % (where, sorted(set(needed) - set(node))), set(needed) <= set(node))


def check_expressions(where, node, inputs, steps):
    """Every ${{ }} of a part, of which a string, list or map; steps: those before."""
    if isinstance(node, (dict, list)):
        for part in node.values() if isinstance(node, dict) else node:
            check_expressions(where, part, inputs, steps)
        return
    for expression in re.findall(r"\$\{\{(.*?)\}\}", str(node), re.S):
        bare = re.sub(r"'(?:[^']|'')*'", "", expression)  # without its texts
        expect("%s: %s: parentheses" % (where, expression), bare.count("(") == bare.count(")"))
        for name in re.findall(r"([A-Za-z_][\w-]*)\s*\(", bare):
            expect("%s: no function %s" % (where, name), name in FUNCTIONS)
        for path in re.findall(r"(?<![\w.-])[A-Za-z_][\w-]*(?:\.[\w-]+)+", bare):
            context, name = path.split(".")[:2]
            expect("%s: no context %s" % (where, context), context in CONTEXTS)
            expect("%s: no input %s" % (where, name), context != "inputs" or name in inputs)
            expect("%s: no step %s before it" % (where, name), context != "steps" or name in steps)


def check_script(where, step, shell):
    variables = "".join("export %s=given\n" % name for name in step.get("env", {}))
    # The list of lexicons is meant to be split (SC2086).
    run = subprocess.run(["shellcheck", "--shell", shell, "--exclude", "SC2086", "-"], input=variables + step["run"],
                         stdout=subprocess.PIPE, universal_newlines=True)
    expect("%s: %s" % (where, run.stdout), run.returncode == 0)
    expect("%s: an expression in a script may be run: pass it by env" % where, "${{" not in step["run"])


def check_steps(where, steps, inputs, composite):
    seen = set()
    for number, step in enumerate(steps, 1):
        at = "%s, step %d" % (where, number)
        keys(at, step, STEP)
        expect("%s: it either uses or runs" % at, ("uses" in step) != ("run" in step))
        expect("%s: a script needs a shell" % at, not composite or "run" not in step or "shell" in step)
        expect("%s: the id comes again" % at, "id" not in step or step["id"] not in seen)
        expect("%s: uses without a version" % at, re.fullmatch(r"\./\S*|[\w.-]+/[\w./-]+@\S+", step.get("uses", "./")))
        check_expressions(at, step, inputs, seen)
        if "run" in step:
            check_script(at, step, step.get("shell", "bash"))
        seen |= {step["id"]} if "id" in step else set()


def check_action(action):
    keys("action", action, {"name", "author", "description", "inputs", "outputs", "runs", "branding"},
         ("name", "description", "runs"))
    for name, given in action["inputs"].items():
        keys("input " + name, given, {"description", "required", "default", "deprecationMessage"}, ("description",))
        expect("input %s: required or with a default" % name, given.get("required", False) != ("default" in given))
        expect("input %s: nothing uses it" % name, "inputs.%s " % name in yaml.safe_dump(action["runs"], width=10000))
        expect("input %s: a default is a text" % name, isinstance(given.get("default", ""), str))
    keys("runs", action["runs"], {"using", "steps"}, ("using", "steps"))
    expect("runs: not composite", action["runs"]["using"] == "composite")
    check_steps("action", action["runs"]["steps"], action["inputs"], True)


def check_workflow(workflow, action):
    # YAML 1.1 takes `on` for true; GitHub does not.
    triggers = workflow.pop(True, None)
    keys("workflow", workflow, {"name", "permissions", "env", "defaults", "concurrency", "jobs", "run-name"}, ("jobs",))
    expect("workflow: no trigger", triggers)
    uses = 0
    for name, job in workflow["jobs"].items():
        keys("job " + name, job, JOB, ("runs-on", "steps"))
        check_steps("job " + name, job["steps"], (), False)
        folders = {step["with"]["path"] for step in job["steps"] if "path" in step.get("with", {})}
        for step in job["steps"]:
            if not step.get("uses", "").startswith("./"):
                continue
            uses += 1
            given = set(step.get("with", {}))
            expect("%s is not checked out" % step["uses"], step["uses"][2:] in folders)
            strange = sorted(given - set(action["inputs"]))
            expect("the action has no inputs %s" % strange, not strange)
            missing = [i for i, of in action["inputs"].items() if of.get("required") and i not in given]
            expect("the action is not given %s" % missing, not missing)
            comment = step["with"].get("comment-file", action["inputs"]["comment-file"]["default"])
            scripts = "\n".join(s.get("run", "") for s in job["steps"])
            expect("%s is not what is commented" % comment, "--body-file %s " % comment in scripts)
    expect("workflow: it does not use the action", uses)


def main():
    paths = sys.argv[1:] or ["action.yml", "examples/lexicons-workflow.yml"]
    action, workflow = (yaml.safe_load(open(path, encoding="utf-8")) for path in paths)
    check_action(action)
    check_workflow(workflow, action)
    print("\n".join(FAULTS) if FAULTS else "the action and the workflow are valid")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
