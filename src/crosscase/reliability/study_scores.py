"""Agreement of coders on scores: each coder's codings are scored alone, then compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame

from crosscase.codebook import Scale
from crosscase.errors import UsageError
from crosscase.reliability.estimates import (
    COLUMNS,
    RESAMPLES,
    Estimate,
    estimate_ratings,
    rows_of,
)
from crosscase.reliability.items import LEFT, Item, gather_items
from crosscase.reliability.ratings import Vector
from crosscase.scoring.shared import SharedReading, share_reading
from crosscase.study import Study

__all__ = ["ScoreEstimate", "agree_on_scores", "estimate_scores"]

BY = ("", "code", "document", "case")


@dataclass(frozen=True, slots=True)
class ScoreEstimate:
    """A coefficient of agreement on scores.

    Parameters
    ----------
    group : str
        The code, document or case within which coders agree; empty for all.
    about : {"found", "value"}
        Whether evidence was found, or its value.
    scale : str
        Of values: the scale.
    estimate : Estimate
        The coefficient.
    """

    group: str
    about: str
    scale: str
    estimate: Estimate


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


def _number_values(scale: Scale, items: Sequence[Item]) -> tuple[Vector, Vector | None]:
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


def _estimate_items(
    study: Study, size: int, items: Sequence[Item], group: str, **draw: int
) -> list[ScoreEstimate]:
    found = np.array([item.found for item in items]).reshape(len(items), size)
    choices = np.arange(3.0 if np.any(found == LEFT) else 2.0)
    estimates = estimate_ratings(found, "nominal", categories=choices, **draw)
    all_ = [ScoreEstimate(group, "found", "", one) for one in estimates]
    present = {item.scale for item in items}
    for scale in study.scales.values():
        if scale.id not in present:
            continue
        of_scale = [item for item in items if item.scale == scale.id]
        ratings, categories = _number_values(scale, of_scale)
        kind = scale.kind if scale.kind in ("ordinal", "number") else "nominal"
        ratings = ratings.reshape(len(of_scale), size)
        estimates = estimate_ratings(ratings, kind, categories=categories, **draw)
        all_ += [ScoreEstimate(group, "value", scale.id, one) for one in estimates]
    return all_


def estimate_scores(
    reading: SharedReading, *, by: str = "", resamples: int = RESAMPLES, seed: int = 0
) -> list[ScoreEstimate]:
    """Return the agreement on scores as records, which are the same in every language.

    Parameters
    ----------
    reading : SharedReading
        The coders, and what they read in common.
    by, resamples, seed
        As in :func:`agree_on_scores`.

    Returns
    -------
    list of ScoreEstimate
        Group by group, as :func:`agree_on_scores` lists them.

    Raises
    ------
    UsageError
        When there is no such grouping.
    """
    if by not in BY:
        raise UsageError(f"by: found {by}; allowed: code, document, case; choose one")
    groups: dict[str, list[Item]] = {group: [] for group in _groups(reading, by)}
    for item in gather_items(reading, by):
        groups[item.group].append(item)
    return [
        estimate
        for group, items in groups.items()
        for estimate in _estimate_items(
            reading.study, len(reading.coders), items, group, resamples=resamples, seed=seed
        )
    ]


def agree_on_scores(
    study: Study,
    *,
    coders: Sequence[str] = (),
    codebook: str = "",
    by: str = "",
    resamples: int = RESAMPLES,
    seed: int = 0,
    snapshot: str = "",
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
    snapshot : str
        Id of a snapshot: the codings and coverage as they were then; empty for now.
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
    reading = share_reading(study, coders=coders, codebook=codebook, snapshot=snapshot)
    rows: list[tuple[object, ...]] = []
    for one in estimate_scores(reading, by=by, resamples=resamples, seed=seed):
        labels = [*([one.group] if by else []), one.about, one.scale]
        rows += rows_of([one.estimate], language, labels)
    return DataFrame(rows, columns=[*([by] if by else []), "about", "scale", *COLUMNS])
