"""Say what is in a workbook, by Python's zipfile and XML parser alone: sheets, panes, filters, and every cell with its
type, as text.

usage: xlsx_read.py FILE
"""
import sys
import xml.etree.ElementTree as ET
import zipfile

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
M = "{%s}" % NS["m"]


def cell_text(cell, strings, shown):
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        text = "".join(t.text or "" for t in cell.iter(M + "t"))
    elif kind == "s":
        text = strings[int(cell.find(M + "v").text)]
    else:
        text = cell.find(M + "v").text
    return ("#" if kind == "n" else "") + text.replace("\n", "\\n") + ("" if shown is None else " " + shown)


def main():
    with zipfile.ZipFile(sys.argv[1]) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))
        strings = []
        if "xl/sharedStrings.xml" in archive.namelist():
            table = ET.fromstring(archive.read("xl/sharedStrings.xml"))
            strings = ["".join(t.text or "" for t in si.iter(M + "t")) for si in table.findall("m:si", NS)]
        styles = ET.fromstring(archive.read("xl/styles.xml"))
        fonts = [font.find(M + "b") is not None for font in styles.find("m:fonts", NS)]
        bold = [fonts[int(xf.get("fontId"))] for xf in styles.find("m:cellXfs", NS)]
        codes = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(M + "numFmt")}
        shown = [codes.get(xf.get("numFmtId")) for xf in styles.find("m:cellXfs", NS)]
        book = ET.fromstring(archive.read("xl/workbook.xml"))
        titles = {d.get("localSheetId"): d.text for d in book.iter(M + "definedName")
                  if d.get("name") == "_xlnm.Print_Titles"}
        for number, sheet in enumerate(book.find("m:sheets", NS), 1):
            data = ET.fromstring(archive.read("xl/worksheets/sheet%d.xml" % number))
            pane = data.find(".//m:pane", NS)
            flt = data.find("m:autoFilter", NS)
            page = data.find("m:pageSetup", NS)
            fits = data.find("m:sheetPr/m:pageSetUpPr", NS).get("fitToPage") == "1"
            wide = page.get("fitToWidth", "1") if fits and page.get("fitToHeight") == "0" else "any"
            print("sheet %s, frozen from %s, filter %s, %s, %s page wide, repeats %s" % (
                sheet.get("name"), pane.get("topLeftCell"), "none" if flt is None else flt.get("ref"),
                page.get("orientation"), wide, titles.get(str(number - 1))))
            for row in data.iter(M + "row"):
                print(" ".join("%s%s[%s]" % (c.get("r"), "!" if bold[int(c.get("s", "0"))] else "",
                                             cell_text(c, strings, shown[int(c.get("s", "0"))])) for c in row))


main()
