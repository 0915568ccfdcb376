/** What a coder does: shown at once, kept until the server has it, undone by another deed. */

import { claimOf, pick } from "./claims.js";
import { codingId, drawRequest } from "./outbox.js";

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./types.js").Claim} Claim */
/** @typedef {import("./types.js").Suggestion} Suggestion */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./outbox.js").Entry} Entry */

export class Deeds {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./outbox.js").Outbox} outbox
   * @param {import("./history.js").History} history
   */
  constructor(store, outbox, history) {
    this.store = store;
    this.outbox = outbox;
    this.history = history;
    /**
     * The id that a coding has now, by the ids it had: one that is added anew gets another.
     * @type {Map<string, string>}
     */
    this.ids = new Map();
  }

  /**
   * The id that a coding has now.
   * @param {string} id
   * @returns {string}
   */
  now(id) {
    let found = id;
    for (let next = this.ids.get(found); next !== undefined; next = this.ids.get(found)) {
      found = next;
    }
    return found;
  }

  /**
   * A coding has another id from now on.
   * @param {string} old Any id it had.
   * @param {string} id
   */
  rename(old, id) {
    const before = this.now(old);
    if (before !== id) this.ids.set(before, id);
  }

  /**
   * Code a span.
   * @param {Span} span
   * @param {Claim[]} claims
   * @param {string} label What to call it when it is undone.
   * @param {string} [suggestion] The one it comes of.
   * @param {readonly Coding[]} [instead] Those of the same words that these take the place of: they
   *   stay where the server will not have these.
   * @returns {string[]} The ids they have until the server gives them others.
   */
  add(span, claims, label, suggestion = "", instead = []) {
    const before = instead.map((coding) => ({ ...coding }));
    const gone = before.map(({ id }) => id);
    let added = this.sendAdd(span, claims, suggestion, gone);
    const first = added;
    this.history.push({
      label,
      undo: () => this.putBack(before, added),
      redo: () => {
        added = this.sendAdd(span, claims, suggestion, gone);
        first.forEach((id, i) => this.rename(id, added[i]));
      },
    });
    return added;
  }

  /**
   * @param {Span} span
   * @param {Claim[]} claims
   * @param {string} suggestion
   * @param {readonly string[]} [gone] The codings that these take the place of.
   */
  sendAdd(span, claims, suggestion, gone = []) {
    if (suggestion) {
      // One decision has one other party; of several units each may have its own.
      return claims.flatMap((claim) =>
        this.sendDecision("correct", suggestion, null, span, [claim]),
      );
    }
    const { store } = this;
    const request = drawRequest();
    const quote = store.text.slice(span.from, span.to);
    const ids = claims.map((_, i) => codingId(request, i));
    const instead = gone.map((id) => this.takeAway(id));
    this.outbox.put({
      request,
      kind: "add",
      instead,
      body: {
        document: store.document.id,
        start: store.positions.toPoints(span.from),
        end: store.positions.toPoints(span.to),
        quote,
        claims,
      },
    });
    claims.forEach((claim, i) => this.show(ids[i], span, claim));
    return ids;
  }

  /**
   * Show a coding that the server has not acknowledged yet.
   * @param {string} id
   * @param {Span} span
   * @param {Claim} claim
   * @param {string} [suggestion]
   */
  show(id, { from, to }, claim, suggestion = "") {
    this.store.putCoding({
      ...claim,
      id,
      coder: this.store.coder,
      from,
      to,
      quote: this.store.text.slice(from, to),
      last: "",
      at: "",
      suggestion,
      placed: true,
      unsaved: true,
    });
  }

  /**
   * Withdraw codings.
   * @param {readonly Coding[]} codings
   * @param {string} label
   */
  withdraw(codings, label) {
    const snapshots = codings.map((coding) => ({ ...coding }));
    for (const one of snapshots) this.sendWithdraw(one.id);
    this.history.push({
      label,
      undo: () => snapshots.forEach((one) => this.restore(one)),
      redo: () => snapshots.forEach((one) => this.sendWithdraw(one.id)),
    });
  }

