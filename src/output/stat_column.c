#include "output/stat_column.h"

#include "base/str.h"
#include "output/stat_names.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

/* SPSS, "Specifications and limits"; Stata, "Limits". */
enum {
    SAV_TEXT = 32767,
    SAV_SEGMENT = 255, /* longer texts are in several */
    SAV_LABEL = 255,
    SAV_VALUE_LABEL = 120,
    SAV_MISSING_TEXT = 8,
    DTA_TEXT = 2045,
    DTA_LABEL_CHARACTERS = 80,
    DTA_VALUE_LABEL = 32000,
};

size_t vb_stat_text_most(const vb_stat_plan *plan, const vb_stat_column *column)
{
    return !plan->dta ? SAV_TEXT : column->is_long ? INT_MAX : DTA_TEXT;
}

/* The first bytes as C text, in the arena. */
static const char *text_of(const vb_stat_plan *plan, vb_str s, size_t bytes, size_t characters)
{
    return vb_arena_copy(plan->arena, vb_stat_cut(s, bytes, characters)).ptr;
}

static const char *value_label(const vb_stat_plan *plan, vb_str label)
{
    size_t most = plan->dta ? DTA_VALUE_LABEL : SAV_VALUE_LABEL;
    return text_of(plan, label, most, most);
}

/* ---- user-missing values of SPSS in Stata: .a for the first, .b for the second ---- */

static bool missing_tag(const vb_stat_plan *plan, const vb_stat_column *column, double value, char *tag)
{
    if (!plan->dta || plan->from != VB_ORIGIN_SPSS || column->from == NULL || column->from->is_string)
        return false;
    for (size_t i = 0; i < column->from->n_missing; i++) {
        if (value >= column->from->missing_low[i] && value <= column->from->missing_high[i]) {
            *tag = (char)('a' + i);
            return true;
        }
    }
    return false;
}

/* Stata's doubles end before 2 to the 1023: what is beyond is a missing value there. */
static bool is_storable(const vb_stat_plan *plan, double value)
{
    return isfinite(value) && (!plan->dta || (value < 8.9884656743e307 && value > -1.7976931348e308));
}

vb_value vb_stat_column_value(const vb_stat_plan *plan, vb_stat_column *column, vb_value value)
{
    char tag;
    if (value.kind == VB_VALUE_NUMBER && missing_tag(plan, column, value.number, &tag)) {
        value.kind = VB_VALUE_TAGGED_MISSING;
        value.tag = tag;
    } else if (value.kind == VB_VALUE_NUMBER && !is_storable(plan, value.number)) {
        value.kind = VB_VALUE_SYSTEM_MISSING;
        column->lost++;
    } else if (value.kind == VB_VALUE_NUMBER && column->from != NULL && plan->from != plan->to) {
        value.number = vb_stat_translate(column->class, plan->from, plan->to, value.number);
    } else if (value.kind == VB_VALUE_TAGGED_MISSING && (!plan->dta || value.tag < 'a' || value.tag > 'z')) {
        value.kind = VB_VALUE_SYSTEM_MISSING;
        column->lost++;
    }
    return value;
}

/* ---- value labels ---- */

/* Stata labels integers only. */
static bool add_number_label(const vb_stat_plan *plan, vb_stat_column *column, readstat_label_set_t *set,
                             const vb_value_label *label)
{
    char tag;
    const char *text = value_label(plan, label->label);
    if (text == NULL)
        return false;
    if (label->tag != 0) {
        if (plan->dta)
            readstat_label_tagged_value(set, label->tag, text);
    } else if (!plan->dta) {
        readstat_label_double_value(set, label->value, text);
    } else if (missing_tag(plan, column, label->value, &tag)) {
        readstat_label_tagged_value(set, tag, text);
    } else if (label->value == floor(label->value) && fabs(label->value) <= 2147483620) {
        readstat_label_int32_value(set, (int32_t)label->value, text);
    } else {
        column->lost++;
    }
    return true;
}

static void label_whole_number(const vb_stat_plan *plan, readstat_label_set_t *set, int32_t value, const char *text)
{
    if (plan->dta)
        readstat_label_int32_value(set, value, text);
    else
        readstat_label_double_value(set, (double)value, text);
}

