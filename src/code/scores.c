/* Rules 5 to 7: from the matches that count to codes. */
#include "base/str.h"
#include "code/session.h"

#include <stdlib.h>

/* The clause is over: add its heaviest match to the sums.  What an emphasis says again adds to the strength alone. */
static void settle(vb_standing *figure)
{
    if (!figure->clause_is_emphasised)
        figure->score += figure->clause_best;
    else if (figure->clause_best > figure->score)
        figure->score = figure->clause_best;
    figure->strength += (uint64_t)figure->clause_best * (figure->clause_is_double ? 2 : 1);
    figure->clause_best = 0;
}

static void count_in(vb_session *session, size_t category, const vb_finding *f, uint32_t weight, bool twice)
{
    vb_standing *figure = &session->figures[category];
    if (!figure->touched) {
        *figure = (vb_standing){.touched = true, .clause = SIZE_MAX};
        figure->first = session->matcher.tokens.items[f->match.tokens.first].beg;
        session->touched[session->n_touched++] = category;
    }
    if (figure->clause != f->clause || session->lexicon->settings.count_matches)
        settle(figure);
    figure->clause = f->clause;
    figure->clause_is_double = twice;
    figure->clause_is_emphasised = twice && vb_session_is_emphasised(session, f);
    if (weight > figure->clause_best)
        figure->clause_best = weight;
}

/* Where every match counts (plain dictionaries), two of one category on the same tokens are one. */
static bool is_repeated(const vb_session *session, size_t i)
{
    const vb_finding *f = &session->findings[i];
    for (size_t k = i; k-- > 0;) {
        const vb_finding *g = &session->findings[k];
        if (g->match.tokens.first != f->match.tokens.first || g->match.tokens.last != f->match.tokens.last)
            return false;
        if (g->state == VB_STATE_COUNTS && vb_token_set_equal(&g->match.tokens, &f->match.tokens) &&
            vb_finding_term(session, g)->category == vb_finding_term(session, f)->category)
            return true;
    }
    return false;
}

void vb_session_rule5_scores(vb_session *session)
{
    for (size_t i = 0; i < session->n_touched; i++)
        session->figures[session->touched[i]].touched = false;
    session->n_touched = 0;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        const vb_term *term = vb_finding_term(session, f);
        if (f->state != VB_STATE_COUNTS || term->weight == 0)
            continue;
        if (session->lexicon->settings.count_matches && is_repeated(session, i))
            continue;
        bool twice = vb_session_is_double(session, f);
        /* A parent is scored over its own and all its children's matches. */
        for (size_t c = term->category; c != VB_NO_CATEGORY; c = session->lexicon->categories[c].parent)
            count_in(session, c, f, term->weight, twice);
    }
    for (size_t i = 0; i < session->n_touched; i++)
        settle(&session->figures[session->touched[i]]);
}

bool vb_session_reaches(const vb_session *session, size_t category)
{
    const vb_standing *figure = &session->figures[category];
    if (session->level != 0 && session->lexicon->categories[category].level > session->level)
        return false;
    return figure->touched && figure->score >= session->lexicon->settings.threshold && figure->score > 0;
}

static const vb_rival *rival_of(const vb_session *session, size_t category)
{
    size_t parent = session->lexicon->categories[category].parent;
    return parent == VB_NO_CATEGORY ? &session->best : &session->figures[parent].best;
}

/* The best score and strength beside each category, of those that reach the threshold. */
static void find_best(vb_session *session)
{
    session->best = (vb_rival){0};
    for (size_t i = 0; i < session->n_touched; i++) {
        size_t c = session->touched[i];
        const vb_standing *figure = &session->figures[c];
        size_t parent = session->lexicon->categories[c].parent;
        vb_rival *best = parent == VB_NO_CATEGORY ? &session->best : &session->figures[parent].best;
        if (!vb_session_reaches(session, c))
            continue;
        if (figure->score > best->score)
            best->score = figure->score;
        if (figure->strength > best->strength)
            best->strength = figure->strength;
    }
}

