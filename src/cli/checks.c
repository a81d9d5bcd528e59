/* What the commands that check lexicons share. */
#include "cli/cli.h"

#include <string.h>

int cli_list_rules(const vb_check_rule *rules, size_t n)
{
    static const char *const severities[] = {"note", "warning", "error"};
    for (size_t i = 0; i < n; i++)
        printf("%s (%s%s): %s\n    %s\n", rules[i].id, severities[rules[i].severity],
               rules[i].needs_corpus ? ", with --on" : "", rules[i].summary, rules[i].help);
    return CLI_FINE;
}

bool cli_knows_disabled(const cli_arguments *a, const vb_check_rule *rules, size_t n)
{
    for (size_t i = 0; i < a->check.n_disabled; i++) {
        size_t k = 0;
        while (k < n && strcmp(rules[k].id, a->check.disabled[i]) != 0)
            k++;
        if (k == n) {
            (void)cli_usage_error("--disable does not know the rule %s; --rules lists them", a->check.disabled[i]);
            return false;
        }
    }
    return true;
}

int cli_check_status(const cli_arguments *a, const vb_check_sum *sum)
{
    if (!a->quiet)
        (void)fprintf(stderr, "verbatim: %zu error%s, %zu warning%s, %zu note%s\n", sum->errors,
                      sum->errors == 1 ? "" : "s", sum->warnings, sum->warnings == 1 ? "" : "s", sum->notes,
                      sum->notes == 1 ? "" : "s");
    return sum->errors > 0 || (a->check.strict && sum->warnings > 0) ? CLI_FAILED : CLI_FINE;
}
