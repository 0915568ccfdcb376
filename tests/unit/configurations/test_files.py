"""CSV in, and CSV with R commands out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pandas import DataFrame

from crosscase.configurations import (
    fit_parameters,
    read_memberships,
    write_qca_commands,
    write_qca_table,
)
from crosscase.errors import UsageError

FRAME = DataFrame({"A": [0.1, 1.0], "note": ["x", "y"], "Y": [0, 0.3]}, index=["p", 'q, "r"'])


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_the_first_column_names_the_cases(tmp_path: Path) -> None:
    path = write(tmp_path, '"case, id",A,Y,note\n"a, b",0.25,1,anything\nc,1,0,\n', "utf-8-sig")
    frame = read_memberships(path)
    assert list(frame.index) == ["a, b", "c"]
    assert list(frame.columns) == ["A", "Y", "note"]
    assert fit_parameters(frame, "Y", ["A"], size=1).loc[0, "incl"] == 0.25


def test_names_such_as_na_are_ids_and_empty_cells_are_not_memberships(tmp_path: Path) -> None:
    frame = read_memberships(write(tmp_path, "case,A,Y\nNA,1,1\nPT,,0\n"))
    assert list(frame.index) == ["NA", "PT"]
    with pytest.raises(UsageError, match=r"row 2 \(PT\), column A: found ''"):
        fit_parameters(frame, "Y", ["A"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "found no columns"),
        ("case\na\n", "found no columns"),
        ("case,A,A\na,1,1\n", "found column A more than once"),
        ("case,A,Y\na,1,1\nb,1\n", "table.csv:3: found 2 cells; allowed: 3"),
        ("case,A,Y\na,1,1,1\n", "table.csv:2: found 4 cells; allowed: 3"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_memberships(write(tmp_path, text))
    assert said in str(refused.value)


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="other bytes than UTF-8"):
        read_memberships(write(tmp_path, "case,Á\na,1\n", "latin-1"))


def test_written_and_read_again(tmp_path: Path) -> None:
    text = write_qca_table(FRAME, "Y", ["A"])
    assert text == 'case,A,Y\np,0.1,0\n"q, ""r""",1,0.3\n'
    again = read_memberships(write(tmp_path, text))
    assert fit_parameters(again, "Y", ["A"]).equals(fit_parameters(FRAME, "Y", ["A"]))


def test_names_that_r_takes() -> None:
    frame = DataFrame([[1, 1, 1, 1, 1]], columns=["a-b", "a b", "A_B", "2x", "Y"], index=["p"])
    header = write_qca_table(frame, "Y", ["a-b", "a b", "A_B", "2x"]).split("\n")[0]
    assert header == "case,A_B,A_B_2,A_B_3,X2X,Y"


def test_commands_name_the_file_the_cuts_and_what_was_renamed() -> None:
    text = write_qca_commands('a "b".csv', "outcome", ["trust"], cut=0.75, cases_cut=2, negate=True)
    assert text.split("\n") == [
        "# The same in R, with the package QCA:",
        "# trust is TRUST",
        "# outcome is OUTCOME",
        "library(QCA)",
        'm <- read.csv("a \\"b\\".csv", row.names = 1)',
        'pofind(m, "~OUTCOME", "TRUST", relation = "necessity")',
        'pofind(m, "~OUTCOME", "TRUST", relation = "sufficiency")',
        'truthTable(m, "~OUTCOME", "TRUST", incl.cut = 0.75, n.cut = 2, show.cases = TRUE)',
        "",
    ]
