"""Export and import of a study is the identity, whatever its words are made of."""

from __future__ import annotations

import functools
import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.interchange.files import flow
from crosscase.interchange.refi.claims import read_claim, write_claim
from crosscase.interchange.refi.records import Selection
from crosscase.interchange.refi.texts import Uniform, place_selections
from crosscase.interchange.refi.writing import write_project
from crosscase.spans import make_anchor, text_sha256
from crosscase.storage import load
from crosscase.storage.folder import CONTROL
from crosscase.study import Study
from tests.exchange import kept, there_and_back
from tests.folders import BOOK, DOCUMENTS, TEXTS, add, lines, make_folder, study_files

LETTERS = "ab \n\t–é😀👩‍👩‍👧🇳🇱\u0301\u0327\u200b\u2028\u0085\u00a0\uac00<&>\"']{}:#-ß𝒳"
WORDS = st.text(st.one_of(st.sampled_from(LETTERS), st.characters(codec="utf-8")), max_size=40)


def clean(text: str) -> str:
    """A text as a study may hold it."""
    return unicodedata.normalize("NFC", CONTROL.sub("", text.replace("\r", ""))).lstrip("\ufeff")


@st.composite
def studies(draw: st.DrawFn) -> dict[str, str]:
    """The files of a study with texts, memos, definitions and decisions of any characters."""
    files = study_files()
    text = clean("# Kop\n\nwoorden " + draw(WORDS) + draw(WORDS))
    events = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        anchor = make_anchor(text, start, end)
        where = {name: getattr(anchor, name) for name in ("quote", "prefix", "suffix")}
        if not anchor.quote.strip():
            continue
        events.append(
            add(draw(st.sampled_from([f"e{number}", f"{number:032x}"])))
            | where
            | {"start": start, "end": end, "text_sha256": text_sha256(text)}
            | {
                "value": draw(st.sampled_from(["absent", "partial", "present"])),
                "memo": CONTROL.sub("", draw(WORDS)) or None,
                "decision": CONTROL.sub("", draw(WORDS)) or None,
                "period": draw(st.sampled_from([None, "decision", "decision;regulation"])),
                "date": draw(st.sampled_from([None, "2012", "2012-07-09"])),
            }
        )
    said = clean(draw(WORDS))
    if said.strip():
        definition = f"definition: {flow(said)}"
        files["codebooks/book.yaml"] = BOOK.replace("definition: Van buiten.", definition, 1)
    files["study.yaml"] += "license: CC-BY-4.0\nauthors:\n  - {family: Ö, given: A. 😀}\n"
    files["corpus/texts/d1.md"] = text
    files["corpus/documents.yaml"] = DOCUMENTS.replace(text_sha256(TEXTS["d1"]), text_sha256(text))
    files["corpus/codings/c1.jsonl"] = lines(*events)
    for other in ("corpus/snapshots/first.txt", "corpus/origins.csv", "corpus/left-out.csv"):
        del files[other]
    return files


@settings(max_examples=25)
@given(studies())
def test_there_and_back_is_the_identity(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        study = load(make_folder(Path(folder) / "study", files))
        back = there_and_back(study, Path(folder) / "exchange")
        assert kept(back) == kept(study)
        assert write_project(back)[0] == write_project(study)[0]


@given(
    st.text(
        st.sampled_from("a\r\ne\u0301\u0327\u0323o\u0308😀\x0c\u1100\u1161\u11a8"), max_size=30
    ),
    st.data(),
)
def test_places_in_a_text_made_uniform(original: str, data: st.DataObject) -> None:
    """What stood between two places stands between them still, letters taken whole."""
    made = Uniform(original)
    whole = CONTROL.sub(" ", original.replace("\r\n", "\n").replace("\r", "\n"))
    assert unicodedata.normalize("NFC", whole) == made.text
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, len(original)))
    first, last = made.start_at(start), made.end_at(end)
    assert 0 <= first <= last <= len(made.text)
    words = CONTROL.sub(" ", original[start:end].replace("\r\n", "\n").replace("\r", "\n"))
    there = unicodedata.normalize("NFD", made.text[first:last])
    assert set(unicodedata.normalize("NFD", words)) <= set(there)
    assert (made.start_at(0), made.end_at(len(original))) == (0, len(made.text))


@given(WORDS, st.data())
def test_positions_are_code_points_whatever_the_text(words: str, data: st.DataObject) -> None:
    text = clean("x" + words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selection = Selection("g", text[start:end], start, end)
    placed = place_selections(text, [selection], trusted=True)
    assert (placed.text, placed.spans, placed.note) == (text, ((start, end),), "")
    if max(text) < "\U00010000":
        assert place_selections(text, [selection]) == placed


@functools.cache
def example() -> Study:
    with tempfile.TemporaryDirectory() as folder:
        return load(make_folder(Path(folder)))


@given(WORDS, WORDS, WORDS)
def test_a_claim_reads_back_what_was_written(memo: str, decision: str, label: str) -> None:
    study = example()
    coding = replace(study.codings["e1"], memo=memo, decision=decision, value="n/a")
    unit = replace(study.units["a"], label={"nl": label})
    study = replace(study, units={**study.units, "a": unit})
    claim = read_claim(write_claim(coding, study, "nl"))
    assert claim.memo == memo
    assert claim.fields.get("decision", "") == decision
    assert (claim.fields["value"], claim.fields["unit"]) == ("n/a", "a")
