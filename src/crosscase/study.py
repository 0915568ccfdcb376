"""A study: its cases and parties, coders and periods, and everything read from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from crosscase.codebook import Code, Codebook, Labels, Scale
from crosscase.coding import Coding, CodingState
from crosscase.corpus import Document, LeftOut, Origin, Passage, Source, find_passages
from crosscase.errors import Problem
from crosscase.spans import text_sha256
from crosscase.specs import (
    ConfigurationSpec,
    Discrepancy,
    FigureSpec,
    Hypothesis,
    PublishedTable,
    PublishedVerdict,
    TableSpec,
)

__all__ = ["Author", "Coder", "Period", "PeriodScheme", "Snapshot", "Study", "Unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A case, or a party within one.

    Parameters
    ----------
    id : str
        ASCII id.
    kind : {"case", "party"}
        Which of the two.
    label : mapping
        By language.
    case : str
        For a party: the case it belongs to.
    parties : tuple of str
        For a case: its parties.
    aliases : tuple of str
        Other names that texts have for it.
    """

    id: str
    kind: str
    label: Labels
    case: str = ""
    parties: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coder:
    """Who reads, judges and signs codings."""

    id: str
    description: Labels
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Author:
    """Who made the study, as to be cited: family name, given names, particle, ORCID, institute."""

    family: str
    given: str = ""
    particle: str = ""
    orcid: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a scheme; ``dates`` gives each case its first and last date (either empty)."""

    id: str
    scheme: str
    label: Labels
    dates: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PeriodScheme:
    """A named division of time, for the cases that have it."""

    id: str
    label: Labels
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The codings as they were at a named moment: the ids of the events that existed."""

    id: str
    label: Labels
    events: frozenset[str]


_LASTING = ("codes", "cases", "parties", "periods", "passages", "text_hashes")
"""What a study computes once and no coding changes."""


@dataclass(frozen=True)
class Study:
    """Everything a study folder holds, as records.

    Parameters
    ----------
    root : Path
        The study folder.
    title : mapping
        By language.
    languages : tuple of str
        The first is the default.
    units : mapping
        Cases and parties by id; each case is followed by its parties.
    coding_state : CodingState
        Codings as they stand now.
    snapshots : mapping
        Coding states at earlier moments, with their snapshot.
    unplaced : frozenset of str
        Ids of codings whose words are not where they were said to be; left out of scores.
    problems : tuple of Problem
        What was found wrong but does not keep analyses from running.
    report : str
        Name of the report's pages, without ending.
    about : mapping
        What readers of the report must know of the study, by language.
    agreement : str
        Id of the snapshot at which coders are compared in the report; empty for now.
    authors : tuple of Author
        Who is to be named when the study is cited.
    license : str
        SPDX id of the licence under which it is shared; empty when none is declared.
    """

    root: Path
    title: Labels
    languages: tuple[str, ...]
    units: Mapping[str, Unit]
    coders: Mapping[str, Coder]
    period_schemes: Mapping[str, PeriodScheme]
    reference_date: str
    scales: Mapping[str, Scale]
    codebooks: tuple[Codebook, ...]
    documents: Mapping[str, Document]
    source_groups: Mapping[str, Labels]
    sources: Mapping[str, Source]
    origins: tuple[Origin, ...]
    left_out: tuple[LeftOut, ...]
    coding_state: CodingState
    tables: tuple[TableSpec, ...] = ()
    figures: tuple[FigureSpec, ...] = ()
    configurations: tuple[ConfigurationSpec, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    published_tables: tuple[PublishedTable, ...] = ()
    published_verdicts: tuple[PublishedVerdict, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    snapshots: Mapping[str, tuple[Snapshot, CodingState]] = field(default_factory=dict)
    unplaced: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    report: str = "report"
    about: Labels = field(default_factory=dict)
    agreement: str = ""
    authors: tuple[Author, ...] = ()
    license: str = ""

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """All codes by id, in the order of the codebooks."""
        return {code.id: code for book in self.codebooks for code in book.codes}

    @cached_property
    def cases(self) -> tuple[Unit, ...]:
        """The cases, in the order of ``study.yaml``."""
        return tuple(unit for unit in self.units.values() if unit.kind == "case")

    @cached_property
    def parties(self) -> tuple[Unit, ...]:
        """The parties, in the order of ``study.yaml``."""
        return tuple(unit for unit in self.units.values() if unit.kind == "party")

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """All periods by id, over all schemes."""
        return {p.id: p for scheme in self.period_schemes.values() for p in scheme.periods}

    @cached_property
    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """The passages of every document."""
        return {d.id: find_passages(d.id, d.text) for d in self.documents.values()}

    @cached_property
    def text_hashes(self) -> Mapping[str, str]:
        """The SHA-256 of the text of every document, as it is now."""
        return {d.id: text_sha256(d.text) for d in self.documents.values()}

    @cached_property
    def codings(self) -> Mapping[str, Coding]:
        """All live codings by id, placed or not."""
        return {coding.id: coding for coding in self.coding_state.codings}

    def with_codings(
        self, state: CodingState, unplaced: frozenset[str], problems: tuple[Problem, ...]
    ) -> Study:
        """Return the study with other codings.

        Parameters
        ----------
        state : CodingState
            The codings as they stand.
        unplaced : frozenset of str
            Ids of those whose words are not where they were said to be.
        problems : tuple of Problem
            All problems of the study.

        Returns
        -------
        Study
            What does not rest on codings, such as the passages of texts, is not computed again.
        """
        other = replace(self, coding_state=state, unplaced=unplaced, problems=problems)
        vars(other).update((name, vars(self)[name]) for name in _LASTING if name in vars(self))
        return other

    def scale_of(self, code: str) -> Scale:
        """Return the scale of a code.

        Parameters
        ----------
        code : str
            Code id.

        Returns
        -------
        Scale
            Its scale.
        """
        return self.scales[self.codes[code].scale]

    def case_of(self, unit: str) -> str:
        """Return the case a unit is or belongs to.

        Parameters
        ----------
        unit : str
            Unit id.

        Returns
        -------
        str
            Case id.
        """
        return self.units[unit].case or unit
