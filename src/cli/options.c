#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef enum { TAKES_NOTHING, TAKES_VALUE, TAKES_MANY } option_kind;

typedef struct {
    const char *name;
    char letter; /* of the short form, or '\0' */
    option_kind kind;
    const char *value; /* as the help names it */
    const char *help;  /* lines after the first are indented by the printer */
} option;

static const option options[] = {
    [OPT_LEXICON] = {"lexicon", '\0', TAKES_VALUE, "NAME|FILE", "the lexicon to code with (default: challenges)"},
    [OPT_SET] = {"set", '\0', TAKES_MANY, "KEY=VALUE", "override a setting of the lexicon; may be repeated"},
    [OPT_ANSWER] = {"answer", '\0', TAKES_VALUE, "COL",
                    "the column of answers, by name or number (default: recognised)"},
    [OPT_ID] = {"id", '\0', TAKES_VALUE, "COL", "the column of respondents' ids (default: recognised)"},
    [OPT_BY] = {"by", '\0', TAKES_MANY, "COL[=LEXICON]",
                "break the codes out by this column, grouped by a lexicon;\n"
                "COL= takes its values as they are; 'Q15_*' takes all columns of\n"
                "a question with several ticks; may be repeated\n"
                "(default: job-title and stage columns are recognised)"},
    [OPT_FROM] = {"from", '\0', TAKES_VALUE, "FORMAT",
                  "the input is csv, tsv, text, jsonl, xlsx, sav or dta\n(default: recognised)"},
    [OPT_ENCODING] = {"encoding", '\0', TAKES_VALUE, "NAME",
                      "how the file writes accents: UTF-8, windows-1252, ...\n(default: recognised)"},
    [OPT_SHEET] = {"sheet", '\0', TAKES_VALUE, "NAME|N", "the sheet of a workbook (default: the first)"},
    [OPT_KEEP_GOING] = {"keep-going", '\0', TAKES_NOTHING, NULL,
                        "leave out lines of JSON Lines that are damaged, and count\nthem, instead of stopping"},
    [OPT_KEEP_UNFINISHED] = {"keep-unfinished", '\0', TAKES_NOTHING, NULL,
                             "count previews and responses that were not finished too\n"
                             "(Qualtrics exports; default: they are left out)"},
    [OPT_LEVEL] = {"level", '\0', TAKES_VALUE, "1|2",
                   "how deep the codes go: 1, the main challenges only, or\n2, their kinds too"},
    [OPT_HEADLINE] = {"headline", '\0', TAKES_NOTHING, NULL,
                      "only the lexicon's headline codes; the rest as one row"},
    [OPT_CODES] = {"codes", '\0', TAKES_VALUE, "COL", "count the codes that this column has already"},
    [OPT_CODES_SEPARATOR] = {"codes-separator", '\0', TAKES_VALUE, "TEXT",
                             "what stands between them (default: recognised: ; | ,)"},
    [OPT_PRIMARY] = {"primary", '\0', TAKES_VALUE, "COL",
                     "the column of the primary (default: the first of the codes)"},
    [OPT_CROSS] = {"cross", '\0', TAKES_NOTHING, NULL, "also break out by all --by columns at once"},
    [OPT_EVERY_GROUP] = {"every-group", '\0', TAKES_NOTHING, NULL,
                         "respondents with several choices (;) stand in the group of each"},
    [OPT_COUNT] = {"count", '\0', TAKES_VALUE, "WHAT",
                   "primary (each answer once; the default) or mentions (each code\n"
                   "of an answer: adds to more than 100 %)"},
    [OPT_MIN_GROUP] = {"min-group", '\0', TAKES_VALUE, "N",
                       "groups of fewer answers stand together\n(default: 0; html and xlsx: 10)"},
    [OPT_MIN_CELL] =
        {"min-cell", '\0', TAKES_VALUE, "N",
         "leave out counts under N, and what they could be worked out\nfrom (default: 0; html and xlsx: 5)"},
    [OPT_WITH_ANSWERS] = {"with-answers", '\0', TAKES_NOTHING, NULL,
                          "html: list a sample of each cell's answers, with e-mail addresses,\n"
                          "telephone numbers, web addresses and names taken out"},
    [OPT_AGREE_LEXICON] = {"lexicon", '\0', TAKES_VALUE, "NAME|FILE",
                           "the codebook: codes that it does not have are told of, and the\n"
                           "disagreements listed get the evidence that it finds (default: none)"},
    [OPT_AGREE_BY] = {"by", '\0', TAKES_MANY, "COL[=LEXICON]",
                      "agreement within each group of this column, too; COL= takes its\nvalues as they are; may be repeated"},
    [OPT_AGREE_LEVEL] = {"level", '\0', TAKES_VALUE, "1|2",
                         "roll codes up to this level first (default: 1, and all shown)"},
    [OPT_AGREE_ID] = {"id", '\0', TAKES_VALUE, "COL",
                      "the column that files are joined by (default: recognised)"},
    [OPT_GOLD] = {"gold", '\0', TAKES_VALUE, "COL",
                  "the first coder's codes (default: gold_codes and gold_primary,\nor of several files codes and primary)"},
    [OPT_CODED] = {"coded", '\0', TAKES_MANY, "COL",
                   "the second coder's; of one file it may be repeated\n(default: codes and primary)"},
    [OPT_AGREE_ON] = {"on", '\0', TAKES_VALUE, "WHAT",
                      "primary (all figures of the primary) or codes (all of the sets of\n"
                      "codes); default: κ and α of the primary, F1 of the sets"},
    [OPT_DISTANCE] = {"distance", '\0', TAKES_VALUE, "NAME",
                      "of α over sets, with --on codes: exact (the default), jaccard, masi"},
    [OPT_MIN_KAPPA] = {"min-kappa", '\0', TAKES_VALUE, "X", "exit with 1 if κ is under X"},
    [OPT_MIN_ALPHA] = {"min-alpha", '\0', TAKES_VALUE, "X", "the same of α"},
    [OPT_MIN_F1] = {"min-f1", '\0', TAKES_VALUE, "X", "the same of macro F1"},
    [OPT_MIN_ACCURACY] = {"min-accuracy", '\0', TAKES_VALUE, "X", "the same of accuracy"},
    [OPT_BOOTSTRAP] = {"bootstrap", '\0', TAKES_VALUE, "N",
                       "resamples for the intervals (default: 2000; 0: none)"},
    [OPT_LIST] = {"list", '\0', TAKES_VALUE, "N|all", "how many disagreements to list (default: 20)"},
    [OPT_ADJUDICATE] = {"adjudicate", '\0', TAKES_VALUE, "FILE",
                        "write the disagreements to FILE (.csv, .xlsx), to be settled"},
    [OPT_ADJUDICATED] = {"adjudicated", '\0', TAKES_VALUE, "FILE", "the sheet of --adjudicate, filled in: with --write-gold"},
    [OPT_WRITE_GOLD] = {"write-gold", '\0', TAKES_VALUE, "FILE",
                        "write gold: what was agreed and what was settled"},
    [OPT_SAMPLE_BY] = {"by", '\0', TAKES_MANY, "COL[=LEXICON]",
                       "draw from each group of this column by its share; may be repeated"},
    [OPT_N] = {"n", '\0', TAKES_VALUE, "N", "draw N answers"},
    [OPT_TARGET_ALPHA] = {"target-alpha", '\0', TAKES_VALUE, "X",
                          "draw as many as settle that α is at least X (p 0.05); needs --rarest"},
    [OPT_WIDTH] = {"width", '\0', TAKES_VALUE, "W",
                   "draw as many as make a share's 95 % interval at most W wide\n(0.1: ±5 points)"},
    [OPT_RAREST] = {"rarest", '\0', TAKES_VALUE, "SHARE",
                    "share of the rarest code that matters: 0.05 is 5 %\n(with --width the default is 0.5, the worst)"},
    [OPT_CODERS] = {"coders", '\0', TAKES_MANY, "A,B", "a sheet for each, NAME-A.csv, in an order of its own"},
    [OPT_SPLIT] = {"split", '\0', TAKES_VALUE, "SHARE",
                   "add a column `split`: this share is marked test, the rest tune"},
    [OPT_SIZE_ONLY] = {"size-only", '\0', TAKES_NOTHING, NULL, "print how many answers are needed, and draw none"},
    [OPT_SEED] = {"seed", '\0', TAKES_VALUE, "N", "of simulated tests, resamples and draws (default: 0)"},
    [OPT_MANIFEST] = {"manifest", '\0', TAKES_VALUE, "FILE",
                      "write FILE, JSON: versions, digests and counts, to repeat the run by"},
    [OPT_FORMAT] = {"format", '\0', TAKES_VALUE, "FORMAT",
                    "of the output, see above (default with -o: by FILE's ending)"},
    [OPT_SHOW_FORMAT] = {"format", '\0', TAKES_VALUE, "FORMAT",
                         "text (the default), json, or yaml: the lexicon's source"},
    [OPT_FROM_DICTIONARY] = {"from", '\0', TAKES_VALUE, "FORMAT",
                             "the input is verbatim, quanteda, liwc, dicx, wordstat, lexicoder,\n"
                             "yoshikoder, khcoder, csv or json (default: recognised)"},
    [OPT_TO] = {"to", '\0', TAKES_VALUE, "FORMAT", "verbatim (the default), quanteda, dicx or csv"},
    [OPT_STRICT] = {"strict", '\0', TAKES_NOTHING, NULL, "exit with 1 if anything is left out or changed"},
    [OPT_ON] = {"on", '\0', TAKES_VALUE, "FILE", "the corpus: a survey export, or text with an answer a line"},
    [OPT_IN_PLACE] = {"in-place", '\0', TAKES_NOTHING, NULL, "write the weights into the lexicon itself"},
    [OPT_FIX] = {"fix", '\0', TAKES_NOTHING, NULL,
                 "first put each file in order: keys, indentation, ends of lines,\n"
                 "quotes, duplicates; comments and codes stay as they are"},
    [OPT_FIX_OUTPUT] = {"output", 'o', TAKES_VALUE, "FILE", "with --fix: write FILE instead, and check that"},
    [OPT_TERM] = {"term", '\0', TAKES_VALUE, "TERM", "this term, in the words of the lexicon"},
    [OPT_CONTEXT] = {"context", '\0', TAKES_VALUE, "N",
                     "words on either side, 1 to 1000 (default: as many as fit; in\ncsv and json five)"},
    [OPT_KWIC_FORMAT] = {"format", '\0', TAKES_VALUE, "FORMAT", "text (the default), csv or json"},
    [OPT_FINDINGS_FORMAT] = {"format", '\0', TAKES_VALUE, "FORMAT",
                             "text (the default), json, markdown (a comment on a pull request),\n"
                             "github (annotations, and a summary to $GITHUB_STEP_SUMMARY),\n"
                             "sarif (2.1.0) or junit"},
    [OPT_SEVERITY] = {"severity", '\0', TAKES_VALUE, "LEVEL",
                      "show note, warning or error and what is worse (default: note)"},
    [OPT_DISABLE] = {"disable", '\0', TAKES_MANY, "RULE", "leave a rule out, by its id; may be given several times"},
    [OPT_STRICT_WARNINGS] = {"strict", '\0', TAKES_NOTHING, NULL, "exit with 1 also for warnings"},
    [OPT_RULES] = {"rules", '\0', TAKES_NOTHING, NULL, "list the rules, and what to do about each"},
    [OPT_CORPUS_GOLD] = {"gold", '\0', TAKES_VALUE, "COL", "the column of the corpus with the right codes"},
    [OPT_SUGGEST_FORMAT] = {"format", '\0', TAKES_VALUE, "FORMAT",
                            "text (the default), markdown, json, or yaml: a lexicon to paste from"},
    [OPT_POLICY] = {"policy", '\0', TAKES_VALUE, "FILE|LIST",
                    "gates: a file, or key=value with commas between; exit with 1\nif one is not met"},
    [OPT_REDACT] = {"redact", '\0', TAKES_NOTHING, NULL,
                    "show only the words of answers that a lexicon matches, and no ids"},
    [OPT_NO_ANSWERS] = {"no-answers", '\0', TAKES_NOTHING, NULL, "show nothing of answers but their rows and codes"},
    [OPT_DIFF_SEED] = {"seed", '\0', TAKES_VALUE, "N", "of what is drawn at random (default: 1)"},
    [OPT_OUTPUT] = {"output", 'o', TAKES_VALUE, "FILE",
                    "write FILE instead of standard output, in the format of its\n"
                    "ending; it is replaced when all records are done, even if some\n"
                    "answers could not be read, and left as it was if the run fails"},
    [OPT_COLUMNS] = {"columns", '\0', TAKES_VALUE, "LIST",
                     "which columns to add, in which order: primary, codes, scores,\n"
                     "margin, reason, evidence, groups, flags (one of 0 and 1 a code)\n"
                     "(default: all but flags)"},
    [OPT_PREFIX] = {"prefix", '\0', TAKES_VALUE, "TEXT", "put TEXT before the names of added columns"},
    [OPT_FILE_COLUMN] = {"file-column", '\0', TAKES_NOTHING, NULL,
                         "add a column `file`: the file that a record is of"},
    [OPT_DROP_PERSONAL] = {"drop-personal", '\0', TAKES_NOTHING, NULL,
                           "leave out columns that identify people: names, e-mail and\n"
                           "IP addresses, telephone numbers, addresses, places"},
    [OPT_SAFE_CELLS] = {"safe-cells", '\0', TAKES_NOTHING, NULL,
                        "csv, tsv: put a ' before cells that start a formula"},
    [OPT_UNIT] = {"unit", '\0', TAKES_VALUE, "UNIT",
                  "an answer of plain text is a line (answer; the default), a\n"
                  "paragraph or a file; with the last two only a blank line or\n"
                  "a bullet ends a sentence, not each line break"},
    [OPT_THREADS] = {"threads", '\0', TAKES_VALUE, "N",
                     "work with N threads, 1 to 64 (default: 1); the output is the same"},
    [OPT_QUIET] = {"quiet", 'q', TAKES_NOTHING, NULL, "say nothing but errors, and show no progress"},
    [OPT_HELP] = {"help", 'h', TAKES_NOTHING, NULL, "show this"},
};

