"""What a coder does against what the server knows: the scripts of the desk, without their page."""

from __future__ import annotations

from typing import Any

from tests.web.reading import Evaluate

DESK = """
async (given, work) => {
  const from = (name) => import(`/static/js/read/${name}.js`);
  const [{Store}, {Deeds}, {History}, {Outbox}, {Syncing}] = await Promise.all(
    ["store", "deeds", "history", "outbox", "syncing"].map(from));
  const text = "Aa wil. Bee wil niet.";
  const wire = (id, more = {}) => ({id, coder: "c1", code: "c", unit: "a", value: "present",
    start: 0, end: 7, quote: "Aa wil.", last: id, at: "2026", suggestion: "", placed: true, ...more});
  const hint = {id: "s", start: 0, end: 7, quote: "Aa wil.", code: "c", unit: "a", value: "absent"};
  const said = (codings, more = {}) => (
    {document: {id: "d", text}, codings, suggestions: [], coverage: {}, problems: [], version: "1", ...more});
  const study = {coder: "c1", codebooks: [], units: [], scales: {}};
  const store = new Store(study, {id: "d", text, units: []}, () => [{from: 0, to: text.length}]);
  const sent = [];
  const history = new History();
  const outbox = new Outbox({
    keep: {read: () => given.kept ?? [], write: () => true},
    send: (entry) => new Promise((resolve, reject) => { sent.push({entry, resolve, reject}); }),
    acknowledged: (entry, answer) => deeds.acknowledged(entry, answer),
    refused: () => undefined, changed: () => undefined, later: () => 0, never: () => undefined});
  const deeds = new Deeds(store, outbox, history);
  const syncing = new Syncing(store, outbox, {tellStale: () => undefined, tellErrors: () => undefined});
  const soon = () => new Promise((done) => setTimeout(done));
  const shown = () => store.shownCodings.map((one) => `${one.value}${one.unsaved ? "?" : ""}`).join();
  return work({store, deeds, history, outbox, syncing, sent, wire, hint, said, soon, shown});
}
"""


def at_desk(scripts: Evaluate, work: str, given: Any = None) -> Any:
    """Run ``(desk) => …`` on a document of two sentences, with a server that answers by hand."""
    return scripts("store", f"(_, given) => ({DESK})(given, {work})", given or {})


def test_what_was_read_before_a_coding_was_saved_does_not_take_it_away(scripts: Evaluate) -> None:
    found = at_desk(
        scripts,
        """async ({deeds, store, syncing, sent, wire, said, soon, shown}) => {
          const asked = [];
          const {fetch} = window;
          window.fetch = () => new Promise((resolve) => {
            asked.push((answer) => resolve(new Response(JSON.stringify(answer))));
          });
          try {
            deeds.add({from: 0, to: 7}, [wire("")], "");
            const reading = syncing.read();
            await soon();
            const made = wire(`${sent[0].entry.request}-0`);
            sent[0].resolve({codings: [made]});
            await soon();
            asked[0](said([]));
            for (let n = 0; n < 50 && asked.length < 2 && shown(); n++) await soon();
            const between = shown();
            asked[1]?.(said([made], {version: "2"}));
            return [between, await reading, shown(), asked.length];
          } finally {
            window.fetch = fetch;
          }
        }""",
    )
    assert found == ["present", "2", "present", 2]


def test_an_answer_says_of_a_coding_what_it_says_of_that_one(scripts: Evaluate) -> None:
    found = at_desk(
        scripts,
        """async ({deeds, store, sent, wire, soon}) => {
          const claims = [wire(""), wire("", {unit: "b"})];
          const [, second] = deeds.add({from: 0, to: 7}, claims, "");
          sent[0].resolve({codings: [wire(second, {unit: "b"})]});
          await soon();
          return store.shownCodings.map((one) => [one.unit, Boolean(one.unsaved)]);
        }""",
    )
    assert found == [["a", True], ["b", False]]


def test_a_change_given_up_is_no_longer_said_to_wait(scripts: Evaluate) -> None:
    found = at_desk(
        scripts,
        """async ({deeds, store, outbox, sent, wire, said, soon, shown}) => {
          const adopt = () => store.adopt(said([wire("e")]), outbox.holding());
          adopt();
          deeds.revise([{coding: store.codings.get("e"), changes: {value: "absent"}}], "");
          sent[0].reject(Object.assign(new Error("no"), {status: 422}));
          await soon();
          adopt();
          const waiting = shown();
          outbox.drop(outbox.refused[0]);
          adopt();
          return [waiting, shown()];
        }""",
    )
    assert found == ["absent?", "present"]


def test_what_waits_stays_when_the_document_is_read_anew(scripts: Evaluate) -> None:
    found = at_desk(
        scripts,
        """({deeds, store, outbox, wire, hint, said, shown}) => {
          const made = wire("e", {suggestion: "s"});
          store.adopt(said([made]));
          deeds.add({from: 8, to: 21}, [wire("", {value: "partial"})], "");
          deeds.sendUndecide(store.readSuggestion(hint));
          deeds.cover(["c"], true, "");
          store.adopt(said([made]), outbox.holding());
          return [shown(), store.shownSuggestions.length, store.coverage];
        }""",
    )
    assert found == ["partial?", 1, {"c": "covered"}]


