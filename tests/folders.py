"""A small study as a folder of files, in perfect order, for tests to put out of order.

Use as ``from tests.folders import make_folder``::

    files = study_files()
    files["codebooks/book.yaml"] = replace_once(files["codebooks/book.yaml"], "a", "b")
    root = make_folder(tmp_path, files)

Two cases, ``ab`` (parties ``a`` and ``b``) and ``cd`` (``c`` and ``d``); the texts cite the
source ``src``, which :func:`make_sources` writes to a folder of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crosscase.spans import make_anchor, text_sha256
from crosscase.storage import load

AT = "2026-11-21T09:30:00Z"

DEFINITIONS = {"urgency": "393431b665e4d3b1306dd78a072d2367c1769a4d8f586ce079b427a643e80e39"}
"""The hashes of definitions as the codebook has them."""

TEXTS = {
    "d1": (
        "# Interview\n\n"
        "[1] Wij moesten wel. Alleen ging het niet meer. [@src, § 1]\n\n"
        "[2] Het vertrouwen in de buren is groot, al blijft het wennen. [@src, § 2]\n"
    ),
    "d2": "De raad stemde in op 3 mei 2011.\n\nNiemand was tegen.\n",
}

SOURCE = "Titel\n\nUit nood samen.\n\nGoede buren, zegt men.\n\nUitslag: ja.\n\nNawoord.\n"


def replace_once(text: str, old: str, new: str) -> str:
    """Replace what must stand in a text exactly once, so that no edit misses in silence."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def line_with(text: str, marker: str) -> int:
    """The number of the one line that holds a marker."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if marker in line]
    assert len(lines) == 1, f"{marker!r} stands on lines {lines}"
    return lines[0]


def event(event_id: str, kind: str, **fields: Any) -> dict[str, Any]:
    """An event of coder ``c1``, unless told otherwise."""
    return {"id": event_id, "event": kind, "of": None, "at": AT, "coder": "c1", **fields}


def anchored(document: str, quote: str, text: str = "") -> dict[str, Any]:
    """The fields that say where a quote stands in a document."""
    text = text or TEXTS[document]
    start = text.index(quote)
    anchor = make_anchor(text, start, start + len(quote))
    return {
        "document": document,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "text_sha256": text_sha256(text),
    }


def add(
    event_id: str,
    document: str = "d1",
    quote: str = "Wij moesten wel",
    code: str = "urgency",
    unit: str = "a",
    value: str = "present",
    **fields: Any,
) -> dict[str, Any]:
    """An event that adds a coding."""
    details = dict.fromkeys(("period", "date", "actor", "toward", "decision", "memo"))
    return {
        **event(event_id, "add"),
        **anchored(document, quote),
        "code": code,
        "unit": unit,
        "value": value,
        **details,
        **fields,
    }


def cover(
    event_id: str, document: str = "d1", codes: Iterable[str] = ("urgency",)
) -> dict[str, Any]:
    """An event of coverage."""
    return event(
        event_id,
        "cover",
        document=document,
        text_sha256=text_sha256(TEXTS[document]),
        codes={code: DEFINITIONS.get(code, "0" * 64) for code in codes},
    )


def lines(*events: dict[str, Any]) -> str:
    """Events as the lines of a codings file."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in events)


EVENTS = (
    add("e1"),
    add("e2", "d1", "vertrouwen in de buren", "trust", "a", "high", toward="b", period="decision"),
    add("e3", "d2", "stemde in op 3 mei 2011", "milestone", "ab", "decision", date="2011-05-03"),
    event("e4", "revise", of="e1", value="partial", memo="zwakker dan gedacht"),
    add("e5", "d2", "Niemand was tegen", "pressure", "a", "absent", actor="council"),
    add("e6", "d2", "De raad", "advisers", "ab", "n/a", memo="er was niets te adviseren"),
    event("e7", "withdraw", of="e6"),
    cover("e8"),
)

STUDY = """\
format: 1
title: {nl: Proef, en: Trial}
languages: [nl, en]
reference_date: 2012-08
cases:
  - id: ab
    label: Gemeenten A en B
    parties:
      - {id: a, label: A}
      - {id: b, label: B}
  - id: cd
    label: Gemeenten C en D
    parties:
      - {id: c, label: C}
      - {id: d, label: D}
coders:
  - id: c1
    description: {nl: eerste, en: first}
  - id: c2
    description: {nl: tweede, en: second}
    counts: false
period_schemes:
  - id: process
    label: {nl: Verloop, en: Process}
    periods:
      - id: decision
        label: {nl: Besluit, en: Decision}
        dates:
          ab: {from: "", until: 2011-06}
          cd: {from: 2010, until: 2011-02-01}
      - id: regulation
        label: {nl: Regeling, en: Regulation}
        dates:
          ab: {from: 2011-06, until: ""}
"""

