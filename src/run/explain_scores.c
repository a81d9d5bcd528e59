/* From scores to codes: rules 5, 6 and 7 with their figures. */
#include "run/explain_parts.h"

#include "base/str.h"
#include "text/width.h"

enum { MARGIN = 2, LEAST_PATH = 12, MOST_PATH = 40, MOST_CLAUSES = 8, MOST_INDICATORS = 8 };

static const vb_category *category_of(const vb_session *session, size_t category)
{
    return &session->lexicon->categories[category];
}

/* Rule 6's order: stronger, then named earlier, then by path. */
static int compare(const vb_session *session, size_t a, size_t b)
{
    const vb_standing *x = &session->figures[a], *y = &session->figures[b];
    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return vb_str_compare(category_of(session, a)->path, category_of(session, b)->path);
}

/* Of a category's scored children the strongest that comes after `previous` (VB_NO_CATEGORY: of all). */
static size_t next_child(const vb_session *session, size_t parent, size_t previous)
{
    size_t best = VB_NO_CATEGORY;
    for (size_t i = 0; i < session->n_touched; i++) {
        size_t c = session->touched[i];
        if (category_of(session, c)->parent != parent ||
            (previous != VB_NO_CATEGORY && compare(session, c, previous) <= 0))
            continue;
        if (best == VB_NO_CATEGORY || compare(session, c, best) < 0)
            best = c;
    }
    return best;
}

/* The best of a category's brothers and sisters that reach the threshold or the indication, or VB_NO_CATEGORY; beside
 * a code by indicators the best of all. */
static size_t rival_of(const vb_session *session, size_t category)
{
    size_t parent = category_of(session, category)->parent;
    bool all = parent == VB_NO_CATEGORY && !vb_session_is_named(session, category);
    size_t rival = VB_NO_CATEGORY;
    do
        rival = next_child(session, parent, rival);
    while (rival != VB_NO_CATEGORY && (rival == category || (!all && !vb_session_reaches(session, rival))));
    return rival;
}

/* True if the category has figures of its own to show: not only those of a single child, nor only indicators, but for
 * a code and its rival. */
static bool is_shown(const vb_session *session, size_t category)
{
    size_t parent = category_of(session, category)->parent;
    size_t strongest = next_child(session, parent, VB_NO_CATEGORY);
    bool beside = parent == VB_NO_CATEGORY || session->figures[parent].coded;
    bool first = category == strongest || category == rival_of(session, strongest);
    if (session->figures[category].score == 0 && !(beside && first))
        return false;
    size_t child = next_child(session, category, VB_NO_CATEGORY);
    if (child == VB_NO_CATEGORY || next_child(session, category, child) != VB_NO_CATEGORY)
        return true;
    const vb_standing *own = &session->figures[category], *its = &session->figures[child];
    return own->score != its->score || own->strength != its->strength ||
           vb_session_is_coded(session, child) != vb_session_is_coded(session, category);
}

static void add_part(vb_explanation *e, size_t n, const vb_finding *f)
{
    if (n == MOST_CLAUSES)
        vb_buffer_add_text(&e->page.text, "; and so on");
    if (n >= MOST_CLAUSES)
        return;
    vb_buffer_printf(&e->page.text, "%sclause %zu: ", n == 0 ? "" : "; ", vb_explain_clause_of(e, f));
    vb_page_add_thousandths(&e->page, vb_finding_term(e->session, f)->weight);
    vb_buffer_add_text(&e->page.text, vb_session_is_double(e->session, f) ? ", doubled" : "");
}

/* What a score is the sum of: the heaviest match of each clause. */
static void put_parts(vb_explanation *e, size_t category, size_t hang)
{
    const vb_session *session = e->session;
    size_t n = 0;
    const vb_finding *best = NULL;
    for (size_t i = 0; i < session->n_findings; i++) {
        const vb_finding *f = &session->findings[i];
        const vb_term *term = vb_finding_term(session, f);
        if (f->state != VB_STATE_COUNTS || term->weight == 0 ||
            !vb_category_is_within(session->lexicon, term->category, category))
            continue;
        if (best != NULL && best->clause != f->clause) {
            add_part(e, n++, best);
            best = NULL;
        }
        if (best == NULL || term->weight > vb_finding_term(session, best)->weight)
            best = f;
    }
    if (best == NULL)
        return;
    add_part(e, n, best);
    vb_page_put_text(&e->page, hang);
}

