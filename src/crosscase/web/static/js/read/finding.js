/** Finding codes by what is typed: labels in any language, ids, words of the definition. */

/** @typedef {import("./types.js").Code} Code */

/**
 * A code with what it is found by, prepared once.
 * @typedef {object} Entry
 * @property {Code} code
 * @property {number} place Its place in the codebooks.
 * @property {{words: string, weight: number, loose: boolean}[]} fields
 */

/** How much a field counts; a loose match (letters in order, a slip) is for names only. */
const WEIGHTS = { label: 10, id: 8, book: 3, definition: 2, use: 1 };

/**
 * Take case and diacritics off, for comparing.
 * @param {string} words
 */
export function plain(words) {
  return words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[-–_/]/g, " ");
}

/**
 * Prepare codes for finding.
 * @param {readonly Code[]} codes In the order of the codebooks.
 * @param {(code: Code) => string[]} bookNames The names of the codebook of a code.
 * @returns {Entry[]}
 */
export function prepare(codes, bookNames) {
  return codes.map((code, place) => {
    /** @type {Entry["fields"]} */
    const fields = [];
    /** @param {string[]} texts @param {number} weight @param {boolean} [loose] */
    const add = (texts, weight, loose = false) => {
      for (const words of new Set(texts)) fields.push({ words: plain(words), weight, loose });
    };
    add(Object.values(code.label), WEIGHTS.label, true);
    add([code.id], WEIGHTS.id, true);
    add(bookNames(code), WEIGHTS.book);
    add(Object.values(code.definition), WEIGHTS.definition);
    add([...Object.values(code.when_to_use), ...Object.values(code.when_not)], WEIGHTS.use);
    return { code, place, fields };
  });
}

/**
 * Say whether the letters of a term occur in this order, from the start of a word.
 * @param {string} term
 * @param {string} words
 */
function inOrder(term, words) {
  for (let start = 0; start >= 0; start = nextWord(words, start)) {
    if (words[start] !== term[0]) continue;
    let at = start;
    let found = 0;
    while (at < words.length && found < term.length) if (words[at++] === term[found]) found++;
    if (found === term.length) return true;
  }
  return false;
}

/** @param {string} words @param {number} from */
function nextWord(words, from) {
  const space = words.indexOf(" ", from);
  return space < 0 ? -1 : space + 1;
}

/**
 * Say whether a word begins with a term but for one slip: a letter too many, missing, another, or
 * two turned round.
 * @param {string} term
 * @param {string} word
 */
export function isSlip(term, word) {
  let same = 0;
  while (same < term.length && term[same] === word[same]) same++;
  if (same === term.length) return true;
  const rest = term.slice(same + 1);
  return (
    word.startsWith(rest, same + 1) ||
    word.startsWith(rest, same) ||
    word.startsWith(term.slice(same), same + 1) ||
    (term[same] === word[same + 1] &&
      term[same + 1] === word[same] &&
      word.startsWith(term.slice(same + 2), same + 2))
  );
}

/**
 * Return how well a term fits a field, from 0 (not) to 1 (it is the field).
 * @param {string} term
 * @param {string} words
 * @param {boolean} loose
 */
function fit(term, words, loose) {
  if (words === term) return 1;
  if (words.startsWith(term)) return 0.9;
  const at = words.indexOf(term);
  if (at > 0) {
    for (let found = at; found > 0; found = words.indexOf(term, found + 1)) {
      if (!/[\p{L}\p{N}]/u.test(words[found - 1])) return 0.8;
    }
    return loose ? 0.6 : 0.4;
  }
  if (!loose) return 0;
  if (term.length >= 4 && words.split(" ").some((word) => isSlip(term, word))) return 0.45;
  return term.length >= 2 && inOrder(term, words) ? 0.3 : 0;
}

/**
 * Return the codes that fit all terms of what was typed, best first.
 * @param {readonly Entry[]} entries
 * @param {string} typed
 * @param {readonly string[]} [recent] Codes used last, the newest first: they win among equals, and
 *   come first when nothing is typed.
 * @returns {Code[]}
 */
export function findCodes(entries, typed, recent = []) {
  const terms = plain(typed).split(/\s+/).filter(Boolean);
  const used = new Map(recent.map((id, i) => [id, i]));
  /** @param {Entry} entry */
  const recency = (entry) => used.get(entry.code.id) ?? recent.length;
  /** @type {{entry: Entry, score: number}[]} */
  const found = [];
  for (const entry of entries) {
    let score = 0;
    for (const term of terms) {
      let best = 0;
      for (const { words, weight, loose } of entry.fields) {
        best = Math.max(best, weight * fit(term, words, loose));
      }
      if (!best) {
        score = -1;
        break;
      }
      score += best;
    }
    if (score >= 0) found.push({ entry, score });
  }
  const whole = terms.join(" ");
  // Of several words the whole phrase says more than each of them somewhere.
  if (terms.length > 1) {
    for (const one of found) {
      one.score += Math.max(
        ...one.entry.fields.map(({ words, weight }) => weight * fit(whole, words, false)),
      );
    }
  }
  return found
    .sort(
      (a, b) =>
        b.score - a.score || recency(a.entry) - recency(b.entry) || a.entry.place - b.entry.place,
    )
    .map(({ entry }) => entry.code);
}
