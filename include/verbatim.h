/* verbatim: code open-ended answers with a lexicon.  This is the only installed header.
 *
 * Order of use: vb_lexicon_open() reads a lexicon, vb_coder_new() compiles it, vb_session_new() gives one
 * thread its working memory, vb_session_code() codes one answer.  vb_code(), vb_report_run(), vb_explain() and
 * vb_tokens() do whole jobs from a stream of records to a stream of output.
 *
 * The library never prints, exits or aborts.  It keeps no global state and does not depend on the locale. */
#ifndef VERBATIM_H
#define VERBATIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VB_VERSION "0.1.0"

/* A borrowed run of UTF-8 bytes: never owned, never NUL-terminated. */
typedef struct {
    const char *ptr;
    size_t len;
} vb_str;

/* What went wrong.  VB_OK is zero. */
typedef enum {
    VB_OK = 0,
    VB_ERROR_MEMORY,  /* no memory left */
    VB_ERROR_READ,    /* a file cannot be opened or read */
    VB_ERROR_WRITE,   /* output could not be written whole */
    VB_ERROR_INPUT,   /* records that cannot be understood */
    VB_ERROR_LEXICON, /* a lexicon with a fault */
    VB_ERROR_USAGE,   /* arguments that do not fit together */
    VB_ERROR_GATE,    /* all went well, but a figure misses what was asked of it */
    VB_ERROR_STOPPED, /* a person broke it off */
} vb_status;

/* A failure: what, where, what to do.  Lines, columns and rows count from 1; 0 means "not known".
 * `file` and `text` are NUL-terminated, cut to fit. */
typedef struct {
    vb_status code;
    char file[256];
    size_t line, column; /* in a lexicon or other source text; column in characters */
    size_t row;          /* record number in the input, header not counted */
    char text[768];
} vb_error;

/* "Did you mean": the one of `known`, of which there are `n`, that `name` is most likely a slip of; NULL: none is near. */
const char *vb_name_nearest(const char *name, const char *const *known, size_t n);

/* ---- Lexicons and coders ---- */

typedef struct vb_lexicon vb_lexicon; /* a lexicon as read: categories and terms; read-only */
typedef struct vb_coder vb_coder;     /* the same compiled: read-only, threads share it */
typedef struct vb_session vb_session; /* one thread's working memory over a coder */

/* Read a shipped lexicon by its name ("challenges") or a file by its path (anything with a `/`, or that ends in .yaml or
 * .yml, or that exists) or, as "git:REV:PATH", the file that git's REV:PATH is.  `overrides` are settings ("gap=5"), `n_overrides` of them.
 * NULL with *err set to file, line, column and the fault; release with vb_lexicon_free(). */
vb_lexicon *vb_lexicon_open(const char *name, const char *const *overrides, size_t n_overrides, vb_error *err);

/* Read a lexicon from YAML bytes; `file` names them in messages. */
vb_lexicon *vb_lexicon_parse(vb_str yaml, const char *file, const char *const *overrides, size_t n_overrides,
                             vb_error *err);
void vb_lexicon_free(vb_lexicon *lexicon); /* takes NULL */

/* The categories are numbered from 0, a parent before its children.  Paths and labels live as long as the lexicon. */
size_t vb_lexicon_size(const vb_lexicon *lexicon);
vb_str vb_lexicon_path(const vb_lexicon *lexicon, size_t category);  /* "buy-in/resistance" */
vb_str vb_lexicon_label(const vb_lexicon *lexicon, size_t category); /* "Resistance"; the name where there is none */

/* The files that it was read from, itself and what it includes, numbered from 0; NULL: there are no more.  Shipped
 * lexicons have none. */
const char *vb_lexicon_file(const vb_lexicon *lexicon, size_t file);

/* Compile a lexicon, which must outlive the result.  NULL with *err set; release with vb_coder_free(). */
vb_coder *vb_coder_new(const vb_lexicon *lexicon, vb_error *err);
void vb_coder_free(vb_coder *coder); /* takes NULL */

