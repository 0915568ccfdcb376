"""What ``import crosscase`` offers."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosscase
from crosscase.api import choose_language, make_selection
from crosscase.errors import StudyError, UsageError
from crosscase.scoring import Selection
from crosscase.study import Study
from tests.folders import make_folder, study_files
from tests.unit.report.example import full_study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return crosscase.load(full_study(tmp_path_factory.mktemp("api")))


def test_a_study_from_its_folder_or_its_problems(tmp_path: Path) -> None:
    assert crosscase.load(str(make_folder(tmp_path / "good"))).title["en"] == "Trial"
    files = study_files()
    files["study.yaml"] += "repport: x\n"
    with pytest.raises(StudyError) as refused:
        crosscase.load(make_folder(tmp_path / "bad", files))
    assert any("repport" in problem.found for problem in refused.value.problems)


def test_scores_tables_and_verdicts_are_frames(study: Study) -> None:
    scores = crosscase.scores(study)
    urgency = scores[(scores.unit == "a") & (scores.code == "urgency")]
    assert urgency.value.tolist() == ["partial"]
    tables = crosscase.tables(study)
    assert [*tables] == ["8.1", "8.2", "8.3", "8.4"]
    assert tables["8.1"].columns[0] == "partij"
    assert crosscase.tables(study, language="en")["8.1"].columns[0] == "party"
    verdicts = crosscase.verdicts(study)
    assert "all" in set(verdicts.unit)


def test_a_selection_reaches_every_analysis(study: Study) -> None:
    nobody = make_selection(study, coders=["c2"])
    assert set(crosscase.scores(study, selection=nobody).n_for) == {0}
    assert not any(crosscase.verdicts(study, selection=nobody).codings_for)
    assert any(crosscase.verdicts(study).codings_for)
    with_nobody = crosscase.tables(study, selection=nobody)["8.1"]
    assert not with_nobody.equals(crosscase.tables(study)["8.1"])


def test_a_period_counts_its_own_evidence(study: Study) -> None:
    decision = crosscase.scores(study, period="decision")
    assert set(decision.period) == {"decision"}
    with pytest.raises(UsageError, match="'later' is not known; allowed: decision, regulation"):
        crosscase.scores(study, period="later")


def test_what_counts_is_named_or_refused(study: Study) -> None:
    assert make_selection(study) == Selection()
    assert make_selection(study, coders=["c1"]).coders == {"c1"}
    kinds = frozenset({"document", "observation", "narration"})
    assert make_selection(study, without_kinds=["interview"]).kinds == kinds
    assert make_selection(study, kinds=["interview", "document"]).kinds == {"interview", "document"}
    assert make_selection(study, snapshot="first").snapshot == "first"
    for wrong, allowed in (
        ({"coders": ["c3"]}, "c1, c2"),
        ({"kinds": ["poem"]}, "document, interview, narration, observation"),
        ({"without_kinds": ["poem"]}, "document"),
        ({"snapshot": "last"}, "first, first-coding"),
        ({"kinds": ["interview"], "without_kinds": ["interview"]}, "no kind"),
    ):
        with pytest.raises(UsageError, match=allowed):
            make_selection(study, **wrong)  # type: ignore[arg-type]


def test_a_language_is_one_of_the_study(study: Study) -> None:
    assert choose_language(study) == "nl"
    assert choose_language(study, "en") == "en"
    for ask in (choose_language, lambda s, one: crosscase.tables(s, language=one)):
        with pytest.raises(UsageError, match="'fr' is not known; allowed: en, nl"):
            ask(study, "fr")
