#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const cli_command *const commands[] = {&cli_report, &cli_code,   &cli_explain, &cli_tokens,
                                              &cli_agree,  &cli_sample, &cli_lexicon};

enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void tell(void *context, const char *line)
{
    if (context != NULL)
        cli_progress_clear(context);
    (void)cli_usage_error("%s", line);
}

static void show_progress(void *context, const vb_progress *now)
{
    cli_progress_show(context, now);
}

enum { FILE_WIDTH = 120 }; /* a file or a pipe has no edge to wrap at */

/* Whoever types sees why nothing happens. */
static void tell_waiting(vb_unit unit)
{
    static const char *const lines[] = {"reading standard input: an answer a line, end with Ctrl-D",
                                        "reading standard input: an answer a paragraph, end with Ctrl-D",
                                        "reading standard input: all of it is one answer, end with Ctrl-D"};
    if (isatty(STDIN_FILENO))
        tell(NULL, lines[unit]);
}

size_t cli_width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return FILE_WIDTH;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 80;
}

/* Standard output takes colours: a terminal that is not dumb, and nobody has asked for none (no-color.org). */
static bool takes_colour(void)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && (none == NULL || none[0] == '\0') && terminal != NULL &&
           strcmp(terminal, "dumb") != 0;
}

/* Either of the two is NULL. */
static int run_job(const cli_command *command, int argc, char **argv,
                   vb_status (*run)(const vb_job *job, FILE *out, vb_error *err),
                   vb_status (*run_with)(const cli_arguments *arguments, FILE *out, vb_error *err))
{
    cli_arguments a;
    int status = CLI_TROUBLE;
    vb_error err = {0};
    cli_progress progress;
    if (!cli_parse(command, argc, argv, &a))
        goto done;
    if (a.help) {
        status = cli_help(command);
        goto done;
    }
    for (size_t i = 0; i < a.n_operands; i++) {
        if (a.operands[i][0] == '\0') {
            (void)cli_usage_error("the name of the file is empty");
            goto done;
        }
    }
    a.job.inputs = a.operands;
    a.job.n_inputs = a.n_operands;
    a.job.width = a.job.output == NULL ? cli_width() : FILE_WIDTH;
    a.job.colour = a.job.output == NULL && takes_colour();
    a.job.tell = a.quiet ? NULL : tell;
    a.job.progress = a.quiet ? NULL : show_progress;
    a.job.context = &progress;
    cli_progress_begin(&progress, !a.quiet);
    bool from_input =
        (a.n_operands == 0 && !a.sample.size_only) || (a.n_operands > 0 && strcmp(a.operands[0], "-") == 0);
    if (from_input && !a.quiet)
        tell_waiting(a.job.unit);
    vb_status outcome = run != NULL ? run(&a.job, stdout, &err) : run_with(&a, stdout, &err);
    cli_progress_clear(&progress);
    status = outcome == VB_OK ? CLI_FINE : cli_fail(&err);
done:
    cli_arguments_release(&a);
    return status;
}

int cli_run_on_input(const cli_command *command, int argc, char **argv,
                     vb_status (*run)(const vb_job *job, FILE *out, vb_error *err))
{
    return run_job(command, argc, argv, run, NULL);
}

int cli_run_with_arguments(const cli_command *command, int argc, char **argv,
                           vb_status (*run)(const cli_arguments *arguments, FILE *out, vb_error *err))
{
    return run_job(command, argc, argv, NULL, run);
}

int cli_run_on_answers(const cli_command *command, int argc, char **argv,
                       vb_status (*run)(const vb_job *job, const vb_str *answers, size_t n, FILE *out, vb_error *err))
{
    cli_arguments a;
    int status = CLI_TROUBLE;
    vb_error err = {0};
    vb_str *answers = NULL;
    size_t n = 0;
    if (!cli_parse(command, argc, argv, &a))
        goto done;
    if (a.help) {
        status = cli_help(command);
        goto done;
    }
    bool from_input = a.n_operands == 0 || a.job.unit == VB_UNIT_FILE;
    if (a.n_operands == 0)
        tell_waiting(a.job.unit);
    if (from_input) {
        a.job.inputs = a.operands;
        a.job.n_inputs = a.n_operands;
    } else if ((answers = calloc(a.n_operands, sizeof *answers)) == NULL) {
        (void)cli_usage_error("out of memory");
        goto done;
    }
    for (; !from_input && n < a.n_operands; n++)
        answers[n] = (vb_str){a.operands[n], strlen(a.operands[n])};
    a.job.width = cli_width();
    a.job.tell = tell;
    status = run(&a.job, answers, n, stdout, &err) == VB_OK ? CLI_FINE : cli_fail(&err);
done:
    free(answers);
    cli_arguments_release(&a);
    return status;
}

static void print_overview(FILE *out)
{
    (void)fprintf(out,
                  "usage: verbatim [COMMAND] [OPTION]... [FILE]...\n\n"
                  "Codes open-ended survey answers with a lexicon, and shows which challenges each group names.\n\n"
                  "Commands:\n");
    for (size_t i = 0; i < N_COMMANDS; i++)
        (void)fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
    (void)fprintf(out,
                  "\n`verbatim FILE` is `verbatim report FILE`; without FILE standard input is read, an answer a "
                  "line.\n`verbatim COMMAND --help` shows a command's options.\n");
}

static const cli_command *find_command(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i];
    return NULL;
}

static int help(int argc, char **argv)
{
    const cli_command *command = argc > 2 ? find_command(argv[2]) : NULL;
    if (argc > 2 && command == NULL)
        return cli_usage_error("there is no command %s; see verbatim --help", argv[2]);
    if (command == &cli_lexicon && argc > 3) {
        command = cli_lexicon_find(argv[3]);
        if (command == NULL)
            return cli_usage_error("lexicon has no subcommand %s; see verbatim lexicon --help", argv[3]);
    }
    if (command != NULL)
        return cli_help(command);
    print_overview(stdout);
    return CLI_FINE;
}

/* Run what argv asks for.  Without a command it is `report`. */
static int dispatch(int argc, char **argv)
{
    if (argc == 1 && isatty(STDIN_FILENO)) {
        print_overview(stderr);
        return CLI_TROUBLE;
    }
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0))
        return help(argc, argv);
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        printf("verbatim %s\n", VB_VERSION);
        return CLI_FINE;
    }
    const cli_command *command = argc > 1 ? find_command(argv[1]) : NULL;
    if (command != NULL)
        return command->run(argc - 1, argv + 1);
    bool is_word = argc > 1 && argv[1][0] != '-' && strpbrk(argv[1], "./") == NULL;
    if (is_word && access(argv[1], F_OK) != 0)
        return cli_usage_error("there is no command and no file %s; see verbatim --help", argv[1]);
    return cli_report.run(argc, argv);
}

int main(int argc, char **argv)
{
    (void)signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, said like any other */
    int status = dispatch(argc, argv);
    if ((ferror(stdout) || fclose(stdout) != 0) && status != CLI_TROUBLE)
        status = cli_usage_error("cannot write the output: %s", strerror(errno));
    return status;
}
