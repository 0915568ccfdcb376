"""Word, OpenDocument and rich text: what hands write, and what strangers send."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from crosscase.errors import ForeignFileError
from crosscase.interchange.reading import Given, Limits, Reading, ReadingOptions, read_file, word
from crosscase.interchange.xml import XmlLimits

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns"
CONTENT = (
    f'<o:document-content xmlns:o="{ODF}:office:1.0" xmlns:t="{ODF}:text:1.0" xmlns:b="{ODF}:table:1.0">'
    "<o:body><o:text>{}</o:text></o:body></o:document-content>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def pack(**files: str | bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


def docx(body: str, *, head: str = "", **more: str) -> bytes:
    document = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
    files = {"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": document}
    return pack(**files, **more)


def odt(body: str, *, head: str = "", **more: str) -> bytes:
    return pack(**{"content.xml": head + CONTENT.format(body), **more})


def read(data: bytes, name: str, limits: Limits | None = None) -> Reading:
    return read_file(Given(name, data), ReadingOptions(limits=limits or Limits()))


def refused(data: bytes, name: str, limits: Limits | None = None) -> list[str]:
    with pytest.raises(ForeignFileError) as error:
        read(data, name, limits)
    assert all(problem.file.startswith(name) for problem in error.value.problems)
    assert all(problem.action for problem in error.value.problems)
    return [problem.rule for problem in error.value.problems]


def run(words: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"


def test_word_keeps_what_was_inserted_moved_or_stands_in_a_control() -> None:
    body = (
        f"<w:p>{run('Een ')}<w:ins w:id='1'>{run('nieuw ')}</w:ins>"
        f"<w:del w:id='2'><w:r><w:delText>oud </w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{run('weg ')}</w:moveFrom><w:moveTo w:id='4'>{run('hier ')}</w:moveTo>"
        f"<w:sdt><w:sdtContent>{run('woord')}</w:sdtContent></w:sdt>"
        f"<w:hyperlink>{run(' en link')}</w:hyperlink></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr><w:r><w:t>samen</w:t></w:r></w:p>"
        f"<w:p>{run('gevoegd')}</w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run('Blok.')}</w:p></w:sdtContent></w:sdt>"
    )
    reading = read(docx(body), "a.docx")
    assert reading.text == "Een nieuw hier woord en link\n\nsamengevoegd\n\nBlok.\n"
    assert "tracked changes: 2 insertions in, 3 deletions left out" in reading.notes


def test_word_shows_no_hidden_words() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim </w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>zichtbaar</w:t></w:r>"
    reading = read(docx(f"<w:p>{hidden}{shown}</w:p>"), "a.docx")
    assert reading.text == "zichtbaar\n"
    assert reading.notes == ("hidden words left out: 1",)


def test_no_part_of_word_that_was_not_looked_at_is_read() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "geheim">]>'
        + f"<w:document {W}><w:body><w:p>{run('&a;')}</w:p></w:body></w:document>"
    )
    files = {
        "[Content_Types].xml": TYPES.replace("document.xml", "document.bin"),
        "_rels/.rels": RELS.replace("document.xml", "document.bin"),
        "word/document.bin": bomb,
    }
    assert refused(pack(**files), "a.docx") == ["broken-docx"]


def test_all_parts_of_word_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = f"<w:notes {W}>{'<w:x/>' * 40}</w:notes>"
    more = {f"word/notes{number}.xml": notes for number in range(5)}
    data = docx(f"<w:p>{run('Een.')}</w:p>", **more)
    assert read(data, "a.docx").text == "Een.\n"
    monkeypatch.setattr(word, "_XML_LIMITS", XmlLimits(tags=200))
    assert refused(data, "a.docx") == ["too-large"]


def test_what_word_holds_beside_the_text_is_told() -> None:
    comments = (
        f"<w:comments {W}><w:comment w:id='1'><w:p>{run('Let op')}</w:p></w:comment></w:comments>"
    )
    header = f"<w:hdr {W}><w:p>{run('Vertrouwelijk')}</w:p></w:hdr>"
    more = {"word/comments.xml": comments, "word/header1.xml": header}
    reading = read(docx(f"<w:p>{run('Een.')}</w:p>", **more), "a.docx")
    assert reading.text == "Een.\n"
    assert reading.notes == ("comments left out: 1", "headers and footers of pages left out")


def test_opendocument_keeps_hidden_space_and_repeats_no_cell() -> None:
    body = (
        '<t:h t:outline-level="3">Kop</t:h><t:p>a<t:s t:c="99999999"/>b<t:tab/>c</t:p>'
        "<t:section><t:p>in een deel</t:p></t:section>"
        '<t:section t:display="none"><t:p>verborgen</t:p></t:section>'
        '<b:table><b:table-row><b:table-cell b:number-columns-repeated="1000000"><t:p>x</t:p>'
        "</b:table-cell><b:table-cell><t:p>y</t:p></b:table-cell></b:table-row></b:table>"
        "<b:table><b:table-row><b:table-cell><t:p>een kader</t:p></b:table-cell></b:table-row></b:table>"
    )
    text = read(odt(body), "a.odt").text
    assert text == "### Kop\n\na b c\n\nin een deel\n\nx | y\n\neen kader\n"


def test_opendocument_shows_no_words_that_a_style_hides() -> None:
    styles = (
        f'<o:styles xmlns:o="{ODF}:office:1.0" xmlns:s="{ODF}:style:1.0" xmlns:t="{ODF}:text:1.0">'
        '<s:style s:family="text" s:name="Hidden"><s:text-properties t:display="none"/></s:style>'
        '<s:style s:family="text" s:name="Below" s:parent-style-name="Hidden"/>'
        '<s:style s:family="text" s:name="Shown" s:parent-style-name="Hidden">'
        '<s:text-properties t:display="true"/></s:style>'
        '<s:style s:family="paragraph" s:name="Hidden"/>'
        '<s:style s:family="text" s:name="A" s:parent-style-name="B"/>'
        '<s:style s:family="text" s:name="B" s:parent-style-name="A"/></o:styles>'
    )
    spans = "".join(
        f'<t:span t:style-name="{name}">{name} </t:span>'
        for name in ("Hidden", "Below", "Shown", "A", "")
    )
    body = f'<t:p t:style-name="Hidden">{spans}einde</t:p>'
    reading = read(odt(body, **{"styles.xml": styles}), "a.odt")
    assert reading.text == "Shown A einde\n"
    assert reading.notes == ("hidden words left out: 2",)


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_password_is_told_as_such(ending: str) -> None:
    assert refused(OLE, f"a.{ending}") == ["locked"]


def test_an_encrypted_opendocument_is_told_as_such() -> None:
    manifest = (
        f'<m:manifest xmlns:m="{ODF}:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry>'
        "</m:manifest>"
    )
    files = {"META-INF/manifest.xml": manifest, "content.xml": b"\x01\x02"}
    assert refused(pack(**files), "a.odt") == ["locked"]


@pytest.mark.parametrize("make", [docx, odt], ids=["docx", "odt"])
def test_a_document_type_is_refused(make: object) -> None:
    name = f"a.{make.__name__}"
    head = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert refused(make("", head=head), name) == ["doctype"]  # type: ignore[operator]


def test_a_document_type_in_any_part_of_word_is_refused() -> None:
    styles = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
    assert refused(docx("", **{"word/styles.xml": styles}), "a.docx") == ["doctype"]


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_bombs_and_paths_are_refused(ending: str) -> None:
    bomb = pack(**{"word/document.xml": b" " * (30 << 20), "content.xml": b" " * (30 << 20)})
    assert refused(bomb, f"a.{ending}") == ["too-dense"] * 2
    assert "path-outside" in refused(pack(**{"../content.xml": "x"}), f"a.{ending}")
    assert refused(b"PK\x03\x04 broken", f"a.{ending}") == ["bad-zip"]


def test_nesting_without_end_is_refused() -> None:
    tables = "<w:tbl><w:tr><w:tc>" * 40 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 40
    assert refused(docx(tables), "a.docx") == ["too-deep"]
    sections = "<t:section>" * 150 + "</t:section>" * 150
    assert refused(odt(sections), "a.odt") == ["too-deep"]


def test_documents_without_their_text_are_refused() -> None:
    assert refused(pack(**{"a.xml": "<a/>"}), "a.odt") == ["broken-odt"]
    assert refused(pack(**{"a.xml": "<a/>"}), "a.docx") == ["broken-docx"]
    assert refused(docx("<w:p/>"), "a.docx") == ["empty-text"]
    assert refused(odt("<t:p/>"), "a.odt") == ["empty-text"]


RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Geheim}}"
    r"\pard\outlinelevel0 Kop\par\pard Caf\'e9 \u8364?5 \{accolade\}\line tweede "
    r"{\b vet}{\deleted weg}{\footnote {\super 1} Zie {\i hier}.} en {\field{\*\fldinst{HYPERLINK "
    '"https://a.nl"}}' + r"{\fldrslt een link}}.\par "
    r"\pard\intbl a\cell b\cell\row\pard \u-10179?\u-8704? einde{\*\annotation nee}\par}"
)


def test_rich_text() -> None:
    reading = read(RTF.encode("ascii"), "a.rtf")
    assert reading.text == (
        "# Kop\n\nCafé €5 {accolade}\ntweede vet[^1] en een link.\n\na | b\n\n😀 einde\n\n[^1]: 1 Zie hier.\n"
    )
    assert reading.notes == ("tracked changes: 1 deletions left out", "comments left out: 1")


HEADED = {
    "docx": docx(
        f"<w:p>{run('30 juni')}</w:p>"
        f"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>{run('Een gesprek')}</w:p>"
        f"<w:p>{run('Ja.')}</w:p>"
    ),
    "odt": odt("<t:p>30 juni</t:p><t:h t:outline-level='1'>Een gesprek</t:h><t:p>Ja.</t:p>"),
    "rtf": rb"{\rtf1\ansi 30 juni\par\pard\outlinelevel0 Een gesprek\par\pard Ja.\par}",
    "html": b"<body><p>30 juni</p><h1>Een gesprek</h1><p>Ja.</p></body>",
}


@pytest.mark.parametrize("form", HEADED)
def test_the_first_heading_is_the_title(form: str) -> None:
    reading = read(HEADED[form], f"a.{form}")
    assert (reading.text, reading.title) == ("30 juni\n\n# Een gesprek\n\nJa.\n", "Een gesprek")


@pytest.mark.parametrize(
    ("written", "text", "went"),
    [
        (r"Zicht{\v weg}baar {\b\v\i w\'e9g \u8364?\v0 terug}.", "Zichtbaar terug.", 2),
        (r"een {\v weg{\plain niet}weg{\v0 ook}weg} \v1 x\v0\v y\v0  twee", "een nietook twee", 5),
        (r"A\par {\v verborgen\par}B\v\par\plain C", "A\n\nB\n\nC", 1),
        (r"\viewkind1\vern0 een \\v twee \{\v drie\}", "een \\v twee {", 1),
        (r"\pard\intbl {\v x}a\cell {\v y}{\v\cell}\row\pard na", "a |\n\nna", 2),
        (r"{\*\bkmkstart \v x}een{\stylesheet{\s1\v Normal;}} twee", "een twee", 0),
        (r"een{\footnote noot} \v{\footnote weg} twee", "een[^1]\n\n[^1]: noot", 1),
        (r"een{\footnote {\v weg}noot}", "een[^1]\n\n[^1]: noot", 1),
        (r"een \v twee", "een", 1),
        (r"een \u-8187? twee", "een \ue005 twee", 0),
    ],
)
def test_rich_text_shows_no_hidden_words(written: str, text: str, went: int) -> None:
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\pard "
    reading = read(f"{head}{written}}}".encode("ascii"), "a.rtf")
    assert reading.text == text + "\n"
    assert reading.notes == ((f"hidden words left out: {went}",) if went else ())


def test_rich_text_of_strangers() -> None:
    assert refused(b"geen rtf", "a.rtf") == ["broken-rtf"]
    assert refused(b"{\\rtf1{\\fonttbl" + b"\\f1" * 100_000 + b"}}", "a.rtf") == ["broken-rtf"]
    deep = b"{\\rtf1 " + b"{" * 50_000 + b"woord" + b"}" * 50_000 + b"}"
    assert read(deep, "a.rtf").text == "woord\n"
    links = b"{\\rtf1 woord " + b'{\\field{\\*\\fldinst{HYPERLINK "' * 20_000 + b"}" * 60_001
    assert "woord" in read(links, "a.rtf").text
    assert refused(links[:-9], "a.rtf") == ["broken-rtf"]
    assert refused(b"{\\rtf1 een}" + b"{\\par twee}" * 9, "a.rtf") == ["broken-rtf"]
    held = b"{\\rtf1 een {\\pict\\bin12 {}{}}}}{{{ \\} twee\\par}"
    assert read(held, "a.rtf").text == "een twee\n"


def test_limits_hold_for_every_format() -> None:
    small = Limits(file=10)
    for ending in ("docx", "odt", "pdf", "html", "md", "txt", "rtf", "srt", "vtt"):
        assert refused(b"elf bytes..", f"a.{ending}", small) == ["file-too-large"]
    assert refused(b"woorden", "a.txt", Limits(text=5)) == ["text-too-large"]


@pytest.mark.parametrize("name", ["a.doc", "a", "a.exe", "a.docx.zip"])
def test_other_endings_are_refused(name: str) -> None:
    assert refused(b"x", name) == ["unknown-format"]
