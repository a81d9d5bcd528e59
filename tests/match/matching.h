/* The matches of a lexicon's terms as text. */
#ifndef TESTS_MATCH_MATCHING_H
#define TESTS_MATCH_MATCHING_H

#include "match/matcher.h"
#include "support.h"

/* Terms, an answer, and what they match in it.  `head`: lines of the lexicon above its categories, NULL for none.
 * `terms`: a line each, as the lexicon has them, or as a map from `{` on.  `matches`: the numbers of the tokens, from
 * 1, that each match fills; `, ` between the matches of a term, ` | ` between terms, `-` for none. */
typedef struct {
    const char *rule, *head, *terms, *answer, *matches;
} matching_row;

/* The terms in single quotes, so that YAML changes nothing in them. */
static inline void matching_yaml(vb_buffer *yaml, const char *head, const char *terms)
{
    vb_buffer_printf(yaml, "lexicon: x\n%s%scategories:\n  a:\n    terms:", head == NULL ? "" : head,
                     head == NULL ? "" : "\n");
    bool quoted = false;
    for (const char *p = terms; p[0] != '\0'; p++) {
        if (p == terms || p[-1] == '\n') {
            quoted = *p != '{';
            vb_buffer_add_text(yaml, quoted ? "\n      - '" : "\n      - ");
        }
        if (*p == '\n') {
            vb_buffer_add_text(yaml, quoted ? "'" : "");
            continue;
        }
        vb_buffer_add_char(yaml, *p);
        if (quoted && *p == '\'')
            vb_buffer_add_char(yaml, '\'');
    }
    vb_buffer_add_text(yaml, quoted ? "'\n" : "\n");
}

static inline void matching_show_set(vb_buffer *out, const vb_token_set *set)
{
    bool first = true;
    for (size_t t = set->first; t <= set->last; t++) {
        if (!vb_token_set_has(set, t))
            continue;
        vb_buffer_printf(out, "%s%zu", first ? "" : " ", t + 1);
        first = false;
    }
}

/* The last answer's matches, term by term in the order of their lines. */
static inline void matching_show(vb_buffer *out, const vb_matcher *matcher)
{
    const vb_lexicon *lexicon = matcher->coder->lexicon;
    size_t line = 0;
    for (size_t done = 0; done < lexicon->n_terms; done++) {
        size_t term = VB_NO_CATEGORY;
        for (size_t i = 0; i < lexicon->n_terms; i++)
            if (lexicon->terms[i].line > line &&
                (term == VB_NO_CATEGORY || lexicon->terms[i].line < lexicon->terms[term].line))
                term = i;
        cr_assert(term != VB_NO_CATEGORY, "two terms in a line");
        line = lexicon->terms[term].line;
        vb_buffer_add_text(out, done == 0 ? "" : " | ");
        bool any = false;
        for (size_t i = 0; i < matcher->n_matches; i++) {
            if (matcher->matches[i].term != term)
                continue;
            vb_buffer_add_text(out, any ? ", " : "");
            matching_show_set(out, &matcher->matches[i].tokens);
            any = true;
        }
        vb_buffer_add_text(out, any ? "" : "-");
    }
}

static inline vb_matcher matching_open(const support_coder *s, vb_break_mode mode)
{
    vb_error err = {0};
    vb_matcher matcher = {0};
    cr_assert(vb_matcher_init(&matcher, s->coder, mode, &err) == VB_OK, "%s", err.text);
    return matcher;
}

static inline void matching_check(const matching_row *rows, size_t n)
{
    vb_buffer yaml = {0};
    vb_buffer found = {0};
    for (size_t i = 0; i < n; i++) {
        vb_buffer_clear(&yaml);
        vb_buffer_clear(&found);
        matching_yaml(&yaml, rows[i].head, rows[i].terms);
        support_coder s = support_open(support_text(&yaml));
        vb_matcher matcher = matching_open(&s, s.lexicon->settings.breaks);
        cr_assert(vb_matcher_run(&matcher, vb_str_of(rows[i].answer)));
        matching_show(&found, &matcher);
        cr_expect_str_eq(support_text(&found), rows[i].matches, "%s: `%s` in \"%s\": %s, not %s", rows[i].rule,
                         rows[i].terms, rows[i].answer, found.ptr, rows[i].matches);
        vb_matcher_release(&matcher);
        support_close(&s);
    }
    vb_buffer_release(&yaml);
    vb_buffer_release(&found);
}

#define MATCHING_CHECK(rows) matching_check(rows, COUNT_OF(rows))

#endif
