/* An answer's words: their forms and stems, and whether the lexicon knows them. */
#include "run/explain_parts.h"

#include "base/grow.h"
#include "base/str.h"
#include "run/explain.h"
#include "text/width.h"

#include <stdlib.h>

enum { MARGIN = 2, HANG = 11, MOST_WORD = 40 };

/* Add keys, a slash between, to the part of `out` from `beg` on, unless they stand there already. */
static void add_keys(vb_buffer *out, size_t beg, const vb_str *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool again = false;
        for (size_t at = beg, end; at < out->len && !again && !out->failed; at = end + 1) {
            for (end = at; end < out->len && out->ptr[end] != '/';)
                end++;
            again = vb_str_equal(vb_str_cut(vb_buffer_str(out), at, end), keys[i]);
        }
        if (again)
            continue;
        vb_buffer_add_text(out, out->len > beg ? "/" : "");
        vb_buffer_add_str(out, keys[i]);
    }
}

/* A token's forms and stems in all parts of the lexicon.  A word that is too long for any term is left as it is. */
static bool find_keys(vb_session *session, size_t token, vb_buffer *forms, vb_buffer *stems)
{
    vb_str word = vb_matcher_text(&session->matcher, token, token);
    vb_buffer_clear(forms);
    vb_buffer_clear(stems);
    if (word.len > VB_PATTERN_LONGEST_WORD)
        vb_buffer_add_str(forms, word);
    for (size_t p = 0; p < session->lexicon->n_parts && word.len <= VB_PATTERN_LONGEST_WORD; p++) {
        vb_keys keys;
        if (!vb_keys_make(&session->matcher.vocabulary.tester.keys, p, word, &keys))
            return false;
        add_keys(forms, 0, keys.forms, keys.n_forms);
        add_keys(stems, 0, keys.stems, keys.n_stems);
    }
    return !forms->failed && !stems->failed;
}

typedef struct {
    vb_arena arena;
    vb_map seen;
    vb_buffer forms, stems, word;
} word_list;

/* Add those of the answer's words that the lexicon knows, or those that it does not, each once: training→train, and
 * of wrong spellings what they are taken for: trianing→training. */
static bool add_words(vb_explanation *e, word_list *list, bool known)
{
    const vb_matcher *m = &e->session->matcher;
    bool first = true;
    for (size_t t = 0; t < m->tokens.n; t++) {
        if ((m->words[t] != NULL) != known)
            continue;
        if (!find_keys(e->session, t, &list->forms, &list->stems))
            return false;
        vb_buffer_clear(&list->word);
        vb_buffer_add_char(&list->word, known ? '+' : '-');
        vb_buffer_add_str(&list->word, vb_buffer_str(&list->forms));
        if (known && m->words[t]->taken_for.ptr != NULL) {
            vb_buffer_add_text(&list->word, "→");
            vb_buffer_add_str(&list->word, m->words[t]->taken_for);
        } else if (list->stems.len > 0 && !vb_str_equal(vb_buffer_str(&list->forms), vb_buffer_str(&list->stems))) {
            vb_buffer_add_text(&list->word, "→");
            vb_buffer_add_str(&list->word, vb_buffer_str(&list->stems));
        }
        vb_str word = vb_arena_copy(&list->arena, vb_buffer_str(&list->word));
        if (list->word.failed || word.ptr == NULL)
            return false;
        if (vb_map_find(&list->seen, word) != VB_MAP_NONE)
            continue;
        if (!vb_map_set(&list->seen, word, t))
            return false;
        vb_buffer_add_text(&e->page.text, first ? "" : "  ");
        vb_page_add(&e->page, vb_str_cut(word, 1, word.len), MOST_WORD);
        first = false;
    }
    if (!first)
        vb_page_put(&e->page, MARGIN, known ? VB_LITERAL("known") : VB_LITERAL("unknown"), HANG);
    return true;
}

void vb_explain_words(vb_explanation *e)
{
    word_list list = {0};
    if (e->session->matcher.tokens.n == 0)
        return;
    vb_page_title(&e->page, "Words, with their stems, and whether the lexicon knows them");
    if (!add_words(e, &list, true) || !add_words(e, &list, false))
        e->page.text.failed = true;
    vb_buffer_release(&list.forms);
    vb_buffer_release(&list.stems);
    vb_buffer_release(&list.word);
    vb_map_release(&list.seen);
    vb_arena_release(&list.arena);
}

/* ---- The table of tokens ---- */

enum { TOKEN, BYTES, SENTENCE, CLAUSE, FORM, STEM, LEXICON, COLUMNS };

