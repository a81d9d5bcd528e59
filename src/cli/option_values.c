/* How the values of options are read.  What is wrong is said on standard error. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool cli_set_choice(const char *name, const char *value, const char *const *names, const int *values, int *chosen)
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

bool cli_set_number(const char *name, const char *value, unsigned long least, unsigned long most,
                    unsigned long *number)
{
    char *end;
    errno = 0;
    *number = strtoul(value, &end, 10);
    if (errno == 0 && *end == '\0' && value[0] >= '0' && value[0] <= '9' && *number >= least && *number <= most)
        return true;
    (void)cli_usage_error("--%s takes a number from %lu to %lu, not \"%s\"", name, least, most, value);
    return false;
}

bool cli_set_amount(const char *name, const char *value, uint64_t *amount)
{
    char *end;
    errno = 0;
    unsigned long long found = strtoull(value, &end, 10);
    *amount = found;
    if (errno == 0 && *end == '\0' && value[0] >= '0' && value[0] <= '9')
        return true;
    (void)cli_usage_error("--%s takes a number, not \"%s\"", name, value);
    return false;
}

/* The locale is the C one. */
bool cli_set_decimal(const char *name, const char *value, double least, double most, double *number)
{
    char *end;
    errno = 0;
    *number = strtod(value, &end);
    bool plain = value[0] != '\0' && strspn(value, "0123456789.-") == strlen(value);
    if (plain && errno == 0 && *end == '\0' && *number >= least && *number <= most)
        return true;
    (void)cli_usage_error("--%s takes a number from %g to %g, not \"%s\"", name, least, most, value);
    return false;
}

bool cli_set_share(const char *name, const char *value, double *share)
{
    if (cli_set_decimal(name, value, 0, 1, share) && *share > 0 && *share < 1)
        return true;
    if (*share <= 0 || *share >= 1)
        (void)cli_usage_error("--%s takes a share between 0 and 1 (0.05 for 5 %%), not \"%s\"", name, value);
    return false;
}
