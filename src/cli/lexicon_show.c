#include "cli/cli.h"

static const cli_option takes[] = {OPT_TERM,     OPT_ON,    OPT_SET,   OPT_SHOW_FORMAT, OPT_ANSWER, OPT_FROM,
                                   OPT_ENCODING, OPT_SHEET, OPT_QUIET, OPT_HELP,        OPT_END};

static int show(cli_arguments *a)
{
    vb_error err = {0};
    vb_job job = a->job;
    if (a->n_operands < 1 || a->n_operands + (a->term != NULL) > 2)
        return cli_usage_error(
            "lexicon show takes a lexicon and at most one category or --term; see verbatim lexicon "
            "show --help");
    const char *path = a->n_operands > 1 ? a->operands[1] : NULL;
    if (a->on != NULL && path == NULL && a->term == NULL)
        return cli_usage_error("--on shows the words that fill the slots of terms: name a category or --term TERM");
    job.lexicon = a->operands[0];
    job.inputs = &a->on;
    job.n_inputs = a->on != NULL;
    job.tell = a->quiet ? NULL : cli_tell;
    return vb_lexicon_show(&job, path, a->term, stdout, &err) == VB_OK ? CLI_FINE : cli_fail(&err);
}

const cli_command cli_lexicon_show = {
    .name = "lexicon show",
    .summary = "show a lexicon's categories, its terms, or its source",
    .usage = "lexicon show [OPTION]... NAME|FILE [CATEGORY]",
    .about =
        "Shows a lexicon's categories as a tree: the number of terms of its own and of all below, that of its\n"
        "indicators where there are any, and its label.  With CATEGORY its terms and indicators too, and what each\n"
        "is made of: its slots, gaps and alternatives, and which stem a word stands for.  --term does the same for\n"
        "a term that the lexicon need not have.  With --on, below each slot the words of a corpus that fill it,\n"
        "with how often they come.\n\n"
        "  verbatim lexicon show challenges\n"
        "  verbatim lexicon show challenges buy-in/leadership\n"
        "  verbatim lexicon show challenges --term \"lack ... train\" --on survey.csv\n"
        "  verbatim lexicon show challenges --format yaml > challenges.yaml\n",
    .options = takes,
    .work = show,
};
