#include "agree/values.h"

#include "base/str.h"
#include "stats/set_distance.h"

#include <stdlib.h>

enum { SETS_MOST = 2000 }; /* different ones: a table of all distances is kept */

/* The codes of a set at the level at hand, rising. */
typedef struct {
    const size_t *codes;
    size_t n;
} code_set;

typedef struct {
    const vb_codings *codings;
    vb_arena *arena;
    vb_code_values *out;
    size_t *roll;   /* code -> its number among out->codes */
    code_set *sets; /* out->n_sets */
    vb_map known;   /* a set's bytes -> its number */
    size_t *scratch;
} maker;

/* A unit is an answer that two coders or more coded. */
static size_t count_coders(const vb_coded_answer *answer, size_t n_coders)
{
    size_t n = 0;
    for (size_t c = 0; c < n_coders; c++)
        n += answer->says[c].has_set || answer->says[c].primary != VB_CODE_MISSING;
    return n;
}

/* Mark the codes that the part's units have. */
static void mark_met(const maker *m, const vb_part *part, bool *met)
{
    const vb_codings *codings = m->codings;
    for (size_t a = 0; a < codings->n_answers; a++) {
        const vb_coded_answer *answer = &codings->answers[a];
        if (!vb_part_has(part, answer) || count_coders(answer, codings->n_coders) < 2)
            continue;
        for (size_t c = 0; c < codings->n_coders; c++) {
            const vb_coder_says *says = &answer->says[c];
            for (size_t i = 0; i < says->n_codes; i++)
                met[says->codes[i]] = true;
            if (says->primary < VB_CODE_NONE)
                met[says->primary] = true;
        }
    }
}

/* Roll up the codes that are met, and number them by their paths.  (Before that `a-b` stood between `a` and `a/c`.)
 */
static bool roll_up(maker *m, const vb_part *part, size_t level)
{
    const vb_codings *codings = m->codings;
    vb_code_values *out = m->out;
    bool *met = vb_arena_alloc(m->arena, (codings->n_codes + 1) * sizeof *met);
    m->roll = vb_arena_alloc(m->arena, (codings->n_codes + 1) * sizeof *m->roll);
    out->codes = vb_arena_alloc(m->arena, (codings->n_codes + 1) * sizeof *out->codes);
    if (met == NULL || m->roll == NULL || out->codes == NULL)
        return false;
    mark_met(m, part, met);
    for (size_t i = 0; i < codings->n_codes; i++) {
        vb_str path = vb_code_at_level(codings->codes[i], level);
        size_t k = out->n_codes;
        while (k > 0 && vb_str_compare(out->codes[k - 1], path) > 0)
            k--;
        if (!met[i] || (k > 0 && vb_str_equal(out->codes[k - 1], path)))
            continue;
        memmove(out->codes + k + 1, out->codes + k, (out->n_codes - k) * sizeof *out->codes);
        out->codes[k] = path;
        out->n_codes++;
    }
    for (size_t i = 0; i < codings->n_codes; i++)
        while (met[i] && !vb_str_equal(out->codes[m->roll[i]], vb_code_at_level(codings->codes[i], level)))
            m->roll[i]++;
    return true;
}

/* The set's number, new if it was not met. */
static bool number_set(maker *m, size_t n, uint32_t *number)
{
    vb_code_values *out = m->out;
    vb_str key = {(const char *)m->scratch, n * sizeof *m->scratch};
    size_t at = vb_map_find(&m->known, key);
    if (at == VB_MAP_NONE) {
        at = out->n_sets;
        vb_str kept = vb_arena_copy(m->arena, key);
        if (kept.ptr == NULL || at > SETS_MOST || !vb_map_set(&m->known, kept, at))
            return false;
        size_t *codes = vb_arena_alloc(m->arena, (n + 1) * sizeof *codes);
        if (codes == NULL)
            return false;
        memcpy(codes, m->scratch, n * sizeof *codes);
        m->sets[at] = (code_set){codes, n};
        out->n_sets++;
    }
    *number = (uint32_t)at;
    return true;
}