typedef struct {
    vb_str cells[COLUMNS];
} row;

typedef struct {
    vb_arena arena;
    row *rows;
    size_t n, cap;
    size_t widths[COLUMNS];
} table;

/* Take what the page's paragraph holds as a cell. */
static bool take_cell(table *t, row *r, size_t column, vb_page *page)
{
    r->cells[column] = vb_arena_copy(&t->arena, vb_buffer_str(&page->text));
    size_t width = vb_display_width(r->cells[column]);
    t->widths[column] = width > t->widths[column] ? width : t->widths[column];
    bool ok = r->cells[column].ptr != NULL && !page->text.failed;
    vb_buffer_clear(&page->text);
    return ok;
}

static bool take_text(table *t, row *r, size_t column, vb_page *page, vb_str text)
{
    vb_page_add(page, text.len > 0 ? text : VB_LITERAL("-"), MOST_WORD);
    return take_cell(t, r, column, page);
}

static bool take_number(table *t, row *r, size_t column, vb_page *page, size_t number)
{
    vb_buffer_printf(&page->text, "%zu", number);
    return take_cell(t, r, column, page);
}

/* Whether the lexicon knows the word, or what it takes it for. */
static bool take_known(table *t, row *r, vb_page *page, const vb_word *word)
{
    if (word == NULL || word->taken_for.ptr == NULL)
        return take_text(t, r, LEXICON, page, word == NULL ? VB_LITERAL("-") : VB_LITERAL("known"));
    vb_buffer_add_text(&page->text, "taken for ");
    return take_text(t, r, LEXICON, page, word->taken_for);
}

static bool make_row(table *t, vb_explanation *e, size_t token, const vb_word *word, word_list *keys)
{
    vb_session *session = e->session;
    vb_page *page = &e->page;
    const vb_token *at = &session->matcher.tokens.items[token];
    if (!VB_PUSH_ROOM(t->rows, t->n, t->cap) || !find_keys(session, token, &keys->forms, &keys->stems))
        return false;
    row *r = &t->rows[t->n++];
    vb_buffer_printf(&page->text, "%zu-%zu", at->beg, at->end);
    return take_cell(t, r, BYTES, page) &&
           take_text(t, r, TOKEN, page, vb_matcher_text(&session->matcher, token, token)) &&
           take_number(t, r, SENTENCE, page, (size_t)at->sentence + 1) &&
           take_number(t, r, CLAUSE, page, e->clauses[token]) &&
           take_text(t, r, FORM, page, vb_buffer_str(&keys->forms)) &&
           take_text(t, r, STEM, page, vb_buffer_str(&keys->stems)) && take_known(t, r, page, word);
}

static bool make_table(table *t, vb_explanation *e, word_list *keys)
{
    static const char *const titles[COLUMNS] = {"token", "bytes", "sentence", "clause", "form", "stem", "lexicon"};
    const vb_matcher *m = &e->session->matcher;
    if (!vb_explain_number_clauses(e) || !VB_PUSH_ROOM(t->rows, t->n, t->cap))
        return false;
    t->n = 1;
    for (size_t c = 0; c < COLUMNS; c++)
        if (!take_text(t, &t->rows[0], c, &e->page, vb_str_of(titles[c])))
            return false;
    for (size_t i = 0; i < m->tokens.n; i++)
        if (!make_row(t, e, i, m->words[i], keys))
            return false;
    return true;
}

static void write_table(const table *t, vb_buffer *out)
{
    for (size_t i = 0; i < t->n; i++)
        for (size_t c = 0; c < COLUMNS; c++) {
            vb_str cell = t->rows[i].cells[c];
            size_t gap = t->widths[c] - vb_display_width(cell) + 2;
            vb_buffer_add_str(out, cell);
            for (size_t k = 0; k < gap && c + 1 < COLUMNS; k++)
                vb_buffer_add_char(out, ' ');
            if (c + 1 == COLUMNS)
                vb_buffer_add_char(out, '\n');
        }
}

void vb_explain_tokens(vb_session *session, vb_str answer, vb_buffer *out)
{
    (void)answer; /* the session has it */
    vb_explanation e = {.session = session};
    table t = {0};
    word_list keys = {0};
    vb_page_begin(&e.page, out, 0);
    if (make_table(&t, &e, &keys))
        write_table(&t, out);
    else
        out->failed = true;
    vb_page_end(&e.page);
    vb_buffer_release(&keys.forms);
    vb_buffer_release(&keys.stems);
    free(e.clauses);
    free(t.rows);
    vb_arena_release(&t.arena);
}
