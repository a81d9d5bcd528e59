/* The suggestions as a lexicon, to paste from. */
#include "base/str.h"
#include "lexicon/tree.h"
#include "output/rows.h"
#include "suggest/suggest.h"

#include <inttypes.h>

static void indent(vb_buffer *out, size_t level)
{
    for (size_t i = 0; i < level; i++)
        vb_buffer_add_text(out, "    ");
}

static void add_term(const vb_suggestions *s, const vb_candidate *c, size_t level, vb_buffer *out)
{
    char note[160];
    if (s->options->gold == NULL)
        (void)snprintf(note, sizeof note, "in %" PRIu64 " uncoded of %" PRIu64 " answers", c->uncoded, c->answers);
    else
        (void)snprintf(note, sizeof note,
                       "right and wrong: %" PRIu64 " and %" PRIu64 " on one half / %" PRIu64 " and %" PRIu64
                       " on the other",
                       c->found.gain, c->found.loss, c->confirmed.gain, c->confirmed.loss);
    indent(out, level);
    vb_buffer_add_text(out, "  - {term: ");
    vb_yaml_scalar(vb_phrase_form(c->phrase), out);
    vb_buffer_add_text(out, ", note: ");
    vb_yaml_scalar(vb_str_of(note), out);
    vb_buffer_add_text(out, "}\n");
}

static bool is_below(const vb_suggestions *s, size_t code, size_t above)
{
    while (code != VB_NO_CATEGORY && code != above)
        code = s->codes.parents[code];
    return code == above;
}

static void add_category(const vb_suggestions *s, size_t code, size_t level, vb_buffer *out)
{
    bool own = false, below = false;
    vb_str path = s->codes.paths[code];
    for (size_t i = 0; i < s->n_candidates; i++) {
        own = own || s->candidates[i].code == code;
        below = below || (s->candidates[i].code != code && is_below(s, s->candidates[i].code, code));
    }
    if (!own && !below)
        return;
    size_t name = path.len;
    while (name > 0 && path.ptr[name - 1] != '/')
        name--;
    indent(out, level);
    vb_buffer_printf(out, "%.*s:\n", (int)(path.len - name), path.ptr + name);
    if (own) {
        indent(out, level);
        vb_buffer_add_text(out, "  terms:\n");
        for (size_t i = 0; i < s->n_candidates; i++)
            if (s->candidates[i].code == code)
                add_term(s, &s->candidates[i], level, out);
    }
    if (!below)
        return;
    indent(out, level);
    vb_buffer_add_text(out, "  categories:\n");
    for (size_t c = 0; c < s->codes.n_lexicons; c++)
        if (s->codes.parents[c] == code)
            add_category(s, c, level + 1, out);
}

void vb_suggest_yaml(const vb_suggestions *s, vb_buffer *out)
{
    vb_buffer_add_text(out, "# Suggested by `verbatim lexicon suggest`: read the answers before taking one over.\n"
                            "lexicon: suggestions\n");
    if (s->n_misspellings > 0)
        vb_buffer_add_text(out, "words:\n");
    for (size_t i = 0; i < s->n_misspellings && i < VB_SUGGEST_MOST; i++) {
        vb_buffer_add_text(out, "  ");
        vb_yaml_scalar(s->misspellings[i].word, out);
        vb_buffer_add_text(out, ": ");
        vb_yaml_scalar(s->misspellings[i].meant, out);
        vb_buffer_add_char(out, '\n');
    }
    for (size_t i = 0; i < s->n_misfires; i++) {
        const vb_misfire *m = &s->misfires[i];
        vb_buffer_printf(out, i == 0 ? "# Terms to narrow, by line of the lexicon:\n#   %zu  " : "#   %zu  ",
                         m->line);
        vb_terminal_text(out, m->term);
        if (m->unless.len > 0) {
            vb_buffer_add_text(out, ", unless: [");
            vb_yaml_scalar(m->unless, out);
            vb_buffer_add_char(out, ']');
        }
        vb_buffer_add_char(out, '\n');
    }
    vb_buffer_add_text(out, "categories:\n");
    if (s->options->gold == NULL || s->n_candidates == 0) {
        vb_buffer_add_text(out, "  unsorted: # put each under the category that it belongs to\n");
        vb_buffer_add_text(out, s->n_candidates == 0 ? "    label: Nothing\n" : "    terms:\n");
        for (size_t i = 0; i < s->n_candidates; i++)
            add_term(s, &s->candidates[i], 1, out);
        return;
    }
    for (size_t c = 0; c < s->codes.n_lexicons; c++)
        if (s->codes.parents[c] == VB_NO_CATEGORY) {
            vb_buffer category = {0};
            add_category(s, c, 0, &category);
            /* Two spaces deeper than its level, for it stands below `categories`. */
            vb_str text = vb_buffer_str(&category);
            for (size_t at = 0; at < text.len;) {
                const char *end = memchr(text.ptr + at, '\n', text.len - at);
                size_t next = end == NULL ? text.len : (size_t)(end - text.ptr) + 1;
                vb_buffer_add_text(out, "  ");
                vb_buffer_add_str(out, vb_str_cut(text, at, next));
                at = next;
            }
            out->failed = out->failed || category.failed;
            vb_buffer_release(&category);
        }
}
