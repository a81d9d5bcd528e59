#include "cli/cli.h"

static const cli_option takes[] = {
    OPT_LEXICON, OPT_SET,         OPT_ANSWER,        OPT_ID,         OPT_BY,
    OPT_FROM,    OPT_ENCODING,    OPT_SHEET,         OPT_KEEP_GOING, OPT_KEEP_UNFINISHED,
    OPT_LEVEL,   OPT_FORMAT,      OPT_OUTPUT,        OPT_MANIFEST,   OPT_COLUMNS,
    OPT_PREFIX,  OPT_FILE_COLUMN, OPT_DROP_PERSONAL, OPT_SAFE_CELLS, OPT_UNIT,
    OPT_THREADS, OPT_QUIET,       OPT_HELP,          OPT_END};

static vb_status run_code(const cli_arguments *a, FILE *out, vb_error *err)
{
    return vb_code(&a->job, out, err);
}

static int work(cli_arguments *a)
{
    return cli_work_with_arguments(a, run_code);
}

const cli_command cli_code = {
    .name = "code",
    .summary = "code every answer and write the records with their codes",
    .usage = "code [OPTION]... [FILE]...",
    .about =
        "Reads survey exports (or standard input): CSV, TSV, plain text, JSON Lines, Excel workbooks, SPSS, Stata "
        "and\n"
        "SAS files, also compressed (.gz, .zst).  Writes the records again with the columns primary, codes, scores,\n"
        "margin, reason and evidence added, and COL_group for each column that a lexicon groups.\n"
        "Several files are one study: the first has the columns, others have theirs matched by name.\n"
        "Formats: csv, tsv, jsonl, text and, with -o, xlsx, sav, dta (default: as the input; csv where the input\n"
        "is plain text or is no stream).\n\n"
        "  verbatim code survey.csv > coded.csv\n"
        "  verbatim code -o coded.xlsx spring.csv autumn.csv --file-column\n"
        "  echo \"Training is fine, it's getting veteran teachers on board\" | verbatim code\n",
    .options = takes,
    .work = work,
};
