/** Pointing at the text: a click chooses the sentence and the coding on it, dragging whole words. */

import { blockAt } from "./marks.js";

export class Pointing {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./cursor.js").Cursor} cursor
   * @param {import("./sentences.js").Sentences} sentences
   * @param {import("./margin.js").Margin} margin
   */
  constructor(store, cursor, sentences, margin) {
    this.store = store;
    this.cursor = cursor;
    this.sentences = sentences;
    this.margin = margin;
    margin.view.root.addEventListener("click", (event) => this.click(event));
    document.addEventListener("pointerup", (event) => this.released(event));
  }

  /**
   * A mouse seldom hits the edge of a word: words are taken whole, unless Alt or Ctrl is held.
   * @param {PointerEvent} event
   */
  released({ pointerType, altKey, ctrlKey, metaKey }) {
    if (pointerType !== "mouse" || altKey || ctrlKey || metaKey) return;
    const { cursor, sentences } = this;
    const span = document.getSelection()?.isCollapsed ? null : cursor.latest();
    if (!span || !cursor.byHand || document.querySelector("dialog[open]")) return;
    const whole = sentences.wholeWords(span);
    if (whole.from === span.from && whole.to === span.to) return;
    cursor.selectInstead(whole);
    cursor.latest();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = /** @type {Element} */ (event.target);
    if (!target.closest(".words") || !document.getSelection()?.isCollapsed) return;
    const at = this.placeUnder(event);
    if (at === null) return;
    const sentence = this.sentences.at(at);
    if (sentence) this.cursor.set(sentence);
    const note = this.noteAt(at);
    this.margin.choose(note, note ? blockAt(this.store.blocks, note.from) : 0, { focus: false });
  }

  /** @param {MouseEvent} event */
  placeUnder({ clientX, clientY }) {
    const { view } = this.margin;
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(clientX, clientY);
      return caret ? view.placeOf(caret.offsetNode, caret.offset) : null;
    }
    const range = document.caretRangeFromPoint(clientX, clientY);
    return range ? view.placeOf(range.startContainer, range.startOffset) : null;
  }

  /**
   * The shortest note on a place; where it is chosen already, the next longer one.
   * @param {number} at
   */
  noteAt(at) {
    const notes = this.store
      .notesIn(blockAt(this.store.blocks, at))
      .filter((note) => note.from <= at && at < note.to);
    notes.sort((a, b) => a.to - a.from - (b.to - b.from));
    const n = notes.findIndex((note) => note.key === this.margin.active?.key);
    return notes[n + 1] ?? null;
  }
}
