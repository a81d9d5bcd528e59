/* The settings of a lexicon, and --set, which overrides them. */
#include "lexicon/nearest.h"
#include "lexicon/reader.h"
#include "text/stem.h"
#include "text/word_list.h"

enum {
    LANGUAGE,
    DIACRITICS,
    STEM,
    OVERLAP,
    BREAKS,
    GAP,
    THRESHOLD,
    SHARE,
    INDICATION,
    SPELLING,
    TOKENS,
    COUNT,
    N_KEYS
};

static const char *const keys[N_KEYS] = {
    [LANGUAGE] = "language",   [DIACRITICS] = "diacritics", [STEM] = "stem",
    [OVERLAP] = "overlap",     [BREAKS] = "breaks",         [GAP] = "gap",
    [THRESHOLD] = "threshold", [SHARE] = "share",           [INDICATION] = "indication",
    [SPELLING] = "spelling",   [TOKENS] = "tokens",         [COUNT] = "count",
};

/* Which of the `n` names `value` is, in *index; the message lists them. */
static bool choose(vb_str key, vb_str value, const char *const *names, size_t n, size_t *index, vb_error *err)
{
    vb_buffer list = {0};
    for (*index = 0; *index < n; ++*index) {
        if (vb_str_equal(value, vb_str_of(names[*index])))
            return true;
    }
    for (size_t i = 0; i < n; i++)
        vb_buffer_printf(&list, "%s%s", i == 0 ? "" : i + 1 == n ? " or " : ", ", names[i]);
    vb_str text = vb_buffer_str(&list);
    (void)vb_fail(err, VB_ERROR_LEXICON, "`%.*s` cannot be `%.*s`, write %.*s", VB_ARG(key), VB_ARG(value),
                  VB_ARG(text));
    vb_buffer_release(&list);
    return false;
}

static bool set_language(vb_settings *s, vb_arena *arena, vb_str value, vb_error *err)
{
    vb_str language = vb_arena_copy(arena, value);
    if (language.ptr == NULL) {
        (void)vb_fail_memory(err);
        return false;
    }
    s->language = language.ptr;
    if (vb_stemmer_knows(language.ptr))
        return true;
    vb_stemmer *none = vb_stemmer_new(language.ptr, err); /* it says which languages there are */
    vb_stemmer_free(none);
    return false;
}

static bool set_number(vb_str key, vb_str value, uint32_t most, size_t *out, vb_error *err)
{
    uint32_t thousandths;
    if (vb_reader_thousandths(value, most, &thousandths) && memchr(value.ptr, '.', value.len) == NULL) {
        *out = thousandths / 1000;
        return true;
    }
    (void)vb_fail(err, VB_ERROR_LEXICON, "`%.*s` cannot be `%.*s`, write a whole number from 0 to %u", VB_ARG(key),
                  VB_ARG(value), (unsigned)most);
    return false;
}

static bool set_threshold(vb_settings *s, vb_str value, vb_error *err)
{
    if (vb_reader_thousandths(value, 1000, &s->threshold) && s->threshold > 0)
        return true;
    (void)vb_fail(err, VB_ERROR_LEXICON,
                  "`threshold` cannot be `%.*s`, write a number from 0.001 to 1000 with at most three decimals",
                  VB_ARG(value));
    return false;
}

static bool set_share(vb_settings *s, vb_str value, vb_error *err)
{
    if (vb_reader_thousandths(value, 1, &s->share))
        return true;
    (void)vb_fail(err, VB_ERROR_LEXICON,
                  "`share` cannot be `%.*s`, write a number from 0 to 1 with at most three decimals", VB_ARG(value));
    return false;
}

static bool set_indication(vb_settings *s, vb_str value, vb_error *err)
{
    if (vb_reader_thousandths(value, 1000, &s->indication))
        return true;
    (void)vb_fail(err, VB_ERROR_LEXICON,
                  "`indication` cannot be `%.*s`, write a number from 0 to 1000 with at most three decimals",
                  VB_ARG(value));
    return false;
}

/* Which setting `key` is, or N_KEYS with *err set. */
static size_t find_key(vb_str key, vb_error *err)
{
    for (size_t k = 0; k < N_KEYS; k++)
        if (vb_str_equal(key, vb_str_of(keys[k])))
            return k;
    vb_nearest nearest = vb_nearest_to(key);
    vb_buffer list = {0};
    for (size_t k = 0; k < N_KEYS; k++) {
        vb_nearest_try(&nearest, vb_str_of(keys[k]));
        vb_buffer_printf(&list, "%s%s", k > 0 ? ", " : "", keys[k]);
    }
    vb_str names = vb_buffer_str(&list);
    (void)vb_fail(err, VB_ERROR_LEXICON, "unknown setting `%.*s`%s, settings are %.*s", VB_ARG(key),
                  vb_nearest_hint(&nearest), VB_ARG(names));
    vb_buffer_release(&list);
    return N_KEYS;
}

