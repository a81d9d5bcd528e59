/* lexicon SUBCOMMAND: one row a subcommand, each in a file of its own. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

/* Their names begin with "lexicon ". */
static const cli_command *const subcommands[] = {&cli_lexicon_check,   &cli_lexicon_test, &cli_lexicon_diff,
                                                 &cli_lexicon_suggest, &cli_lexicon_show, &cli_lexicon_kwic,
                                                 &cli_lexicon_convert, &cli_lexicon_tune};

enum { N_SUBCOMMANDS = sizeof subcommands / sizeof *subcommands };

static const char *name_of(const cli_command *subcommand)
{
    return subcommand->name + strlen("lexicon ");
}

const cli_command *cli_lexicon_find(const char *name)
{
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        if (strcmp(name, name_of(subcommands[i])) == 0)
            return subcommands[i];
    return NULL;
}

int cli_lexicon_unknown(const char *name)
{
    const char *names[N_SUBCOMMANDS];
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        names[i] = name_of(subcommands[i]);
    return cli_unknown("lexicon has no subcommand %s%s; see verbatim lexicon --help", name, "", names, N_SUBCOMMANDS);
}

static void print_subcommands(FILE *out)
{
    (void)fprintf(out, "usage: verbatim lexicon SUBCOMMAND [OPTION]... [ARGUMENT]...\n\n"
                       "Works on lexicons themselves.\n\n"
                       "Subcommands:\n");
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        (void)fprintf(out, "  %-9s %s\n", name_of(subcommands[i]), subcommands[i]->summary);
    (void)fprintf(out, "\n`verbatim lexicon SUBCOMMAND --help` shows a subcommand's options.\n");
}

static int dispatch(int argc, char **argv)
{
    if (argc < 2) {
        print_subcommands(stderr);
        return CLI_TROUBLE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_subcommands(stdout);
        return CLI_FINE;
    }
    const cli_command *subcommand = cli_lexicon_find(argv[1]);
    if (subcommand == NULL)
        return cli_lexicon_unknown(argv[1]);
    return cli_run(subcommand, argc - 1, argv + 1);
}

static int help(void)
{
    print_subcommands(stdout);
    return CLI_FINE;
}

const cli_command cli_lexicon = {
    .name = "lexicon",
    .summary = "check, test, compare, show, search, convert and tune lexicons",
    .help = help,
    .dispatch = dispatch,
};
