"""How firm the verdicts are, gathered for the report; the same in every language."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crosscase.robustness import DRAWS, SIZE, ledger, robustness_frame
from crosscase.study import Study

__all__ = [
    "Firmness",
    "FlipSets",
    "Ledger",
    "LedgerRow",
    "Otherwise",
    "Robustness",
    "Tell",
    "gather_robustness",
]

_SEED = 0

Key = tuple[str, str, str]
Record = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Something left out or done otherwise, and the verdict that it makes.

    Parameters
    ----------
    kind : str
        A kind of :data:`crosscase.robustness.KINDS`.
    what : str
        Id of what is left out, or the name of an alternative.
    verdict : str
        What the verdict becomes.
    """

    kind: str
    what: str
    verdict: str


@dataclass(frozen=True, slots=True)
class FlipSets:
    """The smallest sets without which a verdict is another.

    Parameters
    ----------
    sets : tuple of (tuple of str, str)
        The sets, all of one size, and what the verdict becomes; none when there is none.
    """

    sets: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def size(self) -> int:
        """How many things must be left out; 0 when no set was found."""
        return len(self.sets[0][0]) if self.sets else 0


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm one verdict is.

    Parameters
    ----------
    hypothesis, reading, unit, verdict : str
        The verdict.
    single, joint : (int, int)
        In how many of how many alternatives it stands, alone and two together.
    drawn : bool
        Whether the joint alternatives are a sample.
    overturned : tuple of Otherwise
        The single alternatives in which it does not stand.
    left_out : tuple of Otherwise
        The documents, coders and cases without which it is another.
    groups, codings : FlipSets
        The smallest sets of source groups, and of codings.
    voices : tuple of (str, str)
        What rests on one source group (``verdict``, ``for``, ``against``), and which.
    circles : tuple of tuple of str
        For each passage that speaks of both the condition and a prediction, its codings.
    formed_from : tuple of (tuple of str, str)
        The documents the hypothesis was formed from that it is tested with, and the verdict
        without them.
    """

    hypothesis: str
    reading: str
    unit: str
    verdict: str
    single: tuple[int, int]
    joint: tuple[int, int]
    drawn: bool
    overturned: tuple[Otherwise, ...]
    left_out: tuple[Otherwise, ...]
    groups: FlipSets
    codings: FlipSets
    voices: tuple[tuple[str, str], ...]
    circles: tuple[tuple[str, ...], ...]
    formed_from: tuple[tuple[tuple[str, ...], str], ...]

    @property
    def id(self) -> str:
        """The id of its account in the page."""
        return f"robustness.{self.hypothesis}.{self.reading}.{self.unit}"

    @property
    def decided(self) -> bool:
        """Whether the verdict says something of the hypothesis."""
        return self.verdict in ("supported", "rejected", "partly")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A prediction in a ledger; ``tells`` says whether it tells the two apart."""

    relation: str
    hypothesis: str
    reading: str
    prediction: str
    test: str
    status: str
    codings_for: tuple[str, ...]
    codings_against: tuple[str, ...]
    groups_for: tuple[str, ...]
    groups_against: tuple[str, ...]
    tells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tell:
    """The same codings bear on two predictions in opposite directions."""

    own: LedgerRow
    rival: LedgerRow


@dataclass(frozen=True, slots=True)
class Ledger:
    """The predictions of a reading beside those of its rivals, on one unit."""

    hypothesis: str
    reading: str
    unit: str
    verdict: str
    rows: tuple[LedgerRow, ...]

    @property
    def exclusive(self) -> tuple[str, ...]:
        """The exclusive rivals."""
        return tuple(
            dict.fromkeys(row.hypothesis for row in self.rows if row.relation == "exclusive")
        )

    def tells(self, rival: str) -> tuple[Tell, ...]:
        """Return the pairs of predictions that tell the hypothesis and a rival apart."""
        opposite = {"met": "contrary", "contrary": "met"}
        return tuple(
            Tell(one, other)
            for one in self.rows
            if one.relation == "own" and rival in one.tells
            for other in self.rows
            if other.hypothesis == rival
            and other.tells
            and other.status == opposite[one.status]
            and not _behind(one).isdisjoint(_behind(other))
        )


