#include "input/stat_variables.h"

#include "base/grow.h"
#include "base/hash.h"
#include "base/str.h"
#include "text/utf8.h"

#include <stdlib.h>

/* A label as it comes: sets of them are named, and variables name their set. */
typedef struct {
    vb_value_label label;
    size_t set;
} found_label;

typedef struct {
    vb_stat_head *head;
    vb_variable *variables;
    vb_stat_reading *readings;
    size_t *sets; /* of each variable, or VB_MAP_NONE */
    size_t n, cap, cap_readings, cap_sets;
    vb_map set_names;
    size_t n_sets;
    found_label *labels;
    size_t n_labels, cap_labels;
    vb_str *notes;
    size_t n_notes, cap_notes;
    vb_buffer detail; /* what ReadStat says */
    bool failed;      /* memory is out */
} gathering;

static vb_str keep(gathering *g, const char *text)
{
    vb_str kept = vb_arena_copy(&g->head->arena, vb_str_of(text == NULL ? "" : text));
    if (kept.ptr == NULL)
        g->failed = true;
    return kept;
}

static int answer(const gathering *g)
{
    return g->failed ? READSTAT_HANDLER_ABORT : READSTAT_HANDLER_OK;
}

/* The number of the set called so, new or not. */
static size_t set_number(gathering *g, const char *name)
{
    size_t number = vb_map_find(&g->set_names, vb_str_of(name));
    if (number != VB_MAP_NONE)
        return number;
    vb_str kept = keep(g, name);
    if (g->failed || !vb_map_set(&g->set_names, kept, g->n_sets)) {
        g->failed = true;
        return VB_MAP_NONE;
    }
    return g->n_sets++;
}

static int take_metadata(readstat_metadata_t *metadata, void *context)
{
    gathering *g = context;
    const char *encoding = readstat_get_file_encoding(metadata);
    g->head->variables.file_label = keep(g, readstat_get_file_label(metadata));
    g->head->is_utf8 = encoding != NULL && strcmp(encoding, "UTF-8") == 0;
    return answer(g);
}

static int take_note(int index, const char *note, void *context)
{
    gathering *g = context;
    (void)index;
    if (!VB_PUSH_ROOM(g->notes, g->n_notes, g->cap_notes))
        g->failed = true;
    else
        g->notes[g->n_notes++] = keep(g, note);
    return answer(g);
}

static void take_missing(gathering *g, const readstat_variable_t *from, vb_variable *to)
{
    int n = readstat_variable_get_missing_ranges_count(from);
    for (int i = 0; i < n && to->n_missing < 3; i++) {
        readstat_value_t low = readstat_variable_get_missing_range_lo(from, i);
        readstat_value_t high = readstat_variable_get_missing_range_hi(from, i);
        if (to->is_string) {
            to->missing_text[to->n_missing] = keep(g, readstat_string_value(low));
        } else {
            to->missing_low[to->n_missing] = readstat_double_value(low);
            to->missing_high[to->n_missing] = readstat_double_value(high);
        }
        to->n_missing++;
    }
}

/* ReadStat rounds SPSS's widths up to the eights that they are stored in; the format has the real one: "A20".  It
 * counts a NUL behind Stata's. */
static size_t text_width(vb_origin origin, vb_str format, size_t stored)
{
    size_t width = 0;
    if (origin == VB_ORIGIN_STATA)
        return stored > 0 ? stored - 1 : 0;
    if (origin != VB_ORIGIN_SPSS || format.len < 2 || format.ptr[0] != 'A')
        return stored;
    for (size_t i = 1; i < format.len && i < 7 && format.ptr[i] >= '0' && format.ptr[i] <= '9'; i++)
        width = width * 10 + (size_t)(format.ptr[i] - '0');
    return width;
}

