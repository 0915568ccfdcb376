"""Agreement of coders on scores: each coder's codings are scored alone, then compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame

from crosscase.codebook import NOT_APPLICABLE, Scale
from crosscase.errors import UsageError
from crosscase.reliability.estimates import COLUMNS, RESAMPLES, estimate_ratings, rows_of
from crosscase.reliability.ratings import Vector
from crosscase.reliability.shared import SharedReading, share_reading
from crosscase.scoring import Score, Scorebook, Selection
from crosscase.study import Study

__all__ = ["agree_on_scores"]

BY = ("", "code", "document", "case")
_SILENT, _SAID, _LEFT = 0.0, 1.0, 2.0


@dataclass(frozen=True)
class _Item:
    """One unit of comparison: a unit of the study and a code (and event), as each coder has it.

    ``found`` says whether a coder found evidence: 0 silence, 1 evidence, 2 evidence that the code
    does not apply; NaN where no shared text lists the unit. ``values`` are empty without a value.
    """

    group: str
    code: str
    scale: str
    found: tuple[float, ...]
    values: tuple[str, ...]


def _finding(score: Score) -> float:
    if score.state in ("scored", "contested"):
        return _SAID
    if score.state == "not-applicable":
        return _LEFT
    # What is mirrored from another code was not found here.
    return _SILENT if score.documents else np.nan


def _value(scale: Scale, score: Score) -> str:
    """Return the value of a coder's score; a nominal one that contradicts itself is their set."""
    finding = _finding(score)
    if finding == _LEFT:
        return NOT_APPLICABLE if scale.kind == "nominal" else ""
    if finding != _SAID:
        return ""
    return score.value or "|".join(score.values)


class _Books:
    """Scorebooks of one coder on some documents, made when asked for."""

    def __init__(self, reading: SharedReading) -> None:
        self._reading = reading
        self._first: Scorebook | None = None
        self._books: dict[tuple[str, frozenset[str]], Scorebook] = {}

    def of(self, coder: str, documents: frozenset[str]) -> Scorebook:
        """Return the scorebook in which a case has only what is said of the case itself."""
        key = (coder, documents)
        if key not in self._books:
            study = self._reading.study
            selection = Selection(
                coders=frozenset((coder,)),
                without_documents=frozenset(study.documents) - documents,
                liftings=dict.fromkeys(study.codes, "none"),
            )
            first = self._first
            self._books[key] = (
                Scorebook(study, selection) if first is None else first.reselect(selection)
            )
            self._first = first or self._books[key]
        return self._books[key]


def _items_of(
    reading: SharedReading, books: _Books, code: str, documents: frozenset[str], group: str
) -> Iterator[tuple[str, _Item]]:
    """Yield the units of a code, each with its case."""
    study = reading.study
    scale = study.scale_of(code)
    for unit in study.units:
        mine = [books.of(coder, documents) for coder in sorted(reading.coders)]
        if not mine[0].applies(unit, code):
            continue
        scores = [book.score(unit, code) for book in mine]
        case = study.case_of(unit)
        if scale.kind != "events":
            found = tuple(_finding(score) for score in scores)
            yield case, _Item(group, code, scale.id, found, tuple(_value(scale, s) for s in scores))
            continue
        for event in scale.value_ids:
            dates = [{name: f"{a}/{b}" for name, a, b in score.events} for score in scores]
            values = tuple(one.get(event, "") for one in dates)
            found = tuple(
                _SAID if value else _SILENT if score.documents else np.nan
                for value, score in zip(values, scores, strict=True)
            )
            yield case, _Item(group, code, scale.id, found, values)


def _items(reading: SharedReading, by: str) -> Iterator[_Item]:
    books = _Books(reading)
    for code in reading.codes if reading.coders else ():
        shared = reading.documents[code]
        if not shared:
            continue
        sets = [frozenset((one,)) for one in shared] if by == "document" else [frozenset(shared)]
        for documents in sets:
            group = min(documents) if by == "document" else code if by == "code" else ""
            for case, item in _items_of(reading, books, code, documents, group):
                yield _Item(case, *_rest(item)) if by == "case" else item


