/* Files that are there whole or not at all. */
#include "output/save.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/verbatim-save-XXXXXX";

static void begin(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert(chdir(folder) == 0);
}

/* How many files there are, hidden ones too. */
static size_t count_files(void)
{
    size_t n = 0;
    DIR *dir = opendir(".");
    cr_assert_not_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(dir);
    return n;
}

static bool has_nameless(void)
{
    int fd = open(".", O_WRONLY | O_TMPFILE, 0600);
    return fd >= 0 && close(fd) == 0;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    cr_assert(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void expect(const char *path, const char *text)
{
    char found[100] = "";
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    cr_expect_str_eq(found, text);
    (void)fclose(file);
}

static void end(void)
{
    cr_assert(system("rm -rf \"$PWD\"") == 0);
}

TestSuite(save, .init = begin, .fini = end);

Test(save, a_new_file)
{
    vb_save save;
    vb_error err = {0};
    (void)umask(027);
    cr_assert(vb_save_begin(&save, "new.csv", &err) == VB_OK);
    cr_expect(fputs("x\n", save.file) >= 0);
    cr_expect(access("new.csv", F_OK) != 0, "not before it is whole");
    cr_expect_eq(count_files(), has_nameless() ? 0 : 1, "whoever is killed here leaves nothing");
    cr_assert(vb_save_finish(&save, &err) == VB_OK);
    expect("new.csv", "x\n");
    cr_expect_eq(count_files(), 1);
    struct stat about;
    cr_assert(stat("new.csv", &about) == 0);
    cr_expect_eq(about.st_mode & 0777, 0640, "as the process makes files");
}

Test(save, replacing)
{
    vb_save save;
    vb_error err = {0};
    put("old.csv", "old\n");
    cr_assert(chmod("old.csv", 0600) == 0 && symlink("old.csv", "link.csv") == 0);
    cr_assert(vb_save_begin(&save, "link.csv", &err) == VB_OK);
    cr_expect(fputs("new\n", save.file) >= 0);
    expect("old.csv", "old\n");
    cr_assert(vb_save_finish(&save, &err) == VB_OK);
    expect("old.csv", "new\n");
    struct stat about;
    cr_assert(lstat("link.csv", &about) == 0);
    cr_expect(S_ISLNK(about.st_mode), "what the link points to is replaced");
    cr_assert(stat("old.csv", &about) == 0);
    cr_expect_eq(about.st_mode & 0777, 0600);
    cr_expect_eq(count_files(), 2);
}

Test(save, giving_up)
{
    vb_save save;
    vb_error err = {0};
    put("old.csv", "old\n");
    cr_assert(vb_save_begin(&save, "old.csv", &err) == VB_OK);
    cr_expect(fputs("half", save.file) >= 0);
    vb_save_discard(&save);
    expect("old.csv", "old\n");
    cr_expect_eq(count_files(), 1);
    vb_save_discard(&save);
}

Test(save, another_writer)
{
    vb_save save;
    vb_error err = {0};
    cr_assert(vb_save_begin(&save, "book.xlsx", &err) == VB_OK);
    put(vb_save_place(&save), "whole\n");
    (void)snprintf(err.file, sizeof err.file, "%s", vb_save_place(&save));
    vb_save_rename_error(&save, &err);
    cr_expect_str_eq(err.file, "book.xlsx");
    cr_assert(vb_save_finish(&save, &err) == VB_OK);
    expect("book.xlsx", "whole\n");
    cr_expect_eq(count_files(), 1);
}

Test(save, failures)
{
    static const struct {
        const char *path, *text;
    } cases[] = {{".", "is a directory: name a file in it"},
                 {"none/x.csv", "cannot be written: No such file or directory"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vb_save save;
        vb_error err = {0};
        cr_expect(vb_save_begin(&save, cases[i].path, &err) == VB_ERROR_WRITE);
        cr_expect_str_eq(err.text, cases[i].text);
        cr_expect_str_eq(err.file, cases[i].path);
    }
    vb_save save;
    vb_error err = {0};
    cr_assert(vb_save_begin(&save, "/dev/full", &err) == VB_OK);
    cr_expect(fputs("x\n", save.file) >= 0);
    cr_expect(vb_save_finish(&save, &err) == VB_ERROR_WRITE);
    cr_expect_str_eq(err.text, "cannot be written whole: No space left on device");
    cr_expect(access("/dev/full", F_OK) == 0);
    cr_expect_eq(count_files(), 0);
}
