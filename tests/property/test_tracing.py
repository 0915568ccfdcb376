"""Judging by stretches: no order matters, counts fit, and what is outside is neither here nor there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crosscase.evaluation import Traced
from crosscase.suggest.estimating import Basis, trace
from crosscase.suggest.examples import Examples, Sentence
from crosscase.suggest.ground import Stretch, lay_ground
from crosscase.suggest.judged import Judged

WIDTH, SENTENCES, DOCUMENTS, CODES = 10, 8, 3, 2


@dataclass(frozen=True)
class Case:
    """What rests on what, what is coded and read, and what is suggested."""

    resting: list[tuple[int, str, Stretch]]
    passages: dict[tuple[int, str], frozenset[int]]
    covered: list[list[bool]]
    suggested: list[list[bool]]


def table(rows: int) -> st.SearchStrategy[list[list[bool]]]:
    row = st.lists(st.booleans(), min_size=CODES, max_size=CODES)
    return st.lists(row, min_size=rows, max_size=rows)


PASSAGE = st.tuples(st.integers(0, DOCUMENTS - 1), st.sampled_from("123"))
SPAN = st.tuples(st.integers(0, WIDTH * SENTENCES - 1), st.integers(1, 3 * WIDTH)).map(
    lambda one: ("src", one[0], min(one[0] + one[1], WIDTH * SENTENCES))
)
CASES = st.builds(
    Case,
    st.lists(st.builds(lambda at, span: (*at, span), PASSAGE, SPAN), max_size=6),
    st.dictionaries(PASSAGE, st.frozensets(st.integers(0, CODES - 1), min_size=1)),
    table(DOCUMENTS),
    table(SENTENCES),
)
TEXT = [Sentence("src", n * WIDTH, n * WIDTH + WIDTH - 1, "x") for n in range(SENTENCES)]


def measured(case: Case, resting: list[Any] | None = None) -> list[Traced]:
    names = tuple(f"c{number}" for number in range(CODES))
    documents = tuple(f"d{number}" for number in range(DOCUMENTS))
    nothing: Any = np.zeros((0, CODES), dtype=np.bool_)
    examples = Examples(
        (), documents, names, np.zeros(0, dtype=np.int64), nothing, nothing,
        np.array(case.covered, dtype=np.bool_), {}, {},
    )  # fmt: skip
    suggested = np.array(case.suggested, dtype=np.bool_)
    ground = lay_ground(examples, case.passages, TEXT, case.resting if resting is None else resting)
    one = Judged("label", "none", suggested, np.ones_like(suggested), {})
    return trace("sources", ground, one, Basis(examples, None, (), (), (), (), "texts"), None)


@given(CASES, st.randoms(use_true_random=False))
def test_no_order_matters(case: Case, random: Any) -> None:
    shuffled = [*case.resting, *case.resting[:1]]
    random.shuffle(shuffled)
    assert measured(case, shuffled) == measured(case)


@given(CASES)
def test_counts_fit(case: Case) -> None:
    *codes, whole, _ = measured(case)
    for place, row in enumerate(codes):
        assert row.found <= row.coded
        assert row.right <= row.suggested <= row.judged <= SENTENCES
        marked = sum(said[place] for said in case.suggested)
        assert row.suggested + row.uncoded + row.outside == marked
        for name in ("precision_chance", "recall_chance", "precision", "recall", "f1"):
            value = getattr(row, name)
            assert value is None or 0 <= value <= 1
        assert (row.right == 0) == (row.found == 0)
    for name in ("coded", "found", "judged", "suggested", "right", "uncoded", "outside"):
        assert getattr(whole, name) == sum(getattr(row, name) for row in codes)


@given(CASES, st.integers(0, SENTENCES - 1), st.integers(0, CODES - 1))
def test_a_suggestion_outside_is_not_wrong(case: Case, sentence: int, code: int) -> None:
    """One more changes what is outside, what nobody coded or read, or what is judged; only one."""
    more = [list(row) for row in case.suggested]
    more[sentence][code] = True
    before = measured(case)[code]
    after = measured(Case(case.resting, case.passages, case.covered, more))[code]
    if after.outside + after.uncoded > before.outside + before.uncoded:
        shares = [(one.precision, one.recall, one.f1, one.suggested) for one in (before, after)]
        assert shares[0] == shares[1]


@given(CASES)
def test_all_suggested_is_what_chance_says_of_it(case: Case) -> None:
    everything = [[True] * CODES for _ in range(SENTENCES)]
    for row in measured(Case(case.resting, case.passages, case.covered, everything))[:CODES]:
        assert row.precision == row.precision_chance
        assert row.recall == row.recall_chance
