/** The panel that says which codings are shown, and whose. */

import { label, t } from "../words.js";
import { isFiltering, showEverything } from "./filters.js";
import { byId, make } from "./html.js";
import { openDialog } from "./dialogs.js";

export class FilterPanel {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./naming.js").Naming} naming
   * @param {(coders: string[]) => void} showOthers
   */
  constructor(store, naming, showOthers) {
    this.store = store;
    this.naming = naming;
    this.showOthers = showOthers;
    this.body = byId("filter-body");
    this.body.addEventListener("change", () => this.apply());
    byId("filter-clear").addEventListener("click", () => {
      store.useFilter(showEverything());
      this.fill();
    });
    store.on("filter", () => this.tellButton());
    this.tellButton();
  }

  open() {
    this.fill();
    openDialog("filter-dialog");
  }

  /** The button says that something is hidden, or that others' codings are shown. */
  tellButton() {
    const button = byId("filter");
    const filtering = isFiltering(this.store.filter);
    button.classList.toggle("on", filtering || this.store.others.length > 0);
    const words = filtering ? t("read.filter.on") : t("read.tool.filter");
    const name = button.querySelector(".tool-name");
    if (name) name.textContent = words;
  }

  fill() {
    const { store, naming } = this;
    const { filter } = store;
    const counts = this.count();
    const books = [...store.codebooks.values()].map((book) =>
      tick("codebooks", book.id, label(book.label), filter.codebooks, counts.books.get(book.id)),
    );
    const codes = [...store.codes.values()]
      .filter((code) => counts.codes.has(code.id) || filter.codes.includes(code.id))
      .map((code) =>
        tick("codes", code.id, naming.code(code.id), filter.codes, counts.codes.get(code.id)),
      );
    const units = store.ownUnits.map((unit) =>
      tick("units", unit.id, label(unit.label), filter.units, counts.units.get(unit.id)),
    );
    this.body.replaceChildren(
      ...(store.coder
        ? [group(t("read.filter.suggestions"), [this.suggestions(filter.suggestions)])]
        : []),
      group(t("read.filter.codebooks"), books),
      group(t("read.filter.units"), units),
      group(t("read.filter.codes"), codes),
      this.coders(counts.coders),
    );
  }

  /**
   * Who codes asks for the codings of others; who reads sees all, and chooses among them.
   * @param {ReadonlyMap<string, number>} counts
   */
  coders(counts) {
    const { store } = this;
    /** @type {string[]} */
    const ids = store.study.coders.map((/** @type {any} */ one) => one.id);
    if (!store.coder) {
      const ticks = ids.map((id) => tick("coders", id, id, store.filter.coders, counts.get(id)));
      return group(t("read.filter.coders"), ticks);
    }
    const others = ids.filter((id) => id !== store.coder);
    return group(
      t("read.filter.others"),
      others.map((id) => tick("others", id, id, store.others)),
      t("read.filter.independence"),
    );
  }

  /** @param {boolean} shown */
  suggestions(shown) {
    return tick(
      "suggestions",
      "shown",
      t("read.filter.suggestions-shown"),
      shown ? ["shown"] : [],
      this.store.suggestions.size,
    );
  }

  count() {
    /** @type {Map<string, number>} */
    const codes = new Map();
    /** @type {Map<string, number>} */
    const books = new Map();
    /** @type {Map<string, number>} */
    const units = new Map();
    /** @type {Map<string, number>} */
    const coders = new Map();
    /** @param {Map<string, number>} map @param {string} key */
    const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
    for (const coding of this.store.codings.byId.values()) {
      add(codes, coding.code);
      add(books, this.store.bookOf(coding.code));
      add(units, coding.unit);
      add(coders, coding.coder);
    }
    return { codes, books, units, coders };
  }

  apply() {
    /** @param {string} name */
    const chosen = (name) =>
      Array.from(
        /** @type {NodeListOf<HTMLInputElement>} */ (
          this.body.querySelectorAll(`input[name="${name}"]:checked`)
        ),
        (one) => one.value,
      );
    const others = chosen("others");
    const isOther = others.join() !== this.store.others.join();
    this.store.useFilter({
      codebooks: chosen("codebooks"),
      codes: chosen("codes"),
      coders: chosen("coders"),
      units: chosen("units"),
      suggestions: !this.store.coder || chosen("suggestions").length > 0,
    });
    if (isOther) this.showOthers(others);
  }
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} words
 * @param {readonly string[]} chosen
 * @param {number} [count]
 */
function tick(name, value, words, chosen, count) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", name, value }));
  input.checked = chosen.includes(value);
  return make(
    "label.choice",
    {},
    input,
    make("span", {}, words),
    count === undefined ? null : make("span.count", {}, String(count)),
  );
}

/**
 * @param {string} name
 * @param {HTMLElement[]} ticks
 * @param {string} [hint]
 */
function group(name, ticks, hint = "") {
  return make(
    "fieldset",
    {},
    make("legend", {}, name),
    hint ? make("p.hint", {}, hint) : null,
    ...ticks,
  );
}
