/* What a tally counts, and how: its head and its groupings. */
#include "run/tally_reading.h"

#include "base/str.h"
#include "base/tell.h"

#include <stdlib.h>

enum { MOST_NAMED = 5 /* tallies in a line */, GROUPINGS_MOST = 1000 };

/* A copy with a NUL behind it. */
static bool keep(vb_tally_reading *r, vb_tally_key key, vb_str *to)
{
    *to = vb_arena_copy(&r->merged->study.arena, vb_tally_cell(r, key));
    return to->ptr != NULL;
}

static vb_status open_first(vb_tally_reading *r)
{
    vb_merged *m = r->merged;
    vb_str lexicon, settings;
    bool ok = keep(r, VB_TALLY_LEXICON, &lexicon) && keep(r, VB_TALLY_SETTINGS, &settings) &&
              keep(r, VB_TALLY_QUESTION, &m->facts.question) && keep(r, VB_TALLY_COLUMN, &m->facts.column) &&
              keep(r, VB_TALLY_CODES_COLUMN, &m->facts.codes_column);
    if (!ok)
        return vb_fail_memory(r->err);
    if (m->job.lexicon == NULL)
        m->job.lexicon = lexicon.ptr;
    /* Nothing is coded any more: lexicons are read, and not compiled. */
    m->study.lexicon = vb_lexicon_open(m->job.lexicon, NULL, 0, r->err);
    vb_status status = m->study.lexicon == NULL ? r->err->code : VB_OK;
    m->study.groupings = calloc(r->n_groupings + 1, sizeof *m->study.groupings);
    if (status == VB_OK && m->study.groupings == NULL)
        status = vb_fail_memory(r->err);
    m->settings = settings;
    if (status == VB_OK && m->facts.codes_column.len > 0) {
        m->study.codes = vb_arena_alloc(&m->study.arena, sizeof *m->study.codes);
        if (m->study.codes == NULL)
            return vb_fail_memory(r->err);
        status = vb_codebook_open_bare(m->study.codes, r->err);
        if (status == VB_OK && !keep(r, VB_TALLY_SEPARATOR, &m->study.codes->separator))
            status = vb_fail_memory(r->err);
    }
    return status;
}

/* What has to be as it was in the first. */
static vb_status check_head(vb_tally_reading *r, uint64_t cross, uint64_t every_group)
{
    vb_merged *m = r->merged;
    const vb_lexicon *lexicon = m->study.lexicon;
    char sha256[65];
    vb_lexicon_sha256(lexicon, sha256);
    if (!vb_str_equal(vb_tally_cell(r, VB_TALLY_SHA256), vb_str_of(sha256)))
        return vb_fail_at(
            r->err, VB_ERROR_INPUT, r->path, 0, 0,
            "was coded with %.*s %.*s, whose text is not that of the lexicon here (%.*s %.*s): pass the same "
            "with --lexicon, or code anew",
            VB_ARG(vb_tally_cell(r, VB_TALLY_LEXICON)), VB_ARG(vb_tally_cell(r, VB_TALLY_LEXICON_VERSION)),
            VB_ARG(lexicon->name), VB_ARG(lexicon->version));
    if (!vb_str_equal(vb_tally_cell(r, VB_TALLY_SETTINGS), m->settings))
        return vb_tally_fail(r, "was coded with other settings (--set) than the first tally");
    if ((vb_tally_cell(r, VB_TALLY_CODES_COLUMN).len > 0) != (m->study.codes != NULL))
        return vb_tally_fail(r, "codes of a column (--codes) and codes of the lexicon are not added up");
    if (cross != m->job.cross || every_group != m->job.every_group)
        return vb_tally_fail(r, "was made with other --cross or --every-group than the first tally");
    return VB_OK;
}

