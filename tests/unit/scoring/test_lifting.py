"""From parties to case, and from case to parties."""

from __future__ import annotations

from typing import Any

import pytest

from crosscase.errors import UsageError
from crosscase.scoring import Score, Scorebook, Selection, Voice
from tests.builders import build_study, code, document

ALL = ("absent", "partial", "present")


def lifted(
    lifting: str,
    *said: tuple[Any, ...],
    scale: str = "presence",
    coverage: tuple[tuple[str, ...], ...] = (),
    **fields: Any,
) -> Score:
    """The score of case ``abc`` from (document, unit, value) on its parties a, b and c."""
    study = build_study(
        cases={"abc": ("a", "b", "c")},
        codes=[code("it", scale, lifting=lifting, **fields)],
        documents=["d1", "d2", "d3"],
        codings=[(one[0], one[1], "it", *one[2:]) for one in said],
        coverage=coverage,
    )
    return Scorebook(study).score("abc", "it")


READ = (("c1", "d1"), ("c1", "d2"), ("c1", "d3"))


class TestPooled:
    def test_one_pile_with_a_voice_a_group(self) -> None:
        score = lifted(
            "pooled",
            ("d1", "abc", "present"),
            ("d2", "a", "present"),
            ("d2", "b", "absent"),
            ("d3", "c", "present"),
        )
        assert score.voices == (
            Voice("d1", "present", ("k1",)),
            Voice("d2", "partial", ("k2", "k3")),
            Voice("d3", "present", ("k4",)),
        )
        assert (score.state, score.value, score.rule) == (
            "scored",
            "present",
            "lifted:pooled:median",
        )

    def test_codings_of_the_case_alone_are_not_lifted(self) -> None:
        assert lifted("pooled", ("d1", "abc", "present")).rule == "median"

    def test_nothing_coded(self) -> None:
        assert lifted("pooled").state == "unsearched"
        assert lifted("pooled", coverage=READ).state == "silent"


class TestAll:
    def test_the_lowest(self) -> None:
        score = lifted(
            "all", ("d1", "a", "present"), ("d2", "b", "partial"), ("d3", "c", "present")
        )
        assert (score.state, score.value, score.rule) == ("scored", "partial", "lifted:all")
        assert (score.codings_for, score.codings_against) == (("k2",), ("k1", "k3"))
        assert score.groups == ("d1", "d2", "d3")

    def test_one_at_the_bottom_settles_it(self) -> None:
        score = lifted("all", ("d1", "a", "absent"))
        assert (score.state, score.value, score.values) == ("scored", "absent", ("absent",))

    def test_otherwise_the_missing_leave_it_open_below(self) -> None:
        score = lifted("all", ("d1", "a", "partial"), ("d1", "b", "present"), coverage=READ)
        assert (score.state, score.value) == ("silent", "")
        assert score.values == ("absent", "partial")
        assert (score.codings_for, score.codings_against) == ((), ())
        assert score.codings == ("k1", "k2")


class TestAny:
    def test_the_highest(self) -> None:
        score = lifted("any", ("d1", "a", "absent"), ("d2", "b", "partial"), ("d3", "c", "absent"))
        assert (score.state, score.value, score.rule) == ("scored", "partial", "lifted:any")

    def test_one_at_the_top_settles_it(self) -> None:
        score = lifted("any", ("d1", "a", "present"), ("d2", "b", "absent"))
        assert (score.state, score.value) == ("scored", "present")
        assert (score.codings_for, score.codings_against) == (("k1",), ("k2",))

    def test_otherwise_the_missing_leave_it_open_above(self) -> None:
        score = lifted("any", ("d1", "a", "partial"), ("d2", "b", "absent"))
        assert (score.state, score.values) == ("unsearched", ("partial", "present"))

    def test_nothing_coded_at_all(self) -> None:
        score = lifted("any", coverage=READ)
        assert (score.state, score.values, score.rule) == ("silent", ALL, "lifted:any")


def test_the_state_is_the_worst_of_what_is_missing() -> None:
    study = build_study(
        codes=[code("it", lifting="any")],
        documents=[document("d1", "a"), document("d2", "b")],
        codings=[("d1", "a", "it", "partial")],
        coverage=[("c1", "d1")],
    )
    book = Scorebook(study)
    assert book.score("ab", "it").state == "unsearched"
    everything = build_study(
        codes=[code("it", lifting="any")],
        documents=[document("d1", "a"), document("d2", "b"), document("d3", "ab")],
        codings=[("d1", "a", "it", "partial")],
        coverage=[("c1", "d1"), ("c1", "d2")],
    )
    book = Scorebook(everything)
    assert book.score("b", "it").state == "silent"
    # d3 lists the case and is not covered: nobody looked for what it says of the case itself.
    assert book.score("ab", "it").state == "unsearched"