  /**
   * Add anew what others took the place of, and withdraw these.
   * @param {readonly Coding[]} before
   * @param {readonly string[]} added
   */
  putBack(before, added) {
    const own = before.filter(({ suggestion }) => !suggestion);
    // What comes of a suggestion is a decision on it, which is a request of its own.
    for (const one of before) if (one.suggestion) this.restore(one);
    if (own.length) {
      const ids = this.sendAdd(own[0], own.map(claimOf), "", added);
      own.forEach(({ id }, i) => this.rename(id, ids[i]));
    } else {
      for (const id of added) this.sendWithdraw(id);
    }
  }

  /**
   * Add anew what was withdrawn; the deeds before know it by its old id.
   * @param {Coding} coding
   */
  restore(coding) {
    const [id] = this.sendAdd(coding, [claimOf(coding)], coding.suggestion);
    this.rename(coding.id, id);
  }

  /** @param {string} old */
  sendWithdraw(old) {
    const { target, last } = this.takeAway(old);
    this.outbox.put({
      request: drawRequest(),
      kind: "withdraw",
      target,
      last,
      body: { document: this.store.document.id },
    });
  }

  /**
   * Show a coding no more; return what the server has to know to take it back.
   * @param {string} old
   * @returns {import("./outbox.js").Replaced}
   */
  takeAway(old) {
    const target = this.now(old);
    const coding = this.store.removeCoding(target);
    const last = this.outbox.concerns(target) || !coding?.last ? null : coding.last;
    return { target, last, coding };
  }

  /**
   * Change what codings claim, each in its own way.
   * @param {{coding: Coding, changes: Partial<Claim>}[]} revisions
   * @param {string} label
   */
  revise(revisions, label) {
    const real = revisions.filter(({ changes }) => Object.keys(changes).length);
    if (!real.length) return;
    const both = real.map(({ coding, changes }) => ({
      id: coding.id,
      after: changes,
      before: pick(coding, Object.keys(changes)),
    }));
    for (const { id, after } of both) this.sendRevise(id, after);
    this.history.push({
      label,
      undo: () => both.forEach(({ id, before }) => this.sendRevise(id, before)),
      redo: () => both.forEach(({ id, after }) => this.sendRevise(id, after)),
    });
  }

  /**
   * @param {string} old
   * @param {Partial<Claim>} changes
   */
  sendRevise(old, changes) {
    const id = this.now(old);
    const coding = this.store.codings.get(id);
    const last = this.outbox.concerns(id) || !coding?.last ? null : coding.last;
    if (coding) this.store.putCoding({ ...coding, ...changes, unsaved: true });
    this.outbox.put({
      request: drawRequest(),
      kind: "revise",
      target: id,
      last,
      body: { document: this.store.document.id, changes },
    });
  }

  /**
   * Make codings of a suggestion, as proposed or otherwise.
   * @param {Suggestion} suggestion
   * @param {Span} span
   * @param {Claim[]} claims
   * @param {string} label
   */
  accept(suggestion, span, claims, label) {
    const moved = span.from !== suggestion.from || span.to !== suggestion.to;
    const changed = claims.some(
      (claim) =>
        claim.code !== suggestion.code ||
        (suggestion.unit && (claim.unit !== suggestion.unit || claims.length > 1)) ||
        (suggestion.value && claim.value !== suggestion.value),
    );
    const kind = moved || changed ? "correct" : "accept";
    let added = this.sendDecision(kind, suggestion.id, suggestion, span, claims);
    const first = added;
    this.history.push({
      label,
      undo: () => this.sendUndecide(suggestion),
      redo: () => {
        added = this.sendDecision(kind, suggestion.id, suggestion, span, claims);
        first.forEach((id, i) => this.rename(id, added[i]));
      },
    });
  }

