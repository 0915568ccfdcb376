"""Zip files from strangers are looked at before they are read."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from crosscase.errors import CrosscaseError, ForeignFileError
from crosscase.interchange.archives import ArchiveLimits, open_archive


def zip_of(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = 8) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        for name, data in entries:
            made.writestr(name, data)
    return held.getvalue()


def refused(data: bytes, limits: ArchiveLimits | None = None) -> str:
    with (
        pytest.raises(ForeignFileError) as caught,
        open_archive(data, name="a.zip", limits=limits) as archive,
    ):
        for name in archive.names:
            archive.read(name)
    assert isinstance(caught.value, CrosscaseError)
    assert all(p.found and p.allowed and p.action for p in caught.value.problems)
    return str(caught.value)


def test_files_are_read_and_folders_are_none() -> None:
    data = zip_of(("Sources/", b""), ("Sources/a.txt", b"one"), ("p.xml", b"<a/>"))
    with open_archive(data) as archive:
        assert archive.names == ("Sources/a.txt", "p.xml")
        assert archive.read("Sources/a.txt") == b"one"
        assert archive.size("p.xml") == 4
        assert archive.find("sources/A.TXT") == "Sources/a.txt"
        assert archive.find("b.txt") is None


def test_names_that_differ_by_case_alone_are_found_to_the_letter_only() -> None:
    with open_archive(zip_of(("A.txt", b"1"), ("a.txt", b"2"))) as archive:
        assert archive.find("a.txt") == "a.txt"
        assert archive.find("a.TXT") is None


def test_a_file_is_opened_by_its_path_and_closed_after(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of(("a.txt", b"one")))
    with open_archive(path) as archive:
        assert archive.read("a.txt") == b"one"
    path.unlink()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "Sources/../../a.txt",
        "/etc/passwd",
        "C:/a.txt",
        "C:a.txt",
        "..\\a.txt",
        "Sources\\..\\..\\a.txt",
        "\\\\host\\share\\a.txt",
        "//host/share/a.txt",
        "..",
    ],
)
def test_paths_that_lead_outside_are_refused(name: str) -> None:
    assert "path-outside" in refused(zip_of((name, b"x")))


def test_backslashes_of_older_programs_are_slashes() -> None:
    data = zip_of(("Sources\\", b""), ("Sources\\a.txt", b"one"))
    with open_archive(data) as archive:
        assert archive.names == ("Sources/a.txt",)
        assert archive.read("Sources/a.txt") == b"one"
    assert "duplicate-name" in refused(zip_of(("a\\b", b"1"), ("a/b", b"2")))


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31m", "a\u202eb"])
def test_names_that_would_deceive_a_reader_are_refused(name: str) -> None:
    said = refused(zip_of((name, b"x")))
    assert "wrong-name" in said
    assert name not in said


def test_a_name_cut_off_by_a_null_is_refused() -> None:
    data = zip_of(("a.txtXb", b"x")).replace(b"a.txtXb", b"a.txt\0b")
    assert "wrong-name" in refused(data)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind: int) -> None:
    entry = zipfile.ZipInfo("link.txt")
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    assert "no-file" in refused(zip_of((entry, b"/etc/passwd")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_stand_twice_are_refused() -> None:
    assert "duplicate-name" in refused(zip_of(("a", b"1"), ("a", b"2")))


def test_a_password_is_refused() -> None:
    data = bytearray(zip_of(("a.txt", b"one")))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 0x1)
    assert "encrypted" in refused(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compression_that_may_unpack_without_end_is_refused(method: int) -> None:
    assert "unknown-compression" in refused(zip_of(("a.txt", b"one" * 50), method=method))


def test_bombs_are_refused_by_ratio_count_and_size() -> None:
    assert "too-dense" in refused(zip_of(("a", bytes(3 << 20))))
    many = zip_of(*((f"{n}.txt", b"") for n in range(11)))
    assert "too-many-files" in refused(many, ArchiveLimits(files=10))
    large = zip_of(("a", b"123456"), ("b", b"123456"))
    assert "too-large" in refused(large, ArchiveLimits(size=10))


def test_a_file_that_is_larger_than_it_says_is_refused_without_unpacking_it() -> None:
    """The directory says 5 bytes, the deflated data hold 3 MB."""
    data = bytearray(zip_of(("a", bytes(3 << 20))))
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 5)
    struct.pack_into("<L", data, data.index(b"PK\x03\x04") + 22, 5)
    assert "bad-zip" in refused(bytes(data))


def test_a_directory_beyond_measure_is_refused_before_it_is_read() -> None:
    data = zip_of(*((f"{n:0200d}.txt", b"") for n in range(2000)))
    assert "a directory of more than" in refused(data, ArchiveLimits(files=10))


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + bytes(17), b"PK\x03\x04"])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert "bad-zip" in refused(data)


def test_any_damage_is_refused_or_does_no_harm() -> None:
    whole = zip_of(("project.qde", b"<a/>" * 20), ("Sources/a.txt", b"one two"))
    for at in range(len(whole)):
        for new in (0, 0xFF, whole[at] ^ 0x41):
            broken = whole[:at] + bytes([new]) + whole[at + 1 :]
            try:
                with open_archive(broken) as archive:
                    for name in archive.names:
                        archive.read(name)
            except CrosscaseError:
                pass
    for end in range(len(whole)):
        assert "bad-zip" in refused(whole[:end])


def test_everything_wrong_is_said_at_once() -> None:
    said = refused(zip_of(("../a", b"x"), ("/b", b"x"), ("c", b"x")))
    assert said.count("path-outside") == 2
