"""One step away: every rule, lifting, threshold and test that could have been declared instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from crosscase.codebook import Code, Scale
from crosscase.hypotheses.conditions import as_condition, joint_scope
from crosscase.hypotheses.grounds import pose
from crosscase.robustness.wires import SCOPE
from crosscase.robustness.wiring import Wiring
from crosscase.scoring.selection import LIFTINGS, RULES
from crosscase.specs import Expression, Prediction, walk
from crosscase.study import Study

__all__ = ["ONE_STEP", "Step", "other_liftings", "shifted", "steps_of"]

ONE_STEP: Mapping[str, tuple[str, ...]] = {
    "hoop": ("straw-in-the-wind",),
    "smoking-gun": ("straw-in-the-wind",),
    "doubly-decisive": ("hoop", "smoking-gun"),
    "straw-in-the-wind": ("hoop", "smoking-gun"),
}
"""Tests one step away: a property (certain, unique) given up or, where there is none, gained."""


@dataclass(frozen=True)
class Step:
    """One thing declared otherwise.

    Parameters
    ----------
    kind : {"rule", "lifting", "threshold", "test", "reading"}
        What sort of thing.
    about : str
        Which one; two steps about the same cannot be taken together.
    becomes : str
        What was declared and what it becomes.
    rules, liftings : mapping
        For the selection.
    questions, tests : mapping
        For the nodes of the wiring.
    reading : str
        The reading taken instead.
    """

    kind: str
    about: str
    becomes: str
    rules: Mapping[str, str] = field(default_factory=dict)
    liftings: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[int, int] = field(default_factory=dict)
    tests: Mapping[int, str] = field(default_factory=dict)
    reading: str = ""

    @property
    def name(self) -> str:
        """The step in a few words, such as ``scale presence: median→strict``."""
        return f"{self.about}: {self.becomes}"


def other_liftings(code: Code, scale: Scale) -> tuple[str, ...]:
    """Return the liftings that could give a case another score than the declared one.

    Parameters
    ----------
    code : Code
        The code.
    scale : Scale
        Its scale.

    Returns
    -------
    tuple of str
        None for a code of cases; not ``none`` for a code of parties, whose cases would have no
        score at all; ``all`` and ``any`` as one on nominal scales, and with ``pooled`` on events.

    Examples
    --------
    >>> made = Code("trust", "b", {}, {}, "degree", lifting="all")
    >>> other_liftings(made, Scale("degree", "ordinal", "median", (), {}))
    ('pooled', 'any', 'none')
    """
    if code.level == "case" or code.derive is not None:
        return ()
    alike: Mapping[str, str] = {
        "nominal": {"any": "all"},
        "events": {"any": "pooled", "all": "pooled"},
    }.get(scale.kind, {})
    declared = alike.get(code.lifting, code.lifting)
    return tuple(
        lifting
        for lifting in LIFTINGS
        if lifting not in alike
        and lifting != declared
        and not (lifting == "none" and code.level == "party")
    )


def shifted(atom: Expression, scale: Scale) -> tuple[tuple[str, ...], ...]:
    """Return the values of a bound or of ``equals`` one step down and one step up its scale.

    Parameters
    ----------
    atom : Expression
        ``at_least``, ``at_most`` or ``equals``.
    scale : Scale
        The scale of its score.

    Returns
    -------
    tuple of tuple of str
        None on a scale without order. Several values of ``equals`` move together and stay on
        the scale; a bound that every value would pass asks nothing and is left out.

    Examples
    --------
    >>> from crosscase.codebook import ScaleValue
    >>> from crosscase.specs import ScoreRef
    >>> values = tuple(ScaleValue(one, {}) for one in ("absent", "partial", "present"))
    >>> presence = Scale("presence", "ordinal", "median", values, {})
    >>> shifted(Expression("at_least", score=ScoreRef("x"), values=("partial",)), presence)
    (('present',),)
    >>> shifted(Expression("equals", score=ScoreRef("x"), values=("partial",)), presence)
    (('absent',), ('present',))
    """
    if scale.kind != "ordinal":
        return ()
    ids, last = scale.value_ids, len(scale.values) - 1
    idle = {"at_least": 0, "at_most": last}.get(atom.form)
    ranks = [scale.rank(value) for value in atom.values]
    moved = ([rank + step for rank in ranks] for step in (-1, 1))
    return tuple(
        tuple(ids[rank] for rank in one)
        for one in moved
        if min(one) >= 0 and max(one) <= last and idle not in one
    )


def _put(expression: Expression, old: Expression, new: Expression) -> Expression:
    if expression == old:
        return new
    return replace(expression, parts=tuple(_put(part, old, new) for part in expression.parts))


def _shift(study: Study, expression: Expression) -> Iterator[tuple[str, str, Expression]]:
    """Yield every threshold in an expression, what it becomes, and the expression with it."""
    atoms = dict.fromkeys(
        one for one in walk(expression) if one.form in ("equals", "at_least", "at_most")
    )
    for atom in atoms:
        assert atom.score is not None
        period = f"@{atom.score.period}" if atom.score.period else ""
        for values in shifted(atom, study.scale_of(atom.score.code)):
            yield (
                f"{atom.form} {atom.score.code}{period} {'|'.join(atom.values)}",
                f"{'|'.join(atom.values)}→{'|'.join(values)}",
                _put(expression, atom, replace(atom, values=values)),
            )


def _asked_otherwise(study: Study, one: Prediction) -> Iterator[tuple[str, str, Prediction]]:
    for about, becomes, made in _shift(study, one.expect):
        yield f"expect {about}", becomes, replace(one, expect=made)
    if one.contrary is not None:
        for about, becomes, made in _shift(study, one.contrary):
            yield f"contrary {about}", becomes, replace(one, contrary=made)


def _threshold_steps(
    wiring: Wiring, nodes: Mapping[tuple[str, str, str], list[int]]
) -> Iterator[Step]:
    study = wiring.study
    for hypothesis in study.hypotheses:
        for reading in hypothesis.readings:
            scope = joint_scope(hypothesis, reading)
            asked = [(one.id, one) for one in reading.predictions]
            asked += [(SCOPE, as_condition(scope))] if scope is not None else []
            for id, prediction in asked:
                here = nodes.get((hypothesis.id, reading.id, id), [])
                for about, becomes, made in _asked_otherwise(study, prediction) if here else ():
                    question = wiring.pose(pose(made, hypothesis.period_of(reading)))
                    yield Step(
                        "threshold",
                        f"{hypothesis.id}/{reading.id}/{id}: {about}",
                        becomes,
                        questions=dict.fromkeys(here, question),
                    )


def steps_of(wiring: Wiring) -> Iterator[Step]:
    """Yield every step but those to another reading.

    Parameters
    ----------
    wiring : Wiring
        The wired study.

    Yields
    ------
    Step
        Rules, liftings, thresholds, tests: in the order of the study.
    """
    study = wiring.study
    for scale in study.scales.values():
        for rule in RULES[scale.kind]:
            if rule != scale.rule:
                becomes = f"{scale.rule}→{rule}"
                yield Step("rule", f"scale {scale.id}", becomes, rules={scale.id: rule})
    for code in study.codes.values():
        for lifting in other_liftings(code, study.scales[code.scale]):
            becomes = f"{code.lifting}→{lifting}"
            yield Step("lifting", f"code {code.id}", becomes, liftings={code.id: lifting})
    nodes: dict[tuple[str, str, str], list[int]] = {}
    for number, node in enumerate(wiring.nodes):
        nodes.setdefault((node.hypothesis, node.reading, node.prediction), []).append(number)
    yield from _threshold_steps(wiring, nodes)
    for (hypothesis, reading, prediction), here in nodes.items():
        declared = wiring.nodes[here[0]].test
        for test in ONE_STEP[declared] if prediction != SCOPE else ():
            about = f"{hypothesis}/{reading}/{prediction}: test"
            yield Step("test", about, f"{declared}→{test}", tests=dict.fromkeys(here, test))
