"""Units and values of what is rightly suggested, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.evaluation import Crossed, Evaluation, Negated, UnitsMeasured, ValuesMeasured
from crosscase.patterns import Pattern
from crosscase.study import Study
from crosscase.suggest.evaluating import evaluate_suggestions
from crosscase.suggest.proposing import Proposed
from crosscase.suggest.study import suggest_by_lexicon
from tests.builders import build_study, code, document

TEXT = """\
[1] A had vertrouwen. B had geen vertrouwen. A en B hadden nauwelijks vertrouwen.

[2] Er was vertrouwen. De koffie was op, zo zei A vol vertrouwen.

[3] Het vertrouwen bij A was nooit een punt. B was enig in vertrouwen.

[4] Zij vormden een netwerk. Er kwam in ab een netwerk.
"""
CODINGS: tuple[tuple[Any, ...], ...] = (
    ("d", "a", "trust", "present", {"quote": "A had vertrouwen."}),
    ("d", "b", "trust", "absent", {"quote": "B had geen vertrouwen."}),
    ("d", "a", "trust", "absent", {"quote": "A en B hadden nauwelijks vertrouwen."}),
    ("d", "b", "trust", "partial", {"quote": "A en B hadden nauwelijks vertrouwen."}),
    ("d", "b", "trust", "present", {"quote": "Er was vertrouwen."}),
    ("d", "ab", "trust", "present", {"quote": "Het vertrouwen bij A was nooit een punt."}),
    ("d", "b", "trust", "present", {"quote": "B was enig in vertrouwen."}),
    ("d", "b", "trust", "absent", {"quote": "B was enig in vertrouwen.", "coder": "c2"}),
    ("d", "ab", "shape", "matrix", {"quote": "Zij vormden een netwerk."}),
    ("d", "ab", "shape", "network", {"quote": "Er kwam in ab een netwerk."}),
    ("d", "ab", "shape", "n/a", {"quote": "De koffie was op, zo zei A vol vertrouwen."}),
    ("d", "b", "calm", "present", {"quote": "De koffie was op, zo zei A vol vertrouwen."}),
    ("d", "b", "calm", "present", {"quote": "De koffie was op", "coder": "c2"}),
)


def study_of(codings: tuple[tuple[Any, ...], ...] = CODINGS) -> Study:
    study = build_study(
        codes=(code("trust"), code("shape", "form", level="case"), "calm"),
        documents=[replace(document("d", "a b ab", text=TEXT), language="nl")],
        codings=codings,
        coverage=[("c1", "d")],
    )
    (book,) = study.codebooks
    trust, shape, calm = book.codes
    patterns = (
        replace(trust, patterns=(Pattern("vertrouwen"),)),
        replace(shape, patterns=(Pattern("netwerk", value="network"),)),
        calm,
    )
    return replace(study, codebooks=(replace(book, codes=patterns),))


def measured(study: Study) -> Evaluation:
    proposed = Proposed(suggest_by_lexicon(study), suggest_by_lexicon(study, negation=False))
    return evaluate_suggestions(study, proposed, learned=False, resamples=0)


@pytest.fixture(scope="module")
def found() -> Evaluation:
    return measured(study_of())


def units(found: Evaluation, level: str) -> UnitsMeasured:
    (one,) = [one for one in found.units if one.level == level]
    return one


def values(found: Evaluation, scale: str) -> ValuesMeasured:
    (one,) = [one for one in found.values if one.scale == scale]
    return one


def test_units(found: Evaluation) -> None:
    """Trust: a, b, a and b, nobody named, a for ab, b; that of “zo zei A” is coded otherwise."""
    one = units(found, "any")
    assert (one.hits, one.open, one.named, one.right, one.near) == (7, 1, 6, 5, 1)
    assert (one.coded, one.found) == (7, 5)
    assert one.share == 0.8333
    shapes = units(found, "case")
    assert (shapes.hits, shapes.open, shapes.named, shapes.right) == (2, 0, 2, 2)
    whole = units(found, "")
    assert (whole.hits, whole.named, whole.right, whole.share_by) == (9, 8, 7, "wilson")


def test_the_commonest_unit_is_that_of_other_codings(found: Evaluation) -> None:
    """Without those of the sentence that is always b: right in the second, both in the third and
    the last; ab for codes about cases."""
    assert units(found, "any").usual == 4
    assert units(found, "case").usual == 2


def test_values(found: Evaluation) -> None:
    """Coded present, absent, absent, partial, present, present, and present as well as absent."""
    one = values(found, "presence")
    assert (one.hits, one.several, one.open, one.named) == (7, 1, 0, 6)
    assert (one.equal, one.adjacent, one.usual) == (4, 1, 3)
    shapes = values(found, "form")
    assert (shapes.hits, shapes.named, shapes.equal, shapes.adjacent) == (2, 2, 1, 1)
    whole = values(found, "")
    assert (whole.named, whole.equal, whole.adjacent, whole.share) == (8, 5, 2, 0.625)


def test_which_value_where(found: Evaluation) -> None:
    assert found.crossed == (
        Crossed("lexicon", "presence", "absent", "absent", 1),
        Crossed("lexicon", "presence", "absent", "present", 1),
        Crossed("lexicon", "presence", "partial", "absent", 1),
        Crossed("lexicon", "presence", "partial", "partial", 1),
        Crossed("lexicon", "presence", "present", "present", 2),
        Crossed("lexicon", "form", "network", "network", 1),
        Crossed("lexicon", "form", "network", "matrix", 1),
    )


def test_what_negation_does(found: Evaluation) -> None:
    """“Nooit een punt” is no denial of trust: there the value would be equal without it."""
    assert found.negated == (
        Negated("presence", "none", 2, lowest=0, middle=0, highest=2, equal=2, equal_without=2),
        Negated("presence", "absent", 2, lowest=1, middle=0, highest=1, equal=1, equal_without=1),
        Negated("presence", "partial", 2, lowest=1, middle=1, highest=0, equal=1),
    )


def test_the_order_of_codings_changes_nothing(found: Evaluation) -> None:
    again = measured(study_of(CODINGS[::-1]))
    assert (again.units, again.values, again.crossed, again.negated) == (
        found.units,
        found.values,
        found.crossed,
        found.negated,
    )


def test_nothing_is_measured_of_what_hits_nothing() -> None:
    empty = measured(study_of(()))
    assert (empty.units, empty.values, empty.crossed, empty.negated) == ((), (), (), ())


def test_documents_held_back_are_left_out() -> None:
    study = study_of()
    other = replace(document("e", "a b ab", text="Niets.\n"), language="nl")
    study = replace(study, documents={**study.documents, "e": other})
    proposed = Proposed(suggest_by_lexicon(study))
    found = evaluate_suggestions(study, proposed, learned=False, held_out=["e"], resamples=0)
    assert found.units == ()