/* What one answer of plain text is, and what ends a sentence in any.  In a table an answer is a cell. */
typedef enum {
    VB_UNIT_ANSWER,    /* a line; a line break ends a sentence */
    VB_UNIT_PARAGRAPH, /* the text up to a blank line or a bullet; only these end a sentence */
    VB_UNIT_FILE,      /* a whole file, with its name as `id`; likewise */
} vb_unit;

/* NULL with *err set; release with vb_session_free().  The coder must outlive it. */
vb_session *vb_session_new(const vb_coder *coder, vb_unit unit, vb_error *err);
void vb_session_free(vb_session *session); /* takes NULL */

/* Give codes of this level at most (1: only the top); deeper ones count for their parents.  0, as at first: as deep as
 * they go. */
void vb_session_set_level(vb_session *session, size_t level);

/* ---- Codes ---- */

#define VB_NO_CATEGORY SIZE_MAX

/* Why an answer has no code; rule 8 of the coding rules, the first that holds. */
typedef enum {
    VB_CODED = 0,           /* it has one */
    VB_REASON_EMPTY,        /* no word in it */
    VB_REASON_NON_ANSWER,   /* "n/a", "not sure" */
    VB_REASON_DENIED,       /* named only what is not the problem */
    VB_REASON_CANCELLED,    /* a term's `with` or `unless` decided against it */
    VB_REASON_WEAK,         /* below the threshold */
    VB_REASON_NO_MATCH,     /* nothing of the lexicon in it */
    VB_REASON_UNREADABLE,   /* its bytes are not UTF-8 */
} vb_reason;

#define VB_REASONS 8

/* "", "empty", "non-answer", "denied", "cancelled", "weak", "no-match", "unreadable". */
const char *vb_reason_name(vb_reason reason);

/* A category that an answer has, as code.  Scores are in thousandths. */
typedef struct {
    size_t category;          /* index in the lexicon */
    uint64_t score, strength; /* rule 5 */
    size_t first;             /* byte of the answer where its first counting match begins */
} vb_code_score;

/* An answer's codes.  The pointers are the session's, until it codes the next answer. */
typedef struct {
    vb_reason reason;           /* VB_CODED, or why there is none */
    size_t primary;             /* the deepest category of rule 7, or VB_NO_CATEGORY */
    const vb_code_score *codes; /* in rule 6's order */
    size_t n_codes;
    double margin;              /* rule 7, from 0 to 1; 0 when uncoded */
    bool indicated;             /* no term is enough for the primary's top, a code by its indicators (rule 6) */
} vb_coding;

/* Code one answer.  It must be valid UTF-8 (VB_ERROR_INPUT otherwise, with err->column the first bad byte from 1) and
 * must outlive the session's results. */
vb_status vb_session_code(vb_session *session, vb_str answer, vb_coding *coding, vb_error *err);

/* What became of a match. */
typedef enum {
    VB_STATE_COUNTS,    /* it counts for its category */
    VB_STATE_CANCELLED, /* rule 2: its `with` is missing, or its `unless` is there */
    VB_STATE_HIDDEN,    /* rule 3: within a longer match, or ignored */
    VB_STATE_DENIED,    /* rule 4 */
    VB_STATE_CUE,       /* a denial, a turn, an emphasis or an `ignore` in force */
    VB_STATE_INDICATES, /* rule 5: an indicator of a code that terms are not enough for */
} vb_state;

/* A match as evidence.  Bytes are of the answer as typed. */
typedef struct {
    vb_str term;         /* as the lexicon has it */
    size_t category;     /* VB_NO_CATEGORY for a cue */
    const char *role;    /* "term", "denial", "turn", "emphasis", "ignore", "indicator" */
    vb_state state;
    size_t beg, end;     /* from its first token to its last */
    size_t by;           /* the number of the evidence that hid or denied it; SIZE_MAX otherwise */
    size_t clause;       /* from 0 */
    uint32_t weight;     /* thousandths */
    size_t n_tokens;     /* that it filled */
} vb_evidence;

/* How much evidence the session's last answer has, and one piece of it: matches by position, longer ones first, then
 * what indicates, by position. */
size_t vb_session_evidence_count(const vb_session *session);
vb_evidence vb_session_evidence(const vb_session *session, size_t number);

