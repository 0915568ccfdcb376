"""XML from strangers: no document type, no entities, no network, nothing without end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from crosscase.errors import ForeignFileError, Problem
from crosscase.storage.findings import shorten

if TYPE_CHECKING:
    from lxml import etree

    from crosscase.interchange.archives import Archive

__all__ = ["XmlLimits", "parse_parts", "parse_xml"]

_CHUNK = 1 << 12


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """How much an XML file may hold.

    Parameters
    ----------
    size : int
        How many bytes.
    depth : int
        How many elements within one another.
    attribute : int
        How many characters a value of an attribute may have.
    tags : int
        How many tags, of which each takes far more memory than bytes.
    """

    size: int = 1 << 27
    depth: int = 100
    attribute: int = 1_000_000
    tags: int = 8_000_000


class _StopError(Exception):
    """The root begins: no document type can follow."""


class _DoctypeError(Exception):
    """There is a document type."""


def _stop(*_: object) -> None:
    raise _StopError


def _refuse_doctype(*_: object) -> None:
    raise _DoctypeError


def _refusal(name: str, rule: str, found: str, allowed: str, *, line: int = 0) -> ForeignFileError:
    action = "export it again from the program it comes from, or ask who made it"
    return ForeignFileError([Problem(name, line, rule, found, allowed, action)])


def _check_prolog(data: bytes, name: str) -> None:
    """Refuse a document type before any parser that would act on it sees the file."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = _stop
    parser.StartDoctypeDeclHandler = _refuse_doctype
    # Chunks that double keep a tag without end from being looked at again and again.
    at, size = 0, _CHUNK
    try:
        while at < len(data):
            parser.Parse(data[at : at + size], False)
            at, size = at + size, size * 2
        parser.Parse(b"", True)
    except _StopError:
        return
    except _DoctypeError:
        raise _refusal(
            name, "doctype", "a document type (DOCTYPE)", "XML without one", line=1
        ) from None
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        found = f"no XML ({shorten(str(error))})"
        raise _refusal(name, "broken-xml", found, "well-formed XML", line=line) from None


def _check_extent(root: etree._Element, name: str, limits: XmlLimits) -> None:
    if root.xpath(f"boolean({'/*' * (limits.depth + 1)})"):
        found = f"more than {limits.depth} elements within one another"
        raise _refusal(name, "too-deep", found, f"at most {limits.depth}")
    if root.xpath(f"boolean(//@*[string-length() > {limits.attribute}])"):
        found = f"an attribute of more than {limits.attribute} characters"
        raise _refusal(name, "too-long", found, f"at most {limits.attribute}")


def parse_xml(data: bytes, *, name: str, limits: XmlLimits | None = None) -> etree._Element:
    """Parse XML from a stranger.

    A document type is refused, so that there are no entities to expand and no files to fetch;
    comments and processing instructions are left out.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in messages.
    limits : XmlLimits, optional
        How much it may hold.

    Returns
    -------
    lxml.etree._Element
        The root.

    Raises
    ------
    ForeignFileError
        When it is no well-formed XML, has a document type, or goes beyond a limit.

    Examples
    --------
    >>> parse_xml(b"<a b='1'/>", name="a.xml").get("b")
    '1'
    """
    from lxml import etree

    limits = limits or XmlLimits()
    if len(data) > limits.size:
        found, allowed = f"{len(data)} bytes", f"at most {limits.size}"
        raise _refusal(name, "too-large", found, allowed)
    if data.count(b"<") > limits.tags:
        raise _refusal(name, "too-large", f"more than {limits.tags} tags", f"at most {limits.tags}")
    _check_prolog(data, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        found = f"no XML ({shorten(str(error))})"
        raise _refusal(name, "broken-xml", found, "well-formed XML", line=line) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise _refusal(name, "doctype", "a document type (DOCTYPE)", "XML without one", line=1)
    _check_extent(root, name, limits)
    return root


def parse_parts(
    archive: Archive, names: Iterable[str], *, limits: XmlLimits | None = None
) -> dict[str, etree._Element]:
    """Parse parts of an archive, which together may hold no more than one file might.

    Parameters
    ----------
    archive : Archive
        The archive.
    names : iterable of str
        The parts, by their names in it.
    limits : XmlLimits, optional
        How much all of them may hold, in bytes and tags; each for itself in the other respects.

    Returns
    -------
    dict
        The roots by the names of the parts.

    Raises
    ------
    ForeignFileError
        When a part cannot be parsed, or they go beyond a limit together.
    """
    limits = limits or XmlLimits()
    names = list(names)
    size = sum(archive.size(name) for name in names)
    if size > limits.size:
        found = f"{size} bytes in {len(names)} parts"
        raise _refusal(archive.name, "too-large", found, f"at most {limits.size} in all")
    parsed: dict[str, etree._Element] = {}
    tags = 0
    for name in names:
        data = archive.read(name)
        tags += data.count(b"<")
        if tags > limits.tags:
            found = f"more than {limits.tags} tags in {len(names)} parts"
            raise _refusal(archive.name, "too-large", found, f"at most {limits.tags} in all")
        parsed[name] = parse_xml(data, name=f"{archive.name}: {name}", limits=limits)
    return parsed
