/** What an earlier page did and could not send, shown on a fresh one. */

import { codingId } from "./outbox.js";

/**
 * Show anew, on a fresh page, what an earlier one could not send.
 * @param {import("./deeds.js").Deeds} deeds
 * @param {readonly import("./outbox.js").Entry[]} entries
 */
export function showWaiting(deeds, entries) {
  const { store } = deeds;
  for (const { kind, request, target = "", instead = [], body } of entries) {
    if (body.document !== store.document.id) continue;
    if (kind === "add" || kind === "accept" || kind === "correct") {
      const span = {
        from: store.positions.toUnits(body.start),
        to: store.positions.toUnits(body.end),
      };
      if (kind !== "add") store.removeSuggestion(target);
      for (const one of instead) store.removeCoding(one.target);
      body.claims.forEach((/** @type {import("./types.js").Claim} */ claim, /** @type {number} */ i) =>
        deeds.show(codingId(request, i), span, claim, kind === "add" ? "" : target),
      );
    } else if (kind === "withdraw") {
      store.removeCoding(target);
    } else if (kind === "revise") {
      const coding = store.codings.get(target);
      if (coding) store.putCoding({ ...coding, ...body.changes, unsaved: true });
    } else if (kind === "reject") {
      store.removeSuggestion(target);
    } else if (kind === "undo" && body.suggestion) {
      deeds.showUndecided(body.suggestion);
    } else if (kind === "cover" || kind === "uncover") {
      deeds.showCoverage(body.codes, kind === "cover");
    }
  }
}
