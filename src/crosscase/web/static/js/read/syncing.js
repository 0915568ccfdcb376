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
    /** Whether the page shows a study without errors: only another such takes its place. */
    this.sound = false;
  }

  /**
   * Look from now on for what others change.
   * @param {any} answer What the server gave of the document, which the page shows.
   */
  begin(answer) {
    this.isBetter(answer);
    this.changes = new Changes(this.store.document.id, answer.version, {
      document: () => this.read(),
      study: () => this.readStudy(),
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
   * Say whether an answer may take the place of what the page shows. Of a file that cannot be read,
   * as while an editor writes it, an answer has nothing: what was there before is nearer the truth.
   * @param {{problems: any[]}} answer
   */
  isBetter({ problems }) {
    this.status.tellErrors(problems);
    if (!problems.length) this.sound = true;
    return !problems.length || !this.sound;
  }

  /** Read anew what can be coded, of whom, in what. */
  async readStudy() {
    const study = await ask("GET", "/api/study");
    if (this.isBetter(study)) this.store.useStudy(study);
  }

  /**
   * Read the document anew; return the version it is, or nothing when there was none to read.
   * @returns {Promise<string | null>}
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
    try {
      do {
        settled = outbox.settled;
        answer = await ask("GET", path);
        // What was saved meanwhile may be missing in the answer.
      } while (settled !== outbox.settled);
    } catch (/** @type {any} */ error) {
      if (error.status === 422) this.status.tellErrors(error.problems);
      else if (error.status === 404) this.tellRemoved();
      else throw error;
      return null;
    }
    const better = this.isBetter(answer);
    if (answer.document.text !== store.text) this.status.tellStale();
    else if (better) store.adopt(answer, this.leaving());
    return answer.version;
  }

  /**
   * Return what says whether something waits and is left as it is shown, which is remembered.
   * @returns {(id: string) => boolean}
   */
  leaving() {
    const holds = this.outbox.holding();
    return (id) => {
      const waits = holds(id);
      if (waits) this.left.add(id);
      return waits;
    };
  }

  /**
   * Read what was left out before, once it waits no more: its answer may be older than what was
   * read, and others may have changed it since.
   */
  catchUp() {
    if (this.outbox.sending) return;
    const holds = this.outbox.holding();
    const settled = [...this.left].filter((id) => !holds(id));
    for (const id of settled) this.left.delete(id);
    if (settled.length) void this.refresh();
  }

  tellRemoved() {
    this.changes?.stop();
    this.status.tellRemoved();
  }

  /** Read the document anew; where that fails, as soon as the server answers again. */
  async refresh() {
    const { changes } = this;
    if (changes) changes.version = "";
    try {
      const version = await this.read();
      if (changes && version !== null) changes.version = version;
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
