#include "run/families.h"

#include "base/error.h"
#include "base/grow.h"
#include "base/str.h"
#include "run/corpus.h"
#include "text/utf8.h"

#include <stdlib.h>

static bool count_word(vb_families *f, vb_str form)
{
    size_t at = vb_map_find(&f->known, form);
    if (at == VB_MAP_NONE) {
        vb_str kept = vb_arena_copy(&f->arena, form);
        if (kept.ptr == NULL || !VB_PUSH_ROOM(f->words, f->n, f->cap) || !vb_map_set(&f->known, kept, f->n))
            return false;
        at = f->n++;
        f->words[at] = (struct vb_family_word){kept, 0};
    }
    f->words[at].n++;
    return true;
}

vb_status vb_families_read(vb_families *families, const vb_job *job, vb_error *err)
{
    vb_corpus corpus = {0};
    vb_token_list tokens = {0};
    vb_corpus_answer answer;
    bool more = true, fine = true;
    families->read = true;
    vb_status status = vb_corpus_open(&corpus, job, err);
    while (status == VB_OK && fine) {
        status = vb_corpus_next(&corpus, &answer, &more, err);
        if (status != VB_OK || !more)
            break;
        if (!vb_utf8_valid(answer.text, NULL))
            continue;
        fine = vb_tokens_split(answer.text, corpus.study.lexicon->settings.tokens, &tokens);
        for (size_t i = 0; i < tokens.n && fine; i++)
            fine = count_word(families, vb_str_cut(answer.text, tokens.items[i].beg, tokens.items[i].end));
    }
    vb_tokens_release(&tokens);
    vb_corpus_close(&corpus);
    return status == VB_OK && !fine ? vb_fail_memory(err) : status;
}

void vb_families_release(vb_families *families)
{
    free(families->words);
    vb_map_release(&families->known);
    vb_arena_release(&families->arena);
    *families = (vb_families){0};
}
