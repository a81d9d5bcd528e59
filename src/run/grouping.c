#include "run/grouping.h"

#include "base/str.h"
#include "lexicon/lexicon.h"
#include "text/utf8.h"

enum { MOST_KNOWN = 1 << 16 }; /* values remembered before starting again */

vb_status vb_grouping_init(vb_grouping *grouping, const vb_by *by, vb_error *err)
{
    *grouping = (vb_grouping){.by = by};
    if (by->lexicon == NULL)
        return VB_OK;
    grouping->lexicon = vb_lexicon_open(by->lexicon, NULL, 0, err);
    if (grouping->lexicon != NULL)
        grouping->coder = vb_coder_new(grouping->lexicon, err);
    if (grouping->coder != NULL)
        return VB_OK;
    vb_grouping_release(grouping);
    return err->code;
}

void vb_grouping_release(vb_grouping *grouping)
{
    vb_coder_free(grouping->coder);
    vb_lexicon_free(grouping->lexicon);
    *grouping = (vb_grouping){0};
}

vb_status vb_grouper_init(vb_grouper *grouper, const vb_grouping *grouping, vb_error *err)
{
    *grouper = (vb_grouper){.grouping = grouping};
    if (grouping->coder == NULL)
        return VB_OK;
    grouper->session = vb_session_new(grouping->coder, VB_UNIT_ANSWER, err);
    return grouper->session == NULL ? err->code : VB_OK;
}

void vb_grouper_release(vb_grouper *grouper)
{
    vb_session_free(grouper->session);
    vb_map_release(&grouper->known);
    vb_arena_release(&grouper->arena);
    *grouper = (vb_grouper){0};
}

/* The category of a text, or VB_NO_CATEGORY. */
static vb_status decide(vb_grouper *grouper, vb_str text, size_t *category, vb_error *err)
{
    vb_coding coding = {.primary = VB_NO_CATEGORY};
    vb_str trimmed = vb_str_trim(text);
    if (trimmed.len > 0 && vb_utf8_valid(trimmed, NULL)) {
        vb_status status = vb_session_code(grouper->session, trimmed, &coding, err);
        if (status != VB_OK)
            return status;
    }
    if (grouper->known.n >= MOST_KNOWN) {
        vb_map_release(&grouper->known);
        vb_arena_clear(&grouper->arena);
    }
    *category = coding.primary;
    vb_str kept = vb_arena_copy(&grouper->arena, text);
    /* VB_MAP_NONE and VB_NO_CATEGORY are the same number, so an uncoded value is kept as one more than the last. */
    size_t value = coding.primary == VB_NO_CATEGORY ? grouper->grouping->lexicon->n_categories : coding.primary;
    return kept.ptr != NULL && vb_map_set(&grouper->known, kept, value) ? VB_OK : vb_fail_memory(err);
}

vb_status vb_grouper_find(vb_grouper *grouper, vb_str text, vb_str *group, uint32_t *rank, vb_error *err)
{
    const vb_lexicon *lexicon = grouper->grouping->lexicon;
    *group = VB_LITERAL("");
    *rank = 0;
    if (lexicon == NULL) {
        text = vb_str_trim(text);
        if (vb_utf8_valid(text, NULL))
            *group = text;
        return VB_OK;
    }
    size_t category = vb_map_find(&grouper->known, text);
    if (category == VB_MAP_NONE) {
        vb_status status = decide(grouper, text, &category, err);
        if (status != VB_OK)
            return status;
    }
    if (category < lexicon->n_categories) {
        *group = lexicon->categories[category].path;
        *rank = (uint32_t)category + 1;
    }
    return VB_OK;
}
