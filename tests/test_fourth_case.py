"""The study takes a fourth case: it appears everywhere, and nothing said of the others moves."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import crosscase
from crosscase.interchange.reading import add_files
from crosscase.report import write_report
from crosscase.storage import add_codings, check, cover_documents
from crosscase.study import Study

ROOT = Path(__file__).parents[1]

TEXT = """# Gesprek met de secretaris van Waterstad

[1] De secretaris van Waterstad vertelt dat de raden van Waterstad en Heuveldorp in 2011 het besluit namen.

[2] Het vertrouwen in Heuveldorp is groot. Over en weer is afgesproken zo min mogelijk op papier te zetten.

[3] De provincie heeft ons gedwongen; zonder die dwang waren wij nooit begonnen.
"""

CODINGS = [
    ("in 2011 het besluit namen", "milestone", "vierde", "decision", {"date": "2011"}),
    ("in 2011 het besluit namen", "phase", "vierde", "2", {"date": "2011"}),
    ("Het vertrouwen in Heuveldorp is groot", "mutual-trust", "waterstad", "high",
     {"toward": "heuveldorp", "period": "decision;regulation"}),
    ("zo min mogelijk op papier", "ps-open-agreements", "vierde", "present",
     {"period": "regulation"}),
    ("De provincie heeft ons gedwongen", "coercive-province", "waterstad", "present",
     {"period": "decision"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("study")
    for name in ("corpus", "codebooks"):
        shutil.copytree(ROOT / name, root / name)
    study = (ROOT / "study.yaml").read_text(encoding="utf-8")
    case = (
        "  - id: vierde\n    label: Waterstad–Heuveldorp\n    parties:\n"
        "      - {id: waterstad, label: Waterstad}\n"
        "      - {id: heuveldorp, label: Heuveldorp}\ncoders:\n"
    )
    dates = (
        '          vierde: {from: "", until: "2012"}\n',
        '          vierde: {from: "2012", until: ""}\n',
    )
    study = study.replace("coders:\n", case, 1)
    for period, line in zip(("decision", "regulation"), dates, strict=True):
        before, _, after = study.partition(f"      - id: {period}\n")
        head, _, tail = after.partition("        dates:\n")
        study = f"{before}      - id: {period}\n{head}        dates:\n{line}{tail}"
    (root / "study.yaml").write_text(study, encoding="utf-8")
    text = root.parent / "vierde-interview.md"
    text.write_text(TEXT, encoding="utf-8")
    (added,) = add_files(
        root,
        [text],
        units=("vierde", "waterstad", "heuveldorp"),
        kind="interview",
        source_group="secretaris-waterstad",
    ).documents
    add_codings(
        root,
        "coder-1",
        [
            {"document": added, "quote": quote, "code": code, "unit": unit, "value": value, **more}
            for quote, code, unit, value, more in CODINGS
        ],
    )
    cover_documents(root, "coder-1", [added])
    return root


def test_it_is_in_order(folder: Path) -> None:
    assert check(folder) == ()


@pytest.fixture(scope="module")
def with_it(folder: Path) -> Study:
    return crosscase.load(folder)


def test_nothing_said_of_the_others_moves(with_it: Study, own_study: Study) -> None:
    scores, without = (crosscase.scores(study) for study in (with_it, own_study))
    ours = {"vierde", "waterstad", "heuveldorp"}
    assert set(scores["unit"]) - set(without["unit"]) == ours
    rest = scores[~scores["unit"].isin(ours)].reset_index(drop=True)
    assert rest.equals(without)


def test_it_appears_in_tables_and_verdicts(with_it: Study) -> None:
    tables = crosscase.tables(with_it, language="en")
    for name in ("8.1", "8.2", "8.3", "8.8", "8.9", "8.10"):
        assert "Waterstad–Heuveldorp" in set(tables[name].iloc[:, 0]), name
    assert {"Waterstad", "Heuveldorp"} <= set(tables["8.7"].iloc[:, 0])
    phases = tables["8.1"].set_index(tables["8.1"].columns[0]).loc["Waterstad–Heuveldorp"]
    assert list(phases).index("✓") == 1
    verdicts = crosscase.verdicts(with_it).set_index(["hypothesis", "reading", "unit"])["verdict"]
    assert verdicts["H2b", "reason", "waterstad"] == "supported"
    assert verdicts["H2b", "reason", "heuveldorp"] == "undetermined"
    assert verdicts["H3b", "covariation-study", "vierde"] == "not-applicable"


def test_the_report_shows_it(with_it: Study, tmp_path: Path) -> None:
    # One hypothesis is enough: what would change the others takes half a minute to find.
    only = tuple(one for one in with_it.hypotheses if one.id == "H1")
    study = replace(with_it, hypotheses=only)
    written = write_report(study, tmp_path, name="with-a-fourth", languages=["nl"])
    page = written[0].read_text(encoding="utf-8")
    assert "De provincie heeft ons gedwongen" in page
