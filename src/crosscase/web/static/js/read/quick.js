/** Beside words selected by hand: a button that codes them, and one that codes as before. */

import { t } from "../words.js";
import { byId, icon, make } from "./html.js";

export class Quick {
  /**
   * @param {import("./cursor.js").Cursor} cursor
   * @param {{code: () => unknown, again: () => unknown, lastWords: () => string}} acts
   */
  constructor(cursor, acts) {
    this.cursor = cursor;
    this.acts = acts;
    this.place = byId("quick");
    cursor.onChange(() => this.hide());
    // While the selection is still being drawn, a button would be in its way.
    document.addEventListener("pointerup", (event) => this.released(event));
    document.addEventListener("selectionchange", () => this.selected());
    this.held = false;
    document.addEventListener("pointerdown", () => {
      this.held = true;
    });
    document.addEventListener("pointercancel", () => {
      this.held = false;
    });
  }

  /** @param {PointerEvent} event */
  released(event) {
    this.held = false;
    if (this.place.contains(/** @type {Node} */ (event.target))) return;
    setTimeout(() => this.offer(), 0);
  }

  /** Handles of a touch screen move a selection without a pointer of the page. */
  selected() {
    if (!this.held) this.offer();
  }

  offer() {
    const selection = document.getSelection();
    const { span, byHand } = this.cursor;
    if (!span || !byHand || !selection || selection.isCollapsed) return this.hide();
    if (document.querySelector("dialog[open]")) return this.hide();
    const words = this.acts.lastWords();
    const buttons = [
      make(
        "button.first",
        { type: "button", onclick: () => this.do(() => this.acts.code()) },
        icon("mark"),
        t("read.act.code"),
        make("kbd", { "aria-hidden": "true" }, "Enter"),
      ),
    ];
    if (words) {
      buttons.push(
        make(
          "button.again",
          { type: "button", title: t("read.act.again"), onclick: () => this.do(() => this.acts.again()) },
          make("span.again-words", {}, words),
          make("kbd", { "aria-hidden": "true" }, "r"),
        ),
      );
    }
    this.place.replaceChildren(...buttons);
    this.place.hidden = false;
    const box = this.cursor.view.rangeOf(span).getBoundingClientRect();
    const own = this.place.getBoundingClientRect();
    const below = Math.min(box.bottom + 8, innerHeight - own.height - 8);
    const left = Math.max(8, Math.min(box.left, innerWidth - own.width - 8));
    this.place.style.top = `${below + scrollY}px`;
    this.place.style.left = `${left + scrollX}px`;
    return undefined;
  }

  hide() {
    this.place.hidden = true;
  }

  /** @param {() => unknown} work */
  do(work) {
    this.hide();
    work();
  }
}
