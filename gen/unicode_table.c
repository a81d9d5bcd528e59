/* unicode_table DIRECTORY: print src/text/unicode_table.h, made of the Unicode Character Database in DIRECTORY
 * (Debian's unicode-data has it in /usr/share/unicode).  `make unicode-tables` runs it.
 *
 * Every code point has a row: its Word_Break, its Sentence_Break and some flags.  There are few distinct rows, and
 * few distinct pages of 64 code points: up to U+1FFFF the table gives each page's number, and each distinct page's
 * rows; above, where little is assigned, the ranges of code points with the same row. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_POINTS = 0x110000, PAGE = 64, PAGED = 0x20000, MOST_ROWS = 256, NAME = 32 };

/* A property's values, each with the names that the table gives it; the first is what an unlisted code point has. */
typedef struct {
    const char *value, *name;
} value;

/* clang-format off */
static const value words[] = {
    {"Other", "OTHER"}, {"CR", "CR"}, {"LF", "LF"}, {"Newline", "NEWLINE"}, {"Extend", "EXTEND"}, {"ZWJ", "ZWJ"},
    {"Format", "FORMAT"}, {"Regional_Indicator", "REGIONAL"}, {"Katakana", "KATAKANA"}, {"Hebrew_Letter", "HEBREW"},
    {"ALetter", "ALETTER"}, {"Single_Quote", "SINGLE_QUOTE"}, {"Double_Quote", "DOUBLE_QUOTE"},
    {"MidNumLet", "MID_NUM_LET"}, {"MidLetter", "MID_LETTER"}, {"MidNum", "MID_NUM"}, {"Numeric", "NUMERIC"},
    {"ExtendNumLet", "EXTEND_NUM_LET"}, {"WSegSpace", "SPACE"}, {NULL, NULL},
};
/* clang-format on */

static const value sentences[] = {
    {"Other", "OTHER"},        {"CR", "CR"},           {"LF", "LF"},           {"Sep", "SEP"},
    {"Extend", "EXTEND"},      {"Format", "FORMAT"},   {"Sp", "SPACE"},        {"Lower", "LOWER"},
    {"Upper", "UPPER"},        {"OLetter", "OLETTER"}, {"Numeric", "NUMERIC"}, {"ATerm", "ATERM"},
    {"SContinue", "CONTINUE"}, {"STerm", "STERM"},     {"Close", "CLOSE"},     {NULL, NULL}};

static const char *const flag_names[] = {"LETTER", "NUMBER", "SIGN", "DASH", "EMOJI", "PICTOGRAPH", "LATIN"};
enum { FLAGS = sizeof flag_names / sizeof *flag_names };

/* The flag (an index into flag_names) that a value in a file sets; `?` stands for any end. */
static const struct {
    const char *file, *value;
    size_t flag;
} setters[] = {
    {"extracted/DerivedGeneralCategory.txt", "L?", 0},    {"extracted/DerivedGeneralCategory.txt", "N?", 1},
    {"extracted/DerivedGeneralCategory.txt", "P?", 2},    {"extracted/DerivedGeneralCategory.txt", "S?", 2},
    {"extracted/DerivedGeneralCategory.txt", "Pd", 3},    {"emoji/emoji-data.txt", "Emoji_Presentation", 4},
    {"emoji/emoji-data.txt", "Extended_Pictographic", 5}, {"Scripts.txt", "Latin", 6},
};

typedef struct {
    uint8_t word, sentence;
    uint8_t flags; /* bit i: flag_names[i] */
} row;

static row rows_of[CODE_POINTS];
static char directory[1024];

static void fail(const char *file, size_t line, const char *what)
{
    fprintf(stderr, "unicode_table: %s/%s:%zu: %s\n", directory, file, line, what);
    exit(2);
}

typedef void take_fn(row *r, const char *file, size_t line, const char *value, const void *context);

static void take_value(row *r, const char *file, size_t line, const char *text, const void *context)
{
    const value *values = context;
    size_t i = 0;
    while (values[i].value != NULL && strcmp(values[i].value, text) != 0)
        i++;
    if (values[i].value == NULL)
        fail(file, line, "a value that this program does not know");
    if (values == words)
        r->word = (uint8_t)i;
    else
        r->sentence = (uint8_t)i;
}

static bool matches(const char *pattern, const char *text)
{
    size_t stem = strcspn(pattern, "?");
    return pattern[stem] == '?' ? strncmp(pattern, text, stem) == 0 : strcmp(pattern, text) == 0;
}

static void take_flags(row *r, const char *file, size_t line, const char *text, const void *context)
{
    (void)line;
    (void)context;
    for (size_t i = 0; i < sizeof setters / sizeof *setters; i++)
        if (strcmp(setters[i].file, file) == 0 && matches(setters[i].value, text))
            r->flags |= (uint8_t)(1U << setters[i].flag);
}

/* Read "first[..last] ; value # comment" lines and pass each code point's value to `take`.  The file must be of the
 * Unicode version given, which stands in its first line or (emoji) behind "Emoji Version". */
