"""A new study, and texts taken into it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from crosscase.errors import CrosscaseError, StudyError, UsageError
from crosscase.interchange.reading import add_files
from crosscase.storage import (
    add_codings,
    catalogue,
    check,
    cover_documents,
    init,
    load,
    locking,
)
from tests.folders import DOCUMENTS, make_folder, study_files

CATALOGUE = "corpus/documents.yaml"


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_new_study_is_in_order(tmp_path: Path, language: str) -> None:
    root = init(tmp_path / "new", title='Een "studie": #1', language=language)
    assert [(p.rule, p.severity) for p in check(root)] == [("not-registered", "warning")]
    study = load(root)
    assert study.title == {"": 'Een "studie": #1'}
    assert study.languages == (language,)
    assert [(case.id, len(case.parties)) for case in study.cases] == [("case-one", 2)]
    assert len(study.coders) == 1
    assert len(study.codes) == 3
    assert [table.kind for table in study.tables] == ["matrix", "placement"]
    assert len(study.hypotheses) == 1


def test_readme_is_in_the_language_asked_for(tmp_path: Path) -> None:
    for language, word in (("nl", "Gevallen"), ("en", "Cases"), ("de", "Cases")):
        readme = init(tmp_path / language, title="Titel", language=language) / "README.md"
        text = readme.read_text("utf-8")
        assert text.startswith("# Titel\n")
        assert f"**{word}.**" in text


def test_new_study_keeps_codings_mergeable(tmp_path: Path) -> None:
    root = init(tmp_path, title="T", language="nl")
    assert "merge=union" in (root / ".gitattributes").read_text("utf-8")
    assert "*.lock" in (root / ".gitignore").read_text("utf-8")
    assert not list(root.rglob("README.*.md"))


@pytest.mark.parametrize("hindrance", ["file in it", "hidden file in it", "is a file"])
def test_nothing_is_overwritten(tmp_path: Path, hindrance: str) -> None:
    folder = tmp_path / "new"
    if hindrance == "is a file":
        folder.write_text("mine", "utf-8")
    else:
        folder.mkdir()
        (folder / (".x" if "hidden" in hindrance else "x")).write_text("mine", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match="choose another place"):
        init(folder, title="T", language="nl")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("title", "language"), [(" ", "nl"), ("T", "Dutch")])
def test_title_and_language_are_needed(tmp_path: Path, title: str, language: str) -> None:
    with pytest.raises(UsageError):
        init(tmp_path / "new", title=title, language=language)
    assert not (tmp_path / "new").exists()


def test_from_nothing_to_a_coding(tmp_path: Path) -> None:
    root = init(tmp_path / "new", title="Studie", language="nl")
    file = tmp_path / "Gesprek één.txt"
    file.write_bytes("\ufeff# Gesprek\r\n\r\nZo kan het niet langer, cafe\u0301.\r\n\r\n".encode())
    added = add_files(
        root,
        [file],
        units=["party-a", "case-one"],
        kind="interview",
        date="2020-05",
        role="burgemeester",
        party="party-a",
        source_group="burgemeester",
    ).documents
    assert added == ("gesprek-een",)
    row = {"document": "gesprek-een", "quote": "niet langer", "code": "urgency", "unit": "party-a"}
    add_codings(root, "coder-1", [{**row, "value": "present"}])
    cover_documents(root, "coder-1", added)
    study = load(root)
    document = study.documents["gesprek-een"]
    assert document.text == "# Gesprek\n\nZo kan het niet langer, caf\u00e9.\n"
    assert (document.title, document.kind, document.date) == ("Gesprek", "interview", "2020-05")
    assert (document.party, document.source_group) == ("party-a", "burgemeester")
    assert (document.language, document.units) == ("nl", ("party-a", "case-one"))
    assert study.source_groups == {"burgemeester": {"": "burgemeester"}}
    assert len(study.codings) == 1
    assert [p.rule for p in study.problems] == ["not-registered"]


def write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return [folder / f"{name}.md" for name in texts]


def test_texts_come_after_those_that_are_there(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    before = (root / CATALOGUE).read_text("utf-8")
    files = write(tmp_path / "new", d3="Drie.", d4="# Vier: een & twee\n")
    added = add_files(root, files, units=["c"], source_group="mayor")
    assert added.documents == ("d3", "d4")
    study = load(root)
    assert list(study.documents) == ["d1", "d2", "d3", "d4"]
    assert study.documents["d4"].title == "Vier: een & twee"
    assert study.problems == ()
    after = (root / CATALOGUE).read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))


def test_each_text_is_a_voice_of_its_own_by_default(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    add_files(root, write(tmp_path / "new", d3="Drie.", d4="Vier."), units=["c"])
    study = load(root)
    assert list(study.source_groups) == ["mayor", "council", "d3", "d4"]
    assert study.documents["d4"].source_group == "d4"


@pytest.mark.parametrize(
    "catalogue",
    [
        "format: 1\ndocuments: []  # nog geen\n",
        "format: 1  # eerste\nsource_groups: [{id: x, label: X}]\ndocuments: []",
        "format: 1\ndocuments: []\nsource_groups:\n- id: x\n  label:\n    nl: >-\n      X\n      Y\n\n",
        "documents: []\nformat: 1\nsource_groups: [] # leeg\n",
        "documents: []\nformat: 1",
        "documents: []\r\nformat: 1\r\n",
    ],
)
def test_catalogue_may_be_written_in_any_way(tmp_path: Path, catalogue: str) -> None:
    root = init(tmp_path / "study", title="T", language="nl")
    (root / CATALOGUE).write_bytes(catalogue.encode("utf-8"))
    add_files(root, write(tmp_path / "one", d1="Een."), units=["party-a"])
    add_files(root, write(tmp_path / "two", d2="Twee."), units=["party-b"])
    study = load(root)
    assert list(study.documents) == ["d1", "d2"]
    assert {"d1", "d2"} <= set(study.source_groups)


def test_catalogue_of_one_line_entries(tmp_path: Path) -> None:
    root = init(tmp_path / "study", title="T", language="nl")
    add_files(root, write(tmp_path / "one", d1="Een."), units=["party-a"])
    entry = (root / CATALOGUE).read_text("utf-8").split("documents:\n  - ")[1]
    flow = ", ".join(line.strip() for line in entry.strip().splitlines())
    groups = "source_groups: [{id: d1, label: x}]"
    (root / CATALOGUE).write_text(f"format: 1\n{groups}\ndocuments: [{{{flow}}}]\n", "utf-8")
    add_files(root, write(tmp_path / "two", d2="Twee."), units=["party-b", "case-one"])
    assert list(load(root).documents) == ["d1", "d2"]


def test_texts_that_do_not_fit_are_all_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    files = write(tmp_path / "new", d1="Weer.", d3="Bel \x07.", goed="Goed.")
    files.append(tmp_path / "new" / "picture.txt")
    files[-1].write_bytes(b"\x89PNG\0")
    files.append(tmp_path / "new" / "—.txt")
    files[-1].write_text("x", "utf-8")
    before = contents(root)
    with pytest.raises(StudyError) as refused:
        add_files(root, files, units=["nobody"], kind="letter", date="2011-13", party="ab")
    assert {p.rule for p in refused.value.problems} == {
        "duplicate-id",
        "control-character",
        "no-text",
        "wrong-name",
        "unknown-unit",
        "unknown-party",
        "wrong-value",
        "wrong-date",
    }
    assert before == contents(root)


def contents(root: Path) -> dict[Path, bytes]:
    """Every file of a study; a lock is no part of it."""
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path: path.read_bytes() for path in files}


def test_catalogue_between_braces_is_refused(tmp_path: Path) -> None:
    root = init(tmp_path / "study", title="T", language="nl")
    (root / CATALOGUE).write_text("# c\n{format: 1, documents: []}\n", "utf-8")
    before = contents(root)
    with pytest.raises(StudyError) as refused:
        add_files(root, write(tmp_path / "one", d1="Een."), units=["party-a"])
    assert [(p.file, p.line, p.rule) for p in refused.value.problems] == [
        (CATALOGUE, 2, "flow-mapping")
    ]
    assert before == contents(root)


def test_text_that_lies_there_already_is_only_entered(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    lying = root / "corpus/texts/d3.md"
    lying.write_text("Drie.\n", "utf-8")
    assert add_files(root, [lying], units=["c"]).documents == ("d3",)
    assert load(root).documents["d3"].text == "Drie.\n"
    assert check(root) == ()


def test_text_that_lies_there_with_other_words_is_kept(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    lying = root / "corpus/texts/d3.md"
    lying.write_text("Drie, anders.\n", "utf-8")
    with pytest.raises(StudyError, match="holds another text"):
        add_files(root, write(tmp_path / "new", d3="Drie."), units=["c"])
    assert lying.read_text("utf-8") == "Drie, anders.\n"


def test_no_text_leaves_the_study_by_a_link(tmp_path: Path) -> None:
    root = init(tmp_path / "study", title="T", language="nl")
    outside = tmp_path / "outside"
    outside.mkdir()
    for file in (root / "corpus/texts").glob("*"):
        file.unlink()
    (root / "corpus/texts").rmdir()
    (root / "corpus/texts").symlink_to(outside)
    with pytest.raises(StudyError, match="path within the study"):
        add_files(root, write(tmp_path / "one", d1="Een."), units=["party-a"])
    assert list(outside.iterdir()) == []


def test_a_folder_that_is_no_study_stays_as_it_is(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with pytest.raises(StudyError):
        add_files(elsewhere, write(tmp_path / "one", d1="Een."), units=["party-a"])
    assert list(elsewhere.iterdir()) == []


ADDER = """
import sys
from crosscase.interchange.reading import add_files
from crosscase.storage import catalogue
root, files = sys.argv[1], sys.argv[2:]
for file in files:
    add_files(root, [file], units=["c"])
    catalogue(root)
