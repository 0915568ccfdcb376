/** Keeping the page in step with the study, without losing what is chosen or what waits. */

import { ask } from "../api.js";
import { Changes } from "./changes.js";
import { codingId } from "./outbox.js";

export class Syncing {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./outbox.js").Outbox} outbox
   * @param {import("./status.js").Status} status
   */
  constructor(store, outbox, status) {
    this.store = store;
    this.outbox = outbox;
    this.status = status;
    this.path = pathOf(store.document.id);
    /** @type {Promise<any>} The reading before: a later answer never gives way to an older one. */
    this.before = Promise.resolve();
    /** @type {Set<string>} Events of this page of which it shows all that came. */
    this.shown = new Set();
    /** @type {Set<string>} What waited when the document was read, and was left as it was shown. */
    this.left = new Set();
  }

  /**
   * Look from now on for what others change.
   * @param {string} version That the page shows.
   */
  begin(version) {
    this.changes = new Changes(this.store.document.id, version, {
      document: () => this.read(),
      study: async () => this.store.useStudy(await ask("GET", "/api/study")),
      away: (error) => {
        this.status.tellAway(error);
        if (!error) void this.outbox.retry();
      },
      isBusy: () => this.outbox.sending,
      isShown: (event) => this.shown.has(event),
    });
  }

  /**
   * Remember what the server said of something saved here: it need not be read again.
   * @param {import("./outbox.js").Entry} entry
   * @param {any} answer
   */
  saved(entry, answer) {
    for (const event of eventsShown(this.store, entry, answer)) this.shown.add(event);
  }

  /**
   * Read the document anew; return the version it is.
   * @returns {Promise<string>}
   */
  read() {
    const now = () => this.readNow();
    const reading = this.before.then(now, now);
    this.before = reading;
    return reading;
  }

  async readNow() {
    const { store, outbox } = this;
    const others = store.others.join(",");
    const path = others ? `${this.path}?others=${encodeURIComponent(others)}` : this.path;
    let answer, settled;
    do {
      settled = outbox.settled;
      answer = await ask("GET", path);
      // What was saved meanwhile may be missing in the answer.
    } while (settled !== outbox.settled);
    if (answer.document.text === store.text) {
      store.adopt(answer, (id) => this.leaves(id));
    } else {
      this.status.tellStale();
    }
    return answer.version;
  }

  /** @param {string} id */
  leaves(id) {
    const waits = this.outbox.holds(id);
    if (waits) this.left.add(id);
    return waits;
  }

  /**
   * Read what was left out before, once it waits no more: its answer may be older than what was
   * read, and others may have changed it since.
   */
  catchUp() {
    if (this.outbox.sending) return;
    const settled = [...this.left].filter((id) => !this.outbox.holds(id));
    for (const id of settled) this.left.delete(id);
    if (settled.length) void this.refresh();
  }

  /** Read the document anew; where that fails, as soon as the server answers again. */
  async refresh() {
    const { changes } = this;
    if (changes) changes.version = "";
    try {
      const version = await this.read();
      if (changes) changes.version = version;
    } catch (error) {
      this.status.tellAway(error);
    }
  }

  /**
   * Show the codings of other coders, beside one's own.
   * @param {string[]} coders
   */
  async showOthers(coders) {
    this.store.others = coders;
    this.store.tell("filter", null);
    await this.refresh();
  }

  /**
   * Show the codings of whoever made a coding, when it is of this document.
   * @param {string} id
   * @returns {Promise<boolean>} Whether it is.
   */
  async showCoderOf(id) {
    const all = this.store.study.coders.map((/** @type {any} */ one) => one.id);
    const others = encodeURIComponent(all.join(","));
    const answer = await ask("GET", `${this.path}?others=${others}`);
    const found = answer.codings.find((/** @type {any} */ one) => one.id === id);
    if (found) await this.showOthers([...this.store.others, found.coder]);
    return Boolean(found);
  }
}

/**
 * Return the events of which the page shows all that came, once it took the answer over. What was
 * coded or decided may have settled or opened other suggestions; these have to be read.
 * @param {import("./store.js").Store} store
 * @param {import("./outbox.js").Entry} entry
 * @param {any} answer
 * @returns {string[]}
 */
export function eventsShown(store, { kind, request, body }, answer) {
  if (kind === "revise") {
    return "code" in body.changes || "unit" in body.changes ? [] : [answer.coding.last];
  }
  if (kind !== "add" && kind !== "accept" && kind !== "reject") return [];
  /** @type {any[]} */
  const { codings } = answer;
  const touched = codings.map((one) => store.readCoding(one)).concat(body.suggestion ?? []);
  const settles = touched.some((one) =>
    store.suggestions.within(one).some(({ code }) => code === one.code),
  );
  if (settles) return [];
  return kind === "reject" ? [codingId(request, 0)] : codings.map((one) => one.id);
}

/** @param {string} document */
export function pathOf(document) {
  return `/api/documents/${encodeURIComponent(document)}`;
}
