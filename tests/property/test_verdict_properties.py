"""What holds of every expression and every study, whatever they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from crosscase.hypotheses import evaluate
from crosscase.hypotheses.expressions import Decision, decide
from crosscase.scoring import Scorebook
from crosscase.specs import TESTS, Expression, ScoreRef
from crosscase.study import Study
from tests.builders import (
    at_least,
    at_least_k,
    at_most,
    build_study,
    change,
    code,
    compare,
    document,
    equals,
    every,
    hypothesis,
    no,
    predict,
    scale,
    some,
)

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SLOW = settings(QUICK, max_examples=25)
CODES = ("w", "x", "y", "z")
TIES = ("met", "contrary", "neutral")


def atoms(values: tuple[str, ...]) -> st.SearchStrategy[Expression]:
    code_ids, value = st.sampled_from(CODES), st.sampled_from(values)
    return st.one_of(
        st.builds(lambda c, v: equals(c, *v), code_ids, st.lists(value, min_size=1, max_size=2)),
        st.builds(at_least, code_ids, value),
        st.builds(at_most, code_ids, value),
        st.builds(
            lambda left, right, relation, tie: compare(left, right, relation, tie=tie),
            code_ids,
            code_ids,
            st.sampled_from(("lower", "higher", "equal")),
            st.sampled_from(TIES),
        ),
        st.builds(
            lambda c, periods, relation: change(c, *periods, relation),
            code_ids,
            st.sampled_from((("p", "q"), ("q", "p"))),
            st.sampled_from(("rises", "falls", "stable")),
        ),
    )


# Strategies are made once: making one takes longer than drawing from it.
@cache
def expressions(values: tuple[str, ...]) -> st.SearchStrategy[Expression]:
    def grow(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        several = st.lists(parts, min_size=1, max_size=3)
        return st.one_of(
            st.builds(no, parts),
            st.builds(lambda many: every(*many), several),
            st.builds(lambda many: some(*many), several),
            st.builds(lambda k, many: at_least_k(k, *many), st.integers(1, 3), several),
        )

    return st.recursive(atoms(values), grow, max_leaves=6)


def refs_of(expression: Expression) -> list[ScoreRef]:
    if expression.parts:
        return sorted(
            {ref for part in expression.parts for ref in refs_of(part)},
            key=lambda ref: (ref.code, ref.period),
        )
    pair = (expression.left, expression.right)
    return [ref for ref in (pair if pair[0] else (expression.score,)) if ref]


def truth(
    expression: Expression,
    values: tuple[str, ...],
    assigned: dict[ScoreRef, str],
    unknown: Callable[[Expression], bool],
) -> float:
    """Evaluate for one assignment: 1 holds, 0 fails, ½ cannot be said; written anew on purpose."""
    form, parts = expression.form, [truth(p, values, assigned, unknown) for p in expression.parts]
    if form == "all":
        return min(parts)
    if form == "any":
        return max(parts)
    if form == "not":
        return 1 - parts[0]
    if form == "at_least_k":
        return sorted(parts, reverse=True)[expression.k - 1] if expression.k <= len(parts) else 0
    if unknown(expression) or any(ref not in assigned for ref in refs_of(expression)):
        return 0.5
    rank = {value: n for n, value in enumerate(values)}
    if expression.score and form != "change":
        value = assigned[expression.score]
        if form == "equals":
            return float(value in expression.values)
        bound = rank[expression.values[0]]
        return float(rank[value] >= bound if form == "at_least" else rank[value] <= bound)
    assert expression.left
    assert expression.right
    step = rank[assigned[expression.right]] - rank[assigned[expression.left]]
    sign = (step > 0) - (step < 0)
    wanted = {"rises": 1, "falls": -1, "stable": 0, "lower": 1, "higher": -1, "equal": 0}
    if form == "compare" and sign == 0 and expression.relation != "equal":
        return {"met": 1.0, "contrary": 0.0, "neutral": 0.5}[expression.tie]
    return float(sign == wanted[expression.relation])


def reference(
    expression: Expression,
    values: tuple[str, ...],
    domains: dict[ScoreRef, tuple[str, ...]],
    unknown: Callable[[Expression], bool],
) -> Decision:
    """Try every joint assignment."""
    free = [ref for ref in domains if domains[ref]]
    found = {
        truth(expression, values, dict(zip(free, chosen, strict=True)), unknown)
        for chosen in product(*(domains[ref] for ref in free))
    }
    return {frozenset({1.0}): True, frozenset({0.0}): False}.get(frozenset(found))


@st.composite
def problems(
    draw: st.DrawFn,
) -> tuple[Expression, tuple[str, ...], dict[ScoreRef, tuple[str, ...]]]:
    values = tuple("abcde"[: draw(st.integers(1, 4))])
    expression = draw(expressions(values))
    domain = st.lists(st.sampled_from(values), unique=True, max_size=len(values)).map(
        lambda chosen: tuple(sorted(chosen))
    )
    return expression, values, {ref: draw(domain) for ref in refs_of(expression)}


def decide_on(
    expression: Expression,
    values: tuple[str, ...],
    domains: dict[ScoreRef, tuple[str, ...]],
    left_open: frozenset[Expression] = frozenset(),
) -> Decision:
    made = scale("s", "ordinal", "median", " ".join(values))
    return decide(expression, domains, lambda _: made, left_open=left_open)


@QUICK
@given(problems())
def test_evaluator_agrees_with_trying_every_assignment(problem: Any) -> None:
    expression, values, domains = problem
    assert decide_on(*problem) is reference(expression, values, domains, lambda _: False)


@QUICK
@given(problems(), st.data())
def test_it_agrees_with_comparisons_left_open_too(problem: Any, data: st.DataObject) -> None:
    expression, values, domains = problem
    left_open: list[Expression] = []
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        waiting += one.parts
        if one.form in ("compare", "change") and data.draw(st.booleans()):
            left_open.append(one)
    found = decide_on(expression, values, domains, frozenset(left_open))
    assert found is reference(expression, values, domains, lambda one: one in left_open)


@QUICK
@given(problems(), st.data())
def test_knowing_more_never_takes_back_what_was_decided(problem: Any, data: st.DataObject) -> None:
    expression, values, domains = problem
    before = decide_on(*problem)
    assume(before is not None)
    narrowed = {
        ref: (data.draw(st.sampled_from(domain)),)
        if domain and data.draw(st.booleans())
        else domain
        for ref, domain in domains.items()
    }
    assert decide_on(expression, values, narrowed) is before


UNITS = ("a", "b", "c", "ab", "cd")
PRESENCE = ("absent", "partial", "present")
PERIODS = {"process": {"p": {"ab": ("2006", "2010")}, "q": {"ab": ("2010", "2012")}}}


@st.composite
def claims(draw: st.DrawFn) -> list[Any]:
    """Codings with an id and a place of their own, so that their order carries nothing."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("d1", "d2", "d3")),
                st.sampled_from(UNITS),
                st.sampled_from(CODES),
                st.sampled_from((*PRESENCE, "n/a")),
                st.sampled_from(("", "p", "q", "p;q")),
                st.sampled_from(("c1", "c2")),
                st.integers(1, 6),
                st.sampled_from(("", "", "vote")),
            ),
            max_size=14,
        )
    )
    return [
        (d, u, c, v, {"id": f"k{n}", "period": p, "coder": who, "passage": at, "decision": vote})
        for n, (d, u, c, v, p, who, at, vote) in enumerate(rows)
    ]


