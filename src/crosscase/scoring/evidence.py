"""The evidence of a study, indexed once: codings by unit and code, documents, coverage."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from crosscase.coding import Coding, CodingState, Decision
from crosscase.decisions import apply_decisions, decisions_between, effective_decisions
from crosscase.scoring.dates import within
from crosscase.scoring.selection import Selection
from crosscase.study import Study

__all__ = ["Counted", "Evidence", "Filter", "in_period", "period_applies"]


class Counted:
    """The codings that count for some coders, each with those it counts for.

    Parameters
    ----------
    codings : iterable of Coding
        The codings.
    """

    def __init__(self, codings: Iterable[Coding]) -> None:
        self.by_id = {coding.id: coding for coding in sorted(codings, key=lambda c: c.id)}

    @cached_property
    def by_cell(self) -> dict[tuple[str, str], tuple[Coding, ...]]:
        """By unit and code, sorted by id."""
        found: dict[tuple[str, str], list[Coding]] = {}
        for coding in self.by_id.values():
            found.setdefault((coding.unit, coding.code), []).append(coding)
        return {key: tuple(members) for key, members in found.items()}

    @cached_property
    def by_document(self) -> dict[str, tuple[Coding, ...]]:
        """By document, sorted by id."""
        found: dict[str, list[Coding]] = {}
        for coding in self.by_id.values():
            found.setdefault(coding.document, []).append(coding)
        return {document: tuple(members) for document, members in found.items()}


class Evidence:
    """What a study, now or at a snapshot, has to go on; the same for every selection.

    Codings whose words are not placed are left out, and those of coders that do not count unless a
    decision lets them stand.

    Parameters
    ----------
    study : Study
        The study.
    snapshot : str
        Id of a snapshot; empty for now.
    """

    def __init__(self, study: Study, snapshot: str = "") -> None:
        self.study = study
        self._then = bool(snapshot)
        self._state: CodingState = study.snapshots[snapshot][1] if snapshot else study.coding_state
        self._counting = frozenset(coder.id for coder in study.coders.values() if coder.counts)
        self._counted: dict[tuple[frozenset[str] | None, bool], Counted] = {}
        self._inside: dict[tuple[str, str], bool | None] = {}

    def counted(self, coders: frozenset[str] | None = None, *, decisions: bool = True) -> Counted:
        """Return the codings that count for some coders.

        Parameters
        ----------
        coders : frozenset of str or None
            Only these, as far as they count; None for all that count. Decisions between others as
            well are not in force: each of these coders then has the codings of their own.
        decisions : bool
            Whether any decision is in force.

        Returns
        -------
        Counted
            The codings, made once.
        """
        key = (coders, decisions)
        found = self._counted.get(key)
        if found is None:
            placed = (
                coding
                for coding in self._state.codings
                if coding.id not in self.study.unplaced and coding.document in self.study.documents
            )
            counting = self._counting if coders is None else self._counting & coders
            in_force = decisions_between(self.decisions, coders) if decisions else ()
            found = Counted(apply_decisions(placed, in_force, counting))
            self._counted[key] = found
        return found

    def inside(self, coding: Coding, period: str) -> bool | None:
        """Say whether a coding belongs to a period of its case; see :func:`in_period`."""
        key = (coding.id, period)
        if key not in self._inside:
            case = self.study.case_of(coding.unit)
            self._inside[key] = in_period(self.study, coding, period, case)
        return self._inside[key]

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that have effect."""
        return effective_decisions(self._state, self.study.unplaced)

    @cached_property
    def by_group(self) -> dict[str, tuple[str, ...]]:
        """The documents of a source group."""
        found: dict[str, list[str]] = {}
        for document in self.study.documents.values():
            found.setdefault(document.source_group, []).append(document.id)
        return {group: tuple(members) for group, members in found.items()}

    @cached_property
    def unplaced(self) -> frozenset[tuple[str, str]]:
        """The documents and codes of codings whose words are not where they were said to be."""
        return frozenset(
            (coding.document, coding.code)
            for coding in self._state.codings
            if coding.id in self.study.unplaced
        )

    @cached_property
    def listing(self) -> dict[str, frozenset[str]]:
        """The documents that list a unit."""
        found: dict[str, set[str]] = {}
        for document in self.study.documents.values():
            for unit in document.units:
                found.setdefault(unit, set()).add(document.id)
        return {unit: frozenset(members) for unit, members in found.items()}

    @cached_property
    def readers(self) -> dict[tuple[str, str], frozenset[str]]:
        """Who read a document, as it is now, for a code, as it is defined now.

        What stood at a snapshot stood for the texts and definitions of then, and still does.
        """
        texts = self.study.text_hashes
        definitions = {code.id: code.definition_sha256 for code in self.study.codes.values()}
        found: dict[tuple[str, str], set[str]] = {}
        for cover in self._state.coverage:
            if cover.coder not in self._counting:
                continue
            if not self._then and texts.get(cover.document) != cover.text_sha256:
                continue
            for code, sha256 in cover.codes.items():
                if self._then or definitions.get(code) == sha256:
                    found.setdefault((cover.document, code), set()).add(cover.coder)
        return {key: frozenset(members) for key, members in found.items()}