@dataclass(frozen=True, slots=True)
class Robustness:
    """What the report says of robustness.

    Parameters
    ----------
    firmness : tuple of Firmness
        In the order of the verdicts.
    ledgers : tuple of Ledger
        Of the hypotheses that have rivals.
    size : int
        The largest sets that were tried.
    draws, seed : int
        How many joint alternatives were drawn where there are more, and with what seed.
    """

    firmness: tuple[Firmness, ...]
    ledgers: tuple[Ledger, ...]
    size: int
    draws: int
    seed: int

    def of(self, hypothesis: str, reading: str, unit: str) -> Firmness | None:
        """Return the firmness of a verdict; None when the unit has none."""
        for one in self.firmness:
            if (one.hypothesis, one.reading, one.unit) == (hypothesis, reading, unit):
                return one
        return None


def _behind(row: LedgerRow) -> set[str]:
    """Return the codings that a decided outcome rests on."""
    return set(row.codings_for if row.status == "met" else row.codings_against)


def _split(joined: str) -> tuple[str, ...]:
    return tuple(one for one in joined.split(";") if one)


def _otherwise(rows: Iterable[Record]) -> tuple[Otherwise, ...]:
    return tuple(Otherwise(row["kind"], row["removed"], row["after"]) for row in rows)


def _firmness(key: Key, rows: list[Record]) -> Firmness:
    def of(*kinds: str) -> list[Record]:
        return [row for row in rows if row["kind"].startswith(kinds)]

    def sets(kind: str) -> FlipSets:
        return FlipSets(
            tuple((_split(row["removed"]), row["after"]) for row in of(kind) if row["size"])
        )

    (single,), (joint,) = of("stability-single"), of("stability-joint")
    return Firmness(
        *key,
        verdict=single["before"],
        single=(int(single["stands"]), int(single["of"])),
        joint=(int(joint["stands"]), int(joint["of"])),
        drawn=bool(joint["note"]),
        overturned=_otherwise(of("alternative-")),
        left_out=_otherwise(of("leave-out-document", "leave-out-coder", "leave-out-case")),
        groups=sets("flip-groups"),
        codings=sets("flip-codings"),
        voices=tuple((row["note"], row["removed"]) for row in of("single-voice")),
        circles=tuple(_split(row["removed"]) for row in of("circular-passage")),
        formed_from=tuple(
            (_split(row["removed"]), row["after"]) for row in of("circular-formed-from")
        ),
    )


def _gather_ledgers(study: Study) -> tuple[Ledger, ...]:
    with_rivals = [hypothesis.id for hypothesis in study.hypotheses if hypothesis.rivals]
    if not with_rivals:
        return ()
    found: dict[tuple[str, str, str, str], list[LedgerRow]] = {}
    for row in ledger(study, hypotheses=with_rivals).to_dict("records"):
        key = (row["hypothesis"], row["reading"], row["unit"], row["verdict"])
        found.setdefault(key, []).append(
            LedgerRow(
                row["relation"],
                row["of"],
                row["of_reading"],
                row["prediction"],
                row["test"],
                row["status"],
                codings_for=_split(row["codings_for"]),
                codings_against=_split(row["codings_against"]),
                groups_for=_split(row["groups_for"]),
                groups_against=_split(row["groups_against"]),
                tells=_split(row["discriminates"]),
            )
        )
    return tuple(Ledger(*key, tuple(rows)) for key, rows in found.items())


def gather_robustness(
    study: Study, *, progress: Callable[[str], None] = lambda step: None
) -> Robustness | None:
    """Gather what the report says of how firm the verdicts are.

    Parameters
    ----------
    study : Study
        The study.
    progress : callable, optional
        Told in a few words what is being computed.

    Returns
    -------
    Robustness or None
        None where there is no verdict.
    """
    found: dict[Key, list[Record]] = {}
    order: list[Key] = []
    for row in robustness_frame(study, seed=_SEED, progress=progress).to_dict("records"):
        key = (row["hypothesis"], row["reading"], row["unit"])
        found.setdefault(key, []).append(row)
        if row["kind"] == "stability-single":  # one a verdict, in their order
            order.append(key)
    if not order:
        return None
    return Robustness(
        tuple(_firmness(key, found[key]) for key in order),
        _gather_ledgers(study),
        SIZE,
        DRAWS,
        _SEED,
    )
