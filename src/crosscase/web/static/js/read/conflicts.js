/** What the server will not have: shown with what it has instead, and the coder decides. */

import { t } from "../words.js";
import { claimOf, FIELDS } from "./claims.js";
import { byId, make } from "./html.js";
import { codingId } from "./outbox.js";

/** @typedef {import("./outbox.js").Entry} Entry */

export class Conflicts {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./outbox.js").Outbox} outbox
   * @param {import("./naming.js").Naming} naming
   * @param {{again: (body: any, suggestion: string, instead: import("./types.js").Coding[]) => void,
   *   changed: () => void}} ways What else can be done with what an entry says: take it up in the
   *   palette, as made of a suggestion or of none, in the place of codings or of none; and what is
   *   done when one is settled.
   */
  constructor(store, outbox, naming, ways) {
    this.store = store;
    this.outbox = outbox;
    this.naming = naming;
    this.ways = ways;
    /** @type {HTMLDialogElement} */
    this.dialog = byId("conflict-dialog");
    this.title = byId("conflict-title");
    this.body = byId("conflict-body");
    this.actions = byId("conflict-actions");
    for (const dialog of document.querySelectorAll("dialog")) {
      dialog.addEventListener("close", () => queueMicrotask(() => this.next()));
    }
  }

  /** Show the first that waits for a decision, unless something else is being decided. */
  next() {
    const [entry] = this.outbox.refused;
    if (entry && !document.querySelector("dialog[open]")) this.show(entry);
  }

  /** @param {Entry} entry */
  show(entry) {
    const refusal = entry.refusal;
    if (!refusal) return;
    const about = entry.kind === "revise" || entry.kind === "withdraw";
    if ((about || entry.instead?.length) && refusal.current) this.showBoth(entry, refusal.current);
    else if (about && refusal.status === 404) this.showGone(entry);
    else this.showRefused(entry, refusal);
    this.dialog.showModal();
    // Whoever was typing does not decide by the next Enter.
    this.title.focus();
  }

