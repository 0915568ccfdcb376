/**
 * What the server has not acknowledged yet, kept until it has: in the order it was done, one at a
 * time, over lost connections and over reloads of the page.
 */

/**
 * Something to be sent.
 * @typedef {object} Entry
 * @property {string} request 32 hexadecimal digits: sent again, it changes nothing twice.
 * @property {string} kind What it is: `add`, `revise` …
 * @property {string} [target] The coding or suggestion it is about.
 * @property {string | null} [last] The claim it changes; null for what the entry before it leaves.
 * @property {Replaced[]} [instead] The codings that those it adds take the place of.
 * @property {Record<string, any>} body
 * @property {number} tries How often it was sent.
 * @property {Refusal} [refusal] Why the server will not have it; it then waits for the coder.
 */

/**
 * A coding that others take the place of, by the same names as in an entry.
 * @typedef {object} Replaced
 * @property {string} target
 * @property {string | null} last
 * @property {import("./types.js").Coding} [coding] As it was shown.
 */

/** @typedef {{status: number, message: string, problems: any[], current?: any}} Refusal */

/**
 * Where entries are kept; what is read may be of an earlier page.
 * @typedef {object} Keep
 * @property {() => Entry[]} read
 * @property {(entries: Entry[]) => boolean} write Says whether they are kept now.
 */

/**
 * @typedef {object} Ways
 * @property {(entry: Entry) => Promise<any>} send Rejects with a `status` when the server refuses,
 *   and without one when it cannot be reached.
 * @property {Keep} keep
 * @property {(entry: Entry, answer: any) => void} acknowledged
 * @property {(entry: Entry) => void} refused
 * @property {() => void} changed Called when the number or the state of what waits has changed.
 * @property {(work: () => void, milliseconds: number) => any} [later]
 * @property {(timer: any) => void} [never]
 */

const PATIENCE = [250, 500, 1000, 2000, 4000];

/** Draw an identity for a request: 32 hexadecimal digits. */
export function drawRequest() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The id that the server will give a coding: it follows from the request and the place of the claim.
 * @param {string} request
 * @param {number} place
 */
export function codingId(request, place) {
  return `${request}-${place}`;
}

/**
 * The request that makes a coding, by the id that follows from it.
 * @param {string} id
 */
function requestOf(id) {
  return id.slice(0, Math.max(0, id.lastIndexOf("-")));
}

/**
 * Say whether a failure is for later: nobody answered, the door is closed, another study is served
 * at the address, or the server failed.
 * @param {any} error
 */
export function isPassing(error) {
  const status = error?.status;
  return status === undefined || status >= 500 || [401, 408, 421, 423, 429].includes(status);
}

/**
 * @param {Entry} entry
 * @param {string} id
 */
function isAbout({ target, instead = [] }, id) {
  return target === id || instead.some((one) => one.target === id);
}

export class Outbox {
  /** @param {Ways} ways */
  constructor(ways) {
    this.ways = ways;
    this.later = ways.later ?? ((work, milliseconds) => setTimeout(work, milliseconds));
    this.never = ways.never ?? ((timer) => clearTimeout(timer));
    /** @type {Entry[]} */
    this.entries = ways.keep.read();
    /** Whether what waits outlives the page. */
    this.kept = true;
    this.sending = false;
    /** How much the server has acknowledged: what was read of it before another count may be old. */
    this.settled = 0;
    this.failures = 0;
    /** @type {any} Why the last attempt failed, while it does. */
    this.trouble = null;
    /** @type {any} */
    this.timer = null;
  }

  /** What waits for the server. */
  get waiting() {
    return this.entries.filter((entry) => !entry.refusal);
  }

  /** What the server will not have, and the coder has not dealt with yet. */
  get refused() {
    return this.entries.filter((entry) => entry.refusal);
  }

  /**
   * Put something at the end; it is kept before this returns, and sent at once when nothing waits.
   * @param {Omit<Entry, "tries">} entry
   * @returns {Entry}
   */
  put(entry) {
    const kept = { ...entry, tries: 0 };
    this.entries.push(kept);
    this.keep();
    this.ways.changed();
    this.pump();
    return kept;
  }

  /** Send what waits, in order, until nothing does or the server does not answer. */
  async pump() {
    if (this.sending) return;
    this.sending = true;
    this.never(this.timer);
    this.timer = null;
    try {
      for (let entry = this.waiting[0]; entry; entry = this.waiting[0]) {
        entry.tries++;
        try {
          this.settle(entry, await this.ways.send(entry));
        } catch (/** @type {any} */ error) {
          if (isPassing(error)) {
            this.trouble = error;
            this.retryLater();
            return;
          }
          this.refuse(entry, error);
        }
      }
    } finally {
      this.sending = false;
      this.ways.changed();
    }
  }

