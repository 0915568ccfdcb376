"""Tables, verdicts and figures as files for a thesis: Word, Excel, LaTeX, HTML, PNG and PDF."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from crosscase.cli import main
from tests.cli.running import run
from tests.folders import make_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study with periods, figures, a snapshot and more than one coder."""
    return make_folder(tmp_path / "study")


def test_all_tables_in_one_document(study: Path) -> None:
    for ending in ("docx", "xlsx", "html"):
        done = run("tables", "--format", ending, "--output", f"tables.{ending}")
        assert (done.status, done.out, done.err) == (0, "", f"written: tables.{ending}\n")
    assert len(docx.Document("tables.docx").tables) == 2
    book = load_workbook("tables.xlsx")
    assert book.sheetnames == ["Contents", "1", "1 evidence", "2", "2 evidence"]
    assert book["1"]["B4"].value == "present"
    assert "Het kon zo niet langer" in {cell.value for cell in book["1 evidence"]["J"]}
    page = Path("tables.html").read_text(encoding="utf-8")
    assert page.count("<caption>") == 2
    assert "href=" not in page
    one = run("tables", "2", "--format", "docx", "--output", "one.docx")
    assert (one.status, len(docx.Document("one.docx").tables)) == (0, 1)


def test_a_workbook_without_evidence_has_no_quote(study: Path) -> None:
    run("tables", "--format", "xlsx", "--without-evidence", "--output", "tables.xlsx")
    book = load_workbook("tables.xlsx")
    assert book.sheetnames == ["Contents", "1", "2"]
    assert all(cell.hyperlink is None for row in book["1"].iter_rows() for cell in row)


def test_the_evidence_of_a_snapshot_is_that_of_then(folder: Path) -> None:
    options = ("--study", folder, "--format", "xlsx", "--output")
    assert run("tables", "8.1", *options, folder / "now.xlsx").status == 0
    assert run("tables", "8.1", "--snapshot", "first", *options, folder / "then.xlsx").status == 0

    def values(name: str) -> set[tuple[str, str]]:
        sheet = load_workbook(folder / name)["8.1 bewijs"]
        return {(row[17].value, row[6].value) for row in sheet.iter_rows(min_row=2)}

    codings = {
        when: {
            (row["unit"], row["code"]): row["codings"]
            for row in run("scores", "--study", folder, "--format", "json", *more).json
        }
        for when, more in (("now.xlsx", ()), ("then.xlsx", ("--snapshot", "first")))
    }
    assert codings["now.xlsx"] != codings["then.xlsx"]
    assert values("now.xlsx") != values("then.xlsx")


def test_latex_and_markdown_are_a_file_for_each_table(study: Path) -> None:
    for style, ending in (("latex", "tex"), ("md", "md")):
        printed = run("tables", "2", "--format", style)
        assert run("tables", "--format", style, "--output", style).status == 0
        files = sorted(path.name for path in Path(style).iterdir())
        assert files == [f"table-1.{ending}", f"table-2.{ending}"]
        assert Path(style, f"table-2.{ending}").read_text(encoding="utf-8") == printed.out
    both = run("tables", "--format", "latex")
    assert both.out.count(r"\begin{tabular}") == 2
    assert both.err == "table 1\ntable 2\n"


def test_a_document_goes_to_a_pipe_as_it_is(study: Path) -> None:
    call = [sys.executable, "-c", "from crosscase.cli import main; main()"]
    options = ["tables", "--format", "docx"]
    piped = subprocess.run([*call, *options], capture_output=True, check=True).stdout
    assert run(*options, "--output", "tables.docx").status == 0
    assert piped == Path("tables.docx").read_bytes()
    assert len(docx.Document(io.BytesIO(piped)).tables) == 2


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_document_is_not_shown_in_a_terminal(study: Path) -> None:
    out, err = Terminal(), io.StringIO()
    redirected = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
    with redirected[0], redirected[1], pytest.raises(SystemExit) as stopped:
        main(["tables", "--format", "docx"])
    assert (stopped.value.code, out.getvalue()) == (2, "")
    assert "name a file with --output" in err.getvalue()


def test_a_folder_is_no_place_for_one_document(study: Path) -> None:
    done = run("tables", "--format", "xlsx", "--output", "reports")
    assert done.status == 2
    assert "add its name" in done.err


def test_csv_is_left_as_it_is_and_says_what_may_run(study: Path) -> None:
    codebook = study / "codebooks" / "example.yaml"
    text = codebook.read_text(encoding="utf-8")
    assert "Urgency" in text
    codebook.write_text(text.replace("Urgency", "=Urgency"), encoding="utf-8")
    done = run("tables", "1", "--format", "csv")
    assert done.out.startswith("party,=Urgency,")
    assert done.err.startswith("table 1: 1 texts begin with = + - @ or a tab")
    assert "formula" not in run("tables", "2", "--format", "csv").err
    assert run("tables", "1", "--format", "xlsx", "--output", "t.xlsx").err == "written: t.xlsx\n"


def test_verdicts_as_the_table_of_hypotheses_by_cases(folder: Path) -> None:
    options = ("verdicts", "--study", folder, "--format")
    text = run(*options, "md", "--lang", "en").out
    assert text.startswith("**The verdicts at a glance**\n")
    assert run(*options, "md").out.startswith("**De oordelen op een rij**\n")
    assert r"\label{tab:verdicts}" in run(*options, "latex").out
    file = folder / "verdicts.xlsx"
    assert run(*options, "xlsx", "--output", file).status == 0
    assert load_workbook(file).sheetnames == ["Inhoud", "verdicts", "verdicts bewijs"]
    assert run(*options, "docx", "--output", folder / "verdicts.docx").status == 0
    assert len(docx.Document(str(folder / "verdicts.docx")).tables) == 1


def test_the_language_of_verdicts_is_that_of_their_explanation(folder: Path) -> None:
    for language in ("nl", "en"):
        options = ("--study", folder, "--format", "json", "--lang", language)
        rows = json.loads(run("verdicts", *options).out)
        assert all(row["explanation"] == row[f"explanation_{language}"] for row in rows)


def test_figures_as_images(folder: Path) -> None:
    options = ("figures", "--study", folder, "--format")
    assert run(*options, "png", "--dpi", "50", "--output", folder / "small").status == 0
    assert run(*options, "png", "--dpi", "100", "--output", folder / "large").status == 0
    assert run(*options, "pdf", "--output", folder / "pdf").status == 0
    small, large = (folder / name / "figure-1.png" for name in ("small", "large"))
    sizes = [int.from_bytes(file.read_bytes()[16:20], "big") for file in (small, large)]
    assert sizes[1] in range(2 * sizes[0] - 2, 2 * sizes[0] + 3)
    assert (folder / "pdf" / "figure-2.pdf").read_bytes().startswith(b"%PDF")
    assert run(*options, "png").status == 2
    assert run(*options, "png", "--dpi", "5").status == 2


def test_a_report_with_documents(folder: Path) -> None:
    options = ("report", "--study", folder, "--output", folder / "out")
    assert run(*options).status == 0
    plain = {file.name for file in (folder / "out").iterdir()}
    assert run(*options, "--with", "docx", "--with", "xlsx").status == 0
    added = {file.name for file in (folder / "out").iterdir()} - plain
    assert added == {"report.docx", "report.xlsx"}
    assert len(docx.Document(str(folder / "out" / "report.docx")).tables) == 5
    assert "verdicts bewijs" in load_workbook(folder / "out" / "report.xlsx").sheetnames
