/* Parsing of a command line: which options stand there, and what their values are. */
#include "cli/option_table.h"

#include <stdlib.h>
#include <string.h>

static cli_option find(const cli_command *command, const char *name, size_t len)
{
    for (const cli_option *o = command->options; *o != OPT_END; o++)
        if (strlen(cli_options[*o].name) == len && memcmp(cli_options[*o].name, name, len) == 0)
            return *o;
    return OPT_END;
}

static cli_option find_letter(const cli_command *command, char letter)
{
    for (const cli_option *o = command->options; *o != OPT_END; o++)
        if (cli_options[*o].letter == letter && letter != '\0')
            return *o;
    return OPT_END;
}

/* One option, its value (NULL: none yet) or the next argument. */
static bool take_option(cli_option id, const char *value, int argc, char **argv, int *at, bool *seen,
                        cli_arguments *a)
{
    if (seen[id] && cli_options[id].kind != TAKES_MANY) {
        (void)cli_usage_error("--%s is given twice", cli_options[id].name);
        return false;
    }
    seen[id] = true;
    if (cli_options[id].kind == TAKES_NOTHING) {
        if (value == NULL)
            return cli_set_job(a, id, cli_options[id].name, NULL);
        (void)cli_usage_error("--%s takes no value", cli_options[id].name);
        return false;
    }
    if (value != NULL)
        return cli_set_job(a, id, cli_options[id].name, value);
    if (*at + 1 >= argc) {
        (void)cli_usage_error("--%s needs a value: --%s %s", cli_options[id].name, cli_options[id].name,
                              cli_options[id].value);
        return false;
    }
    return cli_set_job(a, id, cli_options[id].name, argv[++*at]);
}

/* --NAME, --NAME=VALUE, or --NAME with its value in the next argument. */
static bool parse_long(const cli_command *command, int argc, char **argv, int *at, bool *seen, cli_arguments *a)
{
    const char *name = argv[*at] + 2;
    const char *equals = strchr(name, '=');
    size_t len = equals == NULL ? strlen(name) : (size_t)(equals - name);
    cli_option id = find(command, name, len);
    if (id != OPT_END)
        return take_option(id, equals == NULL ? NULL : equals + 1, argc, argv, at, seen, a);
    const char *names[OPT_END];
    size_t n = 0;
    for (const cli_option *o = command->options; *o != OPT_END; o++)
        names[n++] = cli_options[*o].name;
    char asked[64], format[96];
    (void)snprintf(asked, sizeof asked, "%.*s", (int)len, name);
    (void)snprintf(format, sizeof format, "%s has no option --%%s%%s; see verbatim %s --help", command->name,
                   command->name);
    (void)cli_unknown(format, asked, "--", names, n);
    return false;
}

/* -o FILE, -oFILE, -q. */
static bool parse_short(const cli_command *command, int argc, char **argv, int *at, bool *seen, cli_arguments *a)
{
    const char *text = argv[*at] + 1;
    cli_option id = find_letter(command, text[0]);
    if (id != OPT_END && (text[1] == '\0' || cli_options[id].kind != TAKES_NOTHING))
        return take_option(id, text[1] == '\0' ? NULL : text + 1, argc, argv, at, seen, a);
    (void)cli_usage_error("%s has no option %s; see verbatim %s --help", command->name, argv[*at], command->name);
    return false;
}

bool cli_parse(const cli_command *command, int argc, char **argv, cli_arguments *a)
{
    bool seen[OPT_END] = {false};
    size_t most = (size_t)argc;
    *a = (cli_arguments){0};
    a->operands = calloc(most, sizeof *a->operands);
    a->by = calloc(most, sizeof *a->by);
    a->settings = calloc(most, sizeof *a->settings);
    a->coded = calloc(most, sizeof *a->coded);
    a->disabled = calloc(most, sizeof *a->disabled);
    if (a->operands == NULL || a->by == NULL || a->settings == NULL || a->coded == NULL || a->disabled == NULL) {
        (void)cli_usage_error("out of memory");
        return false;
    }
    a->job.by = a->by;
    a->job.settings = a->settings;
    a->agree.coded = a->coded;
    a->job.arguments = (const char *const *)argv;
    a->job.n_arguments = (size_t)argc;
    a->check.disabled = a->disabled;
    bool options_end = false;
    for (int i = 1; i < argc; i++) {
        if (!options_end && strcmp(argv[i], "--") == 0) {
            options_end = true;
        } else if (!options_end && strncmp(argv[i], "--", 2) == 0) {
            if (!parse_long(command, argc, argv, &i, seen, a))
                return false;
        } else if (!options_end && argv[i][0] == '-' && argv[i][1] != '\0') {
            if (!parse_short(command, argc, argv, &i, seen, a))
                return false;
        } else {
            a->operands[a->n_operands++] = argv[i];
        }
    }
    return true;
}

void cli_arguments_release(cli_arguments *a)
{
    free(a->operands);
    free(a->by);
    free(a->settings);
    free(a->coded);
    for (size_t i = 0; i < a->sample.n_coders; i++)
        free((void *)(uintptr_t)a->coders[i]);
    free(a->coders);
    free(a->disabled);
    *a = (cli_arguments){0};
}
