"""The R package QCA on its classic data: every digit it prints.

The sources, and what was taken from each:

- QCA, the package's own regression outputs: github.com/dusadrian/QCA, commit ee9fd13,
  ``tests/testthat/_snaps/pof.md`` and ``truthTable.md``; ``superSubset.md`` at commit 2d1923b.
  The crisp data of Lipset (``LC``, as in Rihoux and De Meur 2009) and of Krook (2010,
  ``d.represent``) stand in those outputs: the truth tables name the cases of every row, and no row
  is contradictory. They are ``lipset-crisp.csv`` and ``krook.csv``.
- QCA 3.25 in R, to fifteen digits: github.com/omicverse/socialverse, commit 390a72f,
  ``socialverse/external/pyqca/tests/reference.json``, written by ``r_reference_driver.R`` beside it.
  It holds the fuzzy data of Lipset (``LF``, as in Ragin 2009) as well: ``lipset-fuzzy.csv``. The
  first six rows are printed at jmsallan.netlify.app/blog/necessary-and-sufficient-conditions-in-qca-using-r.
- ``lipset-first-thresholds.csv``: Lipset without government stability and with the threshold of
  600 USD for development (Rihoux and De Meur 2009), whose truth table with contradictory rows is
  printed at rstudio-pubs-static.s3.amazonaws.com/1210283_f93ccc51906e4ee9a2fe1490f815ea19.html;
  its last row was cut off where it was read, and is not asserted.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pandas import DataFrame

from crosscase.configurations import fit_parameters, read_memberships, truth_table
from crosscase.configurations.kernel import unique_coverage

DATA = Path(__file__).parent / "data"
LIPSET = ["DEV", "URB", "LIT", "IND", "STB"]
KROOK = ["ES", "QU", "WS", "WM", "LP"]


def read(name: str) -> DataFrame:
    return read_memberships(DATA / f"{name}.csv")


def fits(
    name: str, outcome: str, kind: str, parameters: str, *, size: int = 1, negate: bool = False
) -> dict[str, str]:
    """Return the parameters of each expression as R's QCA prints them: three decimals."""
    frame = read(name)
    conditions = [column for column in frame.columns if column != outcome]
    found = fit_parameters(frame, outcome, conditions, size=size, negate=negate)
    rows = found[found["kind"] == kind].set_index("expression")[parameters.split()]
    return {
        str(row[0]): " ".join("-" if np.isnan(v) else f"{v:.3f}" for v in row[1:])
        for row in rows.itertuples()
    }


def printed(text: str) -> dict[str, str]:
    """Return expression → printed parameters of lines such as ``A + B | 1.000 0.636 0.733``."""
    pairs = (line.split("|") for line in text.strip().split("\n"))
    return {name.strip(): numbers.strip() for name, numbers in pairs}


NECESSITY = [
    (
        "pof(x, WNP) and pof(1 - x, WNP)",
        False,
        """
        ES | 0.818 0.692 0.692
        QU | 0.727 0.429 0.500
        WS | 0.455 1.000 1.000
        WM | 0.727 0.571 0.571
        LP | 0.727 0.929 0.889
        ~ES | 0.182 0.650 0.222
        ~QU | 0.273 0.842 0.500
        ~WS | 0.545 0.312 0.353
        ~WM | 0.273 0.737 0.375
        ~LP | 0.273 0.474 0.231
        """,
    ),
    (
        "pof(x, 1 - WNP) and pof(1 - x, 1 - WNP)",
        True,
        """
        ES | 0.364 0.500 0.308
        QU | 0.727 0.429 0.500
        WS | 0.000 0.773 0.000
        WM | 0.545 0.500 0.429
        LP | 0.091 0.619 0.111
        ~ES | 0.636 0.867 0.778
        ~QU | 0.273 0.842 0.500
        ~WS | 1.000 0.455 0.647
        ~WM | 0.455 0.824 0.625
        ~LP | 0.909 0.750 0.769
        """,
    ),
]


