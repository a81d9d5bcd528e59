/* The format that a command writes: asked for, or said by the ending of its output's name. */
#ifndef VB_RUN_FORMAT_H
#define VB_RUN_FORMAT_H

#include "verbatim.h"

/* Those that are files and no streams. */
bool vb_format_is_file(vb_format format);

/* Set *format to job->format or, where that is the default, to that of the ending of job->output, or
 * VB_FORMAT_DEFAULT where there is no output, or no ending.  `formats` are those that `command` writes, a bit 1 <<
 * FORMAT for each. VB_ERROR_USAGE: it does not write this one, nobody knows the ending, or it is a file and there is
 * no output. */
vb_status vb_format_decide(const vb_job *job, const char *command, unsigned formats, vb_format *format,
                           vb_error *err);

#endif
