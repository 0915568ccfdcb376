/** The palette: which code, of whom, with what value; opened on words, closed when saved. */

import { t } from "../words.js";
import { ClaimForm } from "./claimform.js";
import { lacks } from "./claims.js";
import { CodeFinder } from "./codefinder.js";
import { barHeight } from "./cursor.js";
import { byId } from "./html.js";
import { byPlace } from "./marks.js";

/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./claims.js").Draft} Draft */

/**
 * @typedef {object} Task
 * @property {"add" | "revise" | "correct"} kind
 * @property {Span} span The words to be coded.
 * @property {Partial<Draft>} [draft] What to start from.
 * @property {string} [code] A code chosen already.
 * @property {(draft: Draft, code: Code) => string} [check] Says why a draft is not to be saved, or
 *   nothing.
 * @property {(draft: Draft, code: Code, touched: ReadonlySet<string>) => void} save
 */

/** What the palette may need of the height of the window, in pixels. */
const ROOM = 540;

/** Between the words and the palette. */
const GAP = 12;

/** @returns {Draft} */
export function emptyDraft() {
  return {
    code: "",
    units: [],
    value: "",
    periods: [],
    date: "",
    actor: "",
    toward: {},
    decision: "",
    memo: "",
  };
}

export class Palette {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./naming.js").Naming} naming
   * @param {import("./cursor.js").Cursor} cursor
   */
  constructor(store, naming, cursor) {
    this.store = store;
    this.cursor = cursor;
    /** @type {HTMLDialogElement} */
    this.dialog = byId("palette");
    this.quote = byId("palette-quote");
    this.title = byId("palette-title");
    this.said = byId("palette-lacks");
    this.more = byId("palette-more");
    this.finder = new CodeFinder(store, naming, (code) => this.choose(code));
    this.form = new ClaimForm(store, naming);
    /** @type {Task | null} */
    this.task = null;
    /** @type {Partial<Draft>} What was said before another code was looked for. */
    this.before = {};
    /** @type {Pick<Draft, "units" | "periods">} Of the coding before on this page, to start from. */
    this.last = { units: [], periods: [] };
    this.listen();
  }