/* A value of the input's package as text in a label: no date has one. */
static bool add_labels(const vb_stat_plan *plan, vb_stat_column *column, readstat_label_set_t *set)
{
    const vb_variable *from = column->from;
    for (size_t i = 0; i < from->n_labels; i++) {
        if (!from->is_string) {
            if (!add_number_label(plan, column, set, &from->labels[i]))
                return false;
            continue;
        }
        const char *text = value_label(plan, from->labels[i].label);
        const char *value = vb_arena_copy(plan->arena, from->labels[i].text).ptr;
        if (text == NULL || value == NULL)
            return false;
        readstat_label_string_value(set, value, text);
    }
    return true;
}

/* "buy-in/resistance: Resistance". */
static bool add_codes(const vb_stat_plan *plan, const vb_stat_column *column, readstat_label_set_t *set)
{
    for (size_t i = 0; i < column->n_codes; i++) {
        const vb_code_label *code = &column->codes[i];
        vb_buffer b = {0};
        vb_buffer_add_str(&b, code->path);
        if (code->label.len > 0 && !vb_str_equal(code->label, code->path)) {
            vb_buffer_add_text(&b, ": ");
            vb_buffer_add_str(&b, code->label);
        }
        const char *text = b.failed ? NULL : value_label(plan, vb_buffer_str(&b));
        vb_buffer_release(&b);
        if (text == NULL)
            return false;
        label_whole_number(plan, set, (int32_t)(i + 1), text);
    }
    return true;
}

/* Flags have one set of labels in common. */
static bool declare_flag_labels(vb_stat_plan *plan, const vb_stat_column *column, readstat_writer_t *writer)
{
    if (plan->flag_labels == NULL) {
        plan->flag_labels =
            readstat_add_label_set(writer, plan->dta ? READSTAT_TYPE_INT32 : READSTAT_TYPE_DOUBLE, "flags");
        if (plan->flag_labels == NULL)
            return false;
        label_whole_number(plan, plan->flag_labels, 0, "not named");
        label_whole_number(plan, plan->flag_labels, 1, "named");
    }
    readstat_variable_set_label_set(column->variable, plan->flag_labels);
    return true;
}

static bool declare_labels(vb_stat_plan *plan, vb_stat_column *column, size_t number, readstat_writer_t *writer)
{
    bool is_code = column->kind == VB_KIND_CODE;
    bool text = column->from != NULL && column->from->is_string;
    size_t n = is_code ? column->n_codes : column->from != NULL ? column->from->n_labels : 0;
    char name[32];
    if (column->kind == VB_KIND_FLAG)
        return declare_flag_labels(plan, column, writer);
    if (n == 0)
        return true;
    if (text && plan->dta) { /* Stata has none for texts */
        column->lost += n;
        return true;
    }
    (void)snprintf(name, sizeof name, "labels%zu", number);
    readstat_type_t type = text ? READSTAT_TYPE_STRING : plan->dta ? READSTAT_TYPE_INT32 : READSTAT_TYPE_DOUBLE;
    readstat_label_set_t *set = readstat_add_label_set(writer, type, name);
    if (set == NULL || !(is_code ? add_codes(plan, column, set) : add_labels(plan, column, set)))
        return false;
    readstat_variable_set_label_set(column->variable, set);
    return true;
}

/* ---- missing values, formats ---- */

static bool declare_missing(const vb_stat_plan *plan, vb_stat_column *column)
{
    const vb_variable *from = column->from;
    for (size_t i = 0; from != NULL && !plan->dta && i < from->n_missing; i++) {
        if (!from->is_string && from->missing_low[i] < from->missing_high[i]) {
            (void)readstat_variable_add_missing_double_range(column->variable, from->missing_low[i],
                                                             from->missing_high[i]);
        } else if (!from->is_string) {
            (void)readstat_variable_add_missing_double_value(column->variable, from->missing_low[i]);
        } else if (column->longest <= SAV_MISSING_TEXT && from->width <= SAV_MISSING_TEXT) {
            const char *value = vb_arena_copy(plan->arena, from->missing_text[i]).ptr;
            if (value == NULL)
                return false;
            (void)readstat_variable_add_missing_string_value(column->variable, value);
        } else {
            column->lost++;
        }
    }
    return true;
}

/* "F8.2" is "%8.2f", and the other way. */
static void translate_number(bool dta, vb_str format, char out[32])
{
    unsigned width = 0, decimals = 0;
    char text[32];
    size_t n = format.len < sizeof text ? format.len : sizeof text - 1;
    if (n > 0)
        memcpy(text, format.ptr, n);
    text[n] = '\0';
    out[0] = '\0';
    if (dta && sscanf(text, "F%3u.%2u", &width, &decimals) >= 1 && width > 0)
        (void)snprintf(out, 32, "%%%u.%uf", width > decimals + 1 ? width : decimals + 2, decimals);
    if (!dta && sscanf(text, "%%%3u.%2uf", &width, &decimals) == 2 && n > 0 && text[n - 1] == 'f' && width > 0 &&
        width <= 40 && decimals <= 16)
        (void)snprintf(out, 32, "F%u.%u", width, decimals);
}

