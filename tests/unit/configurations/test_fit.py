"""Which expressions are fitted, in which order, and what is refused."""

from __future__ import annotations

from math import comb

import pytest
from pandas import DataFrame

from crosscase.configurations import fit_parameters
from crosscase.configurations.expressions import list_expressions
from crosscase.errors import UsageError

FRAME = DataFrame(
    {"A": [0.9, 0.6, 0.1], "B": [0.2, 0.7, 0.8], "Y": [0.8, 0.9, 0.3]}, index=["p", "q", "r"]
)


def test_expressions_in_order() -> None:
    assert [str(one) for one in list_expressions(["A", "B"], 5)] == [
        *("A", "B", "~A", "~B"),
        *("A*B", "A*~B", "~A*B", "~A*~B"),
        *("A + B", "A + ~B", "~A + B", "~A + ~B"),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_expression_once(size: int) -> None:
    found = [str(one) for one in list_expressions("ABCD", size)]
    joined = sum(comb(4, many) * 2**many for many in range(2, size + 1))
    assert len(found) == len(set(found)) == 8 + 2 * joined


def test_conjunction_and_disjunction_by_hand() -> None:
    found = fit_parameters(FRAME, "Y", ["A", "B"])
    by = found.set_index(["kind", "expression"])
    # A*B is .2 .6 .1; with Y: .2 .6 .1, sum .9; A + B is .9 .7 .8; with Y: .8 .7 .3, sum 1.8
    assert by.loc[("sufficiency", "A*B"), "incl"] == pytest.approx(1)
    assert by.loc[("sufficiency", "A*B"), "cov"] == pytest.approx(0.9 / 2)
    assert by.loc[("necessity", "A + B"), "incl"] == pytest.approx(1.8 / 2)
    assert by.loc[("necessity", "A + B"), "cov"] == pytest.approx(1.8 / 2.4)
    # ~A is .1 .4 .9; with Y: .1 .4 .3
    assert by.loc[("necessity", "~A"), "incl"] == pytest.approx(0.8 / 2)


def test_columns_and_what_does_not_apply() -> None:
    found = fit_parameters(FRAME, "Y", ["A", "B"])
    assert list(found.columns) == [
        "expression",
        "kind",
        "incl",
        "pri",
        "ron",
        "cov",
        "covU",
        "undefined",
    ]
    necessity, sufficiency = (found[found["kind"] == k] for k in ("necessity", "sufficiency"))
    assert necessity[["pri", "covU"]].isna().all().all()
    assert sufficiency["ron"].isna().all()
    assert sufficiency["covU"].notna().tolist() == [True] * 4 + [False] * 8
    assert (found["undefined"] == "").all()
    assert found["kind"].tolist() == ["necessity"] * 12 + ["sufficiency"] * 12


def test_unique_coverage_of_single_conditions() -> None:
    found = fit_parameters(FRAME, "Y", ["A", "B"], size=1).set_index(["kind", "expression"])
    # min(A, Y) = .8 .6 .1, with B beside it .2 .6 .1: .6 of 2 alone
    assert found.loc[("sufficiency", "A"), "covU"] == pytest.approx(0.3)


def test_undefined_is_said_and_never_a_number() -> None:
    frame = DataFrame({"A": [1, 1], "Y": [0, 0]})
    found = fit_parameters(frame, "Y", ["A"]).set_index(["kind", "expression"])
    row = found.loc[("necessity", "~A")]
    assert row[["incl", "cov"]].isna().all()
    assert row["undefined"] == "incl: no case has the outcome; cov: no case is in the expression"


def test_the_negated_outcome_is_the_outcome_of_one_minus_y() -> None:
    turned = FRAME.assign(Y=1 - FRAME["Y"])
    assert fit_parameters(FRAME, "Y", ["A", "B"], negate=True).equals(
        fit_parameters(turned, "Y", ["A", "B"])
    )


def test_crisp_memberships_may_be_whole_numbers_or_texts() -> None:
    numbers = DataFrame({"A": [1, 0], "Y": [1, 0]})
    assert fit_parameters(numbers, "Y", ["A"]).equals(fit_parameters(numbers.astype(str), "Y", "A"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([0.5, 1.2, 0], "row 2 (q), column A: found '1.2'"),
        ([0.5, -0.1, 0], "row 2 (q), column A: found '-0.1'"),
        ([0.5, 0, float("nan")], "row 3 (r), column A: found 'nan'"),
        (["0.5", "", "x"], "row 2 (q), column A: found ''\nrow 3 (r), column A: found 'x'"),
        ([None, 0, 1], "row 1 (p), column A"),
    ],
)
def test_values_that_are_no_memberships(values: list[object], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        fit_parameters(FRAME.assign(A=values), "Y", ["A"])
    assert said in str(refused.value)
    assert "from 0 to 1" in str(refused.value)


def test_a_long_list_of_wrong_values_is_cut() -> None:
    frame = DataFrame({"A": [2] * 30, "Y": [1] * 30})
    with pytest.raises(UsageError, match="… and 10 more"):
        fit_parameters(frame, "Y", ["A"])


@pytest.mark.parametrize(
    ("outcome", "conditions", "size", "said"),
    [
        ("Z", ["A"], 2, "outcome 'Z': found no such column; allowed: A, B, Y"),
        ("Y", ["A", "C"], 2, "condition 'C': found no such column"),
        ("Y", ["A", "Y"], 2, "as outcome and as condition"),
        ("Y", ["A", "B", "A"], 2, "found A more than once"),
        ("Y", [], 2, "found none"),
        ("Y", ["A"], 0, "size: found 0"),
    ],
)
def test_names_and_sizes_that_cannot_be(
    outcome: str, conditions: list[str], size: int, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        fit_parameters(FRAME, outcome, conditions, size=size)
    assert said in str(refused.value)


def test_cases_twice_or_none() -> None:
    with pytest.raises(UsageError, match="found case p more than once"):
        fit_parameters(FRAME.set_axis(["p", "p", "r"]), "Y", ["A"])
    with pytest.raises(UsageError, match="found no cases"):
        fit_parameters(FRAME.head(0), "Y", ["A"])