@cache
def predictions() -> st.SearchStrategy[Any]:
    one = st.builds(
        lambda expect, contrary, test, groups: (expect, contrary, test, groups),
        expressions(PRESENCE),
        st.none() | expressions(PRESENCE),
        st.sampled_from(tuple(TESTS)),
        st.integers(1, 2),
    )
    return st.lists(one, min_size=1, max_size=3).map(
        lambda many: [
            predict(f"p{n}", expect, test, contrary=contrary, min_groups=groups)
            for n, (expect, contrary, test, groups) in enumerate(many)
        ]
    )


@cache
def scopes() -> st.SearchStrategy[Expression | None]:
    return st.none() | expressions(PRESENCE)


@st.composite
def hypotheses(draw: st.DrawFn) -> list[Any]:
    return [
        hypothesis(
            id,
            *draw(predictions()),
            level=draw(st.sampled_from(("party", "case"))),
            claim=draw(st.sampled_from(("universal", "existential", "at-least"))),
            k=2,
            scope=draw(scopes()),
            rivals=[(rival, draw(st.sampled_from(("exclusive", "compatible"))))],
        )
        for id, rival in (("H1", "H2"), ("H2", "H1"))
    ]


def study_of(
    codings: list[Any], made: list[Any], *, documents: list[str], coders: list[str]
) -> Study:
    groups = {"d1": "mayor", "d2": "clerk", "d3": "mayor"}
    return build_study(
        cases={"ab": ("a", "b"), "cd": ("c",)},
        codes=[code("w", lifting="all"), code("x", mirror=("y", {"absent": "present"})), "y", "z"],
        documents=[document(id, group=groups[id]) for id in documents],
        codings=codings,
        coverage=[(coder, id) for coder in coders for id in documents if id != "d3"],
        coders=dict.fromkeys(coders, True),
        periods=PERIODS,
        hypotheses=made,
    )


