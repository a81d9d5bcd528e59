#include "cli/cli.h"

static const cli_option takes[] = {OPT_FROM_DICTIONARY, OPT_TO,    OPT_SET,  OPT_ENCODING, OPT_OUTPUT,
                                   OPT_STRICT,          OPT_QUIET, OPT_HELP, OPT_END};

static int convert(cli_arguments *a)
{
    vb_error err = {0};
    vb_conversion made;
    vb_job job = a->job;
    if (a->n_operands != 1)
        return cli_usage_error("lexicon convert takes one dictionary; see verbatim lexicon convert --help");
    job.inputs = a->operands;
    job.n_inputs = 1;
    job.tell = a->quiet ? NULL : cli_tell;
    vb_dictionary_format to = a->to == VB_DICTIONARY_DEFAULT ? VB_DICTIONARY_VERBATIM : a->to;
    if (vb_lexicon_convert(&job, a->from, to, stdout, &made, &err) != VB_OK)
        return cli_fail(&err);
    return a->strict && made.left_out + made.changed > 0 ? CLI_FAILED : CLI_FINE;
}

const cli_command cli_lexicon_convert = {
    .name = "lexicon convert",
    .summary = "convert a dictionary of another program, or for one",
    .usage = "lexicon convert [OPTION]... FILE",
    .about =
        "Reads a dictionary of quanteda, LIWC (.dic, .dicx), WordStat (.cat), Lexicoder (.lc3, .lcd), Yoshikoder\n"
        "(.ykd), KH Coder (coding rules), a table (category, term, weight) or a JSON map of regular expressions,\n"
        "and writes it as a lexicon; or a lexicon for quanteda, LIWC-22 or as a table.  What cannot be carried\n"
        "over is listed on standard error, entry by entry, with its line and column.\n\n"
        "  verbatim lexicon convert -o moral.yaml moral.dic\n"
        "  verbatim lexicon convert --to quanteda -o moral.yml moral.yaml\n",
    .options = takes,
    .work = convert,
};
