"""Our export under the rules of QualCoder's importer, as they can be read in its source.

QualCoder is in no package index, so this is not its importer running: it is what that of version
3.8 (``src/qualcoder/refi.py``) does with a project, told again in our words. A change there would
not be seen here. The importer itself, of "4.0 in development", was run by ``checks/qualcoder.py``
for those who have the source; docs/refi-qda.md says of which commit, with what stand-ins, and
what was seen.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from crosscase.codebook import in_language
from crosscase.coding import Coding
from crosscase.interchange.refi.claims import divide_claims, write_claim
from crosscase.interchange.refi.names import Guids
from crosscase.interchange.refi.writing import write_project
from crosscase.storage import load
from crosscase.study import Study
from tests.folders import make_folder

NS = "{urn:QDA-XML:project:1.0}"
REPOSITORY = Path(__file__).parents[4]

Row = tuple[str, str, int, int, str]


class QualCoder:
    """Reads a project as QualCoder does: rows of codings by code, file, positions and owner."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        names = self.archive.namelist()
        assert "project.qde" in names, "it opens the file of this name"
        assert any(name.lower() == "sources/" for name in names), "it lists this folder"
        self.root = etree.fromstring(self.archive.read("project.qde"))
        self.codes: dict[str, str] = {}
        self.categories: list[str] = []
        self.rows: dict[Row, str] = {}
        self.comments: dict[Row, str] = {}
        self.repeated = 0
        self.read()

    def read(self) -> None:
        users = {one.get("guid"): one.get("name") for one in self.root.iter(f"{NS}User")}
        for code in self.root.find(f"{NS}CodeBook/{NS}Codes"):
            self.read_code(code)
        assert len(set(self.categories)) == len(self.categories), "one name is one category"
        assert len(set(self.codes.values())) == len(self.codes), "one name is one code"
        for source in self.root.iter(f"{NS}TextSource"):
            path = source.get("plainTextPath").split("internal:/")[1]
            # Opened as text: CR LF becomes LF, and a byte-order mark would stay.
            text = self.archive.read(f"sources{path}").decode("utf-8").replace("\r\n", "\n")
            for selection in source.findall(f"{NS}PlainTextSelection"):
                self.read_selection(selection, source.get("name"), text, users)
        for note in self.root.iter(f"{NS}Note"):
            assert note.get("creationDateTime") or note.get("modifiedDateTime")

    def read_code(self, element: Any) -> None:
        children = [one for one in element if one.tag == f"{NS}Code"]
        if children or element.get("isCodable") == "false":
            self.categories.append(element.get("name"))
            for child in children:
                self.read_code(child)
            return
        others = [one.tag for one in element]
        assert others in ([], [f"{NS}Description"]), "with anything else it leaves the code out"
        self.codes[element.get("guid")] = element.get("name")

    def read_selection(self, element: Any, name: str, text: str, users: dict[str, str]) -> None:
        assert element.get("creationDateTime"), "it replaces letters in it"
        start, end = int(element.get("startPosition")), int(element.get("endPosition"))
        owner = users[element.get("creatingUser")]
        for coding in element.findall(f"{NS}Coding"):
            code = self.codes[coding[0].get("targetGUID")]
            row = (code, name, start, end, owner)
            self.repeated += row in self.rows
            self.rows[row] = text[start:end]
            self.comments.setdefault(row, element.findtext(f"{NS}Description"))


def row_of(study: Study, codes: dict[str, str]) -> Callable[[Coding], Row]:
    guids = Guids(in_language(study.title, study.languages[0]))
    names = {code: codes[guids.of("code", code)] for code in study.codes}
    return lambda one: (names[one.code], one.document, one.start, one.end, one.coder)


@pytest.mark.parametrize("which", ["small", "this repository"])
def test_every_coding_arrives_at_its_words(tmp_path: Path, which: str) -> None:
    """It holds one coding for each coder, code and place; the comment is that of all of them."""
    study = load(make_folder(tmp_path) if which == "small" else REPOSITORY)
    read = QualCoder(write_project(study)[0])
    row = row_of(study, read.codes)
    assert read.rows == {row(one): one.quote for one in study.codings.values()}
    assert len(read.rows) + read.repeated == len(study.codings)
    said: dict[Row, list[str]] = {}
    for one in study.codings.values():
        said.setdefault(row(one), []).append(write_claim(one, study, study.languages[0]))
    assert {key: sorted(divide_claims(text)) for key, text in read.comments.items()} == {
        key: sorted(claims) for key, claims in said.items()
    }
