"""What changed of files is seen, also where their times cannot tell."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from crosscase.storage import watching
from crosscase.storage.findings import Findings
from crosscase.storage.watching import Watch, WatchedFolder


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "a").write_bytes(b"one")
    watch = Watch(tmp_path)
    assert watch.read("a") == b"one"
    watch.look_at("b")
    return watch


def test_nothing_changed(watch: Watch) -> None:
    assert watch.changed() == ()
    assert watch.held("a") == b"one"
    assert watch.held("b") == b""


def test_files_that_grow_shrink_come_and_go(watch: Watch) -> None:
    (watch.root / "a").write_bytes(b"one more")
    (watch.root / "b").write_bytes(b"")
    assert watch.changed() == ("a", "b")
    watch.read("a")
    watch.read("b")
    (watch.root / "a").write_bytes(b"")
    (watch.root / "b").unlink()
    assert watch.changed() == ("a", "b")


def test_another_file_of_the_same_bytes_is_another_file(watch: Watch) -> None:
    """It may be a link that leads out of the study."""
    (watch.root / "new").write_bytes(b"one")
    (watch.root / "new").replace(watch.root / "a")
    assert watch.changed() == ("a",)


@pytest.mark.parametrize("settled", [0, 10**18])
def test_a_time_that_was_set_back_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settled: int
) -> None:
    monkeypatch.setattr(watching, "SETTLED", settled)
    file = tmp_path / "a"
    file.write_bytes(b"one")
    watch = Watch(tmp_path)
    watch.read("a")
    before = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert watch.changed() == ("a",)


def test_within_the_grain_of_a_clock_the_bytes_decide(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second write may have the time of the first: that of a file system is not that fine."""
    seen = watch._files["a"]
    same = replace(seen, held=None)
    monkeypatch.setattr(watching, "_look", lambda path: same if path.name == "a" else watch_none)
    watch_none = watch._files["b"]
    assert watch.changed() == ()
    (watch.root / "a").write_bytes(b"two")
    assert watch.changed() == ("a",)


def test_a_file_that_was_only_touched_is_the_same(watch: Watch) -> None:
    os.utime(watch.root / "a", (1, 1))
    assert watch.changed() == ()


def test_names_but_for_working_files(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path, Findings())
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.md").write_bytes(b"")
    assert folder.files("texts", ".md") == ["texts/a.md"]
    assert folder.files("nothing", ".md") == []
    for name in (".a.md.swp", "a.md.lock", "a.md.torn", "a.md.tmp"):
        (tmp_path / "texts" / name).write_bytes(b"")
    (tmp_path / "texts/more").mkdir()
    assert folder.watch.changed() == ()
    (tmp_path / "texts/b.md").write_bytes(b"")
    (tmp_path / "nothing").mkdir()
    assert folder.watch.changed() == ("texts", "nothing")
    assert folder.watch.names("texts") == ("a.md",)


def test_what_cannot_be_read_is_a_change_when_it_can(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path, Findings())
    assert folder.read("a") is None
    assert folder.watch.changed() == ()
    (tmp_path / "a").write_bytes(b"")
    assert folder.watch.changed() == ("a",)
