/* Bullets and numbers that begin a line: they part paragraphs (rule B6 in breaks.c, and input/paragraphs.c). */
#ifndef VB_TEXT_BULLET_H
#define VB_TEXT_BULLET_H

#include "verbatim.h"

/* The bytes of the bullet at `at`, which is the first visible character of a line; 0: none stands there.  A bullet is
 * one of - * + • · ‣ ⁃ ◦ ▪ ● ■ – — before white space, or up to three digits and `.` or `)` before white space; the
 * white space is none of it.  `s` may hold bytes that are not UTF-8. */
size_t vb_bullet_at(vb_str s, size_t at);

#endif
