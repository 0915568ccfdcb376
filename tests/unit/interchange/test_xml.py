"""XML from strangers: no document type, no entities, nothing without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.errors import ForeignFileError
from crosscase.interchange.archives import open_archive
from crosscase.interchange.xml import XmlLimits, parse_parts, parse_xml
from tests.exchange import pack

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">'
    '<!ENTITY n "&m;&m;&m;&m;&m;&m;&m;&m;">]><a b="&n;">&n;</a>'
)


def refused(data: bytes | str, limits: XmlLimits | None = None) -> str:
    data = data.encode() if isinstance(data, str) else data
    with pytest.raises(ForeignFileError) as caught:
        parse_xml(data, name="a.xml", limits=limits)
    assert all(p.found and p.allowed and p.action for p in caught.value.problems)
    return str(caught.value)


def test_elements_are_read_without_comments_and_instructions() -> None:
    root = parse_xml(b"<?go?><a><!-- x -->b<!-- y -->c<?stop?><d/></a>", name="a.xml")
    assert root.text == "bc"
    assert [child.tag for child in root] == ["d"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_are_read_as_the_file_says(encoding: str) -> None:
    said = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{said}"?><a>é</a>'
    assert parse_xml(text.encode(encoding), name="a.xml").text == "é"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "iso-8859-1"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    assert "doctype" in refused((mark + LAUGHS).encode(encoding))


def test_files_and_addresses_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    dtd = tmp_path / "a.dtd"
    dtd.write_text('<!ENTITY e "secret">', encoding="utf-8")
    for text in (
        f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><a>&e;</a>',
        f'<!DOCTYPE a SYSTEM "{dtd.as_uri()}"><a>&e;</a>',
        '<!DOCTYPE a PUBLIC "x" "http://127.0.0.1:9/a.dtd"><a/>',
        f'<!DOCTYPE a [<!ENTITY % e SYSTEM "{dtd.as_uri()}"> %e;]><a/>',
    ):
        said = refused(text)
        assert "doctype" in said
        assert "secret" not in said


def test_an_entity_that_is_nowhere_is_refused() -> None:
    assert "broken-xml" in refused("<a>&e;</a>")


def test_a_document_type_behind_a_long_prolog_is_seen() -> None:
    assert "doctype" in refused(f"<!-- {'x' * 20000} -->{LAUGHS}")


@pytest.mark.parametrize(
    "data",
    [b"", b" ", b"no xml", b"<a>", b"<a></b>", b"\xff\xfe", b"<a>\xff</a>", b"<a>\0</a>"]
    + [f'<?xml version="1.0" encoding="{e}"?><a/>'.encode() for e in ("utf-7", "none", "cp037")],
)
def test_what_is_no_xml_is_refused(data: bytes) -> None:
    assert "broken-xml" in refused(data)


def test_nesting_without_end_is_refused() -> None:
    parse_xml(b"<a>" * 100 + b"</a>" * 100, name="a.xml")
    assert "too-deep" in refused("<a>" * 101 + "</a>" * 101)
    refused("<a>" * 1_000_000)
    refused("<a>" * 100_000 + "</a>" * 100_000)


def test_oversized_attributes_and_files_are_refused() -> None:
    few = XmlLimits(attribute=10, size=100)
    assert "too-long" in refused(f'<a><b c="{"x" * 11}"/></a>', few)
    assert "too-large" in refused(f"<a>{'x' * 100}</a>", few)
    refused(f'<a b="{"x" * 11_000_000}"/>')
    refused(f"<{'a' * 100_000}/>")


def test_parts_of_an_archive_share_what_one_file_may_hold() -> None:
    files = {f"{number}.xml": "<a><b/></a>" for number in range(5)}
    with open_archive(pack(files), name="a.zip") as archive:
        assert [*parse_parts(archive, files, limits=XmlLimits(size=55, tags=15))] == [*files]
        for limits, found in (
            (XmlLimits(size=54), "found 55 bytes in 5 parts; allowed: at most 54 in all"),
            (XmlLimits(tags=14), "found more than 14 tags in 5 parts; allowed: at most 14 in all"),
        ):
            with pytest.raises(ForeignFileError) as caught:
                parse_parts(archive, files, limits=limits)
            assert found in str(caught.value)
            assert caught.value.problems[0].file == "a.zip"


def test_the_line_is_named() -> None:
    with pytest.raises(ForeignFileError) as caught:
        parse_xml(b"<a>\n<b>\n</a>", name="a.xml")
    assert caught.value.problems[0].line == 3
