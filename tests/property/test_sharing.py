"""Whatever the names and the codings: pseudonyms and masks change no result, and come off again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import crosscase
from crosscase.sharing.edits import Edit, Shift, invert, splice, trim
from crosscase.sharing.masking import Quotes, mask_study, mask_text
from crosscase.sharing.matching import Matcher
from crosscase.sharing.names import KINDS, Name
from crosscase.sharing.pseudonymising import pseudonymise, restore
from crosscase.sharing.rewriting import write_study
from crosscase.spans import make_anchor, text_sha256
from crosscase.storage import load
from crosscase.study import Study
from tests.folders import add, cover, event, lines, make_folder, replace_once, study_files

STATES = ["state", "value", "low", "high", "values", "n_for", "n_against", "n_groups", "rule"]
FORMS = ("Jansen", "J. de Vries", "Zoë", "van der Berg", "Ommen", "Ommen-Hardenberg", "Ría's")
FILLING = ("zei", "dat", "het", "kon", "😀", "e\u0301é"[1:], "niet", "langer", "\n\n", "in", "—")
AROUND = ("{}", "{}s", "{}'s", "{}-gate", "({})", "{}.", "{}, ")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text in which names stand in many ways."""
    words = draw(
        st.lists(
            st.one_of(
                st.sampled_from(FILLING),
                st.tuples(st.sampled_from(FORMS), st.sampled_from(AROUND)).map(
                    lambda pair: pair[1].format(pair[0])
                ),
                st.sampled_from(FORMS).map(str.upper),
            ),
            min_size=3,
            max_size=25,
        )
    )
    between = draw(st.sampled_from([" ", "\n"]))
    return between.join(words).strip() + "\n"


def is_clean(text: str) -> bool:
    """Whether a study can hold a text: words in it, and nothing that NFC would change."""
    import unicodedata

    return bool(text.strip()) and unicodedata.is_normalized("NFC", text)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return (start, end) if text[start:end].strip() else (0, len(text))


def anchored(text: str, start: int, end: int, document: str) -> dict[str, Any]:
    anchor = make_anchor(text, start, end)
    names = ("start", "end", "quote", "prefix", "suffix")
    said = {name: getattr(anchor, name) for name in names}
    return {"document": document, **said, "text_sha256": text_sha256(text)}


@st.composite
def studies(draw: st.DrawFn) -> tuple[dict[str, str], tuple[Name, ...]]:
    """The files of a small study with names everywhere, and a list of these names."""
    files = study_files()
    text = draw(texts().filter(is_clean))
    old = "corpus/texts/d1.md"
    events = [cover("c1")]
    events[0]["text_sha256"] = text_sha256(text)
    for number in range(draw(st.integers(1, 6))):
        start, end = draw(spans(text))
        value = draw(st.sampled_from(["absent", "partial", "present"]))
        one = add(f"e{number}", value=value, unit=draw(st.sampled_from(["a", "ommen"])))
        memo = draw(
            st.sampled_from([None, "zie Jansen", 'n"o\\g J. de\nVries', "interview-jansen"])
        )
        one |= {
            **anchored(text, start, end, "interview-jansen"),
            "memo": memo,
            "decision": "ommen-1",
        }
        if draw(st.booleans()):
            one["text_sha256"] = "f" * 64 if number == 5 else one["text_sha256"]
        events.append(one)
    events.append(event("m1", "revise", of="e0", value="partial", memo="volgens Jansens stuk"))
    del files[old], files["corpus/origins.csv"], files["corpus/sources.yaml"]
    del files["corpus/left-out.csv"]
    files["corpus/texts/Interview Jansen.md"] = text
    files["corpus/codings/c1.jsonl"] = lines(*events)
    files["corpus/codings/c1.jsonl"] = files["corpus/codings/c1.jsonl"].replace(
        '"d1"', '"interview-jansen"'
    )
    files["corpus/snapshots/first.txt"] = "# Ronde van Jansen\ne0\n"
    catalogue = files["corpus/documents.yaml"]
    catalogue = replace_once(catalogue, "id: d1", "id: interview-jansen # Jansen zelf")
    catalogue = replace_once(catalogue, old, "corpus/texts/Interview Jansen.md")
    catalogue = catalogue.replace(
        catalogue.split("sha256: ")[1].split("\n")[0], text_sha256(text), 1
    )
    catalogue = replace_once(
        catalogue, "met de burgemeester", "met\n      J. de Vries, de burgemeester"
    )
    catalogue = catalogue.replace("units: [a, b, ab]", "units: [a, b, ab, ommen]")
    files["corpus/documents.yaml"] = catalogue
    files["study.yaml"] = replace_once(
        files["study.yaml"],
        "{id: b, label: B}",
        "{id: b, label: B}\n      - {id: ommen, label: Ommen}",
    )
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, unique=True))
    names = tuple(Name(form, (), draw(st.sampled_from(KINDS))) for form in forms)
    return files, names


