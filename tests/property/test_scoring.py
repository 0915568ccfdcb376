"""What holds of every score, whatever was coded."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from crosscase.coding import ADJUDICATED, Coding, CodingState, Decision, Event
from crosscase.folding import fold_events
from crosscase.scoring import Scorebook, Selection, score_frame
from crosscase.scoring.voices import ordinal_median
from crosscase.study import Study
from tests.builders import SCALES, build_study, code, decision, document

CODES = (
    code("pooled", "standing"),
    code("every", "presence", lifting="all"),
    code("some", "degree", lifting="any", inherit=True),
    code("mirrored", "presence", mirror=("some", {"low": "present", "high": "absent"})),
    code("last", "form"),
    code("nominal", "tasks", lifting="all"),
    code("pilot", "yes-no"),
    code("number", "years", lifting="any"),
    code("milestone", "milestones"),
    code("span", "years", derive=("milestone", "first-talks", "realised reference-date")),
)
CODED = {one.id: one.scale for one in CODES if one.derive is None}
VALUES = {one.id: one.value_ids or ("1", "2.5", "10") for one in SCALES}
DATES = ("", "2008", "2011", "2011-09", "2011-09-19", "2012-03-01")
DOCUMENTS = (
    document("d1", "a b ab", group="mayor", date="2012"),
    document("d2", "a ab", group="mayor", kind="document"),
    document("d3", "b", group="council", date="2010-05"),
    document("d4", "a b", group="staff"),
)
PERIODS = {"process": {"early": {"ab": ("2006", "2011-09-19")}, "late": {"ab": ("2011-09-19", "")}}}


@st.composite
def codings(draw: st.DrawFn, codes: tuple[str, ...] = tuple(CODED)) -> tuple[object, ...]:
    name = draw(st.sampled_from(codes))
    dates = DATES[1:] if name == "milestone" else DATES
    return (
        draw(st.sampled_from([one.id for one in DOCUMENTS])),
        draw(st.sampled_from(["a", "b", "ab"])),
        name,
        draw(st.sampled_from([*VALUES[CODED[name]], "n/a"])),
        {
            "coder": draw(st.sampled_from(["c1", "c2"])),
            "date": draw(st.sampled_from(dates)),
            "period": draw(st.sampled_from(["", "early", "late", "early;late"])),
        },
    )


@st.composite
def studies(draw: st.DrawFn, codes: tuple[str, ...] = tuple(CODED)) -> Study:
    covers = st.tuples(st.sampled_from(["c1", "c2"]), st.sampled_from([d.id for d in DOCUMENTS]))
    return build_study(
        codes=CODES,
        documents=DOCUMENTS,
        codings=draw(st.lists(codings(codes), max_size=16)),
        coverage=draw(st.lists(covers, max_size=8)),
        coders={"c1": True, "c2": draw(st.booleans())},
        periods=PERIODS,
    )


@st.composite
def decided_studies(draw: st.DrawFn) -> Study:
    """Studies with decisions on some of the codings, and codings that adjudication added."""
    study = draw(studies())
    added = draw(st.lists(codings(), max_size=3))
    extra = [
        replace(one, id=f"a{one.id}", last_event=f"a{one.id}", last_claim=f"a{one.id}")
        for one in build_study(
            codes=CODES,
            documents=DOCUMENTS,
            codings=[(*one[:4], one[4] | {"coder": ADJUDICATED}) for one in added],
            periods=PERIODS,
        ).coding_state.codings
    ]
    left = list(draw(st.permutations(sorted(study.codings))))
    made: list[Decision] = []
    while left and draw(st.booleans()):
        settled = [left.pop() for _ in range(draw(st.integers(1, min(3, len(left)))))]
        own = {study.codings[id].coder for id in settled}
        stands = [id for id in (*settled, *(one.id for one in extra)) if draw(st.booleans())]
        between = own | draw(st.sampled_from([{"c1", "c2"}, {"c1"}, set[str]()]))
        made.append(
            decision(
                f"e{len(made)}", " ".join(settled), " ".join(stands), between=" ".join(between)
            )
        )
    state = study.coding_state
    both = tuple(sorted((*state.codings, *extra), key=lambda c: (c.document, c.start, c.end, c.id)))
    return replace(study, coding_state=replace(state, codings=both, decisions=tuple(made)))


def as_event(coding: Coding) -> Event:
    names = {one.name for one in fields(Coding)} & {one.name for one in fields(Event)}
    return Event(event="add", **{name: getattr(coding, name) for name in names})


@given(studies(), st.data())
def test_order_never_matters(study: Study, data: st.DataObject) -> None:
    events = data.draw(st.permutations([as_event(one) for one in study.coding_state.codings]))
    shuffled = replace(
        study,
        documents=dict(data.draw(st.permutations(list(study.documents.items())))),
        coders=dict(data.draw(st.permutations(list(study.coders.items())))),
        coding_state=CodingState(
            tuple(data.draw(st.permutations(fold_events(events).codings))),
            tuple(data.draw(st.permutations(study.coding_state.coverage))),
            (),
            (),
        ),
    )
    for period in ("", "early"):
        assert score_frame(shuffled, period=period).equals(score_frame(study, period=period))


@given(studies(), st.sampled_from(["a", "b", "ab"]), st.sampled_from(["", "early", "late"]))
def test_a_score_is_what_its_state_says(study: Study, unit: str, period: str) -> None:
    book = Scorebook(study)
    for name in study.codes:
        score = book.score(unit, name, period=period)
        scale = study.scale_of(name)
        known = set(study.codings)
        assert set(score.codings) | set(score.undated) <= known
        assert not set(score.codings_for) & set(score.codings_against)
        assert not set(score.codings) & set(score.undated)
        assert 0 <= score.covered <= score.documents
        if score.state == "scored" and scale.kind != "events":
            assert score.values == (score.value,)
            assert score.voices
        elif score.state == "inferred":
            assert (score.codings, score.voices) == ((), ())
            assert score.inferred_from
        elif score.state == "silent":
            assert score.covered == score.documents > 0
        if scale.kind == "ordinal" and score.state in ("scored", "contested"):
            assert scale.rank(score.low) <= scale.rank(score.value) <= scale.rank(score.high)
        if scale.kind == "ordinal":
            ranks = [scale.rank(value) for value in score.values]
            assert ranks == list(range(ranks[0], ranks[-1] + 1))
        if score.state not in ("scored", "inferred", "contested"):
            assert score.value == ""


@given(studies())
def test_asking_again_or_in_another_order_gives_the_same(study: Study) -> None:
    one, other = Scorebook(study), Scorebook(study)
    asked = [(unit, name) for unit in study.units for name in study.codes]
    first = {key: one.score(*key) for key in asked}
    assert {key: other.score(*key) for key in reversed(asked)} == first
    assert {key: one.score(*key) for key in asked} == first


@given(studies(("pooled", "every", "last", "nominal")), st.data())
def test_repeating_what_a_group_says_changes_no_value(study: Study, data: st.DataObject) -> None:
    """A coder who codes a group's own value once more moves neither the group nor the score."""
    book = Scorebook(study)
    candidates = []
    for one in study.coding_state.codings:
        group = study.documents[one.document].source_group
        alone = Selection(coders=frozenset({one.coder}))
        said = [
            voice.value
            for voice in book.reselect(alone).score(one.unit, one.code).voices
            if voice.group == group and one.id in voice.codings
        ]
        # Only the unit's own pile: on the case the parties' codings are of the group as well.
        if one.unit != "ab" and one.value in said:
            candidates.append(one)
    if not candidates:
        return
    chosen = data.draw(st.sampled_from(candidates))
    state = study.coding_state
    again = replace(
        study, coding_state=replace(state, codings=(*state.codings, replace(chosen, id="k99")))
    )
    before, after = (
        book.score(chosen.unit, chosen.code),
        Scorebook(again).score(chosen.unit, chosen.code),
    )
    for name in ("state", "value", "low", "high", "values"):
        assert getattr(before, name) == getattr(after, name)


