"""Writes small DOCX and XLSX files with nothing but the standard library.

Every byte depends on the arguments alone: fixed entry order and time stamps, so that the same data
always makes the same file. Layout of letters: Decree 30/2020/ND-CP, annex I.
"""

import datetime
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

STAMP = (2026, 1, 20, 8, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(parts):
    """Zips (name, text) pairs in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


def content_types(overrides):
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in overrides
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def relations(targets):
    rows = "".join(
        f'<Relationship Id="rId{index}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


# ---------------------------------------------------------------------------------------- XLSX

# Cell styles, by index in the style sheet below.
PLAIN, HEAD, TITLE, NOTE, CELL, DATE = range(6)

STYLES = (
    f'{XML}<styleSheet xmlns="{SHEET}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="4"><font><sz val="11"/><name val="Times New Roman"/></font>'
    '<font><b/><sz val="11"/><name val="Times New Roman"/></font>'
    '<font><b/><sz val="14"/><name val="Times New Roman"/></font>'
    '<font><i/><sz val="11"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6F2EA"/></patternFill></fill></fills>'
    '<borders count="2"><border/><border><left style="thin"/><right style="thin"/>'
    '<top style="thin"/><bottom style="thin"/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">'
    '<xf fontId="0" xfId="0" applyFont="1"/>'
    '<xf fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment horizontal="center" vertical="center" wrapText="1"/></xf>'
    '<xf fontId="2" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf>'
    '<xf fontId="3" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf>'
    '<xf fontId="0" borderId="1" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="164" fontId="0" borderId="1" xfId="0" applyFont="1" applyNumberFormat="1"/>'
    "</cellXfs></styleSheet>"
)


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def workbook(sheet_name, rows, widths, merged=(), frozen=0):
    """One sheet. A row is a list of None or (value, style); values: text, int or date."""
    words, index_of = [], {}

    def cell(row, column, value, style):
        place = f'r="{column_name(column)}{row}" s="{style}"'
        if isinstance(value, datetime.date):
            return f"<c {place}><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>"
        if isinstance(value, int):
            return f"<c {place}><v>{value}</v></c>"
        if value == "":
            return f"<c {place}/>"
        if value not in index_of:
            index_of[value] = len(words)
            words.append(value)
        return f'<c {place} t="s"><v>{index_of[value]}</v></c>'

    body = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(number, at, *item) for at, item in enumerate(row) if item is not None)
        body += f'<row r="{number}">{cells}</row>'
    view = '<sheetViews><sheetView workbookViewId="0">'
    if frozen:
        view += f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/>'
    view += "</sheetView></sheetViews>"
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    joins = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    if joins:
        joins = f'<mergeCells count="{len(merged)}">{joins}</mergeCells>'
    shared = "".join(f"<si><t xml:space=\"preserve\">{escape(word)}</t></si>" for word in words)
    return package([
        ("[Content_Types].xml", content_types([
            ("xl/workbook.xml", "spreadsheetml.sheet.main"),
            ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"),
            ("xl/styles.xml", "spreadsheetml.styles"),
            ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings"),
        ])),
        ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml",
         f'{XML}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
         f'<sheet name={quoteattr(sheet_name)} sheetId="1" r:id="rId1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", relations([
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ])),
        ("xl/worksheets/sheet1.xml",
         f'{XML}<worksheet xmlns="{SHEET}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{view}<cols>{columns}</cols>'
         f"<sheetData>{body}</sheetData>{joins}"
         '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml",
         f'{XML}<sst xmlns="{SHEET}" count="{len(words)}" uniqueCount="{len(words)}">{shared}</sst>'),
    ])


# ---------------------------------------------------------------------------------------- DOCX

def run(text, size=13, bold=False, italic=False):
    """A run of text; size in points; a line feed is a line break."""
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    half = round(size * 2)
    pieces = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\n")
    )
    return f'<w:r><w:rPr>{marks}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>{pieces}</w:r>'


def paragraph(*runs, align="both", indent=0, before=0, after=0, line=240, left=0, keep=False):
    """A paragraph; indent of the first line and left margin in twips, spacing in points."""
    layout = "<w:keepNext/>" if keep else ""
    layout += f'<w:spacing w:before="{before * 20}" w:after="{after * 20}" w:line="{line}" w:lineRule="auto"/>'
    layout += f'<w:ind w:left="{left}" w:firstLine="{indent}"/><w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{layout}</w:pPr>{''.join(runs)}</w:p>"


def rule(sides):
    """A drawn line in the middle, `sides` twips away from both edges."""
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="20" w:after="0" w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{sides}" w:right="{sides}"/></w:pPr></w:p>'
    )


def table(widths, rows, lines=False, repeat_head=False):
    """A table: widths in twips, rows of cells, a cell is the XML of its paragraphs."""
    border = "".join(
        f'<w:{side} w:val="{"single" if lines else "nil"}" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margin = 60 if lines else 20
    out = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{border}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr><w:tblGrid>"
    )
    out += "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    for number, row in enumerate(rows):
        head = "<w:tblHeader/>" if repeat_head and number == 0 else ""
        out += f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"
        for width, cell in zip(widths, row):
            out += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        out += "</w:tr>"
    return out + "</w:tbl>"


def document(title, body, landscape=False):
    """A DOCX of body XML on A4 with the margins and the page number of Decree 30/2020."""
    width, height = (16838, 11906) if landscape else (11906, 16838)
    turned = ' w:orient="landscape"' if landscape else ""
    left, right = (1134, 1134) if landscape else (1701, 1020)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="1134" w:right="{right}" w:bottom="1134" w:left="{left}" w:header="567" '
        'w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    number = "".join(
        f'<w:r><w:rPr><w:sz w:val="26"/></w:rPr>{piece}</w:r>'
        for piece in ('<w:fldChar w:fldCharType="begin"/>', "<w:instrText>PAGE</w:instrText>",
                      '<w:fldChar w:fldCharType="end"/>')
    )
    font = "Times New Roman"
    return package([
        ("[Content_Types].xml", content_types([
            ("word/document.xml", "wordprocessingml.document.main"),
            ("word/styles.xml", "wordprocessingml.styles"),
            ("word/header1.xml", "wordprocessingml.header"),
        ]).replace(
            "</Types>",
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        )),
        ("_rels/.rels", relations([("officeDocument", "word/document.xml")]).replace(
            "</Relationships>",
            f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
        )),
        ("word/document.xml",
         f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}{section}</w:body></w:document>'),
        ("word/_rels/document.xml.rels",
         relations([("styles", "styles.xml"), ("header", "header1.xml")])),
        ("word/styles.xml",
         f'{XML}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
         f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
         '<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
         "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
         '<w:name w:val="Normal"/></w:style></w:styles>'),
        ("word/header1.xml",
         f'{XML}<w:hdr xmlns:w="{WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{number}</w:p></w:hdr>'),
        ("docProps/core.xml",
         f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
         'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
         'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
         f"<dc:title>{escape(title)}</dc:title><dc:creator>Tre Xanh</dc:creator>"
         '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-20T01:00:00Z</dcterms:created>'
         "</cp:coreProperties>"),
    ])