def same_results(old: Study, new: Study, ids: dict[str, str]) -> None:
    """Check that scores, tables and verdicts are those of the original up to names."""
    before, after = crosscase.scores(old), crosscase.scores(new)
    assert [ids.get(unit, unit) for unit in before["unit"]] == list(after["unit"])
    assert before[STATES].astype(str).equals(after[STATES].astype(str))
    tables = crosscase.tables(new)
    for name, table in crosscase.tables(old).items():
        # Headings and labels may be names; the values in the body are not.
        body, other = table.iloc[:, 1:], tables[name].iloc[:, 1:]
        if name in ("8.1", "8.2"):
            assert body.to_numpy().tolist() == other.to_numpy().tolist()
    judged = crosscase.verdicts(old)
    said = ["hypothesis", "reading", "verdict", "rule", "post_hoc"]
    said = [name for name in said if name in judged]
    assert "verdict" in said
    assert judged[said].equals(crosscase.verdicts(new)[said])


def in_folder(check: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(Path(folder))


SLOW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(studies())
def test_pseudonyms_change_no_result_and_come_off_with_the_key(
    made: tuple[dict[str, str], tuple[Name, ...]],
) -> None:
    files, names = made

    def check(folder: Path) -> None:
        root = make_folder(folder / "study", files)
        done = pseudonymise(root, folder / "new", names, folder / "key")
        old, new = load(root), load(folder / "new")
        same_results(old, new, dict(done.ids))
        assert old.unplaced == new.unplaced
        assert len(old.coding_state.coverage) == len(new.coding_state.coverage)
        matcher = Matcher(done.names, done.ids)
        for id, coding in old.codings.items():
            if id in old.unplaced:
                continue
            text = old.documents[coding.document].text
            start, end = coding.start, coding.end
            for hit in matcher.find(text):
                start = hit.start if hit.start < start < hit.end else start
                end = hit.end if hit.start < end < hit.end else end
            assert new.codings[id].quote == cut_of(text, start, end, matcher)
            assert new.codings[id].value == coding.value
        for path in (folder / "new").rglob("*"):
            if path.is_file() and path.suffix in (".md", ".yaml"):
                assert matcher.find(path.read_text(encoding="utf-8")) == []
        restore(folder / "new", folder / "back", folder / "key")
        for path in (folder / "back").rglob("*"):
            if path.is_file():
                assert path.read_bytes() == (root / path.relative_to(folder / "back")).read_bytes()
        assert (folder / "back" / "corpus/codings/c1.jsonl").is_file()

    in_folder(check)


def cut_of(text: str, start: int, end: int, matcher: Matcher) -> str:
    """The words of a span after the names of the whole text were replaced."""
    return "".join(
        text[at:until] if new is None else new
        for at, until, new in pieces(text, matcher)
        if at >= start and until <= end
    )


def pieces(text: str, matcher: Matcher) -> list[tuple[int, int, str | None]]:
    found: list[tuple[int, int, str | None]] = []
    reached = 0
    for hit in matcher.find(text):
        found += [(at, at + 1, None) for at in range(reached, hit.start)]
        found.append((hit.start, hit.end, hit.new))
        reached = hit.end
    return [*found, *((at, at + 1, None) for at in range(reached, len(text)))]


@SLOW
@given(studies())
def test_masks_change_no_result_and_tell_no_words(
    made: tuple[dict[str, str], tuple[Name, ...]],
) -> None:
    files, _ = made

    def check(folder: Path) -> None:
        root = make_folder(folder / "study", files)
        write_study(folder / "new", mask_study(root).files)
        old, new = load(root), load(folder / "new")
        same_results(old, new, {})
        quotes = Quotes(document.text for document in old.documents.values())
        for path in (folder / "new").rglob("*"):
            if path.is_file():
                assert not quotes(path.read_text(encoding="utf-8")), path
        for line in (folder / "new/corpus/codings/c1.jsonl").read_text("utf-8").splitlines():
            data = json.loads(line)
            assert set(data.get("quote", "·")) <= set("·\n #[]0123456789")
            assert not data.get("memo")

    in_folder(check)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("ab \n", min_size=1, max_size=30))
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text("abX", max_size=6))) for start, end in pairs]


@given(edited())
def test_edits_are_taken_back(made: tuple[str, list[Edit]]) -> None:
    text, edits = made
    new = splice(text, edits)
    assert splice(new, invert(text, edits)) == text
    trimmed = [trim(text, edit) for edit in edits]
    assert splice(text, trimmed) == new
    assert splice(new, invert(text, trimmed)) == text


@given(edited(), st.data())
def test_a_span_that_no_edit_cuts_keeps_its_words(
    made: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = made
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last, grew = Shift.of(edits).span(start, end)
    new = splice(text, edits)
    cut = [e for e in edits if e.start < start < e.end or e.start < end < e.end]
    assert grew == bool(cut)
    if not cut:
        inside = [
            Edit(e.start - start, e.end - start, e.new)
            for e in edits
            if start <= e.start and e.end <= end
        ]
        assert new[first:last] == splice(text[start:end], inside)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_masked_text_has_the_same_passages_and_no_word(text: str) -> None:
    from crosscase.corpus import find_passages

    masked = mask_text(text)
    assert len(masked) == len(text)
    assert find_passages("d", masked) == find_passages("d", text)
    assert mask_text(masked) == masked
