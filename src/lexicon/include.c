/* Reading the lexicon and everything that it includes, each into a part. */
#include "base/grow.h"
#include "lexicon/reader.h"

enum { MOST_PARTS = 100 };

static bool read_part(vb_reader *r, vb_lexicon_source *source);

/* Place the fault of finding `name` at the entry that asks for it. */
static bool not_found(vb_reader *r, size_t part, const vb_yaml *entry)
{
    if (r->err->code == VB_ERROR_MEMORY)
        return false;
    vb_error fault = *r->err;
    return vb_reader_fault(r, part, entry, "%.256s%s%.400s", fault.file, fault.file[0] == '\0' ? "" : " ",
                           fault.text);
}

/* Read one included lexicon, unless another way has led to it before. */
static bool read_include(vb_reader *r, size_t part, const vb_yaml *entry)
{
    vb_str name;
    vb_lexicon_source source = {0};
    if (!vb_reader_text(r, part, entry, "the entry of `include`", &name))
        return false;
    vb_str path = vb_arena_copy(r->arena, name); /* ends with a NUL */
    if (path.ptr == NULL)
        return vb_reader_no_memory(r);
    bool fine =
        vb_lexicon_source_include(&source, path.ptr, &r->parts[part].source, r->err) || not_found(r, part, entry);
    for (size_t i = 0; fine && i < r->n_parts; i++) {
        if (strcmp(r->parts[i].source.id, source.id) != 0)
            continue;
        fine = !r->parts[i].open ||
               vb_reader_fault(r, part, entry, "`%.*s` includes this lexicon in its turn, take one of the two out",
                               VB_ARG(name));
        goto done;
    }
    if (fine && r->n_parts == MOST_PARTS)
        fine = vb_reader_fault(r, part, entry, "more than %d lexicons in one, put some together", MOST_PARTS);
    if (fine) {
        size_t index = r->n_parts;
        fine = read_part(r, &source);
        if (fine && vb_yaml_find(r->parts[index].root, "lexicon") == NULL)
            fine = vb_reader_fault(r, part, entry, "`%.*s` is a plain dictionary, give it `lexicon:` to include it",
                                   VB_ARG(name));
    }
done:
    vb_lexicon_source_release(&source);
    return fine;
}

static bool read_includes(vb_reader *r, size_t part)
{
    const vb_yaml *node = vb_yaml_find(r->parts[part].root, "include");
    const vb_yaml *const *items = NULL;
    size_t n = 0;
    if (node == NULL)
        return true;
    if (!vb_reader_list(r, part, node, "`include`", &items, &n))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!read_include(r, part, items[i]) && !vb_reader_go_on(r))
            return false;
    return true;
}

static bool read_name(vb_reader *r, size_t part, const vb_yaml *name)
{
    vb_reader_part *p = &r->parts[part];
    p->name = VB_LITERAL("");
    if (!vb_reader_text(r, part, name, "`lexicon`", &p->name))
        return false;
    return vb_reader_is_name(p->name, true) ||
           vb_reader_fault(r, part, name,
                           "`%.*s` cannot name a lexicon, use lower-case letters, digits, hyphens and dots",
                           VB_ARG(p->name));
}

/* The top level of the full form. */
static bool read_top(vb_reader *r, size_t part)
{
    static const char *const keys[] = {"lexicon",       "version",    "title",   "settings",    "headline",
                                       "abbreviations", "words",      "sets",    "denials",     "turns",
                                       "emphases",      "ignore",     "joiners", "non-answers", "indicators",
                                       "include",       "categories", "tests"};
    const vb_yaml *root = r->parts[part].root;
    if (r->parts[part].source.tree == NULL && !vb_yaml_unique(root, r->parts[part].source.file, r->err)) {
        r->rule = "duplicate-key";
        if (!vb_reader_go_on(r))
            return false;
    }
    if (!vb_reader_keys(r, part, root, keys, sizeof keys / sizeof *keys, "") ||
        (!read_name(r, part, vb_yaml_find(root, "lexicon")) && !vb_reader_go_on(r)))
        return false;
    return vb_read_settings(r, part) && vb_read_overrides(r, part);
}

/* What a part says of itself, from its root. */
static bool read_root(vb_reader *r, size_t part)
{
    const vb_yaml *root = r->parts[part].root;
    if (root->kind != VB_YAML_MAP)
        return vb_reader_fault(r, part, root, "no keys at the top, write `lexicon: NAME` and `categories:`");
    bool full = vb_yaml_find(root, "lexicon") != NULL;
    if (part == 0)
        r->lexicon->plain = !full;
    return !full || read_top(r, part);
}

/* Read one source as the next part.  Takes over what *source owns. */
static bool read_part(vb_reader *r, vb_lexicon_source *source)
{
    if (!VB_PUSH_ROOM(r->parts, r->n_parts, r->parts_cap))
        return vb_reader_no_memory(r);
    size_t part = r->n_parts++;
    r->parts[part] = (vb_reader_part){.source = *source, .open = true};
    *source = (vb_lexicon_source){0};
    const vb_lexicon_source *from = &r->parts[part].source;
    const vb_yaml *root = from->tree != NULL ? vb_yaml_unpack(from->tree, r->arena)
                                             : vb_yaml_read(from->yaml, from->file, r->arena, r->err);
    if (root == NULL)
        return from->tree != NULL ? vb_reader_no_memory(r) : false;
    r->parts[part].root = root;
    bool fine = read_root(r, part) && (vb_yaml_find(root, "lexicon") == NULL || read_includes(r, part));
    r->parts[part].open = false;
    return fine;
}

bool vb_read_parts(vb_reader *r, vb_lexicon_source *source)
{
    return read_part(r, source);
}

bool vb_read_tree_parts(vb_reader *r, const vb_lexicon_tree *tree)
{
    for (size_t i = 0; i < tree->n_parts; i++) {
        if (!VB_PUSH_ROOM(r->parts, r->n_parts, r->parts_cap))
            return vb_reader_no_memory(r);
        vb_reader_part *part = &r->parts[r->n_parts++];
        *part = (vb_reader_part){.root = tree->parts[i].root};
        if (!vb_lexicon_source_memory(&part->source, VB_LITERAL(""), tree->parts[i].file, r->err) || !read_root(r, i))
            return false;
    }
    return true;
}
