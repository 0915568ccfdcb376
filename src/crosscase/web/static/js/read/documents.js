/** The drawer with the documents of the study, and how far each is coded. */

import { label, t } from "../words.js";
import { plain } from "./finding.js";
import { byId, icon, make } from "./html.js";
import { openDialog } from "./dialogs.js";

export class Documents {
  /**
   * @param {import("./store.js").Store} store
   * @param {() => Promise<void>} read Reads the study anew.
   */
  constructor(store, read) {
    this.store = store;
    this.read = read;
    this.list = byId("documents-list");
    /** @type {HTMLInputElement} */
    this.find = byId("documents-find");
    this.find.addEventListener("input", () => this.filter());
  }

  async open() {
    this.fill();
    openDialog("documents-dialog");
    this.list.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "center" });
    try {
      // Others may code as well: what was known when the page was opened is shown meanwhile.
      await this.read();
      this.fill();
    } catch {
      // The banner says it when the workbench does not answer.
    }
  }

  fill() {
    /** @type {Map<string, HTMLElement[]>} */
    const groups = new Map();
    for (const one of this.store.study.documents) {
      const cases = new Set(one.units.map((/** @type {string} */ unit) => this.store.caseOf(unit)));
      const group = cases.size === 1 ? [...cases][0] : "";
      groups.set(group, [...(groups.get(group) ?? []), this.item(one)]);
    }
    this.list.replaceChildren(
      ...[...groups].map(([id, items]) => {
        const unit = this.store.units.get(id);
        const name = unit ? label(unit.label) : t("read.documents.several");
        return make("li", {}, make("h3", {}, name), make("ul", {}, ...items));
      }),
    );
    this.filter();
  }

  /** @param {any} one */
  item(one) {
    const here = one.id === this.store.document.id;
    const done = one.codes > 0 && one.covered_codes === one.codes;
    const progress = make("progress", {
      value: one.covered_codes,
      max: Math.max(1, one.codes),
      "aria-label": t("read.documents.covered"),
    });
    return make(
      "li.documents-item",
      { "data-find": plain(`${one.title} ${one.id} ${one.role}`) },
      make(
        "a",
        { href: `/read/${encodeURIComponent(one.id)}`, "aria-current": here ? "page" : null },
        one.title || one.id,
      ),
      make(
        "span.meta",
        {},
        [
          t("read.documents.codings", { n: one.codings }),
          one.suggestions ? t("read.documents.suggestions", { n: one.suggestions }) : "",
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      done ? make("span.done", {}, icon("check"), t("read.documents.done")) : progress,
    );
  }

  filter() {
    const terms = plain(this.find.value).split(/\s+/).filter(Boolean);
    const items = /** @type {NodeListOf<HTMLElement>} */ (
      this.list.querySelectorAll(".documents-item")
    );
    for (const item of items) {
      item.hidden = !terms.every((term) => item.dataset.find?.includes(term));
    }
    for (const group of this.list.children) {
      const left = group.querySelector(".documents-item:not([hidden])");
      /** @type {HTMLElement} */ (group).hidden = !left;
    }
  }
}
