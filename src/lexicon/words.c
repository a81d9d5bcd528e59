/* `words`, which repair stems, and `abbreviations`, which end no sentence. */
#include "lexicon/reader.h"
#include "text/fold.h"

/* Check that `word` is one token from end to end. */
static bool check_word(vb_reader *r, size_t part, const vb_yaml *node, vb_str word)
{
    vb_token_list tokens = {0};
    bool fine = vb_tokens_split(word, r->parts[0].settings.tokens, &tokens);
    bool one = fine && tokens.n == 1 && tokens.items[0].beg == 0 && tokens.items[0].end == word.len;
    vb_tokens_release(&tokens);
    if (!fine)
        return vb_reader_no_memory(r);
    if (!one)
        return vb_reader_fault(r, part, node, "`%.*s` is not one word, write `word: word` or `word: =word`",
                               VB_ARG(word));
    return word.len <= VB_PATTERN_LONGEST_WORD ||
           vb_reader_fault(r, part, node, "a word of %zu bytes is too long, a word has at most %d", word.len,
                           VB_PATTERN_LONGEST_WORD);
}

/* The value of a word: another word or `=` and a word.  Its case is folded, its marks are kept. */
static bool read_value(vb_reader *r, size_t part, const vb_yaml *node, vb_str *out)
{
    vb_str value;
    if (!vb_reader_text(r, part, node, "the word", &value))
        return false;
    bool own = value.ptr[0] == '=';
    if (!check_word(r, part, node, vb_str_cut(value, own, value.len)))
        return false;
    *out = vb_reader_fold(r, value, VB_FOLD_CASE);
    return out->ptr != NULL;
}

bool vb_read_words(vb_reader *r, size_t part)
{
    const vb_yaml *map = vb_yaml_find(r->parts[part].root, "words");
    vb_lexicon_part *to = &r->lexicon->parts[part];
    unsigned flags = VB_FOLD_CASE | (to->settings.fold_diacritics ? VB_FOLD_MARKS : 0);
    if (map == NULL)
        return true;
    if (!vb_reader_map(r, part, map, "`words`"))
        return false;
    to->word_values = vb_arena_alloc(r->arena, map->n * sizeof *to->word_values);
    if (to->word_values == NULL)
        return vb_reader_no_memory(r);
    for (size_t i = 0; i < map->n; i++) {
        vb_str word = vb_str_trim(map->keys[i]->text);
        if (!check_word(r, part, map->keys[i], word) || !read_value(r, part, map->items[i], &to->word_values[i])) {
            if (!vb_reader_go_on(r))
                return false;
            continue;
        }
        vb_str folded = vb_reader_fold(r, word, flags);
        if (folded.ptr == NULL)
            return false;
        if (vb_map_find(&to->words, folded) != VB_MAP_NONE) {
            (void)vb_reader_fault(r, part, map->keys[i], "the word `%.*s` is there already in another case, keep one",
                                  VB_ARG(word));
            if (!vb_reader_go_on(r))
                return false;
        } else if (!vb_map_set(&to->words, folded, i))
            return vb_reader_no_memory(r);
    }
    return true;
}

bool vb_read_abbreviations(vb_reader *r, size_t part)
{
    const vb_yaml *list = vb_yaml_find(r->parts[part].root, "abbreviations");
    const vb_yaml *const *items = NULL;
    size_t n = 0;
    if (list == NULL)
        return true;
    if (!vb_reader_list(r, part, list, "`abbreviations`", &items, &n))
        return false;
    for (size_t i = 0; i < n; i++) {
        vb_str text;
        if (!vb_reader_text(r, part, items[i], "the abbreviation", &text)) {
            if (!vb_reader_go_on(r))
                return false;
            continue;
        }
        if (text.ptr[text.len - 1] == '.')
            text.len--;
        if (text.len == 0) {
            (void)vb_reader_fault(r, part, items[i], "the abbreviation has no letter, write one as in `asst`");
            if (!vb_reader_go_on(r))
                return false;
            continue;
        }
        vb_str folded = vb_reader_fold(r, text, VB_FOLD_CASE);
        if (folded.ptr == NULL)
            return false;
        if (!vb_map_set(&r->lexicon->abbreviations, folded, 0))
            return vb_reader_no_memory(r);
    }
    return true;
}
