#include "cli/cli.h"

static const cli_option takes[] = {OPT_ON,    OPT_CORPUS_GOLD, OPT_LEXICON, OPT_SUGGEST_FORMAT, OPT_DIFF_SEED,
                                   OPT_SET,   OPT_ANSWER,      OPT_ID,      OPT_FROM,           OPT_ENCODING,
                                   OPT_SHEET, OPT_UNIT,        OPT_QUIET,   OPT_HELP,           OPT_END};

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
    return vb_lexicon_suggest(&job, &options, stdout, &err) == VB_OK ? CLI_FINE : cli_fail(&err);
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
        "before taking one over, and see what it does with verbatim lexicon diff.\n\n"
        "  verbatim lexicon suggest --on survey.csv\n"
        "  verbatim lexicon suggest lexicons/mine.yaml --on coded.csv --gold codes --format yaml\n",
    .options = takes,
    .work = suggest,
};