/* What the signs of a token, of which `number` is the first, add to a category; VB_NO_CATEGORY: for none. */
static uint64_t indicated_at(const vb_session *session, size_t category, size_t number)
{
    uint64_t sum = 0;
    size_t token = session->signs[number].token;
    for (size_t i = number; i < session->n_signs && session->signs[i].token == token; i++) {
        const vb_sign *sign = &session->coder->signs[session->signs[i].sign];
        const vb_sign_sum *sums = session->coder->sign_sums;
        sum += category == VB_NO_CATEGORY ? sign->unsaid : 0;
        for (uint32_t k = sign->sums; k < sign->sums_end; k++)
            sum += sums[k].category == category ? sums[k].weight : 0;
    }
    return sum;
}

/* The heaviest indicated token after the one of `previous` (SIZE_MAX: of all), by its first sign; SIZE_MAX:
 * none. */
static size_t next_indicated(const vb_session *session, size_t category, size_t previous)
{
    uint64_t limit = previous == SIZE_MAX ? UINT64_MAX : indicated_at(session, category, previous), most = 0;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < session->n_signs; i++) {
        if (i > 0 && session->signs[i].token == session->signs[i - 1].token)
            continue;
        uint64_t sum = indicated_at(session, category, i);
        bool after = sum < limit || (sum == limit && previous != SIZE_MAX && i > previous);
        if (after && sum > most) {
            most = sum;
            best = i;
        }
    }
    return best;
}

/* The indicators that a strength has beside the score, heavy ones first. */
static void put_indicators(vb_explanation *e, size_t category, size_t hang)
{
    const vb_session *session = e->session;
    vb_buffer *text = &e->page.text;
    uint64_t rest = category == VB_NO_CATEGORY ? session->unsaid : session->figures[category].indicated;
    size_t n = 0;
    for (size_t i = SIZE_MAX; (i = next_indicated(session, category, i)) != SIZE_MAX;) {
        size_t token = session->signs[i].token;
        vb_buffer_add_text(text, n == 0 ? "indicators: " : "; ");
        if (n++ == MOST_INDICATORS) {
            vb_buffer_add_text(text, "others ");
            vb_page_add_thousandths(&e->page, rest);
            break;
        }
        rest -= indicated_at(session, category, i);
        vb_page_add(&e->page, vb_matcher_text(&session->matcher, token, token), 0);
        vb_buffer_add_char(text, ' ');
        vb_page_add_thousandths(&e->page, indicated_at(session, category, i));
    }
    if (n > 0)
        vb_page_put_text(&e->page, hang);
}

/* Why a category that is at a level asked for is no code: rule 6. */
static void add_lack(vb_explanation *e, size_t category)
{
    const vb_session *session = e->session;
    vb_buffer *text = &e->page.text;
    size_t parent = category_of(session, category)->parent;
    if (parent != VB_NO_CATEGORY && !vb_session_is_coded(session, parent)) {
        vb_buffer_add_text(text, "no code, nor is what it is part of");
    } else if (vb_session_is_named(session, category)) {
        vb_buffer_add_text(text, "under the share ");
        vb_page_add_thousandths(&e->page, session->lexicon->settings.share);
        vb_buffer_add_text(text, " of the best score beside it");
    } else if (vb_session_reaches(session, category)) {
        vb_buffer_add_text(text, "by its indicators a rival of the primary");
    } else {
        vb_buffer_add_text(text, "under the threshold ");
        vb_page_add_thousandths(&e->page, vb_session_needed_score(session, category));
    }
}

/* What became of a category. */
static void add_verdict(vb_explanation *e, size_t category)
{
    const vb_session *session = e->session;
    vb_buffer *text = &e->page.text;
    if (!vb_session_is_coded(session, category)) {
        if (session->level != 0 && category_of(session, category)->level > session->level)
            vb_buffer_printf(text, "below level %zu", session->level);
        else
            add_lack(e, category);
        return;
    }
    vb_buffer_add_text(text, category == e->coding->primary               ? "primary"
                             : session->figures[category].has_coded_child ? "a child has the code"
                                                                          : "code");
    if (vb_session_is_named(session, category))
        return;
    vb_buffer_add_text(text, ", by its indicators (");
    vb_page_add_thousandths(&e->page, vb_session_needed_strength(session, category));
    vb_buffer_add_text(text, " is needed)");
}

