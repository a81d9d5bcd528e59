/* The values of the options of `agree` and `sample`. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

static bool set_gate(cli_arguments *a, vb_gate_kind kind, const char *name, const char *value)
{
    a->agree.gates[kind].asked = true;
    return cli_set_decimal(name, value, -1, 1, &a->agree.gates[kind].least);
}

/* Add the names of "A,B". */
static bool set_coders(cli_arguments *a, const char *name, const char *value)
{
    for (const char *at = value;; at++) {
        size_t len = strcspn(at, ",");
        const char **more = realloc(a->coders, (a->sample.n_coders + 1) * sizeof *more);
        char *coder = len == 0 || more == NULL ? NULL : strndup(at, len);
        if (more != NULL)
            a->sample.coders = a->coders = more;
        if (len == 0 || memchr(at, '/', len) != NULL) {
            free(coder);
            (void)cli_usage_error("--%s takes names with commas between and no / in them, as A,B, not \"%s\"", name,
                                  value);
            return false;
        }
        if (coder == NULL) {
            (void)cli_usage_error("out of memory");
            return false;
        }
        for (size_t i = 0; i < a->sample.n_coders; i++)
            if (strcmp(a->coders[i], coder) == 0) {
                (void)cli_usage_error("--%s names %s twice", name, coder);
                free(coder);
                return false;
            }
        a->coders[a->sample.n_coders++] = coder;
        at += len;
        if (*at == '\0')
            return true;
    }
}

bool cli_set_agreement(cli_arguments *a, cli_option id, const char *name, const char *value)
{
    vb_agree_options *agree = &a->agree;
    unsigned long number;
    int chosen;
    switch (id) {
    case OPT_GOLD:
        agree->gold = value;
        return true;
    case OPT_CODED:
        a->coded[agree->n_coded++] = value;
        return true;
    case OPT_AGREE_ON:
        if (!cli_set_choice(name, value, (const char *const[]){"primary", "codes", NULL},
                            (const int[]){VB_AGREE_PRIMARY, VB_AGREE_CODES}, &chosen))
            return false;
        agree->on = (vb_agree_on)chosen;
        return true;
    case OPT_DISTANCE:
        if (!cli_set_choice(name, value, (const char *const[]){"exact", "jaccard", "masi", NULL},
                            (const int[]){VB_DISTANCE_EXACT, VB_DISTANCE_JACCARD, VB_DISTANCE_MASI}, &chosen))
            return false;
        agree->distance = (vb_distance)chosen;
        return true;
    case OPT_MIN_KAPPA:
        return set_gate(a, VB_GATE_KAPPA, name, value);
    case OPT_MIN_ALPHA:
        return set_gate(a, VB_GATE_ALPHA, name, value);
    case OPT_MIN_F1:
        return set_gate(a, VB_GATE_F1, name, value);
    case OPT_MIN_ACCURACY:
        return set_gate(a, VB_GATE_ACCURACY, name, value);
    case OPT_BOOTSTRAP:
        agree->has_bootstrap = true;
        if (!cli_set_number(name, value, 0, 1000000, &number))
            return false;
        agree->bootstrap = number;
        return true;
    case OPT_LIST:
        agree->has_list = true;
        agree->list = SIZE_MAX;
        if (strcmp(value, "all") == 0)
            return true;
        if (!cli_set_number(name, value, 0, 1000000000, &number))
            return false;
        agree->list = number;
        return true;
    case OPT_ADJUDICATE:
        agree->adjudicate = value;
        return true;
    case OPT_ADJUDICATED:
        agree->adjudicated = value;
        return true;
    case OPT_WRITE_GOLD:
        agree->write_gold = value;
        return true;
    case OPT_N:
        if (!cli_set_number(name, value, 1, 1000000000, &number))
            return false;
        a->sample.units = number;
        return true;
    case OPT_TARGET_ALPHA:
        return cli_set_share(name, value, &a->sample.least_alpha);
    case OPT_WIDTH:
        return cli_set_share(name, value, &a->sample.width);
    case OPT_RAREST:
        return cli_set_share(name, value, &a->sample.rarest);
    case OPT_CODERS:
        return set_coders(a, name, value);
    case OPT_SPLIT:
        return cli_set_share(name, value, &a->sample.split);
    case OPT_SIZE_ONLY:
        a->sample.size_only = true;
        return true;
    default:
        return false;
    }
}
