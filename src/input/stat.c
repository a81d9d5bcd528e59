/* Statistics packages' files as a source of records.
 *
 * ReadStat calls back for every value and cannot pause.  Reading a stretch of rows at a time with its row offset
 * would read a compressed file from its start each time (1,000,000 rows of .zsav: 150 ms to come to the last ones,
 * 180 batches, 14 s instead of 1), and Stata's long strings are read whole on every call.  So a thread reads ahead,
 * once through the file: it fills a batch, and waits until the one before is taken.  At most two batches are under
 * way.
 *
 * What ReadStat 1.1.8 holds in memory by itself: the variables, one row, and all long strings (strL) of a Stata file.
 * It drops the last byte of an SPSS text over 255 bytes that fills its variable's whole width, at some widths. */
#include "base/str.h"
#include "input/batch.h"
#include "input/stat_variables.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

/* Cells of a batch: what many short ones may cost in memory. */
#define CELLS_MOST ((size_t)64 * 1024)

typedef struct {
    const vb_stat_kind *kind;
    char *path, *encoding;
    vb_stat_head head;
    /* the reading thread's own */
    vb_batch filling;
    size_t filled; /* bytes */
    vb_value *row; /* values of the record that is being read */
    size_t rows;   /* whole records so far */
    size_t want;   /* bytes of a batch */
    vb_buffer detail;
    bool no_memory;
    /* shared, under the lock */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    vb_batch ready;
    bool is_ready, closing, done;
    size_t wanted;
    vb_error failed; /* how it ended; VB_OK: at the end */
    /* the caller's */
    pthread_t thread;
    bool started;
} stat_source;

/* ---- values → records ---- */

static void take_error(const char *text, void *context)
{
    stat_source *s = context;
    vb_stat_keep_detail(&s->detail, text);
}

/* Pass the batch on as soon as there is room.  False if nobody wants it any more. */
static bool hand_over(stat_source *s)
{
    vb_batch_settle(&s->filling, s->head.variables.n);
    (void)pthread_mutex_lock(&s->lock);
    while (s->is_ready && !s->closing)
        (void)pthread_cond_wait(&s->changed, &s->lock);
    bool open = !s->closing;
    if (open) {
        vb_batch other = s->ready;
        s->ready = s->filling;
        s->filling = other;
        s->is_ready = true;
        s->want = s->wanted;
        (void)pthread_cond_broadcast(&s->changed);
    }
    (void)pthread_mutex_unlock(&s->lock);
    vb_batch_reset(&s->filling);
    s->filled = 0;
    return open;
}

static bool begin_row(stat_source *s)
{
    size_t n = s->head.variables.n;
    vb_batch *b = &s->filling;
    if (!vb_batch_room(b, n))
        return false;
    s->row = vb_arena_alloc(&b->arena, n * sizeof *s->row);
    if (s->row == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        s->row[i] = (vb_value){.kind = VB_VALUE_SYSTEM_MISSING, .text = VB_LITERAL("")};
        b->cells[b->n_cells + i] = VB_LITERAL("");
    }
    return true;
}

static bool end_row(stat_source *s)
{
    vb_batch *b = &s->filling;
    size_t n = s->head.variables.n;
    b->records[b->n++] = (vb_record){.row = ++s->rows, .n_found = n, .values = s->row};
    b->n_cells += n;
    s->row = NULL;
    return (s->filled < s->want && b->n_cells + n <= CELLS_MOST) || hand_over(s);
}

/* The cell of a number: its label, its date, its digits. */
static vb_str number_cell(stat_source *s, size_t column, double value)
{
    const vb_variable *v = &s->head.variables.items[column];
    vb_stat_reading reading = s->head.readings[column];
    if (vb_stat_missing_number(v, value))
        return VB_LITERAL("");
    const vb_value_label *label = vb_stat_label_of_number(v, value);
    if (label != NULL && label->label.len > 0)
        return label->label;
    char text[VB_STAT_TEXT];
    size_t len = vb_stat_date_text(s->head.variables.origin, reading.class, value, text);
    if (len == 0)
        len = vb_stat_number_text(value, reading.single, text);
    return vb_arena_copy(&s->filling.arena, (vb_str){text, len});
}

