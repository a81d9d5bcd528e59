#include "cli/cli.h"

static const cli_option takes[] = {OPT_ON,          OPT_LEXICON, OPT_SET,        OPT_TERM,       OPT_CONTEXT,
                                   OPT_KWIC_FORMAT, OPT_ANSWER,  OPT_ID,         OPT_FROM,       OPT_ENCODING,
                                   OPT_SHEET,       OPT_UNIT,    OPT_KEEP_GOING, OPT_SAFE_CELLS, OPT_QUIET,
                                   OPT_HELP,        OPT_END};

static int search(cli_arguments *a)
{
    vb_error err = {0};
    vb_job job = a->job;
    if (a->n_operands + (a->term != NULL) != 1)
        return cli_usage_error("lexicon kwic takes one term or code; see verbatim lexicon kwic --help");
    if (a->on == NULL)
        return cli_usage_error("lexicon kwic needs a corpus: --on FILE");
    job.inputs = &a->on;
    job.n_inputs = 1;
    job.width = cli_width();
    job.tell = a->quiet ? NULL : cli_tell;
    const char *code = a->n_operands > 0 ? a->operands[0] : NULL;
    return vb_kwic(&job, code, a->term, a->context, stdout, &err) == VB_OK ? CLI_FINE : cli_fail(&err);
}

const cli_command cli_lexicon_kwic = {
    .name = "lexicon kwic",
    .summary = "show where a term or a code matches, with the words around it",
    .usage = "lexicon kwic [OPTION]... TERM|CODE --on FILE",
    .about =
        "Writes a concordance: a line for each match, with its respondent's id (or the row) and the words before\n"
        "and behind it.  A CODE is a category of the lexicon: the matches that count for it, and for those below\n"
        "it.  Anything else is a term, and matches as it would in that lexicon; --term says so of a word that is\n"
        "a category too.\n\n"
        "  verbatim lexicon kwic \"lack ...2 (time|support)\" --on survey.csv\n"
        "  verbatim lexicon kwic buy-in/leadership --on survey.csv --format csv\n",
    .options = takes,
    .work = search,
};
