"""Finding codings again in texts that changed, and the hashes of texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.errors import StudyError
from crosscase.spans import text_sha256
from crosscase.storage import add_coding, catalogue, check, load, reanchor
from tests.folders import DOCUMENTS, TEXTS, make_folder, replace_once, study_files

CATALOGUE = "corpus/documents.yaml"


def change_text(root: Path, name: str, old: str, new: str) -> str:
    path = root / f"corpus/texts/{name}.md"
    text = replace_once(path.read_text("utf-8"), old, new)
    path.write_text(text, "utf-8")
    return text


def test_codings_move_and_the_catalogue_follows(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    text = change_text(
        root, "d1", "Wij moesten wel.", "Ja, zegt zij, wij zijn klein. Wij moesten wel."
    )
    before = (root / CATALOGUE).read_text("utf-8")
    result = reanchor(root)
    assert (result.moved, result.unplaced, result.documents) == (("e1", "e2"), (), ("d1",))
    study = load(root)
    assert study.unplaced == frozenset()
    assert [p.rule for p in study.problems] == ["text-read-before"]
    moved = study.codings["e1"]
    assert text[moved.start : moved.end] == "Wij moesten wel"
    assert moved.start == TEXTS["d1"].index("Wij moesten wel") + 30
    assert moved.value == "partial"
    after = (root / CATALOGUE).read_text("utf-8")
    assert after == before.replace(text_sha256(TEXTS["d1"]), text_sha256(text))


def test_doing_it_again_does_nothing(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    change_text(root, "d1", "# Interview", "# Gesprek")
    reanchor(root)
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = reanchor(root)
    assert (result.moved, result.unplaced, result.documents) == ((), (), ())
    assert files == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_words_that_are_gone_are_listed_kept_and_left_out(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    change_text(root, "d1", "Wij moesten wel.", "Het moest.")
    result = reanchor(root)
    assert (result.moved, result.unplaced) == (("e2",), ("e1",))
    study = load(root)
    assert study.unplaced == {"e1"}
    assert [(p.rule, p.severity) for p in study.problems] == [
        ("unplaced", "warning"),
        ("text-read-before", "warning"),
        ("left-out", "warning"),
    ]
    assert [coding.id for coding in study.snapshots["first"][1].codings] == ["e2"]
    assert reanchor(root).unplaced == ("e1",)


def test_coding_that_comes_back_is_found(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    change_text(root, "d1", "Wij moesten wel.", "Het moest.")
    reanchor(root)
    change_text(root, "d1", "Het moest.", "Wij moesten wel.")
    # The old place of the first is right again; the second had moved in the meantime.
    assert reanchor(root).moved == ("e2",)
    assert check(root) == ()


def test_places_that_look_alike_are_not_guessed(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    identity = add_coding(root, "c2", "d2", "Niemand", "urgency", "a", "absent")
    (root / "corpus/texts/d2.md").write_text("Niemand. Niemand. ", "utf-8")
    assert identity in reanchor(root).unplaced


def test_snapshot_says_what_it_said_where_the_words_are_now(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    text = change_text(root, "d1", "# Interview", "# Gesprek met de burgemeester")
    reanchor(root)
    first = {coding.id: coding for coding in load(root).snapshots["first"][1].codings}
    assert (first["e1"].value, load(root).codings["e1"].value) == ("present", "partial")
    assert text[first["e1"].start : first["e1"].end] == "Wij moesten wel"


def test_words_taken_out_are_not_found_elsewhere_by_chance(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    identity = add_coding(root, "c2", "d2", "tegen", "urgency", "a", "absent")
    (root / "corpus/texts/d2.md").write_text("Er kwam later iemand hem tegen op straat.\n", "utf-8")
    assert identity in reanchor(root).unplaced


def test_each_coder_gets_the_moves_of_that_coder(tmp_path: Path) -> None:
    root = make_folder(tmp_path)
    identity = add_coding(root, "c2", "d1", "wennen", "urgency", "a", "absent")
    change_text(root, "d1", "# Interview", "# Gesprek")
    assert set(reanchor(root).moved) == {"e1", "e2", identity}
    assert (root / "corpus/codings/c2.jsonl").read_text("utf-8").count("\n") == 2
    assert [p.rule for p in check(root)] == ["text-read-before"]


def test_other_errors_come_first(tmp_path: Path) -> None:
    files = study_files()
    files["study.yaml"] += "wrong: key\n"
    root = make_folder(tmp_path, files)
    change_text(root, "d1", "# Interview", "# Gesprek")
    before = (root / CATALOGUE).read_bytes()
    with pytest.raises(StudyError) as refused:
        reanchor(root)
    assert [p.rule for p in refused.value.problems] == ["unknown-key"]
    assert (root / CATALOGUE).read_bytes() == before


def test_torn_line_is_moved_aside_and_said(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] += '{"id": "x'
    root = make_folder(tmp_path, files)
    change_text(root, "d1", "# Interview", "# Gesprek")
    assert reanchor(root).torn == ("corpus/codings/c1.jsonl.torn",)
    assert [p.rule for p in check(root)] == ["text-read-before"]


HASH = text_sha256(TEXTS["d2"])
FLOW = (
    "format: 1\nsource_groups: [{id: g, label: G}]\ndocuments:\n"
    "  - {id: d2, title: T, kind: document, path: corpus/texts/d2.md, units: [a, ab],\n"
    "     source_group: g, language: nl}  # een opmerking\n"
)


@pytest.mark.parametrize(
    ("without", "filled"),
    [
        (DOCUMENTS.replace(f"    sha256: {HASH}\n", ""), DOCUMENTS),
        (DOCUMENTS.replace(f"sha256: {HASH}", "sha256:"), DOCUMENTS),
        (
            DOCUMENTS.replace(f"sha256: {HASH}", 'sha256: ""  # nog niet'),
            DOCUMENTS.replace(HASH, f"{HASH}  # nog niet"),
        ),
        (
            DOCUMENTS.replace(f"d2.md\n    sha256: {HASH}\n", "d2.md  # tekst\n"),
            DOCUMENTS.replace("d2.md\n", "d2.md  # tekst\n"),
        ),
        (FLOW, FLOW.replace("d2.md", f"d2.md, sha256: {HASH}")),
        (
            DOCUMENTS.replace(f"    sha256: {HASH}\n", "").replace("\n", "\r\n"),
            DOCUMENTS.replace("\n", "\r\n").replace(f"{HASH}\r\n", f"{HASH}\r\n"),
        ),
    ],
    ids=["no key", "no value", "empty value", "comment", "one line", "windows"],
)
@pytest.mark.parametrize("fill", [catalogue, reanchor])
def test_missing_hash_is_filled_in_and_nothing_else_changes(
    tmp_path: Path, without: str, filled: str, fill: object
) -> None:
    files = study_files()
    if without is FLOW:
        for path in ("origins.csv", "left-out.csv", "sources.yaml", "texts/d1.md"):
            del files[f"corpus/{path}"]
        files["corpus/codings/c1.jsonl"] = ""
        del files["corpus/snapshots/first.txt"]
    files[CATALOGUE] = without
    root = make_folder(tmp_path, files)
    assert [p.rule for p in check(root)] == ["missing-hash"]
    fill(root)  # type: ignore[operator]
    assert (root / CATALOGUE).read_bytes().decode().replace("\r\n", "\n") == filled.replace(
        "\r\n", "\n"
    )
    assert check(root) == ()


def test_catalogue_leaves_hashes_and_unclean_texts_alone(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/texts/d1.md"] += "Later.\n"
    files["corpus/texts/d2.md"] = files["corpus/texts/d2.md"].replace("\n", "\r\n")
    files[CATALOGUE] = DOCUMENTS.replace(f"    sha256: {HASH}\n", "")
    root = make_folder(tmp_path, files)
    before = (root / CATALOGUE).read_bytes()
    assert catalogue(root) == ()
    assert (root / CATALOGUE).read_bytes() == before
