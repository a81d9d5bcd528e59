#include "match/glob.h"

/* Length in bytes of the character at p. */
static size_t char_len(const char *p)
{
    unsigned char lead = (unsigned char)*p;
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool vb_glob_fits(vb_str glob, vb_str word)
{
    size_t g = 0, w = 0;
    size_t star = SIZE_MAX, retry = 0; /* after the last `*`: where the glob goes on, where in the word it was tried */
    while (w < word.len) {
        if (g < glob.len && glob.ptr[g] == '*') {
            star = ++g;
            retry = w;
            continue;
        }
        if (g < glob.len && glob.ptr[g] == '?') {
            g++;
            w += char_len(word.ptr + w);
            continue;
        }
        size_t literal = g + (g + 1 < glob.len && glob.ptr[g] == '\\');
        if (literal < glob.len && glob.ptr[literal] == word.ptr[w]) {
            g = literal + 1;
            w++;
            continue;
        }
        if (star == SIZE_MAX)
            return false;
        g = star;
        retry += char_len(word.ptr + retry);
        w = retry;
    }
    while (g < glob.len && glob.ptr[g] == '*')
        g++;
    return g == glob.len;
}
