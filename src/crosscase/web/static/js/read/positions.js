/** Places in a text: code points, as the study counts, and UTF-16 code units, as browsers count. */

/** The places of one text, counted both ways. */
export class Positions {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /**
     * Where the characters of two code units start, in code units.
     * @type {number[]}
     */
    this.pairs = [];
    for (let at = text.search(/[\ud800-\udbff]/); at >= 0 && at < text.length; at++) {
      if (isPair(text, at)) this.pairs.push(at++);
    }
  }

  /**
   * Convert a place in code points to code units.
   * @param {number} point
   * @returns {number}
   */
  toUnits(point) {
    // The n-th pair starts at code point pairs[n] - n, for n pairs before it take one unit more.
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pairs[middle] - middle < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  /**
   * Convert a place in code units to code points; the middle of a pair counts as its start.
   * @param {number} unit
   * @returns {number}
   */
  toPoints(unit) {
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pairs[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  }

  /**
   * Widen a span so that it cuts no character in two.
   * @param {number} from
   * @param {number} to
   * @returns {import("./types.js").Span}
   */
  whole(from, to) {
    return {
      from: isPair(this.text, from - 1) ? from - 1 : from,
      to: isPair(this.text, to - 1) ? to + 1 : to,
    };
  }

  /**
   * The length of the text in code points.
   * @returns {number}
   */
  get length() {
    return this.text.length - this.pairs.length;
  }
}

/**
 * Say whether a character of two code units starts here.
 * @param {string} text
 * @param {number} at
 */
function isPair(text, at) {
  const code = text.charCodeAt(at);
  if (!(code >= 0xd800 && code <= 0xdbff)) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}
