"""Whatever a file holds, reading it gives a text or says what is wrong; never anything else."""

from __future__ import annotations

import unicodedata
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.errors import CrosscaseError
from crosscase.interchange.reading import FORMATS, Given, Limits, ReadingOptions, read_file
from tests.unit.interchange.reading.test_captions import SRT, VTT
from tests.unit.interchange.reading.test_documents import RTF, docx, odt, run
from tests.unit.interchange.reading.test_markup import PAGE

TALK = "I: Waarom? één\r\n\r\nR: Geld.\n\n[0:01] I: Oh.\n\nR: Ja.\n"
TABLE = f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc><w:tc><w:p>{run('b')}</w:p></w:tc></w:tr></w:tbl>"
BODY = '<t:h t:outline-level="2">Kop</t:h><t:p>I: a<t:s t:c="2"/>b</t:p><t:list><t:list-item><t:p>x</t:p></t:list-item></t:list>'


def make_pdf(*pages: str) -> bytes:
    """A PDF with a line of text a page, its table of contents left to the reader to mend."""
    count = len(pages)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{4 + 2 * n} 0 R' for n in range(count))}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, words in enumerate(pages):
        stream = f"BT /F 12 Tf 50 700 Td ({words}) Tj ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 800]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    body = "".join(f"{n} 0 obj\n{held}\nendobj\n" for n, held in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n%%EOF\n".encode()


REAL = {
    ".docx": docx(
        f"<w:p>{run('I: Waarom?')}</w:p><w:p><w:ins w:id='1'>{run('x')}</w:ins></w:p>{TABLE}"
    ),
    ".odt": odt(BODY),
    ".pdf": make_pdf("I: Waarom?", "R: Geld."),
    ".html": PAGE.encode(),
    ".htm": PAGE.encode("cp1252"),
    ".md": TALK.encode(),
    ".txt": TALK.encode("utf-16"),
    ".rtf": RTF.encode(),
    ".srt": SRT.encode(),
    ".vtt": VTT.encode(),
}
EDITS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.binary(max_size=40)),
    min_size=1,
    max_size=6,
)


def look(ending: str, data: bytes) -> None:
    """Read a file; what comes out must be whole."""
    try:
        reading = read_file(Given(f"a{ending}", data), ReadingOptions(limits=Limits(pages=50)))
    except CrosscaseError as error:
        assert str(error)
        return
    assert reading.text.strip()
    assert unicodedata.is_normalized("NFC", reading.text)
    assert "\r" not in reading.text
    reading.text.encode("utf-8")
    for stretches in (reading.structure.turns, reading.structure.pages):
        at = 0
        for one in stretches:
            assert at <= one.start < one.end <= len(reading.text)
            at = one.end


def edit(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for at, cut, new in edits:
        at %= len(data) + 1
        data = data[:at] + new + data[at + cut :]
    return data


def test_the_real_files_are_real() -> None:
    assert set(REAL) == set(FORMATS)
    for ending, data in REAL.items():
        assert read_file(Given(f"a{ending}", data)).text.strip()


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=30)
@given(st.data())
def test_any_bytes(ending: str, data: st.DataObject) -> None:
    look(ending, data.draw(st.binary(max_size=400)))


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=60)
@given(edits=EDITS)
def test_real_files_that_were_damaged(ending: str, edits: list[tuple[int, int, bytes]]) -> None:
    look(ending, edit(REAL[ending], edits))


@pytest.mark.parametrize("ending", [".docx", ".odt"])
@settings(max_examples=60)
@given(part=st.integers(0, 9), edits=EDITS, words=st.text(max_size=20))
def test_zips_with_parts_that_were_damaged(
    ending: str, part: int, edits: list[tuple[int, int, bytes]], words: str
) -> None:
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(REAL[ending])) as real, zipfile.ZipFile(held, "w") as made:
        names = real.namelist()
        for name in names:
            content = real.read(name)
            if name == names[part % len(names)]:
                content = edit(
                    content, [*edits[:1], (edits[0][0], 0, words.encode("utf-8", "ignore"))]
                )
            made.writestr(name, content)
    look(ending, held.getvalue())


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_words_in_any_plain_text(words: str) -> None:
    look(".txt", words.encode("utf-8"))
    look(".html", f"<p>{words}</p>".encode())
    look(".srt", f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n".encode())
