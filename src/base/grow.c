#include "base/grow.h"

#include <stdlib.h>
#include <string.h>

bool vb_grow(void *array, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return true;
    size_t wanted = *cap < 8 ? 8 : *cap;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 2)
            return false;
        wanted *= 2;
    }
    if (wanted > SIZE_MAX / size)
        return false;
    void *old;
    memcpy(&old, array, sizeof old); /* *array is a pointer of any type; copying its bytes does not alias */
    void *grown = realloc(old, wanted * size);
    if (grown == NULL)
        return false;
    memcpy(array, &grown, sizeof grown);
    *cap = wanted;
    return true;
}
