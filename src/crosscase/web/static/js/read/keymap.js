/** Which key does what. */

import { announce } from "../base.js";
import { t } from "../words.js";

/** @typedef {Record<string, () => unknown>} Keymap */

/**
 * @param {object} parts
 * @param {import("./acts.js").Acts} parts.acts
 * @param {import("./going.js").Going} parts.going
 * @param {import("./cursor.js").Cursor} parts.cursor
 * @param {import("./margin.js").Margin} parts.margin
 * @param {Record<string, () => unknown>} parts.tools
 * @param {boolean} codes Whether anybody codes here.
 * @returns {Keymap}
 */
export function keymap({ acts, going, cursor, margin, tools }, codes) {
  const { root } = margin.view;

  /** Move in the text: what was chosen in the margin is let go. */
  const inText = (/** @type {() => unknown} */ work) => () => {
    if (margin.active) margin.choose(null);
    root.focus({ preventScroll: true });
    work();
  };
  const letGo = () => {
    if (margin.active) {
      margin.choose(null);
      root.focus({ preventScroll: true });
    } else {
      cursor.set(null);
    }
  };

  /** @type {Keymap} */
  const reading = {
    ArrowDown: inText(() => cursor.moveSentence(1)),
    ArrowUp: inText(() => cursor.moveSentence(-1)),
    "Shift+ArrowDown": () => cursor.extendSentence(1),
    "Shift+ArrowUp": () => cursor.extendSentence(-1),
    "Shift+ArrowRight": () => cursor.extendWord(1),
    "Shift+ArrowLeft": () => cursor.extendWord(-1),
    o: () => announce(t(`read.end-moves.${cursor.turn()}`)),
    n: () => going.nextCoding(1),
    "Shift+n": () => going.nextCoding(-1),
    d: tools.documents,
    f: tools.filter,
    "?": tools.help,
    Escape: letGo,
    Enter: () => acts.code(),
  };
  reading.j = reading.ArrowDown;
  reading.k = reading.ArrowUp;
  reading["Shift+j"] = reading["Shift+ArrowDown"];
  reading["Shift+k"] = reading["Shift+ArrowUp"];
  if (!codes) return reading;
  return {
    ...reading,
    r: () => acts.again(),
    e: () => acts.edit(),
    Delete: () => acts.withdraw(),
    Backspace: () => acts.withdraw(),
    a: () => acts.accept(),
    c: () => acts.correct(),
    x: () => acts.reject(),
    u: () => going.nextUncoded(1),
    "Shift+u": () => going.nextUncoded(-1),
    s: () => going.nextSuggestion(1),
    "Shift+s": () => going.nextSuggestion(-1),
    z: () => acts.undo(),
    "Shift+z": () => acts.redo(),
    "Ctrl+z": () => acts.undo(),
    "Ctrl+Shift+z": () => acts.redo(),
    "Ctrl+y": () => acts.redo(),
    g: tools.coverage,
  };
}
