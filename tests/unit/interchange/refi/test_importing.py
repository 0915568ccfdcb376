"""Projects in the manner of each program become studies in order, and nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from crosscase.coding import Coding
from crosscase.errors import ForeignFileError
from crosscase.interchange.fitting import Additions
from crosscase.interchange.formats import import_anew, import_into
from crosscase.storage import check, load
from crosscase.study import Study
from tests import foreign
from tests.exchange import pack
from tests.folders import make_folder

Files = Mapping[str, str | bytes]


def take(
    folder: Path, files: Files, name: str = "p.qdpx", **options: str
) -> tuple[Study, Additions]:
    """Import a project into a new study, which must be in order."""
    file = folder / name
    file.write_bytes(pack(files))
    new = import_anew(folder / "study", file, **options)
    assert [p for p in check(folder / "study") if p.severity == "error"] == []
    return load(folder / "study"), new


def quotes(study: Study) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in study.codings.values():
        found.setdefault(one.code, set()).add(one.quote)
    return found


def things(new: Additions) -> set[str]:
    return {loss.thing for loss in new.losses}


def coding(study: Study, code: str) -> Coding:
    (found,) = [one for one in study.codings.values() if one.code == code]
    return found


def test_atlas(tmp_path: Path) -> None:
    study, new = take(tmp_path, foreign.atlas())
    assert quotes(study) == {
        "nood-hoog": {"wij moesten wel"},
        "nood": {"wij moesten wel", "De buren"},
    }
    first = coding(study, "nood-hoog")
    assert (first.value, first.unit, first.coder) == ("present", "proef", "eerste")
    assert (first.memo, first.at) == ("een opmerking", "2026-03-27T19:29:27Z")
    assert {one.title for one in study.documents.values()} == {"Gesprek.docx", "nota.pdf"}
    assert things(new) == {
        *("picture source", "picture selection", "coding in a picture", "pdf source"),
        *("link", "graph", "colour of a code", "selection without a code"),
    }
    assert [w.rule for w in new.warnings].count("positions") == 2
    assert "counted as one" in str(new.warnings[-1])


def test_nvivo(tmp_path: Path) -> None:
    study, new = take(tmp_path, foreign.nvivo())
    assert quotes(study) == {"nood-2": {"wij moesten wel"}, "nood": {"De buren"}}
    assert [unit.label for unit in study.cases] == [{"": "Anna"}, {"": "Bert"}]
    assert (coding(study, "nood-2").unit, coding(study, "nood").unit) == ("anna", "bert")
    assert (coding(study, "nood-2").coder, coding(study, "nood").coder) == ("tweede", "eerste")
    assert study.codes["nood-2"].group == "nood"
    assert study.documents["gesprek"].units == ("bert", "anna")
    assert things(new) == {
        *("colour of a code", "note", "set", "description of a case", "variable of a case"),
    }
    (note,) = [loss for loss in new.losses if loss.thing == "note"]
    assert (note.where, note.content) == ("code Nood", "gedachten over nood")
    assert "counted as two" in str(new.warnings[-1])


def test_maxqda(tmp_path: Path) -> None:
    study, new = take(tmp_path, foreign.maxqda(), unit="dorp")
    assert quotes(study) == {"hoog": {"wij moesten wel"}}
    assert coding(study, "hoog").unit == "dorp"
    assert things(new) == {
        *("video source", "selection without a code", "note", "place of a note"),
        *("colour of a code", "variable of a source"),
    }
    (loss,) = [loss for loss in new.losses if loss.thing == "selection without a code"]
    assert loss.content == "De buren: zonder code"


def test_qualcoder(tmp_path: Path) -> None:
    study, new = take(tmp_path, foreign.qualcoder())
    assert quotes(study) == {"nood": {"wij moesten wel", "De buren"}}
    assert {one.value for one in study.codings.values()} == {"present"}
    assert {one.memo for one in study.codings.values()} == {
        "",
        "value: hoog\nunit: nergens\nmemo: sterk",
    }
    assert not study.documents["gesprek"].text.startswith("\ufeff")
    assert {w.rule for w in new.warnings} == {"schema"}
    assert things(new) == {
        *("colour of a code", "description of a folder", "note", "variable of a source"),
    }


def test_values_that_every_coding_of_a_code_states_become_its_scale(tmp_path: Path) -> None:
    files = dict(foreign.qualcoder())
    text = str(files["project.qde"], "utf-8") if isinstance(files["project.qde"], bytes) else ""
    second = f'name="{foreign.WORDS[1]}" creatingUser="{foreign.U1}" creationDateTime="2026-05-05T10:00:00Z">\n'
    assert second in text
    files["project.qde"] = text.replace(
        second, second + "<Description>value: laag\nunit: x</Description>\n"
    )
    study, _ = take(tmp_path, files)
    scale = study.scale_of("nood")
    assert (scale.kind, scale.value_ids) == ("nominal", ("hoog", "laag"))
    # No case has these units; that they were named is kept.
    memos = {one.memo for one in study.codings.values()}
    assert memos == {"sterk\n\nunit: nergens", "unit: x"}


SHARED = """value: hoog
unit: nergens
memo: sterk