/* The bytes of the k-th token of a piece of evidence (k < n_tokens).  *follows (which may be NULL): it comes right after
 * the one before, no word between. */
vb_str vb_session_evidence_token(const vb_session *session, size_t number, size_t k, bool *follows);

/* The word that the k-th token was taken for, where it is a wrong spelling (setting `spelling`); else ptr is NULL. */
vb_str vb_session_evidence_taken_for(const vb_session *session, size_t number, size_t k);

/* ---- Whole jobs ---- */

typedef enum {
    VB_FORMAT_DEFAULT, /* code: the input's (CSV for plain text); report, explain, tokens: text */
    VB_FORMAT_TEXT,
    VB_FORMAT_MARKDOWN,
    VB_FORMAT_CSV,
    VB_FORMAT_TSV,
    VB_FORMAT_JSON,
    VB_FORMAT_JSONL,
    VB_FORMAT_XLSX, /* these are files, not streams: code writes them to job->output only */
    VB_FORMAT_SAV,  /* as an input: any statistics package's file */
    VB_FORMAT_DTA,
    VB_FORMAT_HTML, /* report: a page */
    VB_FORMAT_SVG,  /* report: a chart */
    VB_FORMAT_YAML, /* of lexicons */
    VB_FORMAT_GITHUB, /* of checks: annotations of GitHub's workflows */
    VB_FORMAT_SARIF,  /* 2.1.0 */
    VB_FORMAT_JUNIT,
} vb_format;

/* What a report counts of an answer. */
typedef enum {
    VB_COUNT_PRIMARY,  /* its primary: each answer counts once */
    VB_COUNT_MENTIONS, /* each of its codes once: they add to more than 100 % */
} vb_count;

/* How far a job has come. */
typedef struct {
    uint64_t rows;        /* handed in so far */
    uint64_t done, total; /* bytes of the input; total 0: not known */
} vb_progress;

/* What to do.  All zero asks for the defaults; strings are NUL-terminated and borrowed. */
typedef struct {
    const char *lexicon;         /* a shipped lexicon's name or a path; NULL: "challenges" */
    const char *const *settings; /* "gap=5": override the lexicon's settings */
    size_t n_settings;
    const char *const *inputs;   /* paths, "-" for standard input; several are one study: columns by name */
    size_t n_inputs;             /* 0: standard input */
    vb_format input_format;      /* DEFAULT: recognise it; else CSV, TSV, TEXT, JSONL, XLSX, SAV or DTA */
    const char *encoding;        /* of text, as iconv names it; NULL: recognise it */
    const char *sheet;           /* of a workbook, by name or number; NULL: the first */
    bool keep_going;             /* leave out lines that are no record, and count them, instead of failing */
    bool keep_unfinished;        /* of survey exports: previews and unfinished responses too */
    const char *answer, *id;     /* columns, by name or number; NULL: recognise them */
    const char *const *by;       /* "COL", "COL=LEXICON", "COL=" */
    size_t n_by;
    vb_unit unit;
    size_t level;                /* code: 1 or 2 at most, 0: as deep as they go; report: 0 is 1 */
    bool headline;               /* report: the lexicon's headline categories, the rest as one */
    const char *codes;           /* report: the column that has the codes already, instead of coding answers */
    const char *codes_separator; /* between them; NULL: recognise it */
    const char *primary;         /* the column of the primary; NULL: the first of the codes */
    bool cross;                  /* report: also the columns of `by` within each other (at least two of them) */
    bool every_group;            /* report: a respondent with several choices stands in the group of each */
    vb_count count;              /* report */
    const char *gold;            /* report: a file with the true codes of some of the answers, joined by id, which corrects
                                    shares for coding error; NULL: none */
    const char *gold_elsewhere;  /* report, instead of it: a file with other answers and their true codes */
    const char *gold_column;     /* of either, that of the codes; NULL: recognise it, as vb_agree() does */
    bool pool_gold;              /* report: groups share the gold answers of all */
    const char *save_tally;      /* report, merge: write the counts here, for vb_merge() */
    bool has_min_group, has_min_cell; /* report: the next two are given; else they are 10 and 5 for HTML and XLSX, and 0
                                    for the others */
    uint64_t min_group;          /* groups of fewer substantive answers stand together */
    uint64_t min_cell;           /* counts under this are not shown, nor others that they could be worked out from */
    uint64_t seed;               /* of simulated tests, resamples and samples */
    bool with_answers;           /* report to HTML: a sample of the answers of each cell, redacted */
    vb_format format;            /* DEFAULT: by the ending of `output`, see VB_FORMAT_DEFAULT */
    const char *output;          /* a path: written beside and renamed when whole; NULL: the stream that is passed */
    const char *columns;         /* code: which to add, with commas between: primary, codes, scores, margin, reason,
                                    evidence, groups, flags (one of 0 and 1 a category); NULL: all but flags */
    const char *prefix;          /* code: before the names of added columns */
    bool file_column;            /* code: add a column `file`, the input's name, before all others */
    bool drop_personal;          /* code: leave out columns that identify people */
    bool safe_cells;             /* code to CSV, TSV: a ' before cells that start a formula */
    const char *manifest;        /* code, report, agree, sample: write here what is needed to repeat the run, as JSON */
    const char *const *arguments; /* of the command line, for the manifest */
    size_t n_arguments;
    unsigned threads;            /* 0: one */
    size_t width;                /* of the terminal, for text; 0: 80 */
    bool colour;                 /* the terminal takes colours: for text */

    /* Called with a line (no line end) for the person who runs it: which columns were taken, which rows are ragged.
     * May be NULL.  Called by one thread at a time. */
    void (*tell)(void *context, const char *line);
    /* Called now and then while records are coded.  May be NULL.  Never at the same time as `tell`. */
    void (*progress)(void *context, const vb_progress *progress);
    void *context;
} vb_job;

