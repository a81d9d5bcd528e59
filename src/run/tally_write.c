#include "run/tally_file.h"

#include "base/str.h"
#include "base/tell.h"
#include "output/rows.h"
#include "run/digest.h"
#include "run/write.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

const char *const vb_tally_keys[VB_TALLY_KEYS] = {[VB_TALLY_FORMAT_KEY] = "verbatim_tally",
                                                  [VB_TALLY_VERSION] = "version",
                                                  [VB_TALLY_LEXICON] = "lexicon",
                                                  [VB_TALLY_LEXICON_VERSION] = "lexicon_version",
                                                  [VB_TALLY_SHA256] = "sha256",
                                                  [VB_TALLY_SETTINGS] = "settings",
                                                  [VB_TALLY_SOURCE] = "source",
                                                  [VB_TALLY_INPUTS] = "inputs",
                                                  [VB_TALLY_QUESTION] = "question",
                                                  [VB_TALLY_COLUMN] = "column",
                                                  [VB_TALLY_CODES_COLUMN] = "codes_column",
                                                  [VB_TALLY_SEPARATOR] = "separator",
                                                  [VB_TALLY_GROUPINGS] = "groupings",
                                                  [VB_TALLY_CROSS] = "cross",
                                                  [VB_TALLY_EVERY_GROUP] = "every_group",
                                                  [VB_TALLY_GROUPING] = "grouping",
                                                  [VB_TALLY_BY] = "by",
                                                  [VB_TALLY_BY_LEXICON] = "by_lexicon",
                                                  [VB_TALLY_BY_SHA256] = "by_sha256",
                                                  [VB_TALLY_BREAKDOWN] = "breakdown",
                                                  [VB_TALLY_GROUP] = "group",
                                                  [VB_TALLY_RANK] = "rank",
                                                  [VB_TALLY_REASON] = "reason",
                                                  [VB_TALLY_PRIMARY] = "primary",
                                                  [VB_TALLY_CODES] = "codes",
                                                  [VB_TALLY_N] = "n"};

/* Writing one. */
typedef struct {
    const vb_study *study;
    size_t breakdown; /* SIZE_MAX: all answers */
    const vb_tally_group *group;
    vb_buffer lines, codes; /* of the group; of one pattern */
    size_t n_lines;
    vb_buffer *out;
} writing;

static void add_key(vb_buffer *out, vb_tally_key key, bool first)
{
    vb_buffer_printf(out, first ? "{\"%s\":" : ",\"%s\":", vb_tally_keys[key]);
}

static void add_text(vb_buffer *out, vb_tally_key key, vb_str text)
{
    add_key(out, key, key == VB_TALLY_FORMAT_KEY || key == VB_TALLY_GROUPING || key == VB_TALLY_BREAKDOWN);
    vb_json_string(out, text);
}

static void add_number(vb_buffer *out, vb_tally_key key, uint64_t number)
{
    add_key(out, key, key == VB_TALLY_GROUPING || key == VB_TALLY_BREAKDOWN);
    vb_buffer_printf(out, "%" PRIu64, number);
}

static vb_str separator_of(const vb_study *study)
{
    return study->codes != NULL ? study->codes->separator : VB_LITERAL(";");
}

static vb_str code_of(const vb_study *study, size_t code)
{
    return code == VB_NO_CATEGORY ? VB_LITERAL("")
           : study->codes != NULL ? vb_codebook_label(study->codes, code)
                                  : study->lexicon->categories[code].path;
}

bool vb_tally_settings(const vb_job *job, vb_buffer *out)
{
    for (size_t i = 0; i < job->n_settings; i++) {
        vb_buffer_add_text(out, i > 0 ? ";" : "");
        vb_buffer_add_text(out, job->settings[i]);
    }
    return !out->failed;
}

