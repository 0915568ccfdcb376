/** The keys of the page. */

import { isDialogOpen } from "./dialogs.js";

const KEPT = "crosscase.single-keys";

/** Whether keys of one letter do something; whoever speaks to the machine may want them not to. */
export class Keys {
  /** @param {Record<string, (event: KeyboardEvent) => void>} acts By key, as `Shift+ArrowDown`. */
  constructor(acts) {
    this.acts = acts;
    this.on = localStorage.getItem(KEPT) !== "off";
    document.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {boolean} on */
  turn(on) {
    this.on = on;
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "off");
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.defaultPrevented || event.isComposing || isDialogOpen()) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const field = target.closest("input, textarea, select, [contenteditable]");
    // What had the focus in a dialog keeps it for a moment after that was closed.
    if (field && !field.closest("dialog:not([open])")) return;
    const name = nameOf(event);
    const act = this.acts[name];
    if (!act || (!this.on && isSingle(event))) return;
    // A button that has the focus is pressed by Enter, and does not open the palette.
    if (name === "Enter" && target.closest("button, a, summary")) return;
    event.preventDefault();
    act(event);
  }
}

/** @param {KeyboardEvent} event */
function nameOf({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  const letter = key.length === 1;
  // What Shift makes of a sign that is no letter is the sign itself, as "?".
  const shift = shiftKey && (!letter || key.toLowerCase() !== key.toUpperCase());
  return [
    ctrlKey || metaKey ? "Ctrl+" : "",
    altKey ? "Alt+" : "",
    shift ? "Shift+" : "",
    letter ? key.toLowerCase() : key,
  ].join("");
}

/** @param {KeyboardEvent} event */
function isSingle({ key, ctrlKey, metaKey, altKey }) {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}
