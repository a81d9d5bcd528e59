/* Growing an array held as pointer, count and capacity. */
#ifndef VB_BASE_GROW_H
#define VB_BASE_GROW_H

#include "verbatim.h"

/* Make room for at least `need` items of `size` bytes in *array (a pointer to the array's pointer), doubling.
 * False when memory is out: the array is then as it was. */
bool vb_grow(void *array, size_t *cap, size_t need, size_t size);

/* Room for one more item: VB_PUSH_ROOM(list->items, list->n, list->cap). */
#define VB_PUSH_ROOM(items, n, cap) ((n) < (cap) || vb_grow(&(items), &(cap), (n) + 1, sizeof *(items)))

#endif
