#include "agree/source.h"

#include "base/str.h"
#include "input/column_find.h"
#include "input/names.h"

#include <strings.h>

/* The name without " (2)" behind it, as `code` numbers columns of a name that is taken. */
static vb_str without_number(vb_str name)
{
    size_t end = name.len;
    if (end < 4 || name.ptr[end - 1] != ')')
        return name;
    for (end--; end > 0 && name.ptr[end - 1] >= '0' && name.ptr[end - 1] <= '9';)
        end--;
    bool numbered = end >= 2 && end < name.len - 1 && name.ptr[end - 1] == '(' && name.ptr[end - 2] == ' ';
    return numbered ? vb_str_cut(name, 0, end - 2) : name;
}

/* The first or the last column of this name, but for case and `_-. `; the last may be numbered.  VB_NO_COLUMN: none.
 */
static size_t find_named(const vb_records *records, vb_str name, bool last)
{
    size_t n, found = VB_NO_COLUMN;
    const vb_str *header = vb_records_header(records, &n);
    vb_buffer wanted = {0}, key = {0};
    bool ok = vb_name_key(name, &wanted);
    for (size_t i = 0; ok && i < n && (last || found == VB_NO_COLUMN); i++) {
        vb_buffer_clear(&key);
        if (vb_name_key(last ? without_number(header[i]) : header[i], &key) &&
            vb_str_equal(vb_buffer_str(&key), vb_buffer_str(&wanted)))
            found = i;
    }
    vb_buffer_release(&wanted);
    vb_buffer_release(&key);
    return found;
}

/* Whether the name ends so; *stem is what stands before. */
static bool ends_with(vb_str name, vb_str ending, vb_str *stem)
{
    name = vb_str_trim(name);
    if (name.len < ending.len || strncasecmp(name.ptr + name.len - ending.len, ending.ptr, ending.len) != 0)
        return false;
    *stem = vb_str_cut(name, 0, name.len - ending.len);
    return true;
}

static size_t find_partner(const vb_records *records, vb_str stem, const char *ending)
{
    vb_buffer name = {0};
    vb_buffer_add_str(&name, stem);
    vb_buffer_add_text(&name, ending);
    size_t found = name.failed ? VB_NO_COLUMN : find_named(records, vb_buffer_str(&name), false);
    vb_buffer_release(&name);
    return found;
}

static bool is_flag(const vb_lexicon *lexicon, vb_str name, bool between)
{
    return lexicon == NULL ? between : vb_lexicon_category(lexicon, vb_str_trim(name)) != VB_NO_CATEGORY;
}

/* The columns of 0 and 1: between `primary` and `unsure`, or, with a lexicon, those that are called as its codes. */
static vb_status find_flags(const vb_records *records, const vb_lexicon *lexicon, vb_arena *arena,
                            vb_coder_columns *columns, vb_error *err)
{
    size_t n, unsure = find_named(records, VB_LITERAL("unsure"), false);
    const vb_str *header = vb_records_header(records, &n);
    size_t *flags = vb_arena_alloc(arena, (n + 1) * sizeof *flags);
    if (flags == NULL)
        return vb_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        bool between = unsure != VB_NO_COLUMN && i > columns->primary && i < unsure;
        if (i != columns->primary && is_flag(lexicon, header[i], between))
            flags[columns->n_flags++] = i;
    }
    columns->flags = flags;
    return VB_OK;
}

static bool take_names(const vb_records *records, const char *primary, const char *codes, bool last,
                       vb_coder_columns *columns)
{
    columns->primary = find_named(records, vb_str_of(primary), last);
    columns->codes = find_named(records, vb_str_of(codes), last);
    return columns->primary != VB_NO_COLUMN || columns->codes != VB_NO_COLUMN;
}

static bool recognise(const vb_records *records, bool gold, bool alone, vb_coder_columns *columns)
{
    if (!gold)
        return take_names(records, "primary", "codes", true, columns) ||
               (alone && take_names(records, "gold_primary", "gold_codes", true, columns));
    if (take_names(records, "gold_primary", "gold_codes", false, columns))
        return true;
    vb_coder_columns last;
    (void)take_names(records, "primary", "codes", true, &last);
    return take_names(records, "primary", "codes", false, columns) &&
           (alone || columns->primary != last.primary || columns->codes != last.codes);
}

static void explain_column(vb_buffer *why, const vb_str *header, const char *what, size_t column)
{
    if (column == VB_NO_COLUMN)
        return;
    vb_buffer_printf(why, "%s column %zu, ", what, column + 1);
    vb_column_quote(why, header[column]);
}

