/** Looking every few seconds whether somebody else changed something. */

import { ask } from "../api.js";

const EVERY = 3000;

export class Changes {
  /**
   * @param {string} document
   * @param {string} version That the page shows.
   * @param {{document: () => Promise<string | null>, study: () => Promise<void>,
   *   away: (error: any) => void, isBusy: () => boolean, isShown: (event: string) => boolean}} ways
   *   How to read anew, which gives the version read, or nothing where there was none; and whom to
   *   tell when the workbench does not answer. While the page is busy it does not look, and for
   *   events that it shows already it does not read anew.
   */
  constructor(document, version, ways) {
    this.document = document;
    this.version = version;
    this.ways = ways;
    /** @type {any} */
    this.timer = null;
    this.looking = false;
    this.stopped = false;
    addEventListener("visibilitychange", () => this.look());
    addEventListener("online", () => this.look());
    addEventListener("focus", () => this.look());
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), EVERY);
  }

  async look() {
    if (this.looking || this.stopped) return;
    this.looking = true;
    try {
      if (!document.hidden && !this.ways.isBusy()) await this.ask();
    } finally {
      this.looking = false;
      this.wait();
    }
  }

  /** Look no more: there is nothing left to look at. */
  stop() {
    this.stopped = true;
  }

  async ask() {
    try {
      const since = encodeURIComponent(this.version);
      const { version, changed, documents, structure, events } = await ask(
        "GET",
        `/api/changes?since=${since}`,
      );
      this.ways.away(null);
      if (!changed) return;
      if (structure) await this.ways.study();
      const here = documents.includes(this.document);
      if (structure || (here && !events.every(this.ways.isShown))) {
        this.version = (await this.ways.document()) ?? version;
      } else {
        this.version = version;
      }
    } catch (error) {
      this.ways.away(error);
    }
  }
}
