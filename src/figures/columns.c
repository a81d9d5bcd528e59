#include "figures/draft.h"

#include "base/buffer.h"
#include "base/str.h"

#include <stdlib.h>

void *vb_draft_array(vb_draft *d, size_t n, size_t size)
{
    return n > SIZE_MAX / size - 1 ? NULL : vb_arena_alloc(d->arena, (n + 1) * size);
}

vb_str vb_figures_category_label(const vb_category *category)
{
    return category->label.len > 0 ? category->label : category->name;
}

/* ---- Names and labels ---- */

/* The first part of a group's name; *name is then what follows. */
static vb_str take_part(vb_str *name)
{
    const char *end = name->len == 0 ? NULL : memchr(name->ptr, VB_PART_SEPARATOR, name->len);
    size_t len = end == NULL ? name->len : (size_t)(end - name->ptr);
    vb_str part = vb_str_cut(*name, 0, len);
    *name = vb_str_cut(*name, end == NULL ? len : len + 1, name->len);
    return part;
}

vb_str vb_figures_group_label(const vb_lexicon *lexicon, vb_str name)
{
    if (name.len == 0)
        return lexicon != NULL ? VB_LITERAL("(none or unknown)") : VB_LITERAL("(none given)");
    size_t category = lexicon == NULL ? VB_NO_CATEGORY : vb_lexicon_category(lexicon, name);
    return category == VB_NO_CATEGORY ? name : vb_figures_category_label(&lexicon->categories[category]);
}

/* Set a column's name, label, category and whether it is blank: a cross is where any part is. */
static bool name_column(vb_draft *d, vb_str name, vb_figures_column *column)
{
    const vb_figures_breakdown *b = d->breakdown;
    vb_buffer label = {0};
    vb_str rest = name;
    column->blank = false;
    for (size_t i = 0; i < b->n_parts; i++) {
        vb_str part = b->n_parts == 1 ? name : take_part(&rest);
        column->blank = column->blank || part.len == 0;
        vb_buffer_add_text(&label, i > 0 ? ", " : "");
        vb_buffer_add_str(&label, vb_figures_group_label(b->parts[i].lexicon, part));
    }
    column->category = VB_NO_CATEGORY;
    if (b->n_parts == 1 && b->parts[0].lexicon != NULL && name.len > 0)
        column->category = vb_lexicon_category(b->parts[0].lexicon, name);
    column->tested = !column->blank;
    column->name = vb_arena_copy(d->arena, name);
    column->label = label.failed ? (vb_str){NULL, 0} : vb_arena_copy(d->arena, vb_buffer_str(&label));
    vb_buffer_release(&label);
    return column->name.ptr != NULL && column->label.ptr != NULL;
}

/* "job_title × stage". */
static bool name_section(vb_draft *d)
{
    const vb_figures_breakdown *b = d->breakdown;
    vb_buffer by = {0};
    for (size_t i = 0; i < b->n_parts; i++) {
        vb_buffer_add_text(&by, i > 0 ? " × " : "");
        vb_buffer_add_str(&by, b->parts[i].by);
    }
    d->section.by = by.failed ? (vb_str){NULL, 0} : vb_arena_copy(d->arena, vb_buffer_str(&by));
    vb_buffer_release(&by);
    d->section.lexicon = b->n_parts == 1 ? b->parts[0].lexicon : NULL;
    return d->section.by.ptr != NULL;
}

/* ---- Which groups stand where ---- */

typedef struct {
    size_t group;
    size_t *places; /* of a cross: one a part, where it stands among the groups of its column alone */
    size_t n_places;
} placed;