/* Code every record of the input and write it with its codes.  Records that cannot be read (not UTF-8) are written
 * uncoded with the reason "unreadable", told of, and make the result VB_ERROR_INPUT when all others are done; so do bytes
 * that their encoding does not have, which become U+FFFD.  With job->output `out` is not used, and nothing is left there
 * by any other failure. */
vb_status vb_code(const vb_job *job, FILE *out, vb_error *err);

/* Code every record and write the tables.  Unreadable records as above: they count as rows without an answer. */
vb_status vb_report_run(const vb_job *job, FILE *out, vb_error *err);

/* Add up the tallies job->inputs, which vb_report_run() saved, and write the tables of all, as vb_report_run() would of
 * all answers.  Of the job also lexicon (NULL: by the name that the tallies have; it must be theirs) and what shapes
 * tables: level, headline, count, min_group, min_cell, seed, format, output, save_tally, manifest.  VB_ERROR_INPUT: what
 * is no tally, or damaged, or does not go with the first. */
vb_status vb_merge(const vb_job *job, FILE *out, vb_error *err);

/* Say how each of `n` answers comes to its codes.  n 0: those of job->inputs, read as plain text in job->unit (else
 * job->inputs and all that goes with it is not used). */
vb_status vb_explain(const vb_job *job, const vb_str *answers, size_t n, FILE *out, vb_error *err);

/* Show the tokens of each: bytes, sentence, clause, forms and stems, and whether the lexicon knows them. */
vb_status vb_tokens(const vb_job *job, const vb_str *answers, size_t n, FILE *out, vb_error *err);

/* ---- Agreement ---- */

/* How far apart two sets of codes are, from 0 (the same) to 1. */
typedef enum {
    VB_DISTANCE_EXACT,   /* 0 the same, 1 otherwise */
    VB_DISTANCE_JACCARD, /* 1 - shared / all */
    VB_DISTANCE_MASI,    /* 1 - Jaccard similarity × M (Passonneau 2006) */
} vb_distance;

/* What agreement is asked of. */
typedef enum {
    VB_AGREE_BOTH,    /* kappa and alpha of the primary, F1 of the sets of codes */
    VB_AGREE_PRIMARY, /* all of the primary: an answer has one code, or none */
    VB_AGREE_CODES,   /* all of the sets: kappa has each different set for a value, alpha has a distance */
} vb_agree_on;

