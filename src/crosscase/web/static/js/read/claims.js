/** What can be claimed with a code, what is still missing, and what to start from. */

/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./types.js").Unit} Unit */
/** @typedef {import("./types.js").Scale} Scale */
/** @typedef {import("./types.js").Claim} Claim */

export const NOT_APPLICABLE = "n/a";

/** The fields of a claim, in the order of a form. */
export const FIELDS = /** @type {const} */ ([
  "code",
  "unit",
  "value",
  "period",
  "date",
  "actor",
  "toward",
  "decision",
  "memo",
]);

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** What a form holds: a claim about several units at once. */
/**
 * @typedef {object} Draft
 * @property {string} code
 * @property {string[]} units
 * @property {string} value
 * @property {string[]} periods
 * @property {string} date
 * @property {string} actor
 * @property {Record<string, string>} toward For each unit the other party.
 * @property {string} decision
 * @property {string} memo
 */

/**
 * Return the units that a code can be about in a document.
 * @param {Code | undefined} code
 * @param {readonly Unit[]} units Those the document speaks of.
 * @returns {Unit[]}
 */
export function unitsFor(code, units) {
  return units.filter(
    (unit) =>
      !code ||
      ((code.level === "any" || code.level === unit.kind) &&
        (!code.directed || unit.kind === "party")),
  );
}

/**
 * Return the parties that a directed code about a party can be toward.
 * @param {Unit} unit
 * @param {ReadonlyMap<string, Unit>} all
 * @returns {string[]}
 */
export function towardsOf(unit, all) {
  const parties = all.get(unit.case)?.parties ?? [];
  return parties.filter((party) => party !== unit.id);
}

/**
 * Why something is chosen that nobody chose: the words name it, it was so of the coding before, or
 * the document leaves no other.
 * @typedef {"words" | "before" | "document"} Why
 */

/**
 * Return the units to start from, and why: those named in the words, or those coded before on the
 * page when they fit, or the speaker's party, or the only one there is.
 * @param {object} known
 * @param {readonly Unit[]} known.units Those the code can be about.
 * @param {string} known.words The words to be coded.
 * @param {readonly string[]} known.last Units of the coding before.
 * @param {string} known.party The party of who speaks in the document.
 * @returns {{units: string[], why: Why | ""}}
 */
export function presetUnits({ units, words, last, party }) {
  const ids = units.map((unit) => unit.id);
  const named = units.filter((unit) =>
    Object.values(unit.label).some((name) => name && standsIn(name, words)),
  );
  // A case is often named by its parties joined; the longer name is the one that was meant.
  const longest = named.filter(
    (unit) =>
      !named.some(
        (other) =>
          other !== unit && nameOf(other).includes(nameOf(unit)) && nameOf(other) !== nameOf(unit),
      ),
  );
  if (longest.length) return { units: longest.map((unit) => unit.id), why: "words" };
  const again = last.filter((id) => ids.includes(id));
  if (again.length) return { units: again, why: "before" };
  if (ids.includes(party)) return { units: [party], why: "document" };
  return ids.length === 1 ? { units: ids, why: "document" } : { units: [], why: "" };
}

/**
 * Say whether a name stands in a text as words of its own.
 * @param {string} name
 * @param {string} words
 */
