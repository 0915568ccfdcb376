/** What is saved, and whether the workbench still answers. */

import { announce } from "../base.js";
import { t } from "../words.js";
import { byId, icon, make } from "./html.js";

/**
 * What to say of a workbench that will not have anything, by the status it gives.
 * @type {Record<number, string>}
 */
const WORDS = { 401: "locked", 421: "other-study", 503: "busy" };

/** How many errors of the study the banner tells; the rest it counts. */
const TOLD = 3;

export class Status {
  /**
   * @param {import("./outbox.js").Outbox} outbox
   * @param {boolean} codes Whether anybody codes here.
   */
  constructor(outbox, codes) {
    this.outbox = outbox;
    this.codes = codes;
    this.state = byId("state");
    this.banner = byId("banner");
    /** @type {any} Why the workbench does not answer, as far as reading goes. */
    this.away = null;
    /** Whether the text on the page is not that on disk. */
    this.stale = false;
    /** Whether the study no longer has the document. */
    this.removed = false;
    /** @type {any[]} What is wrong in the files of the study. */
    this.errors = [];
    /** Whether the banner told of these last. */
    this.hadErrors = false;
    /** @type {string} */
    this.shown = "";
  }

  /** Show how it stands. */
  refresh() {
    const { waiting, refused, trouble, isAtRisk } = this.outbox;
    const n = waiting.length + refused.length;
    const key = `${isAtRisk} ${this.stale} ${this.removed} ${JSON.stringify(this.errors)} ${n} ${refused.length} ${trouble?.status ?? Boolean(trouble)} ${this.away?.status ?? Boolean(this.away)}`;
    if (key === this.shown) return;
    this.shown = key;
    this.showState(n);
    this.showBanner(n);
  }

  /** @param {number} n What waits. */
  showState(n) {
    if (!this.codes) {
      this.state.replaceChildren(icon("eye"), t("read.state.reading"));
      return;
    }
    this.state.classList.toggle("waiting", n > 0);
    this.state.replaceChildren(
      icon(n ? "warn" : "check"),
      n ? t("read.state.waiting", { n }) : t("read.state.saved"),
    );
  }

  /** @param {number} n What waits. */
  showBanner(n) {
    const trouble = this.outbox.trouble ?? this.away;
    const was = !this.banner.hidden;
    this.banner.hidden = !(trouble || this.stale || this.removed || this.errors.length);
    if (!trouble) {
      if (this.removed) this.showRemoved();
      else if (this.stale) this.showStale();
      else if (this.errors.length) this.showErrors();
      else if (was) announce(t(this.hadErrors ? "read.banner.repaired" : "read.banner.back"));
      this.hadErrors = this.errors.length > 0;
      return;
    }
    const words = t(`read.banner.${WORDS[trouble.status] ?? "gone"}`);
    const way = this.outbox.isAtRisk ? "unkept" : "kept";
    const kept = n ? ` ${t(`read.banner.${way}`, { n })}` : "";
    this.banner.replaceChildren(
      icon("warn"),
      make("p", {}, words + kept),
      make("button", { type: "button", onclick: () => this.outbox.retry() }, t("read.banner.try")),
    );
  }

  showStale() {
    this.banner.replaceChildren(
      icon("warn"),
      make("p", {}, t("read.banner.text")),
      make("button", { type: "button", onclick: () => location.reload() }, t("read.banner.reload")),
    );
  }

  showRemoved() {
    this.banner.replaceChildren(
      icon("warn"),
      make("p", {}, t("read.banner.removed")),
      make("a.button", { href: "/" }, t("read.documents.title")),
    );
  }

  showErrors() {
    const told = this.errors.slice(0, TOLD).map(({ where, found, allowed, advice }) =>
      make(
        "li",
        {},
        make("strong", {}, where),
        `: ${found}`,
        allowed ? `; ${t("read.conflict.allowed")} ${allowed}` : "",
        advice ? `; ${advice}` : "",
      ),
    );
    const n = this.errors.length - told.length;
    this.banner.replaceChildren(
      icon("warn"),
      make(
        "div.banner-errors",
        {},
        make("p", {}, t("read.banner.errors")),
        make("ul", {}, ...told),
        n ? make("p", {}, t("read.banner.more-errors", { n })) : null,
      ),
    );
  }

  /** @param {any[]} errors What is wrong in the files of the study; none when all is well. */
  tellErrors(errors) {
    this.errors = errors;
    this.refresh();
  }

  /** The study no longer has the document. */
  tellRemoved() {
    this.removed = true;
    this.refresh();
  }

  /** The text was changed on disk: what is coded here would be refused. */
  tellStale() {
    this.stale = true;
    this.refresh();
  }

  /** @param {any} error Nothing when it answers again. */
  tellAway(error) {
    this.away = error;
    this.refresh();
  }
}