static cli_option find(const cli_command *command, const char *name, size_t len)
{
    for (const cli_option *o = command->options; *o != OPT_END; o++)
        if (strlen(options[*o].name) == len && memcmp(options[*o].name, name, len) == 0)
            return *o;
    return OPT_END;
}

static cli_option find_letter(const cli_command *command, char letter)
{
    for (const cli_option *o = command->options; *o != OPT_END; o++)
        if (options[*o].letter == letter && letter != '\0')
            return *o;
    return OPT_END;
}

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

/* From 0 on. */
static bool set_amount(const char *name, const char *value, uint64_t *amount)
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

static bool set(cli_arguments *a, cli_option id, const char *value)
{
    vb_job *job = &a->job;
    const char *name = options[id].name;
    unsigned long number;
    int chosen;
    switch (id) {
    case OPT_LEXICON:
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
    case OPT_MIN_GROUP:
        job->has_min_group = true;
        return set_amount(name, value, &job->min_group);
    case OPT_MIN_CELL:
        job->has_min_cell = true;
        return set_amount(name, value, &job->min_cell);
    case OPT_SEED:
        return set_amount(name, value, &job->seed);
    case OPT_WITH_ANSWERS:
        job->with_answers = true;
        return true;
    case OPT_FORMAT:
        return set_format(name, value, &job->format);
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
        if (!cli_set_choice(name, value, (const char *const[]){"text", "csv", "json", NULL},
                        (const int[]){VB_FORMAT_TEXT, VB_FORMAT_CSV, VB_FORMAT_JSON}, &chosen))
            return false;
        job->format = (vb_format)chosen;
        return true;
    case OPT_SUGGEST_FORMAT:
        if (!cli_set_choice(name, value, (const char *const[]){"text", "markdown", "json", "yaml", NULL},
                        (const int[]){VB_FORMAT_TEXT, VB_FORMAT_MARKDOWN, VB_FORMAT_JSON, VB_FORMAT_YAML}, &chosen))
            return false;
        job->format = (vb_format)chosen;
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
        return set_amount(name, value, &a->diff.seed);
    case OPT_SHOW_FORMAT:
        if (!cli_set_choice(name, value, (const char *const[]){"text", "json", "yaml", NULL},
                        (const int[]){VB_FORMAT_TEXT, VB_FORMAT_JSON, VB_FORMAT_YAML}, &chosen))
            return false;
        job->format = (vb_format)chosen;
        return true;
    case OPT_MANIFEST:
        job->manifest = value;
        return true;
    case OPT_FINDINGS_FORMAT:
        if (!cli_set_choice(name, value, (const char *const[]){"text", "json", "markdown", "github", "sarif", "junit", NULL},
                        (const int[]){VB_FORMAT_TEXT, VB_FORMAT_JSON, VB_FORMAT_MARKDOWN, VB_FORMAT_GITHUB,
                                      VB_FORMAT_SARIF, VB_FORMAT_JUNIT},
                        &chosen))
            return false;
        job->format = (vb_format)chosen;
        if (job->format == VB_FORMAT_GITHUB)
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
    case OPT_OUTPUT:
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
        return cli_set_agreement(a, id, name, value);
    }
}