@pytest.mark.parametrize(("call", "negate", "text"), NECESSITY, ids=[n[0] for n in NECESSITY])
def test_krook_necessity(call: str, negate: bool, text: str) -> None:
    assert fits("krook", "WNP", "necessity", "incl ron cov", negate=negate) == printed(text)


SUFFICIENCY = [
    (
        'pof(x, WNP, relation = "suf")',
        False,
        """
        ES | 0.692 0.692 0.818 0.000
        QU | 0.500 0.500 0.727 0.000
        WS | 1.000 1.000 0.455 0.000
        WM | 0.571 0.571 0.727 0.000
        LP | 0.889 0.889 0.727 0.000
        """,
    ),
    (
        'pof(x, 1 - WNP, relation = "suf")',
        True,
        """
        ES | 0.308 0.308 0.364 0.000
        QU | 0.500 0.500 0.727 0.091
        WS | 0.000 0.000 0.000 0.000
        WM | 0.429 0.429 0.545 0.182
        LP | 0.111 0.111 0.091 0.000
        """,
    ),
]


@pytest.mark.parametrize(("call", "negate", "text"), SUFFICIENCY, ids=[s[0] for s in SUFFICIENCY])
def test_krook_sufficiency(call: str, negate: bool, text: str) -> None:
    found = fits("krook", "WNP", "sufficiency", "incl pri cov covU", negate=negate)
    assert {name: found[name] for name in KROOK} == printed(text)


def test_krook_disjunctions_that_are_necessary() -> None:
    """``superSubset(d.represent, outcome = WNP, incl.cut = 0.9, cov.cut = 0.65)``."""
    found = fits("krook", "WNP", "necessity", "incl ron cov", size=2)
    expected = printed("""
        ES + LP | 1.000 0.636 0.733
        WS + LP | 0.909 0.917 0.909
        ~WM + LP | 0.909 0.583 0.667
    """)
    kept = {
        name: numbers
        for name, numbers in found.items()
        if float(numbers.split()[0]) >= 0.9 and float(numbers.split()[2]) >= 0.65
    }
    assert kept == expected


def test_lipset_crisp_necessity() -> None:
    """``superSubset(LC, SURV)`` prints the smallest expressions with inclusion 1."""
    found = fits("lipset-crisp", "SURV", "necessity", "incl ron cov", size=3)
    expected = printed("""
        DEV | 1.000 0.800 0.800
        LIT | 1.000 0.500 0.615
        STB | 1.000 0.700 0.727
        DEV*LIT | 1.000 0.800 0.800
        DEV*STB | 1.000 1.000 1.000
        LIT*STB | 1.000 0.900 0.889
        DEV*LIT*STB | 1.000 1.000 1.000
        ~URB + IND | 1.000 0.000 0.444
    """)
    assert {name: found[name] for name in expected} == expected
    full = {name for name, numbers in found.items() if numbers.startswith("1.000")}
    assert {name for name in full if "+" not in name} == {n for n in expected if "+" not in n}
    implied = {"DEV", "LIT", "STB"}
    pairs = {name for name in full if name.count("+") == 1 and not implied & {*name.split(" + ")}}
    assert pairs == {"~URB + IND"}


def rows(frame: DataFrame) -> list[str]:
    """Return the rows of a truth table as R's QCA prints them, cases and all."""
    return [
        " ".join(
            f"{cell:.3f}" if isinstance(cell, float) else str(cell).replace(";", ",")
            for cell in row[:-1]
        ).replace("nan", "-")
        for row in frame.itertuples(index=False)
    ]


LC_TABLE = """
1 0 0 0 0 0 0 3 0.000 0.000 GR,PT,ES
2 0 0 0 0 1 0 2 0.000 0.000 IT,RO
5 0 0 1 0 0 0 2 0.000 0.000 HU,PL
6 0 0 1 0 1 0 1 0.000 0.000 EE
22 1 0 1 0 1 1 2 1.000 1.000 FI,IE
23 1 0 1 1 0 0 1 0.000 0.000 AU
24 1 0 1 1 1 1 2 1.000 1.000 FR,SE
31 1 1 1 1 0 0 1 0.000 0.000 DE
32 1 1 1 1 1 1 4 1.000 1.000 BE,CZ,NL,UK
"""


