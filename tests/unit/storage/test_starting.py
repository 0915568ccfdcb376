"""A new study, and texts taken into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.errors import StudyError, UsageError
from crosscase.storage import add_codings, add_texts, check, cover_documents, init, load
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
    added = add_texts(
        root,
        [file],
        units=["party-a", "case-one"],
        kind="interview",
        date="2020-05",
        role="burgemeester",
        party="party-a",
        source_group="burgemeester",
    )
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
    assert add_texts(root, files, units=["c"], source_group="mayor") == ("d3", "d4")
    study = load(root)
    assert list(study.documents) == ["d1", "d2", "d3", "d4"]
    assert study.documents["d4"].title == "Vier: een & twee"
    assert study.problems == ()
    after = (root / CATALOGUE).read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))


def test_each_text_is_a_voice_of_its_own_by_default(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    add_texts(root, write(tmp_path / "new", d3="Drie.", d4="Vier."), units=["c"])
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
    ],
)
def test_catalogue_may_be_written_in_any_way(tmp_path: Path, catalogue: str) -> None:
    root = init(tmp_path / "study", title="T", language="nl")
    (root / CATALOGUE).write_text(catalogue, "utf-8")
    add_texts(root, write(tmp_path / "one", d1="Een."), units=["party-a"])
    add_texts(root, write(tmp_path / "two", d2="Twee."), units=["party-b"])
    study = load(root)
    assert list(study.documents) == ["d1", "d2"]
    assert {"d1", "d2"} <= set(study.source_groups)


def test_catalogue_of_one_line_entries(tmp_path: Path) -> None:
    root = init(tmp_path / "study", title="T", language="nl")
    add_texts(root, write(tmp_path / "one", d1="Een."), units=["party-a"])
    entry = (root / CATALOGUE).read_text("utf-8").split("documents:\n  - ")[1]
    flow = ", ".join(line.strip() for line in entry.strip().splitlines())
    groups = "source_groups: [{id: d1, label: x}]"
    (root / CATALOGUE).write_text(f"format: 1\n{groups}\ndocuments: [{{{flow}}}]\n", "utf-8")
    add_texts(root, write(tmp_path / "two", d2="Twee."), units=["party-b", "case-one"])
    assert list(load(root).documents) == ["d1", "d2"]


def test_texts_that_do_not_fit_are_all_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    files = write(tmp_path / "new", d1="Weer.", d3="Bel \x07.", goed="Goed.")
    files.append(tmp_path / "new" / "latin.txt")
    files[-1].write_bytes(b"caf\xe9")
    files.append(tmp_path / "new" / "—.txt")
    files[-1].write_text("x", "utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(StudyError) as refused:
        add_texts(root, files, units=["nobody"], kind="letter", date="2011-13", party="ab")
    assert {p.rule for p in refused.value.problems} == {
        "duplicate-id",
        "control-character",
        "bad-utf8",
        "wrong-name",
        "unknown-unit",
        "unknown-party",
        "wrong-value",
        "wrong-date",
    }
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_catalogue_that_cannot_be_read_is_not_edited(tmp_path: Path) -> None:
    files = study_files()
    files[CATALOGUE] = DOCUMENTS + "broken: [\n"
    root = make_folder(tmp_path / "study", files)
    with pytest.raises(StudyError):
        add_texts(root, write(tmp_path / "new", d3="Drie."), units=["c"])
    assert (root / CATALOGUE).read_text("utf-8") == files[CATALOGUE]
