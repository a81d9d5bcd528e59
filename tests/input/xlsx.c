/* XLSX in: ECMA-376-1 (5th edition), by its sections; rules X1 ... of src/input/xlsx.c. */
#include "input/workbooks.h"

#include <sys/resource.h>

#define BOOK(inner)                                                                                                  \
    "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" inner "</workbook>"
#define SHEETS                                                                                                       \
    "<sheets><sheet name=\"Secret\" sheetId=\"7\" state=\"hidden\" r:id=\"rId2\"/><sheet name=\"Chart\" "            \
    "sheetId=\"9\" r:id=\"rId6\"/><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
#define TEXT(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEAD "<row>" TEXT("a") TEXT("b") "</row>"
#define DATA(rows) "<sheetData>" rows "</sheetData>"
#define NUMBER(style, value) "<c s=\"" style "\"><v>" value "</v></c>"

typedef struct {
    const char *rule;
    const char *sheet, *strings, *workbook;
    const char *wanted; /* the name of a sheet */
    const char *expected;
} sheet_case;

static const sheet_case cases[] = {
    {"18.4.8: shared strings",
     DATA("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
          "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>"),
     "<si><t>id</t></si><si><t>answer</t></si><si><t xml:space=\"preserve\"> no &lt;time&gt; é </t></si>", NULL, NULL,
     "[id][answer]\n1@2 [ no <time> é ][ no <time> é ]\n"},
    {"18.4.4: rich text is its runs, 18.4.6: phonetic runs are not",
     DATA("<row><c t=\"s\"><v>0</v></c></row><row><c "
          "t=\"inlineStr\"><is><r><t>課</t></r><r><rPr><b/></rPr><t>題</t></r>"
          "<rPh sb=\"0\" eb=\"1\"><t>カダイ</t></rPh></is></c></row>"),
     "<si><r><t>ans</t></r><r><rPr><b/><sz val=\"11\"/></rPr><t>wer</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>"
     "<phoneticPr fontId=\"1\"/></si>",
     NULL, NULL, "[answer]\n1@2 [課題]\n"},
    {"22.9.2.19: escapes",
     DATA(HEAD "<row>" TEXT("a_x000D_\n_x005F_x000D_ _x00e9_") TEXT("_xD83D__xDE00_ _xD83D_ _x1_") "</row>"), NULL,
     NULL, NULL, "[a][b]\n1@2 [a\\r\\n_x000D_ é][😀 \xEF\xBF\xBD _x1_]\n"},
    {"18.18.11: booleans, formulas' texts, errors",
     DATA(HEAD "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row>"
               "<row><c t=\"str\"><f>A1&amp;\"x\"</f><v>ax</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"
               "<row><c><f>1+1</f><v>2</v></c><c><f>B9</f></c></row><row><c t=\"e\"><v>#N/A</v></c></row>"),
     NULL, NULL, NULL,
     "[a][b]\n1@2 [TRUE][FALSE]\n2@3 [ax][]\n3@4 [2][]\n4@5 [][]\n2 cells hold errors such as #N/A or #VALUE!, taken "
     "for empty\n"},
    {"X1, X2: rows and cells left out, by their references",
     DATA("<row r=\"3\"><c r=\"B3\" s=\"1\"/></row><row r=\"4\"><c r=\"B4\" t=\"inlineStr\"><is><t>x</t></is></c><c "
          "r=\"D4\" "
          "t=\"inlineStr\"><is><t>y</t></is></c></row><row r=\"5\"/><row r=\"9\"><c r=\"D9\"><v>1</v></c></row>"
          "<row r=\"10\"><c r=\"A10\" t=\"str\"><v></v></c></row><row r=\"12\"><c "
          "r=\"C12\"><v>2</v></c><c><v>3</v></c>"
          "</row>"),
     NULL, NULL, NULL, "[][x][][y]\n1@9 [][][][1]\n2@12 [][][2][3]\n"},
    {"references may be missing, or out of order",
     DATA(HEAD "<row><c r=\"B2\"><v>2</v></c><c r=\"A2\"><v>1</v></c></row><row><c><v>3</v></c></row>"), NULL, NULL,
     NULL, "[a][b]\n1@2 [1][2]\n2@3 [3][]\n"},
    {"cells beyond the header: a ragged row",
     DATA(HEAD "<row><c r=\"A2\"><v>1</v></c><c r=\"D2\"><v>4</v></c></row>"), NULL, NULL, NULL,
     "[a][b]\n1@2 [1][]/4\n"},
    {"X1: merged names",
     DATA("<row r=\"2\">" TEXT("id") TEXT("role") "<c/><c/></row><row>" TEXT("1") "<c/><c/>" TEXT(
         "z") "</row>") "<mergeCells><mergeCell ref=\"B2:D3\"/><mergeCell ref=\"A3:B3\"/></mergeCells>",
     NULL, NULL, NULL, "[id][role][role][role]\n1@3 [1][][][z]\n"},
    {"X1: a merged name over columns that no row has",
     "<dimension ref=\"A1:C2\"/>" DATA(HEAD) "<mergeCells><mergeCell ref=\"B1:C1\"/></mergeCells>", NULL, NULL, NULL,
     "[a][b][b]\n"},
    {"X1: one column that begins with an answer",
     DATA("<row r=\"2\">" TEXT("no time to plan") "</row><row>" TEXT("PD") "</row>"), NULL, NULL, NULL,
     "[answer]\n1@2 [no time to plan]\n2@3 [PD]\nno header: the only column begins with \"no time to plan\", which "
     "is taken "
     "as an answer; with --answer and that text it is the column's name\n"},
    {"X1: one column with its name", DATA("<row>" TEXT("Biggest challenge") "</row><row>" TEXT("PD") "</row>"), NULL,
     NULL, NULL, "[Biggest challenge]\n1@2 [PD]\n"},
    {"X3: numbers",
     DATA(HEAD "<row>" NUMBER("0", "1.0") NUMBER(
         "0",
         "-0") "</row>"
               "<row>" NUMBER("0", "0.10000000000000001") NUMBER(
                   "0",
                   "0.30000000000000004") "</row>"
                                          "<row>" NUMBER("0", "123456789012345678") NUMBER(
                                              "0",
                                              "1E+300") "</row>"
                                                        "<row>" NUMBER("0", "1.5e-10") NUMBER(
                                                            "0",
                                                            "-0.00012") "</row>"
                                                                        "<row>" NUMBER("5", "0.25") NUMBER(
                                                                            "11",
                                                                            "1234.5") "</row>"
                                                                                      "<row>" NUMBER("7", "3") NUMBER(
                                                                                          "99",
                                                                                          "10000000000000000000"
                                                                                          "0") "</row>"
                                                                                               "<row>" NUMBER("0",
                                                                                                              "nan")
                                                                                                   NUMBER(
                                                                                                       "0",
                                                                                                       "0x10") "</"
                                                                                                               "row"
                                                                                                               ">"),
     NULL, NULL, NULL,
     /* Python: repr(float(x)), without its ".0" and with Excel's exponent */
     "[a][b]\n1@2 [1][0]\n2@3 [0.1][0.30000000000000004]\n3@4 [123456789012345680][1E+300]\n4@5 [1.5E-10][-0.00012]\n"
     "5@6 [0.25][1234.5]\n6@7 [3][100000000000000000000]\n7@8 [nan][0x10]\n"},
    {"18.17.4: dates of 1900",
     DATA(HEAD "<row>" NUMBER("1", "1") NUMBER(
         "1", "59") "</row>"
                    "<row>" NUMBER("1", "60") NUMBER(
                        "1",
                        "61") "</row>"
                              "<row>" NUMBER("1", "2958465") NUMBER(
                                  "1",
                                  "2958466") "</row>"
                                             "<row>" NUMBER("2", "46347.427083333336") NUMBER(
                                                 "3",
                                                 "0.427083333333333") "</row>"
                                                                      "<row>" NUMBER("6", "46347.427083349537") NUMBER(
                                                                          "8",
                                                                          "46347.5") "</row>"
                                                                                     "<row>" NUMBER("4", "1.5") NUMBER(
                                                                                         "9",
                                                                                         "0.75") "</row>"
                                                                                                 "<row>" NUMBER(
                                                                                                     "10", "46347")
                                                                                                     NUMBER(
                                                                                                         "1",
                                                                                                         "-1") "</"
                                                                                                               "row>"
                                                                                                               "<row"
                                                                                                               ">" NUMBER(
                                                                                                                   "2",
                                                                                                                   "4"
                                                                                                                   "6"
                                                                                                                   "3"
                                                                                                                   "4"
                                                                                                                   "7"
                                                                                                                   "."
                                                                                                                   "9"
                                                                                                                   "9"
                                                                                                                   "9"
                                                                                                                   "9"
                                                                                                                   "9"
                                                                                                                   "9"
                                                                                                                   "9"
                                                                                                                   "9"
                                                                                                                   "9")
                                                                                                                   NUMBER(
                                                                                                                       "1",
                                                                                                                       "0") "</row>"),
     NULL, NULL, NULL,
     /* 18.17.4.1: 1 is 1900-01-01, 60 is 1900-02-29, 2958465 is 9999-12-31; Python: date(1899, 12, 30) + 46347 days
      * is 2026-11-21; 0.427083333333333 of a day is 10 h 15 min */
     "[a][b]\n1@2 [1900-01-01][1900-02-28]\n2@3 [1900-02-29][1900-03-01]\n3@4 [9999-12-31][2958466]\n"
     "4@5 [2026-11-21T10:15:00][10:15:00]\n5@6 [2026-11-21T10:15:00.001][2026-11-21]\n6@7 [36:00:00][18:00:00]\n"
     "7@8 [2026-11-21][-1]\n8@9 [2026-11-22T00:00:00][0]\n"},
    {"18.17.4: dates of 1904", DATA(HEAD "<row>" NUMBER("1", "0") NUMBER("2", "44885.5") "</row>"), NULL,
     BOOK("<workbookPr date1904=\"1\"/><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"), NULL,
     "[a][b]\n1@2 [1904-01-01][2026-11-21T12:00:00]\n"},
    {"18.18.11: dates in ISO 8601", DATA(HEAD "<row><c t=\"d\" s=\"1\"><v>2026-11-21</v></c></row>"), NULL, NULL,
     NULL, "[a][b]\n1@2 [2026-11-21][]\n"},
    {"a title",
     DATA("<row>" TEXT("Our survey") "</row><row r=\"3\">" TEXT("id") TEXT("answer") "</row><row>" NUMBER("0", "1")
              TEXT("x") "</row>"),
     NULL, NULL, NULL, "[id][answer]\n1@4 [1][x]\ntitle: \"Our survey\", no header; that is row 3 of the sheet\n"},
    {"a merged title over merged names",
     DATA("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Our survey</t></is></c><c r=\"B1\" s=\"1\"/><c "
          "r=\"C1\"/></row>"
          "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>answer</t></is></c><c r=\"B2\" "
          "t=\"inlineStr\"><is><t>role</t></is></c></row><row>" TEXT("x") TEXT("y")
              TEXT("z") "</row>") "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"B2:C2\"/></mergeCells>",
     NULL, NULL, NULL,
     "[answer][role][role]\n1@3 [x][y][z]\ntitle: \"Our survey\", no header; that is row 2 of the sheet\n"},
    {"one column, with a note beside a cell",
     DATA("<row>" TEXT("foo") "</row><row>" TEXT("x")
              TEXT("note") "</row><row>" TEXT("y") "</row><row>" TEXT("z") "</row>"),
     NULL, NULL, NULL, "[foo]\n1@2 [x]/2\n2@3 [y]\n3@4 [z]\n"},
    {"a header with a name left out, numbers under it",
     DATA("<row>" TEXT("foo") "</row><row>" TEXT("x") NUMBER("0", "1") "</row><row>" TEXT("y")
              NUMBER("0", "2") "</row>"),
     NULL, NULL, NULL, "[foo]\n1@2 [x]/2\n2@3 [y]/2\n"},
    {"the first sheet that is seen and a table", DATA(HEAD), NULL, BOOK(SHEETS), NULL,
     "[a][b]\nsheet \"Data\" (the first) of 1 \"Secret\" (hidden), 2 \"Chart\" (no table), 3 \"Data\"\n"},
    {"a sheet by number", DATA(HEAD), NULL, BOOK(SHEETS), "3",
     "[a][b]\nsheet \"Data\" (as asked) of 1 \"Secret\" (hidden), 2 \"Chart\" (no table), 3 \"Data\"\n"},
    {"a sheet by name, whatever its case", DATA(HEAD), NULL, BOOK(SHEETS), "data",
     "[a][b]\nsheet \"Data\" (as asked) of 1 \"Secret\" (hidden), 2 \"Chart\" (no table), 3 \"Data\"\n"},
    {"no such sheet", DATA(HEAD), NULL, BOOK(SHEETS), "Dta",
     "!there is no sheet Dta: name one of 1 \"Secret\" (hidden), 2 \"Chart\" (no table), 3 \"Data\""},
    {"no such number", DATA(HEAD), NULL, BOOK(SHEETS), "4",
     "!there is no sheet 4: name one of 1 \"Secret\" (hidden), 2 \"Chart\" (no table), 3 \"Data\""},
    {"no table there", DATA(HEAD), NULL, BOOK(SHEETS), "Chart",
     "!there is no table on sheet Chart: name one of 1 \"Secret\" (hidden), 2 \"Chart\" (no table), 3 \"Data\""},
    {"an empty sheet", DATA("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>"), NULL, NULL, NULL,
     "!nothing on sheet \"Data\": it needs at least a header"},
    {"prefixes, as some programs write",
     "<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
     "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData>"
     "</x:worksheet>",
     NULL, NULL, NULL, "[a]\n"},
    {"what is not a row is passed over",
     "<sheetViews><sheetView><selection activeCell=\"A1\"/></sheetView></sheetViews>" DATA(
         HEAD) "<conditionalFormatting><cfRule><f>A1</f></cfRule></conditionalFormatting><extLst><ext><row><c><v>5</"
               "v></c></row>"
               "</ext></extLst>",
     NULL, NULL, NULL, "[a][b]\n"},
    {"wrong XML in a row: the records before it first",
     DATA(HEAD "<row>" TEXT("1") "</row>\n<row>" TEXT("2") "</rw>"), NULL, NULL, NULL,
     "[a][b]\n1@2 [1][]\n!row 2: xl/worksheets/sheet1.xml, line 2, column 46: wrong XML (mismatched tag): open the "
     "workbook and save it anew"},
    {"a shared string that is not there", DATA(HEAD "<row r=\"7\"><c/><c t=\"s\"><v>1</v></c></row>"),
     "<si><t>x</t></si>", NULL, NULL,
     "!xl/worksheets/sheet1.xml, line 1: cell B7 names shared string \"1\", where there are 1: open the "
     "workbook and save it anew"},
    {"a cell beyond the last column", DATA("<row><c r=\"XFE1\"><v>1</v></c></row>"), NULL, NULL, NULL,
     "!xl/worksheets/sheet1.xml, line 1: a cell beyond column XFD, the last: save the workbook anew"},
    {"a DOCTYPE", "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"c\">]>\n<worksheet>&b;</worksheet>", NULL, NULL,
     NULL, "!xl/worksheets/sheet1.xml, line 2: it has a DOCTYPE, which no workbook has"},
    {"wrong XML in the strings", DATA(HEAD), "<si>\n<t>x</si>", NULL, NULL,
     "!xl/sharedStrings.xml, line 2, column 7: wrong XML (mismatched tag): open the workbook and save it anew"},
    {"a sheet's part is not there", DATA(HEAD), NULL, BOOK("<sheets><sheet name=\"Data\" r:id=\"rId3\"/></sheets>"),
     NULL, "!the workbook lacks its part xl/worksheets/sheet3.xml: open it and save it anew"},
    {"no sheets", DATA(HEAD), NULL, BOOK(""), NULL, "!the workbook has no sheet with a table: save one in it"},
};

