"""A study with everything a report shows, and a reader for the page."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from crosscase.storage import load
from crosscase.study import Study
from tests.folders import (
    DOCUMENTS,
    EVENTS,
    add,
    event,
    lines,
    make_folder,
    replace_once,
    study_files,
    text_sha256,
)

VOID = {"meta", "br", "link", "img", "input", "hr"}

NARRATION = "De buren dwongen het af, schrijft hij. Zonder druk was er niets gebeurd.\n"

HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> </style></title> &amp; {{ 7*7 }}'
)


def with_narration(files: dict[str, str]) -> dict[str, str]:
    """Add the narration of an author, a coding in it, and an inferred score."""
    documents = DOCUMENTS + (
        "  - id: d3\n    title: Vertelling\n    kind: narration\n    path: corpus/texts/d3.md\n"
        f"    sha256: {text_sha256(NARRATION)}\n    units: [a, b, ab, c]\n    date:\n"
        "    role: schrijver\n    source_group: writer\n    language: nl\n"
    )
    documents = replace_once(
        documents, "documents:\n", "  - {id: writer, label: De schrijver}\ndocuments:\n"
    )
    place = {"text_sha256": text_sha256(NARRATION), "document": "d3"}
    pressed = {
        **add("n1", "d1", code="pressure", value="present", actor="college", period="decision"),
        **place,
        **{"start": 0, "end": 23, "quote": NARRATION[:23], "prefix": ""},
        "suffix": NARRATION[23 : 23 + 32],
    }
    low = {
        **pressed,
        "id": "n2",
        "code": "distrust",
        "actor": None,
        "period": None,
        "unit": "b",
        "value": "absent",
    }
    events = [*EVENTS, pressed, low, event("n3", "revise", of="n2", memo="van horen zeggen")]
    snapshot = "# Eerste codering\ne1\ne2\ne5\n"
    return {
        **files,
        "corpus/documents.yaml": documents,
        "corpus/texts/d3.md": NARRATION,
        "corpus/codings/c1.jsonl": lines(*events),
        "corpus/snapshots/first-coding.txt": snapshot,
    }


def full_study(tmp_path: Path) -> Path:
    """Write the study and return its folder."""
    return make_folder(tmp_path / "study", with_narration(study_files()))


def hostile_study(tmp_path: Path) -> Study:
    """Return the study with hostile words in every text that people write."""
    files = with_narration(study_files())
    text = f"{HOSTILE}\n"
    bad = json.dumps(HOSTILE)
    events = [json.loads(line) for line in files["corpus/codings/c1.jsonl"].splitlines()]
    for one in events:
        if one["event"] == "add":
            one["memo"] = HOSTILE
        if one["id"] in ("n1", "n2"):
            one |= {"start": 0, "end": len(HOSTILE), "quote": HOSTILE, "prefix": "", "suffix": "\n"}
            one["text_sha256"] = text_sha256(text)
    files["corpus/texts/d3.md"] = text
    files["corpus/codings/c1.jsonl"] = lines(*events)
    for path, changes in {
        "corpus/documents.yaml": (
            (text_sha256(NARRATION), text_sha256(text)),
            ("title: Vertelling", f"title: {bad}"),
            ("role: schrijver", f"role: {bad}"),
            ("label: De schrijver", f"label: {bad}"),
        ),
        "study.yaml": (
            ("title: {nl: Proef, en: Trial}", f"title: {bad}"),
            ("label: Gemeenten A en B", f"label: {bad}"),
            ("description: {nl: eerste, en: first}", f"description: {bad}"),
            ("label: {nl: Besluit, en: Decision}", f"label: {bad}"),
        ),
        "codebooks/book.yaml": (
            ("label: {nl: Urgentie, en: Urgency}", f"label: {bad}"),
            ("definition: {nl: Besef van nood., en: Sense of need.}", f"definition: {bad}"),
            ("theory: {nl: Theorie., en: Theory.}", f"theory: {bad}"),
            ("label: {nl: Eerste groep}", ""),
        )[:3],
        "codebooks/scales.yaml": (("label: deels", f"label: {bad}"),),
        "codebooks/tables.yaml": (
            ("title: {nl: Alles, en: All}", f"title: {bad}"),
            ("title: Duur", f"title: {bad}"),
            ("label: leidt tot", f"label: {bad}"),
        ),
        "codebooks/hypotheses.yaml": (
            ("statement: {nl: Nood brengt samen., en: Need unites.}", f"statement: {bad}"),
            ("label: {nl: Er is nood, en: There is need}", f"label: {bad}"),
        ),
        "corpus/published/thesis.yaml": (
            ("reading: {nl: zoals gedrukt, en: as printed}", f"reading: {bad}"),
            ('printed: "+"', f"printed: {bad}"),
            ("finding: Onbeslist.", f"finding: {bad}"),
            ("says: wel", f"says: {bad}"),
            ("place: § 9\n", f"place: {bad}\n"),
        ),
        "corpus/sources.yaml": (('citation: "Auteur (2012). Titel."', f"citation: {bad}"),),
        "corpus/left-out.csv": ((",heading\n", ',"' + HOSTILE.replace('"', '""') + '"\n'),),
    }.items():
        for old, new in changes:
            files[path] = replace_once(files[path], old, new)
    return load(make_folder(tmp_path / "hostile", files))


@dataclass
class Element:
    """An element with what is in it."""

    tag: str
    attributes: dict[str, str]
    nodes: list[Element | str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def children(self) -> list[Element]:
        return [node for node in self.nodes if isinstance(node, Element)]

    def all(self, tag: str = "") -> list[Element]:
        found = [self] if tag in ("", self.tag) else []
        for child in self.children:
            found += child.all(tag)
        return found

    @property
    def text(self) -> str:
        return "".join(n if isinstance(n, str) else n.text for n in self.nodes)

    @property
    def links(self) -> set[str]:
        return {a.attributes["href"] for a in self.all("a")}


class Page(HTMLParser):
    """The tree of a page; tags that do not match are errors."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(html)
        self.close()
        assert [one.tag for one in self.open] == [""], "elements are left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].nodes.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].nodes.append(data)

    def by_id(self) -> dict[str, Element]:
        return {one.id: one for one in self.root.all() if one.id}
