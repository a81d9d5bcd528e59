/* A concordance: every place where a term or the terms of a code match, with the words around it. */
#include "base/error.h"
#include "base/str.h"
#include "base/tell.h"
#include "code/session.h"
#include "output/rows.h"
#include "run/corpus.h"
#include "run/write.h"
#include "text/width.h"

#include <inttypes.h>

enum { LABEL = 10, PARTED = 2, DEFAULT_WORDS = 5 };

typedef struct {
    const vb_job *job;
    size_t words;    /* of context on either side; 0: as the format has it */
    size_t category; /* whose matches are shown, or VB_NO_CATEGORY: all */
    vb_session *session;
    vb_buffer out;
    vb_buffer text; /* scratch */
    uint64_t matches, found, answers, unreadable;
    vb_error fault; /* the first answer that is not UTF-8 */
} concordance;

/* What is shown of a match; all of it bytes of the answer. */
typedef struct {
    vb_str left, match, right;
    vb_evidence evidence;
} hit;

/* `words` words on either side of the match. */
static hit hit_of(const concordance *c, const vb_corpus_answer *answer, vb_evidence evidence, size_t words)
{
    const vb_token_list *tokens = &c->session->matcher.tokens;
    size_t first = 0, behind, beg = 0, end = answer->text.len;
    while (first < tokens->n && tokens->items[first].beg < evidence.beg)
        first++;
    for (behind = first; behind < tokens->n && tokens->items[behind].beg < evidence.end;)
        behind++;
    if (words > 0 && first >= words)
        beg = tokens->items[first - words].beg;
    if (words > 0 && tokens->n - behind > words)
        end = tokens->items[behind + words - 1].end;
    return (hit){.left = vb_str_trim(vb_str_cut(answer->text, beg, evidence.beg)),
                 .match = vb_str_cut(answer->text, evidence.beg, evidence.end),
                 .right = vb_str_cut(answer->text, evidence.end, end),
                 .evidence = evidence};
}

/* ---- Text ---- */

static void add_spaces(vb_buffer *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vb_buffer_add_char(out, ' ');
}

/* A stranger's text, safe for a terminal, with line breaks as spaces; in scratch. */
static vb_str safe(concordance *c, vb_str text)
{
    vb_buffer_clear(&c->text);
    vb_terminal_text(&c->text, text);
    return vb_buffer_str(&c->text);
}

/* At most `width` columns of the text's beginning; the columns that it takes. */
static size_t add_beginning(concordance *c, vb_str text, size_t width)
{
    vb_str shown = safe(c, text);
    bool cut = vb_display_width(shown) > width;
    vb_str kept = vb_str_cut(shown, 0, vb_display_cut(shown, cut && width > 0 ? width - 1 : width));
    vb_buffer_add_str(&c->out, kept);
    vb_buffer_add_text(&c->out, cut && width > 0 ? "…" : "");
    return vb_display_width(kept) + (cut && width > 0);
}

/* The text's end, up to column `width`. */
static void add_end(concordance *c, vb_str text, size_t width)
{
    vb_str shown = safe(c, text);
    bool cut = vb_display_width(shown) > width;
    while (vb_display_width(shown) > width - cut) {
        size_t over = vb_display_width(shown) - (width - cut);
        size_t drop = vb_display_cut(shown, over);
        shown = vb_str_cut(shown, drop > 0 ? drop : vb_display_cut(shown, over + 1), shown.len);
    }
    add_spaces(&c->out, width - cut - vb_display_width(shown));
    vb_buffer_add_text(&c->out, cut ? "…" : "");
    vb_buffer_add_str(&c->out, shown);
}

static void add_line(concordance *c, const vb_corpus_answer *answer, const hit *h)
{
    size_t width = c->job->width < 40 ? 80 : c->job->width;
    size_t left = (width - LABEL - 2 * PARTED) * 2 / 5;
    size_t right = width - LABEL - 2 * PARTED - left;
    char row[24];
    (void)snprintf(row, sizeof row, "%zu", answer->row);
    size_t label = add_beginning(c, answer->id.len > 0 ? answer->id : vb_str_of(row), LABEL);
    add_spaces(&c->out, LABEL - label + PARTED);
    add_end(c, h->left, left);
    add_spaces(&c->out, PARTED);
    size_t taken = add_beginning(c, h->match, right - 1);
    bool spaced = h->right.len > 0 && (h->right.ptr[0] == ' ' || h->right.ptr[0] == '\n' || h->right.ptr[0] == '\t');
    vb_str rest = vb_str_trim(h->right);
    if (rest.len > 0 && taken + PARTED < right) {
        add_spaces(&c->out, spaced ? PARTED : 0);
        (void)add_beginning(c, rest, right - taken - (spaced ? PARTED : 0));
    }
    vb_buffer_add_char(&c->out, '\n');
}

