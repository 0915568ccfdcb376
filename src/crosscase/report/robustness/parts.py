"""The section on robustness in words: what was tried, the map, flip sets, voices, circles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crosscase.figures import StabilityCell, StabilityRow, draw_stability
from crosscase.hypotheses import ALL
from crosscase.report.model import Report
from crosscase.report.robustness.cards import make_card
from crosscase.report.robustness.gather import Firmness
from crosscase.report.robustness.ledgers import describe_ledgers
from crosscase.report.robustness.page import (
    Bit,
    Card,
    Fold,
    Grid,
    GridCell,
    GridRow,
    Line,
    Part,
    Sheet,
)
from crosscase.report.robustness.speaker import Speaker

__all__ = ["describe_robustness", "draw_map", "find_card", "firm_lines"]

_NEVER = 1_000
"""Larger than any set that is tried."""


def _line(text: str) -> Line:
    return (Bit(text),)


def _counted(speaker: Speaker, one: str, many: str, n: int) -> str:
    return speaker.say(one) if n == 1 else speaker.say(many, n=n)


def _tried(speaker: Speaker) -> Iterator[str]:
    """Yield what was tried, and how many of the decided verdicts it changes."""
    say, found, study = speaker.say, speaker.robustness, speaker.study
    numbers = [one.single[1] for one in found.firmness]
    low, high = min(numbers), max(numbers)
    yield say("what")
    drawn = any(one.drawn for one in found.firmness)
    yield say(
        "alternatives",
        range=str(low) if low == high else say("range", low=low, high=high),
        joint=say("drawn_pairs" if drawn else "all_pairs", draws=found.draws, seed=found.seed),
    )
    coders = [one.id for one in study.coders.values() if one.counts]
    one_by_one = [_counted(speaker, "document", "documents", len(study.documents))]
    if len(coders) > 1:
        one_by_one.append(say("coders", n=len(coders)))
    one_by_one.append(_counted(speaker, "case", "cases", len(study.cases)))
    removals = say("removals", one_by_one=speaker.join(one_by_one), size=found.size)
    yield f"{removals} {say('one_coder')}" if len(coders) == 1 else removals
    decided = [one for one in found.firmness if one.decided]
    counts = [
        say(
            "hang_on_1" if size == 1 else "hang_on_n",
            size=size,
            n=sum(one.groups.size == size for one in decided),
        )
        for size in range(1, found.size + 1)
    ]
    unmoved = sum(not one.groups.size for one in decided)
    counts.append(say("hang_on_none", size=found.size, n=unmoved))
    yield say("summary", n=len(decided), moved="; ".join(counts))


def _columns(report: Report) -> list[str]:
    """Return the units of the map: each case and its parties, and all together."""
    found = [unit for case in report.study.cases for unit in (case.id, *case.parties)]
    spoken = {one.unit for one in report.robustness.firmness} if report.robustness else set()
    return [unit for unit in (*found, ALL) if unit in spoken]


def _grid(speaker: Speaker) -> Grid:
    columns, filters = _columns(speaker.report), speaker.filters
    rows: dict[tuple[str, str], dict[str, Firmness]] = {}
    for one in speaker.robustness.firmness:
        rows.setdefault((one.hypothesis, one.reading), {})[one.unit] = one

    def cell(one: Firmness | None) -> GridCell | None:
        if one is None:
            return None
        return GridCell(speaker.say(one.verdict), *one.single, one.id, one.decided)

    return Grid(
        tuple(filters["unit"](unit) for unit in columns),
        tuple(
            GridRow(
                hypothesis,
                filters["text"](speaker.reading_of(hypothesis, reading).label),
                tuple(cell(units.get(unit)) for unit in columns),
            )
            for (hypothesis, reading), units in rows.items()
        ),
    )


def _map(speaker: Speaker) -> Part:
    say = speaker.say
    return Part(say("map"), (_line(say("map_text")),), grid=_grid(speaker))


def _by_size(one: Firmness) -> tuple[int, ...]:
    """Sort what needs least first: few source groups or codings, and none last."""
    groups, codings = (found.size or _NEVER for found in (one.groups, one.codings))
    return min(groups, codings), groups, codings


def _sentence(speaker: Speaker, one: Firmness, key: str, **filled: object) -> Line:
    """Say something of a verdict, whose name leads to its account."""
    before, after = speaker.say(key, about="\0", **filled).split("\0")
    return Bit(before), Bit(speaker.about(one), one.id), Bit(after)


def _of_groups(speaker: Speaker, one: Firmness) -> tuple[Line, ...]:
    if not one.groups.sets:
        return (_sentence(speaker, one, "no_groups", size=speaker.robustness.size),)
    return tuple(
        _sentence(
            speaker,
            one,
            "would_be",
            what=speaker.join([speaker.groups(items) for items in sets], "or"),
            after=speaker.verdict(after),
        )
        for after, sets in _by_outcome(one.groups.sets).items()
    )


def _of_codings(speaker: Speaker, one: Firmness) -> tuple[Line, ...]:
    if not one.codings.sets:
        return (_line(speaker.say("no_codings", size=speaker.robustness.size)),)
    return tuple(
        speaker.sets_of_codings(sets, after)
        for after, sets in _by_outcome(one.codings.sets).items()
    )


def _by_outcome(
    sets: Iterable[tuple[tuple[str, ...], str]],
) -> Mapping[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for items, after in sets:
        found.setdefault(after, []).append(items)
    return found


def _about(speaker: Speaker, one: Firmness) -> tuple[Line, ...]:
    verdict = f": {speaker.verdict(one.verdict)}"
    return ((Bit(speaker.about(one), one.id), Bit(verdict)),)


def _flips(speaker: Speaker) -> Part:
    say = speaker.say
    moved = [one for one in speaker.robustness.firmness if one.groups.size or one.codings.size]
    unmoved = [one for one in speaker.robustness.firmness if one not in moved]
    moved.sort(key=_by_size)
    sheets = {}
    for caption, decided in (("decided", True), ("open", False)):
        rows = tuple(
            (
                _of_groups(speaker, one),
                (_line(speaker.verdict(one.verdict)),),
                _of_codings(speaker, one),
            )
            for one in moved
            if one.decided == decided
        )
        if rows:
            head = (say("without_sources"), say("now"), say("without_codings"))
            sheets[caption] = Sheet(say(caption), head, rows)
    after: tuple[Line, ...] = ()
    if unmoved:
        said = say("unmoved", size=speaker.robustness.size, verdicts=speaker.list_verdicts(unmoved))
        after = (_line(said),)
    return Part(
        say("flips"),
        (_line(say("flips_text")),),
        sheets=tuple(sheet for key, sheet in sheets.items() if key == "decided"),
        after=after,
        folds=tuple(Fold(say(key), (sheet,)) for key, sheet in sheets.items() if key == "open"),
    )


def _voices(speaker: Speaker) -> Part:
    say = speaker.say
    rows = tuple(
        (
            _about(speaker, one),
            (_line(say(f"voice_{side}")),),
            (_line(speaker.filters["group"](group)),),
        )
        for one in speaker.robustness.firmness
        for side, group in one.voices
    )
    if not rows:
        return Part(say("voices"), (_line(say("no_voices")),))
    head = (say("verdict"), say("what_rests"), say("whose_voice"))
    return Part(
        say("voices"), (_line(say("voices_text")),), sheets=(Sheet(say("voices"), head, rows),)
    )


def _circles(speaker: Speaker) -> Part:
    say, firmness = speaker.say, speaker.robustness.firmness
    formed = tuple(line for one in firmness for line in speaker.formed_from(one))
    rows = tuple(
        (_about(speaker, one), tuple(speaker.circles(one))) for one in firmness if one.circles
    )
    if not rows and not formed:
        return Part(say("circles"), (_line(say("no_circles")),))
    sheets = (Sheet(say("circles"), (say("verdict"), say("circle_passages")), rows),)
    text = (_line(say("circles_text")),) if rows else ()
    return Part(say("circles"), (*text, *formed), sheets=sheets if rows else ())


def _each(speaker: Speaker) -> Part:
    """Return the accounts of the verdicts one by one, those of a reading in one fold."""
    folds: dict[tuple[str, str], list[Firmness]] = {}
    for one in speaker.robustness.firmness:
        folds.setdefault((one.hypothesis, one.reading), []).append(one)
    return Part(
        speaker.say("each"),
        (),
        folds=tuple(
            Fold(speaker.name(*key), cards=tuple(make_card(speaker, one) for one in some))
            for key, some in folds.items()
        ),
    )


def describe_robustness(report: Report) -> tuple[Part, ...]:
    """Put the robustness of a report in words.

    Parameters
    ----------
    report : Report
        A report that has verdicts.

    Returns
    -------
    tuple of Part
        What the section shows, in its order.
    """
    speaker = Speaker(report)
    parts = [
        Part("", tuple(_line(said) for said in _tried(speaker))),
        _map(speaker),
        _flips(speaker),
        _voices(speaker),
        *describe_ledgers(speaker),
        _circles(speaker),
    ]
    return (*parts, _each(speaker))


def find_card(report: Report, id: str) -> Card | None:
    """Return the account of one verdict.

    Parameters
    ----------
    report : Report
        Any report.
    id : str
        The id of the account in the page.

    Returns
    -------
    Card or None
        None where there is no such verdict.
    """
    found = report.robustness.firmness if report.robustness else ()
    return next((make_card(Speaker(report), one) for one in found if one.id == id), None)


def firm_lines(report: Report) -> dict[str, str]:
    """Say in a line how firm each verdict is, to stand at its proof.

    Parameters
    ----------
    report : Report
        Any report.

    Returns
    -------
    dict
        The id of the account of a verdict → the line; nothing without verdicts.
    """
    if report.robustness is None:
        return {}
    speaker = Speaker(report)
    said = {}
    for one in report.robustness.firmness:
        key = f"firm_{one.groups.size if one.groups.size < 2 else 'n'}"
        more = speaker.say(key, n=one.groups.size, size=report.robustness.size)
        share = speaker.say("of", k=one.single[0], n=one.single[1])
        said[one.id] = speaker.say("firm", single=share) + more
    return said


def draw_map(report: Report) -> str:
    """Draw the map of a report.

    Parameters
    ----------
    report : Report
        Any report.

    Returns
    -------
    str
        SVG; empty where there is no verdict.
    """
    if report.robustness is None:
        return ""
    speaker = Speaker(report)
    grid = _grid(speaker)
    rows = [
        StabilityRow(
            f"{row.hypothesis}. {row.reading}",
            tuple(
                None if cell is None else StabilityCell(cell.label, cell.stands, cell.of)
                for cell in row.cells
            ),
        )
        for row in grid.rows
    ]
    title = speaker.say("map_figure")
    return draw_stability(
        grid.columns, rows, title=title, note=speaker.say("map_text"), language=report.language
    )
