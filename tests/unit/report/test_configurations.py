"""Declared configurations in a report: the same numbers, every cell linked, every sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from crosscase.comparison import Ref, evidence_id
from crosscase.configurations import fit_parameters, truth_table
from crosscase.report import Report, gather_report
from crosscase.report.configurations import Configurations
from crosscase.report.layout import render_report_html, render_report_markdown
from crosscase.specs import ConfigurationSpec
from crosscase.study import Study
from tests.builders import build_study, code, labels
from tests.unit.report.example import HOSTILE, Page

CASES = {"ab": ("a", "b"), "cd": ("c", "d"), "ef": ("e", "f")}
THIRDS = {"absent": 0.0, "partial": 0.25, "present": 1.0}

# (urgency, pressure, form): d has no form, f is half in urgency
SCORES = {
    "a": ("present", "absent", "present"),
    "b": ("present", "absent", "absent"),
    "c": ("absent", "present", "partial"),
    "d": ("absent", "present", ""),
    "e": ("absent", "absent", "absent"),
    "f": ("partial", "present", "present"),
}
CODES = ("urgency", "pressure", "form")


def spec(**changes: Any) -> ConfigurationSpec:
    fields: dict[str, Any] = {
        "id": "9.2",
        "title": {"nl": "Nood en druk", "en": "Need and pressure"},
        "outcome": "form",
        "conditions": ("urgency", "pressure"),
        "unit": "party",
        "calibrate": {"form": THIRDS},
        **changes,
    }
    return ConfigurationSpec(**fields)


def make_study(
    *specs: ConfigurationSpec, scores: dict[str, Sequence[str]] = SCORES, **more: Any
) -> Study:
    codings = [
        ("d1", unit, name, value)
        for unit, values in scores.items()
        for name, value in zip(CODES, values, strict=True)
        if value
    ]
    return build_study(
        cases=CASES,
        codes=[code(name) for name in CODES],
        codings=codings,
        coverage=[("c1", "d1")],
        configurations=specs or (spec(),),
        **more,
    )


def report_of(study: Study, language: str = "en") -> Report:
    return gather_report(study, language=language)


def gathered(*specs: ConfigurationSpec, **more: Any) -> Configurations:
    (found,) = report_of(make_study(*specs, **more)).configurations
    return found


def test_units_have_their_memberships_with_the_score_behind_each() -> None:
    found = gathered()
    degrees = {row.unit: [one.degree for one in row.memberships] for row in found.units}
    assert degrees == {
        "a": [1, 0, 1],
        "b": [1, 0, 0],
        "c": [0, 1, 0.25],
        "e": [0, 0, 0],
        "f": [0.5, 1, 1],
    }
    assert [one.ref for one in found.units[0].memberships] == [Ref("a", name) for name in CODES]
    (left,) = found.left_out
    assert (left.unit, left.missing) == ("d", ((Ref("d", "form"), "silent"),))
    assert found.cases == 3


def frame_of(found: Configurations) -> Any:
    from pandas import DataFrame

    rows = [[one.degree for one in row.memberships] for row in found.units]
    return DataFrame(rows, index=[row.unit for row in found.units], columns=list(found.spec.codes))


@pytest.mark.filterwarnings("ignore::crosscase.configurations.AmbiguousCaseWarning")
def test_the_numbers_are_those_of_the_analysis() -> None:
    found = gathered(spec(cut=0.5))
    rows = truth_table(frame_of(found), "form", ["urgency", "pressure"], cut=0.5)
    assert [";".join(row.units) for row in found.rows] == rows["cases"].tolist()
    assert [row.inclusion for row in found.rows] == rows["incl"].tolist()
    assert ["01"[row.output] for row in found.rows] == rows["OUT"].tolist()
    assert [row.contradictory for row in found.rows] == rows["contradictory"].tolist()
    assert any(row.contradictory for row in found.rows)
    assert [row.present for row in found.rows] == [(False, False), (False, True), (True, False)]
    fits = fit_parameters(frame_of(found), "form", ["urgency", "pressure"], size=1)
    assert [fit.necessity[0] for fit in found.fits] == fits["incl"].tolist()[:4]
    assert [fit.sufficiency[2] for fit in found.fits] == fits["cov"].tolist()[4:]
    assert found.halves == (("f", ("urgency",)),)


def test_only_the_evidence_of_the_period_counts() -> None:
    found = gathered(
        spec(period="early"),
        periods={"process": {"early": dict.fromkeys(CASES, ("2000", "2005"))}},
    )
    assert found.units == ()
    assert {ref.period for one in found.left_out for ref, _ in one.missing} == {"early"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_cell_leads_to_its_score(language: str) -> None:
    report = report_of(make_study(), language)
    page = Page(render_report_html(report))
    ids = page.by_id()
    refs = {evidence_id(ref) for ref in report.configurations[0].refs}
    assert len(refs) == 5 * 3 + 1
    assert refs <= set(ids)
    tables = [t for t in page.root.all("table") if {f"#{ref}" for ref in refs} & t.links]
    assert [len(table.links) for table in tables] == [5 * 3]
    assert {f"#{ref}" for ref in refs} <= page.root.links


def texts(study: Study, language: str) -> tuple[str, str]:
    """Return the text of the page and of the Markdown, with single spaces."""
    report = report_of(study, language)
    html = Page(render_report_html(report)).root.text
    markdown = render_report_markdown(report).replace("\\", "")
    return " ".join(html.split()), " ".join(markdown.split())


def assert_said(study: Study, language: str, *sentences: str) -> None:
    for text in texts(study, language):
        for sentence in sentences:
            assert sentence in text, sentence


def test_everything_is_said_in_dutch() -> None:
    assert_said(
        make_study(spec(cut=0.75, note={"nl": "Naar H1.", "en": "After H1."}, source="§ 3")),
        "nl",
        "Welke voorwaarden gaan met de uitkomst samen?",
        "Nood en druk",
        "Uitkomst: form. Voorwaarden: urgency, pressure.",
        "vanaf een inclusie van 0,75.",
        "Naar H1.",
        "§ 3",
        "urgency: absent 0, partial 0,5, present 1 (naar de plaats op de schaal)",
        "form: absent 0, partial 0,25, present 1 (opgegeven)",
        "Vergeleken: 5 partijen uit 3 casussen. Partijen van één casus zijn niet onafhankelijk",
        "Niet vergeleken:",
        "d: form (zwijgt)",
        "precies 0,5 is: f (urgency).",
        "Denkbaar met 2 voorwaarden: 4 combinaties. Waargenomen bij 5 partijen: 3; niet "
        "waargenomen: 1.",
        "Tegenstrijdig: 1 van de waargenomen combinaties.",
        "geen minimale formule gemaakt: bij 5 partijen",
        "van wat niemand heeft waargenomen: 1 combinatie.",
        "niet: urgency",
    )


def test_everything_is_said_in_english() -> None:
    assert_said(
        make_study(),
        "en",
        "Which conditions go with the outcome?",
        "Need and pressure",
        "Outcome: form. Conditions: urgency, pressure.",
        "from an inclusion of 0.8 on.",
        "urgency: absent 0, partial 0.5, present 1 (by the place on the scale)",
        "form: absent 0, partial 0.25, present 1 (declared)",
        "Compared: 5 parties of 3 cases. Parties of one case are not independent",
        "Not compared:",
        "d: form (silent)",
        "exactly 0.5: f (urgency).",
        "Possible with 2 conditions: 4 combinations. Observed among 5 parties: 3; not observed: 1.",
        "Contradictory: 1 of the combinations observed.",
        "No minimal formula was made: with 5 parties",
        "the outcome of what nobody observed: 1 combination.",
        "not: urgency",
    )


def test_a_row_that_fits_the_absence_as_well_is_weak_support() -> None:
    # 0.6 in the conditions and 0.49 in the outcome: inclusion 0.49 / 0.6, but 0.51 in its absence
    scores = {"a": ("present", "present", "partial")}
    study = make_study(
        spec(calibrate={name: {**THIRDS, "present": 0.6, "partial": 0.49} for name in CODES}),
        scores=scores,
    )
    (found,) = report_of(study).configurations
    (row,) = found.rows
    assert (row.output, row.pri) == (True, 0)
    assert_said(study, "en", "Weak support at best, for all the high inclusion: a.")
    assert_said(study, "nl", "Op zijn best zwakke steun, ondanks de hoge inclusie: a.")
    firm = make_study(spec(calibrate={}), scores={"a": ("present", "present", "present")})
    for language, words in (("en", "Weak support"), ("nl", "zwakke steun")):
        assert words not in "".join(texts(firm, language))


def test_nothing_to_compare() -> None:
    study = make_study(scores={"a": ("present", "", "")})
    assert_said(study, "en", "No unit is scored on the outcome and all conditions")
    assert_said(study, "nl", "Geen enkele eenheid is op de uitkomst en alle voorwaarden gescoord")
    html, _ = texts(study, "en")
    assert "Truth table" not in html
    assert "No minimal formula" not in html


def test_cases_are_not_nested_and_an_undefined_number_is_explained() -> None:
    scores = dict.fromkeys(("a", "c"), ("present", "present", "present"))
    study = make_study(spec(unit="case"), scores=scores)
    assert_said(study, "en", "–: not defined", "No combination observed is contradictory.")
    assert_said(study, "nl", "–: niet te berekenen", "Geen waargenomen combinatie")
    html, markdown = texts(study, "en")
    assert "not independent" not in html + markdown


def test_many_units_without_remainders_have_no_formula_either() -> None:
    cases = {f"u{n}": () for n in range(8)}
    values = [("present", "absent")[n % 2] for n in range(8)]
    codings = [("d1", f"u{n}", name, values[n]) for n in range(8) for name in ("urgency", "form")]
    study = build_study(
        cases=cases,
        codes=[code(name) for name in CODES],
        codings=codings,
        configurations=(spec(unit="case", conditions=("urgency",), calibrate={}),),
    )
    assert_said(study, "en", "No minimal formula was made. ")
    html, _ = texts(study, "en")
    assert "nobody observed" not in html


def test_without_declarations_nothing_is_shown() -> None:
    study = replace(make_study(), configurations=())
    assert "Which conditions go" not in "".join(texts(study, "en"))


def test_words_of_people_are_words_only() -> None:
    hostile = labels(HOSTILE)
    study = make_study(spec(title=hostile, note=hostile, source=HOSTILE))
    html = render_report_html(report_of(study))
    assert "<script>alert" not in html
    assert not re.search(r"<img", html)
    Page(html)
    assert "<script>" not in render_report_markdown(report_of(study))


def test_the_same_each_time() -> None:
    assert render_report_html(report_of(make_study())) == render_report_html(
        report_of(make_study())
    )