def _rest(item: _Item) -> tuple[str, str, tuple[float, ...], tuple[str, ...]]:
    return item.code, item.scale, item.found, item.values


def _groups(reading: SharedReading, by: str) -> Sequence[str]:
    study = reading.study
    if by == "code":
        return reading.codes
    if by == "case":
        return [case.id for case in study.cases]
    if by == "document":
        shared = {one for documents in reading.documents.values() for one in documents}
        return [document for document in study.documents if document in shared]
    return [""]


def _number_values(scale: Scale, items: Sequence[_Item]) -> tuple[Vector, Vector | None]:
    """Return the values as numbers, and those there were to choose from."""
    texts = [item.values for item in items]
    if scale.kind == "number":
        return np.array([[float(t) if t else np.nan for t in row] for row in texts]), None
    known = list(scale.value_ids) if scale.kind != "events" else []
    others = sorted({text for row in texts for text in row if text} - {*known})
    place = {text: float(number) for number, text in enumerate([*known, *others])}
    place[""] = np.nan
    ratings = np.array([[place[text] for text in row] for row in texts])
    return ratings, np.arange(len(known) + len(others), dtype=np.float64)


def _rows(
    reading: SharedReading, items: Sequence[_Item], labels: list[object], language: str, **draw: int
) -> list[tuple[object, ...]]:
    size = len(reading.coders)
    found = np.array([item.found for item in items]).reshape(len(items), size)
    choices = np.arange(3.0 if np.any(found == _LEFT) else 2.0)
    estimates = estimate_ratings(found, "nominal", categories=choices, **draw)
    rows = rows_of(estimates, language, [*labels, "found", ""])
    present = {item.scale for item in items}
    for scale in reading.study.scales.values():
        if scale.id not in present:
            continue
        of_scale = [item for item in items if item.scale == scale.id]
        ratings, categories = _number_values(scale, of_scale)
        kind = scale.kind if scale.kind in ("ordinal", "number") else "nominal"
        ratings = ratings.reshape(len(of_scale), size)
        estimates = estimate_ratings(ratings, kind, categories=categories, **draw)
        rows += rows_of(estimates, language, [*labels, "value", scale.id])
    return rows


def agree_on_scores(
    study: Study,
    *,
    coders: Sequence[str] = (),
    codebook: str = "",
    by: str = "",
    resamples: int = RESAMPLES,
    seed: int = 0,
    language: str = "en",
) -> DataFrame:
    """Return the agreement of coders on the scores of units.

    Each coder's codings are scored alone, from the documents that all coders compared cover for
    the code, as text and definition are now. A case has only what was said of the case itself, so
    that parties do not count twice; what is computed or mirrored from other codes is left out.

    Two things are compared. ``found``: whether a coder found evidence on a unit and code (silence,
    evidence, evidence that it does not apply). ``value``: its value, by scale, where both found
    one; on a scale of events its dates, event by event. Values of different scales are never
    pooled, for the difference between codes would pass for agreement.

    Parameters
    ----------
    study : Study
        The study.
    coders : sequence of str
        The coders compared, whether or not their codings count; all who cover anything when left
        out.
    codebook : str
        Only its codes; empty for all.
    by : {"", "code", "document", "case"}
        Agreement within each of these.
    resamples, seed : int
        Resamples of units for the intervals, and their seed.
    language : str
        Of reasons and notices.

    Returns
    -------
    DataFrame
        ``by`` where asked, ``about`` (``found`` or ``value``) and ``scale``, then as
        :func:`~crosscase.reliability.agree_on_values`.

    Raises
    ------
    UsageError
        When something asked for does not exist.
    """
    if by not in BY:
        raise UsageError(f"by: found {by}; allowed: code, document, case; choose one")
    reading = share_reading(study, coders=coders, codebook=codebook)
    groups: dict[str, list[_Item]] = {group: [] for group in _groups(reading, by)}
    for item in _items(reading, by):
        groups[item.group].append(item)
    rows: list[tuple[object, ...]] = []
    for group, items in groups.items():
        labels: list[object] = [group] if by else []
        rows += _rows(reading, items, labels, language, resamples=resamples, seed=seed)
    return DataFrame(rows, columns=[*([by] if by else []), "about", "scale", *COLUMNS])
