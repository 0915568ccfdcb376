"""What the YAML files may hold of cases, documents, sources and codes, declared once."""

from __future__ import annotations

from crosscase.coding import ACTORS
from crosscase.corpus import KINDS
from crosscase.storage.declaring import (
    ID,
    ID_WORDS,
    LABELS,
    NO_TEXT,
    TEXT,
    choice,
    digest,
    file_of,
    listed,
    may,
    need,
    new,
    ref,
    refs,
)
from crosscase.storage.pattern_format import PATTERN
from crosscase.storage.scalars import Date, Flag, Number, Text
from crosscase.storage.shapes import MapOf, Record

__all__ = ["CODEBOOK", "DOCUMENTS", "LICENSES", "SOURCES", "STRUCTURE", "STUDY", "UNITS"]

_NAMES = {"label": need(LABELS), "aliases": may(listed(TEXT), ())}
_PARTY = Record({"id": need(new("unit", "party")), **_NAMES})
_CASE = Record(
    {
        "id": need(new("unit", "case")),
        **_NAMES,
        "parties": may(listed(_PARTY), ()),
    }
)
_CODER = Record(
    {"id": need(new("coder")), "description": need(LABELS), "counts": may(Flag(), True)}
)
_DATES = Record({"from": may(Date(empty=True)), "until": may(Date(empty=True))})
_PERIOD = Record(
    {
        "id": need(new("period")),
        "label": need(LABELS),
        "dates": need(MapOf(ref("case"), _DATES)),
    }
)
_SCHEME = Record(
    {
        "id": need(new("period-scheme")),
        "label": need(LABELS),
        "periods": need(listed(_PERIOD, minimum=1)),
    }
)

LICENSES = (
    *("CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"),
    *("CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "ODC-By-1.0", "ODbL-1.0", "PDDL-1.0", "MIT"),
)
"""Licences under which studies are shared, by their SPDX ids."""

_ORCID = Text(
    "https://orcid[.]org/([0-9]{4}-){3}[0-9]{3}[0-9X]",
    "an ORCID such as https://orcid.org/0000-0002-1825-0097",
    empty=True,
)
_AUTHOR = Record(
    {
        "family": need(TEXT),
        "given": may(NO_TEXT),
        "particle": may(NO_TEXT),
        "orcid": may(_ORCID),
        "affiliation": may(NO_TEXT),
    }
)

STUDY = file_of(
    title=need(LABELS),
    languages=need(listed(Text("[a-z]{2}", "a language of two letters"), minimum=1, unique=".")),
    reference_date=may(Date(empty=True), ""),
    about=may(LABELS, {}),
    report=may(Text("[a-z0-9][a-z0-9-]*", "the name of a file, without its ending"), "report"),
    agreement=may(ref("snapshot")),
    authors=may(listed(_AUTHOR), ()),
    license=may(choice(*LICENSES)),
    cases=need(listed(_CASE, minimum=1)),
    coders=need(listed(_CODER, minimum=1)),
    period_schemes=may(listed(_SCHEME), ()),
)

UNITS = file_of(cases=need(listed(_CASE, minimum=1)))

_SOURCE_GROUP = Record({"id": need(new("source-group")), "label": need(LABELS)})
_DOCUMENT = Record(
    {
        "id": need(new("document")),
        "title": need(TEXT, ""),
        "kind": need(choice(*KINDS), "document"),
        "path": need(TEXT),
        "sha256": may(digest(empty=True)),
        "units": need(refs("unit", minimum=1)),
        "date": may(Date(empty=True)),
        "role": may(NO_TEXT),
        "party": may(ref("party", empty=True)),
        "source_group": need(ref("source-group"), ""),
        "language": need(Text("[a-z]{2}", "a language of two letters"), ""),
        "original": may(NO_TEXT),
        "original_sha256": may(digest(empty=True)),
    }
)

DOCUMENTS = file_of(
    source_groups=may(listed(_SOURCE_GROUP), ()),
    documents=need(listed(_DOCUMENT)),
)

_TIME = Text(
    "[0-9]{2,3}:[0-5][0-9]:[0-5][0-9][.][0-9]{3}", "a time such as 00:01:02.500", empty=True
)
_STRETCH = {
    "start": need(Number()),
    "end": need(Number(1)),
    "head": may(NO_TEXT),
    "tail": may(NO_TEXT),
}
_TURN = Record({**_STRETCH, "speaker": may(NO_TEXT), "begin": may(_TIME), "until": may(_TIME)})
_PAGE = Record({**_STRETCH, "label": need(TEXT)})

STRUCTURE = file_of(
    text_sha256=need(digest()),
    turns=may(listed(_TURN), ()),
    pages=may(listed(_PAGE), ()),
    unplaced_turns=may(listed(_TURN), ()),
    unplaced_pages=may(listed(_PAGE), ()),
)

_RANGE = {"start": need(Number()), "end": need(Number(1))}
_SOURCE = Record(
    {
        "id": need(new("source")),
        "citation": need(TEXT, ""),
        "file": need(Text(r"[^/\\]+", "a file name without folders")),
        "sha256": need(digest()),
        "length": need(Number()),
        "covered": may(listed(Record(_RANGE)), ()),
        "excluded": may(listed(Record({**_RANGE, "reason": need(TEXT, "")})), ()),
    }
)

SOURCES = file_of(sources=need(listed(_SOURCE)))

_VALUE = Record(
    {
        "id": need(Text(ID, ID_WORDS)),
        "label": need(LABELS),
        "description": may(LABELS, {}),
    }
)
_SCALE = Record(
    {
        "id": need(new("scale")),
        "kind": need(choice("ordinal", "nominal", "events", "number")),
        "rule": need(choice("median", "strict", "consensus", "latest", "events")),
        "label": need(LABELS),
        "description": may(LABELS, {}),
        "values": may(listed(_VALUE, unique="id"), ()),
    }
)
_MIRROR = Record({"of": need(ref("code")), "map": need(MapOf(TEXT, TEXT, minimum=1))})
_DERIVE = Record(
    {
        "rule": need(choice("span")),
        "code": need(ref("code")),
        "from": need(listed(TEXT, minimum=1, unique=".")),
        "until": need(listed(TEXT, minimum=1, unique=".")),
    }
)
_CODE = Record(
    {
        "id": need(new("code")),
        "label": need(LABELS),
        "group": may(NO_TEXT),
        "polarity": may(choice("promoting", "hindering", "neutral"), "neutral"),
        "definition": need(LABELS),
        "use": may(LABELS, {}),
        "avoid": may(LABELS, {}),
        "source": may(NO_TEXT),
        "scale": need(ref("scale")),
        "level": may(choice("party", "case", "any"), "any"),
        "lifting": may(choice("pooled", "all", "any", "none"), "pooled"),
        "inherit": may(Flag(), False),
        "directed": may(Flag(), False),
        "actors": may(listed(choice(*ACTORS), unique="."), ()),
        "mirror": may(_MIRROR, None),
        "derive": may(_DERIVE, None),
        "patterns": may(listed(PATTERN), ()),
    }
)
_GROUP = Record({"id": need(Text(ID, ID_WORDS)), "label": need(LABELS)})

CODEBOOK = file_of(
    id=need(new("codebook"), ""),
    title=need(LABELS),
    theory=may(LABELS, {}),
    source=may(NO_TEXT),
    groups=may(listed(_GROUP, unique="id"), ()),
    patterns_from=may(choice("definitions", "texts"), "texts"),
    scales=may(listed(_SCALE), ()),
    codes=may(listed(_CODE), ()),
)
