/* The values of the options of jobs: `code`, `report` and what others share with them. */
#include "cli/cli.h"

#include <string.h>

static bool set_format(const char *name, const char *value, vb_format *format)
{
    static const char *const names[] = {"text", "markdown", "csv", "tsv",  "json", "jsonl",
                                        "xlsx", "sav",      "dta", "html", "svg",  NULL};
    static const int values[] = {VB_FORMAT_TEXT, VB_FORMAT_MARKDOWN, VB_FORMAT_CSV,  VB_FORMAT_TSV,
                                 VB_FORMAT_JSON, VB_FORMAT_JSONL,    VB_FORMAT_XLSX, VB_FORMAT_SAV,
                                 VB_FORMAT_DTA,  VB_FORMAT_HTML,     VB_FORMAT_SVG};
    int chosen;
    if (!cli_set_choice(name, value, names, values, &chosen))
        return false;
    *format = (vb_format)chosen;
    return true;
}

bool cli_set_job(cli_arguments *a, cli_option id, const char *name, const char *value)
{
    vb_job *job = &a->job;
    unsigned long number;
    int chosen;
    switch (id) {
    case OPT_LEXICON:
    case OPT_MERGE_LEXICON:
    case OPT_AGREE_LEXICON:
        job->lexicon = value;
        return true;
    case OPT_SET:
        a->settings[job->n_settings++] = value;
        return true;
    case OPT_ANSWER:
        job->answer = value;
        return true;
    case OPT_ID:
    case OPT_AGREE_ID:
        job->id = value;
        return true;
    case OPT_BY:
    case OPT_AGREE_BY:
    case OPT_SAMPLE_BY:
        a->by[job->n_by++] = value;
        return true;
    case OPT_FROM:
        if (!set_format(name, value, &job->input_format))
            return false;
        if (job->input_format != VB_FORMAT_MARKDOWN && job->input_format != VB_FORMAT_JSON &&
            job->input_format < VB_FORMAT_HTML)
            return true;
        (void)cli_usage_error("--from takes csv, tsv, text, jsonl, xlsx, sav or dta, not \"%s\"", value);
        return false;
    case OPT_ENCODING:
        job->encoding = value;
        return true;
    case OPT_SHEET:
        job->sheet = value;
        return true;
    case OPT_KEEP_GOING:
        job->keep_going = true;
        return true;
    case OPT_KEEP_UNFINISHED:
        job->keep_unfinished = true;
        return true;
    case OPT_LEVEL:
    case OPT_AGREE_LEVEL:
        if (!cli_set_number(name, value, 1, 2, &number))
            return false;
        job->level = number;
        return true;
    case OPT_HEADLINE:
        job->headline = true;
        return true;
    case OPT_CODES:
        job->codes = value;
        return true;
    case OPT_CODES_SEPARATOR:
        job->codes_separator = value;
        if (value[0] != '\0')
            return true;
        (void)cli_usage_error("--codes-separator is empty");
        return false;
    case OPT_PRIMARY:
        job->primary = value;
        return true;
    case OPT_CROSS:
        job->cross = true;
        return true;
    case OPT_EVERY_GROUP:
        job->every_group = true;
        return true;
    case OPT_COUNT:
        if (!cli_set_choice(name, value, (const char *const[]){"primary", "mentions", NULL},
                            (const int[]){VB_COUNT_PRIMARY, VB_COUNT_MENTIONS}, &chosen))
            return false;
        job->count = (vb_count)chosen;
        return true;
    case OPT_GOLD_FILE:
        job->gold = value;
        return true;
    case OPT_GOLD_ELSEWHERE:
        job->gold_elsewhere = value;
        return true;
    case OPT_GOLD_COLUMN:
        job->gold_column = value;
        return true;
    case OPT_SAVE_TALLY:
        job->save_tally = value;
        return true;
    case OPT_POOL_GOLD:
        job->pool_gold = true;
        return true;
    case OPT_MIN_GROUP:
        job->has_min_group = true;
        return cli_set_amount(name, value, &job->min_group);
    case OPT_MIN_CELL:
        job->has_min_cell = true;
        return cli_set_amount(name, value, &job->min_cell);
    case OPT_SEED:
        return cli_set_amount(name, value, &job->seed);
    case OPT_WITH_ANSWERS:
        job->with_answers = true;
        return true;
    case OPT_FORMAT:
        return set_format(name, value, &job->format);
    case OPT_MANIFEST:
        job->manifest = value;
        return true;
    case OPT_OUTPUT:
        a->has_output = true;
        job->output = strcmp(value, "-") == 0 ? NULL : value;
        if (value[0] != '\0')
            return true;
        (void)cli_usage_error("the name of the output file is empty");
        return false;
    case OPT_COLUMNS:
        job->columns = value;
        return true;
    case OPT_PREFIX:
        job->prefix = value;
        return true;
    case OPT_FILE_COLUMN:
        job->file_column = true;
        return true;
    case OPT_DROP_PERSONAL:
        job->drop_personal = true;
        return true;
    case OPT_SAFE_CELLS:
        job->safe_cells = true;
        return true;
    case OPT_UNIT:
        if (!cli_set_choice(name, value, (const char *const[]){"answer", "paragraph", "file", NULL},
                            (const int[]){VB_UNIT_ANSWER, VB_UNIT_PARAGRAPH, VB_UNIT_FILE}, &chosen))
            return false;
        job->unit = (vb_unit)chosen;
        return true;
    case OPT_THREADS:
        if (!cli_set_number(name, value, 1, 64, &number))
            return false;
        job->threads = (unsigned)number;
        return true;
    case OPT_QUIET:
        a->quiet = true;
        return true;
    case OPT_HELP:
        a->help = true;
        return true;
    default:
        return cli_set_lexicon(a, id, name, value);
    }
}
