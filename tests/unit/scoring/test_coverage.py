"""Silence is not absence: silent and unsearched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.coding import Coverage
from crosscase.scoring import Score, Scorebook, Selection
from crosscase.spans import text_sha256
from crosscase.study import Study
from tests.builders import build_study, code, document


def standing(score: Score) -> tuple[str, int, int]:
    return score.state, score.covered, score.documents


def read_study(**changes: Any) -> Study:
    given: dict[str, Any] = {
        "codes": ["urgency", code("trust", "degree", inherit=True)],
        "documents": [
            document("d1", "a", kind="interview"),
            document("d2", "a b", kind="document", group="council"),
            document("d3", "ab", kind="narration"),
        ],
        "coverage": [("c1", "d1"), ("c1", "d2", "urgency")],
    }
    return build_study(**given | changes)


def test_all_documents_that_list_a_party_are_covered() -> None:
    score = Scorebook(read_study()).score("a", "urgency")
    assert standing(score) == ("silent", 2, 2)
    assert score.values == ("absent", "partial", "present")
    assert (score.value, score.rule, score.codings) == ("", "median", ())


def test_a_document_not_covered_for_the_code_leaves_it_unsearched() -> None:
    # trust is inherited, so the document on the case bears on the party as well.
    assert standing(Scorebook(read_study()).score("a", "trust")) == ("unsearched", 1, 3)


def test_a_case_needs_the_documents_on_its_parties_too() -> None:
    assert standing(Scorebook(read_study()).score("ab", "urgency")) == ("unsearched", 2, 3)


def test_no_documents_is_unsearched() -> None:
    study = read_study(cases={"ab": ("a", "b"), "cd": ("c", "d")})
    assert standing(Scorebook(study).score("c", "urgency")) == ("unsearched", 0, 0)


def test_coverage_is_counted_beside_a_score() -> None:
    study = read_study(codings=[("d1", "a", "trust", "low")])
    assert standing(Scorebook(study).score("a", "trust")) == ("scored", 1, 3)


def test_a_code_redefined_later_is_not_searched() -> None:
    study = read_study()
    book = study.codebooks[0]
    redefined = replace(book.codes[0], definition={"en": "Something else."})
    study = replace(study, codebooks=(replace(book, codes=(redefined, *book.codes[1:])),))
    assert standing(Scorebook(study).score("a", "urgency")) == ("unsearched", 0, 2)


def test_a_text_changed_later_is_not_searched() -> None:
    study = read_study()
    text = study.documents["d1"].text + "More.\n"
    changed = replace(study.documents["d1"], text=text, sha256=text_sha256(text))
    study = replace(study, documents={**study.documents, "d1": changed})
    assert standing(Scorebook(study).score("a", "urgency")) == ("unsearched", 1, 2)


def test_two_coders_may_share_the_reading() -> None:
    study = read_study(coverage=[("c1", "d1"), ("c2", "d2", "urgency"), ("c2", "d1")])
    assert standing(Scorebook(study).score("a", "urgency")) == ("silent", 2, 2)
    only = Selection(coders=frozenset({"c1"}))
    assert standing(Scorebook(study, only).score("a", "urgency")) == ("unsearched", 1, 2)


def test_a_coder_who_does_not_count_covers_nothing() -> None:
    study = read_study(coders={"c1": False})
    assert standing(Scorebook(study).score("a", "urgency")) == ("unsearched", 0, 2)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(kinds=frozenset({"interview"})),
        Selection(without_documents=frozenset({"d2"})),
        Selection(without_groups=frozenset({"council"})),
    ],
)
def test_documents_left_out_need_no_coverage(selection: Selection) -> None:
    study = read_study(coverage=[("c1", "d1")])
    assert standing(Scorebook(study).score("a", "urgency")) == ("unsearched", 1, 2)
    assert standing(Scorebook(study, selection).score("a", "urgency")) == ("silent", 1, 1)


def test_coverage_of_what_is_gone_is_passed_over() -> None:
    gone = Coverage("c1", "no-such-document", "0" * 64, {"urgency": "0" * 64})
    study = read_study(coverage=[("c1", "d1"), ("c1", "d2")])
    state = replace(study.coding_state, coverage=(*study.coding_state.coverage, gone))
    study = replace(study, coding_state=state)
    assert standing(Scorebook(study).score("a", "urgency")) == ("silent", 2, 2)


def test_words_that_cannot_be_found_again_are_not_silence() -> None:
    study = build_study(
        codings=[("d1", "a", "urgency", "present")],
        coverage=[("c1", "d1")],
        unplaced=["k1"],
    )
    score = Scorebook(study).score("a", "urgency")
    assert (score.state, score.covered, score.documents) == ("unsearched", 0, 1)
