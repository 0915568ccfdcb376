"""The marks of a project as codings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from crosscase.codebook import Code, Scale
from crosscase.coding import Event
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.claims import Claim, divide_claims, read_claim
from crosscase.interchange.refi.names import event_id
from crosscase.interchange.refi.records import Mark, Project, Selection, SourceItem
from crosscase.interchange.refi.taking_codes import PRESENT
from crosscase.interchange.refi.taking_texts import TakenTexts
from crosscase.interchange.refi.taking_units import Ranges, TakenUnits, case_ranges
from crosscase.spans import make_anchor
from crosscase.study import Coder, Study

__all__ = ["Coded", "make_events"]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_FREE = ("date", "actor", "decision")


@dataclass(frozen=True, slots=True)
class _Coded:
    """One mark with everything that can be known of it."""

    mark: Mark
    selection: Selection
    document: str
    span: tuple[int, int]
    code: str
    units: tuple[str, ...]
    user: str
    at: str
    claim: Claim
    notes: str
    whole: str


def moment(*given: str) -> str:
    """Return the first of some moments that is one, in UTC; empty when none is.

    Parameters
    ----------
    *given : str
        As files have them; one without a time zone is taken for UTC.

    Returns
    -------
    str
        Such as ``2026-11-21T09:30:00Z``.

    Examples
    --------
    >>> moment("", "2018-03-27T19:29:27+02:00")
    '2018-03-27T17:29:27Z'
    """
    for text in given:
        if _MOMENT.fullmatch(text):
            return text
        try:
            read = datetime.fromisoformat(text.strip())
            read = read if read.tzinfo else read.replace(tzinfo=UTC)
            return read.astimezone(UTC).isoformat().replace("+00:00", "Z")
        except (ValueError, OverflowError):
            continue
    return ""


class Coded:
    """The marks of a project on words, with what is known of each.

    Parameters
    ----------
    project : Project
        The project.
    own : Study or None
        The study that travelled in it.
    units : TakenUnits
        Its cases.
    codes : mapping
        Ids of codes by GUID.
    texts : TakenTexts
        Its documents; they get the units that codings in them are about.
    notes : mapping
        Texts of notes by GUID.

    Attributes
    ----------
    losses : list of Loss
        Marks that become no coding.
    used_notes : set of str
        GUIDs of notes that became memos.
    """

    def __init__(
        self,
        project: Project,
        own: Study | None,
        units: TakenUnits,
        codes: Mapping[str, str],
        texts: TakenTexts,
        notes: Mapping[str, str],
    ) -> None:
        self.project = project
        self.own_codes = frozenset(own.codes) if own else frozenset()
        self.own_documents = frozenset(own.documents) if own else frozenset()
        self.units = units
        self.codes = codes
        self.texts = texts
        self.notes = notes
        self.losses: list[Loss] = []
        self.used_notes: set[str] = set()
        self.marks = [
            one for i, source in enumerate(project.sources) for one in self._of(i, source)
        ]
        self._complete_documents()

    def _lose(self, thing: str, name: str, where: str, why: str, content: str) -> None:
        self.losses.append(Loss(thing, name, where, why, content))

    def _of(self, index: int, source: SourceItem) -> Iterator[_Coded]:
        """Yield the marks of one source."""
        whole = tuple(
            dict.fromkeys(
                self.units.codes[m.code] for m in source.marks if m.code in self.units.codes
            )
        )
        for mark in source.marks:
            if mark.code not in self.units.codes:
                name = self.codes.get(mark.code, mark.code)
                self._lose("coding of a source", name, source.name, "crosscase codes words", "")
        if index not in self.texts.placed:
            return
        document, placed = self.texts.placed[index]
        ranges = case_ranges(source, placed.spans, self.units.codes)
        about = tuple(dict.fromkeys([*self.units.of_source(source), *whole]))
        for selection, span in zip(source.selections, placed.spans, strict=True):
            if not selection.marks:
                self._lose_selection(selection, document, span)
            marks = [mark for mark in selection.marks if mark.code not in self.units.codes]
            for mark, said in self._said(selection, marks):
                if span is None or mark.code not in self.codes:
                    self._lose_mark(mark, selection, document, span)
                    continue
                yield self._coded(mark, selection, said, document, span, ranges, about)

    def _said(self, selection: Selection, marks: Sequence[Mark]) -> Iterator[tuple[Mark, str]]:
        """Yield each mark of a selection with its part of the description.

        A program that holds one coding for each coder, code and place leaves one mark of several,
        and the description they shared.
        """
        parts = divide_claims(selection.description)
        alike = len({(mark.code, mark.user) for mark in marks}) == 1
        if not alike or (self.project.is_ours and len(parts) != len(marks)):
            parts = (selection.description,)
        for index in range(max(len(marks), len(parts)) if marks else 0):
            yield marks[min(index, len(marks) - 1)], parts[min(index, len(parts) - 1)]

    def _words(self, document: str, span: tuple[int, int] | None) -> str:
        return self.texts.documents[document].text[span[0] : span[1]] if span else ""

    def _lose_selection(
        self, selection: Selection, document: str, span: tuple[int, int] | None
    ) -> None:
        notes = [self.notes.get(note, "") for note in selection.notes]
        self.used_notes.update(selection.notes)
        content = " · ".join(x for x in (selection.description, *notes) if x)
        content = f"{self._words(document, span) or selection.name}: {content}".removesuffix(": ")
        why = "crosscase has no marks without a code"
        self._lose("selection without a code", selection.name, document, why, content)

    def _lose_mark(
        self, mark: Mark, selection: Selection, document: str, span: tuple[int, int] | None
    ) -> None:
        name = self.codes.get(mark.code, mark.code)
        why = f"there are no words at {selection.start}–{selection.end}"
        if span is not None:
            why = "its code is not in the code tree"
        said = (self._words(document, span) or selection.name, selection.description)
        content = ": ".join(text for text in said if text)
        self._lose("coding", name, document, why, content)

    def _coded(
        self,
        mark: Mark,
        selection: Selection,
        said: str,
        document: str,
        span: tuple[int, int],
        ranges: Ranges,
        about: tuple[str, ...],
    ) -> _Coded:
        claim = read_claim(said)
        stated = claim.fields.get("unit", "")
        units = (stated,) if stated in self.units.units else self.units.of_selection(selection)
        units = units or ranges.around(*span) or about or (self.units.use_fallback(),)
        at = moment(mark.at, selection.at, self.project.at) or moment(datetime.now(UTC).isoformat())
        notes = dict.fromkeys([*mark.notes, *selection.notes])
        self.used_notes.update(notes)
        texts = [self.notes[note] for note in notes if self.notes.get(note)]
        return _Coded(
            mark=mark,
            selection=selection,
            document=document,
            span=span,
            code=self.codes[mark.code],
            units=units,
            user=mark.user or selection.user or self.project.user,
            at=at,
            claim=claim,
            notes="\n\n".join(text for text in texts if text != claim.memo),
            whole=said,
        )

    def _complete_documents(self) -> None:
        """List for each new document the units that its codings are about; one at least."""
        found: dict[str, list[str]] = {}
        for one in self.marks:
            found.setdefault(one.document, []).extend(one.units)
        for name, document in self.texts.documents.items():
            known = [unit for unit in document.units if unit in self.units.units]
            more = [] if known and name in self.own_documents else found.get(name, [])
            units = tuple(dict.fromkeys([*known, *more]))
            units = units or (self.units.use_fallback(),)
            self.texts.documents[name] = replace(document, units=units)

    def who(self) -> list[str]:
        """Return the GUIDs of those who coded, in the order of the users."""
        used = {one.user for one in self.marks}
        return [
            *(guid for guid in self.project.users if guid in used),
            *sorted(used - {*self.project.users}),
        ]

    def stated(self) -> Mapping[str, list[str]]:
        """Return the values of codes without a scale of which every coding states one."""
        values: dict[str, list[str]] = {}
        for one in self.marks:
            if one.code not in self.own_codes:
                values.setdefault(one.code, []).append(one.claim.fields.get("value", ""))
        return {code: stated for code, stated in values.items() if all(stated)}


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _claim_of(
    one: _Coded, coded: Coded, codes: Mapping[str, Code], scales: Mapping[str, Scale]
) -> dict[str, str] | None:
    """Return what a coding claims, its memo included; None when no value can be given."""
    fields, code = one.claim.fields, codes[one.code]
    placed = ("value", *(["unit"] if one.units == (fields.get("unit"),) else []))
    if one.code in coded.own_codes:
        if not fields:
            return None
        claim = {name: value for name, value in fields.items() if name != "unit"}
        unknown = "" if "unit" in placed else f"unit: {fields['unit']}"
        return {**claim, "memo": _joined(one.claim.memo, unknown, one.notes)}
    if code.scale == PRESENT.id or scales[code.scale].id == PRESENT.id:
        return {"value": "present", "memo": _joined(one.whole, one.notes)}
    claim = {name: fields[name] for name in ("value", *_FREE) if name in fields}
    rest = [f"{k}: {v}" for k, v in fields.items() if k not in (*placed, *_FREE)]
    return {**claim, "memo": _joined(one.claim.memo, "\n".join(rest), one.notes)}


def _another(guid: str, unit: str, number: int) -> str:
    return hashlib.sha256(f"{guid}/{unit}/{number}".encode()).hexdigest()[:32]


def make_events(
    coded: Coded,
    coders: Mapping[str, Coder],
    codes: Mapping[str, Code],
    scales: Mapping[str, Scale],
) -> tuple[tuple[Event, ...], Mapping[str, str]]:
    """Make the events that add the codings of a project.

    Parameters
    ----------
    coded : Coded
        Its marks.
    coders : mapping
        Coders by the GUID of the user.
    codes, scales : mapping
        By id.

    Returns
    -------
    tuple of Event
        One for each mark and unit it is about.
    mapping
        For each event the GUID of its mark.
    """
    events: list[Event] = []
    guids: dict[str, str] = {}
    for one in coded.marks:
        claim = _claim_of(one, coded, codes, scales)
        document = coded.texts.documents[one.document]
        if claim is None:
            words = document.text[one.span[0] : one.span[1]]
            why = "it has no value, and what value was meant nobody can say; code it anew"
            coded.losses.append(Loss("coding without a value", one.code, one.document, why, words))
            continue
        anchor = make_anchor(document.text, *one.span)
        for unit in one.units:
            id_ = event_id(one.mark.guid)
            if id_ in guids or len(one.units) > 1:
                id_ = _another(one.mark.guid, unit, len(guids))
            guids[id_] = one.mark.guid
            events.append(
                Event(
                    id=id_,
                    event="add",
                    at=one.at,
                    coder=coders[one.user].id,
                    document=one.document,
                    start=anchor.start,
                    end=anchor.end,
                    quote=anchor.quote,
                    prefix=anchor.prefix,
                    suffix=anchor.suffix,
                    text_sha256=document.sha256,
                    code=one.code,
                    unit=unit,
                    **claim,  # type: ignore[arg-type]
                )
            )
    return tuple(events), guids
