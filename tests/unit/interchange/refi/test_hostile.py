"""Hostile or damaged projects: a result or a clear refusal, and never a trace of them left."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from pathlib import Path

import pytest

from crosscase.errors import CrosscaseError, ForeignFileError
from crosscase.interchange import putting
from crosscase.interchange.formats import import_anew, import_into
from crosscase.interchange.refi import opening
from crosscase.interchange.refi.opening import read_project
from crosscase.interchange.refi.writing import write_project
from crosscase.storage import load
from tests import foreign
from tests.exchange import pack
from tests.folders import make_folder

SCRAPS = (
    *("", "0", "-1", "999999999999999999999", "x", "\u0301", "😀", "../../x", "internal://../x"),
    *("value: x\nunit: y", "study.yaml", "codebook x", "{", "%2e%2e", "a" * 5000, "true", "2026"),
)


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test looks at what is left in the folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def try_import(folder: Path, data: bytes) -> str:
    """Import into a new study; return what was refused, and see that nothing is left then."""
    file = folder / "p.qdpx"
    file.write_bytes(data)
    target = folder / "new" / "study"
    said = ""
    try:
        import_anew(target, file)
    except CrosscaseError as error:
        said = str(error)
        assert said
        assert not target.exists()
        assert not target.parent.exists() or not any(target.parent.iterdir())
    else:
        load(target)
        for path in sorted(target.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        target.rmdir()
    assert not any((folder / "temporary").iterdir())
    return said


def test_a_project_cannot_write_outside_the_study(tmp_path: Path) -> None:
    files = {**foreign.qc(), "../../escaped.txt": "x"}
    assert "path-outside" in try_import(tmp_path, pack(files))
    assert not list(tmp_path.rglob("escaped*"))


@pytest.mark.parametrize("path", ["../../../etc/passwd", "/etc/passwd", "internal:///etc/passwd"])
def test_a_project_cannot_read_outside_its_archive(tmp_path: Path, path: str) -> None:
    files = dict(foreign.qc())
    files["project.qde"] = str(files["project.qde"]).replace(f"{foreign.S1}.txt", path)
    (tmp_path / "p.qdpx").write_bytes(pack(files))
    new = import_anew(tmp_path / "study", tmp_path / "p.qdpx")
    assert (new.documents, new.events) == ({}, [])
    assert {loss.thing for loss in new.losses} >= {"text source", "coding in a source without text"}


def test_names_of_sources_and_codes_are_no_paths(tmp_path: Path) -> None:
    files = dict(foreign.qc())
    text = str(files["project.qde"]).replace('name="gesprek.txt"', 'name="../../../x/y"')
    files["project.qde"] = text.replace('name="nood"', 'name="../nood"').replace(
        "qc project", "../../p"
    )
    (tmp_path / "p.qdpx").write_bytes(pack(files))
    import_anew(tmp_path / "deep" / "study", tmp_path / "p.qdpx")
    written = {path for path in tmp_path.rglob("*") if path.is_file() and path.name != "p.qdpx"}
    assert all(path.is_relative_to(tmp_path / "deep" / "study") for path in written)
    assert load(tmp_path / "deep" / "study").codes.keys() == {"nood"}


def test_notes_that_pretend_to_be_files_of_a_study_do_no_harm(tmp_path: Path) -> None:
    note = (
        f'<Notes><Note guid="{foreign.N1}" name="study.yaml"><PlainTextContent>TEXT</PlainTextContent>'
        f'</Note></Notes><NoteRef targetGUID="{foreign.N1}"/></Project>'
    )
    for text in ("format: 1", "&lt;&lt;: *x", "a: " * 500, "format: 1\ntitle: !!python/x y"):
        files = dict(foreign.qc())
        files["project.qde"] = str(files["project.qde"]).replace(
            "</Project>", note.replace("TEXT", text)
        )
        assert try_import(tmp_path, pack(files)) == ""


def test_one_text_named_by_every_source_is_no_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_ALL_TEXTS", 1_000_000)
    text = "woord " * 10_000
    source = f'<TextSource plainTextPath="{foreign.S1}.txt" guid="{foreign.S1}" name="x"/>'
    whole = str(foreign.qc()["project.qde"])
    start, end = whole.index("<TextSource"), whole.index("</Sources>")
    files: dict[str, str | bytes] = {"project.qde": whole[:start] + source * 40 + whole[end:]}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, data in {**files, f"sources/{foreign.S1}.txt": text}.items():
            archive.writestr(name, data)
    assert "too-large" in try_import(tmp_path, held.getvalue())


def test_a_study_is_as_it_was_when_an_import_into_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_folder(tmp_path / "study")
    file = tmp_path / "p.qdpx"
    file.write_bytes(pack(foreign.nvivo()))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    real = putting.write_atomic
    left = 0

    def failing(path: Path, content: bytes, **options: bool) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            left = 1000
            raise OSError(28, "No space left on device", str(path))
        real(path, content, **options)

    monkeypatch.setattr(putting, "write_atomic", failing)
    for written in range(6):
        left = written
        with pytest.raises(OSError, match="No space left"):
            import_into(root, file)
        after = {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and p.suffix != ".lock"}
        assert after == before
    assert not any((tmp_path / "temporary").iterdir())


def test_a_study_out_of_order_is_not_imported_into(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    (root / "codebooks/book.yaml").write_text("format: 2\n", encoding="utf-8")
    (tmp_path / "p.qdpx").write_bytes(pack(foreign.qc()))
    with pytest.raises(CrosscaseError, match="wrong-value"):
        import_into(root, tmp_path / "p.qdpx")


def _project(study_folder: Path) -> bytes:
    return write_project(load(make_folder(study_folder)))[0]


def test_any_damage_to_a_real_export_ends_well(tmp_path: Path) -> None:
    """Bytes of the archive and of the XML within it, and what its attributes and elements say."""
    whole = _project(tmp_path / "study")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(5)
    for number in range(120):
        if number % 4 == 0:
            data = bytearray(whole)
            for _ in range(chance.choice((1, 1, 3, 40))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try_import(tmp_path, bytes(data))
            continue
        changed = dict(files)
        name = chance.choice(["project.qde"] * 5 + [n for n in files if n.endswith(".txt")])
        changed[name] = _mutate(files[name], chance, by_byte=number % 4 == 1)
        try_import(tmp_path, pack(changed))


@pytest.mark.parametrize(
    "program", [foreign.atlas, foreign.nvivo, foreign.maxqda, foreign.qualcoder]
)
def test_any_damage_to_projects_of_others_is_read_or_refused(
    tmp_path: Path, program: type[dict[str, str | bytes]]
) -> None:
    whole = {
        name: data.encode() if isinstance(data, str) else data for name, data in program().items()
    }
    project = next(name for name in whole if name.endswith(".qde"))
    chance = random.Random(7)
    for number in range(250):
        changed = dict(whole)
        name = project if number % 6 else chance.choice([n for n in whole if n.endswith(".txt")])
        changed[name] = _mutate(whole[name], chance, by_byte=number % 2 == 0)
        file = tmp_path / "p.qdpx"
        file.write_bytes(pack(changed))
        try:
            read_project(file, unit=None, language="en")
        except ForeignFileError as error:
            assert all(one.found and one.allowed and one.action for one in error.problems)
    assert not any((tmp_path / "temporary").iterdir())


def _mutate(data: bytes, chance: random.Random, *, by_byte: bool) -> bytes:
    """Change a few bytes; or exchange, drop or repeat whole pieces between quotes and brackets."""
    if by_byte or len(data) < 10:
        changed = bytearray(data or b"x")
        for _ in range(chance.choice((1, 2, 10))):
            at = chance.randrange(len(changed))
            changed[at : at + chance.choice((0, 1, 1, 4))] = bytes([chance.randrange(256)])
        return bytes(changed)
    text = data.decode("utf-8")
    mark = chance.choice(['"', "<", ">"])
    pieces = text.split(mark)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        action = chance.randrange(4)
        if action == 0:
            pieces[at] = chance.choice(SCRAPS)
        elif action == 1:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif action == 2:
            pieces[at] = pieces[other]
        else:
            pieces.insert(at, pieces[other])
    return mark.join(pieces).encode("utf-8", "surrogatepass")