static vb_status add_source(vb_tally_reading *r)
{
    vb_merged *m = r->merged;
    vb_buffer text = {0};
    vb_buffer_add_str(&text, m->facts.source);
    if (r->number < MOST_NAMED) {
        vb_buffer_add_text(&text, r->number == 0 ? "" : ", ");
        vb_buffer_add_str(&text, vb_tally_cell(r, VB_TALLY_SOURCE));
    } else if (r->number == MOST_NAMED) {
        vb_buffer_printf(&text, " and %zu more", m->job.n_inputs - MOST_NAMED);
    }
    m->facts.source = text.failed ? (vb_str){NULL, 0} : vb_arena_copy(&m->study.arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    if (!vb_str_equal(vb_tally_cell(r, VB_TALLY_QUESTION), m->facts.question))
        vb_job_tell(&m->job, "%s: asks \"%.*s\", and the first tally \"%.*s\": are they the same question?", r->path,
                    VB_ARG(vb_tally_cell(r, VB_TALLY_QUESTION)), VB_ARG(m->facts.question));
    return m->facts.source.ptr == NULL ? vb_fail_memory(r->err) : VB_OK;
}

vb_status vb_tally_read_head(vb_tally_reading *r)
{
    uint64_t groupings, cross, every_group;
    if (!vb_str_equal(vb_tally_cell(r, VB_TALLY_FORMAT_KEY), VB_LITERAL(VB_TALLY_FORMAT)))
        return vb_tally_fail(r, "this tally is of another version of verbatim: save it anew");
    if (!vb_tally_number(vb_tally_cell(r, VB_TALLY_GROUPINGS), &groupings) ||
        !vb_tally_number(vb_tally_cell(r, VB_TALLY_CROSS), &cross) ||
        !vb_tally_number(vb_tally_cell(r, VB_TALLY_EVERY_GROUP), &every_group) || groupings > GROUPINGS_MOST ||
        cross > 1)
        return vb_tally_is_damaged(r);
    r->n_groupings = (size_t)groupings;
    r->began = true;
    vb_status status = VB_OK;
    if (r->number == 0) {
        r->merged->job.cross = cross;
        r->merged->job.every_group = every_group > 0;
        status = open_first(r);
    } else if (r->n_groupings != r->merged->study.n_groupings) {
        return vb_tally_fail(r, "is broken out by more columns than the first tally, or by fewer");
    }
    if (status == VB_OK)
        status = check_head(r, cross, every_group);
    if (status == VB_OK && !keep(r, VB_TALLY_INPUTS, &r->inputs))
        status = vb_fail_memory(r->err);
    if (status == VB_OK &&
        (r->separator = vb_arena_copy(&r->merged->study.arena, vb_tally_cell(r, VB_TALLY_SEPARATOR))).ptr == NULL)
        status = vb_fail_memory(r->err);
    if (status == VB_OK && r->separator.len == 0)
        status = vb_tally_is_damaged(r);
    return status == VB_OK ? add_source(r) : status;
}

/* ---- Groupings ---- */

static vb_status open_grouping(vb_tally_reading *r)
{
    vb_study *study = &r->merged->study;
    vb_by *by = vb_arena_alloc(&study->arena, sizeof *by);
    vb_str lexicon;
    if (by == NULL || !keep(r, VB_TALLY_BY, &by->name) || !keep(r, VB_TALLY_BY_LEXICON, &lexicon))
        return vb_fail_memory(r->err);
    by->lexicon = lexicon.len == 0 ? NULL : lexicon.ptr;
    vb_grouping *grouping = &study->groupings[study->n_groupings++];
    *grouping = (vb_grouping){.by = by};
    if (by->lexicon != NULL && (grouping->lexicon = vb_lexicon_open(by->lexicon, NULL, 0, r->err)) == NULL)
        return r->err->code;
    return VB_OK;
}

vb_status vb_tally_read_grouping(vb_tally_reading *r)
{
    const vb_study *study = &r->merged->study;
    uint64_t number;
    if (!vb_tally_number(vb_tally_cell(r, VB_TALLY_GROUPING), &number) || number != r->seen ||
        r->seen >= r->n_groupings)
        return vb_tally_is_damaged(r);
    vb_status status = r->number == 0 ? open_grouping(r) : VB_OK;
    if (status != VB_OK)
        return status;
    const vb_grouping *grouping = &study->groupings[r->seen++];
    char sha256[65] = "";
    if (grouping->lexicon != NULL)
        vb_lexicon_sha256(grouping->lexicon, sha256);
    if (!vb_str_equal(vb_tally_cell(r, VB_TALLY_BY), grouping->by->name))
        return vb_fail_at(r->err, VB_ERROR_INPUT, r->path, r->record->line, 0,
                          "is broken out by \"%.*s\", and the first tally by \"%.*s\"",
                          VB_ARG(vb_tally_cell(r, VB_TALLY_BY)), VB_ARG(grouping->by->name));
    if (!vb_str_equal(vb_tally_cell(r, VB_TALLY_BY_SHA256), vb_str_of(sha256)))
        return vb_fail_at(r->err, VB_ERROR_INPUT, r->path, r->record->line, 0,
                          "\"%.*s\" was grouped by another lexicon, or another text of it, than here",
                          VB_ARG(grouping->by->name));
    return VB_OK;
}
