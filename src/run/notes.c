#include "run/notes.h"

#include "base/grow.h"
#include "base/tell.h"

enum { MOST_TOLD = 10 }; /* of each kind, one by one */

bool vb_note_add(vb_note_list *list, vb_note note)
{
    if (!VB_PUSH_ROOM(list->items, list->n, list->cap))
        return false;
    list->items[list->n++] = note;
    return true;
}

static void tell_one(const vb_job *job, const vb_note *note)
{
    enum { LONGEST_ID = 40 };
    char place[256], line[32] = "", id[LONGEST_ID + 8] = "";
    if (note->line > 0) /* workbooks have none */
        (void)snprintf(line, sizeof line, "line %zu", note->line);
    if (note->id.len > 0)
        (void)snprintf(id, sizeof id, "%sid %.*s", line[0] == '\0' ? "" : ", ",
                       (int)(note->id.len < LONGEST_ID ? note->id.len : LONGEST_ID), note->id.ptr);
    bool more = line[0] != '\0' || id[0] != '\0';
    (void)snprintf(place, sizeof place, "%s%srow %zu%s%s%s%s", note->file == NULL ? "" : note->file,
                   note->file == NULL ? "" : ": ", note->row, more ? " (" : "", line, id, more ? ")" : "");
    switch (note->kind) {
    case VB_NOTE_RAGGED:
        vb_job_tell(job, "%s: %zu cell%s where the header has %zu; %s", place, note->found,
                    note->found == 1 ? "" : "s", note->expected,
                    note->found < note->expected ? "the missing ones are taken as empty"
                    : note->kept                 ? "the further ones stand behind the added columns"
                                                 : "the further ones are left out");
        break;
    case VB_NOTE_UNREADABLE:
        vb_job_tell(job, "%s: byte %zu of the answer is not UTF-8; left uncoded, convert the file to UTF-8", place,
                    note->found);
        break;
    case VB_NOTE_LIMIT:
        vb_job_tell(job, "%s: a regular expression took too long and was taken as no match", place);
        break;
    }
}

void vb_notes_tell(const vb_job *job, vb_note_list *list, vb_note_counts *counts)
{
    for (size_t i = 0; i < list->n; i++)
        if (counts->n[list->items[i].kind]++ < MOST_TOLD)
            tell_one(job, &list->items[i]);
    list->n = 0;
}

void vb_notes_finish(const vb_job *job, const vb_note_counts *counts)
{
    static const char *const what[VB_NOTE_KINDS] = {"rows have more or fewer cells than the header",
                                                    "rows have an answer that is not UTF-8",
                                                    "rows made a regular expression take too long"};
    for (size_t kind = 0; kind < VB_NOTE_KINDS; kind++)
        if (counts->n[kind] > MOST_TOLD)
            vb_job_tell(job, "in all %llu %s", (unsigned long long)counts->n[kind], what[kind]);
}
