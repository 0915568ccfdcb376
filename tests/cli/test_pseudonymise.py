"""Pseudonymising from the command line: the list, the new study, the key, and the way back."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from crosscase.spans import text_sha256
from crosscase.storage import load
from tests.cli.running import Done, run, write_lines

TALK = """\
# Interview met wethouder Jansen

Wethouder Jansen: het kon zo niet langer, zei ook J. de Vries. In Ommen wist
men dat. Volgens mevrouw De
Vries was jansen boos. Mail p.bakker@ommen.nl. Dat zei Klaas ook.
"""

NAMES = "name,variants,kind,pseudonym,note\nJansen,,person,,\nJ. de Vries,de Vries,person,,\n"


def hashes(root: Path) -> set[str]:
    found = set()
    for path in root.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            found |= {word for word in text.replace('"', " ").split() if len(word) == 64}
    return found


@pytest.fixture
def named(study: Path, tmp_path: Path) -> Path:
    """The study with a document full of names, a coding within one, and things lying about."""
    text = tmp_path / "interview-jansen.txt"
    text.write_text(TALK, encoding="utf-8")
    added = run(
        "add", text, "--kind", "interview", "--role", "wethouder Jansen", "--unit", "party-a"
    )
    assert added.status == 0, added.err
    rows = [
        {
            "document": "interview-jansen",
            "quote": "het kon zo niet langer, zei ook J. de",
            "code": "urgency",
            "unit": "party-a",
            "value": "present",
            "memo": "Jansens woorden; zie interview-jansen",
        }
    ]
    marked = run("mark", "--coder", "coder-1", "--from", write_lines(tmp_path / "rows", *rows))
    assert marked.status == 0, marked.err
    assert run("cover", "interview-jansen", "--coder", "coder-1").status == 0
    (study / "names.csv").write_text(NAMES, encoding="utf-8")
    (study / "corpus/originals").mkdir(exist_ok=True)
    (study / "corpus/originals/interview-jansen.docx").write_bytes(b"Jansen")
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    return study


def pseudonymise(tmp_path: Path, *more: str | Path) -> Done:
    return run(
        *("pseudonymise", tmp_path / "new", "--names", tmp_path / "names.csv"),
        *("--key", tmp_path / "key", *more),
    )


def everything(root: Path) -> str:
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return "\n".join(f"{path}\n{path.read_text(encoding='utf-8')}" for path in paths)


def test_a_study_is_written_anew_with_its_names_replaced(named: Path, tmp_path: Path) -> None:
    before = everything(named)
    done = pseudonymise(tmp_path, "--left", tmp_path / "left.csv")
    assert (done.status, done.out) == (0, ""), done.err
    assert everything(named) == before
    new = tmp_path / "new"
    told = everything(new)
    assert "Jansen" not in told.replace("jansen was", "")
    assert "Vries" not in told
    assert "interview-jansen" not in told
    assert not list(new.rglob("*jansen*"))
    assert not (new / "names.csv").exists()
    assert not (new / "corpus/originals").exists()
    study = load(new)
    assert [p for p in study.problems if p.severity == "error"] == []
    document = study.documents["interview-person-1"]
    assert document.role == "wethouder Person 1"
    assert run("check", "--study", new).status == 0


def test_a_coding_that_ends_within_a_name_grows_and_is_listed(named: Path, tmp_path: Path) -> None:
    done = pseudonymise(tmp_path)
    assert "grew to a whole name" in done.err
    quotes = [coding.quote for coding in load(tmp_path / "new").codings.values()]
    assert any(quote.endswith("zei ook Person 2") for quote in quotes)
    assert (
        run("scores", "--format", "csv").out
        == run("scores", "--format", "csv", "--study", tmp_path / "new").out
    )


def test_what_looks_like_a_name_and_was_left_is_listed(named: Path, tmp_path: Path) -> None:
    assert pseudonymise(tmp_path, "--left", tmp_path / "left.csv").status == 0
    left = (tmp_path / "left.csv").read_text(encoding="utf-8")
    assert "jansen,a name in lower case,1,corpus/texts/interview-person-1.md:4" in left
    assert "p.bakker@ommen.nl,an address,1," in left
    assert "Klaas,looks like a name,1," in left
    assert "Ommen,looks like a name,1," in left
    assert "Person" not in left


def test_no_hash_of_the_original_is_told(named: Path, tmp_path: Path) -> None:
    assert pseudonymise(tmp_path).status == 0
    original = load(named).documents["interview-jansen"].sha256
    assert original in everything(named)
    assert original not in everything(tmp_path / "new")


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_key_is_its_owner_s_and_gives_everything_back(named: Path, tmp_path: Path) -> None:
    assert pseudonymise(tmp_path).status == 0
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    back = tmp_path / "back"
    done = run(
        *("pseudonymise", back, "--reverse", "--key", tmp_path / "key"),
        *("--study", tmp_path / "new"),
    )
    assert done.status == 0, done.err
    files = [path for path in back.rglob("*") if path.is_file()]
    assert back / "corpus/texts/interview-jansen.md" in files
    assert back / "corpus/codings/coder-1.jsonl" in files
    for path in files:
        assert path.read_bytes() == (named / path.relative_to(back)).read_bytes()


def test_the_key_of_another_study_gives_nothing_back(named: Path, tmp_path: Path) -> None:
    assert pseudonymise(tmp_path).status == 0
    text = tmp_path / "new/corpus/texts/interview-person-1.md"
    text.write_text(text.read_text(encoding="utf-8") + "Nog iets.\n", encoding="utf-8")
    arguments = ("pseudonymise", tmp_path / "back", "--reverse", "--study", tmp_path / "new")
    done = run(*arguments, "--key", tmp_path / "key")
    assert done.status == 1
    assert "interview-person-1.md: not the file" in done.err
    assert not (tmp_path / "back").exists()
    for wrong in ("", "{}", '{"purpose": 1}', "[" * 100_000):
        (tmp_path / "wrong").write_text(wrong, encoding="utf-8")
        done = run(*arguments, "--key", tmp_path / "wrong")
        assert (done.status, "found no key" in done.err) == (1, True)


def test_a_key_that_leads_outside_is_refused(named: Path, tmp_path: Path) -> None:
    assert pseudonymise(tmp_path).status == 0
    data = json.loads((tmp_path / "key").read_text(encoding="utf-8"))
    data["files"][0]["old_path"] = "../outside"
    (tmp_path / "wrong").write_text(json.dumps(data), encoding="utf-8")
    done = run(
        *("pseudonymise", tmp_path / "back", "--reverse", "--study", tmp_path / "new"),
        *("--key", tmp_path / "wrong"),
    )
    assert done.status == 1
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{out}/new", "--names", "{out}/names.csv", "--key", "key"), "within"),
        (("{out}/new", "--names", "{out}/names.csv", "--key", "{out}/new/key"), "within"),
        (("inside", "--names", "{out}/names.csv", "--key", "{out}/key"), "within the study"),
        (("{out}", "--names", "{out}/names.csv", "--key", "{out}/../key"), "around it"),
        (("{out}/new", "--names", "{out}/names.csv"), "--key"),
        (("{out}/new", "--key", "{out}/key"), "--names"),
        (("--suggest", "list.csv"), "within"),
        (("{out}/new", "--suggest", "{out}/list.csv"), "alone"),
        (("{out}/new", "--names", "{out}/names.csv", "--key", "{out}/names.csv"), "there is such"),
        (("{out}/none/new", "--names", "{out}/names.csv", "--key", "{out}/key"), "make it first"),
    ],
)
def test_places_that_would_betray_are_refused(
    named: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run("pseudonymise", *(one.format(out=tmp_path) for one in arguments))
    assert done.status == 2, done.err
    assert said in done.err
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "key").exists()


def test_a_pseudonym_that_is_a_word_of_the_study_is_refused(named: Path, tmp_path: Path) -> None:
    text = "name,pseudonym\nJansen,Klaas\n"
    (tmp_path / "names.csv").write_text(text, encoding="utf-8")
    done = pseudonymise(tmp_path)
    assert (done.status, "used-pseudonym" in done.err) == (1, True)
    assert not (tmp_path / "new").exists()


def test_an_id_that_is_a_word_of_the_formats_is_refused(named: Path, tmp_path: Path) -> None:
    catalogue = named / "corpus/documents.yaml"
    text = catalogue.read_text(encoding="utf-8")
    text = text.replace("id: interview-jansen\n", "id: interview\n")
    text = text.replace("source_group: interview-jansen\n", "source_group: interview\n")
    catalogue.write_text(text, encoding="utf-8")
    (tmp_path / "names.csv").write_text("name\nInterview\n", encoding="utf-8")
    for codings in (named / "corpus/codings").glob("*.jsonl"):
        held = codings.read_text(encoding="utf-8").replace('"interview-jansen"', '"interview"')
        codings.write_text(held, encoding="utf-8")
    done = pseudonymise(tmp_path)
    assert (done.status, "word of the formats" in done.err) == (2, True), done.err


def test_history_keeps_its_ids_and_coverage_stays(named: Path, tmp_path: Path) -> None:
    codings = named / "corpus/codings/coder-1.jsonl"
    held = [json.loads(line) for line in codings.read_text(encoding="utf-8").splitlines()]
    old = {
        **held[0],
        "id": "earlier",
        "text_sha256": "a" * 64,
        "quote": "ansen zei ook J.",
        "end": 16,
        "start": 0,
    }
    with codings.open("a", encoding="utf-8") as file:
        file.write(json.dumps(old) + "\n" + '{"id": "torn')
    done = pseudonymise(tmp_path)
    assert done.status == 0, done.err
    assert "a torn line" in done.err
    new = [
        json.loads(line)
        for line in (tmp_path / "new/corpus/codings/coder-1.jsonl").read_text("utf-8").splitlines()
    ]
    assert [one["id"] for one in new] == [one["id"] for one in held] + ["earlier"]
    assert [one["at"] for one in new[:-1]] == [one["at"] for one in held]
    lost = new[-1]
    assert (lost["quote"], lost["prefix"], lost["suffix"]) == ("… zei ook ….", "", "")
    assert lost["text_sha256"] != "a" * 64
    problems = load(tmp_path / "new").problems
    assert [one.rule for one in problems if one.rule != "not-registered"] == ["unplaced"]


def test_a_link_in_the_study_is_not_followed(named: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("geheim\n", encoding="utf-8")
    (named / "LICENSE").symlink_to(outside)
    done = pseudonymise(tmp_path)
    assert "left out: LICENSE" in done.err
    assert not (tmp_path / "new/LICENSE").exists()


def test_a_first_list_of_names(named: Path, tmp_path: Path) -> None:
    study = named / "study.yaml"
    study.write_text(
        study.read_text(encoding="utf-8").replace("Party A", "Gemeente Ommen"),
        encoding="utf-8",
    )
    done = run("pseudonymise", "--suggest", tmp_path / "list.csv")
    assert (done.status, done.out) == (0, "")
    rows = (tmp_path / "list.csv").read_text(encoding="utf-8").splitlines()
    found = {row.split(",")[0]: row for row in rows[1:]}
    assert "person" in found["Jansen"]
    assert found["J. de Vries"].split(",")[2] == "person"
    assert found["Ommen"].split(",")[2] == "municipality"
    assert "Klaas" in found
    assert run("pseudonymise", "--suggest", tmp_path / "list.csv").status == 2


def test_speakers_and_pages_go_along(named: Path, tmp_path: Path) -> None:
    text = load(named).documents["interview-jansen"].text
    middle = text.index("Volgens mevrouw De\n") + len("Volgens mevrouw De")
    turns = [
        {"start": 0, "end": middle, "speaker": "Wethouder Jansen", "head": text[:32]},
        {"start": middle, "end": len(text) - 1, "speaker": "DE VRIES", "begin": "00:00:01.000"},
    ]
    pages = [{"start": 3, "end": middle, "label": "1", "tail": text[middle - 32 : middle]}]
    data = {"format": "1", "text_sha256": text_sha256(text), "turns": turns, "pages": pages}
    data["unplaced_turns"] = [{"start": 0, "end": 9, "speaker": "Jansen", "head": "ansen zei"}]
    structure = named / "corpus/structure"
    structure.mkdir()
    (structure / "interview-jansen.json").write_text(json.dumps(data), encoding="utf-8")
    assert len(load(named).documents["interview-jansen"].turns) == 2
    done = pseudonymise(tmp_path)
    assert done.status == 0, done.err
    new = load(tmp_path / "new").documents["interview-person-1"]
    assert [turn.speaker for turn in new.turns] == ["Wethouder Person 1", "PERSON 2"]
    said = [new.text[turn.start : turn.end] for turn in new.turns]
    assert said[0].endswith("Volgens mevrouw Person 2")
    assert said[1].startswith(" was jansen boos") or said[1].endswith("Klaas ook.")
    assert [page.label for page in new.pages] == ["1"]
    told = (tmp_path / "new/corpus/structure/interview-person-1.json").read_text(encoding="utf-8")
    assert "ansen" not in told


def test_an_original_is_not_named(named: Path, tmp_path: Path) -> None:
    catalogue = named / "corpus/documents.yaml"
    digest = load(named).documents["interview-jansen"].original_sha256
    assert digest
    text = catalogue.read_text(encoding="utf-8").replace(
        f"    original_sha256: {digest}\n",
        f"    original: corpus/originals/interview-jansen.docx\n    original_sha256: {digest}\n",
        1,
    )
    catalogue.write_text(text, encoding="utf-8")
    assert pseudonymise(tmp_path).status == 0
    new = load(tmp_path / "new").documents["interview-person-1"]
    assert new.original == ""
    assert new.original_sha256 != digest


def test_names_in_small_letters_in_patterns_are_replaced(named: Path, tmp_path: Path) -> None:
    book = named / "codebooks/example.yaml"
    text = book.read_text(encoding="utf-8")
    at = text.index("  - id: trust")
    book.write_text(
        f"{text[:at]}    patterns: [wethouder jansen*, {{tokens: [{{LOWER: jansen}}]}}]\n{text[at:]}",
        encoding="utf-8",
    )
    done = pseudonymise(tmp_path)
    assert done.status == 0, done.err
    new = (tmp_path / "new/codebooks/example.yaml").read_text(encoding="utf-8")
    assert "patterns" in new
    assert "jansen" not in new.casefold()


def test_a_name_over_several_tokens_of_a_pattern_is_refused(named: Path, tmp_path: Path) -> None:
    book = named / "codebooks/example.yaml"
    text = book.read_text(encoding="utf-8")
    at = text.index("  - id: trust")
    tokens = "[{LOWER: de}, {LOWER: vries}]"
    book.write_text(
        f"{text[:at]}    patterns: [{{tokens: {tokens}}}]\n{text[at:]}", encoding="utf-8"
    )
    done = pseudonymise(tmp_path)
    assert done.status == 1
    assert "codebooks/example.yaml: found a name in 1 patterns" in done.err
    assert not (tmp_path / "new").exists()


def test_who_acts_is_a_name_as_well(named: Path, tmp_path: Path) -> None:
    row = {"document": "mayor", "quote": "Wij moesten wel", "code": "urgency", "unit": "party-a"}
    lines = write_lines(tmp_path / "more", {**row, "value": "present", "actor": "de Vries"})
    assert run("mark", "--coder", "coder-1", "--from", lines).status == 0
    assert pseudonymise(tmp_path).status == 0
    new = (tmp_path / "new/corpus/codings/coder-1.jsonl").read_text(encoding="utf-8")
    assert "de Vries" not in new