also:
value: laag
unit: elders

also:
value: laag
unit: ergens"""


def test_codings_that_a_program_holds_as_one_come_back_as_several(tmp_path: Path) -> None:
    """QualCoder leaves one coding of those that differ in unit, with the comment they shared."""
    files = dict(foreign.qualcoder())
    text = bytes(files["project.qde"]).decode()  # type: ignore[arg-type]
    alone = "value: hoog\nunit: nergens\nmemo: sterk"
    other = f'<Coding guid="{foreign.guid(2, "F2")}" creatingUser="{foreign.U1}" >'
    other += f'<CodeRef targetGUID="{foreign.C1}" /></Coding>'
    assert text.count(alone) == text.count(other) == 1
    files["project.qde"] = text.replace(alone, SHARED).replace(other, "")
    study, _ = take(tmp_path, files)
    found = [(one.quote, one.value, one.memo) for one in study.codings.values()]
    assert sorted(found) == [
        ("wij moesten wel", "hoog", "sterk\n\nunit: nergens"),
        ("wij moesten wel", "laag", "unit: elders"),
        ("wij moesten wel", "laag", "unit: ergens"),
    ]
    again = import_into(tmp_path / "study", tmp_path / "p.qdpx")
    assert (again.events, again.known["codings"]) == ([], len(found))


def test_a_shared_comment_is_not_divided_over_different_codes(tmp_path: Path) -> None:
    files = dict(foreign.qualcoder())
    text = bytes(files["project.qde"]).decode()  # type: ignore[arg-type]
    mine = f'<CodeRef targetGUID="{foreign.C1}" /></Coding>'
    other = f'<Coding guid="{foreign.guid(3, "F2")}"><CodeRef targetGUID="{foreign.C2}" /></Coding>'
    text = text.replace("value: hoog\nunit: nergens\nmemo: sterk", SHARED)
    text = text.replace(mine, mine + other, 1)
    files["project.qde"] = text.replace(
        "</Description><Code ", f'</Description><Code guid="{foreign.C2}" name="Ander"/><Code ', 1
    )
    study, _ = take(tmp_path, files)
    memos = [one.memo for one in study.codings.values() if one.quote == "wij moesten wel"]
    rest = SHARED.partition("memo: ")[2]
    # Of one code every coding states a value, which becomes its scale; of the other not.
    assert sorted(memos) == sorted([SHARED, f"{rest}\n\nunit: nergens"])


def test_qc(tmp_path: Path) -> None:
    study, new = take(tmp_path, foreign.qc())
    assert quotes(study) == {"nood": {"Antwoord: wij moesten wel."}}
    assert (new.losses, new.warnings) == ([], ())


@pytest.mark.parametrize("text", [foreign.TAGUETTE_QDC, foreign.NVIVO_MAC_QDC])
def test_codebooks(tmp_path: Path, text: str) -> None:
    file = tmp_path / "codes.qdc"
    file.write_text(text, encoding="utf-8")
    new = import_anew(tmp_path / "study", file)
    study = load(tmp_path / "study")
    labels = [code.label[""] for code in study.codes.values()]
    assert labels in (["nood.hoog", "buren"], ["Nood"])
    assert [w.severity for w in new.warnings] == ["warning"] * len(new.warnings) != []
    again = import_into(tmp_path / "study", file)
    assert (again.known, again.books) == ({"codes": len(labels)}, [])


PROGRAMS: list[Callable[[], Files]] = [foreign.nvivo, foreign.maxqda, foreign.qualcoder, foreign.qc]


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_same_file_twice_adds_nothing(tmp_path: Path, program: Callable[[], Files]) -> None:
    study, _ = take(tmp_path, program())
    before = {p: p.read_bytes() for p in (tmp_path / "study").rglob("*") if p.is_file()}
    again = import_into(tmp_path / "study", tmp_path / "p.qdpx")
    assert (again.events, again.books, again.documents, again.coders) == ([], [], {}, {})
    assert again.known["codings"] == len(study.codings)
    after = {p: p.read_bytes() for p in (tmp_path / "study").rglob("*") if p.is_file()}
    assert {p: b for p, b in after.items() if p.suffix != ".lock"} == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("urn:QDA-XML:project:1.0", "urn:QDA-XML:project:1.5"),
        (f'guid="{foreign.C1}"', f'guid="{{{foreign.C1.lower()}}}"'),
        (f'"internal://{foreign.S1}.txt"', f'"{foreign.S1}.txt"'),
        (f'"internal://{foreign.S1}.txt"', f'"internal:///{foreign.S1.lower()}.txt"'),
        ("</Sources>", "</Sources><Sets/>"),
        ("</Sources>", "</Sources><Sets></Sets><Unheard/>"),
        (' encoding="utf-8"', ' encoding="UTF-8"'),
    ],
)
def test_departures_that_do_no_harm_are_read(tmp_path: Path, old: str, new: str) -> None:
    files = dict(foreign.maxqda())
    text = str(files["project.qde"])
    assert old in text
    files["project.qde"] = text.replace(old, new)
    study, _ = take(tmp_path, files)
    assert quotes(study) == {"hoog": {"wij moesten wel"}}


def test_a_bare_project_file_within_a_folder(tmp_path: Path) -> None:
    files = {f"Proef/{name}": data for name, data in foreign.qc().items()}
    study, _ = take(tmp_path, files)
    assert len(study.codings) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("counted", ["as it lies", "as one", "utf-16", "with mark"])
def test_positions_are_read_as_the_names_of_selections_say(
    tmp_path: Path, newline: str, counted: str
) -> None:
    text = foreign.TEXT.replace("\n", newline)
    mark = "\ufeff" if counted == "with mark" else ""
    base = foreign.TEXT if counted == "as one" else text

    def place(at: int) -> int:
        if counted == "utf-16":
            return at + sum(ord(ch) > 0xFFFF for ch in base[:at])
        return at + len(mark)

    selections = "".join(
        f'<PlainTextSelection guid="{foreign.guid(n)}" name="{base[a:b]}" startPosition="{place(a)}" '
        f'endPosition="{place(b)}"><Coding guid="{foreign.guid(n, "F2")}"><CodeRef '
        f'targetGUID="{foreign.C1}"/></Coding></PlainTextSelection>'
        for n, (a, b) in enumerate(foreign.places(base), 1)
    )
    whole = str(foreign.qc()["project.qde"])
    start, end = whole.index("<PlainTextSelection"), whole.index("</TextSource>")
    project = whole[:start] + selections + whole[end:]
    files = {"project.qde": project, f"sources/{foreign.S1}.txt": (mark + text).encode()}
    study, new = take(tmp_path, files)
    assert quotes(study) == {"nood": set(foreign.WORDS)}
    assert study.documents["gesprek"].text == foreign.TEXT
    ambiguous = newline == "\r\n" or counted in ("utf-16", "with mark")
    assert any(w.rule == "positions" for w in new.warnings) == ambiguous


def test_letters_in_two_parts_become_one_and_codings_stay_on_their_words(tmp_path: Path) -> None:
    text = "Een cafe\u0301 en e\u0301e\u0301n huis.\n"
    at = text.index("e\u0301e\u0301n")
    whole = str(foreign.qc()["project.qde"])
    start, end = whole.index("startPosition"), whole.index("><Coding")
    project = whole[:start] + f'startPosition="{at}" endPosition="{at + 5}"' + whole[end:]
    files = {"project.qde": project, f"sources/{foreign.S1}.txt": text.encode()}
    study, _ = take(tmp_path, files)
    assert quotes(study) == {"nood": {"één"}}


def test_a_clash_of_ids_gets_another_id_and_says_so(tmp_path: Path) -> None:
    study, _ = take(tmp_path, foreign.qc())
    files = dict(foreign.qc())
    files[f"sources/{foreign.S1}.txt"] = foreign.TEXT.replace("buren", "boeren").encode()
    files["project.qde"] = (
        str(files["project.qde"]).replace('name="nood"', 'name="Nood"').replace("F2-", "F3-")
    )
    (tmp_path / "q.qdpx").write_bytes(pack(files))
    new = import_into(tmp_path / "study", tmp_path / "q.qdpx")
    assert [m.split(":")[0] for m in new.messages] == [
        "code nood becomes nood-2",
        "document gesprek becomes gesprek-2",
    ]
    after = load(tmp_path / "study")
    assert after.documents["gesprek"].text == study.documents["gesprek"].text
    assert quotes(after) == {name: {"Antwoord: wij moesten wel."} for name in ("nood", "nood-2")}


def test_a_project_of_cases_that_are_other_units_here_is_refused_whole(tmp_path: Path) -> None:
    study, _ = take(tmp_path, foreign.qc(), unit="dorp")
    file = tmp_path / "study/study.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "  - id: dorp\n    label: dorp\n",
            "  - id: streek\n    label: Streek\n    parties:\n      - {id: dorp, label: Dorp}\n",
        ),
        encoding="utf-8",
    )
    assert load(tmp_path / "study").units["dorp"].kind == "party"
    new = import_into(tmp_path / "study", tmp_path / "p.qdpx", unit="dorp")
    assert new.events == []
    assert len(study.codings) == len(load(tmp_path / "study").codings)


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        ({"readme.txt": "x"}, "no-project-file"),
        ({"a.qde": "<Project/>", "b.qde": "<Project/>"}, "no-project-file"),
        ({"project.qde": "<NotAProject/>"}, "no-refi-qda"),
        ({"project.qde": '<CodeBook xmlns="urn:x"/>'}, "no-refi-qda"),
        ({"project.qde": "<Project"}, "broken-xml"),
        ({"project.qde": "<!DOCTYPE a><Project/>"}, "doctype"),
    ],
)
def test_what_is_no_project_is_refused_and_leaves_nothing(
    tmp_path: Path, files: dict[str, str], rule: str
) -> None:
    with pytest.raises(ForeignFileError, match=rule):
        take(tmp_path, files)
    assert [path.name for path in tmp_path.iterdir()] == ["p.qdpx"]


def test_into_a_study_with_snapshots_and_hypotheses_of_its_own(tmp_path: Path) -> None:
    """Codings of before they were registered make hypotheses post hoc; that is said."""
    root = make_folder(tmp_path / "study")
    (tmp_path / "p.qdpx").write_bytes(
        pack(
            {
                n: d.replace("2026", "2025") if isinstance(d, str) else d
                for n, d in foreign.nvivo().items()
            }
        )
    )
    new = import_into(root, tmp_path / "p.qdpx")
    assert len(new.events) == 2
    assert new.messages == [
        "post hoc from now on: H1, H2; codings of 2025-02-21 come in, which is before they were "
        "registered"
    ]
    study = load(root)
    assert (len(study.codings), len(study.cases)) == (6, 4)
    assert set(study.snapshots) == {"first"}
