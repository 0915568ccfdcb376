"""Printed examples of agreement: every digit that was printed.

The sources, and where the data and the printed values were read:

- Krippendorff (2011), Computing Krippendorff's alpha-reliability, repository.upenn.edu/asc_papers/43.
  Data of section C (4 observers, 12 units) as in Gwet's ``cac.raw4raters``; A: "Meg" and "Owen", B:
  "Ben" and "Gerry" (``cac.ben.gerry``). Values as printed on pp. 3, 4, 5 and 8.
- Hayes and Krippendorff (2007), Communication Methods and Measures 1(1), 77–89, table 1: data at
  github.com/jucor/krippendorff, ``data-raw/hayes2007table1.csv``; .7598 (ordinal) as quoted with nominal
  .477 and interval .757 at github.com/raoulbia/nltk-krippendorff-validation.
- Fleiss (1971), Psychological Bulletin 76(5), 378–382, table 1: data in the tests of statsmodels
  (``test_inter_rater.py``); .430 and 0.4302445 as R's irr has it.
- Cohen (1960, 1968): the table of 200 diagnoses of Cohen (1968), table 1, with the weights printed in it;
  in the documentation of R's psych (``cohen.kappa``: "cohen reports .492 and .348", ".353") and, cell for
  cell, in the vignette ``weighted_kappa`` of R's DMAR, which prints 0.4545455 for quadratic weights and
  shows that .353 needs the transpose of the weights printed.
- Gwet (2014): the vignette ``overview`` of Gwet's R package irrCAC prints the unweighted values of
  ``cac.raw4raters``, ``cont3x3abstractors`` and ``distrib.6raters``; the weighted ones of
  ``cac.raw4raters`` are printed in the README of R's lagree, which follows irrCAC.
- Krippendorff (2019), Content analysis, 4th ed., § 12.6, figure 12.11 (p. 340): Alex, Paul and Suzan, in
  the tests of R's quallmer (``test-alpha_u.R``) with the printed .510, .413, .724 and (k)u-alphas. The
  book's .413 follows from its rounded expected coincidence, 1 − 26/44.3; unrounded it is .4136.
"""

from __future__ import annotations

import numpy as np
import pytest

from crosscase.reliability import (
    Marks,
    SegmentAgreement,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent,
)
from crosscase.reliability.ratings import Vector

RAW4 = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
GWET4 = (RAW4[0], "1 2 3 3 2 2 4 1 2 5 . .", ". 3 3 3 2 3 4 2 2 5 1 3", RAW4[3])
"""Gwet has the one value of the last unit with another rater, which no coefficient notices."""

HAYES = (
    "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1",
    "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1",
    "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1",
    ". 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .",
    "2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1",
)
FLEISS = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 "
    "144444 124444 222333 144444 224445 333335 111455 111112 224444 133555 "
    "555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
)
COHEN = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]


def rated(*coders: str) -> Vector:
    """One text a coder, a value a unit; ``.`` is missing and letters are numbered."""
    rows = [text.split() for text in coders]
    number = {
        value: float(n) for n, value in enumerate(sorted({v for r in rows for v in r} - {"."}))
    }
    numeric = all(value.isdigit() for value in number)
    return np.array(
        [[np.nan if v == "." else float(v) if numeric else number[v] for v in row] for row in rows]
    ).T


def spread(table: list[list[int]]) -> Vector:
    """The units of a table of counts: the first coder's category by the second's."""
    pairs = [(a, b) for a, row in enumerate(table) for b, n in enumerate(row) for _ in range(n)]
    return np.array(pairs, dtype=np.float64)


def one(found: Vector) -> float:
    assert found.shape == (1,)
    return float(found[0])


@pytest.mark.parametrize(
    ("metric", "printed"),
    [("nominal", ".743"), ("ordinal", ".815"), ("interval", ".849"), ("ratio", ".797")],
)
def test_krippendorff_2011_many_observers_with_missing_data(metric: str, printed: str) -> None:
    assert f"{one(krippendorff_alpha(rated(*RAW4), metric)):.3f}" == f"0{printed}"


def test_krippendorff_2011_two_observers_binary() -> None:
    found = krippendorff_alpha(rated("1 1 0 0 0 0 0 0 0 0", "0 1 1 0 0 1 0 1 0 0"))
    assert f"{one(found):.3f}" == "0.095"


def test_krippendorff_2011_two_observers_nominal() -> None:
    found = krippendorff_alpha(rated("a a b b d c c c e d d a", "b a b b b c c c e d d d"))
    assert f"{one(found):.3f}" == "0.692"


