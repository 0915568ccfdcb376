"""What scoring yields: voices, findings and scores."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MISSING", "STATES", "Finding", "Score", "Voice"]

STATES = ("scored", "inferred", "contested", "silent", "unsearched", "not-applicable")
"""The states of a score."""

MISSING = ("not-applicable", "silent", "unsearched")
"""The states without a value, from the one that says most to the one that says least."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one source group says.

    Parameters
    ----------
    group : str
        Source group.
    value : str
        A value of the scale, a number, an event, or ``n/a``. On nominal and events scales a group
        that says several things has a voice for each.
    codings : tuple of str
        Sorted ids of the codings it rests on.
    """

    group: str
    value: str
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule makes of codings, before it is known for which unit; fields as in `Score`.

    An empty ``state`` means that nothing was said.
    """

    rule: str
    state: str = ""
    value: str = ""
    low: str = ""
    high: str = ""
    values: tuple[str, ...] = ()
    codings_for: tuple[str, ...] = ()
    codings_against: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    events: tuple[tuple[str, str, str], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """What the codings together say about a unit and a code.

    Parameters
    ----------
    unit, code, period, toward : str
        What it is about; ``period`` and ``toward`` are empty for all.
    state : str
        One of :data:`STATES`.
    value : str
        A value of the scale or a number as text. Of a contested ordinal score the median; empty
        where there is none, and for events.
    low, high : str
        Ends of what the source groups say on an ordinal scale; of a span of years its bounds.
    values : tuple of str
        Every value it may still take: the value itself when scored or inferred, the observed span
        when contested, the whole scale (nothing for numbers) when missing or when it is contested
        whether the code applies. For events: the events known. A missing lifted score may keep
        a part of the scale, where what is known of some parties excludes the rest.
    rule : str
        What made it, such as ``median``, ``own:median``, ``lifted:pooled:median``,
        ``lifted:all``, ``own+lifted:any``, ``mirror:mutual-trust`` or
        ``span:milestone:first-talks→realised``.
    codings_for, codings_against : tuple of str
        Sorted ids of the codings with the score's own value, and of all others but ``n/a``. For
        events: those of events whose dates agree, and those of events whose dates do not. Of a
        score that is not applicable the codings that say so are the codings for.
    voices : tuple of Voice
        What the rule saw, sorted by source group.
    undated : tuple of str
        Codings left out of a period because nothing dates them in or out of it.
    inferred_from : tuple of str
        ``unit:code`` of the score it was mirrored from.
    covered, documents : int
        How many of the documents that list the unit are covered for the code.
    events : tuple of (str, str, str)
        Event, first and last day it may have been.
    reason : str
        Why it is not applicable, or who says so: the memos of the codings.

    Examples
    --------
    >>> score = Score("a", "trust", state="scored", value="low", voices=(
    ...     Voice("g1", "low", ("k2",)), Voice("g2", "medium", ("k1",))))
    >>> score.groups, score.codings
    (('g1', 'g2'), ('k1', 'k2'))
    """

    unit: str
    code: str
    period: str = ""
    toward: str = ""
    state: str = "unsearched"
    value: str = ""
    low: str = ""
    high: str = ""
    values: tuple[str, ...] = ()
    rule: str = ""
    codings_for: tuple[str, ...] = ()
    codings_against: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    undated: tuple[str, ...] = ()
    inferred_from: tuple[str, ...] = ()
    covered: int = 0
    documents: int = 0
    events: tuple[tuple[str, str, str], ...] = ()
    reason: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """The source groups that were heard, each once, sorted."""
        return tuple(sorted({voice.group for voice in self.voices}))

    @property
    def codings(self) -> tuple[str, ...]:
        """Ids of all codings the score rests on, for, against or otherwise, sorted."""
        heard = {coding for voice in self.voices for coding in voice.codings}
        return tuple(sorted(heard.union(self.codings_for, self.codings_against)))