Test(xlsx, cases)
{
    char *directory = workbooks_directory();
    char path[300];
    vb_buffer out = {0};
    size_t n = sizeof cases / sizeof *cases;
    for (size_t i = 0; i < n; i++) {
        workbooks_part(directory, i, "xl!worksheets!sheet1.xml", cases[i].sheet);
        workbooks_part(directory, i, "xl!sharedStrings.xml", cases[i].strings);
        workbooks_part(directory, i, "xl!workbook.xml", cases[i].workbook);
    }
    workbooks_run("python3 tests/input/workbooks.py %s", directory);
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(path, sizeof path, "%s/%zu.xlsx", directory, i);
        for (size_t bytes = 1; bytes < 1000; bytes *= 30) { /* batches of one record and of all */
            workbooks_show(path, cases[i].wanted, bytes, &out);
            cr_expect_str_eq(out.ptr, cases[i].expected, "%s:\nis  %s\nnot %s", cases[i].rule, out.ptr,
                             cases[i].expected);
        }
    }
    vb_buffer_release(&out);
    workbooks_remove(directory);
}

#define COVER DATA("<row>" TEXT("Our survey of challenges") "</row><row>" TEXT("By the district") "</row>")
#define COVER_TABLE DATA("<row>" TEXT("What") TEXT("Who") "</row><row>" TEXT("Contact") TEXT("Jo") "</row>")
#define BOOK_OF_CODES                                                                                                \
    DATA("<row>" TEXT("Key") TEXT("Meaning") "</row><row>" TEXT("1") TEXT("a teacher of a class") "</row>")
