"""Every parameter worked out by hand, and every quotient of nothing by nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from crosscase.configurations.kernel import fit_necessity, fit_sufficiency, unique_coverage

X = np.array([0.9, 0.6, 0.3, 0.2])
Y = np.array([0.7, 0.8, 0.4, 0.1])
# min(x, y) = .7 .6 .3 .1, sum 1.7; sum(x) = 2; sum(y) = 2
# 1 − y = .3 .2 .6 .9, so min(x, y, 1 − y) = .3 .2 .3 .1, sum 0.9
# 1 − x sums to 2, 1 − min(x, y) to 2.3


def test_necessity_by_hand() -> None:
    fit = fit_necessity(X, Y)
    assert (fit.incl, fit.cov) == pytest.approx((0.85, 0.85))
    assert fit.ron == pytest.approx(2 / 2.3)
    assert math.isnan(fit.pri)
    assert fit.undefined == {}


def test_sufficiency_by_hand() -> None:
    fit = fit_sufficiency(X, Y)
    assert (fit.incl, fit.cov) == pytest.approx((0.85, 0.85))
    assert fit.pri == pytest.approx((1.7 - 0.9) / (2 - 0.9))
    assert math.isnan(fit.ron)
    assert fit.undefined == {}


def test_crisp_by_hand() -> None:
    # Four cases: in both, in both, in x only, in y only; and one in neither.
    x, y = np.array([1.0, 1, 1, 0, 0]), np.array([1.0, 1, 0, 1, 0])
    necessity, sufficiency = fit_necessity(x, y), fit_sufficiency(x, y)
    assert necessity.incl == sufficiency.cov == 2 / 3
    assert necessity.cov == sufficiency.incl == sufficiency.pri == 2 / 3
    assert necessity.ron == 2 / 3


def test_unique_coverage_by_hand() -> None:
    # Alone: the first covers .2 beyond the others in case 1, the second .5 in case 2.
    terms = [np.array([0.8, 0.1]), np.array([0.6, 0.9]), np.array([0.0, 0.4])]
    assert unique_coverage(terms, np.array([1.0, 1.0])) == pytest.approx([0.1, 0.25, 0.0])


def test_one_term_has_no_unique_coverage() -> None:
    assert np.isnan(unique_coverage([X], Y)).tolist() == [True]
    assert unique_coverage([], Y) == []


ONES, NONE = np.ones(3), np.zeros(3)


def test_no_case_with_the_outcome() -> None:
    necessity, sufficiency = fit_necessity(ONES, NONE), fit_sufficiency(ONES, NONE)
    assert math.isnan(necessity.incl)
    assert necessity.undefined == {"incl": "no case has the outcome"}
    assert (necessity.cov, necessity.ron) == (0, 0)
    assert math.isnan(sufficiency.cov)
    assert sufficiency.undefined == {"cov": "no case has the outcome"}
    assert (sufficiency.incl, sufficiency.pri) == (0, 0)


def test_no_case_in_the_expression() -> None:
    necessity, sufficiency = fit_necessity(NONE, ONES), fit_sufficiency(NONE, ONES)
    assert necessity.undefined == {"cov": "no case is in the expression"}
    assert math.isnan(necessity.cov)
    assert (necessity.incl, necessity.ron) == (0, 1)
    assert set(sufficiency.undefined) == {"incl", "pri"}
    assert math.isnan(sufficiency.incl)
    assert math.isnan(sufficiency.pri)


def test_every_case_fully_in_both() -> None:
    fit = fit_necessity(ONES, ONES)
    assert (fit.incl, fit.cov) == (1, 1)
    assert math.isnan(fit.ron)
    assert fit.undefined["ron"].startswith("every case is fully in")


def test_rounding_does_not_make_a_proportion_of_nothing() -> None:
    # 1 − 0.9 is 0.09999999999999998, so that the denominator of PRI is not exactly zero.
    fit = fit_sufficiency(np.array([0.1]), np.array([0.9]))
    assert fit.incl == 1
    assert math.isnan(fit.pri)
    assert list(fit.undefined) == ["pri"]
