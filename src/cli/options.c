#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef enum { TAKES_NOTHING, TAKES_VALUE, TAKES_MANY } option_kind;

typedef struct {
    const char *name;
    option_kind kind;
    const char *value; /* as the help names it */
    const char *help;  /* lines after the first are indented by the printer */
} option;

static const option options[] = {
    [OPT_LEXICON] = {"lexicon", TAKES_VALUE, "NAME|FILE", "the lexicon to code with (default: challenges)"},
    [OPT_SET] = {"set", TAKES_MANY, "KEY=VALUE", "override a setting of the lexicon; may be repeated"},
    [OPT_ANSWER] = {"answer", TAKES_VALUE, "COL", "the column of answers, by name or number (default: recognised)"},
    [OPT_ID] = {"id", TAKES_VALUE, "COL", "the column of respondents' ids (default: recognised)"},
    [OPT_BY] = {"by", TAKES_MANY, "COL[=LEXICON]",
                "break the codes out by this column, grouped by a lexicon;\n"
                "COL= takes its values as they are; may be repeated\n"
                "(default: job-title and stage columns are recognised)"},
    [OPT_FROM] = {"from", TAKES_VALUE, "FORMAT", "the input is csv, tsv or text (default: recognised)"},
    [OPT_LEVEL] = {"level", TAKES_VALUE, "1|2", "how deep the codes go"},
    [OPT_HEADLINE] = {"headline", TAKES_NOTHING, NULL, "only the lexicon's headline codes; the rest as one row"},
    [OPT_FORMAT] = {"format", TAKES_VALUE, "FORMAT", "of the output, see above"},
    [OPT_UNIT] = {"unit", TAKES_VALUE, "UNIT",
                  "answer (a line break ends a sentence; the default)\nor paragraph (only a blank line does)"},
    [OPT_THREADS] = {"threads", TAKES_VALUE, "N", "work with N threads, 1 to 64 (default: 1); the output is the same"},
    [OPT_HELP] = {"help", TAKES_NOTHING, NULL, "show this"},
};

static cli_option find(const cli_command *command, const char *name, size_t len)
{
    for (const cli_option *o = command->options; *o != OPT_END; o++)
        if (strlen(options[*o].name) == len && memcmp(options[*o].name, name, len) == 0)
            return *o;
    return OPT_END;
}

static bool set_choice(const char *name, const char *value, const char *const *names, const int *values, int *chosen)
{
    for (size_t i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], value) == 0) {
            *chosen = values[i];
            return true;
        }
    }
    char list[128] = "";
    for (size_t i = 0; names[i] != NULL; i++) {
        strncat(list, i == 0 ? "" : ", ", sizeof list - strlen(list) - 1);
        strncat(list, names[i], sizeof list - strlen(list) - 1);
    }
    (void)cli_usage_error("--%s does not know \"%s\"; it takes one of: %s", name, value, list);
    return false;
}

static bool set_format(const char *name, const char *value, vb_format *format)
{
    static const char *const names[] = {"text", "markdown", "csv", "tsv", "json", "jsonl", NULL};
    static const int values[] = {VB_FORMAT_TEXT, VB_FORMAT_MARKDOWN, VB_FORMAT_CSV,
                                 VB_FORMAT_TSV,  VB_FORMAT_JSON,     VB_FORMAT_JSONL};
    int chosen;
    if (!set_choice(name, value, names, values, &chosen))
        return false;
    *format = (vb_format)chosen;
    return true;
}

static bool set_number(const char *name, const char *value, unsigned long most, unsigned long *number)
{
    char *end;
    errno = 0;
    *number = strtoul(value, &end, 10);
    if (errno == 0 && *end == '\0' && value[0] >= '0' && value[0] <= '9' && *number >= 1 && *number <= most)
        return true;
    (void)cli_usage_error("--%s takes a number from 1 to %lu, not \"%s\"", name, most, value);
    return false;
}

