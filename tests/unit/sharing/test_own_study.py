"""The study of this repository, pseudonymised and masked, comes to the same results."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import crosscase
from crosscase.bundle import gather_bundle
from crosscase.sharing.masking import Quotes, mask_study
from crosscase.sharing.matching import Matcher
from crosscase.sharing.names import Name
from crosscase.sharing.pseudonymising import pseudonymise, restore
from crosscase.sharing.rewriting import write_study
from crosscase.storage import load
from crosscase.study import Study

ROOT = Path(__file__).parents[3]
MUNICIPALITIES = ("Tubbergen", "Dinkelland", "Ommen", "Hardenberg", "Dalfsen", "Staphorst")
NAMES = (
    *(Name(name, (), "municipality") for name in (*MUNICIPALITIES, "Zwartewaterland")),
    Name("Overijssel", (), "place"),
    Name("Berenschot", (), "organisation"),
    Name("Speulman"),
)
SCORE = ["state", "value", "low", "high", "values", "n_for", "n_against", "n_groups", "codings"]
VERDICT = ["hypothesis", "reading", "verdict", "rule"]


def test_pseudonymised_it_gives_the_same_scores_tables_and_verdicts(
    own_study: Study, tmp_path: Path
) -> None:
    done = pseudonymise(ROOT, tmp_path / "new", NAMES, tmp_path / "key")
    old, new = own_study, load(tmp_path / "new")
    assert new.problems == ()
    scores, again = crosscase.scores(old), crosscase.scores(new)
    assert [done.ids.get(unit, unit) for unit in scores["unit"]] == list(again["unit"])
    assert scores[SCORE].astype(str).equals(again[SCORE].astype(str))
    assert crosscase.verdicts(old)[VERDICT].equals(crosscase.verdicts(new)[VERDICT])
    tables = crosscase.tables(new)
    for name, table in crosscase.tables(old).items():
        assert table.shape == tables[name].shape
    assert set(old.snapshots) == set(new.snapshots)
    matcher = Matcher(done.names)
    for coding in new.codings.values():
        assert matcher.find(coding.quote) == []
    assert [p for p in old.passages.values() if p] and len(new.passages) == len(old.passages)
    restore(tmp_path / "new", tmp_path / "back", tmp_path / "key")
    for path in (tmp_path / "back").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (ROOT / path.relative_to(tmp_path / "back")).read_bytes()
    assert (tmp_path / "back/corpus/codings/coder-1.jsonl").is_file()


def test_masked_it_gives_the_same_scores_and_verdicts_and_no_word(
    own_study: Study, tmp_path: Path
) -> None:
    write_study(tmp_path, mask_study(ROOT).files)
    old, new = own_study, load(tmp_path)
    assert crosscase.scores(old).astype(str).equals(crosscase.scores(new).astype(str))
    assert crosscase.verdicts(old)[VERDICT].equals(crosscase.verdicts(new)[VERDICT])
    quotes = Quotes(document.text for document in old.documents.values())
    for coding in new.codings.values():
        assert not quotes(coding.quote)
        assert not quotes(coding.memo)


def test_bundled_it_is_the_study_and_its_committed_report(
    own_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the committed report is what the study gives, another test says."""

    def committed(study: object, folder: Path, *_: object) -> None:
        shutil.copytree(ROOT / "reports", folder / "reports")

    monkeypatch.setattr("crosscase.bundle.contents._report", committed)
    bundle = gather_bundle(ROOT, texts="full")
    for path, held in bundle.files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(held)
        own = ROOT / path
        if path.startswith(("corpus/", "codebooks/", "reports/", "study.yaml")):
            assert own.read_bytes() == held, path
    study = load(tmp_path)
    assert study.problems == ()
    assert study.codings == own_study.codings