class TestContestedParties:
    SPLIT = (("d1", "a", "present"), ("d2", "a", "absent"))

    def test_a_contested_party_yields_its_span(self) -> None:
        score = lifted("any", *self.SPLIT, ("d3", "b", "partial"), ("d3", "c", "absent"))
        assert (score.state, score.value) == ("contested", "partial")
        assert (score.low, score.high) == ("partial", "present")
        assert score.values == ("partial", "present")
        assert (score.codings_for, score.codings_against) == (("k3",), ("k1", "k2", "k4"))

    def test_unless_another_party_settles_it(self) -> None:
        score = lifted("all", *self.SPLIT, ("d3", "b", "absent"))
        assert (score.state, score.value) == ("scored", "absent")

    def test_what_is_missing_comes_before_what_is_contested(self) -> None:
        score = lifted("any", *self.SPLIT, ("d3", "b", "partial"), coverage=READ)
        assert (score.state, score.values) == ("silent", ("partial", "present"))


class TestNotApplicableParties:
    def test_they_are_passed_over(self) -> None:
        score = lifted(
            "all",
            ("d1", "a", "n/a", {"memo": "joined later"}),
            ("d2", "b", "present"),
            ("d3", "c", "present"),
        )
        assert (score.state, score.value, score.reason) == ("scored", "present", "joined later")
        assert Voice("d1", "n/a", ("k1",)) in score.voices

    def test_unless_all_are(self) -> None:
        score = lifted(
            "any", *[(f"d{n}", unit, "n/a", {"memo": "none"}) for n, unit in enumerate("abc", 1)]
        )
        assert (score.state, score.reason) == ("not-applicable", "none")
        assert score.codings_for == ("k1", "k2", "k3")


class TestOwnCodings:
    @pytest.mark.parametrize(("lifting", "value"), [("all", "absent"), ("any", "present")])
    def test_they_count_beside_the_parties(self, lifting: str, value: str) -> None:
        score = lifted(
            lifting,
            ("d1", "abc", "partial"),
            ("d2", "a", "absent"),
            ("d2", "b", "present"),
            ("d2", "c", "present"),
        )
        assert (score.state, score.value) == ("scored", value)
        assert score.rule == f"own+lifted:{lifting}"
        assert score.codings == ("k1", "k2", "k3", "k4")

    @pytest.mark.parametrize("lifting", ["all", "any"])
    def test_they_speak_for_parties_of_which_nothing_is_said(self, lifting: str) -> None:
        alone = lifted(lifting, ("d1", "abc", "partial"))
        assert (alone.state, alone.value, alone.rule) == ("scored", "partial", "own:median")
        score = lifted(lifting, ("d1", "abc", "partial"), ("d2", "a", "partial"))
        assert (score.state, score.value) == ("scored", "partial")
        assert score.codings == ("k1", "k2")

    def test_none_looks_at_nothing_else(self) -> None:
        score = lifted("none", ("d1", "abc", "partial"), ("d2", "a", "absent"))
        assert (score.value, score.rule, score.codings) == ("partial", "median", ("k1",))
        assert lifted("none", ("d2", "a", "absent")).state == "unsearched"


class TestOtherScales:
    def test_nominal_parties_must_agree(self) -> None:
        yes = [(f"d{n}", unit, "yes") for n, unit in enumerate("abc", 1)]
        agreed = lifted("all", *yes, scale="yes-no")
        assert (agreed.state, agreed.value, agreed.rule) == ("scored", "yes", "lifted:all")
        split = lifted("any", *yes[:2], ("d3", "c", "no"), scale="yes-no")
        assert (split.state, split.value, split.values) == ("contested", "", ("no", "yes"))
        assert (split.codings_for, split.codings_against) == ((), ("k1", "k2", "k3"))
        missing = lifted("all", *yes[:2], scale="yes-no")
        assert (missing.state, missing.values) == ("unsearched", ("no", "yes"))

    def test_numbers_have_a_lowest_and_a_highest(self) -> None:
        said = (("d1", "a", "9"), ("d2", "b", "10"), ("d3", "c", "2.5"))
        assert lifted("all", *said, scale="years").value == "2.5"
        assert lifted("any", *said, scale="years").value == "10"
        assert lifted("any", *said[:2], scale="years").state == "unsearched"

    def test_events_are_always_pooled(self) -> None:
        score = lifted(
            "all",
            ("d1", "abc", "first-talks", {"date": "2006"}),
            ("d2", "a", "decision", {"date": "2011"}),
            scale="milestones",
        )
        assert score.rule == "lifted:pooled:events"
        assert score.values == ("first-talks", "decision")

    def test_a_case_without_parties_is_its_own(self) -> None:
        study = build_study(cases={"alone": ()}, codes=[code("it", lifting="all")])
        assert Scorebook(study).score("alone", "it").state == "unsearched"


