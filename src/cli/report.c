#include "cli/cli.h"

static const cli_option takes[] = {
    OPT_LEXICON,         OPT_SET,       OPT_ANSWER,   OPT_ID,          OPT_BY,           OPT_CODES,
    OPT_CODES_SEPARATOR, OPT_PRIMARY,   OPT_CROSS,    OPT_EVERY_GROUP, OPT_COUNT,        OPT_LEVEL,
    OPT_HEADLINE,        OPT_MIN_GROUP, OPT_MIN_CELL, OPT_GOLD_FILE, OPT_GOLD_ELSEWHERE, OPT_GOLD_COLUMN,
    OPT_POOL_GOLD, OPT_SEED, OPT_SAVE_TALLY, OPT_WITH_ANSWERS, OPT_FORMAT,
    OPT_OUTPUT,          OPT_MANIFEST,  OPT_FROM,     OPT_ENCODING,    OPT_SHEET,        OPT_KEEP_GOING,
    OPT_KEEP_UNFINISHED, OPT_UNIT,      OPT_THREADS,  OPT_QUIET,       OPT_HELP,         OPT_END};

static vb_status run_report(const cli_arguments *a, FILE *out, vb_error *err)
{
    return vb_report_run(&a->job, out, err);
}

static int work(cli_arguments *a)
{
    return cli_work_with_arguments(a, run_report);
}

const cli_command cli_report = {
    .name = "report",
    .summary = "code every answer and show which challenges each group names most",
    .usage = "report [OPTION]... [FILE]...",
    .about =
        "Reads survey exports (or standard input): CSV, TSV, plain text, JSON Lines, Excel workbooks, SPSS, Stata "
        "and\n"
        "SAS files, also compressed (.gz, .zst).  Prints a table of codes for each grouping: by job title and stage\n"
        "if there are such columns, by --by, else for all answers together; with a sentence for each group, advice,\n"
        "and tests for researchers.\n"
        "`verbatim FILE` is the same; several files are one study.  Formats: text (the default), markdown, csv, "
        "json,\n"
        "html (a page), svg (a chart); xlsx with -o.  html and xlsx leave out groups under 10 answers and counts\n"
        "under 5, with those that they could be worked out from.\n\n"
        "  verbatim survey.csv\n"
        "  verbatim report -o page.html survey.csv\n"
        "  verbatim report --by region= --level 2 --format markdown survey.csv\n"
        "  verbatim report --by job_title --by stage --cross --count mentions survey.csv\n"
        "  verbatim report --codes coded_by_hand --by region= survey.csv\n"
        "  printf 'lack of buy in\\nno time\\nPD\\n' | verbatim report\n",
    .options = takes,
    .work = work,
};
