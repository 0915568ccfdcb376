/** The margin: the names of the codings beside their block, and all about the one that is chosen. */

import { t } from "../words.js";
import { icon, make } from "./html.js";

/** @typedef {import("./notes.js").Note} Note */

/** The height of a note in pixels; also the least a finger or a pointer needs. */
const LINE = 24;

export class Margin {
  /**
   * @param {import("./text.js").TextView} view
   * @param {import("./store.js").Store} store
   * @param {import("./naming.js").Naming} naming
   * @param {import("./card.js").Card} card
   */
  constructor(view, store, naming, card) {
    this.view = view;
    this.store = store;
    this.naming = naming;
    this.card = card;
    /** @type {{key: string, block: number} | null} The note that is chosen. */
    this.active = null;
    /** @type {Set<number>} Blocks of which all notes were asked for. */
    this.open = new Set();
    /** Whether all notes of all blocks are shown, as on paper. */
    this.whole = false;
    /** The block where one is, of which all notes are shown. */
    this.here = -1;
    /** @type {((note: Note | null) => void)[]} */
    this.listeners = [];
    view.afterDrawing.push((block, height) => this.draw(block, height));
    view.holding.push((block) => this.holds(block));
  }

  /** @param {(note: Note | null) => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /**
   * Say whether a block is shown on paper, or somebody is in it.
   * @param {number} i
   */
  holds(i) {
    return (
      this.whole ||
      this.here === i ||
      this.active?.block === i ||
      this.view.blocks[i].element.contains(document.activeElement)
    );
  }

  /**
   * Show all notes of all blocks, or as many as there is room for.
   * @param {boolean} whole
   */
  showAll(whole) {
    this.whole = whole;
    if (whole) this.view.drawAll();
    for (const i of this.view.drawn) this.draw(i);
    this.view.tidyLater();
  }

  /**
   * Say in which block one is.
   * @param {number} block
   */
  goTo(block) {
    const before = this.here;
    if (block === before) return;
    this.here = block;
    if (before >= 0) this.draw(before);
    if (block >= 0) this.draw(block);
  }

  /**
   * @param {number} i
   * @param {number} [height] Of the block.
   */
  draw(i, height = this.view.heights[i]) {
    const { element } = this.view.blocks[i];
    const old = /** @type {HTMLElement | null} */ (element.querySelector(":scope > .notes"));
    const notes = this.store.notesIn(i).filter((note) => this.begins(note, i));
    const focused = old?.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.key
      : undefined;
    if (!notes.length) {
      old?.remove();
      element.classList.remove("open", "chosen");
      if (focused) this.view.root.focus({ preventScroll: true });
      return;
    }
    const list = make("ul.notes", { "aria-label": t("read.notes") });
    const room = Math.max(1, Math.floor(height / LINE));
    const all =
      this.whole || notes.length <= room || this.here === i || this.open.has(i) || this.active?.block === i;
    const shown = all ? notes : notes.slice(0, Math.max(1, room - 1));
    for (const note of shown) list.append(this.makeNote(note, i));
    if (!all) list.append(this.makeMore(i, notes.length - shown.length));
    list.classList.toggle("tight", !all && room < 2);
    element.classList.toggle("open", all && notes.length > room);
    element.classList.toggle("chosen", list.querySelector(".card") !== null);
    if (old) old.replaceWith(list);
    else element.append(list);
    if (focused) this.refocus(list, focused);
  }

  /**
   * A note stands beside the block in which its words begin.
   * @param {Note} note
   * @param {number} i
   */
  begins(note, i) {
    return note.from >= (this.view.blocks[i - 1]?.to ?? 0);
  }

  /**
   * @param {HTMLElement} list
   * @param {string} key
   */
  refocus(list, key) {
    const again = /** @type {HTMLElement | null} */ (
      list.querySelector(`[data-key="${CSS.escape(key)}"]`)
    );
    (again ?? this.view.root).focus({ preventScroll: true });
  }

  /**
   * @param {Note} note
   * @param {number} i
   */
  makeNote(note, i) {
    const chosen = this.active?.key === note.key;
    const names = ["note", `hue-${this.store.hueOf(note.code)}`, note.kind];
    if (note.unsaved) names.push("unsaved");
    if (note.coder) names.push("other");
    const button = make(
      `button.${names.join(".")}`,
      {
        type: "button",
        tabindex: this.active?.block === i ? "0" : "-1",
        "data-key": note.key,
        "aria-label": this.naming.aloud(note),
        "aria-expanded": String(chosen),
        onclick: () => this.choose(chosen ? null : note, i),
      },
      make("span.sign", { "aria-hidden": "true" }),
      note.kind === "suggestion" ? icon("idea") : null,
      make("span.note-code", {}, this.naming.code(note.code)),
      make("span.note-value", {}, this.naming.value(note.code, note.value)),
      make("span.note-units", {}, this.naming.units(note)),
      note.coder ? make("span.note-coder", {}, note.coder) : null,
      note.memo ? icon("memo") : null,
    );
    return make("li", {}, button, chosen ? this.card.make(note) : null);
  }

  /**
   * @param {number} i
   * @param {number} n
   */
  makeMore(i, n) {
    return make(
      "li",
      {},
      make(
        "button.note.more",
        {
          type: "button",
          tabindex: "-1",
          "data-key": "more",
          onclick: () => {
            this.open.add(i);
            this.draw(i);
            const notes = this.view.blocks[i].element.querySelectorAll(".note");
            /** @type {HTMLElement} */ (notes[0]).focus({ preventScroll: true });
          },
        },
        t("read.more", { n }),
      ),
    );
  }

  /**
   * Choose a note, or none.
   * @param {Note | null} note
   * @param {number} [block]
   * @param {{focus?: boolean}} [how]
   */
  choose(note, block = 0, { focus = true } = {}) {
    const before = this.active;
    this.active = note && { key: note.key, block };
    if (before && before.block !== this.active?.block) this.draw(before.block);
    if (this.active) this.draw(block);
    for (const listener of this.listeners) listener(note);
    if (note && focus) this.button(note.key, block)?.focus({ preventScroll: true });
  }

  /**
   * @param {string} key
   * @param {number} block
   */
  button(key, block) {
    const found = this.view.blocks[block].element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    return /** @type {HTMLElement | null} */ (found);
  }

  /** The note that is chosen, as it is now. */
  get chosen() {
    const { active } = this;
    if (!active) return null;
    return this.store.notesIn(active.block).find((note) => note.key === active.key) ?? null;
  }
}
