#include "diff/cause.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

/* An edit that may have changed an answer, and what came of trying it. */
typedef struct {
    size_t change, edit;
    bool makes;   /* alone it makes the new coding of the old */
    bool unmakes; /* taken back alone it makes the old of the new */
    bool stirs;   /* one or the other changes something */
    bool untried;
} suspect;

typedef struct {
    vb_causes *causes;
    vb_changes *changes;
    suspect *items; /* by change, then edit */
    size_t n, cap;
    size_t *begins; /* one a change, and one more: its suspects */
    size_t *order;  /* suspects by edit, then change */
    size_t *group;  /* one an edit: with which others it is tried; SIZE_MAX: not */
    size_t n_groups;
} inquiry;

/* ---- Who may it have been ---- */

static bool mentions(const vb_coded *coded, vb_str term)
{
    for (size_t i = 0; i < coded->n_terms; i++)
        if (vb_str_equal(coded->terms[i], term))
            return true;
    return false;
}

static bool is_suspect(const vb_edit *edit, const vb_change *change)
{
    if (!edit->codes)
        return false;
    if (!edit->shows)
        return true;
    return (edit->before != NULL && mentions(&change->before, edit->before->term)) ||
           (edit->after != NULL && mentions(&change->after, edit->after->term));
}

static bool list_suspects(inquiry *q)
{
    const vb_edits *edits = q->causes->edits;
    for (size_t c = 0; c < q->changes->n; c++) {
        q->begins[c] = q->n;
        for (size_t e = 0; e < edits->n; e++) {
            if (!is_suspect(&edits->items[e], &q->changes->items[c]))
                continue;
            if (!VB_PUSH_ROOM(q->items, q->n, q->cap))
                return false;
            q->items[q->n++] = (suspect){.change = c, .edit = e};
        }
    }
    q->begins[q->changes->n] = q->n;
    return true;
}

/* An answer with one suspect needs no trial. */
static bool is_plain(const inquiry *q, size_t change)
{
    return q->begins[change + 1] - q->begins[change] <= 1;
}

/* ---- Which edits are tried together ---- */

/* Edits by number take the first group none of whose answers they share. */
static bool make_groups(inquiry *q)
{
    size_t n_edits = q->causes->edits->n, n_changes = q->changes->n;
    size_t *first = calloc(n_edits + 2, sizeof *first); /* of q->order */
    bool *taken = NULL;                                 /* group × change */
    size_t cap = 0;
    bool fine = first != NULL;
    for (size_t i = 0; fine && i < q->n; i++)
        first[q->items[i].edit + 2]++;
    for (size_t e = 0; fine && e < n_edits; e++)
        first[e + 1] += first[e];
    for (size_t i = 0; fine && i < q->n; i++)
        q->order[first[q->items[i].edit + 1]++] = i;
    for (size_t e = 0; fine && e < n_edits; e++) {
        bool needed = false;
        q->group[e] = SIZE_MAX;
        for (size_t k = first[e]; k < first[e + 1]; k++)
            needed = needed || !is_plain(q, q->items[q->order[k]].change);
        for (size_t g = 0; needed && g <= q->n_groups && g < VB_CAUSE_MOST_TRIALS / 2; g++) {
            if (g == q->n_groups) {
                fine = vb_grow(&taken, &cap, (g + 1) * n_changes, sizeof *taken);
                if (!fine)
                    break;
                memset(taken + g * n_changes, 0, n_changes * sizeof *taken);
                q->n_groups++;
            }
            bool free_here = true;
            for (size_t k = first[e]; k < first[e + 1]; k++)
                free_here = free_here && !taken[g * n_changes + q->items[q->order[k]].change];
            if (!free_here)
                continue;
            for (size_t k = first[e]; k < first[e + 1]; k++)
                taken[g * n_changes + q->items[q->order[k]].change] = true;
            q->group[e] = g;
            break;
        }
        for (size_t k = first[e]; needed && q->group[e] == SIZE_MAX && k < first[e + 1]; k++)
            q->items[q->order[k]].untried = true;
    }
    free(first);
    free(taken);
    return fine;
}

/* ---- Trying them ---- */

/* The numbers of a lexicon's categories as codes. */
static size_t *number(vb_codes *codes, const vb_lexicon *lexicon)
{
    size_t *of = malloc((lexicon->n_categories + 1) * sizeof *of);
    for (size_t i = 0; of != NULL && i < lexicon->n_categories; i++)
        of[i] = vb_codes_add(codes, lexicon->categories[i].path);
    return of;
}

/* Code the answers of the group's edits with `coder`. */
static vb_status code_group(inquiry *q, size_t group, size_t only, bool undo, const vb_coder *coder, vb_error *err)
{
    size_t *codes = number(&q->changes->codes, coder->lexicon);
    vb_session *session = vb_session_new(coder, q->causes->job->unit, err);
    vb_arena arena = {0};
    vb_status status = codes == NULL ? vb_fail_memory(err) : session == NULL ? err->code : VB_OK;
    for (size_t i = 0; i < q->n && status == VB_OK; i++) {
        suspect *s = &q->items[i];
        const vb_change *change = &q->changes->items[s->change];
        if (q->group[s->edit] != group || (only != SIZE_MAX && s->edit != only) || is_plain(q, s->change))
            continue;
        vb_coding coding;
        vb_coded coded;
        vb_arena_clear(&arena);
        status = vb_session_code(session, change->text, &coding, err);
        if (status == VB_OK && !vb_coded_keep(session, &coding, codes, &arena, &coded))
            status = vb_fail_memory(err);
        if (status != VB_OK)
            break;
        s->stirs = s->stirs || !vb_coded_equal(&coded, undo ? &change->after : &change->before);
        if (undo)
            s->unmakes = vb_coded_equal(&coded, &change->before);
        else
            s->makes = vb_coded_equal(&coded, &change->after);
    }
    vb_arena_release(&arena);
    vb_session_free(session);
    free(codes);
    return status;
}

