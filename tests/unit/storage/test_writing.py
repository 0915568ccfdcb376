"""Files written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscase.storage import write_atomic, writing


def test_new_file_and_new_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomic(path, "één\r\ntwee\n")
    assert path.read_bytes() == "één\r\ntwee\n".encode()
    write_atomic(str(path), b"\x00bytes")
    assert path.read_bytes() == b"\x00bytes"
    assert list(tmp_path.iterdir()) == [path]


def test_mode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    write_atomic(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_new_file_can_be_read_by_others_as_any_file_can(tmp_path: Path) -> None:
    usual, path = tmp_path / "usual.txt", tmp_path / "a.txt"
    usual.write_text("", "utf-8")
    write_atomic(path, "")
    assert path.stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("name", ["write", "fsync"])
def test_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")

    def fail(*_: object) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(writing.os, name, fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, "new")
    monkeypatch.undo()
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_content_reaches_the_disk_before_it_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")
    seen: list[str] = []
    real = os.fsync

    def watch(handle: int) -> None:
        seen.append(path.read_text("utf-8"))
        real(handle)

    monkeypatch.setattr(writing.os, "fsync", watch)
    write_atomic(path, "new")
    assert seen[0] == "old"
    assert seen[1:] == ["new"] * (os.name != "nt")
