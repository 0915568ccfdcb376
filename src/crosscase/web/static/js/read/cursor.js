/** What is chosen in the text: a sentence to move by keys, or what was selected by hand. */

import { trim } from "./movement.js";

/** @typedef {import("./types.js").Span} Span */

/** Room that is left above and below what is shown. */
const ROOM = 96;

export class Cursor {
  /**
   * @param {import("./text.js").TextView} view
   * @param {import("./store.js").Store} store
   * @param {import("./sentences.js").Sentences} sentences
   */
  constructor(view, store, sentences) {
    this.view = view;
    this.store = store;
    this.sentences = sentences;
    /** @type {Span | null} */
    this.span = null;
    /**
     * Which end moves by words.
     * @type {"from" | "to"}
     */
    this.end = "to";
    /** Whether it was selected by hand, and not moved to. */
    this.byHand = false;
    /** @type {Span | null} Where one was before letting go. */
    this.left = null;
    /** @type {Map<string, Span | null>} What is painted over the text, by name. */
    this.painted = new Map();
    /** @type {((span: Span | null) => void)[]} */
    this.listeners = [];
    view.afterDrawing.push((block) => this.repaint(block));
    view.holding.push((block) => this.isPainted(block));
    for (const event of ["focus", "blur"]) view.root.addEventListener(event, () => this.ring());
    document.addEventListener("selectionchange", () => this.followSelection());
  }

  /** @param {(span: Span | null) => void} listener */
  onChange(listener) {
    this.listeners.push(listener);
  }

  /**
   * @param {Span | null} span
   * @param {{byHand?: boolean, reveal?: boolean}} [how]
   */
  set(span, { byHand = false, reveal = false } = {}) {
    if (!span) this.left = this.span ?? this.left;
    this.span = span;
    this.byHand = byHand;
    this.end = "to";
    if (!byHand) document.getSelection()?.removeAllRanges();
    this.show();
    if (span && reveal) this.reveal(span);
  }

  show() {
    this.paint("cursor", this.span);
    for (const listener of this.listeners) listener(this.span);
  }