class Filter:
    """The part of the evidence that a selection keeps.

    Parameters
    ----------
    evidence : Evidence
        All of it.
    selection : Selection
        What counts.
    """

    def __init__(self, evidence: Evidence, selection: Selection) -> None:
        self._evidence = evidence
        self._selection = selection

    @cached_property
    def counted(self) -> Counted:
        """The codings that count for the coders, whatever else is left out."""
        chosen = self._selection
        return self._evidence.counted(chosen.coders, decisions=chosen.decisions)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents that are kept."""
        chosen = self._selection
        return frozenset(
            document.id
            for document in self._evidence.study.documents.values()
            if (chosen.kinds is None or document.kind in chosen.kinds)
            and document.source_group not in chosen.without_groups
            and document.id not in chosen.without_documents
        )

    def narrow(self, selection: Selection) -> Filter:
        """Return the filter of another selection, quickly where that leaves out no less.

        Parameters
        ----------
        selection : Selection
            What counts.

        Returns
        -------
        Filter
            The other filter.
        """
        mine, other = self._selection, Filter(self._evidence, selection)
        if (
            mine.kinds == selection.kinds
            and mine.without_groups <= selection.without_groups
            and mine.without_documents <= selection.without_documents
        ):
            groups = selection.without_groups - mine.without_groups
            gone = (selection.without_documents - mine.without_documents).union(
                *(self._evidence.by_group.get(group, ()) for group in groups)
            )
            other.documents = self.documents - gone if gone else self.documents
        return other

    def codings(self, units: Iterable[str], code: str, toward: str = "") -> list[Coding]:
        """Return the codings that count on any of some units.

        Parameters
        ----------
        units : iterable of str
            Unit ids.
        code : str
            Code id.
        toward : str
            Only codings toward this unit; empty for all.

        Returns
        -------
        list of Coding
            In the order of the units, then by id.
        """
        without = self._selection.without_codings
        return [
            coding
            for unit in units
            for coding in self.counted.by_cell.get((unit, code), ())
            if coding.document in self.documents
            and coding.id not in without
            and (not toward or coding.toward == toward)
        ]

    def coverage(
        self, units: Iterable[str], code: str, *, within: frozenset[str] | None = None
    ) -> tuple[int, int]:
        """Count the documents that list any of some units, and those covered for a code.

        Parameters
        ----------
        units : iterable of str
            Unit ids.
        code : str
            Code id.
        within : frozenset of str, optional
            Count among these documents instead of those that are kept.

        Returns
        -------
        tuple of (int, int)
            Covered, and all.
        """
        counted = self.documents if within is None else within
        listed: set[str] = set()
        for unit in units:
            listed |= self._evidence.listing.get(unit, frozenset()) & counted
        return sum(self.covers(document, code) for document in listed), len(listed)

    def covers(self, document: str, code: str) -> bool:
        """Say whether one of the coders read a document completely for a code.

        Parameters
        ----------
        document, code : str
            Ids.

        Returns
        -------
        bool
            False as well where words coded with it cannot be found again: that is not silence.
        """
        if (document, code) in self._evidence.unplaced:
            return False
        readers = self._evidence.readers.get((document, code), frozenset())
        coders = self._selection.coders
        return bool(readers if coders is None else readers & coders)

    @property
    def kept(self) -> tuple[Coding, ...]:
        """The codings that count, on any unit and code, sorted by id."""
        without = self._selection.without_codings
        return tuple(
            coding
            for coding in self.counted.by_id.values()
            if coding.document in self.documents and coding.id not in without
        )


def period_applies(study: Study, period: str, case: str) -> bool:
    """Say whether the scheme of a period has dates for a case.

    Parameters
    ----------
    study : Study
        The study.
    period, case : str
        Ids.

    Returns
    -------
    bool
        False when the case has no such periods.
    """
    scheme = study.period_schemes[study.periods[period].scheme]
    return any(case in member.dates for member in scheme.periods)


def in_period(study: Study, coding: Coding, period: str, case: str) -> bool | None:
    """Say whether a coding belongs to a period.

    A period of the scheme that the coding names decides; without one its date does.

    Parameters
    ----------
    study : Study
        The study.
    coding : Coding
        The coding.
    period, case : str
        The period, and the case whose dates it has.

    Returns
    -------
    bool or None
        None when nothing places the coding in or out of the period: it has no date, one that
        is too vague, or the case gives the period no dates.
    """
    asked = study.periods[period]
    named = [p for p in coding.periods if study.periods[p].scheme == asked.scheme]
    if named:
        return period in named
    if not coding.date or case not in asked.dates:
        return None
    return within(coding.date, *asked.dates[case])
