"""Taking codings back, and never coding the same twice without noticing."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import run


def ids_of(study: Path) -> list[str]:
    return sorted({id for row in run("scores", "--format", "json").json for id in row["codings"]})


def test_a_coding_taken_back_no_longer_counts_and_is_not_erased(study: Path) -> None:
    before = ids_of(study)
    coder = sorted((study / "corpus" / "codings").glob("*.jsonl"))[0]
    lines = coder.read_text(encoding="utf-8").count("\n")
    done = run("withdraw", before[0], "--coder", coder.stem)
    assert done.status == 0
    assert len(done.out.split()) == 1
    assert ids_of(study) == before[1:]
    assert coder.read_text(encoding="utf-8").count("\n") == lines + 1
    again = run("withdraw", before[0], "--coder", coder.stem)
    assert again.status == 2
    assert "no live coding" in again.err


def test_all_or_none(study: Path) -> None:
    before = ids_of(study)
    coder = sorted((study / "corpus" / "codings").glob("*.jsonl"))[0].stem
    assert run("withdraw", before[0], "nothing", "--coder", coder).status == 2
    assert ids_of(study) == before


def test_the_same_coding_twice_is_refused_unless_the_first_was_taken_back(study: Path) -> None:
    before = run("scores", "--format", "csv").out
    found = run("find", "--coding", ids_of(study)[0], "--format", "json").json
    words = ("mark", found["document"], found["quote"], "--coder", found["coder"])
    claim = [
        part
        for name in ("code", "unit", "value", "period", "date", "actor", "toward")
        if found[name]
        for part in (f"--{name}", found[name])
    ]
    again = run(*words, *claim)
    assert again.status == 1
    assert "coded-already" in again.err
    assert found["id"] in again.err
    assert run("scores", "--format", "csv").out == before
    assert run("withdraw", found["id"], "--coder", found["coder"]).status == 0
    assert run(*words, *claim).status == 0
