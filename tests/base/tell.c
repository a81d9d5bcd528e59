#include "base/tell.h"

#include "base/str.h"

#include <criterion/criterion.h>

static void keep(void *context, const char *line)
{
    (void)snprintf(context, 2000, "%s", line);
}

/* A line comes whole, however long a name in it is; a job that nobody listens to is told nothing. */
Test(tell, line)
{
    char told[2000] = "", name[1001];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    vb_job job = {.tell = keep, .context = told};
    vb_job_tell(&job, "%s: %d answers of %g", name, 3, 0.5);
    cr_expect_eq(strlen(told), 1000 + strlen(": 3 answers of 0.5"));
    cr_expect_str_eq(told + 1000, ": 3 answers of 0.5");
    vb_job_tell(&(vb_job){.context = told}, "%s", "unheard");
    cr_expect_str_eq(told + 1000, ": 3 answers of 0.5");
}

static void add(void *context, const char *line)
{
    vb_buffer *told = context;
    vb_buffer_printf(told, "[%s]", line);
}

/* Lines come one by one, without their ends; the buffer is empty then, and may be used again. */
Test(tell, lines)
{
    vb_buffer told = {0}, lines = {0};
    vb_job job = {.tell = add, .context = &told};
    vb_job_tell_lines(&job, &lines);
    vb_buffer_add_text(&lines, "one\n\ntwo, 100 %\n");
    vb_job_tell_lines(&job, &lines);
    cr_expect_eq(lines.len, 0);
    vb_buffer_add_text(&lines, "three");
    vb_job_tell_lines(&job, &lines);
    cr_expect(vb_str_equal(vb_buffer_str(&told), VB_LITERAL("[one][two, 100 %][three]")), "%.*s", (int)told.len,
              told.ptr);
    vb_buffer_release(&told);
    vb_buffer_release(&lines);
}
