/* What is published of the answers that are kept. */
#include "run/samples_kept.h"

#include "base/str.h"

#include <stdlib.h>

/* The row of level 1 that an answer with this code counts in, in every section; VB_NO_SAMPLE for no category: the
 * uncoded. */
static size_t row_of(const vb_report *report, size_t category)
{
    const vb_figures_section *section = &report->figures->sections[0];
    size_t other = section->n_rows - 1;
    for (size_t r = 0; r < section->n_rows; r++)
        if (section->rows[r].kind == VB_ROW_OTHER && category != VB_NO_CATEGORY)
            other = r;
    for (size_t c = category; c != VB_NO_CATEGORY; c = report->lexicon->categories[c].parent)
        for (size_t r = 0; r < section->n_rows; r++)
            if (section->rows[r].category == c && section->rows[r].level == 1)
                return r;
    return other;
}

static bool is_shown(const vb_report *report, size_t section, size_t row, size_t column)
{
    return !report->figures->sections[section].rows[row].figures[column].hidden;
}

/* With suppression only the top of a code is told. */
static size_t told(const vb_report *report, bool suppresses, size_t category)
{
    const vb_category *categories = report->lexicon->categories;
    while (suppresses && category != VB_NO_CATEGORY && categories[category].parent != VB_NO_CATEGORY)
        category = categories[category].parent;
    return category;
}

/* The column of a section that the answer stands in: where its count is published. */
static size_t column_of(const vb_report *report, const vb_kept_answer *k, size_t section, size_t breakdown,
                        size_t row)
{
    const vb_figures_section *s = &report->figures->sections[section];
    if (s->n_groups == 0)
        return s->n_columns - 1;
    for (size_t i = 0; i < k->n_groups; i++)
        for (size_t g = 0; k->breakdowns[i] == breakdown && g < s->n_groups; g++)
            if (vb_str_equal(s->group_names[g], k->groups[i])) {
                size_t column = s->group_columns[g];
                return column != VB_NO_SAMPLE && is_shown(report, section, row, column) ? column : VB_NO_SAMPLE;
            }
    return VB_NO_SAMPLE;
}

/* Whether a code's count is published in all columns that the answer stands in. */
static bool is_told(const vb_report *report, const size_t *columns, size_t category)
{
    size_t row = row_of(report, category);
    for (size_t s = 0; s < report->figures->n_sections; s++) {
        size_t total = report->figures->sections[s].n_columns - 1;
        if (!is_shown(report, s, row, total) || (columns[s] != VB_NO_SAMPLE && !is_shown(report, s, row, columns[s])))
            return false;
    }
    return true;
}

static bool has(const size_t *codes, size_t n, size_t code)
{
    for (size_t i = 0; i < n; i++)
        if (codes[i] == code)
            return true;
    return false;
}

/* Fill in the answer; *shown: there is something to show of it.  False when memory is out. */
static bool list_answer(const vb_kept_answer *k, const size_t *to, const size_t *sections, vb_arena *arena,
                        const vb_report *report, vb_report_answer *answer, bool *shown)
{
    size_t n_sections = report->figures->n_sections;
    bool suppresses = report->figures->options.min_group > 0;
    size_t *columns = vb_arena_alloc(arena, (n_sections + 1) * sizeof *columns);
    size_t *codes = vb_arena_alloc(arena, (k->n_codes + 1) * sizeof *codes);
    vb_report_mark *marks = vb_arena_alloc(arena, (k->n_marks + 1) * sizeof *marks);
    vb_str text = vb_arena_copy(arena, k->text);
    if (columns == NULL || codes == NULL || marks == NULL || text.ptr == NULL)
        return false;
    size_t primary = k->primary == VB_NO_CATEGORY || to == NULL ? k->primary : to[k->primary];
    size_t row = row_of(report, primary);
    *shown = is_shown(report, 0, row, report->figures->sections[0].n_columns - 1);
    for (size_t s = 0; s < n_sections; s++)
        columns[s] = column_of(report, k, s, sections[s], row);
    *answer = (vb_report_answer){.text = text,
                                 .columns = columns,
                                 .primary = told(report, suppresses, primary),
                                 .codes = codes,
                                 .marks = marks};
    for (size_t i = 0; i < k->n_codes; i++) {
        size_t code = told(report, suppresses, to == NULL ? k->codes[i] : to[k->codes[i]]);
        if (code != VB_NO_CATEGORY && is_told(report, columns, code) && !has(codes, answer->n_codes, code))
            codes[answer->n_codes++] = code;
    }
    for (size_t i = 0; i < k->n_marks; i++) {
        vb_report_mark m = k->marks[i];
        m.category = told(report, suppresses, m.category);
        if (is_told(report, columns, m.category))
            marks[answer->n_marks++] = m;
    }
    return true;
}

static int compare_places(const void *a, const void *b)
{
    const vb_kept_answer *x = *(const vb_kept_answer *const *)a;
    const vb_kept_answer *y = *(const vb_kept_answer *const *)b;
    return x->place < y->place ? -1 : x->place > y->place;
}

bool vb_samples_list(const vb_samples *s, const size_t *to, const size_t *sections, vb_arena *arena,
                     vb_report *report)
{
    vb_report_answer *answers = vb_arena_alloc(arena, (s->live + 1) * sizeof *answers);
    const vb_kept_answer **order = vb_arena_alloc(arena, (s->live + 1) * sizeof *order);
    size_t n = 0;
    if (answers == NULL || order == NULL)
        return false;
    for (size_t i = 0; i < s->n_answers; i++)
        if (s->answers[i].cells > 0)
            order[n++] = &s->answers[i];
    if (n > 0)
        qsort(order, n, sizeof *order, compare_places);
    report->answers = answers;
    report->answers_of = s->offered;
    for (size_t i = 0; i < n; i++) {
        bool shown;
        if (!list_answer(order[i], to, sections, arena, report, &answers[report->n_answers], &shown))
            return false;
        report->n_answers += shown;
    }
    return true;
}
