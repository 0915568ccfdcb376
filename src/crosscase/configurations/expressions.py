"""Expressions over conditions: single ones, their negations, conjunctions and disjunctions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from crosscase.configurations.kernel import Memberships

__all__ = ["Expression", "Literal", "list_expressions"]


@dataclass(frozen=True, slots=True)
class Literal:
    """A condition or its negation."""

    condition: str
    present: bool = True

    def __str__(self) -> str:
        return self.condition if self.present else f"~{self.condition}"

    def memberships(self, columns: Mapping[str, Memberships]) -> Memberships:
        """Return the memberships of all cases; of a negation 1 − x."""
        values = columns[self.condition]
        return values if self.present else 1 - values


@dataclass(frozen=True, slots=True)
class Expression:
    """Literals joined by ``and`` (lowest membership) or ``or`` (highest membership).

    Examples
    --------
    >>> str(Expression("and", (Literal("A"), Literal("B", False))))
    'A*~B'
    >>> str(Expression("or", (Literal("A"), Literal("B", False))))
    'A + ~B'
    """

    operator: str
    literals: tuple[Literal, ...]

    def __str__(self) -> str:
        return ("*" if self.operator == "and" else " + ").join(map(str, self.literals))

    def memberships(self, columns: Mapping[str, Memberships]) -> Memberships:
        """Return the memberships of all cases (Zadeh 1965: minimum and maximum)."""
        parts = [literal.memberships(columns) for literal in self.literals]
        join = np.minimum if self.operator == "and" else np.maximum
        joined: Memberships = join.reduce(parts)
        return joined


def list_expressions(conditions: Sequence[str], size: int) -> Iterator[Expression]:
    """Yield all expressions of up to ``size`` conditions, in an order that is always the same.

    Parameters
    ----------
    conditions : sequence of str
        Names.
    size : int
        Most conditions in one expression.

    Yields
    ------
    Expression
        The conditions; their negations; conjunctions, the smallest first; disjunctions likewise.

    Examples
    --------
    >>> [str(one) for one in list_expressions(["A", "B"], 2)][:6]
    ['A', 'B', '~A', '~B', 'A*B', 'A*~B']
    """
    for present in (True, False):
        for name in conditions:
            yield Expression("and", (Literal(name, present),))
    for operator in ("and", "or"):
        for many in range(2, min(size, len(conditions)) + 1):
            for names in combinations(conditions, many):
                for signs in product((True, False), repeat=many):
                    literals = tuple(map(Literal, names, signs))
                    yield Expression(operator, literals)
