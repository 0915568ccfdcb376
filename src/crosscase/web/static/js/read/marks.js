/** All codings and suggestions of a document, found by block, by place and in the order of the text. */

/** @typedef {import("./types.js").Span} Span */

/**
 * Return the index of the block that holds a place; of the next one for a place between blocks.
 * @param {readonly Span[]} blocks In order, without overlap.
 * @param {number} place
 * @returns {number} The last one for a place after all of them.
 */
export function blockAt(blocks, place) {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].to <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Compare marks by their place: where they begin, the longest first; then by id, so that their
 * order is never that in which they came.
 * @param {Span & {id: string}} one
 * @param {Span & {id: string}} other
 */
export function byPlace(one, other) {
  return one.from - other.from || other.to - one.to || (one.id < other.id ? -1 : 1);
}

/**
 * Marks of one kind, indexed by the blocks they touch.
 * @template {Span & {id: string}} M
 */
export class Marks {
  /** @param {readonly Span[]} blocks */
  constructor(blocks) {
    this.blocks = blocks;
    /** @type {Map<string, M>} */
    this.byId = new Map();
    /** @type {Set<M>[]} */
    this.byBlock = blocks.map(() => new Set());
    /** @type {M[] | null} */
    this.sorted = null;
  }

  get size() {
    return this.byId.size;
  }

  /**
   * The blocks that a span touches: the first and the last.
   * @param {Span} span
   * @returns {[number, number]}
   */
  touched({ from, to }) {
    const first = blockAt(this.blocks, from);
    return [first, Math.max(first, blockAt(this.blocks, Math.max(from, to - 1)))];
  }

  /**
   * Put a mark in, in place of the one with its id.
   * @param {M} mark
   */
  put(mark) {
    this.remove(mark.id);
    this.byId.set(mark.id, mark);
    const [first, last] = this.touched(mark);
    for (let i = first; i <= last; i++) this.byBlock[i]?.add(mark);
    this.sorted = null;
  }

  /**
   * @param {string} id
   * @returns {M | undefined} What was taken out.
   */
  remove(id) {
    const mark = this.byId.get(id);
    if (!mark) return undefined;
    this.byId.delete(id);
    const [first, last] = this.touched(mark);
    for (let i = first; i <= last; i++) this.byBlock[i]?.delete(mark);
    this.sorted = null;
    return mark;
  }

  /** @param {string} id */
  get(id) {
    return this.byId.get(id);
  }

  /**
   * The marks that touch a block.
   * @param {number} block
   * @returns {M[]}
   */
  inBlock(block) {
    return [...(this.byBlock[block] ?? [])];
  }

  /**
   * The marks that touch a span.
   * @param {Span} span
   * @returns {M[]}
   */
  within(span) {
    const [first, last] = this.touched(span);
    /** @type {Set<M>} */
    const found = new Set();
    for (let i = first; i <= last; i++) {
      for (const mark of this.byBlock[i] ?? []) {
        if (mark.from < span.to && span.from < mark.to) found.add(mark);
      }
    }
    return [...found];
  }

  /** All marks in the order of the text. */
  get ordered() {
    this.sorted ??= [...this.byId.values()].sort(byPlace);
    return this.sorted;
  }

  /**
   * Replace everything; return the blocks whose marks are other than before.
   * @param {readonly M[]} marks
   * @param {(one: M, other: M) => boolean} isSame
   * @returns {Set<number>}
   */
  replaceAll(marks, isSame) {
    /** @type {Set<number>} */
    const changed = new Set();
    /** @param {M} mark */
    const note = (mark) => {
      const [first, last] = this.touched(mark);
      for (let i = first; i <= last; i++) changed.add(i);
    };
    const left = new Set(this.byId.keys());
    for (const mark of marks) {
      const old = this.byId.get(mark.id);
      left.delete(mark.id);
      if (old && isSame(old, mark)) continue;
      if (old) note(old);
      this.put(mark);
      note(mark);
    }
    for (const id of left) {
      const old = this.remove(id);
      if (old) note(old);
    }
    return changed;
  }
}
