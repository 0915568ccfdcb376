/** How what a coder did is told to the server. */

import { ask } from "../api.js";
import { claimOf, isSameClaim } from "./claims.js";

/** @typedef {import("./outbox.js").Entry} Entry */

const DETAILS = ["period", "date", "actor", "toward", "decision", "memo"];

/**
 * Send an entry of the outbox.
 * @param {Entry} entry
 * @returns {Promise<any>} What the server answers once it is on disk.
 */
export async function send(entry) {
  const { kind, target = "", last, body } = entry;
  const here = `/api/documents/${encodeURIComponent(body.document ?? "")}`;
  switch (kind) {
    case "add": {
      const { start, end, quote, claims } = body;
      const instead = (entry.instead ?? []).map((one) => ({ id: one.target, last: one.last ?? "" }));
      const said = { request: entry.request, start, end, quote, claims, instead };
      return ask("POST", `${here}/codings`, said);
    }
    case "revise":
    case "withdraw":
      return change(entry, target, last ?? "");
    case "accept":
    case "correct":
      return ask("POST", `/api/suggestions/${target}/${kind}`, decisionOf(entry));
    case "reject":
    case "undo":
      return ask("POST", `/api/suggestions/${target}/${kind}`, { request: entry.request });
    case "cover":
    case "uncover":
      return ask(kind === "cover" ? "PUT" : "DELETE", `${here}/coverage`, { codes: body.codes });
    default:
      throw Object.assign(new Error(`no way to send ${kind}`), { status: 400 });
  }
}

/**
 * @param {Entry} entry
 * @param {string} target
 * @param {string} last
 */
async function change(entry, target, last) {
  const path = `/api/codings/${target}`;
  try {
    return entry.kind === "revise"
      ? await ask("PATCH", path, { request: entry.request, last, ...entry.body.changes })
      : await ask("DELETE", `${path}?last=${encodeURIComponent(last)}`);
  } catch (/** @type {any} */ error) {
    if ([404, 409].includes(error.status) && isDone(entry, error.current)) {
      return { coding: error.current };
    }
    throw error;
  }
}

/** @param {Entry} entry */
function decisionOf({ request, kind, body }) {
  const { claims, start, end, quote, suggestion } = body;
  const [first] = claims;
  /** @type {Record<string, any>} */
  const said = { request, units: claims.map((/** @type {any} */ one) => one.unit) };
  said.value = first.value;
  for (const name of DETAILS) if (first[name]) said[name] = first[name];
  if (kind === "correct") {
    said.code = first.code;
    if (!suggestion) said.more = true;
    if (!suggestion || suggestion.quote !== quote) Object.assign(said, { start, end, quote });
  }
  return said;
}

/**
 * Say whether the study already says what an entry asks for: it was sent before, or somebody else
 * did the same.
 * @param {Entry} entry
 * @param {any} current The coding as the study has it; nothing when it is gone.
 */
function isDone(entry, current) {
  if (entry.kind === "withdraw") return !current;
  if (entry.kind !== "revise" || !current) return false;
  return isSameClaim({ ...claimOf(current), ...entry.body.changes }, claimOf(current));
}