/* Figures with a least value: a gate. */
typedef enum { VB_GATE_KAPPA, VB_GATE_ALPHA, VB_GATE_F1, VB_GATE_ACCURACY } vb_gate_kind;

#define VB_GATES 4

typedef struct {
    bool asked;
    double least;
} vb_gate;

/* What `agree` is asked for beside the job; all zero asks for the defaults. */
typedef struct {
    const char *gold;         /* column of the first coder's codes; NULL: recognise it */
    const char *const *coded; /* columns of the others' */
    size_t n_coded;
    vb_agree_on on;
    vb_distance distance;     /* of alpha on VB_AGREE_CODES */
    vb_gate gates[VB_GATES];
    bool has_bootstrap, has_list;
    size_t bootstrap;         /* resamples; else 2,000 */
    size_t list;              /* disagreements that are listed, at most; else 20 */
    const char *adjudicate;   /* write the disagreements here, CSV or XLSX, to be settled */
    const char *adjudicated;  /* read them, settled, and ... */
    const char *write_gold;   /* ... write gold here: what was agreed, and what was settled */
} vb_agree_options;

/* Compare codings of the same answers: job->inputs are one file for each coder, joined by job->id, or one file with a
 * column for each (options->gold, options->coded).  The first is gold, where there is one.  job->lexicon NULL: none;
 * else codes that it does not have are told of, and it gives the evidence of the disagreements.  Formats: TEXT (the
 * default), MARKDOWN, CSV, JSON.  VB_ERROR_GATE: the output is whole, and a gate failed. */
vb_status vb_agree(const vb_job *job, const vb_agree_options *options, FILE *out, vb_error *err);

/* What `sample` is asked for beside the job.  Either units, or least_alpha with rarest, or width; else 0. */
typedef struct {
    size_t units;
    double least_alpha;         /* so many that alpha at or above it can be told from below, at p 0.05 */
    double width;               /* so many that a share's 95 % interval is at most so wide */
    double rarest;              /* share of the rarest code that matters */
    const char *const *coders;  /* one sheet each, in an order of its own; none: one sheet */
    size_t n_coders;
    double split;               /* this share is marked `test`, the rest `tune`; 0: no such column */
    bool size_only;             /* write the number of units, and read nothing */
} vb_sample_options;

/* Draw answers to be coded blind: job->by gives the strata, job->lexicon the codebook.  Sheets go to job->output
 * (CSV or XLSX; with coders NAME-CODER.csv), or one as CSV to `out`. */
vb_status vb_sample(const vb_job *job, const vb_sample_options *options, FILE *out, vb_error *err);

/* The path of a coder's sheet, to be freed: NAME-CODER.csv of NAME.csv.  NULL when memory is out. */
char *vb_sample_sheet(const char *output, const char *coder);

/* ---- Lexicons themselves ---- */

/* Show the job's lexicon: its categories as a tree, each with its label and the number of its terms and of those below
 * it.  `path` shows one category only, and what its terms are made of: slots, gaps, alternatives.  `term` shows instead
 * what this term is made of, in the words of the lexicon: its settings, sets and stems.  With job->inputs (none: no
 * corpus, not standard input), beside each slot the corpus's words that fill it.  Formats: TEXT (the default), JSON, or
 * YAML: the bytes of the lexicon's source, whatever the rest says. */
vb_status vb_lexicon_show(const vb_job *job, const char *path, const char *term, FILE *out, vb_error *err);

/* Write a concordance of the job's inputs: a line for every match that counts, with what stands on either side.  `code`
 * is the path of a category of the job's lexicon, whose matches and those below it are shown; what is none is a term, as
 * is `term`, which goes before it: in the words of that lexicon, its settings, sets and stems.  `words` is how many words
 * of context there are; 0: as many as the line holds, in CSV and JSON five.  Formats: TEXT (the default, job->width
 * columns), CSV (with job->safe_cells if it is to be), JSON.  Unreadable answers are left out and make the result
 * VB_ERROR_INPUT when all others are done. */
vb_status vb_kwic(const vb_job *job, const char *code, const char *term, size_t words, FILE *out, vb_error *err);