SCALES = """\
format: 1
id: scales
title: Schalen
scales:
  - id: presence
    kind: ordinal
    rule: median
    label: {nl: Aanwezigheid, en: Presence}
    values:
      - {id: absent, label: afwezig}
      - {id: partial, label: deels}
      - {id: present, label: aanwezig}
  - id: degree
    kind: ordinal
    rule: median
    label: Mate
    values: [{id: low, label: laag}, {id: medium, label: midden}, {id: high, label: hoog}]
  - id: yes-no
    kind: nominal
    rule: consensus
    label: Ja of nee
    values: [{id: no, label: nee}, {id: yes, label: ja}]
  - id: milestones
    kind: events
    rule: events
    label: Mijlpalen
    values: [{id: decision, label: besluit}, {id: realised, label: gereed}]
  - id: years
    kind: number
    rule: median
    label: Jaren
"""

BOOK = """\
format: 1
id: book
title: {nl: Boek, en: Book}
theory: {nl: Theorie., en: Theory.}
source: "Auteur 2010"
groups:
  - {id: first, label: Eerste groep}
codes:
  - id: urgency
    label: {nl: Urgentie, en: Urgency}
    group: first
    polarity: promoting
    definition: {nl: Besef van nood., en: Sense of need.}
    scale: presence
  - id: trust
    label: Vertrouwen
    definition: In de ander.
    scale: degree
    level: party
    lifting: all
    directed: true
  - id: distrust
    label: Wantrouwen
    definition: Jegens de ander.
    scale: presence
    mirror: {of: trust, map: {low: present}}
  - id: pressure
    label: Druk
    definition: Van buiten.
    scale: presence
    actors: [council, college]
  - id: advisers
    label: Adviseurs
    definition: Van buiten.
    scale: yes-no
    level: case
  - id: milestone
    label: Mijlpaal
    definition: Een gebeurtenis.
    scale: milestones
  - id: duration
    label: Duur
    definition: In jaren.
    scale: years
    derive: {rule: span, code: milestone, from: [decision], until: [realised, reference-date]}
"""

TABLES = """\
format: 1
tables:
  - id: "8.1"
    title: {nl: Alles, en: All}
    kind: matrix
    rows: {level: party}
    columns: {codebook: book}
    show_as: {high: present}
  - id: "8.2"
    title: Urgentie
    kind: placement
    rows: {codes: [urgency, trust]}
    columns:
      values: urgency
      columns:
        - {label: ja, values: [present, high]}
        - {label: nee, values: [absent, low]}
    unit: a
    period: decision
    cell: mark
  - id: "8.3"
    title: Kruis
    kind: crosstab
    rows: {values: advisers}
    columns: {attribute: parties}
    units: [ab, cd]
    cell: units
  - id: "8.4"
    title: Balans
    kind: balance
    rows: {units: [a, b]}
    columns: {kinds: true}
figures:
  - id: "1"
    title: Duur
    kind: bars
    code: duration
    units: [ab, cd]
  - id: "2"
    title: Model
    kind: model
    nodes:
      - {id: nood, label: Nood, codes: [urgency]}
      - {id: band, label: Band, codes: [trust]}
    edges:
      - {from: nood, to: band, label: leidt tot}
"""

HYPOTHESES = """\
format: 1
hypotheses:
  - id: H1
    label: {nl: Nood, en: Need}
    statement: {nl: Nood brengt samen., en: Need unites.}
    level: party
    period: decision
    claim: universal
    scope: {not: {equals: {code: pressure, value: [present, partial]}}}
    rivals:
      - {id: H2, relation: exclusive}
    registered: {on: 2026-01-01, sha256: REGISTERED-H1}
    readings:
      - id: plain
        label: {nl: Gewoon, en: Plain}
        predictions:
          - id: need
            label: {nl: Er is nood, en: There is need}
            test: hoop
            expect:
              all:
                - at_least: {code: urgency, value: partial}
                - any:
                    - at_most: {code: distrust, value: partial, period: regulation}
                    - change: {code: trust, from: decision, to: regulation, is: rises}
          - id: more
            label: Meer nood dan wantrouwen
            test: smoking-gun
            expect: {compare: {left: urgency, right: distrust, is: higher, tie: contrary}}
            contrary: {equals: {code: urgency, value: absent}}
            min_groups: 2
            accept: inferred
  - id: H2
    label: Druk
    statement: Druk brengt samen.
    level: party
    period: decision
    claim: at-least
    k: 1
    rivals:
      - {id: H1, relation: exclusive}
    registered: {on: 2026-01-01, sha256: REGISTERED-H2}
    readings:
      - id: plain
        label: Gewoon
        predictions:
          - id: pressed
            label: Er is druk
            test: doubly-decisive
            expect:
              at_least_k:
                k: 1
                of:
                  - equals: {code: pressure, value: present}
                  - equals: {code: distrust, value: present}
"""

