"""The truth table: rows, cuts, remainders, contradictions and cases that are half in."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from pandas import DataFrame

from crosscase.configurations import AmbiguousCaseWarning, measure_diversity, truth_table
from crosscase.errors import UsageError

FRAME = DataFrame(
    {
        "A": [0.9, 0.8, 0.2, 0.1],
        "B": [0.7, 0.6, 0.9, 0.3],
        "Y": [0.9, 0.4, 0.8, 0.2],
    },
    index=["p", "q", "r", "s"],
)


def table(frame: DataFrame = FRAME, **options: Any) -> DataFrame:
    return truth_table(frame, "Y", ["A", "B"], **options)


def test_rows_by_hand() -> None:
    found = table()
    assert found["row"].tolist() == [1, 2, 4]
    assert found[["A", "B"]].to_numpy().tolist() == [[0, 0], [0, 1], [1, 1]]
    assert found["cases"].tolist() == ["s", "r", "p;q"]
    assert found["n"].tolist() == [1, 1, 2]
    # A*B is .7 .6 .2 .1; with Y: .7 .4 .2 .1
    assert found["incl"].tolist()[2] == pytest.approx(1.4 / 1.6)
    # min(A*B, Y, 1 − Y) is .1 .4 .2 .1
    assert found["PRI"].tolist()[2] == pytest.approx((1.4 - 0.8) / (1.6 - 0.8))


def test_columns() -> None:
    expected = ["row", "A", "B", "OUT", "n", "incl", "PRI", "cases", "contradictory"]
    assert list(table().columns) == list(table(complete=True).columns) == expected


@pytest.mark.parametrize(
    ("cut", "cut0", "out"),
    [(0.875, None, "1"), (0.88, None, "0"), (0.9, 0.875, "C"), (0.9, 0.88, "0"), (1, 0, "C")],
)
def test_cuts(cut: float, cut0: float | None, out: str) -> None:
    # The inclusion of the row is 0.875.
    assert table(cut=cut, cut0=cut0).set_index("row").loc[4, "OUT"] == out


def test_an_inclusion_at_the_cut_passes_in_spite_of_rounding() -> None:
    frame = DataFrame({"A": [0.7, 0.6], "B": [1, 1], "Y": [0.7, 0.44]})
    # 1.14 / 1.3 = 0.87692…
    assert table(frame, cut=1.14 / 1.3 + 1e-12)["OUT"].tolist() == ["1"]


def test_remainders_are_shown_when_asked() -> None:
    found = table(complete=True)
    assert found["row"].tolist() == [1, 2, 3, 4]
    row = found.iloc[2]
    assert (row["A"], row["B"], row["OUT"], row["n"], row["cases"]) == (1, 0, "?", 0, "")
    assert row[["incl", "PRI"]].isna().all()


def test_a_row_with_too_few_cases_is_a_remainder() -> None:
    assert table(cases_cut=2)["row"].tolist() == [4]
    found = table(cases_cut=2, complete=True).set_index("row")
    assert found["OUT"].tolist()[:3] == ["?", "?", "?"]
    assert (found.loc[2, "n"], found.loc[2, "cases"]) == (1, "r")
    assert found.loc[2, "incl"] > 0


def test_contradictory_rows() -> None:
    assert table()["contradictory"].tolist() == [False, False, True]
    crisp = DataFrame({"A": [1, 1, 0], "B": [0, 0, 0], "Y": [1, 0, 0]}, index=["p", "q", "r"])
    found = table(crisp, cut=0.8, cut0=0.2)
    assert found["contradictory"].tolist() == [False, True]
    assert found["OUT"].tolist() == ["0", "C"]


def test_the_negated_outcome() -> None:
    turned = FRAME.assign(Y=1 - FRAME["Y"])
    assert table(negate=True).equals(table(turned))


def test_a_case_that_is_half_in_is_in_no_row_and_named() -> None:
    frame = FRAME.copy()
    frame.loc["q", "B"] = 0.5
    frame.loc["s", ["A", "B"]] = 0.5
    with pytest.warns(AmbiguousCaseWarning, match=r"exactly 0\.5: q \(B\); s \(A, B\)$"):
        found = table(frame)
    assert found["cases"].tolist() == ["r", "p"]
    # It still counts in the inclusion: A*B is .7 .5 .2 .5; with Y: .7 .4 .2 .2
    assert found["incl"].tolist()[1] == pytest.approx(1.5 / 1.9)


def test_a_case_half_in_the_outcome_is_in_its_row() -> None:
    frame = FRAME.assign(Y=[0.9, 0.5, 0.8, 0.2])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = table(frame)
    assert found["cases"].tolist()[2] == "p;q"
    assert not found["contradictory"].any()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"cut": 1.1}, "cut: found 1.1"),
        ({"cut": 0.8, "cut0": 0.9}, "cut: found 0.8 and 0.9"),
        ({"cut": 0.8, "cut0": -0.1}, "cut: found 0.8 and -0.1"),
        ({"cases_cut": 0}, "cases cut: found 0"),
    ],
)
def test_cuts_that_cannot_be(options: dict[str, float], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        table(**options)
    assert said in str(refused.value)


def test_a_condition_named_as_a_column_of_the_table() -> None:
    with pytest.raises(UsageError, match="condition 'PRI': found the name of a column"):
        truth_table(FRAME.rename(columns={"A": "PRI"}), "Y", ["PRI", "B"])


def test_a_complete_table_of_many_conditions_is_refused() -> None:
    many = [f"C{number}" for number in range(16)]
    frame = DataFrame([[1] * 17], columns=[*many, "Y"])
    assert len(truth_table(frame, "Y", many)) == 1
    with pytest.raises(UsageError, match="found 16 conditions; allowed: at most 15"):
        truth_table(frame, "Y", many, complete=True)


def test_diversity_by_hand() -> None:
    found = measure_diversity(FRAME, "Y", ["A", "B"])
    assert (found.configurations, found.cases, found.observed, found.remainders) == (4, 4, 3, 1)
    assert (found.scarce, found.contradictory) == (0, 1)
    found = measure_diversity(FRAME, "Y", ["A", "B"], cases_cut=2)
    assert (found.observed, found.remainders, found.scarce) == (1, 3, 2)
