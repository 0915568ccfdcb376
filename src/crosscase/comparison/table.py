"""The one model of a table: what every renderer draws and every cell can be traced by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from crosscase.codebook import Labels, in_language
from crosscase.comparison.words import GROUP, LEGEND
from crosscase.specs import TableSpec

__all__ = [
    "Cell",
    "Part",
    "Ref",
    "Row",
    "Span",
    "Table",
    "compose",
    "evidence_id",
    "find_ref",
    "make_table",
    "table_frame",
]


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """The score something rests on.

    Parameters
    ----------
    unit, code, period, toward : str
        What :meth:`crosscase.scoring.Scorebook.score` was asked; the last two may be empty.
    """

    unit: str
    code: str
    period: str = ""
    toward: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One unit named in a cell, with the scores that put it there and how well it is known.

    Parameters
    ----------
    text : mapping
        The name, and what must be said with it.
    refs : tuple of Ref
        The scores that put it there.
    states : tuple of str
        The states of those scores, one for each ref.
    """

    text: Labels
    refs: tuple[Ref, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, with everything it rests on.

    Parameters
    ----------
    text : mapping
        What is read, by language; may be blank, for example beside a placement's mark.
    refs : tuple of Ref
        The scores it rests on; a blank cell rests on the scores that fell elsewhere.
    states : tuple of str
        The states of those scores, one for each ref.
    value : str
        The true value of the score shown, before ``show_as``; empty where there is none.
    codings_for, codings_against : tuple of str
        Sorted ids of the codings behind it.
    mark : {"", "score", "inferred", "contested", "span"}
        For a placement: what kind of mark stands in it. ``contested`` is the median of a
        contested score, ``span`` another column its source groups reach.
    parts : tuple of Part
        The units a cell names, where it names units; their texts make up ``text``.
    """

    text: Labels
    refs: tuple[Ref, ...]
    states: tuple[str, ...]
    value: str = ""
    codings_for: tuple[str, ...] = ()
    codings_against: tuple[str, ...] = ()
    mark: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def state(self) -> str:
        """The state all its scores share; empty when they differ."""
        return self.states[0] if len(set(self.states)) == 1 else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: data, a heading over the rows below it, or a note across the whole width.

    Parameters
    ----------
    kind : {"data", "heading", "note"}
        A heading has no cells, a note has one.
    label : mapping
        By language.
    cells : tuple of Cell
        One for each column of the table.
    unit, code : str
        What the row is about, where it is about one.
    """

    kind: str
    label: Labels
    cells: tuple[Cell, ...] = ()
    unit: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A heading over several columns, with what is left to say of each below it.

    Parameters
    ----------
    label : mapping
        By language.
    heads : tuple of mapping
        One for each column under it.
    """

    label: Labels
    heads: tuple[Labels, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be drawn, in every language of the study.

    Parameters
    ----------
    id, kind, source : str
        Of the declaration.
    title, note : mapping
        By language.
    corner : mapping
        The heading over the row labels.
    columns : tuple of mapping
        The headings of the columns.
    rows : tuple of Row
        From top to bottom.
    legend : tuple of mapping
        What the marks mean, only of those that occur.
    spec : TableSpec
        The declaration it was built from.
    spans : tuple of Span
        The headings of the columns in two layers, for formats that can show them; none where the
        columns have nothing in common. ``columns`` says the same in one.
    """

    id: str
    title: Labels
    note: Labels
    source: str
    kind: str
    corner: Labels
    columns: tuple[Labels, ...]
    rows: tuple[Row, ...]
    legend: tuple[Labels, ...]
    spec: TableSpec
    spans: tuple[Span, ...] = ()

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All scores the table rests on, sorted, each once."""
        return tuple(sorted({r for row in self.rows for cell in row.cells for r in cell.refs}))


def make_table(
    spec: TableSpec,
    corner: Labels,
    columns: Iterable[Labels],
    rows: Iterable[Row],
    used: Collection[str],
    spans: Iterable[Span] = (),
) -> Table:
    """Return the table of a declaration.

    Parameters
    ----------
    spec : TableSpec
        The declaration.
    corner : mapping
        The heading over the row labels.
    columns : iterable of mapping
        The headings of the columns.
    rows : iterable of Row
        From top to bottom.
    used : collection of str
        Keys of :data:`crosscase.comparison.words.LEGEND` that occur.
    spans : iterable of Span
        The headings of the columns in two layers.

    Returns
    -------
    Table
        With the legend in its fixed order.
    """
    return Table(
        id=spec.id,
        title=spec.title,
        note=spec.note,
        source=spec.source,
        kind=spec.kind,
        corner=corner,
        columns=tuple(columns),
        rows=tuple(rows),
        legend=tuple(text for key, text in LEGEND.items() if key in used),
        spec=spec,
        spans=tuple(spans),
    )


def evidence_id(ref: Ref) -> str:
    """Return the id under which the evidence of a score can be linked to.

    Parameters
    ----------
    ref : Ref
        A score.

    Returns
    -------
    str
        Unique for the score, valid as an ``id`` in HTML and as a fragment of a URL.

    Examples
    --------
    >>> evidence_id(Ref("dsz", "urgency"))
    'score.dsz.urgency'
    >>> evidence_id(Ref("dsz", "mutual-trust", toward="zwolle"))
    'score.dsz.mutual-trust..zwolle'
    """
    return ".".join(("score", ref.unit, ref.code, ref.period, ref.toward)).rstrip(".")


def find_ref(id: str) -> Ref | None:
    """Return the score whose evidence is linked to under an id.

    Parameters
    ----------
    id : str
        As :func:`evidence_id` gives it.

    Returns
    -------
    Ref or None
        None when it is not the id of a score.

    Examples
    --------
    >>> find_ref("score.dsz.mutual-trust..zwolle")
    Ref(unit='dsz', code='mutual-trust', period='', toward='zwolle')
    """
    kind, *parts = id.split(".")
    if kind != "score" or not 2 <= len(parts) <= 4:
        return None
    ref = Ref(*parts)
    return ref if evidence_id(ref) == id else None


def compose(languages: Iterable[str], write: Callable[[str], str]) -> Labels:
    """Write a text in every language.

    Parameters
    ----------
    languages : iterable of str
        Two-letter language codes.
    write : callable
        Takes a language, gives the text in it.

    Returns
    -------
    mapping
        The text by language.

    Examples
    --------
    >>> compose(["nl", "en"], lambda language: f"({language})")
    {'nl': '(nl)', 'en': '(en)'}
    """
    return {language: write(language) for language in languages}


def _unique(labels: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    unique = []
    for label in labels:
        seen[label] += 1
        unique.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return unique


def table_frame(table: Table, language: str) -> pd.DataFrame:
    """Return a table as it is read, as a DataFrame of texts.

    Parameters
    ----------
    table : Table
        A table.
    language : str
        Two-letter language code.

    Returns
    -------
    DataFrame
        First column the row label, then the columns of the table in their order. A table whose
        rows stand under headings has the heading in a second column, ``groep`` or ``group``. A
        note is one row with its text behind the label and nothing in the other columns. A
        column label that occurs again gets a number.
    """
    grouped = any(row.kind == "heading" for row in table.rows)
    columns = [in_language(table.corner, language)]
    if grouped:
        columns.append(in_language(GROUP, language))
    columns += [in_language(label, language) for label in table.columns]
    records: list[list[str]] = []
    heading = ""
    for row in table.rows:
        label = in_language(row.label, language)
        if row.kind == "heading":
            heading = label
            continue
        texts = [in_language(cell.text, language) for cell in row.cells]
        if row.kind == "note":
            label, texts = f"{label}: {texts[0]}", [""] * len(table.columns)
        records.append([label, *([heading] if grouped else []), *texts])
    return pd.DataFrame(records, columns=pd.Index(_unique(columns)), dtype=object)
