"""Checks of what codings claim, against the texts, the codes and the cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crosscase.codebook import NOT_APPLICABLE, Code
from crosscase.coding import Coding, Event
from crosscase.errors import AnchorError
from crosscase.spans import make_anchor
from crosscase.storage.background import Background
from crosscase.storage.findings import Findings, Place, list_some, shorten, suggest
from crosscase.storage.values import check_value
from crosscase.study import Unit

__all__ = ["check_claims", "check_coverage"]


class _Claim:
    """One coding that stands, with the line that said each thing of it last."""

    def __init__(
        self,
        coding: Coding,
        events: Mapping[str, Event],
        background: Background,
        findings: Findings,
    ) -> None:
        self.coding = coding
        self.known = background
        self.findings = findings
        self.chain: list[Event] = []
        at: Event | None = events[coding.last_event]
        while at is not None:
            self.chain.append(at)
            at = events.get(at.of)

    def at(self, name: str) -> Place:
        """Return the line of the last event that carried a field."""
        for event in self.chain:
            if name in event.fields:
                return Place(event.file, event.line)
        return Place(self.chain[-1].file, self.chain[-1].line)

    def refuse(self, name: str, rule: str, found: str, allowed: str, action: str) -> None:
        self.findings.add(self.at(name), rule, found, allowed, action)

    def check_words(self) -> bool:
        """Check that the words stand where the coding says; return whether it can be placed."""
        coding, corpus = self.coding, self.known.corpus
        document = corpus.documents.get(coding.document)
        if document is None:
            if not self.findings.knows("document", coding.document):
                self.findings.unknown("document", coding.document, self.at("document"))
            return False
        if coding.document not in corpus.hashes:
            return False
        if coding.text_sha256 != corpus.hashes[coding.document]:
            self.findings.warn(
                self.at("text_sha256"),
                "unplaced",
                f"coding {coding.id} of another text of {coding.document}",
                f"text_sha256 {corpus.hashes[coding.document]}",
                "run `crosscase reanchor`; until then it is left out of scores",
            )
            return False
        return self.check_quote(document.text)

    def check_quote(self, text: str) -> bool:
        coding = self.coding
        try:
            anchor = make_anchor(text, coding.start, coding.end)
        except AnchorError:
            self.refuse(
                "start",
                "span-outside",
                f"span {coding.start}–{coding.end}",
                f"offsets within the {len(text)} code points of {coding.document}",
                "correct the offsets",
            )
            return False
        for name in ("quote", "prefix", "suffix"):
            said, stands = getattr(coding, name), getattr(anchor, name)
            if said != stands:
                self.refuse(
                    name,
                    f"wrong-{name}",
                    f"{name} {shorten(said)!r}",
                    f"{shorten(stands)!r}, which stands there",
                    "correct the offsets or the words",
                )
        return anchor == coding.anchor

    def check_unit(self, code: Code | None) -> None:
        coding = self.coding
        unit = self.known.study.units.get(coding.unit)
        self.check_periods(unit)
        if unit is None:
            if not self.findings.knows("unit", coding.unit):
                self.findings.unknown("unit", coding.unit, self.at("unit"))
            return
        document = self.known.corpus.documents.get(coding.document)
        if document and unit.id not in document.units:
            self.findings.warn(
                self.at("unit"),
                "unit-not-listed",
                f"{unit.id}, of which {document.id} does not speak by its entry",
                list_some(document.units),
                "add the unit to the document's units, or correct the coding",
            )
        if code and code.level not in ("any", unit.kind):
            self.refuse(
                "unit",
                "wrong-level",
                f"{unit.id}, a {unit.kind}, for {code.id}",
                f"a {code.level}",
                f"code it for a {code.level}",
            )
        if code:
            self.check_toward(code, unit)

    def check_periods(self, unit: Unit | None) -> None:
        case = (unit.case or unit.id) if unit else ""
        periods = self.known.study.periods
        allowed = [period.id for period in periods.values() if case in period.dates]
        for name in self.coding.periods:
            if name not in periods:
                if not self.findings.knows("period", name):
                    self.findings.unknown("period", name, self.at("period"))
            elif case and name not in allowed:
                self.refuse(
                    "period",
                    "period-not-of-case",
                    f"{name}, which {case} does not have",
                    list_some(allowed) or "no period",
                    f"correct the period, or give it dates for {case} in study.yaml",
                )

    def check_toward(self, code: Code, unit: Unit) -> None:
        toward = self.coding.toward
        case = self.known.study.units.get(unit.case)
        others = [party for party in case.parties if party != unit.id] if case else []
        if not code.directed:
            if toward:
                self.refuse(
                    "toward",
                    "not-directed",
                    f"toward {toward} for {code.id}",
                    "toward for directed codes only",
                    "leave toward out, or make the code directed",
                )
        elif case is None:
            self.refuse(
                "unit",
                "wrong-level",
                f"{unit.id}, a case, for the directed code {code.id}",
                "a party, toward another",
                "code it for each party",
            )
        elif toward not in others:
            self.refuse(
                "toward",
                "wrong-toward" if toward else "missing-toward",
                f"toward {toward}" if toward else f"no toward for the directed code {code.id}",
                list_some(others) or f"another party of {case.id}, which has none",
                suggest(toward, others, "name another party of the same case"),
            )

    def check_code(self, code: Code) -> None:
        coding = self.coding
        if code.derive:
            self.refuse(
                "code",
                "derived-code",
                f"a coding on {code.id}, which is computed",
                f"a coding on {code.derive.code}",
                f"code {code.derive.code}",
            )
        # A text need not say who; a coding that had to name someone would claim too much.
        if code.actors and coding.actor and coding.actor not in code.actors:
            self.refuse(
                "actor",
                "wrong-actor",
                f"actor {coding.actor}",
                list_some(code.actors),
                suggest(coding.actor, code.actors, "leave the actor out"),
            )
        self.check_value(code)

    def check_value(self, code: Code) -> None:
        coding = self.coding
        if coding.value == NOT_APPLICABLE:
            if not coding.memo:
                self.refuse(
                    "memo",
                    "missing-memo",
                    f"{NOT_APPLICABLE} without memo",
                    "the reason in memo",
                    "say why the code does not apply",
                )
            return
        scale = self.known.codebooks.scales.get(code.scale)
        if scale is None:
            return
        check_value(scale, coding.value, self.at("value"), self.findings)
        if scale.kind == "events" and not coding.date:
            self.refuse(
                "date",
                "missing-date",
                f"{coding.value} without date",
                "when it took place: 2012, 2012-07 or 2012-07-09",
                "add the date as exactly as the text gives it",
            )


def check_claims(
    codings: Iterable[Coding],
    events: Mapping[str, Event],
    background: Background,
    findings: Findings,
) -> frozenset[str]:
    """Check every coding that stands.

    What was revised or withdrawn since is history and need not fit the study of today.

    Parameters
    ----------
    codings : iterable of Coding
        The codings that stand.
    events : mapping
        All events by id.
    background : Background
        The rest of the study.
    findings : Findings
        Gets the problems, each at the line that said the wrong thing last.

    Returns
    -------
    frozenset of str
        Ids of codings whose words are not where they were said to be.
    """
    unplaced: set[str] = set()
    for coding in codings:
        claim = _Claim(coding, events, background, findings)
        if not claim.check_words():
            unplaced.add(coding.id)
        code = background.codebooks.codes.get(coding.code)
        if code:
            claim.check_code(code)
        elif not findings.knows("code", coding.code):
            findings.unknown("code", coding.code, claim.at("code"))
        claim.check_unit(code)
    return frozenset(unplaced)


def check_coverage(events: Iterable[Event], background: Background, findings: Findings) -> None:
    """Check every statement of coverage that was not withdrawn.

    A code may have gone since: it is simply not searched, which is a warning, told once.

    Parameters
    ----------
    events : iterable of Event
        All events.
    background : Background
        The rest of the study.
    findings : Findings
        Gets the problems.
    """
    events = tuple(events)
    withdrawn = {event.of for event in events if event.event == "withdraw"}
    covers = [one for one in events if one.event == "cover" and one.id not in withdrawn]
    told: set[str] = set()
    codes = findings.names("code")
    for event in covers:
        place = Place(event.file, event.line)
        if not findings.knows("document", event.document):
            findings.unknown("document", event.document, place)
        gone = (event.codes or {}).keys() - codes - told
        for code in sorted(gone):
            findings.unknown("code", code, place, error=False)
        told |= gone
    _warn_outdated(covers, background, findings)


def _count(some: Sequence[object], what: str) -> str:
    return f"{len(some)} {what}{'s' if len(some) != 1 else ''}"


def _warn_outdated(covers: Iterable[Event], background: Background, findings: Findings) -> None:
    """Warn of coverage that a later text or definition has overtaken, and nobody stated anew."""
    hashes, codes = background.corpus.hashes, background.codebooks.codes
    definitions_now = {id: code.definition_sha256 for id, code in codes.items()}
    texts: dict[tuple[str, str], dict[str, Event]] = {}
    definitions: dict[tuple[str, str], dict[str, Event]] = {}
    valid: set[tuple[str, str, str]] = set()
    for event in covers:
        for code, defined in (event.codes or {}).items():
            if event.document not in hashes or code not in codes:
                continue
            if event.text_sha256 != hashes[event.document]:
                texts.setdefault((event.coder, event.document), {})[code] = event
            elif defined != definitions_now[code]:
                definitions.setdefault((event.coder, code), {})[event.document] = event
            else:
                valid.add((event.coder, event.document, code))
    for (coder, document), by_code in sorted(texts.items()):
        left = [by_code[code] for code in sorted(by_code) if (coder, document, code) not in valid]
        if left:
            findings.warn(
                Place(left[0].file, left[0].line),
                "text-read-before",
                f"coverage of {document} by {coder}, {_count(left, 'code')}, of another text",
                "coverage of the text as it is now",
                f"read it again, then `crosscase cover {document} --coder {coder}`; until then "
                "it is not searched",
            )
    for (coder, code), by_document in sorted(definitions.items()):
        some = [
            one for name, one in sorted(by_document.items()) if (coder, name, code) not in valid
        ]
        if some:
            findings.warn(
                Place(some[0].file, some[0].line),
                "code-read-before",
                f"coverage by {coder}, {_count(some, 'document')}, for {code}, "
                "defined otherwise since",
                "coverage for the definition as it is now",
                f"read them again for {code}, then `crosscase cover` them; until then they are not "
                "searched for it",
            )
