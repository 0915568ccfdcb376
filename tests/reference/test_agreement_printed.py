"""Further printed examples of agreement, each with where the data and the digits were seen.

Sources, as far as they are not named at the test itself:

- DKPro: the tests of DKPro Statistics (github.com/dkpro/dkpro-statistics, under
  ``dkpro-statistics-agreement/src/test/java/org/dkpro/statistics/agreement/coding``), which give the
  publication and page of each table and the printed values. The pages below are theirs; the
  publications themselves were not at hand.
- irrCAC: the data (``irrCAC/datasets.py``) and tests (``test/unit/irrCAC``) of the Python port of
  Gwet's package, github.com/afergadis/irrCAC, which name Gwet (2014), Handbook of inter-rater
  reliability, 4th ed., as the source of the data.
- statsmodels: ``statsmodels/stats/tests/test_inter_rater.py``, with output of SAS and of R's irr.
"""

from __future__ import annotations

import numpy as np
import pytest

from crosscase.reliability import (
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent,
)
from crosscase.reliability.ratings import Vector
from tests.reference.test_agreement import one, rated, spread


def counted(*units: str) -> Vector:
    """A text a unit: how many coders gave the values 0, 1 and on; coders differ in number."""
    rows = [
        [float(value) for value, n in enumerate(unit.split()) for _ in range(int(n))]
        for unit in units
    ]
    most = max(map(len, rows))
    return np.array([row + [np.nan] * (most - len(row)) for row in rows])


@pytest.mark.parametrize(
    ("metric", "printed"), [("nominal", ".642"), ("interval", ".547"), ("ratio", ".483")]
)
def test_krippendorff_1980_three_observers(metric: str, printed: str) -> None:
    """Krippendorff (1980), Content analysis, p. 139, in DKPro (``Krippendorff1980Test``)."""
    data = rated("1 1 2 4 1 2 1 3 2", "1 2 2 4 4 2 2 3 2", "1 2 2 4 4 2 3 3 2")
    assert f"{one(krippendorff_alpha(data, metric)):.3f}" == f"0{printed}"
    assert one(percent(data)) == pytest.approx(0.74, abs=0.001)


def test_krippendorff_2004_other_coefficients() -> None:
    """Krippendorff (2004), Content analysis, 2nd ed., pp. 227, 246, in DKPro.

    (``Krippendorff2004Test``.) Of the two tables of p. 246, with the same agreement and the same
    use of the categories by both coders together, only kappa rewards unequal margins.
    """
    two = rated("a a b b b b b c c c c c", "a b b b b b c c c c c c")
    assert f"{one(percent(two)):.3f}" == "0.833"
    assert f"{one(krippendorff_alpha(two)):.3f}" == "0.734"
    alike = spread([[12, 9, 9], [9, 14, 9], [9, 9, 20]])
    apart = spread([[12, 18, 18], [0, 14, 18], [0, 0, 20]])
    for data, kappa in ((alike, "0.186"), (apart, "0.258")):
        assert f"{one(percent(data)):.3f}" == "0.460"
        assert f"{one(fleiss_kappa(data)):.3f}" == "0.186"  # of two coders: Scott's pi
        assert f"{one(cohen_kappa(data)):.3f}" == kappa


def test_krippendorff_1995_continua_cut_in_pieces() -> None:
    """Krippendorff (1995), Sociological Methodology 25, p. 57, in DKPro.

    (``unitizing/Krippendorff1995Test``, ``testDigitizedAgreement``: four continua cut in 24 pieces;
    of the fourth, where all is marked, the coefficients are undefined.)
    """
    bertha = rated(
        "0 0 1 1 1 1 1 1 1 1 0 0 0 0 1 1 1 1 1 1 0 0 0 0",
        "0 0 0 0 1 1 1 1 0 0 0 0 0 0 0 1 1 0 0 0 0 0 0 0",
    )
    john = rated("1 " * 18 + "0 " * 6, "1 " * 10 + "0 " * 14)
    gerret = rated(
        "0 0 1 1 1 1 1 1 0 0 1 1 0 0 1 1 1 1 0 0 1 1 0 0",
        "1 1 0 0 1 1 1 1 0 0 1 1 1 1 0 0 1 1 0 0 1 1 0 0",
    )
    for data, kappa in ((bertha, "0.385"), (john, "0.385"), (gerret, "0.314")):
        assert f"{one(cohen_kappa(data)):.3f}" == kappa
        assert f"{one(fleiss_kappa(data)):.3f}" == "0.314"
    assert f"{one(krippendorff_alpha(bertha)):.3f}" == "0.329"
    heather = rated("1 " * 24, "1 " * 24)
    assert np.isnan([one(cohen_kappa(heather)), one(fleiss_kappa(heather))]).all()


