/** The field that finds a code while one types: an ARIA combobox with a list below it. */

import { label, language, t } from "../words.js";
import { findCodes, prepare } from "./finding.js";
import { byId, make } from "./html.js";

/** @typedef {import("./types.js").Code} Code */

const MOST = 40;

export class CodeFinder {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./naming.js").Naming} naming
   * @param {(code: Code) => void} chosen
   */
  constructor(store, naming, chosen) {
    this.store = store;
    this.naming = naming;
    this.chosen = chosen;
    /** @type {HTMLInputElement} */
    this.input = byId("code-input");
    this.list = byId("code-list");
    this.about = byId("code-about");
    this.panel = byId("code-finding");
    /** @type {string[]} Codes used last, the newest first. */
    this.recent = [];
    /** @type {Code[]} */
    this.found = [];
    this.active = 0;
    this.prepare();
    store.on("study", () => {
      this.prepare();
      if (this.input.closest("dialog")?.open && !this.panel.hidden) this.find();
    });
    this.input.addEventListener("input", () => this.find());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => this.click(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  prepare() {
    const codes = [...this.store.codes.values()].filter((code) => !code.derived);
    this.entries = prepare(codes, (code) => {
      const book = this.store.codebooks.get(code.codebook);
      return [code.codebook, ...Object.values(book?.label ?? {})];
    });
  }

  /**
   * Begin: with nothing typed, or with the code that is to be changed.
   * @param {string} [code]
   */
  start(code = "") {
    this.input.value = code ? this.naming.code(code) : "";
    this.find(code);
  }

  /** @param {string} [code] Chosen already: the list begins with it. */
  find(code = "") {
    const typed = code ? "" : this.input.value;
    this.found = findCodes(this.entries ?? [], typed, this.recent).slice(0, MOST);
    if (code) this.found.sort((a, b) => Number(b.id === code) - Number(a.id === code));
    this.active = 0;
    this.list.replaceChildren(...this.found.map((one, i) => this.option(one, i)));
    this.show(true);
    this.mark();
  }

  /** @param {boolean} open */
  show(open) {
    this.panel.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open && this.found.length > 0));
    if (!open) this.input.removeAttribute("aria-activedescendant");
  }

  /**
   * @param {Code} code
   * @param {number} i
   */
  option(code, i) {
    const name = this.naming.code(code.id);
    const other = Object.entries(code.label).find(([at, words]) => at !== language && words !== name);
    return make(
      `li.option.hue-${this.store.hueOf(code.id)}`,
      {
        id: `code-option-${i}`,
        role: "option",
        "aria-selected": "false",
        "aria-description": label(code.definition),
      },
      make("span.sign", { "aria-hidden": "true" }),
      make("span.option-name", {}, name),
      other ? make("span.option-other", { lang: other[0] || null }, other[1]) : null,
      make("span.option-book", {}, this.naming.book(code.codebook)),
    );
  }

  mark() {
    const { found, active, list, input } = this;
    for (const [i, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(i === active));
    }
    const code = found[active];
    if (code) {
      input.setAttribute("aria-activedescendant", `code-option-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
      this.about.replaceChildren(...this.describe(code));
    } else {
      input.removeAttribute("aria-activedescendant");
      this.about.replaceChildren(make("p", {}, t("read.palette.none")));
    }
  }

  /** @param {Code} code */
  describe(code) {
    const scale = this.store.study.scales[code.scale];
    const parts = [
      make("p.about-name", {}, make("strong", {}, this.naming.code(code.id))),
      make("p", {}, label(code.definition)),
    ];
    for (const [name, text] of /** @type {const} */ ([
      ["use", code.when_to_use],
      ["not", code.when_not],
    ])) {
      const words = label(text);
      if (words) parts.push(make("p", {}, make("em", {}, t(`read.palette.${name}`)), " ", words));
    }
    if (scale?.values.length) {
      const values = scale.values.map((/** @type {any} */ one) => label(one.label)).join(" · ");
      parts.push(make("p.about-scale", {}, `${label(scale.label)}: ${values}`));
    }
    return parts;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.panel.hidden || event.isComposing) return;
    const last = this.found.length - 1;
    /** @type {Record<string, number>} */
    const moves = {
      ArrowDown: this.active >= last ? 0 : this.active + 1,
      ArrowUp: this.active <= 0 ? last : this.active - 1,
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8),
    };
    if (event.key in moves && last >= 0) {
      event.preventDefault();
      this.active = moves[event.key];
      this.mark();
    } else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) {
      const code = this.found[this.active];
      if (event.key === "Enter") event.preventDefault();
      if (!code) return;
      event.preventDefault();
      this.choose(code);
    }
  }

  /** @param {MouseEvent} event */
  click(event) {
    const target = /** @type {Element} */ (event.target);
    const option = target.closest(".option");
    const i = option ? [...this.list.children].indexOf(option) : -1;
    if (i >= 0) this.choose(this.found[i]);
  }

  /** @param {Code} code */
  choose(code) {
    this.input.value = this.naming.code(code.id);
    this.show(false);
    this.chosen(code);
  }

  /**
   * Remember that a code was used.
   * @param {string} code
   */
  used(code) {
    this.recent = [code, ...this.recent.filter((one) => one !== code)].slice(0, 8);
  }
}
