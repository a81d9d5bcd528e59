/* YAML: lexicons of our own, and quanteda's dictionaries. */
#include "base/str.h"
#include "convert/readers.h"

/* The path of a category that the lexicon has numbered. */
static void add_categories(vb_dictionary *d, size_t *numbers)
{
    const vb_lexicon *lexicon = d->lexicon;
    for (size_t i = 0; i < lexicon->n_categories && !d->failed; i++) {
        const vb_category *c = &lexicon->categories[i];
        size_t parent = c->parent == VB_NO_CATEGORY ? VB_NO_CATEGORY : numbers[c->parent];
        numbers[i] = vb_dictionary_category_add(d, parent, c->name, (vb_spot){d->file, c->line, c->column});
        if (d->failed)
            return;
        d->categories[numbers[i]].label = c->label;
        d->categories[numbers[i]].definition = c->definition;
    }
}

static const vb_str *sources(vb_dictionary *d, const size_t *terms, size_t n)
{
    vb_str *list = vb_arena_alloc(&d->arena, (n + 1) * sizeof *list);
    d->failed = d->failed || list == NULL;
    for (size_t i = 0; i < n && list != NULL; i++)
        list[i] = d->lexicon->terms[terms[i]].source;
    return list;
}

static vb_spot spot_of(const vb_dictionary *d, const vb_term *term)
{
    return (vb_spot){d->lexicon->parts[term->part].file, term->line, term->column};
}

/* A term of our own, as it is; of quanteda, its words as a term. */
static void add_term(vb_dictionary *d, const vb_term *term, size_t category)
{
    vb_spot spot = spot_of(d, term);
    if (d->lexicon->plain) {
        (void)vb_dictionary_phrase_add(d, category, term->source, "", "*?", spot);
        return;
    }
    vb_dictionary_entry *entry = vb_dictionary_entry_add(d, category, term->source, term->source, spot);
    if (entry == NULL)
        return;
    entry->pattern = term->pattern;
    entry->weight = term->weight;
    entry->match_case = term->match_case;
    entry->alone = term->alone;
    entry->most_words = term->most_words;
    entry->with = sources(d, term->with, term->n_with);
    entry->n_with = term->n_with;
    entry->unless = sources(d, term->unless, term->n_unless);
    entry->n_unless = term->n_unless;
    entry->note = term->note;
}

/* What only our own lexicons have. */
static void lose_rest(vb_dictionary *d)
{
    static const char *const roles[] = {
        [VB_ROLE_DENIAL_AFTER] = "denial", [VB_ROLE_DENIAL_BEFORE] = "denial", [VB_ROLE_TURN] = "turn",
        [VB_ROLE_EMPHASIS] = "emphasis",   [VB_ROLE_IGNORE] = "`ignore` term", [VB_ROLE_NON_ANSWER] = "non-answer",
        [VB_ROLE_JOINER] = "joiner",       [VB_ROLE_INDICATOR] = "indicator",  [VB_ROLE_CONTEXT] = NULL,
        [VB_ROLE_CATEGORY] = NULL};
    const vb_lexicon *lexicon = d->lexicon;
    vb_spot top = {d->file, 1, 1};
    for (size_t i = 0; i < lexicon->n_terms; i++) {
        const vb_term *term = &lexicon->terms[i];
        if (roles[term->role] != NULL)
            vb_dictionary_lose(d, VB_LEFT_OUT, spot_of(d, term), "the %s `%.*s`: other dictionaries have none",
                               roles[term->role], VB_ARG(term->source));
    }
    for (size_t i = 0; i < lexicon->n_tests; i++)
        vb_dictionary_lose(d, VB_LEFT_OUT, (vb_spot){lexicon->tests[i].file, lexicon->tests[i].line, 0},
                           "the test \"%.*s\"", VB_ARG(lexicon->tests[i].answer));
    for (size_t i = 0; i < lexicon->n_categories; i++) {
        const vb_category *c = &lexicon->categories[i];
        if (c->label.ptr != NULL || c->definition.ptr != NULL || c->advice_first.ptr != NULL)
            vb_dictionary_lose(d, VB_LEFT_OUT, (vb_spot){d->file, c->line, c->column},
                               "label, definition and advice of `%.*s`", VB_ARG(c->path));
    }
    if (lexicon->settings.overlap != VB_OVERLAP_KEY || lexicon->settings.breaks != VB_BREAKS_NONE ||
        !lexicon->settings.count_matches || lexicon->settings.fold_diacritics)
        vb_dictionary_lose(d, VB_CHANGED, top,
                           "the settings: other programs count every match, over the ends of sentences");
    for (size_t i = 0; i < lexicon->n_parts; i++)
        if (lexicon->parts[i].words.n > 0)
            vb_dictionary_lose(d, VB_LEFT_OUT, (vb_spot){lexicon->parts[i].file, 1, 1},
                               "%zu repaired stems of `words`", lexicon->parts[i].words.n);
}

bool vb_read_lexicon(vb_dictionary *d, vb_str text, vb_error *err)
{
    d->lexicon = vb_lexicon_parse(text, d->file, NULL, 0, err);
    if (d->lexicon == NULL)
        return false;
    const vb_lexicon *lexicon = d->lexicon;
    size_t *numbers = vb_arena_alloc(&d->arena, (lexicon->n_categories + 1) * sizeof *numbers);
    d->failed = d->failed || numbers == NULL;
    if (lexicon->plain) {
        vb_dictionary_count_words(d);
        d->one_word_one_token = true;
    } else {
        d->name = lexicon->name;
        lose_rest(d);
    }
    if (!d->failed)
        add_categories(d, numbers);
    for (size_t i = 0; i < lexicon->n_terms && !d->failed; i++)
        if (lexicon->terms[i].role == VB_ROLE_CATEGORY)
            add_term(d, &lexicon->terms[i], numbers[lexicon->terms[i].category]);
    return true;
}
