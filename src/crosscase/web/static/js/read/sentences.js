/** The sentences and words of a document, divided block by block when they are asked for. */

import { divideSentences, divideWords, spanAt } from "./movement.js";
import { blockAt } from "./marks.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./text.js").Block} Block */

/** Pieces of a block that are no part of what is said. */
const APART = new Set(["number", "source", "speaker"]);

export class Sentences {
  /**
   * @param {string} text
   * @param {readonly Pick<Block, "from" | "to" | "pieces">[]} blocks
   * @param {string} language
   */
  constructor(text, blocks, language) {
    this.text = text;
    this.blocks = blocks;
    this.language = language;
    /** @type {Map<number, Span[]>} */
    this.divided = new Map();
  }

  /**
   * The sentences of a block.
   * @param {number} i
   * @returns {Span[]}
   */
  of(i) {
    let found = this.divided.get(i);
    if (!found) {
      const { from, to, pieces } = this.blocks[i];
      found = [];
      let at = from;
      for (const piece of [...pieces, { from: to, to, kind: "number" }]) {
        if (!APART.has(piece.kind)) continue;
        found.push(...divideSentences(this.text.slice(at, piece.from), this.language, at));
        at = piece.to;
      }
      this.divided.set(i, found);
    }
    return found;
  }

  /**
   * The sentence at a place, or else the first after it.
   * @param {number} place
   * @returns {Span | null} Null when there is none.
   */
  at(place) {
    for (let i = blockAt(this.blocks, place); i < this.blocks.length; i++) {
      const sentences = this.of(i);
      const n = spanAt(sentences, place);
      if (n < sentences.length) return sentences[n];
    }
    return null;
  }

  /**
   * The sentence after a place.
   * @param {number} place
   */
  after(place) {
    for (let i = blockAt(this.blocks, place); i < this.blocks.length; i++) {
      const found = this.of(i).find((one) => one.from >= place);
      if (found) return found;
    }
    return null;
  }

  /**
   * The sentence before a place.
   * @param {number} place
   */
  before(place) {
    for (let i = blockAt(this.blocks, Math.max(0, place - 1)); i >= 0; i--) {
      const found = this.of(i).findLast((one) => one.to <= place);
      if (found) return found;
    }
    return null;
  }

  /**
   * The word that a place cuts in two.
   * @param {number} place
   * @returns {Span | undefined}
   */
  wordAround(place) {
    const { from, to } = this.blocks[blockAt(this.blocks, place)];
    const words = divideWords(this.text.slice(from, to), this.language, from);
    return words.find((word) => word.from < place && place < word.to);
  }

  /**
   * A span with the words whole that it cuts in two; one that lies within a word stays as it is.
   * @param {Span} span
   * @returns {Span}
   */
  wholeWords({ from, to }) {
    const first = this.wordAround(from);
    const last = this.wordAround(to);
    if ((first && to <= first.to) || (last && last.from <= from)) return { from, to };
    return { from: first?.from ?? from, to: last?.to ?? to };
  }

  /**
   * The edge of a word next to a place.
   * @param {number} place
   * @param {1 | -1} direction Forwards to where a word ends, backwards to where one begins.
   * @param {"from" | "to"} edge
   * @returns {number | null}
   */
  wordEdge(place, direction, edge) {
    for (
      let i = blockAt(this.blocks, direction > 0 ? place : Math.max(0, place - 1));
      i >= 0 && i < this.blocks.length;
      i += direction
    ) {
      const { from, to } = this.blocks[i];
      const words = divideWords(this.text.slice(from, to), this.language, from);
      const found =
        direction > 0
          ? words.find((word) => word[edge] > place)
          : words.findLast((word) => word[edge] < place);
      if (found) return found[edge];
    }
    return null;
  }
}