#define ANSWERS DATA("<row>" TEXT("id") TEXT("answer") "</row><row>" TEXT("1") TEXT("no time") "</row>")

/* X0 */
Test(xlsx, sheets)
{
    static const char first[] = " of 1 \"A\", 2 \"B\", 3 \"C\"\n";
    static const char book[] = BOOK("<sheets><sheet name=\"A\" r:id=\"rId1\"/><sheet name=\"B\" "
                                    "r:id=\"rId2\"/><sheet name=\"C\" r:id=\"rId3\"/></sheets>");
    static const struct {
        const char *rule, *sheets[3], *wanted, *expected;
    } tests[] = {
        {"a cover",
         {COVER, ANSWERS, COVER_TABLE},
         NULL,
         "[id][answer]\n1@2 [1][no time]\nsheet \"B\" (the first with a column of answers)"},
        {"a cover with a table, a list of codes",
         {COVER_TABLE, BOOK_OF_CODES, ANSWERS},
         NULL,
         "[id][answer]\n1@2 [1][no time]\nsheet \"C\" (the first with a column of answers)"},
        {"text, but no name",
         {COVER, COVER_TABLE, BOOK_OF_CODES},
         NULL,
         "[Key][Meaning]\n1@2 [1][a teacher of a class]\nsheet \"C\" (the first with a column of text)"},
        {"a table",
         {COVER, COVER_TABLE, COVER},
         NULL,
         "[What][Who]\n1@2 [Contact][Jo]\nsheet \"B\" (the first with a table)"},
        {"no table",
         {COVER, COVER, COVER},
         NULL,
         "[Our survey of challenges]\n1@2 [By the district]\nsheet \"A\" (the first)"},
        {"as asked",
         {COVER, ANSWERS, COVER},
         "A",
         "[Our survey of challenges]\n1@2 [By the district]\nsheet \"A\" (as asked)"},
        {"one that is damaged is no table",
         {"<sheetData><row></sheetData>", ANSWERS, COVER},
         NULL,
         "[id][answer]\n1@2 [1][no time]\nsheet \"B\" (the first with a column of answers)"},
    };
    char *directory = workbooks_directory();
    char path[300], part[60], expected[400];
    vb_buffer out = {0};
    size_t n = sizeof tests / sizeof *tests;
    for (size_t i = 0; i < n; i++) {
        workbooks_part(directory, i, "xl!workbook.xml", book);
        for (size_t k = 0; k < 3; k++) {
            (void)snprintf(part, sizeof part, "xl!worksheets!sheet%zu.xml", k + 1);
            workbooks_part(directory, i, part, tests[i].sheets[k]);
        }
    }
    workbooks_run("python3 tests/input/workbooks.py %s", directory);
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(path, sizeof path, "%s/%zu.xlsx", directory, i);
        (void)snprintf(expected, sizeof expected, "%s%s", tests[i].expected, first);
        workbooks_show(path, tests[i].wanted, 1000, &out);
        cr_expect_str_eq(out.ptr, expected, "%s: %s", tests[i].rule, out.ptr);
    }
    vb_buffer_release(&out);
    workbooks_remove(directory);
}

