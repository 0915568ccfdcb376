"""Suggestions in a report: as measured, undefined as a dash, and not a word where there are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crosscase.errors import UsageError
from crosscase.evaluation import ALL_CODES, MEAN_OF_CODES, Evaluation, Measured
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
from crosscase.suggest.fingerprint import fingerprint, fingerprint_sources
from tests.folders import make_folder
from tests.unit.storage.test_evaluation_file import EVALUATION, FULL
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


def save_full(study: Study, **fields: object) -> None:
    assert FULL.sources is not None
    whole = [replace(one, code=ALL_CODES) for one in FULL.sources.rows]
    mean = [replace(one, code=MEAN_OF_CODES, recall=0.25) for one in FULL.sources.rows]
    sources = replace(FULL.sources, rows=(*FULL.sources.rows, *whole, *mean), **fields)  # type: ignore[arg-type]
    write_evaluation(study.root, replace(FULL, made_of=fingerprint(study), sources=sources))


def test_units_and_values_are_shown(study: Study) -> None:
    save_full(study)
    text = said(study)
    assert "all codes | 5 | 1 | 4 | 3 | 1 | 2 | 0.75 (0.30–0.95 w)" in text
    assert "parties | 5 | 5 | 0 | 0 | 0 | 0 | –" in text
    assert "all scales | 5 | 1 | 1 | 3 | 2 | 1 | 1 | 0.67" in text
    assert "events | 1 | 0 | 1 | 0 | 0 | – | 0 | –" in text
    assert "partly | 2" not in text
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("suggested \\ coded"))
    labels = [study.scales["presence"].value_label(one, "en") for one in ("absent", "partial")]
    assert lines[at] == " | ".join(["suggested \\ coded", *labels])
    present = study.scales["presence"].value_label("present", "en")
    assert lines[at + 1 : at + 3] == [f"{present} | 0 | 2", "left open | 1 | 0"]


def test_what_negation_does_is_said_apart_for_values_and_questions(study: Study) -> None:
    save_full(study)
    text = said(study)
    assert "gave 7 right suggestions by patterns another value" in text
    assert "the one coded 5 times; without regard to such words it would be 1 times" in text
    assert "the value of 2 others was left open" in text
    assert "the lowest value | 7 | 5 | 1 | 1 | 5 | 1" in text
    assert "gaven woorden als" in said(study, "nl")


def test_the_estimate_on_publications_says_what_it_shows_and_what_not(study: Study) -> None:
    save_full(study, made_of=fingerprint_sources(study))
    text = said(study)
    row = "4 | 2 | 3 | 2 | 1 | 5 | 0.67 [0.25] | 0.50 [0.12] | 0.57"
    assert f"patterns | {row}" in text
    assert f"Urgency | {row} | 0.71" in text
    assert "the documents, judged in the same way: all codes" in text
    assert "8 such stretches, 6 of them below a coded passage; 20 sentences" in text
    for words in ("no measurement", "cannot show", "coarser than codings", "nobody looked"):
        assert words in text
    assert "Every sentence of a publication was judged by models" not in text
    assert "Mind:" not in text
    assert "niemand heeft de publicaties gecodeerd" in said(study, "nl")


def test_an_estimate_on_publications_may_be_old_by_itself(study: Study) -> None:
    save_full(study)
    text = said(study)
    assert "the study has changed since" not in text
    assert text.count("origins have changed since this estimate") == 1


def test_what_was_not_measured_is_not_shown(study: Study) -> None:
    save(study)
    text = said(study)
    for words in ("Is the unit right?", "Is the value right?", "negation", "original texts"):
        assert words not in text


def test_the_page_has_it_all(study: Study) -> None:
    save_full(study)
    page = write_suggestions_page(study)
    for heading in ("Is the unit right?", "Is the value right?", "In the original texts"):
        assert f"\n## {heading}\n" in page
