"""Every way in which a study can be wrong, as an edit of the small study that is in order."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from tests.folders import add, anchored, cover, event, replace_once

STUDY = "study.yaml"
DOCUMENTS = "corpus/documents.yaml"
SOURCES = "corpus/sources.yaml"
ORIGINS = "corpus/origins.csv"
LEFT_OUT = "corpus/left-out.csv"
SCALES = "codebooks/scales.yaml"
BOOK = "codebooks/book.yaml"
TABLES = "codebooks/tables.yaml"
HYPOTHESES = "codebooks/hypotheses.yaml"
PUBLISHED = "corpus/published/thesis.yaml"
CODINGS = "corpus/codings/c1.jsonl"
SHA = "0" * 64


@dataclass(frozen=True)
class Fault:
    """An edit and the problem it makes.

    ``old`` empty means that ``new`` is put at the end of the file. The problem stands on the
    line that holds ``marker`` after all edits; 0 when there is no marker.
    """

    rule: str
    file: str
    old: str
    new: str
    marker: str = ""
    severity: str = "error"

    def apply(self, files: dict[str, str]) -> None:
        text = files.get(self.file, "")
        files[self.file] = replace_once(text, self.old, self.new) if self.old else text + self.new

    def __str__(self) -> str:
        return f"{self.rule}-{self.marker or self.file}"


def line(rule: str, data: dict[str, Any], severity: str = "error") -> Fault:
    """A line appended to the codings file of ``c1``."""
    text = json.dumps(data, ensure_ascii=False)
    return Fault(rule, CODINGS, "", text + "\n", f'"id": "{data["id"]}"', severity)


def new_file(rule: str, file: str, text: str, marker: str = "", severity: str = "error") -> Fault:
    return Fault(rule, file, "", text, marker, severity)


YAML = [
    Fault(
        "duplicate-key",
        STUDY,
        "    label: Gemeenten A en B\n",
        "    label: Gemeenten A en B\n    label: nog eens\n",
        "nog eens",
    ),
    Fault("tag", STUDY, "label: Gemeenten C en D", "label: !!str Gemeenten C en D", "!!str"),
    Fault("anchor", TABLES, "title: Balans", "title: &t Balans", "&t"),
    Fault("alias", TABLES, "title: Model", "title: *t", "*t"),
    Fault("merge-key", TABLES, "    title: Kruis\n", "    <<: {x: y}\n    title: Kruis\n", "<<"),
    new_file("broken-yaml", "corpus/published/broken.yaml", "format: 1\ntables: [a\nb: c\n", "b: c"),
    new_file("bad-utf8", "corpus/published/latin.yaml", "format: 1\n# caf\udce9\n", "# caf"),
    new_file(
        "byte-order-mark",
        "corpus/published/bom.yaml",
        "\ufeffformat: 1\n",
        "format: 1",
        "warning",
    ),
    new_file("control-character", "corpus/published/bell.yaml", "format: 1\n# \x07\n", "#"),
    new_file("control-character", "corpus/published/nul.yaml", 'format: "1\\0"\n', "format"),
    new_file("several-documents", "corpus/published/two.yaml", "format: 1\n---\nb: c\n", "---"),
    new_file("wrong-type", "corpus/published/list.yaml", "- a\n- b\n", "- a"),
    new_file("wrong-value", "corpus/published/format.yaml", "format: 2\n", "format: 2"),
    new_file("missing-key", "corpus/published/empty.yaml", "# leeg\n", "# leeg"),
    new_file("wrong-key", "corpus/published/key.yaml", "format: 1\n? [a]\n: b\n", "? [a]"),
    Fault(
        "too-deep", "corpus/published/deep.yaml", "", "format: 1\ntables: " + "[" * 60 + "]" * 60, "tables"
    ),
    new_file("ignored-file", "codebooks/more.yml", "format: 1\n", severity="warning"),
]  # fmt: skip

IN_STUDY = [
    Fault("unknown-key", STUDY, "    counts: false\n", "    count: false\n", "count: false"),
    Fault("duplicate-id", STUDY, "{id: d, label: D}", "{id: b, label: dubbel}", "dubbel"),
    Fault("duplicate-id", STUDY, "      - id: regulation",
        "      - {id: decision, label: weer, dates: {}}\n      - id: regulation", "label: weer"),
    Fault("wrong-date", STUDY, "reference_date: 2012-08", "reference_date: 2012-13", "2012-13"),
    Fault(
        "wrong-order",
        STUDY,
        "cd: {from: 2010, until: 2011-02-01}",
        "cd: {from: 2012, until: 2011-02-01}",
        "cd: {from",
    ),
    Fault("unknown-case", STUDY, "          ab: {from: 2011-06", "          xy: {from: 2011-06", "xy:"),
    Fault("wrong-value", STUDY, "languages: [nl, en]", "languages: [nl, Engels]", "Engels"),
    Fault("unknown-snapshot", STUDY, "coders:\n", "agreement: then\ncoders:\n", "agreement: then"),
    Fault("reserved-id", STUDY, "{id: c, label: C}", "{id: all, label: C}", "{id: all"),
    Fault("wrong-value", STUDY, "  - id: c2\n", "  - id: C2\n", "id: C2"),
    Fault(
        "missing-key",
        STUDY,
        "    label: {nl: Verloop, en: Process}\n",
        "",
        "  - id: process",
    ),
]  # fmt: skip


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def entry(name: str, text: str = "", **changes: str) -> str:
    """An entry in the catalogue, in order unless changed."""
    fields = {
        "title": "Titel",
        "kind": "document",
        "path": f"corpus/texts/{name}.md",
        "sha256": digest(text or f"Tekst {name}.\n"),
        "units": "[a]",
        "source_group": "council",
        "language": "nl",
        **changes,
    }
    return f"  - id: {name}\n" + "".join(f"    {key}: {value}\n" for key, value in fields.items())


def in_entry(rule: str, marker: str, name: str, **changes: str) -> list[Fault]:
    """A text in order and an entry that is not, with a marker on the line that is wrong."""
    faults = [Fault(rule, DOCUMENTS, "", entry(name, **changes), marker)]
    if "path" not in changes:
        faults.append(Fault("", f"corpus/texts/{name}.md", "", f"Tekst {name}.\n"))
    return faults


def in_text(name: str, text: str, *expected: tuple[str, str]) -> list[Fault]:
    """An entry in order and a text that is not, with the rules and markers of its problems."""
    file = f"corpus/texts/{name}.md"
    faults = [Fault("", DOCUMENTS, "", entry(name, text)), Fault("", file, "", text)]
    return faults + [Fault(rule, file, "", "", marker) for rule, marker in expected]


IN_DOCUMENTS = [
    *in_entry("missing-hash", "sha256: # g1", "g1", sha256="# g1"),
    *in_entry("text-changed", SHA, "g2", sha256=SHA),
    *in_entry("missing-file", "corpus/texts/nowhere.md", "g3", path="corpus/texts/nowhere.md"),
    *in_entry("path-outside", "corpus/../../g4.md", "g4", path="corpus/../../g4.md"),
    *in_entry("path-outside", "/etc/hostname", "g5", path="/etc/hostname"),
    *in_entry("path-outside", "C:/g6.md", "g6", path="C:/g6.md"),
    *in_entry("path-outside", "texts\\g7.md", "g7", path="texts\\g7.md"),
    *in_entry("duplicate-path", "corpus/texts/d1.md # g8", "g8", path="corpus/texts/d1.md # g8"),
    *in_entry("unknown-unit", "[nobody]", "g9", units="[nobody]"),
    *in_entry("unknown-party", "party: ab", "g10", party="ab"),
    *in_entry("unknown-source-group", "nogroup", "g11", source_group="nogroup"),
    *in_entry("wrong-value", "kind: interveiw", "g12", kind="interveiw"),
    *in_entry("wrong-date", "date: 2011-02-30", "g13", date="2011-02-30"),
    *in_entry("duplicate-id", "[a, b, a]", "g14", units="[a, b, a]"),
    *in_entry("wrong-value", "sha256: 0123", "g15", sha256="0123"),
    *in_entry("missing-file", "corpus/texts/g16.md", "d2 # weer", path="corpus/texts/g16.md"),
    Fault("duplicate-id", DOCUMENTS, "", "", "- id: d2 # weer"),
    new_file("not-catalogued", "corpus/texts/stray.md", "Los.\n", severity="warning"),
    new_file("ignored-file", "corpus/texts/stray.txt", "Los.\n", severity="warning"),
]

IN_TEXTS = [
    *in_text("h1", "\ufeffTekst.\n", ("byte-order-mark", "Tekst.")),
    *in_text("h2", "Een.\nTwee.\r\nDrie.\n", ("line-ends", "Twee.")),
    *in_text("h3", "Een.\n\nCafe\u0301.\n", ("not-nfc", "Cafe")),
    *in_text("h4", "Een.\n\x0cTwee.\n", ("control-character", "Twee.")),
    *in_text("h5", "Een.\n\nCaf\udce9.\n", ("bad-utf8", "Caf")),
    *in_text("h6", "[1] Een.\n\n[1] Twee.\n", ("duplicate-passage", "Twee.")),
    *in_text(
        "h7",
        "[1] Een.\nVervolg [@nobody, § 2; @src].\n\n[2] Twee.\n",
        ("unknown-source", "Vervolg"),
        ("no-origin", "[1] Een."),
        ("no-origin", "[2] Twee."),
    ),
]

IN_ORIGINS = [
    Fault("unknown-document", ORIGINS, "", f"nodoc,1,src,0,5,{SHA}\n", "nodoc"),
    Fault("unknown-passage", ORIGINS, "", f"d1,77,src,0,6,{SHA}\n", "d1,77"),
    Fault("unknown-source", ORIGINS, "", f"d1,1,nosource,0,5,{SHA}\n", "nosource"),
    Fault("wrong-range", ORIGINS, "", f"d1,1,src,7,7,{SHA}\n", "src,7,7"),
    Fault("wrong-range", ORIGINS, "", f"d1,1,src,zero,7,{SHA}\n", "zero"),
    Fault("outside-source", ORIGINS, "", f"d1,1,src,61,72,{SHA}\n", "src,61,72"),
    Fault("excluded-range", ORIGINS, "", f"d1,1,src,40,49,{SHA}\n", "src,40,49"),
    Fault("wrong-row", ORIGINS, "", "halve,rij\n", "halve,rij"),
    Fault("wrong-value", ORIGINS, "", "d1,1,src,0,4,abc\n", "src,0,4,abc"),
    Fault("missing-reason", LEFT_OUT, "", f"src,1,3,{SHA},\n", "src,1,3"),
    Fault("unknown-source", LEFT_OUT, "", f"other,1,3,{SHA},x\n", "other,1,3"),
    Fault("outside-source", LEFT_OUT, "", f"src,1,99,{SHA},x\n", "src,1,99"),
    Fault("wrong-range", SOURCES, "{start: 0, end: 61}", "{start: 0, end: 611}", "end: 611"),
]

SCALE_FAULTS = """\
  - id: s1
    kind: ordinal
    rule: consensus # s1
    label: s1
    values: [{id: x, label: x}]
  - id: s2
    kind: number
    rule: median
    label: s2
    values: [{id: y, label: y}] # s2
  - id: s3
    kind: nominal
    rule: latest # s3
    label: s3
  - id: s4
    kind: events
    rule: events
    label: s4
    values: [{id: reference-date, label: y}]
  - id: s5
    kind: ordinal
    rule: median
    label: s5
    values:
      - {id: same, label: een}
      - {id: same, label: twee}
  - id: presence # weer
    kind: ordinal
    rule: median
    label: {nl: Komma, in een tekst}
    values: [{id: absent, label: x}]
