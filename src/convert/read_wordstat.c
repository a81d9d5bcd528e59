/* WordStat dictionaries (.cat), by indent: a line that ends in a weight, `WORD (1)`, is an entry, any other a
 * category.
 * `_` parts the words of a phrase; what begins with `@` is a rule of nearness. */
#include "base/str.h"
#include "convert/readers.h"

enum { DEEPEST = 64 };

typedef struct {
    vb_dictionary *d;
    size_t line;
    vb_str text;
    struct {
        size_t indent, category;
    } open[DEEPEST]; /* categories around the line */
    size_t n_open;
} reader;

/* Tabs, of which a level has one; where a line has none, spaces. */
static size_t indent_of(vb_str line, size_t *begin)
{
    size_t tabs = 0, i = 0;
    for (; i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'); i++)
        tabs += line.ptr[i] == '\t';
    *begin = i;
    return tabs > 0 ? tabs : i;
}

/* Cut the weight "(1)" off the end of an entry. */
static bool take_weight(vb_str *entry, vb_str *weight)
{
    size_t open = entry->len;
    if (entry->len < 4 || entry->ptr[entry->len - 1] != ')')
        return false;
    while (open > 0 && entry->ptr[open - 1] != '(')
        open--;
    if (open < 2 || entry->ptr[open - 2] != ' ')
        return false;
    *weight = vb_str_cut(*entry, open, entry->len - 1);
    for (size_t i = 0; i < weight->len; i++)
        if (strchr("0123456789.-", weight->ptr[i]) == NULL)
            return false;
    *entry = vb_str_trim(vb_str_cut(*entry, 0, open - 1));
    return weight->len > 0 && entry->len > 0;
}

static bool read_line(reader *r, vb_error *err)
{
    size_t begin, indent = indent_of(r->text, &begin);
    vb_str entry = vb_str_trim(r->text), weight;
    vb_spot spot = {r->d->file, r->line, vb_line_column(r->text, begin)};
    if (entry.len == 0)
        return true;
    while (r->n_open > 0 && r->open[r->n_open - 1].indent >= indent)
        r->n_open--;
    size_t parent = r->n_open == 0 ? VB_NO_CATEGORY : r->open[r->n_open - 1].category;
    if (entry.ptr[0] == '@') {
        vb_dictionary_lose(r->d, VB_LEFT_OUT, spot, "`%.*s` is a rule, which terms have no word for", VB_ARG(entry));
    } else if (take_weight(&entry, &weight)) {
        if (parent == VB_NO_CATEGORY)
            vb_dictionary_lose(r->d, VB_LEFT_OUT, spot, "`%.*s` is in no category", VB_ARG(entry));
        else
            vb_dictionary_weigh(r->d, vb_dictionary_phrase_add(r->d, parent, entry, "_", "*?", spot), weight);
    } else if (r->n_open == DEEPEST) {
        (void)vb_fail_at(err, VB_ERROR_INPUT, r->d->file, r->line, spot.column, "more than %d levels", DEEPEST);
        return false;
    } else {
        r->open[r->n_open].category = vb_dictionary_category_add(r->d, parent, entry, spot);
        r->open[r->n_open++].indent = indent;
    }
    return true;
}

bool vb_read_wordstat(vb_dictionary *d, vb_str text, vb_error *err)
{
    reader r = {.d = d};
    vb_dictionary_count_words(d);
    while (vb_line_next(&text, &r.text)) {
        r.line++;
        if (!read_line(&r, err))
            return false;
    }
    return true;
}
