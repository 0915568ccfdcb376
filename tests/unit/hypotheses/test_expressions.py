"""What an expression comes to over the values its scores may take."""

from __future__ import annotations

import pytest

from crosscase.errors import UsageError
from crosscase.hypotheses import expression_codes
from crosscase.hypotheses.expressions import (
    atom_refs,
    check_expression,
    decide,
    expression_refs,
    signed_atoms,
    with_period,
)
from crosscase.specs import Expression, ScoreRef
from tests.builders import (
    at_least,
    at_least_k,
    at_most,
    change,
    compare,
    equals,
    every,
    no,
    ref,
    scale,
    some,
)

THREE = scale("three", "ordinal", "median", "low medium high")
WHOLE = ("low", "medium", "high")
X_HIGH, Y_HIGH, Z_HIGH = equals("x", "high"), equals("y", "high"), equals("z", "high")
STRICTLY_LOWER = compare("x", "y", "lower", tie="contrary")


def verdict(expression: Expression, left_open: tuple[Expression, ...] = (), **domains: str):
    """Decide with domains such as ``x="low medium"``; ``x=""`` where the code does not apply."""
    given = {
        one: tuple(domains[f"{one.code}_{one.period}" if one.period else one.code].split())
        for one in expression_refs(expression)
    }
    return decide(expression, given, lambda code: THREE, left_open=left_open)


@pytest.mark.parametrize(
    ("expression", "x", "expected"),
    [
        (equals("x", "low"), "low", True),
        (equals("x", "low"), "high", False),
        (equals("x", "low", "high"), "high", True),
        (equals("x", "low", "high"), "medium", False),
        (at_least("x", "medium"), "low", False),
        (at_least("x", "medium"), "medium", True),
        (at_least("x", "medium"), "high", True),
        (at_most("x", "medium"), "low", True),
        (at_most("x", "medium"), "medium", True),
        (at_most("x", "medium"), "high", False),
    ],
)
def test_known_score_decides(expression: Expression, x: str, expected: bool) -> None:
    assert verdict(expression, x=x) is expected


@pytest.mark.parametrize(
    ("expression", "x", "expected"),
    [
        (equals("x", "low"), "low medium high", None),
        (equals("x", "low", "medium", "high"), "low medium high", True),
        (at_least("x", "medium"), "low medium high", None),
        (at_least("x", "low"), "low medium high", True),
        (at_least("x", "medium"), "medium high", True),
        (at_most("x", "low"), "medium high", False),
        (at_most("x", "medium"), "medium high", None),
        (equals("x", "low"), "medium high", False),
    ],
)
def test_score_with_several_values_decides_only_when_all_agree(
    expression: Expression, x: str, expected: bool | None
) -> None:
    assert verdict(expression, x=x) is expected


@pytest.mark.parametrize(
    "expression",
    [equals("x", *WHOLE), at_least("x", "low"), at_most("x", "high"), compare("x", "y", "equal")],
)
def test_score_that_does_not_apply_leaves_an_atom_unknown(expression: Expression) -> None:
    assert verdict(expression, x="", y="low") is None
    assert verdict(some(expression, Z_HIGH), x="", y="low", z="high") is True
    assert verdict(some(expression, no(expression)), x="", y="low") is None


@pytest.mark.parametrize(
    ("relation", "tie", "x", "y", "expected"),
    [
        ("lower", "neutral", "low", "medium", True),
        ("lower", "neutral", "high", "medium", False),
        ("lower", "neutral", "medium", "medium", None),
        ("lower", "met", "medium", "medium", True),
        ("lower", "contrary", "medium", "medium", False),
        ("higher", "neutral", "high", "medium", True),
        ("higher", "met", "low", "medium", False),
        ("higher", "contrary", "low", "low", False),
        ("equal", "neutral", "low", "low", True),
        ("equal", "contrary", "low", "low", True),
        ("equal", "met", "low", "high", False),
        ("lower", "neutral", "low", "medium high", True),
        ("lower", "neutral", "low", "low medium high", None),
        ("lower", "met", "low", "low medium high", True),
        ("higher", "contrary", "low", "low medium high", False),
        ("higher", "neutral", "low", "low medium high", None),
        ("lower", "neutral", "low medium", "medium high", None),
    ],
)
def test_compare(relation: str, tie: str, x: str, y: str, expected: bool | None) -> None:
    assert verdict(compare("x", "y", relation, tie=tie), x=x, y=y) is expected


def test_a_score_compared_with_itself_is_a_tie_though_unknown() -> None:
    unknown = "low medium high"
    assert verdict(compare("x", "x", "lower", tie="contrary"), x=unknown) is False
    assert verdict(compare("x", "x", "lower", tie="met"), x=unknown) is True
    assert verdict(compare("x", "x", "equal"), x=unknown) is True


@pytest.mark.parametrize(
    ("relation", "before", "after", "expected"),
    [
        ("rises", "low", "high", True),
        ("rises", "low", "low", False),
        ("falls", "high", "low", True),
        ("falls", "low", "high", False),
        ("falls", "low", "low", False),
        ("stable", "low", "low", True),
        ("stable", "low", "medium", False),
        ("falls", "high", "low medium", True),
        ("falls", "high", "low medium high", None),
        ("falls", "low", "low medium high", False),
        ("rises", "", "high", None),
    ],
)
def test_change(relation: str, before: str, after: str, expected: bool | None) -> None:
    expression = change("x", "p1", "p2", relation)
    assert verdict(expression, x_p1=before, x_p2=after) is expected


