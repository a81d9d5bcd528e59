/* Yoshikoder dictionaries (.ykd) and Lexicoder's older ones (.lcd), which are XML: a `cnode` is a category, a `pnode`
 * an entry. */
#include "base/str.h"
#include "convert/readers.h"
#include "input/xml_tree.h"

static vb_spot spot_of(const vb_dictionary *d, const vb_xml *node)
{
    return (vb_spot){d->file, node->line, node->column};
}

static void read_entry(vb_dictionary *d, const vb_xml *node, size_t category, bool regex)
{
    vb_str name = vb_str_trim(vb_xml_attribute(node, "name"));
    vb_str score = vb_xml_attribute(node, "score");
    vb_spot spot = spot_of(d, node);
    vb_dictionary_entry *entry;
    if (name.len == 0 || category == VB_NO_CATEGORY) {
        vb_dictionary_lose(d, VB_LEFT_OUT, spot,
                           name.len == 0 ? "a pnode without a name" : "`%.*s` is in no category", VB_ARG(name));
        return;
    }
    if (regex) {
        vb_buffer term = {0};
        vb_term_add_regex(&term, name, "\\b(?:", ")\\b");
        entry = vb_dictionary_entry_add(d, category, name, vb_buffer_str(&term), spot);
        d->failed = d->failed || term.failed;
        vb_buffer_release(&term);
    } else {
        entry = vb_dictionary_phrase_add(d, category, name, "", "*", spot);
    }
    if (vb_str_trim(score).len > 0)
        vb_dictionary_weigh(d, entry, score);
}

static void read_below(vb_dictionary *d, const vb_xml *node, size_t category, bool regex)
{
    for (const vb_xml *child = node->first; child != NULL; child = child->next) {
        if (vb_str_equal(child->name, VB_LITERAL("pnode"))) {
            read_entry(d, child, category, regex);
        } else if (vb_str_equal(child->name, VB_LITERAL("cnode"))) {
            vb_str name = vb_str_trim(vb_xml_attribute(child, "name"));
            vb_str text = vb_str_trim(vb_xml_attribute(child, "desc"));
            size_t below = category;
            if (name.len == 0)
                vb_dictionary_lose(d, VB_NOTED, spot_of(d, child),
                                   "a cnode without a name: taken for the one around it");
            else
                below = vb_dictionary_category_add(d, category, name, spot_of(d, child));
            if (d->failed)
                return;
            if (name.len > 0 && text.len > 0 && !vb_str_equal(text, name))
                d->categories[below].definition = vb_dictionary_keep(d, text);
            read_below(d, child, below, regex);
        } else {
            vb_dictionary_lose(d, VB_LEFT_OUT, spot_of(d, child), "<%.*s> is no part of a dictionary",
                               VB_ARG(child->name));
        }
    }
}

bool vb_read_yoshikoder(vb_dictionary *d, vb_str text, vb_error *err)
{
    const vb_xml *root = vb_xml_read(text, d->file, &d->arena, err);
    if (root == NULL)
        return false;
    if (!vb_str_equal(root->name, VB_LITERAL("dictionary"))) {
        (void)vb_fail_at(
            err, VB_ERROR_INPUT, d->file, root->line, root->column,
            "<%.*s> is no dictionary of Yoshikoder or Lexicoder: their outermost element is <dictionary>",
            VB_ARG(root->name));
        return false;
    }
    bool regex = vb_str_equal(vb_xml_attribute(root, "patternengine"), VB_LITERAL("regexp"));
    vb_dictionary_count_words(d);
    if (regex)
        vb_dictionary_lose(
            d, VB_CHANGED, spot_of(d, root),
            "its entries are regular expressions of Java: they are read as PCRE2's, between word ends");
    read_below(d, root, VB_NO_CATEGORY, regex);
    return true;
}