DOCUMENTS = f"""\
format: 1
source_groups:
  - {{id: mayor, label: {{nl: Burgemeester van A, en: Mayor of A}}}}
  - {{id: council, label: De raad}}
documents:
  - id: d1
    title: Interview met de burgemeester
    kind: interview
    path: corpus/texts/d1.md
    sha256: {text_sha256(TEXTS["d1"])}
    units: [a, b, ab]
    date: 2012-07-09
    role: burgemeester
    party: a
    source_group: mayor
    language: nl
  - id: d2
    title: Besluit
    kind: document
    path: corpus/texts/d2.md
    sha256: {text_sha256(TEXTS["d2"])}
    units: [a, ab]
    date:
    source_group: council
    language: nl
"""

SOURCES = f"""\
format: 1
sources:
  - id: src
    citation: "Auteur (2012). Titel."
    file: source.txt
    sha256: {hashlib.sha256(SOURCE.encode()).hexdigest()}
    length: {len(SOURCE)}
    covered:
      - {{start: 0, end: 61}}
    excluded:
      - {{start: 48, end: 60, reason: de uitslag}}
"""


def source_row(quote: str) -> str:
    """Source, offsets and hash of words in the source, as cells of a row."""
    start = SOURCE.index(quote)
    return f"src,{start},{start + len(quote)},{text_sha256(quote)}"


ORIGINS = f"""\
document,passage,source,start,end,sha256
d1,1,{source_row("Uit nood samen.")}
d1,2,{source_row("Goede buren, zegt men.")}
"""

LEFT_OUT = f"""\
source,start,end,sha256,reason
{source_row("Titel")},heading
"""

PUBLISHED = """\
format: 1
tables:
  - id: "8.1"
    reading: {nl: zoals gedrukt, en: as printed}
    values:
      - {unit: a, code: urgency, values: [present], printed: "+", known: printed, place: tabel 8.1}
      - {unit: b, code: urgency, values: [], printed: "", known: lost, place: tabel 8.1}
verdicts:
  - hypothesis: H1
    unit: all
    reading: plain
    meaning: {nl: houdt stand, en: stands}
    agrees: [supported, partly]
    place: § 9
discrepancies:
  - id: twice
    label: {nl: Tweemaal, en: Twice}
    statements:
      - {place: § 7, says: wel}
      - {place: § 9, says: niet}
    finding: Onbeslist.
    hypotheses: [H1]
    units: [a]
    codes: [urgency]
"""


def study_files() -> dict[str, str]:
    """The files of the study by path."""
    return {
        "study.yaml": STUDY,
        "codebooks/scales.yaml": SCALES,
        "codebooks/book.yaml": BOOK,
        "codebooks/tables.yaml": TABLES,
        "codebooks/hypotheses.yaml": HYPOTHESES,
        "corpus/documents.yaml": DOCUMENTS,
        "corpus/sources.yaml": SOURCES,
        "corpus/origins.csv": ORIGINS,
        "corpus/left-out.csv": LEFT_OUT,
        "corpus/published/thesis.yaml": PUBLISHED,
        "corpus/codings/c1.jsonl": lines(*EVENTS),
        "corpus/snapshots/first.txt": "# Eerste ronde\ne1\ne2\n",
        **{f"corpus/texts/{name}.md": text for name, text in TEXTS.items()},
    }


def make_folder(root: Path, files: dict[str, str] | None = None) -> Path:
    """Write the files of a study; hypotheses get registered with what they predict."""
    files = dict(files or study_files())
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # A lone surrogate such as \udce9 stands for a byte that is not UTF-8.
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
    hypotheses = root / "codebooks/hypotheses.yaml"
    written = files.get("codebooks/hypotheses.yaml", "")
    if "REGISTERED-" in written:
        blank = re.sub("REGISTERED-H.", "0" * 64, written)
        hypotheses.write_bytes(blank.encode("utf-8"))
        for one in load(root, strict=False).hypotheses:
            written = written.replace(f"REGISTERED-{one.id}", one.predicts_sha256)
        written = re.sub("REGISTERED-H.", "0" * 64, written)
        hypotheses.write_bytes(written.encode("utf-8"))
    return root


def make_sources(folder: Path) -> Path:
    """Write the source of the study to a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.txt").write_bytes(SOURCE.encode("utf-8"))
    return folder