  /** Take over what is selected by mouse, by touch or by a screen reader. */
  followSelection() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const span = this.spanOf(selection.getRangeAt(0));
    if (!span || (span.from === this.span?.from && span.to === this.span.to)) return;
    this.span = span;
    this.byHand = true;
    this.end = "to";
    this.show();
  }

  /** What is chosen now: a selection is there before the browser tells of it. */
  latest() {
    this.followSelection();
    return this.span;
  }

  /**
   * The span of nodes in the text, without white space at its ends.
   * @param {Range} range
   * @returns {Span | null}
   */
  spanOf(range) {
    const { view, store } = this;
    if (!range.intersectsNode(view.root)) return null;
    const from = view.placeOf(range.startContainer, range.startOffset);
    const to = view.placeOf(range.endContainer, range.endOffset);
    if (from === null && to === null) return null;
    const blocks = store.blocks;
    const whole = store.positions.whole(
      from ?? blocks[0].from,
      to ?? blocks[blocks.length - 1].to,
    );
    return whole.from < whole.to ? trim(store.text, whole.from, whole.to) : null;
  }

  /** The sentence to begin with: where the window is. */
  firstSeen() {
    const top = barHeight() + 16;
    // The block, not its words: these are not laid out where they are out of sight.
    const seen = this.view.blocks.findIndex(
      ({ element }) => element.getBoundingClientRect().bottom > top,
    );
    return this.sentences.after(this.view.blocks[Math.max(0, seen)]?.from ?? 0);
  }

  /** Where one was before letting go, unless one went elsewhere since. */
  leftInSight() {
    if (!this.left) return null;
    const { top, bottom } = this.view.rangeOf(this.left).getBoundingClientRect();
    return bottom > barHeight() && top < innerHeight ? this.left : null;
  }

  /** @param {1 | -1} direction */
  moveSentence(direction) {
    const { sentences } = this;
    const span = this.span ?? this.leftInSight();
    let next = null;
    if (!span) next = this.firstSeen();
    else if (direction > 0) next = sentences.after(span.to);
    else next = sentences.before(span.from);
    if (next) this.set(next, { reveal: true });
    return Boolean(next);
  }

  /** @param {1 | -1} direction */
  extendSentence(direction) {
    const { span, sentences } = this;
    if (!span) return this.moveSentence(direction);
    const next =
      direction > 0 ? sentences.after(span.to) : sentences.before(Math.max(span.from, span.to - 1));
    if (!next || next.to <= span.from) return false;
    this.change({ from: span.from, to: next.to }, next);
    return true;
  }

  /** @param {1 | -1} direction */
  extendWord(direction) {
    const { span, sentences, end } = this;
    if (!span) return this.moveSentence(direction);
    const place = sentences.wordEdge(span[end], direction, end);
    if (place === null) return false;
    const next = { ...span, [end]: place };
    if (next.from >= next.to) return false;
    this.change(next, { from: Math.max(place - 1, 0), to: place + 1 });
    return true;
  }

  /** Let the other end move. */
  turn() {
    this.end = this.end === "to" ? "from" : "to";
    return this.end;
  }

  /**
   * @param {Span} span
   * @param {Span} seen What to keep in the window.
   */
  change(span, seen) {
    document.getSelection()?.removeAllRanges();
    this.span = span;
    this.byHand = true;
    this.show();
    this.reveal(seen);
  }

  /**
   * Paint something over the text, without touching it.
   * @param {string} name
   * @param {Span | null} span
   */
  paint(name, span) {
    this.painted.set(name, span);
    if (name === "cursor") this.ring();
    if (!("highlights" in CSS)) {
      if (name === "cursor" && span && !this.byHand) this.selectInstead(span);
      return;
    }
    if (span) CSS.highlights.set(name, new Highlight(this.view.rangeOf(span)));
    else CSS.highlights.delete(name);
  }

  /** Underline what is chosen while keys work on the text; a rule on the text would style all of it. */
  ring() {
    const seen = this.view.root.matches(":focus-visible");
    this.paint("focused", seen ? (this.painted.get("cursor") ?? null) : null);
  }

  /** @param {Span} span */
  selectInstead(span) {
    const range = this.view.rangeOf(span);
    document.getSelection()?.setBaseAndExtent(
      ...[range.startContainer, range.startOffset, range.endContainer, range.endOffset],
    );
  }

  /** @param {number} block */
  repaint(block) {
    for (const [name, span] of this.painted) {
      if (span && this.touches(span, block)) this.paint(name, span);
    }
  }

  /**
   * @param {Span} span
   * @param {number} block
   */
  touches(span, block) {
    const { from, to } = this.view.blocks[block];
    return span.from < to && from < span.to;
  }

  /** @param {number} block */
  isPainted(block) {
    return [...this.painted.values()].some((span) => span !== null && this.touches(span, block));
  }

  /**
   * Bring a span into the window, when it is not there.
   * @param {Span} span
   */
  reveal(span) {
    const { from, to } = span;
    const box = () => this.view.rangeOf({ from, to }).getBoundingClientRect();
    const top = barHeight() + 24;
    for (let tries = 0; tries < 4; tries++) {
      const { top: above, bottom: below } = box();
      const bottom = innerHeight - ROOM;
      if (above >= top && (below <= bottom || above <= innerHeight * 0.4)) return;
      // What was not drawn yet has a height that was only estimated: look again after moving.
      scrollBy({ top: above - Math.max(top, innerHeight * 0.3), behavior: "instant" });
    }
  }
}

/** The height of what stays at the top of the window. */
export function barHeight() {
  const bar = document.querySelector(".bar");
  return bar ? Math.max(0, bar.getBoundingClientRect().bottom) : 0;
}
