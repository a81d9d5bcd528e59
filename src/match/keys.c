#include "match/keys.h"

#include "base/str.h"
#include "text/fold.h"

#include <stdlib.h>

vb_status vb_key_maker_init(vb_key_maker *maker, const vb_lexicon *lexicon, vb_error *err)
{
    *maker = (vb_key_maker){.lexicon = lexicon};
    maker->stemmers = calloc(lexicon->n_parts, sizeof *maker->stemmers);
    if (maker->stemmers == NULL)
        return vb_fail_memory(err);
    for (size_t p = 0; p < lexicon->n_parts; p++) {
        const vb_settings *settings = &lexicon->parts[p].settings;
        if (!settings->stem)
            continue;
        maker->stemmers[p] = vb_stemmer_new(settings->language, err);
        if (maker->stemmers[p] == NULL) {
            vb_key_maker_release(maker);
            return err == NULL ? VB_ERROR_LEXICON : err->code;
        }
    }
    return VB_OK;
}

void vb_key_maker_release(vb_key_maker *maker)
{
    for (size_t p = 0; maker->stemmers != NULL && p < maker->lexicon->n_parts; p++)
        vb_stemmer_free(maker->stemmers[p]);
    free(maker->stemmers);
    vb_buffer_release(&maker->bytes);
    *maker = (vb_key_maker){0};
}

/* Keys are collected as offsets into the buffer, which may move while it grows. */
typedef struct {
    size_t beg[VB_KEYS_MOST], end[VB_KEYS_MOST];
    size_t n;
} ranges;

static vb_str text_of(const vb_buffer *bytes, const ranges *list, size_t i)
{
    return vb_str_cut(vb_buffer_str(bytes), list->beg[i], list->end[i]);
}

/* Take what the buffer holds from `beg` on as one more key, unless it is there already. */
static void take(ranges *list, vb_buffer *bytes, size_t beg)
{
    vb_str fresh = vb_str_cut(vb_buffer_str(bytes), beg, bytes->len);
    for (size_t i = 0; i < list->n; i++)
        if (vb_str_equal(text_of(bytes, list, i), fresh))
            return;
    if (list->n == VB_KEYS_MOST || bytes->failed)
        return;
    list->beg[list->n] = beg;
    list->end[list->n++] = bytes->len;
}

/* `don't` is also `dont`. */
static void take_without_apostrophe(ranges *list, vb_buffer *bytes)
{
    vb_str form = text_of(bytes, list, 0);
    if (form.len < 4 || memcmp(form.ptr + form.len - 3, "n't", 3) != 0)
        return;
    size_t beg = bytes->len;
    if (!vb_buffer_reserve(bytes, form.len))
        return;
    form = text_of(bytes, list, 0); /* reserving may have moved it */
    vb_buffer_add(bytes, form.ptr, form.len - 2);
    vb_buffer_add_char(bytes, 't');
    take(list, bytes, beg);
}

static bool fold_into(ranges *list, vb_buffer *bytes, vb_str word, unsigned flags)
{
    size_t beg = bytes->len;
    if (!vb_fold(word, flags, bytes))
        return false;
    take(list, bytes, beg);
    if (list->n == 1)
        take_without_apostrophe(list, bytes);
    return !bytes->failed;
}

/* The stem of `form`, without marks if `strip`. */
static bool stem_into(ranges *list, vb_buffer *bytes, vb_stemmer *stemmer, vb_str form, bool strip)
{
    vb_str stem = vb_stemmer_stem(stemmer, form);
    if (stem.ptr == NULL)
        return false;
    size_t beg = bytes->len;
    if (strip) {
        if (!vb_fold_strip_marks(stem, bytes))
            return false;
    } else {
        vb_buffer_add_str(bytes, stem);
    }
    take(list, bytes, beg);
    return !bytes->failed;
}

/* A `words` repair of `form`: its value, or a slice with ptr NULL. */
static vb_str repair_of(const vb_lexicon_part *part, vb_str form)
{
    size_t i = vb_map_find(&part->words, form);
    return i == VB_MAP_NONE ? (vb_str){NULL, 0} : part->word_values[i];
}

static bool make_stems(vb_key_maker *maker, size_t p, vb_str word, const ranges *forms, ranges *stems)
{
    const vb_lexicon_part *part = &maker->lexicon->parts[p];
    vb_stemmer *stemmer = maker->stemmers[p];
    vb_buffer *bytes = &maker->bytes;
    bool strip = part->settings.fold_diacritics;
    bool repaired = false;
    for (size_t i = 0; i < forms->n; i++) {
        vb_str repair = repair_of(part, text_of(bytes, forms, i));
        if (repair.ptr != NULL && repair.len > 0 && repair.ptr[0] == '=') {
            size_t beg = bytes->len;
            vb_buffer_add_str(bytes, repair);
            take(stems, bytes, beg);
        } else {
            /* The form lies in the buffer that the stem is added to; the stemmer copies what it is given. */
            vb_str form = repair.ptr != NULL ? repair : text_of(bytes, forms, i);
            if (!stem_into(stems, bytes, stemmer, form, strip))
                return false;
        }
        repaired = repaired || repair.ptr != NULL;
    }
    if (!strip || repaired)
        return !bytes->failed;
    /* The other way: stem the form that still has its marks, then strip. */
    size_t beg = bytes->len;
    if (!vb_fold(word, VB_FOLD_CASE, bytes))
        return false;
    ranges marked = {.beg = {beg}, .end = {bytes->len}, .n = 1};
    if (vb_str_equal(text_of(bytes, &marked, 0), text_of(bytes, forms, 0)))
        return true;
    return stem_into(stems, bytes, stemmer, text_of(bytes, &marked, 0), true);
}

static size_t publish(vb_str *keys, const vb_buffer *bytes, const ranges *list)
{
    for (size_t i = 0; i < list->n; i++)
        keys[i] = text_of(bytes, list, i);
    return list->n;
}

bool vb_keys_make(vb_key_maker *maker, size_t p, vb_str word, vb_keys *keys)
{
    vb_buffer *bytes = &maker->bytes;
    vb_buffer_clear(bytes);
    unsigned marks = maker->lexicon->parts[p].settings.fold_diacritics ? VB_FOLD_MARKS : 0;
    ranges forms = {0}, cased = {0}, stems = {0};
    if (!fold_into(&forms, bytes, word, VB_FOLD_CASE | marks) || !fold_into(&cased, bytes, word, marks))
        return false;
    if (maker->stemmers[p] != NULL && !make_stems(maker, p, word, &forms, &stems))
        return false;
    if (bytes->failed)
        return false;
    keys->n_forms = publish(keys->forms, bytes, &forms);
    keys->n_cased = publish(keys->cased, bytes, &cased);
    keys->n_stems = publish(keys->stems, bytes, &stems);
    return true;
}
