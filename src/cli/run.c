/* Running a command: parse, help or work, and what commands on records share. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void cli_tell(void *context, const char *line)
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
        cli_tell(NULL, lines[unit]);
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

/* What jobs on records share.  False after saying that a file has no name. */
static bool begin(cli_arguments *a, cli_progress *progress)
{
    for (size_t i = 0; i < a->n_operands; i++) {
        if (a->operands[i][0] == '\0') {
            (void)cli_usage_error("the name of the file is empty");
            return false;
        }
    }
    a->job.inputs = a->operands;
    a->job.n_inputs = a->n_operands;
    a->job.width = a->job.output == NULL ? cli_width() : FILE_WIDTH;
    a->job.colour = a->job.output == NULL && takes_colour();
    a->job.tell = a->quiet ? NULL : cli_tell;
    a->job.progress = a->quiet ? NULL : show_progress;
    a->job.context = progress;
    cli_progress_begin(progress, !a->quiet);
    bool from_input =
        (a->n_operands == 0 && !a->sample.size_only) || (a->n_operands > 0 && strcmp(a->operands[0], "-") == 0);
    if (from_input && !a->quiet)
        tell_waiting(a->job.unit);
    return true;
}

int cli_work_with_arguments(cli_arguments *a,
                            vb_status (*run)(const cli_arguments *arguments, FILE *out, vb_error *err))
{
    vb_error err = {0};
    cli_progress progress;
    if (!begin(a, &progress))
        return CLI_TROUBLE;
    vb_status outcome = run(a, stdout, &err);
    cli_progress_clear(&progress);
    return outcome == VB_OK ? CLI_FINE : cli_fail(&err);
}

int cli_work_on_answers(cli_arguments *a, vb_status (*run)(const vb_job *job, const vb_str *answers, size_t n,
                                                           FILE *out, vb_error *err))
{
    vb_error err = {0};
    vb_str *answers = NULL;
    size_t n = 0;
    bool from_input = a->n_operands == 0 || a->job.unit == VB_UNIT_FILE;
    if (a->n_operands == 0)
        tell_waiting(a->job.unit);
    if (from_input) {
        a->job.inputs = a->operands;
        a->job.n_inputs = a->n_operands;
    } else if ((answers = calloc(a->n_operands, sizeof *answers)) == NULL) {
        return cli_usage_error("out of memory");
    }
    for (; !from_input && n < a->n_operands; n++)
        answers[n] = (vb_str){a->operands[n], strlen(a->operands[n])};
    a->job.width = cli_width();
    a->job.tell = cli_tell;
    int status = run(&a->job, answers, n, stdout, &err) == VB_OK ? CLI_FINE : cli_fail(&err);
    free(answers);
    return status;
}

int cli_run(const cli_command *command, int argc, char **argv)
{
    if (command->dispatch != NULL)
        return command->dispatch(argc, argv);
    cli_arguments a;
    int status = CLI_TROUBLE;
    if (cli_parse(command, argc, argv, &a) && (a.help || cli_keeps_files(&a)))
        status = a.help ? cli_help(command) : command->work(&a);
    cli_arguments_release(&a);
    return status;
}
