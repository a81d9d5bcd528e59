/* Lexicons of another revision: "git:REV:PATH" names what git's REV:PATH does, with PATH from the top of the repository
 * ("git:HEAD~1:lexicons/challenges.yaml"; an empty REV is the index). */
#ifndef VB_LEXICON_GIT_H
#define VB_LEXICON_GIT_H

#include "base/buffer.h"

bool vb_git_is_name(const char *name);

/* Bytes of such a name up to where the file's own begins. */
size_t vb_git_folder(const char *name);

/* Whether there is such a file; also false if git cannot say. */
bool vb_git_has(const char *name);

/* Read it with `git cat-file`, which is run without a shell.  False with *err set: no git, no repository, no such
 * revision, no such file. */
bool vb_git_read(const char *name, vb_buffer *out, vb_error *err);

#endif
