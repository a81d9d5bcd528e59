/* A command's help, out of its row and those of its options. */
#include "cli/option_table.h"

#include <stdio.h>

static void print_option(const cli_option_row *o)
{
    char left[40];
    const char short_form[] = {'-', o->letter, ',', ' ', '\0'};
    (void)snprintf(left, sizeof left, "%s--%s%s%s", o->letter == '\0' ? "" : short_form, o->name,
                   o->value == NULL ? "" : " ", o->value == NULL ? "" : o->value);
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
    if (command->help != NULL)
        return command->help();
    printf("usage: verbatim %s\n\n%s\nOptions:\n", command->usage, command->about);
    for (const cli_option *o = command->options; *o != OPT_END; o++)
        print_option(&cli_options[*o]);
    return CLI_FINE;
}