static void put_score(vb_explanation *e, size_t category, size_t hang)
{
    const vb_standing *figure = &e->session->figures[category];
    vb_buffer_add_text(&e->page.text, "score ");
    vb_page_add_thousandths(&e->page, figure->score);
    vb_buffer_add_text(&e->page.text, ", strength ");
    vb_page_add_thousandths(&e->page, figure->strength);
    vb_buffer_add_text(&e->page.text, "; ");
    add_verdict(e, category);
    vb_page_put(&e->page, MARGIN, category_of(e->session, category)->path, hang);
    if (!e->session->lexicon->settings.count_matches)
        put_parts(e, category, hang);
    put_indicators(e, category, hang);
}

static void put_scores_within(vb_explanation *e, size_t parent, size_t hang)
{
    for (size_t c = VB_NO_CATEGORY; (c = next_child(e->session, parent, c)) != VB_NO_CATEGORY;) {
        if (is_shown(e->session, c))
            put_score(e, c, hang);
        put_scores_within(e, c, hang);
    }
}

void vb_explain_scores(vb_explanation *e)
{
    const vb_session *session = e->session;
    size_t widest = LEAST_PATH;
    for (size_t i = 0; i < session->n_touched; i++) {
        size_t width = vb_display_width(category_of(session, session->touched[i])->path);
        widest = width > widest && width <= MOST_PATH ? width : widest;
    }
    if (session->n_touched == 0)
        return;
    vb_page_title(&e->page, session->lexicon->settings.count_matches
                                ? "Scores: every match counts"
                                : "Scores: of every clause the heaviest match (rule 5)");
    put_scores_within(e, VB_NO_CATEGORY, MARGIN + widest + 2);
    if (session->unsaid == 0)
        return;
    vb_buffer_add_text(&e->page.text, "indicated by ");
    vb_page_add_thousandths(&e->page, session->unsaid);
    vb_buffer_add_text(&e->page.text, ": a code needs so much more, but not more than a score of 1");
    vb_page_put(&e->page, MARGIN, VB_LITERAL("(no code)"), MARGIN + widest + 2);
    put_indicators(e, VB_NO_CATEGORY, MARGIN + widest + 2);
}

static void put_choice(vb_explanation *e, size_t category)
{
    const vb_session *session = e->session;
    vb_buffer *text = &e->page.text;
    size_t rival = rival_of(session, category);
    bool top = category_of(session, category)->parent == VB_NO_CATEGORY;
    if (rival == VB_NO_CATEGORY && !top)
        return;
    vb_explain_add_path(e, category);
    if (rival == VB_NO_CATEGORY) {
        vb_buffer_add_text(text, " is the only one at the top level; margin 1");
        vb_page_put_text(&e->page, MARGIN);
        return;
    }
    const vb_standing *first = &session->figures[category], *second = &session->figures[rival];
    bool tie = first->strength == second->strength;
    vb_buffer_add_text(text, tie ? ", " : " is the strongest, ");
    vb_page_add_thousandths(&e->page, first->strength);
    vb_buffer_add_text(text, tie ? ", ties with " : " against ");
    if (!tie)
        vb_page_add_thousandths(&e->page, second->strength);
    vb_buffer_add_text(text, tie ? "" : " for ");
    vb_explain_add_path(e, rival);
    if (tie)
        vb_buffer_add_text(text, first->first < second->first ? " and is named first"
                                 : first->first == SIZE_MAX   ? ", and is first by name"
                                                              : ", named at the same place, and is first by name");
    if (top) {
        vb_buffer_add_text(text, "; margin ");
        vb_page_add_thousandths(&e->page, (uint64_t)(e->coding->margin * 1000 + 0.5));
    }
    vb_page_put_text(&e->page, MARGIN);
}

void vb_explain_primary(vb_explanation *e)
{
    const vb_session *session = e->session;
    if (e->coding->primary == VB_NO_CATEGORY)
        return;
    vb_page_title(&e->page, "Primary: the strongest at the top, then its strongest child (rule 7)");
    for (size_t level = 1; level <= category_of(session, e->coding->primary)->level; level++) {
        size_t c = e->coding->primary;
        while (category_of(session, c)->level > level)
            c = category_of(session, c)->parent;
        put_choice(e, c);
    }
}
