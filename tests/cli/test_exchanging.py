"""The verbs import and export."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from crosscase.storage import load
from tests import foreign
from tests.cli.running import run
from tests.exchange import kept, pack


def test_a_study_there_and_back(study: Path, tmp_path: Path) -> None:
    file, losses = tmp_path / "p.qdpx", tmp_path / "losses.csv"
    done = run("export", file, "--losses", losses)
    assert (done.status, done.out) == (0, "")
    assert f"written: {file}" in done.err
    assert "not carried over: " in done.err
    rows = list(csv.DictReader(losses.read_text(encoding="utf-8").splitlines()))
    assert {"hypothesis", "coverage", "scale"} <= {row["thing"] for row in rows}
    first = file.read_bytes()
    assert run("export", file).status == 0
    assert file.read_bytes() == first
    done = run("import", file, "--to", tmp_path / "new")
    assert (done.status, done.out) == (0, "")
    assert "1 document, 3 codes, 3 codings, 1 coder, 1 case" in done.err
    assert kept(load(tmp_path / "new")) == kept(load(study))


def test_into_the_study_it_came_from_nothing_is_added(study: Path, tmp_path: Path) -> None:
    assert run("export", tmp_path / "p.qdpx").status == 0
    done = run("import", tmp_path / "p.qdpx")
    assert done.status == 0
    assert "in the study already: 1 case, 1 coder, 3 codes, 3 codings, 1 document" in done.err


def test_codings_as_annotations(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "codings.jsonld"
    assert run("export", file).status == 0
    made = json.loads(file.read_text(encoding="utf-8"))
    assert len(made["first"]["items"] if "first" in made else made["items"]) == 3


def test_codes_alone(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "codes.qdc"
    assert run("export", file).status == 0
    done = run("import", file)
    assert "code trust becomes trust-2: the study has another one of that id" in done.err
    assert "0 documents, 3 codes, 0 codings" in done.err
    assert run("check").status == 0
    assert (study / "codebooks/codes.yaml").is_file()


def test_a_project_of_another_program(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.qdpx"
    file.write_bytes(pack(foreign.maxqda()))
    done = run("import", file, "--unit", "party-a", "--losses", tmp_path / "l.csv")
    assert (done.status, done.out) == (0, "")
    assert "1 document, 2 codes, 1 coding, 1 coder, 0 cases" in done.err
    assert "not carried over: " in done.err
    assert run("check").status == 0
    assert "party-a" in run("scores", "--format", "csv").out


def test_losses_go_to_standard_output_on_demand(tmp_path: Path) -> None:
    file = tmp_path / "p.qdpx"
    file.write_bytes(pack(foreign.nvivo()))
    done = run("import", file, "--to", tmp_path / "new", "--losses", "-")
    assert done.out.startswith("thing,name,where,why,content\n")
    assert "gedachten over nood" in done.out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("export", "p.docx"), 2, "allowed: .qdpx, .qdc, .jsonld"),
        (("export", "nowhere/p.qdpx"), 2, "no folder"),
        (("import", "bad.qdpx"), 1, "bad-zip"),
        (("import", "bad.docx"), 2, "allowed: .qdpx, .qdc"),
        (("import", "bad.qdpx", "--to", "."), 1, "bad-zip"),
        (("import", "bad.qdpx", "--to", "x", "--lang", "dutch"), 2, "two letters"),
        (("import", "bad.qdpx", "--to", "x", "--unit", "A B"), 2, "unit 'A B'"),
        (("import", "bad.qdpx", "--to", "x", "--study", "."), 2, "one of them"),
        (("import", "good.qdpx", "--to", "."), 2, "not empty"),
    ],
)
def test_refusals(study: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    Path("bad.qdpx").write_bytes(b"no zip")
    Path("bad.docx").write_bytes(b"no zip")
    Path("good.qdpx").write_bytes(pack(foreign.qc()))
    before = sorted(path for path in study.rglob("*") if path.suffix != ".lock")
    done = run(*arguments)
    assert (done.status, done.out) == (status, "")
    assert said in done.err
    assert sorted(path for path in study.rglob("*") if path.suffix != ".lock") == before
