#include "lexicon/pattern_words.h"

#include "base/grow.h"
#include "base/str.h"
#include "lexicon/pattern_build.h"
#include "text/utf8.h"

#include <stdlib.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* True if there is room for `more` bytes. */
static bool make_room(vb_pattern_run *run, size_t more)
{
    bool has = more <= run->cap - run->n && more <= run->text.cap - run->text.len;
    return has || (vb_grow(&run->places, &run->cap, run->n + more, sizeof *run->places) &&
                   vb_buffer_reserve(&run->text, more));
}

bool vb_pattern_run_add(vb_pattern_run *run, vb_str bytes, vb_pattern_place place)
{
    if (!make_room(run, bytes.len))
        return false;
    run->marks = run->marks || place.wild != 0;
    for (size_t i = 0; i < bytes.len; i++) {
        run->marks = run->marks || (!is_letter(bytes.ptr[i]) && bytes.ptr[i] != ' ');
        run->places[run->n++] = place;
        run->text.ptr[run->text.len++] = bytes.ptr[i];
    }
    return true;
}

bool vb_pattern_run_add_letters(vb_pattern_run *run, vb_str letters, vb_pattern_place place)
{
    if (!make_room(run, letters.len))
        return false;
    vb_pattern_place *to = run->places + run->n;
    for (size_t i = 0; i < letters.len; i++, place.column++)
        to[i] = place;
    memcpy(run->text.ptr + run->text.len, letters.ptr, letters.len);
    run->n += letters.len;
    run->text.len += letters.len;
    return true;
}

void vb_pattern_run_clear(vb_pattern_run *run)
{
    vb_buffer_clear(&run->text);
    run->n = 0;
    run->from = 0;
    run->marks = false;
}

void vb_pattern_run_release(vb_pattern_run *run)
{
    vb_buffer_release(&run->text);
    vb_buffer_release(&run->word);
    vb_tokens_release(&run->tokens);
    free(run->places);
    *run = (vb_pattern_run){0};
}

/* What the functions below share while they turn one run into nodes. */
typedef struct {
    vb_pattern_run *run;
    const vb_pattern_env *env;
    const vb_token *tokens; /* offsets count from run->from */
    size_t n;
    vb_error *err;
} words;

static const vb_pattern_place *place_of(const words *w, size_t offset)
{
    return &w->run->places[w->run->from + offset];
}

