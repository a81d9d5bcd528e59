#include "cli/cli.h"

static const cli_option takes[] = {OPT_LEXICON, OPT_SET, OPT_UNIT, OPT_ENCODING, OPT_HELP, OPT_END};

static int run(int argc, char **argv)
{
    return cli_run_on_answers(&cli_tokens, argc, argv, vb_tokens);
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
    .run = run,
};
