/* Writers of dictionaries, a file a format.  Each adds the dictionary to `out` (which fails stickily) and returns how
 * many terms it has written; what the format has no place for is added to the losses. */
#ifndef VB_CONVERT_WRITERS_H
#define VB_CONVERT_WRITERS_H

#include "convert/dictionary.h"
#include "convert/phrases.h"

size_t vb_write_lexicon(vb_dictionary *d, vb_buffer *out);  /* our own YAML, the full form */
size_t vb_write_quanteda(vb_dictionary *d, vb_buffer *out); /* YAML of nested maps */
size_t vb_write_dicx(vb_dictionary *d, vb_buffer *out);
size_t vb_write_table(vb_dictionary *d, vb_buffer *out); /* CSV: category, term, weight */

/* A text as YAML has it on one line: in quotes where it could be taken for something else. */
void vb_yaml_text(vb_buffer *out, vb_str text);

/* An entry as phrases, its losses told: stems, case, weights unless `weighted`, and what cannot be written out.
 * `program` is who it is for.  No items if it is left out. */
vb_phrases vb_entry_phrases(vb_dictionary *d, const vb_dictionary_entry *entry, const char *program, bool weighted);

/* The path of a category, `/` between. */
void vb_dictionary_path(const vb_dictionary *d, size_t category, vb_buffer *out);

#endif
