"""Whatever coders decide on suggestions, and in whatever order it is read."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.errors import CrosscaseError
from crosscase.judgements import judge_suggestions
from crosscase.scoring import score_frame
from crosscase.storage import (
    code_suggestions,
    load,
    reject_suggestions,
    undo_suggestions,
    write_suggestions,
)
from tests.folders import make_folder, study_files
from tests.unit.storage.test_suggestion_files import suggestion

GIVEN = (suggestion(), suggestion("Alleen ging het niet meer.", hits=()))
STEPS = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "undo"]), st.sampled_from([0, 1])), max_size=6
)


@settings(max_examples=12, deadline=None)
@given(STEPS, st.integers(0, 99))
def test_decisions_add_up_and_undoing_brings_a_suggestion_back(
    steps: list[tuple[str, int]], seed: int
) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] = ""
    del files["corpus/snapshots/first.txt"]
    with tempfile.TemporaryDirectory() as folder:
        root = make_folder(Path(folder), files)
        write_suggestions(root, "lexicon", GIVEN)
        bare = score_frame(load(root))
        expected = ["undecided", "undecided"]
        for step, at in steps:
            ids = [GIVEN[at].id]
            try:
                if step == "accept":
                    code_suggestions(root, "c1", ids)
                elif step == "reject":
                    reject_suggestions(root, "c1", ids)
                else:
                    undo_suggestions(root, "c1", ids)
            except CrosscaseError:
                assert (step == "undo") == (expected[at] == "undecided")
                continue
            expected[at] = {"accept": "accepted", "reject": "rejected"}.get(step, "undecided")
        file = root / "corpus/codings/c1.jsonl"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        random.Random(seed).shuffle(lines)
        file.write_text("".join(lines), encoding="utf-8")
        write_suggestions(root, "lexicon", [])
        study = load(root)
        judged = judge_suggestions(study, GIVEN, "c1")
        assert [judged[one.id].status for one in GIVEN] == expected
        if "accepted" not in expected:
            assert score_frame(study).equals(bare)
