/* Coding one answer: what the rules make of its matches.  The rules are numbered as in docs/design.md. */
#ifndef VB_CODE_SESSION_H
#define VB_CODE_SESSION_H

#include "match/matcher.h"

/* A match and what became of it. */
typedef struct {
    vb_match match;
    vb_state state;
    size_t by;     /* the finding that cancelled, hid or denied it; SIZE_MAX where there is none */
    size_t clause; /* of its first token, turns counted */
} vb_finding;

/* A cue in force, with the clause of the token that its reach begins at. */
typedef struct {
    size_t clause, token, finding;
} vb_cue;

typedef struct {
    vb_cue *items;
    size_t n, cap;
} vb_cue_list;

/* A sign that counts, and the token that it is. */
typedef struct {
    uint32_t sign; /* in coder->signs */
    size_t token;
} vb_sign_at;

/* One of its indicators. */
typedef struct {
    size_t term, token;
} vb_indication;

/* The categories with one parent that reach, see vb_session_reaches(). */
typedef struct {
    size_t strongest; /* VB_NO_CATEGORY: none */
    uint64_t second;  /* the strength of the next */
    uint64_t most;    /* that one of them has by its score and its indicators together */
} vb_rivals;

/* What indicators add to a category. */
typedef struct {
    uint64_t weight; /* zero but while indicators are added up */
    uint32_t tokens; /* that are indicators of it */
    uint32_t last;   /* one more than the last of these */
} vb_indicated;

/* How one category stands in the answer at hand. */
typedef struct {
    uint64_t score, indicated; /* by its matches; by its indicators */
    uint64_t strength;         /* of both, some matches doubled */
    size_t first;              /* byte where its first counting match begins; SIZE_MAX: none */
    size_t clause;             /* the clause at hand; SIZE_MAX: none yet */
    uint32_t clause_best;      /* its heaviest match in that */
    uint32_t n_indicated;      /* tokens that are indicators of it */
    bool clause_is_double, clause_is_emphasised;
    bool touched;
    bool named, reaches, coded; /* rule 6, see vb_session_is_named(), vb_session_reaches(), vb_session_is_coded() */
    bool has_coded_child;       /* a descendant is a code or has one */
    vb_rivals children;
} vb_standing;

struct vb_session {
    const vb_coder *coder;
    const vb_lexicon *lexicon;
    size_t without; /* a term whose matches are passed over, to see what it is good for; SIZE_MAX: none */
    vb_matcher matcher;
    vb_finding *findings; /* all matches but contexts; by position as matches are */
    size_t n_findings, cap_findings;
    vb_sign_at *signs; /* by position */
    size_t n_signs, cap_signs;
    vb_indication *telling; /* by position: the indicators of codes that terms are not enough for */
    size_t n_telling, cap_telling;
    uint64_t unsaid;       /* the weight of the indicators that speak for no code */
    uint64_t *sign_met_in; /* one of the coder's signs: the last answer in which it was met */
    uint64_t answer;       /* counted from 1 */
    vb_match *contexts;    /* matches of `with` and `unless` that are regular expressions, by position */
    size_t n_contexts, cap_contexts;
    vb_cue_list turns;                   /* by position */
    vb_cue_list after, before, emphases; /* by clause, then token */
    size_t *open;                        /* overlap: findings that reach the place at hand */
    size_t n_open, cap_open;
    vb_standing *figures; /* one a category */
    size_t *touched;      /* categories that have figures */
    size_t n_touched;
    size_t *reaching; /* those of them that reach */
    size_t n_reaching;
    size_t deepest;          /* level of these */
    vb_indicated *indicated; /* one a category */
    vb_code_score *codes;
    size_t n_codes;
    vb_rivals top;  /* the categories without a parent */
    size_t primary; /* VB_NO_CATEGORY: none */
    double margin;
    bool non_answer;
    size_t level; /* the deepest level of codes; 0: all */
};

/* Look-ups of regular expressions that were given up, since the session was made. */
static inline uint64_t vb_session_limits(const vb_session *session)
{
    return session->matcher.limits_hit;
}

/* The steps, in order; each does one rule for the whole answer.  False when memory is out. */
bool vb_session_rule2_contexts(vb_session *session);
bool vb_session_rule3_overlap(vb_session *session);
bool vb_session_rule4_denials(vb_session *session);
void vb_session_rule5_scores(vb_session *session);
bool vb_session_rule5_indicators(vb_session *session);
bool vb_session_rule6_codes(vb_session *session);

/* True if one of the context terms occurs in the sentence of the match `beside` and shares no token with it: the
 * first term's first that does is in *found.  `out_of_memory` is set when that is so. */
bool vb_session_find_beside(vb_session *session, const size_t *terms, size_t n, const vb_match *beside,
                            vb_match *found, bool *out_of_memory);

/* False when memory is out. */
bool vb_session_add_context(vb_session *session, const vb_match *match);

/* Rule 4: the denial in whose reach all of a match's tokens lie; SIZE_MAX: none.  Its clause must be set. */
size_t vb_session_denial_of(const vb_session *session, const vb_finding *finding);

/* The term of a piece of evidence. */
const vb_term *vb_session_evidence_term(const vb_session *session, size_t number);

/* A category's figures, zero if it had none yet for the answer at hand. */
vb_standing *vb_session_touch_first(vb_session *session, size_t category);
static inline vb_standing *vb_session_touch(vb_session *session, size_t category)
{
    vb_standing *figure = &session->figures[category];
    return figure->touched ? figure : vb_session_touch_first(session, category);
}

/* Rule 6: the category is the strongest or has the score and the share for a code, and so have all above it; a code
 * unless one below it is. */
static inline bool vb_session_is_coded(const vb_session *session, size_t category)
{
    return session->figures[category].touched && session->figures[category].coded;
}

/* At a level that is asked for, its score reaches the threshold, or its strength what indicators need. */
static inline bool vb_session_reaches(const vb_session *session, size_t category)
{
    return session->figures[category].touched && session->figures[category].reaches;
}

/* The score that a category needs for a code, and the strength that it needs where indicators make it: at the top
 * more than the threshold and the indication if indicators speak for no code. */
uint64_t vb_session_needed_score(const vb_session *session, size_t category);
uint64_t vb_session_needed_strength(const vb_session *session, size_t category);

/* Its score is enough for a code. */
static inline bool vb_session_is_named(const vb_session *session, size_t category)
{
    return session->figures[category].touched && session->figures[category].named;
}

/* The clause of a token, turns counted.  Rises with the token. */
size_t vb_session_clause(const vb_session *session, size_t token);

/* Rule 5: true if what a match says is to be counted double: its clause has an emphasis in it, or comes after a turn
 * in the same sentence.  Both together double it once. */
bool vb_session_is_double(const vb_session *session, const vb_finding *finding);

/* Rule 5: true if the match's clause has an emphasis in it. */
bool vb_session_is_emphasised(const vb_session *session, const vb_finding *finding);

static inline const vb_term *vb_finding_term(const vb_session *session, const vb_finding *finding)
{
    return &session->lexicon->terms[finding->match.term];
}

#endif