/* ---- CSV and JSON ---- */

static vb_str path_of(const concordance *c, const hit *h)
{
    if (c->category == VB_NO_CATEGORY || h->evidence.category == VB_NO_CATEGORY)
        return VB_LITERAL("");
    return c->session->lexicon->categories[h->evidence.category].path;
}

/* With job->safe_cells a cell that starts a formula has a ' before it. */
static void add_cell(concordance *c, vb_str cell)
{
    vb_buffer_clear(&c->text);
    vb_buffer_add_text(&c->text, c->job->safe_cells && vb_cell_is_formula(cell) ? "'" : "");
    vb_buffer_add_str(&c->text, cell);
    vb_csv_cell(&c->out, vb_buffer_str(&c->text), ',');
}

static void add_row(concordance *c, const vb_corpus_answer *answer, const hit *h)
{
    const vb_str cells[] = {answer->id, h->left, h->match, vb_str_trim(h->right), h->evidence.term, path_of(c, h)};
    vb_csv_cell(&c->out, vb_str_of(answer->file), ',');
    vb_buffer_printf(&c->out, ",%zu", answer->row);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        vb_buffer_add_char(&c->out, ',');
        add_cell(c, cells[i]);
    }
    vb_buffer_add_char(&c->out, '\n');
}

static void add_object(concordance *c, const vb_corpus_answer *answer, const hit *h)
{
    const struct {
        const char *key;
        vb_str value;
    } members[] = {{"id", answer->id},         {"left", h->left},
                   {"match", h->match},        {"right", vb_str_trim(h->right)},
                   {"term", h->evidence.term}, {"category", path_of(c, h)}};
    vb_buffer_add_text(&c->out, c->matches > 0 ? ",\n  {\"file\": " : "\n  {\"file\": ");
    vb_json_string(&c->out, vb_str_of(answer->file));
    vb_buffer_printf(&c->out, ", \"row\": %zu", answer->row);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        vb_buffer_printf(&c->out, ", \"%s\": ", members[i].key);
        vb_json_string(&c->out, members[i].value);
    }
    vb_buffer_printf(&c->out, ", \"begin\": %zu, \"end\": %zu}", h->evidence.beg, h->evidence.end);
}

/* ---- The whole ---- */

static bool is_wanted(const concordance *c, const vb_evidence *evidence)
{
    size_t category = evidence->category;
    if (evidence->state != VB_STATE_COUNTS)
        return false;
    while (c->category != VB_NO_CATEGORY && category != c->category && category != VB_NO_CATEGORY)
        category = c->session->lexicon->categories[category].parent;
    return category == c->category || c->category == VB_NO_CATEGORY;
}

static vb_status search(concordance *c, const vb_corpus_answer *answer, vb_error *err)
{
    vb_coding coding;
    vb_format format = c->job->format;
    bool any = false;
    vb_evidence last = {0};
    c->answers++;
    vb_status status = vb_session_code(c->session, answer->text, &coding, err);
    if (status == VB_ERROR_INPUT) {
        if (c->unreadable++ == 0)
            (void)vb_fail_at(&c->fault, VB_ERROR_INPUT, answer->file, 0, 0,
                             "row %zu is not UTF-8 and left out: convert the file to UTF-8", answer->row);
        return VB_OK;
    }
    size_t words =
        c->words == 0 && format != VB_FORMAT_TEXT && format != VB_FORMAT_DEFAULT ? DEFAULT_WORDS : c->words;
    for (size_t i = 0, n = vb_session_evidence_count(c->session); status == VB_OK && i < n; i++) {
        vb_evidence evidence = vb_session_evidence(c->session, i);
        if (!is_wanted(c, &evidence))
            continue;
        bool again = last.end > 0 && last.beg == evidence.beg && last.end == evidence.end;
        last = evidence;
        if (again && (format == VB_FORMAT_TEXT || format == VB_FORMAT_DEFAULT))
            continue; /* two terms on the same words are one line to read */
        hit h = hit_of(c, answer, evidence, words);
        if (format == VB_FORMAT_CSV)
            add_row(c, answer, &h);
        else if (format == VB_FORMAT_JSON)
            add_object(c, answer, &h);
        else
            add_line(c, answer, &h);
        c->matches++;
        any = true;
    }
    c->found += any;
    return status;
}