/* What people take for a workbook. */
Test(xlsx, other_files)
{
    static const struct {
        const char *rule, *bytes;
        size_t len;
        const char *expected;
    } files[] = {
        {"empty", "", 0, "!nothing in it"},
        {"text", "id,answer\n1,x\n", 14, "!is no XLSX workbook"},
        {"a page", "\xEF\xBB\xBF\n<html><table>", 17, "!is a page of HTML"},
        {".xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0", 25,
         "!is a workbook of the old kind (.xls)"},
        {"a password", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 41,
         "!is protected by a password"},
        {"an archive cut off", "PK\x03\x04\x14\0\6\0", 8, "!is a damaged workbook, perhaps cut off"},
    };
    vb_buffer out = {0};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *path = reading_file((vb_str){files[i].bytes, files[i].len}, ".xlsx");
        workbooks_show(path, NULL, 1, &out);
        cr_expect(strncmp(out.ptr, files[i].expected, strlen(files[i].expected)) == 0, "%s: %s", files[i].rule,
                  out.ptr);
        cr_assert(unlink(path) == 0);
        free(path);
    }
    workbooks_show("/nonexistent.xlsx", NULL, 1, &out);
    cr_expect_str_eq(out.ptr, "!no such file");
    workbooks_show("/tmp", NULL, 1, &out);
    cr_expect_str_eq(out.ptr, "!is a directory: name a file in it");
    vb_buffer_release(&out);
}

