#include "cli/cli.h"

#include <string.h>

static const cli_option takes[] = {OPT_FINDINGS_FORMAT,
                                   OPT_SEVERITY,
                                   OPT_DISABLE,
                                   OPT_STRICT_WARNINGS,
                                   OPT_ON,
                                   OPT_CORPUS_GOLD,
                                   OPT_SET,
                                   OPT_ANSWER,
                                   OPT_FROM,
                                   OPT_ENCODING,
                                   OPT_SHEET,
                                   OPT_UNIT,
                                   OPT_FIX,
                                   OPT_FIX_OUTPUT,
                                   OPT_RULES,
                                   OPT_QUIET,
                                   OPT_HELP,
                                   OPT_END};

/* Put the files in order.  Those that are no lexicons are left for the check to tell of. */
static int fix(const cli_arguments *a)
{
    for (size_t i = 0; i < a->n_operands; i++) {
        vb_error err = {0};
        size_t done, left;
        const char *path = a->operands[i], *to = a->fix_output == NULL ? path : a->fix_output;
        vb_status status = vb_lexicon_fix(path, to, a->quiet ? NULL : cli_tell, NULL, &done, &left, &err);
        if (status != VB_OK && (status != VB_ERROR_LEXICON || a->fix_output != NULL))
            return cli_fail(&err);
        if (status == VB_OK && !a->quiet)
            (void)cli_usage_error("%s: %zu place%s put right, %zu left", to, done, done == 1 ? "" : "s", left);
    }
    return CLI_FINE;
}

static int check(cli_arguments *a)
{
    vb_error err = {0};
    vb_check_sum sum;
    vb_job job = a->job;
    vb_check_options options = a->check;
    size_t n_rules;
    const vb_check_rule *rules = vb_lexicon_check_rules(&n_rules);
    if (a->rules)
        return cli_list_rules(rules, n_rules);
    if (!cli_knows_disabled(a, rules, n_rules))
        return CLI_TROUBLE;
    if (a->n_operands == 0)
        return cli_usage_error("lexicon check takes lexicons; see verbatim lexicon check --help");
    if (a->fix_output != NULL && (!a->fix || a->n_operands != 1 || strcmp(a->fix_output, "-") == 0))
        return cli_usage_error("--output names the file that --fix writes, of one lexicon");
    if (a->fix && fix(a) != CLI_FINE)
        return CLI_TROUBLE;
    job.inputs = a->fix_output != NULL ? &a->fix_output : (const char *const *)a->operands;
    job.n_inputs = a->n_operands;
    job.tell = a->quiet ? NULL : cli_tell;
    options.corpus = a->on;
    if (options.gold != NULL && options.corpus == NULL)
        return cli_usage_error("--gold is a column of a corpus: name it with --on");
    if (vb_lexicon_check(&job, &options, stdout, &sum, &err) != VB_OK)
        return cli_fail(&err);
    return cli_check_status(a, &sum);
}

const cli_command cli_lexicon_check = {
    .name = "lexicon check",
    .summary = "look for faults in lexicons, and for terms that cannot do what they seem to",
    .usage = "lexicon check [OPTION]... FILE|NAME...",
    .about =
        "Lists all faults of a lexicon, not only the first: what cannot be read; terms that are there twice, or in "
        "two\n"
        "categories; terms that can never count; words that the stemmer takes for one; texts that YAML reads as\n"
        "something else; categories without a label, a definition or a test.  Each with file, line and column, its\n"
        "rule and what to do.  With --on what a corpus shows: words that wildcards take in, terms that never match "
        "or\n"
        "never change a code, and with --gold those that are mostly wrong.  Exits with 1 if there is an error (with\n"
        "--strict: or a warning).\n"
        "With --fix the files are put in order first: only how they are laid out changes, never what they say.\n\n"
        "  verbatim lexicon check lexicons/*.yaml\n"
        "  verbatim lexicon check --fix my.yaml\n"
        "  verbatim lexicon check my.yaml --strict --disable stem-collision --format github\n"
        "  verbatim lexicon check my.yaml --on survey.csv --gold codes\n",
    .options = takes,
    .work = check,
};
