"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
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


class TestLinks:
    @pytest.fixture
    def link(self, tmp_path: Path) -> Path:
        (tmp_path / "real").mkdir()
        (tmp_path / "real/a.txt").write_text("old", "utf-8")
        (tmp_path / "link.txt").symlink_to(Path("real/a.txt"))
        return tmp_path / "link.txt"

    def test_what_a_link_leads_to_is_written(self, link: Path, tmp_path: Path) -> None:
        write_atomic(link, "new")
        assert link.is_symlink()
        assert [file.name for file in (tmp_path / "real").iterdir()] == ["a.txt"]
        assert (tmp_path / "real/a.txt").read_text("utf-8") == "new"

    def test_what_a_link_leads_to_need_not_be_there(self, link: Path, tmp_path: Path) -> None:
        (tmp_path / "real/a.txt").unlink()
        write_atomic(link, "new")
        assert link.is_symlink()
        assert (tmp_path / "real/a.txt").read_text("utf-8") == "new"

    def test_link_is_replaced_where_none_is_followed(self, link: Path, tmp_path: Path) -> None:
        write_atomic(link, "new", follow=False)
        assert not link.is_symlink()
        assert link.read_text("utf-8") == "new"
        assert (tmp_path / "real/a.txt").read_text("utf-8") == "old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
class TestPipe:
    @pytest.fixture
    def pipe(self, tmp_path: Path) -> Iterator[tuple[Path, int]]:
        path = tmp_path / "pipe"
        os.mkfifo(path)
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        yield path, reader
        os.close(reader)

    @pytest.mark.parametrize("follow", [True, False])
    def test_it_is_written_and_stays(self, pipe: tuple[Path, int], follow: bool) -> None:
        path, reader = pipe
        write_atomic(path, "één", follow=follow)
        assert os.read(reader, 100) == "één".encode()
        assert path.is_fifo()
        assert list(path.parent.iterdir()) == [path]

    def test_it_is_written_by_a_link(self, pipe: tuple[Path, int]) -> None:
        path, reader = pipe
        link = path.with_name("stdout")
        link.symlink_to(path)
        write_atomic(link, "x")
        assert os.read(reader, 100) == b"x"
        assert link.is_symlink()

    def test_it_is_written_by_a_link_to_what_has_no_path(self, pipe: tuple[Path, int]) -> None:
        path, reader = pipe
        writer = os.open(path, os.O_WRONLY)
        path.unlink()
        link = path.with_name("stdout")
        link.symlink_to(f"/proc/self/fd/{writer}")
        if not link.exists():
            pytest.skip("no /proc here")
        write_atomic(link, "x")
        os.close(writer)
        assert os.read(reader, 100) == b"x"
        assert list(path.parent.iterdir()) == [link]


def test_a_file_written_piece_by_piece_is_there_when_all_of_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rows.bin"
    path.write_bytes(b"old")
    with writing.replacing(path) as file:
        file.write(b"one")
        assert path.read_bytes() == b"old"
        file.write(b"two")
    assert path.read_bytes() == b"onetwo"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_whose_pieces_fail_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rows.bin"
    path.write_bytes(b"old")
    with pytest.raises(KeyError), writing.replacing(path) as file:
        file.write(b"one")
        raise KeyError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
