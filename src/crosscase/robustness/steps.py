"""One step away: every rule, lifting, threshold and test that could have been declared instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from crosscase.codebook import Code, Scale
from crosscase.hypotheses.conditions import as_condition, joint_scope
from crosscase.hypotheses.grounds import pose
from crosscase.robustness.wires import SCOPE
from crosscase.robustness.wiring import Wiring
from crosscase.scoring.selection import LIFTINGS, RULES
from crosscase.specs import Expression, Prediction, walk
from crosscase.study import Study

__all__ = ["ONE_STEP", "Shift", "Step", "asked_together", "other_liftings", "shifted", "steps_of"]

ONE_STEP: Mapping[str, tuple[str, ...]] = {
    "hoop": ("straw-in-the-wind",),
    "smoking-gun": ("straw-in-the-wind",),
    "doubly-decisive": ("hoop", "smoking-gun"),
    "straw-in-the-wind": ("hoop", "smoking-gun"),
}
"""Tests one step away: a property (certain, unique) given up or, where there is none, gained."""


@dataclass(frozen=True)
class Shift:
    """One threshold of a prediction that lies elsewhere.

    Parameters
    ----------
    prediction : Prediction
        As declared.
    period : str
        The period it is asked in.
    side : {"expect", "contrary"}
        Where the threshold stands.
    old, new : Expression
        The atom as declared, and as it becomes.
    """

    prediction: Prediction
    period: str
    side: str
    old: Expression
    new: Expression


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
    shift : Shift, optional
        Of a threshold.
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
    shift: Shift | None = None
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


def _put(expression: Expression, changes: Mapping[Expression, Expression]) -> Expression:
    if expression in changes:
        return changes[expression]
    return replace(expression, parts=tuple(_put(part, changes) for part in expression.parts))


def _shift(
    study: Study, expression: Expression
) -> Iterator[tuple[str, str, Expression, Expression]]:
    """Yield every threshold in an expression, what it becomes, and the atom before and after."""
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
                atom,
                replace(atom, values=values),
            )


def _shifts(study: Study, one: Prediction, period: str) -> Iterator[tuple[str, str, Shift]]:
    for side, expression in (("expect", one.expect), ("contrary", one.contrary)):
        if expression is not None:
            for about, becomes, old, new in _shift(study, expression):
                yield f"{side} {about}", becomes, Shift(one, period, side, old, new)


def _shifted_question(wiring: Wiring, shifts: Iterable[Shift]) -> int:
    """Return the question a prediction asks when all of some shifts are made at once."""
    shifts = tuple(shifts)
    made = shifts[0].prediction
    expect, contrary = (
        {one.old: one.new for one in shifts if one.side == side} for side in ("expect", "contrary")
    )
    made = replace(made, expect=_put(made.expect, expect))
    if made.contrary is not None:
        made = replace(made, contrary=_put(made.contrary, contrary))
    return wiring.pose(pose(made, shifts[0].period))


def asked_together(wiring: Wiring, taken: Iterable[Step]) -> dict[int, int]:
    """Return what the nodes ask when steps are taken together, two in one prediction as well.

    Parameters
    ----------
    wiring : Wiring
        The wired study.
    taken : iterable of Step
        The steps.

    Returns
    -------
    dict
        Node → question.
    """
    asked: dict[int, int] = {}
    at: dict[tuple[int, ...], list[Step]] = {}
    for step in taken:
        if step.shift is not None:
            at.setdefault(tuple(step.questions), []).append(step)
    for nodes, steps in at.items():
        if len(steps) == 1:
            asked.update(steps[0].questions)
        else:
            shifts = [step.shift for step in steps if step.shift is not None]
            asked.update(dict.fromkeys(nodes, _shifted_question(wiring, shifts)))
    return asked


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
                period = hypothesis.period_of(reading)
                for about, becomes, shift in _shifts(study, prediction, period) if here else ():
                    yield Step(
                        "threshold",
                        f"{hypothesis.id}/{reading.id}/{id}: {about}",
                        becomes,
                        questions=dict.fromkeys(here, _shifted_question(wiring, [shift])),
                        shift=shift,
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
