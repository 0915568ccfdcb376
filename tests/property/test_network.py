"""What holds of codes that occur together, whatever was coded."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from crosscase.corpus import Document
from crosscase.network import Pair, find_pairs, graph_codes, render_graphml
from crosscase.scoring import Scorebook
from crosscase.study import Study
from tests.builders import build_study, code, document

TEXT = "\n\n".join(f"[{n}] Zin een. Zin twee." for n in range(1, 6)) + "\n"
DOCUMENTS = [document("d1", group="g", text=TEXT), document("d2", group="g", text=TEXT)]
CODES = ["one", "two", "three"]
WITHIN = ("sentence", "passage", "document", "unit")

codings = st.lists(
    st.builds(
        lambda document, unit, code, start, length, coder: (
            document,
            unit,
            code,
            "present",
            {"start": start, "end": min(start + length, len(TEXT)), "coder": coder},
        ),
        st.sampled_from(["d1", "d2"]),
        st.sampled_from(["a", "b", "ab"]),
        st.sampled_from(CODES),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 60),
        st.sampled_from(["c1", "c2"]),
    ),
    max_size=12,
)


def make_study(rows: Sequence[tuple[object, ...]]) -> Study:
    return build_study(
        cases={"ab": ("a", "b")},
        codes=[code(one) for one in CODES],
        documents=DOCUMENTS,
        codings=rows,
        coverage=[("c1", "d1"), ("c1", "d2", "one", "two")],
    )


def sentences(document: Document) -> list[tuple[int, int]]:
    starts = [at for at, letter in enumerate(document.text) if letter in "[Z"]
    return list(zip(starts, [*starts[1:], len(document.text)], strict=True))


def pairs_of(rows: Sequence[tuple[object, ...]], within: str) -> dict[tuple[str, str], Pair]:
    found = find_pairs(Scorebook(make_study(rows)), within, sentences=sentences)
    return {(one.first, one.second): one for one in found}


def numbers(pairs: dict[tuple[str, str], Pair]) -> dict[tuple[str, str], tuple[object, ...]]:
    return {
        key: (one.both, one.groups, one.read, one.of_first, one.of_second, one.of_both)
        for key, one in pairs.items()
    }


@given(codings, st.randoms(use_true_random=False), st.sampled_from(WITHIN))
def test_the_order_of_codings_plays_no_part(rows, random, within) -> None:  # type: ignore[no-untyped-def]
    named = [(*row[:4], {**row[4], "id": f"n{place}"}) for place, row in enumerate(rows)]
    mixed = random.sample(named, len(named))
    assert pairs_of(named, within) == pairs_of(mixed, within)
    first, second = (Scorebook(make_study(one)) for one in (named, mixed))
    assert render_graphml(
        graph_codes(first, find_pairs(first, within, sentences=sentences))
    ) == render_graphml(graph_codes(second, find_pairs(second, within, sentences=sentences)))


@given(codings, st.sampled_from(WITHIN))
def test_a_second_coder_who_marks_the_same_words_changes_no_number(rows, within) -> None:  # type: ignore[no-untyped-def]
    again = [(*row[:4], {**row[4], "coder": "c3"}) for row in rows]
    assert numbers(pairs_of(rows, within)) == numbers(pairs_of([*rows, *again], within))


@given(codings)
def test_what_is_together_in_a_narrower_place_is_so_in_a_wider(rows) -> None:  # type: ignore[no-untyped-def]
    in_sentences, in_passages, in_documents = (
        pairs_of(rows, within) for within in ("sentence", "passage", "document")
    )
    documents = {f"k{place}": row[0] for place, row in enumerate(rows, start=1)}
    for key, pair in in_passages.items():
        wider = in_documents[key]
        assert {*pair.codings} <= {*wider.codings}
        assert len({documents[id] for id in pair.codings}) <= min(pair.both, wider.both)
    for key, pair in in_sentences.items():
        assert not pair.both or in_documents[key].both


@given(codings, st.sampled_from(WITHIN))
def test_numbers_keep_their_bounds(rows, within) -> None:  # type: ignore[no-untyped-def]
    for pair in pairs_of(rows, within).values():
        assert 0 <= pair.of_both <= min(pair.both, pair.of_first, pair.of_second)
        assert max(pair.of_first, pair.of_second) <= pair.read
        assert bool(pair.both) == bool(pair.codings) == bool(pair.groups)
        assert math.isnan(pair.association) == (not pair.read or not pair.of_first * pair.of_second)
        if not math.isnan(pair.association):
            assert abs(pair.shrunken - 1) <= abs(pair.association - 1)
            assert (pair.shrunken > 1) == (pair.association > 1)
            assert pair.association <= pair.read / max(pair.of_first, pair.of_second) + 1e-9