def test_artstein_and_poesio_2008() -> None:
    """Artstein and Poesio (2008), Computational Linguistics 34(4), pp. 558, 568, in DKPro.

    (``ArtsteinPoesio2008Test``; .79953 in the docstring of NLTK's ``nltk.metrics.agreement``.) The
    weights: a check disagrees half with a statement and with a request.
    """
    first = spread([[20, 10], [20, 50]])
    assert f"{one(fleiss_kappa(first)):.3f}" == "0.341"
    assert f"{one(cohen_kappa(first)):.3f}" == "0.348"
    second = spread([[46, 0, 0], [6, 32, 6], [0, 0, 10]])
    assert f"{one(percent(second)):.2f}" == "0.88"
    assert f"{one(fleiss_kappa(second)):.5f}" == "0.79953"
    assert f"{one(cohen_kappa(second)):.4f}" == "0.8013"
    weights = np.array([[1, 0, 0.5], [0, 1, 0.5], [0.5, 0.5, 1]])
    assert f"{one(cohen_kappa(second, table=weights)):.4f}" == "0.8163"


def test_kappas_of_two_coders_in_dkpro() -> None:
    """Three publications in DKPro (``Agresti1992Test``, ``BrennanPrediger1981Test``, ``Zwick1988Test``).

    Agresti (1992), Statistical Methods in Medical Research 1(2), p. 202, after Landis and Koch
    (1977); Brennan and Prediger (1981), Educational and Psychological Measurement 41(3), pp. 689,
    691; Zwick (1988), Psychological Bulletin 103(3), p. 376: the table whose margins differ.
    """
    agresti = spread([[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]])
    assert f"{one(cohen_kappa(agresti)):.3f}" == "0.493"
    brennan = ([[50, 0, 0], [10, 10, 10], [20, 0, 0]], [[50, 0, 10], [0, 10, 10], [10, 10, 0]])
    assert [f"{one(cohen_kappa(spread(table))):.2f}" for table in brennan] == ["0.27", "0.29"]
    zwick = spread([[20, 5, 5, 10], [0, 10, 5, 5], [0, 5, 10, 5], [0, 0, 0, 20]])
    assert f"{one(percent(zwick)):.2f}" == "0.60"
    assert f"{one(cohen_kappa(zwick)):.3f}" == "0.474"
    assert one(fleiss_kappa(zwick)) == pytest.approx(0.460, abs=0.001)


def test_warrens_2010_eight_coders() -> None:
    """Warrens (2010), Advances in Data Analysis and Classification 4(4), p. 284, in DKPro.

    (``Warrens2010Test``; data of O'Malley and others 2006.) Unrounded it is .83235.
    """
    units = ["N N N N N N N N"] * 14 + ["N N N A N N N N", "N N N N N N N A"]
    units += ["A A A A A A A A"] * 10 + ["A A N A A A A N"] * 2
    units += ["A A N A N A A N", "A A N A N A N N"]
    data = rated(*(" ".join(coder) for coder in zip(*(u.split() for u in units), strict=True)))
    assert data.shape == (30, 8)
    assert one(fleiss_kappa(data)) == pytest.approx(0.8324, abs=1e-4)


@pytest.mark.parametrize(
    ("table", "kappa", "ac1"),
    [([[40, 9], [6, 45]], "0.70", "0.70"), ([[80, 10], [5, 5]], "0.32", "0.81")],
)
def test_feinstein_and_cicchetti_1990_the_paradox(
    table: list[list[int]], kappa: str, ac1: str
) -> None:
    """Feinstein and Cicchetti (1990): the same agreement of .85, once with uneven margins.

    Cells, agreement and kappa in Gerstman, Epidemiology kept simple, p. 227, table 10.6
    (fliphtml5.com/oxxta/wbjc); the same kappas with AC1 in Shankar and Bangdiwala (2014), BMC Medical
    Research Methodology 14:100, table 3, scenarios 1 and 2.
    """
    data = spread(table)
    assert f"{one(percent(data)):.2f}" == "0.85"
    assert f"{one(cohen_kappa(data)):.2f}" == kappa
    assert f"{one(gwet_ac(data)):.2f}" == ac1


@pytest.mark.parametrize(
    ("kind", "kappa", "ac"),
    [
        ("identity", "0.432", "0.456"),
        ("linear", "0.407", "0.377"),
        ("quadratic", "0.383", "0.299"),
    ],
)
def test_gwet_diagnoses_with_every_weight(kind: str, kappa: str, ac: str) -> None:
    """Gwet's 223 psychiatric patients (``cont4x4diagnosis``): AC2 below kappa. irrCAC."""
    data = spread([[40, 6, 4, 15], [4, 25, 1, 5], [4, 2, 21, 9], [17, 13, 12, 45]])
    assert len(data) == 223
    assert f"{one(cohen_kappa(data, kind=kind)):.3f}" == kappa
    assert f"{one(gwet_ac(data, kind=kind)):.3f}" == ac


