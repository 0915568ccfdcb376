/** The panel that says for which codebooks the document was read completely. */

import { label, t } from "../words.js";
import { byId, icon, make } from "./html.js";
import { openDialog } from "./dialogs.js";

/**
 * @typedef {object} BookState
 * @property {string} id
 * @property {string[]} codes Those that are coded.
 * @property {string[]} missing Those the document was not read for, or not since they changed.
 * @property {number} outdated Those it was read for when they, or the text, were otherwise.
 */

/**
 * Say for every codebook how far the document was read for it.
 * @param {Iterable<any>} codebooks
 * @param {Record<string, string>} coverage
 * @returns {BookState[]}
 */
export function coverageOf(codebooks, coverage) {
  return Array.from(codebooks, (book) => {
    const codes = book.codes
      .filter((/** @type {any} */ code) => !code.derived)
      .map((/** @type {any} */ code) => code.id);
    const missing = codes.filter((/** @type {string} */ id) => coverage[id] !== "covered");
    const outdated = missing.filter((/** @type {string} */ id) => coverage[id]).length;
    return { id: book.id, codes, missing, outdated };
  }).filter((one) => one.codes.length > 0);
}

export class CoveragePanel {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./deeds.js").Deeds} deeds
   */
  constructor(store, deeds) {
    this.store = store;
    this.deeds = deeds;
    this.body = byId("coverage-body");
    store.on("coverage", () => this.refresh());
    this.refresh();
  }

  open() {
    this.refresh();
    openDialog("coverage-dialog");
  }

  get states() {
    return coverageOf(this.store.codebooks.values(), this.store.coverage);
  }

  refresh() {
    this.tellProgress();
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.book;
    const rows = this.states.map((state) => this.row(state));
    const missing = this.states.flatMap((state) => state.missing);
    const all = make(
      "button.first",
      {
        type: "button",
        "data-book": "*",
        "aria-disabled": missing.length ? null : "true",
        onclick: () => missing.length && this.cover(missing, true, t("read.coverage.all")),
      },
      icon("check"),
      t("read.coverage.all"),
    );
    this.body.replaceChildren(make("ul.coverage-list", {}, ...rows), make("p", {}, all));
    if (focused && this.body.isConnected) {
      const again = this.body.querySelector(`[data-book="${CSS.escape(focused)}"]`);
      /** @type {HTMLElement | null} */ (again)?.focus();
    }
  }

  /** @param {BookState} state */
  row(state) {
    const book = this.store.codebooks.get(state.id);
    const done = !state.missing.length;
    const covered = state.codes.length - state.missing.length;
    const words = done
      ? t("read.coverage.done")
      : t("read.coverage.part", { n: covered, all: state.codes.length });
    const again = state.outdated ? ` · ${t("read.coverage.outdated", { n: state.outdated })}` : "";
    const name = label(book.label);
    return make(
      "li",
      {},
      make(
        "button.switch",
        {
          type: "button",
          role: "switch",
          "aria-checked": String(done),
          "data-book": state.id,
          onclick: () => this.cover(done ? state.codes : state.missing, !done, name),
        },
        make("span.switch-sign", { "aria-hidden": "true" }, icon("check")),
        make("span.switch-name", {}, name),
        make("span.meta", {}, words + again),
      ),
    );
  }

  /**
   * @param {string[]} codes
   * @param {boolean} done
   * @param {string} what
   */
  cover(codes, done, what) {
    this.deeds.cover(codes, done, t(done ? "read.did.cover" : "read.did.uncover", { what }));
  }

  tellProgress() {
    const { states } = this;
    const done = states.filter((one) => !one.missing.length);
    const place = byId("progress");
    if (!this.store.coder) return;
    place.textContent =
      done.length === states.length && done.length
        ? t("read.coverage.whole")
        : done.length
          ? t("read.coverage.for", {
              names: done
                .map(({ id }) => label(this.store.codebooks.get(id).label))
                .join(", "),
            })
          : t("read.coverage.none");
    place.classList.toggle("done", done.length === states.length && done.length > 0);
    document.getElementById("coverage")?.classList.toggle("on", done.length === states.length);
  }
}