static bool is_wild(const words *w, const vb_token *token)
{
    for (size_t i = token->beg; i < token->end; i++)
        if (place_of(w, i)->wild != 0)
            return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char byte_of(const words *w, size_t offset)
{
    return w->run->text.ptr[w->run->from + offset];
}

/* True if only a hyphen (U+002D, U+2010, U+2011) stands between two tokens. */
static bool hyphen_between(const words *w, const vb_token *a, const vb_token *b)
{
    vb_str between = vb_str_cut(vb_buffer_str(&w->run->text), w->run->from + a->end, w->run->from + b->beg);
    if (between.len > 0 && place_of(w, a->end)->wild != 0)
        return false;
    return vb_str_equal(between, VB_LITERAL("-")) || vb_str_equal(between, VB_LITERAL("\xE2\x80\x90")) ||
           vb_str_equal(between, VB_LITERAL("\xE2\x80\x91"));
}

/* Add a token to w->run->word as a word or, with quotes and wildcards, as part of a glob. */
static void add_token(words *w, const vb_token *token, bool glob)
{
    for (size_t i = token->beg; i < token->end; i++) {
        char c = byte_of(w, i);
        char wild = place_of(w, i)->wild;
        if (wild == 0 && glob && (c == '*' || c == '?' || c == '\\'))
            vb_buffer_add_char(&w->run->word, '\\');
        vb_buffer_add_char(&w->run->word, wild != 0 ? wild : c);
    }
}

/* A word, which is one node wherever it stands. */
static const vb_pattern *shared_word(words *w, vb_str text, size_t column)
{
    vb_map *known = &w->env->cache->words;
    size_t address = vb_map_find(known, text);
    if (address != VB_MAP_NONE)
        return (const vb_pattern *)(uintptr_t)address;
    vb_pattern leaf = {.kind = VB_PATTERN_WORD, .text = text};
    const vb_pattern *word = vb_pattern_leaf(w->env->arena, leaf, column, w->err);
    if (word != NULL && !vb_map_set(known, word->text, (size_t)(uintptr_t)word)) {
        (void)vb_fail_memory(w->err);
        return NULL;
    }
    return word;
}

/* The tokens [beg, end) written together as one word or glob. */
static const vb_pattern *one_word(words *w, size_t beg, size_t end, bool joined)
{
    bool glob = false;
    vb_str text = vb_str_cut(vb_buffer_str(&w->run->text), w->run->from + w->tokens[beg].beg,
                             w->run->from + w->tokens[beg].end);
    if (w->run->marks) { /* there may be more to it than its letters */
        for (size_t i = beg; i < end; i++)
            glob = glob || is_wild(w, &w->tokens[i]);
        vb_buffer_clear(&w->run->word);
        for (size_t i = beg; i < end; i++)
            add_token(w, &w->tokens[i], glob);
        text = vb_buffer_str(&w->run->word);
    }
    const vb_pattern_place *place = place_of(w, w->tokens[beg].beg);
    if (w->run->word.failed) {
        (void)vb_fail_memory(w->err);
        return NULL;
    }
    if (text.len > VB_PATTERN_LONGEST_WORD) {
        (void)vb_fail_at(w->err, VB_ERROR_LEXICON, NULL, 0, place->column,
                         "a word of %zu bytes is too long, a word has at most %d", text.len, VB_PATTERN_LONGEST_WORD);
        return NULL;
    }
    if (!glob && !place->exact && !joined && w->env->cache != NULL)
        return shared_word(w, text, place->column);
    vb_pattern leaf = {.kind = glob ? VB_PATTERN_GLOB : VB_PATTERN_WORD,
                       .exact = !glob && place->exact,
                       .joined = joined,
                       .text = text};
    return vb_pattern_leaf(w->env->arena, leaf, place->column, w->err);
}

/* A glob that is nothing but one wildcard is taken for a slip, unless a hyphen holds it. */
static bool check_glob(const words *w, const vb_token *token)
{
    char wild = '?';
    for (size_t i = token->beg; i < token->end; i++) {
        if (place_of(w, i)->wild == 0)
            return true;
        if (place_of(w, i)->wild == '*')
            wild = '*';
    }
    if (wild == '?' && token->end - token->beg > 1)
        return true; /* `??`: a word of two characters */
    const char *fault = wild == '*' ? "`*` alone fits every word, write `_` for any one word"
                                    : "stray `?`, put it right behind a parenthesis or write `\\?`";
    (void)vb_fail_at(w->err, VB_ERROR_LEXICON, NULL, 0, place_of(w, token->beg)->column, "%s", fault);
    return false;
}

static bool push(words *w, vb_pattern_list *out, const vb_pattern *node)
{
    if (node == NULL)
        return false;
    if (!VB_PUSH_ROOM(out->items, out->n, out->cap)) {
        (void)vb_fail_memory(w->err);
        return false;
    }
    out->items[out->n++] = node;
    return true;
}

/* The tokens [beg, end), hyphens between them: apart (beside a glob joined) or closed.  Between two digits nothing
 * closes: `1-1` must not find 11. */
static bool push_hyphenated(words *w, size_t beg, size_t end, vb_pattern_list *out)
{
    size_t base = out->n;
    bool closes = true;
    for (size_t i = beg; i < end; i++) {
        const vb_token *token = &w->tokens[i];
        bool joined = i > beg && (is_wild(w, token) || is_wild(w, token - 1));
        if (i > beg && is_digit(byte_of(w, token[-1].end - 1)) && is_digit(byte_of(w, token->beg)))
            closes = false;
        if (!push(w, out, one_word(w, i, i + 1, joined)))
            return false;
    }
    if (!closes)
        return true;
    size_t column = place_of(w, w->tokens[beg].beg)->column;
    const vb_pattern *ways[2];
    ways[0] = vb_pattern_sequence(w->env->arena, out->items + base, out->n - base, column, w->err);
    ways[1] = ways[0] == NULL ? NULL : one_word(w, beg, end, false);
    if (ways[1] == NULL)
        return false;
    out->n = base;
    return push(w, out, vb_pattern_choice(w->env->arena, ways, 2, false, column, w->err));
}

/* Words of letters with blanks between. */
static bool cut_letters(vb_str text, vb_token_list *tokens)
{
    tokens->n = 0;
    for (size_t beg = 0, end; beg < text.len; beg = end) {
        end = beg + 1;
        if (text.ptr[beg] == ' ')
            continue;
        while (end < text.len && text.ptr[end] != ' ')
            end++;
        if (!VB_PUSH_ROOM(tokens->items, tokens->n, tokens->cap))
            return false;
        tokens->items[tokens->n++] = (vb_token){.beg = beg, .end = end};
    }
    return true;
}

bool vb_pattern_run_words(vb_pattern_run *run, const vb_pattern_env *env, vb_pattern_list *out, vb_error *err)
{
    vb_str text = vb_str_cut(vb_buffer_str(&run->text), run->from, run->text.len);
    if (text.len == 0)
        return true;
    words w = {.run = run, .env = env, .err = err};
    bool fine = run->marks ? vb_tokens_split(text, env->tokens, &run->tokens) : cut_letters(text, &run->tokens);
    if (!fine)
        (void)vb_fail_memory(err);
    w.tokens = run->tokens.items;
    w.n = run->tokens.n;
    for (size_t i = 0, end; fine && i < w.n; i = end) {
        end = i + 1;
        while (run->marks && end < w.n && hyphen_between(&w, &w.tokens[end - 1], &w.tokens[end]))
            end++;
        if (end > i + 1)
            fine = push_hyphenated(&w, i, end, out);
        else
            fine = (!run->marks || check_glob(&w, &w.tokens[i])) && push(&w, out, one_word(&w, i, end, false));
    }
    run->from = run->text.len;
    return fine;
}

/* The first character between two tokens that is not a blank. */
static size_t mark_between(vb_str text, size_t beg, size_t end)
{
    while (beg < end && (text.ptr[beg] == ' ' || (text.ptr[beg] >= '\t' && text.ptr[beg] <= '\r')))
        beg++;
    return beg;
}

bool vb_pattern_run_end(vb_pattern_run *run, const vb_pattern_env *env, vb_error *err)
{
    vb_str text = vb_buffer_str(&run->text);
    vb_token_list tokens = {0};
    bool fine = true;
    if (!run->marks || env->breaks == NULL || env->breaks->mode == VB_BREAKS_NONE || env->tokens != VB_TOKENS_WORDS)
        goto done;
    if (!vb_tokens_split(text, env->tokens, &tokens) || !vb_breaks_find(text, env->breaks, &tokens)) {
        (void)vb_fail_memory(err);
        fine = false;
        goto done;
    }
    for (size_t i = 1; i < tokens.n; i++) {
        if (tokens.items[i].clause == tokens.items[i - 1].clause)
            continue;
        size_t mark = mark_between(text, tokens.items[i - 1].end, tokens.items[i].beg);
        uint32_t cp;
        size_t len = vb_utf8_decode(text.ptr + mark, text.ptr + text.len, &cp);
        (void)vb_fail_at(
            err, VB_ERROR_LEXICON, NULL, 0, run->places[mark].column,
            "`%.*s` ends a clause, so the words beside it are never neighbours, write `...0` or `...` in its place",
            (int)len, text.ptr + mark);
        fine = false;
        break;
    }
done:
    vb_tokens_release(&tokens);
    vb_pattern_run_clear(run);
    return fine;
}