static vb_str text_cell(const vb_variable *v, vb_str text)
{
    if (vb_stat_missing_text(v, text))
        return VB_LITERAL("");
    const vb_value_label *label = vb_stat_label_of_text(v, text);
    return label != NULL && label->label.len > 0 ? label->label : text;
}

static bool add_value(stat_source *s, size_t column, readstat_value_t value)
{
    const vb_variable *v = &s->head.variables.items[column];
    vb_str *cell = &s->filling.cells[s->filling.n_cells + column];
    vb_value *to = &s->row[column];
    if (v->is_string) {
        const char *text = readstat_string_value(value);
        to->kind = VB_VALUE_TEXT;
        to->text = vb_arena_copy(&s->filling.arena, vb_str_of(text == NULL ? "" : text));
        *cell = to->text.ptr == NULL ? to->text : text_cell(v, to->text);
    } else if (readstat_value_is_tagged_missing(value)) {
        to->kind = VB_VALUE_TAGGED_MISSING;
        to->tag = readstat_value_tag(value);
    } else if (!readstat_value_is_system_missing(value)) {
        to->number = readstat_double_value(value);
        if (to->number == to->number) { /* NaN is no number either */
            to->kind = VB_VALUE_NUMBER;
            *cell = number_cell(s, column, to->number);
        }
    }
    s->filled += cell->len + 1;
    return cell->ptr != NULL;
}