  /**
   * Somebody else was first: show both.
   * @param {Entry} entry
   * @param {any} wire The coding as the study has it.
   */
  showBoth(entry, wire) {
    const current = this.store.readCoding(wire);
    const withdrawing = entry.kind === "withdraw";
    const { changes = {}, claims = [], quote = current.quote } = entry.body;
    const claim = claims.find((/** @type {any} */ one) => one.unit === current.unit) ?? claims[0];
    const mine = { ...claimOf(current), ...changes, ...claim };
    const fields = FIELDS.filter(
      (name) => mine[name] !== (current[name] ?? "") || ["code", "unit", "value"].includes(name),
    );
    this.title.textContent = t("read.conflict.title");
    const table = make(
      "table",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          make("td"),
          make("th", { scope: "col" }, t("read.conflict.yours")),
          make("th", { scope: "col" }, t("read.conflict.theirs")),
        ),
      ),
      make(
        "tbody",
        {},
        ...fields.map((name, i) =>
          make(
            "tr",
            mine[name] === (current[name] ?? "") ? {} : { class: "differs" },
            make("th", { scope: "row" }, t(`read.field.${name}`)),
            withdrawing
              ? i
                ? null
                : make("td", { rowspan: fields.length }, t("read.conflict.withdrawn"))
              : make("td", {}, this.value(mine, name)),
            make("td", {}, this.value(current, name)),
          ),
        ),
      ),
    );
    this.body.replaceChildren(
      make("p", {}, t("read.conflict.explain")),
      make("blockquote.quote", { lang: this.store.document.language }, quote),
      table,
    );
    this.offer(
      [
        t(withdrawing ? "read.conflict.withdraw" : "read.conflict.use-mine"),
        () => {
          if (entry.kind === "revise") {
            this.store.putCoding({ ...current, ...changes, unsaved: true });
          }
          this.outbox.again(entry, this.knowing(entry, current));
        },
      ],
      [
        t("read.conflict.keep-theirs"),
        () => {
          Object.assign(entry, this.knowing(entry, current));
          if (entry.kind === "add") this.discard(entry);
          else this.outbox.drop(entry);
          this.store.putCoding(current);
        },
      ],
    );
  }

  /**
   * What is otherwise in an entry by which one knows the coding as the study has it.
   * @param {Entry} entry
   * @param {import("./types.js").Coding} current
   * @returns {Partial<Entry>}
   */
  knowing({ kind, instead = [] }, current) {
    const { id, last } = current;
    if (kind !== "add") return { last };
    return {
      instead: instead.map((one) => (one.target === id ? { ...one, last, coding: current } : one)),
    };
  }

  /** @param {Entry} entry */
  showGone(entry) {
    const shown = this.store.codings.get(entry.target ?? "");
    this.title.textContent = t("read.conflict.title");
    this.body.replaceChildren(make("p", {}, t("read.conflict.gone")));
    const drop = () => {
      this.store.removeCoding(entry.target ?? "");
      this.outbox.drop(entry);
    };
    this.offer(
      shown
        ? [
            t("read.conflict.add-anew"),
            () => {
              drop();
              const { from, to } = shown;
              this.takeUp({ ...entry.body, from, to, claims: [claimOf(shown)] }, shown.suggestion);
            },
          ]
        : null,
      [t("read.conflict.let-go"), drop],
    );
  }

  /**
   * @param {Entry} entry
   * @param {import("./outbox.js").Refusal} refusal
   */
  showRefused(entry, refusal) {
    this.title.textContent = t("read.conflict.refused");
    const problems = refusal.problems.map((/** @type {any} */ one) =>
      make(
        "li",
        {},
        make("p", {}, one.found),
        one.allowed ? make("p.hint", {}, t("read.conflict.allowed"), " ", one.allowed) : null,
        one.advice ? make("p.hint", {}, one.advice) : null,
      ),
    );
    const { claims = [], changes = {} } = entry.body;
    const shown = this.store.codings.get(entry.target ?? "");
    const quote = entry.body.quote ?? shown?.quote;
    const said = [
      ...claims.map((/** @type {any} */ one) => this.naming.claim(one)),
      ...Object.keys(changes).map(
        (name) => `${t(`read.field.${name}`)}: ${this.value({ ...shown, ...changes }, name)}`,
      ),
    ];
    this.body.replaceChildren(
      quote ? make("blockquote.quote", { lang: this.store.document.language }, quote) : "",
      said.length ? make("ul", {}, ...said.map((words) => make("li", {}, words))) : "",
      problems.length ? make("ul.problems", {}, ...problems) : make("p", {}, refusal.message),
      make("p.hint", {}, t(isOfText(refusal) ? "read.conflict.text" : "read.conflict.kept")),
    );
    const here = entry.body.document === this.store.document.id;
    this.offer(
      here && claims.length && refusal.status !== 409
        ? [
            t("read.conflict.change"),
            () => {
              this.discard(entry);
              const judged = entry.kind === "accept" || entry.kind === "correct";
              // Of what is gone nothing can be made but a coding of one's own.
              const there = refusal.status !== 404;
              const instead = there ? replacedBy(entry) : [];
              this.takeUp(entry.body, (judged && there && entry.target) || "", instead);
            },
          ]
        : null,
      [t("read.conflict.try"), () => this.outbox.again(entry)],
      [t("read.conflict.discard"), () => this.discard(entry)],
    );
  }

  /**
   * Open the palette on it, once this dialog is closed.
   * @param {any} body
   * @param {string} suggestion
   * @param {import("./types.js").Coding[]} [instead]
   */
  takeUp(body, suggestion, instead = []) {
    const again = () => this.ways.again(body, suggestion, instead);
    this.dialog.addEventListener("close", again, { once: true });
  }

  /** @param {Entry} entry */
  discard(entry) {
    const { claims = [] } = entry.body;
    claims.forEach((/** @type {any} */ _, /** @type {number} */ i) => {
      const id = codingId(entry.request, i);
      this.store.removeCoding(id);
      // What was never added needs no changing either.
      for (const one of this.outbox.entries) {
        if (one.target === id) this.outbox.drop(one);
        one.instead = one.instead?.filter(({ target }) => target !== id);
      }
    });
    this.outbox.drop(entry);
    for (const coding of replacedBy(entry)) this.store.putCoding(coding);
    // What was changed or hidden at once is shown again as the study has it.
    this.ways.changed();
  }

  /** @param {...([string, () => void] | null)} ways */
  offer(...ways) {
    const buttons = ways
      .filter((way) => way !== null)
      .map(([words, work], i) =>
        make(
          i ? "button" : "button.first",
          {
            type: "button",
            onclick: () => {
              work();
              this.dialog.close();
            },
          },
          words,
        ),
      );
    this.actions.replaceChildren(...buttons);
  }

  /**
   * @param {any} claim
   * @param {string} name
   */
  value(claim, name) {
    const value = claim[name] ?? "";
    if (!value) return "–";
    if (name === "code") return this.naming.code(value);
    if (name === "unit" || name === "toward") return this.naming.unit(value);
    if (name === "value") return this.naming.value(claim.code, value);
    if (name === "period") return this.naming.periods(value);
    if (name === "actor") return this.naming.actor(value);
    return value;
  }
}

/**
 * The codings that those of an entry take the place of, as they were shown.
 * @param {Entry} entry
 */
function replacedBy({ instead = [] }) {
  return instead.flatMap(({ target, coding }) => (coding ? [{ ...coding, id: target }] : []));
}

/**
 * Say whether something was refused for the words that it is about.
 * @param {import("./outbox.js").Refusal} refusal
 */
function isOfText({ problems }) {
  return problems.some(({ rule }) => rule === "other-words");
}