class TestInheritance:
    CODINGS = (("d1", "ab", "it", "present"), ("d2", "a", "it", "partial"))

    def test_a_party_hears_what_is_said_of_its_case(self) -> None:
        study = build_study(codes=[code("it", inherit=True)], codings=self.CODINGS)
        book = Scorebook(study)
        assert book.score("a", "it").codings == ("k1", "k2")
        assert book.score("b", "it").value == "present"

    def test_only_where_the_code_says_so(self) -> None:
        book = Scorebook(build_study(codes=["it"], codings=self.CODINGS))
        assert book.score("a", "it").codings == ("k2",)
        assert book.score("b", "it").state == "unsearched"

    def test_the_case_is_lifted_from_own_codings_only(self) -> None:
        # What is inherited would otherwise come back to the case as if the parties said it.
        study = build_study(
            codes=[code("it", inherit=True)],
            codings=[("d1", "ab", "it", "present"), ("d2", "a", "it", "absent")],
        )
        score = Scorebook(study).score("ab", "it")
        assert score.voices == (
            Voice("d1", "present", ("k1",)),
            Voice("d2", "absent", ("k2",)),
        )


class TestLevels:
    def test_a_code_for_cases_does_not_apply_to_parties(self) -> None:
        study = build_study(
            codes=[code("few", level="case", lifting="all"), code("held", level="party")]
        )
        book = Scorebook(study)
        score = book.score("a", "few")
        assert score.state == "not-applicable"
        assert score.reason == "code does not apply to units of this kind"
        assert not book.applies("a", "few")
        assert book.applies("ab", "few")
        assert book.score("ab", "few").rule == "median"
        assert book.applies("ab", "held")  # by lifting

    def test_a_code_for_parties_that_is_not_lifted_does_not_apply_to_cases(self) -> None:
        study = build_study(codes=[code("held", level="party", lifting="none")])
        assert not Scorebook(study).applies("ab", "held")
        chosen = Selection(liftings={"held": "pooled"})
        assert Scorebook(study, chosen).applies("ab", "held")

    def test_inheritance_brings_a_code_for_cases_to_parties(self) -> None:
        study = build_study(
            codes=[code("few", level="case", inherit=True)],
            codings=[("d1", "ab", "few", "present")],
        )
        assert Scorebook(study).score("b", "few").value == "present"


class TestDirected:
    STUDY = build_study(
        cases={"abc": ("a", "b", "c")},
        codes=[code("trust", "degree", directed=True, lifting="all"), "it"],
        documents=["d1", "d2"],
        codings=[
            ("d1", "a", "trust", "high", {"toward": "b"}),
            ("d1", "a", "trust", "low", {"toward": "c"}),
            ("d2", "b", "trust", "high", {"toward": "c"}),
            ("d2", "c", "trust", "medium", {"toward": "b"}),
        ],
    )

    def test_toward_counts_only_what_is_directed_there(self) -> None:
        book = Scorebook(self.STUDY)
        assert book.score("a", "trust", toward="b").value == "high"
        assert book.score("a", "trust", toward="c").value == "low"
        assert book.score("a", "trust", toward="c").toward == "c"
        assert book.score("a", "trust").value == "medium"
        assert book.score("b", "trust", toward="a").state == "unsearched"

    def test_a_party_needs_no_score_toward_itself(self) -> None:
        score = Scorebook(self.STUDY).score("abc", "trust", toward="b")
        assert (score.state, score.value) == ("scored", "medium")

    def test_toward_needs_a_directed_code_and_a_unit(self) -> None:
        book = Scorebook(self.STUDY)
        with pytest.raises(UsageError, match="the code is not directed"):
            book.score("a", "it", toward="b")
        with pytest.raises(UsageError, match="unknown unit in toward 'x'; allowed: abc, a, b, c"):
            book.score("a", "trust", toward="x")


@pytest.mark.parametrize(("unit", "named"), [("x", "it"), ("", "it"), ("a", "x"), ("a", "")])
def test_unknown_units_and_codes_are_refused(unit: str, named: str) -> None:
    book = Scorebook(build_study(codes=["it"]))
    with pytest.raises(UsageError, match=r"found unknown (unit|code)"):
        book.score(unit, named)
    with pytest.raises(UsageError, match=r"found unknown (unit|code)"):
        book.applies(unit, named)