/* The set's codes at this level into m->scratch, rising, each once. */
static size_t roll_set(maker *m, const size_t *codes, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        size_t code = m->roll[codes[i]], k = kept;
        while (k > 0 && m->scratch[k - 1] > code)
            k--;
        if (k > 0 && m->scratch[k - 1] == code)
            continue;
        memmove(m->scratch + k + 1, m->scratch + k, (kept - k) * sizeof *m->scratch);
        m->scratch[k] = code;
        kept++;
    }
    return kept;
}

/* One coder's values of the unit. */
static bool set_values(maker *m, const vb_coder_says *says, vb_agree_on on, size_t place)
{
    vb_code_values *out = m->out;
    bool by_primary = on == VB_AGREE_PRIMARY;
    bool has_set = by_primary ? says->primary != VB_CODE_MISSING : says->has_set;
    size_t n_primary = says->primary < VB_CODE_NONE ? 1 : 0;
    out->sets[place] = VB_NO_VALUE;
    out->single[place] = says->primary == VB_CODE_MISSING ? VB_NO_VALUE
                         : says->primary == VB_CODE_NONE  ? (uint32_t)out->n_codes
                                                          : (uint32_t)m->roll[says->primary];
    if (has_set) {
        size_t n = roll_set(m, by_primary ? &says->primary : says->codes, by_primary ? n_primary : says->n_codes);
        if (!number_set(m, n, &out->sets[place]))
            return false;
        for (size_t i = 0; i < n; i++)
            out->has[place * out->n_codes + m->scratch[i]] = 1;
    }
    if (on == VB_AGREE_CODES)
        out->single[place] = out->sets[place];
    return true;
}

static bool set_distances(maker *m)
{
    vb_code_values *out = m->out;
    size_t n = out->n_sets;
    for (int kind = VB_DISTANCE_JACCARD; kind <= VB_DISTANCE_MASI; kind++) {
        double *distances = vb_arena_alloc(m->arena, (n * n + 1) * sizeof *distances);
        if (distances == NULL)
            return false;
        for (size_t a = 0; a < n; a++)
            for (size_t b = 0; b < n; b++)
                distances[a * n + b] = vb_set_distance((vb_distance)kind, m->sets[a].codes, m->sets[a].n,
                                                       m->sets[b].codes, m->sets[b].n);
        out->distances[kind] = distances;
    }
    return true;
}

vb_status vb_code_values_make(const vb_codings *codings, const vb_part *part, size_t level, vb_agree_on on,
                              vb_arena *arena, vb_code_values *values, vb_error *err)
{
    *values = (vb_code_values){.n_coders = codings->n_coders};
    maker m = {.codings = codings, .arena = arena, .out = values};
    if (!roll_up(&m, part, level))
        return vb_fail_memory(err);
    size_t places = codings->n_answers * codings->n_coders + 1;
    values->single = vb_arena_alloc(arena, places * sizeof *values->single);
    values->sets = vb_arena_alloc(arena, places * sizeof *values->sets);
    values->has = vb_arena_alloc(arena, places * (values->n_codes + 1));
    m.sets = vb_arena_alloc(arena, (SETS_MOST + 1) * sizeof *m.sets);
    m.scratch = vb_arena_alloc(arena, (codings->n_codes + 2) * sizeof *m.scratch);
    bool ok =
        values->single != NULL && values->sets != NULL && values->has != NULL && m.sets != NULL && m.scratch != NULL;
    for (size_t a = 0; ok && a < codings->n_answers; a++) {
        const vb_coded_answer *answer = &codings->answers[a];
        if (!vb_part_has(part, answer))
            continue;
        if (count_coders(answer, codings->n_coders) < 2) {
            values->left_out++;
            continue;
        }
        for (size_t c = 0; ok && c < codings->n_coders; c++)
            ok = set_values(&m, &answer->says[c], on, values->n_units * codings->n_coders + c);
        values->n_units++;
    }
    values->n_single = on == VB_AGREE_CODES ? values->n_sets : values->n_codes + 1;
    bool too_many = values->n_sets > SETS_MOST;
    ok = ok && !too_many && set_distances(&m);
    vb_map_release(&m.known);
    if (too_many)
        return vb_fail(err, VB_ERROR_INPUT,
                       "more than %d different sets of codes: is this a column of codes? (--on primary does without)",
                       (int)SETS_MOST);
    return ok ? VB_OK : vb_fail_memory(err);
}
