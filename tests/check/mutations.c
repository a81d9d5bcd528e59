/* `lexicon check` on lexicons that are broken at random: it never crashes, and it finds an error if and only if the
 * program refuses the lexicon.  VERBATIM_MUTATIONS says how many (default 1000: make fuzz asks for more), seeded by
 * their number, so that any of them can be made again. */
#include "base/buffer.h"
#include "base/str.h"
#include "lexicon/source.h"
#include "stats/random.h"
#include "verbatim.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const seeds[] = {"tests/data/checks/faulty.yaml", "tests/data/checks/tests.yaml",
                                    "tests/data/lexicons/hurdles.yaml", "lexicons/stages.yaml"};

/* What YAML, the term language and lexicons have a use for. */
static const char *const pieces[] = {": ",
                                     " #",
                                     "(",
                                     ")",
                                     "|",
                                     "...",
                                     "…",
                                     "*",
                                     "~5 ",
                                     "<",
                                     "[",
                                     "]",
                                     "{",
                                     "}",
                                     "\n",
                                     "  ",
                                     "- ",
                                     "\"",
                                     "'",
                                     "&a ",
                                     "*a",
                                     "!x ",
                                     "=",
                                     "^ ",
                                     " $",
                                     "_",
                                     "/x(/",
                                     "\\",
                                     "\t",
                                     "\xFF",
                                     "\xC3\xA9",
                                     "no",
                                     "<number>",
                                     "terms: ",
                                     "sets: ",
                                     "x: y ",
                                     "with: [x]",
                                     "tests:\n",
                                     "weight: 9e9",
                                     "? ",
                                     "---\n",
                                     "include: [x]",
                                     "- {term: x, unless: [x]}\n",
                                     "settings: {stem: false}\n",
                                     "lexicon: y\n",
                                     "case: true",
                                     ", ",
                                     "?"};

enum { LONGEST = 200000 };

static size_t below(vb_random *random, size_t n)
{
    return n == 0 ? 0 : (size_t)vb_random_below(random, n);
}

static void mutate(vb_random *random, vb_buffer *text)
{
    vb_buffer made = {0};
    size_t at = below(random, text->len + 1), len = below(random, 12);
    size_t end = at + len > text->len ? text->len : at + len;
    size_t line = at, line_end = at;
    while (line > 0 && text->ptr[line - 1] != '\n')
        line--;
    while (line_end < text->len && text->ptr[line_end++] != '\n')
        ;
    vb_str whole = vb_buffer_str(text), piece = vb_str_of(pieces[below(random, sizeof pieces / sizeof *pieces)]);
    size_t kind =
        below(random, 6); /* a piece more, bytes less, another byte, a line twice, a line less, a line moved in */
    /* `beg` bytes, something else, and the bytes from `rest` on. */
    size_t beg = kind < 3 ? at : kind == 3 ? line_end : line;
    size_t rest = kind == 0   ? at
                  : kind == 1 ? end
                  : kind == 2 ? (at < whole.len ? at + 1 : at)
                  : kind == 4 ? line_end
                              : line;
    vb_buffer_add_str(&made, vb_str_cut(whole, 0, beg));
    if (kind == 0)
        vb_buffer_add_str(&made, piece);
    else if (kind == 2)
        vb_buffer_add_char(&made, (char)below(random, 256));
    else if (kind == 5)
        vb_buffer_add_text(&made, "  ");
    vb_buffer_add_str(&made, vb_str_cut(whole, rest, whole.len));
    vb_buffer_release(text);
    *text = made;
}

/* True if the program takes the lexicon. */
static bool is_taken(const char *path)
{
    vb_error err = {0};
    vb_lexicon *lexicon = vb_lexicon_open(path, NULL, 0, &err);
    vb_coder *coder = lexicon == NULL ? NULL : vb_coder_new(lexicon, &err);
    bool taken = coder != NULL;
    vb_coder_free(coder);
    vb_lexicon_free(lexicon);
    return taken;
}

Test(mutations, never_crash_the_check, .timeout = 3000)
{
    const char *wanted = getenv("VERBATIM_MUTATIONS");
    unsigned long n = wanted == NULL ? 1000 : strtoul(wanted, NULL, 10);
    char path[] = "/tmp/verbatim-check-XXXXXX.yaml";
    size_t taken = 0;
    int fd = mkstemps(path, 5);
    cr_assert(fd >= 0);
    for (unsigned long i = 0; i < n; i++) {
        vb_random random;
        vb_random_seed(&random, i, 0);
        vb_error err = {0};
        vb_lexicon_source source;
        cr_assert(vb_lexicon_source_file(&source, seeds[below(&random, sizeof seeds / sizeof *seeds)], &err), "%s",
                  err.text);
        vb_buffer text = {0};
        vb_buffer_add_str(&text, source.yaml);
        vb_lexicon_source_release(&source);
        for (size_t changes = 1 + below(&random, 4); changes > 0 && text.len < LONGEST; changes--)
            mutate(&random, &text);
        cr_assert(ftruncate(fd, 0) == 0 && pwrite(fd, text.ptr, text.len, 0) == (ssize_t)text.len);
        const char *const inputs[] = {path};
        vb_job job = {.inputs = inputs, .n_inputs = 1, .format = VB_FORMAT_SARIF};
        vb_check_options options = {0};
        vb_check_sum sum;
        FILE *out = fopen("/dev/null", "w");
        vb_status status = vb_lexicon_check(&job, &options, out, &sum, &err);
        (void)fclose(out);
        bool fine = is_taken(path);
        taken += fine;
        cr_expect(status == VB_OK, "mutation %lu: %s", i, err.text);
        cr_expect((sum.errors == 0) == fine, "mutation %lu: %zu errors, and the program %s it", i, sum.errors,
                  fine ? "takes" : "refuses");
        vb_buffer_release(&text);
    }
    (void)close(fd);
    (void)unlink(path);
    cr_expect(n < 100 || (taken > n / 20 && taken < n - n / 20), "%zu of %lu are still lexicons: try other mutations",
              taken, n);
}
