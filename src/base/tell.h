/* Telling the person who runs a job. */
#ifndef VB_BASE_TELL_H
#define VB_BASE_TELL_H

#include "base/buffer.h"

/* Pass a line (the formatted text, as vb_buffer_printf() writes it) to job->tell, if there is one.  Left out when
 * memory is: what has to be known is in the result or an error too. */
void vb_job_tell(const vb_job *job, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same for lines with line ends, and empty the buffer.  Empty lines are passed over. */
void vb_job_tell_lines(const vb_job *job, vb_buffer *lines);

#endif
