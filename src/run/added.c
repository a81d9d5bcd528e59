#include "run/added.h"

#include "base/str.h"
#include "base/tell.h"
#include "input/column_find.h"
#include "run/study.h"

/* What --columns can name; in the default's order. */
static const struct {
    const char *name;
    vb_added_kind kind;
    const char *label; /* for people */
} parts[] = {
    [VB_ADDED_PRIMARY] = {"primary", VB_KIND_CODE, "Main challenge (primary code)"},
    [VB_ADDED_CODES] = {"codes", VB_KIND_CODES, "All challenges named (codes, the primary first)"},
    [VB_ADDED_SCORES] = {"scores", VB_KIND_TEXT, "Scores of the codes, in their order"},
    [VB_ADDED_MARGIN] = {"margin", VB_KIND_NUMBER, "Lead of the main challenge: 0 a tie, 1 no rival"},
    [VB_ADDED_REASON] = {"reason", VB_KIND_TEXT, "Why the answer has no code"},
    [VB_ADDED_EVIDENCE] = {"evidence", VB_KIND_TEXT, "What matched in the answer"},
    [VB_ADDED_GROUP] = {"groups", VB_KIND_CODE, NULL},
    [VB_ADDED_FLAG] = {"flags", VB_KIND_FLAG, NULL},
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

/* The text in the arena, whatever became of its buffer, which is released; ptr NULL when memory is out. */
static vb_str keep(const maker *m, vb_buffer *text)
{
    vb_str kept = text->failed ? (vb_str){NULL, 0} : vb_arena_copy(m->arena, vb_buffer_str(text));
    vb_buffer_release(text);
    return kept;
}

/* One more column, called prefix, `name` and `ending`.  False when memory is out. */
static bool add(const maker *m, unsigned what, size_t index, vb_added_kind kind, vb_str name, const char *ending,
                vb_added_about about)
{
    vb_buffer text = {0};
    vb_buffer_add_text(&text, m->job->prefix == NULL ? "" : m->job->prefix);
    vb_buffer_add_str(&text, name);
    vb_buffer_add_text(&text, ending);
    size_t n = m->list->n++;
    m->list->names[n] = keep(m, &text);
    m->list->kinds[n] = kind;
    m->list->columns[n] = (vb_added_column){what, index};
    m->list->about[n] = about;
    return m->list->names[n].ptr != NULL && about.label.ptr != NULL;
}

/* Set the codes of *about to the lexicon's categories.  False when memory is out. */
static bool list_codes(const maker *m, const vb_lexicon *lexicon, vb_added_about *about)
{
    vb_code_label *codes = vb_arena_alloc(m->arena, (lexicon->n_categories + 1) * sizeof *codes);
    for (size_t i = 0; codes != NULL && i < lexicon->n_categories; i++)
        codes[i] = (vb_code_label){vb_lexicon_path(lexicon, i), vb_lexicon_label(lexicon, i)};
    about->codes = codes;
    about->n_codes = lexicon->n_categories;
    return codes != NULL;
}

/* "Group of job title (lexicon job-titles)" */
static bool add_group(const maker *m, size_t index)
{
    const vb_grouping *grouping = &m->groupings[index];
    vb_buffer label = {0};
    vb_buffer_add_text(&label, "Group of ");
    vb_buffer_add_str(&label, grouping->by->name);
    vb_buffer_printf(&label, " (lexicon %.*s)", VB_ARG(grouping->lexicon->name));
    vb_added_about about = {.label = keep(m, &label)};
    return list_codes(m, grouping->lexicon, &about) &&
           add(m, VB_ADDED_GROUP, index, parts[VB_ADDED_GROUP].kind, grouping->by->name, "_group", about);
}

/* "Named: Resistance (buy-in/resistance)" */
static bool add_flag(const maker *m, size_t category)
{
    vb_str path = vb_lexicon_path(m->lexicon, category), name = vb_lexicon_label(m->lexicon, category);
    vb_buffer label = {0};
    vb_buffer_add_text(&label, "Named: ");
    vb_buffer_add_str(&label, name);
    if (!vb_str_equal(path, name))
        vb_buffer_printf(&label, " (%.*s)", VB_ARG(path));
    return add(m, VB_ADDED_FLAG, category, parts[VB_ADDED_FLAG].kind, path, "",
               (vb_added_about){.label = keep(m, &label)});
}

static bool add_part(const maker *m, unsigned what)
{
    bool ok = true;
    if (what < VB_ADDED) {
        vb_added_about about = {.label = vb_str_of(parts[what].label)};
        ok = what != VB_ADDED_PRIMARY || list_codes(m, m->lexicon, &about);
        return ok && add(m, what, 0, parts[what].kind, vb_str_of(parts[what].name), "", about);
    }
    for (size_t i = 0; what == VB_ADDED_GROUP && ok && i < m->n_groupings; i++)
        if (m->groupings[i].lexicon != NULL)
            ok = add_group(m, i);
    for (size_t i = 0; what == VB_ADDED_FLAG && ok && i < m->lexicon->n_categories; i++)
        if (m->job->level == 0 || m->lexicon->categories[i].level <= m->job->level)
            ok = add_flag(m, i);
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

/* Mind names that the input has already, as what was coded before has.  Tables may have a name twice: the added
 * column keeps its own, behind the other.  Elsewhere it gives way.  False when memory is out. */
static bool mind_names(const vb_job *job, bool may_repeat, const vb_str *header, size_t n_header, vb_arena *arena,
                       vb_added_list *list)
{
    enum { MOST_NAMED = 6 };
    vb_buffer line = {0};
    size_t taken = 0;
    vb_str *names = vb_arena_alloc(arena, (list->n + 1) * sizeof *names);
    if (names == NULL || !vb_row_added_keys(header, n_header, list->names, list->n, arena, names))
        return false;
    for (size_t i = 0; i < list->n; i++) {
        if (vb_str_equal(names[i], list->names[i]))
            continue;
        if (taken++ > 0 && taken <= MOST_NAMED)
            vb_buffer_add_text(&line, ", ");
        if (taken <= MOST_NAMED)
            vb_column_quote(&line, may_repeat ? list->names[i] : names[i]);
    }
    if (taken > MOST_NAMED)
        vb_buffer_printf(&line, " and %zu more", taken - MOST_NAMED);
    if (taken > 0)
        vb_buffer_add_text(&line, may_repeat
                                      ? ": the input has columns of those names already, and the added ones stand "
                                        "behind them; --prefix gives other names\n"
                                      : ": so called because the input has columns of those names already; "
                                        "--prefix gives other ones\n");
    if (!may_repeat)
        list->names = names;
    vb_job_tell_lines(job, &line);
    bool ok = !line.failed;
    vb_buffer_release(&line);
    return ok;
}

vb_status vb_added_make(const vb_job *job, const vb_lexicon *lexicon, const vb_grouping *groupings,
                        size_t n_groupings, const vb_str *header, size_t n_header, bool may_repeat, vb_arena *arena,
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
                            .about = vb_arena_alloc(arena, most * sizeof *list->about),
                            .columns = vb_arena_alloc(arena, most * sizeof *list->columns)};
    if (list->names == NULL || list->kinds == NULL || list->about == NULL || list->columns == NULL)
        return vb_fail_memory(err);
    vb_added_about file = {.label = VB_LITERAL("File of the record")};
    bool ok = !job->file_column || add(&m, VB_ADDED_FILE, 0, VB_KIND_TEXT, VB_LITERAL("file"), "", file);
    for (size_t i = 0; ok && i < n; i++)
        ok = add_part(&m, wanted[i]);
    ok = ok && mind_names(job, may_repeat, header, n_header, arena, list);
    return ok ? VB_OK : vb_fail_memory(err);
}
