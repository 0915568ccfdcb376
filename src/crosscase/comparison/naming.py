"""Cells that name or count units, and the units that have no place in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from crosscase.codebook import in_language
from crosscase.comparison.shown import describe_score, gather_codings, ref_of
from crosscase.comparison.table import Cell, Part, Ref, compose
from crosscase.scoring import Score
from crosscase.study import Study

__all__ = ["Standing", "legend_of_units", "units_cell", "unplaced_cell"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit with the scores that decide where in a table it stands."""

    unit: str
    scores: tuple[Score, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """The states of its scores."""
        return tuple(score.state for score in self.scores)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The references to its scores."""
        return tuple(ref_of(score) for score in self.scores)


Writer = Callable[[Standing, str], str]


def _name(study: Study, standing: Standing, language: str) -> str:
    name = in_language(study.units[standing.unit].label, language)
    if "contested" in standing.states:
        name += "?"
    return f"({name})" if "inferred" in standing.states else name


def _cell(
    study: Study,
    named: Sequence[Standing],
    everyone: Sequence[Standing],
    write: Writer,
) -> Cell:
    parts = tuple(
        Part(compose(study.languages, partial(write, one)), one.refs, one.states) for one in named
    )
    behind = named or everyone
    codings_for, codings_against = gather_codings(s for one in behind for s in one.scores)
    return Cell(
        text=compose(
            study.languages,
            lambda language: "; ".join(in_language(p.text, language) for p in parts),
        ),
        refs=tuple(ref for one in behind for ref in one.refs),
        states=tuple(state for one in behind for state in one.states),
        codings_for=codings_for,
        codings_against=codings_against,
        parts=parts,
    )


def units_cell(
    study: Study, here: Sequence[Standing], everyone: Sequence[Standing], how: str
) -> Cell:
    """Return a cell that names or counts the units that stand in it.

    Parameters
    ----------
    study : Study
        The study.
    here : sequence of Standing
        The units that stand in the cell.
    everyone : sequence of Standing
        All units that might have stood there; a cell without units rests on them.
    how : {"units", "count"}
        Name them, or count them; inferred scores are counted apart.

    Returns
    -------
    Cell
        The names in the order given, or the number.
    """
    cell = _cell(study, here, everyone, partial(_name, study))
    if how == "units":
        return cell
    inferred = sum("inferred" in one.states for one in here)
    count = f"{len(here) - inferred}" + (f" (+{inferred})" if inferred else "")
    return replace(cell, text=dict.fromkeys(study.languages, count), parts=())


def unplaced_cell(
    study: Study,
    standings: Sequence[Standing],
    everyone: Sequence[Standing],
    show_as: Mapping[str, str],
    *,
    with_code: bool,
) -> Cell:
    """Return a cell that names the units that stand in no column, each with the reason.

    Parameters
    ----------
    study : Study
        The study.
    standings : sequence of Standing
        Those units, with the scores that leave them without a place.
    everyone : sequence of Standing
        All units; a cell without units rests on them.
    show_as : mapping
        Under the label of which other value a value is shown.
    with_code : bool
        Whether the code must be said.

    Returns
    -------
    Cell
        Such as ``Dalfsen: unsearched (2 of 5)``.
    """

    def write(standing: Standing, language: str) -> str:
        said = []
        for score in standing.scores:
            code = in_language(study.codes[score.code].label, language)
            text = describe_score(study, score, language, show_as)
            said.append(f"{code} {text}" if with_code else text)
        return f"{in_language(study.units[standing.unit].label, language)}: {', '.join(said)}"

    return _cell(study, standings, everyone, write)


def legend_of_units(cells: Iterable[Cell], unplaced: Iterable[Cell], how: str) -> set[str]:
    """Return the legend keys for cells that name or count units.

    Parameters
    ----------
    cells : iterable of Cell
        The cells in which units stand.
    unplaced : iterable of Cell
        The cells that name the units without a place.
    how : {"units", "count"}
        What the cells do.

    Returns
    -------
    set of str
        Keys of :data:`crosscase.comparison.words.LEGEND`.
    """
    placed = list(cells)
    used: set[str] = set()
    if how == "count" and any("(+" in text for cell in placed for text in cell.text.values()):
        used.add("inferred-count")
    named = {state for cell in placed for part in cell.parts for state in part.states}
    missing = {state for cell in unplaced for part in cell.parts for state in part.states}
    for key, holds in (
        ("inferred-text", "inferred" in named | missing),
        ("contested-unit", "contested" in named),
        ("contested-text", "contested" in missing),
        ("covered", missing & {"silent", "unsearched"}),
    ):
        if holds:
            used.add(key)
    return used
