/** The text on the page: marks drawn where they are seen, and the way between places and nodes. */

import { assignLanes, cutSegments } from "./segments.js";
import { blockAt } from "./marks.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./notes.js").Note} Note */
/** @typedef {import("./positions.js").Positions} Positions */

/** Lines under the words that can be told apart. */
const LANES = 4;

/** How many blocks keep their marks beside those near the window, and how many lose them at once. */
const KEPT = 50;
const AT_ONCE = 5;

/** How long nobody has to scroll before they do, in milliseconds. */
const PAUSE = 500;

/**
 * @typedef {object} Piece A part of a block that is drawn in one way.
 * @property {number} from
 * @property {number} to
 * @property {string} kind
 */

/**
 * @typedef {object} BlockParts
 * @property {number} from
 * @property {number} to
 * @property {HTMLElement} element
 * @property {HTMLElement} words Its text is that of the block, to the letter.
 * @property {Piece[]} pieces Those that are more than plain words.
 * @property {{at: number, element: Element}[]} breaks Where pages of the original begin.
 *
 * @typedef {BlockParts} Block
 */

/**
 * Take over the blocks as the server wrote them.
 * @param {HTMLElement} text
 * @param {Positions} positions
 * @returns {Block[]}
 */
export function readBlocks(text, positions) {
  const blocks = /** @type {NodeListOf<HTMLElement>} */ (text.querySelectorAll(".block"));
  return Array.from(blocks, (element) => {
    const from = positions.toUnits(Number(element.dataset.start));
    const to = positions.toUnits(Number(element.dataset.end));
    const words = /** @type {HTMLElement} */ (element.querySelector(".words"));
    /** @type {Piece[]} */
    const pieces = [];
    /** @type {Block["breaks"]} */
    const breaks = [];
    let at = from;
    for (const node of words.childNodes) {
      const length = node.textContent?.length ?? 0;
      if (node instanceof Element) {
        if (node.className === "page-break") breaks.push({ at, element: node });
        else pieces.push({ from: at, to: at + length, kind: node.className });
      }
      at += length;
    }
    return { from, to, element, words, pieces, breaks };
  });
}

/** @param {Element} element */
function isSelected(element) {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(element, true);
}

export class TextView {
  /**
   * @param {HTMLElement} root
   * @param {Block[]} blocks
   * @param {import("./store.js").Store} store
   * @param {(note: Note) => string} say The name of a mark for those who do not see it.
   */
  constructor(root, blocks, store, say) {
    this.root = root;
    this.blocks = blocks;
    this.store = store;
    this.say = say;
    /** @type {Set<number>} Blocks near the window. */
    this.near = new Set();
    /** @type {Set<number>} Blocks that may hold marks. */
    this.drawn = new Set();
    /** @type {Set<number>} Those of them whose marks are no longer as they should be. */
    this.outdated = new Set();
    /** @type {((block: number, height: number) => void)[]} */
    this.afterDrawing = [];
    /** @type {((block: number) => boolean)[]} What says that a block has to stay as it is. */
    this.holding = [(i) => isSelected(blocks[i].element)];
    /** @type {any} */
    this.tidying = null;
    /** @type {Map<Element, number>} */
    this.index = new Map(blocks.map((block, i) => [block.element, i]));
    this.heights = new Float64Array(blocks.length);
    this.observer = new IntersectionObserver((seen) => this.notice(seen), {
      rootMargin: "1200px 0px",
    });
    for (const { element } of blocks) this.observer.observe(element);
  }

  /** @param {IntersectionObserverEntry[]} seen */
  notice(seen) {
    for (const { target, isIntersecting, boundingClientRect } of seen) {
      const i = /** @type {number} */ (this.index.get(target));
      if (isIntersecting) {
        this.near.add(i);
        this.heights[i] = boundingClientRect.height;
        if (!this.isCurrent(i)) this.draw(i);
      } else {
        this.near.delete(i);
      }
    }
    this.tidyLater();
  }

  /** @param {number} [wait] Milliseconds without any scrolling. */
  tidyLater(wait = PAUSE) {
    clearTimeout(this.tidying);
    if (this.tooMany > 0) this.tidying = setTimeout(() => this.tidy(), wait);
  }

  get tooMany() {
    return this.drawn.size - this.near.size - KEPT;
  }

  /** Take the marks out of blocks long out of sight: every change costs more, the more there are. */
  tidy() {
    let left = Math.min(AT_ONCE, this.tooMany);
    for (const i of this.drawn) {
      if (left <= 0) break;
      if (this.near.has(i) || this.holding.some((holds) => holds(i))) continue;
      this.clear(i);
      left--;
    }
    if (left === 0) this.tidyLater(0);
  }

  /** @param {number} i */
  clear(i) {
    const block = this.blocks[i];
    this.drawn.delete(i);
    this.outdated.delete(i);
    block.words.replaceChildren(this.fill(block, []));
    block.element.querySelector(":scope > .notes")?.remove();
  }

  /**
   * Marks have changed: draw anew what is near, and the rest when it comes near.
   * @param {Iterable<number>} blocks
   */
  refresh(blocks) {
    for (const i of blocks) {
      if (this.near.has(i)) this.draw(i);
      else if (this.drawn.has(i)) this.outdated.add(i);
    }
  }

  /** @param {number} i */
  isCurrent(i) {
    return this.drawn.has(i) && !this.outdated.has(i);
  }

  /** Draw everything, for paper. */
  drawAll() {
    for (const i of this.blocks.keys()) if (!this.isCurrent(i)) this.draw(i);
  }