  /** Send again at once: somebody asks for it, or the network is back. */
  async retry() {
    if (this.waiting.length) await this.pump();
  }

  /**
   * @param {Entry} entry
   * @param {any} answer
   */
  settle(entry, answer) {
    this.answered();
    this.settled++;
    this.drop(entry);
    this.ways.acknowledged(entry, answer);
  }

  /**
   * @param {Entry} entry
   * @param {any} error
   */
  refuse(entry, error) {
    this.answered();
    const { status, message, problems = [], current } = error;
    entry.refusal = { status, message, problems, current };
    this.keep();
    this.ways.refused(entry);
  }

  answered() {
    this.failures = 0;
    this.trouble = null;
  }

  retryLater() {
    const wait = PATIENCE[Math.min(this.failures++, PATIENCE.length - 1)];
    this.timer = this.later(() => this.pump(), wait);
  }

  /**
   * Take something out: it was acknowledged, or the coder gave it up.
   * @param {Entry} entry
   */
  drop(entry) {
    this.entries = this.entries.filter((one) => one !== entry);
    this.keep();
    this.ways.changed();
  }

  /**
   * Let the server have something again that it refused, changed or not.
   * @param {Entry} entry
   * @param {Partial<Entry>} changes
   */
  again(entry, changes = {}) {
    Object.assign(entry, changes);
    delete entry.refusal;
    this.keep();
    this.ways.changed();
    this.pump();
  }

  /**
   * What waits is about something that now has another last claim.
   * @param {string} target
   * @param {string} last
   */
  learn(target, last) {
    const all = this.entries.flatMap((entry) => [entry, ...(entry.instead ?? [])]);
    // Only the next one changes this claim; those behind it change what that one leaves.
    const next = all.find((one) => one.target === target);
    if (next?.last === null) next.last = last;
    this.keep();
  }

  /**
   * Say whether something waits that is about this.
   * @param {string} target
   */
  concerns(target) {
    return this.waiting.some((entry) => isAbout(entry, target));
  }

  /**
   * Return what says whether something is about an id or makes it, and waits for the server or for
   * the coder.
   * @returns {(id: string) => boolean} Of what waits now.
   */
  holding() {
    const targets = new Set(
      this.entries.flatMap(({ target, instead = [] }) => [target, ...instead.map((one) => one.target)]),
    );
    const requests = new Set(this.entries.map(({ request }) => request));
    return (id) => targets.has(id) || requests.has(requestOf(id));
  }

  keep() {
    this.kept = this.ways.keep.write(this.entries);
  }

  /** Whether something is lost when the page is left now. */
  get isAtRisk() {
    return this.entries.length > 0 && !this.kept;
  }
}

/**
 * Keep entries in a store of the browser; without one they live with the page alone.
 *
 * Every page writes to a place of its own and takes over what earlier ones left. A page that is
 * still open may leave the same: the server takes it once.
 * @param {Storage | undefined} store
 * @param {string} prefix What all places have in common: the study and the coder.
 * @param {string} own
 * @returns {Keep}
 */
export function keepIn(store, prefix, own) {
  /** @type {string[]} Places whose entries were read, and are not kept anywhere else yet. */
  let left = [];
  return {
    read() {
      /** @type {Map<string, Entry>} */
      const found = new Map();
      left = Object.keys(store ?? {}).filter((name) => name.startsWith(prefix));
      for (const place of left.sort()) {
        for (const entry of parse(store?.getItem(place))) found.set(entry.request, entry);
      }
      const entries = [...found.values()];
      this.write(entries);
      return entries;
    },
    write(entries) {
      try {
        if (entries.length) store?.setItem(prefix + own, JSON.stringify(entries));
        else store?.removeItem(prefix + own);
      } catch {
        // No room, or no leave: what waits still waits on the page, which says so.
        return false;
      }
      for (const place of left) if (place !== prefix + own) store?.removeItem(place);
      left = [];
      return store !== undefined;
    },
  };
}

/**
 * @param {string | null | undefined} kept
 * @returns {Entry[]}
 */
function parse(kept) {
  try {
    const entries = JSON.parse(kept ?? "[]");
    return Array.isArray(entries) ? entries.filter((one) => one?.request && one.kind) : [];
  } catch {
    return [];
  }
}
