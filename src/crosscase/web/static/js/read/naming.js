/** What codings and suggestions are called, for those who see them and those who hear them. */

import { label, t } from "../words.js";

/** @typedef {import("./notes.js").Note} Note */
/** @typedef {import("./types.js").Claim} Claim */

export class Naming {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
  }

  /** @param {string} id */
  code(id) {
    const code = this.store.codes.get(id);
    return code ? label(code.label) : id;
  }

  /** @param {string} id */
  unit(id) {
    const unit = this.store.units.get(id);
    return unit ? label(unit.label) : id;
  }

  /** @param {string} id */
  book(id) {
    const book = this.store.codebooks.get(id);
    return book ? label(book.label) : id;
  }

  /**
   * @param {string} code
   * @param {string} id
   */
  value(code, id) {
    if (id === "n/a") return t("read.value.not-applicable");
    const scale = this.store.study.scales[this.store.codes.get(code)?.scale];
    const value = scale?.values.find((/** @type {any} */ one) => one.id === id);
    return value ? label(value.label) : id;
  }

  /** @param {string} ids Joined by ";". */
  periods(ids) {
    const all = this.store.study.periods;
    return ids
      .split(";")
      .filter(Boolean)
      .map((id) => {
        const period = all.find((/** @type {any} */ one) => one.id === id);
        return period ? label(period.label) : id;
      })
      .join(", ");
  }

  /** @param {string} id */
  actor(id) {
    return id ? t(`read.actor.${id}`) : "";
  }

  /** @param {Note} note */
  units(note) {
    return note.units.map((id) => this.unit(id)).join(", ");
  }

  /**
   * The whole of a note in words, as it is read aloud.
   * @param {Note} note
   */
  aloud(note) {
    const said = [
      this.code(note.code),
      ...note.units.map((id) => this.unit(id)),
      note.value && this.value(note.code, note.value),
      note.coder && t("read.by", { coder: note.coder }),
      note.unsaved && t("read.unsaved"),
    ];
    const words = said.filter(Boolean).join(", ");
    return t(note.kind === "coding" ? "read.coded" : "read.suggested", { words });
  }

  /** @param {Claim} claim */
  claim(claim) {
    return [this.code(claim.code), this.unit(claim.unit), this.value(claim.code, claim.value)].join(
      " · ",
    );
  }
}