/* Archives of other kinds, and a damaged part. */
Test(xlsx, other_archives)
{
    char *directory = workbooks_directory();
    char path[300];
    vb_buffer out = {0};
    workbooks_part(directory, 0, "bare", "");
    workbooks_part(directory, 0, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    workbooks_part(directory, 1, "xl!workbook.bin", "x");
    workbooks_part(directory, 2, "bare", "");
    workbooks_part(directory, 2, "survey.csv", "id,answer\n");
    workbooks_part(directory, 3, "xl!worksheets!sheet1.xml", DATA(HEAD "<row>" TEXT("UNIQUE") "</row>"));
    workbooks_run("python3 tests/input/workbooks.py %s", directory);
    static const char *const expected[] = {"!is an OpenDocument file (.ods)", "!is a binary workbook (.xlsb)",
                                           "!is an archive without a workbook", "[a][b]\n1@2 [UNIQUE][]\n"};
    for (size_t i = 0; i < 4; i++) {
        (void)snprintf(path, sizeof path, "%s/%zu.xlsx", directory, i);
        workbooks_show(path, NULL, 1, &out);
        cr_expect(strncmp(out.ptr, expected[i], strlen(expected[i])) == 0, "%s", out.ptr);
    }
    /* One bit of the packed sheet turned: a wrong checksum, if it unpacks at all. */
    workbooks_run("python3 -c 'import sys, zipfile\n"
                  "p = \"%s/3.xlsx\"; i = zipfile.ZipFile(p).getinfo(\"xl/worksheets/sheet1.xml\")\n"
                  "d = bytearray(open(p, \"rb\").read()); d[i.header_offset + 30 + len(i.filename) + 60] ^= 1\n"
                  "open(p, \"wb\").write(d)'",
                  directory);
    workbooks_show(path, NULL, 1, &out);
    cr_expect(strstr(out.ptr, "xl/worksheets/sheet1.xml") != NULL && strchr(out.ptr, '!') != NULL, "%s", out.ptr);
    vb_buffer_release(&out);
    workbooks_remove(directory);
}

static size_t count_rows(const char *path, vb_error *err)
{
    vb_source source;
    vb_buffer why = {0};
    vb_batch batch = {0};
    vb_input_options options = {0};
    size_t n = 0;
    if (vb_xlsx_open(path, &options, &source, &why, err) != VB_OK)
        return 0;
    while (source.kind->next(source.self, VB_BATCH_BYTES, &batch, err) == VB_OK && batch.n > 0)
        n += batch.n;
    source.kind->close(source.self);
    vb_batch_release(&batch);
    vb_buffer_release(&why);
    return n;
}

/* The memory at its peak, in KB, grows with neither rows nor white space. */
static long peak(void)
{
    struct rusage usage;
    cr_assert(getrusage(RUSAGE_SELF, &usage) == 0);
    return usage.ru_maxrss;
}

Test(xlsx, memory_is_bounded)
{
    char *directory = workbooks_directory();
    char path[300];
    vb_error err = {0};
    long before = peak();
    workbooks_run("python3 tests/input/workbooks.py %s rows 200000", directory); /* 23 MB of XML */
    (void)snprintf(path, sizeof path, "%s/big.xlsx", directory);
    cr_expect(count_rows(path, &err) == 200000, "%s", err.text);
    workbooks_run("python3 tests/input/workbooks.py %s bomb 300", directory);
    (void)snprintf(path, sizeof path, "%s/bomb.xlsx", directory);
    cr_expect(count_rows(path, &err) == 0 && strstr(err.text, "unpacks to more than 200 times its size") != NULL,
              "%s", err.text);
#ifndef __SANITIZE_ADDRESS__
    cr_expect(peak() - before < 16 * 1024, "%ld KB", peak() - before);
#else
    (void)before;
#endif
    workbooks_remove(directory);
}