static bool set(cli_arguments *a, cli_option id, const char *value)
{
    vb_job *job = &a->job;
    const char *name = options[id].name;
    unsigned long number;
    int chosen;
    switch (id) {
    case OPT_LEXICON:
        job->lexicon = value;
        return true;
    case OPT_SET:
        a->settings[job->n_settings++] = value;
        return true;
    case OPT_ANSWER:
        job->answer = value;
        return true;
    case OPT_ID:
        job->id = value;
        return true;
    case OPT_BY:
        a->by[job->n_by++] = value;
        return true;
    case OPT_FROM:
        if (!set_format(name, value, &job->input_format))
            return false;
        if (job->input_format == VB_FORMAT_CSV || job->input_format == VB_FORMAT_TSV ||
            job->input_format == VB_FORMAT_TEXT)
            return true;
        (void)cli_usage_error("--from takes csv, tsv or text, not \"%s\"", value);
        return false;
    case OPT_LEVEL:
        if (!set_number(name, value, 2, &number))
            return false;
        job->level = number;
        return true;
    case OPT_HEADLINE:
        job->headline = true;
        return true;
    case OPT_FORMAT:
        return set_format(name, value, &job->format);
    case OPT_UNIT:
        if (!set_choice(name, value, (const char *const[]){"answer", "paragraph", NULL},
                        (const int[]){VB_UNIT_ANSWER, VB_UNIT_PARAGRAPH}, &chosen))
            return false;
        job->unit = (vb_unit)chosen;
        return true;
    case OPT_THREADS:
        if (!set_number(name, value, 64, &number))
            return false;
        job->threads = (unsigned)number;
        return true;
    case OPT_HELP:
        a->help = true;
        return true;
    case OPT_END:
        break;
    }
    return false;
}

/* One option: argv[*at], with its value there or in the next argument. */
static bool parse_option(const cli_command *command, int argc, char **argv, int *at, bool *seen, cli_arguments *a)
{
    const char *name = argv[*at] + 2;
    const char *equals = strchr(name, '=');
    size_t len = equals == NULL ? strlen(name) : (size_t)(equals - name);
    cli_option id = find(command, name, len);
    if (id == OPT_END) {
        (void)cli_usage_error("%s has no option --%.*s; see verbatim %s --help", command->name, (int)len, name,
                              command->name);
        return false;
    }
    if (seen[id] && options[id].kind != TAKES_MANY) {
        (void)cli_usage_error("--%s is given twice", options[id].name);
        return false;
    }
    seen[id] = true;
    if (options[id].kind == TAKES_NOTHING) {
        if (equals == NULL)
            return set(a, id, NULL);
        (void)cli_usage_error("--%s takes no value", options[id].name);
        return false;
    }
    if (equals != NULL)
        return set(a, id, equals + 1);
    if (*at + 1 >= argc) {
        (void)cli_usage_error("--%s needs a value: --%s %s", options[id].name, options[id].name, options[id].value);
        return false;
    }
    return set(a, id, argv[++*at]);
}

bool cli_parse(const cli_command *command, int argc, char **argv, cli_arguments *a)
{
    bool seen[OPT_END] = {false};
    size_t most = (size_t)argc;
    *a = (cli_arguments){0};
    a->operands = calloc(most, sizeof *a->operands);
    a->by = calloc(most, sizeof *a->by);
    a->settings = calloc(most, sizeof *a->settings);
    if (a->operands == NULL || a->by == NULL || a->settings == NULL) {
        (void)cli_usage_error("out of memory");
        return false;
    }
    a->job.by = a->by;
    a->job.settings = a->settings;
    bool options_end = false;
    for (int i = 1; i < argc; i++) {
        if (!options_end && strcmp(argv[i], "--") == 0) {
            options_end = true;
        } else if (!options_end && strcmp(argv[i], "-h") == 0) {
            a->help = true;
        } else if (!options_end && strncmp(argv[i], "--", 2) == 0) {
            if (!parse_option(command, argc, argv, &i, seen, a))
                return false;
        } else if (!options_end && argv[i][0] == '-' && argv[i][1] != '\0') {
            (void)cli_usage_error("there is no option %s; options begin with --, see verbatim %s --help", argv[i],
                                  command->name);
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
    *a = (cli_arguments){0};
}

static void print_option(const option *o)
{
    char left[40];
    (void)snprintf(left, sizeof left, "--%s%s%s", o->name, o->value == NULL ? "" : " ", o->value == NULL ? "" : o->value);
    printf("  %-22s ", left);
    for (const char *c = o->help; *c != '\0'; c++) {
        if (*c == '\n')
            printf("\n  %-22s ", "");
        else
            putchar(*c);
    }
    putchar('\n');
}

int cli_help(const cli_command *command)
{
    printf("usage: verbatim %s\n\n%s\nOptions:\n", command->usage, command->about);
    for (const cli_option *o = command->options; *o != OPT_END; o++)
        print_option(&options[*o]);
    return CLI_FINE;
}
