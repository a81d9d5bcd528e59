/* Rules 5 to 7: from the matches that count to codes. */
#include "base/grow.h"
#include "base/str.h"
#include "code/session.h"

#include <stdlib.h>

enum { LEAST_SIGNS = 2 }; /* indicators, or one and a match, that make a code: one word alone means too many things */

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

vb_standing *vb_session_touch_first(vb_session *session, size_t category)
{
    session->figures[category] = (vb_standing){
        .touched = true, .clause = SIZE_MAX, .first = SIZE_MAX, .children = {.strongest = VB_NO_CATEGORY}};
    session->touched[session->n_touched++] = category;
    return &session->figures[category];
}

static void count_in(vb_session *session, size_t category, const vb_finding *f, uint32_t weight, bool twice)
{
    vb_standing *figure = vb_session_touch(session, category);
    if (figure->first == SIZE_MAX)
        figure->first = session->matcher.tokens.items[f->match.tokens.first].beg;
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

uint64_t vb_session_needed_score(const vb_session *session, size_t category)
{
    enum { PLAIN = 1000 }; /* the default weight: what is said outright is enough, whatever stands beside it */
    uint64_t threshold = session->lexicon->settings.threshold, raised = threshold + session->unsaid;
    if (session->lexicon->categories[category].level > 1 || threshold >= PLAIN)
        return threshold;
    return raised < PLAIN ? raised : PLAIN;
}

uint64_t vb_session_needed_strength(const vb_session *session, size_t category)
{
    return session->lexicon->settings.indication +
           (session->lexicon->categories[category].level == 1 ? session->unsaid : 0);
}

/* Find what vb_session_is_named() and vb_session_reaches() tell of a category that has figures.  True if it reaches.
 */
static bool find_reach(vb_session *session, size_t category)
{
    vb_standing *figure = &session->figures[category];
    const vb_settings *settings = &session->lexicon->settings;
    if (figure->strength < settings->threshold && figure->strength < settings->indication) /* mostly */
        return false;
    figure->named = figure->score > 0 && figure->score >= vb_session_needed_score(session, category);
    figure->reaches =
        (session->level == 0 || session->lexicon->categories[category].level <= session->level) &&
        (figure->named || (settings->indication > 0 && figure->n_indicated + (figure->score > 0) >= LEAST_SIGNS &&
                           figure->strength >= vb_session_needed_strength(session, category)));
    return figure->reaches;
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

/* Rank the categories that reach beside each other. */
static void find_rivals(vb_session *session)
{
    static const vb_rivals none = {.strongest = VB_NO_CATEGORY};
    session->top = none;
    session->n_reaching = session->deepest = 0;
    for (size_t i = 0; i < session->n_touched; i++) {
        size_t c = session->touched[i];
        if (!find_reach(session, c))
            continue;
        session->reaching[session->n_reaching++] = c;
        size_t level = session->lexicon->categories[c].level;
        session->deepest = level > session->deepest ? level : session->deepest;
        size_t parent = session->lexicon->categories[c].parent;
        vb_rivals *rivals = parent == VB_NO_CATEGORY ? &session->top : &session->figures[parent].children;
        vb_code_score one = score_of(session, c);
        uint64_t all = one.score + session->figures[c].indicated;
        rivals->most = all > rivals->most ? all : rivals->most;
        vb_code_score best = rivals->strongest == VB_NO_CATEGORY ? one : score_of(session, rivals->strongest);
        if (rivals->strongest == VB_NO_CATEGORY || compare(session, &one, &best) < 0) {
            rivals->second = rivals->strongest == VB_NO_CATEGORY ? 0 : best.strength;
            rivals->strongest = c;
        } else if (one.strength > rivals->second) {
            rivals->second = one.strength;
        }
    }
}

/* A category that reaches is a code, or one below it may be, as far as those beside it have a say. */
static bool holds_its_own(const vb_session *session, size_t category, const vb_rivals *rivals)
{
    const vb_standing *figure = &session->figures[category];
    if (rivals->strongest == category || !figure->named)
        return rivals->strongest == category;
    return figure->strength >= session->figures[rivals->strongest].strength ||
           (figure->score + figure->indicated) * 1000 >= session->lexicon->settings.share * rivals->most;
}

/* Find which categories of a level are codes, or have one below them; those above have been found. */
static void find_coded(vb_session *session, size_t level)
{
    const vb_category *categories = session->lexicon->categories;
    for (size_t i = 0; i < session->n_reaching; i++) {
        size_t c = session->reaching[i], parent = categories[c].parent;
        if (categories[c].level != level || (level > 1 && !vb_session_is_coded(session, parent)))
            continue;
        session->figures[c].coded =
            holds_its_own(session, c, level == 1 ? &session->top : &session->figures[parent].children);
        if (level > 1 && session->figures[c].coded)
            session->figures[parent].has_coded_child = true;
    }
}

static void insert(vb_session *session, vb_code_score code)
{
    size_t k = session->n_codes++;
    for (; k > 0 && compare(session, &code, &session->codes[k - 1]) < 0; k--)
        session->codes[k] = session->codes[k - 1];
    session->codes[k] = code;
}

/* Rule 7: the strongest, and below it the strongest again. */
static void find_primary(vb_session *session)
{
    const vb_rivals *rivals = &session->top;
    session->primary = rivals->strongest;
    session->margin = 0;
    if (rivals->strongest == VB_NO_CATEGORY)
        return;
    uint64_t first = session->figures[rivals->strongest].strength, second = rivals->second;
    size_t n = vb_session_is_named(session, rivals->strongest) ? 0 : session->n_touched;
    for (size_t i = 0; i < n; i++) {
        size_t c = session->touched[i]; /* beside a code by indicators no strength is too little to be a rival */
        if (c != rivals->strongest && session->lexicon->categories[c].level == 1 &&
            session->figures[c].strength > second)
            second = session->figures[c].strength;
    }
    session->margin = first <= second ? 0 : (double)(first - second) / (double)first;
    for (; rivals->strongest != VB_NO_CATEGORY; rivals = &session->figures[rivals->strongest].children)
        session->primary = rivals->strongest;
}

/* The primary stands first. */
static void move_primary(vb_session *session)
{
    for (size_t k = 1; k < session->n_codes; k++) {
        if (session->codes[k].category != session->primary)
            continue;
        vb_code_score moved = session->codes[k];
        memmove(&session->codes[1], &session->codes[0], k * sizeof *session->codes);
        session->codes[0] = moved;
    }
}

/* Terms are enough for a code, and for all above it. */
static bool is_by_terms(const vb_session *session, size_t code)
{
    for (size_t c = code; c != VB_NO_CATEGORY; c = session->lexicon->categories[c].parent)
        if (!vb_session_is_named(session, c))
            return false;
    return true;
}

/* True if an indicator speaks for a code that terms are not enough for, for what is above it or below it. */
static bool is_telling(const vb_session *session, uint32_t indicator)
{
    size_t own = session->lexicon->terms[indicator].category;
    for (size_t k = 0; k < session->n_codes && own != VB_NO_CATEGORY; k++) {
        size_t code = session->codes[k].category;
        if (!is_by_terms(session, code) && (vb_category_is_within(session->lexicon, code, own) ||
                                            vb_category_is_within(session->lexicon, own, code)))
            return true;
    }
    return false;
}

/* Note that an indicator is telling, where it stands by token, then by term.  False when memory is out. */
static bool note_telling(vb_session *session, vb_indication one)
{
    if (!VB_PUSH_ROOM(session->telling, session->n_telling, session->cap_telling))
        return false;
    size_t k = session->n_telling++;
    for (; k > 0 && session->telling[k - 1].token == one.token && session->telling[k - 1].term > one.term; k--)
        session->telling[k] = session->telling[k - 1];
    session->telling[k] = one;
    return true;
}

/* Note what is evidence beside the findings; it has clauses then, too.  False when memory is out. */
static bool find_telling(vb_session *session)
{
    size_t by_terms = 0;
    session->n_telling = 0;
    while (by_terms < session->n_codes && is_by_terms(session, session->codes[by_terms].category))
        by_terms++;
    if (by_terms == session->n_codes) /* nearly always */
        return true;
    for (size_t i = 0; i < session->n_signs; i++) {
        const vb_sign *sign = &session->coder->signs[session->signs[i].sign];
        for (uint32_t k = sign->terms; k < sign->terms_end; k++) {
            uint32_t term = session->coder->sign_terms[k];
            if (is_telling(session, term) && !note_telling(session, (vb_indication){term, session->signs[i].token}))
                return false;
        }
    }
    return session->n_telling == 0 || vb_matcher_need_breaks(&session->matcher);
}

bool vb_session_rule6_codes(vb_session *session)
{
    session->n_codes = 0;
    find_rivals(session);
    for (size_t level = 1; level <= session->deepest; level++)
        find_coded(session, level);
    for (size_t i = 0; i < session->n_reaching; i++) {
        size_t c = session->reaching[i];
        if (session->figures[c].coded && !session->figures[c].has_coded_child)
            insert(session, score_of(session, c));
    }
    find_primary(session);
    move_primary(session);
    return find_telling(session);
}
