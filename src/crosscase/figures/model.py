"""What a declared figure shows, in every language of the study, and as a DataFrame."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from crosscase.codebook import Labels, in_language
from crosscase.coding import Coding
from crosscase.comparison import Ref, describe_score, evidence_id, ref_of
from crosscase.errors import Problem, StudyError, UsageError
from crosscase.figures.layout import lay_out
from crosscase.scoring import Score, Scorebook
from crosscase.specs import FigureSpec
from crosscase.study import Study

__all__ = [
    "BAR_COLUMNS",
    "MODEL_COLUMNS",
    "Bar",
    "Edge",
    "Figure",
    "Node",
    "build_figure",
    "build_figures",
    "figure_frame",
]

BAR_COLUMNS = (
    "unit",
    "label",
    "code",
    "state",
    "value",
    "low",
    "high",
    "text",
    "rule",
    "codings",
    "evidence",
)
"""The columns of the data of ``bars``."""

MODEL_COLUMNS = (
    "element",
    "id",
    "source",
    "target",
    "label",
    "codes",
    "codings",
    "groups",
    "layer",
    "place",
)
"""The columns of the data of ``model``."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The number of one unit.

    Parameters
    ----------
    ref : Ref
        The score.
    label : mapping
        The unit by language.
    state : str
        The state of the score.
    value, low, high : float or None
        The number and its bounds, which are the number itself where it is precise; None where
        there is none.
    text : mapping
        What is printed beside the bar, by language: the value with its range, or the state.
    rule : str
        What made the score.
    codings : tuple of str
        Sorted ids of the codings it rests on.
    """

    ref: Ref
    label: Labels
    state: str
    value: float | None
    low: float | None
    high: float | None
    text: Labels
    rule: str
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the conceptual model, with the evidence on its codes.

    Parameters
    ----------
    id : str
        Of the declaration.
    label : mapping
        By language.
    codes : tuple of str
        The codes it stands for; it may have none.
    codings, groups : tuple of str
        Sorted ids of the codings on those codes, on any unit, and of their source groups.
    refs : tuple of Ref
        The scores that rest on these codings.
    layer : int
        Place from the left.
    place : float
        Place from the middle of the layer downwards.
    """

    id: str
    label: Labels
    codes: tuple[str, ...]
    codings: tuple[str, ...]
    groups: tuple[str, ...]
    refs: tuple[Ref, ...]
    layer: int
    place: float


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of the conceptual model."""

    source: str
    target: str
    label: Labels


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure ready to be drawn.

    Parameters
    ----------
    id, kind, source : str
        Of the declaration.
    title, note : mapping
        By language.
    axis : mapping
        For ``bars``: what is measured, by language.
    bars : tuple of Bar
        For ``bars``, from top to bottom.
    nodes, edges : tuple of Node, tuple of Edge
        For ``model``, in the order declared.
    spec : FigureSpec
        The declaration it was built from.
    """

    id: str
    kind: str
    title: Labels
    note: Labels
    source: str
    axis: Labels
    bars: tuple[Bar, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    spec: FigureSpec

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All scores the figure rests on, sorted, each once."""
        of_nodes = {ref for node in self.nodes for ref in node.refs}
        return tuple(sorted(of_nodes | {bar.ref for bar in self.bars}))


def _number(text: str, score: Score) -> float | None:
    if not text:
        return None
    number = float(text)
    if not math.isfinite(number):
        codings = ", ".join(score.codings)
        raise StudyError(
            [
                Problem(
                    "corpus/codings",
                    0,
                    "too-large",
                    f"a number of {len(text)} characters for {score.unit} on {score.code}",
                    "numbers that a bar can show",
                    f"correct one of the codings {codings}",
                )
            ]
        )
    return number


def _make_bar(study: Study, unit: str, code: str, book: Scorebook) -> Bar:
    score = book.score(unit, code)
    return Bar(
        ref_of(score),
        study.units[unit].label,
        score.state,
        _number(score.value, score),
        _number(score.low or score.value, score),
        _number(score.high or score.value, score),
        {lang: describe_score(study, score, lang, {}) for lang in study.languages},
        score.rule,
        score.codings,
    )


def _make_node(
    study: Study,
    declared: tuple[str, Labels, tuple[str, ...]],
    place: tuple[int, float],
    known: Mapping[str, Coding],
    book: Scorebook,
) -> Node:
    id, label, codes = declared
    scores = [
        book.score(unit, code) for code in codes for unit in study.units if book.applies(unit, code)
    ]
    codings = sorted({coding for score in scores for coding in score.codings})
    groups = {study.documents[known[coding].document].source_group for coding in codings}
    refs = {ref_of(score) for score in scores if score.codings}
    return Node(
        id, label, codes, tuple(codings), tuple(sorted(groups)), tuple(sorted(refs)), *place
    )


def build_figure(study: Study, spec: FigureSpec, book: Scorebook) -> Figure:
    """Build a declared figure from scores.

    Parameters
    ----------
    study : Study
        The study.
    spec : FigureSpec
        The declaration; ``bars`` without units are of all cases.
    book : Scorebook
        The scores, of that study.

    Returns
    -------
    Figure
        With everything that is drawn.

    Raises
    ------
    UsageError
        When bars are asked for of a code that is no number.
    StudyError
        When a number is larger than a bar can show.
    """
    axis: Labels = {}
    bars: tuple[Bar, ...] = ()
    nodes: tuple[Node, ...] = ()
    if spec.kind == "bars":
        kind = study.scale_of(spec.code).kind
        if kind != "number":
            raise UsageError(
                f"codebooks/tables.yaml, figure {spec.id}: code {spec.code} of bars is on a scale "
                f"of kind {kind}; allowed: a code on a number scale; name such a code"
            )
        axis = study.codes[spec.code].label
        units = spec.units or tuple(case.id for case in study.cases)
        bars = tuple(_make_bar(study, unit, spec.code, book) for unit in units)
    else:
        places = lay_out([node[0] for node in spec.nodes], [edge[:2] for edge in spec.edges])
        known = book.codings
        nodes = tuple(_make_node(study, n, places[n[0]], known, book) for n in spec.nodes)
    return Figure(
        spec.id,
        spec.kind,
        spec.title,
        spec.note,
        spec.source,
        axis,
        bars,
        nodes,
        tuple(Edge(*edge) for edge in spec.edges),
        spec,
    )


def build_figures(study: Study, book: Scorebook) -> tuple[Figure, ...]:
    """Build all declared figures of a study.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        The scores, of that study.

    Returns
    -------
    tuple of Figure
        In the order they are declared.

    Raises
    ------
    UsageError, StudyError
        As in :func:`build_figure`.
    """
    return tuple(build_figure(study, spec, book) for spec in study.figures)


def _bar_frame(figure: Figure, language: str) -> pd.DataFrame:
    rows = [
        (
            bar.ref.unit,
            in_language(bar.label, language),
            bar.ref.code,
            bar.state,
            bar.value,
            bar.low,
            bar.high,
            in_language(bar.text, language),
            bar.rule,
            ";".join(bar.codings),
            evidence_id(bar.ref),
        )
        for bar in figure.bars
    ]
    frame = pd.DataFrame(rows, columns=pd.Index(BAR_COLUMNS))
    return frame.astype(dict.fromkeys(("value", "low", "high"), float))


def _model_frame(figure: Figure, language: str) -> pd.DataFrame:
    rows: list[tuple[object, ...]] = []
    for node in figure.nodes:
        counts = (len(node.codings), len(node.groups))
        label, codes = in_language(node.label, language), ";".join(node.codes)
        rows.append(("node", node.id, "", "", label, codes, *counts, node.layer, node.place))
    for edge in figure.edges:
        ends = (f"{edge.source}→{edge.target}", edge.source, edge.target)
        label = in_language(edge.label, language)
        rows.append(("edge", *ends, label, "", None, None, None, None))
    frame = pd.DataFrame(rows, columns=pd.Index(MODEL_COLUMNS))
    return frame.astype({"codings": "Int64", "groups": "Int64", "layer": "Int64", "place": float})


def figure_frame(figure: Figure, language: str) -> pd.DataFrame:
    """Return the data of a figure.

    Parameters
    ----------
    figure : Figure
        The figure.
    language : str
        Two-letter language code.

    Returns
    -------
    DataFrame
        For ``bars`` a row for each unit: ``unit, label, code, state``, the floats ``value, low,
        high`` (NaN where there is none), ``text`` (what is printed beside the bar), ``rule,
        codings`` (joined by ``;``) and ``evidence``, the id its score can be linked to under.
        For ``model`` a row for each node and then each arrow: ``element`` (``node`` or
        ``edge``), ``id, source, target, label, codes``, the numbers of ``codings`` and source
        ``groups``, ``layer`` and ``place``; an arrow has no numbers.
    """
    return (_bar_frame if figure.kind == "bars" else _model_frame)(figure, language)
