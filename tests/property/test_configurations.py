"""What holds of every table of memberships, whatever it says."""

from __future__ import annotations

import warnings
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame
from pandas.testing import assert_frame_equal

from crosscase.configurations import (
    AmbiguousCaseWarning,
    fit_parameters,
    measure_diversity,
    truth_table,
)
from crosscase.configurations.expressions import Expression, Literal
from crosscase.configurations.kernel import TOLERANCE

CONDITIONS = ["A", "B", "C"]
CRISP = st.integers(0, 1)
FUZZY = st.integers(0, 100).map(lambda percent: percent / 100)


def frames(values: st.SearchStrategy[float]) -> st.SearchStrategy[DataFrame]:
    row = st.tuples(values, values, values, values)
    return st.lists(row, min_size=1, max_size=8).map(
        lambda rows: DataFrame(
            rows, columns=[*CONDITIONS, "Y"], index=[f"c{n}" for n in range(len(rows))]
        )
    )


def table(frame: DataFrame, **options: bool) -> DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AmbiguousCaseWarning)
        return truth_table(frame, "Y", CONDITIONS, cut0=0.5, **options)


@given(frames(FUZZY), st.randoms(use_true_random=False))
def test_the_order_of_the_cases_is_irrelevant(frame: DataFrame, random: object) -> None:
    order = list(range(len(frame)))
    random.shuffle(order)  # type: ignore[attr-defined]
    other = frame.iloc[order]
    assert_frame_equal(
        fit_parameters(frame, "Y", CONDITIONS),
        fit_parameters(other, "Y", CONDITIONS),
        check_exact=True,
    )
    one, two = table(frame), table(other)
    sort = {"cases": [";".join(sorted(cases.split(";"))) for cases in one["cases"]]}
    sort_other = {"cases": [";".join(sorted(cases.split(";"))) for cases in two["cases"]]}
    assert_frame_equal(one.assign(**sort), two.assign(**sort_other), check_exact=True)


@given(frames(FUZZY))
def test_necessity_is_sufficiency_the_other_way_round(frame: DataFrame) -> None:
    found = fit_parameters(frame, "Y", CONDITIONS).set_index(["kind", "expression"])
    necessity, sufficiency = found.loc["necessity"], found.loc["sufficiency"]
    assert (necessity["incl"].fillna(-1) == sufficiency["cov"].fillna(-1)).all()
    assert (necessity["cov"].fillna(-1) == sufficiency["incl"].fillna(-1)).all()
    turned = fit_parameters(frame, "A", ["Y"], size=1).set_index(["kind", "expression"])
    assert turned.loc[("sufficiency", "Y"), "incl"] == pytest.approx(
        necessity.loc["A", "incl"], nan_ok=True
    )


@given(frames(FUZZY))
def test_parameters_lie_between_0_and_1_or_are_undefined_with_a_reason(frame: DataFrame) -> None:
    found = fit_parameters(frame, "Y", CONDITIONS)
    numbers = found[["incl", "pri", "ron", "cov", "covU"]].to_numpy()
    numbers = numbers[~np.isnan(numbers)]
    assert ((numbers >= 0) & (numbers <= 1 + 1e-12)).all()
    shown = {"necessity": ("incl", "ron", "cov"), "sufficiency": ("incl", "pri", "cov")}
    for row in found.to_dict("records"):
        missing = {name for name in shown[row["kind"]] if np.isnan(row[name])}
        assert {why.split(":")[0] for why in row["undefined"].split("; ") if why} == missing


@given(frames(FUZZY))
def test_pri_never_exceeds_inclusion_and_a_conjunction_never_covers_more(frame: DataFrame) -> None:
    found = fit_parameters(frame, "Y", CONDITIONS)
    sufficiency = found[found["kind"] == "sufficiency"].set_index("expression")
    both = sufficiency.dropna(subset=["incl", "pri"])
    assert (both["pri"] <= both["incl"] + TOLERANCE).all()
    for one, two in (("A", "B"), ("A", "~C"), ("~B", "~C")):
        joined, either = sufficiency["cov"][f"{one}*{two}"], sufficiency["cov"][f"{one} + {two}"]
        if not np.isnan(joined):
            alone = sufficiency["cov"][[one, two]]
            assert joined <= alone.min() + 1e-12
            assert either >= alone.max() - 1e-12
            # min(a, b) + max(a, b) = a + b, also within the outcome.
            assert joined + either == pytest.approx(alone.sum())


