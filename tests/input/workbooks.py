"""Make a workbook NAME.xlsx of each folder NAME in a directory, by Python's zipfile.

A folder's files are the parts, with "!" for "/" in their names ("xl!workbook.xml"); those that a workbook needs and the
folder lacks are put in, unless the folder has a file called "bare".  A part "xl!worksheets!sheet1.xml" is put
between <worksheet> tags if it is not a whole document.

usage: workbooks.py DIRECTORY
       workbooks.py DIRECTORY rows NUMBER      a workbook big.xlsx of that many rows, three columns each
       workbooks.py DIRECTORY bomb MEGABYTES   a workbook bomb.xlsx whose sheet is that much white space
"""
import os
import sys
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'

FORMATS = ['yyyy\\-mm\\-dd\\ hh:mm:ss.000', '[Red]"day"\\ 0.0;\\d0', 'd\\ mmm\\ yyyy', '[$-409]h:mm\\ AM/PM', 'mmm', '#,##0.00\\ "€"']
# Style numbers of cells: general, date, date and time, time, elapsed, percent, then FORMATS from 6 on.
XFS = [0, 14, 22, 21, 46, 10] + [164 + i for i in range(len(FORMATS))]

NEEDED = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": f'<Relationships {PACKAGE}><Relationship Id="rId1" Type="{REL}/officeDocument" '
                   'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{REL}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/>'
                       "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f"<Relationships {PACKAGE}>" + "".join(
        f'<Relationship Id="rId{i}" Type="{REL}/{kind}" Target="{target}"/>' for i, kind, target in (
            (1, "worksheet", "worksheets/sheet1.xml"), (2, "worksheet", "/xl/worksheets/sheet2.xml"),
            (3, "worksheet", "../xl/./worksheets/sheet3.xml"), (4, "sharedStrings", "sharedStrings.xml"),
            (5, "styles", "styles.xml"), (6, "chartsheet", "chartsheets/sheet1.xml"))) + "</Relationships>",
    "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>" + "".join(
        '<numFmt numFmtId="%d" formatCode="%s"/>' % (164 + i, code.replace('"', "&quot;"))
        for i, code in enumerate(FORMATS)) + '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
        + "".join(f'<xf numFmtId="{i}"/>' for i in XFS) + "</cellXfs></styleSheet>",
}


def read_folder(folder):
    parts = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            part, text = name.replace("!", "/"), file.read()
        if part.startswith("xl/worksheets/") and not text.startswith(b"<?xml"):
            text = b"<worksheet %s>%s</worksheet>" % (MAIN.encode(), text)
        if part == "xl/sharedStrings.xml" and not text.startswith(b"<?xml"):
            text = b"<sst %s>%s</sst>" % (MAIN.encode(), text)
        parts[part] = text
    if parts.pop("bare", None) is None:
        for part, text in NEEDED.items():
            parts.setdefault(part, text.encode())
    return parts


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, pieces in parts.items():
            with archive.open(part, "w", force_zip64=True) as file:
                for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                    file.write(piece)


def rows(number):
    """Shared strings, inline strings and numbers, as exports have them."""
    yield b'<worksheet %s><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr">' \
          b'<is><t>answer</t></is></c><c r="C1" t="inlineStr"><is><t>title</t></is></c></row>' % MAIN.encode()
    for first in range(2, number + 2, 1000):
        yield b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d" t="inlineStr"><is><t>no time for answer %d'
                       b'</t></is></c><c r="C%d" t="s"><v>%d</v></c></row>' % (r, r, r - 1, r, r * 7919 % 1000003, r,
                                                                            r % 1000)
                       for r in range(first, min(first + 1000, number + 2)))
    yield b"</sheetData></worksheet>"


def white_space(megabytes):
    yield b"<worksheet %s><sheetData>" % MAIN.encode()
    for _ in range(megabytes):
        yield b" " * (1 << 20)
    yield b"</sheetData></worksheet>"


def main():
    directory, kind = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "folders"
    needed = {part: text.encode() for part, text in NEEDED.items()}
    if kind == "rows":
        strings = "".join(f"<si><t>title {i}</t></si>" for i in range(1000))
        needed["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>".encode()
        write(os.path.join(directory, "big.xlsx"), {**needed, "xl/worksheets/sheet1.xml": rows(int(sys.argv[3]))})
    elif kind == "bomb":
        write(os.path.join(directory, "bomb.xlsx"),
              {**needed, "xl/worksheets/sheet1.xml": white_space(int(sys.argv[3]))})
    else:
        for name in os.listdir(directory):
            folder = os.path.join(directory, name)
            if os.path.isdir(folder):
                write(folder + ".xlsx", read_folder(folder))


main()
