"""completions.py VERBATIM: what bash and zsh complete, and what the manual describes, is what the program takes.

Commands and options are those of --help; the values of options those that the program names when it is given a wrong
one.  bash is asked by its own variables, zsh in a terminal of our own."""
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
ENVIRONMENT = dict(os.environ, PATH=os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], TERM="dumb", LC_ALL="C.UTF-8")
FAULTS = []


def expect(what, got, wanted):
    if sorted(got) != sorted(wanted):
        FAULTS.append("%s: %s too many, %s missing" % (what, sorted(set(got) - set(wanted)), sorted(set(wanted) - set(got))))


def run(*arguments, stdin=""):
    return subprocess.run([PROGRAM, *arguments], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True)


def commands_of(*route):
    part = run(*route, "--help").stdout.partition("Commands:\n")[2].partition("\n\n")[0]
    return re.findall(r"^  ([a-z-]+) ", part, re.M)


def options_of(*route):
    return re.findall(r"^  (?:-[a-z], )?(--[a-z0-9-]+)", run(*route, "--help").stdout, re.M)


def routes(*route):
    for command in commands_of(*route):
        yield route + (command,)
        yield from routes(*route, command)


def bash(*words):
    """What bash completes of the last word."""
    script = '. completions/verbatim.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _verbatim; printf "%s\\n" "${COMPREPLY[@]}"'
    return subprocess.run(["bash", "-c", script, "bash", "verbatim", *words], stdout=subprocess.PIPE, env=ENVIRONMENT,
                          universal_newlines=True, check=True).stdout.split()


class Zsh:
    """A zsh that shows on request what it would complete."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.empty = self.folder.name
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.environ.update(ENVIRONMENT, ZDOTDIR=self.empty)
            os.execvp("zsh", ["zsh", "-f", "-i"])
        self.say("fpath=($PWD/completions $fpath); autoload -Uz compinit; compinit -u -D; cd %s; LISTMAX=1000; "
                 "PS1=; stty -echo; unsetopt zle_bracketed_paste; zstyle ':completion:*' verbose no; "
                 "zstyle ':completion:*:*' list-packed no; stty cols 200 rows 500; echo rea''dy\n" % self.empty, "ready")

    def say(self, text, until, seconds=20):
        os.write(self.terminal, text.encode())
        seen, end = "", time.monotonic() + seconds
        while until not in seen and time.monotonic() < end:
            if select.select([self.terminal], [], [], 0.1)[0]:
                seen += os.read(self.terminal, 65536).decode("utf-8", "replace")
        return seen

    def completes(self, line):
        """The words that it lists for the line: ^D lists, ^U then empties the line."""
        seen = self.say(line + "\x04\x15echo do''ne\n", "done\r\n")
        listed = "\n".join(row for row in seen.split("\n")[1:] if "verbatim" not in row and "echo" not in row)
        return re.findall(r"(?<![\w-])(--?[a-z][a-z0-9-]*|[a-z][a-z-]*|[0-9])(?=\s|$)", listed)


def values_named(pattern, *arguments):
    """The words of the program's message on a wrong value."""
    message = run(*arguments, stdin="x\n").stderr
    found = re.search(pattern, message)
    if found is None:
        sys.exit("%s: no %s in: %s" % (" ".join(arguments), pattern, message))
    return re.split(r",? or |, ", found.group(1))


VALUES = [
    ("code", "--format", values_named(r"code writes (.*)", "code", "--format", "json")),
    ("report", "--format", values_named(r"report writes (.*)", "report", "--format", "tsv")),
    ("merge", "--format", values_named(r"merge writes (.*)", "merge", "--format", "tsv")),
    ("code", "--from", values_named(r"--from takes (.*), not", "code", "--from", "json")),
    ("code", "--lexicon", values_named(r"(challenges, [a-z, -]*[a-z])", "code", "--lexicon", "nosuch")),
    ("code", "--unit", values_named(r"one of: (.*)", "code", "--unit", "x")),
    ("code", "--columns", values_named(r"some of ([a-z, ]*),", "code", "--columns", "x")),
    ("agree", "--format", values_named(r"agree writes (.*)", "agree", "--format", "tsv")),
    ("agree", "--on", values_named(r"one of: (.*)", "agree", "--on", "x")),
    ("agree", "--distance", values_named(r"one of: (.*)", "agree", "--distance", "x")),
    ("code", "--level", ["1", "2"]),
    ("report", "--count", values_named(r"one of: (.*)", "report", "--count", "x")),
]

zsh = Zsh()
asked = 0
every = list(routes())
with open("man/verbatim.1", encoding="utf-8") as file:
    manual = file.read().replace("\\-", "-")
for route in [()] + every:
    wanted = options_of(*(route or ("report",))) + ([] if route else ["--version"])
    expect("bash: %s --" % " ".join(route), bash(*route, "--"), wanted)
    expect("zsh: %s --" % " ".join(route), [w for w in zsh.completes(" ".join(("verbatim",) + route + ("--",)))
                                             if w.startswith("--")], wanted)
    expect("the manual: %s" % " ".join(route), [o for o in wanted if re.search(re.escape(o) + r"(?![a-z0-9-])", manual)], wanted)
    asked += 1
expect("bash: commands", set(bash("")) & {r[0] for r in every}, commands_of())
expect("zsh: commands", set(zsh.completes("verbatim ")) & {r[0] for r in every}, commands_of())
for command, option, wanted in VALUES:
    expect("bash: %s %s" % (command, option), [w for w in bash(command, option, "") if w not in os.listdir(".")], wanted)
    expect("bash: %s %s=" % (command, option), [w for w in bash(command, option, "=") if w not in os.listdir(".")], wanted)
    expect("zsh: %s %s" % (command, option), set(zsh.completes("verbatim %s %s " % (command, option))) - {"done"}, wanted)
print("%d lists of options, %d of values, %d wrong" % (asked, len(VALUES), len(FAULTS)))
print("\n".join(FAULTS))
sys.exit(1 if FAULTS or asked < 5 else 0)