"""


def test_several_processes_at_once_lose_no_entry(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    names = [f"n{number}" for number in range(16)]
    files = write(tmp_path / "new", **{name: f"Tekst {name}." for name in names})
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", ADDER, str(root), *map(str, files[at::4])],
            stderr=subprocess.PIPE,
            text=True,
        )
        for at in range(4)
    ]
    assert [(worker.communicate()[1], worker.returncode) for worker in workers] == [("", 0)] * 4
    assert set(load(root).documents) == {"d1", "d2", *names}
    assert check(root) == ()


def test_catalogue_held_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.01)
    files = study_files()
    files[CATALOGUE] = re.sub("sha256: .*", "sha256:", DOCUMENTS, count=1)
    root = make_folder(tmp_path / "study", files)
    texts = write(tmp_path / "new", d3="Drie.")
    with FileLock(root / f"{CATALOGUE}.lock"):
        with pytest.raises(CrosscaseError, match="another program"):
            add_files(root, texts, units=["c"])
        with pytest.raises(CrosscaseError, match="another program"):
            catalogue(root)
    assert catalogue(root) == ("d1",)


def test_catalogue_that_is_a_link_within_the_study_stays_one(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    (root / CATALOGUE).rename(root / "all.yaml")
    (root / CATALOGUE).symlink_to(root / "all.yaml")
    add_files(root, write(tmp_path / "new", d3="Drie."), units=["c"])
    assert (root / CATALOGUE).is_symlink()
    assert "d3" in load(root).documents


def test_catalogue_that_cannot_be_read_is_not_edited(tmp_path: Path) -> None:
    files = study_files()
    files[CATALOGUE] = DOCUMENTS + "broken: [\n"
    root = make_folder(tmp_path / "study", files)
    with pytest.raises(StudyError):
        add_files(root, write(tmp_path / "new", d3="Drie."), units=["c"])
    assert (root / CATALOGUE).read_text("utf-8") == files[CATALOGUE]
