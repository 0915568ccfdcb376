/** Sentences and words to move by. */

/** @typedef {import("./types.js").Span} Span */

/** @type {Map<string, Intl.Segmenter>} */
const segmenters = new Map();

/**
 * @param {string} language
 * @param {"sentence" | "word"} granularity
 */
function segmenter(language, granularity) {
  const key = `${language} ${granularity}`;
  let found = segmenters.get(key);
  if (!found) {
    found = new Intl.Segmenter(language || "und", { granularity });
    segmenters.set(key, found);
  }
  return found;
}

const ABBREVIATION = /(?:^|[\s([{])\p{L}{1,3}\.(?:\p{L}\.)*\s*$/u;
const GOES_ON = /^[\p{Ll}\p{N}§]/u;

/**
 * Say whether what stands before a break is no whole sentence: a bracket is open, or it ends in a
 * short word with a full stop and what follows goes on as a sentence does ("p. 5", "t. o. v.").
 * @param {string} before
 * @param {string} after
 */
function isUnfinished(before, after) {
  let open = 0;
  for (const sign of before) {
    if (sign === "(" || sign === "[") open++;
    else if ((sign === ")" || sign === "]") && open) open--;
  }
  if (open && /[)\]]/.test(after)) return true;
  return ABBREVIATION.test(before) && GOES_ON.test(after);
}

/**
 * Divide a stretch of text into sentences, without the white space around them.
 * @param {string} text
 * @param {string} language As `nl`.
 * @param {number} [base] Where the stretch starts; added to what is returned.
 * @returns {Span[]}
 */
export function divideSentences(text, language, base = 0) {
  /** @type {Span[]} */
  const found = [];
  let start = 0;
  const parts = [...segmenter(language, "sentence").segment(text)];
  parts.forEach(({ segment, index }, i) => {
    const end = index + segment.length;
    const next = parts[i + 1]?.segment;
    if (next !== undefined && isUnfinished(text.slice(start, end), next)) return;
    const sentence = trim(text, start, end);
    if (sentence) found.push({ from: base + sentence.from, to: base + sentence.to });
    start = end;
  });
  return found;
}

/**
 * Take the white space off both ends of a span.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @returns {Span | null} Null when nothing is left.
 */
export function trim(text, from, to) {
  const words = text.slice(from, to);
  const left = words.length - words.trimStart().length;
  const right = words.length - words.trimEnd().length;
  return left === words.length ? null : { from: from + left, to: to - right };
}

/**
 * Divide a stretch of text into words: what is not white space, without punctuation around it.
 * @param {string} text
 * @param {string} language
 * @param {number} [base]
 * @returns {Span[]}
 */
export function divideWords(text, language, base = 0) {
  /** @type {Span[]} */
  const found = [];
  for (const { segment, index, isWordLike } of segmenter(language, "word").segment(text)) {
    if (isWordLike) found.push({ from: base + index, to: base + index + segment.length });
  }
  return found;
}

/**
 * Return the index of the span that holds a place, or else of the first after it.
 * @param {readonly Span[]} spans In order, without overlap.
 * @param {number} place
 * @returns {number} The number of spans when none is left.
 */
export function spanAt(spans, place) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].to <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
