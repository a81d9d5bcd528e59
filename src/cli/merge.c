#include "cli/cli.h"

static const cli_option takes[] = {OPT_MERGE_LEXICON, OPT_COUNT, OPT_LEVEL,      OPT_HEADLINE, OPT_MIN_GROUP,
                                   OPT_MIN_CELL,      OPT_SEED,  OPT_SAVE_TALLY, OPT_FORMAT,   OPT_OUTPUT,
                                   OPT_MANIFEST,      OPT_QUIET, OPT_HELP,       OPT_END};

static vb_status run_merge(const cli_arguments *a, FILE *out, vb_error *err)
{
    return vb_merge(&a->job, out, err);
}

static int work(cli_arguments *a)
{
    return cli_work_with_arguments(a, run_merge);
}

const cli_command cli_merge = {
    .name = "merge",
    .summary = "add up the tallies of several surveys, and report on all",
    .usage = "merge [OPTION]... TALLY...",
    .about =
        "A tally is what `report --save-tally` writes of a survey: its counts by group, and none of its answers.\n"
        "Districts that may not pass on what people wrote can pass on that.  The report is the one that all answers\n"
        "together would have given; so the tallies must be coded with one lexicon and broken out by the same "
        "columns.\n"
        "Formats are those of `report`.  A tally has small counts, too: it is for the analyst, not for the page.\n\n"
        "  verbatim report --save-tally north.jsonl north.csv\n"
        "  verbatim report --save-tally south.jsonl south.csv\n"
        "  verbatim merge -o page.html north.jsonl south.jsonl\n",
    .options = takes,
    .work = work,
};
