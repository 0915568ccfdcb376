/** Going from one coding, suggestion or uncoded sentence to the next. */

import { announce } from "../base.js";
import { t } from "../words.js";
import { blockAt } from "./marks.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./notes.js").Note} Note */

export class Going {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./cursor.js").Cursor} cursor
   * @param {import("./margin.js").Margin} margin
   * @param {import("./naming.js").Naming} naming
   * @param {import("./sentences.js").Sentences} sentences
   */
  constructor(store, cursor, margin, naming, sentences) {
    this.store = store;
    this.cursor = cursor;
    this.margin = margin;
    this.naming = naming;
    this.sentences = sentences;
    /** The key of the suggestion that was come to by deciding on the one before. */
    this.arrived = "";
  }

  /**
   * Choose the next note of a kind.
   * @param {"coding" | "suggestion"} kind
   * @param {1 | -1} direction
   * @param {Note | null} [from]
   * @returns {boolean}
   */
  goToNote(kind, direction, from = this.margin.chosen) {
    const { store } = this;
    const all = kind === "coding" ? store.shownCodings : store.shownSuggestions;
    const gone = new Set(from ? [...from.codings, from.suggestion].map((one) => one?.id) : []);
    const place = from ? from.from : (this.cursor.span?.from ?? this.seen());
    const n = all.findIndex((one) => gone.has(one.id));
    const ordered = direction > 0 ? all.slice(Math.max(0, n)) : all.slice(0, n < 0 ? undefined : n);
    const beyond = (/** @type {Span} */ one) =>
      direction > 0 ? one.from >= place : one.from <= place;
    const fits = (/** @type {any} */ one) => !gone.has(one.id) && (n >= 0 || beyond(one));
    const next = direction > 0 ? ordered.find(fits) : ordered.findLast(fits);
    if (!next) return false;
    this.goTo(next.id, next);
    return true;
  }

  seen() {
    return this.cursor.firstSeen()?.from ?? 0;
  }

  /**
   * Choose a coding or suggestion and bring it into the window.
   * @param {string} id
   * @param {Span} span
   */
  goTo(id, { from, to }) {
    const block = blockAt(this.store.blocks, from);
    const note = this.store
      .notesIn(block)
      .find((one) => one.key === id || one.codings.some((coding) => coding.id === id));
    this.cursor.span = { from, to };
    this.cursor.byHand = false;
    this.cursor.paint("cursor", null);
    this.cursor.reveal({ from, to });
    this.margin.choose(note ?? null, block);
  }

  /** @param {1 | -1} direction */
  nextCoding(direction) {
    if (!this.goToNote("coding", direction)) announce(t("read.no-more.coding"));
  }

  /**
   * Go to the next suggestion; one that was come to by deciding is not passed over.
   * @param {1 | -1} direction
   */
  nextSuggestion(direction) {
    const { arrived } = this;
    this.arrived = "";
    const now = this.margin.chosen;
    if (direction > 0 && now && now.key === arrived) {
      this.goTo(now.key, now);
      announce(this.naming.aloud(now));
      return;
    }
    if (!this.goToNote("suggestion", direction)) announce(t("read.no-more.suggestion"));
  }

  /**
   * Go to the next sentence that has no coding, of those shown.
   * @param {1 | -1} direction
   */
  nextUncoded(direction) {
    const { cursor, sentences, store } = this;
    const start = cursor.span ?? { from: this.seen(), to: this.seen() };
    let next = direction > 0 ? sentences.after(start.to) : sentences.before(start.from);
    while (next) {
      const heading = this.margin.view.blocks[blockAt(store.blocks, next.from)].element;
      const coded = store.codings.within(next).some((one) => store.isShown(one));
      if (!coded && !heading.classList.contains("heading")) break;
      next = direction > 0 ? sentences.after(next.to) : sentences.before(next.from);
    }
    if (!next) return announce(t("read.no-more.uncoded"));
    this.margin.choose(null);
    cursor.set(next, { reveal: true });
    this.margin.view.root.focus({ preventScroll: true });
    return undefined;
  }
}