OBSERVERS = (
    "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1",
    "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1",
    "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1",
    ". 1 3 . . . . 0 . 1 0 0 2 2 .",
    "2 . . 0 0 0 1 . 2 . . . . 3 1",
)
GROUPS = (
    "a b c c b a d a b . . . b b",
    "a b c c b b d a b e . . b a",
    ". c c c b c d b b e a c c c",
    "a b c c b d d a b e a . b b",
)
BEN_GERRY = ("a a b b d c c c e d d a", "b a b b b c c c e . d d")


@pytest.mark.parametrize(
    ("coders", "agreement", "ac1", "fleiss", "alpha"),
    [
        (OBSERVERS, "0.616", "0.497", "0.458", "0.481"),
        (GROUPS, "0.744", "0.685", "0.657", "0.632"),
        (BEN_GERRY, "0.727", "0.661", "0.649", "0.665"),
    ],
)
def test_gwet_units_with_one_value_count_for_chance(
    coders: tuple[str, ...], agreement: str, ac1: str, fleiss: str, alpha: str
) -> None:
    """Gwet's ``raw_5observers``, ``raw_g1g2`` and ``raw_ben_gerry``, with missing data. irrCAC."""
    data = rated(*coders)
    assert f"{one(percent(data)):.3f}" == agreement
    assert f"{one(gwet_ac(data)):.3f}" == ac1
    assert f"{one(fleiss_kappa(data)):.3f}" == fleiss
    assert f"{one(krippendorff_alpha(data)):.3f}" == alpha


def test_krippendorff_alpha_of_units_with_nine_to_twelve_coders() -> None:
    """Krippendorff (2020, draft), table 6: units with unequally many values.

    As in the tests of an R package, github.com/jucor/krippendorff,
    ``tests/testthat/test-quadrilogy.R``, which name the table and give ten digits.
    """
    units = ["1 8", "9 0", "0 12", "5 6", "8 1"]
    some = (([1, 2], "1.0000000000"), ([1, 2, 4], "0.8687782805"))
    more = (([0, 1, 2, 4], "0.7989417989"), (range(5), "0.6054750403"))
    for chosen, printed in (*some, *more):
        found = krippendorff_alpha(counted(*(units[unit] for unit in chosen)))
        assert f"{one(found):.10f}" == printed


def test_wikipedia() -> None:
    """The examples of Wikipedia's pages on Krippendorff's alpha and Fleiss' kappa.

    Data and digits in the tests of the Python package krippendorff, github.com/pln-fing-udelar/
    fast-krippendorff, ``tests/test_krippendorff.py`` (.691358, .810845; its ``sample.py`` names
    Wikipedia), and of statsmodels (.210).
    """
    data = rated(
        ". . . . . 3 4 1 2 1 1 3 3 . 3",
        "1 . 2 1 3 3 4 3 . . . . . . .",
        ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
    )
    assert f"{one(krippendorff_alpha(data)):.6f}" == "0.691358"
    assert f"{one(krippendorff_alpha(data, 'interval')):.6f}" == "0.810845"
    fourteen = (
        *("0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1"),
        *("7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7"),
    )
    assert f"{one(fleiss_kappa(counted(*fourteen))):.3f}" == "0.210"


SECOND = "3 6 4 6 2 4 2 4 3 3 2 3 3 3 2 2 1 3 3 4"
THIRD = "2 1 4 4 3 2 1 6 1 1 1 2 3 3 1 1 3 3 2 2"


def test_weighted_kappa_of_sas_and_irr() -> None:
    """Output of SAS and of ``kappa2(anxiety[, 2:3])`` of R's irr, in statsmodels.

    Nobody used category 5 of the six. irr closes the gap, which gives .1459 and .2520; psych does
    so too, unless told ``levels = 1:6``: then, as here by the distances of the numbers, .1262 and
    .2298 (R 4.2.2, psych 2.2.9).
    """
    sas = spread([[0, 4, 1], [0, 8, 0], [0, 1, 5]])
    assert f"{one(cohen_kappa(sas)):.4f}" == "0.4842"
    assert f"{one(cohen_kappa(sas, kind='linear')):.4f}" == "0.4701"
    anxiety = rated(SECOND, THIRD)
    closed = rated(SECOND.replace("6", "5"), THIRD.replace("6", "5"))
    assert f"{one(cohen_kappa(anxiety)):.9f}" == "-0.006289308"
    for kind, narrowed, kept in (
        ("linear", "0.1459075", "0.1262136"),
        ("quadratic", "0.2520325", "0.2297980"),
    ):
        assert f"{one(cohen_kappa(closed, kind=kind)):.7f}" == narrowed
        assert f"{one(cohen_kappa(anxiety, kind=kind)):.7f}" == kept