static int take_variable(int index, readstat_variable_t *variable, const char *set, void *context)
{
    gathering *g = context;
    (void)index;
    if (!VB_PUSH_ROOM(g->variables, g->n, g->cap) || !VB_PUSH_ROOM(g->readings, g->n, g->cap_readings) ||
        !VB_PUSH_ROOM(g->sets, g->n, g->cap_sets)) {
        g->failed = true;
        return READSTAT_HANDLER_ABORT;
    }
    vb_variable *to = &g->variables[g->n];
    *to = (vb_variable){
        .name = keep(g, readstat_variable_get_name(variable)),
        .label = keep(g, readstat_variable_get_label(variable)),
        .format = keep(g, readstat_variable_get_format(variable)),
        .is_string = readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING,
        .measure = (int)readstat_variable_get_measure(variable),
        .alignment = (int)readstat_variable_get_alignment(variable),
        .display_width = readstat_variable_get_display_width(variable),
    };
    if (to->is_string)
        to->width = text_width(g->head->variables.origin, to->format, readstat_variable_get_storage_width(variable));
    take_missing(g, variable, to);
    g->readings[g->n] = (vb_stat_reading){
        .class = to->is_string ? VB_STAT_PLAIN : vb_stat_class_of(g->head->variables.origin, to->format),
        .single = readstat_variable_get_type(variable) == READSTAT_TYPE_FLOAT,
    };
    g->sets[g->n++] = set == NULL || set[0] == '\0' ? VB_MAP_NONE : set_number(g, set);
    return answer(g);
}

static int take_label(const char *set, readstat_value_t value, const char *label, void *context)
{
    gathering *g = context;
    size_t number = set_number(g, set);
    if (g->failed || !VB_PUSH_ROOM(g->labels, g->n_labels, g->cap_labels)) {
        g->failed = true;
        return READSTAT_HANDLER_ABORT;
    }
    found_label *to = &g->labels[g->n_labels++];
    *to = (found_label){.label = {.label = keep(g, label)}, .set = number};
    if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING)
        to->label.text = keep(g, readstat_string_value(value));
    else if (readstat_value_is_tagged_missing(value))
        to->label.tag = readstat_value_tag(value);
    else
        to->label.value = readstat_double_value(value);
    return answer(g);
}

static void take_error(const char *text, void *context)
{
    gathering *g = context;
    vb_stat_keep_detail(&g->detail, text);
}

/* By set; in it numbers, then tags; text is empty for numbers. */
static int compare_labels(const void *a, const void *b)
{
    const found_label *x = a, *y = b;
    if (x->set != y->set)
        return x->set < y->set ? -1 : 1;
    if (x->label.tag != y->label.tag)
        return x->label.tag < y->label.tag ? -1 : 1;
    if (x->label.value < y->label.value || x->label.value > y->label.value)
        return x->label.value < y->label.value ? -1 : 1;
    return vb_str_compare(x->label.text, y->label.text);
}

/* Sort the labels, and give each variable those of its set. */
static bool join_labels(gathering *g)
{
    vb_arena *arena = &g->head->arena;
    vb_value_label *list = vb_arena_alloc(arena, (g->n_labels + 1) * sizeof *list);
    size_t *begins = vb_arena_alloc(arena, (g->n_sets + 1) * sizeof *begins);
    if (list == NULL || begins == NULL)
        return false;
    if (g->n_labels > 0)
        qsort(g->labels, g->n_labels, sizeof *g->labels, compare_labels);
    for (size_t i = 0; i < g->n_labels; i++) {
        list[i] = g->labels[i].label;
        begins[g->labels[i].set + 1]++;
    }
    for (size_t s = 0; s < g->n_sets; s++)
        begins[s + 1] += begins[s];
    for (size_t v = 0; v < g->n; v++) {
        if (g->sets[v] == VB_MAP_NONE)
            continue;
        g->variables[v].labels = list + begins[g->sets[v]];
        g->variables[v].n_labels = begins[g->sets[v] + 1] - begins[g->sets[v]];
    }
    return true;
}

/* Move what was gathered to the arena. */
static bool settle(gathering *g)
{
    vb_stat_head *head = g->head;
    vb_arena *arena = &head->arena;
    vb_variable *items = vb_arena_alloc(arena, (g->n + 1) * sizeof *items);
    vb_str *notes = vb_arena_alloc(arena, (g->n_notes + 1) * sizeof *notes);
    vb_str *labels = vb_arena_alloc(arena, (g->n + 1) * sizeof *labels);
    head->names = vb_arena_alloc(arena, (g->n + 1) * sizeof *head->names);
    head->readings = vb_arena_alloc(arena, (g->n + 1) * sizeof *head->readings);
    if (items == NULL || notes == NULL || labels == NULL || head->names == NULL || head->readings == NULL ||
        !join_labels(g))
        return false;
    for (size_t i = 0; i < g->n; i++) {
        items[i] = g->variables[i];
        head->readings[i] = g->readings[i];
        head->names[i] = items[i].name;
        labels[i] = items[i].label;
        if (labels[i].len > 0)
            head->labels = labels;
    }
    for (size_t i = 0; i < g->n_notes; i++)
        notes[i] = g->notes[i];
    head->variables.items = items;
    head->variables.n = g->n;
    head->variables.notes = notes;
    head->variables.n_notes = g->n_notes;
    return true;
}

