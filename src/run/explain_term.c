/* A term as the lexicon has it; of long choices only the beginning. */
#include "run/explain_parts.h"

#include "base/str.h"

enum {
    MOST_SOURCE = 56, /* columns of a term that is shown whole */
    MOST_CHOICE = 16, /* bytes of a choice that is shown whole in a longer term */
    MOST_BRIEF = 120, /* columns of the shortened term */
};

/* The offset behind the group that opens at `at`, or the end. */
static size_t group_end(vb_str source, size_t at)
{
    size_t depth = 0;
    for (; at < source.len; at++) {
        if (source.ptr[at] == '\\')
            at++;
        else if (source.ptr[at] == '(')
            depth++;
        else if (source.ptr[at] == ')' && --depth == 0)
            return at + 1;
    }
    return source.len;
}

/* The offset of the next `|` of the group itself in [at, end), or end. */
static size_t alternative_end(vb_str source, size_t at, size_t end)
{
    while (at < end && source.ptr[at] != '|') {
        if (source.ptr[at] == '(')
            at = group_end(source, at);
        else
            at += source.ptr[at] == '\\' ? 2 : 1;
    }
    return at < end ? at : end;
}

/* Add the group [beg, end): its first alternatives, as many as fit, but one at least. */
static void add_group(vb_buffer *out, vb_str source, size_t beg, size_t end)
{
    if (end - beg <= MOST_CHOICE) {
        vb_buffer_add_str(out, vb_str_cut(source, beg, end));
        return;
    }
    size_t close = source.ptr[end - 1] == ')' ? end - 1 : end;
    size_t kept = alternative_end(source, beg + 1, close);
    for (size_t next = kept; next < close && next - beg <= MOST_CHOICE;
         next = alternative_end(source, next + 1, close))
        kept = next;
    vb_buffer_add_str(out, vb_str_cut(source, beg, kept));
    vb_buffer_add_text(out, kept < close ? "|…)" : ")");
}

static void add_source(vb_page *page, vb_str source)
{
    vb_buffer brief = {0};
    bool regex = source.len > 0 && source.ptr[0] == '/';
    for (size_t at = 0; at < source.len && !regex;) {
        size_t next = at + 1;
        if (source.ptr[at] == '(') {
            next = group_end(source, at);
            add_group(&brief, source, at, next);
        } else {
            next += source.ptr[at] == '\\' && next < source.len;
            vb_buffer_add_str(&brief, vb_str_cut(source, at, next));
        }
        at = next;
    }
    bool whole = regex || source.len <= MOST_SOURCE;
    vb_page_add(page, whole ? source : vb_buffer_str(&brief), MOST_BRIEF);
    page->text.failed = page->text.failed || brief.failed;
    vb_buffer_release(&brief);
}

void vb_explain_add_term(vb_explanation *e, size_t number)
{
    const vb_lexicon *lexicon = e->session->lexicon;
    const vb_term *term = &lexicon->terms[number];
    add_source(&e->page, term->source);
    if (term->role == VB_ROLE_CATEGORY) {
        vb_buffer_add_text(&e->page.text, ", weight ");
        vb_page_add_thousandths(&e->page, term->weight);
    }
    vb_buffer_add_text(&e->page.text, "  (");
    vb_page_add(&e->page, vb_str_of(lexicon->parts[term->part].file), 0);
    vb_buffer_printf(&e->page.text, ":%zu)", term->line);
}
