"""Hypotheses as data: expressions, predictions, readings, and what was registered of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crosscase.codebook import Labels

__all__ = [
    "EXPRESSIONS",
    "TESTS",
    "Expression",
    "Hypothesis",
    "Prediction",
    "Reading",
    "Rival",
    "ScoreRef",
    "walk",
]

TESTS: Mapping[str, tuple[bool, bool]] = {
    "hoop": (True, False),
    "smoking-gun": (False, True),
    "doubly-decisive": (True, True),
    "straw-in-the-wind": (False, False),
}
"""Tests of Van Evera (1997) by (certain, unique): must it hold, and would only this explain it."""

EXPRESSIONS = (
    "all",
    "any",
    "not",
    "at_least_k",
    "equals",
    "at_least",
    "at_most",
    "compare",
    "change",
)
"""The forms an expression takes."""


@dataclass(frozen=True, slots=True)
class ScoreRef:
    """A code whose score on the unit at hand is meant, in a period of its own if named."""

    code: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """What is expected of the scores of a unit.

    Parameters
    ----------
    form : str
        One of :data:`EXPRESSIONS`.
    parts : tuple of Expression
        Of ``all``, ``any``, ``not`` (one) and ``at_least_k``.
    k : int
        Of ``at_least_k``.
    score : ScoreRef, optional
        Of ``equals``, ``at_least`` and ``at_most``; the code of ``change``.
    values : tuple of str
        The values of ``equals`` (any of them), or the one bound of ``at_least``/``at_most``.
    left, right : ScoreRef, optional
        The two scores of ``compare``; of ``change``, the earlier and the later one.
    relation : str
        ``lower``, ``higher`` or ``equal`` for ``compare``; ``rises``, ``falls`` or ``stable``
        for ``change``.
    tie : {"met", "contrary", "neutral"}
        What ``compare`` makes of two equal scores.
    """

    form: str
    parts: tuple[Expression, ...] = ()
    k: int = 0
    score: ScoreRef | None = None
    values: tuple[str, ...] = ()
    left: ScoreRef | None = None
    right: ScoreRef | None = None
    relation: str = ""
    tie: str = "neutral"

    def as_data(self) -> dict[str, object]:
        """Return the expression as plain data with sorted, canonical content."""
        data: dict[str, object] = {"form": self.form}
        if self.parts:
            data["parts"] = [part.as_data() for part in self.parts]
        for name in ("k", "relation"):
            if getattr(self, name):
                data[name] = getattr(self, name)
        for name in ("score", "left", "right"):
            ref = getattr(self, name)
            if ref is not None:
                data[name] = [ref.code, ref.period]
        if self.values:
            data["values"] = list(self.values)
        if self.form == "compare":
            data["tie"] = self.tie
        return data


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all its parts.

    Parameters
    ----------
    expression : Expression
        Where to start.

    Yields
    ------
    Expression
        The expression itself first, then its parts from left to right.
    """
    yield expression
    for part in expression.parts:
        yield from walk(part)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a reading of a hypothesis expects to see, and how much hangs on seeing it.

    Parameters
    ----------
    id, label
        Identity.
    expect : Expression
        When it is met.
    contrary : Expression, optional
        When it is contradicted; the negation of ``expect`` where none is declared.
    test : str
        One of :data:`TESTS`.
    min_groups : int
        Source groups the evidence must come from.
    accept_inferred : bool
        Whether inferred scores count.
    because : mapping
        Why it has this test, by language.
    """

    id: str
    label: Labels
    expect: Expression
    contrary: Expression | None
    test: str
    min_groups: int = 1
    accept_inferred: bool = False
    because: Labels = field(default_factory=dict)

    @property
    def certain(self) -> bool:
        """Whether the hypothesis cannot do without it."""
        return TESTS[self.test][0]

    @property
    def unique(self) -> bool:
        """Whether nothing but the hypothesis would explain it."""
        return TESTS[self.test][1]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to make a hypothesis observable.

    Parameters
    ----------
    id, label, source
        Identity.
    predictions : tuple of Prediction
        At least one.
    scope : Expression, optional
        A condition besides the hypothesis's own.
    period : str
        The period whose evidence counts, instead of the hypothesis's.
    all_periods : bool
        Whether all evidence counts, whatever period the hypothesis names.
    added : str
        The date it was added after the first coding; empty when it was there before. An added
        reading is post hoc, and takes no part in what the hypothesis was registered to predict
        or in judging it as a rival.
    """

    id: str
    label: Labels
    source: str
    predictions: tuple[Prediction, ...]
    scope: Expression | None = None
    period: str = ""
    all_periods: bool = False
    added: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another hypothesis on the same outcome, exclusive or compatible."""

    id: str
    relation: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A claim about cases or parties, written down before coding.

    Parameters
    ----------
    id, label, statement, source
        Identity; the statement in the project's own words.
    level : {"case", "party"}
        The units it speaks of.
    period : str
        The period whose evidence counts; empty for all.
    scope : Expression, optional
        The if-clause.
    claim : str
        ``universal``, ``existential`` or ``at-least``.
    k : int
        Of ``at-least``.
    rivals : tuple of Rival
        Other explanations.
    readings : tuple of Reading
        At least one.
    registered_on, registered_sha256 : str
        When and in what form its predictions were written down.
    formed_from : tuple of str
        Ids of documents, or of sources behind documents, from which it was formed; they are no
        independent test of it. Not part of what it predicts.
    """

    id: str
    label: Labels
    statement: Labels
    source: str
    level: str
    period: str
    claim: str
    readings: tuple[Reading, ...]
    scope: Expression | None = None
    k: int = 0
    rivals: tuple[Rival, ...] = ()
    registered_on: str = ""
    registered_sha256: str = ""
    formed_from: tuple[str, ...] = ()

    @property
    def predicts_sha256(self) -> str:
        """Hash of what it predicts: level, period, claim, scope, rivals, readings; no labels."""
        data = {
            "level": self.level,
            "period": self.period,
            "claim": [self.claim, self.k],
            "scope": self.scope.as_data() if self.scope else None,
            "rivals": sorted([r.id, r.relation] for r in self.rivals),
            "readings": [
                {
                    "id": reading.id,
                    "period": "*" if reading.all_periods else reading.period,
                    "scope": reading.scope.as_data() if reading.scope else None,
                    "predictions": [
                        {
                            "id": p.id,
                            "expect": p.expect.as_data(),
                            "contrary": p.contrary.as_data() if p.contrary else None,
                            "test": p.test,
                            "min_groups": p.min_groups,
                            "accept_inferred": p.accept_inferred,
                        }
                        for p in reading.predictions
                    ],
                }
                for reading in self.readings
                if not reading.added
            ],
        }
        text = json.dumps(data, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    @property
    def post_hoc(self) -> bool:
        """Whether it predicts something else than what was registered before coding."""
        return self.predicts_sha256 != self.registered_sha256

    def period_of(self, reading: Reading) -> str:
        """Return the period whose evidence a reading takes; empty when all of it counts.

        Parameters
        ----------
        reading : Reading
            One of its readings.

        Returns
        -------
        str
            A period id, or nothing.
        """
        return "" if reading.all_periods else reading.period or self.period