/* Files that do not say their encoding are taken as they stand, so it may not be UTF-8. */
static bool is_text(const vb_stat_head *head)
{
    for (size_t i = 0; i < head->variables.n; i++) {
        const vb_variable *v = &head->variables.items[i];
        if (!vb_utf8_valid(v->name, NULL) || !vb_utf8_valid(v->label, NULL))
            return false;
        for (size_t k = 0; k < v->n_labels; k++)
            if (!vb_utf8_valid(v->labels[k].label, NULL))
                return false;
    }
    return true;
}

vb_status vb_stat_head_read(const char *path, const vb_stat_kind *kind, const char *encoding, vb_stat_head *head,
                            vb_error *err)
{
    gathering g = {.head = head, .set_names = {.seed = vb_hash_seed()}};
    vb_status status = VB_OK;
    *head = (vb_stat_head){.variables = {.origin = kind->origin}};
    readstat_parser_t *parser = readstat_parser_init();
    if (parser == NULL)
        return vb_fail_memory(err);
    (void)readstat_set_metadata_handler(parser, take_metadata);
    (void)readstat_set_note_handler(parser, take_note);
    (void)readstat_set_variable_handler(parser, take_variable);
    (void)readstat_set_value_label_handler(parser, take_label);
    (void)readstat_set_error_handler(parser, take_error);
    if (encoding != NULL)
        (void)readstat_set_file_character_encoding(parser, encoding);
    readstat_error_t code = kind->parse(parser, path, &g);
    readstat_parser_free(parser);
    vb_buffer_add_char(&g.detail, '\0');
    if (g.failed || g.detail.failed)
        status = vb_fail_memory(err);
    else if (code != READSTAT_OK)
        status = vb_stat_fail(path, kind, code, encoding, 0, g.detail.ptr, err);
    else if (!settle(&g))
        status = vb_fail_memory(err);
    else if (g.n == 0)
        status = vb_fail_at(err, VB_ERROR_INPUT, path, 0, 0, "no variables in it: it needs at least one");
    else if (!is_text(head))
        status = vb_fail_at(err, VB_ERROR_INPUT, path, 0, 0,
                            "its names or labels are not UTF-8: name their encoding with --encoding");
    free(g.variables);
    free(g.readings);
    free(g.sets);
    free(g.labels);
    free(g.notes);
    vb_map_release(&g.set_names);
    vb_buffer_release(&g.detail);
    return status;
}

void vb_stat_head_release(vb_stat_head *head)
{
    vb_arena_release(&head->arena);
    *head = (vb_stat_head){0};
}

const vb_value_label *vb_stat_label_of_number(const vb_variable *variable, double value)
{
    size_t low = 0, high = variable->n_labels;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const vb_value_label *label = &variable->labels[middle];
        if (label->tag != 0 || label->value > value)
            high = middle;
        else if (label->value < value)
            low = middle + 1;
        else
            return label;
    }
    return NULL;
}

const vb_value_label *vb_stat_label_of_text(const vb_variable *variable, vb_str text)
{
    size_t low = 0, high = variable->n_labels;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = vb_str_compare(variable->labels[middle].text, text);
        if (order == 0)
            return &variable->labels[middle];
        if (order > 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

bool vb_stat_missing_number(const vb_variable *variable, double value)
{
    for (size_t i = 0; i < variable->n_missing; i++)
        if (value >= variable->missing_low[i] && value <= variable->missing_high[i])
            return true;
    return false;
}

bool vb_stat_missing_text(const vb_variable *variable, vb_str text)
{
    for (size_t i = 0; i < variable->n_missing; i++)
        if (vb_str_equal(variable->missing_text[i], text))
            return true;
    return false;
}
