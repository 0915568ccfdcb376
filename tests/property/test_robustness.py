"""Following a change gives what computing everything anew gives, and no flip set is missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from crosscase.codebook import Code
from crosscase.hypotheses import evaluate
from crosscase.robustness import KINDS, ONE_STEP, leave_one_out, robustness_frame
from crosscase.robustness.alternatives import Alternatives
from crosscase.robustness.flips import flip_rows
from crosscase.robustness.wires import SCOPE, Change
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Scorebook, Selection, score_frame
from crosscase.scoring.selection import LIFTINGS
from crosscase.specs import Expression, Hypothesis, Prediction
from crosscase.study import Study
from tests.builders import build_study, code, document, equals, hypothesis, predict
from tests.property.test_verdict_properties import PERIODS, QUICK, SLOW, claims, hypotheses

GROUPS = {"d1": "mayor", "d2": "clerk", "d3": "council"}
CODERS = ("c1", "c2")


@st.composite
def judged_hypotheses(draw: st.DrawFn) -> list[Hypothesis]:
    """Hypotheses of which some hold in a period, and some predictions take inferred scores."""

    def accept(one: Prediction) -> Prediction:
        return replace(one, accept_inferred=draw(st.booleans()))

    return [
        replace(
            hypothesis,
            period=draw(st.sampled_from(("", "p", "q"))),
            readings=tuple(
                replace(reading, predictions=tuple(accept(p) for p in reading.predictions))
                for reading in hypothesis.readings
            ),
        )
        for hypothesis in draw(hypotheses())
    ]


def study_of(codings: list[Any], made: list[Hypothesis], lifting: str = "all") -> Study:
    return build_study(
        cases={"ab": ("a", "b"), "cd": ("c",)},
        codes=[
            code("w", lifting=lifting),
            code("x", mirror=("y", {"absent": "present"})),
            code("y", inherit=True),
            "z",
        ],
        documents=[document(id, group=group) for id, group in GROUPS.items()],
        codings=codings,
        coverage=[("c1", "d1"), ("c2", "d2"), ("c1", "d3", "x", "y")],
        coders=dict.fromkeys(CODERS, True),
        periods=PERIODS,
        hypotheses=made,
    )


def verdicts(study: Study, selection: Selection = Selection()) -> list[str]:  # noqa: B008
    return [one.verdict for one in evaluate(study, Scorebook(study, selection))]


def subsets(of: Iterable[str], most: int = 3) -> st.SearchStrategy[frozenset[str]]:
    some = sorted(of)
    return st.frozensets(st.sampled_from(some), max_size=most) if some else st.just(frozenset())


@SLOW
@given(claims(), judged_hypotheses(), st.sampled_from(LIFTINGS), st.data())
def test_following_a_removal_equals_computing_everything_anew(
    codings: list[Any], made: list[Hypothesis], lifting: str, data: st.DataObject
) -> None:
    study = study_of(codings, made, lifting)
    wiring = Wiring(study)
    assert wiring.verdicts == verdicts(study)
    for _ in range(3):
        selection = Selection(
            coders=data.draw(st.none() | subsets(CODERS)),
            without_codings=data.draw(subsets(study.codings)),
            without_groups=data.draw(subsets(GROUPS.values(), 1)),
            without_documents=data.draw(subsets(GROUPS, 1)),
        )
        moved = wiring.follow(Change(wiring.values_in(Overlay(wiring.book, selection))))
        now = verdicts(study, selection)
        assert moved == {n: v for n, v in enumerate(now) if v != wiring.verdicts[n]}


def brute_force(study: Study, items: list[str], size: int, kind: str) -> dict[int, Any]:
    """Try every subset, smallest first, on the whole study."""
    before = verdicts(study)
    found: dict[int, Any] = {}
    for n in range(1, size + 1):
        here: dict[int, list[tuple[str, str]]] = {}
        for chosen in combinations(sorted(items), n):
            now = verdicts(study, Selection(**{f"without_{kind}": frozenset(chosen)}))  # type: ignore[arg-type]
            for number, verdict in enumerate(now):
                if verdict != before[number]:
                    here.setdefault(number, []).append((";".join(chosen), verdict))
        found |= {number: sets for number, sets in here.items() if number not in found}
    return found


def found_by_search(study: Study, size: int, kind: str) -> dict[int, Any]:
    return {
        number: [(row.removed, row.after) for row in rows]
        for number, rows in flip_rows(Wiring(study), kind, size, lambda _: True)
        if rows[0].size
    }


@SLOW
@given(claims(), judged_hypotheses(), st.sampled_from(LIFTINGS))
def test_the_flip_sets_are_those_of_brute_force(
    codings: list[Any], made: list[Hypothesis], lifting: str
) -> None:
    study = study_of(codings[:9], made, lifting)
    groups = sorted(GROUPS.values())
    assert found_by_search(study, 3, "groups") == brute_force(study, groups, 3, "groups")
    ids = sorted(study.codings)
    assert found_by_search(study, 2, "codings") == brute_force(study, ids, 2, "codings")


@SLOW
@given(claims(), judged_hypotheses())
def test_larger_flip_sets_are_those_of_brute_force(
    codings: list[Any], made: list[Hypothesis]
) -> None:
    study = study_of(codings[:7], made)
    ids = sorted(study.codings)
    assert found_by_search(study, 4, "codings") == brute_force(study, ids, 4, "codings")


@QUICK
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(GROUPS)),
            st.sampled_from(("a", "b", "ab")),
            st.sampled_from(("network", "merger")),
            st.sampled_from(CODERS),
            st.sampled_from(("2011", "2012", "")),
        ),
        max_size=8,
    )
)
def test_codings_that_say_the_same_at_another_time_are_not_taken_for_each_other(
    claimed: list[tuple[str, ...]],
) -> None:
    study = build_study(
        cases={"ab": ("a", "b")},
        codes=[code("shape", "form")],
        documents=[
            document(id, group=group, date=date)
            for (id, group), date in zip(GROUPS.items(), ("2011", "2012", ""), strict=True)
        ],
        codings=[
            (id, unit, "shape", value, {"coder": coder, "date": date})
            for id, unit, value, coder, date in claimed
        ],
        coders=dict.fromkeys(CODERS, True),
        hypotheses=[
            hypothesis("H1", predict("p", equals("shape", "merger"), "hoop"), level="party"),
            hypothesis("H2", predict("p", equals("shape", "network"), "smoking-gun")),
        ],
    )
    ids = sorted(study.codings)
    assert found_by_search(study, 2, "codings") == brute_force(study, ids, 2, "codings")


@SLOW
@given(claims(), judged_hypotheses())
def test_leaving_one_out_finds_every_score_that_moves(
    codings: list[Any], made: list[Hypothesis]
) -> None:
    study = study_of(codings, made)
    frame = leave_one_out(study)
    scores = frame[(frame.hypothesis == "") & (frame.period == "")]
    removed = {
        **{("leave-out-group", g): {"without_groups": frozenset({g})} for g in GROUPS.values()},
        **{("leave-out-document", d): {"without_documents": frozenset({d})} for d in GROUPS},
        **{("leave-out-coder", c): {"coders": frozenset({*CODERS} - {c})} for c in CODERS},
    }
    before = score_frame(study)
    stand = {(v.hypothesis, v.unit): v.verdict for v in evaluate(study, Scorebook(study))}
    for (kind, id), options in removed.items():
        after = score_frame(study, selection=Selection(**options))  # type: ignore[arg-type]
        differ = (before.state != after.state) | (before.value != after.value)
        here = scores[(scores.kind == kind) & (scores.removed == id)]
        assert set(zip(here.unit, here.code, strict=True)) == set(
            zip(before.unit[differ], before.code[differ], strict=True)
        )
        whole = [v.verdict for v in evaluate(study, Scorebook(study, Selection(**options)))]  # type: ignore[arg-type]
        moved = frame[(frame.hypothesis != "") & (frame.kind == kind) & (frame.removed == id)]
        assert dict(
            zip(zip(moved.hypothesis, moved.unit, strict=True), moved.after, strict=True)
        ) == {key: now for (key, was), now in zip(stand.items(), whole, strict=True) if now != was}


def declared_otherwise(study: Study, taken: Any) -> tuple[Study, Selection]:
    """Make the study in which the rules, liftings, tests and thresholds of some steps are declared."""
    tests = {
        (node.hypothesis, node.prediction): test
        for step in taken
        for number, test in step.tests.items()
        for node in [Wiring(study).nodes[number]]
    }

    shifts: dict[tuple[str, str, str], dict[Expression, Expression]] = {}
    for step in taken:
        if step.shift is not None:
            node = Wiring(study).nodes[next(iter(step.questions))]
            side = shifts.setdefault((node.hypothesis, node.prediction, step.shift.side), {})
            side[step.shift.old] = step.shift.new

    def reask(expression: Expression, changes: dict[Expression, Expression]) -> Expression:
        parts = tuple(reask(part, changes) for part in expression.parts)
        return changes.get(expression) or replace(expression, parts=parts)

    def retest(hypothesis: Hypothesis, one: Prediction) -> Prediction:
        key = (hypothesis.id, one.id)
        one = replace(one, test=tests.get(key, one.test))
        one = replace(one, expect=reask(one.expect, shifts.get((*key, "expect"), {})))
        if one.contrary is not None:
            one = replace(one, contrary=reask(one.contrary, shifts.get((*key, "contrary"), {})))
        return one

    def relift(one: Code) -> Code:
        chosen = {id: lifting for step in taken for id, lifting in step.liftings.items()}
        return replace(one, lifting=chosen.get(one.id, one.lifting))

    made = tuple(
        replace(
            one,
            readings=tuple(
                replace(r, predictions=tuple(retest(one, p) for p in r.predictions))
                for r in one.readings
            ),
        )
        for one in study.hypotheses
    )
    books = tuple(
        replace(book, codes=tuple(relift(one) for one in book.codes)) for book in study.codebooks
    )
    rules = {scale: rule for step in taken for scale, rule in step.rules.items()}
    return replace(study, hypotheses=made, codebooks=books), Selection(rules=rules)


@SLOW
@given(claims(), judged_hypotheses(), st.data())
def test_an_alternative_equals_declaring_it(
    codings: list[Any], made: list[Hypothesis], data: st.DataObject
) -> None:
    study = study_of(codings, made)
    alternatives = Alternatives(Wiring(study))
    choices = [
        taken
        for taken in (*alternatives.singles("H1", "reading"), *alternatives.pairs("H1", "reading"))
        if not any(f"/{SCOPE}:" in step.about for step in taken)
    ]
    assume(choices)
    for taken in data.draw(st.lists(st.sampled_from(choices), max_size=6)):
        whole = evaluate(*_judged(declared_otherwise(study, taken)))
        expected = {one.unit: one.verdict for one in whole if one.hypothesis == "H1"}
        assert alternatives.verdicts("H1", "reading", taken) == expected


def _judged(made: tuple[Study, Selection]) -> tuple[Study, Scorebook]:
    study, selection = made
    return study, Scorebook(study, selection)


@SLOW
@given(claims(), judged_hypotheses(), st.data())
def test_what_is_not_counted_among_the_alternatives_moves_nothing(
    codings: list[Any], made: list[Hypothesis], data: st.DataObject
) -> None:
    study = study_of(codings, made)
    alternatives = Alternatives(Wiring(study))
    counted = {step.name for step in alternatives.of_reading("H1", "reading")}
    before = [v.verdict for v in evaluate(study, Scorebook(study)) if v.hypothesis == "H1"]
    others = [s for s in alternatives.steps if s.name not in counted and not s.questions]
    for step in data.draw(st.lists(st.sampled_from(others), max_size=3)) if others else ():
        after = evaluate(*_judged(declared_otherwise(study, (step,))))
        assert [v.verdict for v in after if v.hypothesis == "H1"] == before


@SLOW
@given(claims(), judged_hypotheses(), st.integers(0, 3), st.data())
def test_order_plays_no_part_and_the_same_seed_gives_the_same_bytes(
    codings: list[Any], made: list[Hypothesis], seed: int, data: st.DataObject
) -> None:
    straight = study_of(codings, made)
    shuffled = study_of(data.draw(st.permutations(codings)), made)
    shuffled = replace(
        shuffled,
        documents={id: shuffled.documents[id] for id in data.draw(st.permutations(sorted(GROUPS)))},
        coders={id: shuffled.coders[id] for id in data.draw(st.permutations(CODERS))},
    )
    frames: list[pd.DataFrame] = [
        robustness_frame(study, seed=seed, draws=5, scores=True) for study in (straight, shuffled)
    ]
    assert frames[0].to_csv(index=False) == frames[1].to_csv(index=False)
    assert set(frames[0].kind) <= set(KINDS)


def test_a_step_of_a_test_changes_one_property() -> None:
    from crosscase.specs import TESTS

    for test, others in ONE_STEP.items():
        for other in others:
            changed = [a != b for a, b in zip(TESTS[test], TESTS[other], strict=True)]
            assert changed.count(True) == 1
