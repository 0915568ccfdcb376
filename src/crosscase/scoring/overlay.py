"""An overlay: the scores under a slightly other selection, at the cost of what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from crosscase.codebook import Code
from crosscase.coding import Coding
from crosscase.errors import UsageError
from crosscase.scoring.records import Score
from crosscase.scoring.scorebook import Scorebook
from crosscase.scoring.selection import Selection
from crosscase.study import Unit

__all__ = ["Overlay"]

_COVERED_MATTERS = frozenset({"silent", "unsearched", "inferred"})


def _differing(mine: Mapping[str, str], other: Mapping[str, str]) -> frozenset[str]:
    return frozenset(k for k in mine.keys() | other.keys() if mine.get(k) != other.get(k))


class Overlay(Scorebook):
    """The scores of a narrower or otherwise ruled selection, on top of a scorebook.

    Scores that the difference does not touch are those of the scorebook below; only the others
    are computed. What it answers equals what a scorebook of its own would.

    A score is touched when a coding it can rest on is left out or counts for others, when its scale
    has another rule or its code another lifting, or when what it is mirrored or derived from is so
    touched. Leaving out a document or a coder also lowers coverage, which only the count and a
    score without a value show.

    Parameters
    ----------
    base : Scorebook
        The scorebook below.
    selection : Selection
        What counts: of the same snapshot, and leaving out whatever the base leaves out.

    Raises
    ------
    UsageError
        When the selection names what the study does not have, or keeps what the base does not.

    Examples
    --------
    >>> from crosscase.storage import init, load
    >>> from pathlib import Path
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     study = load(init(Path(folder) / "new", title="A study", language="en"))
    >>> book = Scorebook(study)
    >>> unit, code = next(iter(study.units)), next(iter(study.codes))
    >>> Overlay(book, Selection()).score(unit, code) is book.score(unit, code)
    True
    """

    def __init__(self, base: Scorebook, selection: Selection) -> None:
        super().__init__(base.study, selection)
        _refuse_wider(base.selection, selection)
        self._base_book = base
        self._evidence = base._evidence
        self._filter = base._filter.narrow(selection)
        self._reads = base._reads
        self._new_rules = _differing(base.selection.rules, selection.rules)
        self._new_liftings = _differing(base.selection.liftings, selection.liftings)
        self.gone_documents = base._filter.documents - self._filter.documents
        self._gone: dict[tuple[str, ...], int] = {}
        self._same_coders = base.selection.coders == selection.coders
        self.same_coverage = not self.gone_documents and self._same_coders

    @cached_property
    def left_out(self) -> frozenset[tuple[str, str]]:
        """The units and codes of the codings that only one of the two has.

        Where other coders are heard, other decisions are in force too: a coding may then count for
        others, and codings come back that a decision had settled.
        """
        below, now = self._base_book._filter.counted, self._filter.counted
        without = self.selection.without_codings - self._base_book.selection.without_codings
        gone = [below.by_id[id] for id in without if id in below.by_id]
        for document in self.gone_documents:
            gone += below.by_document.get(document, ())
        if below is not now:
            gone += [
                coding
                for one, other in ((below.by_id, now.by_id), (now.by_id, below.by_id))
                for id, coding in one.items()
                if id not in other or other[id].coders != coding.coders
            ]
        return frozenset((coding.unit, coding.code) for coding in gone)

    def touches(self, unit: str, code: str) -> bool:
        """Say whether the value of a score may be another than in the base, coverage aside.

        Parameters
        ----------
        unit, code : str
            Ids.

        Returns
        -------
        bool
            False when it cannot be.
        """
        reads = self.reads(unit, code)
        if not self.left_out.isdisjoint(reads):
            return True
        if not self._new_rules and not self._new_liftings:
            return False
        codes = self.study.codes
        read = {one for _, one in reads} | {code}
        return not self._new_liftings.isdisjoint(read) or any(
            codes[one].scale in self._new_rules for one in read
        )

    def says_the_same(self, below: Score) -> bool:
        """Say whether a score of the base is certain to keep its state and its value.

        Parameters
        ----------
        below : Score
            The score of the base.

        Returns
        -------
        bool
            False when only computing it can tell.
        """
        if self.touches(below.unit, below.code):
            return False
        return (
            self.same_coverage
            or below.state not in _COVERED_MATTERS
            or not self._may_lower(below)
            or not self._silence_changed(below)
        )

    def score(self, unit: str, code: str, *, period: str = "", toward: str = "") -> Score:
        """Return a score: that of the base where nothing touches it.

        Parameters
        ----------
        unit, code, period, toward : str
            As for :meth:`Scorebook.score`.

        Returns
        -------
        Score
            The score with its evidence.
        """
        key = (unit, code, period, toward)
        found = self._scores.get(key)
        if found is None:
            found = self._kept(self._base_book.score(unit, code, period=period, toward=toward))
            if found is None:
                found = self._mirror(self._base(*key))
            self._scores[key] = found
        return found

    def _base(self, unit: str, code: str, period: str, toward: str) -> Score:
        key = (unit, code, period, toward)
        found = self._unmirrored.get(key)
        if found is None:
            kept = self._kept(self._base_book._base(*key))
            found = super()._base(*key) if kept is None else kept
            self._unmirrored[key] = found
        return found

    def _sort(
        self, key: tuple[tuple[str, ...], str, str, str]
    ) -> tuple[list[Coding], list[Coding]]:
        if self._filter.counted is not self._base_book._filter.counted:
            return super()._sort(key)
        kept, undated = self._base_book._sort(key)
        without, gone = self.selection.without_codings, self.gone_documents
        return (
            [one for one in kept if one.id not in without and one.document not in gone],
            [one for one in undated if one.id not in without and one.document not in gone],
        )

    def _to_lift(self, unit: str, code: str, period: str, toward: str) -> Score:
        below = self._base_book._base(unit, code, period, toward)
        return below if self.says_the_same(below) else self._base(unit, code, period, toward)

    def _kept(self, below: Score) -> Score | None:
        """Return what the base has, with its coverage as it is now; None where it may differ."""
        if self.touches(below.unit, below.code):
            return None
        if self.same_coverage or not self._may_lower(below):
            return below
        about, construct = self.study.units[below.unit], self.study.codes[below.code]
        covered, documents = self._covered(about, construct)
        if (covered, documents) == (below.covered, below.documents):
            return below
        if below.state in _COVERED_MATTERS and self._silence_changed(below):
            return None
        return replace(below, covered=covered, documents=documents)

    def _may_lower(self, below: Score) -> bool:
        """Say whether a document or coder that is gone can have covered the code for the unit."""
        if not self._same_coders:
            return True
        code = self.study.codes[below.code]
        if code.derive is not None:
            code = self.study.codes[code.derive.code]
        return self._gone_listing(self._speaking_of(self.study.units[below.unit], code)) > 0

    def _covered(self, unit: Unit, code: Code) -> tuple[int, int]:
        if code.derive is not None or not self._same_coders:
            return super()._covered(unit, code)
        key = (unit.id, code.id)
        if key not in self._coverage:
            covered, documents = self._base_book._covered(unit, code)
            units = self._speaking_of(unit, code)
            less, fewer = self._filter.coverage(units, code.id, within=self.gone_documents)
            self._coverage[key] = (covered - less, documents - fewer)
        return self._coverage[key]

    def _silence_changed(self, below: Score) -> bool:
        """Say whether the unit, or a party of it, is searched in the one and not in the other."""
        units, code = self.study.units, self.study.codes[below.code]
        return any(
            self._may_change_silence(units[unit], code)
            and self._silence(units[unit], code) != self._base_book._silence(units[unit], code)
            for unit in (below.unit, *units[below.unit].parties)
        )

    def _may_change_silence(self, unit: Unit, code: Code) -> bool:
        """Say, by counting alone, whether fewer documents can make silence of gaps or undo it.

        Of what was searched something must be left, and where something was not searched all of
        that must be gone.
        """
        if not self._same_coders or code.derive is not None:
            return True
        covered, documents = self._base_book._covered(unit, code)
        gone = self._gone_listing(self._speaking_of(unit, code))
        return gone == documents if covered == documents else gone >= documents - covered

    def _gone_listing(self, units: tuple[str, ...]) -> int:
        """Count the documents left out that list any of some units."""
        if units not in self._gone:
            listing = self._evidence.listing
            listed = frozenset[str]().union(*(listing.get(unit, frozenset()) for unit in units))
            self._gone[units] = len(listed & self.gone_documents)
        return self._gone[units]


def _refuse_wider(base: Selection, selection: Selection) -> None:
    """Refuse a selection that keeps what the base leaves out."""
    narrower = (
        selection.snapshot == base.snapshot
        and selection.kinds == base.kinds
        and selection.without_codings >= base.without_codings
        and selection.without_groups >= base.without_groups
        and selection.without_documents >= base.without_documents
        and (
            base.coders is None
            or (selection.coders is not None and selection.coders <= base.coders)
        )
    )
    if not narrower:
        raise UsageError(
            "overlay: found a selection that keeps what the scorebook below leaves out; allowed: "
            "the same snapshot and kinds, and as much left out; use Scorebook.reselect"
        )
