/* Counts of coded answers: group × pattern, where a pattern is the primary and the set of codes (or the reason
 * there is none).  That is enough for every table, test and bootstrap.  Adding two tallies gives the tally of both
 * inputs, in any order. */
#ifndef VB_TALLY_TALLY_H
#define VB_TALLY_TALLY_H

#include "base/arena.h"
#include "base/hash.h"

/* What is counted of one answer.  Categories are indexes into the lexicon's. */
typedef struct {
    vb_reason reason;    /* VB_CODED or why not */
    size_t primary;      /* deepest category; SIZE_MAX when uncoded */
    const size_t *codes; /* deepest categories, rising index */
    size_t n_codes;
    bool indicated; /* coded, and its primary by indicators alone */
} vb_tally_answer;

/* What is counted of a coding; its codes go to `codes`, which has room for them. */
vb_tally_answer vb_tally_answer_of(const vb_coding *coding, size_t *codes);

/* The answer with other numbers for categories, in `codes`, which has room for as many: to[c] is that of c, or
 * VB_NO_CATEGORY: it is none.  One that has no category left was recognised by nobody (VB_REASON_NO_MATCH).  The
 * first category becomes the primary where that was none. */
vb_tally_answer vb_tally_recode(const vb_tally_answer *answer, const size_t *to, size_t *codes);

typedef struct vb_tally vb_tally;

/* A tally of `n_breakdowns` groupings of the same answers; with 0 only all answers together.  NULL when memory is
 * out. */
vb_tally *vb_tally_new(size_t n_breakdowns);
void vb_tally_free(vb_tally *tally);

/* Count one answer.  `groups[b]` is its group in breakdown b; an empty string: it has none ("blank").
 * `ranks[b]` orders groups in tables: smaller first, then larger groups first, then by name; NULL: all 0, and a
 * group given several ranks has the smallest.  Allocates only for a group, a pattern or a pair of them that is new.
 * False when memory is out; the tally is then incomplete. */
bool vb_tally_add(vb_tally *tally, const vb_str *groups, const uint32_t *ranks, const vb_tally_answer *answer);

/* Count `n` answers in a group of a breakdown alone, where vb_tally_add() has counted them in another: its groups
 * then overlap.  Or in a tally that is put together from its counts: then also in all together, breakdown SIZE_MAX,
 * which has no groups.  False when memory is out; the tally is then incomplete. */
bool vb_tally_add_group(vb_tally *tally, size_t breakdown, vb_str group, uint32_t rank, const vb_tally_answer *answer,
                        uint64_t n);

/* Add `other`'s counts.  Both have the same breakdowns.  False when memory is out; the tally is then incomplete. */
bool vb_tally_merge(vb_tally *tally, const vb_tally *other);

/* The same of its answers recoded, see vb_tally_recode(). */
bool vb_tally_merge_recoded(vb_tally *tally, const vb_tally *other, const size_t *to);

/* Reading it. */
typedef struct {
    vb_str name; /* empty: blank */
    uint32_t rank;
    uint64_t rows;
} vb_tally_group;

typedef struct {
    vb_tally_answer answer;
    uint64_t n; /* answers with this pattern */
} vb_tally_pattern;

/* The groups of a breakdown, sorted as tables show them: by rank, then rows falling, then name; blank last.  None
 * if there is no such breakdown.  Valid until the tally changes.
 * Reading sorts in place: it cannot fail, but two threads may not read one tally at the same time. */
const vb_tally_group *vb_tally_groups(const vb_tally *tally, size_t breakdown, size_t *n);

/* Call `each` for every pattern of a group of a breakdown (`group` as vb_tally_groups() numbers them; SIZE_MAX:
 * all answers), in an order that does not depend on the order of the input. */
void vb_tally_patterns(const vb_tally *tally, size_t breakdown, size_t group,
                       void (*each)(void *context, const vb_tally_pattern *pattern), void *context);

#endif
