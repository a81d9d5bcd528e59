#include "input/question.h"

#include <strings.h>

vb_str vb_question_option(vb_str label)
{
    for (size_t i = label.len; i >= 3; i--)
        if (memcmp(label.ptr + i - 3, " - ", 3) == 0)
            return vb_str_trim(vb_str_cut(label, i, label.len));
    for (size_t i = 1; i < label.len; i++)
        if (label.ptr[i] == '-' && strchr("?:.)", label.ptr[i - 1]) != NULL)
            return vb_str_trim(vb_str_cut(label, i + 1, label.len));
    return VB_LITERAL("");
}

vb_str vb_question_stem(vb_str name)
{
    size_t end = name.len;
    while (end > 0 && name.ptr[end - 1] >= '0' && name.ptr[end - 1] <= '9')
        end--;
    bool numbered = end < name.len && end > 1 && strchr("_.-", name.ptr[end - 1]) != NULL;
    return numbered ? vb_str_cut(name, 0, end - 1) : VB_LITERAL("");
}

vb_str vb_question_shared(vb_str a, vb_str b)
{
    size_t len = 0;
    while (len < a.len && len < b.len && a.ptr[len] == b.ptr[len])
        len++;
    while (len >= 3 && memcmp(a.ptr + len - 2, ": ", 2) != 0 && memcmp(a.ptr + len - 3, " - ", 3) != 0)
        len--;
    return len < 3 ? VB_LITERAL("") : vb_str_cut(a, 0, len);
}

static bool ends_with(vb_str text, vb_str end)
{
    return text.len > end.len && strncasecmp(text.ptr + text.len - end.len, end.ptr, end.len) == 0;
}

/* What is before the last " - ", or all of it. */
static vb_str before_choice(vb_str label)
{
    for (size_t i = label.len; i > 3; i--)
        if (memcmp(label.ptr + i - 3, " - ", 3) == 0)
            return vb_str_trim(vb_str_cut(label, 0, i - 3));
    return label;
}

vb_str vb_question_of_text(vb_str name)
{
    const vb_str of_name = VB_LITERAL("_TEXT"), of_label = VB_LITERAL(" - Text");
    name = vb_str_trim(name);
    if (ends_with(name, of_label))
        return before_choice(vb_str_cut(name, 0, name.len - of_label.len));
    if (!ends_with(name, of_name))
        return VB_LITERAL("");
    name.len -= of_name.len;
    vb_str stem = vb_question_stem(name);
    return stem.len > 0 ? stem : name;
}

bool vb_question_is_of(vb_str name, vb_str question)
{
    name = vb_str_trim(name);
    return question.len > 0 && (vb_str_equal(name, question) || vb_str_equal(vb_question_stem(name), question) ||
                                vb_str_equal(before_choice(name), question));
}

vb_str vb_question_bare(vb_str name)
{
    while (name.len > 1 && strchr("*_-.: ", name.ptr[name.len - 1]) != NULL)
        name.len--;
    return name;
}
