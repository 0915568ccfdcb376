"""One document as LibreOffice writes it in every format that it knows."""

from __future__ import annotations

from pathlib import Path

from tests.programs import office_convert

FORMATS = {
    "odt": "odt",
    "docx": "docx",
    "pdf": "pdf",
    "rtf": "rtf",
    "html": "html:HTML (StarWriter)",
}

_NAMES = {
    "office": "office",
    "text": "text",
    "table": "table",
    "style": "style",
    "fo": "xsl-fo-compatible",
}
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in _NAMES.items()
)
SOFT = "\u00ad"
LONG = (
    "De gemeente­secretaris zei dat de samen­werkings­verbanden van Noord-Holland tot "
    "verantwoordelijk­heden leiden, dat de oud-wethouder de beleids- en uitvoerings­taken "
    "kende, en dat de burge­meesters het daar­over eens waren geworden. "
)
PARAGRAPHS = tuple(f"{number} {LONG * 2}Tot zover {number}." for number in ("Een", "Twee", "Drie"))


def change(kind: str, name: str, words: str = "") -> str:
    held = f"<text:p>{words}</text:p>" if words else ""
    info = "<office:change-info><dc:creator>coder-1</dc:creator><dc:date>2024-03-01T10:00:00</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{name}"><text:{kind}>{info}{held}</text:{kind}></text:changed-region>'


def note(words: str) -> str:
    return (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
    )


def items(style: str, *words: str) -> str:
    held = "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in words)
    return f'<text:list text:style-name="{style}">{held}</text:list>'


def row(*cells: str) -> str:
    held = "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in cells)
    return f"<table:table-row>{held}</table:table-row>"


BODY = f"""
<text:tracked-changes>{change("insertion", "c1")}{change("deletion", "c2", "VERWIJDERD")}</text:tracked-changes>
<text:h text:outline-level="1">Interview met de wethouder</text:h>
<text:h text:outline-level="2">Aanleiding</text:h>
<text:p><text:span text:style-name="T1">Interviewer:</text:span> Waarom ging het zo?</text:p>
<text:p><text:span text:style-name="T1">Wethouder:</text:span> Wij konden niet anders{note("Zie het raadsbesluit van 2012.")}, zei de cafe\u0301houder 😀.</text:p>
<text:p>Dat was <text:span text:style-name="T2">VERBORGEN </text:span>lang geleden.</text:p>
<text:p><text:span text:style-name="T2">VERBORGEN.</text:span></text:p>
<text:p>Interviewer: En <text:change-start text:change-id="c1"/>toen<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>?</text:p>
<text:p>Wethouder: Toen<text:s text:c="2"/>kwam<text:tab/>de fusie.<text:line-break/>Eindelijk.<office:annotation><dc:creator>coder-1</dc:creator><dc:date>2024-03-01T10:00:00</dc:date><text:p>OPMERKING</text:p></office:annotation></text:p>
<text:h text:outline-level="2">Redenen</text:h>
{items("L1", "geld", "mensen 👩‍👩‍👧")}
{items("L2", "eerst praten", "dan besluiten")}
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>{row("Gemeente", "Inwoners")}{row("Ommen", "17.000")}</table:table>
<text:p>Na de tabel.</text:p>
{"".join(f"<text:p>{one}</text:p>" for one in PARAGRAPHS)}
"""

SOURCE = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"/></style:style>
</office:styles>
<office:automatic-styles>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="10.5cm" fo:page-height="14.8cm" fo:margin="1.5cm"/><style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p>Raadsvergadering van 9 juli</text:p></style:header>
<style:footer><text:p>Pagina <text:page-number/> van <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{BODY}</office:text></office:body>
</office:document>
"""

EXPECTED = f"""\
# Interview met de wethouder

## Aanleiding

Interviewer: Waarom ging het zo?

Wethouder: Wij konden niet anders[^1], zei de caféhouder 😀.

Dat was lang geleden.

Interviewer: En toen?

Wethouder: Toen kwam de fusie.
Eindelijk.

## Redenen

- geld
- mensen 👩‍👩‍👧

1. eerst praten
2. dan besluiten

Gemeente | Inwoners
Ommen | 17.000

Na de tabel.

{(chr(10) * 2).join(PARAGRAPHS).replace(SOFT, "")}

[^1]: Zie het raadsbesluit van 2012.
"""


def convert_all(folder: Path) -> dict[str, Path]:
    """Let LibreOffice write the document in all formats into a folder."""
    source = folder / "gesprek.fodt"
    source.write_text(SOURCE, "utf-8")
    return {name: office_convert(source, ending, folder) for name, ending in FORMATS.items()}
