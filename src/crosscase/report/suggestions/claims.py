"""The units and values of what is rightly suggested, in words."""

from __future__ import annotations

from collections.abc import Iterator

from crosscase.codebook import NOT_APPLICABLE, in_language
from crosscase.comparison.words import STATES
from crosscase.evaluation import Evaluation, Negated
from crosscase.report.reliability.speaker import Cell, Part, Sheet
from crosscase.report.suggestions.speaker import Row, Speaker

__all__ = ["describe_claims"]

_METHODS = ("learned", "lexicon")
_UNITS = ("hits", "open", "named", "unit_right", "near", "usual", "share_right")
_VALUES = ("hits", "several", "open", "named", "equal", "adjacent", "usual", "share_equal")
_NEGATION = ("number_coded", "lowest", "middle", "highest", "equal", "equal_without")


def _scale(speaker: Speaker, scale: str) -> str:
    known = speaker.study.scales.get(scale)
    return (in_language(known.label, speaker.language) or scale) if known else scale


def _value(speaker: Speaker, scale: str, value: str) -> str:
    if not value:
        return speaker.say("open_value")
    if value == NOT_APPLICABLE:
        return in_language(STATES["not-applicable"], speaker.language)
    known = speaker.study.scales.get(scale)
    return known.value_label(value, speaker.language) if known else value


def _units(speaker: Speaker, evaluation: Evaluation) -> Part:
    rows: list[Row] = []
    for method in _METHODS:
        found = [one for one in evaluation.units if one.method == method]
        if found:
            rows.append((Cell(speaker.say(f"method-{method}")),))
        rows += [
            (
                Cell(speaker.say(f"level-{one.level or 'all'}")),
                *speaker.numbers(one, "hits", "open", "named", "right", "near", "usual"),
                Cell(speaker.share(one, "share")),
            )
            for one in found
        ]
    heading = speaker.say("units")
    sheet = Sheet(heading, speaker.heads("level", *_UNITS), tuple(rows))
    return Part(heading, (speaker.say("units_text"),), (sheet,))


def _matrix(speaker: Speaker, evaluation: Evaluation, method: str, scale: str) -> Sheet:
    """Return the values suggested by the values coded."""
    cells = {
        (one.suggested, one.coded): one.number
        for one in evaluation.crossed
        if (one.method, one.scale) == (method, scale)
    }
    known = speaker.study.scales.get(scale)
    order = [*known.value_ids] if known else []
    seen = {value for pair in cells for value in pair if value}
    order += sorted(seen - {*order})
    coded = [value for value in order if any(pair[1] == value for pair in cells)]
    suggested = [value for value in (*order, "") if any(pair[0] == value for pair in cells)]
    rows = tuple(
        (
            Cell(_value(speaker, scale, value)),
            *(Cell(speaker.count(cells.get((value, other), 0))) for other in coded),
        )
        for value in suggested
    )
    caption = f"{speaker.say(f'method-{method}')}: {_scale(speaker, scale)}"
    head = (speaker.say("suggested_coded"), *(_value(speaker, scale, one) for one in coded))
    return Sheet(caption, head, rows)


def _values(speaker: Speaker, evaluation: Evaluation) -> Part:
    rows: list[Row] = []
    for method in _METHODS:
        found = [one for one in evaluation.values if one.method == method]
        if found:
            rows.append((Cell(speaker.say(f"method-{method}")),))
        names = ("hits", "several", "open", "named", "equal", "adjacent", "usual")
        rows += [
            (
                Cell(_scale(speaker, one.scale) if one.scale else speaker.say("all_scales")),
                *speaker.numbers(one, *names),
                Cell(speaker.share(one, "share")),
            )
            for one in found
        ]
    heading = speaker.say("values")
    sheet = Sheet(heading, speaker.heads("scale", *_VALUES), tuple(rows))
    pairs = dict.fromkeys((one.method, one.scale) for one in evaluation.crossed)
    folded = tuple(_matrix(speaker, evaluation, *pair) for pair in pairs)
    return Part(
        heading,
        (speaker.say("values_text"),),
        (sheet,),
        fold=speaker.say("show_values") if folded else "",
        folded=folded,
    )


def _negation(speaker: Speaker, rows: tuple[Negated, ...]) -> Part:
    shown: list[Row] = []
    for scale in dict.fromkeys(one.scale for one in rows):
        shown.append((Cell(_scale(speaker, scale)),))
        names = ("number", "lowest", "middle", "highest", "equal", "equal_without")
        shown += [
            (Cell(speaker.say(f"effect-{one.effect}")), *speaker.numbers(one, *names))
            for one in rows
            if one.scale == scale
        ]
    heading = speaker.say("negation")
    sheet = Sheet(heading, speaker.heads("effect", *_NEGATION), tuple(shown))
    valued = [one for one in rows if one.effect in ("absent", "partial")]
    asked = [one for one in rows if one.effect == "open"]

    def total(of: list[Negated], name: str) -> str:
        return speaker.count(sum(getattr(one, name) for one in of))

    text = speaker.say(
        "negation_text",
        valued=total(valued, "number"),
        equal=total(valued, "equal"),
        without=total(valued, "equal_without"),
        asked=total(asked, "number"),
        asked_without=total(asked, "equal_without"),
    )
    return Part(heading, (text,), (sheet,))


def describe_claims(speaker: Speaker, evaluation: Evaluation) -> Iterator[Part]:
    """Say how often the unit and the value of what is rightly suggested are right.

    Parameters
    ----------
    speaker : Speaker
        Says names and numbers.
    evaluation : Evaluation
        The evaluation.

    Yields
    ------
    Part
        Nothing of what was not measured.
    """
    if evaluation.units:
        yield _units(speaker, evaluation)
    if evaluation.values:
        yield _values(speaker, evaluation)
    if evaluation.negated:
        yield _negation(speaker, evaluation.negated)
