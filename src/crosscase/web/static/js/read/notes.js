/** What the margin says: codings of the same words that claim the same are named together. */

/** @typedef {import("./types.js").Coding} Coding */
/** @typedef {import("./types.js").Suggestion} Suggestion */

/**
 * One line of the margin.
 * @typedef {object} Note
 * @property {string} key Stays the same as long as the note names the same codings.
 * @property {"coding" | "suggestion"} kind
 * @property {number} from
 * @property {number} to
 * @property {string} code
 * @property {string} value
 * @property {string[]} units
 * @property {string} coder Empty for who codes here.
 * @property {boolean} unsaved
 * @property {boolean} memo
 * @property {Coding[]} codings
 * @property {Suggestion | null} suggestion
 */

/**
 * Group codings that claim the same of several units. Two of one unit, such as of two periods, are
 * two notes: each is changed by itself.
 * @param {readonly Coding[]} codings
 * @param {string} own Who codes here.
 * @returns {Note[]}
 */
export function groupCodings(codings, own) {
  /** @type {Map<string, Note[]>} */
  const alike = new Map();
  for (const coding of codings) {
    const coder = coding.coder === own ? "" : coding.coder;
    const same = JSON.stringify([coding.from, coding.to, coding.code, coding.value, coder]);
    const group = alike.get(same) ?? [];
    alike.set(same, group);
    const note = group.find(({ units }) => !units.includes(coding.unit));
    if (note) {
      note.codings.push(coding);
      note.units.push(coding.unit);
      note.unsaved ||= Boolean(coding.unsaved);
      note.memo ||= Boolean(coding.memo);
    } else {
      group.push({
        key: coding.id,
        kind: "coding",
        from: coding.from,
        to: coding.to,
        code: coding.code,
        value: coding.value,
        units: [coding.unit],
        coder,
        unsaved: Boolean(coding.unsaved),
        memo: Boolean(coding.memo),
        codings: [coding],
        suggestion: null,
      });
    }
  }
  return [...alike.values()].flat();
}

/**
 * Return the note of a suggestion.
 * @param {Suggestion} suggestion
 * @returns {Note}
 */
export function noteSuggestion(suggestion) {
  const { id, from, to, code, value, unit } = suggestion;
  return {
    key: id,
    kind: "suggestion",
    from,
    to,
    code,
    value,
    units: unit ? [unit] : [],
    coder: "",
    unsaved: false,
    memo: false,
    codings: [],
    suggestion,
  };
}

/**
 * Put notes in the order of the text: where they begin, the longest first, codings before what is
 * merely suggested.
 * @template {{from: number, to: number, kind: string, key: string}} N
 * @param {N[]} notes
 * @returns {N[]}
 */
export function orderNotes(notes) {
  return notes.sort(
    (a, b) =>
      a.from - b.from ||
      b.to - a.to ||
      a.kind.localeCompare(b.kind) ||
      (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}
