/** The tools at the top of the page. */

import { t } from "../words.js";

export class Toolbar {
  /**
   * @param {Record<string, () => unknown>} tools By the id of their button.
   * @param {import("./history.js").History} history
   */
  constructor(tools, history) {
    this.history = history;
    for (const [id, work] of Object.entries(tools)) {
      document.getElementById(id)?.addEventListener("click", () => void work());
    }
    const bar = document.querySelector(".bar");
    const title = document.querySelector(".about");
    if (bar && title) {
      // The title of the document is at the top when it is no longer seen in its place.
      new IntersectionObserver(([seen]) => bar.classList.toggle("stuck", !seen.isIntersecting), {
        rootMargin: "-48px 0px 0px",
      }).observe(title);
    }
  }

  /** Say what can be undone and done again. */
  refresh() {
    this.tell("undo", "z", this.history.done);
    this.tell("redo", "⇧z", this.history.undone);
  }

  /**
   * @param {"undo" | "redo"} id
   * @param {string} key
   * @param {readonly import("./history.js").Deed[]} deeds
   */
  tell(id, key, deeds) {
    const button = /** @type {HTMLButtonElement | null} */ (document.getElementById(id));
    if (!button) return;
    const last = deeds.at(-1);
    const words = t(`read.tool.${id}`);
    button.disabled = !last;
    button.title = `${last ? `${words}: ${last.label}` : words} (${key})`;
  }
}
