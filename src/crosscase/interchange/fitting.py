"""Fitting what comes in to the study it comes into: what is there already, what gets another id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from crosscase.codebook import Code, Codebook, Labels, Scale, in_language
from crosscase.coding import CLAIM_FIELDS, Event
from crosscase.corpus import Document
from crosscase.errors import ForeignFileError, Problem
from crosscase.interchange.incoming import Incoming, make_id
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.names import Guids
from crosscase.study import Coder, PeriodScheme, Study, Unit

__all__ = ["Additions", "count_new", "fit"]

_CLAIM = ("coder", "document", "start", "end", *CLAIM_FIELDS)


@dataclass
class Additions:
    """What is new to a study, under ids that are free in it.

    Attributes
    ----------
    units : dict
        New cases with their parties, by id.
    coders, schemes, scales, documents, groups : dict
        By id.
    books : list of Codebook
        With new codes alone.
    events : list of Event
        New codings.
    known : dict
        How many things of each kind were there already.
    messages : list of str
        What got another id, and why.
    losses : list of Loss
        What does not come along.
    warnings : tuple of Problem
        What to know of the file.
    """

    units: dict[str, Unit] = field(default_factory=dict)
    coders: dict[str, Coder] = field(default_factory=dict)
    schemes: dict[str, PeriodScheme] = field(default_factory=dict)
    scales: dict[str, Scale] = field(default_factory=dict)
    books: list[Codebook] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    groups: dict[str, Labels] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    warnings: tuple[Problem, ...] = ()


def _alike(one: Labels, other: Labels) -> bool:
    return bool({text.casefold() for text in one.values()} & {x.casefold() for x in other.values()})


def _content(code: Code, scale: str) -> tuple[object, ...]:
    texts = (code.label, code.definition, code.use, code.avoid)
    return (*(tuple(sorted(text.items())) for text in texts), code.source, scale)


class _Fitter:
    def __init__(self, incoming: Incoming, study: Study, events: Iterable[Event], name: str):
        self.incoming = incoming
        self.study = study
        self.events = {event.id: event for event in events if event.event == "add"}
        self.name = name
        self.new = Additions(losses=list(incoming.losses), warnings=incoming.warnings)
        self.unit_ids: dict[str, str] = {}
        self.scale_ids: dict[str, str] = {}
        self.code_ids: dict[str, str] = {}
        self.document_ids: dict[str, str] = {}

    def knows(self, kind: str) -> None:
        self.new.known[kind] = self.new.known.get(kind, 0) + 1

    def rename(self, kind: str, old: str, new: str, why: str) -> None:
        self.new.messages.append(f"{kind} {old} becomes {new}: {why}")

    def fit(self) -> Additions:
        self.fit_units()
        self.fit_schemes()
        self.fit_coders()
        self.fit_scales()
        self.fit_codes()
        self.fit_documents()
        self.fit_events()
        return self.new

    def refuse(self, rule: str, found: str, allowed: str, action: str) -> None:
        raise ForeignFileError([Problem(self.name, 0, rule, found, allowed, action)])

    def fit_units(self) -> None:
        for unit in self.incoming.units.values():
            if unit.kind == "case":
                self.fit_case(unit)

    def fit_case(self, case: Unit) -> None:
        there = self.study.units.get(case.id)
        id_ = case.id
        if there and (there.kind != "case" or not _alike(there.label, case.label)):
            id_ = make_id(case.id, {*self.study.units, *self.incoming.units}, "case")
            label = in_language(there.label, self.study.languages[0])
            self.rename("case", case.id, id_, f"that id is of {label} here")
            there = None
        self.unit_ids[case.id] = id_
        for party in case.parties:
            self.unit_ids[party] = party
            known = self.study.units.get(party)
            if known is None and there is None:
                continue
            if known is None or there is None or known.case != id_:
                self.refuse(
                    "other-parties",
                    f"party {party} of case {id_}",
                    f"parties of {id_} as in study.yaml",
                    "put the party in study.yaml first, or import into a new study with --to",
                )
        if there:
            self.knows("cases")
            return
        self.new.units[id_] = replace(case, id=id_)
        for party in case.parties:
            self.new.units[party] = replace(self.incoming.units[party], case=id_)

    def fit_schemes(self) -> None:
        for scheme in self.incoming.schemes.values():
            there = self.study.period_schemes.get(scheme.id)
            if there is None:
                self.new.schemes[scheme.id] = scheme
            elif there != scheme:
                self.refuse(
                    "other-periods",
                    f"scheme of periods {scheme.id} with other periods or dates",
                    "the periods of study.yaml",
                    "make the two the same, or import into a new study with --to",
                )

    def fit_coders(self) -> None:
        for coder in self.incoming.coders.values():
            if coder.id in self.study.coders:
                self.knows("coders")
            else:
                self.new.coders[coder.id] = coder

    def fit_scales(self) -> None:
        for scale in self.incoming.scales.values():
            there = self.study.scales.get(scale.id)
            id_ = scale.id
            same = there is not None and (
                (there.kind, there.rule, there.value_ids)
                == (scale.kind, scale.rule, scale.value_ids)
            )
            if there is not None and not same:
                id_ = make_id(scale.id, {*self.study.scales, *self.incoming.scales}, "scale")
                self.rename("scale", scale.id, id_, "the study has another one of that id")
            self.scale_ids[scale.id] = id_
            if not same:
                self.new.scales[id_] = replace(scale, id=id_)

    def same_code(self, code: Code) -> str:
        """Return the id under which the study has a code already; empty when it has not."""
        wanted = _content(code, self.scale_ids[code.scale])
        numbered = [f"{code.id}-{number}" for number in range(2, 10)]
        for id_ in (code.id, *numbered):
            there = self.study.codes.get(id_)
            if there and _content(there, there.scale) == wanted:
                return id_
        return ""

    def fit_codes(self) -> None:
        taken = {*self.study.codes, *(c.id for b in self.incoming.codebooks for c in b.codes)}
        fresh: list[tuple[Codebook, list[Code]]] = []
        for book in self.incoming.codebooks:
            codes: list[Code] = []
            for code in book.codes:
                id_ = self.same_code(code)
                if id_:
                    self.knows("codes")
                    self.code_ids[code.id] = id_
                    continue
                id_ = code.id
                if id_ in self.study.codes:
                    id_ = make_id(id_, taken, "code")
                    taken.add(id_)
                    self.rename("code", code.id, id_, "the study has another one of that id")
                self.code_ids[code.id] = id_
                codes.append(replace(code, id=id_, scale=self.scale_ids[code.scale]))
            fresh.append((book, codes))
        for book, codes in fresh:
            if codes:
                self.add_book(book, codes)

    def add_book(self, book: Codebook, codes: list[Code]) -> None:
        taken = {one.id for one in (*self.study.codebooks, *self.new.books)}
        id_ = make_id(book.id, taken, "codebook")
        used = {code.group for code in codes}
        groups = {name: label for name, label in book.groups.items() if name in used}
        pointed = tuple(self.point(replace(code, codebook=id_)) for code in codes)
        self.new.books.append(replace(book, id=id_, groups=groups, codes=pointed, path=""))

    def point(self, code: Code) -> Code:
        """Return a code whose mirror and derivation name codes by the ids they have now."""
        mirror, derive = code.mirror, code.derive
        if mirror:
            mirror = replace(mirror, of=self.code_ids.get(mirror.of, mirror.of))
        if derive:
            derive = replace(derive, code=self.code_ids.get(derive.code, derive.code))
        return replace(code, mirror=mirror, derive=derive)

    def fit_documents(self) -> None:
        by_text = {one.sha256: one.id for one in self.study.documents.values()}
        for document in self.incoming.documents.values():
            there = by_text.get(document.sha256, "")
            if there:
                self.knows("documents")
                self.document_ids[document.id] = there
                continue
            id_ = document.id
            if id_ in self.study.documents or id_ in self.new.documents:
                taken = {*self.study.documents, *self.incoming.documents, *self.new.documents}
                id_ = make_id(id_, taken, "document")
                self.rename("document", document.id, id_, "the study has another text of that id")
            self.document_ids[document.id] = id_
            units = tuple(dict.fromkeys(self.unit_ids.get(u, u) for u in document.units))
            path = f"corpus/texts/{id_}.md"
            self.new.documents[id_] = replace(document, id=id_, units=units, path=path)
            group = document.source_group
            if group not in self.study.source_groups:
                self.new.groups[group] = self.incoming.source_groups.get(group, {"": group})

    def renamed(self, event: Event) -> Event:
        """Return an event with the ids that things have now."""
        now = {
            "document": self.document_ids[event.document],
            "code": self.code_ids[event.code],
            "unit": self.unit_ids.get(event.unit, event.unit),
            "toward": self.unit_ids.get(event.toward, event.toward),
        }
        same = all(getattr(event, name) == value for name, value in now.items())
        return event if same else replace(event, **now)  # type: ignore[arg-type]

    def fit_events(self) -> None:
        guids = Guids(in_language(self.study.title, self.study.languages[0]))
        by_guid = {guids.of("event", id_): id_ for id_ in self.events}
        live = {_claim(coding): coding.id for coding in self.study.codings.values()}
        for event in self.incoming.events:
            event = self.renamed(event)
            claim = _claim(event)
            there = event.id if event.id in self.events else ""
            there = there or by_guid.get(self.incoming.guids.get(event.id, ""), "")
            if claim in live:
                self.knows("codings")
            elif not there:
                live[claim] = event.id
                self.new.events.append(event)
            else:
                gone = there not in self.study.codings
                why = (
                    "it was withdrawn here"
                    if gone
                    else "it says something else here, and that stands"
                )
                said = "; ".join(f"{n}={v}" for n, v in zip(_CLAIM, claim, strict=True) if v)
                self.new.losses.append(Loss("coding known here", there, event.document, why, said))


def _claim(coding: object) -> tuple[object, ...]:
    return tuple(getattr(coding, name) for name in _CLAIM)


def fit(incoming: Incoming, study: Study, events: Iterable[Event], name: str) -> Additions:
    """Say what of something incoming is new to a study, and under which ids it can go in.

    Nothing of the study is changed for it: what has the id of another thing there gets an id of
    its own, and what is there already is recognised: a document by its text, a code by what a
    coder reads of it, a coding by its GUID or by all it says.

    Parameters
    ----------
    incoming : Incoming
        What comes in.
    study : Study
        What is there.
    events : iterable of Event
        Every event of the study, withdrawn ones included.
    name : str
        What to call the file in messages.

    Returns
    -------
    Additions
        What is new.

    Raises
    ------
    ForeignFileError
        When it has parties or periods that cannot go into the study without changing others.
    """
    return _Fitter(incoming, study, events, name).fit()


def count_new(additions: Additions) -> Mapping[str, int]:
    """Return how much is new, by kind."""
    return {
        "documents": len(additions.documents),
        "codes": sum(len(book.codes) for book in additions.books),
        "codings": len(additions.events),
        "coders": len(additions.coders),
        "cases": sum(unit.kind == "case" for unit in additions.units.values()),
    }
