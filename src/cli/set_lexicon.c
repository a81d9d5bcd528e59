/* The values of the options of `lexicon`. */
#include "cli/cli.h"

#include <stdlib.h>

static bool set_dictionary(const char *name, const char *value, vb_dictionary_format *format)
{
    static const char *const names[] = {"verbatim",   "quanteda", "liwc", "dicx", "wordstat", "lexicoder",
                                        "yoshikoder", "khcoder",  "csv",  "json", NULL};
    static const int values[] = {VB_DICTIONARY_VERBATIM,   VB_DICTIONARY_QUANTEDA, VB_DICTIONARY_LIWC,
                                 VB_DICTIONARY_DICX,       VB_DICTIONARY_WORDSTAT, VB_DICTIONARY_LEXICODER,
                                 VB_DICTIONARY_YOSHIKODER, VB_DICTIONARY_KHCODER,  VB_DICTIONARY_CSV,
                                 VB_DICTIONARY_JSON};
    int chosen;
    if (!cli_set_choice(name, value, names, values, &chosen))
        return false;
    *format = (vb_dictionary_format)chosen;
    return true;
}

/* One of these formats. */
static bool set_chosen_format(cli_arguments *a, const char *name, const char *value, const char *const *names,
                              const int *values)
{
    int chosen;
    if (!cli_set_choice(name, value, names, values, &chosen))
        return false;
    a->job.format = (vb_format)chosen;
    return true;
}

bool cli_set_lexicon(cli_arguments *a, cli_option id, const char *name, const char *value)
{
    unsigned long number;
    int chosen;
    switch (id) {
    case OPT_FROM_DICTIONARY:
        return set_dictionary(name, value, &a->from);
    case OPT_TO:
        return set_dictionary(name, value, &a->to);
    case OPT_STRICT:
        a->strict = true;
        return true;
    case OPT_FIX:
        a->fix = true;
        return true;
    case OPT_FIX_OUTPUT:
        a->fix_output = value;
        return true;
    case OPT_IN_PLACE:
        a->in_place = true;
        return true;
    case OPT_ON:
        a->on = value;
        return true;
    case OPT_TERM:
        a->term = value;
        return true;
    case OPT_CONTEXT:
        if (!cli_set_number(name, value, 1, 1000, &number))
            return false;
        a->context = number;
        return true;
    case OPT_KWIC_FORMAT:
        return set_chosen_format(a, name, value, (const char *const[]){"text", "csv", "json", NULL},
                                 (const int[]){VB_FORMAT_TEXT, VB_FORMAT_CSV, VB_FORMAT_JSON});
    case OPT_SUGGEST_FORMAT:
        return set_chosen_format(a, name, value, (const char *const[]){"text", "markdown", "json", "yaml", NULL},
                                 (const int[]){VB_FORMAT_TEXT, VB_FORMAT_MARKDOWN, VB_FORMAT_JSON, VB_FORMAT_YAML});
    case OPT_APPLY:
        a->apply = true;
        return true;
    case OPT_POLICY:
        a->diff.policy = value;
        return true;
    case OPT_REDACT:
        a->diff.redact = true;
        return true;
    case OPT_NO_ANSWERS:
        a->diff.no_answers = true;
        return true;
    case OPT_DIFF_SEED:
        return cli_set_amount(name, value, &a->diff.seed);
    case OPT_SHOW_FORMAT:
        return set_chosen_format(a, name, value, (const char *const[]){"text", "json", "yaml", NULL},
                                 (const int[]){VB_FORMAT_TEXT, VB_FORMAT_JSON, VB_FORMAT_YAML});
    case OPT_FINDINGS_FORMAT:
        if (!set_chosen_format(a, name, value,
                               (const char *const[]){"text", "json", "markdown", "github", "sarif", "junit", NULL},
                               (const int[]){VB_FORMAT_TEXT, VB_FORMAT_JSON, VB_FORMAT_MARKDOWN, VB_FORMAT_GITHUB,
                                             VB_FORMAT_SARIF, VB_FORMAT_JUNIT}))
            return false;
        if (a->job.format == VB_FORMAT_GITHUB)
            a->check.summary = getenv("GITHUB_STEP_SUMMARY");
        return true;
    case OPT_SEVERITY:
        if (!cli_set_choice(name, value, (const char *const[]){"note", "warning", "error", NULL},
                            (const int[]){VB_SEVERITY_NOTE, VB_SEVERITY_WARNING, VB_SEVERITY_ERROR}, &chosen))
            return false;
        a->check.severity = (vb_severity)chosen;
        return true;
    case OPT_DISABLE:
        a->disabled[a->check.n_disabled++] = value;
        return true;
    case OPT_STRICT_WARNINGS:
        a->check.strict = true;
        return true;
    case OPT_RULES:
        a->rules = true;
        return true;
    case OPT_CORPUS_GOLD:
        a->check.gold = value;
        return true;
    default:
        return cli_set_agreement(a, id, name, value);
    }
}
