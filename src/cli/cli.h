/* The command line.  It sees the library only through verbatim.h. */
#ifndef VB_CLI_CLI_H
#define VB_CLI_CLI_H

#include "verbatim.h"

enum { CLI_FINE = 0, CLI_FAILED = 1, CLI_TROUBLE = 2 };

/* Every option there is; option_table.c has their names and help. */
typedef enum {
    OPT_LEXICON,
    OPT_SET,
    OPT_ANSWER,
    OPT_ID,
    OPT_BY,
    OPT_FROM,
    OPT_ENCODING,
    OPT_SHEET,
    OPT_KEEP_GOING,
    OPT_KEEP_UNFINISHED,
    OPT_LEVEL,
    OPT_HEADLINE,
    OPT_CODES,
    OPT_CODES_SEPARATOR,
    OPT_PRIMARY,
    OPT_CROSS,
    OPT_EVERY_GROUP,
    OPT_COUNT,
    OPT_MIN_GROUP,
    OPT_MIN_CELL,
    OPT_AGREE_LEXICON,
    OPT_AGREE_BY,
    OPT_AGREE_LEVEL,
    OPT_AGREE_ID,
    OPT_GOLD,
    OPT_GOLD_FILE,
    OPT_GOLD_ELSEWHERE,
    OPT_GOLD_COLUMN,
    OPT_POOL_GOLD,
    OPT_SAVE_TALLY,
    OPT_MERGE_LEXICON,
    OPT_CODED,
    OPT_AGREE_ON,
    OPT_DISTANCE,
    OPT_MIN_KAPPA,
    OPT_MIN_ALPHA,
    OPT_MIN_F1,
    OPT_MIN_ACCURACY,
    OPT_BOOTSTRAP,
    OPT_LIST,
    OPT_ADJUDICATE,
    OPT_ADJUDICATED,
    OPT_WRITE_GOLD,
    OPT_SAMPLE_BY,
    OPT_N,
    OPT_TARGET_ALPHA,
    OPT_WIDTH,
    OPT_RAREST,
    OPT_CODERS,
    OPT_SPLIT,
    OPT_SIZE_ONLY,
    OPT_SEED,
    OPT_MANIFEST,
    OPT_WITH_ANSWERS,
    OPT_FORMAT,
    OPT_SHOW_FORMAT,
    OPT_FROM_DICTIONARY,
    OPT_TO,
    OPT_STRICT,
    OPT_ON,
    OPT_IN_PLACE,
    OPT_FIX,
    OPT_FIX_OUTPUT,
    OPT_TERM,
    OPT_CONTEXT,
    OPT_KWIC_FORMAT,
    OPT_FINDINGS_FORMAT,
    OPT_SEVERITY,
    OPT_DISABLE,
    OPT_STRICT_WARNINGS,
    OPT_RULES,
    OPT_CORPUS_GOLD,
    OPT_SUGGEST_FORMAT,
    OPT_APPLY,
    OPT_POLICY,
    OPT_REDACT,
    OPT_NO_ANSWERS,
    OPT_DIFF_SEED,
    OPT_OUTPUT,
    OPT_COLUMNS,
    OPT_PREFIX,
    OPT_FILE_COLUMN,
    OPT_DROP_PERSONAL,
    OPT_SAFE_CELLS,
    OPT_UNIT,
    OPT_THREADS,
    OPT_QUIET,
    OPT_HELP,
    OPT_END /* ends a command's list */
} cli_option;

/* A command's arguments.  `job` points into them and into argv. */
typedef struct {
    vb_job job;
    const char **operands; /* what is not an option */
    size_t n_operands;
    const char **by, **settings, **coded, **coders;
    vb_agree_options agree;
    vb_sample_options sample;
    bool help, quiet;
    bool has_output; /* --output is given, if only as - */
    vb_dictionary_format from, to; /* of `lexicon convert` */
    bool strict, in_place;
    const char *on, *term; /* of `lexicon` */
    size_t context;        /* words; 0: not given */
    vb_check_options check;
    const char **disabled; /* check.disabled */
    bool rules, fix, apply;
    const char *fix_output;
    vb_diff_options diff;
} cli_arguments;

typedef struct {
    const char *name;
    const char *summary; /* one line */
    const char *usage;   /* behind "usage: verbatim" */
    const char *about;   /* paragraphs below it; the options follow */
    const cli_option *options;
    int (*work)(cli_arguments *arguments);  /* returns the exit status */
    int (*dispatch)(int argc, char **argv); /* instead of all of that; NULL: none */
    int (*help)(void);                      /* prints its help; NULL: usage, about and options do */
} cli_command;

