/* Which columns are taken:
 *
 * D1  A column asked for is the one of exactly that name; else the one of that name but for case, spaces and
 *     _ - . ; else the one of such a label; else of that number.  Two of one name are an error: their numbers tell
 *     them apart.
 *
 * D2  The answer, if not asked for: the only column; else the one whose name says so best (names.h), where a weak
 *     name needs text behind it; of equal names the one with text; one without words (a rating) only if no other
 *     is named so.  Else the column with the most text (D3).  Two that are equal are an error.
 *
 * D3  Text: two or more words a cell on average, mostly different cells; of two columns nearly as wordy (within a
 *     tenth) neither is the one with the most.
 *
 * D4  The id and, if no groups are asked for, job titles and stages: by name; the first of equals (D7).
 *
 * D5  Groups asked for by a name with * in it, which no column has, are by all columns that fit, by name or by
 *     label; the text beside a choice ("Q15_8_TEXT") only if the name with the * ends so.
 *
 * D6  A column that has a label is what its name and its label say: of one kind by the better of the two; of two
 *     kinds by the label, but for an id, for what a survey tool calls its own columns, and for a label that only
 *     says that it is no answer.
 *
 * D7  A recognised group is by all columns of its question: those of the same name (merged cells), of the same
 *     name but for a number at the end ("Q15_1", "Q15_2"), of the same question before ": " or " - ".
 *
 * D8  Job titles and stages, recognised or asked for, have the texts beside the choices of their question
 * ("Q15_8_TEXT") as well: what was typed stands for "Other (please specify)". */
#include "input/columns_decision.h"

#include "base/hash.h"
#include "base/str.h"
#include "input/column_find.h"
#include "input/unit.h"

/* Records that are looked at for text. */
enum { SAMPLE_RECORDS = 1000 };

static size_t count_words(vb_str cell)
{
    size_t words = 0;
    bool letter = false; /* in this word */
    for (size_t i = 0; i < cell.len; i++) {
        unsigned char c = (unsigned char)cell.ptr[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            words += letter;
            letter = false;
        } else {
            letter |= ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
        }
    }
    return words + letter;
}

/* D3.  False when memory is out. */
static bool measure(const vb_batch *sample, size_t at, vb_column_profile *column)
{
    size_t rows = sample->n < SAMPLE_RECORDS ? sample->n : SAMPLE_RECORDS, cells = 0, words = 0;
    vb_map different = {0};
    bool ok = true;
    for (size_t i = 0; i < rows; i++) {
        vb_str cell = vb_str_trim(sample->records[i].cells[at]);
        if (cell.len == 0)
            continue;
        cells++;
        words += count_words(cell);
        ok = ok && vb_map_set(&different, cell, i);
    }
    column->words = cells > 0 ? (double)words / (double)cells : 0;
    column->has_text = words >= 2 * cells && 2 * different.n > cells;
    vb_map_release(&different);
    return ok;
}

static bool is_asked_group(const vb_columns_decision *d, size_t at)
{
    for (size_t i = 0; i < d->out->n_by; i++) {
        const vb_by *by = &d->out->by[i];
        for (size_t k = 0; k < by->n_columns; k++)
            if (by->columns[k] == at)
                return true;
        if (by->column == at)
            return true;
    }
    return false;
}

/* Lines of prose with commas look like a table of rows of any length, whose columns nobody has named. */
static bool looks_like_lines(const vb_columns_decision *d)
{
    bool ragged = false;
    for (size_t i = 0; i < d->n; i++)
        if (d->columns[i].kind.sure)
            return false;
    for (size_t i = 0; i < d->sample->n; i++)
        ragged |= d->sample->records[i].n_found != d->n;
    return ragged && vb_records_separator(d->records) != '\0';
}

static vb_status fail_undecided(const vb_columns_decision *d, size_t first, size_t second)
{
    vb_buffer text = {0};
    if (first == VB_NO_COLUMN)
        vb_buffer_add_text(&text, "cannot tell which column holds the answers");
    else
        vb_buffer_printf(&text, "columns %zu and %zu may both hold the answers", first + 1, second + 1);
    vb_buffer_add_text(&text, ": pass --answer with one of these names or numbers");
    if (looks_like_lines(d))
        vb_buffer_add_text(&text, "; or --from text, if every line is an answer");
    return vb_column_fail(d->records, VB_ERROR_INPUT, &text, d->err);
}

/* Take the column as the answer. */
static vb_status take_answer(const vb_columns_decision *d, size_t at, const char *why)
{
    d->out->answer = at;
    vb_buffer_printf(&d->out->why, "answers: column %zu, ", at + 1);
    vb_column_quote(&d->out->why, d->names[at]);
    vb_buffer_printf(&d->out->why, " (%s)\n", why);
    return VB_OK;
}

