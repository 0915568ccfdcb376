"""Decisions on disagreements: what must hold whatever was coded and decided."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.adjudication import find_items
from crosscase.adjudication.matching import match_codings
from crosscase.coding import ADJUDICATED, Coding
from crosscase.robustness import leave_one_out
from crosscase.scoring import Scorebook, Selection, score_frame
from crosscase.storage import load
from crosscase.study import Study
from tests.builders import build_study, code, decision, document
from tests.folders import add, anchored, event, lines, make_folder, study_files
from tests.property.test_scoring import decided_studies, studies


def scores(study: Study, **selected: Any) -> object:
    book = Scorebook(study, Selection(**selected))
    return [book.score(unit, code) for unit in study.units for code in study.codes]


@given(decided_studies())
def test_without_decisions_every_coder_has_the_codings_of_their_own(study: Study) -> None:
    state = study.coding_state
    own = tuple(coding for coding in state.codings if coding.coder != ADJUDICATED)
    before = replace(study, coding_state=replace(state, codings=own, decisions=()))
    assert scores(study, decisions=False) == scores(before)
    taken_back = replace(study, coding_state=replace(state, decisions=()))
    assert scores(taken_back) == scores(before)
    for coder in study.coders:
        alone = frozenset({coder})
        between_others = replace(
            state, decisions=tuple(one for one in state.decisions if {*one.between} != alone)
        )
        assert scores(replace(study, coding_state=between_others), coders=alone) == scores(
            before, coders=alone
        )


@given(studies(), st.data())
def test_keeping_all_that_one_coder_said_changes_nothing(study: Study, data: st.DataObject) -> None:
    kept = [one for one in sorted(study.codings) if data.draw(st.booleans())]
    made = tuple(
        decision(f"e{id}", id, id, between=study.codings[id].coder, by="c1") for id in kept
    )
    after = replace(study, coding_state=replace(study.coding_state, decisions=made))
    assert scores(after) == scores(study)


@given(decided_studies(), st.data())
def test_decisions_have_no_order(study: Study, data: st.DataObject) -> None:
    state = study.coding_state
    shuffled = replace(
        state,
        decisions=tuple(data.draw(st.permutations(state.decisions))),
        codings=tuple(data.draw(st.permutations(state.codings))),
    )
    assert score_frame(replace(study, coding_state=shuffled)).equals(score_frame(study))


@settings(deadline=None)
@given(decided_studies())
def test_a_coder_left_out_leaves_the_decisions_of_others(study: Study) -> None:
    frame = leave_one_out(study)
    for coder in study.coders:
        found = frame[(frame.kind == "leave-out-coder") & (frame.removed == coder)]
        book = Scorebook(study, Selection(coders=frozenset(study.coders) - {coder}))
        for row in found.itertuples():
            after = book.score(row.unit, row.code)
            assert row.after == (f"{after.state}:{after.value}" if after.value else after.state)


@st.composite
def coded(draw: st.DrawFn) -> Study:
    """Studies in which codings of three coders overlap."""
    spans = st.tuples(st.integers(0, 8), st.integers(1, 6))
    one = st.tuples(
        spans,
        st.sampled_from(["c1", "c2", "c3"]),
        st.sampled_from(["urgency", "trust"]),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["absent", "present"]),
        st.sampled_from(["", "2011"]),
    )
    text = document("d", "a b", text="0123456789abcdef\n")
    return build_study(
        codes=["urgency", code("trust")],
        documents=[text],
        codings=[
            ("d", unit, name, value, {"coder": who, "date": date, "start": at, "end": at + size})
            for (at, size), who, name, unit, value, date in draw(st.lists(one, max_size=9))
        ],
        coverage=[(coder, "d") for coder in ("c1", "c2", "c3")],
    )


@given(coded(), st.data())
def test_every_coding_is_in_one_group_whatever_the_order(study: Study, data: st.DataObject) -> None:
    codings = study.coding_state.codings
    groups = match_codings(codings)
    assert sorted(one.id for group in groups for one in group) == sorted(study.codings)
    assert match_codings(data.draw(st.permutations(codings))) == groups
    for group in groups:
        reached = set[str]()
        grow(group[0], group, reached)
        assert reached == {one.id for one in group}, "every group hangs together by overlap"


def grow(at: Coding, group: tuple[Coding, ...], reached: set[str]) -> None:
    reached.add(at.id)
    for other in group:
        if other.id not in reached and at.start < other.end and other.start < at.end:
            grow(other, group, reached)


@given(coded())
def test_the_order_of_coders_makes_no_other_items(study: Study) -> None:
    found = find_items(study, coders=["c1", "c2", "c3"])
    other = find_items(study, coders=["c3", "c1", "c2"])
    assert [(one.id, one.kind, one.codings) for one in found] == [
        (one.id, one.kind, one.codings) for one in other
    ]
    assert len({one.id for one in found}) == len(found)
    wide = {one.id: one.kind for one in find_items(study, coders=["c1", "c2", "c3"], tolerance=99)}
    assert wide == {one.id: one.kind for one in found if one.kind != "boundary"}


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_lines_means_nothing(random: Any, taken_back: bool) -> None:
    def signed(one: dict[str, Any], coder: str) -> dict[str, Any]:
        return one | {"coder": coder}

    decided = event(
        "z2",
        "adjudicate",
        settles={"e1": "e4"},
        stands=["z1"],
        between=["c1", "c2"],
        by=["c2"],
        why="x",
    )
    adjudicated = [add("z1", value="absent"), decided]
    if taken_back:
        adjudicated.append(event("z3", "withdraw", of="z2"))
    moved = event("z4", "move", of="z1", **anchored("d1", "Wij moesten wel"))
    adjudicated.append(moved)
    files = study_files()
    codings = files["corpus/codings/c1.jsonl"].splitlines(keepends=True)
    found = []
    for _ in range(2):
        random.shuffle(adjudicated)
        random.shuffle(codings)
        files["corpus/codings/c1.jsonl"] = "".join(codings)
        files["corpus/codings/adjudicated.jsonl"] = lines(
            *(signed(one, ADJUDICATED) for one in adjudicated)
        )
        with tempfile.TemporaryDirectory() as folder:
            study = load(make_folder(Path(folder), files))
        state = study.coding_state
        assert [one.id for one in state.decisions] == ([] if taken_back else ["z2"])
        found.append((score_frame(study), [replace(c, line=0) for c in state.codings]))
    assert found[0][1] == found[1][1]
    assert found[0][0].equals(found[1][0])
    urgency = Scorebook(study).score("a", "urgency")
    assert urgency.codings == (("e1",) if taken_back else ("z1",))
