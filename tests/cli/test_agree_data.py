"""Tables that ``crosscase agree --data`` refuses, or reads as if nothing were the matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run

SEGMENTS = "coder,code,start,end,document\na,p,0,5,d1\na,p,0,5,d2\nb,p,0,5,d1\n"
TWO = "coder,unit,value\na,1,x\nb,1,x\na,2,y\nb,2,x\n"


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        # laid over each other u-alpha would be 1.0, though a coded d2 and b did not
        (SEGMENTS, ("--length", "20")),
        # of three categories AC1 is .385, of the two there are .2
        ("coder,unit,value\na,1,1\nb,1,1\na,2,2\nb,2,1\n", ("--values", "1,1,2")),
        # the quote never closed would swallow the last row
        (TWO + 'a,3,"y\nb,3,y\n', ()),
        (TWO + f"a,3,{'x' * 200_000}\n", ()),
        (TWO + ",3,x\n", ()),  # a third coder without a name
        ("coder,unit,value\na,1,1\nb,1,1\na,2,2\nb,2,1e400\n", ()),  # infinite
        ("coder,code,start,end\na,p,0,5\nb,p,0,5\n", ("--length", str(10**20))),
        ("coder,code,start,end\na,p,0,5\nb,p,0,5\n", ("--length", "9", "--tolerance", str(10**20))),
    ],
)
def test_such_a_table_is_refused(tmp_path: Path, text: str, arguments: tuple[str, ...]) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    done = run("agree", "--data", str(tmp_path / "t.csv"), *arguments)
    assert (done.status, done.out) == (2, "")


def test_a_row_of_spaces_is_an_empty_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TWO, encoding="utf-8")
    (tmp_path / "s.csv").write_text(TWO + " , , \n", encoding="utf-8")
    plain, spaced = (run("agree", "--data", str(tmp_path / f"{name}.csv")).out for name in "ts")
    assert plain == spaced
