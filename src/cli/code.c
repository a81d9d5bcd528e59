#include "cli/cli.h"

static const cli_option takes[] = {OPT_LEXICON, OPT_SET,    OPT_ANSWER, OPT_ID,      OPT_BY,   OPT_FROM,
                                   OPT_LEVEL,   OPT_FORMAT, OPT_UNIT,   OPT_THREADS, OPT_HELP, OPT_END};

static int run(int argc, char **argv)
{
    return cli_run_on_input(&cli_code, argc, argv, vb_code);
}

const cli_command cli_code = {
    .name = "code",
    .summary = "code every answer and write the records with their codes",
    .usage = "code [OPTION]... [FILE]",
    .about = "Reads a survey export (or standard input) and writes it again with the columns primary, codes,\n"
             "scores, margin, reason and evidence added, and COL_group for each column that a lexicon groups.\n"
             "Formats: csv, tsv, jsonl, text (default: as the input; csv for plain text).\n\n"
             "  verbatim code survey.csv > coded.csv\n"
             "  echo \"Training is fine, it's getting veteran teachers on board\" | verbatim code\n",
    .options = takes,
    .run = run,
};
