#include "cli/cli.h"

static const cli_option takes[] = {
    OPT_AGREE_ID,  OPT_GOLD,          OPT_CODED, OPT_AGREE_ON,   OPT_AGREE_LEVEL, OPT_DISTANCE,   OPT_AGREE_BY,
    OPT_ANSWER,    OPT_AGREE_LEXICON, OPT_SET,   OPT_MIN_KAPPA,  OPT_MIN_ALPHA,   OPT_MIN_F1,     OPT_MIN_ACCURACY,
    OPT_BOOTSTRAP, OPT_SEED,          OPT_LIST,  OPT_ADJUDICATE, OPT_ADJUDICATED, OPT_WRITE_GOLD, OPT_FORMAT,
    OPT_OUTPUT,    OPT_MANIFEST,      OPT_FROM,  OPT_ENCODING,   OPT_SHEET,       OPT_KEEP_GOING, OPT_KEEP_UNFINISHED,
    OPT_UNIT,      OPT_QUIET,         OPT_HELP,  OPT_END};

static vb_status run_agree(const cli_arguments *a, FILE *out, vb_error *err)
{
    return vb_agree(&a->job, &a->agree, out, err);
}

static int work(cli_arguments *a)
{
    return cli_work_with_arguments(a, run_agree);
}

const cli_command cli_agree = {
    .name = "agree",
    .summary = "compare gold with codes, or coder with coder, and gate on it",
    .usage = "agree [OPTION]... GOLD CODED... | agree [OPTION]... FILE",
    .about =
        "Compares codings of the same answers: of two files or more, joined by id, or of columns of one.  The first\n"
        "is gold, where there is one.  Cohen's κ, Krippendorff's α, Scott's π, Gwet's AC1, precision, recall and F1\n"
        "of each code, with intervals, and the disagreements.  A cell holds one code or several with ; between, the\n"
        "first the primary; empty or `none` is no code, `.` or `NA` was not coded.  Sheets of `sample` are read as\n"
        "they are.  Formats: text (the default), markdown, json, csv.  Exit status 1: a --min- gate failed.\n\n"
        "  verbatim code survey.csv > coded.csv\n"
        "  verbatim agree gold.csv coded.csv --id id --by job_title --min-kappa 0.8\n"
        "  verbatim agree both.csv --gold coder_a --coded coder_b --on codes --distance masi\n"
        "  verbatim agree sheet-A.xlsx sheet-B.xlsx --adjudicate unsettled.xlsx\n",
    .options = takes,
    .work = work,
};
