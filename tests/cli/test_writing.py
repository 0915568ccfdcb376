"""The verbs that write to the study: init, add, mark, cover, reanchor."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from crosscase.storage import load
from tests.cli.running import CODINGS, INTERVIEW, run, write_lines
from tests.folders import replace_once

GOOD = {
    "document": "mayor",
    "quote": "Wij moesten samen",
    "code": "trust",
    "unit": "party-a",
    "value": "present",
}


def codings_of(study: Path) -> bytes:
    return (study / "corpus" / "codings" / "coder-1.jsonl").read_bytes()


def test_a_new_study_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("init", "new", "--title", 'My "study": one', "--lang", "nl")
    assert (done.status, done.out) == (0, "")
    assert "README.md" in done.err
    assert run("check", "--study", "new").status == 0
    for verb in ("scores", "tables", "verdicts", "figures", "report"):
        assert run(verb, "--study", "new").status == 0
    assert 'My "study": one' in (tmp_path / "new/reports/report.md").read_text(encoding="utf-8")


def test_adding_makes_texts_uniform_and_catalogues_them(study: Path, tmp_path: Path) -> None:
    text = tmp_path / "Notule één.txt"
    text.write_bytes(
        "\ufeffKop\r\n\r\n".encode() + unicodedata.normalize("NFD", "één\r\n").encode()
    )
    done = run("add", text, "--unit", "case-one", "--date", "2012-07")
    assert (done.status, done.out) == (0, "notule-een\n")
    stored = (study / "corpus/texts/notule-een.md").read_bytes()
    assert stored == "Kop\n\néén\n".encode()
    assert run("check").status == 0


def test_adding_with_a_title(study: Path, tmp_path: Path) -> None:
    texts = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for text in texts:
        text.write_text(f"# Heading\n\nWords of {text.stem}.\n", encoding="utf-8")
    both = run("add", *texts, "--unit", "case-one", "--title", "Minutes: one")
    assert (both.status, both.out) == (2, "")
    assert "one title for 2 files" in both.err
    assert run("add", texts[0], "--unit", "case-one", "--title", "Minutes: one").status == 0
    assert run("add", texts[1], "--unit", "case-one").status == 0
    documents = load(study).documents
    assert [documents[id].title for id in ("one", "two")] == ["Minutes: one", "Heading"]


def test_adding_refuses_a_text_without_words(study: Path, tmp_path: Path) -> None:
    text = tmp_path / "empty.txt"
    text.write_text("\ufeff \n\n", encoding="utf-8")
    done = run("add", text, "--unit", "case-one")
    assert (done.status, done.out) == (1, "")
    assert "empty-text" in done.err
    assert not (study / "corpus/texts/empty.md").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--unit", "nowhere"), "nowhere"),
        (("--unit", "party-a", "--date", "July"), "July"),
        (("--unit", "party-a", "--party", "nobody"), "nobody"),
    ],
)
def test_adding_refuses_and_writes_nothing(
    study: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    text = tmp_path / "other.txt"
    text.write_text("Words.\n", encoding="utf-8")
    before = (study / "corpus/documents.yaml").read_bytes()
    done = run("add", text, *options)
    assert (done.status, done.out) == (1, "")
    assert said in done.err
    assert (study / "corpus/documents.yaml").read_bytes() == before
    assert not (study / "corpus/texts/other.md").exists()


def test_marking_prints_the_id_and_stores_the_place(study: Path) -> None:
    done = run(
        *("mark", "mayor", "Wij moesten samen", "--coder", "coder-1", "--code", "trust"),
        *("--unit", "party-a", "--value", "partial", "--memo", "samen"),
    )
    assert done.status == 0
    assert "1 coding added" in done.err
    event = json.loads(codings_of(study).splitlines()[-1])
    assert event["id"] == done.out.strip()
    text = (study / "corpus/texts/mayor.md").read_text(encoding="utf-8")
    assert text[event["start"] : event["end"]] == event["quote"] == "Wij moesten samen"
    assert (event["value"], event["memo"], event["period"]) == ("partial", "samen", None)


def mark(quote: str, **claim: str) -> tuple[str, ...]:
    claim = {"code": "trust", "unit": "party-a", "value": "present", "coder": "coder-1", **claim}
    return ("mark", "mayor", quote, *(w for k, v in claim.items() for w in (f"--{k}", v)))


def test_a_quote_that_stands_in_two_places_is_told_with_both(study: Path) -> None:
    before = codings_of(study)
    done = run(*mark("Wij moesten"))
    assert (done.status, done.out) == (1, "")
    first, second = done.err.strip().split("\n")
    places = [at for at in range(len(INTERVIEW)) if INTERVIEW.startswith("Wij moesten", at)]
    assert f"at {places[0]}" in first
    assert f"at {places[1]}" in second
    assert first.startswith("corpus/texts/mayor.md:3:")
    assert second.startswith("corpus/texts/mayor.md:5:")
    assert codings_of(study) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (mark("niet te vinden"), ("quote-not-found", "niet te vinden")),
        (mark("samen verder", code="trus"), ("unknown-code", "write trust")),
        (mark("samen verder", unit="x"), ("unknown-unit", "party-a")),
        (mark("samen verder", value="much"), ("much", "absent")),
        (mark("samen verder", coder="nobody"), ("unknown-coder", "coder-1")),
        (mark("samen verder", period="later"), ("later",)),
    ],
)
def test_a_wrong_coding_is_refused(
    study: Path, arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    before = codings_of(study)
    done = run(*arguments)
    assert (done.status, done.out) == (1, "")
    assert all(word in done.err for word in said)
    assert codings_of(study) == before


def test_a_unit_the_text_does_not_list_is_refused(study: Path, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Wij moesten samen verder.\n", encoding="utf-8")
    assert run("add", text, "--unit", "party-b").status == 0
    before = codings_of(study)
    claim = ("--coder", "coder-1", "--code", "trust", "--value", "partial")
    done = run("mark", "letter", "samen verder", *claim, "--unit", "party-a")
    assert (done.status, done.out) == (1, "")
    assert "unit-not-listed" in done.err
    assert "allowed: party-b" in done.err
    assert "add party-a to the units of letter in corpus/documents.yaml" in done.err
    assert codings_of(study) == before
    assert run("mark", "letter", "samen verder", *claim, "--unit", "party-b").status == 0


def test_one_bad_line_keeps_all_out_and_every_bad_line_is_reported(
    study: Path, tmp_path: Path
) -> None:
    lines = write_lines(
        tmp_path / "rows.jsonl",
        GOOD,
        {**GOOD, "quote": "niet te vinden"},
        "",
        "{not json",
        {**GOOD, "colour": "red"},
        {**GOOD, "code": "trus"},
        {name: value for name, value in GOOD.items() if name != "unit"},
        "[1]",
        {**GOOD, "quote": "Wij moesten"},
        {**GOOD, "value": "much"},
        {**GOOD, "document": "d9"},
        {**GOOD, "unit": ["party-a"]},
        GOOD,
    )
    before = codings_of(study)
    done = run("mark", "--coder", "coder-1", "--from", lines)
    assert (done.status, done.out) == (1, "")
    assert codings_of(study) == before
    reported = {
        int(line.removeprefix(f"{lines}:").split(":")[0]) for line in done.err.strip().split("\n")
    }
    assert reported == {2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (json.dumps(GOOD).replace('"present"', "9" * 5000), "broken-json"),
        ("[" * 100_000, "brackets within brackets"),
        (json.dumps(GOOD)[:-1] + ', "value": "absent"}', "the key value twice"),
        (json.dumps(GOOD).replace('"present"', "NaN"), "NaN"),
        (json.dumps({**GOOD, "memo": "\x00"}), "U+0000"),
    ],
    ids=["digits", "depth", "key", "number", "character"],
)
def test_lines_that_only_a_careless_reader_takes_are_refused(
    study: Path, tmp_path: Path, line: str, said: str
) -> None:
    before = codings_of(study)
    lines = write_lines(tmp_path / "rows.jsonl", GOOD, line)
    done = run("mark", "--coder", "coder-1", "--from", lines)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(f"{lines}:2: broken-json: ")
    assert said in done.err
    assert codings_of(study) == before


def test_lines_wrong_in_content_only_are_reported_by_line(study: Path, tmp_path: Path) -> None:
    wrong = write_lines(tmp_path / "rows.jsonl", GOOD, "", {**GOOD, "value": "much"})
    before = codings_of(study)
    done = run("mark", "--coder", "coder-1", "--from", wrong)
    assert done.status == 1
    assert done.err.startswith(f"{wrong}:3: ")
    assert codings_of(study) == before


def test_a_file_of_lines_may_hold_what_python_takes_for_line_ends(
    study: Path, tmp_path: Path
) -> None:
    row = {**GOOD, "memo": "een\u2028twee"}
    text = json.dumps(row, ensure_ascii=False)
    lines = tmp_path / "rows.jsonl"
    lines.write_bytes(b"\xef\xbb\xbf" + text.encode() + b"\r\n")
    done = run("mark", "--coder", "coder-1", "--from", lines)
    assert done.status == 0, done.err
    assert json.loads(codings_of(study).splitlines()[-1])["memo"] == "een\u2028twee"


def test_a_file_that_is_not_utf8_and_options_beside_a_file_are_refused(
    study: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "rows.jsonl"
    lines.write_bytes(b'{"memo": "\xe9"}\n')
    done = run("mark", "--coder", "coder-1", "--from", lines)
    assert (done.status, done.out) == (1, "")
    assert f"{lines}: not-utf8" in done.err
    assert run("mark", "--coder", "coder-1", "--from", lines, "--value", "present").status == 2


def test_covering_is_what_makes_silence_known(study: Path, tmp_path: Path) -> None:
    text = tmp_path / "minutes.txt"
    text.write_text("Niets bijzonders.\n", encoding="utf-8")
    assert run("add", text, "--unit", "party-b").status == 0

    def state() -> str:
        rows = run("scores", "--format", "json").json
        (one,) = (r["state"] for r in rows if (r["unit"], r["code"]) == ("party-b", "urgency"))
        return str(one)

    assert state() == "unsearched"
    done = run("cover", "minutes", "--coder", "coder-1", "--codebook", "example")
    assert (done.status, done.err) == (0, "coder-1 covers 1 document\n")
    assert state() == "silent"


def test_reanchoring_follows_the_words_and_names_those_it_lost(study: Path) -> None:
    before = run("scores", "--format", "csv").out
    file = study / "corpus/texts/mayor.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("# Interview", "# Het interview"), encoding="utf-8")
    refused = run("scores")
    assert refused.status == 1
    assert "reanchor" in refused.err
    done = run("reanchor")
    assert done.status == 0
    assert [line.split("\t")[0] for line in done.out.splitlines()] == ["moved"] * len(CODINGS)
    assert "mayor" in done.err
    assert run("find", "ruzie", "--format", "json").json[0]["codings"]
    after = run("scores", "--format", "csv").out
    values = [line.split(",")[3] for line in before.splitlines()]
    assert [line.split(",")[3] for line in after.splitlines()] == values

    text = file.read_text(encoding="utf-8")
    file.write_text(replace_once(text, "Ruzie was er", "Twist was er"), encoding="utf-8")
    lost = run("reanchor")
    assert lost.status == 3
    (unplaced,) = [line.split("\t")[1] for line in lost.out.splitlines() if "unplaced" in line]
    shown = run("find", "--coding", unplaced, "--format", "json").json
    assert (shown["placed"], shown["passage"], shown["origins"]) == (False, "", [])
    said = run("scores", "--format", "csv")
    assert said.status == 0
    assert unplaced not in said.out
    assert unplaced in said.err
    assert run("find", "twist", "--format", "json").json[0]["codings"] == []
