#include "agree/reader.h"
#include "base/c_locale.h"
#include "base/str.h"
#include "lexicon/nearest.h"

#include <stdarg.h>

enum { MOST_TOLD = 10 }; /* of each kind, one by one */

void vb_reader_tell(vb_reader *r, vb_reader_note kind, const vb_reader_file *s, size_t row, vb_str id,
                    const char *format, ...)
{
    char text[400];
    if (r->told[kind]++ >= MOST_TOLD)
        return;
    va_list args;
    va_start(args, format);
    (void)vb_c_vsnprintf(text, sizeof text, format, args);
    va_end(args);
    vb_buffer_printf(&r->out->notes, "%s: row %zu", s->name, row);
    if (id.len > 0)
        vb_buffer_printf(&r->out->notes, " (id %.*s)", (int)(id.len < 40 ? id.len : 40), id.ptr);
    vb_buffer_printf(&r->out->notes, ": %s\n", text);
}

static void note_totals(vb_reader *r)
{
    static const char *const what[NOTE_KINDS] = {"rows have more or fewer cells than the header",
                                                 "rows have no id and are left out",
                                                 "rows have an id that stood before and are left out",
                                                 "marks of 0/1 columns are not understood",
                                                 "rows have several codes and no primary",
                                                 "codes are not of the lexicon, or given by one coder only"};
    for (size_t i = 0; i < NOTE_KINDS; i++)
        if (r->told[i] > MOST_TOLD)
            vb_buffer_printf(&r->out->notes, "in all %zu %s\n", r->told[i], what[i]);
}

static bool is_above(vb_str path, vb_str below)
{
    return below.len > path.len && below.ptr[path.len] == '/' && memcmp(path.ptr, below.ptr, path.len) == 0;
}

/* Sort the codes, drop doubles and those above another. */
static size_t tidy(const vb_str *paths, size_t *codes, size_t n)
{
    size_t kept = 0;
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && codes[k - 1] > codes[k]; k--) {
            size_t swap = codes[k];
            codes[k] = codes[k - 1];
            codes[k - 1] = swap;
        }
    for (size_t i = 0; i < n; i++) {
        bool drop = false;
        for (size_t k = i + 1; k < n; k++)
            drop |= codes[k] == codes[i] || is_above(paths[codes[i]], paths[codes[k]]);
        if (!drop)
            codes[kept++] = codes[i];
    }
    return kept;
}

