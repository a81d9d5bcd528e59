/* A pattern of PCRE2 as a tree, as far as it is understood here: what no match can do without is read off it. */
#ifndef VB_MATCH_REGEX_TREE_H
#define VB_MATCH_REGEX_TREE_H

#include "base/arena.h"

typedef enum {
    VB_REGEX_LETTERS, /* `text`: a run of ASCII letters, whether capital or not is as the pattern has it */
    VB_REGEX_SIGN,    /* `text`: one other character of ASCII */
    VB_REGEX_SET,     /* one character of a set */
    VB_REGEX_FIRST,   /* where the answer begins */
    VB_REGEX_LAST,    /* where it ends, or before a line break that ends it */
    VB_REGEX_EDGE,    /* where a word begins or ends */
    VB_REGEX_NOTHING, /* some other place */
    VB_REGEX_GROUP,   /* one of `branches` */
    VB_REGEX_AROUND,  /* one of `branches` stands around this place, which may be outside the match */
    VB_REGEX_UNLESS,  /* none does */
} vb_regex_kind;

/* Characters of ASCII, as bits. */
typedef struct {
    uint64_t bits[2];
} vb_ascii_set;

static inline void vb_ascii_set_add(vb_ascii_set *set, unsigned char c)
{
    set->bits[c / 64 % 2] |= UINT64_C(1) << (c % 64);
}

static inline bool vb_ascii_set_has(const vb_ascii_set *set, unsigned char c)
{
    return c < 128 && (set->bits[c / 64] >> (c % 64) & 1) != 0;
}

typedef struct vb_regex_node {
    uint8_t kind;         /* a vb_regex_kind */
    bool may_lack;        /* it may be left out; letters are then one */
    bool may_repeat;      /* it may come again, or more often than once; letters are then one */
    bool rough;           /* the pattern asks for more than is said here */
    bool negated;         /* a SET is of all others than `members` */
    vb_ascii_set members; /* of a SET; what other characters are in it is left open */
    vb_str text;          /* of the pattern */
    const struct vb_regex_branch *branches;
    const struct vb_regex_node *next; /* that comes behind it; NULL: the branch ends */
} vb_regex_node;

typedef struct vb_regex_branch {
    const vb_regex_node *first; /* NULL: it matches nothing */
    const struct vb_regex_branch *next;
} vb_regex_branch;

/* Read a pattern that compiles.  *tree is its branches, NULL where something in it is not understood; they borrow the
 * pattern and live as long as the arena's contents.  False when memory is out. */
bool vb_regex_tree_read(vb_str pattern, vb_arena *arena, const vb_regex_branch **tree);

/* Characters of ASCII that are in a word wherever they stand. */
static inline bool vb_regex_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool vb_regex_is_of_word(char c)
{
    return vb_regex_is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

#endif
