#include "cli/cli.h"

#include <time.h>
#include <unistd.h>

/* Seconds before anything is shown, and between two times. */
static const double SILENCE = 2, PAUSE = 0.2;

static double now_seconds(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void cli_progress_begin(cli_progress *p, bool wanted)
{
    *p = (cli_progress){.wanted = wanted && isatty(STDERR_FILENO), .began = now_seconds()};
}

/* "1234567" as "1,234,567". */
static void group_digits(uint64_t number, char *text, size_t cap)
{
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    size_t len = 0;
    for (int i = 0; i < n && len + 2 < cap; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            text[len++] = ',';
        text[len++] = digits[i];
    }
    text[len] = '\0';
}

void cli_progress_show(cli_progress *p, const vb_progress *now)
{
    if (!p->wanted)
        return;
    double time = now_seconds(), seconds = time - p->began;
    if (seconds < SILENCE || time - p->said < PAUSE)
        return;
    char rows[32], rate[32], left[48] = "";
    group_digits(now->rows, rows, sizeof rows);
    group_digits((uint64_t)((double)now->rows / seconds), rate, sizeof rate);
    if (now->total > 0 && now->done > 0 && now->done <= now->total) {
        double rest = seconds * (double)(now->total - now->done) / (double)now->done;
        unsigned long whole = (unsigned long)(rest + 0.5);
        (void)snprintf(left, sizeof left, ", %lu:%02lu left", whole / 60, whole % 60);
    }
    (void)fprintf(stderr, "\r%s rows, %s a second%s\033[K", rows, rate, left);
    (void)fflush(stderr);
    p->said = time;
    p->shown = true;
}

void cli_progress_clear(cli_progress *p)
{
    if (p->shown)
        (void)fputs("\r\033[K", stderr);
    p->shown = false;
}
