"""What must hold of a study whatever the order of its lines and files."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.coding import Event
from crosscase.folding import fold_events
from crosscase.spans import make_anchor, place_anchor
from crosscase.storage import load
from crosscase.storage.event_format import read_event, write_event
from crosscase.storage.findings import Findings, Place
from crosscase.storage.yamltree import Fields, Items, Scalar, Tree, read_yaml
from crosscase.study import Study
from tests.folders import add, cover, event, lines, make_folder, study_files

CODINGS = "corpus/codings/c1.jsonl"


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events that answer one another in any way, also wrongly."""
    count = draw(st.integers(1, 9))
    events: list[Event] = []
    for number in range(count):
        kind = draw(
            st.sampled_from(["add", "add", "revise", "revise", "withdraw", "move", "cover"])
        )
        fields: dict[str, Any] = {"coder": "c", "document": "d"}
        if kind not in ("add", "cover"):
            fields["of"] = str(draw(st.integers(0, count)))
        if kind in ("add", "revise"):
            fields["value"] = draw(st.sampled_from(["absent", "present"]))
        if kind in ("add", "move"):
            fields["start"] = draw(st.integers(0, 2))
        carried = frozenset(fields)
        events.append(Event(str(number), kind, **fields, fields=carried))
    return events


@given(histories(), st.randoms(use_true_random=False))
def test_order_of_events_means_nothing(events: list[Event], random: Any) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    assert fold_events(shuffled) == fold_events(events)


@given(histories(), st.data())
def test_repeating_an_event_means_nothing(events: list[Event], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(events))
    assert fold_events([*events, again]) == fold_events(events)


@given(histories())
def test_every_event_is_heard(events: list[Event]) -> None:
    """Each is part of a coding, a coverage, a conflict or a withdrawal, or dangles."""
    state = fold_events(events)
    dangling = {e.id for e in state.dangling}
    by_id = {e.id: e for e in events}
    for one in events:
        seen, at = set(), one
        while at.of in by_id and at.id not in seen:
            seen.add(at.id)
            at = by_id[at.of]
        leads_somewhere = at.event in ("add", "cover")
        assert (one.id in dangling) == (not leads_somewhere)


@given(histories())
def test_conflict_names_different_live_answers_to_one_event(events: list[Event]) -> None:
    state = fold_events(events)
    ids = {coding.id for coding in state.codings}
    for answered, answers in state.conflicts:
        assert len(answers) > 1
        said = {replace(a, id="", of="", at="", line=0) for a in answers}
        assert len(said) == len(answers)
        assert answered.id not in ids


def without_place(study: Study) -> list[object]:
    return [replace(coding, file="", line=0) for coding in study.coding_state.codings]


EVENTS = (
    add("e1"),
    add("e2", "d1", "vertrouwen in de buren", "trust", "a", "high", toward="b"),
    add("e3", "d2", "stemde in op 3 mei 2011", "milestone", "ab", "decision", date="2011-05-03"),
    event("e4", "revise", of="e1", value="partial"),
    event("e5", "revise", of="e4", memo="en later"),
    add("e6", "d2", "De raad"),
    event("e7", "withdraw", of="e6"),
    cover("e8"),
)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(EVENTS))), st.randoms(use_true_random=False))
def test_order_of_lines_entries_and_files_never_changes_the_codings(
    order: list[int], random: Any
) -> None:
    files = study_files()
    files[CODINGS] = lines(*EVENTS)
    catalogue = yaml.load(files["corpus/documents.yaml"], Loader=yaml.BaseLoader)
    shuffled = dict(files)
    shuffled[CODINGS] = lines(*(EVENTS[number] for number in order))
    random.shuffle(catalogue["documents"])
    shuffled["corpus/documents.yaml"] = yaml.safe_dump(catalogue, sort_keys=False)
    # Names decide in which order codebooks are read.
    name = random.choice(["aaa", "book", "zzz"])
    shuffled[f"codebooks/{name}.yaml"] = shuffled.pop("codebooks/book.yaml")
    with tempfile.TemporaryDirectory() as folder:
        usual = load(make_folder(Path(folder) / "usual", files))
        other = load(make_folder(Path(folder) / "other", shuffled))
    assert without_place(usual) == without_place(other)
    assert usual.coding_state.coverage == other.coding_state.coverage
    assert usual.unplaced == other.unplaced
    assert list(usual.codes) == list(other.codes)
    assert dict(usual.documents) == dict(other.documents)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1).filter(str.strip)


@given(TEXT, st.text(alphabet="ab é\n😀", max_size=8), st.sampled_from(["", "2011", "2011-05-03"]))
def test_events_are_read_as_they_were_written(quote: str, around: str, date: str) -> None:
    one = Event(
        id="e",
        event="add",
        at="2026-11-21T09:30:00Z",
        coder="c1",
        document="d",
        start=3,
        end=3 + len(quote),
        quote=quote,
        prefix=around,
        suffix=around,
        text_sha256="0" * 64,
        code="k",
        unit="u",
        value="v",
        date=date,
        memo=around,
    )
    findings = Findings()
    data = json.loads(json.dumps(write_event(one)))
    read = read_event(data, Place("f", 1), findings)
    assert findings.problems == []
    assert read == replace(one, fields=frozenset(data), file="f", line=1)


def as_plain(tree: Tree) -> object:
    if isinstance(tree, Scalar):
        return tree.value
    if isinstance(tree, Items):
        return [as_plain(item) for item in tree.items]
    assert isinstance(tree, Fields)
    return {key: as_plain(value) for key, (_, value) in tree.entries.items()}


SCALARS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff"))
TREES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(SCALARS.filter(lambda key: key != "<<"), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(SCALARS.filter(lambda key: key != "<<"), TREES, max_size=3), st.booleans())
def test_yaml_is_read_as_the_strings_it_holds(data: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', default_flow_style=flow)
    findings = Findings()
    tree = read_yaml(text.encode("utf-8"), "f.yaml", findings)
    assert tree is not None
    assert findings.problems == []
    assert as_plain(tree) == data


@given(
    st.text(alphabet="ab \n", max_size=40),
    st.text(alphabet="xyz", min_size=3, max_size=6),
    st.text(alphabet="ab \n", max_size=40),
    st.text(alphabet="ab \n", max_size=10),
)
def test_words_that_stand_once_are_always_found_again(
    before: str, quote: str, after: str, added: str
) -> None:
    text = before + quote + after
    anchor = make_anchor(text, len(before), len(before) + len(quote))
    moved = place_anchor(anchor, added + text)
    assert moved is not None
    assert (moved.start, moved.quote) == (anchor.start + len(added), quote)
