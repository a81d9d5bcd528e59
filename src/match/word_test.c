#include "match/word_test.h"

#include "match/glob.h"
#include "match/number.h"
#include "match/program.h"

#include <stdlib.h>

vb_status vb_word_tester_init(vb_word_tester *tester, const vb_coder *coder, vb_error *err)
{
    *tester = (vb_word_tester){.coder = coder};
    return vb_key_maker_init(&tester->keys, coder->lexicon, err);
}

void vb_word_tester_release(vb_word_tester *tester)
{
    if (tester->keys.lexicon != NULL)
        vb_key_maker_release(&tester->keys);
    free(tester->satisfied.items);
    vb_buffer_release(&tester->name);
    *tester = (vb_word_tester){0};
}

static bool test_key(vb_word_tester *tester, char kind, size_t part, vb_str key)
{
    vb_buffer_clear(&tester->name);
    vb_coder_key(kind, part, key, &tester->name);
    size_t predicate = vb_map_find(&tester->coder->keys, vb_buffer_str(&tester->name));
    return !tester->name.failed && (predicate == VB_MAP_NONE || vb_ids_add(&tester->satisfied, predicate));
}

static bool test_keys(vb_word_tester *tester, char kind, size_t part, const vb_str *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!test_key(tester, kind, part, keys[i]))
            return false;
    return true;
}

/* Regular expressions see words folded as the first part's settings say. */
static uint64_t needs_served(const vb_coder *coder, vb_str form)
{
    uint64_t needs = 0;
    for (size_t at = 0; at < form.len; at++) {
        size_t letter = (unsigned char)form.ptr[at] - (size_t)'a';
        if (letter >= VB_LETTERS)
            continue;
        for (size_t i = coder->first_fragments[letter]; i < coder->first_fragments[letter + 1]; i++)
            if (vb_fragment_fits_at(&coder->fragments[i].fragment, form, at))
                needs |= coder->fragments[i].needs;
    }
    return needs;
}

/* Every predicate that the token satisfies in one part. */
static bool test_part(vb_word_tester *tester, size_t part, vb_str token)
{
    const vb_coder *coder = tester->coder;
    vb_keys keys;
    if (!vb_keys_make(&tester->keys, part, token, &keys))
        return false;
    if (part == 0 && keys.n_forms > 0)
        tester->needs = needs_served(coder, keys.forms[0]);
    if (!test_keys(tester, 'f', part, keys.forms, keys.n_forms) ||
        !test_keys(tester, 's', part, keys.stems, keys.n_stems) ||
        (coder->has_cased && !test_keys(tester, 'c', part, keys.cased, keys.n_cased)))
        return false;
    for (size_t g = 0; g < coder->n_globs; g++) {
        const vb_glob_test *test = &coder->globs[g];
        const vb_str *forms = test->match_case ? keys.cased : keys.forms;
        size_t n = test->match_case ? keys.n_cased : keys.n_forms;
        bool fits = false;
        for (size_t i = 0; i < n && test->part == part && !fits; i++)
            fits = vb_glob_fits(test->glob, forms[i]);
        if (fits && !vb_ids_add(&tester->satisfied, test->predicate))
            return false;
    }
    uint32_t number = coder->number_tests[part];
    return number == UINT32_MAX || keys.n_forms == 0 ||
           !vb_number_is(coder->lexicon->parts[part].settings.language, keys.forms[0]) ||
           vb_ids_add(&tester->satisfied, number);
}

bool vb_word_test(vb_word_tester *tester, vb_str word)
{
    tester->satisfied.n = 0;
    tester->needs = word.len <= VB_PATTERN_LONGEST_WORD ? 0 : UINT64_MAX;
    for (size_t p = 0; p < tester->coder->lexicon->n_parts && word.len <= VB_PATTERN_LONGEST_WORD; p++)
        if (!test_part(tester, p, word))
            return false;
    vb_ids_settle(&tester->satisfied);
    return true;
}

bool vb_word_test_part(vb_word_tester *tester, size_t part, vb_str word)
{
    tester->satisfied.n = 0;
    bool ok = word.len > VB_PATTERN_LONGEST_WORD || test_part(tester, part, word);
    vb_ids_settle(&tester->satisfied);
    return ok;
}
