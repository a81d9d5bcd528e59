/* pairs RUNS COMMAND_A COMMAND_B: run two shell commands in turn, A B A B ..., their output thrown away, and print, a line
 * each, the median processor time (user and system) and the peak memory of A and of B, and the median, least and most of
 * the ratio A/B pair by pair.  In turn, because a machine's speed drifts; processor time, because others use it too. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_RUNS = 99 };

typedef struct {
    double seconds;
    long peak_kib;
} figures;

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static figures run(const char *command)
{
    struct rusage usage;
    int status;
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_RDWR);
        if (null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
            _exit(127);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        (void)fprintf(stderr, "failed: %s\n", command);
        exit(2);
    }
    return (figures){seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), usage.ru_maxrss};
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *list, int n)
{
    qsort(list, (size_t)n, sizeof *list, compare);
    return n % 2 == 1 ? list[n / 2] : (list[n / 2 - 1] + list[n / 2]) / 2;
}

int main(int argc, char **argv)
{
    int runs = argc == 4 ? atoi(argv[1]) : 0;
    if (runs < 1 || runs > MOST_RUNS) {
        (void)fprintf(stderr, "usage: pairs RUNS COMMAND_A COMMAND_B (1 to %d runs)\n", MOST_RUNS);
        return 2;
    }
    double a[MOST_RUNS], b[MOST_RUNS], ratio[MOST_RUNS];
    long peak_a = 0, peak_b = 0;
    for (int i = -1; i < runs; i++) { /* the first pair warms the page cache up and is not counted */
        figures fa = run(argv[2]), fb = run(argv[3]);
        if (i < 0)
            continue;
        a[i] = fa.seconds;
        b[i] = fb.seconds;
        ratio[i] = fa.seconds / fb.seconds;
        peak_a = fa.peak_kib > peak_a ? fa.peak_kib : peak_a;
        peak_b = fb.peak_kib > peak_b ? fb.peak_kib : peak_b;
    }
    double middle = median(ratio, runs);
    printf("%.3f %ld\n%.3f %ld\n%.2f %.2f %.2f\n", median(a, runs), peak_a, median(b, runs), peak_b, middle, ratio[0],
           ratio[runs - 1]);
    return 0;
}