@given(frames(FUZZY))
def test_de_morgan(frame: DataFrame) -> None:
    columns = {name: frame[name].to_numpy(dtype=float) for name in CONDITIONS}
    for signs in product((True, False), repeat=3):
        literals = tuple(map(Literal, CONDITIONS, signs))
        opposite = tuple(map(Literal, CONDITIONS, (not sign for sign in signs)))
        joined = Expression("and", literals).memberships(columns)
        either = Expression("or", opposite).memberships(columns)
        assert joined == pytest.approx(1 - either)


@given(frames(FUZZY))
def test_complement_relevance_of_necessity_is_coverage_seen_from_the_absences(
    frame: DataFrame,
) -> None:
    # RoN of x for y is sum(1 − x) / sum(max(1 − x, 1 − y)); so is RoN of y for x with 1 − y.
    x, y = frame["A"].to_numpy(dtype=float), frame["Y"].to_numpy(dtype=float)
    found = fit_parameters(frame, "Y", ["A"], size=1).set_index(["kind", "expression"])
    whole = np.maximum(1 - x, 1 - y).sum()
    ron = found.loc[("necessity", "A"), "ron"]
    if whole > TOLERANCE:
        assert ron == pytest.approx((1 - x).sum() / whole)
    else:
        assert np.isnan(ron)


@given(frames(FUZZY))
def test_negating_a_condition_or_the_outcome_renames_the_rows(frame: DataFrame) -> None:
    turned = frame.assign(A=1 - frame["A"])
    was = fit_parameters(frame, "Y", ["A"], size=1).set_index(["kind", "expression"])
    now = fit_parameters(turned, "Y", ["A"], size=1).set_index(["kind", "expression"])
    numbers = ["incl", "cov", "ron"]
    for kind in ("necessity", "sufficiency"):
        left = was.loc[(kind, "~A"), numbers].to_numpy(dtype=float)
        assert left == pytest.approx(now.loc[(kind, "A"), numbers].to_numpy(float), nan_ok=True)
    absent = fit_parameters(frame.assign(Y=1 - frame["Y"]), "Y", CONDITIONS)
    assert_frame_equal(
        fit_parameters(frame, "Y", CONDITIONS, negate=True), absent, check_exact=True
    )


@given(frames(CRISP))
def test_crisp_sets_are_counts(frame: DataFrame) -> None:
    found = fit_parameters(frame, "Y", CONDITIONS).set_index(["kind", "expression"])
    both = int(((frame["A"] == 1) & (frame["Y"] == 1)).sum())
    row = found.loc[("sufficiency", "A")]
    if frame["A"].sum():
        assert row["incl"] == row["pri"] == both / frame["A"].sum()
    else:
        assert row[["incl", "pri"]].isna().all()
    rows = table(frame)
    for one in rows.to_dict("records"):
        members = frame[(frame[CONDITIONS] == [one[name] for name in CONDITIONS]).all(axis=1)]
        assert one["cases"] == ";".join(members.index)
        assert one["incl"] == one["PRI"] == members["Y"].mean()
        assert one["contradictory"] == (members["Y"].nunique() > 1)
    assert rows["n"].sum() == len(frame)


@given(frames(FUZZY))
def test_the_truth_table_has_every_case_once_but_those_half_in(frame: DataFrame) -> None:
    found, complete = table(frame), table(frame, complete=True)
    half = (frame[CONDITIONS] == 0.5).any(axis=1)
    placed = [case for cases in found["cases"] for case in cases.split(";")]
    assert sorted(placed) == sorted(frame.index[~half])
    assert complete["row"].tolist() == list(range(1, 9))
    assert (complete["OUT"] == "?").sum() == 8 - len(found)
    diversity = measure_diversity(frame, "Y", CONDITIONS)
    assert (diversity.observed, diversity.remainders) == (len(found), 8 - len(found))
    assert diversity.contradictory == found["contradictory"].sum()
    assert_frame_equal(complete[complete["OUT"] != "?"].reset_index(drop=True), found)


@given(frames(FUZZY))
def test_the_rows_are_conjunctions_of_all_conditions(frame: DataFrame) -> None:
    fits = fit_parameters(frame, "Y", CONDITIONS, size=3).set_index(["kind", "expression"])
    for row in table(frame).to_dict("records"):
        name = "*".join(c if row[c] else f"~{c}" for c in CONDITIONS)
        fit = fits.loc[("sufficiency", name)]
        assert (row["incl"], row["PRI"]) == (fit["incl"], fit["pri"])