  /** @param {number} i */
  draw(i) {
    const block = this.blocks[i];
    const notes = this.store.notesIn(i);
    this.drawn.add(i);
    this.outdated.delete(i);
    if (notes.length || block.words.querySelector("mark")) {
      block.words.replaceChildren(this.fill(block, notes));
    }
    for (const after of this.afterDrawing) after(i, this.heights[i]);
  }

  /**
   * @param {Block} block
   * @param {Note[]} notes
   */
  fill(block, notes) {
    const lanes = assignLanes(notes);
    const cuts = block.pieces.flatMap(({ from, to }) => [from, to]);
    const segments = cutSegments(block.from, block.to, notes, [
      ...cuts,
      ...block.breaks.map(({ at }) => at),
    ]);
    const all = document.createDocumentFragment();
    /** @type {Piece | null} */
    let inside = null;
    /** @type {Node} */
    let into = all;
    for (const segment of segments) {
      for (const { at, element } of block.breaks) if (at === segment.from) into.appendChild(element);
      const piece = block.pieces.find((one) => one.from <= segment.from && segment.to <= one.to);
      if ((piece ?? null) !== inside) {
        inside = piece ?? null;
        into = all;
        if (piece) {
          into = all.appendChild(document.createElement("span"));
          /** @type {HTMLElement} */ (into).className = piece.kind;
        }
      }
      const words = document.createTextNode(this.store.text.slice(segment.from, segment.to));
      into.appendChild(segment.marks.length ? this.wrap(segment, words, lanes, block) : words);
    }
    return all;
  }

  /**
   * @param {import("./segments.js").Segment<Note>} segment
   * @param {Text} words
   * @param {Map<Note, number>} lanes
   * @param {Block} block
   */
  wrap(segment, words, lanes, block) {
    const { marks: notes, from } = segment;
    /** @param {Note} note */
    const lane = (note) => /** @type {number} */ (lanes.get(note));
    const ordered = [...notes].sort((a, b) => lane(a) - lane(b));
    const codings = notes.filter((note) => note.kind === "coding");
    const mark = document.createElement("mark");
    /** @type {Element} */
    let innermost = mark;
    ordered.slice(0, LANES).forEach((note, i) => {
      const line = i ? innermost.appendChild(document.createElement("span")) : mark;
      line.className = this.lineClass(note, lane(note));
      innermost = line;
    });
    if (codings.length) {
      // The shortest coding gives the colour behind the words.
      const top = codings.reduce((a, b) => (b.to - b.from < a.to - a.from ? b : a));
      mark.classList.add("coded", `tint-${this.store.hueOf(top.code)}`);
    }
    const begins = notes.filter((note) => Math.max(note.from, block.from) === from);
    if (begins.length) mark.dataset.says = `${begins.map(this.say).join("; ")}: `;
    innermost.appendChild(words);
    return mark;
  }

  /**
   * @param {Note} note
   * @param {number} lane
   */
  lineClass(note, lane) {
    const names = ["line", `lane-${Math.min(lane, LANES - 1)}`, `hue-${this.store.hueOf(note.code)}`];
    if (note.kind === "suggestion") names.push("suggested");
    if (note.unsaved) names.push("unsaved");
    if (note.coder) names.push("other");
    return names.join(" ");
  }

  /**
   * Return the place of a point in the page; of the nearest words when it is in none.
   * @param {Node} node
   * @param {number} offset
   * @returns {number | null} Null outside the text.
   */
  placeOf(node, offset) {
    const element = node instanceof Element ? node : node.parentElement;
    const holder = element?.closest(".block");
    if (!holder || !this.root.contains(holder)) return this.placeBetween(node, offset);
    const block = this.blocks[/** @type {number} */ (this.index.get(holder))];
    if (!block.words.contains(node)) {
      const after = block.words.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
      return after ? block.to : block.from;
    }
    const before = document.createRange();
    before.setStart(block.words, 0);
    before.setEnd(node, offset);
    return block.from + before.toString().length;
  }

  /**
   * @param {Node} node
   * @param {number} offset
   */
  placeBetween(node, offset) {
    if (!this.root.contains(node)) return null;
    const next = node.childNodes[offset];
    const holder = next instanceof Element ? next.closest(".block") : null;
    const i = holder ? this.index.get(holder) : undefined;
    return i === undefined ? null : this.blocks[i].from;
  }

  /**
   * Return the nodes of a span.
   * @param {Span} span
   * @returns {Range}
   */
  rangeOf({ from, to }) {
    const range = document.createRange();
    const [start, at] = this.nodeAt(from, false);
    const [end, until] = this.nodeAt(to, true);
    range.setStart(start, at);
    range.setEnd(end, until);
    return range;
  }

  /**
   * @param {number} place
   * @param {boolean} isEnd An end belongs to the words before it, a start to those after it.
   * @returns {[Node, number]}
   */
  nodeAt(place, isEnd) {
    const block = this.blocks[blockAt(this.blocks, isEnd ? place - 1 : place)];
    const walker = document.createTreeWalker(block.words, NodeFilter.SHOW_TEXT);
    let left = Math.max(0, place - block.from);
    /** @type {Node} */
    let last = block.words;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = /** @type {Text} */ (node).length;
      last = node;
      if (isEnd ? left <= length : left < length) return [node, left];
      left -= length;
    }
    return [last, last instanceof Text ? last.length : last.childNodes.length];
  }
}