static bool declare_format(const vb_stat_plan *plan, vb_stat_column *column, size_t width)
{
    const vb_variable *from = column->from;
    static const char *const spss[] = {
        [VB_STAT_DATE] = "DATE11", [VB_STAT_DATETIME] = "DATETIME20", [VB_STAT_TIME] = "TIME8"};
    static const char *const stata[] = {
        [VB_STAT_DATE] = "%td", [VB_STAT_DATETIME] = "%tc", [VB_STAT_TIME] = "%tcHH:MM:SS"};
    const char *format = NULL;
    char translated[32];
    if (!column->is_number && !plan->dta) {
        (void)snprintf(translated, sizeof translated, "A%zu", width);
        format = translated;
    } else if (column->kind == VB_KIND_CODE || column->kind == VB_KIND_FLAG)
        format = plan->dta ? "%8.0g" : column->kind == VB_KIND_CODE ? "F4.0" : "F1.0";
    else if (from == NULL)
        format = plan->dta || !column->is_number ? NULL : "F8.3";
    else if (plan->from == plan->to && from->format.len > 0) {
        format = text_of(plan, from->format, 56, 56);
        if (format == NULL)
            return false;
    } else if (!from->is_string && column->class >= VB_STAT_DATE && column->class <= VB_STAT_TIME)
        format = plan->dta ? stata[column->class] : spss[column->class];
    else if (!from->is_string) {
        translate_number(plan->dta, from->format, translated);
        format = translated[0] != '\0' ? translated : NULL;
    }
    if (format != NULL)
        readstat_variable_set_format(column->variable, format);
    return true;
}

static void declare_display(const vb_stat_plan *plan, vb_stat_column *column)
{
    const vb_variable *from = column->from;
    readstat_measure_t measure = column->kind == VB_KIND_NUMBER ? READSTAT_MEASURE_SCALE
                                 : from == NULL                 ? READSTAT_MEASURE_NOMINAL
                                                                : READSTAT_MEASURE_UNKNOWN;
    if (from != NULL && from->measure >= READSTAT_MEASURE_NOMINAL && from->measure <= READSTAT_MEASURE_SCALE)
        measure = (readstat_measure_t)from->measure;
    readstat_variable_set_measure(column->variable, measure);
    if (from == NULL)
        return;
    if (from->alignment >= READSTAT_ALIGNMENT_LEFT && from->alignment <= READSTAT_ALIGNMENT_RIGHT)
        readstat_variable_set_alignment(column->variable, (readstat_alignment_t)from->alignment);
    if (plan->from == plan->to && from->display_width > 0)
        readstat_variable_set_display_width(column->variable, from->display_width);
}

bool vb_stat_column_declare(vb_stat_plan *plan, vb_stat_column *column, size_t number, readstat_writer_t *writer)
{
    const vb_variable *from = column->from;
    size_t most = vb_stat_text_most(plan, column);
    size_t width = column->longest;
    if (from != NULL && plan->from == plan->to)
        width = from->width > width ? from->width : width;
    else if (!plan->dta && width > SAV_SEGMENT)
        width++; /* ReadStat, reading, drops the last byte of texts that fill some widths */
    width = width == 0 ? 1 : width > most ? most : width;
    readstat_type_t type = column->is_number ? READSTAT_TYPE_DOUBLE
                           : column->is_long ? READSTAT_TYPE_STRING_REF
                                             : READSTAT_TYPE_STRING;
    column->variable = readstat_add_variable(writer, column->name, type, type == READSTAT_TYPE_STRING ? width : 0);
    if (column->variable == NULL)
        return false;
    vb_str label = from != NULL && from->label.len > 0 ? from->label : column->label;
    if (label.len == 0 && !vb_str_equal(column->header, vb_str_of(column->name)))
        label = column->header;
    const char *text =
        plan->dta ? text_of(plan, label, 320, DTA_LABEL_CHARACTERS) : text_of(plan, label, SAV_LABEL, SAV_LABEL);
    if (text == NULL)
        return false;
    readstat_variable_set_label(column->variable, text);
    declare_display(plan, column);
    return declare_format(plan, column, width) && declare_missing(plan, column) &&
           declare_labels(plan, column, number, writer);
}