static vb_status search_all(concordance *c, vb_corpus *corpus, FILE *out, vb_error *err)
{
    vb_corpus_answer answer;
    bool more = true;
    if (c->job->format == VB_FORMAT_CSV)
        vb_buffer_add_text(&c->out, "file,row,id,left,match,right,term,category\n");
    else if (c->job->format == VB_FORMAT_JSON)
        vb_buffer_add_char(&c->out, '[');
    vb_status status = vb_corpus_next(corpus, &answer, &more, err);
    while (status == VB_OK && more) {
        status = search(c, &answer, err);
        if (status == VB_OK && c->out.len > 0) {
            c->out.failed = c->out.failed || c->text.failed;
            status = vb_write_out(out, &c->out, err);
            vb_buffer_clear(&c->out);
        }
        if (status == VB_OK)
            status = vb_corpus_next(corpus, &answer, &more, err);
    }
    if (c->job->format == VB_FORMAT_JSON)
        vb_buffer_add_text(&c->out, c->matches > 0 ? "\n]\n" : "]\n");
    if (status == VB_OK)
        status = vb_write_out(out, &c->out, err);
    return status;
}

/* Whoever names the last level of a path means the category. */
static void tell_category(const vb_job *job, const vb_lexicon *lexicon, const char *name)
{
    for (size_t i = 0; i < lexicon->n_categories; i++)
        if (vb_str_equal(lexicon->categories[i].name, vb_str_of(name)))
            vb_job_tell(job, "%s is taken for a term; the category is %.*s", name,
                        VB_ARG(lexicon->categories[i].path));
}

static void tell_sum(const concordance *c)
{
    vb_job_tell(c->job, "%" PRIu64 " match%s in %" PRIu64 " of %" PRIu64 " answers", c->matches,
                c->matches == 1 ? "" : "es", c->found, c->answers);
}

vb_status vb_kwic(const vb_job *job, const char *code, const char *term, size_t words, FILE *out, vb_error *err)
{
    concordance c = {.job = job, .words = words, .category = VB_NO_CATEGORY};
    vb_corpus corpus = {0};
    vb_lexicon *only = NULL;
    vb_coder *coder = NULL;
    const char *name = job->lexicon == NULL ? "challenges" : job->lexicon;
    vb_status status = vb_corpus_open(&corpus, job, err);
    if (status != VB_OK)
        goto done;
    if (code != NULL) {
        c.category = vb_lexicon_category(corpus.study.lexicon, vb_str_of(code));
        if (c.category == VB_NO_CATEGORY && term == NULL) {
            tell_category(job, corpus.study.lexicon, code);
            term = code;
        }
    }
    if (term != NULL) {
        only = vb_lexicon_open_term(name, job->settings, job->n_settings, vb_str_of(term), err);
        coder = only == NULL ? NULL : vb_coder_new(only, err);
        c.category = VB_NO_CATEGORY;
    }
    if (term != NULL && coder == NULL)
        goto failed;
    c.session = vb_session_new(coder == NULL ? corpus.study.coder : coder, job->unit, err);
    if (c.session == NULL)
        goto failed;
    status = search_all(&c, &corpus, out, err);
    if (status == VB_OK)
        tell_sum(&c);
    if (status == VB_OK && c.unreadable > 0) {
        *err = c.fault;
        status = c.fault.code;
    }
    goto done;
failed:
    status = err->code;
done:
    vb_buffer_release(&c.out);
    vb_buffer_release(&c.text);
    vb_session_free(c.session);
    vb_coder_free(coder);
    vb_lexicon_free(only);
    vb_corpus_close(&corpus);
    return status;
}
