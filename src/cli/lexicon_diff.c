#include "cli/cli.h"

static const cli_option takes[] = {OPT_ON,         OPT_CORPUS_GOLD,     OPT_POLICY, OPT_REDACT,
                                   OPT_NO_ANSWERS, OPT_FINDINGS_FORMAT, OPT_OUTPUT, OPT_DIFF_SEED,
                                   OPT_SET,        OPT_ANSWER,          OPT_ID,     OPT_BY,
                                   OPT_FROM,       OPT_ENCODING,        OPT_SHEET,  OPT_UNIT,
                                   OPT_THREADS,    OPT_QUIET,           OPT_HELP,   OPT_END};

static int compare(cli_arguments *a)
{
    vb_error err = {0};
    vb_job job = a->job;
    bool passed;
    if (a->n_operands != 2)
        return cli_usage_error(
            "lexicon diff takes two lexicons, the old and the new; see verbatim lexicon diff --help");
    if (a->on == NULL && (a->check.gold != NULL || job.n_by > 0))
        return cli_usage_error("%s needs a corpus: --on FILE", a->check.gold != NULL ? "--gold" : "--by");
    a->diff.gold = a->check.gold;
    a->diff.summary = a->check.summary;
    a->diff.before = a->operands[0];
    a->diff.after = a->operands[1];
    if (a->diff.seed == 0)
        a->diff.seed = 1;
    job.inputs = &a->on;
    job.n_inputs = a->on != NULL;
    job.width = cli_width();
    job.tell = a->quiet ? NULL : cli_tell;
    if (vb_lexicon_diff(&job, &a->diff, stdout, &passed, &err) != VB_OK)
        return cli_fail(&err);
    return passed ? CLI_FINE : CLI_FAILED;
}

const cli_command cli_lexicon_diff = {
    .name = "lexicon diff",
    .summary = "show what a change of a lexicon does to the answers of a corpus",
    .usage = "lexicon diff [OPTION]... OLD NEW [--on FILE]",
    .about =
        "Lists the edits that make NEW out of OLD: terms, sets, cues, words and settings that are added, removed,\n"
        "changed or moved.  With a corpus also each answer whose codes or primary change, with the evidence before\n"
        "and after and the edit that causes it, and how the tables by group change; with --gold, how agreement with\n"
        "the codes that people gave does.  OLD and NEW are lexicons that come with the program, files, or\n"
        "git:REV:PATH with the path from the top of the repository.\n\n"
        "  verbatim lexicon diff git:HEAD:lexicons/mine.yaml lexicons/mine.yaml --on survey.csv\n",
    .options = takes,
    .work = compare,
};