  /**
   * @param {"accept" | "correct"} kind
   * @param {string} id Of the suggestion.
   * @param {Suggestion | null} suggestion As it was when it was decided on; null for more of what
   *   was decided before.
   * @param {Span} span
   * @param {Claim[]} claims
   */
  sendDecision(kind, id, suggestion, span, claims) {
    const { store } = this;
    const request = drawRequest();
    const ids = claims.map((_, i) => codingId(request, i));
    store.removeSuggestion(id);
    claims.forEach((claim, i) => this.show(ids[i], span, claim, id));
    this.outbox.put({
      request,
      kind,
      target: id,
      body: {
        document: store.document.id,
        start: store.positions.toPoints(span.from),
        end: store.positions.toPoints(span.to),
        quote: store.text.slice(span.from, span.to),
        claims,
        suggestion,
      },
    });
    return ids;
  }

  /**
   * Reject a suggestion.
   * @param {Suggestion} suggestion
   * @param {string} label
   */
  reject(suggestion, label) {
    const send = () => {
      this.store.removeSuggestion(suggestion.id);
      this.outbox.put({
        request: drawRequest(),
        kind: "reject",
        target: suggestion.id,
        body: { document: this.store.document.id, suggestion },
      });
    };
    send();
    this.history.push({ label, undo: () => this.sendUndecide(suggestion), redo: send });
  }

  /**
   * Take a decision on a suggestion back, with all codings that came of it.
   * @param {Suggestion} suggestion
   */
  sendUndecide(suggestion) {
    this.showUndecided(suggestion);
    this.outbox.put({
      request: drawRequest(),
      kind: "undo",
      target: suggestion.id,
      body: { document: this.store.document.id, suggestion },
    });
  }

  /** @param {Suggestion} suggestion */
  showUndecided(suggestion) {
    const { store } = this;
    for (const { id, coder, suggestion: source } of store.codings.ordered) {
      if (source === suggestion.id && coder === store.coder) store.removeCoding(id);
    }
    store.putSuggestion(suggestion);
  }

  /**
   * State that the document was read completely for codes, or take that back.
   * @param {readonly string[]} codes
   * @param {boolean} done
   * @param {string} label
   */
  cover(codes, done, label) {
    const send = (/** @type {boolean} */ covered) => {
      this.showCoverage(codes, covered);
      this.outbox.put({
        request: drawRequest(),
        kind: covered ? "cover" : "uncover",
        target: this.store.coverageTarget,
        body: { document: this.store.document.id, codes },
      });
    };
    send(done);
    this.history.push({ label, undo: () => send(!done), redo: () => send(done) });
  }

  /**
   * @param {readonly string[]} codes
   * @param {boolean} covered
   */
  showCoverage(codes, covered) {
    const coverage = { ...this.store.coverage };
    for (const code of codes) {
      if (covered) coverage[code] = "covered";
      else delete coverage[code];
    }
    this.store.useCoverage(coverage);
  }

  /**
   * Take over what the server says of something that waited.
   * @param {Entry} entry
   * @param {any} answer
   */
  acknowledged(entry, answer) {
    const here = entry.body.document === this.store.document.id;
    if (entry.kind === "add" || entry.kind === "accept" || entry.kind === "correct") {
      for (const wire of answer.codings) {
        this.outbox.learn(wire.id, wire.last);
        const shown = this.store.codings.get(wire.id);
        // A revision that still waits is shown already; a withdrawn one is not.
        if (here && shown) {
          const pending = this.outbox.concerns(wire.id);
          this.store.putCoding(
            pending ? { ...shown, last: wire.last } : this.store.readCoding(wire),
          );
        }
      }
    } else if (entry.kind === "revise" && entry.target) {
      this.outbox.learn(entry.target, answer.coding.last);
      if (here && this.store.codings.get(entry.target) && !this.outbox.concerns(entry.target)) {
        this.store.putCoding(this.store.readCoding(answer.coding));
      }
    } else if (here && answer.coverage && !this.outbox.concerns(entry.target ?? "")) {
      this.store.useCoverage(answer.coverage);
    }
  }
}
