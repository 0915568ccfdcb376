"""Balances: who was heard on what, by kind of document and codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosscase.codebook import Codebook, Labels, in_language
from crosscase.coding import Coding
from crosscase.comparison.axes import axis_corner, refuse
from crosscase.comparison.shown import ref_of
from crosscase.comparison.table import Cell, Row, Span, Table, compose, make_table
from crosscase.comparison.words import KIND_LABELS
from crosscase.corpus import KINDS
from crosscase.scoring import Score, Scorebook
from crosscase.specs import TableSpec
from crosscase.study import Study

__all__ = ["build_balance"]


def _head(study: Study, kind: str, codebook: Codebook) -> Labels:
    def write(language: str) -> str:
        kind_label = in_language(KIND_LABELS[kind], language)
        return f"{kind_label}: {in_language(codebook.title, language)}"

    return compose(study.languages, write)


def _count(
    study: Study,
    known: Mapping[str, Coding],
    kind: str,
    codebook: Codebook,
    scores: Sequence[Score],
) -> Cell:
    codes = {code.id for code in codebook.codes}
    behind = sorted(
        id
        for id in {id for score in scores for id in score.codings}
        if known[id].code in codes and study.documents[known[id].document].kind == kind
    )
    groups = {study.documents[known[id].document].source_group for id in behind}
    return Cell(
        text=dict.fromkeys(study.languages, f"{len(groups)} / {len(behind)}"),
        refs=tuple(ref_of(score) for score in scores),
        states=tuple(score.state for score in scores),
        codings_for=tuple(behind),
    )


def build_balance(study: Study, spec: TableSpec, book: Scorebook) -> Table:
    """Build a table of how many source groups were heard and how many codings they yielded.

    Parameters
    ----------
    study : Study
        The study.
    spec : TableSpec
        A declaration of kind ``balance``: rows of units; columns of kinds, for all codebooks
        that have codes, or of codebooks.
    book : Scorebook
        The scores; what they rest on is what is counted, so a case counts what was said of its
        parties wherever its scores do.

    Returns
    -------
    Table
        A column for each codebook and each kind of document the study has; the codings of a
        cell are those it counts.

    Raises
    ------
    UsageError
        When the sides or the cells are none a balance can have.
    """
    if spec.rows.of != "units":
        raise refuse(spec, "rows", spec.rows.of, "units")
    if spec.columns.of not in ("kinds", "codebooks"):
        raise refuse(spec, "columns", spec.columns.of, "kinds, codebooks")
    if spec.cell not in ("value", "count"):
        raise refuse(spec, "cell", spec.cell, "count")
    chosen = spec.columns.ids if spec.columns.of == "codebooks" else ()
    codebooks = [b for b in study.codebooks if b.codes and (not chosen or b.id in chosen)]
    present = {document.kind for document in study.documents.values()}
    kinds = [kind for kind in KINDS if kind in present]
    columns = [(kind, codebook) for codebook in codebooks for kind in kinds]
    known = book.codings
    rows = []
    for unit in spec.rows.ids:
        scores = {
            codebook.id: [book.score(unit, code.id, period=spec.period) for code in codebook.codes]
            for codebook in codebooks
        }
        cells = tuple(
            _count(study, known, kind, codebook, scores[codebook.id]) for kind, codebook in columns
        )
        rows.append(Row("data", study.units[unit].label, cells, unit=unit))
    heads = [_head(study, kind, codebook) for kind, codebook in columns]
    spans = [
        Span(codebook.title, tuple(KIND_LABELS[kind] for kind in kinds)) for codebook in codebooks
    ]
    return make_table(spec, axis_corner(study, spec.rows), heads, rows, {"balance"}, spans)
