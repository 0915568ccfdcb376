"""What is exported: valid, stable, with everything in the place the standard has for it."""

from __future__ import annotations

import io
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from crosscase.errors import CrosscaseError
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.names import _ALL, Guids
from crosscase.interchange.refi.schema import breaches
from crosscase.interchange.refi.writing import excerpt, write_codebook, write_project
from crosscase.spans import text_sha256
from crosscase.storage import load
from crosscase.study import Study
from tests.exchange import kept, there_and_back
from tests.folders import DOCUMENTS, TEXTS, add, lines, make_folder, study_files

NS = {"q": "urn:QDA-XML:project:1.0"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return load(make_folder(tmp_path_factory.mktemp("study")))


@pytest.fixture(scope="module")
def archive(study: Study) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_project(study)[0]))


@pytest.fixture(scope="module")
def root(archive: zipfile.ZipFile) -> Any:
    return etree.fromstring(archive.read("project.qde"))


def find(root: Any, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=NS))


def test_it_is_valid_by_the_official_schema(study: Study, root: Any) -> None:
    assert breaches(root, "project") == []
    assert breaches(etree.fromstring(write_codebook(study)[0]), "codebook") == []
    assert breaches(etree.fromstring("<Project/>"), "project") != []


def test_the_same_study_gives_the_same_bytes(study: Study) -> None:
    assert write_project(study) == write_project(study)
    assert write_codebook(study) == write_codebook(study)


def test_guids_hang_on_the_study_and_what_they_name() -> None:
    guids = Guids("A")
    assert guids.of("code", "x") == str(uuid.uuid5(uuid.uuid5(_ALL, "A"), "code/x"))
    assert len({guids.of("code", "x"), guids.of("unit", "x"), Guids("B").of("code", "x")}) == 3


def test_texts_have_no_mark_and_lf_only(study: Study, archive: zipfile.ZipFile) -> None:
    texts = [name for name in archive.namelist() if name.endswith(".txt")]
    assert sorted(archive.read(name).decode() for name in texts) == sorted(TEXTS.values())
    assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
    assert "sources/" in archive.namelist()
    assert not archive.read("project.qde").startswith(b"\xef\xbb\xbf")


def test_codings_keep_coder_time_words_and_claim(root: Any, study: Study) -> None:
    selections = find(root, "//q:TextSource/q:PlainTextSelection")
    assert len(selections) == len(study.codings) == 4
    (trust,) = [one for one in selections if "vertrouwen" in one.get("name")]
    assert trust.get("name") == "line:4 vertrouwen in de buren"
    start, end = int(trust.get("startPosition")), int(trust.get("endPosition"))
    assert TEXTS["d1"][start:end] == "vertrouwen in de buren"
    assert find(trust, "q:Description/text()") == [
        "value: high (hoog)\nunit: a (A)\nperiod: decision\ntoward: b (B)"
    ]
    (coding,) = find(trust, "q:Coding")
    (user,) = find(root, f"//q:User[@guid='{coding.get('creatingUser')}']")
    assert (user.get("name"), coding.get("creationDateTime")) == ("c1", "2026-11-21T09:30:00Z")
    target = find(coding, "q:CodeRef/@targetGUID")[0]
    assert find(root, f"//q:Code[@guid='{target}']/@name") == ["Vertrouwen"]


TWO_UNITS = (
    add(f"{1:032x}"),
    add(f"{2:032x}", unit="b", value="absent", memo="niet hier", at="2026-11-21T10:30:00Z"),
    add(f"{3:032x}", unit="b", code="pressure", value="absent"),
    add(f"{4:032x}", unit="b", coder="c2"),
)


def test_codings_of_the_same_words_about_several_units_share_a_selection(tmp_path: Path) -> None:
    """Others hold one coding for each coder, code and place, with one comment: the shared one."""
    files = study_files()
    del files["corpus/snapshots/first.txt"]
    for coder in ("c1", "c2"):
        mine = [one for one in TWO_UNITS if one["coder"] == coder]
        files[f"corpus/codings/{coder}.jsonl"] = lines(*mine)
    study = load(make_folder(tmp_path / "study", files))
    root = etree.fromstring(
        zipfile.ZipFile(io.BytesIO(write_project(study)[0])).read("project.qde")
    )
    (shared,) = find(root, "//q:PlainTextSelection[count(q:Coding) > 1]")
    assert len(find(root, "//q:PlainTextSelection")) == 3
    assert find(shared, "q:Description/text()") == [
        "value: present (aanwezig)\nunit: a (A)\n\n"
        "also:\nvalue: absent (afwezig)\nunit: b (B)\nmemo: niet hier"
    ]
    codings = find(shared, "q:Coding")
    assert [one.get("guid").replace("-", "") for one in codings] == [f"{1:032x}", f"{2:032x}"]
    assert [one.get("creationDateTime") for one in codings] == [
        "2026-11-21T09:30:00Z",
        "2026-11-21T10:30:00Z",
    ]
    for case in ("A", "B"):
        refs = find(root, f"//q:Case[@name='{case}']/q:SelectionRef/@targetGUID")
        assert shared.get("guid") in refs
    assert kept(there_and_back(study, tmp_path / "exchange")) == kept(study)


@pytest.mark.parametrize(
    "memo", ["x\n\nalso:\nvalue: absent\nunit: b", "x\n\nalso:", "\n\nalso:\n", "also:\nvalue: x"]
)
@pytest.mark.parametrize("second", [True, False])
def test_a_memo_that_looks_like_another_claim_is_none(
    tmp_path: Path, memo: str, second: bool
) -> None:
    files = study_files()
    events = [add(f"{1:032x}", memo=memo), *([TWO_UNITS[1]] if second else [])]
    files["corpus/codings/c1.jsonl"] = lines(*events)
    del files["corpus/snapshots/first.txt"]
    study = load(make_folder(tmp_path / "study", files))
    assert kept(there_and_back(study, tmp_path / "exchange")) == kept(study)