static void explain(const vb_records *records, bool gold, const vb_coder_columns *c, vb_buffer *why)
{
    size_t n;
    const vb_str *header = vb_records_header(records, &n);
    vb_buffer_printf(why, "%s: %s: ", vb_records_name(records), gold ? "first coder (gold)" : "compared with it");
    explain_column(why, header, "codes", c->codes);
    if (c->n_flags > 0)
        vb_buffer_printf(why, "codes in %zu columns of 0 and 1", c->n_flags);
    if (c->primary != VB_NO_COLUMN)
        vb_buffer_add_text(why, c->codes != VB_NO_COLUMN || c->n_flags > 0 ? "; " : "");
    explain_column(why, header, "primary", c->primary);
    vb_buffer_add_char(why, '\n');
}

/* The column asked for, and its partner by `codes` or `primary` at its end. */
static vb_status take_asked(const vb_records *records, const char *wanted, vb_coder_columns *columns, vb_error *err)
{
    size_t n, asked;
    const vb_str *header = vb_records_header(records, &n);
    vb_status status = vb_column_find(records, vb_str_of(wanted), &asked, err);
    if (status != VB_OK)
        return status;
    vb_str stem;
    if (ends_with(header[asked], VB_LITERAL("primary"), &stem)) {
        columns->primary = asked;
        columns->codes = find_partner(records, stem, "codes");
    } else {
        columns->codes = asked;
        if (ends_with(header[asked], VB_LITERAL("codes"), &stem))
            columns->primary = find_partner(records, stem, "primary");
    }
    columns->name = header[asked];
    return VB_OK;
}

vb_status vb_source_coder(const vb_records *records, const char *wanted, bool gold, bool alone,
                          const vb_lexicon *lexicon, vb_arena *arena, vb_coder_columns *columns, vb_buffer *why,
                          vb_error *err)
{
    size_t n;
    const vb_str *header = vb_records_header(records, &n);
    vb_status status = VB_OK;
    *columns = (vb_coder_columns){.primary = VB_NO_COLUMN, .codes = VB_NO_COLUMN};
    if (wanted != NULL) {
        status = take_asked(records, wanted, columns, err);
    } else if (!recognise(records, gold, alone, columns)) {
        vb_buffer message = {0};
        vb_buffer_printf(
            &message, "cannot tell which column holds the %s: pass %s with one of these names or numbers",
            gold ? "first coder's codes" : "codes to compare",
            alone  ? gold ? "--gold (of report --gold-column)" : "--coded"
            : gold ? "a second file, or --gold"
                   : "a second file, or --coded");
        return vb_column_fail(records, VB_ERROR_INPUT, &message, err);
    } else {
        columns->name = header[columns->codes != VB_NO_COLUMN ? columns->codes : columns->primary];
    }
    if (status == VB_OK && columns->codes == VB_NO_COLUMN)
        status = find_flags(records, lexicon, arena, columns, err);
    if (status == VB_OK && why != NULL)
        explain(records, gold, columns, why);
    return status;
}

/* The column whose name says best that it holds this. */
static bool find_role(const vb_records *records, vb_name_role role, unsigned over, size_t *column)
{
    size_t n;
    unsigned best = over;
    const vb_str *header = vb_records_header(records, &n);
    *column = VB_NO_COLUMN;
    for (size_t i = 0; i < n; i++) {
        vb_name_kind kind;
        if (!vb_name_recognise(header[i], &kind))
            return false;
        if (kind.role == role && (*column == VB_NO_COLUMN ? kind.rank >= best : kind.rank > best)) {
            *column = i;
            best = kind.rank;
        }
    }
    return true;
}

vb_status vb_source_shared(const vb_records *records, const vb_job *job, bool needs_id, vb_shared_columns *columns,
                           vb_error *err)
{
    vb_status status = VB_OK;
    bool ok = true;
    *columns = (vb_shared_columns){.id = VB_NO_COLUMN, .answer = VB_NO_COLUMN};
    if (job->id != NULL)
        status = vb_column_find(records, vb_str_of(job->id), &columns->id, err);
    else
        ok = find_role(records, VB_NAME_ID, 0, &columns->id);
    if (status == VB_OK && ok && needs_id && columns->id == VB_NO_COLUMN) {
        vb_buffer message = {0};
        vb_buffer_add_text(&message, "cannot tell which column holds the ids that the files are joined by: pass --id "
                                     "with one of these names or numbers");
        return vb_column_fail(records, VB_ERROR_INPUT, &message, err);
    }
    if (status == VB_OK && ok && job->answer == NULL)
        ok = find_role(records, VB_NAME_ANSWER, VB_RANK_WEAK + 1, &columns->answer);
    else if (status == VB_OK && ok &&
             vb_column_find(records, vb_str_of(job->answer), &columns->answer, NULL) != VB_OK)
        columns->answer = VB_NO_COLUMN; /* another file may have it */
    columns->split = find_named(records, VB_LITERAL("split"), false);
    columns->evidence = find_named(records, VB_LITERAL("evidence"), true);
    return status != VB_OK ? status : ok ? VB_OK : vb_fail_memory(err);
}
