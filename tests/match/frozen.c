/* What is frozen when the library is built must be what reading and compiling a shipped lexicon gives, and thaw to
 * the same. */
#include "match/frozen.h"

#include "lexicon/frozen.h"
#include "support.h"

#include <stddef.h>
#include <stdlib.h>

static void check_image(const vb_freezer *freezer, const vb_image *image, const char *lexicon, const char *what)
{
    cr_assert(!freezer->failed, "%s", lexicon);
    vb_image made = vb_freezer_image(freezer);
    cr_expect(made.n_fixed == image->n_fixed && memcmp(made.fixed, image->fixed, made.n_fixed) == 0,
              "%s: the fixed part of %s", lexicon, what);
    cr_expect(made.n_moved == image->n_moved && memcmp(made.moved, image->moved, made.n_moved) == 0,
              "%s: the moved part of %s", lexicon, what);
    cr_expect(made.n_pointers == image->n_pointers &&
                  memcmp(made.pointers, image->pointers, made.n_pointers * sizeof *made.pointers) == 0,
              "%s: the pointers of %s", lexicon, what);
}

/* Open a lexicon, and compare what is made of it with the images; how many terms it has. */
static size_t check_lexicon(const vb_frozen_lexicon *frozen, const char *const *settings, size_t n_settings)
{
    vb_error err;
    vb_freezer freezer = {0};
    vb_lexicon *lexicon = vb_lexicon_open(frozen->name, settings, n_settings, &err);
    cr_assert_not_null(lexicon, "%s:%zu:%zu: %s", err.file, err.line, err.column, err.text);
    vb_coder *coder = vb_coder_new(lexicon, &err);
    cr_assert_not_null(coder, "%s:%zu:%zu: %s", err.file, err.line, err.column, err.text);
    cr_expect(n_settings == 0 ? lexicon->frozen == frozen && coder->thawed
                              : lexicon->frozen == NULL && !coder->thawed);
    vb_lexicon_freeze(lexicon, &freezer);
    check_image(&freezer, &frozen->lexicon, frozen->name, n_settings == 0 ? "it, thawed" : "it, read");
    vb_freezer_release(&freezer);
    vb_coder_freeze(coder, &freezer);
    check_image(&freezer, &frozen->coder, frozen->name, n_settings == 0 ? "its coder, thawed" : "its coder, built");
    vb_freezer_release(&freezer);
    size_t n = lexicon->n_terms;
    vb_coder_free(coder);
    vb_lexicon_free(lexicon);
    return n;
}

Test(frozen, shipped)
{
    static const char *const as_it_is[] = {"gap=3"}; /* which all have; with settings a lexicon is read */
    size_t terms = 0, n = 0;
    for (const vb_frozen_lexicon *frozen = vb_frozen_lexicons; frozen->name != NULL; frozen++, n++) {
        terms += check_lexicon(frozen, as_it_is, 1);
        terms += check_lexicon(frozen, NULL, 0);
    }
    cr_expect_gt(n, 4);
    cr_expect(terms > 10000, "%zu: too few to tell", terms);
}

/* Equal things are frozen once, and pointers lead to where they did. */
Test(frozen, shares_and_points)
{
    struct pair {
        vb_str a, b;
        const int *c, *d, *none;
    };
    static const int numbers[] = {3, 1, 4};
    int more[] = {3, 1, 4};
    struct pair pair = {VB_LITERAL("time"), VB_LITERAL("time"), numbers, more, NULL};
    vb_freezer f = {0};
    vb_frozen at = vb_freeze_block(&f, &pair, sizeof pair);
    vb_freeze_pointer(&f, at, offsetof(struct pair, a.ptr), vb_freeze_text(&f, pair.a));
    vb_freeze_pointer(&f, at, offsetof(struct pair, b.ptr), vb_freeze_text(&f, pair.b));
    vb_freeze_pointer(&f, at, offsetof(struct pair, c), vb_freeze_bytes(&f, pair.c, sizeof numbers));
    vb_freeze_pointer(&f, at, offsetof(struct pair, d), vb_freeze_bytes(&f, pair.d, sizeof more));
    vb_freeze_pointer(&f, at, offsetof(struct pair, none), 0);
    cr_assert(!f.failed);
    vb_image image = vb_freezer_image(&f);
    cr_expect_eq(image.n_pointers, 4);
    struct pair *thawed = vb_image_thaw(&image);
    cr_assert_not_null(thawed);
    cr_expect(vb_str_equal(thawed->a, VB_LITERAL("time")) && thawed->a.ptr[4] == '\0');
    cr_expect(thawed->a.ptr == thawed->b.ptr && thawed->a.ptr != pair.a.ptr);
    cr_expect(thawed->c == thawed->d && memcmp(thawed->c, numbers, sizeof numbers) == 0);
    cr_expect_null(thawed->none);
    free(thawed);
    vb_freezer_release(&f);
}

/* When memory is out a freezer stops, wherever it was, and says so. */
Test(frozen, memory_out, .timeout = 10)
{
    static const int numbers[] = {3, 1, 4};
    vb_freezer f = {0};
    cr_expect_neq(vb_freeze_text(&f, VB_LITERAL("time")), 0);
    cr_assert(!f.failed);
    f.fixed.failed = true; /* as when it could not grow: what is aligned comes behind what is not */
    (void)vb_freeze_bytes(&f, numbers, sizeof numbers);
    cr_expect(f.failed);
    cr_expect_eq(vb_freeze_text(&f, VB_LITERAL("plan")), 0);
    vb_freezer_release(&f);
}

/* A map of a thawed structure finds what was in it, and nothing else. */
Test(frozen, maps)
{
    static const char *const words[] = {"plan", "", "a", "time"};
    vb_map map = {0};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        cr_assert(vb_map_set(&map, vb_str_of(words[i]), i));
    vb_freezer f = {0};
    vb_freeze_map(&f, vb_freeze_block(&f, &map, sizeof map), 0, &map);
    cr_assert(!f.failed);
    vb_image image = vb_freezer_image(&f);
    vb_map *thawed = vb_image_thaw(&image);
    cr_assert(thawed != NULL && vb_image_thaw_map(thawed));
    cr_expect_eq(thawed->n, COUNT_OF(words));
    for (size_t i = 0; i < COUNT_OF(words); i++)
        cr_expect_eq(vb_map_find(thawed, vb_str_of(words[i])), i, "%s", words[i]);
    cr_expect_eq(vb_map_find(thawed, VB_LITERAL("plans")), VB_MAP_NONE);
    vb_map_release(thawed);
    free(thawed);
    vb_freezer_release(&f);
    vb_map_release(&map);
}