/* Its name makes the column an answer; `worded`: and it has words in it. */
static bool may_be_named(const vb_columns_decision *d, size_t at, bool worded)
{
    const vb_column_profile *c = &d->columns[at];
    return c->kind.role == VB_NAME_ANSWER && !is_asked_group(d, at) && (c->kind.rank > VB_RANK_WEAK || c->has_text) &&
           (c->words > 0 || !worded);
}

/* D2 by name.  *first is the column, *second another as good: VB_NO_COLUMN where there is none. */
static void find_by_name(const vb_columns_decision *d, bool worded, size_t *first, size_t *second)
{
    *first = *second = VB_NO_COLUMN;
    for (size_t i = 0; i < d->n; i++) {
        if (!may_be_named(d, i, worded))
            continue;
        const vb_column_profile *c = &d->columns[i], *best = *first == VB_NO_COLUMN ? NULL : &d->columns[*first];
        if (best == NULL || c->kind.rank > best->kind.rank ||
            (c->kind.rank == best->kind.rank && c->has_text && !best->has_text)) {
            *first = i;
            *second = VB_NO_COLUMN;
        } else if (*second == VB_NO_COLUMN && c->kind.rank == best->kind.rank && c->has_text == best->has_text) {
            *second = i;
        }
    }
}

/* Nothing in its name is against its being the answer. */
static bool may_be_text(const vb_columns_decision *d, size_t at)
{
    const vb_column_profile *c = &d->columns[at];
    return c->has_text && !is_asked_group(d, at) && (c->kind.role == VB_NAME_OTHER || c->kind.role == VB_NAME_ANSWER);
}

/* D3 */
static void find_by_text(const vb_columns_decision *d, size_t *first, size_t *second)
{
    *first = *second = VB_NO_COLUMN;
    for (size_t i = 0; i < d->n; i++)
        if (may_be_text(d, i) && (*first == VB_NO_COLUMN || d->columns[i].words > d->columns[*first].words))
            *first = i;
    for (size_t i = 0; i < d->n && *first != VB_NO_COLUMN && *second == VB_NO_COLUMN; i++)
        if (i != *first && may_be_text(d, i) && d->columns[i].words >= 0.9 * d->columns[*first].words)
            *second = i;
}

/* D2 */
static vb_status decide_answer(const vb_columns_decision *d)
{
    size_t first, second;
    if (d->wanted->answer != NULL) {
        vb_status status = vb_column_find(d->records, vb_str_of(d->wanted->answer), &first, d->err);
        return status == VB_OK ? take_answer(d, first, "as asked") : status;
    }
    if (d->n == 1) {
        bool doubtful = d->columns[0].kind.role != VB_NAME_ANSWER && vb_records_separator(d->records) != '\0';
        return take_answer(d, 0,
                           doubtful ? "the only column; if that is an answer and no name, pass --from text"
                                    : "the only column");
    }
    find_by_name(d, true, &first, &second);
    if (first == VB_NO_COLUMN)
        find_by_name(d, false, &first, &second);
    if (first != VB_NO_COLUMN)
        return second == VB_NO_COLUMN ? take_answer(d, first, "its name") : fail_undecided(d, first, second);
    find_by_text(d, &first, &second);
    if (first == VB_NO_COLUMN || second != VB_NO_COLUMN)
        return fail_undecided(d, first, second);
    char why[64];
    (void)snprintf(why, sizeof why, "its text, %.0f words a cell", d->columns[first].words);
    return take_answer(d, first, why);
}

size_t vb_column_of_role(const vb_columns_decision *d, vb_name_role role)
{
    size_t best = VB_NO_COLUMN;
    for (size_t i = 0; i < d->n; i++) {
        const vb_name_kind *kind = &d->columns[i].kind;
        if (kind->role == role && i != d->out->answer &&
            (best == VB_NO_COLUMN || kind->rank > d->columns[best].kind.rank))
            best = i;
    }
    return best;
}

static vb_status decide_id(const vb_columns_decision *d)
{
    if (d->wanted->id != NULL) {
        vb_status status = vb_column_find(d->records, vb_str_of(d->wanted->id), &d->out->id, d->err);
        if (status != VB_OK)
            return status;
    } else {
        d->out->id = vb_column_of_role(d, VB_NAME_ID);
    }
    if (d->out->id != VB_NO_COLUMN) {
        vb_buffer_printf(&d->out->why, "id: column %zu, ", d->out->id + 1);
        vb_column_quote(&d->out->why, d->names[d->out->id]);
        vb_buffer_add_char(&d->out->why, '\n');
    }
    return VB_OK;
}

