"""Expressions over scores: what holds whatever a score that is not known may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import product

from crosscase.codebook import Scale
from crosscase.errors import UsageError
from crosscase.specs import Expression, ScoreRef, walk

__all__ = [
    "Decision",
    "Domains",
    "ScaleOf",
    "atom_refs",
    "check_expression",
    "decide",
    "decide_atom",
    "expression_codes",
    "expression_refs",
    "signed_atoms",
    "with_period",
]

Decision = bool | None
"""Holds, fails, or neither for all values the scores may take."""

Domains = Mapping[ScoreRef, tuple[str, ...]]
"""Every value a score may take; none where the code does not apply and nothing can be said."""

ScaleOf = Callable[[str], Scale]
"""Gives the scale of a code."""

_COMBINATIONS = frozenset({"all", "any", "not", "at_least_k"})
_PAIRS = frozenset({"compare", "change"})


def _atoms(expression: Expression) -> Iterator[Expression]:
    return (part for part in walk(expression) if part.form not in _COMBINATIONS)


def atom_refs(atom: Expression) -> tuple[ScoreRef, ...]:
    """Return the scores an atom reads, each once.

    Parameters
    ----------
    atom : Expression
        An expression without parts.

    Returns
    -------
    tuple of ScoreRef
        One, or two for ``compare`` and ``change``.
    """
    refs = (atom.left, atom.right) if atom.form in _PAIRS else (atom.score,)
    return tuple(dict.fromkeys(ref for ref in refs if ref is not None))


def expression_refs(*expressions: Expression) -> tuple[ScoreRef, ...]:
    """Return the scores that expressions read, in order of first mention.

    Parameters
    ----------
    *expressions : Expression
        Any expressions.

    Returns
    -------
    tuple of ScoreRef
        Each once.
    """
    return tuple(
        dict.fromkeys(ref for one in expressions for atom in _atoms(one) for ref in atom_refs(atom))
    )


def expression_codes(expression: Expression) -> tuple[str, ...]:
    """Return the codes an expression speaks of, in order of first mention.

    Parameters
    ----------
    expression : Expression
        Any expression.

    Returns
    -------
    tuple of str
        Code ids, each once.

    Examples
    --------
    >>> low = Expression("equals", score=ScoreRef("trust"), values=("low",))
    >>> expression_codes(Expression("not", parts=(low,)))
    ('trust',)
    """
    return tuple(dict.fromkeys(ref.code for ref in expression_refs(expression)))


def with_period(expression: Expression, period: str) -> Expression:
    """Give every score without a period of its own the period that is meant.

    Parameters
    ----------
    expression : Expression
        As declared.
    period : str
        Period id; empty for all evidence.

    Returns
    -------
    Expression
        The same expression with its periods filled in.
    """

    def fill(ref: ScoreRef | None) -> ScoreRef | None:
        return replace(ref, period=period) if ref is not None and not ref.period else ref

    return replace(
        expression,
        parts=tuple(with_period(part, period) for part in expression.parts),
        score=fill(expression.score),
        left=fill(expression.left),
        right=fill(expression.right),
    )


def _holds(atom: Expression, value: Mapping[ScoreRef, str], scale_of: ScaleOf) -> Decision:
    if atom.form in _PAIRS:
        assert atom.left is not None and atom.right is not None
        rank = scale_of(atom.left.code).rank
        left, right = rank(value[atom.left]), rank(value[atom.right])
        if atom.form == "change":
            return {"rises": right > left, "falls": right < left, "stable": right == left}[
                atom.relation
            ]
        if atom.relation == "equal":
            return left == right
        if left == right:
            return {"met": True, "contrary": False, "neutral": None}[atom.tie]
        return (left < right) == (atom.relation == "lower")
    assert atom.score is not None
    if atom.form == "equals":
        return value[atom.score] in atom.values
    rank = scale_of(atom.score.code).rank
    distance = rank(value[atom.score]) - rank(atom.values[0])
    return distance >= 0 if atom.form == "at_least" else distance <= 0


def decide_atom(atom: Expression, domains: Domains, scale_of: ScaleOf) -> Decision:
    """Say whether an atom holds or fails for every value its scores may take.

    Parameters
    ----------
    atom : Expression
        An expression without parts.
    domains : mapping
        The values of each score it reads.
    scale_of : callable
        Gives the scale of a code.

    Returns
    -------
    bool or None
        None when it depends on the values, when there are none, and for a neutral tie.
    """
    refs = atom_refs(atom)
    outcomes = {
        _holds(atom, dict(zip(refs, values, strict=True)), scale_of)
        for values in product(*(domains[ref] for ref in refs))
    }
    return outcomes.pop() if len(outcomes) == 1 else None


def _combine(expression: Expression, atom: Callable[[Expression], Decision]) -> Decision:
    if expression.form not in _COMBINATIONS:
        return atom(expression)
    parts = [_combine(part, atom) for part in expression.parts]
    if expression.form == "not":
        return None if parts[0] is None else not parts[0]
    needed = {"all": len(parts), "any": 1}.get(expression.form, expression.k)
    sure = parts.count(True)
    if sure >= needed:
        return True
    return None if sure + parts.count(None) >= needed else False


def decide(
    expression: Expression,
    domains: Domains,
    scale_of: ScaleOf,
    *,
    left_open: Collection[Expression] = (),
) -> Decision:
    """Say whether an expression holds or fails for all joint assignments of its scores.

    Three-valued logic (Kleene 1952, § 64) answers this exactly as long as no score occurs in
    more than one atom. The values of a score that does are tried one by one, unless the answer
    is already the same without.

    Parameters
    ----------
    expression : Expression
        With its periods filled in.
    domains : mapping
        The values of each score it reads.
    scale_of : callable
        Gives the scale of a code.
    left_open : collection of Expression
        Atoms nothing can be said about whatever the scores are.

    Returns
    -------
    bool or None
        True: holds for all; False: fails for all; None: neither.

    Examples
    --------
    >>> from crosscase.codebook import ScaleValue
    >>> scale = Scale("s", "nominal", "consensus", (ScaleValue("a", {}), ScaleValue("b", {})), {})
    >>> a = Expression("equals", score=ScoreRef("x"), values=("a",))
    >>> either = Expression("any", parts=(a, Expression("not", parts=(a,))))
    >>> unknown = {ScoreRef("x"): ("a", "b")}
    >>> decide(a, unknown, lambda code: scale), decide(either, unknown, lambda code: scale)
    (None, True)
    """
    mentions = Counter(ref for atom in _atoms(expression) for ref in atom_refs(atom))
    repeated = [ref for ref, n in mentions.items() if n > 1 and len(domains[ref]) > 1]

    def atom(one: Expression, given: Domains) -> Decision:
        return None if one in left_open else decide_atom(one, given, scale_of)

    def settle(given: Domains, waiting: list[ScoreRef]) -> Decision:
        answer = _combine(expression, lambda one: atom(one, given))
        if answer is not None or not waiting:
            return answer
        ref, *rest = waiting
        first, *others = given[ref]
        answer = settle({**given, ref: (first,)}, rest)
        if answer is None:
            return None
        same = all(settle({**given, ref: (value,)}, rest) is answer for value in others)
        return answer if same else None

    return settle(domains, repeated)


def signed_atoms(
    expression: Expression, positive: bool = True
) -> Iterator[tuple[Expression, bool]]:
    """Yield every atom with the polarity in which it stands.

    Parameters
    ----------
    expression : Expression
        Any expression.
    positive : bool
        The polarity of the whole.

    Yields
    ------
    (Expression, bool)
        The atom, and whether the whole is served by its holding (else by its failing).
    """
    if expression.form not in _COMBINATIONS:
        yield expression, positive
    for part in expression.parts:
        yield from signed_atoms(part, positive is not (expression.form == "not"))


def _refuse(where: str, found: str, allowed: str, action: str) -> None:
    raise UsageError(f"{where}: {found}; allowed: {allowed}; {action}")


def check_expression(expression: Expression, scale_of: ScaleOf, where: str) -> None:
    """Refuse an expression that asks of a scale what it cannot give.

    Parameters
    ----------
    expression : Expression
        As declared.
    scale_of : callable
        Gives the scale of a code.
    where : str
        Where it is declared, for the message.

    Raises
    ------
    UsageError
        When ranks are asked of a scale that is not ordinal, two scales are compared, or a value
        is not on the scale.
    """
    for atom in _atoms(expression):
        codes = [ref.code for ref in atom_refs(atom)]
        scales = [scale_of(code) for code in codes]
        kinds = ("ordinal", "nominal") if atom.form == "equals" else ("ordinal",)
        for code, scale in zip(codes, scales, strict=True):
            if scale.kind not in kinds:
                _refuse(
                    where,
                    f"{atom.form} on {code}, whose scale {scale.id} is of kind {scale.kind}",
                    " or ".join(kinds),
                    "use another code or another form",
                )
        if len({scale.id for scale in scales}) > 1:
            _refuse(
                where,
                f"{atom.form} of {' and '.join(codes)}, on the scales "
                f"{' and '.join(scale.id for scale in scales)}",
                "two codes on one scale",
                "compare codes on the same scale",
            )
        for value in atom.values:
            if value not in scales[0].value_ids:
                _refuse(
                    where,
                    f"value {value} of {codes[0]}",
                    ", ".join(scales[0].value_ids),
                    "use a value of the scale",
                )
