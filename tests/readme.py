"""readme.py VERBATIM README: run the README's examples.

In a ```console block a line that begins with "$ " is a command for a shell, lines after it that begin with "> " (or are
">") go on with it, and the lines up to the next command are its output, both streams.  A line "..." stands for any lines.
Commands run in a folder of their own where corpora, lexicons and examples are to be seen, with `verbatim` on the PATH.
Blocks of other kinds are not run."""
import os
import re
import subprocess
import sys
import tempfile


def blocks(text):
    return re.findall(r"^```console\n(.*?)^```$", text, re.S | re.M)


def steps(block):
    command, output = None, []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield command, output
            command, output = line[2:], []
        elif command is not None and not output and (line.startswith("> ") or line == ">"):
            command += "\n" + line[2:]
        else:
            output.append(line)
    if command is not None:
        yield command, output


def agrees(expected, got):
    """True if `got` is `expected`, where "..." stands for any lines."""
    if not expected:
        return not got
    if expected[0] == "...":
        return any(agrees(expected[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and expected[0].rstrip() == got[0].rstrip() and agrees(expected[1:], got[1:])


def main():
    verbatim, readme = os.path.abspath(sys.argv[1]), sys.argv[2]
    top = os.getcwd()
    with open(readme, encoding="utf-8") as file:
        found = [step for block in blocks(file.read()) for step in steps(block)]
    if not found:
        sys.exit("%s: no examples" % readme)
    bad = 0
    with tempfile.TemporaryDirectory() as work:
        os.symlink(verbatim, os.path.join(work, "verbatim"))
        for name in ("corpora", "lexicons", "examples"):
            os.symlink(os.path.join(top, name), os.path.join(work, name))
        environment = dict(os.environ, PATH=work + ":" + os.environ["PATH"])
        for command, expected in found:
            run = subprocess.run(["sh", "-c", command], cwd=work, env=environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
            got = run.stdout.decode("utf-8", "replace").splitlines()
            if not agrees(expected, got):
                bad += 1
                print("$ %s\n--- expected\n%s\n--- got\n%s" % (command, "\n".join(expected), "\n".join(got)))
    print("%d examples, %d failed" % (len(found), bad))
    sys.exit(1 if bad else 0)


main()