vb_status vb_tally_digests(const vb_job *job, vb_buffer *out, vb_error *err)
{
    for (size_t i = 0; i < job->n_inputs; i++) {
        unsigned char digest[VB_SHA256_SIZE];
        char text[2 * VB_SHA256_SIZE + 1];
        uint64_t bytes;
        struct stat about;
        if (stat(job->inputs[i], &about) != 0 || !S_ISREG(about.st_mode))
            continue; /* a pipe is empty by now */
        vb_status status = vb_digest_file(job->inputs[i], digest, &bytes, err);
        if (status != VB_OK)
            return status;
        vb_sha256_hex(digest, text);
        vb_buffer_add_text(out, out->len > 0 ? ";" : "");
        vb_buffer_add_text(out, text);
    }
    return out->failed ? vb_fail_memory(err) : VB_OK;
}

static void add_head(const vb_study *study, const vb_study_facts *facts, vb_str digests, vb_buffer *out)
{
    vb_buffer settings = {0};
    char sha256[65];
    vb_lexicon_sha256(study->lexicon, sha256);
    out->failed |= !vb_tally_settings(study->job, &settings);
    add_text(out, VB_TALLY_FORMAT_KEY, VB_LITERAL(VB_TALLY_FORMAT));
    add_text(out, VB_TALLY_VERSION, VB_LITERAL(VB_VERSION));
    add_text(out, VB_TALLY_LEXICON, vb_str_of(study->job->lexicon == NULL ? "challenges" : study->job->lexicon));
    add_text(out, VB_TALLY_LEXICON_VERSION, study->lexicon->version);
    add_text(out, VB_TALLY_SHA256, vb_str_of(sha256));
    add_text(out, VB_TALLY_SETTINGS, vb_buffer_str(&settings));
    add_text(out, VB_TALLY_SOURCE, facts->source);
    add_text(out, VB_TALLY_INPUTS, digests);
    add_text(out, VB_TALLY_QUESTION, facts->question);
    add_text(out, VB_TALLY_COLUMN, facts->column);
    add_text(out, VB_TALLY_CODES_COLUMN, facts->codes_column);
    add_text(out, VB_TALLY_SEPARATOR, separator_of(study));
    add_number(out, VB_TALLY_GROUPINGS, study->n_groupings);
    add_number(out, VB_TALLY_CROSS, study->job->cross);
    add_number(out, VB_TALLY_EVERY_GROUP, study->job->every_group);
    vb_buffer_add_text(out, "}\n");
    vb_buffer_release(&settings);
}

static void add_grouping(const vb_grouping *grouping, size_t number, vb_buffer *out)
{
    char sha256[65] = "";
    if (grouping->lexicon != NULL)
        vb_lexicon_sha256(grouping->lexicon, sha256);
    add_number(out, VB_TALLY_GROUPING, number);
    add_text(out, VB_TALLY_BY, grouping->by->name);
    add_text(out, VB_TALLY_BY_LEXICON, vb_str_of(grouping->by->lexicon == NULL ? "" : grouping->by->lexicon));
    add_text(out, VB_TALLY_BY_SHA256, vb_str_of(sha256));
    vb_buffer_add_text(out, "}\n");
}

static int compare_texts(const void *a, const void *b)
{
    return vb_str_compare(*(const vb_str *)a, *(const vb_str *)b);
}

/* The codes by their bytes: those of a codebook are numbered as they came, which the threads decide. */
static void add_codes(writing *w, const vb_tally_answer *answer)
{
    vb_str *codes = calloc(answer->n_codes + 1, sizeof *codes);
    vb_buffer_clear(&w->codes);
    w->lines.failed |= codes == NULL;
    if (codes == NULL)
        return;
    for (size_t i = 0; i < answer->n_codes; i++)
        codes[i] = code_of(w->study, answer->codes[i]);
    if (answer->n_codes > 0)
        qsort(codes, answer->n_codes, sizeof *codes, compare_texts);
    for (size_t i = 0; i < answer->n_codes; i++) {
        if (i > 0)
            vb_buffer_add_str(&w->codes, separator_of(w->study));
        vb_buffer_add_str(&w->codes, codes[i]);
    }
    add_text(&w->lines, VB_TALLY_CODES, vb_buffer_str(&w->codes));
    w->lines.failed |= w->codes.failed;
    free(codes);
}

