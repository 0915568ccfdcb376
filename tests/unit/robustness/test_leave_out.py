"""Leaving one thing out at a time."""

from __future__ import annotations

import pandas as pd
import pytest

from crosscase.robustness import COLUMNS, leave_one_out
from tests.builders import at_least, code, document, equals, hypothesis, predict
from tests.unit.robustness.example import CODINGS, DOCUMENTS, small_study


def moves(frame: pd.DataFrame, kind: str, removed: str) -> dict[tuple[str, str], tuple[str, str]]:
    """What moves: (hypothesis, or code of a score; unit) → before and after."""
    here = frame[(frame.kind == kind) & (frame.removed == removed)]
    names = [h or c for h, c in zip(here.hypothesis, here.code, strict=True)]
    keys = zip(names, here.unit, strict=True)
    return dict(zip(keys, zip(here.before, here.after, strict=True), strict=True))


def test_columns_and_kinds() -> None:
    frame = leave_one_out(small_study(), moves_only=False)
    assert tuple(frame.columns) == COLUMNS
    assert [*COLUMNS[:7]] == ["unit", "hypothesis", "reading", "kind", "removed", "before", "after"]
    assert list(dict.fromkeys(frame.kind)) == [
        "leave-out-group",
        "leave-out-document",
        "leave-out-coder",
        "leave-out-case",
    ]


def test_a_group_left_out() -> None:
    frame = leave_one_out(small_study())
    # Of the lake the mayor and the clerk tie, and the clerk alone says partial as well.
    assert moves(frame, "leave-out-group", "mayor") == {
        ("urgency", "west"): ("scored:present", "silent"),
        ("pressure", "east"): ("scored:absent", "silent"),
        ("H1", "west"): ("supported", "undetermined"),
        ("H1", "lake"): ("supported", "undetermined"),
        ("H1", "all"): ("supported", "undetermined"),
        ("H2", "east"): ("rejected", "undetermined"),
    }
    assert moves(frame, "leave-out-group", "clerk") == {
        ("urgency", "east"): ("scored:partial", "scored:present"),
        ("urgency", "lake"): ("scored:partial", "scored:present"),
    }


def test_a_document_of_a_group_that_has_two_moves_nothing() -> None:
    assert moves(leave_one_out(small_study()), "leave-out-document", "d-clerk-2") == {}


def test_the_only_coder_left_out_leaves_nothing() -> None:
    frame = leave_one_out(small_study())
    found = moves(frame, "leave-out-coder", "c1")
    assert found["H1", "all"] == ("supported", "undetermined")
    assert found["urgency", "east"] == ("scored:partial", "unsearched")
    assert found["pressure", "west"] == ("silent", "unsearched")


def test_a_case_is_left_out_of_the_overall_claims_alone() -> None:
    codings = [*CODINGS, ("d-north", "north", "pressure", "present")]
    made = hypothesis(
        "H2",
        predict("p", equals("pressure", "present"), "smoking-gun"),
        level="party",
        claim="existential",
    )
    frame = leave_one_out(small_study(codings=codings, hypotheses=[made]))
    assert moves(frame, "leave-out-case", "hill") == {("H2", "all"): ("supported", "undetermined")}
    assert moves(frame, "leave-out-case", "lake") == {}


def test_everything_is_shown_on_request() -> None:
    study = small_study()
    frame = leave_one_out(study, moves_only=False)
    removals, scores, verdicts = 3 + 4 + 1, 5 * 2, (3 + 2 + 1) * 2
    assert len(frame) == removals * (scores + verdicts) + 2 * 2
    same = frame[frame.before == frame.after]
    moved = frame[frame.before != frame.after].reset_index(drop=True)
    assert len(same) + len(moved) == len(frame)
    pd.testing.assert_frame_equal(moved, leave_one_out(study))


@pytest.mark.parametrize("accept", [False, True])
def test_a_document_that_nobody_read_can_silence_a_mirror(accept: bool) -> None:
    """Without it all is read; the silence is then filled, which an accepting prediction takes."""
    trusting = hypothesis(
        "H1",
        predict("distrust", at_least("distrust", "present"), "smoking-gun", accept_inferred=accept),
        level="party",
    )
    study = small_study(
        cases={"lake": ("east",)},
        codes=[code("trust", "degree"), code("distrust", mirror=("trust", {"low": "present"}))],
        documents=[document("d1", "east"), document("d2", "east")],
        codings=[("d1", "east", "trust", "low")],
        coverage=[("c1", "d1")],
        hypotheses=[trusting],
    )
    found = moves(leave_one_out(study), "leave-out-document", "d2")
    assert found["distrust", "east"] == ("unsearched", "inferred:present")
    after = ("undetermined", "supported")
    assert found.get(("H1", "east")) == (after if accept else None)


def test_an_uncounted_coding_moves_nothing() -> None:
    codings = [*CODINGS, ("d-clerk", "west", "urgency", "absent", {"coder": "c2"})]
    study = small_study(codings=codings, coders={"c1": True, "c2": False})
    assert set(leave_one_out(study).removed) == set(leave_one_out(small_study()).removed)
    assert "c2" not in set(leave_one_out(study, moves_only=False).removed)


def test_documents_without_codings_lower_coverage_only() -> None:
    documents = [*DOCUMENTS, document("d-unread", "north", group="stranger")]
    found = moves(leave_one_out(small_study(documents=documents)), "leave-out-group", "stranger")
    assert found == {
        ("pressure", "hill"): ("unsearched", "silent"),
        ("pressure", "north"): ("unsearched", "silent"),
    }