/* Set the setting keys[k].  False with *err set, but for its place. */
static bool set(vb_settings *s, vb_arena *arena, size_t k, vb_str value, vb_error *err)
{
    static const char *const diacritics[] = {"fold", "keep"};
    static const char *const truth[] = {"false", "true"};
    static const char *const overlap[] = {"longest", "key", "all"}; /* vb_overlap */
    static const char *const breaks[] = {"sentence", "none"};
    static const char *const tokens[] = {"words", "quanteda"}; /* vb_token_mode */
    static const char *const count[] = {"clauses", "matches"};
    vb_str key = vb_str_of(keys[k]);
    size_t i = 0;
    bool fine = false;
    switch (k) {
    case LANGUAGE:
        return set_language(s, arena, value, err);
    case DIACRITICS:
        fine = choose(key, value, diacritics, 2, &i, err);
        s->fold_diacritics = i == 0;
        return fine;
    case STEM:
        fine = choose(key, value, truth, 2, &i, err);
        s->stem = i == 1;
        return fine;
    case OVERLAP:
        fine = choose(key, value, overlap, 3, &i, err);
        s->overlap = (vb_overlap)i;
        return fine;
    case BREAKS:
        fine = choose(key, value, breaks, 2, &i, err);
        s->breaks = i == 0 ? VB_BREAKS_SENTENCE : VB_BREAKS_NONE;
        return fine;
    case GAP:
        return set_number(key, value, VB_PATTERN_MOST_GAP, &s->gap, err);
    case THRESHOLD:
        return set_threshold(s, value, err);
    case SHARE:
        return set_share(s, value, err);
    case INDICATION:
        return set_indication(s, value, err);
    case SPELLING:
        fine = set_number(key, value, 2, &i, err);
        s->spelling = (unsigned)i;
        return fine;
    case TOKENS:
        fine = choose(key, value, tokens, 2, &i, err);
        s->tokens = (vb_token_mode)i;
        return fine;
    default: /* COUNT */
        fine = choose(key, value, count, 2, &i, err);
        s->count_matches = i == 1;
        return fine;
    }
}

/* False with *err set, but for its place, if words are to be corrected in a language without a list of its words. */
static bool check_spelling(const vb_settings *s, vb_error *err)
{
    if (s->spelling == 0 || vb_word_list_of(s->language) != NULL)
        return true;
    vb_buffer list = {0};
    for (const vb_word_list *known = vb_word_lists; known->language != NULL; known++)
        vb_buffer_printf(&list, "%s%s", known == vb_word_lists ? "" : " and ", known->language);
    vb_str names = vb_buffer_str(&list);
    (void)vb_fail(err, VB_ERROR_LEXICON, "`spelling` needs a list of words, which there is for %.*s: write 0 for %s",
                  VB_ARG(names), s->language);
    vb_buffer_release(&list);
    return false;
}

static bool read_setting(vb_reader *r, size_t part, const vb_yaml *key, const vb_yaml *node)
{
    vb_str value;
    vb_error fault = {0};
    size_t k = find_key(key->text, &fault);
    if (k == N_KEYS) {
        r->rule = "unknown-key";
        return vb_reader_fault(r, part, key, "%s", fault.text);
    }
    if (!vb_reader_text(r, part, node, "the setting", &value))
        return false;
    if (set(&r->parts[part].settings, r->arena, k, value, &fault))
        return true;
    return fault.code == VB_ERROR_MEMORY ? vb_reader_no_memory(r) : vb_reader_fault(r, part, node, "%s", fault.text);
}

bool vb_read_settings(vb_reader *r, size_t part)
{
    vb_reader_part *p = &r->parts[part];
    p->settings = (vb_settings){
        .language = "english",
        .fold_diacritics = true,
        .stem = true,
        .overlap = VB_OVERLAP_LONGEST,
        .breaks = VB_BREAKS_SENTENCE,
        .gap = 3,
        .threshold = 1000,
        .tokens = VB_TOKENS_WORDS,
    };
    const vb_yaml *map = vb_yaml_find(p->root, "settings");
    if (map == NULL)
        return true;
    if (!vb_reader_map(r, part, map, "`settings`"))
        return false;
    for (size_t i = 0; i < map->n; i++) {
        vb_settings before = p->settings;
        if (read_setting(r, part, map->keys[i], map->items[i]))
            continue;
        p->settings = before;
        if (!vb_reader_go_on(r))
            return false;
    }
    vb_error fault = {0};
    return check_spelling(&p->settings, &fault) || vb_reader_fault(r, part, map, "%s", fault.text);
}

/* An included lexicon has a language of its own; every other setting that is given for a run holds for all parts. */
bool vb_read_overrides(vb_reader *r, size_t part)
{
    vb_settings *s = &r->parts[part].settings;
    for (size_t i = 0; i < r->n_overrides; i++) {
        const char *text = r->overrides[i];
        const char *equals = strchr(text, '=');
        vb_error fault = {0};
        if (equals == NULL) {
            (void)vb_fail(r->err, VB_ERROR_USAGE, "`%.200s` sets nothing, write KEY=VALUE, as in gap=2", text);
            return false;
        }
        vb_str key = vb_str_trim((vb_str){text, (size_t)(equals - text)});
        vb_str value = vb_str_trim(vb_str_of(equals + 1));
        if (part > 0 && vb_str_equal(key, VB_LITERAL("language")))
            continue;
        size_t k = find_key(key, &fault);
        if (k == N_KEYS || !set(s, r->arena, k, value, &fault)) {
            (void)vb_fail(r->err, fault.code == VB_ERROR_MEMORY ? VB_ERROR_MEMORY : VB_ERROR_USAGE, "%s", fault.text);
            return false;
        }
    }
    vb_error fault = {0};
    if (!check_spelling(s, &fault)) {
        (void)vb_fail(r->err, VB_ERROR_USAGE, "%s", fault.text);
        return false;
    }
    if (r->lexicon->plain && (s->stem || s->tokens != VB_TOKENS_QUANTEDA)) {
        (void)vb_fail(r->err, VB_ERROR_USAGE,
                      "a plain dictionary cannot have `%s`, give it `lexicon:` and `categories:` first",
                      s->stem ? "stem=true" : "tokens=words");
        return false;
    }
    return true;
}
