/* Which columns answers are broken out by: rules D5, D7 and D8 of columns.c. */
#include "base/str.h"
#include "input/column_find.h"
#include "input/columns_decision.h"
#include "input/question.h"

static vb_status find_columns(const vb_columns_decision *d, vb_str name, vb_by *by)
{
    bool several = memchr(name.ptr, '*', name.len) != NULL && !vb_column_exists(d->records, name);
    if (!several) {
        vb_status status = vb_column_find(d->records, name, &by->column, d->err);
        if (status == VB_OK)
            by->name = d->names[by->column];
        return status;
    }
    vb_status status = vb_columns_match(d->records, name, &d->out->arena, &by->columns, &by->n_columns, d->err);
    if (status != VB_OK)
        return status;
    vb_str *options = vb_arena_alloc(&d->out->arena, by->n_columns * sizeof *options);
    if (options == NULL)
        return vb_fail_memory(d->err);
    by->column = by->columns[0];
    by->name = vb_question_bare(name);
    by->options = options;
    for (size_t i = 0; i < by->n_columns; i++)
        options[i] = d->labels == NULL ? VB_LITERAL("") : vb_question_option(d->labels[by->columns[i]]);
    return VB_OK;
}

/* D8 */
static vb_status find_texts(const vb_columns_decision *d, vb_by *by)
{
    size_t *texts = vb_arena_alloc(&d->out->arena, d->n * sizeof *texts), n = 0;
    if (texts == NULL)
        return vb_fail_memory(d->err);
    const vb_str *const heads[] = {d->names, d->labels};
    for (size_t i = 0; i < d->n; i++)
        for (size_t h = 0; h < 2 && (n == 0 || texts[n - 1] != i); h++)
            if (heads[h] != NULL && i != by->column &&
                vb_question_is_of(heads[h][by->column], vb_question_of_text(heads[h][i])))
                texts[n++] = i;
    by->texts = texts;
    by->n_texts = n;
    return VB_OK;
}

/* "COL", "COL=LEXICON" or "COL="; a column that is called so as a whole goes first. */
static vb_status find_by(const vb_columns_decision *d, vb_str wanted, vb_by *by)
{
    size_t equals = wanted.len;
    while (equals > 0 && wanted.ptr[equals - 1] != '=')
        equals--;
    bool split = equals > 0 && !vb_column_exists(d->records, wanted);
    vb_str name = split ? vb_str_cut(wanted, 0, equals - 1) : wanted;
    vb_status status = find_columns(d, name, by);
    if (status != VB_OK)
        return status;
    if (!split) {
        vb_name_role role = d->columns[by->column].kind.role;
        by->lexicon = role == VB_NAME_TITLE ? "job-titles" : role == VB_NAME_STAGE ? "stages" : NULL;
        return by->lexicon == NULL ? VB_OK : find_texts(d, by);
    }
    if (equals < wanted.len) {
        by->lexicon = vb_arena_copy(&d->out->arena, vb_str_cut(wanted, equals, wanted.len)).ptr;
        if (by->lexicon == NULL)
            return vb_fail_memory(d->err);
    }
    return VB_OK;
}

/* "4", "4 and 5", "4, 5 and 8" */
static void list_numbers(const size_t *columns, size_t n, vb_buffer *b)
{
    enum { MOST_LISTED = 12 };
    size_t shown = n <= MOST_LISTED ? n : MOST_LISTED;
    for (size_t i = 0; i < shown; i++)
        vb_buffer_printf(b, "%s%zu", i == 0 ? "" : i + 1 == n ? " and " : ", ", columns[i] + 1);
    if (shown < n)
        vb_buffer_printf(b, " and %zu more", n - shown);
}

static void explain_by(const vb_columns_decision *d, const vb_by *by, const char *why)
{
    vb_buffer *b = &d->out->why;
    vb_buffer_add_text(b, by->n_columns > 1 ? "groups: columns " : "groups: column ");
    list_numbers(by->n_columns > 1 ? by->columns : &by->column, by->n_columns > 1 ? by->n_columns : 1, b);
    vb_buffer_add_text(b, ", ");
    vb_column_quote(b, by->n_columns > 1 ? by->name : d->names[by->column]);
    if (by->lexicon != NULL) {
        vb_buffer_add_text(b, ", by the ");
        vb_buffer_add_text(b, by->lexicon);
        vb_buffer_add_text(b, " lexicon");
    } else {
        vb_buffer_add_text(b, ", by its values");
    }
    if (by->n_texts > 0) {
        vb_buffer_printf(b, ", for \"Other\" the text of column%s ", by->n_texts > 1 ? "s" : "");
        list_numbers(by->texts, by->n_texts, b);
    }
    vb_buffer_printf(b, " (%s)\n", why);
}

