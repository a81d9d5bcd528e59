#include "run/tables.h"

#include <stdlib.h>

void vb_tables_release(vb_tables *t)
{
    for (size_t b = 0; t->sections != NULL && b < t->report.n_sections; b++)
        vb_crosstab_release(&t->sections[b].table);
    free(t->sections);
    *t = (vb_tables){0};
}

bool vb_tables_make(vb_study *study, const vb_tally *tally, size_t level, vb_tables *t)
{
    const vb_job *job = study->job;
    size_t n_header;
    const vb_str *header = vb_study_header(study, &n_header);
    t->report = (vb_report){.lexicon = study->lexicon,
                            .source = vb_study_source(study),
                            .question = header[study->columns.answer],
                            .level = level,
                            .headline = job->headline,
                            .width = job->width == 0 ? 80 : job->width,
                            .n_sections = study->n_groupings == 0 ? 1 : study->n_groupings};
    t->sections = calloc(t->report.n_sections, sizeof *t->sections);
    t->report.sections = t->sections;
    if (t->sections == NULL || t->report.source.ptr == NULL)
        return false;
    for (size_t b = 0; b < t->report.n_sections; b++) {
        if (study->n_groupings > 0) {
            t->sections[b].by = study->groupings[b].by->name;
            t->sections[b].lexicon = study->groupings[b].lexicon;
        }
        if (!vb_crosstab_make(tally, b, study->lexicon, level, job->headline, &t->sections[b].table))
            return false;
    }
    return true;
}
