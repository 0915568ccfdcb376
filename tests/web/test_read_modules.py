"""The scripts of the reading page that need no page: places, segments, sentences, finding, keeping."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscase.spans import to_utf16
from tests.web.reading import Evaluate

SIGNS = st.sampled_from(
    [
        "a",
        "B",
        " ",
        "\n",
        "é",
        "e\u0301",
        "ij",
        "😀",
        "👩‍👩‍👧",
        "🇳🇱",
        "א",
        "ש",
        "م",
        "𝔘",
        "字",
        ".",
        "(",
        ")",
    ]
)
TEXTS = st.lists(SIGNS, max_size=24).map("".join)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12)
EVERY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@EVERY
@given(text=TEXTS)
def test_places_are_those_of_the_study(scripts: Evaluate, text: str) -> None:
    found = scripts(
        "positions",
        """({Positions}, text) => {
          const places = new Positions(text);
          const units = Array.from({length: places.length + 1}, (_, n) => places.toUnits(n));
          return [places.length, units, units.map((unit) => places.toPoints(unit))];
        }""",
        text,
    )
    assert found == [
        len(text),
        [to_utf16(text, n) for n in range(len(text) + 1)],
        list(range(len(text) + 1)),
    ]


def test_a_span_cuts_no_character_in_two(scripts: Evaluate) -> None:
    found = scripts("positions", "({Positions}, text) => new Positions(text).whole(2, 4)", "a😀😀b")
    assert found == {"from": 1, "to": 5}


@EVERY
@given(spans=SPANS, cuts=st.lists(st.integers(0, 50), max_size=5))
def test_segments_are_the_whole_stretch_and_carry_the_marks_that_cover_them(
    scripts: Evaluate, spans: list[tuple[int, int]], cuts: list[int]
) -> None:
    marks = [{"from": at, "to": at + length, "n": n} for n, (at, length) in enumerate(spans)]
    segments, lanes = scripts(
        "segments",
        """({cutSegments, assignLanes}, {marks, cuts}) => [
          cutSegments(5, 40, marks, cuts).map(({from, to, marks}) => [from, to, marks.map((m) => m.n)]),
          [...assignLanes(marks)].map(([mark, lane]) => [mark.n, lane]),
        ]""",
        {"marks": marks, "cuts": cuts},
    )
    assert [segments[0][0], segments[-1][1]] == [5, 40]
    assert all(a[1] == b[0] for a, b in pairwise(segments))
    for start, end, inside in segments:
        assert start < end
        for place in range(start, end):
            assert set(inside) == {m["n"] for m in marks if m["from"] <= place < m["to"]}
    lane = dict(lanes)
    assert lane.keys() == set(range(len(marks)))
    for one in marks:
        for other in marks[one["n"] + 1 :]:
            if one["from"] < other["to"] and other["from"] < one["to"]:
                assert lane[one["n"]] != lane[other["n"]]


DUTCH = [
    ("Zij wil. Hij wil niet.", ["Zij wil.", "Hij wil niet."]),
    ("Er zijn 15 kernen (p. 5). Dat is veel.", ["Er zijn 15 kernen (p. 5).", "Dat is veel."]),
    ("Volgens p. 5 mag het. Goed.", ["Volgens p. 5 mag het.", "Goed."]),
    ("Zie o.a. het plan. Goed!", ["Zie o.a. het plan.", "Goed!"]),
    (
        "Een haakje (dat open blijft. En verder. Zo.",
        ["Een haakje (dat open blijft.", "En verder.", "Zo."],
    ),
    ("  Ruimte eromheen.  ", ["Ruimte eromheen."]),
    ("Wat een dag 😀. Morgen weer.", ["Wat een dag 😀.", "Morgen weer."]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), DUTCH)
def test_sentences(scripts: Evaluate, text: str, expected: list[str]) -> None:
    found = scripts(
        "movement",
        """({divideSentences}, text) =>
          divideSentences(text, "nl").map(({from, to}) => text.slice(from, to))""",
        text,
    )
    assert found == expected


@EVERY
@given(text=TEXTS)
def test_sentences_hold_all_but_white_space_in_order(scripts: Evaluate, text: str) -> None:
    found = scripts(
        "movement",
        """({divideSentences}, text) =>
          divideSentences(text, "nl", 7).map(({from, to}) => [from - 7, to - 7])""",
        text,
    )
    units = text.encode("utf-16-le")
    kept = b"".join(units[2 * start : 2 * end] for start, end in found).decode("utf-16-le")
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(found))


CODES = [
    (
        "urgency",
        {"nl": "Urgentiebesef", "en": "Sense of urgency"},
        "Het besef dat het zo niet kan.",
    ),
    ("trust", {"nl": "Vertrouwen", "en": "Trust"}, "Dat de ander doet wat is afgesproken."),
    (
        "distrust",
        {"nl": "Wantrouwen", "en": "Distrust"},
        "Dat de ander niet doet wat is afgesproken.",
    ),
    ("coercive", {"nl": "Dwang door coöperatie", "en": "Coercion"}, "Van boven opgelegd."),
]


def find(scripts: Evaluate, typed: str, recent: tuple[str, ...] = ()) -> list[str]:
    codes = [
        {"id": id, "codebook": "b", "label": label, "definition": {"nl": definition}}
        | {"when_to_use": {}, "when_not": {}}
        for id, label, definition in CODES
    ]
    found: list[str] = scripts(
        "finding",
        """({prepare, findCodes}, {codes, typed, recent}) =>
          findCodes(prepare(codes, () => ["Factoren"]), typed, recent).map((code) => code.id)""",
        {"codes": codes, "typed": typed, "recent": list(recent)},
    )
    return found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("trust", "trust"),
        ("TRU", "trust"),
        ("dis", "distrust"),
        ("vertr", "trust"),
        ("wantr", "distrust"),
        ("urgncy", "urgency"),
        ("utgentie", "urgency"),
        ("sense urg", "urgency"),
        ("cooperatie", "coercive"),
        ("opgelegd", "coercive"),
        ("vtw", "trust"),
    ],
)
def test_a_code_is_found_in_either_language_by_parts_and_with_a_slip(
    scripts: Evaluate, typed: str, first: str
) -> None:
    assert find(scripts, typed)[0] == first


def test_every_term_must_fit_and_what_was_used_last_comes_first(scripts: Evaluate) -> None:
    assert find(scripts, "afgesproken niet") == ["distrust"]
    assert find(scripts, "xyzzy") == []
    assert find(scripts, "", ("distrust", "coercive")) == [
        "distrust",
        "coercive",
        "urgency",
        "trust",
    ]
    assert find(scripts, "afgesproken", ("distrust",)) == ["distrust", "trust"]


def test_units_are_preset_by_what_the_words_name(scripts: Evaluate) -> None:
    units = [
        {"id": "ab", "kind": "case", "label": {"": "Aa–Bee"}, "case": "", "parties": ["a", "b"]},
        {"id": "a", "kind": "party", "label": {"": "Aa"}, "case": "ab", "parties": []},
        {"id": "b", "kind": "party", "label": {"": "Bee"}, "case": "ab", "parties": []},
    ]
    code = "({presetUnits}, known) => presetUnits(known)"

    def preset(words: str, last: tuple[str, ...] = (), party: str = "") -> list[str]:
        known = {"units": units, "words": words, "last": list(last), "party": party}
        found: dict[str, Any] = scripts("claims", code, known)
        return [*found["units"], found["why"]]

    assert preset("Aa en Bee willen", ("ab",)) == ["a", "b", "words"]
    assert preset("Aa–Bee wil") == ["ab", "words"]
    assert preset("Men wil", ("b",), "a") == ["b", "before"]
    assert preset("Men wil", (), "a") == ["a", "document"]
    assert preset("Men wil") == [""]
    assert preset("Aap en Beer", (), "a") == ["a", "document"]


def test_what_a_draft_lacks(scripts: Evaluate) -> None:
    code = {"id": "c", "directed": False}
    draft = {"units": ["a"], "value": "x", "date": "", "memo": "", "toward": {}}
    run = "({lacks}, [draft, code, scale]) => lacks(draft, code, scale)"

    def lacking(changes: dict[str, Any], kind: str = "ordinal", **of: Any) -> list[str]:
        found: list[str] = scripts("claims", run, [draft | changes, code | of, {"kind": kind}])
        return found

    assert lacking({}) == []
    assert lacking({"units": [], "value": ""}) == ["unit", "value"]
    assert lacking({}, "events") == ["date"]
    assert lacking({"date": "2012-13"}, "events") == ["date-form"]
    assert lacking({"value": "n/a"}) == ["memo"]
    assert lacking({"value": "n/a", "memo": "niet gevraagd"}, "events") == []
    assert lacking({"value": "veel"}, "number") == ["number"]
    assert lacking({"value": "2.5"}, "number") == []
    assert lacking({}, directed=True) == ["toward"]


OUTBOX = """
async ({Outbox}, {answers, entries}) => {
  const log = [];
  let kept = [];
  const timers = [];
  const box = new Outbox({
    keep: {read: () => [], write: (all) => { kept = all.map((one) => one.request); }},
    send: async (entry) => {
      log.push(entry.request);
      const status = answers.shift();
      if (status === 0) throw new Error("gone");
      if (status >= 400) throw Object.assign(new Error("no"), {status});
      return {};
    },
    acknowledged: (entry) => log.push(`${entry.request} saved`),
    refused: (entry) => log.push(`${entry.request} refused`),
    changed: () => undefined,
    later: (work) => { timers.push(work); return work; },
    never: () => undefined,
  });
  for (const request of entries) box.put({request, kind: "add", body: {}});
  await new Promise((done) => setTimeout(done, 20));
  while (timers.length) { await timers.shift()(); }
  return [log, kept, box.refused.length];
}
"""


def test_what_waits_is_sent_in_order_until_it_is_acknowledged(scripts: Evaluate) -> None:
    log, kept, refused = scripts(
        "outbox", OUTBOX, {"answers": [0, 503, 401, 200, 422, 200], "entries": ["a", "b", "c"]}
    )
    assert log == [*("a", "a", "a", "a", "a saved"), *("b", "b refused"), *("c", "c saved")]
    assert kept == ["b"]
    assert refused == 1


def test_what_an_earlier_page_left_is_taken_over(scripts: Evaluate) -> None:
    found = scripts(
        "outbox",
        """({keepIn}) => {
          localStorage.clear();
          const entry = (request) => ({request, kind: "add", body: {}, tries: 0});
          keepIn(localStorage, "us.one.", "p1").write([entry("a"), entry("b")]);
          keepIn(localStorage, "us.two.", "p1").write([entry("z")]);
          localStorage.setItem("us.one.p0", "broken{");
          const later = keepIn(localStorage, "us.one.", "p2");
          const taken = later.read().map((one) => one.request);
          const places = Object.keys(localStorage).sort();
          localStorage.clear();
          return [taken, places];
        }""",
    )
    assert found == [["a", "b"], ["us.one.p2", "us.two.p1"]]


def test_marks_are_found_by_block_and_what_changed_is_told(scripts: Evaluate) -> None:
    found = scripts(
        "marks",
        """({Marks, blockAt}) => {
          const blocks = [{from: 0, to: 10}, {from: 12, to: 20}, {from: 22, to: 30}];
          const marks = new Marks(blocks);
          const one = (id, from, to, last = "1") => ({id, from, to, last});
          marks.replaceAll([one("a", 0, 5), one("b", 8, 24), one("c", 24, 26)], () => true);
          const inside = blocks.map((_, i) => marks.inBlock(i).map((m) => m.id).join(""));
          const changed = marks.replaceAll(
            [one("a", 0, 5), one("b", 8, 24, "2"), one("d", 12, 14)],
            (x, y) => x.last === y.last,
          );
          return [inside, [...changed].sort(), marks.ordered.map((m) => m.id).join(""),
            marks.within({from: 4, to: 9}).map((m) => m.id).join(""),
            [0, 10, 11, 12, 29, 99].map((place) => blockAt(blocks, place))];
        }""",
    )
    assert found == [["ab", "b", "bc"], [0, 1, 2], "abd", "ab", [0, 1, 1, 1, 2, 2]]


def test_a_filter_by_case_shows_its_parties_and_hides_the_rest(scripts: Evaluate) -> None:
    found = scripts(
        "filters",
        """({filterBy, showEverything}) => {
          const shown = filterBy({...showEverything(), units: ["ab"]}, () => "b",
            (unit) => ({a: "ab", b: "ab"}[unit] ?? unit));
          const one = (unit) => shown({code: "c", unit, coder: "c1"});
          return ["a", "ab", "cd", ""].map(one);
        }""",
    )
    assert found == [True, True, False, True]


@pytest.mark.parametrize(
    ("hash", "expected"),
    [
        ("#coding.3bdf", {"coding": "3bdf"}),
        ("#at.10-25", {"start": 10, "end": 25}),
        ("#at.10", None),
        ("#%E0%A4%A", None),
        ("", None),
    ],
)
def test_addresses_of_places(scripts: Evaluate, hash: str, expected: Any) -> None:
    assert scripts("links", "({readHash}, hash) => readHash(hash)", hash) == expected


def test_undone_deeds_are_done_again_until_another_is_done(scripts: Evaluate) -> None:
    found = scripts(
        "history",
        """({History}) => {
          const log = [];
          const history = new History();
          const deed = (label) => ({label, undo: () => log.push(`-${label}`), redo: () => log.push(`+${label}`)});
          history.push(deed("a")); history.push(deed("b"));
          history.undo(); history.undo(); history.redo(); history.push(deed("c"));
          return [log.join(""), history.redo() ?? null, history.undo().label];
        }""",
    )
    assert found == ["-b-a+a", None, "c"]


def test_deeds_done_as_one_are_undone_as_one_however_many_were_done_before(
    scripts: Evaluate,
) -> None:
    found = scripts(
        "history",
        """({History}) => {
          const log = [];
          const history = new History();
          const deed = (label) => ({label, undo: () => log.push(`-${label}`), redo: () => log.push(`+${label}`)});
          for (let n = 0; n < 600; n++) history.push(deed(n));
          history.together("both", () => { history.push(deed("a")); history.push(deed("b")); });
          history.together("none", () => undefined);
          const last = [history.undo().label, history.redo().label, history.undo().label];
          return [last, history.undo().label, log.join(""), history.done.length];
        }""",
    )
    assert found == [["both", "both", "both"], 599, "-b-a+a+b-b-a-599", 498]