static void add_count(void *context, const vb_tally_pattern *pattern)
{
    writing *w = context;
    const vb_tally_answer *answer = &pattern->answer;
    if (w->breakdown == SIZE_MAX)
        add_text(&w->lines, VB_TALLY_BREAKDOWN, VB_LITERAL("all"));
    else
        add_number(&w->lines, VB_TALLY_BREAKDOWN, w->breakdown);
    add_text(&w->lines, VB_TALLY_GROUP, w->group == NULL ? VB_LITERAL("") : w->group->name);
    add_number(&w->lines, VB_TALLY_RANK, w->group == NULL ? 0 : w->group->rank);
    add_text(&w->lines, VB_TALLY_REASON,
             answer->indicated ? VB_TALLY_INDICATED : vb_str_of(vb_reason_name(answer->reason)));
    add_text(&w->lines, VB_TALLY_PRIMARY, code_of(w->study, answer->primary));
    add_codes(w, answer);
    add_number(&w->lines, VB_TALLY_N, pattern->n);
    vb_buffer_add_text(&w->lines, "}\n");
    w->n_lines++;
}

/* The counts of a group, or of all answers, in the order of their bytes. */
static void add_group(writing *w, const vb_tally *tally, size_t group)
{
    vb_buffer_clear(&w->lines);
    w->n_lines = 0;
    vb_tally_patterns(tally, w->breakdown, group, add_count, w);
    vb_str *lines = calloc(w->n_lines + 1, sizeof *lines);
    vb_str rest = vb_buffer_str(&w->lines);
    w->out->failed |= lines == NULL || w->lines.failed;
    if (w->out->failed) {
        free(lines);
        return;
    }
    for (size_t i = 0; i < w->n_lines; i++) {
        size_t len = (size_t)((const char *)memchr(rest.ptr, '\n', rest.len) - rest.ptr) + 1;
        lines[i] = vb_str_cut(rest, 0, len);
        rest = vb_str_cut(rest, len, rest.len);
    }
    if (w->n_lines > 0)
        qsort(lines, w->n_lines, sizeof *lines, compare_texts);
    for (size_t i = 0; i < w->n_lines; i++)
        vb_buffer_add_str(w->out, lines[i]);
    free(lines);
}

static void add_counts(const vb_study *study, const vb_tally *tally, vb_buffer *out)
{
    writing w = {.study = study, .breakdown = SIZE_MAX, .out = out};
    add_group(&w, tally, SIZE_MAX);
    for (w.breakdown = 0; w.breakdown < vb_study_breakdowns(study); w.breakdown++) {
        size_t n;
        const vb_tally_group *groups = vb_tally_groups(tally, w.breakdown, &n);
        for (size_t g = 0; g < n; g++) {
            w.group = &groups[g];
            add_group(&w, tally, g);
        }
    }
    vb_buffer_release(&w.lines);
    vb_buffer_release(&w.codes);
}

vb_status vb_tally_file_write(const vb_study *study, const vb_study_facts *facts, vb_str digests,
                              const vb_tally *tally, const char *path, vb_error *err)
{
    vb_buffer out = {0};
    add_head(study, facts, digests, &out);
    for (size_t i = 0; i < study->n_groupings; i++)
        add_grouping(&study->groupings[i], i, &out);
    add_counts(study, tally, &out);
    vb_status status = vb_write_file(path, &out, err);
    vb_buffer_release(&out);
    if (status == VB_OK)
        vb_job_tell(study->job, "%s: a tally has no answers, but every count as it is, small ones too", path);
    return status;
}
