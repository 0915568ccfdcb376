"""Suggestions in publications, judged through origins: by hand, and whatever the order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from crosscase.corpus import Origin
from crosscase.evaluation import ALL_CODES, MEAN_OF_CODES, Evaluation, SourceEstimate, Traced
from crosscase.study import Study
from crosscase.suggest import estimating
from crosscase.suggest.estimating import Basis, estimate_on_sources
from crosscase.suggest.evaluating import evaluate_suggestions
from crosscase.suggest.examples import Sentence, gather_examples
from crosscase.suggest.features import find_names, make_features
from crosscase.suggest.fingerprint import fingerprint_sources
from crosscase.suggest.frames import TABLES, evaluation_frame
from crosscase.suggest.ground import gather_passages, lay_ground
from crosscase.suggest.models import judge_folds, judge_others
from crosscase.suggest.originals import make_originals
from crosscase.suggest.proposing import propose
from tests.unit.suggest.example import study_of
from tests.unit.suggest.originals import CODINGS, RESTS, SOURCE, at, origins, traced_study


def measured(study: Study, *, held_out: tuple[str, ...] = ()) -> Evaluation:
    proposed = propose(study, texts={"src": SOURCE})
    return evaluate_suggestions(study, proposed, held_out=held_out, learned=False, resamples=20)


def estimated(study: Study) -> SourceEstimate:
    found = measured(study).sources
    assert found is not None
    return found


def row(
    found: SourceEstimate, method: str = "lexicon", code: str = "urgency", place: str = "sources"
) -> Traced:
    (one,) = [r for r in found.rows if (r.method, r.code, r.place) == (method, code, place)]
    return one


def shares(one: Traced) -> tuple[float | None, ...]:
    return (one.precision, one.recall, one.f1)


@pytest.fixture(scope="module")
def found() -> SourceEstimate:
    return estimated(traced_study())


def test_by_hand(found: SourceEstimate) -> None:
    one = row(found)
    assert (one.coded, one.found, one.judged, one.suggested, one.right) == (2, 1, 4, 2, 1)
    assert shares(one) == (0.5, 0.5, 0.5)
    assert (one.precision_by, one.recall_by, one.f1_by) == ("wilson", "wilson", "")
    assert (found.texts, found.sentences, found.inside) == (1, 6, 5)
    assert (found.stretches, found.coded, found.unreached) == (4, 3, 0)
    assert found.patterns == "definitions"


def test_by_chance(found: SourceEstimate) -> None:
    """Two of four sentences: three are about urgency; its stretches have two and one."""
    one = row(found)
    assert one.precision_chance == 0.75
    assert one.recall_chance == round(((1 - 1 / 6) + (1 - 3 / 6)) / 2, 4)


def test_outside_of_origins_nothing_is_wrong(found: SourceEstimate) -> None:
    one = row(found)
    assert (one.uncoded, one.outside) == (1, 1)
    alone = estimated(traced_study(pattern="(klok|vooraf|ramen)"))
    assert (row(alone).suggested, row(alone).right, row(alone).precision) == (1, 1, 1.0)


def test_what_is_excluded_is_not_read() -> None:
    nothing = estimated(traced_study(pattern="oordeel"))
    one = row(nothing)
    assert (one.suggested, one.uncoded, one.outside) == (0, 0, 0)
    study = traced_study()
    known = {id: replace(one, excluded=()) for id, one in study.sources.items()}
    shown = row(estimated(replace(traced_study(pattern="oordeel"), sources=known)))
    assert shown.outside == 1


def test_the_documents_are_judged_in_the_same_way(found: SourceEstimate) -> None:
    one = row(found, place="documents")
    assert (one.coded, one.found, one.judged, one.suggested, one.right) == (2, 2, 4, 2, 2)
    assert shares(one) == (1.0, 1.0, 1.0)


def test_baselines_and_codes_without_patterns(found: SourceEstimate) -> None:
    assert shares(row(found, "nothing")) == (None, 0.0, 0.0)
    assert row(found, "nothing").recall_chance == 0.0
    assert shares(row(found, "label")) == (None, 0.0, 0.0)
    none = row(found, code="trust")
    assert (none.status, none.coded, shares(none)) == ("no-patterns", 1, (None, None, None))
    assert none.precision_chance is None


def test_together_and_on_average(found: SourceEstimate) -> None:
    whole = row(found, code=ALL_CODES)
    assert (whole.coded, whole.found, whole.judged, whole.suggested, whole.right) == (3, 1, 8, 2, 1)
    assert shares(whole) == (0.5, 0.3333, 0.4)
    mean = row(found, code=MEAN_OF_CODES)
    assert shares(mean) == (0.5, 0.25, 0.25)
    assert (mean.recall_low, mean.recall_by, mean.recall_chance) == (None, "", None)


def test_only_what_was_read_completely_is_judged() -> None:
    """Without n2 read, what rests on n2 alone is not missed and what n1 rests on still counts."""
    one = row(estimated(traced_study(coverage=[("c1", "n1")])))
    assert (one.coded, one.found, one.suggested, one.right, one.uncoded) == (1, 1, 2, 1, 1)
    other = row(estimated(traced_study(coverage=[("c1", "n1", "trust"), ("c1", "n2")])))
    assert (other.coded, other.suggested, other.right, other.uncoded) == (2, 1, 1, 2)


def test_a_sentence_that_only_sticks_into_a_stretch_is_not_about_it() -> None:
    start, end = at("clock")
    study = traced_study()
    short = replace(study.origins[0], start=start - 4, end=start + 3)
    examples = gather_examples(study)
    sentences = [Sentence("src", start, end, SOURCE[start:end])]
    passages = gather_passages(study, examples)
    laid = lay_ground(examples, passages, sentences, [(0, "1", ("src", short.start, short.end))])
    assert laid.about.tolist() == []
    assert laid.resting == (frozenset({0}),)
    whole = lay_ground(examples, passages, sentences, [(0, "1", ("src", start, end))])
    assert whole.about.tolist() == [[0, 0]]


def test_documents_held_out_are_the_only_ones_patterns_are_judged_on() -> None:
    """What n1 rests on as well was known to who wrote the patterns; ``pressed`` alone is left."""
    sources = measured(traced_study(), held_out=("n2",)).sources
    assert sources is not None
    one = row(sources)
    assert (one.coded, one.found, one.suggested, one.uncoded) == (1, 0, 0, 3)
    assert row(sources, "label").coded == 2


@pytest.mark.parametrize("order", [*permutations(range(4))][1::5], ids=str)
def test_no_order_changes_anything(found: SourceEstimate, order: tuple[int, ...]) -> None:
    codings = [CODINGS[number] for number in order]
    rests = tuple(RESTS[number] for number in (*order, 4))[::-1]
    study = traced_study(codings=codings, origins=origins(rests))
    state = study.coding_state
    turned = replace(
        study,
        coding_state=replace(state, codings=state.codings[::-1], coverage=state.coverage[::-1]),
        documents=dict(reversed(study.documents.items())),
    )
    again = estimated(turned)
    assert again.rows == found.rows
    # The ids of codings are made in their order, and belong to what is compared nowhere else.
    assert fingerprint_sources(turned) == fingerprint_sources(study)


def test_the_fingerprint_sees_what_matters() -> None:
    study = traced_study()
    source = study.sources["src"]
    changed = [
        study,
        traced_study(pattern="tijd"),
        traced_study(codings=CODINGS[1:]),
        replace(study, origins=study.origins[1:]),
        replace(study, sources={"src": replace(source, sha256="0" * 64)}),
        replace(study, sources={"src": replace(source, excluded=())}),
    ]
    assert len({*map(fingerprint_sources, changed)}) == len(changed)


def test_a_study_that_rests_on_nothing_has_nothing_to_find() -> None:
    one = row(estimated(traced_study(origins=())))
    assert (one.coded, one.suggested, one.outside, shares(one)) == (0, 0, 4, (None, None, None))


def test_tables(found: SourceEstimate) -> None:
    whole = measured(traced_study())
    for name in TABLES:
        frame = evaluation_frame(whole, name)
        assert (name, len(frame) > 0) == (name, name != "confusion" or bool(whole.crossed))
    assert len(evaluation_frame(whole, "sources")) == len(found.rows)
    assert len(evaluation_frame(replace(whole, sources=None), "sources")) == 0


def test_other_sentences_are_judged_as_the_same_sentences_would_be() -> None:
    """The sentences of the documents, given as others with the same documents left out."""
    study = study_of()
    examples = gather_examples(study)
    names = find_names(study)
    texts = [one.text for one in examples.sentences]
    features = make_features(texts, names)
    folds = [np.array([0, 1]), np.array([2]), np.array([3, 4, 5])]
    own = judge_folds(examples, features, folds)
    members = [(fold, np.flatnonzero(np.isin(examples.document, fold))) for fold in folds]
    other = judge_others(examples, features, features.multiply(texts, names), members)
    np.testing.assert_allclose(own[0], other[0])
    assert (own[1] == other[1]).all()
    assert own[1].any()


def test_models_are_not_shown_what_rests_on_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor, for other cases, the other documents of its case; what nothing rests on, all judge."""
    texts = [study_of().documents[id].text for id in ("d0", "d5")]
    text, source = "Iets anders.\n\n".join(texts), traced_study().sources["src"]
    # The second stretch begins in the last sentence of d0, which thus rests on both.
    spans = {"d0": (0, len(texts[0])), "d5": (len(texts[0]) - 5, len(text))}
    rests = tuple(Origin(id, "p1", "src", *span, "") for id, span in spans.items())
    sources = {"src": replace(source, excluded=())}
    study = study_of(sources=sources, origins=rests)
    examples = gather_examples(study)
    features = make_features([s.text for s in examples.sentences], find_names(study))
    asked: list[list[tuple[list[int], list[int]]]] = []

    def judge(*given: Any) -> Any:
        *others, folds = given
        asked.append([(fold.tolist(), members.tolist()) for fold, members in folds])
        return judge_others(*others, folds)

    monkeypatch.setattr(estimating, "judge_others", judge)
    by_case = (np.arange(4), np.array([4, 5]))
    basis = Basis(examples, features, (), by_case, (), (), "texts")
    originals = make_originals(study, {"src": text + "\n\nVan niemand."})
    estimate_on_sources(study, basis, originals, seed=0, resamples=0, progress=str)
    alone, cases = asked
    assert alone == [([], [15]), ([0], [0, 1, 2, 3, 4, 5]), ([0, 5], [6]), ([5], [*range(7, 15)])]
    assert cases == [
        ([], [15]),
        ([0, 1, 2, 3], [0, 1, 2, 3, 4, 5]),
        ([0, 1, 2, 3, 4, 5], [6]),
        ([4, 5], [*range(7, 15)]),
    ]


def test_learned_models_find_the_words_in_the_publication() -> None:
    texts = [study_of().documents[id].text for id in ("d0", "d1")]
    text, source = "\n\n".join(texts), replace(traced_study().sources["src"], excluded=())
    spans = {"d0": (0, len(texts[0])), "d1": (len(text) - len(texts[1]), len(text))}
    rests = tuple(Origin(id, "p1", "src", *span, "") for id, span in spans.items())
    study = study_of(sources={"src": source}, origins=rests)
    examples = gather_examples(study)
    features = make_features([s.text for s in examples.sentences], find_names(study))
    basis = Basis(examples, features, (), (), (), (), "texts")
    found = estimate_on_sources(
        study, basis, make_originals(study, {"src": text}), seed=0, resamples=0, progress=str
    )
    one = row(found, "learned")
    assert (one.coded, one.found, one.suggested, one.right, one.f1) == (2, 2, 6, 6, 1.0)
    assert row(found, "learned", "trust").status == "too-few"
