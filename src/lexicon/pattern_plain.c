#include "base/grow.h"
#include "base/str.h"
#include "lexicon/pattern_build.h"
#include "lexicon/pattern_words.h"

#include <stdlib.h>

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* One word of a plain pattern: all of it is one token, `*` and `?` are its only syntax. */
static const vb_pattern *plain_word(vb_str word, const vb_pattern_env *env, size_t column, vb_error *err)
{
    vb_buffer text = {0};
    bool glob = false;
    const vb_pattern *node = NULL;
    for (size_t i = 0; i < word.len; i++)
        glob = glob || word.ptr[i] == '*' || word.ptr[i] == '?';
    for (size_t i = 0; i < word.len; i++) {
        if (glob && word.ptr[i] == '\\')
            vb_buffer_add_char(&text, '\\');
        vb_buffer_add_char(&text, word.ptr[i]);
    }
    if (text.failed) {
        (void)vb_fail_memory(err);
        goto done;
    }
    if (word.len > VB_PATTERN_LONGEST_WORD) {
        (void)vb_fail_at(err, VB_ERROR_LEXICON, NULL, 0, column,
                         "a word of %zu bytes is too long, a word has at most %d", word.len, VB_PATTERN_LONGEST_WORD);
        goto done;
    }
    vb_pattern leaf = {
        .kind = glob ? VB_PATTERN_GLOB : VB_PATTERN_WORD, .exact = !glob, .text = vb_buffer_str(&text)};
    node = vb_pattern_leaf(env->arena, leaf, column, err);
done:
    vb_buffer_release(&text);
    return node;
}

const vb_pattern *vb_pattern_parse_plain(vb_str source, const vb_pattern_env *env, vb_error *err)
{
    vb_pattern_list words = {0};
    const vb_pattern *result = NULL;
    size_t column = 1;
    for (size_t i = 0; i < source.len;) {
        size_t beg = i;
        size_t first = column;
        while (i < source.len && !is_space(source.ptr[i]))
            column += ((unsigned char)source.ptr[i++] & 0xC0) != 0x80;
        if (i == beg) {
            i++;
            column++;
            continue;
        }
        const vb_pattern *word = plain_word(vb_str_cut(source, beg, i), env, first, err);
        if (word == NULL)
            goto done;
        if (!VB_PUSH_ROOM(words.items, words.n, words.cap)) {
            (void)vb_fail_memory(err);
            goto done;
        }
        words.items[words.n++] = word;
    }
    if (words.n == 0)
        (void)vb_fail_at(err, VB_ERROR_LEXICON, NULL, 0, 1, "empty pattern, write a word");
    else
        result = vb_pattern_sequence(env->arena, words.items, words.n, 1, err);
done:
    free(words.items);
    return result;
}
