#include "suggest/phrases.h"

#include "base/grow.h"
#include "base/str.h"

#include <stdlib.h>

/* Words that say nothing of a topic by themselves. */
static const char function_words[] = " a about after again all also am an and any are aren't as at be because been "
                                     "before being both but by can can't cannot "
                                     "could did didn't do does doesn't doing don't down each few for from get "
                                     "getting go going got had has have having he her "
                                     "here him his how i i'd i'll i'm i've if in into is isn't it it's its just like "
                                     "me more most much my no not now of off on "
                                     "one only or other our out over own really same she should so some such than "
                                     "that that's the their them then there these "
                                     "they they're this those through to too under up us very was wasn't we we're "
                                     "we've were what when where which while who "
                                     "why will with won't would you your yes ";

static bool is_function_word(vb_str word)
{
    char key[24];
    if (word.len > 12)
        return false;
    (void)snprintf(key, sizeof key, " %.*s ", (int)word.len, word.ptr);
    return strstr(function_words, key) != NULL;
}

static bool is_word(vb_str form)
{
    for (size_t i = 0; i < form.len; i++)
        if (form.ptr[i] >= '0' && form.ptr[i] <= '9')
            return false;
    return form.len > 1 && !is_function_word(form);
}

static bool add(vb_suggest_phrases *p, size_t n_words, uint32_t answer)
{
    vb_str key = vb_buffer_str(&p->stems), form = vb_buffer_str(&p->form);
    size_t at = vb_map_find(&p->by_stems, key);
    if (at == VB_MAP_NONE) {
        vb_str kept = vb_arena_copy(&p->arena, key);
        at = p->n;
        if (kept.ptr == NULL || !VB_PUSH_ROOM(p->items, p->n, p->cap) || !vb_map_set(&p->by_stems, kept, at))
            return false;
        p->items[p->n++] = (vb_suggest_phrase){.n_words = n_words};
    }
    vb_suggest_phrase *phrase = &p->items[at];
    size_t f = 0;
    while (f < phrase->n_forms && !vb_str_equal(phrase->forms[f], form))
        f++;
    if (f == phrase->n_forms && f < VB_PHRASE_MOST_FORMS) {
        phrase->forms[f] = vb_arena_copy(&p->arena, form);
        if (phrase->forms[f].ptr == NULL)
            return false;
        phrase->n_forms++;
    }
    if (f < VB_PHRASE_MOST_FORMS)
        phrase->times[f]++;
    if (phrase->n > 0 && phrase->answers[phrase->n - 1] == answer)
        return true;
    if (!VB_PUSH_ROOM(phrase->answers, phrase->n, phrase->cap))
        return false;
    phrase->answers[phrase->n++] = answer;
    return true;
}

bool vb_phrases_add(vb_suggest_phrases *p, vb_session *session, uint32_t answer)
{
    vb_matcher *m = &session->matcher;
    for (size_t t = 0; t < m->tokens.n; t++) {
        vb_buffer_clear(&p->stems);
        vb_buffer_clear(&p->form);
        bool first_is_word = false;
        for (size_t n = 1; n <= VB_PHRASE_MOST_WORDS && t + n <= m->tokens.n; n++) {
            const vb_token *token = &m->tokens.items[t + n - 1];
            vb_str word = vb_matcher_text(m, t + n - 1, t + n - 1);
            vb_keys keys;
            if (token->clause != m->tokens.items[t].clause || token->sentence != m->tokens.items[t].sentence ||
                word.len > VB_PATTERN_LONGEST_WORD)
                break;
            if (!vb_keys_make(&m->vocabulary.tester.keys, 0, word, &keys))
                return false;
            if (keys.n_forms == 0 || keys.n_stems == 0)
                break;
            vb_buffer_add_text(&p->stems, n > 1 ? " " : "");
            vb_buffer_add_str(&p->stems, keys.stems[0]);
            vb_buffer_add_text(&p->form, n > 1 ? " " : "");
            vb_buffer_add_str(&p->form, keys.forms[0]);
            bool word_here = is_word(keys.forms[0]);
            if (n == 1)
                first_is_word = word_here;
            if (!first_is_word)
                break;
            if (word_here && !add(p, n, answer))
                return false;
        }
        if (p->stems.failed || p->form.failed)
            return false;
    }
    return true;
}

bool vb_phrases_word(const vb_suggest_phrases *p, vb_session *session, size_t token, size_t *phrase)
{
    vb_matcher *m = &session->matcher;
    vb_str word = vb_matcher_text(m, token, token);
    vb_keys keys = {0};
    *phrase = VB_MAP_NONE;
    if (word.len > VB_PATTERN_LONGEST_WORD)
        return true;
    if (!vb_keys_make(&m->vocabulary.tester.keys, 0, word, &keys))
        return false;
    if (keys.n_stems > 0)
        *phrase = vb_map_find(&p->by_stems, keys.stems[0]);
    return true;
}

void vb_phrases_release(vb_suggest_phrases *p)
{
    for (size_t i = 0; i < p->n; i++)
        free(p->items[i].answers);
    free(p->items);
    vb_map_release(&p->by_stems);
    vb_arena_release(&p->arena);
    vb_buffer_release(&p->stems);
    vb_buffer_release(&p->form);
    *p = (vb_suggest_phrases){0};
}

vb_str vb_phrase_form(const vb_suggest_phrase *phrase)
{
    size_t best = 0;
    for (size_t i = 1; i < phrase->n_forms; i++)
        if (phrase->times[i] > phrase->times[best])
            best = i;
    return phrase->forms[best];
}