/* D6 */
static vb_name_kind join_kinds(vb_name_kind name, vb_name_kind label)
{
    if (label.role == VB_NAME_OTHER || name.role == VB_NAME_ID || (name.role == VB_NAME_NEVER && name.rank > 0))
        return name;
    if (name.role == VB_NAME_OTHER)
        return label;
    if (label.role == name.role)
        return label.rank > name.rank ? label : name;
    return label.role == VB_NAME_NEVER && name.role != VB_NAME_ANSWER ? name : label;
}

/* What is known of each column before anything is decided. */
static vb_status survey_columns(const vb_columns_decision *d)
{
    for (size_t i = 0; i < d->n; i++) {
        vb_name_kind label = {0};
        if (!vb_name_recognise(d->names[i], &d->columns[i].kind) ||
            (d->labels != NULL && !vb_name_recognise(d->labels[i], &label)) || !measure(d->sample, i, &d->columns[i]))
            return vb_fail_memory(d->err);
        d->columns[i].kind = join_kinds(d->columns[i].kind, label);
    }
    return VB_OK;
}

static vb_status decide(const vb_columns_decision *d)
{
    /* Groups asked for come first: they cannot be the answer by recognition. */
    vb_status status = survey_columns(d);
    if (status == VB_OK)
        status = vb_columns_by_wanted(d);
    if (status == VB_OK)
        status = decide_answer(d);
    if (status != VB_OK)
        return status;
    if (d->wanted->n_by == 0 && !d->wanted->ungrouped)
        status = vb_columns_by_recognised(d);
    if (status != VB_OK)
        return status;
    vb_columns_by_explain(d);
    return decide_id(d);
}

/* A single column is a list of one. */
static void list_columns(vb_columns *columns)
{
    for (size_t i = 0; i < columns->n_by; i++) {
        vb_by *by = &columns->by[i];
        if (by->columns != NULL)
            continue;
        by->columns = &by->column;
        by->n_columns = 1;
    }
}

vb_status vb_columns_decide(const vb_records *records, const vb_batch *sample, const vb_columns_wanted *wanted,
                            vb_columns *columns, vb_error *err)
{
    static const vb_columns_wanted nothing = {0};
    *columns = (vb_columns){.id = VB_NO_COLUMN};
    vb_columns_decision d = {.records = records,
                             .wanted = wanted == NULL ? &nothing : wanted,
                             .out = columns,
                             .err = err,
                             .sample = sample};
    d.names = vb_records_header(records, &d.n);
    d.labels = vb_records_labels(records);
    size_t most_by = d.wanted->n_by < 2 ? 2 : d.wanted->n_by;
    d.columns = vb_arena_alloc(&columns->arena, d.n * sizeof *d.columns);
    columns->by = vb_arena_alloc(&columns->arena, most_by * sizeof *columns->by);
    vb_status status = d.columns == NULL || columns->by == NULL ? vb_fail_memory(err) : decide(&d);
    if (status == VB_OK && vb_records_format(records) == VB_INPUT_LINES)
        status = vb_unit_tell(records, sample, columns->answer, &columns->why, err);
    if (status == VB_OK)
        list_columns(columns);
    if (status == VB_OK && columns->why.failed)
        status = vb_fail_memory(err);
    if (status != VB_OK)
        vb_columns_release(columns);
    return status;
}

vb_answer_look vb_columns_look(const vb_str *names, size_t n, const vb_batch *sample)
{
    vb_columns columns = {0};
    vb_answer_look look = VB_ANSWER_NONE;
    size_t first, second;
    vb_columns_decision d = {.names = names, .n = n, .out = &columns, .sample = sample};
    d.columns = vb_arena_alloc(&columns.arena, (n + 1) * sizeof *d.columns);
    if (d.columns != NULL && survey_columns(&d) == VB_OK) {
        find_by_name(&d, true, &first, &second);
        look = first != VB_NO_COLUMN ? VB_ANSWER_NAMED : VB_ANSWER_NONE;
        find_by_text(&d, &first, &second);
        if (look == VB_ANSWER_NONE && first != VB_NO_COLUMN)
            look = VB_ANSWER_WORDED;
    }
    vb_arena_release(&columns.arena);
    return look;
}

void vb_columns_release(vb_columns *columns)
{
    vb_buffer_release(&columns->why);
    vb_arena_release(&columns->arena);
    *columns = (vb_columns){.id = VB_NO_COLUMN};
}

bool vb_column_named(vb_str name)
{
    vb_name_kind kind;
    return vb_name_recognise(name, &kind) && kind.sure;
}
