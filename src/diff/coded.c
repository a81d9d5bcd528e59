/* Taking a coding down: the session forgets it with the next answer. */
#include "base/str.h"
#include "diff/changes.h"
#include "run/values.h"

static bool keep_terms(vb_session *session, vb_arena *arena, vb_coded *coded)
{
    size_t n = vb_session_evidence_count(session);
    vb_str *terms = vb_arena_alloc(arena, (n + 1) * sizeof *terms);
    if (terms == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        terms[i] = vb_arena_copy(arena, vb_session_evidence(session, i).term);
        if (terms[i].ptr == NULL)
            return false;
    }
    coded->terms = terms;
    coded->n_terms = n;
    return true;
}

/* Whether the mark's paths, with ", " between, have this one. */
static bool has_path(const vb_mark *mark, vb_str path)
{
    for (size_t beg = 0, end; beg < mark->path.len; beg = end + 2) {
        const char *comma = memchr(mark->path.ptr + beg, ',', mark->path.len - beg);
        end = comma == NULL ? mark->path.len : (size_t)(comma - mark->path.ptr);
        if (vb_str_equal(vb_str_cut(mark->path, beg, end), path))
            return true;
    }
    return false;
}

static bool add_path(vb_arena *arena, vb_mark *mark, vb_str path)
{
    vb_buffer both = {0};
    if (has_path(mark, path))
        return true;
    vb_buffer_add_str(&both, mark->path);
    vb_buffer_add_text(&both, ", ");
    vb_buffer_add_str(&both, path);
    mark->path = vb_arena_copy(arena, vb_buffer_str(&both));
    bool fine = !both.failed && mark->path.ptr != NULL;
    vb_buffer_release(&both);
    return fine;
}

/* Marks do not overlap: of two matches that do the first and longer one is marked, with the codes of both. */
static bool keep_marks(vb_session *session, vb_arena *arena, vb_coded *coded)
{
    size_t n = vb_session_evidence_count(session), end = 0;
    vb_mark *marks = vb_arena_alloc(arena, (n + 1) * sizeof *marks);
    if (marks == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        vb_evidence e = vb_session_evidence(session, i);
        if (e.category == VB_NO_CATEGORY || e.state == VB_STATE_HIDDEN || e.end == e.beg)
            continue;
        if (e.beg < end) {
            vb_mark *last = &marks[coded->n_marks - 1];
            if (e.state == last->state && !add_path(arena, last, session->lexicon->categories[e.category].path))
                return false;
            continue;
        }
        vb_str path = vb_arena_copy(arena, session->lexicon->categories[e.category].path);
        if (path.ptr == NULL)
            return false;
        marks[coded->n_marks++] = (vb_mark){e.beg, e.end, path, e.state};
        end = e.end;
    }
    coded->marks = marks;
    return true;
}

bool vb_coded_keep(vb_session *session, const vb_coding *coding, const size_t *codes, vb_arena *arena,
                   vb_coded *coded)
{
    vb_buffer bytes = {0};
    vb_str values[VB_ADDED];
    *coded = (vb_coded){.primary_code = coding->primary == VB_NO_CATEGORY ? VB_NO_CATEGORY : codes[coding->primary]};
    size_t *set = vb_arena_alloc(arena, (coding->n_codes + 1) * sizeof *set);
    bool fine = set != NULL && vb_values_make(session->lexicon, session, coding, &bytes, values);
    for (size_t i = 0; fine && i < coding->n_codes; i++)
        vb_code_set_add(set, &coded->n_set, codes[coding->codes[i].category]);
    coded->set = set;
    if (fine) {
        coded->primary = vb_arena_copy(arena, values[VB_ADDED_PRIMARY]);
        coded->codes = vb_arena_copy(arena, values[VB_ADDED_CODES]);
        coded->reason = vb_arena_copy(arena, values[VB_ADDED_REASON]);
        coded->evidence = vb_arena_copy(arena, values[VB_ADDED_EVIDENCE]);
        fine = coded->primary.ptr != NULL && coded->codes.ptr != NULL && coded->reason.ptr != NULL &&
               coded->evidence.ptr != NULL;
    }
    vb_buffer_release(&bytes);
    if (coding->reason == VB_REASON_UNREADABLE)
        return fine;
    return fine && keep_terms(session, arena, coded) && keep_marks(session, arena, coded);
}

bool vb_coded_equal(const vb_coded *a, const vb_coded *b)
{
    return a->primary_code == b->primary_code && a->n_set == b->n_set &&
           (a->n_set == 0 || memcmp(a->set, b->set, a->n_set * sizeof *a->set) == 0);
}
