#include "text/word_list.h"

#include "base/str.h"

const vb_word_list *vb_word_list_of(const char *language)
{
    for (const vb_word_list *list = vb_word_lists; list->language != NULL; list++)
        if (strcmp(list->language, language) == 0)
            return list;
    return NULL;
}

bool vb_word_cursor_next(vb_word_cursor *cursor, vb_str *word)
{
    if (cursor->at >= cursor->list->n_bytes)
        return false;
    const unsigned char *entry = cursor->list->bytes + cursor->at;
    memcpy(cursor->word + entry[0], entry + 2, entry[1]);
    cursor->len = (size_t)entry[0] + entry[1];
    cursor->at += (size_t)2 + entry[1];
    *word = (vb_str){cursor->word, cursor->len};
    return true;
}

vb_word_cursor vb_word_list_seek(const vb_word_list *list, vb_str from)
{
    size_t low = 0,
           high = list->n_blocks; /* the last block whose first word is not behind `from` is in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        const unsigned char *entry = list->bytes + list->blocks[middle];
        if (vb_str_compare((vb_str){(const char *)entry + 2, entry[1]}, from) > 0)
            high = middle;
        else
            low = middle;
    }
    vb_word_cursor cursor = {.list = list, .at = list->blocks[low]}, before = cursor;
    for (vb_str word; vb_word_cursor_next(&cursor, &word) && vb_str_compare(word, from) < 0;)
        before = cursor;
    return before;
}

bool vb_word_list_has(const vb_word_list *list, vb_str word)
{
    vb_word_cursor cursor = vb_word_list_seek(list, word);
    vb_str next;
    return vb_word_cursor_next(&cursor, &next) && vb_str_equal(next, word);
}
