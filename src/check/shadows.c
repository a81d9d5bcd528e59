/* Terms that can never count: each is tried on texts made up from it, and what keeps it from counting in all of them
 * is told.  A text made up from a term holds nothing but the term (and what its `with` asks for), so nothing that an
 * answer could add would let it count. */
#include "base/str.h"
#include "check/lint.h"

typedef struct {
    size_t tried, matched;
    size_t hidden_by, ignored_by, denied_by; /* a term of the lexicon; SIZE_MAX: none */
    bool cancelled, counts;
} trial;

static vb_str around(vb_arena *arena, vb_str a, const char *between, vb_str b)
{
    vb_buffer text = {0};
    vb_str kept = {NULL, 0};
    vb_buffer_add_str(&text, a);
    vb_buffer_add_text(&text, between);
    vb_buffer_add_str(&text, b);
    if (!text.failed)
        kept = vb_arena_copy(arena, vb_buffer_str(&text));
    vb_buffer_release(&text);
    return kept;
}

/* What becomes of the term in one text. */
static bool try_text(vb_lint *lint, size_t term, vb_str text, trial *t)
{
    vb_coding coding;
    const vb_session *session = lint->session;
    if (text.ptr == NULL || vb_session_code(lint->session, text, &coding, NULL) == VB_ERROR_MEMORY)
        return false;
    t->tried++;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        size_t by = f->by == SIZE_MAX ? SIZE_MAX : session->findings[f->by].match.term;
        if (f->match.term != term)
            continue;
        t->matched++;
        t->counts = t->counts || f->state == VB_STATE_COUNTS;
        t->cancelled = t->cancelled || f->state == VB_STATE_CANCELLED;
        if (f->state == VB_STATE_DENIED)
            t->denied_by = by;
        else if (f->state == VB_STATE_HIDDEN && by != SIZE_MAX && lint->lexicon->terms[by].role == VB_ROLE_IGNORE)
            t->ignored_by = by;
        else if (f->state == VB_STATE_HIDDEN)
            t->hidden_by = by;
    }
    return true;
}

/* The text with each of the term's `with` before and behind it, in its clause and in the one beside. */
static bool try_with(vb_lint *lint, size_t index, vb_str text, trial *t)
{
    const vb_term *term = &lint->lexicon->terms[index];
#define TEN " qx qx qx qx qx qx qx qx qx qx"
    /* The last is wider than any gap (VB_PATTERN_MOST_GAP). */
    static const char *const between[] = {" ", " qx ", ", ", TEN " ", TEN TEN TEN TEN TEN " qx "};
#undef TEN
    for (size_t w = 0; w < term->n_with && !t->counts; w++) {
        vb_samples with;
        if (!vb_sample_pattern(lint->lexicon->terms[term->with[w]].pattern, &lint->arena, &with))
            return false;
        for (size_t i = 0; i < with.n && i < 4 && !t->counts; i++)
            for (size_t b = 0; b < sizeof between / sizeof *between && !t->counts; b++)
                if (!try_text(lint, index, around(&lint->arena, text, between[b], with.items[i]), t) ||
                    !try_text(lint, index, around(&lint->arena, with.items[i], between[b], text), t))
                    return false;
    }
    return true;
}

static void report(vb_lint *lint, const vb_term *term, const trial *t)
{
    const vb_term *terms = lint->lexicon->terms;
    vb_check_place place = vb_lint_term_place(lint, term);
    if (t->matched == 0)
        (void)vb_findings_add(lint->findings, "cannot-match", place, VB_LITERAL(""),
                              "`%.*s` matches none of %zu texts made up from it", VB_ARG(term->source), t->tried);
    else if (t->ignored_by != SIZE_MAX)
        (void)vb_findings_add(lint->findings, "shadowed-by-ignore", place, VB_LITERAL("take one of the two out"),
                              "`%.*s` never counts: %s below `ignore` hides it", VB_ARG(term->source),
                              vb_lint_name_term(lint, &terms[t->ignored_by]));
    else if (t->hidden_by != SIZE_MAX)
        (void)vb_findings_add(lint->findings, "shadowed-by-longer", place, VB_LITERAL("take it out"),
                              "`%.*s` never counts: %s is longer and hides it", VB_ARG(term->source),
                              vb_lint_name_term(lint, &terms[t->hidden_by]));
    else if (t->denied_by != SIZE_MAX)
        (void)vb_findings_add(lint->findings, "cannot-count", place, VB_LITERAL("change one of the two"),
                              "`%.*s` never counts: the denial %s is part of it", VB_ARG(term->source),
                              vb_lint_name_term(lint, &terms[t->denied_by]));
    else
        (void)vb_findings_add(lint->findings, "cannot-count", place, VB_LITERAL("change `with` or `unless`"),
                              "`%.*s` never counts: its `with` and `unless` always decide against it",
                              VB_ARG(term->source));
}

static bool look_at(vb_lint *lint, size_t index)
{
    const vb_term *term = &lint->lexicon->terms[index];
    vb_samples samples;
    trial t = {.hidden_by = SIZE_MAX, .ignored_by = SIZE_MAX, .denied_by = SIZE_MAX};
    if (!vb_sample_pattern(term->pattern, &lint->arena, &samples))
        return false;
    for (size_t i = 0; i < samples.n && !t.counts; i++)
        if (term->n_with > 0 ? !try_with(lint, index, samples.items[i], &t)
                             : !try_text(lint, index, samples.items[i], &t))
            return false;
    if (t.tried > 0 && !t.counts)
        report(lint, term, &t);
    return true;
}

void vb_lint_shadows(vb_lint *lint)
{
    for (size_t i = 0; lint->session != NULL && i < lint->lexicon->n_terms; i++) {
        const vb_term *term = &lint->lexicon->terms[i];
        if (term->role == VB_ROLE_CATEGORY && term->part == 0 && !look_at(lint, i)) {
            lint->findings->failed = true;
            return;
        }
    }
}
