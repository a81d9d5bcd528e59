#include "lexicon/nearest.h"

#include "base/str.h"

#include <stdio.h>

vb_nearest vb_nearest_to(vb_str name)
{
    /* A slip in every third letter is still a slip; more is another word. */
    return (vb_nearest){.name = name, .distance = 2 + name.len / 3};
}

void vb_nearest_try(vb_nearest *nearest, vb_str known)
{
    size_t distance = vb_str_distance(nearest->name, known, nearest->distance);
    bool nearer = distance < nearest->distance;
    bool tie = distance == nearest->distance && nearest->best.ptr != NULL;
    if (nearer || (tie && vb_str_compare(known, nearest->best) < 0)) {
        nearest->best = known;
        nearest->distance = distance;
    }
}

const char *vb_nearest_hint(vb_nearest *nearest)
{
    nearest->hint[0] = '\0';
    if (nearest->best.ptr != NULL)
        (void)snprintf(nearest->hint, sizeof nearest->hint, " (did you mean `%.*s`?)", (int)nearest->best.len,
                       nearest->best.ptr);
    return nearest->hint;
}

const char *vb_name_nearest(const char *name, const char *const *known, size_t n)
{
    vb_nearest nearest = vb_nearest_to(vb_str_of(name));
    for (size_t i = 0; i < n; i++)
        vb_nearest_try(&nearest, vb_str_of(known[i]));
    return nearest.best.ptr;
}
