"""Suggestions on the reading page: seen as what they are, accepted, corrected and rejected by a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosscase.judgements import judge_suggestions
from crosscase.storage import load, read_suggestions, write_suggestions
from tests.web.here import Here
from tests.web.reading import (
    Opening,
    added,
    events,
    look,
    marks,
    notes,
    press,
    read,
    readings,
    select,
    until_saved,
)
from tests.web.test_suggestions_api import OPEN, WHOLE, propose

if TYPE_CHECKING:
    from playwright.sync_api import Page

WRONG = propose("Het vertrouwen in de buren is groot", code="distrust", unit="a", value="absent")


@pytest.fixture
def suggested(study: Path, serve_in_thread: Callable[..., Here], open_page: Opening) -> Page:
    """The first document with three suggestions: whole, with things left open, and wrong."""
    write_suggestions(study, "lexicon", [OPEN, WHOLE, WRONG])
    server = serve_in_thread(study)
    return read(open_page(server, "/?lang=en"), server)


def status(study: Path) -> dict[str, str]:
    """Return what became of each suggestion, by the first word of its quote."""
    found = load(study)
    known = list(read_suggestions(found))
    judged = judge_suggestions(found, known, "c1")
    return {one.quote.split()[0]: judged[one.id].status for one in known}


def test_a_suggestion_looks_different_and_gives_its_reason(suggested: Page) -> None:
    assert "Suggested: Urgency, B, aanwezig" in marks(suggested)
    line = suggested.locator("mark.suggested").last
    style = line.evaluate(
        "(one) => { const s = getComputedStyle(one);"
        " return [s.textDecorationStyle, s.backgroundColor]; }"
    )
    assert style == ["dashed", "rgba(0, 0, 0, 0)"]
    press(suggested, "s", "s")
    note = suggested.locator(".note.suggestion[aria-expanded=true]")
    assert note.get_attribute("aria-label") == "Suggested: Urgency, B, aanwezig"
    assert "the word meer" in suggested.locator(".card").inner_text()


def test_what_settles_no_other_suggestion_is_not_read_again(
    study: Path, serve_in_thread: Callable[..., Here], open_page: Opening
) -> None:
    alike = propose("Alleen ging het", unit="b")
    write_suggestions(study, "lexicon", [WRONG, WHOLE, alike])
    server = serve_in_thread(study)
    page = read(open_page(server, "/?lang=en"), server)
    asked = readings(page)
    press(page, "s", "s", "s", "x")
    until_saved(page)
    look(page)
    assert asked == []
    press(page, "Shift+s", "a")
    until_saved(page)
    look(page)
    assert len(asked) == 1
    assert notes(page, "suggestion") == []


def test_one_is_accepted_one_corrected_one_rejected_by_a_key_each(
    suggested: Page, study: Path
) -> None:
    before = len(events(study))
    press(suggested, "s")  # left open: which unit and which value
    press(suggested, "a")
    assert suggested.locator("#palette[open]").count() == 1
    press(suggested, "3", "Enter")
    press(suggested, "a")  # the next one is chosen already
    press(suggested, "x")
    until_saved(suggested)
    assert status(study) == {"Wij": "accepted", "Alleen": "accepted", "Het": "rejected"}
    made = [(one["code"], one["unit"], one["value"]) for one in added(study, before)]
    assert made == [("pressure", "a", "present"), ("urgency", "b", "present")]
    assert notes(suggested, "suggestion") == []


def test_a_suggestion_is_corrected_in_code_value_units_and_words(
    suggested: Page, study: Path
) -> None:
    before = len(events(study))
    press(suggested, "s", "s")
    select(suggested, "ging het niet meer")
    press(suggested, "c")
    assert suggested.locator("#palette-quote").inner_text() == "ging het niet meer"
    press(suggested, "a", "2", "Enter")
    until_saved(suggested)
    assert status(study)["Alleen"] == "corrected"
    made = [(one["unit"], one["value"], one["quote"]) for one in added(study, before)]
    assert made == [
        ("a", "partial", "ging het niet meer"),
        ("b", "partial", "ging het niet meer"),
    ]
    (one,) = {one["suggestion"] for one in added(study, before)}
    assert one == WHOLE.id

    # Withdrawn and restored it says what it said then, not what was proposed.
    withdrawn = len(events(study))
    press(suggested, "Shift+n")
    assert suggested.locator(".note.coding[aria-expanded=true]").inner_text().count("A, B") == 1
    press(suggested, "Delete", "z")
    until_saved(suggested)
    again = added(study, withdrawn)
    assert [(one["unit"], one["value"], one["quote"]) for one in again] == made
    assert {one["suggestion"] for one in again} == {WHOLE.id}
    assert status(study)["Alleen"] == "corrected"


def test_a_suggestion_that_was_refused_is_changed_and_still_comes_of_it(
    suggested: Page, study: Path
) -> None:
    before = len(events(study))
    book = study / "codebooks/book.yaml"
    text = book.read_text(encoding="utf-8")
    press(suggested, "s", "s")
    book.write_text(
        text.replace("Sense of need.}\n", "Sense of need.}\n    level: case\n"), encoding="utf-8"
    )
    press(suggested, "a")
    suggested.locator("#conflict-dialog").get_by_role("button", name="Change it").click()
    suggested.locator("#palette[open]").wait_for()
    press(suggested, "b", "g", "Enter")
    until_saved(suggested)
    made = [(one["unit"], one["value"], one["suggestion"]) for one in added(study, before)]
    assert made == [("ab", "present", WHOLE.id)]


def test_decisions_are_undone_and_done_again(suggested: Page, study: Path) -> None:
    before = status(study)
    assert before == {"Wij": "undecided", "Alleen": "undecided", "Het": "undecided"}
    press(suggested, "s", "s", "a", "x")
    until_saved(suggested)
    assert status(study) == {"Wij": "undecided", "Alleen": "accepted", "Het": "rejected"}
    press(suggested, "z")
    until_saved(suggested)
    assert status(study)["Het"] == "undecided"
    press(suggested, "z")
    until_saved(suggested)
    assert status(study) == before
    assert "Suggested: Urgency, B, aanwezig" in marks(suggested)
    press(suggested, "Shift+z", "Shift+z")
    until_saved(suggested)
    assert status(study) == {"Wij": "undecided", "Alleen": "accepted", "Het": "rejected"}


def test_a_coding_that_came_of_a_suggestion_keeps_that_when_its_withdrawal_is_undone(
    suggested: Page, study: Path
) -> None:
    press(suggested, "s", "s", "a")
    until_saved(suggested)
    press(suggested, "Shift+n")
    note = suggested.locator(".note.coding[aria-expanded=true]")
    assert note.get_attribute("aria-label") == "Coded: Urgency, B, aanwezig"
    press(suggested, "Delete")
    until_saved(suggested)
    assert status(study)["Alleen"] == "undecided"
    press(suggested, "z")
    until_saved(suggested)
    assert status(study)["Alleen"] == "accepted"


def test_after_a_decision_the_next_is_chosen_and_said_and_not_passed_over(suggested: Page) -> None:
    def now() -> str | None:
        return suggested.locator(".note.suggestion[aria-expanded=true]").get_attribute("aria-label")

    press(suggested, "s", "a", "3", "Enter")
    assert now() == "Suggested: Urgency, B, aanwezig"
    focused = suggested.locator(".note.suggestion:focus")
    assert focused.get_attribute("aria-label") == now()
    told = "suggestion Druk accepted. Now: Suggested: Urgency, B, aanwezig. Saved"
    suggested.locator("#live", has_text=told).wait_for(state="attached")
    press(suggested, "s")
    assert now() == "Suggested: Urgency, B, aanwezig"
    press(suggested, "s")
    last = now()
    assert last != "Suggested: Urgency, B, aanwezig"
    press(suggested, "Shift+s", "x", "s")
    assert now() == last


def test_suggestions_are_hidden_on_request(suggested: Page) -> None:
    press(suggested, "f")
    suggested.get_by_label("Show suggestions").uncheck()
    press(suggested, "Escape")
    assert notes(suggested, "suggestion") == []
    assert suggested.locator("mark.suggested").count() == 0
    assert suggested.locator("#filter").inner_text().strip() == "Filtered"