def test_hayes_krippendorff_2007() -> None:
    data = rated(*HAYES)
    assert data.shape == (40, 5)
    assert f"{one(krippendorff_alpha(data, 'ordinal')):.4f}" == "0.7598"
    assert f"{one(krippendorff_alpha(data)):.3f}" == "0.477"
    assert f"{one(krippendorff_alpha(data, 'interval')):.3f}" == "0.757"


def test_fleiss_1971() -> None:
    data = np.array([[float(d) for d in unit] for unit in FLEISS.split()])
    assert data.shape == (30, 6)
    assert f"{one(fleiss_kappa(data)):.3f}" == "0.430"
    assert f"{one(fleiss_kappa(data)):.7f}" == "0.4302445"
    assert one(percent(data)) == pytest.approx(500 / 900, abs=1e-12)


def test_cohen_1960() -> None:
    assert f"{one(cohen_kappa(spread(COHEN))):.3f}" == "0.492"


@pytest.mark.parametrize(
    ("disagreement", "printed"),
    [([[0, 1, 3], [1, 0, 6], [3, 6, 0]], "0.348"), ([[0, 1, 2], [1, 0, 2], [4, 6, 0]], "0.353")],
)
def test_cohen_1968_weights_of_ones_own(disagreement: list[list[int]], printed: str) -> None:
    table = 1 - np.array(disagreement) / 6
    assert f"{one(cohen_kappa(spread(COHEN), table=table)):.3f}" == printed


def test_cohen_1968_quadratic_weights() -> None:
    assert f"{one(cohen_kappa(spread(COHEN), kind='quadratic')):.7f}" == "0.4545455"


def test_gwet_raw_ratings_of_four_raters() -> None:
    data = rated(*GWET4)
    assert f"{one(percent(data)):.7f}" == "0.8181818"
    assert f"{one(gwet_ac(data)):.7f}" == "0.7754441"
    assert f"{one(fleiss_kappa(data)):.7f}" == "0.7611693"
    assert f"{one(krippendorff_alpha(data)):.7f}" == "0.7434211"


def test_gwet_raw_ratings_with_quadratic_weights() -> None:
    data = rated(*GWET4)
    assert f"{one(gwet_ac(data, kind='quadratic')):.7f}" == "0.9140007"
    # alpha with quadratic weights is alpha for intervals
    assert f"{one(krippendorff_alpha(data, 'interval')):.7f}" == "0.8491071"


def test_gwet_two_abstractors() -> None:
    data = spread(ABSTRACTORS)
    assert one(percent(data)) == pytest.approx(0.89, abs=1e-12)
    assert f"{one(cohen_kappa(data)):.7f}" == "0.7964094"
    assert f"{one(fleiss_kappa(data)):.7f}" == "0.7962397"  # of two coders: Scott's pi
    assert f"{one(gwet_ac(data)):.7f}" == "0.8493305"
    assert f"{one(krippendorff_alpha(data)):.7f}" == "0.7972585"


def test_gwet_six_raters() -> None:
    """``distrib.6raters``: the first fifteen patients of Fleiss."""
    data = np.array([[float(d) for d in unit] for unit in FLEISS.split()[:15]])
    assert f"{one(gwet_ac(data)):.7f}" == "0.4448007"
    assert f"{one(fleiss_kappa(data)):.7f}" == "0.4139265"
    assert f"{one(krippendorff_alpha(data)):.7f}" == "0.4204384"


UNITS = {
    "alex": [(0, 7, 1), (7, 13, 2), (30, 32, 5), (32, 37, 6), (37, 44, 6), (44, 60, 7)],
    "paul": [(0, 7, 1), (7, 13, 3), (13, 21, 5), (32, 44, 6)],
    "suzan": [(0, 7, 1), (7, 13, 4), (13, 21, 5), (32, 37, 6), (37, 41, 6), (41, 44, 6)],
}


def test_krippendorff_2019_unitizing() -> None:
    rows = [
        (coder, code - 1, 0, start, end)
        for coder, segments in enumerate(UNITS.values())
        for start, end, code in segments
    ]
    marks = Marks(*np.array(rows).T, 3, 7, np.array([60]))  # type: ignore[misc, arg-type]
    agreement = SegmentAgreement(marks, tuple(UNITS))
    alpha, binary, coding = (estimate.value for estimate in agreement.whole()[:3])
    assert f"{alpha:.3f}" == "0.510"
    assert f"{coding:.3f}" == "0.724"
    assert f"{1 - 26 / 44.3:.3f}" == "0.413"
    assert binary == pytest.approx(1 - 26 / (180 * 71 * 109 / (180**2 - 71 - 911)), abs=1e-12)
    of_codes = [agreement.among_codes(code) for code in range(7)]
    assert [round(one.value, 3) for one in of_codes[:6]] == [1, 0, 0, 0, 1, 1]
    assert of_codes[6].reason == "no meeting"
