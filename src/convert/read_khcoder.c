/* KH Coder's coding rules: `*code`, and below it a condition of words parted by blanks.  A word stands for its base
 * form, `a+b` for neighbours, near(a-b)[n] for words at most n places apart, seq(a-b)[n] for the same in this order,
 * 'abc' for characters; and, or, not (& | !) and parentheses join them.  Each alternative becomes a term, what is
 * joined to it by `and` its `with`, by `and not` its `unless`: the whole answer is one sentence, as a document is to
 * KH Coder. */
#include "base/grow.h"
#include "base/str.h"
#include "convert/readers.h"

#include <stdlib.h>

typedef enum { ATOM, AND, OR, NOT } node_kind;

typedef struct node {
    node_kind kind;
    vb_str source; /* of ATOM */
    vb_spot spot;
    struct node *first, *next; /* children; sibling */
} node;

typedef struct {
    vb_str text;
    vb_spot spot;
} token;

typedef struct {
    vb_dictionary *d;
    size_t category; /* of the code at hand */
    token *tokens;   /* its condition */
    size_t n, cap, at;
    size_t depth;
    vb_str trouble; /* why the condition cannot be read */
} reader;

enum { DEEPEST = 32, NEAR_PLACES = 5, SEQ_PLACES = 10, MOST_ATOMS = 256 };

/* ---- Conditions ---- */

static bool is_one_of(vb_str text, const char *const *names)
{
    for (; *names != NULL; names++)
        if (vb_str_equal(text, vb_str_of(*names)))
            return true;
    return false;
}

static bool take(reader *r, const char *const *names)
{
    if (r->at == r->n || !is_one_of(r->tokens[r->at].text, names))
        return false;
    r->at++;
    return true;
}

static const char *const ors[] = {"|", "or", NULL};
static const char *const ands[] = {"&", "and", NULL};
static const char *const nots[] = {"!", "not", NULL};
static const char *const and_nots[] = {"&!", NULL};
static const char *const opens[] = {"(", NULL};
static const char *const closes[] = {")", NULL};

static node *new_node(reader *r, node_kind kind, vb_spot spot)
{
    node *made = vb_arena_alloc(&r->d->arena, sizeof *made);
    if (made == NULL)
        r->d->failed = true;
    else
        *made = (node){.kind = kind, .spot = spot};
    return made;
}

static node *trouble(reader *r, const char *text)
{
    if (r->trouble.len == 0)
        r->trouble = vb_str_of(text);
    return NULL;
}

static node *parse_or(reader *r);

static node *parse_unit(reader *r)
{
    if (r->at == r->n)
        return trouble(r, "the condition breaks off");
    vb_spot spot = r->tokens[r->at].spot;
    if (take(r, nots)) {
        node *made = new_node(r, NOT, spot);
        if (made != NULL && ++r->depth <= DEEPEST)
            made->first = parse_unit(r);
        r->depth--;
        return made == NULL || made->first == NULL ? trouble(r, "`not` within `not`, too often") : made;
    }
    if (take(r, opens)) {
        node *inner = ++r->depth <= DEEPEST ? parse_or(r) : trouble(r, "too many parentheses");
        r->depth--;
        return inner == NULL || take(r, closes) ? inner : trouble(r, "`(` is not closed");
    }
    vb_str text = r->tokens[r->at].text;
    if (is_one_of(text, ors) || is_one_of(text, ands) || is_one_of(text, closes) || is_one_of(text, and_nots))
        return trouble(r, "a word is missing before an operator");
    node *made = new_node(r, ATOM, spot);
    if (made != NULL)
        made->source = text;
    r->at++;
    return made;
}

static node *parse_and(reader *r)
{
    node *first = parse_unit(r), *all = NULL, *last = first;
    for (bool negated; first != NULL && ((negated = take(r, and_nots)) || take(r, ands));) {
        node *more = parse_unit(r), *not = NULL;
        if (more != NULL && negated) {
            not = new_node(r, NOT, more->spot);
            if (not != NULL)
                not ->first = more;
            more = not ;
        }
        if (all == NULL)
            all = new_node(r, AND, first->spot);
        if (more == NULL || all == NULL)
            return NULL;
        all->first = first;
        last->next = more;
        last = more;
    }
    return all == NULL ? first : all;
}

static node *parse_or(reader *r)
{
    node *first = parse_and(r), *any = NULL, *last = first;
    while (first != NULL && take(r, ors)) {
        node *more = parse_and(r);
        if (any == NULL)
            any = new_node(r, OR, first->spot);
        if (more == NULL || any == NULL)
            return NULL;
        any->first = first;
        last->next = more;
        last = more;
    }
    return any == NULL ? first : any;
}

/* ---- Atoms as terms ---- */

