#include "cli/cli.h"

static const cli_option takes[] = {OPT_SET, OPT_SHOW_FORMAT, OPT_HELP, OPT_END};

static int run(int argc, char **argv)
{
    cli_arguments a;
    vb_error err = {0};
    int status = CLI_TROUBLE;
    if (!cli_parse(&cli_lexicon_show, argc, argv, &a))
        goto done;
    if (a.help) {
        status = cli_help(&cli_lexicon_show);
        goto done;
    }
    if (a.n_operands < 1 || a.n_operands > 2) {
        (void)cli_usage_error(
            "lexicon show takes a lexicon and at most one category; see verbatim lexicon show --help");
        goto done;
    }
    a.job.lexicon = a.operands[0];
    const char *path = a.n_operands > 1 ? a.operands[1] : NULL;
    status = vb_lexicon_show(&a.job, path, stdout, &err) == VB_OK ? CLI_FINE : cli_fail(&err);
done:
    cli_arguments_release(&a);
    return status;
}

const cli_command cli_lexicon_show = {
    .name = "lexicon show",
    .summary = "show a lexicon's categories and terms",
    .usage = "lexicon show [OPTION]... NAME|FILE [CATEGORY]",
    .about = "Shows a lexicon's categories as a tree: path, label, the number of terms of its own and of all below.\n"
             "With CATEGORY its terms too.\n\n"
             "  verbatim lexicon show challenges\n"
             "  verbatim lexicon show challenges buy-in/leadership\n"
             "  verbatim lexicon show challenges --format yaml > challenges.yaml\n",
    .options = takes,
    .run = run,
};
