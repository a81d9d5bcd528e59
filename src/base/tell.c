#include "base/tell.h"

#include <string.h>

void vb_job_tell(const vb_job *job, const char *format, ...)
{
    if (job->tell == NULL)
        return;
    vb_buffer line = {0};
    va_list args;
    va_start(args, format);
    vb_buffer_vprintf(&line, format, args);
    va_end(args);
    vb_buffer_add_char(&line, '\0');
    if (!line.failed)
        job->tell(job->context, line.ptr);
    vb_buffer_release(&line);
}

void vb_job_tell_lines(const vb_job *job, vb_buffer *lines)
{
    vb_buffer_add_char(lines, '\0');
    if (job->tell != NULL && !lines->failed) {
        char *rest = lines->ptr;
        for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n"))
            if (line[0] != '\0')
                job->tell(job->context, line);
    }
    vb_buffer_clear(lines);
}