def test_lipset_crisp_truth_table() -> None:
    """``print(truthTable(LC, SURV), show.cases = TRUE)``, and the same complete."""
    frame = read("lipset-crisp")
    expected = LC_TABLE.strip().split("\n")
    found = truth_table(frame, "SURV", LIPSET, cut=1)
    assert rows(found) == expected
    assert not found["contradictory"].any()
    complete = truth_table(frame, "SURV", LIPSET, cut=1, complete=True)
    assert complete["row"].tolist() == list(range(1, 33))
    assert [row for row in rows(complete) if "?" not in row] == expected
    assert rows(complete)[2] == "3 0 0 0 1 0 ? 0 - - "
    assert rows(complete)[29] == "30 1 1 1 0 1 ? 0 - - "


def test_krook_truth_table_with_a_cut_on_cases() -> None:
    """``Kro.tt``: configurations with at least two cases; those with one are removed."""
    frame = read("krook")
    found = truth_table(frame, "WNP", KROOK, cut=1, cases_cut=2)
    assert [row.rsplit(" ", 1)[0] for row in rows(found)] == [
        "3 0 0 0 1 0 0 2 0.000 0.000",
        "11 0 1 0 1 0 0 4 0.000 0.000",
        "25 1 1 0 0 0 0 3 0.000 0.000",
        "28 1 1 0 1 1 1 2 1.000 1.000",
        "32 1 1 1 1 1 1 2 1.000 1.000",
    ]
    complete = truth_table(frame, "WNP", KROOK, cut=1, cases_cut=2, complete=True)
    removed = complete[(complete["OUT"] == "?") & (complete["n"] > 0)]
    assert removed["cases"].tolist() == ["NZ", "IT", "DE", "LU", "FI", "DK", "AT", "ES", "SE"]
    assert removed["row"].tolist() == [4, 9, 12, 18, 21, 24, 26, 27, 29]
    assert removed["incl"].tolist() == [1, 0, 1, 0, 1, 1, 1, 1, 1]


def test_lipset_with_contradictory_rows() -> None:
    """``truthTable("SURV", incl.cut = c(1, 0.01), complete = TRUE)``."""
    frame = read("lipset-first-thresholds")
    found = truth_table(frame, "SURV", LIPSET[:4], cut=1, cut0=0.01, complete=True)
    by_row = dict(zip(found["row"], rows(found), strict=True))
    observed = {
        1: "1 0 0 0 0 0 5 0.000 0.000 GR,IT,PT,RO,ES",
        3: "3 0 0 1 0 C 4 0.250 0.250 EE,FI,HU,PL",
        8: "8 0 1 1 1 1 1 1.000 1.000 CZ",
        11: "11 1 0 1 0 1 1 1.000 1.000 IE",
        12: "12 1 0 1 1 C 3 0.667 0.667 AU,FR,SE",
    }
    assert {number: by_row[number] for number in observed} == observed
    remainders = [row for number, row in by_row.items() if number < 16 and number not in observed]
    assert all(" ? 0 - - " in row for row in remainders)
    contradictory = found[found["contradictory"]]["row"].tolist()
    assert contradictory[:2] == [3, 12]


LF_ROWS = [1, 2, 5, 6, 22, 23, 24, 31, 32]
LF_N = [3, 2, 2, 1, 2, 1, 2, 1, 4]
LF_INCL = [
    0.215976331360947,
    0.278026905829596,
    0.520900321543409,
    0.528571428571429,
    0.804270462633452,
    0.378205128205128,
    0.7087719298245621,
    0.445255474452555,
    0.904205607476635,
]
LF_PRI = [
    0,
    0,
    0.113095238095238,
    0.228070175438597,
    0.719387755102041,
    0.0396039603960395,
    0.634361233480176,
    0.0499999999999999,
    0.885793871866295,
]


