#include "cli/cli.h"

static const cli_option takes[] = {OPT_LEXICON, OPT_SET, OPT_UNIT, OPT_ENCODING, OPT_HELP, OPT_END};

static int work(cli_arguments *a)
{
    return cli_work_on_answers(a, vb_tokens);
}

const cli_command cli_tokens = {
    .name = "tokens",
    .summary = "show how an answer is cut into words, clauses and sentences",
    .usage = "tokens [OPTION]... [ANSWER]...",
    .about = "Shows each token's bytes, sentence and clause, its folded form and its stem, and whether the lexicon\n"
             "knows it.  Without ANSWER, each line of standard input is one (or each paragraph, with --unit\n"
             "paragraph).  With --unit file each ANSWER names a file, which is one answer.\n\n"
             "  verbatim tokens \"no time.no money\"\n",
    .options = takes,
    .work = work,
};
