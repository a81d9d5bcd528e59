#include "cli/cli.h"

static const cli_option takes[] = {OPT_LEXICON, OPT_SET, OPT_UNIT, OPT_ENCODING, OPT_HELP, OPT_END};

static int work(cli_arguments *a)
{
    return cli_work_on_answers(a, vb_explain);
}

const cli_command cli_explain = {
    .name = "explain",
    .summary = "say how an answer comes to its codes",
    .usage = "explain [OPTION]... [ANSWER]...",
    .about = "Shows an answer's clauses, words and stems, what each term of the lexicon matched, what was denied,\n"
             "cancelled or hidden and by which rule, the scores and the primary code; for an uncoded answer the\n"
             "terms that came nearest.  Without ANSWER, each line of standard input is one (or each paragraph,\n"
             "with --unit paragraph).  With --unit file each ANSWER names a file, which is one answer.\n\n"
             "  verbatim explain \"PD is not the issue, parents are\"\n",
    .options = takes,
    .work = work,
};