def test_memos_are_notes(root: Any) -> None:
    (ref,) = find(root, "//q:Coding/q:NoteRef/@targetGUID")
    (note,) = find(root, f"//q:Note[@guid='{ref}']")
    assert find(note, "q:PlainTextContent/text()") == ["zwakker dan gedacht"]
    assert all(one.get("creationDateTime") for one in find(root, "//q:Note"))


def test_cases_have_variables_sources_and_selections(root: Any, study: Study) -> None:
    (case,) = find(root, "//q:Case[@name='A']")
    names = {one.get("guid"): one.get("name") for one in find(root, "//q:Variable")}
    values = {
        names[one.xpath("string(q:VariableRef/@targetGUID)", namespaces=NS)]: one.xpath(
            "string(q:TextValue)", namespaces=NS
        )
        for one in find(case, "q:VariableValue")
    }
    assert values == {
        **{"unit": "a", "unit kind": "party", "part of": "ab", "value: urgency": "partial"},
        **{"value: trust": "high", "value: pressure": "absent"},
    }
    assert len(find(case, "q:SourceRef")) == 2
    assert len(find(case, "q:SelectionRef")) == 3


def test_the_code_tree_is_codebook_group_code(root: Any) -> None:
    (book,) = find(root, "//q:Codes/q:Code")
    assert (book.get("name"), book.get("isCodable")) == ("Boek", "false")
    (group,) = find(book, "q:Code[@name='Eerste groep']")
    (code,) = find(group, "q:Code")
    assert (code.get("name"), code.get("isCodable")) == ("Urgentie", "true")
    said = find(code, "q:Description/text()")
    assert said == ["Besef van nood.\n\nSchaal: Aanwezigheid (afwezig < deels < aanwezig)"]


def test_no_two_codes_have_one_name(tmp_path: Path) -> None:
    """Some programs know a code by its name, and would put the codings of both under one."""
    files = study_files()
    files["codebooks/book.yaml"] = files["codebooks/book.yaml"].replace(
        "label: Wantrouwen", "label: vertrouwen"
    )
    root = etree.fromstring(
        zipfile.ZipFile(io.BytesIO(write_project(load(make_folder(tmp_path, files)))[0])).read(
            "project.qde"
        )
    )
    names = [name.casefold() for name in find(root, "//q:Code/@name")]
    assert len(names) == len(set(names))
    assert "vertrouwen (distrust)" in names


def test_what_cannot_be_carried_is_listed(study: Study) -> None:
    losses = {(loss.thing, loss.name) for loss in write_project(study)[1]}
    assert losses >= {
        *(("hypothesis", "H1"), ("table", "8.1"), ("figure", "2"), ("published table", "8.1")),
        *(("source", "src"), ("origin of a passage", "d1 1"), ("snapshot", "first")),
        *(("coverage", "c1"), ("history of a coding", "e1"), ("left out of a source", "src")),
        *(("scale", "presence"), ("scheme of periods", "process"), ("discrepancy", "twice")),
    }
    assert ("rule of a code", "trust") in {(x.thing, x.name) for x in write_codebook(study)[1]}


def test_a_coding_without_its_words_is_left_and_listed(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] = lines(add("e1", text_sha256="0" * 64), add("e2"))
    study = load(make_folder(tmp_path, files), strict=False)
    data, losses = write_project(study)
    assert Loss("unplaced coding", "e1", "d1", losses[-1].why, "Wij moesten wel") in losses
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("project.qde"))
    assert len(find(root, "//q:Coding")) == 1


def test_a_study_without_codings_documents_or_codes(study: Study) -> None:
    state = replace(study.coding_state, codings=(), coverage=(), decisions=())
    bare = replace(study, codebooks=(), documents={}, coding_state=state, scales={})
    assert write_project(bare)[0]
    with pytest.raises(CrosscaseError, match="no codes"):
        write_codebook(bare)


def test_a_thousand_codings_behind_emoji_keep_their_words(tmp_path: Path) -> None:
    """The known failure elsewhere: every position moves by one for what stands before it."""
    text = "".join(f"👩‍👩‍👧 {number} 😀 woord{number}\n" for number in range(1000))
    files = study_files()
    events = []
    for number in range(1000):
        words = f"woord{number}\n"[:-1]
        start = text.index(f"{words}\n")
        event = add(f"{number:032x}") | {"start": start, "end": start + len(words)}
        event |= {"quote": words, "prefix": text[max(0, start - 32) : start]}
        event |= {"suffix": text[start + len(words) :][:32], "text_sha256": text_sha256(text)}
        events.append(event)
    files["corpus/texts/d1.md"] = text
    files["corpus/documents.yaml"] = DOCUMENTS.replace(text_sha256(TEXTS["d1"]), text_sha256(text))
    files["corpus/codings/c1.jsonl"] = lines(*events)
    for name in ("snapshots/first.txt", "origins.csv", "left-out.csv"):
        del files[f"corpus/{name}"]
    study = load(make_folder(tmp_path / "study", files))
    back = there_and_back(study, tmp_path / "exchange")
    quotes = [text[one.start : one.end] for one in back.codings.values()]
    assert sorted(quotes) == sorted(f"woord{number}" for number in range(1000))
    assert kept(back) == kept(study)


@pytest.mark.parametrize(("text", "short"), [("a\n b ", "a b"), ("x" * 90, "x" * 79 + "…")])
def test_excerpts_stand_on_one_line(text: str, short: str) -> None:
    assert excerpt(text) == short