static int compare_placed(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    for (size_t i = 0; i < x->n_places; i++)
        if (x->places[i] != y->places[i])
            return x->places[i] < y->places[i] ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

static size_t place_of(const vb_tally *tally, size_t breakdown, vb_str name)
{
    size_t n;
    const vb_tally_group *groups = vb_tally_groups(tally, breakdown, &n);
    for (size_t i = 0; i < n; i++)
        if (vb_str_equal(groups[i].name, name))
            return i;
    return n;
}

/* The groups in the order of the table: as the tally has them, or a cross part by part. */
static placed *place_groups(vb_draft *d, const vb_tally_group *groups)
{
    const vb_figures_breakdown *b = d->breakdown;
    placed *order = vb_draft_array(d, d->n_groups, sizeof *order);
    for (size_t g = 0; order != NULL && g < d->n_groups; g++) {
        order[g] = (placed){.group = g};
        if (b->n_parts < 2)
            continue;
        order[g].n_places = b->n_parts;
        order[g].places = vb_draft_array(d, b->n_parts, sizeof *order[g].places);
        if (order[g].places == NULL)
            return NULL;
        vb_str rest = groups[g].name;
        for (size_t i = 0; i < b->n_parts; i++)
            order[g].places[i] = place_of(d->tally, b->parts[i].breakdown, take_part(&rest));
    }
    if (order != NULL && d->n_groups > 0)
        qsort(order, d->n_groups, sizeof *order, compare_placed);
    return order;
}

static void add_pattern(void *context, const vb_tally_pattern *pattern)
{
    vb_base_chain *base = context;
    vb_reason reason = pattern->answer.reason;
    bool answered = reason != VB_REASON_EMPTY && reason != VB_REASON_UNREADABLE;
    bool substantive = answered && reason != VB_REASON_NON_ANSWER;
    base->rows += pattern->n;
    base->answered += answered ? pattern->n : 0;
    base->substantive += substantive ? pattern->n : 0;
    base->recognised += reason == VB_CODED ? pattern->n : 0;
    base->by_term += reason == VB_CODED && !pattern->answer.indicated ? pattern->n : 0;
}

static uint64_t smallest(const vb_base_chain *bases, const bool *in_pool, size_t n, size_t *which)
{
    uint64_t least = UINT64_MAX;
    for (size_t g = 0; g < n; g++)
        if (!in_pool[g] && bases[g].substantive < least) {
            least = bases[g].substantive;
            *which = g;
        }
    return least;
}

/* Which groups stand together, so that every group that is shown has min_group answers.  With fewer than two groups
 * left there is nothing to break out. */
static bool *pool_groups(vb_draft *d, const vb_base_chain *bases, size_t *n_pooled)
{
    uint64_t least = d->options->min_group;
    bool *in_pool = vb_draft_array(d, d->n_groups, sizeof *in_pool);
    uint64_t pool = 0;
    *n_pooled = 0;
    if (in_pool == NULL || least == 0)
        return in_pool;
    for (size_t g = 0; g < d->n_groups; g++)
        if (bases[g].substantive < least) {
            in_pool[g] = true;
            pool += bases[g].substantive;
            ++*n_pooled;
        }
    while (*n_pooled > 0 && pool < least && *n_pooled < d->n_groups) {
        size_t which = 0;
        pool += smallest(bases, in_pool, d->n_groups, &which);
        in_pool[which] = true;
        ++*n_pooled;
    }
    return in_pool;
}

static void add_base(vb_base_chain *sum, const vb_base_chain *base)
{
    sum->rows += base->rows;
    sum->answered += base->answered;
    sum->substantive += base->substantive;
    sum->recognised += base->recognised;
    sum->by_term += base->by_term;
}

/* The columns of the groups, and behind them that of the pool. */
static bool lay_out(vb_draft *d, const vb_tally_group *groups, const placed *order, const vb_base_chain *bases,
                    const bool *in_pool, size_t n_pooled)
{
    size_t shown = d->n_groups - n_pooled + (n_pooled > 0);
    bool none = d->options->min_group > 0 && shown < 2;
    size_t pool = d->n_groups - n_pooled, n_labels = 0;
    vb_str *labels = vb_draft_array(d, n_pooled, sizeof *labels);
    if (labels == NULL)
        return false;
    d->n_columns = none ? 0 : shown;
    for (size_t i = 0, next = 0; i < d->n_groups; i++) {
        size_t g = order[i].group;
        bool pooled = in_pool[g] || none;
        vb_figures_column found = {0};
        if (!name_column(d, groups[g].name, &found))
            return false;
        d->column_of[g] = none ? SIZE_MAX : pooled ? pool : next;
        if (in_pool[g])
            labels[n_labels++] = found.label;
        if (none)
            continue;
        vb_figures_column *column = &d->columns[d->column_of[g]];
        bool was_tested = column->tested || column->base.rows == 0;
        vb_base_chain sum = column->base;
        add_base(&sum, &bases[g]);
        if (!pooled)
            *column = found;
        column->pooled = pooled;
        column->base = sum;
        column->tested = pooled ? was_tested && found.tested : found.tested;
        next += !pooled;
    }
    d->section.pooled = labels;
    d->section.n_pooled = n_labels;
    if (n_pooled == 0 || none)
        return true;
    d->columns[pool].category = VB_NO_CATEGORY;
    d->columns[pool].name = VB_LITERAL("(other groups)");
    d->columns[pool].label = VB_LITERAL("Other groups");
    return true;
}

bool vb_draft_columns(vb_draft *d)
{
    const vb_tally_group *groups = vb_tally_groups(d->tally, d->breakdown->breakdown, &d->n_groups);
    placed *order = place_groups(d, groups);
    vb_base_chain *bases = vb_draft_array(d, d->n_groups + 1, sizeof *bases);
    d->column_of = vb_draft_array(d, d->n_groups, sizeof *d->column_of);
    d->columns = vb_draft_array(d, d->n_groups + 1, sizeof *d->columns);
    d->bases = vb_draft_array(d, d->n_groups + 1, sizeof *d->bases);
    if (order == NULL || bases == NULL || d->column_of == NULL || d->columns == NULL || d->bases == NULL)
        return false;
    vb_base_chain total = {0};
    uint64_t rows = 0;
    vb_tally_patterns(d->tally, d->breakdown->breakdown, SIZE_MAX, add_pattern, &total);
    for (size_t g = 0; g < d->n_groups; g++) {
        vb_tally_patterns(d->tally, d->breakdown->breakdown, g, add_pattern, &bases[g]);
        rows += bases[g].rows;
    }
    d->section.overlap = rows > total.rows;
    size_t n_pooled;
    bool *in_pool = pool_groups(d, bases, &n_pooled);
    if (in_pool == NULL || !name_section(d) || !lay_out(d, groups, order, bases, in_pool, n_pooled))
        return false;
    d->columns[d->n_columns++] = (vb_figures_column){
        .name = VB_LITERAL(""), .label = VB_LITERAL("Total"), .category = VB_NO_CATEGORY, .base = total};
    for (size_t k = 0; k < d->n_columns; k++) {
        d->columns[k].has_chain = true;
        d->bases[k] = d->columns[k].base.substantive;
    }
    vb_str *names = vb_draft_array(d, d->n_groups, sizeof *names);
    for (size_t g = 0; names != NULL && g < d->n_groups; g++) {
        names[g] = vb_arena_copy(d->arena, groups[g].name);
        if (names[g].ptr == NULL)
            return false;
    }
    d->section.group_names = names;
    d->section.group_columns = d->column_of;
    d->section.n_groups = d->n_groups;
    d->section.columns = d->columns;
    d->section.n_columns = d->n_columns;
    return names != NULL;
}