/* The lexicon with the group's edits (or only one of them) made, or taken back.  One that cannot be read, as a term
 * whose set is not there yet, has no effect by itself; *unread says so. */
static vb_status try_group(inquiry *q, size_t group, size_t only, bool undo, bool *unread, vb_error *err)
{
    const vb_causes *causes = q->causes;
    vb_arena arena = {0};
    vb_error fault = {0};
    vb_lexicon_tree tree = undo ? *causes->after : *causes->before;
    vb_status status = VB_OK;
    for (size_t e = 0; e < causes->edits->n && status == VB_OK; e++)
        if (q->group[e] == group && (only == SIZE_MAX || e == only) &&
            !vb_edit_apply(&causes->edits->items[e], undo, &tree, &arena))
            status = vb_fail_memory(err);
    vb_lexicon *lexicon = NULL;
    vb_coder *coder = NULL;
    if (status == VB_OK)
        lexicon = vb_lexicon_tree_read(&tree, causes->job->settings, causes->job->n_settings, &fault);
    if (lexicon != NULL)
        coder = vb_coder_new(lexicon, &fault);
    q->causes->trials++;
    *unread = status == VB_OK && coder == NULL;
    if (*unread && fault.code == VB_ERROR_MEMORY)
        status = vb_fail_memory(err);
    if (coder != NULL)
        status = code_group(q, group, only, undo, coder, err);
    vb_coder_free(coder);
    vb_lexicon_free(lexicon);
    vb_arena_release(&arena);
    return status;
}

static vb_status try_all(inquiry *q, vb_error *err)
{
    for (size_t g = 0; g < q->n_groups; g++) {
        for (int undo = 0; undo < 2; undo++) {
            bool unread;
            vb_status status = try_group(q, g, SIZE_MAX, undo, &unread, err);
            for (size_t e = 0; status == VB_OK && unread && e < q->causes->edits->n; e++) {
                bool alone;
                if (q->group[e] == g && q->causes->trials < VB_CAUSE_MOST_TRIALS)
                    status = try_group(q, g, e, undo, &alone, err);
            }
            if (status != VB_OK)
                return status;
        }
    }
    return VB_OK;
}

/* ---- The verdict ---- */

static bool counts_as(const suspect *s, int round)
{
    switch (round) {
    case 0:
        return s->makes && s->unmakes;
    case 1:
        return s->makes;
    case 2:
        return s->unmakes;
    case 3:
        return s->stirs;
    default:
        return true;
    }
}

static bool decide(inquiry *q, size_t c)
{
    static const vb_cause_kind kinds[] = {VB_CAUSE_EACH, VB_CAUSE_EACH, VB_CAUSE_TOGETHER, VB_CAUSE_TOGETHER,
                                          VB_CAUSE_TOGETHER};
    vb_change *change = &q->changes->items[c];
    size_t beg = q->begins[c], end = q->begins[c + 1];
    size_t *edits = vb_arena_alloc(&q->changes->arena, (end - beg + 1) * sizeof *edits);
    bool untried = false;
    if (edits == NULL)
        return false;
    for (size_t i = beg; i < end; i++)
        untried = untried || q->items[i].untried;
    for (int round = untried && end - beg > 1 ? 4 : 0; round < 5 && change->n_edits == 0; round++) {
        for (size_t i = beg; i < end; i++)
            if (counts_as(&q->items[i], round))
                edits[change->n_edits++] = q->items[i].edit;
        change->cause = untried ? VB_CAUSE_UNTRIED : change->n_edits == 1 ? VB_CAUSE_ONE : kinds[round];
    }
    /* An edit that is needed and does not do alone has helpers: all that change anything. */
    if (change->cause != VB_CAUSE_UNTRIED && !is_plain(q, c)) {
        bool any_makes = false;
        size_t n_stir = 0;
        for (size_t i = beg; i < end; i++) {
            any_makes = any_makes || q->items[i].makes;
            n_stir += q->items[i].stirs;
        }
        if (!any_makes && n_stir > 1) {
            change->n_edits = 0;
            for (size_t i = beg; i < end; i++)
                if (q->items[i].stirs)
                    edits[change->n_edits++] = q->items[i].edit;
            change->cause = VB_CAUSE_TOGETHER;
        }
    }
    change->edits = edits;
    return true;
}

vb_status vb_causes_find(vb_causes *causes, vb_changes *changes, vb_error *err)
{
    inquiry q = {.causes = causes, .changes = changes};
    vb_status status = VB_OK;
    causes->trials = 0;
    q.begins = calloc(changes->n + 2, sizeof *q.begins);
    q.group = calloc(causes->edits->n + 1, sizeof *q.group);
    bool fine = q.begins != NULL && q.group != NULL && list_suspects(&q);
    q.order = fine ? calloc(q.n + 1, sizeof *q.order) : NULL;
    fine = fine && q.order != NULL && make_groups(&q);
    if (fine)
        status = try_all(&q, err);
    for (size_t c = 0; fine && status == VB_OK && c < changes->n; c++)
        fine = decide(&q, c);
    free(q.items);
    free(q.begins);
    free(q.order);
    free(q.group);
    return fine ? status : vb_fail_memory(err);
}
