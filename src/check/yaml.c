/* What YAML makes of a text without a word. */
#include "base/str.h"
#include "check/lint.h"

/* The words that YAML 1.1 (yaml.org/type/bool.html, null.html) reads as something else than text. */
bool vb_lint_is_trap(vb_str text)
{
    static const char *const words[] = {"y",  "Y",    "yes",  "Yes",  "YES",   "n",     "N",     "no", "No",
                                        "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on", "On",
                                        "ON", "off",  "Off",  "OFF",  "null",  "Null",  "NULL",  "~"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vb_str_equal(text, vb_str_of(words[i])))
            return true;
    return false;
}

/* What follows a bare text on its line. */
static vb_str rest_of_line(const vb_lint *lint, const vb_yaml *node)
{
    vb_str line = vb_lint_line(lint, node->line);
    size_t at = 0;
    if (node->line == 1 && line.len >= 3 && memcmp(line.ptr, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    for (size_t column = 1; column < node->column && at < line.len; column++)
        for (at++; at < line.len && ((unsigned char)line.ptr[at] & 0xC0) == 0x80;)
            at++;
    return at + node->text.len <= line.len ? vb_str_cut(line, at + node->text.len, line.len) : VB_LITERAL("");
}

static void look_at(vb_lint *lint, const vb_yaml *node, bool truth)
{
    if (node->inside != 0)
        return; /* quoted, or of several lines */
    vb_check_place place = {lint->file, node->line, node->column, 0, 0};
    if (!truth && vb_lint_is_trap(node->text))
        (void)vb_findings_add(lint->findings, "yaml-boolean", place, VB_LITERAL("quote it"),
                              "the bare word `%.*s` is taken as a text here, but other programs read it as true, "
                              "false or nothing",
                              VB_ARG(node->text));
    vb_str rest = rest_of_line(lint, node);
    size_t hash = 0;
    while (hash < rest.len && (rest.ptr[hash] == ' ' || rest.ptr[hash] == '\t'))
        hash++;
    bool comment = hash > 0 && hash + 1 < rest.len && rest.ptr[hash] == '#';
    if (comment && strchr(" \t#\r", rest.ptr[hash + 1]) == NULL)
        (void)vb_findings_add(lint->findings, "yaml-comment", place, VB_LITERAL("quote the whole text"),
                              "`%.*s` ends before `%.*s`, which is a comment to YAML", VB_ARG(node->text),
                              VB_ARG(vb_str_trim(rest)));
}

bool vb_lint_means_truth(vb_str key)
{
    static const char *const keys[] = {"case", "alone", "stem"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        if (vb_str_equal(key, vb_str_of(keys[k])))
            return true;
    return false;
}

/* `truth`: true and false are meant here. */
static void walk(vb_lint *lint, const vb_yaml *node, bool truth)
{
    if (node->kind == VB_YAML_TEXT)
        look_at(lint, node, truth);
    for (size_t i = 0; i < node->n; i++) {
        bool means_truth = node->kind == VB_YAML_MAP && vb_lint_means_truth(node->keys[i]->text);
        if (node->kind == VB_YAML_MAP)
            look_at(lint, node->keys[i], false);
        walk(lint, node->items[i], means_truth);
    }
}

void vb_lint_yaml(vb_lint *lint)
{
    if (lint->root != NULL)
        walk(lint, lint->root, false);
}
