#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_command *const commands[] = {&cli_report, &cli_code,   &cli_explain, &cli_tokens,
                                              &cli_agree,  &cli_sample, &cli_merge, &cli_lexicon};

enum { N_COMMANDS = sizeof commands / sizeof *commands };

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

static int fail_unknown(const char *format, const char *name)
{
    const char *names[N_COMMANDS];
    for (size_t i = 0; i < N_COMMANDS; i++)
        names[i] = commands[i]->name;
    return cli_unknown(format, name, "", names, N_COMMANDS);
}

static int help(int argc, char **argv)
{
    const cli_command *command = argc > 2 ? find_command(argv[2]) : NULL;
    if (argc > 2 && command == NULL)
        return fail_unknown("there is no command %s%s; see verbatim --help", argv[2]);
    if (command == &cli_lexicon && argc > 3) {
        command = cli_lexicon_find(argv[3]);
        if (command == NULL)
            return cli_lexicon_unknown(argv[3]);
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
        return cli_run(command, argc - 1, argv + 1);
    bool is_word = argc > 1 && argv[1][0] != '-' && strpbrk(argv[1], "./") == NULL;
    if (is_word && access(argv[1], F_OK) != 0)
        return fail_unknown("there is no command and no file %s%s; see verbatim --help", argv[1]);
    return cli_run(&cli_report, argc, argv);
}

int main(int argc, char **argv)
{
    (void)signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write */
    int status = dispatch(argc, argv);
    bool whole = ferror(stdout) == 0 && fflush(stdout) == 0;
    if (!whole && status != CLI_TROUBLE) {
        char text[128];
        (void)snprintf(text, sizeof text, "cannot write the output: %s", strerror(errno));
        status = cli_fail_output(text);
    }
    if (fclose(stdout) != 0 && whole && status != CLI_TROUBLE)
        status = cli_usage_error("cannot write the output: %s", strerror(errno));
    return status;
}
