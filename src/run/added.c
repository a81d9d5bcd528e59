#include "run/added.h"

#include "base/str.h"
#include "input/column_find.h"
#include "run/study.h"

/* What --columns can name; in the default's order. */
static const struct {
    const char *name;
    vb_added_kind kind;
} parts[] = {
    [VB_ADDED_PRIMARY] = {"primary", VB_KIND_CODE}, [VB_ADDED_CODES] = {"codes", VB_KIND_CODES},
    [VB_ADDED_SCORES] = {"scores", VB_KIND_TEXT},   [VB_ADDED_MARGIN] = {"margin", VB_KIND_NUMBER},
    [VB_ADDED_REASON] = {"reason", VB_KIND_TEXT},   [VB_ADDED_EVIDENCE] = {"evidence", VB_KIND_TEXT},
    [VB_ADDED_GROUP] = {"groups", VB_KIND_TEXT},    [VB_ADDED_FLAG] = {"flags", VB_KIND_FLAG},
};

enum { N_PARTS = sizeof parts / sizeof *parts };

typedef struct {
    const vb_job *job;
    const vb_lexicon *lexicon;
    const vb_grouping *groupings;
    size_t n_groupings;
    vb_arena *arena;
    vb_added_list *list;
} maker;

/* One more column, called prefix, `name` and `ending`.  False when memory is out. */
static bool add(const maker *m, unsigned what, size_t index, vb_added_kind kind, vb_str name, const char *ending)
{
    vb_str prefix = m->job->prefix == NULL ? VB_LITERAL("") : vb_str_of(m->job->prefix);
    vb_str behind = vb_str_of(ending);
    char *text = vb_arena_alloc(m->arena, prefix.len + name.len + behind.len + 1);
    if (text == NULL)
        return false;
    vb_str pieces[] = {prefix, name, behind};
    size_t len = 0;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        if (pieces[i].len > 0)
            memcpy(text + len, pieces[i].ptr, pieces[i].len);
        len += pieces[i].len;
    }
    size_t n = m->list->n++;
    m->list->names[n] = (vb_str){text, len};
    m->list->kinds[n] = kind;
    m->list->columns[n] = (vb_added_column){what, index};
    return true;
}

static bool add_part(const maker *m, unsigned what)
{
    bool ok = true;
    if (what < VB_ADDED)
        return add(m, what, 0, parts[what].kind, vb_str_of(parts[what].name), "");
    for (size_t i = 0; what == VB_ADDED_GROUP && ok && i < m->n_groupings; i++)
        if (m->groupings[i].lexicon != NULL)
            ok = add(m, what, i, VB_KIND_TEXT, m->groupings[i].by->name, "_group");
    for (size_t i = 0; what == VB_ADDED_FLAG && ok && i < m->lexicon->n_categories; i++)
        if (m->job->level == 0 || m->lexicon->categories[i].level <= m->job->level)
            ok = add(m, what, i, VB_KIND_FLAG, m->lexicon->categories[i].path, "");
    return ok;
}

static vb_status fail_unknown(vb_str name, vb_error *err)
{
    vb_buffer known = {0};
    for (size_t i = 0; i < N_PARTS; i++)
        vb_buffer_printf(&known, "%s%s", i == 0 ? "" : ", ", parts[i].name);
    vb_str list = vb_buffer_str(&known);
    vb_status status =
        known.failed
            ? vb_fail_memory(err)
            : vb_fail(err, VB_ERROR_USAGE, "no column \"%.*s\" can be added; pass some of %.*s, with commas between",
                      VB_ARG(name), VB_ARG(list));
    vb_buffer_release(&known);
    return status;
}

/* The parts that `text` names, in its order. */
static vb_status parse(const char *text, unsigned *wanted, size_t *n, vb_error *err)
{
    bool seen[N_PARTS] = {false};
    *n = 0;
    for (const char *at = text;; at++) {
        size_t len = strcspn(at, ",");
        vb_str name = vb_str_trim((vb_str){at, len});
        unsigned what = 0;
        while (what < N_PARTS && !vb_str_equal(name, vb_str_of(parts[what].name)))
            what++;
        if (what == N_PARTS)
            return fail_unknown(name, err);
        if (seen[what])
            return vb_fail(err, VB_ERROR_USAGE, "column \"%s\" is named twice: once is enough", parts[what].name);
        seen[what] = true;
        wanted[(*n)++] = what;
        at += len;
        if (*at == '\0')
            return VB_OK;
    }
}

/* What the input has, coded before perhaps, stays as it is: the new names give way.  False when memory is out. */
static bool number_names(const vb_job *job, const vb_str *header, size_t n_header, vb_arena *arena,
                         vb_added_list *list)
{
    enum { MOST_NAMED = 6 };
    vb_buffer line = {0};
    size_t changed = 0;
    vb_str *names = vb_arena_alloc(arena, (list->n + 1) * sizeof *names);
    if (names == NULL || !vb_row_added_keys(header, n_header, list->names, list->n, arena, names))
        return false;
    for (size_t i = 0; i < list->n; i++) {
        if (vb_str_equal(names[i], list->names[i]))
            continue;
        if (changed++ > 0 && changed <= MOST_NAMED)
            vb_buffer_add_text(&line, ", ");
        if (changed <= MOST_NAMED)
            vb_column_quote(&line, names[i]);
    }
    list->names = names;
    if (changed > MOST_NAMED)
        vb_buffer_printf(&line, " and %zu more", changed - MOST_NAMED);
    if (changed > 0)
        vb_buffer_printf(
            &line, ": so called because the input has columns of those names already; --prefix gives other ones\n");
    vb_study_tell(job, &line);
    bool ok = !line.failed;
    vb_buffer_release(&line);
    return ok;
}

vb_status vb_added_make(const vb_job *job, const vb_lexicon *lexicon, const vb_grouping *groupings,
                        size_t n_groupings, const vb_str *header, size_t n_header, vb_arena *arena,
                        vb_added_list *list, vb_error *err)
{
    maker m = {job, lexicon, groupings, n_groupings, arena, list};
    unsigned wanted[N_PARTS];
    size_t n = 0;
    for (unsigned what = 0; what < VB_ADDED_FLAG; what++)
        wanted[n++] = what;
    if (job->columns != NULL) {
        vb_status status = parse(job->columns, wanted, &n, err);
        if (status != VB_OK)
            return status;
    }
    size_t most = 1 + VB_ADDED + n_groupings + lexicon->n_categories;
    *list = (vb_added_list){.names = vb_arena_alloc(arena, most * sizeof *list->names),
                            .kinds = vb_arena_alloc(arena, most * sizeof *list->kinds),
                            .columns = vb_arena_alloc(arena, most * sizeof *list->columns)};
    if (list->names == NULL || list->kinds == NULL || list->columns == NULL)
        return vb_fail_memory(err);
    bool ok = !job->file_column || add(&m, VB_ADDED_FILE, 0, VB_KIND_TEXT, VB_LITERAL("file"), "");
    for (size_t i = 0; ok && i < n; i++)
        ok = add_part(&m, wanted[i]);
    ok = ok && number_names(job, header, n_header, arena, list);
    return ok ? VB_OK : vb_fail_memory(err);
}
