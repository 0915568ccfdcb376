"""What a prediction takes from the scores it reads, and the status that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from crosscase.codebook import NOT_APPLICABLE
from crosscase.coding import Coding
from crosscase.hypotheses.expressions import (
    Domains,
    ScaleOf,
    atom_refs,
    decide,
    decide_atom,
    expression_refs,
    signed_atoms,
    with_period,
)
from crosscase.scoring import Score, Scorebook
from crosscase.specs import Expression, Prediction, ScoreRef
from crosscase.study import Study

__all__ = [
    "Ground",
    "Question",
    "carrying",
    "first_status",
    "pose",
    "read_score",
    "shared_codings",
    "spoken",
    "status_of",
]


@dataclass(frozen=True, slots=True)
class Question:
    """A prediction as it is asked of a unit: periods filled in, its contrary spelt out.

    Parameters
    ----------
    expect, contrary : Expression
        When it is met, and when it is contradicted.
    min_groups : int
        Source groups the outcome must rest on.
    accept_inferred : bool
        Whether inferred scores count.
    """

    expect: Expression
    contrary: Expression
    min_groups: int
    accept_inferred: bool

    @property
    def refs(self) -> tuple[ScoreRef, ...]:
        """The scores it reads, in order of first mention."""
        return expression_refs(self.expect, self.contrary)

    @property
    def pairs(self) -> tuple[tuple[Expression, ScoreRef, ScoreRef], ...]:
        """The atoms that set two scores side by side, each once, with these scores."""
        return tuple(
            dict.fromkeys(
                (atom, atom.left, atom.right)
                for one in (self.expect, self.contrary)
                for atom, _ in signed_atoms(one)
                if atom.left is not None and atom.right is not None and atom.left != atom.right
            )
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """All that the status of a prediction takes from one score.

    Parameters
    ----------
    settled : bool
        Whether the score stands for one value.
    domain : tuple of str
        Every value it may take; none where the code does not apply.
    said : frozenset of (str, str)
        The values of the codings behind it, each with the source group that said it.
    """

    settled: bool
    domain: tuple[str, ...]
    said: frozenset[tuple[str, str]]


def pose(prediction: Prediction, period: str = "") -> Question:
    """Ask a prediction in a period.

    Parameters
    ----------
    prediction : Prediction
        As declared.
    period : str
        The period of scores without one of their own.

    Returns
    -------
    Question
        Its contrary is the negation of what is expected where none is declared.
    """
    contrary = prediction.contrary or Expression("not", parts=(prediction.expect,))
    return Question(
        with_period(prediction.expect, period),
        with_period(contrary, period),
        prediction.min_groups,
        prediction.accept_inferred,
    )


def _behind(
    book: Scorebook, study: Study, codings: Mapping[str, Coding], score: Score
) -> Mapping[str, str]:
    """Return the codings behind a score with their values on its scale; ``n/a`` is none."""
    if score.state != "inferred":
        own = ((id, codings[id].value) for id in score.codings)
        return {id: value for id, value in own if value != NOT_APPLICABLE}
    mirror = study.codes[score.code].mirror
    found: dict[str, str] = {}
    for source in score.inferred_from:
        unit, _, code = source.rpartition(":")
        seen = book.score(unit, code, period=score.period, toward=score.toward)
        for id, value in _behind(book, study, codings, seen).items():
            if mirror is not None and value in mirror.map:
                found[id] = mirror.map[value]
    return found


def read_score(
    study: Study,
    book: Scorebook,
    codings: Mapping[str, Coding],
    score: Score,
    *,
    accept_inferred: bool,
) -> tuple[bool, tuple[str, ...], Mapping[str, str]]:
    """Say what a prediction makes of a score.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        Its scores.
    codings : mapping
        The codings of the scorebook, by id.
    score : Score
        The score.
    accept_inferred : bool
        Whether inferred scores count.

    Returns
    -------
    (bool, tuple of str, mapping)
        Whether it stands for one value; every value it may take; the codings behind it with
        their values on its scale, which for an inferred score is not the scale of the coding.
    """
    if score.state == "inferred" and not accept_inferred:
        return False, study.scale_of(score.code).value_ids, {}
    settled = score.state == "scored" or score.state == "inferred"
    domain = () if score.state == "not-applicable" else score.values
    return settled, domain, _behind(book, study, codings, score)


def _overlap(a: Coding, b: Coding) -> bool:
    return a.document == b.document and a.start < b.end and b.start < a.end


def shared_codings(a: Sequence[Coding], b: Sequence[Coding]) -> tuple[Coding, ...]:
    """Return the codings of two scores that rest on one undivided passage or decision.

    A passage is divided as soon as one of the scores has words in it that the other does not
    touch: then each has something of its own to rest on. So every coding on either side must
    share words with one on the other side. Spans that share words lie in one passage.

    Parameters
    ----------
    a, b : sequence of Coding
        The codings behind either score.

    Returns
    -------
    tuple of Coding
        All of them, each once; none where the scores can be told apart.
    """
    if not a or not b:
        return ()
    decisions = {coding.decision for coding in (*a, *b)}
    same_words = all(any(_overlap(x, y) for y in b) for x in a) and all(
        any(_overlap(x, y) for x in a) for y in b
    )
    if same_words or (len(decisions) == 1 and "" not in decisions):
        return tuple(dict.fromkeys((*a, *b)))
    return ()


def spoken(
    expression: Expression,
    domains: Domains,
    said: Mapping[ScoreRef, Collection[str]],
    scale_of: ScaleOf,
    *,
    undivided: Collection[Expression] = (),
) -> tuple[frozenset[tuple[ScoreRef, str]], frozenset[tuple[ScoreRef, str]]]:
    """Return what, put in the place of a score, makes an atom hold or fail in its polarity.

    Parameters
    ----------
    expression : Expression
        With its periods filled in.
    domains : mapping
        The values of each score.
    said : mapping
        For each score the values of the codings behind it.
    scale_of : callable
        Gives the scale of a code.
    undivided : collection of Expression
        Atoms nothing can be said about.

    Returns
    -------
    (frozenset, frozenset)
        Pairs of a score and a value: those that speak for the expression, and against it.
    """
    makes: dict[bool, set[tuple[ScoreRef, str]]] = {True: set(), False: set()}
    for atom, positive in signed_atoms(expression):
        if atom in undivided:
            continue
        for ref in atom_refs(atom):
            for value in dict.fromkeys(said[ref]):
                outcome = decide_atom(atom, {**domains, ref: (value,)}, scale_of)
                if outcome is not None:
                    makes[outcome is positive].add((ref, value))
    return frozenset(makes[True]), frozenset(makes[False])


def carrying(
    expression: Expression,
    domains: Domains,
    said: Mapping[ScoreRef, Collection[str]],
    scale_of: ScaleOf,
    *,
    undivided: Collection[Expression] = (),
) -> frozenset[tuple[ScoreRef, str]]:
    """Return what was said that an expression which holds rests on.

    It rests on the scores of the atoms that hold, and there on what speaks for it. Where nobody
    says just the value of such a score, as nobody need say a median, it rests on all that made
    the score. Where no atom alone is decided it rests on whatever speaks for it.

    Parameters
    ----------
    expression, domains, said, scale_of, undivided
        As for :func:`spoken`.

    Returns
    -------
    frozenset
        Pairs of a score and a value.
    """
    speaks, _ = spoken(expression, domains, said, scale_of, undivided=undivided)
    held = {
        ref
        for atom, positive in signed_atoms(expression)
        if atom not in undivided and decide_atom(atom, domains, scale_of) is positive
        for ref in atom_refs(atom)
    }
    if not held:
        return speaks
    return frozenset(
        pair
        for ref in held
        for pair in (
            {one for one in speaks if one[0] == ref} or {(ref, value) for value in said[ref]}
        )
    )


def first_status(
    question: Question,
    domains: Domains,
    scale_of: ScaleOf,
    *,
    settled: bool,
    undivided: Collection[Expression] = (),
) -> tuple[str, bool]:
    """Say what becomes of a prediction before it is asked how many groups that rests on.

    Parameters
    ----------
    question : Question
        What is asked.
    domains : mapping
        The values of each score.
    scale_of : callable
        Gives the scale of a code.
    settled : bool
        Whether every score stands for one value and no comparison is left open.
    undivided : collection of Expression
        Comparisons left open.

    Returns
    -------
    (str, bool)
        The status, and whether expectation and contrary hold together, which leaves it open.
    """
    # Declared carelessly, a contrary may hold together with what is expected; then neither counts.
    if decide(question.expect, domains, scale_of) and decide(question.contrary, domains, scale_of):
        return "open", True
    for status, expression in (("met", question.expect), ("contrary", question.contrary)):
        if decide(expression, domains, scale_of, left_open=undivided):
            return status, False
    return ("neutral" if settled else "open"), False


def status_of(
    question: Question,
    grounds: Mapping[ScoreRef, Ground],
    scale_of: ScaleOf,
    *,
    undivided: Collection[Expression] = (),
) -> str:
    """Say what becomes of a prediction, from nothing but its grounds.

    The same as the status :func:`~crosscase.hypotheses.predictions.judge_prediction` gives, at
    a fraction of the cost: it gathers no codings and says no reasons.

    Parameters
    ----------
    question : Question
        What is asked.
    grounds : mapping
        What each score it reads gives.
    scale_of : callable
        Gives the scale of a code.
    undivided : collection of Expression
        Comparisons left open.

    Returns
    -------
    {"met", "contrary", "neutral", "open"}
        The status.

    Examples
    --------
    >>> from crosscase.codebook import Scale, ScaleValue
    >>> scale = Scale("s", "nominal", "consensus", (ScaleValue("a", {}), ScaleValue("b", {})), {})
    >>> x = ScoreRef("x")
    >>> is_a = Prediction("p", {}, Expression("equals", score=x, values=("a",)), None, "hoop")
    >>> heard = Ground(True, ("a",), frozenset({("mayor", "a")}))
    >>> status_of(pose(is_a), {x: heard}, lambda code: scale)
    'met'
    """
    domains = {ref: ground.domain for ref, ground in grounds.items()}
    settled = not undivided and all(ground.settled for ground in grounds.values())
    status, _ = first_status(question, domains, scale_of, settled=settled, undivided=undivided)
    if status in ("neutral", "open"):
        return status
    expression = question.expect if status == "met" else question.contrary
    said = {ref: sorted({value for _, value in one.said}) for ref, one in grounds.items()}
    rests_on = carrying(expression, domains, said, scale_of, undivided=undivided)
    groups = {
        group
        for ref, ground in grounds.items()
        for group, value in ground.said
        if (ref, value) in rests_on
    }
    return status if len(groups) >= question.min_groups else "open"
