#include "cli/cli.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_option takes[] = {
    OPT_ON, OPT_CORPUS_GOLD, OPT_APPLY,    OPT_LEXICON, OPT_SUGGEST_FORMAT, OPT_DIFF_SEED, OPT_SET,  OPT_ANSWER,
    OPT_ID, OPT_FROM,        OPT_ENCODING, OPT_SHEET,   OPT_UNIT,           OPT_QUIET,     OPT_HELP, OPT_END};

/* The line that is being typed.  Ctrl-C is heeded only while one is waited for, so that the file is written or not,
 * and what is said of it is true. */
typedef struct {
    char *text;
    size_t room;
    bool asks, stopped;
    sigset_t as_before; /* signals that were held back before the first question */
} typed_line;

static void wake(int number)
{
    (void)number; /* that the waiting ends is all */
}

static void begin_asking(typed_line *typed)
{
    sigset_t interrupt;
    (void)sigemptyset(&interrupt);
    (void)sigaddset(&interrupt, SIGINT);
    (void)sigprocmask(SIG_BLOCK, &interrupt, &typed->as_before);
    (void)sigaction(SIGINT, &(struct sigaction){.sa_handler = wake}, NULL);
    typed->asks = true;
}

/* Let a Ctrl-C do what it does: the shell is to see that the program ended by it. */
static void end_asking(typed_line *typed)
{
    free(typed->text);
    if (!typed->asks)
        return;
    (void)signal(SIGINT, SIG_DFL);
    if (typed->stopped)
        (void)raise(SIGINT);
    (void)sigprocmask(SIG_SETMASK, &typed->as_before, NULL);
}

static bool ask(void *context, const char *question, const char **line)
{
    typed_line *typed = context;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (!typed->asks)
        begin_asking(typed);
    (void)fputs(question, stderr);
    (void)fflush(stderr);
    typed->stopped = ppoll(&input, 1, NULL, &typed->as_before) < 0 && errno == EINTR;
    if (typed->stopped)
        (void)fputc('\n', stderr);
    else
        *line = getline(&typed->text, &typed->room, stdin) < 0 ? NULL : typed->text;
    return !typed->stopped;
}

static int suggest(cli_arguments *a)
{
    vb_error err = {0};
    vb_job job = a->job;
    vb_suggest_options options = {.gold = a->check.gold, .seed = a->diff.seed == 0 ? 1 : a->diff.seed};
    if (a->n_operands > 1 || (a->n_operands == 1 && job.lexicon != NULL))
        return cli_usage_error("lexicon suggest takes one lexicon; see verbatim lexicon suggest --help");
    if (a->on == NULL)
        return cli_usage_error("lexicon suggest needs a corpus: --on FILE");
    if (a->n_operands == 1)
        job.lexicon = a->operands[0];
    job.inputs = &a->on;
    job.n_inputs = 1;
    job.tell = a->quiet ? NULL : cli_tell;
    if (a->apply && job.format != VB_FORMAT_DEFAULT)
        return cli_usage_error("--apply prints no list: leave --format out");
    if (a->apply && job.lexicon == NULL)
        return cli_usage_error("--apply writes into a lexicon's file: name it");
    if (a->apply && (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO) || strcmp(a->on, "-") == 0))
        return cli_usage_error("--apply asks about each suggestion: run it at a terminal, with the corpus in a file");
    typed_line typed = {0};
    if (a->apply) {
        options.ask = ask;
        options.context = &typed;
    }
    vb_status status = vb_lexicon_suggest(&job, &options, stdout, &err);
    int outcome = status == VB_OK ? CLI_FINE : cli_fail(&err);
    end_asking(&typed);
    return outcome;
}

const cli_command cli_lexicon_suggest = {
    .name = "lexicon suggest",
    .summary = "say what a lexicon lacks, by the answers of a corpus",
    .usage = "lexicon suggest [OPTION]... [LEXICON] --on FILE",
    .about =
        "Lists words and phrases that stand out in the answers without a code, and words that may be the lexicon's,\n"
        "misspelled.  With --gold it lists instead the terms that would add codes as people gave them, found on one\n"
        "half of the answers and confirmed on the other, and terms that mostly give a code wrongly.  Read the "
        "answers\n"
        "before taking one over, and see what it does with verbatim lexicon diff.\n"
        "With --apply each suggestion is shown with answers that have it: y adds it to the lexicon's file, n passes "
        "it\n"
        "over, q stops, ? says what can be typed; without --gold the path of a category says where a term goes.  "
        "The\n"
        "file is written at the end (Ctrl-C writes nothing), what else is in it stays as it is; a lexicon that\n"
        "comes with the program has to be copied first: verbatim lexicon show NAME --format yaml > my.yaml\n"
        "The lexicon as it was is kept as FILE.orig (FILE.orig-2 if there is another), unless git has it.\n\n"
        "  verbatim lexicon suggest --on survey.csv\n"
        "  verbatim lexicon suggest lexicons/mine.yaml --on coded.csv --gold codes --format yaml\n"
        "  verbatim lexicon suggest lexicons/mine.yaml --on coded.csv --gold codes --apply\n",
    .options = takes,
    .work = suggest,
};