@given(studies(), st.data())
def test_leaving_out_what_is_left_out_anyway_changes_nothing(
    study: Study, data: st.DataObject
) -> None:
    """A selection equals a study that never had what it leaves out."""
    ids = sorted(study.codings)
    without = frozenset(data.draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()
    state = study.coding_state
    smaller = replace(
        study,
        coding_state=replace(state, codings=tuple(c for c in state.codings if c.id not in without)),
    )
    selected = score_frame(study, selection=Selection(without_codings=without))
    assert selected.equals(score_frame(smaller))


scales = st.integers(2, 7)
RANKS = scales.flatmap(
    lambda size: st.tuples(
        st.just(size), st.lists(st.integers(0, size - 1), min_size=1), st.integers(0, size - 1)
    )
)


@given(RANKS)
def test_another_voice_pulls_the_median_towards_itself_and_not_beyond(
    drawn: tuple[int, list[int], int],
) -> None:
    size, ranks, voice = drawn
    before, after = ordinal_median(ranks, size), ordinal_median([*ranks, voice], size)
    assert min(before, voice) <= after <= max(before, voice)


@given(RANKS)
def test_the_median_is_the_statisticians_one_rounded_towards_the_middle(
    drawn: tuple[int, list[int], int],
) -> None:
    size, ranks, _ = drawn
    exact, centre = Fraction(median(map(Fraction, ranks))), Fraction(size - 1, 2)
    found = ordinal_median(ranks, size)
    assert abs(found - exact) <= Fraction(1, 2)
    assert abs(found - centre) <= abs(exact - centre) or exact == centre
    if exact.denominator == 1:
        assert found == exact


@given(RANKS)
def test_on_an_odd_scale_the_median_has_no_favourite_end(
    drawn: tuple[int, list[int], int],
) -> None:
    size, ranks, _ = drawn
    if size % 2:
        turned = [size - 1 - rank for rank in ranks]
        assert ordinal_median(turned, size) == size - 1 - ordinal_median(ranks, size)