def judge(study: Study) -> Any:
    return evaluate(study, Scorebook(study))


@SLOW
@given(claims(), hypotheses(), st.data())
def test_order_of_documents_coders_and_codings_never_changes_a_verdict(
    codings: list[Any], made: list[Any], data: st.DataObject
) -> None:
    documents, coders = ["d1", "d2", "d3"], ["c1", "c2"]
    straight = judge(study_of(codings, made, documents=documents, coders=coders))
    shuffled = study_of(
        data.draw(st.permutations(codings)),
        made,
        documents=data.draw(st.permutations(documents)),
        coders=data.draw(st.permutations(coders)),
    )
    assert judge(shuffled) == straight


@SLOW
@given(claims(), hypotheses(), st.data())
def test_resolving_a_missing_score_never_turns_met_into_contrary(
    codings: list[Any], made: list[Any], data: st.DataObject
) -> None:
    documents, coders = ["d1", "d2", "d3"], ["c1", "c2"]
    before = judge(study_of(codings, made, documents=documents, coders=coders))
    gaps = sorted({gap for verdict in before for p in verdict.predictions for gap in p.missing})
    gaps = [gap for gap in gaps if gap[2] in ("silent", "unsearched")]
    assume(gaps)
    unit, code_id, _ = data.draw(st.sampled_from(gaps))
    # nobody spoke of it and the passage is new, so that nothing that was known is touched
    family = {"ab": {"ab", "a", "b"}, "cd": {"cd", "c"}}.get(unit, {unit})
    assume(not any(c[1] in family and c[2] == code_id for c in codings))
    added = (
        "d2",
        unit,
        code_id,
        data.draw(st.sampled_from(PRESENCE)),
        {"id": "new", "period": "p;q", "passage": 9},
    )
    after = judge(study_of([*codings, added], made, documents=documents, coders=coders))
    opposite = {"met": "contrary", "contrary": "met"}
    for old, new in zip(before, after, strict=True):
        if old.unit != unit:
            continue
        for was, now in zip(old.predictions, new.predictions, strict=True):
            assert now.status != opposite.get(was.status)


@SLOW
@given(claims(), hypotheses())
def test_a_verdict_and_its_proof_hang_together(codings: list[Any], made: list[Any]) -> None:
    study = study_of(codings, made, documents=["d1", "d2", "d3"], coders=["c1", "c2"])
    by_id = {h.id: h for h in made}
    for verdict in judge(study):
        assert verdict.contested <= (verdict.verdict == "undetermined")
        assert bool(verdict.counts) == (verdict.rule == 0)
        assert sum(verdict.counts.values()) >= (
            verdict.verdict != "not-applicable" and not verdict.rule
        )
        assert verdict.codings_for == tuple(sorted(set(verdict.codings_for)))
        assert verdict.codings_against == tuple(sorted(set(verdict.codings_against)))
        for one in verdict.predictions:
            (declared,) = (
                p
                for p in by_id[verdict.hypothesis].readings[0].predictions
                if p.id == one.prediction
            )
            if one.status in ("met", "contrary"):
                assert len(one.groups) >= declared.min_groups
            if one.status == "met":
                assert one.codings_for
            if one.status == "contrary":
                assert one.codings_against
            if one.status == "neutral":
                assert all(len(atom.values) == 1 for atom in one.atoms)
            behind = {
                study.documents[study.codings[id].document].source_group
                for id in one.codings_for + one.codings_against
            }
            assert behind >= set(one.groups) or one.status in ("open", "neutral")