/* What `lexicon diff` is to do, beside a job. */
typedef struct {
    const char *before, *after; /* lexicons: shipped names, paths, "git:REV:PATH" */
    const char *gold;           /* a column of codes that people gave, paths with ; between; NULL: none */
    const char *policy;         /* gates: a file, or "key=value,..."; NULL: none */
    bool redact;                /* of answers only the words that the lexicons match; no ids */
    bool no_answers;            /* nothing of answers: only rows and codes */
    uint64_t seed;              /* of resampling */
    const char *summary;        /* a file that the Markdown is appended to, or NULL */
} vb_diff_options;

/* Say what makes the lexicon `after` out of `before` and, with job->inputs (none: no corpus), which answers change their
 * codes or primary, by which edit, and how tables and figures change.  job->lexicon is not used.  Formats: TEXT (the
 * default), JSON, MARKDOWN (a comment on a pull request), GITHUB, SARIF, JUNIT.  *passed is false if the policy is not met, which is no failure.  Unreadable answers are left
 * out and make the result VB_ERROR_INPUT when all is done. */
vb_status vb_lexicon_diff(const vb_job *job, const vb_diff_options *options, FILE *out, bool *passed, vb_error *err);

/* What `lexicon suggest` is to do, beside a job. */
typedef struct {
    const char *gold; /* a column of codes that people gave, paths with ; between; NULL: none */
    uint64_t seed;    /* of the halves that the answers are split into */
    /* Ask a person: *line is what is typed, until the next call; NULL: no more.  False: break it off, write nothing
     * (VB_ERROR_STOPPED).  Else what is taken goes into the file job->lexicon, and `out` gets what that was.  NULL:
     * nobody is asked, and `out` gets the list. */
    bool (*ask)(void *context, const char *question, const char **line);
    void *context; /* handed to ask() */
} vb_suggest_options;

/* Say what the job's lexicon lacks by its inputs: words and phrases of uncoded answers, misspellings of its words; with
 * gold, terms that would add a code rightly, found on one half of the answers and confirmed on the other, and terms that
 * mostly give a code wrongly.  Formats: TEXT (the default), JSON, MARKDOWN, YAML (a lexicon of the suggestions).
 * Unreadable answers are left out.  With options->ask the lexicon's file is replaced if anything is taken, and where git
 * has no older one kept beside as FILE.orig; job->tell is told what could not be written there. */
vb_status vb_lexicon_suggest(const vb_job *job, const vb_suggest_options *options, FILE *out, vb_error *err);

/* Make the weights of the job's lexicon's terms from the answers of job->inputs[0] that are coded in its column `gold`
 * (the first code of a cell is the primary, `none` or nothing is none), cross-validated with job->seed, and write how
 * well the codes agree before and after, and what changes, to `out`.  job->output: the lexicon's source with the new
 * weights, all else as it is; it may be the lexicon's own path.  No term is added; where nothing is gained on answers
 * that were not used, nothing changes.  VB_ERROR_INPUT: fewer than 30 coded answers, or unknown codes. */
vb_status vb_lexicon_tune(const vb_job *job, const char *gold, FILE *out, vb_error *err);

/* Formats of dictionaries. */
typedef enum {
    VB_DICTIONARY_DEFAULT,    /* recognise it, by the file's ending and its first lines */
    VB_DICTIONARY_VERBATIM,   /* YAML, the full form */
    VB_DICTIONARY_QUANTEDA,   /* YAML, nested maps */
    VB_DICTIONARY_LIWC,       /* .dic; this one and those without a note are only read */
    VB_DICTIONARY_DICX,       /* LIWC-22's table; read and written */
    VB_DICTIONARY_WORDSTAT,   /* .cat */
    VB_DICTIONARY_LEXICODER,  /* .lc3, .lcd */
    VB_DICTIONARY_YOSHIKODER, /* .ykd */
    VB_DICTIONARY_KHCODER,    /* coding rules */
    VB_DICTIONARY_CSV,        /* category, term, weight; read and written */
    VB_DICTIONARY_JSON,       /* categories with regular expressions */
} vb_dictionary_format;

/* What a conversion has come to.  Entries that are left out or changed are told one by one, with their place. */
typedef struct {
    size_t categories, terms; /* written */
    size_t left_out;          /* entries, and other parts of the source, that `to` has no place for */
    size_t changed;           /* written, but they do not match quite the same */
} vb_conversion;