static bool begins(vb_str text, const char *with)
{
    return text.len > strlen(with) && memcmp(text.ptr, with, strlen(with)) == 0;
}

/* The words and the distance of near(a-b)[n]; `default_places` without [n]. */
static bool split_call(vb_str text, size_t name, size_t default_places, vb_str *words, size_t *places)
{
    const char *close = memchr(text.ptr, ')', text.len);
    if (close == NULL)
        return false;
    *words = vb_str_cut(text, name, (size_t)(close - text.ptr));
    vb_str option = vb_str_cut(text, (size_t)(close + 1 - text.ptr), text.len);
    *places = default_places;
    if (option.len == 0)
        return words->len > 0;
    if (option.len < 3 || option.len > 5 || option.ptr[0] != '[' || option.ptr[option.len - 1] != ']')
        return false;
    *places = 0;
    for (size_t i = 1; i + 1 < option.len; i++) {
        if (option.ptr[i] < '0' || option.ptr[i] > '9')
            return false;
        *places = 10 * *places + (size_t)(option.ptr[i] - '0');
    }
    return *places > 0 && words->len > 0;
}

/* Words parted by hyphens (older rules: by +), with `joint` and the words that may stand between put between them. */
static size_t add_words(vb_buffer *term, vb_str words, const char *joint, size_t between)
{
    char mark = memchr(words.ptr, '-', words.len) != NULL ? '-' : '+';
    size_t n = 0;
    for (size_t beg = 0, end = 0; end <= words.len; end++) {
        if (end < words.len && words.ptr[end] != mark)
            continue;
        if (n++ > 0)
            vb_buffer_printf(term, " %s%zu ", joint, between);
        vb_term_add_word(term, vb_str_cut(words, beg, end), "");
        beg = end + 1;
    }
    return n;
}

/* Put an atom as a term; false if there is no word for it. */
static bool add_atom(const node *atom, vb_buffer *term)
{
    static const char *const parts[] = {"-->", "<>", "<*>", "<#>", "<", ">", "=", NULL};
    vb_str text = atom->source, words;
    size_t places;
    if (begins(text, "near("))
        return split_call(text, 5, NEAR_PLACES, &words, &places) && add_words(term, words, "~", places - 1) == 2;
    if (begins(text, "seq("))
        return split_call(text, 4, SEQ_PLACES, &words, &places) && add_words(term, words, "...", places - 1) > 1;
    if (text.len > 2 && text.ptr[0] == '\'' && text.ptr[text.len - 1] == '\'') {
        vb_term_add_characters(term, vb_str_cut(text, 1, text.len - 1));
        return true;
    }
    for (size_t i = 0; parts[i] != NULL; i++)
        if (memmem(text.ptr, text.len, parts[i], strlen(parts[i])) != NULL)
            return false;
    if (strspn(text.ptr, "0123456789.") >= text.len || (text.len == 1 && strchr("+-*/", text.ptr[0]) != NULL))
        return false; /* arithmetic on numbers of words */
    vb_term_add_phrase(term, text, "+", "");
    return term->len > 0;
}

typedef struct {
    vb_str *terms;
    const node **atoms;
    size_t n;
} atom_list;

static atom_list new_list(reader *r)
{
    atom_list list = {.terms = vb_arena_alloc(&r->d->arena, MOST_ATOMS * sizeof *list.terms),
                      .atoms = vb_arena_alloc(&r->d->arena, MOST_ATOMS * sizeof *list.atoms)};
    r->d->failed = r->d->failed || list.terms == NULL || list.atoms == NULL;
    return list;
}

/* Add the atoms of an atom or of alternatives of atoms; NULL, or the node that is in the way. */
static const node *collect(reader *r, const node *from, atom_list *list)
{
    const node *wrong = NULL;
    if (from->kind == OR) {
        for (const node *child = from->first; child != NULL && wrong == NULL; child = child->next)
            wrong = collect(r, child, list);
        return wrong;
    }
    vb_buffer term = {0};
    if (from->kind != ATOM || list->n == MOST_ATOMS || !add_atom(from, &term))
        wrong = from;
    else if (!r->d->failed) {
        list->atoms[list->n] = from;
        list->terms[list->n++] = vb_dictionary_keep(r->d, vb_buffer_str(&term));
    }
    r->d->failed = r->d->failed || term.failed;
    vb_buffer_release(&term);
    return wrong;
}

/* ---- Rules ---- */

static void lose(reader *r, const node *at, const char *why)
{
    while (at->kind != ATOM && at->first != NULL)
        at = at->first;
    vb_dictionary_lose(r->d, VB_LEFT_OUT, at->spot, "the condition at `%.*s` %s", VB_ARG(at->source), why);
}