/* One option, its value (NULL: none yet) or the next argument. */
static bool take_option(cli_option id, const char *value, int argc, char **argv, int *at, bool *seen,
                        cli_arguments *a)
{
    if (seen[id] && options[id].kind != TAKES_MANY) {
        (void)cli_usage_error("--%s is given twice", options[id].name);
        return false;
    }
    seen[id] = true;
    if (options[id].kind == TAKES_NOTHING) {
        if (value == NULL)
            return set(a, id, NULL);
        (void)cli_usage_error("--%s takes no value", options[id].name);
        return false;
    }
    if (value != NULL)
        return set(a, id, value);
    if (*at + 1 >= argc) {
        (void)cli_usage_error("--%s needs a value: --%s %s", options[id].name, options[id].name, options[id].value);
        return false;
    }
    return set(a, id, argv[++*at]);
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
    (void)cli_usage_error("%s has no option --%.*s; see verbatim %s --help", command->name, (int)len, name,
                          command->name);
    return false;
}

/* -o FILE, -oFILE, -q. */
static bool parse_short(const cli_command *command, int argc, char **argv, int *at, bool *seen, cli_arguments *a)
{
    const char *text = argv[*at] + 1;
    cli_option id = find_letter(command, text[0]);
    if (id != OPT_END && (text[1] == '\0' || options[id].kind != TAKES_NOTHING))
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
    if (a->operands == NULL || a->by == NULL || a->settings == NULL || a->coded == NULL ||
        a->disabled == NULL) {
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

static void print_option(const option *o)
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
        print_option(&options[*o]);
    return CLI_FINE;
}
