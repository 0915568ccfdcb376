"""An overlay answers what a scorebook of its own would, whatever is left out or ruled otherwise."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crosscase.hypotheses.grounds import (
    Ground,
    pose,
    read_score,
    shared_codings,
    status_of,
)
from crosscase.hypotheses.predictions import judge_prediction
from crosscase.scoring import Overlay, Scorebook, Selection
from crosscase.scoring.selection import LIFTINGS, RULES
from crosscase.study import Study
from tests.property.test_scoring import CODED, DOCUMENTS, decided_studies
from tests.property.test_verdict_properties import QUICK, claims, hypotheses, study_of


def subsets(of: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(of)), max_size=3) if of else st.just(frozenset())


@st.composite
def selections(draw: st.DrawFn, study: Study, *, ruled: bool = True) -> Selection:
    groups = sorted({one.source_group for one in study.documents.values()})
    scales = [one for one in study.scales.values() if len(RULES[one.kind]) > 1]
    ruling = draw(st.sampled_from(scales)) if ruled and draw(st.booleans()) else None
    lifted = draw(st.sampled_from(sorted(CODED))) if ruled and draw(st.booleans()) else ""
    return Selection(
        coders=draw(st.none() | subsets(list(study.coders))),
        without_codings=draw(subsets(list(study.codings))),
        without_groups=draw(subsets(groups)),
        without_documents=draw(subsets([one.id for one in DOCUMENTS])),
        decisions=draw(st.booleans()),
        rules={ruling.id: draw(st.sampled_from(RULES[ruling.kind]))} if ruling else {},
        liftings={lifted: draw(st.sampled_from(LIFTINGS))} if lifted in study.codes else {},
    )


@given(decided_studies(), st.data())
def test_an_overlay_equals_a_scorebook_of_its_own(study: Study, data: st.DataObject) -> None:
    selection = data.draw(selections(study))
    base, alone = Scorebook(study), Scorebook(study, selection)
    over = Overlay(base, selection)
    for unit in study.units:
        for code in study.codes:
            for period in ("", *study.periods):
                found = over.score(unit, code, period=period)
                assert found == alone.score(unit, code, period=period)
                if not over.touches(unit, code):
                    below = base.score(unit, code, period=period)
                    assert (found.value, found.values) == (below.value, below.values) or (
                        "inferred" in (found.state, below.state)
                    )


@given(decided_studies(), st.data())
def test_an_overlay_on_a_selection(study: Study, data: st.DataObject) -> None:
    below = data.draw(selections(study, ruled=False))
    gone = data.draw(subsets(list(study.codings)))
    both = Selection(
        coders=below.coders,
        without_codings=below.without_codings | gone,
        without_groups=below.without_groups,
        without_documents=below.without_documents,
        decisions=below.decisions,
    )
    over, alone = Overlay(Scorebook(study, below), both), Scorebook(study, both)
    for unit in study.units:
        for code in study.codes:
            assert over.score(unit, code) == alone.score(unit, code)


@QUICK
@given(claims(), hypotheses(), st.booleans())
def test_the_grounds_of_a_prediction_give_its_status(
    codings: list[object], made: list[object], accept: bool
) -> None:

    study = study_of(codings, made, documents=["d1", "d2", "d3"], coders=["c1", "c2"])
    book = Scorebook(study)
    known = book.codings
    for one in (p for h in study.hypotheses for r in h.readings for p in r.predictions):
        prediction = replace(one, accept_inferred=accept)
        question = pose(prediction)
        for unit in study.units:
            judged = judge_prediction(study, book, known, prediction, unit=unit)
            read = {
                ref: read_score(
                    study,
                    book,
                    known,
                    book.score(unit, ref.code, period=ref.period),
                    accept_inferred=accept,
                )
                for ref in question.refs
            }
            grounds = {
                ref: Ground(
                    settled,
                    domain,
                    frozenset(
                        (study.documents[known[id].document].source_group, value)
                        for id, value in values.items()
                    ),
                )
                for ref, (settled, domain, values) in read.items()
            }

            undivided = {
                atom
                for atom, left, right in question.pairs
                if shared_codings(*([known[id] for id in read[side][2]] for side in (left, right)))
            }
            found = status_of(question, grounds, study.scale_of, undivided=undivided)
            assert found == judged.status