/* What stands joined by `and`: at most two that must be there, and any number that must not. */
static void add_joint(reader *r, const node *joint)
{
    atom_list lists[2] = {new_list(r), new_list(r)}, absent = new_list(r);
    size_t present = 0;
    for (const node *child = joint->first; child != NULL && !r->d->failed; child = child->next) {
        bool negated = child->kind == NOT;
        if (!negated && present == 2) {
            lose(r, child, "asks for three things at once: a term has one `with`");
            return;
        }
        const node *wrong = collect(r, negated ? child->first : child, negated ? &absent : &lists[present]);
        present += !negated;
        if (wrong != NULL) {
            lose(r, wrong, "is nothing that terms have words for");
            return;
        }
    }
    if (present == 0)
        lose(r, joint, "asks only for what is not there");
    for (size_t i = 0; i < lists[0].n && !r->d->failed; i++) {
        const node *atom = lists[0].atoms[i];
        vb_dictionary_entry *entry =
            vb_dictionary_entry_add(r->d, r->category, atom->source, lists[0].terms[i], atom->spot);
        if (entry == NULL)
            return;
        entry->with = lists[1].terms;
        entry->n_with = lists[1].n;
        entry->unless = absent.terms;
        entry->n_unless = absent.n;
    }
}

static void add_rules(reader *r, const node *rule)
{
    node alone = {.kind = AND, .spot = rule->spot};
    node copy = *rule;
    if (rule->kind == OR) {
        for (const node *child = rule->first; child != NULL; child = child->next)
            add_rules(r, child);
        return;
    }
    copy.next = NULL;
    alone.first = &copy;
    add_joint(r, rule->kind == AND ? rule : &alone);
}

/* The end of the alternative that begins at `at`. */
static size_t alternative_end(const reader *r, size_t at)
{
    for (size_t depth = 0; at < r->n; at++) {
        vb_str text = r->tokens[at].text;
        if (depth == 0 && is_one_of(text, ors))
            break;
        depth += is_one_of(text, opens);
        depth -= depth > 0 && is_one_of(text, closes);
    }
    return at;
}

/* Alternative by alternative, so that one that cannot be read costs no other. */
static void finish_code(reader *r)
{
    size_t all = r->n;
    for (size_t beg = 0; beg < all && !r->d->failed; beg = r->n + 1) {
        r->n = all;
        r->n = alternative_end(r, beg);
        r->at = beg;
        r->trouble = (vb_str){NULL, 0};
        node *rule = parse_and(r);
        if (rule != NULL && r->at < r->n)
            rule = trouble(r, "an operator is missing before it");
        size_t at = r->at < r->n ? r->at : all - 1;
        if (rule != NULL)
            add_rules(r, rule);
        else if (!r->d->failed)
            vb_dictionary_lose(r->d, VB_LEFT_OUT, r->tokens[at].spot, "the condition at `%.*s` cannot be read: %.*s",
                               VB_ARG(r->tokens[at].text), VB_ARG(r->trouble));
    }
    r->n = 0;
}

static bool add_tokens(reader *r, vb_str line, size_t number)
{
    for (size_t at = 0, end; at < line.len; at = end + 1) {
        for (end = at; end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t';)
            end++;
        if (end == at)
            continue;
        if (!VB_PUSH_ROOM(r->tokens, r->n, r->cap))
            return false;
        r->tokens[r->n++] = (token){vb_dictionary_keep(r->d, vb_str_cut(line, at, end)),
                                    {r->d->file, number, vb_line_column(line, at)}};
    }
    return true;
}

bool vb_read_khcoder(vb_dictionary *d, vb_str text, vb_error *err)
{
    reader r = {.d = d, .category = VB_NO_CATEGORY};
    vb_str line;
    vb_dictionary_set(d, "overlap", "all");
    vb_dictionary_set(d, "breaks", "none");
    bool fine = true;
    for (size_t number = 1; fine && vb_line_next(&text, &line); number++) {
        size_t star = line.len > 0 && line.ptr[0] == '*' ? 1 : begins(line, "＊") ? strlen("＊") : 0;
        vb_str name = vb_str_trim(vb_str_cut(line, star, line.len));
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (star > 0) {
            finish_code(&r);
            vb_spot spot = {d->file, number, 1};
            r.category = vb_dictionary_category_add(d, VB_NO_CATEGORY, name.len > 0 ? name : line, spot);
        } else if (r.category == VB_NO_CATEGORY && name.len > 0) {
            (void)vb_fail_at(err, VB_ERROR_INPUT, d->file, number, 1,
                             "no coding rules of KH Coder: the first line is `*` and the name of a code");
            fine = false;
        } else if (!add_tokens(&r, line, number)) {
            d->failed = true;
        }
        fine = fine && !d->failed;
    }
    if (fine)
        finish_code(&r);
    free(r.tokens);
    return fine || d->failed;
}