vb_status vb_columns_by_wanted(const vb_columns_decision *d)
{
    for (size_t i = 0; i < d->wanted->n_by; i++) {
        vb_status status = find_by(d, vb_str_of(d->wanted->by[i]), &d->out->by[i]);
        if (status != VB_OK)
            return status;
        d->out->n_by++;
    }
    return VB_OK;
}

/* D7: what two columns of a role are both called, if they are of one question; else empty.  False when memory is out.
 */
static bool find_question(const vb_columns_decision *d, size_t a, size_t b, vb_str *question)
{
    vb_str first = d->names[a], second = d->names[b];
    vb_name_kind kind;
    *question = VB_LITERAL("");
    if (d->columns[a].kind.role != d->columns[b].kind.role || vb_question_of_text(second).len > 0)
        return true;
    if (vb_str_equal(first, second) ||
        (vb_question_stem(first).len > 0 && vb_str_equal(vb_question_stem(first), vb_question_stem(second)))) {
        *question = vb_str_equal(first, second) ? first : vb_question_stem(first);
        return true;
    }
    vb_str shared = vb_question_shared(first, second);
    bool continues = second.len > first.len + 2 && memcmp(second.ptr, first.ptr, first.len) == 0 &&
                     memcmp(second.ptr + first.len, ": ", 2) == 0;
    if (continues)
        shared = vb_str_cut(second, 0, first.len + 2);
    if (!vb_name_recognise(shared, &kind))
        return false;
    if (kind.role == d->columns[a].kind.role)
        *question = shared;
    return true;
}

/* The choice that a column of `question` is for, by its label or behind the question. */
static vb_str choice_of(const vb_columns_decision *d, size_t column, vb_str question)
{
    vb_str name = d->names[column];
    if (question.len > 0 && question.ptr[question.len - 1] == ' ' && name.len > question.len)
        return vb_str_trim(vb_str_cut(name, question.len, name.len));
    return d->labels == NULL ? VB_LITERAL("") : vb_question_option(d->labels[column]);
}

/* D7: a role's columns, from the best named on. */
static vb_status take_role(const vb_columns_decision *d, size_t at, const char *lexicon)
{
    vb_by *by = &d->out->by[d->out->n_by++];
    size_t *columns = vb_arena_alloc(&d->out->arena, d->n * sizeof *columns), n = 0;
    vb_str *options = vb_arena_alloc(&d->out->arena, d->n * sizeof *options), found = {"", 0};
    if (columns == NULL || options == NULL)
        return vb_fail_memory(d->err);
    for (size_t i = 0; i < d->n; i++) {
        vb_str question = {"", 0};
        if (i != at && i != d->out->answer && !find_question(d, at, i, &question))
            return vb_fail_memory(d->err);
        if (i == at || question.len > 0)
            columns[n++] = i;
        if (question.len > 0 && (found.len == 0 || question.len < found.len))
            found = question;
    }
    *by = (vb_by){.column = columns[0], .lexicon = lexicon, .name = d->names[at]};
    if (n < 2)
        return find_texts(d, by);
    for (size_t i = 0; i < n; i++)
        options[i] = choice_of(d, columns[i], found);
    by->name = vb_question_bare(found);
    by->columns = columns;
    by->n_columns = n;
    by->options = options;
    return find_texts(d, by);
}

vb_status vb_columns_by_recognised(const vb_columns_decision *d)
{
    static const struct {
        vb_name_role role;
        const char *lexicon;
    } groups[] = {{VB_NAME_TITLE, "job-titles"}, {VB_NAME_STAGE, "stages"}};
    vb_status status = VB_OK;
    for (size_t i = 0; i < sizeof groups / sizeof *groups && status == VB_OK; i++) {
        size_t at = vb_column_of_role(d, groups[i].role);
        if (at != VB_NO_COLUMN)
            status = take_role(d, at, groups[i].lexicon);
    }
    return status;
}

void vb_columns_by_explain(const vb_columns_decision *d)
{
    for (size_t i = 0; i < d->out->n_by; i++)
        explain_by(d, &d->out->by[i], d->wanted->n_by == 0 ? "its name" : "as asked");
}
