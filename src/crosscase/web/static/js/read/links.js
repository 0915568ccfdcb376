/** Addresses that lead to a place in the text: `#coding.ID` and `#at.START-END`. */

/** @typedef {import("./types.js").Span} Span */

/**
 * Read what the address points at.
 * @param {string} hash
 * @returns {{coding: string} | {start: number, end: number} | null}
 */
export function readHash(hash) {
  let words = "";
  try {
    words = decodeURIComponent(hash.replace(/^#/, ""));
  } catch {
    return null;
  }
  const coding = /^coding\.(.+)$/.exec(words);
  if (coding) return { coding: coding[1] };
  const place = /^at\.(\d+)-(\d+)$/.exec(words);
  if (place) return { start: Number(place[1]), end: Number(place[2]) };
  return null;
}

export class Links {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./cursor.js").Cursor} cursor
   * @param {import("./going.js").Going} going
   * @param {(coding: string) => Promise<boolean>} showCoderOf Show the codings of whoever made one
   *   that is not shown; whether there is one.
   */
  constructor(store, cursor, going, showCoderOf) {
    this.store = store;
    this.cursor = cursor;
    this.going = going;
    this.showCoderOf = showCoderOf;
    addEventListener("hashchange", () => this.follow());
  }

  /** Go where the address points. */
  async follow() {
    const found = readHash(location.hash);
    if (!found) return;
    if ("coding" in found) {
      let coding = this.store.codings.get(found.coding);
      if (!coding && (await this.showCoderOf(found.coding))) {
        coding = this.store.codings.get(found.coding);
      }
      if (!coding) return;
      this.going.goTo(coding.id, coding);
      this.flash(coding);
      return;
    }
    const { positions } = this.store;
    if (found.start >= found.end || found.end > positions.length) return;
    const span = { from: positions.toUnits(found.start), to: positions.toUnits(found.end) };
    this.cursor.set(span, { reveal: true });
    this.flash(span);
  }

  /** @param {Span} span */
  flash(span) {
    this.cursor.paint("flash", span);
    setTimeout(() => this.cursor.paint("flash", null), 2400);
  }
}