bool vb_session_is_coded(const vb_session *session, size_t category)
{
    uint64_t share = session->lexicon->settings.share;
    for (size_t c = category; c != VB_NO_CATEGORY;) {
        const vb_standing *figure = &session->figures[c];
        const vb_rival *best = rival_of(session, c);
        if (!vb_session_reaches(session, c) ||
            (figure->score * 1000 < share * best->score && figure->strength < best->strength))
            return false;
        c = share == 0 ? VB_NO_CATEGORY : session->lexicon->categories[c].parent;
    }
    return true;
}

static vb_code_score score_of(const vb_session *session, size_t category)
{
    const vb_standing *figure = &session->figures[category];
    return (vb_code_score){category, figure->score, figure->strength, figure->first};
}

/* Stronger first, then the earlier first match, then the path. */
static int compare(const vb_session *session, const vb_code_score *a, const vb_code_score *b)
{
    if (a->strength != b->strength)
        return a->strength > b->strength ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return vb_str_compare(session->lexicon->categories[a->category].path,
                          session->lexicon->categories[b->category].path);
}

static void insert(vb_session *session, vb_code_score code)
{
    size_t k = session->n_codes++;
    for (; k > 0 && compare(session, &code, &session->codes[k - 1]) < 0; k--)
        session->codes[k] = session->codes[k - 1];
    session->codes[k] = code;
}

void vb_session_rule6_codes(vb_session *session)
{
    const vb_category *categories = session->lexicon->categories;
    session->n_codes = 0;
    find_best(session);
    for (size_t i = 0; i < session->n_touched; i++) {
        size_t c = session->touched[i];
        session->figures[c].coded = vb_session_is_coded(session, c);
        for (size_t up = categories[c].parent; session->figures[c].coded && up != VB_NO_CATEGORY;
             up = categories[up].parent)
            session->figures[up].has_coded_child = true;
    }
    for (size_t i = 0; i < session->n_touched; i++) {
        size_t c = session->touched[i];
        if (session->figures[c].coded && !session->figures[c].has_coded_child)
            insert(session, score_of(session, c));
    }
    vb_session_rule7_primary(session);
    for (size_t k = 1; k < session->n_codes; k++) {
        if (session->codes[k].category != session->primary)
            continue;
        vb_code_score moved = session->codes[k];
        memmove(&session->codes[1], &session->codes[0], k * sizeof *session->codes);
        session->codes[0] = moved;
    }
}

/* The strongest of a category's children that reach the threshold (VB_NO_CATEGORY: of the top level), and the
 * second's strength.  The strongest needs no share, so it is a code or has one. */
static size_t strongest_child(const vb_session *session, size_t parent, uint64_t *first, uint64_t *second)
{
    vb_code_score best = {.category = VB_NO_CATEGORY};
    *first = *second = 0;
    for (size_t i = 0; i < session->n_touched; i++) {
        size_t c = session->touched[i];
        if (session->lexicon->categories[c].parent != parent || !vb_session_reaches(session, c))
            continue;
        vb_code_score score = score_of(session, c);
        if (best.category == VB_NO_CATEGORY || compare(session, &score, &best) < 0) {
            *second = best.category == VB_NO_CATEGORY ? 0 : best.strength;
            best = score;
        } else if (score.strength > *second) {
            *second = score.strength;
        }
    }
    *first = best.strength;
    return best.category;
}

void vb_session_rule7_primary(vb_session *session)
{
    uint64_t first, second, ignored;
    size_t primary = strongest_child(session, VB_NO_CATEGORY, &first, &second);
    session->margin = first == 0 ? 0 : (double)(first - second) / (double)first;
    for (size_t child = primary; child != VB_NO_CATEGORY;) {
        primary = child;
        child = strongest_child(session, primary, &ignored, &ignored);
    }
    session->primary = primary;
}
