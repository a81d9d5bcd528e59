/* Readers of dictionaries, a file a format.  Each adds what `text` (UTF-8, no byte order mark) says to a dictionary:
 * its d->file names the text.  False with *err set if it is not of the format; what cannot be carried is lost one by
 * one. */
#ifndef VB_CONVERT_READERS_H
#define VB_CONVERT_READERS_H

#include "convert/dictionary.h"

bool vb_read_liwc(vb_dictionary *d, vb_str text, vb_error *err);       /* .dic of LIWC 2001 to 2015 */
bool vb_read_dicx(vb_dictionary *d, vb_str text, vb_error *err);       /* .dicx of LIWC-22 */
bool vb_read_wordstat(vb_dictionary *d, vb_str text, vb_error *err);   /* .cat */
bool vb_read_lexicoder(vb_dictionary *d, vb_str text, vb_error *err);  /* .lc3, and .lcd, which is XML */
bool vb_read_yoshikoder(vb_dictionary *d, vb_str text, vb_error *err); /* .ykd */
bool vb_read_khcoder(vb_dictionary *d, vb_str text, vb_error *err);    /* coding rules */
bool vb_read_table(vb_dictionary *d, vb_str text, vb_error *err);      /* CSV: category, term, weight */
bool vb_read_json(vb_dictionary *d, vb_str text, vb_error *err);       /* category -> regular expressions */
bool vb_read_lexicon(vb_dictionary *d, vb_str text, vb_error *err);    /* YAML: ours and quanteda's */

#endif
