"""Coding by keyboard: chosen, coded, saved, found again on disk and in the scores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosscase.storage import check, load
from tests.cli.running import run
from tests.folders import TEXTS
from tests.web.reading import (
    added,
    chosen,
    code_here,
    events,
    marks,
    press,
    said,
    select,
    until_saved,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_three_passages_coded_by_keyboard_are_on_disk_and_in_the_scores(
    reading: Page, study: Path
) -> None:
    before = len(events(study))
    scored = run("scores", "--study", study, "--format", "json").json
    press(reading, "j", "j", "j")
    assert chosen(reading) == "Alleen ging het niet meer."
    code_here(reading, "urg", "b", "a", "1")
    press(reading, "j")
    assert chosen(reading) == "Het vertrouwen in de buren is groot, al blijft het wennen."
    code_here(reading, "distr", "2")
    press(reading, "k", "Shift+j", "Shift+ArrowLeft", "Shift+ArrowLeft")
    code_here(reading, "pressure", "3")
    until_saved(reading)
    reading.reload()
    reading.wait_for_selector("html[data-ready]")
    assert {
        "Coded: Urgency, A, B, afwezig",
        "Coded: Wantrouwen, A, B, deels",
        "Coded: Druk, A, B, aanwezig",
    } <= set(marks(reading))

    new = added(study, before)
    assert [(one["code"], one["unit"], one["value"]) for one in new] == [
        ("urgency", "a", "absent"),
        ("urgency", "b", "absent"),
        ("distrust", "a", "partial"),
        ("distrust", "b", "partial"),
        ("pressure", "a", "present"),
        ("pressure", "b", "present"),
    ]
    assert not [one for one in check(study) if one.severity == "error"]
    for one in new:
        assert TEXTS["d1"][one["start"] : one["end"]] == one["quote"]
    assert new[-1]["quote"].startswith("Alleen ging")
    assert new[-1]["quote"].endswith("al blijft het")
    now = run("scores", "--study", study, "--format", "json").json
    ids = {one["id"] for one in new}
    assert now != scored
    assert ids <= {id for row in now for id in str(row).replace("'", " ").replace(";", " ").split()}


def test_what_is_coded_by_keyboard_is_said_aloud(reading: Page) -> None:
    press(reading, "j", "j")
    assert chosen(reading) == "Wij moesten wel."
    reading.locator("#live", has_text="Wij moesten wel.").wait_for(state="attached")
    code_here(reading, "distrust", "3")
    reading.locator("#live", has_text="Saved").wait_for(state="attached")


def test_a_coding_is_on_its_way_before_anything_is_drawn_anew(reading: Page) -> None:
    reading.evaluate(
        """() => {
          const ask = window.fetch;
          window.fetch = (...given) => {
            if (given[1]?.method === "POST") {
              window.seen = [
                document.getElementById("palette").open,
                document.querySelectorAll(".unsaved").length,
              ];
            }
            return ask(...given);
          };
        }"""
    )
    press(reading, "j", "j")
    code_here(reading, "distrust", "3")
    until_saved(reading)
    assert reading.evaluate("window.seen") == [True, 0]


def test_words_selected_with_the_mouse_are_coded_and_several_codes_follow_on_them(
    reading: Page, study: Path
) -> None:
    before = len(events(study))
    select(reading, "vertrouwen in de buren")
    reading.locator("#quick button.first").click()
    reading.keyboard.type("distrust")
    press(reading, "Enter", "1", "Shift+Enter")
    reading.keyboard.type("urgency")
    press(reading, "Enter", "3", "Enter")
    until_saved(reading)
    assert [(one["code"], one["quote"]) for one in added(study, before)] == [
        ("distrust", "vertrouwen in de buren"),
        ("urgency", "vertrouwen in de buren"),
    ]
    select(reading, "al blijft het wennen")
    press(reading, "r")
    until_saved(reading)
    last = added(study, before)[-1]
    assert (last["code"], last["quote"]) == ("urgency", "al blijft het wennen")


def test_the_form_says_what_is_missing_and_asks_for_what_the_code_needs(
    reading: Page, study: Path
) -> None:
    before = len(events(study))
    press(reading, "j", "j", "Enter")
    reading.keyboard.type("vertrouwen")
    press(reading, "Enter", "a", "a", "Enter")
    assert "of which unit" in reading.locator("#palette-lacks").inner_text()
    press(reading, "a", "2", "Enter")
    until_saved(reading)
    (trust,) = added(study, before)
    assert (trust["code"], trust["unit"], trust["toward"]) == ("trust", "a", "b")

    press(reading, "j", "Enter")
    reading.keyboard.type("mijlpaal")
    press(reading, "Enter", "1", "Enter")
    assert "when it took place" in reading.locator("#palette-lacks").inner_text()
    assert reading.evaluate("document.activeElement.id") == "claim-date"
    reading.keyboard.type("2011-05")
    press(reading, "Enter")
    until_saved(reading)
    assert added(study, before)[-1]["date"] == "2011-05"


def test_what_was_typed_stays_until_it_is_saved(reading: Page, study: Path) -> None:
    before = len(events(study))
    memo, lacks = reading.locator("#claim-memo"), reading.locator("#palette-lacks")
    press(reading, "j", "j", "Enter")
    reading.keyboard.type("distrust")
    press(reading, "Enter", "0")
    memo.fill("niet gevraagd")
    reading.locator("#code-input").fill("pressure")
    press(reading, "Enter")
    assert memo.input_value() == "niet gevraagd"
    press(reading, "Enter", "Enter")
    reading.keyboard.type("pressure")
    press(reading, "Enter", "0")
    memo.fill("nog eens")
    press(reading, "Enter")
    assert "already" in lacks.inner_text()
    assert memo.input_value() == "nog eens"
    press(reading, "Escape")

    # Why a code does not apply is said of each words anew.
    press(reading, "j", "r")
    assert "why" in lacks.inner_text()
    reading.keyboard.type("ook niet")
    press(reading, "Enter")
    until_saved(reading)
    made = [(one["code"], one["value"], one["memo"]) for one in added(study, before)]
    assert made == [("pressure", "n/a", "niet gevraagd"), ("pressure", "n/a", "ook niet")]


def test_a_code_that_is_computed_is_not_offered_and_a_unit_that_does_not_fit_is_not_either(
    reading: Page,
) -> None:
    press(reading, "j", "Enter")
    reading.keyboard.type("duur")
    assert reading.locator("#code-list .option").count() == 0
    reading.locator("#code-input").fill("advis")
    press(reading, "Enter")
    units = reading.locator("input[name=unit]").evaluate_all("(all) => all.map((one) => one.value)")
    assert units == ["ab"]


def test_a_coding_is_changed_withdrawn_undone_and_done_again(reading: Page, study: Path) -> None:
    press(reading, "j", "j", "j")
    code_here(reading, "distrust", "1")
    until_saved(reading)
    coding = added(study)[-1]["id"]

    def now() -> str | None:
        found = load(study).codings.get(coding)
        return found and f"{found.value} {found.memo}".strip()

    reading.locator(".note.coding", has_text="Wantrouwen").first.click()
    press(reading, "e", "2")
    reading.locator("#claim-memo").fill("twijfel")
    press(reading, "Enter")
    until_saved(reading)
    assert now() == "partial twijfel"
    press(reading, "z")
    until_saved(reading)
    assert now() == "absent"
    press(reading, "Shift+z")
    until_saved(reading)
    assert now() == "partial twijfel"
    press(reading, "Delete")
    until_saved(reading)
    assert now() is None
    press(reading, "Control+z")
    until_saved(reading)
    again = [one for one in load(study).codings.values() if one.code == "distrust"]
    assert [(one.value, one.memo, one.quote) for one in again] == [
        ("partial", "twijfel", "Alleen ging het niet meer.")
    ]
    # What was done before is undone on the coding as it was added anew.
    press(reading, "z")
    until_saved(reading)
    (again_one,) = [one for one in load(study).codings.values() if one.code == "distrust"]
    assert (again_one.value, again_one.memo) == ("absent", "")
    press(reading, "z")
    until_saved(reading)
    assert not [one for one in load(study).codings.values() if one.code == "distrust"]
    kinds = [event["event"] for event in events(study)]
    assert kinds.count("withdraw") >= 3
    assert coding in {event["id"] for event in events(study)}


def test_other_words_are_taken_for_a_coding_by_selecting_them(reading: Page, study: Path) -> None:
    press(reading, "j", "j", "j")
    code_here(reading, "distrust", "1")
    until_saved(reading)
    reading.locator(".note.coding", has_text="Wantrouwen").first.click()
    select(reading, "ging het niet")
    press(reading, "e", "Enter")
    until_saved(reading)
    found = [one for one in load(study).codings.values() if one.code == "distrust"]
    assert [one.quote for one in found] == ["ging het niet"]
    press(reading, "z")
    until_saved(reading)
    found = [one for one in load(study).codings.values() if one.code == "distrust"]
    assert [one.quote for one in found] == ["Alleen ging het niet meer."]


def test_units_of_a_coding_are_added_and_taken_away_when_it_is_changed(
    reading: Page, study: Path
) -> None:
    press(reading, "j", "j", "j")
    code_here(reading, "distrust", "1")
    until_saved(reading)
    reading.locator(".note.coding", has_text="Wantrouwen").first.click()
    # Closed and opened again at once.
    reading.evaluate(
        """async () => {
          const press = (key) => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
          const closed = new Promise((done) => document.getElementById("palette").onclose = done);
          for (const key of ["e", "Enter", "e"]) press(key);
          await closed;
        }"""
    )
    press(reading, "a", "b", "Enter")
    until_saved(reading)
    found = [one for one in load(study).codings.values() if one.code == "distrust"]
    assert [one.unit for one in found] == ["b"]


def test_after_withdrawing_the_words_are_chosen_and_after_undoing_the_coding(
    reading: Page, study: Path
) -> None:
    press(reading, "n")
    first = reading.locator(".note.coding[aria-expanded=true]").get_attribute("aria-label")
    press(reading, "Delete", "Delete")
    until_saved(reading)
    assert "e1" not in load(study).codings
    assert "e2" in load(study).codings
    assert reading.locator(".note[aria-expanded=true]").count() == 0
    assert chosen(reading) == "Wij moesten wel"
    press(reading, "n", "z")
    again = reading.locator(".note.coding[aria-expanded=true]")
    assert (again.get_attribute("aria-label") or "").removesuffix(", not saved yet") == first
    until_saved(reading)
    live = reading.locator("#live", has_text="Undone: Urgency withdrawn. Saved")
    live.wait_for(state="attached")


def test_after_letting_go_one_goes_on_from_where_one_was(reading: Page) -> None:
    press(reading, "j", "j", "j", "Escape")
    assert chosen(reading) == ""
    press(reading, "j")
    assert chosen(reading).startswith("Het vertrouwen")


def test_what_was_lacking_is_no_longer_said_once_it_is_there(reading: Page) -> None:
    press(reading, "j", "j", "Enter")
    reading.keyboard.type("distrust")
    press(reading, "Enter", "Enter")
    assert "Choose a value" in reading.locator("#palette-lacks").inner_text()
    press(reading, "1")
    assert reading.locator("#palette-lacks").inner_text() == ""


@pytest.mark.parametrize(
    ("quote", "key", "expected"),
    [
        ("esten wel. All", "", "moesten wel. Alleen"),
        ("esten wel. All", "Control", "esten wel. All"),
        ("est", "", "est"),
        ("moesten wel", "", "moesten wel"),
    ],
)
def test_dragging_takes_words_whole_unless_a_key_is_held_or_it_is_part_of_one(
    reading: Page, quote: str, key: str, expected: str
) -> None:
    select(reading, quote)
    from_x, from_y, to_x, to_y = reading.evaluate(
        """() => {
          const boxes = [...getSelection().getRangeAt(0).getClientRects()];
          const [first, last] = [boxes[0], boxes.at(-1)];
          getSelection().removeAllRanges();
          return [first.left + 1, first.top + 5, last.right, last.top + 5];
        }"""
    )
    reading.mouse.move(from_x, from_y)
    reading.mouse.down()
    reading.mouse.move(to_x, to_y, steps=4)
    if key:
        reading.keyboard.down(key)
    reading.mouse.up()
    reading.wait_for_selector("#quick button.first")
    assert chosen(reading) == expected
    assert reading.evaluate("String(getSelection())") == expected


def test_what_is_chosen_already_says_why_and_gives_way_to_the_first_letter(
    reading: Page, study: Path
) -> None:
    # The codings of earlier times are about A, the speaker is of A as well.
    press(reading, "j", "j", "j", "Enter")
    reading.keyboard.type("distrust")
    press(reading, "Enter")
    legend = reading.locator("#claim-units legend")
    assert legend.inner_text().endswith("(as the document says)")
    press(reading, "b")
    assert "(" not in legend.inner_text()
    press(reading, "1")
    reading.locator("#claim-periods input").first.check()
    press(reading, "Enter")
    press(reading, "j", "Enter")
    reading.keyboard.type("pressure")
    press(reading, "Enter")
    assert legend.inner_text().endswith("(as before)")
    assert reading.locator("#claim-periods legend").inner_text().endswith("(as before)")
    press(reading, "b", "a", "2", "Enter")
    until_saved(reading)
    found = [one for one in load(study).codings.values() if one.document == "d1"]
    assert sorted(one.unit for one in found if one.code == "distrust") == ["b"]
    assert sorted(one.unit for one in found if one.code == "pressure") == ["a", "b"]
    (period,) = {one.periods for one in found if one.code == "pressure"}
    assert period


def test_the_same_claim_on_the_same_words_is_not_made_twice(reading: Page, study: Path) -> None:
    press(reading, "j", "j", "j")
    code_here(reading, "distrust", "1")
    until_saved(reading)
    before = len(events(study))
    press(reading, "r")
    reading.locator("#live", has_text="already").wait_for(state="attached")
    assert len(events(study)) == before


def test_coverage_is_stated_by_codebook_and_taken_back(reading: Page, study: Path) -> None:
    press(reading, "g")
    switch = reading.locator("#coverage-body [role=switch]")
    assert switch.get_attribute("aria-checked") == "false"
    switch.click()
    until_saved(reading)
    reading.locator("#coverage-body [role=switch][aria-checked=true]").wait_for()
    assert "Read completely" in reading.locator("#progress").inner_text()

    def covered() -> set[str]:
        state = load(study).coding_state
        return {code for one in state.coverage if one.document == "d1" for code in one.codes}

    assert covered() == {"urgency", "trust", "distrust", "pressure", "advisers", "milestone"}
    press(reading, "Escape", "z")
    until_saved(reading)
    assert covered() <= {"urgency"}


def test_a_single_key_can_be_turned_off_and_buttons_still_do_it(reading: Page) -> None:
    press(reading, "?")
    reading.locator("#help-keys").uncheck()
    press(reading, "Escape", "j", "d")
    assert chosen(reading) == ""
    assert reading.locator("dialog[open]").count() == 0
    press(reading, "ArrowDown")
    assert chosen(reading) == "Interview"
    reading.reload()
    reading.wait_for_selector("html[data-ready]")
    press(reading, "j")
    assert chosen(reading) == ""
    reading.locator("#documents").click()
    assert reading.locator("#documents-dialog[open]").count() == 1


def test_undo_says_what_there_is_to_undo(reading: Page) -> None:
    assert reading.locator("#undo").is_disabled()
    press(reading, "z")
    reading.locator("#live", has_text="Nothing to undo").wait_for(state="attached")
    assert said(reading)
