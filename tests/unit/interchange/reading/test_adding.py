"""Files of any format become documents of a study, all of them or none."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from crosscase.corpus import speaker_at
from crosscase.errors import StudyError, UsageError
from crosscase.interchange.reading import Limits, ReadingOptions, add_files
from crosscase.storage import adding, check, load
from tests.folders import make_folder, study_files

CATALOGUE = "corpus/documents.yaml"
TALK = "I: Waarom?\n\nR: Geld.\n\nI: Oh.\n\nR: Ja.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "study")


def contents(root: Path) -> dict[Path, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path: path.read_bytes() for path in files}


def write(folder: Path, **files: str | bytes) -> list[Path]:
    made = []
    for name, held in files.items():
        made.append(folder / name.replace("_", "."))
        made[-1].write_bytes(held if isinstance(held, bytes) else held.encode())
    return made


def rules(root: Path, files: list[Path], **more: object) -> list[tuple[str, str]]:
    """Add files that must be refused; return the rules, and see that nothing was written."""
    before = contents(root)
    with pytest.raises(StudyError) as refused:
        add_files(root, files, units=["c"], **more)  # type: ignore[arg-type]
    assert contents(root) == before
    return [(Path(p.file).name, p.rule) for p in refused.value.problems]


def test_a_text_comes_with_its_speakers_and_the_hash_of_its_file(
    root: Path, tmp_path: Path
) -> None:
    (file,) = write(tmp_path, gesprek_txt=TALK)
    added = add_files(root, [file], units=["c", "ab"], kind="interview", date="2024-03")
    assert added.documents == ("gesprek",)
    assert added.notes == ((str(file), "speakers: I (2), R (2)"),)
    document = load(root).documents["gesprek"]
    assert document.text == TALK
    assert speaker_at(document, TALK.index("Geld"), TALK.index("Geld") + 4) == "R"
    assert document.original_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert document.original == ""
    assert check(root) == ()


def test_the_original_is_kept_to_the_byte(root: Path, tmp_path: Path) -> None:
    (file,) = write(tmp_path, gesprek_HTML="<title>Raad</title><p>Een caf&eacute;.")
    add_files(root, [file], units=["c"], keep_original=True)
    document = load(root).documents["gesprek"]
    assert (document.title, document.text) == ("Raad", "Een café.\n")
    assert document.original == "corpus/originals/gesprek.html"
    assert (root / document.original).read_bytes() == file.read_bytes()
    assert check(root) == ()
    (root / document.original).write_bytes(b"iets anders")
    assert [(p.rule, p.severity) for p in check(root)] == [("original-changed", "error")]
    (root / document.original).unlink()
    assert [(p.rule, p.severity) for p in load(root).problems] == [("missing-original", "warning")]


def test_an_original_outside_the_study_is_refused(tmp_path: Path) -> None:
    files = study_files()
    files[CATALOGUE] += "    original: ../../etc/passwd\n"
    root = make_folder(tmp_path / "study", files)
    assert [p.rule for p in check(root)] == ["path-outside"] * 2


def test_the_same_file_twice_is_noticed(root: Path, tmp_path: Path) -> None:
    first, again, other = write(
        tmp_path, een_txt="Woorden.", twee_txt="Woorden.", drie_md="Woorden.\r\n\n"
    )
    assert rules(root, [first, again]) == [("twee.txt", "added-before")]
    add_files(root, [first], units=["c"])
    assert rules(root, [first]) == [("een.txt", "added-before")]
    assert rules(root, [again]) == [("twee.txt", "added-before")]
    assert rules(root, [other]) == [("drie.md", "added-before")]
    with pytest.raises(StudyError, match="the same file as document een"):
        add_files(root, [again], units=["c"])
    with pytest.raises(StudyError, match="the same text as document een"):
        add_files(root, [other], units=["c"])


def test_everything_wrong_with_every_file_is_told_and_nothing_is_added(
    root: Path, tmp_path: Path
) -> None:
    files = write(
        tmp_path,
        goed_txt="Goed.",
        leeg_txt="",
        binair_txt=b"\x7fELF\0\0\x01\x02\0",
        scan_pdf=b"%PDF-1.4 broken",
        wachtwoord_docx=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        bel_md="Bel \x07.",
        d1_txt="Weer.",
        plaatje_png=b"png",
        groot_txt="x" * 1000,
    )
    files.append(tmp_path / "—.txt")
    files[-1].write_text("x", "utf-8")
    found = rules(
        root, files, options=ReadingOptions(limits=Limits(file=900)), date="2011-13", party="xx"
    )
    assert set(found) == {
        ("bel.md", "control-character"),
        ("binair.txt", "no-text"),
        ("documents.yaml", "duplicate-id"),
        ("documents.yaml", "unknown-party"),
        ("documents.yaml", "wrong-date"),
        ("groot.txt", "file-too-large"),
        ("leeg.txt", "empty-text"),
        ("plaatje.png", "unknown-format"),
        ("scan.pdf", "broken-pdf"),
        ("wachtwoord.docx", "locked"),
        ("—.txt", "wrong-name"),
    }


def test_a_disk_that_fails_half_way_leaves_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = write(tmp_path, een_txt=TALK, twee_txt="Twee.")
    before = contents(root)
    real = adding.write_atomic

    def fail(path: Path, content: str | bytes, *, follow: bool = True) -> None:
        if path.name == "documents.yaml":
            raise OSError(28, "No space left on device")
        real(path, content, follow=follow)

    monkeypatch.setattr(adding, "write_atomic", fail)
    with pytest.raises(OSError, match="No space"):
        add_files(root, files, units=["c"], keep_original=True)
    assert contents(root) == before


def test_a_structure_that_lies_there_is_not_overwritten(root: Path, tmp_path: Path) -> None:
    (file,) = write(tmp_path, gesprek_txt=TALK)
    (root / "corpus/structure").mkdir()
    (root / "corpus/structure/gesprek.json").write_text("{}", "utf-8")
    assert rules(root, [file]) == [("documents.yaml", "duplicate-id")]


def test_one_title_for_two_files_is_wrong_use(root: Path, tmp_path: Path) -> None:
    files = write(tmp_path, een_txt="Een.", twee_txt="Twee.")
    with pytest.raises(UsageError, match="one title for 2 files"):
        add_files(root, files, units=["c"], title="T")


def test_speakers_can_be_left_alone(root: Path, tmp_path: Path) -> None:
    (file,) = write(tmp_path, gesprek_txt=TALK)
    add_files(root, [file], units=["c"], options=ReadingOptions(speakers=False))
    assert load(root).documents["gesprek"].turns == ()
    assert not (root / "corpus/structure").exists()
