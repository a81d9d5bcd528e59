/* Whether the terms that a dictionary has come to are terms, under the settings of the lexicon that it is to be. */
#include "base/str.h"
#include "convert/dictionary.h"
#include "match/regex.h"
#include "text/fold.h"

#include <stdlib.h>

/* The settings, by the reader of lexicons itself. */
static bool read_settings(vb_dictionary *d, vb_settings *settings, vb_error *err)
{
    vb_buffer yaml = {0};
    vb_buffer_add_text(&yaml, "lexicon: x\ncategories: {x: {terms: [x]}}\nsettings:\n");
    for (size_t i = 0; i < d->n_settings; i++)
        vb_buffer_printf(&yaml, "  %s: \"%s\"\n", d->settings[i].key, d->settings[i].value);
    if (d->n_settings == 0)
        vb_buffer_add_text(&yaml, "  {}\n");
    vb_lexicon *lexicon = yaml.failed ? NULL : vb_lexicon_parse(vb_buffer_str(&yaml), "--set", NULL, 0, err);
    if (yaml.failed)
        (void)vb_fail_memory(err);
    if (lexicon != NULL)
        *settings = lexicon->settings;
    if (lexicon != NULL) /* the stemmer's name is the only string in them */
        settings->language = vb_dictionary_keep(d, vb_str_of(lexicon->settings.language)).ptr;
    vb_buffer_release(&yaml);
    vb_lexicon_free(lexicon);
    return lexicon != NULL;
}

static bool override_settings(vb_dictionary *d, const char *const *overrides, size_t n, vb_error *err)
{
    for (size_t i = 0; i < n; i++) {
        const char *equals = strchr(overrides[i], '=');
        if (equals == NULL || strpbrk(overrides[i], "\"\\\n") != NULL) {
            (void)vb_fail(err, VB_ERROR_USAGE, "`%.200s` sets nothing, write KEY=VALUE, as in stem=true",
                          overrides[i]);
            return false;
        }
        vb_str key = vb_dictionary_keep(d, vb_str_trim((vb_str){overrides[i], (size_t)(equals - overrides[i])}));
        vb_str value = vb_dictionary_keep(d, vb_str_trim(vb_str_of(equals + 1)));
        vb_dictionary_set(d, key.ptr, value.ptr);
    }
    return true;
}

/* The pattern of a term, or NULL with *err set. */
static const vb_pattern *parse(vb_str term, const vb_pattern_env *env, bool match_case, vb_error *err)
{
    const vb_pattern *pattern = vb_pattern_parse(term, env, err);
    if (pattern == NULL || pattern->kind != VB_PATTERN_REGEX)
        return pattern;
    vb_regex *regex = vb_regex_new(pattern->text, match_case, err);
    bool fine = regex != NULL && !vb_regex_matches_nothing(regex);
    if (regex != NULL && !fine)
        (void)vb_fail(err, VB_ERROR_LEXICON, "it matches the empty text");
    vb_regex_free(regex);
    return fine ? pattern : NULL;
}

static bool parse_all(const vb_str *terms, size_t n, const vb_pattern_env *env, vb_error *err)
{
    for (size_t i = 0; i < n; i++)
        if (parse(terms[i], env, false, err) == NULL)
            return false;
    return true;
}

/* Whether the category has the same already. */
static bool is_repeated(vb_dictionary *d, const vb_dictionary_entry *entry, vb_map *seen)
{
    vb_buffer key = {0};
    vb_buffer_printf(&key, "%zu:%d:", entry->category, entry->match_case);
    if (entry->match_case)
        vb_buffer_add_str(&key, entry->term);
    else if (!vb_fold(entry->term, VB_FOLD_CASE, &key))
        key.failed = true;
    for (size_t i = 0; i < entry->n_with + entry->n_unless; i++) {
        vb_buffer_add_char(&key, i < entry->n_with ? '+' : '-');
        vb_buffer_add_str(&key, i < entry->n_with ? entry->with[i] : entry->unless[i - entry->n_with]);
    }
    bool repeated = !key.failed && vb_map_find(seen, vb_buffer_str(&key)) != VB_MAP_NONE;
    if (key.failed || (!repeated && !vb_map_set(seen, vb_dictionary_keep(d, vb_buffer_str(&key)), 0)))
        d->failed = true;
    vb_buffer_release(&key);
    return repeated;
}

/* Whether each word of the entry is one slot of its pattern. */
static bool is_word_for_word(const vb_dictionary_entry *entry)
{
    size_t words = 0;
    for (size_t i = 0; i < entry->source.len; i++) {
        char c = entry->source.ptr[i];
        char before = i == 0 ? ' ' : entry->source.ptr[i - 1];
        words += !(c == ' ' || (c >= '\t' && c <= '\r')) && (before == ' ' || (before >= '\t' && before <= '\r'));
    }
    return words == (entry->pattern->kind == VB_PATTERN_SEQUENCE ? entry->pattern->n : 1);
}

bool vb_dictionary_check(vb_dictionary *d, const char *const *overrides, size_t n_overrides, vb_error *err)
{
    vb_settings settings = {0};
    if (!override_settings(d, overrides, n_overrides, err) || !read_settings(d, &settings, err))
        return false;
    vb_map none = {0}, seen = {0};
    vb_break_rules breaks = {settings.breaks, &none};
    vb_pattern_env env = {.arena = &d->arena, .gap = settings.gap, .tokens = settings.tokens, .breaks = &breaks};
    size_t kept = 0;
    for (size_t i = 0; i < d->n_entries && !d->failed; i++) {
        vb_dictionary_entry *entry = &d->entries[i];
        vb_error fault = {0};
        entry->pattern = parse(entry->term, &env, entry->match_case, &fault);
        bool fine = entry->pattern != NULL && parse_all(entry->with, entry->n_with, &env, &fault) &&
                    parse_all(entry->unless, entry->n_unless, &env, &fault);
        d->failed = d->failed || fault.code == VB_ERROR_MEMORY;
        if (!fine)
            vb_dictionary_lose(d, VB_LEFT_OUT, entry->spot, "`%.*s` is no term: %s", VB_ARG(entry->source),
                               fault.text);
        else if (d->one_word_one_token && !is_word_for_word(entry))
            vb_dictionary_lose(
                d, VB_LEFT_OUT, entry->spot,
                "`%.*s` has a punctuation mark in a word, where it is a word of its own: it is never found",
                VB_ARG(entry->source));
        else if (is_repeated(d, entry, &seen))
            vb_dictionary_lose(d, VB_NOTED, entry->spot, "`%.*s` is there already, written once",
                               VB_ARG(entry->source));
        else
            d->entries[kept++] = *entry;
    }
    d->n_entries = kept;
    vb_map_release(&none);
    vb_map_release(&seen);
    return true;
}