@pytest.mark.parametrize(
    ("x", "y", "all_", "any_", "two_of_three"),
    [
        ("high", "high", True, True, True),
        ("high", "low", False, True, None),
        ("high", "low high", None, True, None),
        ("low", "low high", False, None, None),
        ("low", "low", False, False, False),
    ],
)
def test_combinations(
    x: str, y: str, all_: bool | None, any_: bool | None, two_of_three: bool | None
) -> None:
    domains = {"x": x, "y": y, "z": "low high"}
    assert verdict(every(X_HIGH, Y_HIGH), **domains) is all_
    assert verdict(some(X_HIGH, Y_HIGH), **domains) is any_
    assert verdict(at_least_k(2, X_HIGH, Y_HIGH, Z_HIGH), **domains) is two_of_three


@pytest.mark.parametrize(("x", "expected"), [("high", False), ("low", True), ("low high", None)])
def test_not(x: str, expected: bool | None) -> None:
    assert verdict(no(X_HIGH), x=x) is expected


def test_neutral_tie_is_neither_true_nor_false_within_an_expression() -> None:
    tie = compare("x", "y", "lower")
    domains = {"x": "low", "y": "low", "z": "high"}
    assert verdict(no(tie), **domains) is None
    assert verdict(every(tie, Z_HIGH), **domains) is None
    assert verdict(every(tie, no(Z_HIGH)), **domains) is False
    assert verdict(some(tie, Z_HIGH), **domains) is True


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (some(X_HIGH, no(X_HIGH)), True),
        (every(X_HIGH, no(X_HIGH)), False),
        (some(at_most("x", "medium"), X_HIGH), True),
        (every(at_least("x", "medium"), at_most("x", "low")), False),
        (at_least_k(2, at_least("x", "medium"), at_most("x", "medium"), X_HIGH), None),
        (at_least_k(1, at_least("x", "medium"), at_most("x", "medium"), X_HIGH), True),
        (some(every(X_HIGH, Y_HIGH), every(X_HIGH, no(Y_HIGH)), no(X_HIGH)), True),
        (every(compare("x", "y", "lower"), compare("x", "y", "higher")), None),
        (every(STRICTLY_LOWER, compare("x", "y", "higher", tie="contrary")), False),
        (every(STRICTLY_LOWER, compare("y", "x", "lower", tie="contrary")), False),
        (some(every(X_HIGH, Y_HIGH), no(X_HIGH)), None),
    ],
)
def test_repeated_unknown_scores_are_decided_exactly(
    expression: Expression, expected: bool | None
) -> None:
    assert verdict(expression, x="low medium high", y="low medium high") is expected


def test_atoms_left_open_stay_unknown_however_known_their_scores() -> None:
    atom = compare("x", "y", "lower")
    domains = {"x": "low", "y": "high", "z": "high"}
    assert verdict(atom, **domains) is True
    assert verdict(atom, (atom,), **domains) is None
    assert verdict(some(atom, no(atom)), (atom,), **domains) is None
    assert verdict(some(atom, Z_HIGH), (atom,), **domains) is True


def test_codes_and_scores_are_named_once_in_order_of_mention() -> None:
    expression = every(
        equals("z", "low"), compare("x", "z", "lower"), change("y", "p", "q", "rises")
    )
    assert expression_codes(expression) == ("z", "x", "y")
    assert expression_refs(expression) == (ref("z"), ref("x"), ref("y", "p"), ref("y", "q"))
    assert atom_refs(compare("x", "x", "equal")) == (ref("x"),)


def test_a_period_is_filled_in_only_where_none_is_named() -> None:
    expression = every(
        equals("x", "low"), no(equals("y", "low", period="own")), compare("x", "z", "lower")
    )
    filled = with_period(expression, "given")
    assert expression_refs(filled) == (
        ScoreRef("x", "given"),
        ScoreRef("y", "own"),
        ScoreRef("z", "given"),
    )
    moving = change("x", "p", "q", "falls")
    assert expression_refs(with_period(moving, "given")) == (ref("x", "p"), ref("x", "q"))


def test_polarity_turns_under_every_not() -> None:
    expression = some(X_HIGH, no(every(Y_HIGH, no(Z_HIGH))))
    assert list(signed_atoms(expression)) == [(X_HIGH, True), (Y_HIGH, False), (Z_HIGH, True)]


SCALES = {
    "x": THREE,
    "y": scale("other", "ordinal", "median", "low high"),
    "n": scale("kinds", "nominal", "consensus", "red blue"),
    "years": scale("years", "number", "median"),
}


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        (at_least("n", "red"), "at_least on n, whose scale kinds is of kind nominal"),
        (no(at_most("years", "3")), "at_most on years, whose scale years is of kind number"),
        (equals("years", "3"), "equals on years, whose scale years is of kind number"),
        (change("n", "p", "q", "stable"), "change on n"),
        (some(compare("x", "y", "lower")), "compare of x and y, on the scales three and other"),
        (equals("x", "low", "hgih"), "value hgih of x; allowed: low, medium, high"),
    ],
)
def test_an_expression_a_scale_cannot_answer_is_refused(expression: Expression, found: str) -> None:
    with pytest.raises(UsageError) as error:
        check_expression(expression, SCALES.__getitem__, "hypothesis H1")
    assert str(error.value).startswith("hypothesis H1: ")
    assert found in str(error.value)


def test_sound_expressions_pass() -> None:
    sound = every(equals("n", "red"), at_least("x", "low"), compare("x", "x", "equal"))
    check_expression(sound, SCALES.__getitem__, "hypothesis H1")
