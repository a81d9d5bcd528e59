/* What a change of a lexicon must meet. */
#ifndef VB_DIFF_POLICY_H
#define VB_DIFF_POLICY_H

#include "diff/edits.h"
#include "diff/measures.h"

typedef enum {
    VB_POLICY_GATE_MIN_KAPPA,        /* the new κ is not below this */
    VB_POLICY_GATE_MAX_KAPPA_DROP,   /* nor is it lower than the old one by more than this */
    VB_POLICY_GATE_MAX_CODE_CHANGE,  /* no code loses more than this percentage of the answers that have it */
    VB_POLICY_GATE_TESTS,            /* every test of the new lexicon passes */
    VB_POLICY_GATE_MAX_WITHOUT_TEST, /* no more answers than this change without a test that is new for their edit */
} vb_policy_gate_kind;

#define VB_POLICY_GATES 5

typedef struct {
    bool asked[VB_POLICY_GATES];
    double limit[VB_POLICY_GATES];
} vb_policy;

/* Read a policy: "key=value,..." or a file of YAML, `key: value` a line.  VB_ERROR_USAGE or VB_ERROR_LEXICON with the
 * place: what is no gate, or no value of one. */
vb_status vb_policy_read(const char *policy, vb_policy *out, vb_error *err);

const char *vb_policy_gate_name(vb_policy_gate_kind gate); /* "min-kappa" */

typedef struct {
    vb_policy_gate_kind kind;
    bool passed;
    vb_str text; /* "0.812, at least 0.8 asked for" */
} vb_policy_gate;

struct vb_policy_gates {
    vb_policy_gate items[VB_POLICY_GATES];
    size_t n;
    bool passed; /* all of them */
};
typedef struct vb_policy_gates vb_policy_gates;

/* Try the gates that are asked for.  `figures` may be NULL where no gate needs them.  All texts are `arena`'s.  NULL
 * with *err set. */
const vb_policy_gates *vb_policy_apply(const vb_policy *policy, const vb_changes *changes, const vb_edits *edits,
                                const vb_measures *figures, const vb_coder *before, const vb_coder *after,
                                vb_arena *arena, vb_error *err);

#endif
