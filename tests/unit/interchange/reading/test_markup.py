"""Of HTML the words that a browser shows are kept, and nothing else."""

from __future__ import annotations

import socket

import pytest

from crosscase.errors import ForeignFileError
from crosscase.interchange.reading import Given, Reading, read_file


def read(html: str | bytes) -> Reading:
    return read_file(Given("a.html", html.encode() if isinstance(html, str) else html))


PAGE = """<!DOCTYPE html>
<html><head><title>Raad &amp; college</title><style>p {color: red}</style></head><body>
<script>alert("script")</script><noscript>noscript</noscript>
<h1>Het <em>besluit</em></h1>
<p>Eerste   regel<br>tweede&nbsp;regel met <a href="https://a.nl">een link</a>.
<p>Zonder slot<!-- opmerking -->.
<div hidden>hidden</div><p style="display: none">none</p><p style="visibility:hidden">gone</p>
<ul><li>een<li>twee <ol><li>a</li><li>b</li></ol></ul>
<blockquote>Een <q>citaat</q>.</blockquote>
<pre>vaste
  regels</pre>
<table><tr><th>Gemeente<th>Inwoners<tr><td>Ommen<td>17.000 <p>zielen</p></table>
<form><input value="input"><select><option>option</select><textarea>area</textarea></form>
<img src="https://a.nl/x.png" alt="alt"><iframe src="https://a.nl">iframe</iframe>
Los.</body></html>"""


def test_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing is fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    reading = read(PAGE)
    assert reading.title == "Raad & college"
    assert reading.text == (
        "# Het besluit\n\nEerste regel\ntweede\u00a0regel met een link.\n\nZonder slot.\n\n"
        "- een\n- twee\n  1. a\n  2. b\n\nEen “citaat”.\n\nvaste\nregels\n\n"
        "Gemeente | Inwoners\nOmmen | 17.000 zielen\n\nLos.\n"
    )
    assert reading.notes == ("pictures left out: 1",)


def test_a_table_that_lays_out_the_page_is_none() -> None:
    html = (
        "<table><tr><td>menu<td><h2>Kop</h2><p>Een.</p><table><tr><td>a<td>b</table></table>"
        "<table><tr><td>Alleen.</td></tr></table>"
    )
    assert read(html).text == "menu\n\n## Kop\n\nEen.\n\na | b\n\nAlleen.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso-8859-1", "utf-16"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    html = f'<html><head><meta charset="{encoding}"></head><body>één café</body></html>'
    assert read(html.encode(encoding)).text == "één café\n"


def test_a_declared_encoding_that_does_not_fit_is_passed_over() -> None:
    html = '<meta charset="utf-8"><p>Het café was één van de beste in de stad, volgens iedereen.'
    reading = read(html.encode("cp1252"))
    assert reading.text.startswith("Het café was één")
    assert "cp1252" in reading.notes[0]


def test_elements_without_end_are_refused() -> None:
    with pytest.raises(ForeignFileError) as refused:
        read("<div>" * 5_000 + "diep" + "</div>" * 5_000)
    assert refused.value.problems[0].rule == "too-deep"


def test_entities_are_characters_and_never_files(tmp_path: object) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>&b; &c; &eacute;</p>'
    text = read(bomb).text
    assert "root:" not in text
    assert "é" in text


def test_many_open_paragraphs_are_read() -> None:
    assert read("<p>woord" * 3_000).text.count("woord") == 3_000


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<script>x</script>", "<p hidden>x"]
)
def test_a_page_that_shows_nothing_is_refused(html: str) -> None:
    with pytest.raises(ForeignFileError) as refused:
        read(html)
    assert refused.value.problems[0].rule == "empty-text"