  listen() {
    const form = byId("palette-form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save(false);
    });
    form.addEventListener("keydown", (event) => this.key(event));
    for (const event of ["input", "change"]) {
      // What was lacking may be there now; saving says what still is.
      form.addEventListener(event, () => (this.said.textContent = ""));
    }
    this.finder.input.addEventListener("input", () => {
      this.before = this.sayings();
      this.form.hide();
    });
    this.more.addEventListener("click", () => this.save(true));
    byId("palette-cancel").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => {
      // Told a moment later, when it may be open again.
      if (!this.dialog.open) this.task = null;
    });
    this.dialog.addEventListener("pointerdown", (event) => {
      if (event.target === this.dialog && !this.holds(event)) this.dialog.close();
    });
  }

  /** @param {PointerEvent} event */
  holds({ clientX, clientY }) {
    const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
    return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
  }

  /**
   * Begin with the codes used last.
   * @param {Iterable<import("./types.js").Coding>} codings
   */
  begin(codings) {
    const own = [...codings].filter((one) => one.coder === this.store.coder && one.at);
    own.sort((a, b) => (a.at === b.at ? byPlace(a, b) : a.at < b.at ? -1 : 1));
    for (const { code } of own) this.finder.used(code);
  }

  /** @param {Task} task */
  open(task) {
    const { store } = this;
    this.task = task;
    this.quote.textContent = store.text.slice(task.span.from, task.span.to);
    this.title.textContent = t(`read.palette.title.${task.kind}`);
    this.said.textContent = "";
    this.more.hidden = task.kind !== "add";
    this.before = {};
    this.form.touched.clear();
    this.form.hide();
    this.finder.start(task.code);
    if (!this.dialog.open) this.dialog.showModal();
    const code = task.code ? store.codes.get(task.code) : null;
    if (code) this.finder.choose(code);
    else this.finder.input.focus();
    this.place();
  }

  /**
   * Put the palette below the words, and move the text up where there is no room: the words stay
   * in sight as long as the palette is open.
   */
  place() {
    const { style } = this.dialog;
    for (const name of ["top", "left", "margin", "max-height"]) style.removeProperty(name);
    if (!this.task || innerWidth < 720) return;
    const { view } = this.cursor;
    const words = () => view.rangeOf(this.task?.span ?? { from: 0, to: 1 }).getBoundingClientRect();
    const room = Math.min(ROOM, innerHeight - 16);
    const highest = barHeight() + 8;
    const wanted = Math.min(words().bottom + GAP + room - innerHeight, words().top - highest);
    if (wanted > 0) scrollBy({ top: wanted, behavior: "instant" });
    const { top, bottom } = words();
    const own = this.dialog.getBoundingClientRect();
    const above = bottom + GAP + room > innerHeight && top - GAP - room >= 8;
    // Words higher than the window leave no room on either side.
    const at = above ? top - GAP - room : Math.min(bottom + GAP, innerHeight - room);
    const left = view.blocks[0].words.getBoundingClientRect().left - 25;
    style.margin = "0";
    style.top = `${Math.max(8, at)}px`;
    style.left = `${Math.max(16, Math.min(left, innerWidth - own.width - 16))}px`;
    style.maxHeight = `${room}px`;
  }

  /** @param {Code} code */
  choose(code) {
    const { task, store, last } = this;
    if (!task) return;
    const words = store.text.slice(task.span.from, task.span.to);
    const start = { ...emptyDraft(), ...task.draft };
    // What is said already is not what the coding before said.
    const before = task.kind === "revise" ? { units: [], periods: [] } : last;
    this.form.fill(code, { ...start, ...this.sayings(), code: code.id }, words, before);
    this.said.textContent = "";
    this.form.focus();
  }

  /** What was said before the code was chosen, or another one. */
  sayings() {
    const { form } = this;
    if (!form.code) return this.before;
    /** @type {Partial<Draft>} */
    const said = form.read();
    if (form.presets.has("units")) delete said.units;
    if (form.presets.has("periods")) delete said.periods;
    return said;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || event.isComposing || this.form.root.hidden) return;
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === "Enter" && !(target instanceof HTMLButtonElement)) {
      if (target.tagName === "SUMMARY" || (target.tagName === "TEXTAREA" && event.altKey)) return;
      event.preventDefault();
      this.save(event.shiftKey);
    } else if (!modified && !isTyping(target) && event.key.length === 1) {
      if (this.form.press(event.key)) event.preventDefault();
    } else if (event.key === "Backspace" && !isTyping(target)) {
      event.preventDefault();
      this.finder.input.focus();
      this.finder.input.select();
    }
  }

  /** @param {boolean} again Whether another code for the same words is to follow. */
  save(again) {
    const { task, form, store } = this;
    if (!task) return;
    if (!form.code) {
      this.said.textContent = t("read.lacks.code");
      return;
    }
    const draft = form.read();
    const { code } = form;
    const missing = lacks(draft, code, store.study.scales[code.scale]);
    if (missing.length) {
      this.said.textContent = missing.map((one) => t(`read.lacks.${one}`)).join(" ");
      this.goTo(missing[0]);
      return;
    }
    this.said.textContent = task.check?.(draft, code) ?? "";
    if (this.said.textContent) return;
    this.last = { units: draft.units, periods: draft.periods };
    this.finder.used(draft.code);
    const touched = new Set(form.touched);
    const adding = task.kind === "add";
    // What is added is on its way before the whole page is styled anew, as it is when a dialog
    // closes. Other tasks move the focus, which a dialog keeps to itself while it is open.
    if (!adding) this.dialog.close();
    task.save(draft, code, touched);
    if (adding && again) this.open(task);
    else if (adding) this.dialog.close();
  }

  /** @param {import("./claims.js").Lack} lack */
  goTo(lack) {
    const { root } = this.form;
    /** @type {Record<string, string>} */
    const places = {
      unit: "#claim-units input",
      value: "#claim-value input",
      number: "#claim-number",
      date: "#claim-date",
      "date-form": "#claim-date",
      memo: "#claim-memo",
      toward: "#claim-toward select",
    };
    const target = /** @type {HTMLElement | null} */ (root.querySelector(places[lack] ?? ""));
    target?.closest("details")?.setAttribute("open", "");
    target?.focus();
  }
}

/** @param {HTMLElement} target */
function isTyping(target) {
  return (
    target.tagName === "TEXTAREA" ||
    target.tagName === "SELECT" ||
    (target instanceof HTMLInputElement && !["checkbox", "radio"].includes(target.type))
  );
}