extern const cli_command cli_code, cli_report, cli_explain, cli_tokens, cli_lexicon, cli_agree, cli_sample, cli_merge;
extern const cli_command cli_lexicon_check, cli_lexicon_convert, cli_lexicon_diff, cli_lexicon_kwic;
extern const cli_command cli_lexicon_show, cli_lexicon_suggest, cli_lexicon_test, cli_lexicon_tune;

/* The subcommand of `lexicon` with this name, or NULL. */
const cli_command *cli_lexicon_find(const char *name);
int cli_lexicon_unknown(const char *name); /* says that there is none; returns the exit status */

/* Parse argv (the command's name first).  False after saying on standard error what is wrong. */
bool cli_parse(const cli_command *command, int argc, char **argv, cli_arguments *arguments);
void cli_arguments_release(cli_arguments *arguments);

/* Set an option; `name` is its own.  Each hands on what is not of its theme.  False after saying what is wrong. */
bool cli_set_job(cli_arguments *arguments, cli_option id, const char *name, const char *value);
bool cli_set_lexicon(cli_arguments *arguments, cli_option id, const char *name, const char *value);
bool cli_set_agreement(cli_arguments *arguments, cli_option id, const char *name, const char *value);

/* Values of options: one of `names`; a whole number from `least` to `most`; one from 0 on; a decimal number; a share,
 * more than 0 and less than 1.  False after saying what is wrong. */
bool cli_set_choice(const char *name, const char *value, const char *const *names, const int *values, int *chosen);
bool cli_set_number(const char *name, const char *value, unsigned long least, unsigned long most,
                    unsigned long *number);
bool cli_set_amount(const char *name, const char *value, uint64_t *amount);
bool cli_set_decimal(const char *name, const char *value, double least, double most, double *number);
bool cli_set_share(const char *name, const char *value, double *share);

/* False after saying that a file to be written is one to be read too, or to be written twice. */
bool cli_keeps_files(const cli_arguments *arguments);

/* Print a command's help to standard output; returns the exit status. */
int cli_help(const cli_command *command);

/* A progress line on standard error: nothing in the first two seconds, nothing where that is no terminal. */
typedef struct {
    bool wanted, shown;
    double began, said; /* seconds */
} cli_progress;

void cli_progress_begin(cli_progress *progress, bool wanted);
void cli_progress_show(cli_progress *progress, const vb_progress *now);
void cli_progress_clear(cli_progress *progress); /* before another line, and at the end */

/* Say what went wrong ("verbatim: FILE:LINE:COLUMN: ..."), safely for a terminal; returns the exit status. */
int cli_fail(const vb_error *err);
/* That standard output cannot be written: nothing is said where whoever read it has gone (`| head`). */
int cli_fail_output(const char *text);
int cli_usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* As the last, for a name that is not among `known`: `format` has a %s for the name and one for " (did you mean X?)", or
 * nothing where no known name is near.  `dashes` stand before the known ones. */
int cli_unknown(const char *format, const char *name, const char *dashes, const char *const *known, size_t n);

/* Columns of the terminal that standard output is; 120 where it is none. */
size_t cli_width(void);

/* What `lexicon check` and `lexicon test` share: the rules for a person, the ids of --disable, the exit status. */
int cli_list_rules(const vb_check_rule *rules, size_t n);
bool cli_knows_disabled(const cli_arguments *arguments, const vb_check_rule *rules, size_t n);
int cli_check_status(const cli_arguments *arguments, const vb_check_sum *sum);

/* Run a command: its name is argv[0].  Returns the exit status. */
int cli_run(const cli_command *command, int argc, char **argv);

/* Work for cli_command: hand `run` the arguments, with the operands as the job's inputs. */
int cli_work_with_arguments(cli_arguments *arguments,
                            vb_status (*run)(const cli_arguments *arguments, FILE *out, vb_error *err));

/* Hand it the operands as answers or, without operands, the lines of standard input. */
int cli_work_on_answers(cli_arguments *arguments, vb_status (*run)(const vb_job *job, const vb_str *answers, size_t n,
                                                                   FILE *out, vb_error *err));

/* For vb_job.tell: the line on standard error.  `context` is the progress line to clear first, or NULL. */
void cli_tell(void *context, const char *line);

#endif
