#include "cli/cli.h"

static const cli_option takes[] = {
    OPT_FINDINGS_FORMAT, OPT_SEVERITY, OPT_DISABLE, OPT_STRICT_WARNINGS, OPT_SET, OPT_UNIT, OPT_RULES,
    OPT_QUIET,           OPT_HELP,     OPT_END};

static int test(cli_arguments *a)
{
    vb_error err = {0};
    vb_check_sum sum;
    vb_job job = a->job;
    size_t n_rules;
    const vb_check_rule *rules = vb_lexicon_test_rules(&n_rules);
    if (a->rules)
        return cli_list_rules(rules, n_rules);
    if (!cli_knows_disabled(a, rules, n_rules))
        return CLI_TROUBLE;
    if (a->n_operands == 0)
        return cli_usage_error("lexicon test takes lexicons; see verbatim lexicon test --help");
    job.inputs = a->operands;
    job.n_inputs = a->n_operands;
    if (vb_lexicon_run_tests(&job, &a->check, stdout, &sum, &err) != VB_OK)
        return cli_fail(&err);
    if (!a->quiet)
        (void)fprintf(stderr, "verbatim: %zu of %zu tests as expected\n", sum.passed, sum.tests);
    return cli_check_status(a, &sum);
}

const cli_command cli_lexicon_test = {
    .name = "lexicon test",
    .summary = "code the answers of a lexicon's tests, and say which come out wrong",
    .usage = "lexicon test [OPTION]... FILE|NAME [FILE.cases]...",
    .about = "Codes the answers below `tests:` of each lexicon, and those of its files of cases: x.cases beside "
             "x.yaml, and\n"
             "those named behind it.  A file of cases is a list of `{answer: ..., codes: [...], primary: ..., "
             "status: ...,\n"
             "note: ...}`.  A test of the status `wrong` is known to come out wrong, one of `todo` is to be made "
             "right: they\n"
             "do not fail, and it is said when they come out right.  Exits with 1 if a test fails.\n\n"
             "  verbatim lexicon test lexicons/challenges.yaml\n"
             "  verbatim lexicon test my.yaml hard.cases --format junit > tests.xml\n",
    .options = takes,
    .work = test,
};
