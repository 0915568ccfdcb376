"""Tables of memberships as R, Excel and people write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pandas import DataFrame

from crosscase.configurations import fit_parameters, read_memberships, truth_table
from crosscase.errors import UsageError

ASKED = ("DEV", "Urb", "surv")
HEAD = "DEV,Urb,surv"
ROWS = ("AU,0.81,0.12,0.05", "BE,0.99,0.89,0.95", '"CZ, 2",0.58,0.98,0.89')
PLAIN = "\n".join(["case," + HEAD, *ROWS]) + "\n"


def read(folder: Path, text: str | bytes, asked: tuple[str, ...] = ASKED) -> DataFrame:
    path = folder / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_memberships(path, asked)


def semicolons(text: str) -> str:
    return text.replace('"CZ, 2"', "CZ| 2").replace(",", ";").replace("CZ| 2", "CZ, 2")


WAYS = {
    "as it is": PLAIN,
    "Windows line ends": PLAIN.replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + PLAIN,
    "R's write.csv": '"","DEV","Urb","surv"\n' + "\n".join(ROWS) + "\n",
    "R's write.table": '"DEV","Urb","surv"\n' + "\n".join(ROWS) + "\n",
    "semicolons": semicolons(PLAIN),
    "R's write.csv2": semicolons(PLAIN).replace(".", ","),
    "tabs": semicolons(PLAIN).replace(";", "\t"),
    "blanks around": PLAIN.replace(",0", " , 0").replace("Urb", " Urb "),
    "empty rows and columns": PLAIN.replace("\n", ",\n") + ",,,,\n\n",
}


@pytest.mark.parametrize("way", WAYS)
def test_however_it_was_written(tmp_path: Path, way: str) -> None:
    frame, plain = read(tmp_path, WAYS[way]), read(tmp_path, PLAIN)
    assert list(frame.index) == ["AU", "BE", "CZ, 2"]
    assert list(frame.columns) == list(ASKED)
    found = fit_parameters(frame, "surv", ["DEV", "Urb"])
    assert found.equals(fit_parameters(plain, "surv", ["DEV", "Urb"]))


WITHOUT_IDS = "DEV,Urb,surv\n0.81,0.12,0.05\n0.99,0.89,0.95\n0.81,0.98,0.89\n"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (WITHOUT_IDS, ASKED),
        (WITHOUT_IDS, ("Urb", "surv")),  # what is not asked for may be a set as well
        (WITHOUT_IDS.replace("0.81", "1").replace("0.99", "0"), ("Urb", "surv")),
        (WITHOUT_IDS.replace("0.81", "2").replace("0.99", "0"), ("Urb", "surv")),
    ],
)
def test_a_first_column_that_holds_no_ids_is_not_lost(
    tmp_path: Path, text: str, asked: tuple[str, ...]
) -> None:
    frame = read(tmp_path, text, asked)
    assert list(frame.columns) == list(ASKED)
    assert list(frame.index) == ["1", "2", "3"]
    assert truth_table(frame, "surv", ["Urb"])["cases"].tolist() == ["1", "2;3"]


@pytest.mark.parametrize("first", ["id", "Case", ""])
def test_numbers_may_be_ids(tmp_path: Path, first: str) -> None:
    text = f"{first},A,Y\n101,1,1\n102,0,1\n"
    assert list(read(tmp_path, text, ("A", "Y")).index) == ["101", "102"]


def test_a_case_that_is_named_as_a_column_is_still_a_column(tmp_path: Path) -> None:
    frame = read(tmp_path, "case,Y\n1,1\n0,0\n", ("case", "Y"))
    assert list(frame.columns) == ["case", "Y"]


def test_rows_that_do_not_fit_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        read(tmp_path, "case,A,Y\na,1\nb,1,1\nc,1,1,1\n", ("A", "Y"))
    told = str(refused.value).split("\n")
    assert [line.split(": ")[0][-2:] for line in told] == [":2", ":4"]


def refusal(folder: Path, text: str, *conditions: str) -> str:
    frame = read(folder, text, ("Y", *conditions))
    with pytest.raises(UsageError) as refused:
        fit_parameters(frame, "Y", conditions)
    return str(refused.value)


def test_missing_values_are_refused_each_where_it_is(tmp_path: Path) -> None:
    told = refusal(tmp_path, "case,A,B,Y\na,,1,1\nb,1,NA,1\nc,1,1,1\n", "A", "B")
    assert "row 1 (a), column A: found ''" in told
    assert "row 2 (b), column B: found 'NA'" in told
    assert "column A: a missing value is not 0" in told
    assert "column B: a missing value is not 0" in told


def test_multi_value_conditions_are_refused_by_name(tmp_path: Path) -> None:
    told = refusal(tmp_path, "case,A,B,Y\na,0,1,1\nb,1,7.5,1\nc,2,1,1\n", "A", "B")
    assert "row 3 (c), column A: found '2'" in told
    assert "column A: its values are those of a multi-value condition" in told
    assert "column B: calibrate its values first" in told


def test_a_multi_value_column_that_is_not_asked_for_does_not_matter(tmp_path: Path) -> None:
    frame = read(tmp_path, "case,A,M,Y\na,1,2,1\nb,0,0,0\n", ("A", "Y"))
    assert fit_parameters(frame, "Y", ["A"], size=1).loc[0, "incl"] == 1


@pytest.mark.parametrize("value", ["0_1", "inf", "-0.1", "1,5", "TRUE"])
def test_what_is_no_membership(tmp_path: Path, value: str) -> None:
    assert f"found '{value}'" in refusal(tmp_path, f'case,A,Y\na,"{value}",1\n', "A")


def test_names_that_are_wrong_are_told_at_once(tmp_path: Path) -> None:
    frame = read(tmp_path, PLAIN)
    with pytest.raises(UsageError) as refused:
        fit_parameters(frame, "SURV", ["dev", "~Urb", "nothing", "dev"])
    told = str(refused.value).split("\n")
    assert [line.split(": ")[0] for line in told] == [
        "outcome 'SURV'",
        "condition 'dev'",
        "condition '~Urb'",
        "condition 'nothing'",
        "conditions",
    ]
    assert told[0].endswith("write surv")
    assert "leave the sign out" in told[2]
