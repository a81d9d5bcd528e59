#include "match/bounds.h"

#include <string.h>

bool vb_bounds_is_joiner(const vb_matcher *m, size_t token)
{
    const vb_word *word = m->words[token];
    if (word == NULL || !vb_mask_meets(&word->mask, &m->coder->joiner_mask))
        return false;
    for (size_t i = 0; i < m->coder->joiners.n; i++)
        if (vb_word_fills(word, m->coder->joiners.items[i]))
            return true;
    return false;
}

/* True if an item ends between token and the one after it. */
static bool is_parted(const vb_matcher *m, size_t token)
{
    const vb_token *before = &m->tokens.items[token], *after = before + 1;
    if (before->clause != after->clause)
        return true;
    static const char bullet[] = "\u2022", middle_dot[] = "\u00B7";
    const char *p = m->answer.ptr + before->end;
    size_t len = after->beg - before->end;
    if (len == 1 && *p == ' ') /* nine of ten */
        return false;
    for (size_t i = 0; i < len; i++)
        if (memchr("/&+|*>=", p[i], 7) != NULL)
            return true;
    return memmem(p, len, bullet, sizeof bullet - 1) != NULL ||
           memmem(p, len, middle_dot, sizeof middle_dot - 1) != NULL;
}

static bool is_alone(const vb_matcher *m, const vb_token_set *set)
{
    bool left = set->first == 0 || is_parted(m, set->first - 1) || vb_bounds_is_joiner(m, set->first - 1);
    bool right = set->last + 1 == m->tokens.n || is_parted(m, set->last) || vb_bounds_is_joiner(m, set->last + 1);
    return left && right;
}

void vb_bounds_keep(vb_matcher *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n_matches; i++) {
        if (m->matches[i].alone && !is_alone(m, &m->matches[i].tokens))
            continue;
        if (kept != i)
            m->matches[kept] = m->matches[i];
        kept++;
    }
    m->n_matches = kept;
}