def test_a_page_loaded_anew_shows_all_that_waits(scripts: Evaluate) -> None:
    found = at_desk(
        scripts,
        """async ({deeds, store, outbox, wire, hint, said, shown}) => {
          const coverage = {c: "covered"};
          store.adopt(said([wire("e", {suggestion: "s"}), wire("f")], {coverage}));
          deeds.sendUndecide(store.readSuggestion(hint));
          deeds.cover(["c"], false, "");
          deeds.cover(["x"], true, "");
          const left = JSON.parse(JSON.stringify(outbox.entries));
          store.adopt(said([wire("e", {suggestion: "s"}), wire("f")], {coverage}));
          const before = [shown(), store.shownSuggestions.length];
          (await import("/static/js/read/waiting.js")).showWaiting(deeds, left);
          return [before, shown(), store.shownSuggestions.length, store.coverage];
        }""",
    )
    assert found == [["present,present", 0], "present", 1, {"x": "covered"}]


def test_codings_of_a_suggestion_with_other_parties_of_their_own_are_decisions_of_their_own(
    scripts: Evaluate,
) -> None:
    found = at_desk(
        scripts,
        """({deeds, store, outbox, wire, shown}) => {
          const claims = [wire("", {toward: "b"}), wire("", {unit: "b", toward: "a"})];
          deeds.add({from: 0, to: 7}, claims, "", "s");
          return outbox.entries.map(({kind, target, body: {claims: [one, ...others]}}) =>
            [kind, target, one.unit, one.toward, others.length]);
        }""",
    )
    assert found == [["correct", "s", "a", "b", 0], ["correct", "s", "b", "a", 0]]


def test_the_order_of_notes_is_never_that_in_which_codings_came(scripts: Evaluate) -> None:
    found = at_desk(
        scripts,
        """({store, wire, said}) => {
          const all = ["e", "f", "g"].map((id, i) => wire(id, {value: `v${i}`}));
          return [all, all.toReversed()].map((codings) => {
            store.adopt(said([]));
            store.adopt(said(codings));
            return [...store.notesIn(0).map((note) => note.key), ...store.codings.ordered.map(({id}) => id)];
          });
        }""",
    )
    assert found == [["e", "f", "g", "e", "f", "g"]] * 2


def test_codings_of_one_unit_have_a_note_each(scripts: Evaluate) -> None:
    found = at_desk(
        scripts,
        """({store, wire, said}) => {
          const one = (id, unit, period = "") => wire(id, {unit, period});
          store.adopt(said([one("e", "a"), one("f", "a", "later"), one("g", "b"), one("h", "b", "later")]));
          return store.notesIn(0).map(({units, codings}) => [units, codings.map(({id}) => id)]);
        }""",
    )
    assert found == [[["a", "b"], ["e", "g"]], [["a", "b"], ["f", "h"]]]


def test_what_an_earlier_page_kept_stays_until_it_is_kept_anew(scripts: Evaluate) -> None:
    found = scripts(
        "outbox",
        """({keepIn}) => {
          const entry = (request) => ({request, kind: "add", body: {}, tries: 0});
          const old = JSON.stringify([entry("a"), entry("b")]);
          const store = Object.create(
            {getItem(name) { return this[name]; }, removeItem(name) { delete this[name]; },
             setItem(name, value) {
               if (Object.values(this).join("").length + value.length > old.length * 1.6) throw new Error("full");
               this[name] = value;
             }},
            {});
          store["us.p1"] = old;
          const keep = keepIn(store, "us.", "p2");
          const read = keep.read().map(({request}) => request);
          const full = [keep.write([entry("a"), entry("b"), entry("c")]), Object.keys(store)];
          return [read, full, keep.write([entry("b")]), Object.keys(store),
            keepIn(undefined, "us.", "p3").write([entry("a")])];
        }""",
    )
    assert found == [["a", "b"], [False, ["us.p1"]], True, ["us.p2"], False]


def test_what_could_not_be_read_anew_is_read_when_the_server_answers(scripts: Evaluate) -> None:
    found = at_desk(
        scripts,
        """async ({syncing, said}) => {
          const told = [];
          syncing.status = {tellAway: (error) => told.push(error.message), tellStale: () => undefined,
            tellErrors: () => undefined};
          syncing.changes = {version: "1"};
          const {fetch} = window;
          const answers = [Promise.reject(new Error("gone")),
            Promise.resolve(new Response(JSON.stringify(said([], {version: "2"}))))];
          window.fetch = () => answers.shift();
          try {
            const versions = [];
            for (let n = 0; n < 2; n++) {
              await syncing.refresh();
              versions.push(syncing.changes.version);
            }
            return [versions, told];
          } finally {
            window.fetch = fetch;
          }
        }""",
    )
    assert found == [["", "2"], ["gone"]]
