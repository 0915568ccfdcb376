"""Codebooks and units that belong to no study."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.errors import StudyError
from crosscase.storage import load
from crosscase.storage.apart import read_apart

ROOT = Path(__file__).parents[3]

SCALES = """\
format: 1
id: scales
title: Scales
scales:
  - {id: presence, kind: ordinal, rule: median, label: presence, values: [{id: low, label: low}, {id: high, label: high}]}
"""
BOOK = """\
format: 1
id: book
title: Book
codes:
  - {id: trust, label: trust, definition: Trust., scale: presence, patterns: [vertrouwen]}
"""
UNITS = """\
format: 1
cases:
  - {id: ab, label: A–B, parties: [{id: a, label: A}, {id: b, label: B, aliases: [Bee]}]}
  - {id: c, label: C}
"""


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_codes_scales_and_units_are_read_together(tmp_path: Path) -> None:
    write(tmp_path, scales=SCALES, book=BOOK, units=UNITS)
    held = read_apart([tmp_path / "book.yaml", tmp_path / "scales.yaml"], tmp_path / "units.yaml")
    assert [*held.codes] == ["trust"]
    assert held.codes["trust"].patterns[0].text == "vertrouwen"
    assert held.scales["presence"].value_ids == ("low", "high")
    assert [(one.id, one.kind, one.case) for one in held.units.values()] == [
        ("ab", "case", ""),
        ("a", "party", "ab"),
        ("b", "party", "ab"),
        ("c", "case", ""),
    ]


def test_a_folder_of_codebooks_is_what_a_study_reads_of_it() -> None:
    held, study = read_apart([ROOT / "codebooks"]), load(ROOT)
    assert held.codes == study.codes
    assert held.scales == study.scales


def test_everything_wrong_is_told_at_once_with_the_file_as_named(tmp_path: Path) -> None:
    write(tmp_path, book=BOOK, units=UNITS.replace("id: c", "id: a"))
    with pytest.raises(StudyError) as told:
        read_apart([tmp_path / "book.yaml", tmp_path / "no.yaml"], tmp_path / "units.yaml")
    found = {(problem.file, problem.rule): problem for problem in told.value.problems}
    assert set(found) == {
        (str(tmp_path / "book.yaml"), "unknown-scale"),
        (str(tmp_path / "no.yaml"), "missing-file"),
        (str(tmp_path / "units.yaml"), "duplicate-id"),
    }
    scale = found[str(tmp_path / "book.yaml"), "unknown-scale"]
    assert "name the codebook that declares it as well" in str(scale)


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    write(tmp_path, book=SCALES + BOOK.split("title: Book\n")[1])
    link = tmp_path / "elsewhere" / "link.yaml"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "book.yaml")
    assert [*read_apart([link]).codes] == ["trust"]