/* The variables are known; but without handlers for them and their labels ReadStat stumbles. */
static int take_variable(int index, readstat_variable_t *variable, const char *set, void *context)
{
    const stat_source *s = context;
    (void)variable;
    (void)set;
    return index >= 0 && (size_t)index < s->head.variables.n ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

static int pass_label(const char *set, readstat_value_t value, const char *label, void *context)
{
    (void)set;
    (void)value;
    (void)label;
    (void)context;
    return READSTAT_HANDLER_OK;
}

static int take_value(int number, readstat_variable_t *variable, readstat_value_t value, void *context)
{
    stat_source *s = context;
    size_t column = (size_t)readstat_variable_get_index(variable);
    (void)number;
    if (column >= s->head.variables.n)
        return READSTAT_HANDLER_ABORT;
    if ((s->row == NULL && !begin_row(s)) || !add_value(s, column, value)) {
        s->no_memory = true;
        return READSTAT_HANDLER_ABORT;
    }
    return column + 1 < s->head.variables.n || end_row(s) ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

/* ---- the reading thread ---- */

static void *read_rows(void *context)
{
    stat_source *s = context;
    vb_error failed = {0};
    readstat_error_t code = READSTAT_ERROR_MALLOC;
    readstat_parser_t *parser = readstat_parser_init();
    if (parser != NULL) {
        (void)readstat_set_variable_handler(parser, take_variable);
        (void)readstat_set_value_label_handler(parser, pass_label);
        (void)readstat_set_value_handler(parser, take_value);
        (void)readstat_set_error_handler(parser, take_error);
        if (s->encoding != NULL)
            (void)readstat_set_file_character_encoding(parser, s->encoding);
        else if (s->head.is_utf8) /* wrong bytes are their record's own matter, not the file's */
            (void)readstat_set_handler_character_encoding(parser, NULL);
        code = s->kind->parse(parser, s->path, s);
        readstat_parser_free(parser);
    }
    vb_buffer_add_char(&s->detail, '\0');
    if (s->no_memory || parser == NULL || s->detail.failed)
        (void)vb_fail_memory(&failed);
    else if (code != READSTAT_OK)
        (void)vb_stat_fail(s->path, s->kind, code, s->encoding, s->rows + 1, s->detail.ptr, &failed);
    if (s->filling.n > 0)
        (void)hand_over(s);
    (void)pthread_mutex_lock(&s->lock);
    s->failed = failed;
    s->done = true;
    (void)pthread_cond_broadcast(&s->changed);
    (void)pthread_mutex_unlock(&s->lock);
    return NULL;
}

static vb_status start(stat_source *s, size_t bytes, vb_error *err)
{
    s->want = bytes;
    int fault = pthread_create(&s->thread, NULL, read_rows, s);
    if (fault != 0)
        return vb_fail_at(err, VB_ERROR_MEMORY, s->path, 0, 0, "no thread to read it with: %s", strerror(fault));
    s->started = true;
    return VB_OK;
}

static vb_status next(void *self, size_t bytes, vb_batch *batch, vb_error *err)
{
    stat_source *s = self;
    vb_status status = VB_OK;
    vb_batch_reset(batch);
    (void)pthread_mutex_lock(&s->lock);
    s->wanted = bytes;
    if (!s->started)
        status = start(s, bytes, err);
    while (status == VB_OK && !s->is_ready && !s->done)
        (void)pthread_cond_wait(&s->changed, &s->lock);
    if (s->is_ready) {
        vb_batch other = *batch;
        *batch = s->ready;
        s->ready = other;
        s->is_ready = false;
        (void)pthread_cond_broadcast(&s->changed);
    } else if (status == VB_OK && s->failed.code != VB_OK) {
        status = s->failed.code;
        if (err != NULL)
            *err = s->failed;
    }
    (void)pthread_mutex_unlock(&s->lock);
    return status;
}

/* ---- opening and closing ---- */

static void close_source(void *self)
{
    stat_source *s = self;
    if (s->started) {
        (void)pthread_mutex_lock(&s->lock);
        s->closing = true;
        (void)pthread_cond_broadcast(&s->changed);
        (void)pthread_mutex_unlock(&s->lock);
        (void)pthread_join(s->thread, NULL);
    }
    (void)pthread_cond_destroy(&s->changed);
    (void)pthread_mutex_destroy(&s->lock);
    vb_batch_release(&s->filling);
    vb_batch_release(&s->ready);
    vb_stat_head_release(&s->head);
    vb_buffer_release(&s->detail);
    free(s->path);
    free(s->encoding);
    free(s);
}

static stat_source *new_source(const char *path, const char *encoding)
{
    stat_source *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    if (pthread_mutex_init(&s->lock, NULL) != 0) {
        free(s);
        return NULL;
    }
    if (pthread_cond_init(&s->changed, NULL) != 0) {
        (void)pthread_mutex_destroy(&s->lock);
        free(s);
        return NULL;
    }
    s->path = strdup(path);
    s->encoding = encoding == NULL ? NULL : strdup(encoding);
    if (s->path != NULL && (encoding == NULL || s->encoding != NULL))
        return s;
    close_source(s);
    return NULL;
}

vb_status vb_stat_open(const char *path, const vb_input_options *options, vb_source *source, vb_buffer *why,
                       vb_error *err)
{
    static const vb_source_kind kind = {.next = next, .close = close_source};
    (void)why;
    const vb_stat_kind *found = vb_stat_kind_of(path, err);
    if (found == NULL)
        return err == NULL ? VB_ERROR_INPUT : err->code;
    stat_source *s = new_source(path, options == NULL ? NULL : options->encoding);
    if (s == NULL)
        return vb_fail_memory(err);
    s->kind = found;
    vb_status status = vb_stat_head_read(s->path, found, s->encoding, &s->head, err);
    if (status != VB_OK) {
        close_source(s);
        return status;
    }
    *source = (vb_source){.kind = &kind,
                          .self = s,
                          .names = s->head.names,
                          .labels = s->head.labels,
                          .n = s->head.variables.n,
                          .raw = VB_LITERAL(""),
                          .variables = &s->head.variables};
    return VB_OK;
}
