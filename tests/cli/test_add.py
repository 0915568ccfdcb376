"""``crosscase add``: files of any format, cases with their parties, all or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.storage import load
from tests.cli.running import make_study, run

TALK = "Interviewer: Waarom?\n\nWethouder: Om het geld.\n\nInterviewer: Oh.\n\nWethouder: Ja.\n"
CUES = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Piet>Om het geld.</v>\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_study(tmp_path)


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_case_is_added_with_its_parties(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "talk.txt", TALK)
    done = run(
        "add", file, "--study", root, "--case", "case-one", "--unit", "party-a", "--language", "nl"
    )
    assert (done.status, done.out) == (0, "talk\n")
    assert f"{file}: speakers: Interviewer (2), Wethouder (2)\n" in done.err
    document = load(root).documents["talk"]
    assert document.units == ("case-one", "party-a", "party-b")
    assert document.language == "nl"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--case or --unit"),
        (("--case", "case-two"), "found --case case-two; allowed: case-one"),
        (("--case", "party-a"), "found --case party-a"),
    ],
)
def test_units_must_be_named(
    root: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("add", write(tmp_path / "talk.txt", TALK), "--study", root, *options)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_who_speaks_is_shown_with_a_coding_and_in_the_report(root: Path, tmp_path: Path) -> None:
    talk, cues = write(tmp_path / "talk.txt", TALK), write(tmp_path / "cues.vtt", CUES)
    assert run("add", talk, cues, "--study", root, "--case", "case-one").status == 0
    for document in ("talk", "cues"):
        coding = (
            "--coder",
            "coder-1",
            "--code",
            "trust",
            "--unit",
            "party-a",
            "--value",
            "present",
        )
        assert run("mark", document, "het geld", "--study", root, *coding).status == 0
    found = run("find", "het geld", "--study", root, "--format", "json").json
    assert [row["speaker"] for row in found] == ["Wethouder", "Piet"]
    shown = run("find", "--coding", found[1]["codings"][0], "--study", root).out
    assert "speaker: Piet\ntime: 00:00:01.000\npage: \n" in shown
    assert run("report", "--study", root, "--output", tmp_path / "out").status == 0
    html = (tmp_path / "out/report.html").read_text("utf-8")
    assert "<dt>speaker</dt><dd>Wethouder</dd>" in html
    assert "<dt>speaker</dt><dd>Piet at 00:00:01.000</dd>" in html
    markdown = (tmp_path / "out/report.md").read_text("utf-8")
    assert "speaker Piet at 00:00:01.000;" in markdown


def test_a_page_is_shown_with_a_coding(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "talk.txt", "Een woord van geld.\n")
    assert run("add", file, "--study", root, "--case", "case-one").status == 0
    from crosscase.corpus import Page
    from crosscase.spans import text_sha256
    from crosscase.storage import Structure, stored_stretches, write_structure

    text = load(root).documents["talk"].text
    pages = Structure(pages=(Page(0, 9, "3"), Page(10, 19, "4")))
    held = write_structure(text_sha256(text), stored_stretches(pages, text))
    (root / "corpus/structure").mkdir()
    (root / "corpus/structure/talk.json").write_text(held, "utf-8")
    coding = ("--coder", "coder-1", "--code", "trust", "--unit", "party-a", "--value", "present")
    assert run("mark", "talk", "woord van geld", "--study", root, *coding).status == 0
    assert run("find", "van geld", "--study", root, "--format", "json").json[0]["page"] == "4"
    assert run("report", "--study", root, "--output", tmp_path / "out").status == 0
    assert ", page 3, 4</dd>" in (tmp_path / "out/report.html").read_text("utf-8")


def test_options_reach_the_readers(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "talk.txt", TALK.replace("Ja", "Één").encode("mac_roman"))
    options = ("--encoding", "mac_roman", "--no-speakers", "--keep-original", "--title", "Gesprek")
    assert run("add", file, "--study", root, "--unit", "party-a", *options).status == 0
    document = load(root).documents["talk"]
    assert "Één" in document.text
    assert (document.title, document.turns) == ("Gesprek", ())
    assert document.original == "corpus/originals/talk.txt"


def test_what_is_wrong_with_all_files_is_told(root: Path, tmp_path: Path) -> None:
    files = [
        write(tmp_path / "good.txt", "Good."),
        write(tmp_path / "bad.pdf", b"%PDF-1.7"),
        write(tmp_path / "empty.docx", b""),
        write(tmp_path / "mayor.md", (tmp_path / "mayor.txt").read_bytes()),
    ]
    done = run("add", *files, "--study", root, "--case", "case-one")
    assert (done.status, done.out) == (1, "")
    for said in ("bad.pdf: broken-pdf", "empty.docx: empty-text", "same file as document mayor"):
        assert said in done.err
    assert list(load(root).documents) == ["mayor"]


def test_turns_that_are_gone_are_listed(root: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "talk.txt", TALK)
    assert run("add", file, "--study", root, "--case", "case-one").status == 0
    text = root / "corpus/texts/talk.md"
    text.write_text(TALK.replace("Wethouder: Ja.", "Niemand."), "utf-8")
    done = run("reanchor", "--study", root)
    assert (done.status, done.out) == (3, "unplaced\ttalk\tWethouder: Ja.\n")
    assert "talk: 3 turns and pages found again" in done.err