/* Number the codes in the order of their paths. */
static vb_status sort_codes(vb_reader *r)
{
    vb_codings *out = r->out;
    size_t n = r->table.n;
    size_t *order = vb_arena_alloc(&out->arena, (n + 1) * sizeof *order);
    size_t *rank = vb_arena_alloc(&out->arena, (n + 1) * sizeof *rank);
    out->codes = vb_arena_alloc(&out->arena, (n + 1) * sizeof *out->codes);
    if (order == NULL || rank == NULL || out->codes == NULL)
        return vb_fail_memory(r->err);
    for (size_t i = 0; i < n; i++) {
        size_t k = i;
        for (; k > 0 && vb_str_compare(r->table.paths[order[k - 1]], r->table.paths[i]) > 0; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    for (size_t i = 0; i < n; i++) {
        rank[order[i]] = i;
        out->codes[i] = vb_arena_copy(&out->arena, r->table.paths[order[i]]);
        if (out->codes[i].ptr == NULL)
            return vb_fail_memory(r->err);
    }
    out->n_codes = n;
    for (size_t a = 0; a < out->n_answers; a++)
        for (size_t c = 0; c < out->n_coders; c++) {
            vb_coder_says *says = &out->answers[a].says[c];
            size_t *codes = (size_t *)(uintptr_t)says->codes; /* the arena's, made here */
            for (size_t i = 0; i < says->n_codes; i++)
                codes[i] = rank[codes[i]];
            says->n_codes = tidy(out->codes, codes, says->n_codes);
            if (says->primary < VB_CODE_NONE)
                says->primary = rank[says->primary];
        }
    return VB_OK;
}

/* Codes that the lexicon does not have: of one coder alone an error. */
static vb_status note_unknown(vb_reader *r)
{
    for (size_t i = 0; i < r->table.n && r->lexicon != NULL; i++) {
        vb_str path = r->table.paths[i];
        if (vb_lexicon_category(r->lexicon, path) != VB_NO_CATEGORY)
            continue;
        vb_nearest near = vb_nearest_to(path);
        for (size_t k = 0; k < r->lexicon->n_categories; k++)
            vb_nearest_try(&near, r->lexicon->categories[k].path);
        vb_str coder = r->out->coders[r->table.first_coder[i]].name;
        if (r->alone)
            return vb_fail_at(r->err, VB_ERROR_INPUT, coder.ptr, 0, 0,
                              "row %zu: \"%.*s\" is no code of the lexicon %.*s%s", r->table.first_row[i],
                              VB_ARG(path), VB_ARG(r->lexicon->name), vb_nearest_hint(&near));
        vb_reader_file s = {.name = coder.ptr};
        vb_reader_tell(r, NOTE_CODE, &s, r->table.first_row[i], VB_LITERAL(""),
                       "\"%.*s\" is no code of the lexicon %.*s%s; kept as it is", VB_ARG(path),
                       VB_ARG(r->lexicon->name), vb_nearest_hint(&near));
    }
    return VB_OK;
}

/* Without a lexicon: top codes that only one of the coders gives.  Mostly they are misspelled, or the wrong column.
 */
static void note_lonely(vb_reader *r)
{
    vb_codings *out = r->out;
    for (size_t i = 0; i < out->n_codes && r->lexicon == NULL; i++) {
        vb_str top = vb_code_at_level(out->codes[i], 1);
        if (i > 0 && vb_str_equal(top, vb_code_at_level(out->codes[i - 1], 1)))
            continue;
        const vb_coded_answer *where = NULL;
        size_t who = 0, n = 0;
        for (size_t c = 0; c < out->n_coders; c++) {
            const vb_coded_answer *found = NULL;
            for (size_t a = 0; a < out->n_answers && found == NULL; a++)
                for (size_t k = 0; k < out->answers[a].says[c].n_codes; k++)
                    if (vb_str_equal(top, vb_code_at_level(out->codes[out->answers[a].says[c].codes[k]], 1)))
                        found = &out->answers[a];
            n += found != NULL;
            where = found != NULL ? found : where;
            who = found != NULL ? c : who;
        }
        if (n != 1)
            continue;
        vb_reader_file s = {.name = out->coders[who].name.ptr};
        vb_reader_tell(r, NOTE_CODE, &s, where->says[who].row, where->id,
                       "\"%.*s\" is given by nobody else: is it misspelled?", VB_ARG(top));
    }
}

static void count_matched(vb_reader *r)
{
    vb_codings *out = r->out;
    for (size_t a = 0; a < out->n_answers; a++) {
        size_t coded = 0, last = 0;
        for (size_t c = 0; c < out->n_coders; c++) {
            const vb_coder_says *says = &out->answers[a].says[c];
            bool has = says->has_set || says->primary != VB_CODE_MISSING;
            out->coders[c].answers += has;
            coded += has;
            last = has ? c : last;
        }
        if (coded != 1)
            continue;
        vb_coder_info *info = &out->coders[last];
        if (info->alone++ < MOST_TOLD)
            vb_buffer_printf(&out->notes, "%.*s: row %zu (id %.*s): coded by nobody else: left out\n",
                             VB_ARG(info->name), out->answers[a].says[last].row, VB_ARG(out->answers[a].id));
    }
    for (size_t c = 0; c < out->n_coders; c++)
        if (out->coders[c].alone > MOST_TOLD)
            vb_buffer_printf(&out->notes, "%.*s: in all %zu answers are coded by nobody else\n",
                             VB_ARG(out->coders[c].name), out->coders[c].alone);
}

vb_status vb_reader_finish(vb_reader *r)
{
    if (r->job->n_by > 0 && r->by_file == SIZE_MAX) {
        *r->err = r->by_error;
        return r->err->code;
    }
    if (r->job->answer != NULL && !r->answer_found) {
        *r->err = r->answer_error;
        return r->err->code;
    }
    vb_status status = note_unknown(r);
    if (status == VB_OK)
        status = sort_codes(r);
    if (status != VB_OK)
        return status;
    if (!r->alone) {
        note_lonely(r);
        count_matched(r);
    }
    note_totals(r);
    return r->out->notes.failed ? vb_fail_memory(r->err) : VB_OK;
}
