/** All about one coding or suggestion, and what can be done with it. */

import { label, t } from "../words.js";
import { claimOf } from "./claims.js";
import { icon, make } from "./html.js";

/** @typedef {import("./notes.js").Note} Note */
/** @typedef {import("./types.js").Coding} Coding */

export class Card {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./naming.js").Naming} naming
   * @param {{edit: () => void, withdraw: () => void, accept: () => void, correct: () => void,
   *   reject: () => void}} acts What can be done with the note that is chosen.
   */
  constructor(store, naming, acts) {
    this.store = store;
    this.naming = naming;
    this.acts = acts;
  }

  /**
   * @param {Note} note
   * @returns {HTMLElement}
   */
  make(note) {
    const code = this.store.codes.get(note.code);
    const card = make(
      "div.card.floating",
      { role: "group", "aria-label": t("read.card") },
      make(
        "p.card-title",
        {},
        make("strong", {}, this.naming.code(note.code)),
        make(`span.chip.hue-${this.store.hueOf(note.code)}`, {}, this.naming.book(code?.codebook)),
      ),
    );
    if (code) card.append(make("p.card-definition", {}, label(code.definition)));
    if (note.suggestion) card.append(this.reason(note.suggestion));
    for (const codings of alike(note.codings)) card.append(this.details(codings));
    if (note.unsaved) card.append(make("p.card-unsaved", {}, icon("warn"), t("read.unsaved")));
    if (this.store.coder && !note.coder) card.append(this.actions(note));
    return card;
  }

  /** @param {import("./types.js").Suggestion} suggestion */
  reason(suggestion) {
    const list = make("dl.card-details");
    row(list, t("read.reason"), label(suggestion.reason));
    const { unit, value } = suggestion;
    row(list, t("read.field.unit"), unit ? this.naming.unit(unit) : t("read.open"));
    row(
      list,
      t("read.field.value"),
      value ? this.naming.value(suggestion.code, value) : t("read.open"),
    );
    if (suggestion.score !== null) {
      row(list, t("read.certainty"), `${Math.round(suggestion.score * 100)} %`);
    }
    return list;
  }

  /** @param {Coding[]} codings That differ in their unit alone. */
  details(codings) {
    const [coding] = codings;
    const list = make("dl.card-details");
    row(list, t("read.field.unit"), codings.map(({ unit }) => this.naming.unit(unit)).join(", "));
    row(list, t("read.field.value"), this.naming.value(coding.code, coding.value));
    row(list, t("read.field.period"), this.naming.periods(coding.period));
    row(list, t("read.field.date"), coding.date);
    row(list, t("read.field.actor"), this.naming.actor(coding.actor));
    row(list, t("read.field.toward"), coding.toward && this.naming.unit(coding.toward));
    row(list, t("read.field.decision"), coding.decision);
    row(list, t("read.field.memo"), coding.memo);
    if (coding.coder !== this.store.coder) row(list, t("read.field.coder"), coding.coder);
    return list;
  }

  /** @param {Note} note */
  actions(note) {
    const { acts } = this;
    const buttons = note.suggestion
      ? [
          act("check", t("read.act.accept"), "a", acts.accept, true),
          act("pen", t("read.act.correct"), "c", acts.correct),
          act("cross", t("read.act.reject"), "x", acts.reject),
        ]
      : [
          act("pen", t("read.act.edit"), "e", acts.edit),
          act("cross", t("read.act.withdraw"), t("read.key.delete"), acts.withdraw),
        ];
    const [first] = note.codings;
    if (first && !note.unsaved) {
      buttons.push(make("a.quiet.card-link", { href: `#coding.${first.id}` }, t("read.act.link")));
    }
    return make("div.card-actions", {}, ...buttons);
  }
}

/**
 * Put codings together that differ in their unit alone.
 * @param {readonly Coding[]} codings
 * @returns {Coding[][]}
 */
function alike(codings) {
  /** @type {Map<string, Coding[]>} */
  const groups = new Map();
  for (const coding of codings) {
    const key = JSON.stringify({ ...claimOf(coding), unit: "" });
    groups.set(key, [...(groups.get(key) ?? []), coding]);
  }
  return [...groups.values()];
}

/**
 * @param {HTMLElement} list
 * @param {string} name
 * @param {string} value
 */
function row(list, name, value) {
  if (value) list.append(make("dt", {}, name), make("dd", {}, value));
}

/**
 * @param {string} sign
 * @param {string} name
 * @param {string} key
 * @param {() => void} work
 * @param {boolean} [first]
 */
function act(sign, name, key, work, first = false) {
  return make(
    first ? "button.first" : "button",
    { type: "button", onclick: work },
    icon(sign),
    name,
    make("kbd", { "aria-hidden": "true" }, key),
  );
}