function standsIn(name, words) {
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
    const around = words.slice(Math.max(0, at - 1), at) + words.charAt(at + name.length);
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** @param {Unit} unit */
function nameOf(unit) {
  return Object.values(unit.label)[0] ?? unit.id;
}

/**
 * Return the keys by which units are chosen: a letter of the name that no other unit has.
 * @param {readonly string[]} names
 * @param {string} [taken] Letters that mean something else.
 * @returns {string[]} One for each name; empty when no letter is left.
 */
export function drawKeys(names, taken = "") {
  const used = new Set(taken);
  return names.map((name) => {
    const letters = name
      .normalize("NFD")
      .toLowerCase()
      .replace(/[^a-z]/g, "");
    for (const letter of `${letters}abcdefghijklmnopqrstuvwxyz`) {
      if (!used.has(letter)) {
        used.add(letter);
        return letter;
      }
    }
    return "";
  });
}

/**
 * What keeps a draft from being saved.
 * @typedef {"code" | "unit" | "value" | "number" | "date" | "date-form" | "memo" | "toward"} Lack
 */

/**
 * Return what a draft lacks, in the order of the form; the server checks it all again.
 * @param {Draft} draft
 * @param {Code | undefined} code
 * @param {Scale | undefined} scale
 * @returns {Lack[]}
 */
export function lacks(draft, code, scale) {
  if (!code) return ["code"];
  /** @type {Lack[]} */
  const found = [];
  if (!draft.units.length) found.push("unit");
  if (!draft.value) found.push("value");
  const applies = draft.value !== NOT_APPLICABLE;
  if (draft.value && applies && scale?.kind === "number" && !/^-?\d+(\.\d+)?$/.test(draft.value)) {
    found.push("number");
  }
  if (!draft.date && applies && draft.value && scale?.kind === "events") found.push("date");
  if (draft.date && !DATE.test(draft.date)) found.push("date-form");
  if (!applies && !draft.memo.trim()) found.push("memo");
  if (code.directed && draft.units.some((unit) => !draft.toward[unit])) found.push("toward");
  return found;
}

/**
 * Return the claims of a draft: one for each unit.
 * @param {Draft} draft
 * @param {Code} code
 * @returns {Claim[]}
 */
export function claimsOf(draft, code) {
  return draft.units.map((unit) => ({
    code: draft.code,
    unit,
    value: draft.value,
    period: draft.periods.join(";"),
    date: draft.date,
    actor: draft.actor,
    toward: code.directed ? (draft.toward[unit] ?? "") : "",
    decision: draft.decision.trim(),
    memo: draft.memo.trim(),
  }));
}

/**
 * What a form starts from to change codings; what they do not share is left open.
 * @param {readonly Claim[]} codings
 * @returns {{draft: Draft, mixed: Set<string>}}
 */
export function draftOf(codings) {
  /** @type {Set<string>} */
  const mixed = new Set();
  /** @param {keyof Claim} name */
  const shared = (name) => {
    const values = new Set(codings.map((coding) => coding[name] ?? ""));
    if (values.size > 1) mixed.add(name);
    return values.size === 1 ? [...values][0] : "";
  };
  const draft = {
    code: shared("code"),
    units: codings.map((coding) => coding.unit),
    value: shared("value"),
    periods: shared("period").split(";").filter(Boolean),
    date: shared("date"),
    actor: shared("actor"),
    toward: Object.fromEntries(codings.map((coding) => [coding.unit, coding.toward])),
    decision: shared("decision"),
    memo: shared("memo"),
  };
  return { draft, mixed };
}

/**
 * Return what of a coding a claim changes.
 * @param {Claim} coding
 * @param {Claim} claim
 * @returns {Partial<Claim>}
 */
export function changesOf(coding, claim) {
  /** @type {Partial<Claim>} */
  const changes = {};
  for (const name of FIELDS) if ((coding[name] ?? "") !== claim[name]) changes[name] = claim[name];
  return changes;
}

/**
 * Say whether two claims say the same.
 * @param {Claim} one
 * @param {Claim} other
 */
export function isSameClaim(one, other) {
  return FIELDS.every((name) => (one[name] ?? "") === (other[name] ?? ""));
}
/**
 * What a coding claims, alone.
 * @param {Claim} coding
 * @returns {Claim}
 */
export function claimOf(coding) {
  return /** @type {Claim} */ (pick(coding, FIELDS));
}

/**
 * Return some of what a coding says; what it does not say is empty.
 * @param {any} from
 * @param {readonly string[]} names
 * @returns {any}
 */
export function pick(from, names) {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? ""]));
}