static void read_file(const char *file, const char *version, take_fn *take, const void *context)
{
    char path[2048];
    snprintf(path, sizeof path, "%s/%s", directory, file);
    FILE *in = fopen(path, "r");
    if (in == NULL)
        fail(file, 0, "cannot be opened");
    char text[1024];
    bool versioned = false;
    size_t line = 0, entries = 0;
    while (fgets(text, sizeof text, in) != NULL) {
        line++;
        if (text[0] == '#' && strstr(text, version) != NULL)
            versioned = true;
        unsigned long first, last;
        char name[NAME];
        if (sscanf(text, "%lx..%lx ; %31[A-Za-z_]", &first, &last, name) != 3) {
            if (sscanf(text, "%lx ; %31[A-Za-z_]", &first, name) != 2) {
                if (text[strspn(text, " \t\r\n")] != '\0' && text[0] != '#')
                    fail(file, line, "not an entry");
                continue;
            }
            last = first;
        }
        if (first > last || last >= CODE_POINTS)
            fail(file, line, "not a range of code points");
        for (unsigned long cp = first; cp <= last; cp++)
            take(&rows_of[cp], file, line, name, context);
        entries++;
    }
    if (ferror(in) || fclose(in) != 0 || entries == 0)
        fail(file, line, "cannot be read");
    if (!versioned)
        fail(file, 1, "not of the version of WordBreakProperty.txt");
}

/* The version in a first line like "# WordBreakProperty-15.0.0.txt". */
static void read_version(char version[NAME])
{
    static const char file[] = "auxiliary/WordBreakProperty.txt";
    char path[2048];
    snprintf(path, sizeof path, "%s/%s", directory, file);
    FILE *in = fopen(path, "r");
    if (in == NULL || fscanf(in, "# WordBreakProperty-%31[0-9.]", version) != 1)
        fail(file, 1, "no version");
    version[strlen(version) - 1] = '\0'; /* the dot before "txt" */
    fclose(in);
}

static bool same(row a, row b)
{
    return a.word == b.word && a.sentence == b.sentence && a.flags == b.flags;
}

static void print_row(row r)
{
    printf("    {VB_WORD_%s, VB_SENTENCE_%s, ", words[r.word].name, sentences[r.sentence].name);
    const char *between = "";
    for (size_t i = 0; i < FLAGS; i++)
        if ((r.flags >> i & 1) != 0) {
            printf("%sVB_IS_%s", between, flag_names[i]);
            between = " | ";
        }
    printf("%s},\n", *between == '\0' ? "0" : "");
}

/* Print a number with what separates it from the one before; `per_line` of them on a line. */
static void print_item(size_t i, size_t per_line, const char *format, unsigned long number)
{
    fputs(i % per_line == 0 ? "\n    " : " ", stdout);
    printf(format, number);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: unicode_table DIRECTORY\n", stderr);
        return 2;
    }
    snprintf(directory, sizeof directory, "%s", argv[1]);
    char version[NAME], emoji_version[NAME + 16];
    read_version(version);
    /* The emoji files say "15.0" where the others say "15.0.0". */
    snprintf(emoji_version, sizeof emoji_version, "Emoji Version %.*s", (int)(strrchr(version, '.') - version),
             version);
    read_file("auxiliary/WordBreakProperty.txt", version, take_value, words);
    read_file("auxiliary/SentenceBreakProperty.txt", version, take_value, sentences);
    read_file("extracted/DerivedGeneralCategory.txt", version, take_flags, NULL);
    read_file("Scripts.txt", version, take_flags, NULL);
    read_file("emoji/emoji-data.txt", emoji_version, take_flags, NULL);

    static row distinct[MOST_ROWS];
    static uint8_t number_of[CODE_POINTS];
    size_t n_rows = 0;
    for (uint32_t cp = 0; cp < CODE_POINTS; cp++) {
        size_t i = 0;
        while (i < n_rows && !same(distinct[i], rows_of[cp]))
            i++;
        if (i == MOST_ROWS)
            fail("", 0, "more than 256 distinct rows");
        if (i == n_rows)
            distinct[n_rows++] = rows_of[cp];
        number_of[cp] = (uint8_t)i;
    }

    printf(
        "/* Unicode %s properties, generated by gen/unicode_table.c: do not edit, run `make unicode-tables`. */\n\n"
        "/* The distinct rows. */\nconst vb_property vb_property_rows[] = {\n",
        version);
    for (size_t i = 0; i < n_rows; i++)
        print_row(distinct[i]);

    static const uint8_t *pages[PAGED / PAGE]; /* the distinct ones */
    size_t n_pages = 0;
    printf("};\n\n/* The number of each page under VB_PAGED. */\nconst uint16_t vb_property_page_numbers[VB_PAGED / "
           "VB_PAGE] = {");
    for (size_t page = 0; page < PAGED / PAGE; page++) {
        const uint8_t *numbers = number_of + page * PAGE;
        size_t i = 0;
        while (i < n_pages && memcmp(pages[i], numbers, PAGE) != 0)
            i++;
        if (i == n_pages)
            pages[n_pages++] = numbers;
        print_item(page, 22, "%lu,", i);
    }
    printf("\n};\n\n/* The pages: numbers of rows. */\nconst uint8_t vb_property_pages[][VB_PAGE] = {\n");
    for (size_t page = 0; page < n_pages; page++) {
        printf("    {");
        for (size_t i = 0; i < PAGE; i++)
            printf("%s%u", i == 0 ? "" : i % 32 == 0 ? ",\n     " : ",", pages[page][i]);
        printf("},\n");
    }

    printf("};\n\n/* The ranges from VB_PAGED on: the first code point, times 256, plus the number of the row. */\n"
           "static const uint32_t ranges[] = {");
    for (size_t cp = PAGED, i = 0; cp < CODE_POINTS; cp++)
        if (cp == PAGED || number_of[cp] != number_of[cp - 1])
            print_item(i++, 10, "0x%06lx,", cp << 8 | number_of[cp]);
    printf("\n};\n");
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