def test_lipset_fuzzy_truth_table() -> None:
    """``truthTable(LF, outcome = "SURV", incl.cut = 0.8)``."""
    found = truth_table(read("lipset-fuzzy"), "SURV", LIPSET, cut=0.8)
    assert found["row"].tolist() == LF_ROWS
    assert found["OUT"].tolist() == list("000010001")
    assert found["n"].tolist() == LF_N
    assert found["incl"].tolist() == pytest.approx(LF_INCL, abs=1e-14)
    assert found["PRI"].tolist() == pytest.approx(LF_PRI, abs=1e-14)


def test_lipset_fuzzy_cases_are_those_of_the_crisp_data() -> None:
    fuzzy = truth_table(read("lipset-fuzzy"), "SURV", LIPSET)
    crisp = truth_table(read("lipset-crisp"), "SURV", LIPSET)
    assert fuzzy["cases"].tolist() == crisp["cases"].tolist()


def test_lipset_fuzzy_necessity() -> None:
    """``superSubset(LF, outcome = "SURV", incl.cut = 0.9, cov.cut = 0.6)``."""
    found = fit_parameters(read("lipset-fuzzy"), "SURV", LIPSET, size=3)
    table = found[found["kind"] == "necessity"].set_index("expression")
    expected = {
        "LIT": (0.9906103286384976, 0.5094142259414226, 0.6428027418126427),
        "STB": (0.9201877934272301, 0.6801181102362206, 0.7069431920649235),
        "LIT*STB": (0.9154929577464789, 0.7999999999999999, 0.7926829268292683),
        "DEV + URB + IND": (0.9025821596244132, 0.7041707080504365, 0.7160148975791435),
    }
    for name, numbers in expected.items():
        assert table.loc[name, ["incl", "ron", "cov"]].tolist() == pytest.approx(numbers, abs=1e-14)


def test_lipset_fuzzy_terms_of_the_conservative_solution() -> None:
    """``minimize(truthTable(LF, outcome = "SURV", incl.cut = 0.8))``: fit of its two terms."""
    frame = read("lipset-fuzzy")
    found = fit_parameters(frame, "SURV", LIPSET, size=5)
    table = found[found["kind"] == "sufficiency"].set_index("expression")
    expected = {
        "DEV*URB*LIT*IND*STB": (0.9042056074766355, 0.8857938718662952, 0.454225352112676),
        "DEV*~URB*LIT*~IND*STB": (0.8042704626334523, 0.7193877551020412, 0.2652582159624414),
    }
    for name, numbers in expected.items():
        assert table.loc[name, ["incl", "pri", "cov"]].tolist() == pytest.approx(numbers, abs=1e-14)
    values = frame.astype(float)
    urban = values[LIPSET].min(axis=1).to_numpy()
    rural = values[LIPSET].assign(URB=1 - values["URB"], IND=1 - values["IND"]).min(axis=1)
    alone = unique_coverage([urban, rural.to_numpy()], values["SURV"].to_numpy())
    assert alone == pytest.approx([0.3931924882629108, 0.2042253521126761], abs=1e-14)


def test_a_relevance_that_is_undefined() -> None:
    """``pof("X <- Y", data = data.frame(X = rep(1, 6), Y = rep(1, 6)))`` prints ``-``."""
    frame = DataFrame({"X": [1] * 6, "Y": [1] * 6})
    row = fit_parameters(frame, "Y", ["X"], size=1).iloc[0]
    assert (row["incl"], row["cov"], np.isnan(row["ron"])) == (1, 1, True)


def test_relevance_with_constant_conditions() -> None:
    """``pof(dd[, -5], dd$O)``."""
    frame = DataFrame(
        {"A": [1, 1, 1, 0, 1], "B": [1, 1, 1, 0, 1], "C": [0, 1, 0, 0, 1], "D": [0, 0, 1, 0, 1]}
    ).assign(O=[1, 1, 1, 0, 1])
    found = fit_parameters(frame, "O", list("ABCD"), size=1).head(4)
    assert found[["incl", "ron", "cov"]].to_numpy().tolist() == [
        [1, 1, 1],
        [1, 1, 1],
        [0.5, 1, 1],
        [0.5, 1, 1],
    ]
