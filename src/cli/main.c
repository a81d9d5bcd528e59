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
        return cli_run(command, argc - 1, argv + 1);
    bool is_word = argc > 1 && argv[1][0] != '-' && strpbrk(argv[1], "./") == NULL;
    if (is_word && access(argv[1], F_OK) != 0)
        return cli_usage_error("there is no command and no file %s; see verbatim --help", argv[1]);
    return cli_run(&cli_report, argc, argv);
}

int main(int argc, char **argv)
{
    (void)signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, said like any other */
    int status = dispatch(argc, argv);
    if ((ferror(stdout) || fclose(stdout) != 0) && status != CLI_TROUBLE)
        status = cli_usage_error("cannot write the output: %s", strerror(errno));
    return status;
}
