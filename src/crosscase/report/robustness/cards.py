"""The account of one verdict: all that would change it, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from crosscase.report.robustness.gather import Firmness
from crosscase.report.robustness.page import Bit, Card, Line
from crosscase.report.robustness.speaker import Speaker

__all__ = ["make_card"]

Block = tuple[Line, tuple[Line, ...]]


def _stands(speaker: Speaker, one: Firmness) -> Line:
    say = speaker.say
    single, joint = (say("of", k=stands, n=n) for stands, n in (one.single, one.joint))
    drawn = say("drawn") if one.drawn else ""
    return (Bit(say("stands", single=single, joint=joint, drawn=drawn)),)


def _overturned(speaker: Speaker, one: Firmness) -> Iterator[Line]:
    hypothesis = speaker.hypotheses[one.hypothesis]
    for other in one.overturned:
        what, after = speaker.step(other.what, hypothesis), speaker.verdict(other.verdict)
        yield (Bit(speaker.say("becomes", what=what, after=after)),)


def _left_out(speaker: Speaker, one: Firmness) -> Iterator[Line]:
    for other in one.left_out:
        if other.kind == "leave-out-coder" and not speaker.several_coders:
            continue  # said once, for all verdicts
        what, after = speaker.removed(other), speaker.verdict(other.verdict)
        yield (Bit(speaker.say("without", what=what, after=after)),)


def _groups(speaker: Speaker, one: Firmness) -> Iterator[Line]:
    for items, after in one.groups.sets:
        said = speaker.say("without", what=speaker.groups(items), after=speaker.verdict(after))
        yield (Bit(said),)


def _codings(speaker: Speaker, one: Firmness) -> Iterator[Line]:
    after = dict.fromkeys(verdict for _, verdict in one.codings.sets)
    for verdict in after:
        sets = [items for items, other in one.codings.sets if other == verdict]
        yield speaker.sets_of_codings(sets, verdict)


def _blocks(speaker: Speaker, one: Firmness) -> Iterator[Block]:
    say, size = speaker.say, speaker.robustness.size
    yield _stands(speaker, one), ()
    for lead, lines in (
        ("overturned", tuple(_overturned(speaker, one))),
        ("sources", tuple(_groups(speaker, one))),
        ("left_out", tuple(_left_out(speaker, one))),
    ):
        if lines:
            yield (Bit(say(lead)),), lines
        elif lead == "sources":
            yield (Bit(say("no_groups_change", size=size)),), ()
    for line in _codings(speaker, one):
        yield line, ()
    if not one.codings.sets:
        yield (Bit(say("no_codings_change", size=size)),), ()
    for side, group in one.voices:
        said = say("voice_is", what=say(f"voice_{side}"), group=speaker.filters["group"](group))
        yield (Bit(said),), ()
    if one.circles:
        yield (Bit(say("circle_is")),), tuple(speaker.circles(one))
    for line in speaker.formed_from(one):
        yield line, ()


def make_card(speaker: Speaker, one: Firmness) -> Card:
    """Give the account of a verdict.

    Parameters
    ----------
    speaker : Speaker
        Says it.
    one : Firmness
        How firm the verdict is.

    Returns
    -------
    Card
        What a reader opens from the map or from the verdict.
    """
    return Card(
        one.id,
        f"verdict.{one.hypothesis}.{one.reading}.{one.unit}",
        speaker.unit(one.hypothesis, one.unit),
        speaker.name(one.hypothesis, one.reading),
        one.verdict,
        tuple(_blocks(speaker, one)),
    )
