#include "cli/cli.h"

static const cli_option takes[] = {OPT_N,         OPT_TARGET_ALPHA, OPT_WIDTH, OPT_RAREST,     OPT_SIZE_ONLY,
                                   OPT_SAMPLE_BY, OPT_CODERS,       OPT_SPLIT, OPT_SEED,       OPT_LEXICON,
                                   OPT_SET,       OPT_ANSWER,       OPT_ID,    OPT_OUTPUT,     OPT_MANIFEST,
                                   OPT_FROM,      OPT_ENCODING,     OPT_SHEET, OPT_KEEP_GOING, OPT_KEEP_UNFINISHED,
                                   OPT_QUIET,     OPT_HELP,         OPT_END};

static vb_status run_sample(const cli_arguments *a, FILE *out, vb_error *err)
{
    return vb_sample(&a->job, &a->sample, out, err);
}

static int work(cli_arguments *a)
{
    return cli_work_with_arguments(a, run_sample);
}

const cli_command cli_sample = {
    .name = "sample",
    .summary = "draw answers into sheets for blind double coding",
    .usage = "sample [OPTION]... [FILE]...",
    .about =
        "Draws answers at random, or by strata, into a sheet for each coder: id, answer, primary (in XLSX a "
        "drop-down),\n"
        "a column of 0 and 1 for each code, unsure, memo.  Codes and other columns are left out, the order is\n"
        "shuffled for each coder, and an XLSX sheet carries the codebook as its second sheet.  `agree` reads the\n"
        "filled-in sheets.  With -o the format is .csv or .xlsx; else CSV to standard output.\n\n"
        "  verbatim sample survey.csv --target-alpha 0.8 --rarest 0.05 --coders ana,ben -o sheet.xlsx\n"
        "  verbatim sample --target-alpha 0.8 --rarest 0.05 --size-only\n"
        "  verbatim sample survey.csv --n 200 --by job_title --split 0.5 --seed 7 -o sheet.csv\n",
    .options = takes,
    .work = work,
};