/* Convert the dictionary job->inputs[0] (a path, "-", or the name of a shipped lexicon) to `to`: VERBATIM, QUANTEDA, DICX
 * or CSV.  It goes to job->output or `out`; job->settings override those of a lexicon that is made from something else.
 * What is lost is told by job->tell, and is no failure.  VB_ERROR_INPUT or VB_ERROR_LEXICON, with line and column, if
 * the input is not of its format. */
vb_status vb_lexicon_convert(const vb_job *job, vb_dictionary_format from, vb_dictionary_format to, FILE *out,
                             vb_conversion *made, vb_error *err);

/* ---- Lexicons as code ---- */

/* How bad a finding is. */
typedef enum { VB_SEVERITY_NOTE, VB_SEVERITY_WARNING, VB_SEVERITY_ERROR } vb_severity;

/* A rule of a check, as outputs and the manual name it.  All of it is static. */
typedef struct {
    const char *id;       /* "duplicate-term" */
    vb_severity severity; /* unless a finding says otherwise */
    const char *summary;  /* one line, no full stop */
    const char *help;     /* what to do, a sentence or two */
    bool needs_corpus;    /* looked for only with a corpus */
} vb_check_rule;

/* The rules of vb_lexicon_check() and of vb_lexicon_run_tests(), `n` of them. */
const vb_check_rule *vb_lexicon_check_rules(size_t *n);
const vb_check_rule *vb_lexicon_test_rules(size_t *n);

/* What checks are asked for besides the job.  All zero asks for the defaults. */
typedef struct {
    vb_severity severity;        /* the least that is shown */
    const char *const *disabled; /* ids of rules that are not looked at */
    size_t n_disabled;
    const char *corpus;          /* check: a corpus to try the lexicon on; NULL: none */
    const char *gold;            /* check: the column of `corpus` with gold codes; NULL: none */
    bool strict;                 /* warnings fail, as outputs that say what failed have it */
    const char *summary;         /* a file that a summary in Markdown is appended to, or NULL */
} vb_check_options;

/* What checks have come to. */
typedef struct {
    size_t errors, warnings, notes; /* that are shown */
    size_t tests, passed;           /* test: all, and those that came out as expected */
} vb_check_sum;

/* Look for faults in the lexicons job->inputs, and for what is no fault but looks like one: the rules are
 * vb_lexicon_check_rules().  Formats as below.  What is found is no failure of the call: it is in *sum.  VB_ERROR_READ if
 * a file cannot be read. */
vb_status vb_lexicon_check(const vb_job *job, const vb_check_options *options, FILE *out, vb_check_sum *sum,
                           vb_error *err);

/* Put a lexicon's file in order: its keys, two blanks for each level, no white space at the ends of lines, one end of line
 * at the end, bare words that YAML 1.1 takes for truth values quoted, terms taken out that a category has twice.  Comments
 * stay, and the YAML says what it said.  It is written to `to` at once or not at all, if it is another file or something
 * changes.  *done and *left are told how many places were changed, and how many could not be without changing what the
 * YAML says, which `tell` is told of (it may be NULL).  VB_ERROR_LEXICON if it is no YAML. */
vb_status vb_lexicon_fix(const char *path, const char *to, void (*tell)(void *context, const char *line),
                         void *context, size_t *done, size_t *left, vb_error *err);

/* Run the tests of the lexicons job->inputs: those inside them and those of files of cases.  A path that ends in .cases is
 * such a file, for the lexicon named before it; that of a lexicon's own name (x.cases beside x.yaml) is found by itself.
 * Formats: TEXT (the default), JSON, MARKDOWN, GITHUB, SARIF, JUNIT.  What fails is no failure of the call: it is in
 * *sum.  VB_ERROR_LEXICON if a lexicon or a file of cases cannot be read. */
vb_status vb_lexicon_run_tests(const vb_job *job, const vb_check_options *options, FILE *out, vb_check_sum *sum,
                               vb_error *err);

#ifdef __cplusplus
}
#endif
#endif
