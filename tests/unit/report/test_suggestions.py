"""Suggestions in a report: as measured, undefined as a dash, and not a word where there are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosscase.errors import UsageError
from crosscase.evaluation import ALL_CODES, Evaluation, Measured
from crosscase.report.suggestions import gather_suggestions
from crosscase.report.suggestions.page import write_suggestions_page
from crosscase.report.suggestions.parts import describe_suggestions
from crosscase.storage import (
    code_suggestions,
    load,
    reject_suggestions,
    write_evaluation,
    write_suggestions,
)
from crosscase.study import Study
from crosscase.suggest.fingerprint import fingerprint
from tests.folders import make_folder
from tests.unit.storage.test_evaluation_file import EVALUATION
from tests.unit.storage.test_suggestion_files import suggestion

FEW = Measured("learned", "document", "trust", "too-few", coded=4)
WHOLE = replace(EVALUATION.rows[0], code=ALL_CODES, f1_low=0.25, f1_high=0.5, f1_by="bootstrap")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return load(make_folder(tmp_path / "study"))


def save(study: Study, *rows: Measured, **fields: object) -> Evaluation:
    made = replace(EVALUATION, rows=(*EVALUATION.rows, *rows), **fields)  # type: ignore[arg-type]
    write_evaluation(study.root, made)
    return made


def said(study: Study, language: str = "en") -> str:
    account = gather_suggestions(study)
    assert account is not None
    parts = describe_suggestions(study, account, language)
    lines = [sentence for part in parts for sentence in (part.heading, *part.sentences)]
    for sheet in [sheet for part in parts for sheet in (*part.sheets, *part.folded)]:
        lines.append(" | ".join(sheet.head))
        lines += [" | ".join(": ".join((c.text, *c.notes)) for c in row) for row in sheet.rows]
    return "\n".join(lines)


def test_nothing_is_said_where_nothing_was_measured_or_decided(study: Study) -> None:
    assert gather_suggestions(study) is None
    with pytest.raises(UsageError, match="--evaluate --save"):
        write_suggestions_page(study)


def test_numbers_are_shown_with_their_intervals_and_undefined_is_no_number(study: Study) -> None:
    save(study, FEW, WHOLE, made_of=fingerprint(study))
    text = said(study)
    row = "learned, other case | 3 | 2 | 1 | 0.50 (0.10–0.90 w) | 0.33 | 0.40 (0.25–0.50)"
    assert row in text
    assert "Urgency | 3 | 2 | 1 | 0.50 (0.10–0.90 w) | 0.33 | 0.40" in text
    assert "Vertrouwen: too few to learn from | 4 | 0 | 0 | – | – | –" in text
    assert "for comparison: nothing | 0 | 0 | 0 | – | – | –" in text
    assert "0.00–0.05 | 9 | 0.01 | 0.00" in text
    assert "No code has patterns" in text
    assert "Documents that belong to no case in particular were left out there: 1." in text
    assert "Mind:" not in text
    assert "0,40 (0,25–0,50)" in said(study, "nl")


def test_an_evaluation_of_another_study_is_said_to_be_old(study: Study) -> None:
    save(study)
    assert said(study).count("Mind: the study has changed") == 1


@pytest.mark.parametrize(
    ("patterns", "words"),
    [("texts", "That flatters"), ("definitions", "declares"), ("held-out", "as was stated")],
)
def test_what_patterns_were_tuned_on_is_said(study: Study, patterns: str, words: str) -> None:
    save(study, Measured("lexicon", "none", "urgency"), patterns=patterns)
    assert words in said(study)


def test_decisions_are_counted_by_coder(study: Study) -> None:
    three = [
        suggestion(unit="b"),
        suggestion("Alleen ging het niet meer.", hits=()),
        suggestion("Alleen ging het niet meer.", hits=(), unit="b"),
    ]
    write_suggestions(study.root, "lexicon", three)
    code_suggestions(study.root, "c1", [three[0].id])
    reject_suggestions(study.root, "c2", [one.id for one in three[1:]])
    text = said(load(study.root))
    assert "c1 | 1 | 0 | 0\nc2 | 0 | 0 | 2" in text
    assert "precision" not in text


def test_the_page_has_every_code(study: Study) -> None:
    save(study, FEW, WHOLE)
    page = write_suggestions_page(study)
    assert page.startswith("# How good the suggestions are\n")
    assert "## Code by code" in page
    assert "| Vertrouwen; too few to learn from |" in page