"""

IN_SCALES = [
    Fault("", SCALES, "", SCALE_FAULTS),
    Fault("wrong-rule", SCALES, "", "", "# s1"),
    Fault("wrong-values", SCALES, "", "", "# s2"),
    Fault("wrong-values", SCALES, "", "", "id: s3"),
    Fault("reserved-id", SCALES, "", "", "id: reference-date"),
    Fault("duplicate-id", SCALES, "", "", "label: twee"),
    Fault("duplicate-id", SCALES, "", "", "id: presence # weer"),
    Fault("wrong-value", SCALES, "", "", "Komma"),
    Fault("wrong-type", SCALES, "", "", "Komma"),
]


def code(name: str, scale: str = "presence", **changes: str) -> str:
    fields = {"label": name, "definition": name, "scale": scale, **changes}
    return f"  - id: {name}\n" + "".join(f"    {key}: {value}\n" for key, value in fields.items())


def in_code(rule: str, marker: str, *args: str, **changes: str) -> Fault:
    return Fault(rule, BOOK, "", code(*args, **changes), marker)


IN_CODES = [
    in_code("unknown-scale", "noscale", "k1", "noscale"),
    in_code("unknown-group", "group: nogroup", "k2", group="nogroup"),
    in_code("unknown-key", "lifts: pooled", "k3", lifts="pooled"),
    in_code("wrong-value", "level: partij", "k4", level="partij"),
    in_code("wrong-value", "inherit: ja", "k5", inherit="ja"),
    in_code("wrong-value", "[council, mayor]", "k6", actors="[council, mayor]"),
    in_code("wrong-combination", "true # k7", "k7", directed="true # k7", level="case"),
    in_code("wrong-combination", "all # k8", "k8", "milestones", lifting="all # k8"),
    in_code("unknown-code", "of: nocode", "k9", mirror="{of: nocode, map: {low: present}}"),
    in_code("off-scale", "{of: trust, map: {lo: present}}", "k10", mirror="{of: trust, map: {lo: present}}"),
    in_code("off-scale", "{low: there}", "k11", mirror="{of: trust, map: {low: there}}"),
    in_code("mirror-not-low", "{medium: partial}", "k12", mirror="{of: trust, map: {medium: partial}}"),
    in_code("wrong-combination", "{no: absent}", "k13", mirror="{of: advisers, map: {no: absent}}"),
    in_code("mirror-cycle", "id: k14", "k14", mirror="{of: k15, map: {absent: present}}"),
    in_code("", "", "k15", mirror="{of: k14, map: {absent: absent}}"),
    in_code("mirror-cycle", "id: k16", "k16", mirror="{of: k16, map: {absent: present}}"),
    in_code("wrong-combination", "code: urgency", "k17", "years",
            derive="{rule: span, code: urgency, from: [x], until: [y]}"),
    in_code("off-scale", "[begin]", "k18", "years",
            derive="{rule: span, code: milestone, from: [begin], until: [realised]}"),
    in_code("wrong-combination", "[decision, realised]", "k19", "presence",
            derive="{rule: span, code: milestone, from: [decision, realised], until: [realised]}"),
    in_code("derive-cycle", "id: k20", "k20", "milestones",
            derive="{rule: span, code: k20, from: [decision], until: [decision]}"),
    in_code("wrong-combination", "# k21", "k21", "years", mirror="{of: trust, map: {low: low}} # k21",
            derive="{rule: span, code: k20, from: [decision], until: [decision]}"),
    in_code("duplicate-id", "id: urgency # weer", "urgency # weer"),
    in_code("wrong-value", "id: Hoofd", "Hoofd"),
    new_file("missing-key", "codebooks/other.yaml", "format: 1\nid: book\ncodes: []\n", "format: 1"),
    Fault("duplicate-id", "codebooks/other.yaml", "", "", "id: book"),
]  # fmt: skip

PATTERN_FAULTS = """\
  - id: p1
    label: p1
    definition: p1
    scale: presence
    patterns:
      - (beide|alle gemeenten
      - beide) gemeenten
      - (beide) gemeenten
      - … keus
      - geen …21 keus
      - sa*men
      - "~sa*"
      - (a|b) (c|d) (e|f) (g|h) (i|j) (k|l) (m|n) (o|p) (q|r)
      - [samen]
      - {text: samen, tokens: [{LOWER: samen}]}
      - {value: present}
      - {text: samen, value: high}
      - {text: samen, lang: nl}
      - {text: samen, language: dutch}
      - {text: samen, not_with: [(niet]}
      - {tokens: samen}
      - {tokens: []}
      - tokens: [samen]
      - tokens: [{LOWR: samen}]
      - tokens: [{LOWER: {REGEX: "(samen"}}]
      - tokens: [{LOWER: {IN: samen}}]
      - tokens: [{LOWER: {REGEXP: a}}]
      - tokens: [{LOWER: {}}]
      - tokens: [{LENGTH: lang}]
      - tokens: [{IS_DIGIT: ja}]
      - tokens: [{LOWER: samen, OP: "*?"}]
      - twee keer
      - twee  keer # weer
"""

IN_PATTERNS = [
    Fault("", BOOK, "", PATTERN_FAULTS),
    *(Fault("wrong-pattern", BOOK, "", "", marker) for marker in (
        "- (beide|alle gemeenten", "- beide) gemeenten", "- (beide) gemeenten", "- … keus", "…21",
        "sa*men", '"~sa*"', "(q|r)", "[(niet]", '"(samen"', "REGEXP", "LENGTH: lang", "IS_DIGIT: ja",
    )),
    *(Fault("wrong-type", BOOK, "", "", marker) for marker in (
        "- [samen]", "{tokens: samen}", "tokens: [samen]", "{IN: samen}", "{LOWER: {}}",
    )),
    Fault("wrong-form", BOOK, "", "", "{text: samen, tokens"),
    Fault("wrong-form", BOOK, "", "", "{value: present}"),
    Fault("off-scale", BOOK, "", "", "{text: samen, value: high}"),
    Fault("unknown-key", BOOK, "", "", "lang: nl}"),
    Fault("wrong-value", BOOK, "", "", "language: dutch"),
    Fault("too-few", BOOK, "", "", "{tokens: []}"),
    Fault("unknown-attribute", BOOK, "", "", "LOWR"),
    Fault("wrong-value", BOOK, "", "", '"*?"'),
    Fault("repeated-pattern", BOOK, "", "", "twee  keer # weer"),
    in_code("wrong-combination", "[dagen]", "p2", "years", patterns="[dagen]",
            derive="{rule: span, code: milestone, from: [decision], until: [realised]}"),
]  # fmt: skip


def hypothesis(name: str, expect: str, **changes: str) -> str:
    fields = {
        "label": name,
        "statement": name,
        "level": "party",
        "claim": "universal",
        "registered": "{on: 2026-01-01, sha256: REGISTERED-" + name + "}",
        **changes,
    }
    head = f"  - id: {name}\n" + "".join(f"    {k}: {v}\n" for k, v in fields.items() if v)
    return head + (
        "    readings:\n      - id: r\n        label: r\n        predictions:\n"
        f"          - {{id: p, label: p, test: hoop, expect: {expect}}}\n"
    )


PLAIN = "{equals: {code: urgency, value: present}}"


def in_expression(rule: str, name: str, expect: str) -> Fault:
    return Fault(rule, HYPOTHESES, "", hypothesis(name, expect), expect)


def in_reading(rule: str, name: str, extra: str) -> Fault:
    new = hypothesis(name, PLAIN).replace(
        "        label: r\n", f"        label: r\n        {extra}\n"
    )
    return Fault(rule, HYPOTHESES, "", new, extra)


def in_hypothesis(
    rule: str, marker: str, name: str, severity: str = "error", **changes: str
) -> Fault:
    return Fault(rule, HYPOTHESES, "", hypothesis(name, PLAIN, **changes), marker, severity)


IN_HYPOTHESES = [
    in_expression("unknown-code", "HA", "{equals: {code: nocode, value: present}}"),
    in_expression("off-scale", "HB", "{equals: {code: urgency, value: [present, high]}}"),
    in_expression("off-scale", "HC", "{equals: {code: duration, value: long}}"),
    in_expression("no-order", "HD", "{at_least: {code: advisers, value: yes}}"),
    in_expression("no-order", "HE", "{compare: {left: urgency, right: milestone, is: lower}}"),
    in_expression("no-order", "HF", "{change: {code: duration, from: decision, to: regulation, is: falls}}"),
    in_expression("different-scales", "HG", "{compare: {left: urgency, right: trust, is: lower}}"),
    in_expression("same-period", "HI", "{change: {code: trust, from: decision, to: decision, is: falls}}"),
    in_expression("unknown-period", "HJ", "{at_most: {code: trust, value: low, period: noperiod}}"),
    in_expression("wrong-form", "HK", "{at_lest: {code: trust, value: low}}"),
    in_expression("wrong-form", "HL", "{not: " + PLAIN + ", any: [" + PLAIN + "]}"),
    in_expression("wrong-number", "HM", "{at_least_k: {k: 3, of: [" + PLAIN + "]}}"),
    in_expression("too-few", "HN", "{all: []}"),
    in_expression("missing-key", "HO", "{compare: {left: urgency, is: lower}}"),
    in_reading("unknown-period", "HX", "period: noreading"),
    in_reading("wrong-date", "HY", "added: later"),
    Fault("wrong-combination", HYPOTHESES, "", hypothesis("HZ", PLAIN).replace(
        "        label: r\n", "        label: r\n        period: decision\n        all_periods: true\n"
    ), "all_periods"),
    in_hypothesis("unknown-hypothesis", "HZZ", "HP", rivals="[{id: HZZ, relation: exclusive}]"),
    in_hypothesis("own-rival", "{id: HQ,", "HQ", rivals="[{id: HQ, relation: exclusive}]"),
    in_hypothesis("level-mismatch", "compatible", "HR", level="case", rivals="[{id: H2, relation: compatible}]"),
    in_hypothesis("unknown-period", "period: never", "HS", period="never"),
    in_hypothesis("wrong-number", "k: 2 # HT", "HT", k="2 # HT"),
    in_hypothesis("wrong-number", "id: HU", "HU", claim="at-least"),
    in_hypothesis("unknown-document", "[d1, nodoc]", "HH", formed_from="[d1, nodoc]"),
    in_hypothesis("not-registered", "id: HV", "HV", "warning", registered=""),
    in_hypothesis("post-hoc", SHA, "HW", "warning", registered="{on: 2026-01-01, sha256: " + SHA + "}"),
    in_hypothesis("duplicate-id", "id: H1 # weer", "H1 # weer", registered=""),
]  # fmt: skip


def table(name: str, kind: str, rows: str, columns: str, **more: str) -> str:
    fields = {"title": name, "kind": kind, "rows": rows, "columns": columns, **more}
    return f'  - id: "{name}"\n' + "".join(f"    {k}: {v}\n" for k, v in fields.items())


UNITS, CODES, VALUES = "{level: party}", "{codes: [urgency]}", "{values: urgency}"


def in_table(rule: str, marker: str, *args: str, **more: str) -> Fault:
    return Fault(rule, TABLES, "figures:\n", table(*args, **more) + "figures:\n", marker)


FIGURES = """\
  - {id: f1, title: f1, kind: bars, code: nobars}
  - {id: f2, title: f2, kind: bars}
  - id: f3
    title: f3
    kind: model
    nodes: [{id: n, label: n, codes: [nonode]}]
    edges:
      - {from: n, to: m}
  - {id: "1", title: weer een, kind: bars, code: duration}
  - {id: confusion, title: van het verslag, kind: bars, code: duration}
"""

CONFIGURATIONS = """\
configurations:
  - {id: c1, title: c1, outcome: nooutcome, conditions: [urgency], unit: case}
  - {id: c2, title: c2, outcome: urgency, conditions: [urgency], unit: case}
  - {id: c3, title: c3, outcome: urgency, conditions: [trust, trust, pressure], unit: party}
  - {id: c4, title: c4, outcome: urgency, conditions: [], unit: case}
  - {id: c5, title: c5, outcome: urgency, conditions: [advisers], unit: case}
  - {id: c6, title: c6, outcome: duration, conditions: [urgency], unit: case}
  - {id: c7, title: c7, outcome: urgency, conditions: [milestone], unit: case}
  - id: c8
    title: c8
    outcome: urgency
    conditions: [advisers]
    unit: party # c8
    cut: 1.5
    calibrate:
      advisers: {yes: 1, no: 0}
  - id: c9
    title: c9
    outcome: urgency
    conditions: [pressure]
    unit: case
    period: noconfigured
    calibrate: {urgency: {absent: 0, partial: 0.33}, pressure: {absent: 0, deels: 0.5, partial: 0.5, present: 1}}
  - id: c10
    title: c10
    outcome: urgency
    conditions: [pressure]
    unit: case
    calibrate: {trust: {low: 0, medium: 0.5, high: 1}, nocalibrated: {x: 1}}
  - id: c10 # twice
    title: c10
    outcome: urgency
    conditions: [pressure]
    unit: cases
    calibrate:
      urgency: {absent: 0, partial: 2, present: 1}
"""

IN_TABLES = [
    in_table("unknown-code", "[nomatrix]", "t1", "matrix", UNITS, "{codes: [nomatrix]}"),
    in_table("unknown-codebook", "nobook", "t2", "matrix", UNITS, "{codebook: nobook}"),
    in_table("unknown-unit", "[nounit]", "t3", "matrix", "{units: [nounit]}", CODES),
    in_table("unknown-unit", "unit: nowhere", "t4", "placement", CODES, VALUES, unit="nowhere"),
    in_table("unknown-period", "period: noperiod", "t5", "matrix", UNITS, CODES, period="noperiod"),
    in_table("off-scale", "[there]", "t6", "placement", UNITS,
             "{values: urgency, columns: [{label: x, values: [there]}]}"),
    in_table("off-scale", "{hoog: present}", "t7", "matrix", UNITS, CODES, show_as="{hoog: present}"),
    in_table("off-scale", "{absent: presnt}", "t13", "matrix", UNITS, CODES, show_as="{absent: presnt}"),
    in_table("off-scale", "{partial: high}", "t14", "matrix", UNITS, CODES, show_as="{partial: high}"),
    in_table("off-scale", "{partial: absent, absent: low}", "t15", "matrix", UNITS, CODES,
             show_as="{partial: absent, absent: low}", show_scale="degree"),
    in_table("different-scales", "{partial: high, present: absent}", "t16", "matrix", UNITS,
             "{codes: [urgency, trust]}", show_as="{partial: high, present: absent}"),
    in_table("unknown-scale", "show_scale: noshow", "t17", "matrix", UNITS, CODES,
             show_as="{absent: low} # t17", show_scale="noshow"),
    in_table("", "", "t18", "matrix", UNITS, CODES, show_as="{absent: low}", show_scale="degree"),
    in_table("no-values", "{values: duration}", "t8", "placement", UNITS, "{values: duration}"),
    in_table("wrong-axes", "matrix # t9", "t9", "matrix # t9", UNITS, "{kinds: true}"),
    in_table("wrong-cell", "cell: mark # t10", "t10", "matrix", UNITS, CODES, cell="mark # t10"),
    in_table("missing-unit", "{codes: [trust]}", "t11", "placement", "{codes: [trust]}", VALUES),
    in_table("wrong-form", "{codes: [urgency], units: [a]}", "t12", "matrix", UNITS,
             "{codes: [urgency], units: [a]}"),
    in_table("wrong-value", "id: \"8 5\"", "8 5", "matrix", UNITS, CODES),
    Fault("", TABLES, "", FIGURES),
    Fault("unknown-code", TABLES, "", "", "nobars"),
    Fault("missing-key", TABLES, "", "", "id: f2"),
    Fault("unknown-code", TABLES, "", "", "nonode"),
    Fault("unknown-node", TABLES, "", "", "to: m}"),
    Fault("", TABLES, "", CONFIGURATIONS),
    Fault("unknown-code", TABLES, "", "", "nooutcome"),
    Fault("wrong-combination", TABLES, "", "", "id: c2"),
    Fault("duplicate-id", TABLES, "", "", "id: c3"),
    Fault("too-few", TABLES, "", "", "id: c4"),
    Fault("no-order", TABLES, "", "", "id: c5"),
    Fault("no-memberships", TABLES, "", "", "id: c6"),
    Fault("no-memberships", TABLES, "", "", "id: c7"),
    Fault("level-mismatch", TABLES, "", "", "party # c8"),
    Fault("wrong-value", TABLES, "", "", "cut: 1.5"),
    Fault("unknown-period", TABLES, "", "", "noconfigured"),
    Fault("off-scale", TABLES, "", "", "deels: 0.5"),
    Fault("missing-membership", TABLES, "", "", "deels: 0.5"),
    Fault("wrong-combination", TABLES, "", "", "nocalibrated"),
    Fault("unknown-code", TABLES, "", "", "nocalibrated"),
    Fault("duplicate-id", TABLES, "", "", "id: c10 # twice"),
    Fault("wrong-value", TABLES, "", "", "unit: cases"),
    Fault("wrong-value", TABLES, "", "", "partial: 2"),
    Fault("duplicate-id", TABLES, "", "", "weer een"),
    Fault("reserved-id", TABLES, "", "", "van het verslag"),
]  # fmt: skip

VALUE = "code: urgency, values: [present], known: printed, place: p"
PUBLISHED_FAULTS = f"""\
format: 1
tables:
  - id: "9.1"
    reading: x
    values:
      - {{unit: nounit, {VALUE}}}
      - {{unit: a, code: nocode, values: [present], known: printed, place: p}}
      - {{unit: a, code: urgency, values: [high], known: printed, place: p}}
      - {{unit: a, code: urgency, values: [], known: prose, place: p}}
      - {{unit: a, code: urgency, values: [absent], known: lost, place: p}}
  - {{id: "8.1", reading: weer, values: []}}
verdicts:
  - {{hypothesis: H9, unit: all, meaning: x, agrees: [partly], place: p}}
  - {{hypothesis: H1, unit: noone, meaning: x, agrees: [partly], place: p}}
  - {{hypothesis: H1, unit: a, reading: noreading, meaning: x, agrees: [partly], place: p}}
  - {{hypothesis: H1, unit: a, meaning: x, agrees: [suported], place: p}}
discrepancies:
  - id: twice
    label: weer
    statements: [{{place: p, says: x}}]
    finding: x
    units: [nosuch]
"""
MORE = "corpus/published/wrong.yaml"

IN_PUBLISHED = [
    Fault("", MORE, "", PUBLISHED_FAULTS),
    Fault("unknown-unit", MORE, "", "", "nounit"),
    Fault("unknown-code", MORE, "", "", "nocode"),
    Fault("off-scale", MORE, "", "", "[high]"),
    Fault("wrong-combination", MORE, "", "", "known: prose"),
    Fault("wrong-combination", MORE, "", "", "known: lost"),
    Fault("unknown-hypothesis", MORE, "", "", "H9"),
    Fault("unknown-unit", MORE, "", "", "noone"),
    Fault("unknown-reading", MORE, "", "", "noreading"),
    Fault("wrong-value", MORE, "", "", "suported"),
    Fault("unknown-unit", MORE, "", "", "nosuch"),
    Fault("duplicate-id", MORE, "", "", "id: twice"),
    # The file that sorts first declares an id; it is the other that repeats it.
    Fault("duplicate-id", MORE, "", "", 'id: "8.1"'),
]

SPAN = anchored("d1", "Wij moesten wel")

IN_CODINGS = [
    line("unknown-code", add("x1", code="nocode")),
    line("unknown-unit", add("x2", unit="nounit")),
    line("unknown-document", add("x3") | {"document": "nodoc"}),
    line("unknown-period", add("x4", period="decision;never")),
    line("period-not-of-case", add("x5", unit="cd", period="regulation")),
    line("unit-not-listed", add("x6", unit="cd"), "warning"),
    line("off-scale", add("x7", value="high")),
    line("missing-memo", add("x8", value="n/a")),
    line("span-outside", add("x9", start=900, end=915)),
    line("wrong-quote", add("x10") | {"quote": "Wij moesten nou"}),
    line("wrong-prefix", add("x11", prefix="Anders")),
    line("wrong-suffix", add("x12", suffix="anders")),
    line("wrong-length", add("x13", end=3)),
    line("unplaced", add("x14", text_sha256=SHA), "warning"),
    line("wrong-level", add("x15", code="advisers", value="yes")),
    line("wrong-level", add("x16", code="trust", value="low", unit="ab")),
    line("derived-code", add("x17", code="duration", value="2.5")),
    line("missing-toward", add("x18", code="trust", value="low")),
    line("wrong-toward", add("x19", code="trust", value="low", toward="a")),
    line("wrong-toward", add("x20", code="trust", value="low", toward="c")),
    line("not-directed", add("x21", toward="b")),
    line("wrong-actor", add("x23", code="pressure", actor="staff")),
    line("missing-date", add("x24", "d2", "De raad", "milestone", "ab", "decision")),
    line("wrong-date", add("x25", date="2011-02-30")),
    line("wrong-date", add("x26", at="2026-13-21T09:30:00Z")),
    line("wrong-date", add("x27", at="2026-11-21 09:30")),
    line("unknown-key", add("x28", unti="a")),
    line("missing-key", {k: v for k, v in add("x29").items() if k != "value"}),
    line("wrong-type", add("x30", start="9")),
    line("wrong-type", add("x31", start=True)),
    line("wrong-type", add("x32", code=None)),
    line("wrong-value", add("x33", unit=" ")),
    line("wrong-value", event("x34", "remove", of="e1")),
    line("wrong-answer", {**add("x35"), "of": "e1"}),
    line("unknown-document", cover("x36") | {"document": "nodoc"}),
    line("unknown-code", cover("x37", codes=["urgency", "nocode"]), "warning"),
    line("wrong-type", cover("x38") | {"codes": ["urgency"]}),
    line("wrong-answer", event("x39", "revise", of="e8", memo="anders")),
    line("dangling", event("x40", "revise", of="nothing", memo="x")),
    line("dangling", event("x41", "withdraw", of="nothing")),
    line("dangling", event("x42", "move", of="nothing", **SPAN)),
    line("dangling", event("x43", "revise", of="x44", memo="x")),
    line("dangling", event("x44", "revise", of="x43", memo="x")),
    line("conflict", event("x45", "revise", of="e5", value="partial")),
    line("conflict", event("x46", "revise", of="e5", value="present")),
    line("answers-withdrawn", event("x47", "revise", of="e7", memo="x")),
    line("empty-revise", event("x48", "revise", of="e3")),
    line("incomplete-anchor", event("x49", "revise", of="e3", start=2)),
    line("coder-mismatch", add("x50") | {"coder": "c2"}),
    line("unknown-coder", add("x51") | {"coder": "c9"}),
    line("coder-mismatch", add("x52") | {"coder": "c8"}),
    Fault("duplicate-id", CODINGS, "", json.dumps(add("e2", memo="weer")) + "\n", '"weer"'),
    Fault("broken-json", CODINGS, "", '{"id": "x60", kapot}\n', "kapot"),
    Fault("broken-json", CODINGS, "", '{"id": "x61", "id": "x61"}\n', '"x61", "id"'),
    Fault("broken-json", CODINGS, "", '{"id": "x62", "start": NaN}\n', "NaN"),
    Fault("broken-json", CODINGS, "", '{"id": "x63", "memo": "\\ud800"}\n', "ud800"),
    Fault("broken-json", CODINGS, "", '{"id": "x67", "memo": "\x7f"}\n', "x67"),
    Fault("broken-json", CODINGS, "", '{"id": "x68", "memo": "\\u0007"}\n', "x68"),
    Fault("broken-json", CODINGS, "", "[" * 100_000 + "\n", "[[["),
    Fault("bad-utf8", CODINGS, "", '{"id": "x64", "memo": "caf\udce9"}\n', "x64"),
    Fault("wrong-type", CODINGS, "", '["x65"]\n', "x65"),
    Fault("torn-line", CODINGS, "", '{"id": "x66", "eve', "x66", "warning"),
    new_file("foreign-answer", "corpus/codings/c2.jsonl",
             json.dumps(event("y1", "revise", of="e3", memo="x") | {"coder": "c2"}) + "\n", "y1"),
    new_file("unknown-coder", "corpus/codings/c7.jsonl",
             json.dumps(add("y2") | {"coder": "c7"}) + "\n", "y2"),
    new_file("unknown-event", "corpus/snapshots/second.txt", "# Tweede\ne1\nnoevent\n", "noevent"),
    new_file("no-label", "corpus/snapshots/third.txt", "e1\n", "e1"),
    new_file("wrong-name", "corpus/snapshots/Vierde.txt", "# Vierde\n"),
    new_file("ignored-file", "corpus/codings/c1.json", "{}", severity="warning"),
]  # fmt: skip

EVERY = [
    *YAML,
    *IN_STUDY,
    *IN_DOCUMENTS,
    *IN_TEXTS,
    *IN_ORIGINS,
    *IN_SCALES,
    *IN_CODES,
    *IN_PATTERNS,
    *IN_HYPOTHESES,
    *IN_TABLES,
    *IN_PUBLISHED,
    *IN_CODINGS,
]

SIDE_EFFECTS = [
    (BOOK, "missing-reference-date"),
    (BOOK, "wrong-combination"),
    (HYPOTHESES, "not-registered"),
    (CODINGS, "coder-mismatch"),
    (CODINGS, "unit-not-listed"),
    (CODINGS, "unknown-coder"),
    (CODINGS, "unknown-coder"),
    ("corpus/codings/c2.jsonl", "unknown-coder"),
    (DOCUMENTS, "missing-hash"),
    ("corpus/published/nul.yaml", "wrong-value"),
]
"""What the faults bring about besides, on purpose: the year, the coder and the hash are gone."""
