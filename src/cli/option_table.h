/* Every option: its name, its value, its help. */
#ifndef VB_CLI_OPTION_TABLE_H
#define VB_CLI_OPTION_TABLE_H

#include "cli/cli.h"

typedef enum { TAKES_NOTHING, TAKES_VALUE, TAKES_MANY } cli_option_kind;

typedef struct {
    const char *name;
    char letter; /* of the short form, or '\0' */
    cli_option_kind kind;
    const char *value; /* as the help names it */
    const char *help;  /* lines after the first are indented by the printer */
} cli_option_row;

/* By cli_option. */
extern const cli_option_row cli_options[];

#endif
