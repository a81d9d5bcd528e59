#include "cli/cli.h"

static const cli_option takes[] = {OPT_GOLD, OPT_ON,       OPT_OUTPUT, OPT_IN_PLACE, OPT_SEED, OPT_SET, OPT_ANSWER,
                                   OPT_FROM, OPT_ENCODING, OPT_SHEET,  OPT_QUIET,    OPT_HELP, OPT_END};

static int tune(cli_arguments *a)
{
    vb_error err = {0};
    vb_job job = a->job;
    if (a->n_operands != 1 || a->on == NULL || a->agree.gold == NULL)
        return cli_usage_error(
            "lexicon tune takes a lexicon, --gold COL and --on FILE; see verbatim lexicon tune --help");
    if (a->in_place && a->has_output)
        return cli_usage_error("--in-place and --output exclude each other: give one");
    if (a->has_output && job.output == NULL)
        return cli_usage_error("standard output has the figures: name a file for the lexicon with --output");
    job.lexicon = a->operands[0];
    job.inputs = &a->on;
    job.n_inputs = 1;
    job.tell = a->quiet ? NULL : cli_tell;
    if (a->in_place)
        job.output = job.lexicon;
    return vb_lexicon_tune(&job, a->agree.gold, stdout, &err) == VB_OK ? CLI_FINE : cli_fail(&err);
}

const cli_command cli_lexicon_tune = {
    .name = "lexicon tune",
    .summary = "make the weights of a lexicon's terms from coded answers",
    .usage = "lexicon tune --gold COL --on FILE [OPTION]... LEXICON",
    .about =
        "Makes the weights of the terms that a lexicon has from answers that people have coded: a logistic model of\n"
        "the main challenge, which holds them near to where they are, by a penalty chosen by cross-validation.\n"
        "Shows how well the codes agree before and after, on answers that the weights were not made from, and each\n"
        "weight that changes.  With --output or --in-place they are written into the source, where nothing else\n"
        "changes; no term is added.  Where tuning gains nothing, nothing is changed.\n\n"
        "  verbatim lexicon tune challenges --gold gold_primary --on coded.csv -o tuned.yaml\n",
    .options = takes,
    .work = tune,
};
