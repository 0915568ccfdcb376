"""What stands behind the cells of a table: codings as lines, in blocks that cells can link to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosscase.codebook import NOT_APPLICABLE, in_language
from crosscase.comparison import KIND_LABELS, STATES, Cell, Table
from crosscase.comparison.shown import show_value
from crosscase.evidence import Evidence
from crosscase.rendering.volume import Volume
from crosscase.study import Study

__all__ = ["Block", "evidence_heads", "find_blocks"]

_HEADS: Mapping[str, tuple[str, ...]] = {
    "nl": (
        *("rij", "kolom", "cel", "voor of tegen", "over", "code", "waarde", "jegens", "periode"),
        *("citaat", "document", "passage", "soort", "datum", "brongroep", "codeur", "memo"),
        "codering",
    ),
    "en": (
        *("row", "column", "cell", "for or against", "about", "code", "value", "toward", "period"),
        *("quote", "document", "passage", "kind", "date", "source group", "coder", "memo"),
        "coding",
    ),
}
_FOR = {"nl": "voor", "en": "for"}
_AGAINST = {"nl": "tegen", "en": "against"}
_BOTH = {"nl": "voor en tegen", "en": "for and against"}
_NONE = {"nl": "geen codering voor of tegen", "en": "no coding for or against"}


@dataclass(frozen=True, slots=True)
class Block:
    """The evidence that some cells of one row share.

    Parameters
    ----------
    row : int
        Place of the row in the table.
    cells : tuple of int
        Places of those cells in the row that show something.
    lines : tuple of tuple of str
        A line for each coding, under :func:`evidence_heads`; one that says so where there is none.
    """

    row: int
    cells: tuple[int, ...]
    lines: tuple[tuple[str, ...], ...]


def evidence_heads(language: str) -> tuple[str, ...]:
    """Return the headings of the lines of evidence.

    Parameters
    ----------
    language : str
        Two-letter language code.

    Returns
    -------
    tuple of str
        One for each column.
    """
    return _HEADS.get(language, _HEADS["en"])


def _value(study: Study, evidence: Evidence, language: str) -> str:
    coding = evidence.coding
    if coding.value == NOT_APPLICABLE:
        return in_language(STATES["not-applicable"], language)
    return show_value(study, coding.code, coding.value, language, {})


def _said_of(study: Study, evidence: Evidence, language: str) -> tuple[str, ...]:
    coding, document = evidence.coding, evidence.document
    toward = in_language(study.units[coding.toward].label, language) if coding.toward else ""
    periods = [study.periods[id].label for id in (coding.period or "").split(";") if id]
    group = document.source_group
    return (
        in_language(study.units[coding.unit].label, language),
        in_language(study.codes[coding.code].label, language),
        _value(study, evidence, language),
        toward,
        "; ".join(in_language(label, language) for label in periods),
        coding.quote,
        document.title,
        evidence.passage,
        in_language(KIND_LABELS[document.kind], language),
        document.date,
        in_language(study.source_groups.get(group, {}), language) or group,
        coding.coder,
        coding.memo or "",
        coding.id,
    )


def _side(cell: Cell, coding: str) -> Mapping[str, str]:
    if coding in cell.codings_for:
        return _BOTH if coding in cell.codings_against else _FOR
    return _AGAINST


def _lines(
    volume: Volume, cell: Cell, place: tuple[str, str, str], language: str
) -> Iterator[tuple[str, ...]]:
    behind = [id for id in (*cell.codings_for, *cell.codings_against) if id in volume.evidence]
    for id in dict.fromkeys(behind):
        side = in_language(_side(cell, id), language)
        yield (*place, side, *_said_of(volume.study, volume.evidence[id], language))
    if not behind:
        blank = len(evidence_heads(language)) - len(place) - 1
        yield (*place, in_language(_NONE, language), *[""] * blank)


def find_blocks(volume: Volume, table: Table, language: str) -> tuple[Block, ...]:
    """Find what stands behind the cells of a table.

    Parameters
    ----------
    volume : Volume
        The study and the evidence.
    table : Table
        A table of the volume.
    language : str
        Two-letter language code.

    Returns
    -------
    tuple of Block
        In the order of the table; cells of one row that rest on the same scores and codings share
        one. Cells without a text have none of their own.
    """
    blocks = []
    heads = [in_language(head, language) for head in table.columns]
    for number, row in enumerate(table.rows):
        shared: dict[object, list[int]] = {}
        for place, cell in enumerate(row.cells):
            if any(cell.text.values()):
                key = (cell.refs, cell.codings_for, cell.codings_against)
                shared.setdefault(key, []).append(place)
        for places in shared.values():
            texts = [in_language(row.cells[place].text, language) for place in places]
            above = "; ".join(heads[place] for place in places) if row.kind == "data" else ""
            where = (in_language(row.label, language), above, "; ".join(texts))
            lines = tuple(_lines(volume, row.cells[places[0]], where, language))
            blocks.append(Block(number, tuple(places), lines))
    return tuple(blocks)
