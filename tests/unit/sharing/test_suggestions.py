"""Decisions on suggestions repeat what was proposed: that too is written anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.sharing.masking import mask_study
from crosscase.sharing.names import Name
from crosscase.sharing.pseudonymising import pseudonymise, restore
from crosscase.sharing.rewriting import write_study
from crosscase.storage import (
    Claim,
    code_suggestions,
    load,
    reject_suggestions,
    write_suggestions,
)
from tests.folders import make_folder, study_files
from tests.unit.storage.test_suggestion_files import suggestion

QUOTES = ("Wij moesten wel.", "Alleen ging het niet meer.")
FILE = "corpus/codings/c1.jsonl"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = study_files()
    files[FILE] = ""
    del files["corpus/snapshots/first.txt"]
    root = make_folder(tmp_path / "study", files)
    both = [suggestion(quote, hits=(), rule="urgen*") for quote in QUOTES]
    write_suggestions(root, "lexicon", both)
    claim = Claim(value="partial")
    code_suggestions(root, "c1", [both[0].id], claim, correct=True)
    reject_suggestions(root, "c1", [both[1].id])
    return root


def test_no_name_stays_in_what_was_proposed_and_it_can_be_restored(
    root: Path, tmp_path: Path
) -> None:
    names = (Name("Alleen"), Name("moesten", (), "place"))
    pseudonymise(root, tmp_path / "new", names, tmp_path / "key")
    said = (tmp_path / "new" / FILE).read_text("utf-8")
    assert "Alleen" not in said
    assert "moesten" not in said
    new = load(tmp_path / "new")
    assert new.problems == ()
    (coding,), (rejection,) = new.coding_state.codings, new.coding_state.rejections
    text = new.documents["d1"].text
    for one in (coding.proposed, rejection.proposed):
        assert one is not None
        assert text[one["start"] : one["end"]] == one["quote"]
    restore(tmp_path / "new", tmp_path / "back", tmp_path / "key")
    assert (tmp_path / "back" / FILE).read_bytes() == (root / FILE).read_bytes()


def test_no_word_stays_where_texts_are_masked(root: Path, tmp_path: Path) -> None:
    write_study(tmp_path / "new", mask_study(root).files)
    said = (tmp_path / "new" / FILE).read_text("utf-8")
    for word in ("moesten", "Alleen", "meer"):
        assert word not in said
    assert len(load(tmp_path / "new").coding_state.rejections) == 1
